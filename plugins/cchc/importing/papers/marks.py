"""How lines of administrative papers begin and end: `I.`, `1.1.`, `a)`, `-`, capitals, `./.`"""

import re
import tomllib
from importlib.resources import files
from typing import NamedTuple

WORDS = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
"""Words papers use, by the part of them that is asked for."""
_DASHES = r"\-\u2013\u2014\u2022\u25cf\u25aa\u25e6\uf02d\uf0b7\uf0a7"
_KINDS = (
    ("part", r"(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:(?:THỨ|thứ)\s+\w+|[IVXLC]+|\d+)(?:[.:](?=\s)|(?=\s|$))"),
    ("letter", r"[A-H]\s?[./](?=\s)"),
    ("roman", r"[IVX]{1,6}\s?[./)](?=\s)"),
    ("article", r"Điều\s+\d+[a-zđ]?\s?[.:](?=\s)"),
    ("decimal", r"\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=\s+[^\W\d_])"),
    ("number", r"\d{1,2}\s?[.)/](?=\s)"),
    ("point", r"(?:[a-zđ]{1,2}\s?\)|[a-zđ]\.)(?=\s)"),
    ("dash", rf"[{_DASHES}](?=\s|[^\W\d_])"),
    ("plus", r"\+(?=\s|[^\W\d_])"),
)
_MARK = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS))
_BULLETS = re.compile(rf"(?:[{_DASHES}+]\s+)*(?:[{_DASHES}+](?=[^\W\d_])|(?=[^\s{_DASHES}+]))")
_SENTENCE_END = re.compile(r"(?:[.:;!?…]|\./\.)[”\"’)»]*$")
_LETTER = re.compile(r"[^\W\d_]")
BULLETS = ("dash", "plus")


class Mark(NamedTuple):
    """What numbers or points out a paragraph."""

    kind: str
    """`part`, `letter` (A.), `roman`, `article`, `number`, `decimal` (1.1), `point` (a), `dash`, `plus`."""
    sign: str
    """As written: `2.1.`"""
    rest: str
    """The paragraph without it."""


def mark_of(text: str) -> Mark | None:
    """The mark a line begins with; None for running text. `text` without blanks at its ends."""
    found = _MARK.match(text)
    if found is None:
        return None
    kind, rest = str(found.lastgroup), text[found.end() :].lstrip()
    # `-xã hội` is the second half of `kinh tế -xã hội`; `2.1 triệu` is a sum.
    tight = text[found.end() : found.end() + 1] not in ("", " ")
    if (tight or kind == "decimal") and not begins_upper(rest):
        return None
    return Mark(kind, found[0], rest)


def without_bullets(text: str) -> str:
    """What stands behind the dashes a line begins with; a line of dashes alone stays."""
    found = _BULLETS.match(text)
    return text[found.end() :] if found else text


def begins_upper(text: str) -> bool:
    """True where the first letter is a capital; signs before it do not count."""
    found = _LETTER.search(text)
    return found is not None and found[0].isupper()


def begins_lower(text: str) -> bool:
    """True where the very first character is a small letter, or a sign no sentence begins with."""
    return text[:1].islower() or text[:1] in (",", ";", ".", ":", ")", "%")


def is_capitals(text: str) -> bool:
    """True for a line in capitals: at least two letters and no small one."""
    letters = _LETTER.findall(text)
    return len(letters) > 1 and not any(letter.islower() for letter in letters)


def ends_sentence(text: str) -> bool:
    """True where a line ends with a full stop, colon, semicolon or the end mark `./.`"""
    return _SENTENCE_END.search(text) is not None


def is_annex(text: str) -> bool:
    """True for the heading an annex begins with: `PHỤ LỤC …`, `Phụ lục I`."""
    return re.match(r"PHỤ LỤC\b|Phụ lục(?:\s+(?:số\s+)?[IVX\d]+)?\s*(?:[.:].{0,150})?$", text) is not None


MOTTO = re.compile(
    r"c[ôộ]ng\s+h(?:òa|oà)\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam"
    r"|độc\s+lập\s*[-\u2010-\u2015.*]?\s*tự\s+do\s*[-\u2010-\u2015.*]?\s*hạnh\s+phúc",
    re.IGNORECASE,
)
"""The name and motto of the state, which every paper bears (quốc hiệu, tiêu ngữ)."""
