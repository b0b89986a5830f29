"""Documents (văn bản). Requirements 96–106; state computed from dates and from what replaces what."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, ClassVar

from pydantic import Field

from cchc.model.fields import Many, Text, When, choices
from cchc.model.item import Item, Problem
from cchc.model.vocabulary import LinhVuc, LoaiVanBan, TrangThaiVanBan
from cchc.vietnamese.calendar import Moment

EXPIRES_SOON = timedelta(days=90)
"""So long before its last day a document is said to expire soon."""


class Document(Item):
    """One document of this unit or of a superior. Numbers repeat and may be absent (quirk P12)."""

    folder: ClassVar[str] = "van-ban"
    type_name: ClassVar[str] = "văn bản"
    title_field: ClassVar[str] = "trich_yeu"
    inherits: ClassVar[bool] = True

    loai: LoaiVanBan
    """Kind of document."""
    trich_yeu: Text = Field(min_length=1)
    """What it is about."""
    co_quan_ban_hanh: Text = Field(min_length=1)
    """Issuer."""
    so_ky_hieu: Text | None = None
    """Number and symbol."""
    ngay_ban_hanh: When | None = None
    """Day of issue."""
    hieu_luc_tu: When | None = None
    """In force from the start of this day."""
    het_hieu_luc: When | None = None
    """In force until the end of this day."""
    nguoi_ky: Text | None = None
    """Signer, with title where wanted."""
    linh_vuc: Annotated[Many[LinhVuc], choices(LinhVuc)] = ()
    """Reform fields it concerns."""
    thay_the: Many[Text] = ()
    """Documents it replaces: number, with day or issuer where the number alone is ambiguous."""
    sua_doi: Many[Text] = ()
    """Documents it amends."""
    dinh_chinh: Many[Text] = ()
    """Documents it corrects (NĐ 30/2020 Điều 18)."""
    lien_quan: Many[Text] = ()
    """Related documents."""
    lay_y_kien_tu: When | None = None
    """A draft open for comment from this day (requirement 17)."""
    lay_y_kien_den: When | None = None
    """Open for comment until the end of this day."""

    @property
    def own_date(self) -> Moment | None:
        return self.ngay_ban_hanh

    @property
    def heading(self) -> str:
        """Kind, number and day in one line: `Quyết định số 12/QĐ-UBND ngày 03/02/2026`."""
        number = f" số {self.so_ky_hieu}" if self.so_ky_hieu else ""
        day = f" ngày {self.ngay_ban_hanh.vn}" if self.ngay_ban_hanh else ""
        return f"{self.loai.label}{number}{day}"

    def state(self, now: datetime, *, replaced_from: datetime | None = None) -> TrangThaiVanBan:
        """State at `now` (+07:00). `replaced_from`: instant since which a held document replaces it."""
        opened, closed = self.lay_y_kien_tu, self.lay_y_kien_den
        if (opened or closed) and (not opened or opened.start <= now) and (not closed or now < closed.end):
            return TrangThaiVanBan.LAY_Y_KIEN
        if self.het_hieu_luc and now >= self.het_hieu_luc.end:
            return TrangThaiVanBan.HET_HIEU_LUC
        if replaced_from and now >= replaced_from:
            return TrangThaiVanBan.BI_THAY_THE
        if self.hieu_luc_tu is None:
            return TrangThaiVanBan.CHUA_RO
        return TrangThaiVanBan.CON_HIEU_LUC if now >= self.hieu_luc_tu.start else TrangThaiVanBan.CHUA_HIEU_LUC

    def state_at(self, now: datetime) -> object:
        begun = (self.replaces_from, self.expires_soon_from)
        return self.state(now), *(instant is not None and instant <= now for instant in begun)

    @property
    def replaces_from(self) -> datetime | None:
        """Since when the documents in `thay_the` are replaced: it is in force, else issued."""
        moment = self.hieu_luc_tu or self.ngay_ban_hanh
        return moment.start if moment else None

    @property
    def expires_soon_from(self) -> datetime | None:
        """Since when it is in force and soon no more; None where no last day is said."""
        if self.het_hieu_luc is None:
            return None
        begun = (self.hieu_luc_tu.start if self.hieu_luc_tu else None, self.published)
        return max([self.het_hieu_luc.start - EXPIRES_SOON, *(instant for instant in begun if instant)])

    def instants(self) -> Iterator[datetime]:
        yield from super().instants()
        for moment in (self.hieu_luc_tu, self.lay_y_kien_tu):
            if moment:
                yield moment.start
        for moment in (self.het_hieu_luc, self.lay_y_kien_den):
            if moment:
                yield moment.end
        if self.expires_soon_from:
            yield self.expires_soon_from

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        if self.hieu_luc_tu and self.het_hieu_luc and self.het_hieu_luc.end <= self.hieu_luc_tu.start:
            yield Problem("het_hieu_luc", "sớm hơn ngày có hiệu lực (`hieu_luc_tu`).", "sửa một trong hai ngày")
