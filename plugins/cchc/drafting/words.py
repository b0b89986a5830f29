"""What a text says: phrases heard in it with or without accents, and how much two texts have in common."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from cchc.model.fields import Choice
from cchc.vietnamese.slug import fold

ChoiceT = TypeVar("ChoiceT", bound=Choice)

_WORD = re.compile(r"[^\W_]+")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_BETWEEN = "  "
"""Two blanks: the blank after one word is not the blank before the next, so `hồ sơ hồ sơ` is heard twice."""
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "va cua cho ve cac nhung voi tai trong tu den la co duoc khi de theo nam thang ngay quy hoc ky truong nha"
        " so mot viec cong tac cai cach hanh chinh ke hoach thuc hien to chuc trien khai",
    )
)
"""Words every title of a CCHC section may have; alone they tell no two texts apart."""


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


def named(
    kind: Iterable[ChoiceT], heard: Heard, also: Mapping[ChoiceT, tuple[str, ...]] | None = None
) -> tuple[ChoiceT, ...]:
    """Values of a vocabulary a text names, first said first. “Cha mẹ học sinh” names no pupils: longest first."""
    spoken = [
        (phrase, one) for one in kind for phrase in (*one.label.split(", "), *one.also, *(also or {}).get(one, ()))
    ]
    places: dict[ChoiceT, int] = {}
    for phrase, one in sorted(spoken, key=lambda pair: (-len(pair[0]), pair[0])):
        place = heard.place(phrase)
        if place >= 0:
            places[one] = min(place, places.get(one, place))
            heard = heard.without(phrase)
    return tuple(sorted(places, key=lambda one: (places[one], one.value)))


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, without accents or case."""
    return tuple(_WORD.findall(fold(text)))


def likeness(one: str, other: str) -> int:
    """How much two texts share: 1 for a word, 3 for two words in a row (most Vietnamese words are two syllables)."""
    mine, theirs = words(one), words(other)
    singles = {*mine} & {*theirs} - _COMMON
    pairs = {*pairwise(mine)} & {*pairwise(theirs)}
    return len(singles) + 3 * sum(not _COMMON.issuperset(pair) for pair in pairs)
