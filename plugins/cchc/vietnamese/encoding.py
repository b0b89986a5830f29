"""Bytes → Unicode text. Old Vietnamese encodings are recognised and named, never converted unasked."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cchc.vietnamese.legacy import CP1258, MISREAD, TCVN3, VNI, as_windows_1252, misread_letters, to_unicode
from cchc.vietnamese.syllable import is_syllable

UTF16 = "UTF-16"
CERTAIN = (UTF16, MISREAD, VNI, TCVN3, CP1258)
"""Names whose text can be converted; of others only the author knows what was written."""

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that neither YAML nor XML may hold, and nobody sees."""


@dataclass(frozen=True, slots=True)
class WrongEncoding(Exception):
    """The bytes are not UTF-8 Vietnamese. `name` is what they look like, for people."""

    name: str


def decode(data: bytes) -> str:
    """UTF-8 bytes as NFC text with `\\n` line ends and no BOM. Raises WrongEncoding, naming the old encoding."""
    if _utf_16(data):
        raise WrongEncoding(UTF16)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongEncoding(_name_of(as_windows_1252(data))) from None
    return tidy(text)


def decode_as(data: bytes, name: str) -> str | None:
    """Bytes that `decode` refused by `name`, as it would give them; None where nothing is certain."""
    if name == UTF16:
        try:
            return tidy(data.decode(_utf_16(data)))
        except UnicodeDecodeError:
            return None
    return tidy(to_unicode(as_windows_1252(data), name)) if name in CERTAIN else None


def tidy(text: str) -> str:
    """NFC, `\\n` line ends. What editors do to a file without its author's will is undone here."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))


def _utf_16(data: bytes) -> str:
    """The codec; empty for other bytes. Without a mark, one half of the bytes is mostly zeros."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    high, low = data[::2].count(0), data[1::2].count(0)
    if len(data) < 4 or max(high, low) <= len(data) // 4:
        return ""
    return "utf-16-be" if high > low else "utf-16-le"


def _name_of(seen: str) -> str:
    if len(set(misread_letters(seen))) >= _FEW[False]:
        return "UTF-8 có chỗ bị hỏng"
    # Bytes that are not UTF-8 are old for certain: one word tells in which way.
    return legacy_name(seen, few=1) or "không phải UTF-8"


_FEW = {True: 2, False: 3}
"""So many different words must become Vietnamese before valid Unicode is called old; fewer beside Vietnamese."""
_SHARE = 3
"""Beside one of these no more than so many words may stay strange: German has hundreds, and then a `lô`."""
_MANY = 5000
"""So many different words are looked at before a text is called ordinary; a file of noise ends soon."""
_WORD = re.compile("[A-Za-z\u00a1-\u024f\u0300-\u036fẠ-ỹ]{2,}")
"""A word as TCVN3 and VNI know letters, signs among them; single letters tell nothing."""
_LONGEST = 16
"""Letters of a word worth looking at: `nghieäng` has no more than ten."""
_LETTERS = re.compile("(?:[^\\W\\d_]|[\u0300-\u036f])+")
_NEW_LETTER = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u036f]")
"""A letter, or a mark on one, that no old encoding shows."""
_ETH = str.maketrans("Ðð", "Đđ")
"""Looks the same, is no old encoding: a rule of its own mends it."""
_UNICODE = "Unicode"
_VIETNAMESE = re.compile("[ƠơƯưẠ-ỹ]")


class Stretch(NamedTuple):
    """`text[start:end]` is in the old encoding `name`."""

    start: int
    end: int
    name: str


def legacy_name(text: str, *, few: int = 0) -> str | None:
    """Old encoding hidden in text that is valid Unicode (`Céng hßa x· héi`); None for ordinary text.

    Where there are several, the one of most text. `few`: so many different words prove it; 0 leaves that to the text.
    """
    sizes: dict[str, int] = {}
    for start, end, name in old_stretches(text, few=few):
        sizes[name] = sizes.get(name, 0) + end - start
    return max(sizes, key=lambda name: sizes[name], default=None)


