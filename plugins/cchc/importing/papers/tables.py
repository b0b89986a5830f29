"""Tables → Markdown: cut tables put together again (quirk P6), merged cells kept or repeated, each with a doubt."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby

from cchc.importing.blocks import Block, Cell, Paragraph, Remark, Run, Table
from cchc.importing.doubts import Doubt, quoted
from cchc.importing.papers.runs import markdown_of_cell
from cchc.importing.prose import guarded
from cchc.reading.body import Table as PipeTable
from cchc.reading.markdown import convert
from cchc.reading.plan_tasks import task_columns
from cchc.vietnamese.slug import fold

_MAX_COLUMNS = 60
"""A table with more was drawn by no clerk."""
_MOST_ROWS = 60_000
"""No browser counts further."""
_NUMBERS = {"tt", "stt", "so tt", "so thu tu"}


def whole_tables(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with tables cut by a page put together; remarks say what was dropped and joined."""
    out: list[Block] = []
    open_table: _Open | None = None
    for block in blocks:
        if open_table is not None and not (isinstance(block, Table) and open_table.goes_on(block)):
            out += open_table.closed()
            open_table = None
        if isinstance(block, Table):
            open_table = open_table or _Open(block)
            open_table.add(block)
        else:
            out.append(block)
    return (*out, *(open_table.closed() if open_table is not None else ()))


