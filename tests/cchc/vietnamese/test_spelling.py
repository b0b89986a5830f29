"""One word, several spellings."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.search.queries import SPELLINGS

from cchc.vietnamese.spelling import spelled, squeezed, unaccented, words

LETTERS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắặếệìíĩịòóộờợùúủũụừựỳýỷỹỵ", min_size=1, max_size=8)


@pytest.mark.parametrize(("typed", "other", "plain"), SPELLINGS)
def test_two_spellings_are_one_word_with_and_without_accents(typed: str, other: str, plain: str) -> None:
    assert [spelled(word) for word in words(typed)] == [spelled(word) for word in words(other)]
    assert " ".join(unaccented(word) for word in words(typed)) == plain


@pytest.mark.parametrize(
    ("one", "other"), [("tay", "tai"), ("thúy", "thúi"), ("hoa", "hòa"), ("dương", "đường"), ("y", "i")]
)
def test_two_words_stay_two(one: str, other: str) -> None:
    assert spelled(one) != spelled(other)


def test_a_number_is_the_same_however_it_is_typed() -> None:
    assert {squeezed(one) for one in ("25/KH-THCS", "25 kh thcs", "25/kh–thcs", " 25KH THCS ")} == {"25khthcs"}
    assert squeezed("2.002854") == "2002854"


@given(LETTERS)
def test_spelling_again_changes_nothing_and_decomposed_letters_are_the_same(word: str) -> None:
    assert spelled(spelled(word)) == spelled(word)
    assert spelled(unicodedata.normalize("NFD", word)) == spelled(word)
    assert unaccented(spelled(word)) == unaccented(word) == unaccented(unaccented(word))


@given(st.text())
def test_words_hold_no_blanks_and_are_found_again_in_themselves(text: str) -> None:
    for word in words(text):
        assert words(word) == [word]
        assert words(" ".join(words(text))) == words(text)
