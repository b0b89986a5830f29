"""Parts of a procedure (NĐ 63/2010 Điều 8) out of its body: tables become typed rows, the rest stays text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc.model.item import Body, Passage
from cchc.model.procedure import CachThuc, GiayTo
from cchc.reading.body import Table, tables
from cchc.vietnamese.slug import fold, slug

TRINH_TU = "Trình tự thực hiện"
CACH_THUC = "Cách thức thực hiện"
HO_SO = "Thành phần hồ sơ"
THOI_HAN = "Thời hạn giải quyết"
REQUIRED_PARTS = (TRINH_TU, CACH_THUC, HO_SO)

PARTS = {
    "Hướng dẫn": ("Hướng dẫn", "Hướng dẫn thực hiện"),
    TRINH_TU: (TRINH_TU, "Trình tự"),
    CACH_THUC: (CACH_THUC, "Cách thức"),
    HO_SO: (HO_SO, "Thành phần, số lượng hồ sơ", "Hồ sơ"),
    THOI_HAN: (THOI_HAN, "Thời hạn"),
    "Phí và lệ phí": ("Phí và lệ phí", "Phí, lệ phí", "Lệ phí"),
    "Mẫu đơn": ("Mẫu đơn", "Mẫu đơn, tờ khai", "Mẫu đơn, mẫu tờ khai", "Biểu mẫu"),
    "Kết quả": ("Kết quả", "Kết quả xử lý", "Kết quả thực hiện"),
    "Yêu cầu và điều kiện": ("Yêu cầu và điều kiện", "Yêu cầu, điều kiện", "Yêu cầu, điều kiện thực hiện"),
    "Căn cứ pháp lý": ("Căn cứ pháp lý", "Căn cứ"),
    "Mô tả": ("Mô tả",),
}
"""Headings a procedure may have, in reading order, with the spellings understood."""

_UNKNOWN = {"", "chua ro", "khong co thong tin", "chua co thong tin", "n/a", "na", "-", "chua_ro"}
_COLUMNS = {
    "hinh_thuc": ("hinh thuc", "hinh thuc nop", "cach thuc"),
    "thoi_han": ("thoi han", "thoi gian", "thoi gian giai quyet", "thoi han giai quyet"),
    "phi": ("phi", "phi, le phi", "le phi", "phi va le phi"),
    "mo_ta": ("mo ta", "ghi chu", "noi dung"),
    "ten": ("ten giay to", "giay to", "ten", "thanh phan ho so"),
    "ban_chinh": ("ban chinh", "so ban chinh"),
    "ban_sao": ("ban sao", "so ban sao"),
    "mau": ("mau", "mau don", "tep dinh kem", "mau don, to khai", "bieu mau"),
}


@dataclass(frozen=True, slots=True)
class ProcedureParts:
    """The body of a procedure, read. Rows are empty where the part is text only."""

    cach_thuc: tuple[CachThuc, ...]
    ho_so: tuple[GiayTo, ...]
    thoi_han: tuple[str, ...]
    """Every stated time limit, once each: the section's text or the column of *Cách thức*."""
    text: dict[str, Passage]
    """Passages by the standard name of the part; parts with rows keep the text around their tables."""
    others: tuple[Passage, ...]
    """Passages under headings the law does not name."""


def read_procedure(body: Body) -> ProcedureParts:
    """Sort the passages of a body into parts and read the two tables."""
    names = {slug(spelling): name for name, spellings in PARTS.items() for spelling in spellings}
    text: dict[str, Passage] = {}
    others: list[Passage] = []
    for passage in body.passages:
        name = names.get(passage.key) if passage.heading else None
        if name and name not in text:
            text[name] = passage
        else:
            others.append(passage)
    cach_thuc, text_left = _rows(text.get(CACH_THUC), "hinh_thuc")
    ho_so, papers_left = _rows(text.get(HO_SO), "ten")
    ways = tuple(
        CachThuc(row["hinh_thuc"] or "Không nêu", row["thoi_han"], row["phi"], row["mo_ta"]) for _, row in cach_thuc
    )
    papers = tuple(
        GiayTo(group, row["ten"] or "", _count(row["ban_chinh"]), _count(row["ban_sao"]), row["mau"])
        for group, row in ho_so
    )
    for name, left in ((CACH_THUC, text_left), (HO_SO, papers_left)):
        if left is not None:
            text[name] = left
    return ProcedureParts(ways, papers, _time_limits(text.get(THOI_HAN), ways), text, tuple(others))


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


def _rows(
    passage: Passage | None, key_column: str
) -> tuple[list[tuple[str | None, dict[str, str | None]]], Passage | None]:
    if passage is None:
        return [], None
    rows: list[tuple[str | None, dict[str, str | None]]] = []
    lines = passage.text.split("\n")
    kept = list(lines)
    for table in tables(passage.text):
        columns = _columns(table)
        if key_column not in columns.values():
            continue
        rows += [(table.heading, _named(cells, columns)) for cells in table.rows if any(cells)]
        kept[table.start : table.end] = [""] * (table.end - table.start)
    used = {group for group, _ in rows if group}
    left = [line for line in kept if not (line.startswith("### ") and line[4:].strip(" #") in used)] if rows else kept
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(left)).strip("\n")
    return rows, Passage(passage.heading, text, passage.origin, passage.line, passage.text_line)


def _columns(table: Table) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, title in enumerate(table.header):
        plain = fold(title).strip(" *.:")
        name = next((name for name, spellings in _COLUMNS.items() if plain in spellings), None)
        if name and name not in found.values():
            found[place] = name
    return found


def _named(cells: tuple[str, ...], columns: dict[int, str]) -> dict[str, str | None]:
    row: dict[str, str | None] = dict.fromkeys(_COLUMNS)
    rest: list[str] = []
    for place, cell in enumerate(cells):
        if place in columns:
            row[columns[place]] = None if is_unknown(cell) else cell
        elif cell:
            rest.append(cell)
    if rest:
        row["mo_ta"] = "<br>".join(filter(None, [row["mo_ta"], *rest]))
    return row


def _count(cell: str | None) -> int | None:
    found = re.search(r"\d+", cell or "")
    return int(found[0]) if found else None


def _time_limits(passage: Passage | None, ways: tuple[CachThuc, ...]) -> tuple[str, ...]:
    if passage is not None and passage.text.strip():
        return (passage.text.strip(),) if not is_unknown(passage.text) else ()
    limits = [way.thoi_han for way in ways if way.thoi_han]
    return tuple(dict.fromkeys(limits))
