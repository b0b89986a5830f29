"""Lines of pages → one text: page numbers and running heads taken off, paragraphs parted where the paper shows it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cchc.importing.blocks import UNSEEN
from cchc.importing.doubts import Doubt, quoted
from cchc.importing.papers.marks import MOTTO, begins_lower
from cchc.vietnamese.syllable import is_syllable

_SLACK, _INDENT = 8.0, 90.0
"""Points by which lines of one margin may differ; the widest indent of a first line."""
_SAME_HEAD = 3
"""A line on top or at the bottom of so many pages is a running head."""
_PAGE_NUMBER = re.compile(r"[-\u2013\s]*(?:trang\s+)?(\d{1,4})(?:\s*/\s*\d{1,4})?[-\u2013\s.]*", re.IGNORECASE)
_NBSP = re.compile("[\u00a0\u202f]")
_PIECES = re.compile(r"(?<![^\W\d_])([b-df-hj-np-tv-xzđ]{1,3}) ([^\W\d_]{1,6})(?![^\W\d_])")


class Line(NamedTuple):
    """A line of a page and where it begins and ends; one that stands for a table has no width."""

    text: str
    page: int
    left: float = 0.0
    right: float = 0.0

    @property
    def width_of_word(self) -> float:
        """What its first word would take at the end of the line before."""
        word = self.text.split(" ", 1)[0]
        return (self.right - self.left) * (len(word) + 1) / max(len(self.text), 1)


def take_heads(pages: Sequence[list[Line]]) -> Iterator[Doubt]:
    """Take page numbers and lines that come again on every page off the top and the bottom of the pages."""
    numbers = 0
    gone: Counter[str] = Counter()
    for end in (0, -1, 0, -1):
        ends = [page[end].text if page else "" for page in pages]
        for number, text in enumerate(ends, start=1):
            found = _PAGE_NUMBER.fullmatch(text)
            if found and abs(int(found[1]) - number) <= 2 and len(pages) > 1:
                del pages[number - 1][end]
                numbers += 1
        ends = [re.sub(r"\d+", "0", page[end].text) if page else "" for page in pages]
        often = {text for text, times in Counter(ends).items() if text and times >= max(_SAME_HEAD, len(ends) // 2)}
        for page, text in zip(pages, ends, strict=True):
            if text in often and "\t" not in text:
                gone[page.pop(end).text] += 1
    if numbers:
        yield Doubt.of_file(f"Đã bỏ số trang ở {numbers} trang.", "không cần làm gì")
    for text, times in gone.most_common(5):
        what = f"Dòng {quoted(text)} lặp lại ở đầu hoặc cuối {times} trang; đã bỏ."
        yield Doubt.of_file(what, "nếu là nội dung thì gõ thêm vào bài")


def parted(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with an empty one where the paper shows that a paragraph has ended.

    It has where the next word would have fitted on the line, or where the next line begins further in.
    """
    starts, ends = (sorted(getattr(one, edge) for one in lines if one.right) or [0.0] for edge in ("left", "right"))
    left, right = starts[len(starts) // 10], ends[len(ends) * 9 // 10]
    before: Line | None = None
    for line in _with_whole_motto(lines):
        if before is not None and before.right and line.right:
            fits = before.right + line.width_of_word < right - _SLACK
            begins = before.left - left < _SLACK and _SLACK < line.left - left < _INDENT
            if (fits or begins) and not begins_lower(line.text):
                yield Line("", line.page)
        yield line
        before = line


def _with_whole_motto(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines; the motto of the state, broken in a narrow column, as one."""
    held: Line | None = None
    for line in lines:
        joined = f"{held.text} {line.text}" if held else ""
        if held and MOTTO.search(joined) and not MOTTO.search(held.text) and not MOTTO.search(line.text):
            held = held._replace(text=joined, right=max(held.right, line.right))
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def cleaned(text: str) -> str:
    """The text without what nobody sees; every blank is a blank."""
    return UNSEEN.sub("", _NBSP.sub(" ", text))


def stray(text: str) -> Iterator[Doubt]:
    """Say what PDF writers leave in a text; syllables cut in two are not put together: only a reader can."""
    if seen := len(_NBSP.findall(text)):
        yield Doubt.of_file(f"{seen} dấu cách không ngắt (NBSP) đã đổi thành dấu cách thường.", "không cần làm gì")
    if seen := len(UNSEEN.findall(text)):
        yield Doubt.of_file(
            f"{seen} ký tự không nhìn thấy (gạch nối mềm…) đã bỏ.", "xem chữ ở cuối dòng có bị mất không"
        )
    cut = [
        found[0] for found in _PIECES.finditer(text) if not is_syllable(found[1]) and is_syllable(found[1] + found[2])
    ]
    if cut:
        what = (
            f"{len(cut)} chỗ có dấu cách giữa một tiếng, để nguyên: {', '.join(map(quoted, dict.fromkeys(cut[:8])))}."
        )
        yield Doubt.of_file(what, "tìm trong tệp nội dung và xóa dấu cách thừa")
