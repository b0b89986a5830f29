"""CSV files → items: whatever mark parts the columns."""

import csv
import io
import re

from cchc.importing.doubts import CannotImport
from cchc.importing.imported import Batch, Into
from cchc.importing.sheets.columns import headings_in
from cchc.importing.sheets.grid import MAX_CELL, MAX_ROWS, Row, Sheet, clean, row_of
from cchc.importing.sheets.kinds import items_of

_MARKS = ";,\t|"
_SEARCHED = 40
_HINT = re.compile(r'"?sep=(.)"?\n')
"""The first line Excel writes and reads to say what parts the columns."""


def read_csv(text: str, into: Into) -> Batch:
    """Everything a CSV file holds. Raises CannotImport."""
    best = sheet_of(text)
    return items_of([best] if best.rows else [], into)


def sheet_of(text: str) -> Sheet:
    """The rows of a CSV file. Raises CannotImport."""
    hint = _HINT.match(text)
    rows = text[hint.end() :] if hint else text
    return max((_sheet(rows, hint is not None, mark) for mark in (hint[1] if hint else _MARKS)), key=_understood)


def is_unicode_text(data: bytes) -> bool:
    """True for a table Excel saved as “Unicode Text”: UTF-16, columns parted by tabs."""
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) and "\t" in data.decode("utf-16", errors="ignore")


def _understood(sheet: Sheet) -> tuple[int, int]:
    """How many columns are known at best; where none is, the mark that stands most often is the right one."""
    rows = sheet.rows[:_SEARCHED]
    known = max((heading.known for row in rows for heading in headings_in(row.cells)), default=0)
    return known, -sum(len(text) for row in rows for text in row.cells.values())


def _sheet(text: str, hinted: bool, mark: str) -> Sheet:
    rows: list[Row] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1 + hinted):
            if any(len(cell) > MAX_CELL for cell in cells):
                raise csv.Error
            # `="0203"` keeps Excel from making it a number.
            unwrapped = (re.sub(r'^="(.*)"$', r"\1", cell) for cell in cells)
            rows += row_of(number, {place: clean(cell) for place, cell in enumerate(unwrapped, 1)})
            if len(rows) > MAX_ROWS:
                break
    except csv.Error:
        where = f"từ dòng {rows[-1].number + 1 if rows else 1}"
        raise CannotImport(f"{where}: có dấu ngoặc kép không đóng.", "sửa dòng đó rồi nhập lại") from None
    return Sheet("", tuple(rows))
