"""A sheet → the records of its tables: header found, sub-headings remembered, all that is no record listed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cchc.importing.doubts import CannotImport, Doubt, quoted
from cchc.importing.sheets.columns import (
    NEEDS,
    OTHER,
    PERSONAL,
    STOREY,
    STT,
    Column,
    Heading,
    exactly_known,
    headings_in,
)
from cchc.importing.sheets.grid import Row, Sheet
from cchc.vietnamese.slug import fold

_SEARCHED = 40
"""A header stands among so many rows that say something."""
_HEADER = 3
"""So many titles known word for word make a later row a header again."""
_NUMBERING = re.compile(r"\(?\[?(?:\d{1,2}|[A-Z])\]?\)?(?:\s?=.*)?")
_COUNTED = re.compile(r"\d+[.)]?")
_GROUP = re.compile(
    r"(?:[IVXLC]+|[A-ZĐ]|\d{1,2})\s*[.)/:-]\s*\S.*"
    r"|(?:khối|cấp|bậc|lĩnh vực|nhóm|phần|mục|xã|phường|đặc khu|các trường)\s.*",
    re.IGNORECASE | re.DOTALL,
)
_TOTAL = re.compile(r"(?:tong|cong)(?: cong| so)?\b(?!.*\btruong\b)")
_END = re.compile(
    r"\W*(?:ghi chu|luu y|chu thich|nguoi lap|noi nhan|thu truong|nguon:|danh sach (?:gom|nay)|tm\.|kt\.)"
    r"|.*\bngay\b.*\bthang\b.*\bnam\b"
)


@dataclass
class Record:
    """One row of a table, its texts by field; the doubts met while it is read."""

    sheet: Sheet
    row: Row
    columns: Mapping[int, Column]
    group: str
    """The sub-heading it stands under; empty without one."""
    doubts: list[Doubt] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Fields whose words go to “Thông tin khác”: nothing else can hold them."""

    read: set[str] = field(default_factory=set)
    """Fields somebody asked for: what nobody asks for must be said."""

    def raw(self, name: str) -> str:
        """Text of a field as written, with its line breaks; empty where nothing is said."""
        self.read.add(name)
        return self.peek(name)

    def peek(self, name: str) -> str:
        """As `raw`, for those who make nothing of it."""
        found = (text for place, text in self.row.cells.items() if self.columns[place].field == name)
        return next(found, "") if name else ""

    def text(self, name: str) -> str:
        """Text of a field in one line."""
        return " ".join(self.raw(name).split())

    def title(self, name: str) -> str:
        """How the table calls a field; empty where it has no such column."""
        return next((column.title for column in self.columns.values() if name and column.field == name), "")

    def dated(self, name: str) -> bool:
        """True where the cell is a date by itself."""
        return any(self.columns[place].field == name for place in self.row.dated if place in self.columns)

    def others(self) -> Iterator[tuple[str, str]]:
        """Title and text of every cell that has no field, or whose field could not hold it."""
        for place, text in self.row.cells.items():
            if self.columns[place].field in ("", OTHER, *self.kept):
                yield self.columns[place].title, text

    def doubt(self, name: str, what: str, how: str) -> None:
        """Say that a field (empty: the row) needs a human eye."""
        self.doubts.append(self.sheet.doubt(self.row.number, what, how, self.title(name)))

    def left_out(self, why: str, how: str) -> Doubt:
        """The whole row could not be imported."""
        return self.sheet.doubt(self.row.number, f"{why}; không nhập dòng này: {quoted(self.said, limit=1_000)}", how)

    @property
    def said(self) -> str:
        """The row's words, without those that are personal."""
        return " | ".join(
            " ".join(text.split()) for place, text in self.row.cells.items() if self.columns[place].field != PERSONAL
        )


class Tables(NamedTuple):
    """All that one sheet holds."""

    records: Mapping[str, Sequence[Record]]
    """By kind of table."""
    doubts: tuple[Doubt, ...]


