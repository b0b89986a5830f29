"""What a Word file holds beside its text: headers, comments, macros, hidden words; said, not published."""

import re
from collections.abc import Iterable
from itertools import chain

from cchc.importing.doubts import quoted
from cchc.importing.word.parts import Element, Parts, every
from cchc.importing.word.preparing import Notes, text_of

_MACROS = re.compile(r"word/(?:vbaProject\.bin|vbaData\.xml|activeX/.*)")
_PAGE_NUMBER = re.compile(r"(?:trang|page)?[\s\d/|.\-\u2013]*", re.IGNORECASE)
_LONG = 600


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
