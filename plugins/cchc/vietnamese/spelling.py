"""One word, several spellings: `hòa` and `hoà`, `kỹ` and `kĩ`. What search compares, with the accents and without.

`theme/assets/js/words.js` does the same in the browser; tests/search/spelling.tsv goes through both.
"""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile("[0-9a-z\u00c0-\u024f\u1e00-\u1eff]+")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_MARKS = re.compile("[\u0300-\u036f]")
_Y_FOR_I = re.compile("^(qu|[bcdđghklmnpqrstvx]+)y$")


def words(text: str) -> list[str]:
    """The words of a text, small letters; `25/KH-THCS` is three."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower().replace("\u00f0", "đ").replace("\u0256", "đ"))


@lru_cache(maxsize=65536)
def spelled(word: str) -> str:
    """The one spelling of a word: its tone behind the last letter, i for a y that sounds like it.

    `hòa`, `hoà` are one; `kỹ`, `kĩ` are one; `tay` and `tai`, `thúy` and `thúi` stay two.
    """
    letters = unicodedata.normalize("NFD", word)
    tone = "".join(_TONES.findall(letters))
    plain = _Y_FOR_I.sub(r"\1i", unicodedata.normalize("NFC", _TONES.sub("", letters)))
    return unicodedata.normalize("NFC", plain + tone)


@lru_cache(maxsize=65536)
def unaccented(word: str) -> str:
    """How a telephone types it: `đường` → `duong`, `kỹ` → `ki`."""
    return _MARKS.sub("", unicodedata.normalize("NFD", spelled(word))).replace("đ", "d")


def squeezed(text: str) -> str:
    """A number however it is typed: `25/KH-THCS` and `25 kh thcs` → `25khthcs`, `2.002854` → `2002854`."""
    return "".join(unaccented(word) for word in words(text))
