"""What an import could not settle by itself, and what it cannot read at all. Data; only the edge prints it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A place that needs a human eye; Vietnamese, for people who write no code."""

    line: int
    """Line of the source, from 1; in a file without lines the number of the paragraph, page or row."""
    what: str
    """What was met, and what became of it."""
    how: str
    """What the clerk does now."""
    at: str = ""
    """The place as people of that kind of file say it (`trang 3`, `trang tính “DS”, dòng 7`); empty: a line of text."""

    def spoken(self, name: str) -> str:
        """For people; `name` is the file."""
        place = f"{name}, {self.at}" if self.at else f"{name}:{self.line}"
        return f"{place}: {self.what}\n  → {self.how}"


class CannotImport(Exception):
    """Nothing of a file can be imported: why, and what to do; Vietnamese."""

    def __init__(self, what: str, how: str) -> None:
        super().__init__(what)
        self.what = what
        self.how = how

    def spoken(self, name: str) -> str:
        """For people; `name` is the file."""
        return f"{name}: {self.what}\n  → Cách sửa: {self.how}"


def quoted(text: str, *, limit: int = 120) -> str:
    """`text` in quotation marks, cut where it would fill the screen."""
    return f"“{text}”" if len(text) <= limit else f"“{text[: limit - 3]}…”"
