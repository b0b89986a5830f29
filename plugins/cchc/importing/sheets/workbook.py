"""Workbooks → items. The one file that imports openpyxl.

openpyxl unpacks by itself, pads rows to whatever size a sheet claims, makes a cell for every corner of a merged range
and raises whatever a damaged part makes it stumble over. So: every part was read once before it sees them, sheets are
streamed, their claimed size is ignored; rows, columns and merged cells are counted; formulas, merged ranges and
what is hidden are read from the XML.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple, cast
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import CellCoordinatesException

from cchc.importing.archive import DAMAGED, checked, read_part
from cchc.importing.doubts import CannotImport, Doubt
from cchc.importing.imported import Batch, Into
from cchc.importing.sheets.grid import MAX_COLUMNS, MAX_ROWS, SPLIT, Row, Sheet, clean, row_of
from cchc.importing.sheets.kinds import items_of

MAX_XML = 40_000_000
"""Bytes the sheets and their texts may have together when unpacked."""
_LAST_ROW = 1_048_576
_MAX_MERGED = 200_000
"""Cells merged ranges may fill in one sheet; people's do not overlap."""
_BROKEN = (
    AttributeError, CellCoordinatesException, LookupError, OSError, OverflowError, RuntimeError, SyntaxError, TypeError,
    ValueError, zipfile.BadZipFile,
)  # fmt: skip
"""What openpyxl raises for parts that are not what they say."""
_ZEROS = re.compile(r"0{2,20}")


class _Span(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int


class _Structure(NamedTuple):
    """What a sheet says beside its values."""

    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: tuple[_Span, ...]
    unsolved: tuple[str, ...]
    """Cells with a formula whose value was never computed."""


def read_workbook(data: bytes, into: Into) -> Batch:
    """Everything the sheets of an .xlsx (or .xlsm; macros are never looked at) hold. Raises CannotImport."""
    sheets, doubts = sheets_of(data)
    return items_of(sheets, into, doubts)


def sheets_of(data: bytes, *, hidden: bool = False) -> tuple[list[Sheet], list[Doubt]]:
    """The visible sheets that say something (the `hidden` too), and what else there is. Raises CannotImport."""
    archive = checked(data)
    parts = [p for p in archive.infolist() if p.filename.startswith(("xl/worksheets/", "xl/sharedStrings"))]
    if sum(part.file_size for part in parts) > MAX_XML:
        raise CannotImport("bảng tính quá lớn.", SPLIT)
    doubts: list[Doubt] = []
    sheets: list[Sheet] = []
    try:
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet in cast(Iterable[Any], book.worksheets):
                if hidden or sheet.sheet_state == "visible":
                    sheets.append(_sheet(sheet, _structure(read_part(archive, sheet._worksheet_path))))
                else:
                    what = "Trang tính đang ẩn; không nhập."
                    doubts.append(Sheet(sheet.title, ()).doubt(0, what, "bỏ ẩn rồi nhập lại, nếu cần"))
    except _BROKEN:
        raise DAMAGED from None
    return [sheet for sheet in sheets if sheet.rows], doubts


def _sheet(sheet: Any, structure: _Structure) -> Sheet:
    """One sheet as text, merged cells filled downwards."""
    rows: dict[int, Row] = {}
    wrong: list[str] = []
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > _LAST_ROW or len(rows) > MAX_ROWS:
            break
        texts = {cell.column: _text(cell.value, cell.number_format) for cell in cells if cell.value is not None}
        wrong += [f"{cell.coordinate} ({cell.value})" for cell in cells if cell.data_type == "e"]
        texts |= {cell.column: "" for cell in cells if cell.data_type == "e"}
        dated = [cell.column for cell in cells if isinstance(cell.value, date)]
        for row in row_of(number, texts, hidden=number in structure.hidden_rows, dated=dated):
            rows[number] = row
    found = Sheet(sheet.title, tuple(_filled(rows, structure.merged)), structure.hidden_columns)
    return Sheet(found.name, found.rows, found.hidden, tuple(_cells_said(found, structure.unsolved, wrong)))


def _cells_said(sheet: Sheet, unsolved: Iterable[str], wrong: Iterable[str]) -> Iterator[Doubt]:
    how = "mở bằng Excel, sửa công thức, lưu lại rồi nhập"
    if cells := ", ".join(unsolved):
        yield sheet.doubt(0, f"Có công thức chưa được tính; coi là ô trống: {cells}.", how)
    if cells := ", ".join(wrong):
        yield sheet.doubt(0, f"Có ô báo lỗi công thức; coi là ô trống: {cells}.", how)


def _filled(rows: Mapping[int, Row], merged: Iterable[_Span]) -> Iterator[Row]:
    """The rows, with the text of a cell merged over several rows in each of them that says something else."""
    cells = {number: dict(row.cells) for number, row in rows.items()}
    left = _MAX_MERGED
    for span in merged:
        text = cells.get(span.top, {}).get(span.left, "")
        below = range(span.top + 1, span.bottom + 1) if text else range(0)
        # Whichever is fewer: the rows of the range, or all the sheet has.
        for number in below if len(below) < len(cells) else [one for one in cells if one in below]:
            left -= 1
            if number in cells:
                cells[number].setdefault(span.left, text)
        left -= 1
        if left < 0:
            raise CannotImport("bảng có quá nhiều ô gộp.", "bỏ gộp ô (Merge & Center) rồi nhập lại")
    for number, row in rows.items():
        yield Row(number, dict(sorted(cells[number].items())), row.hidden, row.dated)


def _text(value: object, number_format: str) -> str:
    """A value as people see it in its cell: dates day first, decimals with a comma, no `.0`."""
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return clean(str(value))
    if "%" in number_format:
        return f"{_digits(value * 100)}%"
    digits = _digits(value)
    # A format of zeros alone shows a telephone number with the 0 it begins with.
    return digits.zfill(len(number_format)) if _ZEROS.fullmatch(number_format) else digits


def _digits(value: float) -> str:
    """A number without the noise of its last bits, nor a tail of zeros."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.9f}".rstrip("0").rstrip(".").replace(".", ",")


def _structure(xml: bytes) -> _Structure:
    rows: set[int] = set()
    columns: set[int] = set()
    merged: list[_Span] = []
    unsolved: list[str] = []
    number = 0
    for _, element in ElementTree.iterparse(io.BytesIO(xml)):
        tag = element.tag.rpartition("}")[2]
        if tag == "c":
            said = {child.tag.rpartition("}")[2]: child.text for child in element}
            if "f" in said and not said.get("v") and element.get("t") != "str":
                unsolved.append(element.get("r", "?"))
        elif tag == "row":
            number = int(element.get("r", number + 1))
            if element.get("hidden") in ("1", "true"):
                rows.add(number)
            element.clear()
        elif tag == "col" and element.get("hidden") in ("1", "true"):
            columns |= {*range(int(element.get("min", 1)), min(int(element.get("max", 1)), MAX_COLUMNS) + 1)}
        elif tag == "mergeCell":
            merged.append(_Span(*(side or 1 for side in range_boundaries(element.get("ref", "")))))
    return _Structure(frozenset(rows), frozenset(columns), tuple(merged), tuple(unsolved))
