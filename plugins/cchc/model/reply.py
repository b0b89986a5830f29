"""What citizens reported and what was answered (phản ánh, kiến nghị). Requirements 62–74; NĐ 20/2008."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from pydantic import Field

from cchc.model.fields import Many, Text, When, YesNo
from cchc.model.item import Item, Problem
from cchc.model.masking import mask
from cchc.model.vocabulary import LoaiPhanAnh, TrangThaiPhanAnh
from cchc.vietnamese.calendar import Moment


class FeedbackReply(Item):
    """One report of a citizen; the answer is the body of the file."""

    folder: ClassVar[str] = "phan-anh"
    type_name: ClassVar[str] = "phản ánh"
    title_field: ClassVar[str] = "noi_dung"

    noi_dung: Text = Field(min_length=1)
    """What was reported or asked, in neutral words."""
    ngay_nhan: When
    """Day it was received."""
    nguoi_gui: Text | None = None
    """Sender; shown masked unless `dong_y_cong_khai` (Luật 91/2025/QH15)."""
    dong_y_cong_khai: YesNo = False
    """The sender agreed to be named."""
    loai: LoaiPhanAnh = LoaiPhanAnh.KHAC
    """Kind of report."""
    han_tra_loi: When | None = None
    """Last day for the answer; None where the school sets no limit."""
    ngay_tra_loi: When | None = None
    """Day of the answer."""
    don_vi_tra_loi: Text | None = None
    """Department that answers."""
    van_ban_tra_loi: Many[Text] = ()
    """Written answer (requirement 68): number of the document."""

    @property
    def own_date(self) -> Moment | None:
        return self.ngay_tra_loi or self.ngay_nhan

    @property
    def updated(self) -> datetime | None:
        given = super().updated
        return max(given, self.ngay_tra_loi.start) if given and self.ngay_tra_loi else given

    @property
    def sender(self) -> str | None:
        """The sender as the public may read it: initials, roles kept, contacts gone."""
        if self.nguoi_gui is None or self.dong_y_cong_khai:
            return self.nguoi_gui
        return mask(self.nguoi_gui)

    def trang_thai(self, now: datetime) -> TrangThaiPhanAnh:
        """State at `now` (+07:00); late only once the whole due day has passed unanswered."""
        if self.ngay_tra_loi and self.ngay_tra_loi.start <= now:
            return TrangThaiPhanAnh.DA_TRA_LOI
        if self.han_tra_loi and now >= self.han_tra_loi.end:
            return TrangThaiPhanAnh.QUA_HAN
        return TrangThaiPhanAnh.DANG_XU_LY

    def state_at(self, now: datetime) -> object:
        return self.trang_thai(now)

    def instants(self) -> Iterator[datetime]:
        yield from super().instants()
        yield self.ngay_nhan.start
        if self.han_tra_loi:
            yield self.han_tra_loi.end

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        if self.body.text and not self.ngay_tra_loi:
            yield Problem(
                "ngay_nhan", "đã có câu trả lời nhưng thiếu `ngay_tra_loi` nên chưa đăng.", "thêm dòng: ngay_tra_loi: …"
            )
        for name in ("han_tra_loi", "ngay_tra_loi"):
            moment = getattr(self, name)
            if moment and moment.end <= self.ngay_nhan.start:
                yield Problem(name, "sớm hơn ngày nhận (`ngay_nhan`).", "sửa một trong hai ngày")
