"""Plans (kế hoạch) and their tasks. Requirements 77–95; NĐ 30/2020 for the head, signature and recipients."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from cchc.model.fields import File, Many, SchoolYear, Text, When, Year
from cchc.model.item import Item, Problem
from cchc.model.vocabulary import QuyenKy
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.schedule import PlanYear


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the plan's table. All cells are Markdown, as the signed paper says them."""

    tt: str
    """Number in the table (TT), as written: `3`, `II.1`."""
    noi_dung: str
    hinh_thuc: str
    bo_phan: str
    thoi_gian: str
    group: str | None = None
    """Text of the last row that spans the table, such as a heading `I. Tuyên truyền`."""


class Plan(Item):
    """One plan, signed or not yet; number and date may be absent (quirk P3)."""

    folder: ClassVar[str] = "ke-hoach"
    type_name: ClassVar[str] = "kế hoạch"
    title_field: ClassVar[str] = "trich_yeu"

    trich_yeu: Text = Field(min_length=1)
    """What the plan is about: `Tuyên truyền cải cách hành chính năm 2026`."""
    nam: Year | None = None
    """Calendar year it is for; this or `nam_hoc` is required."""
    nam_hoc: SchoolYear | None = None
    """School year it is for, `2026-2027`."""
    so_ky_hieu: Text | None = None
    """Number and symbol, `25/KH-THCS`."""
    ngay_ban_hanh: When | None = None
    """Day of issue."""
    dia_danh: Text | None = None
    """Place of issue, `Hạ Long`."""
    co_quan_chu_quan: Text | None = None
    """Superior unit in the head of the paper."""
    co_quan_ban_hanh: Text | None = None
    """Issuing unit; the owner's name on that day where absent."""
    can_cu: Many[Text] = ()
    """Legal bases, one each."""
    ke_hoach_cap_tren: Many[Text] = ()
    """Plans of superiors it carries out (requirement 80): number or id."""
    nguoi_ky: Text | None = None
    """Signer."""
    chuc_vu: Text | None = None
    """Title of the signer, `Hiệu trưởng`."""
    quyen_ky: QuyenKy | None = None
    """Signing authority: TM., Q., KT., TL., TUQ."""
    ky_thay_cho: Text | None = None
    """On whose behalf it is signed: `Ủy ban nhân dân` after TM., `Giám đốc` after KT."""
    noi_nhan: Many[Text] = ()
    """Recipients (requirement 90), one each."""
    kinh_phi: Text | None = None
    """Budget (requirement 88)."""
    tep_ky: File | None = None
    """The signed PDF."""

    @property
    def own_date(self) -> Moment | None:
        return self.ngay_ban_hanh

    @property
    def years(self) -> tuple[int, ...]:
        """Calendar years the plan belongs to: one, or the two of a school year."""
        if self.nam is not None:
            return (self.nam,)
        return tuple(int(year) for year in self.nam_hoc.split("-")) if self.nam_hoc else ()

    @property
    def plan_year(self) -> PlanYear | None:
        """The year its schedules are read in; None for a draft that names none yet."""
        return PlanYear(self.years[0], school=self.nam is None) if self.years else None

    @property
    def names(self) -> tuple[str, ...]:
        """What references may call it: its number, its id."""
        return (*([self.so_ky_hieu] if self.so_ky_hieu else []), self.id)

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        if self.nam is None and self.nam_hoc is None:
            yield Problem(
                "nam", "thiếu năm của kế hoạch.", "thêm dòng: nam: 2026 (hoặc nam_hoc: 2026-2027)", missing=True
            )

    def files(self) -> Iterator[tuple[str, str]]:
        yield from super().files()
        if self.tep_ky:
            yield "tep_ky", self.tep_ky.path
