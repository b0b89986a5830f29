"""Runs, paragraphs and cells → Markdown that shows exactly their words; blocks → lines, as heads and closings need."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from cchc.importing.blocks import Block, Cell, Paragraph, Run, Table
from cchc.importing.doubts import Doubt, quoted
from cchc.importing.papers.marks import BULLETS, mark_of
from cchc.importing.prose import guarded, literal

_TAGS = {1: ("<em>", "</em>"), 2: ("<strong>", "</strong>"), 3: ("<strong><em>", "</em></strong>")}
"""What stars stand for."""


def markdown_of_runs(runs: Iterable[Run], *, plain: bool = False) -> str:
    """Markdown of some runs as one line, blanks evened out; `plain`: without bold and italics, as in headings."""
    written = ""
    for (bold, italic, markdown), group in groupby(runs, lambda run: (run.bold, run.italic, run.markdown)):
        stretch = list(group)
        if markdown is not None:
            written += markdown * len(stretch)
            continue
        text = "".join(run.text for run in stretch)
        stars = "" if plain else "*" * (2 * bold + italic)
        written += _dressed(text, stars, written.endswith("*")) if stars and text.strip() else literal(text)
    return " ".join(written.split())


def markdown_of_paragraph(paragraph: Paragraph, *, plain: bool = False) -> str:
    """Markdown of a paragraph's words, without what its beginning would need."""
    return markdown_of_runs(paragraph.runs, plain=plain)


def markdown_of_cell(cell: Cell) -> str:
    """Markdown of a cell of a pipe table, on one line: paragraphs are parted by `<br>`, bars escaped.

    Nothing in it begins a list or a heading: a page may show the cell by itself.
    """
    lines = [f"{line.mark} {text}".strip() for line in cell.paragraphs if (text := markdown_of_paragraph(line))]
    return guarded("<br>".join(re.sub(r"(?<!\\)\|", r"\\|", line) for line in lines))


def _dressed(text: str, stars: str, touches: bool) -> str:
    """Bold or italic text; blanks at its ends stay outside, as marks beside blanks are no marks."""
    inner = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if touches and not before:
        # `**a**` and `*b*` side by side would run into one another.
        opening, closing = _TAGS[len(stars)]
        return f"{opening}{literal(inner)}{closing}{after}"
    return f"{before}{stars}{literal(inner)}{stars}{after}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a head or closing, and the paragraph it stands in."""

    text: str
    paragraph: Paragraph

    @property
    def dashed(self) -> bool:
        """True for an item of a list, whoever has put its dash."""
        mark = mark_of(self.text)
        return self.paragraph.mark == "-" or (mark is not None and mark.kind in BULLETS)

    def doubt(self, what: str, how: str) -> Doubt:
        """A doubt about this line."""
        return Doubt(self.paragraph.line, what, how, self.paragraph.at)

    def unplaced(self, where: str) -> tuple[Paragraph, Doubt]:
        """What becomes of a line at the beginning or the end (`where`) that belongs nowhere: text, and a doubt."""
        what = f"{where.capitalize()} văn bản có dòng chưa biết là gì: {quoted(self.text)}; chép vào {where} bài."
        text = Paragraph((Run(self.text),), self.paragraph.line, self.paragraph.at)
        return text, self.doubt(what, "xem lại, chuyển vào chỗ phù hợp hoặc xóa")


def lines_by_column(blocks: Iterable[Block]) -> Iterator[Line]:
    """Every line of some blocks; of a table first all of the left column, then of the next."""
    for block in blocks:
        paragraphs = [block] if isinstance(block, Paragraph) else []
        if isinstance(block, Table):
            width = max(map(len, block.rows), default=0)
            cells = [row[column] for column in range(width) for row in block.rows if column < len(row)]
            paragraphs = [paragraph for cell in cells for paragraph in cell.paragraphs]
        for paragraph in paragraphs:
            text = "".join("\n" if run.markdown == "<br>" else run.text for run in paragraph.runs)
            yield from (Line(words, paragraph) for line in text.split("\n") if (words := " ".join(line.split())))
