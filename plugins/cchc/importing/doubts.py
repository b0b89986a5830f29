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

    @classmethod
    def of_file(cls, what: str, how: str) -> "Doubt":
        """A doubt about the file as a whole."""
        return cls(1, what, how, "cả tệp")

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


CHECK_LETTERS = "so với bản in: dấu, chữ hoa và tên riêng"
"""What the clerk does where old letters were converted."""


def converted(name: str, before: str, after: str) -> str:
    """How letters of the old encoding `name` are said to have become others."""
    old, new = (quoted(" ".join(words.split()), limit=60) for words in (before, after))
    return f"gõ bằng bảng mã cũ ({name}), đã đổi sang Unicode: {old} thành {new}."


def old_letters(name: str) -> CannotImport:
    """Why a text in letters of the old encoding `name` is refused where it should have been converted."""
    return CannotImport(
        f"chữ gõ bằng bảng mã cũ ({name}).", "chuyển sang Unicode (UniKey: Ctrl+Shift+F6), rồi nhập lại"
    )
