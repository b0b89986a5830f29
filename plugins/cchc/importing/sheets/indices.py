"""Rows of figures → indices: years as columns, or a row for every year."""

import re
from collections.abc import Mapping, Sequence
from functools import partial

from cchc.importing.doubts import Doubt, quoted
from cchc.importing.imported import Batch, Imported, Into
from cchc.importing.sheets.rows import batch, built, free_id, stated, without_field
from cchc.importing.sheets.tables import Record
from cchc.importing.sheets.values import day
from cchc.model.index_series import IndexRow, IndexSeries
from cchc.vietnamese.slug import fold, slug

_ABOUT = ("nguon_cong_bo", "don_vi_tinh", "muc_tieu", "mo_ta")
_WITH_RANK = re.compile(
    r"(?P<value>[\d.,]+\s*%?)\s*(?:[(;/]\s*(?:xếp\s+)?(?:thứ\s+|hạng\s+)*|[-–,]?\s*(?:xếp\s+)?(?:thứ\s+|hạng\s+)+)"
    r"(?P<rank>\d{1,3})(?:/\d+)?\s*\)?",
    re.IGNORECASE,
)
_RANK = re.compile(r"(?:xếp\s+)?(?:thứ\s+|hạng\s+)*0*(\d{1,3})(?:\s*/\s*\d+)?", re.IGNORECASE)


def read_indices(records: Sequence[Record], into: Into) -> Batch:
    """Every index of some tables; rows of one name are one index."""
    doubts = [*without_field(records, kept=False)]
    series: dict[str, list[Record]] = {}
    for record in records:
        name = record.text("ten") or (record.group if not record.title("ten") else "")
        if name:
            series.setdefault(" ".join(fold(name).split()), []).append(record)
        else:
            doubts.append(record.left_out("Không có tên chỉ số", "ghi tên chỉ số ở từng dòng rồi nhập lại"))
    taken: set[str] = set()
    return batch(series.values(), partial(_series, into=into, taken=taken), doubts)


def _series(*records: Record, into: Into, taken: set[str]) -> Imported | Doubt:
    first = records[0]
    years: dict[int, IndexRow] = {}
    for record in records:
        for row in _years(record):
            if years.setdefault(row.nam, row) is not row:
                record.doubt(
                    "nam", f"Năm {row.nam} đã có; không nhập số liệu: {quoted(record.said)}", "xem số liệu nào đúng"
                )
    about = {name: next((text for record in records if (text := record.text(name))), "") for name in _ABOUT}
    _differing(records, about)
    if not years:
        return first.left_out("Không có số liệu của năm nào", "điền rồi nhập lại")
    if not about["don_vi_tinh"] and any("%" in text for record in records for text in record.row.cells.values()):
        about["don_vi_tinh"] = "%"
    unseen = [str(year) for year, row in sorted(years.items()) if row.ngay_cong_bo is None]
    if unseen:
        what = f"Chưa có ngày công bố của các năm {', '.join(unseen)} nên chưa hiện."
        first.doubt("ngay_cong_bo", what, "thêm ngay_cong_bo: vào từng năm (chỉ số chỉ hiện sau khi công bố)")
    name = first.text("ten") or first.group
    values = {
        "id": free_id(taken, slug(name)),
        "ten": name,
        "so_lieu": tuple(years[year] for year in sorted(years)),
        **about,
        "ngay_cap_nhat": into.today,
    }
    item = built(IndexSeries, stated(first, values, "nguon_cong_bo"), first)
    return Imported(item)


def _differing(records: Sequence[Record], about: Mapping[str, str]) -> None:
    for record in records:
        for name, text in about.items():
            if (said := record.text(name)) not in ("", text):
                record.doubt(name, f"{quoted(said)} khác dòng đầu ({quoted(text)}); không nhập.", "xem lại dòng này")


def _years(record: Record) -> list[IndexRow]:
    """The years one row tells of: its own, or one for every column of a year."""
    columns: dict[str, dict[str, str]] = {}
    if record.title("nam"):
        text = record.text("nam")
        if not (found := re.fullmatch(r"(?:năm\s+)?((?:19|20)\d\d)", text, re.IGNORECASE)):
            what = f"{quoted(text)} không phải là năm; không nhập dòng: {quoted(record.said)}"
            record.doubt("nam", what, "ghi năm, ví dụ: 2026")
            return []
        columns[found[1]] = {name: name for name in ("gia_tri", "hang", "ngay_cong_bo")}
    for column in record.columns.values():
        if column.field.startswith("year:"):
            _, year, part = column.field.split(":")
            columns.setdefault(year, {})[part] = column.field
    return [row for year, names in columns.items() if (row := _year(record, year, names))]


def _year(record: Record, year: str, names: Mapping[str, str]) -> IndexRow | None:
    """One year out of the columns `names`. A cell may hold value and rank: `88,37 (hạng 12)`."""
    value, rank = (record.text(names.get(part, "")) for part in ("gia_tri", "hang"))
    if not rank and (both := _WITH_RANK.fullmatch(value)):
        value, rank = both["value"], both["rank"]
    ranked = _RANK.fullmatch(rank)
    if rank and not ranked:
        record.doubt(names["hang"], f"{quoted(rank)} không phải là thứ hạng; không nhập.", "ghi bằng chữ số")
    announced = day(record, names.get("ngay_cong_bo", ""))
    values = {"nam": year, "gia_tri": value, "hang": ranked and ranked[1], "ngay_cong_bo": announced}
    row = built(IndexRow, values, record, names)
    if row.gia_tri is None and row.hang is None:
        if value or rank or announced:
            what = f"Năm {year} không có số nào đọc được; không nhập năm này."
            record.doubt(names.get("gia_tri", ""), what, "ghi số, ví dụ: 88,37")
        return None
    return row
