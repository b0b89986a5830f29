"""One seed, every shade: whatever colour a unit chooses, what is written can be read."""

import colorsys
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.products.colours import DEFAULT_SEED, ROLES, contrast, shades, style_sheet

SEEDS = [
    "#{:02x}{:02x}{:02x}".format(*(round(255 * part) for part in colorsys.hsv_to_rgb(hue / 120, saturation, value)))
    for hue in range(120)
    for saturation in (0, 0.3, 1)
    for value in (0.2, 0.6, 1)
]
MEETING = [
    ("u", "paper", 4.5), ("u", "u-wash", 4.5), ("u", "u-tint", 4.5), ("u-hover", "paper", 4.5),
    ("u-hover", "u-tint", 4.5), ("ink", "paper", 7), ("ink", "u-wash", 7), ("ink", "u-tint", 7), ("ink", "u-mid", 4.5),
    ("ink-2", "paper", 4.5), ("ink-2", "u-wash", 4.5), ("ink-2", "u-tint", 4.5), ("u-line", "paper", 3),
    ("u-line", "u-wash", 3), ("rule-2", "paper", 3), ("rule-2", "u-wash", 3),
]  # fmt: skip
"""Which shades stand on which, and the least contrast between them."""


def test_the_contrast_of_black_and_white_is_the_highest_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ROLES)
def test_whatever_seed_a_unit_chooses_every_shade_can_be_read_where_it_stands(scheme: str) -> None:
    for seed in SEEDS:
        found = shades(seed, scheme)
        on_u = "#ffffff" if scheme == "light" else found["paper"]
        pairs = [(name, found[a], found[b], least) for name, (a, b, least) in enumerate(MEETING)]
        pairs += [
            ("words on a button", on_u, found["u"], 4.5),
            ("words on a button under the hand", on_u, found["u-hover"], 4.5),
            ("chalk on the board", "#ffffff", found["u-deep"], 7),
        ]
        assert [(seed, name, a, b) for name, a, b, least in pairs if contrast(a, b) < least] == []


@given(st.integers(0, 0xFFFFFF))
def test_every_shade_is_a_colour_and_keeps_the_lightness_of_its_role(number: int) -> None:
    for scheme, roles in ROLES.items():
        found = shades(f"#{number:06x}", scheme)
        assert found.keys() == roles.keys()
        assert all(re.fullmatch("#[0-9a-f]{6}", shade) for shade in found.values())
        grey = shades("#808080", scheme)
        assert all(contrast(found[name], grey[name]) < 1.4 for name in roles), "as light as a grey one"


def test_the_shades_of_the_sample_are_those_of_the_design() -> None:
    light, dark = shades(DEFAULT_SEED, "light"), shades(DEFAULT_SEED, "dark")

    assert (light["u"], light["u-deep"], light["u-tint"], light["paper"]) == (
        "#006451", "#004032", "#d8f2e9", "#ffffff",
    )  # fmt: skip
    assert (dark["u"], dark["paper"]) == ("#8adac2", "#111917")


def test_a_grey_seed_gives_a_grey_section() -> None:
    assert shades("#000000", "light")["u"] == shades("#ffffff", "light")["u"] == shades("#7f7f7f", "light")["u"]


def test_the_style_sheet_sets_every_role_once_a_scheme() -> None:
    text = style_sheet("#2d4da8").decode()

    light, dark = text.split("@media (prefers-color-scheme:dark)")
    for half in (light, dark):
        assert re.findall(r"--([\w-]+):#", half) == list(ROLES["light"])
    assert "--u:#355197;" in light
