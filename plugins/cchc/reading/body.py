"""Markdown below the front matter: passages by `##` heading, pipe tables as rows."""

import re
from dataclasses import dataclass

from cchc.model.item import Body, Origin, Passage
from cchc.reading.fences import fenced

_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?")
_BLOCK = re.compile(r"^(\s*\d*)([.+*-](?=\s)|[#>])")
_CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Table:
    """A pipe table: header cells, rows of as many cells, the `###` heading above it, its place in the text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    heading: str | None
    start: int
    """Index of its first line in the text, from 0."""
    end: int
    """Index after its last line."""


def split_body(text: str, origin: Origin, first_line: int) -> Body:
    """The passages of a body. Headings inside code fences are text."""
    passages: list[Passage] = []
    heading: str | None = None
    lines: list[str] = []
    start = first_line
    whole = text.split("\n")
    for number, (line, in_code) in enumerate(zip(whole, fenced(whole), strict=True)):
        found = None if in_code else _heading(line, "##")
        if found is not None:
            passages.append(_passage(heading, lines, origin, start))
            heading, lines, start = found, [], first_line + number
        else:
            lines.append(line)
    passages.append(_passage(heading, lines, origin, start))
    return Body(tuple(part for part in passages if part.heading is not None or part.text.strip()))


def _passage(heading: str | None, lines: list[str], origin: Origin, start: int) -> Passage:
    blank = next((count for count, line in enumerate(lines) if line), 0)
    return Passage(heading, "\n".join(lines).strip("\n"), origin, start, start + blank + (heading is not None))


def tables(text: str) -> tuple[Table, ...]:
    """Every pipe table of a text, in order. Short rows are filled up, long ones joined into their last cell."""
    found: list[Table] = []
    lines = text.split("\n")
    code = fenced(lines)
    heading: str | None = None
    place = 0
    while place < len(lines):
        line = lines[place]
        if not code[place]:
            heading = _heading(line, "###") or heading
        following = lines[place + 1] if place + 1 < len(lines) else ""
        if code[place] or "|" not in line or "|" not in following or not _DELIMITER.fullmatch(following.strip()):
            place += 1
            continue
        header = _cells(line)
        end = place + 2
        rows: list[tuple[str, ...]] = []
        while end < len(lines) and "|" in lines[end]:
            rows.append(_fit(_cells(lines[end]), len(header)))
            end += 1
        found.append(Table(header, tuple(rows), heading, place, end))
        place = end
    return tuple(found)


def one_line(text: str) -> str:
    """A cell as a text of its own: what would begin a list, a heading or a quotation there stays words."""
    return text if "\n" in text else _BLOCK.sub(r"\1\\\2", text)


def _heading(line: str, mark: str) -> str | None:
    """The words after `##`, with or without a blank between, as the converter reads them; None for other lines."""
    if not line.startswith(mark) or line.startswith(mark + "#"):
        return None
    return line[len(mark) :].rstrip().rstrip("#").strip() or None


def _cells(line: str) -> tuple[str, ...]:
    inner = re.sub(r"^\s*\|", "", line.rstrip())
    inner = re.sub(r"(?<!\\)\|\s*$", "", inner)
    return tuple(cell.strip().replace("\\|", "|") for cell in _CELL_END.split(inner))


def _fit(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    if len(cells) > width:
        return (*cells[: width - 1], " | ".join(cells[width - 1 :]))
    return cells + ("",) * (width - len(cells))