class _Open:
    """A table that the next page may go on with."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.titles = _key(table.rows[0]) if table.rows else ()
        self.rows: list[tuple[Cell, ...]] = []
        self.dropped: list[tuple[Cell, ...]] = []
        self.joined: list[tuple[Cell, ...]] = []

    def goes_on(self, after: Table) -> bool:
        """True where `after` is the same table: its header again, or its next number, or half a row."""
        first = _key(after.rows[0]) if after.rows else ()
        if not any(self.titles) or len(self.titles) != len(first):
            return False
        if first == self.titles:
            return True
        last = _number(self.rows[-1])
        return self.titles[0] in _NUMBERS and (
            not first[0] or (last.isdecimal() and first[0] == str(int(last[:9]) + 1))
        )

    def add(self, page: Table) -> None:
        """Take the rows of one page: no header twice, a row that goes on joined with its first half."""
        broken = bool(self.rows)
        for row in page.rows:
            key = _key(row)
            if self.rows and any(key) and key == self.titles:
                self.dropped.append(row)
                broken = True
                continue
            above = self.rows[-1] if len(self.rows) > 1 else ()
            if broken and above and not key[:1][0].strip() and len(row) == len(above) and any(key):
                self.joined.append(above)
                self.rows[-1] = tuple(_one_cell(upper, lower) for upper, lower in zip(above, row, strict=True))
            else:
                self.rows.append(row)
            broken = False

    def closed(self) -> Iterator[Block]:
        """The whole table, and what was done to it."""
        yield replace(self.table, rows=tuple(self.rows))
        if self.dropped:
            titles = " | ".join(" ".join(cell.text.split()) for cell in self.dropped[0])
            often = f" {len(self.dropped)} lần" if len(self.dropped) > 1 else ""
            what = f"Dòng tiêu đề của bảng lặp lại{often} khi sang trang: {quoted(titles, limit=2000)}; đã bỏ."
            yield self._remark(self.dropped[0], what, "không cần làm gì nếu đúng là tiêu đề lặp lại")
        if self.joined:
            names = ", ".join(name for row in self.joined if (name := _number(row)))
            what = f"Bảng bị ngắt giữa dòng khi sang trang (TT: {names or 'không rõ'}); đã nối hai nửa lại."
            yield self._remark(self.joined[0], what, "xem chỗ nối trong từng ô của những dòng này")

    def _remark(self, row: Sequence[Cell], what: str, how: str) -> Remark:
        line = next((cell.paragraphs[0].line for cell in row if cell.paragraphs), self.table.line)
        return Remark(Doubt(line, what, how, self.table.at))


def markdown_table(table: Table) -> tuple[str, tuple[Doubt, ...]]:
    """The Markdown of a table: a pipe table, or HTML where merged cells carry the meaning."""
    grid = _grid(table)
    if grid is None:
        what = f"Bảng có hơn {_MAX_COLUMNS} cột; chép thành từng đoạn chữ, mỗi dòng của bảng một đoạn."
        lines = [" ".join(filter(None, map(markdown_of_cell, row))) for row in table.rows]
        return "\n\n".join(map(guarded, lines)), (Doubt(table.line, what, "đính kèm tệp gốc", table.at),)
    if not grid or not grid[0]:
        return "", ()
    height = _height_of_header(table)
    header = [_joined_header(grid[:height], place) for place in range(len(grid[0]))]
    merged = [cell for row in table.rows for cell in row if (cell.across > 1 or cell.down > 1)]
    columns = task_columns(PipeTable(tuple(header), (), None, 0, 0))
    if merged and not columns:
        return _html(table), ()
    rows = [header, *_rows(grid[height:], columns.get("tt"))]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, f"|{' --- |' * len(header)}")
    numbers = {id(row[columns["tt"]].cell) for row in grid[height:]} if "tt" in columns else set()
    return "\n".join(lines), tuple(_repeated(table, merged, numbers))


@dataclass(frozen=True, slots=True)
class _Place:
    """One square of the grid: the cell that covers it, and whether it is the first one across."""

    cell: Cell
    first: bool


def _grid(table: Table) -> list[list[_Place]] | None:
    """Every square of the table; None for one too wide to be a table."""
    rows: list[dict[int, _Place]] = [{} for _ in table.rows]
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while column in rows[number]:
                column += 1
            across = max(cell.across, 1)
            if column + across > _MAX_COLUMNS:
                return None
            for below in range(number, min(number + max(cell.down, 1), len(rows))):
                for place in range(column, column + across):
                    rows[below].setdefault(place, _Place(cell, place == column))
            column += across
    width = max((max(row) + 1 for row in rows if row), default=0)
    return [[row.get(place, _Place(Cell(()), True)) for place in range(width)] for row in rows]


def _rows(grid: Iterable[list[_Place]], number: int | None) -> Iterator[list[str]]:
    """Rows of a pipe table. One number over several rows is one task: its rows become one."""
    for _, group in groupby(grid, key=lambda row: id(row if number is None else row[number].cell)):
        parts = zip(*([_written(place, len(row)) for place in row] for row in group), strict=True)
        yield ["<br>".join(dict.fromkeys(filter(None, part))) for part in parts]


def _written(place: _Place, width: int) -> str:
    """A square of a pipe table; a cell over (nearly) all columns is a heading and stands once."""
    heading = place.cell.across >= max(width - 1, 2)
    return "" if heading and not place.first else markdown_of_cell(place.cell)


def _height_of_header(table: Table) -> int:
    """Rows of the header: more than one where a title stands above titles of its own."""
    first = table.rows[0]
    if not any(cell.across > 1 for cell in first):
        return 1
    return min(max((cell.down for cell in first), default=1), len(table.rows))


def _joined_header(rows: Sequence[Sequence[_Place]], column: int) -> str:
    """The title of a column; titles above one another become one."""
    titles = [markdown_of_cell(_undressed(row[column].cell)) for row in rows]
    return " ".join(dict.fromkeys(title for title in titles if title))


def _undressed(cell: Cell) -> Cell:
    """A title without its bold letters: titles are bold by themselves."""
    plain = (replace(one, runs=tuple(replace(run, bold=False) for run in one.runs)) for one in cell.paragraphs)
    return replace(cell, paragraphs=tuple(plain))


def _html(table: Table) -> str:
    lines = ["<table>"]
    for number, row in enumerate(table.rows):
        tag = "td" if number else "th"
        cells = [f"<{tag}{_spans(cell)}>{_html_of(cell)}</{tag}>" for cell in row]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "</table>"])


def _spans(cell: Cell) -> str:
    across = f' colspan="{cell.across}"' if cell.across > 1 else ""
    return across + (f' rowspan="{min(cell.down, _MOST_ROWS)}"' if cell.down > 1 else "")


def _html_of(cell: Cell) -> str:
    """A cell in HTML; inside HTML nothing is Markdown any more."""
    html = convert(markdown_of_cell(cell)).html.strip()
    return " ".join(html.removeprefix("<p>").removesuffix("</p>").split())


def _repeated(table: Table, merged: Iterable[Cell], numbers: Set[int]) -> Iterable[Doubt]:
    for cell in merged:
        words = quoted(" ".join(cell.text.split()), limit=2000)
        if cell.text and cell.down > 1 and id(cell) in numbers:
            what = f"Số thứ tự {words} gộp {cell.down} dòng của bảng; đã nối thành một nhiệm vụ."
            yield Doubt(table.line, what, "xem lại dòng ấy; chữ giống nhau chỉ chép một lần", table.at)
        elif cell.text and cell.down > 1:
            what = f"Ô gộp {words} của bảng nhiệm vụ đã được chép vào từng dòng nó gộp."
            yield Doubt(table.line, what, "xem lại từng dòng của bảng", table.at)
        elif cell.text and cell.across > 1:
            what = f"Ô gộp ngang {words} của bảng nhiệm vụ đã được tách ra."
            yield Doubt(table.line, what, "xem lại các cột của bảng", table.at)


def _one_cell(upper: Cell, lower: Cell) -> Cell:
    if not upper.paragraphs or not lower.paragraphs:
        return replace(upper, paragraphs=upper.paragraphs + lower.paragraphs)
    *before, last = upper.paragraphs
    first, *after = lower.paragraphs
    joined: Paragraph = replace(last, runs=(*last.runs, Run(" "), *first.runs))
    return replace(upper, paragraphs=(*before, joined, *after))


def _number(row: Sequence[Cell]) -> str:
    return _words(row[0]).strip(" .") if row else ""


def _words(cell: Cell) -> str:
    return " ".join(cell.text.split())


def _key(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(" ".join(fold(cell.text).split()).strip(" .:") for cell in row)
