"""The text layer of a PDF → blocks. pypdfium2 (text) and pdfplumber (ruled tables) are used here only.

Guards: pdfplumber is slow (so it sees only pages with lines drawn on them, and no page drawn like a map) and fails on
odd fonts; the two measure from different corners; text comes page by page, with page numbers and running heads; a scan
has no text at all. What was read page by page is put together before the rules for plain text look at it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from math import inf
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException

from cchc.importing.blocks import Block, Cell, Paragraph, Remark, Run, Table
from cchc.importing.doubts import CannotImport, Doubt, quoted
from cchc.importing.papers.marks import mark_of
from cchc.importing.papers.text import blocks_of_text
from cchc.importing.pdf_pages import Line, cleaned, parted, stray, take_heads
from cchc.vietnamese.encoding import old_stretches, unicode_of
from cchc.vietnamese.legacy import lost, to_unicode

MAX_PAGES = 500
_MAX_DRAWN = 3_000
"""Lines drawn on a page whose tables are looked for; a map has more."""
_FEWEST_LETTERS = 20
"""A page with fewer and a picture is a scan."""
_PATH, _IMAGE = 2, 3
"""Kinds of things on a page, as pdfium counts them."""
_GAP = 30.0
"""Points between words of one line that stand in different columns."""
_LEADING = 2.0
"""Points by which lines stand apart at least."""
_MARK = 5
"""Characters of the longest mark that stands apart from its line: `-`, `II.1.`"""
_HOLDER = "\ue000"
"""Begins the line that stands in the text where a table was cut out."""
_ODD = (PSException, PDFException, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)
"""What pdfplumber and pdfminer raise over a page they cannot read."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top; from the lower left corner."""


@dataclass(slots=True)
class _Reading:
    """What was read of a file, page by page."""

    data: bytes
    pages: list[list[Line]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    plumber: Any = None
    """The file as pdfplumber sees it; opened for the first page with lines."""

    def remark(self, what: str, how: str, page: int = 0) -> None:
        """A remark about a page, else about the file."""
        self.remarks.append(Remark(Doubt(page or 1, what, how, f"trang {page}" if page else "cả tệp")))


_SCAN = CannotImport(
    "tệp PDF là bản quét, không có chữ để đọc.", "nhập bản Word gốc; bản quét thì đính kèm (tep: hoặc tep_ky:)"
)


def words_by_page(data: bytes) -> tuple[str, ...]:
    """The text layer alone, quickly: what each page says. Raises CannotImport as `blocks_of_pdf` does."""
    pages: list[str] = []
    with _opened(data) as document:
        for number in range(len(document)):
            try:
                pages.append(_plain(document[number].get_textpage().get_text_range().replace("\r\n", "\n")))
            except pypdfium2.PdfiumError:
                pages.append("")
    if not any(map(str.isalpha, "".join(pages))):
        raise _SCAN
    return tuple(pages)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise CannotImport("tệp PDF có mật khẩu.", "mở bằng mật khẩu, in ra PDF mới, rồi nhập") from None
        raise CannotImport("tệp PDF bị hỏng hoặc tải về chưa đủ.", "tải lại, hoặc nhập bản Word gốc") from None
    if (count := len(document)) > MAX_PAGES:
        document.close()
        what = f"tệp PDF có {count} trang (tối đa {MAX_PAGES})."
        raise CannotImport(what, "nhập bản Word gốc, hoặc tách thành nhiều tệp PDF nhỏ hơn")
    return document


def blocks_of_pdf(data: bytes) -> tuple[Block, ...]:
    """Paragraphs and tables of a PDF with a text layer. Raises CannotImport for scans, passwords, damage, length."""
    with _opened(data) as document:
        reading = _Reading(data)
        for number in range(1, len(document) + 1):
            _read_page(document, number, reading)
    if not reading.tables and not any(any(map(str.isalpha, line.text)) for page in reading.pages for line in page):
        raise _SCAN
    reading.remarks += map(Remark, take_heads(reading.pages))
    return (*_blocks(reading), *_said(reading))


def _read_page(document: pypdfium2.PdfDocument, number: int, reading: _Reading) -> None:
    try:
        page = document[number - 1]
        kinds = Counter(one.type for one in page.get_objects(max_depth=3))
        text = page.get_textpage()
        lines = list(_lines(text, number))
    except pypdfium2.PdfiumError:
        reading.remark("Trang này bị hỏng, không đọc được.", "so với bản giấy, gõ thêm phần thiếu", number)
        reading.pages.append([])
        return
    if kinds[_IMAGE]:
        few = sum(map(str.isalpha, "".join(line.text for line in lines))) < _FEWEST_LETTERS
        (reading.scanned if few else reading.pictures).append(number)
    if 3 < kinds[_PATH] <= _MAX_DRAWN:
        tables = list(_tables(text, number, page.get_height(), reading))
        if tables:
            lines = list(_lines(text, number, [box for box, _ in tables], len(reading.tables)))
            reading.tables += [table for _, table in tables]
    reading.pages.append(lines)


def _lines(text: Any, number: int, tables: Sequence[Box] = (), first: int = 0) -> Iterator[Line]:
    """The lines of a page without those of its tables; one in place of each, with the table's number."""
    met: set[int] = set()
    line = _Written()
    for place in range(text.count_chars()):
        letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text, place))
        if letter in "\r\n":
            yield from line.end(number)
            continue
        box = text.get_charbox(place)
        inside = next((n for n, one in enumerate(tables) if box[2] > box[0] and _holds(one, box)), None)
        if inside is None:
            if not letter.isspace() and line.is_left_by(box):
                yield from line.end(number)
            line.add(letter, box)
        elif inside not in met:
            yield from line.end(number)
            met.add(inside)
            # More than one tab: the rules for plain text take such a line for a row of a table, and leave it alone.
            yield Line(f"{_HOLDER}{first + inside}\t{_HOLDER}\t{_HOLDER}", number)
    yield from line.end(number)


