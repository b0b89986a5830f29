"""What a Word file shows in its own ways → plain paragraphs and tables: boxes, changes, formulas, hidden text.

Works on the XML of one part. Whatever is left out or moved is noted with the paragraph it stood in; so is what the
file holds beside its text: headers, comments, macros, hidden words are said, not published.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from lxml import etree

from cchc.importing.doubts import quoted
from cchc.importing.word.parts import Element, Parts, child, every, tag, value

_WRAPPERS = ("w:fldSimple", "w:dir", "w:bdo", "w:smartTag", "w:customXml")
"""Elements that only stand around text; mammoth leaves out some of them, with all they hold."""
_MOST_EMPTY = 60
"""Columns a row may be shifted by."""
_MACROS = re.compile(r"word/(?:vbaProject\.bin|vbaData\.xml|activeX/.*)")
_PAGE_NUMBER = re.compile(r"(?:trang|page)?[\s\d/|.\-\u2013]*", re.IGNORECASE)
_LONG = 600
_BOX = "chuyển đoạn này vào chỗ của nó trong bài, hoặc xóa nếu chỉ để trang trí"


@dataclass(slots=True)
class Notes:
    """What was met on the way, each with its paragraph."""

    found: list[tuple[Element | None, str, str]] = field(default_factory=list)

    def add(self, paragraph: Element | None, what: str, how: str) -> None:
        """Note something about a paragraph; None: about the whole file."""
        self.found.append((paragraph, what, how))


def plain(root: Element, notes: Notes) -> None:
    """Change one part so that its paragraphs and tables hold everything that is to be read, and nothing else."""
    _one_alternative(root)
    _boxes(root, notes)
    for element in every(root, "w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:lastRenderedPageBreak"):
        remove(element)
    for element in every(root, *_WRAPPERS):
        _unwrap(element, element)
    _changes(root, notes)
    _formulas(root, notes)
    _drawings(root, notes)
    _grid(root)


def text_of(element: Element) -> str:
    """The words below an element, as they stand in the file."""
    pieces = []
    for one in element.iter(tag("w:t"), tag("m:t"), tag("w:tab"), tag("w:br"), tag("w:p"), tag("w:delText")):
        is_blank = one.tag in (tag("w:tab"), tag("w:br"), tag("w:p"))
        pieces.append(" " if is_blank else one.text or "")
    return " ".join("".join(pieces).split())


def paragraph_of(element: Element) -> Element | None:
    """The paragraph an element stands in."""
    return next(element.iterancestors(tag("w:p")), None)


def remove(element: Element) -> None:
    """Take an element out of the tree; the XML of Word has no text between elements that could be lost."""
    element.getparent().remove(element)


def _unwrap(element: Element, holder: Iterable[Element] | None) -> None:
    """Put the children of `holder` where `element` stands."""
    parent = element.getparent()
    place = parent.index(element)
    parent[place : place + 1] = list(() if holder is None else holder)


def _one_alternative(root: Element) -> None:
    """Word stores shapes twice, for itself and for older programs: the older form is what mammoth reads."""
    for element in every(root, "mc:AlternateContent"):
        older = child(element, "mc:Fallback")
        newer = child(element, "mc:Choice")
        _unwrap(element, older if older is not None and len(older) else newer)


def _boxes(root: Element, notes: Notes) -> None:
    """Text boxes stand anywhere on paper: their paragraphs follow the one they are anchored in."""
    for box in every(root, "w:txbxContent"):
        paragraph = paragraph_of(box)
        words = text_of(box)
        content = list(box)
        remove(box)
        if paragraph is None or not words:
            continue
        for one in reversed(content):
            paragraph.addnext(one)
        what = f"Khung chữ {quoted(words)} được đặt thành đoạn riêng, sau đoạn có khung."
        notes.add(content[0] if content[0].tag == tag("w:p") else paragraph, what, _BOX)


def _changes(root: Element, notes: Notes) -> None:
    """Tracked changes as if accepted: what is deleted goes, what is inserted stays."""
    deleted = [one for one in every(root, "w:del", "w:moveFrom") if not _is_property(one)]
    inserted = [one for one in every(root, "w:ins", "w:moveTo") if not _is_property(one)]
    gone = [words for one in deleted if (words := text_of(one))]
    new = [words for one in inserted if (words := text_of(one))]
    if gone or new:
        said = [f"phần xóa đã bỏ: {_list(gone)}"] if gone else []
        said += [f"phần thêm được giữ: {_list(new)}"] if new else []
        what = f"Tệp còn {len(gone) + len(new)} chỗ sửa theo dõi (Track Changes) chưa duyệt; {'; '.join(said)}."
        notes.add(paragraph_of((deleted + inserted)[0]), what, "mở Word, duyệt hết (Accept/Reject) rồi so lại")
    for one in deleted:
        remove(one)
    for one in inserted:
        _unwrap(one, one)


def _is_property(element: Element) -> bool:
    """True for the mark of a deleted paragraph or row: mammoth sees to those."""
    parent = element.getparent()
    return parent is not None and parent.tag in (tag("w:rPr"), tag("w:trPr"))


def _list(texts: Iterable[str]) -> str:
    return ", ".join(quoted(text, limit=60) for text in list(texts)[:5])


def _formulas(root: Element, notes: Notes) -> None:
    for formula in every(root, "m:oMath"):
        words = text_of(formula)
        run = etree.Element(tag("w:r"))
        etree.SubElement(run, tag("w:t")).text = words
        paragraph = paragraph_of(formula)
        _unwrap(formula, (run,))
        notes.add(paragraph, f"Công thức toán được chép thành một dòng chữ: {quoted(words)}.", "sửa lại cho dễ đọc")
    for around in every(root, "m:oMathPara"):
        _unwrap(around, around)


def _drawings(root: Element, notes: Notes) -> None:
    """Charts and diagrams have no picture in the file. Lines and frames are decoration and go without a word."""
    for drawn in every(root, "c:chart", "dgm:relIds"):
        kind = "Biểu đồ" if drawn.tag == tag("c:chart") else "Sơ đồ"
        what = f"{kind} vẽ trong Word không lấy được."
        notes.add(paragraph_of(drawn), what, "chụp lại thành ảnh, chép cạnh bài, ghi ![mô tả](tên-ảnh.png)")
    for embedded in every(root, "w:altChunk", "w:subDoc"):
        notes.add(None, "Phần được chèn từ một tệp khác không lấy được.", "nhập riêng tệp đó")
        remove(embedded)


def _grid(root: Element) -> None:
    """Rows that begin further right get the empty cells that mammoth would leave out."""
    for row in every(root, "w:tr"):
        for name, at_start in (("w:gridBefore", True), ("w:gridAfter", False)):
            width = value(child(row, "w:trPr", name)) or ""
            if not width.isdecimal() or not 0 < int(width) <= _MOST_EMPTY:
                continue
            cell = etree.Element(tag("w:tc"))
            etree.SubElement(etree.SubElement(cell, tag("w:tcPr")), tag("w:gridSpan")).set(tag("w:val"), width)
            first = row.find(tag("w:tc"))
            if at_start and first is not None:
                first.addprevious(cell)
            else:
                row.append(cell)


def note_beside(parts: Parts, hidden: Iterable[str], notes: Notes) -> None:
    """Note what is left out; `hidden`: words of the text that Word does not show."""
    if any(map(_MACROS.fullmatch, parts.archive.namelist())):
        notes.add(None, "Tệp Word có macro; macro bị bỏ qua, không chạy và không đăng.", "không cần làm gì")
    if words := "; ".join(hidden):
        what = f"Chữ ẩn (Hidden) trong Word không đưa vào bài: {quoted(words, limit=_LONG)}."
        notes.add(None, what, "nếu cần đăng thì bỏ thuộc tính Hidden trong Word rồi nhập lại")
    margins = (text_of(root) for _, root in chain(parts.beside("header"), parts.beside("footer")))
    said = [text for text in dict.fromkeys(margins) if not _PAGE_NUMBER.fullmatch(text)]
    if said:
        what = f"Chữ ở đầu trang, chân trang không đưa vào bài: {quoted('; '.join(said), limit=_LONG)}."
        notes.add(None, what, "nếu là nội dung (không phải tên tệp, số trang) thì gõ thêm vào bài")
    comments = [*_comments(parts.one("comments"))]
    if comments:
        what = f"{len(comments)} lời bình (Comment) không đưa vào bài: {quoted('; '.join(comments), limit=_LONG)}."
        notes.add(None, what, "xem đã sửa theo lời bình chưa")


def _comments(root: Element | None) -> list[str]:
    return [] if root is None else [text_of(comment) for comment in every(root, "w:comment")]
