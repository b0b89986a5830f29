"""Phrases heard in a text as whole words, with or without accents."""

import re
import unicodedata
from dataclasses import dataclass, replace

from cchc.vietnamese.slug import fold

_WORD = re.compile(r"[^\W_]+")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_BETWEEN = "  "
"""Two blanks: the blank after one word is not the blank before the next, so `hồ sơ hồ sơ` is heard twice."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A text that can be asked for phrases; whole words, `hòa` and `hoà` alike."""

    line: str
    plain: bool
    """Typed without accents: `Hop giao ban` then says “họp”; `Phối hợp` never does."""

    def place(self, phrase: str) -> int:
        """Where `phrase` is first said; -1 where it is not."""
        return self.line.find(_line(phrase, plain=self.plain))

    def says(self, *phrases: str) -> bool:
        """True where one of the phrases is said."""
        return any(self.place(phrase) >= 0 for phrase in phrases)

    def count(self, phrase: str) -> int:
        """How often `phrase` is said."""
        return self.line.count(_line(phrase, plain=self.plain))

    def without(self, phrase: str) -> "Heard":
        """The text with a mark of the same length where `phrase` was said."""
        said = _line(phrase, plain=self.plain)
        return replace(self, line=self.line.replace(said, " " + "." * (len(said) - 2) + " "))


def hear(text: str) -> Heard:
    """`text`, ready to be asked."""
    plain = fold(text) == unicodedata.normalize("NFC", text).casefold()
    return Heard(_line(text, plain=plain), plain)


def _line(text: str, *, plain: bool) -> str:
    found = _WORD.findall(fold(text) if plain else unicodedata.normalize("NFC", text).casefold())
    return f" {_BETWEEN.join(found if plain else map(_tone_last, found))} "


def _tone_last(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    return _TONES.sub("", parts) + "".join(_TONES.findall(parts))


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, without accents or case."""
    return tuple(_WORD.findall(fold(text)))
