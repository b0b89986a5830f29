"""A complaint is data with a place; only the edge prints it."""

from collections.abc import Iterable
from dataclasses import dataclass

from cchc.model.vocabulary import CapHoc


@dataclass(frozen=True, slots=True)
class Mend:
    """A textual repair of one line of a file, safe to apply unasked.

    `old` in line `line` becomes `new`; with `old` None, `new` is a line put before line `line`.
    """

    line: int
    old: str | None
    new: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """Where, what is wrong, how to mend it; in Vietnamese."""

    unit: str
    """Id of the unit that owns the file."""
    path: str
    """The file, relative to the content root."""
    line: int
    what: str
    how: str
    rule: str
    """Stable name of the rule, for `--json` and tests."""
    error: bool = True
    """Errors stop the unit; warnings do not, unless `--strict`."""
    spreads: bool = False
    """True where units below inherit what is wrong and keep their old section too."""
    levels: tuple[CapHoc, ...] = ()
    """School levels it spreads to; empty: all."""
    mend: Mend | None = None

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"

    def spoken(self, root: str) -> str:
        """For people: `content/tin-tuc/2026/a.md:4: …` and how to mend it; `root` is the content folder's name."""
        mark = "" if self.error else "Lưu ý: "
        return f"{root}/{self.place}: {mark}{self.what}\n  → Cách sửa: {self.how}"


def in_order(complaints: Iterable[Complaint]) -> tuple[Complaint, ...]:
    """By file and line, errors first where they share one; each said once."""
    return tuple(sorted(set(complaints), key=lambda c: (c.path, c.line, not c.error, c.rule, c.what, c.how, c.unit)))
