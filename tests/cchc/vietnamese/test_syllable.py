"""What may be a Vietnamese syllable and what may not, by its spelling."""

import pytest

from cchc.vietnamese.syllable import is_syllable


@pytest.mark.parametrize(
    "word", ["trường", "Hoà", "HÒA", "tòan", "nghiêng", "giếng", "gì", "quốc", "khuyết", "ý", "ươm", "xoong", "huỵch"]
)
def test_syllables_are_recognised_however_the_tone_is_placed(word: str):
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["", "hßa", "élève", "bàt", "cỏc", "tr", "đ", "UBND", "trờng", "hoàà", "fa", "cácphòng", "naïve", "học1"]
)
def test_other_words_are_none(word: str):
    assert not is_syllable(word)
