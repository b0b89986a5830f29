"""Workbooks and CSV files as people make them, and what an import makes of them."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
from tests.school import School

from cchc.importing.doubts import CannotImport, Doubt
from cchc.importing.files import read_file
from cchc.importing.imported import Batch, Imported, Into
from cchc.model.item import Item, Origin
from cchc.model.unit import Unit
from cchc.reading.writing import write_item, write_unit
from cchc.vietnamese.calendar import Moment

TODAY = Moment(date(2026, 11, 20))
Rows = Iterable[Sequence[object]]


def workbook(
    rows: Rows, *, name: str = "DS", more: Mapping[str, Rows] | None = None, dress: Callable[..., object] | None = None
) -> bytes:
    """An .xlsx; `more`: further sheets by name; `dress` is given the book, to merge, hide and format."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = name
    for row in rows:
        first.append(list(row))
    for title, others in (more or {}).items():
        sheet = book.create_sheet(title)
        for row in others:
            sheet.append(list(row))
    if dress:
        dress(book)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def separated(rows: Rows, mark: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """A CSV file."""
    held = io.StringIO()
    csv.writer(held, delimiter=mark).writerows(rows)
    return held.getvalue().encode(encoding)


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The workbook with every part as `change` makes it."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
    return held.getvalue()


def unit(ma: str, parent: str | None = None, loai: str = "truong", **fields: object) -> Unit:
    """A unit of a tree."""
    path = f"don-vi/{ma}/don-vi.yml" if parent else "don-vi.yml"
    stated = Unit.model_validate({"ma": ma, "ten": f"Đơn vị {ma}", "loai": loai, **fields})
    return stated.model_copy(update={"origin": Origin(ma, path), "parent": parent})


def into(*units: Unit) -> Into:
    """Into the first of some units; without any, into an office of the province."""
    known = units or (unit("so", loai="so"),)
    return Into(known[0], {one.ma: one for one in known}, TODAY)


def imported(data: bytes | Rows, name: str = "bang.xlsx", *units: Unit) -> Batch:
    """What a file gives; rows are put into a workbook first."""
    return read_file(data if isinstance(data, bytes) else workbook(data), name=name, into=into(*units))


def refused(data: bytes | Rows, name: str = "bang.xlsx", *units: Unit) -> CannotImport:
    """Why a file cannot be imported."""
    outcome = tried(data, name, *units)
    assert isinstance(outcome, CannotImport)
    return outcome


def tried(data: bytes | Rows, name: str = "bang.xlsx", *units: Unit) -> Batch | CannotImport:
    """What a file gives, or why it cannot be imported; any other way out is a mistake of ours."""
    try:
        return imported(data, name, *units)
    except CannotImport as refusal:
        return refusal


def one(data: bytes | Rows) -> Imported:
    """The only item of a file."""
    [item] = imported(data).items
    return item


def said(source: Batch | Imported | Iterable[Doubt]) -> str:
    """All doubts, place and words, one a line."""
    doubts: list[Doubt] = []
    if isinstance(source, Batch):
        doubts = [*source.doubts, *(doubt for item in source.items for doubt in item.doubts)]
    else:
        doubts = [*(source.doubts if isinstance(source, Imported) else source)]
    return "\n".join(f"{doubt.at}: {doubt.what} → {doubt.how}" for doubt in doubts)


def written(batch: Batch, root: Path) -> School:
    """A province's content folder with everything of a batch in it, as the command writes it."""
    school = School(root)
    school.unit(ma="so", ten="Sở Giáo dục và Đào tạo", loai="so")
    folders = {"so": ""}
    for item in batch.items:
        if isinstance(item.item, Unit):
            folders[item.item.ma] = f"{folders[item.parent]}/don-vi/{item.item.ma}".lstrip("/")
            school.file(f"{folders[item.item.ma]}/don-vi.yml", write_unit(item.item))
        else:
            school.file(path_of(item.item), write_item(item.item))
    return school


def path_of(item: Item) -> str:
    """Where the command writes an item of the topmost unit."""
    return f"{item.folder}/{item.id}.{'yml' if item.folder == 'chi-so' else 'md'}"
