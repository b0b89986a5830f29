"""A national record as its lines: the name, what stands before the first `##`, the sections. Nothing is read yet."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from cchc.importing.doubts import CannotImport, Doubt, old_letters, quoted
from cchc.vietnamese.encoding import legacy_name, tidy
from cchc.vietnamese.slug import slug

GENERAL = "thong-tin-chung"
"""Key of the section every record opens with."""

_MARKS_OF_A_RECORD = (
    re.compile(r"^#[ \t]+\S", re.MULTILINE),
    re.compile(r"^##[ \t]*Thông tin chung\b", re.MULTILINE | re.IGNORECASE),
    re.compile(r"Mã thủ tục", re.IGNORECASE),
)
_STRAY = "\u00ad\u00ac\u200b-\u200d\u2060"
"""Soft hyphen, ¬ and characters without width: inside a word they are leftovers of an old encoding or line break."""
_DAMAGED = re.compile(rf"(?<!\w)(?:\w+[{_STRAY}]+\w[\w{_STRAY}]*|\w*[\ufffd\ue000-\uf8ff]+\w*)")
_BREAKS = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_GIT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


class Line(NamedTuple):
    """One line of the record and its number, from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one `##` heading."""

    heading: str
    line: int
    lines: tuple[Line, ...]

    @property
    def key(self) -> str:
        """What headings are known by, whatever their case and accents."""
        return slug(self.heading)


@dataclass(frozen=True, slots=True)
class Outline:
    """A record, cut. Sections that repeat a heading are kept apart."""

    ten: str
    """Name of the procedure, from the `#` line."""
    line: int
    """Line of the name."""
    opening: tuple[Line, ...]
    """Lines between the name and the first section."""
    general: Section
    """The section *Thông tin chung*."""
    sections: tuple[Section, ...]
    """All other sections, in the record's order."""
    doubts: tuple[Doubt, ...]
    """What is odd about the text as a whole: its characters, words out of place."""


def is_record(text: str) -> bool:
    """True for Markdown that looks like a record of the national procedure database."""
    text = tidy(text)
    return all(mark.search(text) for mark in _MARKS_OF_A_RECORD)


def cut_record(text: str) -> Outline:
    """Cut a record into its sections. Raises CannotImport."""
    _refuse_unreadable(text)
    lines, doubts = _clean_lines(text)
    title = next((line for line in lines if line.text.strip()), Line(1, ""))
    ten = _name_in(title.text)
    if not ten:
        raise CannotImport("không thấy tên thủ tục.", "dòng đầu tệp phải là dấu #, dấu cách, rồi đến tên thủ tục")
    opening, sections = _cut(lines[title.number :])
    general = [section for section in sections if section.key == GENERAL]
    if not general:
        raise CannotImport(
            "không có mục “## Thông tin chung”.", "dùng bản ghi của cơ sở dữ liệu quốc gia về thủ tục hành chính"
        )
    if len(general) > 1:
        raise CannotImport("có nhiều thủ tục trong một tệp.", "tách mỗi thủ tục thành một tệp, rồi nhập lại")
    others = tuple(section for section in sections if section.key != GENERAL)
    return Outline(ten, title.number, opening, general[0], others, (*doubts, *_early_words(opening)))


def _refuse_unreadable(text: str) -> None:
    if not text.strip("\ufeff \t\r\n"):
        raise CannotImport("tệp rỗng.", "tải lại bản ghi của thủ tục")
    if encoding := legacy_name(text):
        raise old_letters(encoding)
    if _GIT.search(tidy(text)):
        raise CannotImport("còn dấu xung đột của git.", "giữ một trong hai đoạn, xóa các dòng dấu")


def _clean_lines(text: str) -> tuple[tuple[Line, ...], tuple[Doubt, ...]]:
    lines: list[Line] = []
    doubts: list[Doubt] = []
    for number, line in enumerate(tidy(text).split("\n"), start=1):
        clean = tidy("".join(filter(_is_printable, _BREAKS.sub(" ", line))))
        if clean != line:
            doubts.append(Doubt(number, "Có ký tự điều khiển không in được; đã bỏ.", "xem dòng này có mất chữ không"))
        for word in dict.fromkeys(found[0] for found in _DAMAGED.finditer(clean)):
            doubts.append(
                Doubt(
                    number, f"Chữ {quoted(word)} có ký tự lạ lẫn vào khi lấy về; để nguyên.", "gõ lại chữ này cho đúng"
                )
            )
        lines.append(Line(number, clean))
    return tuple(lines), tuple(doubts)


def _early_words(opening: Iterable[Line]) -> Iterable[Doubt]:
    stated = [line for line in opening if line.text.strip()]
    if stated:
        what = "Có chữ đứng trước mục đầu tiên; chép vào “Thông tin khác”."
        yield Doubt(stated[0].number, what, "xem lại, chuyển vào phần phù hợp")


def _is_printable(char: str) -> bool:
    return char == "\t" or (unicodedata.category(char) not in ("Cc", "Cs") and ord(char) & 0xFFFE != 0xFFFE)


def _name_in(line: str) -> str:
    found = re.match(r"#\s+(?=\S)", line)
    name = re.sub(r"\s#+$", "", line[found.end() :].rstrip()) if found else ""
    return re.sub(r"[ \t]+", " ", name).strip()


def _cut(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Section, ...]]:
    marks = [*(place for place, line in enumerate(lines) if _heading_in(line.text)), len(lines)]
    sections = tuple(
        Section(_heading_in(lines[start].text), lines[start].number, lines[start + 1 : end])
        for start, end in pairwise(marks)
    )
    return lines[: marks[0]], sections


def _heading_in(line: str) -> str:
    return line[2:].strip().rstrip("# \t") if re.match(r"##(?!#)", line) else ""
