"""Markdown below the front matter: passages by `##` heading, pipe tables as rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc.model.item import Body, Origin, Passage

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^## +(.+?) *#*$")
_SUBHEADING = re.compile(r"^### +(.+?) *#*$")
_DELIMITER = re.compile(r"^\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?\s*$")
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
    for number, line, fenced in _lines(text):
        found = None if fenced else _HEADING.match(line)
        if found:
            passages.append(_passage(heading, lines, origin, start))
            heading, lines, start = found[1].strip(), [], first_line + number
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
    lines = [(line, fenced) for _, line, fenced in _lines(text)]
    heading: str | None = None
    place = 0
    while place < len(lines):
        line, fenced = lines[place]
        if not fenced and (above := _SUBHEADING.match(line)):
            heading = above[1].strip()
        following = lines[place + 1][0] if place + 1 < len(lines) else ""
        if fenced or "|" not in line or "|" not in following or not _DELIMITER.match(following):
            place += 1
            continue
        header = _cells(line)
        end = place + 2
        rows: list[tuple[str, ...]] = []
        while end < len(lines) and "|" in lines[end][0] and lines[end][0].strip():
            rows.append(_fit(_cells(lines[end][0]), len(header)))
            end += 1
        found.append(Table(header, tuple(rows), heading, place, end))
        place = end
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    fence: str | None = None
    for number, line in enumerate(text.split("\n")):
        mark = _FENCE.match(line)
        if mark and fence is None:
            fence = mark[1]
            yield number, line, True
        elif mark and fence and mark[1][0] == fence[0] and len(mark[1]) >= len(fence):
            fence = None
            yield number, line, True
        else:
            yield number, line, fence is not None


def _cells(line: str) -> tuple[str, ...]:
    inner = re.sub(r"^\s*\|", "", line.rstrip())
    inner = re.sub(r"(?<!\\)\|\s*$", "", inner)
    return tuple(cell.strip().replace("\\|", "|") for cell in _CELL_END.split(inner))


def _fit(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    if len(cells) > width:
        return (*cells[: width - 1], " | ".join(cells[width - 1 :]))
    return cells + ("",) * (width - len(cells))
