"""A report as its readers need it, before it is a Markdown, Word or Excel file: titles, sentences, tables."""

from dataclasses import dataclass, field

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every row has a cell for each title. Numbers stay numbers, for a spreadsheet to add up."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a report: sentences, then tables."""

    title: str
    sentences: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()

    @property
    def is_divided(self) -> bool:
        """True where a table needs a name of its own beside that of the chapter."""
        return len(self.grids) > 1


@dataclass(frozen=True, slots=True)
class Report:
    """A report of one unit, or of an office on the units below it."""

    title: str
    about: str
    """Who reports, of which days, and when the figures were taken."""
    chapters: tuple[Chapter, ...] = field(default=())


def shown(cell: Cell) -> str:
    """A cell as people read it: `1.234`, `4,5`."""
    if isinstance(cell, str):
        return cell
    whole, _, part = f"{cell:,}".partition(".")
    whole = whole.replace(",", ".")
    return f"{whole},{part}" if part.strip("0") else whole