@dataclass(slots=True)
class _Written:
    """A line as its letters come: what a wide gap parts stands side by side on paper."""

    columns: list[str] = field(default_factory=lambda: [""])
    edges: list[float] = field(default_factory=list)
    bottom: float = inf
    top: float = -inf

    def is_left_by(self, box: Box) -> bool:
        """True for a letter above or below the line; not every writer lets pdfium see where lines end."""
        return (
            bool(self.edges) and box[2] > box[0] and (box[3] < self.bottom - _LEADING or box[1] > self.top + _LEADING)
        )

    def add(self, letter: str, box: Box) -> None:
        """A letter; blanks that pdfium has put in have no width."""
        if box[2] > box[0] and not letter.isspace():
            if self.edges and box[0] - self.edges[-1] > _GAP:
                self.columns.append("")
            self.edges += (box[0], box[2])
            self.bottom, self.top = min(self.bottom, box[1]), max(self.top, box[3])
        self.columns[-1] += letter

    def end(self, number: int) -> Iterator[Line]:
        """The line; two columns are two lines, as in heads and closings, more are a row of a table without lines."""
        columns = [words for one in self.columns if (words := _plain(one))]
        left, right = min(self.edges, default=0.0), max(self.edges, default=0.0)
        if len(columns) == 2 and len(columns[0]) <= _MARK:
            columns = [" ".join(columns)]
        if len(columns) > 2:
            yield Line("\t".join(columns), number)
        else:
            yield from (Line(words, number, left, right) for words in columns)
        self.columns, self.edges, self.bottom, self.top = [""], [], inf, -inf