def read_tables(sheet: Sheet) -> Tables:
    """The tables of a sheet, one below the other. Raises CannotImport where none is understood."""
    found, first, below = _header(sheet)
    doubts = [*sheet.doubts, *_listed(sheet, sheet.rows[:first], "Chữ phía trên bảng không nhập")]
    records: dict[str, list[Record]] = {}
    start, rows = below, sheet.rows
    while True:
        end = next((n for n in range(start, len(rows)) if _is_header(rows[n])), len(rows))
        table, said = _table(sheet, found, rows[start:end])
        records.setdefault(found.kind, []).extend(table)
        doubts += said
        if end == len(rows):
            return Tables(records, tuple(doubts))
        found, start = headings_in(rows[end].cells)[0], end + 1


def _is_header(row: Row) -> bool:
    return exactly_known(row.cells.values()) >= _HEADER and bool(headings_in(row.cells))


def _header(sheet: Sheet) -> tuple[Heading, int, int]:
    """The header, the number of rows above it, and of those down to its end. A header may take two rows."""
    best: tuple[Heading, ...] = ()
    first = below = 0
    for place, row in enumerate(sheet.rows[:_SEARCHED]):
        two = sheet.rows[place : place + 2]
        for depth, titles in ((1, row.cells), (2, _two_storeys(*two) if len(two) > 1 else {})):
            found = headings_in(titles)
            if found and (not best or found[0].known > best[0].known):
                best, first, below = found, place, place + depth
    if not best:
        raise _unknown(sheet, "không nhận ra bảng.")
    if len(best) > 1 and best[0].known == best[1].known:
        raise _unknown(sheet, f"chưa rõ đây là bảng gì ({_called(best[0])} hay {_called(best[1])}).")
    return best[0], first, below


def _two_storeys(above: Row, below: Row) -> Mapping[int, str]:
    """Titles of a header in two rows: `Liên hệ` over `Điện thoại`, `Năm 2024` over `Điểm` and `Hạng`.

    Empty where the upper row holds no title of its own, with nothing else below it.
    """
    if not exactly_known(text for place, text in above.cells.items() if below.cells.get(place, text) == text):
        return {}
    titles: dict[int, str] = {}
    parent = ""
    for place in range(1, max((*above.cells, *below.cells)) + 1):
        child = below.cells.get(place, "")
        parent = above.cells.get(place, parent if child else "")
        if parent or child:
            titles[place] = parent + STOREY + child if parent and child not in ("", parent) else parent or child
    return titles


def _unknown(sheet: Sheet, what: str) -> CannotImport:
    widest = max(sheet.rows[:_SEARCHED], key=lambda row: len(row.cells))
    seen = ", ".join(quoted(" ".join(text.split()), limit=40) for text in widest.cells.values())
    how = f"đặt tên cột như sau – {'; '.join(needs for needs, _ in NEEDS.values())}"
    return CannotImport(f"{what} Các cột thấy được: {seen}.", how)


def _called(heading: Heading) -> str:
    return NEEDS[heading.kind][0].partition(":")[0]


def _table(sheet: Sheet, heading: Heading, rows: Sequence[Row]) -> tuple[list[Record], list[Doubt]]:
    """Records of the rows under one header, and doubts about all that is none."""
    columns = _with_untitled(heading.columns, rows)
    doubts = [*_columns_said(sheet, columns)]
    records: list[Record] = []
    group = ""
    notes: list[Row] = []
    for place, row in enumerate(rows):
        words = _without_count(row, columns)
        first = fold(next(iter(words.values()), ""))
        if place == 0 and len(row.cells) > 1 and all(_NUMBERING.fullmatch(text) for text in row.cells.values()):
            continue
        if notes or (_END.match(first) and len(words) < len(_fields(columns))):
            notes.append(row)
        elif _TOTAL.match(first):
            doubts += _listed(sheet, [row], "Dòng tổng cộng không nhập")
        elif _is_group(row, words, columns):
            group = next(iter(words.values()), row.words)
        else:
            records.append(Record(sheet, row, columns, _bare(group)))
            if row.hidden:
                records[-1].doubt("", "Dòng này đang ẩn trong bảng; vẫn nhập.", "xem có cần giữ không")
            doubts += _group_said(sheet, group, row, records)
    return records, [*doubts, *_listed(sheet, notes, "Chữ phía dưới bảng không nhập"), *_swapped(records)]


