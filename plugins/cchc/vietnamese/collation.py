"""Vietnamese sorting (CLDR `vi`): letters first, then tones ngang < huyền < hỏi < ngã < sắc < nặng."""

import unicodedata
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=100)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {"\u0302", "\u0306", "\u031b"}

SortKey = tuple[tuple[int, ...], tuple[int, ...], str]


@lru_cache(maxsize=4096)
def sort_key(text: str) -> SortKey:
    """Key for `sorted`: all letters are compared first, then all tones, then the text itself."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text).casefold().replace("\u00f0", "đ"):
        tone = 0
        shape = ""
        for part in unicodedata.normalize("NFD", char):
            if part in _TONES:
                tone = _TONES[part]
            elif part in _SHAPES or not unicodedata.combining(part):
                shape += part
        if not shape:
            # A mark that stands alone (`Nguyê\u0303`, a tone typed after a blank) belongs to what is before it.
            tones[-1:] = [tone or tones[-1]] if tones else []
            continue
        letters.append(_letter_rank(unicodedata.normalize("NFC", shape)))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def _letter_rank(letter: str) -> int:
    if letter in _RANK:
        return _RANK[letter]
    if letter.isspace():
        return 1
    if letter.isdigit():
        return 50 + int(unicodedata.digit(letter[0], 0))
    # Punctuation before digits and letters; other scripts after the alphabet.
    return 1000 + ord(letter[0]) if letter.isalpha() else 2 + min(ord(letter[0]), 40)
