"""Indices (PAR INDEX, SIPAS, …): `chi-so/*.yml`. Requirements 115–125."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from cchc.model.fields import Number, Strict, Text, When, Whole, Year
from cchc.model.item import Item, Problem

_RELATIVE = re.compile(r"tăng|giảm|thêm|hơn|so với", re.IGNORECASE)
_RANK = re.compile(r"nhóm\s+(\d+)(?=\D.*(?:đầu|nhất))|(?:top|tốp|hạng|xếp thứ)\s+(\d+)(?!\d*\s*%)", re.IGNORECASE)


class IndexRow(Strict):
    """One year of an index. Nothing of it is shown before it is announced (requirement 122)."""

    nam: Year
    """The year the value is for."""
    gia_tri: Number | None = None
    """Value, in the index's own unit (`don_vi_tinh`)."""
    hang: Whole | None = Field(default=None, ge=1)
    """Rank, 1 is best."""
    ngay_cong_bo: When | None = None
    """Day of the official announcement; without it the row is not shown."""


class IndexSeries(Item):
    """One index over the years."""

    folder: ClassVar[str] = "chi-so"
    type_name: ClassVar[str] = "chỉ số"
    title_field: ClassVar[str] = "ten"

    ten: Text = Field(min_length=1)
    """Name of the index."""
    nguon_cong_bo: Text = Field(min_length=1)
    """Who announces it."""
    so_lieu: tuple[IndexRow, ...] = Field(min_length=1)
    """The years."""
    don_vi_tinh: Text | None = None
    """Unit of the values, `%` or `điểm`."""
    muc_tieu: Text | None = None
    """Target (requirement 124), such as `nhóm 10 địa phương dẫn đầu`."""
    mo_ta: Text | None = None
    """What the index measures, in plain words."""

    @property
    def target_value(self) -> Decimal | None:
        """The value `muc_tieu` names with the index's own unit; None where that is not beyond doubt."""
        if not self.don_vi_tinh or self._is_relative:
            return None
        number = r"(?<![\d.,])(\d{1,15}(?:,\d{1,6})?)"
        found = re.findall(rf"{number}\s*{re.escape(self.don_vi_tinh)}(?!\w)", self.muc_tieu or "")
        return Decimal(found[0].replace(",", ".")) if len(found) == 1 else None

    @property
    def target_rank(self) -> Decimal | None:
        """The rank `muc_tieu` names, `nhóm 10 địa phương dẫn đầu`; None where that is not beyond doubt."""
        found = _RANK.findall(self.muc_tieu or "")
        return Decimal("".join(found[0])) if len(found) == 1 and not self._is_relative else None

    @property
    def _is_relative(self) -> bool:
        """True where the target is told as a change: `tăng 5% so với năm trước`."""
        return _RELATIVE.search(self.muc_tieu or "") is not None

    def announced(self, now: datetime) -> tuple[IndexRow, ...]:
        """The rows announced by `now`, newest year first."""
        rows = (row for row in self.so_lieu if row.ngay_cong_bo and row.ngay_cong_bo.start <= now)
        return tuple(sorted(rows, key=lambda row: -row.nam))

    def state_at(self, now: datetime) -> object:
        return len(self.announced(now))

    def instants(self) -> Iterator[datetime]:
        yield from super().instants()
        for row in self.so_lieu:
            if row.ngay_cong_bo:
                yield row.ngay_cong_bo.start

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        years = [row.nam for row in self.so_lieu]
        if len(set(years)) < len(years):
            yield Problem("so_lieu", "có hai dòng cùng một năm.", "mỗi năm chỉ ghi một dòng")
        if any(row.gia_tri is None and row.hang is None for row in self.so_lieu):
            yield Problem("so_lieu", "có năm không có cả giá trị lẫn thứ hạng.", "thêm gia_tri hoặc hang cho năm đó")
