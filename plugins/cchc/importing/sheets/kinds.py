"""Sheets → items: every table read by the reader of its kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from cchc.importing.doubts import CHECK_LETTERS, CannotImport, Doubt, converted
from cchc.importing.imported import Batch, Imported, Into
from cchc.importing.sheets.documents import read_documents
from cchc.importing.sheets.grid import MAX_COLUMNS, MAX_ROWS, SPLIT, Sheet
from cchc.importing.sheets.indices import read_indices
from cchc.importing.sheets.procedures import read_procedures
from cchc.importing.sheets.replies import read_replies
from cchc.importing.sheets.schools import read_schools
from cchc.importing.sheets.tables import Record, read_tables
from cchc.vietnamese.encoding import old_stretches, unicode_of

_READERS: Mapping[str, Callable[[Sequence[Record], Into], Batch]] = {
    "don-vi": read_schools,
    "thu-tuc": read_procedures,
    "van-ban": read_documents,
    "phan-anh": read_replies,
    "chi-so": read_indices,
}


def items_of(sheets: Sequence[Sheet], into: Into, doubts: Sequence[Doubt] = ()) -> Batch:
    """Everything some sheets hold, kind by kind: a list of schools may go on in the next sheet.

    A sheet that is not understood is a doubt; raises CannotImport where no sheet is.
    """
    said = [*doubts]
    refused: list[tuple[Sheet, CannotImport]] = []
    records: dict[str, list[Record]] = {}
    for sheet in sheets:
        try:
            tables = read_tables(readable(sheet))
        except CannotImport as refusal:
            refused.append((sheet, refusal))
            continue
        said += tables.doubts
        for kind, rows in tables.records.items():
            records.setdefault(kind, []).extend(rows)
    said += [sheet.doubt(0, f"Không nhập được: {why.what}", why.how) for sheet, why in refused]
    if not any(records.values()):
        raise _first(refused)
    items: list[Imported] = []
    for kind, reader in _READERS.items():
        if rows := records.get(kind, []):
            batch = reader(rows, into)
            items += batch.items
            said += batch.doubts
    return Batch(tuple(items), tuple(said))


def readable(sheet: Sheet) -> Sheet:
    """The sheet, of a bearable size and in Unicode. Raises CannotImport."""
    if len(sheet.rows) > MAX_ROWS or any(max(row.cells) > MAX_COLUMNS for row in sheet.rows):
        raise CannotImport(f"bảng có hơn {MAX_ROWS // 1_000}.000 dòng hoặc {MAX_COLUMNS} cột.", SPLIT)
    return _in_unicode(sheet)


def _in_unicode(sheet: Sheet) -> Sheet:
    """The sheet with cells typed in an old encoding converted, which is said once, before and after."""
    texts = [text for row in sheet.rows for text in row.cells.values()]
    whole = "\n".join(texts)
    stretches = old_stretches(whole)
    if not stretches:
        return sheet
    lines = iter(unicode_of(whole, stretches).split("\n"))
    rows = tuple(
        replace(row, cells={p: "\n".join(islice(lines, text.count("\n") + 1)) for p, text in row.cells.items()})
        for row in sheet.rows
    )
    after = [text for row in rows for text in row.cells.values()]
    changed = [pair for pair in zip(texts, after, strict=True) if pair[0] != pair[1]]
    what = f"Có {len(changed)} ô {converted(stretches[0].name, *changed[0])}"
    said = sheet.doubt(0, what, CHECK_LETTERS)
    return replace(sheet, rows=rows, doubts=(*sheet.doubts, said))


def _first(refused: Sequence[tuple[Sheet, CannotImport]]) -> CannotImport:
    if not refused:
        return CannotImport("bảng không có dòng nào để nhập.", "mở tệp xem có đúng bảng cần nhập không")
    sheet, why = refused[0]
    return CannotImport(f"{sheet.place()}: {why.what}" if sheet.name else why.what, why.how)
