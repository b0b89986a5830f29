"""What looks like a slip of a scanner or a typist: suggested, never changed (quirk P7).

Two signs: a syllable Vietnamese cannot have (`thuôc`), and words that differ from a phrase every administrative paper
uses only in their marks (`phố biến`) or by one letter (`tên địa bàn`, `thủ tuch hành chính`).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from cchc.importing.doubts import Doubt, quoted
from cchc.importing.papers.marks import WORDS
from cchc.importing.papers.paper import Paper
from cchc.vietnamese.slug import fold
from cchc.vietnamese.syllable import is_syllable

_WORDS = WORDS["slips"]
_MEANT = {*_WORDS["meant"]}
_KNOWN: dict[str, str] = _WORDS["known"]
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_]+")


def slips_in(paper: Paper) -> Iterator[Doubt]:
    """A doubt for each spelling that looks like a slip, where it first stands."""
    places: dict[tuple[str, str], list[tuple[str, int, str]]] = {}
    for text, line, at in paper.texts():
        for written, meant in _suspects(text):
            places.setdefault((written.lower(), meant), []).append((written, line, at))
    for (_, meant), found in places.items():
        written, line, at = found[0]
        often = f", ở {len(found)} chỗ" if len(found) > 1 else ""
        instead = f" (thường viết là {quoted(meant)})" if meant else ""
        what = f"Có lẽ gõ hoặc quét sai: {quoted(written)}{instead}{often}; để nguyên."
        yield Doubt(line, what, "so với bản giấy, sai thì sửa trong tệp vừa nhập", at)


def _suspects(text: str) -> Iterator[tuple[str, str]]:
    """What looks like a slip, as written, with the phrase it may stand for (empty: unknown)."""
    stretch: list[re.Match[str]] = []
    for found in _WORD.finditer(text):
        if stretch and text[stretch[-1].end() : found.start()] != " ":
            stretch = []
        # Four words are the longest phrase; the fifth tells what a phrase goes on with.
        stretch = [*stretch[-4:], found]
        if _is_no_syllable(found[0]):
            yield found[0], ""
        following = _WORD.match(text, found.end() + 1) if text[found.end() : found.end() + 1] == " " else None
        for count in range(2, min(len(stretch), 4) + 1):
            words = [one[0] for one in stretch[-count:]]
            if meant := _phrase_like(words, following[0] if following else ""):
                yield " ".join(words), meant


def _phrase_like(words: list[str], following: str) -> str:
    """The phrase that some words nearly are; empty where they are one, or no phrase at all."""
    small = [word.lower() for word in words]
    written = " ".join(small)
    name_within = words[0].islower() and not all(map(str.islower, words))
    if name_within or written in _MEANT or following.lower() in _WORDS["goes_on"].get(written, ()):
        return ""
    spelled = tuple(map(_spelling, small))
    if spelled in _SPELLED:
        return ""
    if same := _KNOWN.get(written) or _FOLDED.get(tuple(map(_letters, small))):
        return same
    for place, word in enumerate(small):
        phrase = _GAPS.get((place, spelled[:place] + spelled[place + 1 :]))
        if phrase and _one_letter_apart(_letters(word), _letters(phrase.split()[place])):
            return phrase
    return ""


@lru_cache(maxsize=4096)
def _letters(word: str) -> str:
    """A syllable without its marks."""
    return fold(word)


@lru_cache(maxsize=4096)
def _spelling(word: str) -> tuple[str, str]:
    """A syllable and its tone: `hóa` and `hoá` are one spelling."""
    parts = unicodedata.normalize("NFD", word)
    tone = "".join(part for part in parts if part in _TONES)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)), tone


def _one_letter_apart(one: str, other: str) -> bool:
    """True where a letter was added, lost or changed."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return len(long) == len(short) + 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def _is_no_syllable(word: str) -> bool:
    """True for a word in small Vietnamese letters that no syllable of the language can be; others may be foreign."""
    return len(word) > 1 and word.islower() and not word.isascii() and word not in _MEANT and not is_syllable(word)


_SPELLED = {tuple(map(_spelling, phrase.split())) for phrase in (*_WORDS["in_marks"], *_WORDS["by_a_letter"])}
_FOLDED: dict[tuple[str, ...], str] = {
    tuple(fold(phrase).split()): phrase for phrase in (*_WORDS["by_a_letter"], *_WORDS["in_marks"])
}
_GAPS: dict[tuple[int, tuple[tuple[str, str], ...]], str] = {
    (place, spelled[:place] + spelled[place + 1 :]): phrase
    for phrase in _WORDS["by_a_letter"]
    for spelled in [tuple(map(_spelling, phrase.split()))]
    for place in range(len(spelled))
}
