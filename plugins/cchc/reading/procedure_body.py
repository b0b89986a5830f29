"""Parts of a procedure (NĐ 63/2010 Điều 8) out of its body: tables become typed rows, the rest stays text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cchc.model.item import Body, Passage
from cchc.model.procedure import CachThuc, GiayTo
from cchc.reading.body import Table, tables
from cchc.vietnamese.slug import fold, slug

HUONG_DAN = "Hướng dẫn"
TRINH_TU = "Trình tự thực hiện"
CACH_THUC = "Cách thức thực hiện"
HO_SO = "Thành phần hồ sơ"
THOI_HAN = "Thời hạn giải quyết"
PHI = "Phí và lệ phí"
KET_QUA = "Kết quả"
CAN_CU = "Căn cứ pháp lý"
REQUIRED_PARTS = (TRINH_TU, CACH_THUC, HO_SO)

PARTS = {
    HUONG_DAN: (HUONG_DAN, "Hướng dẫn thực hiện"),
    TRINH_TU: (TRINH_TU, "Trình tự"),
    CACH_THUC: (CACH_THUC, "Cách thức"),
    HO_SO: (HO_SO, "Thành phần, số lượng hồ sơ", "Hồ sơ"),
    THOI_HAN: (THOI_HAN, "Thời hạn"),
    PHI: (PHI, "Phí, lệ phí", "Lệ phí"),
    "Mẫu đơn": ("Mẫu đơn", "Mẫu đơn, tờ khai", "Mẫu đơn, mẫu tờ khai", "Biểu mẫu"),
    KET_QUA: (KET_QUA, "Kết quả xử lý", "Kết quả thực hiện"),
    "Yêu cầu và điều kiện": ("Yêu cầu và điều kiện", "Yêu cầu, điều kiện", "Yêu cầu, điều kiện thực hiện"),
    CAN_CU: (CAN_CU, "Căn cứ"),
    "Mô tả": ("Mô tả",),
}
"""Headings a procedure may have, in reading order, with the spellings understood."""

_NAMES = {slug(spelling): name for name, spellings in PARTS.items() for spelling in spellings}
_UNKNOWN = {"", "chua ro", "khong co thong tin", "chua co thong tin", "n/a", "na", "-", "chua_ro"}
_WAY_COLUMNS = {
    "hinh_thuc": ("hinh thuc", "hinh thuc nop", "cach thuc"),
    "thoi_han": ("thoi han", "thoi gian", "thoi gian giai quyet", "thoi han giai quyet"),
    "phi": ("phi", "phi, le phi", "le phi", "phi va le phi"),
    "mo_ta": ("mo ta", "ghi chu", "noi dung"),
}
_PAPER_COLUMNS = {
    "ten": ("ten giay to", "giay to", "ten", "thanh phan ho so"),
    "ban_chinh": ("ban chinh", "so ban chinh"),
    "ban_sao": ("ban sao", "so ban sao"),
    "mau": ("mau", "mau don", "tep dinh kem", "mau don, to khai", "bieu mau"),
    "mo_ta": ("mo ta", "ghi chu", "noi dung"),
}
_NUMBER = re.compile(r"(\d{1,3})(?: (?:bản|bộ|tờ))?")


@dataclass(frozen=True, slots=True)
class ProcedureParts:
    """The body of a procedure, read. Rows are empty where the part is text only."""

    cach_thuc: tuple[CachThuc, ...]
    ho_so: tuple[GiayTo, ...]
    thoi_han: tuple[str, ...]
    """Every stated time limit, once each: the section's text or the column of *Cách thức*."""
    phi: tuple[str, ...]
    """Every fee stated in *Cách thức*, once each."""
    text: dict[str, Passage]
    """Passages by the standard name of the part, whole: tables read as rows are still in them."""
    others: tuple[Passage, ...]
    """Passages under headings the law does not name."""

    def of(self, name: str) -> Passage | None:
        """The part called `name`, where anything stands in it."""
        found = self.text.get(name)
        return found if found and found.text.strip() else None


@lru_cache(maxsize=1024)
def read_procedure(body: Body) -> ProcedureParts:
    """Sort the passages of a body into parts and read the two tables."""
    text: dict[str, Passage] = {}
    others: list[Passage] = []
    for passage in body.passages:
        name = _NAMES.get(passage.key) if passage.heading else None
        if name and name not in text:
            text[name] = passage
        else:
            others.append(passage)
    ways = tuple(way for _, rows in way_tables(text.get(CACH_THUC)) for way in rows)
    papers = tuple(paper for _, rows in paper_tables(text.get(HO_SO)) for paper in rows)
    fees = tuple(dict.fromkeys(way.phi for way in ways if way.phi))
    return ProcedureParts(ways, papers, _time_limits(text.get(THOI_HAN), ways), fees, text, tuple(others))


