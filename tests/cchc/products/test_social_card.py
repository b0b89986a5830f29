"""The picture of a unit where its pages are passed on: its name whole, in its colours, readable, the same each time."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.school import THEME

from cchc.products.colours import DEFAULT_SEED, WORDS, contrast, shades
from cchc.products.social_card import _BOARD, _RIGHT, CHALK, SIZE, social_card

BOLD = (THEME / "assets/fonts/bvp-700.woff2").read_bytes()
LONG = (
    "Trường Phổ thông Dân tộc bán trú Tiểu học và Trung học cơ sở xã Nguyễn Thị Minh Khai, khu vực Thượng Lữ, "
    "tỉnh Lào Cai cũ"
)
NAMES = [
    "Sở", "Trường Trung học phổ thông Hồ Sen", LONG, "Ủy ban nhân dân phường Hoa Sen", "Ở" * 300, "Ngh " * 300,
    "Trường e\N{COMBINING CIRCUMFLEX ACCENT}", "学校 🏫", "", " \n ",
]  # fmt: skip


def drawn(name: str, seed: str = DEFAULT_SEED) -> Image.Image:
    return Image.open(io.BytesIO(social_card(name, seed, BOLD))).convert("RGB")


def is_plain(card: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """True where nothing is drawn; JPEG may waver by a few shades."""
    return all(high - low < 24 for low, high in card.crop(box).getextrema())  # type: ignore[misc]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_runs_over_the_edge_of_the_board(name: str) -> None:
    card = drawn(name)

    assert card.size == SIZE
    assert is_plain(card, (_RIGHT + 12, 0, SIZE[0], _BOARD - 8))
    assert is_plain(card, (100, 0, SIZE[0], 40))
    assert is_plain(card, (100, _BOARD - 36, SIZE[0], _BOARD - 8))


def test_a_long_name_is_there_to_its_last_word() -> None:
    assert len(LONG) >= 120
    assert social_card(LONG, DEFAULT_SEED, BOLD) != social_card(LONG.rpartition(" ")[0], DEFAULT_SEED, BOLD)
    without_end = social_card("Ngh " * 299, DEFAULT_SEED, BOLD)
    assert social_card("Ngh " * 300, DEFAULT_SEED, BOLD) == without_end, "what has no room is left out"


def test_the_same_unit_has_the_same_picture_byte_for_byte_however_its_name_was_typed() -> None:
    first = social_card("Trường Hoa Sen", DEFAULT_SEED, BOLD)
    social_card.cache_clear()

    assert social_card("Trường  Hoa Sen", DEFAULT_SEED, BOLD) == first
    assert social_card("Tru\u031bo\u031b\u0300ng Hoa Sen".replace("u\u031b", "\u01b0"), DEFAULT_SEED, BOLD) == first
    assert social_card("Trường Hoa Sen", "#23335c", BOLD) != first
    assert len(first) < 100_000


@settings(max_examples=60)
@given(seed=st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_every_colour_a_unit_may_choose_leaves_the_words_readable(seed: str) -> None:
    colours = shades(seed, "light")

    assert contrast(CHALK, colours["u-deep"]) >= WORDS
    for ground in ("paper", "u-tint"):  # the lines of the notebook run behind the words
        assert contrast(colours["u"], colours[ground]) >= WORDS


def test_the_board_has_the_colour_of_the_unit() -> None:
    deep = shades("#8a1538", "light")["u-deep"]

    found = drawn("Trường", "#8a1538").getpixel((1190, 10))

    assert all(abs(int(deep[at : at + 2], 16) - part) < 4 for at, part in zip((1, 3, 5), found, strict=True))  # type: ignore[arg-type]
