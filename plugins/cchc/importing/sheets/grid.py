"""A sheet as rows of text, whatever program wrote it, and how a place in it is called."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cchc.importing.doubts import Doubt
from cchc.vietnamese.encoding import UNPRINTABLE, tidy

MAX_ROWS = 20_000
MAX_COLUMNS = 100
SPLIT = "tách bảng thành nhiều tệp nhỏ, xóa các dòng và cột trống, rồi nhập lại"
MAX_CELL = 32_767
"""Characters Excel holds in one cell; more is a quotation mark nobody closed."""

_ESCAPED = re.compile(r"_x000[dD]_")
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that says something. Cells without text are left out; a merged cell says its text in every row."""

    number: int
    cells: Mapping[int, str]
    """Text by column, from 1."""
    hidden: bool = False
    dated: frozenset[int] = frozenset()
    """Columns whose cell is a date by itself, not text that looks like one."""

    @property
    def words(self) -> str:
        """All texts of the row, for a list of what was left out."""
        return " | ".join(" ".join(text.split()) for text in self.cells.values())


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or a CSV file (without a name)."""

    name: str
    rows: tuple[Row, ...]
    hidden: frozenset[int] = frozenset()
    """Hidden columns."""
    doubts: tuple[Doubt, ...] = ()

    def place(self, row: int = 0, column: str = "") -> str:
        """`trang tính “DS trường”, dòng 7, cột “Địa chỉ”`."""
        parts = (
            f"trang tính “{self.name}”" if self.name else "",
            f"dòng {row}" if row else "",
            f"cột “{column}”" if column else "",
        )
        return ", ".join(filter(None, parts))

    def doubt(self, row: int, what: str, how: str, column: str = "") -> Doubt:
        """A doubt about a row (0: the whole sheet)."""
        return Doubt(row or 1, what, how, self.place(row, column) or "cả bảng")


def clean(text: str) -> str:
    """Text of a cell: NFC, line breaks kept, blanks evened out, without characters nobody sees."""
    text = unicodedata.normalize("NFC", tidy(_ESCAPED.sub("", text)))
    lines = _BLANKS.sub(" ", UNPRINTABLE.sub("", text)).split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def row_of(number: int, cells: Mapping[int, str], *, hidden: bool = False, dated: Iterable[int] = ()) -> Iterator[Row]:
    """The row, if any of its cells says something."""
    said = {place: text for place, text in cells.items() if text}
    if said:
        yield Row(number, said, hidden, frozenset(dated))