def _with_untitled(columns: Mapping[int, Column], rows: Sequence[Row]) -> Mapping[int, Column]:
    """The columns, with one for every cell that stands under no title."""
    bare = {place for row in rows for place in row.cells} - set(columns)
    return {**columns, **{place: Column(f"cột thứ {place}", "") for place in sorted(bare)}}


def _fields(columns: Mapping[int, Column]) -> list[Column]:
    return [column for column in columns.values() if column.field != STT]


def _without_count(row: Row, columns: Mapping[int, Column]) -> dict[int, str]:
    """The cells beside the running number; of a group `I`, `II` or a text merged over the row."""
    return {p: t for p, t in row.cells.items() if columns[p].field != STT or len(t) > 5}


def _is_group(row: Row, words: Mapping[int, str], columns: Mapping[int, Column]) -> bool:
    """True for a row that says one thing, about those below it."""
    if len(words) != 1 or len(_fields(columns)) < 2:
        return False
    count = next((text for place, text in row.cells.items() if columns[place].field == STT), "")
    [(place, text)] = words.items()
    if count == text or (count and not _COUNTED.fullmatch(count)):
        return True
    named = columns[place].field in ("ten", "trich_yeu", "noi_dung")
    return not count and (not named or bool(_GROUP.fullmatch(text)) or text.isupper())


def _bare(group: str) -> str:
    """A sub-heading without its number: `II. Khối tiểu học` → `Khối tiểu học`."""
    return re.sub(r"^(?:[IVXLC]+|[A-ZĐ]|\d{1,2})\s*[.)/:-]\s*", "", " ".join(group.split()))


def _group_said(sheet: Sheet, group: str, row: Row, records: Sequence[Record]) -> Iterable[Doubt]:
    """Once for every sub-heading that has records."""
    if group and (len(records) < 2 or records[-2].group != records[-1].group):
        what = f"Các dòng từ đây nằm dưới tiêu đề nhóm {quoted(group)}."
        yield sheet.doubt(row.number, what, "xem các mục nhập ra đã đúng nhóm chưa")


def _columns_said(sheet: Sheet, columns: Mapping[int, Column]) -> Iterator[Doubt]:
    for place, column in columns.items():
        if column.field == PERSONAL:
            what = "Cột này là thông tin cá nhân hoặc nội bộ; không nhập."
            yield sheet.doubt(0, what, "không cần làm gì", column.title)
        elif place in sheet.hidden and column.field != STT:
            yield sheet.doubt(0, "Cột này đang ẩn trong bảng; vẫn nhập.", "xem có cần giữ không", column.title)


def _listed(sheet: Sheet, rows: Sequence[Row], why: str) -> Iterator[Doubt]:
    if rows:
        words = " / ".join(dict.fromkeys(row.words for row in rows))
        yield sheet.doubt(rows[0].number, f"{why}: {quoted(words, limit=1_000)}", "xem có gì cần giữ không")


def _swapped(records: Sequence[Record]) -> Iterator[Doubt]:
    """Excel set to month-first turns 05/11 into 11 May and leaves 25/11 as text: both in one column give it away."""
    names = dict.fromkeys(column.field for record in records for column in record.columns.values())
    for name in filter(None, names):
        dates = [record for record in records if record.dated(name)]
        texts = [found for r in records if not r.dated(name) and (found := re.match(r"(\d\d)[/.-]\d", r.peek(name)))]
        low = all(int(record.peek(name)[:2]) <= 12 for record in dates)
        if dates and low and any(int(found[1]) > 12 for found in texts):
            what = (
                "Cột vừa có ngày kiểu Excel vừa có ngày gõ bằng chữ: có thể Excel đã đảo ngày và tháng ở một số dòng."
            )
            how = "đối chiếu các ngày của cột này với bản gốc"
            yield dates[0].sheet.doubt(dates[0].row.number, what, how, dates[0].title(name))
