"""Which kind of table some column titles belong to, and which field each column is. Spellings: `columns.toml`."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from cchc.vietnamese.slug import fold

STT = "stt"
PERSONAL = "rieng_tu"
OTHER = "khac"
"""Known columns without a field of their own: their words go below the text of the item."""
STOREY = " › "
"""Parts the two titles of a header in two rows: `Liên hệ › Điện thoại`."""
_SILENT = {STT, PERSONAL, OTHER}
_BEGINNING = 3
"""Words a spelling must have to stand for every title that begins with it."""

WORDS = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
NEEDS: Mapping[str, tuple[str, Sequence[Sequence[str]]]] = {
    kind: (one["says"], one["needs"]) for kind, one in WORDS["kinds"].items()
}
"""By kind of table: what it needs, for people; groups of fields, one of each group must be there."""

_YEAR = re.compile(r"(?:nam )?((?:19|20)\d\d)(?: (.+))?|(.+?) (?:nam )?((?:19|20)\d\d)")
_PERSONAL = re.compile(r"\b(?:hieu truong|ho (?:va )?ten|cccd|cmnd|can cuoc)\b")


class Column(NamedTuple):
    """One column: its title as written, and the field it is; empty: none we know."""

    title: str
    field: str


class Heading(NamedTuple):
    """A header that was understood."""

    kind: str
    columns: Mapping[int, Column]

    @property
    def known(self) -> int:
        """How many columns say something we have a place for."""
        return sum(1 for column in self.columns.values() if column.field and column.field not in _SILENT)


def normal(title: str) -> str:
    """A title as titles are compared: without accents, capitals, marks."""
    return " ".join(re.sub(r"[^\w#]+|_", " ", fold(title)).split())


_TABLE = tomllib.loads((files(__package__) / "columns.toml").read_text("utf-8"))
SPELLINGS: Mapping[str, Mapping[str, str]] = {
    kind: {normal(spelling): field for field, spellings in fields.items() for spelling in spellings}
    for kind, fields in _TABLE.items()
}
"""By kind: what a title says, compared → field."""


def headings_in(titles: Mapping[int, str]) -> tuple[Heading, ...]:
    """What a row of titles may head, best first; empty where it heads nothing we know."""
    found = (Heading(kind, _columns(titles, kind)) for kind in NEEDS)
    return tuple(sorted(filter(_suffices, found), key=lambda heading: -heading.known))


def _suffices(heading: Heading) -> bool:
    fields = {column.field.partition(":")[0] for column in heading.columns.values()}
    return all(fields & set(group) for group in NEEDS[heading.kind][1])


def _columns(titles: Mapping[int, str], kind: str) -> Mapping[int, Column]:
    """Every column with its field. A field is given once: to the title that says it exactly, else to the first."""
    fields: dict[int, str] = {}
    for guess in (_exactly, _roughly):
        for place, title in titles.items():
            field = "" if place in fields else guess(title, kind)
            if field and (field in _SILENT or field not in fields.values()):
                fields[place] = field
    return {place: Column(title, fields.get(place, "")) for place, title in titles.items()}


def _exactly(title: str, kind: str) -> str:
    year = _year(normal(title)) if kind == "chi-so" else ""
    said = (title, re.sub(r"\([^()]*\)", " ", title), title.rpartition(STOREY)[2])
    return year or next((field for one in said if (field := SPELLINGS[kind].get(normal(one)))), "")


def _roughly(title: str, kind: str) -> str:
    words = normal(title)
    if _PERSONAL.search(words):
        return PERSONAL
    known = (s for s in SPELLINGS[kind] if s.count(" ") >= _BEGINNING - 1)
    begins = (s for s in known if words.startswith(s + " ") and STOREY not in title)
    return SPELLINGS[kind].get(max(begins, key=len, default=""), "")


def _year(words: str) -> str:
    """`year:2024:gia_tri` for `Năm 2024`, `2024 Điểm`, `Xếp hạng năm 2024`."""
    found = _YEAR.fullmatch(words)
    if not found:
        return ""
    part = found[2] or found[3] or "gia tri"
    field = SPELLINGS["chi-so"].get(part.removesuffix(" nam"), "")
    return f"year:{found[1] or found[4]}:{field}" if field in ("gia_tri", "hang", "ngay_cong_bo") else ""


def exactly_known(texts: Iterable[str]) -> int:
    """How many of some texts are, word for word, titles of one kind of table."""
    words = [normal(text) for text in texts]
    return max(sum(1 for one in words if one in spellings) for spellings in SPELLINGS.values())
