"""One seed colour a unit → every shade of its section, light and dark, as a style sheet.

Lightness is fixed for each role, the hue is the seed's, its chroma is capped: so every pair of shades that meets on a
page keeps its contrast whatever colour a unit chooses (WCAG 2.2: 4.5:1 for words, 3:1 for graphics). OKLCH, by the
matrices of Björn Ottosson; pure arithmetic, the same bytes on every machine.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

DEFAULT_SEED = "#0f6b57"
WORDS = 4.5
"""Least contrast of words with what they stand on."""


class Oklch(NamedTuple):
    """A colour: lightness 0–1, chroma, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


class Role(NamedTuple):
    """What a shade is for: its lightness and the most chroma it takes from the seed."""

    lightness: float
    chroma: float


ROLES: Mapping[str, Mapping[str, Role]] = {
    "light": {
        "u": Role(0.45, 0.12),  # links, buttons
        "u-hover": Role(0.36, 0.10),
        "u-deep": Role(0.33, 0.075),  # the board: header and footer
        "u-line": Role(0.60, 0.11),  # graphics
        "u-mid": Role(0.84, 0.06),
        "u-tint": Role(0.94, 0.03),
        "u-wash": Role(0.977, 0.010),
        "ink": Role(0.24, 0.018),
        "ink-2": Role(0.44, 0.018),
        "rule": Role(0.87, 0.012),
        "rule-2": Role(0.60, 0.016),  # edges of what can be pressed
        "paper": Role(1.0, 0.0),
    },
    "dark": {
        "u": Role(0.83, 0.10),
        "u-hover": Role(0.91, 0.06),
        "u-deep": Role(0.27, 0.05),
        "u-line": Role(0.66, 0.10),
        "u-mid": Role(0.42, 0.06),
        "u-tint": Role(0.31, 0.04),
        "u-wash": Role(0.245, 0.016),
        "ink": Role(0.94, 0.008),
        "ink-2": Role(0.78, 0.014),
        "rule": Role(0.37, 0.016),
        "rule-2": Role(0.60, 0.016),
        "paper": Role(0.205, 0.013),
    },
}


def shades(seed: str, scheme: str) -> dict[str, str]:
    """The shade of every role for `seed` (`#rrggbb`) in the scheme `light` or `dark`."""
    _, chroma, hue = _oklch(seed)
    return {name: _hex(Oklch(role.lightness, min(chroma, role.chroma), hue)) for name, role in ROLES[scheme].items()}


def style_sheet(seed: str) -> bytes:
    """The colours of one section: light, and dark where the reader's device asks for it."""
    light, dark = ("".join(f"--{name}:{shade};" for name, shade in shades(seed, scheme).items()) for scheme in ROLES)
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n".encode()


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2.2, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _decoded(red), _decoded(green), _decoded(blue)


def _decoded(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _oklch(colour: str) -> Oklch:
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def _rgb(colour: Oklch) -> tuple[float, float, float]:
    """Linear light; outside 0–1 where no screen shows the colour."""
    a = colour.chroma * math.cos(math.radians(colour.hue))
    b = colour.chroma * math.sin(math.radians(colour.hue))
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _hex(colour: Oklch) -> str:
    """The nearest colour of the same lightness and hue that a screen shows."""
    while colour.chroma > 0 and not all(-1e-4 <= part <= 1.0001 for part in _rgb(colour)):
        colour = colour._replace(chroma=max(colour.chroma - 0.002, 0.0))
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, part)))):02x}" for part in _rgb(colour))
