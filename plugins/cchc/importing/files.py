"""Any file a school has → items, by what its bytes are (never by its name alone); or why it cannot be imported."""

from collections.abc import Mapping
from dataclasses import replace

from cchc.importing.archive import open_archive
from cchc.importing.doubts import CHECK_LETTERS, CannotImport, Doubt, converted
from cchc.importing.imported import Batch, Into
from cchc.importing.papers.items import item_of
from cchc.importing.papers.text import blocks_of_text
from cchc.importing.records.outline import is_record
from cchc.importing.records.record import read_record
from cchc.importing.sheets.kinds import readable
from cchc.importing.sheets.separated import is_unicode_text, read_csv, sheet_of
from cchc.vietnamese.encoding import UTF16, WrongEncoding, decode, decode_as, old_stretches, unicode_of
from cchc.vietnamese.legacy import as_windows_1252, to_unicode

MAX_BYTES = 60_000_000
"""Larger files are refused unread."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "mở bằng Word hoặc LibreOffice, chọn Lưu thành (Save As), kiểu .docx, rồi nhập tệp .docx"


def read_file(data: bytes, *, name: str, into: Into) -> Batch:
    """Everything the file `name` holds, in its order. Raises CannotImport, saying why and what to do."""
    if not data.strip():
        raise CannotImport("tệp rỗng.", "mở xem tệp có nội dung không, lưu lại rồi nhập")
    if data.startswith(b"PK"):
        return _office(data, name, into)
    if data.startswith(b"%PDF"):
        from cchc.importing.pdf import blocks_of_pdf

        return Batch((item_of(blocks_of_pdf(data), name=name, into=into),))
    refuse_known_formats(data, name)
    return _text(data, name, into)


def read_rows(data: bytes, name: str) -> tuple[tuple[Mapping[int, str], ...], ...]:
    """The rows of every sheet of a table, text by column from 1, for who wants no items. Raises CannotImport."""
    if data.startswith(b"PK"):
        from cchc.importing.sheets.workbook import sheets_of

        sheets = sheets_of(data)[0] if "xl/workbook.xml" in open_archive(data).namelist() else []
    else:
        refuse_known_formats(data, name)
        sheets = [sheet_of(in_unicode(data)[0])]
    return tuple(tuple(row.cells for row in readable(sheet).rows) for sheet in sheets)


def _office(data: bytes, name: str, into: Into) -> Batch:
    parts = set(open_archive(data).namelist())
    if "word/document.xml" in parts:
        from cchc.importing.word.document import blocks_of_word

        return Batch((item_of(blocks_of_word(data), name=name, into=into),))
    if "xl/workbook.xml" in parts:
        from cchc.importing.sheets.workbook import read_workbook

        return read_workbook(data, into)
    raise CannotImport("không phải tệp Word (.docx) hay bảng tính (.xlsx).", _SAVE_AS)


def refuse_known_formats(data: bytes, name: str) -> None:
    """Raise CannotImport for what is no text, saying what it is."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise CannotImport("tệp có mật khẩu.", "mở bằng mật khẩu, bỏ mật khẩu, lưu lại rồi nhập")
        renamed = " chỉ được đổi đuôi" if name.lower().endswith(("x", "m")) else ""
        how = "mở bằng Word (Excel), chọn Lưu thành (Save As), kiểu .docx (.xlsx), rồi nhập tệp vừa lưu"
        raise CannotImport(f"tệp Word hoặc Excel kiểu cũ (.doc, .xls){renamed}.", how)
    if data.startswith(b"{\\rtf"):
        raise CannotImport("tệp .rtf.", _SAVE_AS)
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")):
        raise CannotImport(
            "đây là ảnh chụp hoặc bản quét, không có chữ để đọc.",
            'nhập bản Word gốc; chỉ có bản quét thì chạy: cchc new van-ban "trích yếu", rồi ghi tep: tên-tệp',
        )


def _text(data: bytes, name: str, into: Into) -> Batch:
    text, doubts = in_unicode(data)
    if name.lower().endswith((".csv", ".tsv")) or is_unicode_text(data):
        batch = read_csv(text, into)
    elif is_record(text):
        batch = Batch((read_record(text, name=name, today=into.today),))
    elif text.startswith("---\n"):
        raise CannotImport("đã là tệp nội dung.", "chép thẳng vào thư mục của loại bài trong content/")
    else:
        batch = Batch((item_of(blocks_of_text(text), name=name, into=into),))
    return replace(batch, doubts=(*doubts, *batch.doubts))


def in_unicode(data: bytes) -> tuple[str, tuple[Doubt, ...]]:
    """The text; what was in an old encoding is converted, and shown before and after."""
    doubts: tuple[Doubt, ...] = ()
    try:
        text = decode(data)
    except WrongEncoding as wrong:
        converted = decode_as(data, wrong.name)
        if converted is None:
            what = f"chữ không phải Unicode UTF-8 (có vẻ là {wrong.name})."
            raise CannotImport(what, "mở tệp, lưu lại với bảng mã UTF-8, rồi nhập") from None
        if wrong.name == UTF16:
            return converted, ()
        before = as_windows_1252(data)
        return converted, (_converted(1, wrong.name, before, converted),)
    stretches = old_stretches(text)
    for start, end, name in stretches:
        old = text[start:end]
        doubts += (_converted(text.count("\n", 0, start) + 1, name, old, to_unicode(old, name)),)
    return unicode_of(text, stretches), doubts


def _converted(line: int, name: str, before: str, after: str) -> Doubt:
    return Doubt(line, f"Chữ {converted(name, before, after)}", CHECK_LETTERS)