@lru_cache(maxsize=1024)
def way_tables(passage: Passage | None) -> tuple[tuple[Table, tuple[CachThuc, ...]], ...]:
    """Tables of a passage that list ways of handing in, each with its rows; other tables stay text."""
    return tuple(
        (
            table,
            tuple(CachThuc(row["hinh_thuc"] or "Không nêu", row["thoi_han"], row["phi"], row["mo_ta"]) for row in rows),
        )
        for table, rows in _read(passage, _WAY_COLUMNS)
    )


@lru_cache(maxsize=1024)
def paper_tables(passage: Passage | None) -> tuple[tuple[Table, tuple[GiayTo, ...]], ...]:
    """Tables of a passage that list papers, each with its rows; other tables stay text."""
    return tuple((table, tuple(_paper(table, row) for row in rows)) for table, rows in _read(passage, _PAPER_COLUMNS))


@lru_cache(maxsize=4096)
def is_unknown(text: str) -> bool:
    """True for the fillers that mean nobody has said: “Không có thông tin”, “Chưa có thông tin”, “chưa rõ”, “N/A”."""
    return " ".join(fold(text).split()).strip(" .*") in _UNKNOWN


def problems(body: Body) -> Iterator[tuple[int, str, str]]:
    """Doubts about the parts, as (line, what is wrong, how to mend)."""
    parts = read_procedure(body)
    for name in REQUIRED_PARTS:
        if name not in parts.text:
            yield (
                1,
                f"Thiếu phần “{name}” (NĐ 63/2010, Điều 8).",
                f"thêm dòng “## {name}”; nếu chưa biết, ghi bên dưới: Chưa rõ",
            )
    for name, rows in ((CACH_THUC, parts.cach_thuc), (HO_SO, parts.ho_so)):
        passage = parts.text.get(name)
        if passage and not rows and not is_unknown(passage.text):
            columns = (
                "Hình thức | Thời hạn | Phí, lệ phí | Mô tả"
                if name == CACH_THUC
                else "Tên giấy tờ | Bản chính | Bản sao | Mẫu"
            )
            yield (
                passage.line,
                f"Phần “{name}” không phải là bảng nên chỉ hiện như đoạn văn.",
                f"kẻ bảng có các cột: {columns}",
            )
    if not parts.thoi_han:
        yield (
            1,
            "Không nêu thời hạn giải quyết.",
            f"thêm phần “## {THOI_HAN}”, hoặc ghi vào cột Thời hạn của “{CACH_THUC}”",
        )


def _read(
    passage: Passage | None, known: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Table, tuple[dict[str, str | None], ...]]]:
    """Tables that have the first of the `known` columns, and a row."""
    for table in tables(passage.text) if passage else ():
        columns = _columns(table, known)
        rows = tuple(_named(cells, table, columns, known) for cells in table.rows if any(cells))
        if rows and next(iter(known)) in columns.values():
            yield table, rows


def _columns(table: Table, known: Mapping[str, tuple[str, ...]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, title in enumerate(table.header):
        plain = fold(title).strip(" *.:")
        name = next((name for name, spellings in known.items() if plain in spellings), None)
        if name and name not in found.values():
            found[place] = name
    return found


def _named(
    cells: tuple[str, ...], table: Table, columns: dict[int, str], known: Mapping[str, tuple[str, ...]]
) -> dict[str, str | None]:
    """Cells by column; what stands in a column of the author's own goes to the notes, under its title."""
    row: dict[str, str | None] = dict.fromkeys(known)
    rest: list[str] = []
    for place, cell in enumerate(cells):
        if place in columns:
            row[columns[place]] = None if is_unknown(cell) else cell
        elif cell:
            rest.append(f"{table.header[place]}: {cell}")
    if rest:
        row["mo_ta"] = "<br>".join(filter(None, [row["mo_ta"], *rest]))
    return row


def _paper(table: Table, row: Mapping[str, str | None]) -> GiayTo:
    counts = (_count(row["ban_chinh"]), _count(row["ban_sao"]))
    return GiayTo(table.heading, row["ten"] or "", *counts, row["mau"], row["mo_ta"])


def _count(cell: str | None) -> int | str | None:
    found = _NUMBER.fullmatch(cell or "")
    return int(found[1]) if found else cell


def _time_limits(passage: Passage | None, ways: tuple[CachThuc, ...]) -> tuple[str, ...]:
    if passage and passage.text.strip():
        return (passage.text.strip(),) if not is_unknown(passage.text) else ()
    limits = [way.thoi_han for way in ways if way.thoi_han]
    return tuple(dict.fromkeys(limits))
