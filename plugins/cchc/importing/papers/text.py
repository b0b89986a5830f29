"""Plain text, as it comes out of scans and PDFs → paragraphs and tables.

Such text breaks lines wherever the paper did, often with a blank line after each (quirk P1), tells tables by tabs,
and leaves the addresses of links lying about (P9). Where a paragraph ends is seen from its marks, its capitals,
its punctuation and from how full its last line is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cchc.importing.blocks import UNSEEN, Block, Cell, Paragraph, Remark, Run, Table
from cchc.importing.doubts import Doubt, quoted
from cchc.importing.papers.marks import MOTTO, begins_lower, begins_upper, ends_sentence, is_annex, is_capitals, mark_of
from cchc.vietnamese.encoding import UNPRINTABLE, tidy

_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]+)(?<=[^\s*(])\1(?![\w*])")
_ADDRESS = re.compile(r"(?:mailto:|https?://|www\.)\S+", re.IGNORECASE)
_OPENING_WORDS = re.compile(
    r"(?:Căn cứ|Thực hiện|Xét|Theo đề nghị|Trên cơ sở|Nhằm|Trên đây|Nhận được|Đề nghị|Yêu cầu|Nơi nhận|Kính gửi)\b"
)
_LABEL = re.compile(r"[^\W\d_][^:.;]{1,40}:(?:\s|$)")
_BARE_MARK = re.compile(r"(?:[-+•]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]+\.)")
_BROKEN = re.compile(r"\w-$")
_WIDEST = 160
"""A longer line was broken by no paper: it is a paragraph."""
_MOST_COLUMNS = 40
"""More tabs than this stand in no row of a table."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    """Blanks evened out."""
    raw: str
    """With its tabs."""
    gap: int
    """Blank lines before it."""

    @property
    def tabs(self) -> int:
        return self.raw.count("\t")

    @property
    def cells(self) -> list[str]:
        return [" ".join(cell.split()) for cell in self.raw.split("\t")]


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the lines of one file were broken."""

    width: int
    """Characters of a full line; 0 where lines are paragraphs."""
    loose: bool
    """True where blank lines part nothing."""
    gap: int
    """Blank lines between neighbours, as a rule."""

    def is_full(self, line: str, following: str, share: float) -> bool:
        """True where the next word would not have fitted on the line; `share` of the width is wide enough."""
        word = following.split(" ", 1)[0]
        return self.width > 0 and len(line) + 1 + len(word) > share * self.width


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Paragraphs and tables of plain text, and a remark wherever lines were dropped or joined against the file."""
    lines = list(_lines(text))
    dropped = _dumped_links(lines)
    blocks: list[Block] = [Remark(_drop(line)) for line in dropped]
    gone = {line.number for line in dropped}
    kept = [line for line in lines if line.number not in gone]
    layout = _layout(kept)
    place, closing = 0, False
    while place < len(kept):
        line = kept[place]
        if rows := _rows(kept, place):
            cells = (tuple(_cell(text, row.number) for text in row.cells) for row in rows)
            blocks.append(Table(tuple(cells), line.number))
            place += len(rows)
            continue
        closing = (closing or line.text.startswith("Nơi nhận")) and not is_annex(line.text)
        end = place + 1
        while end < len(kept) and not _rows(kept, end) and not _begins(kept[end - 1], kept[end], layout, closing):
            end += 1
        blocks.append(Paragraph(_runs(_one_line(kept[place:end])), line.number))
        blocks += [Remark(_joined(after)) for after in kept[place + 1 : end] if after.gap and not layout.loose]
        place = end
    return tuple(blocks)


def _lines(text: str) -> Iterator[_Line]:
    gap = 0
    for number, raw in enumerate(tidy(text).split("\n"), start=1):
        clean = UNSEEN.sub("", UNPRINTABLE.sub(" ", raw)).replace("\x85", " ")
        words = " ".join(clean.split())
        if words:
            yield _Line(number, words, clean, gap)
        gap = 0 if words else gap + 1


def _layout(lines: Sequence[_Line]) -> _Layout:
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[len(lengths) * 19 // 20] if lengths else 0
    if width > _WIDEST:
        return _Layout(0, False, 0)
    parted = [(before, after) for before, after in pairwise(lines) if after.gap]
    middle = sum(begins_lower(after.text) and not ends_sentence(before.text) for before, after in parted)
    gaps = sorted(line.gap for line in lines)
    return _Layout(width, middle >= 3 and middle * 5 >= len(parted), gaps[len(gaps) // 2] if gaps else 0)


def _begins(before: _Line, line: _Line, layout: _Layout, closing: bool) -> bool:
    """True where `line` begins a paragraph of its own."""
    ended = ends_sentence(before.text)
    goes_on = not ended and layout.is_full(before.text, line.text, 0.7)
    if is_annex(line.text) or MOTTO.search(line.text) or MOTTO.search(before.text):
        return True
    if mark := mark_of(line.text):
        # `… phát triển kinh tế` / `- xã hội …`, `… mức độ` / `3. …`: a line broken before what looks like a mark.
        wrapped = goes_on and not is_capitals(before.text) and (mark.kind != "dash" or begins_lower(mark.rest))
        above = mark_of(before.text)
        alike = above is not None and above.kind == mark.kind
        return alike or not (wrapped and mark.kind in ("dash", "number", "decimal", "point"))
    if closing:
        return not (begins_lower(line.text) and mark_of(before.text))
    if begins_lower(line.text):
        return not layout.loose and line.gap > 0 and ended
    if is_capitals(before.text) or is_capitals(line.text):
        # A heading over two lines, or a short form (`CCHC.`) that no longer fitted on the line above.
        alike = is_capitals(before.text) and is_capitals(line.text) and line.gap <= layout.gap
        return not (goes_on and (alike or (" " not in line.text and is_capitals(line.text))))
    if line.gap and not layout.loose:
        return True
    if line.gap > layout.gap + 1 and _OPENING_WORDS.match(line.text):
        return True
    if not begins_upper(line.text):
        return ended and not layout.is_full(before.text, line.text, 0.7)
    if ended:
        fits = not layout.is_full(before.text, line.text, 0.95)
        return fits or bool(_OPENING_WORDS.match(line.text) or _LABEL.match(line.text))
    return not goes_on


def _one_line(lines: Sequence[_Line]) -> str:
    """The words of some lines; a number broken at its hyphen (`877/QĐ-` / `TTg`) is one again."""
    pieces = [line.text if _BROKEN.search(line.text) else f"{line.text} " for line in lines]
    return "".join(pieces).strip()


def _rows(lines: Sequence[_Line], place: int) -> list[_Line]:
    """The lines of a table that begins here; none where it does not. Cells are parted by tabs."""
    first = lines[place]
    if not _is_row(first):
        return []
    end = place + 1
    while end < len(lines) and not lines[end].gap and lines[end].tabs in (first.tabs, 0) and _is_row(lines[end], first):
        end += 1
    return list(lines[place:end]) if end - place > 1 or first.tabs > 1 else []


def _is_row(line: _Line, first: _Line | None = None) -> bool:
    if not 0 < line.tabs < _MOST_COLUMNS:
        return False
    if first is not None and line.tabs == first.tabs:
        return True
    filled = [cell for cell in line.cells if cell]
    return len(filled) > 1 and not (len(filled) == 2 and _BARE_MARK.fullmatch(filled[0]))


def _cell(text: str, line: int) -> Cell:
    return Cell((Paragraph(_runs(text), line),) if text else ())


def _runs(text: str) -> tuple[Run, ...]:
    """Text with the emphasis that is meant: `*…*`, `**…**`; a star without its twin stays a star (quirk P5)."""
    runs: list[Run] = []
    end = 0
    for found in _EMPHASIS.finditer(text):
        stars = len(found[1])
        runs += [Run(text[end : found.start()]), Run(found[2], bold=stars > 1, italic=stars != 2)]
        end = found.end()
    runs.append(Run(text[end:]))
    return tuple(run for run in runs if run.text)


def _dumped_links(lines: Sequence[_Line]) -> list[_Line]:
    """Lines that are nothing but an address the text names elsewhere, or that cut a sentence in two."""
    bare = [bool(_ADDRESS.fullmatch(line.text)) for line in lines]
    if not any(bare):
        return []
    words = {
        word.strip("()[]<>.,;:“”\"'")
        for line, alone in zip(lines, bare, strict=True)
        if not alone
        for word in line.text.split()
    }
    found: list[_Line] = []
    last: _Line | None = None
    waiting: list[_Line] = []
    for line, alone in zip(lines, bare, strict=True):
        if alone:
            named = re.sub(r"(?i)^mailto:", "", line.text).strip("()[]<>.,;:“”\"'")
            (found if named in words else waiting).append(line)
            continue
        if waiting and last is not None and begins_lower(line.text) and not ends_sentence(last.text):
            found += waiting
        waiting, last = [], line
    return sorted(found, key=lambda line: line.number)


def _drop(line: _Line) -> Doubt:
    what = f"Dòng địa chỉ liên kết do tệp PDF để lại giữa bài: {quoted(line.text, limit=2000)}; đã bỏ."
    return Doubt(line.number, what, "nếu trong câu chưa có địa chỉ này thì chép vào chỗ của nó")


def _joined(line: _Line) -> Doubt:
    what = f"Câu bị ngắt bởi dòng trống (do sang trang), đã nối lại: {quoted('… ' + line.text, limit=60)}"
    return Doubt(line.number, what, "so với bản giấy xem có thiếu chữ ở chỗ nối không")