def old_stretches(text: str, *, few: int = 0) -> tuple[Stretch, ...]:
    """The parts of a text that are in an old encoding, in order: lines, or what stands between Unicode words of a line.

    A conversion is believed where it makes Vietnamese syllables of words that are none, and spoils none. A part that
    proves nothing (`cã`, a name) goes with the parts around it.
    """
    few = few or _FEW[bool(_VIETNAMESE.search(text))]
    parts = tuple(_parts(text, names)) if (names := _possible(text, few)) else ()
    proof: dict[str, set[str]] = {name: set() for name in names}
    for start, end, name in parts:
        if name in proof:
            proof[name].update(word for word in _odd(_words(text[start:end])) if _becomes_one(word, name))
    told = [name if name in (_UNICODE, MISREAD) or len(proof.get(name, "")) >= few else "" for _, _, name in parts]
    # Before the first line and after the last one: what the file is, but for what was pasted.
    edge = _UNICODE if _UNICODE in told else ""
    around = zip(_carried(told, edge), _carried(told[::-1], edge)[::-1], strict=True)
    named = (
        part._replace(name=name or _of_both(*beside, part=text[part.start : part.end]))
        for part, name, beside in zip(parts, told, around, strict=True)
    )
    return tuple(part for part in named if part.name not in ("", _UNICODE))


def unicode_of(text: str, stretches: Iterable[Stretch]) -> str:
    """The text with its stretches converted, all else untouched."""
    out, done = [], 0
    for start, end, name in stretches:
        out += [text[done:start], to_unicode(text[start:end], name)]
        done = end
    return "".join([*out, text[done:]])


def _possible(text: str, few: int) -> tuple[str, ...]:
    odd = _odd(_words(text)[:_MANY])
    names = (VNI, TCVN3, CP1258) if len(odd) >= few else ()
    gained = {name: {word for word in odd if _becomes_one(word, name)} for name in names}
    strange = len(odd) - len(set().union(*gained.values()))
    fonts = [name for name, words in gained.items() if len(words) >= max(few, strange / _SHARE)]
    return (MISREAD, *fonts) if len(set(misread_letters(text))) >= few else (*fonts,)


def _parts(text: str, names: Sequence[str]) -> Iterator[Stretch]:
    """Lines, cut at their Unicode words; each with the encoding that fits, "" where none does."""
    fonts = [name for name in names if name != MISREAD]
    for line in re.finditer("[^\n]+", text):
        start, end = line.span()
        if MISREAD in names and any(misread_letters(line[0])):
            yield Stretch(start, end, MISREAD)
            continue
        for word in _LETTERS.finditer(text, start, end):
            if _NEW_LETTER.search(word[0]):
                yield _part(text, start, word.start(), fonts)
                yield Stretch(*word.span(), _UNICODE)
                start = word.end()
        yield _part(text, start, end, fonts)


def _part(text: str, start: int, end: int, names: Sequence[str]) -> Stretch:
    words = _words(text[start:end])
    odd = _odd(words)
    scores = {}
    for name in names:
        gained = sum(_becomes_one(word, name) for word in odd)
        scores[name] = gained - 2 * (len(odd) - gained + _spoiled(words, name))
    best = max(scores, key=lambda name: scores[name], default="")
    return Stretch(start, end, best if scores.get(best, 0) > 0 else "")


def _words(text: str) -> list[str]:
    """Different words that an old encoding can show, with a letter outside ASCII, in order."""
    # Each word once before anything is asked of it: a text repeats most of its words.
    words = dict.fromkeys(_WORD.findall(text))
    return [word for word in words if not word.isascii() and len(word) <= _LONGEST and max(word) <= "ÿ"]


def _odd(words: Iterable[str]) -> list[str]:
    return [word for word in words if not is_syllable(word.translate(_ETH))]


@lru_cache(maxsize=16384)
def _becomes_one(word: str, name: str) -> bool:
    return is_syllable(to_unicode(word, name))


def _spoiled(words: Iterable[str], name: str) -> int:
    return sum(is_syllable(word) and not _becomes_one(word, name) for word in words)


def _carried(names: Sequence[str], edge: str) -> list[str]:
    """For each place the last name told up to it."""
    carried = [edge]
    for name in names:
        carried.append(name or carried[-1])
    return carried[1:]


def _of_both(before: str, after: str, *, part: str) -> str:
    [name, *others] = {before, after} - {""} or {""}
    if others or name in ("", _UNICODE, MISREAD) or part.isascii() or _spoiled(_words(part), name):
        return ""
    return name
