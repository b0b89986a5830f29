"""Any file a school attaches → its words, place by place: for who looks for something in it and wants no items.

What is hidden is read too (sheets, rows, deleted words, comments, heads): who downloads the file has it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from zipfile import ZipFile

from cchc.importing.archive import open_archive, read_part
from cchc.importing.doubts import CannotImport
from cchc.importing.files import MAX_BYTES, in_unicode, refuse_known_formats
from cchc.vietnamese.encoding import old_stretches, unicode_of

_WORD = {"document": "", "header": "đầu trang", "footer": "chân trang", "comments": "lời bình"}
_WORD_PART = re.compile(r"word/(document|header|footer|footnotes|endnotes|comments)\d*\.xml")
_NOTES = re.compile(r"xl/(?:\w+/)?(?:threadedC|c)omments?\d*\.xml")


class Words(NamedTuple):
    """What stands in one place of a file, the cells of a row parted by ` | `."""

    place: str
    """As people of that kind of file say it: `trang 3`, `trang tính “Lớp 6A”`; empty where there is but one."""
    text: str


def words_of(data: bytes, name: str) -> tuple[Words, ...]:
    """Everything readable in the file `name`. Raises CannotImport, saying why there is nothing to read."""
    if len(data) > MAX_BYTES:
        raise CannotImport(f"tệp lớn hơn {MAX_BYTES // 1_000_000} MB.", "bớt ảnh hoặc tách tệp")
    return tuple(
        Words(place, unicode_of(text, old_stretches(text))) for place, text in _words(data, name) if text.strip()
    )


def _words(data: bytes, name: str) -> Iterator[Words]:
    if data.startswith(b"%PDF"):
        from cchc.importing.pdf import words_by_page

        for number, text in enumerate(words_by_page(data), 1):
            yield Words(f"trang {number}", text)
    elif data.startswith(b"PK"):
        yield from _office(open_archive(data), data)
    else:
        refuse_known_formats(data, name)
        yield Words("", in_unicode(data)[0])


def _office(archive: ZipFile, data: bytes) -> Iterator[Words]:
    names = archive.namelist()
    if "word/document.xml" in names:
        from cchc.importing.word.parts import Parts

        parts = Parts(archive)
        for name in filter(_WORD_PART.fullmatch, names):
            kind = re.sub(r"word/|\d*\.xml", "", name)
            yield Words(_WORD.get(kind, "chú thích"), "\n".join(_lines(parts.xml(name))))
    elif "xl/workbook.xml" in names:
        from cchc.importing.sheets.workbook import sheets_of
        from cchc.importing.word.parts import parse

        for sheet in sheets_of(data, hidden=True)[0]:
            yield Words(sheet.place(), "\n".join(" | ".join(row.cells.values()) for row in sheet.rows))
        for name in filter(_NOTES.fullmatch, names):
            yield Words("ghi chú của ô", "\n".join(map(str, parse(read_part(archive, name)).itertext())))
    else:
        raise CannotImport("không phải tệp Word (.docx) hay bảng tính (.xlsx).", "lưu lại dạng .docx, .xlsx hoặc .pdf")


def _lines(root) -> Iterator[str]:  # type: ignore[no-untyped-def]  # an lxml element or None
    """Paragraphs of a part of a Word file, and rows of its tables; nothing is left out, not even deleted words."""
    from cchc.importing.word.parts import every, tag
    from cchc.importing.word.preparing import text_of

    for element in () if root is None else every(root, "w:p", "w:tr"):
        if next(element.iterancestors(tag("w:tr")), None) is None:
            cells = element.iterfind(tag("w:tc")) if element.tag == tag("w:tr") else (element,)
            yield " | ".join(map(text_of, cells))
