"""The table of criteria an office scores by, as its rows say it (domain: self-scoring and evidence)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cchc.vietnamese.slug import fold

_COLUMNS = {
    "number": r"(?:so )?(?:stt|tt|thu tu)\b",
    "proof": r"minh chung\b",
    "title": r"tieu chi\b|noi dung\b",
    "wanted": r".*(?:kiem chung|\btlkc\b)|yeu cau\b",
    "most": r".*\b(?:diem (?:toi da|chuan)|toi da)\b",
    "scored": r".*\btu (?:danh gia|cham)\b",
}
"""How a title begins, without accents; a column is the first of these it may be."""
_GROUP = re.compile(r"[IVXLC]+|[A-ZĐ]")
_BETWEEN = re.compile(r"[;\n]|,\s+(?!(?:ngày|của|do|về|v/v)\b)")
"""What parts the references of a cell; a comma may also stand inside `Kế hoạch số 25/KH-THCS, ngày 15/02/2022`."""
_NUMBERING = re.compile(r"\(?\d{1,2}\)?(?:\s?=.*)?")


class Criterion(NamedTuple):
    """One thing a unit is scored by, in the words of the table, and what somebody says proves it."""

    number: str
    title: str
    most: str = ""
    """Points it may bring, as written."""
    wanted: str = ""
    """What is asked for as evidence (TLKC)."""
    scored: str = ""
    """Points the unit gives itself, as written."""
    proofs: tuple[str, ...] = ()
    """Tasks, documents and items, as written in the column `Minh chứng`."""
    is_group: bool = False
    """A heading over others: it needs no evidence of its own."""


def read_criteria(sheets: Iterable[Sequence[Mapping[int, str]]]) -> tuple[Criterion, ...]:
    """The criteria of every sheet that has a header with `Tiêu chí` and `Minh chứng`; empty where none has."""
    found = [[one for one in _of_sheet(rows) if one.title or one.number or one.proofs] for rows in sheets]
    return tuple(one for sheet in found for one in _with_groups(sheet))


def _of_sheet(rows: Sequence[Mapping[int, str]]) -> Iterator[Criterion]:
    header = _header(rows)
    if header is None:
        return
    titles, start, after = header
    fields, last = _columns(titles), None
    for row in rows[after:]:
        if row in rows[start:after] or all(_NUMBERING.fullmatch(text) for text in row.values()):
            continue
        said = {field: row.get(place, "") for place, field in fields.items()}
        proofs = tuple(filter(None, (one.strip() for one in _BETWEEN.split(said.pop("proof")))))
        said = {field: " ".join(text.split()) for field, text in said.items()}
        # Cells merged over several rows say the same in each; a row that names nothing goes on with the one above.
        if last and (said.get("number", ""), said["title"]) in (("", ""), last[:2]):
            last = last._replace(proofs=tuple(dict.fromkeys((*last.proofs, *proofs))))
            continue
        if last:
            yield last
        last = Criterion(**{"number": "", **said}, proofs=proofs)  # type: ignore[arg-type]
    if last:
        yield last


def _header(rows: Sequence[Mapping[int, str]]) -> tuple[Mapping[int, str], int, int] | None:
    """What stands above each column, the first row of the header, and the first after it; None where there is none.

    It may take several rows: `Điểm` over `Tối đa` and `Tự chấm`, beside cells merged downwards, or left empty below.
    """
    for deep in (1, 2):
        for start in range(len(rows) - deep + 1):
            titles = rows[start] if deep == 1 else _joined(rows[start], rows[start + 1])
            if {"title", "proof"} <= set(_columns(titles).values()):
                after = start + deep
                while after < len(rows) and _goes_on(titles, rows[after]):
                    titles, after = _joined(titles, rows[after]), after + 1
                return titles, start, after
    return None


def _goes_on(titles: Mapping[int, str], row: Mapping[int, str]) -> bool:
    """True where `row`, right below, names no criterion, and says what a column without a field is."""
    fields = _columns(titles)
    main = [place for place, field in fields.items() if field in ("number", "title")]
    said = [text for place, text in row.items() if place not in fields and not _NUMBERING.fullmatch(text)]
    return bool(said) and all(row.get(place, titles[place]) == titles[place] for place in main)


def _joined(above: Mapping[int, str], below: Mapping[int, str]) -> Mapping[int, str]:
    """Two rows of a header as one; what has nothing above it stands under a cell merged from the left."""
    found = dict(above)
    for place, text in below.items():
        left = above.get(max((one for one in above if one <= place), default=0), "")
        alone = text == left or (place not in above and _columns({1: text}))
        found[place] = text if alone else f"{left} {text}"
    return found


def _columns(row: Mapping[int, str]) -> Mapping[int, str]:
    """Which column is which field; a field is given once, to the first that may be it."""
    found: dict[int, str] = {}
    for place, title in row.items():
        words = " ".join(re.sub(r"[^\w]+", " ", fold(title)).split())
        field = next((name for name, begins in _COLUMNS.items() if re.match(begins, words)), None)
        if field and field not in found.values():
            found[place] = field
    return found


def _with_groups(found: Sequence[Criterion]) -> Iterator[Criterion]:
    for place, one in enumerate(found):
        below = found[place + 1].number if place + 1 < len(found) else ""
        number = one.number.rstrip(".")
        over = bool(number) and (below.startswith(f"{number}.") or _GROUP.fullmatch(number) is not None)
        yield one._replace(is_group=over and not one.proofs)
