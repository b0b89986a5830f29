"""What running text consists of, whatever file it came in: paragraphs, tables, pictures, each with its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cchc.importing.doubts import Doubt

UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Characters nobody sees: soft hyphens, blanks without width."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one dress."""

    text: str
    bold: bool = False
    italic: bool = False
    markdown: str | None = None
    """Markdown that shows the stretch, where plain text cannot: a link, a footnote's number, a line break."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, unwrapped. What was typed at its beginning (`I.`, `a)`, `-`) is part of its text."""

    runs: tuple[Run, ...]
    line: int
    """Place in the source, as `Doubt.line` counts it."""
    at: str = ""
    """The place in words, as `Doubt.at`."""
    heading: int = 0
    """Level of a heading the source itself marks (Word's styles); 0: none."""
    mark: str = ""
    """`-` or `1.` of a list the source numbers by itself: not part of the text."""
    depth: int = 0
    """How deep such a list item is nested."""
    note: str = ""
    """Name of the footnote this is the text of."""

    @property
    def text(self) -> str:
        """The words alone, blanks evened out."""
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def is_bold(self) -> bool:
        """True where every word is bold."""
        return bool(self.text) and all(run.bold for run in self.runs if run.text.strip())


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; merged ones say over how many columns and rows they stretch, and stand where they begin."""

    paragraphs: tuple[Paragraph, ...]
    across: int = 1
    down: int = 1

    @property
    def text(self) -> str:
        """The words alone, paragraphs parted by a line break."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs if paragraph.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A table, row by row; cells covered by a merged one are left out, as in HTML."""

    rows: tuple[tuple[Cell, ...], ...]
    line: int
    at: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the text: cleaned bytes and the name of the file they go into."""

    name: str
    data: bytes
    alt: str
    """What the source says of it; empty where nobody has described it."""
    line: int
    at: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader of the file dropped or joined: a doubt that travels with the text. It shows nothing."""

    doubt: Doubt


Block = Paragraph | Table | Picture | Remark


def words_of(blocks: Iterable[Block]) -> str:
    """All words of some blocks, one line each paragraph."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines += [cell.text for row in block.rows for cell in row]
    return "\n".join(line for line in lines if line)
