"""Sorting as CLDR `vi` has it: letters of the whole text first, tones after."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.vietnamese.collation import sort_key

LETTERS = "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z"
ALPHABET = LETTERS.split()
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VOWELS = "aăâeêioôơuưy"

syllables = st.text("aăâbdđeêiôơuưyáàảãạắặếệđ ĐẮẶ09-", max_size=12)


def in_order(*texts: str) -> bool:
    backwards = list(texts[::-1])
    return sorted(backwards, key=sort_key) == list(texts)


def test_the_alphabet_is_in_its_own_order():
    assert in_order(*ALPHABET)


@pytest.mark.parametrize("vowel", VOWELS)
def test_tones_go_level_falling_asking_tumbling_rising_heavy(vowel):
    assert in_order(*(unicodedata.normalize("NFC", vowel + tone) for tone in TONES))


def test_every_tone_of_a_letter_comes_before_the_next_letter():
    assert in_order("a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ẳ", "ẵ", "ắ", "ặ", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ")


def test_all_letters_are_compared_before_any_tone():
    assert in_order("an", "án", "ăn", "ân")
    assert in_order("ban", "bản", "bàng", "bánh")
    assert in_order("Hòa An", "Hoa Bình", "Hòa Bình")


def test_da_with_a_bar_comes_after_every_plain_d():
    assert in_order("Da", "Dựng", "Dương", "Đà", "Đường", "E")
    assert in_order("Dz", "Ðà Nẵng", "E")


def test_blanks_come_before_signs_signs_before_digits_digits_before_letters():
    assert in_order(" a", "-a", "1a", "9a", "aa", "日")


def test_a_tone_that_stands_alone_belongs_to_the_letter_before_it():
    assert sort_key("Nguye\u0302 \u0303n")[0] == sort_key("Nguyê n")[0]
    assert in_order("q", "q\u0301", "r")
    assert sort_key("\u0301")[:2] == sort_key("")[:2] == ((), ())
    assert sort_key("a\u0335")[:2] == sort_key("a")[:2]


def test_one_name_typed_two_ways_stands_in_one_place():
    assert sort_key(unicodedata.normalize("NFD", "Điện Biên"))[:2] == sort_key("Điện Biên")[:2]


@given(st.lists(st.text(max_size=20), max_size=8))
def test_any_texts_have_one_order(texts):
    keys = [sort_key(text) for text in texts]

    assert in_order(*sorted(texts, key=sort_key))
    for one, text in zip(keys, texts, strict=True):
        assert [one == other for other in keys] == [text == other for other in texts]


@given(syllables, syllables)
def test_where_the_letters_differ_tones_do_not_matter(one, other):
    letters, others = sort_key(without_tones(one)), sort_key(without_tones(other))

    if letters[0] != others[0]:
        assert (sort_key(one) < sort_key(other)) == (letters < others)


def without_tones(text: str) -> str:
    kept = "".join(char for char in unicodedata.normalize("NFD", text) if char not in TONES[1:])
    return unicodedata.normalize("NFC", kept)