def _holds(box: Box, letter: Box) -> bool:
    x, y = (letter[0] + letter[2]) / 2, (letter[1] + letter[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _plain(text: str) -> str:
    """A line of text; pdfium writes U+FFFE for a soft hyphen, and for any hyphen at the end of a line."""
    text = re.sub("\ufffe(?=\\s*$)", "-", text.replace(_HOLDER, "")).replace("\ufffe", "\u00ad")
    return unicodedata.normalize("NFC", text).strip()


def _tables(text: Any, number: int, height: float, reading: _Reading) -> Iterator[tuple[Box, Table]]:
    """Tables drawn with lines, from the top of the page; their words as pdfium reads them."""
    try:
        reading.plumber = reading.plumber or pdfplumber.open(BytesIO(reading.data))
        page = reading.plumber.pages[number - 1]
        found = sorted(page.find_tables(), key=lambda one: one.bbox[1])
        cells = [[cell for row in one.rows for cell in row.cells if cell] for one in found]
        page.close()
    except _ODD:
        reading.remark("Không đọc được khung bảng ở trang này; chữ trong bảng thành từng dòng.", "kẻ lại bảng", number)
        return
    for one, boxes in zip(found, cells, strict=True):
        columns, rows = (sorted({round(box[side]) for box in boxes for side in sides}) for sides in ((0, 2), (1, 3)))
        if len(columns) < 3 or len(rows) < 3:
            continue
        table = _table(boxes, columns, rows, lambda box: text.get_text_bounded(*_turned(box, height)), number)
        if any(cell.text for row in table.rows for cell in row):
            yield _turned(one.bbox, height), table


def _turned(box: Box, height: float) -> Box:
    """A box measured from the upper left corner, measured from the lower left."""
    return box[0], height - box[3], box[2], height - box[1]


def _table(boxes: Sequence[Box], columns: list[int], rows: list[int], words: Any, number: int) -> Table:
    grid: list[list[tuple[float, Cell]]] = [[] for _ in rows[1:]]
    for box in boxes:
        left, top, right, bottom = map(round, box)
        across, down = columns.index(right) - columns.index(left), rows.index(bottom) - rows.index(top)
        paragraphs = tuple(_paragraphs(_plain(words(box)).splitlines(), number))
        grid[rows.index(top)].append((left, Cell(paragraphs, max(across, 1), max(down, 1))))
    lines = tuple(tuple(cell for _, cell in sorted(row, key=lambda one: one[0])) for row in grid)
    return Table(lines, number, f"trang {number}")


def _paragraphs(lines: Iterable[str], number: int) -> Iterator[Paragraph]:
    """Lines of a cell: what begins with a mark begins a paragraph, what does not goes on."""
    whole: list[str] = []
    for line in filter(None, (" ".join(one.split()) for one in lines)):
        if not whole or mark_of(line):
            whole.append(line)
        else:
            whole[-1] += f" {line}"
    for text in whole:
        yield Paragraph((Run(cleaned(text)),), number, f"trang {number}")


def _blocks(reading: _Reading) -> Iterator[Block]:
    lines = list(parted([line for page in reading.pages for line in page]))
    text = "\n".join(line.text for line in lines)
    if stretches := old_stretches(text):
        old, name = text[stretches[0].start : stretches[0].end], stretches[0].name
        text = unicode_of(text, stretches)
        what = f"Chữ theo bảng mã cũ {name} đã đổi sang Unicode: {quoted(old)} → {quoted(to_unicode(old, name))}."
        reading.remark(f"{what} {lost(old, name)}".strip(), "so với bản giấy: dấu, chữ hoa và tên riêng")
    reading.remarks += map(Remark, stray(text))
    for block in blocks_of_text(cleaned(text)):
        held = block.doubt.line if isinstance(block, Remark) else block.line
        page = lines[min(held, len(lines)) - 1].page
        if isinstance(block, Remark):
            yield Remark(replace(block.doubt, line=page, at=f"trang {page}"))
        elif isinstance(block, Table) and block.rows and block.rows[0][0].text.startswith(_HOLDER):
            yield from (reading.tables[int(row[0].text[1:])] for row in block.rows)
        else:
            yield replace(block, line=page, at=f"trang {page}")


def _said(reading: _Reading) -> Iterator[Remark]:
    for pages, what, how in (
        (reading.scanned, "là ảnh quét, không có chữ để đọc", "gõ thêm phần này, hoặc đính kèm bản quét"),
        (
            reading.pictures,
            "có hình (ảnh, con dấu, chữ ký); hình không lấy",
            "ảnh cần đăng thì chép riêng, đặt cạnh bài",
        ),
    ):
        if pages:
            shown = ", ".join(map(str, pages[:20])) + (" …" if len(pages) > 20 else "")
            reading.remark(f"Trang {shown} {what}.", how, pages[0])
    yield from reading.remarks
