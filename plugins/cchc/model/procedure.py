"""Administrative procedures (thủ tục hành chính): NĐ 63/2010/NĐ-CP Điều 8. Requirements 28–61."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field

from cchc.model.fields import Id, Many, Phone, Strict, Text, Web, When, Whole, YesNo, choices
from cchc.model.item import Item, Problem
from cchc.model.vocabulary import CapThucHien, CoKhong, MotCua, TrangThaiThuTuc, TrucTuyen

CHUA_RO = "chua_ro"
"""Text value of a part that nobody has stated: not the same as “không có”."""


class TaiDonVi(Strict):
    """What the school itself adds: who receives the papers, where and when."""

    can_bo: Text | None = None
    """Officer or post who receives the papers."""
    dien_thoai: Phone | None = None
    """Telephone of that officer."""
    noi_nop: Text | None = None
    """Room or counter."""
    gio: Text | None = None
    """Opening hours, as people say them."""
    ghi_chu: Text | None = None
    """Anything else the school wants said."""


@dataclass(frozen=True, slots=True)
class CachThuc:
    """One way of handing in: a row of *Cách thức thực hiện*. Text is Markdown; None: not stated."""

    hinh_thuc: str
    thoi_han: str | None
    phi: str | None
    mo_ta: str | None


@dataclass(frozen=True, slots=True)
class GiayTo:
    """One paper: a row of *Thành phần hồ sơ*. Text is Markdown; counts are as written where more is said; None: not
    stated."""

    nhom: str | None
    """The case (`###` heading) the paper belongs to."""
    ten: str
    ban_chinh: int | str | None
    ban_sao: int | str | None
    mau: str | None
    """Form: a link, its name, or “không có”."""
    ghi_chu: str | None
    """All that further columns say."""


class Procedure(Item):
    """One procedure. The body holds the parts of Điều 8 under their headings."""

    folder: ClassVar[str] = "thu-tuc"
    type_name: ClassVar[str] = "thủ tục"
    title_field: ClassVar[str] = "ten"
    inherits: ClassVar[bool] = True
    legal_fields_free: ClassVar[frozenset[str]] = frozenset({"tai_don_vi", "url_phan_anh", "thuong_xuyen"})

    ten: Text = Field(min_length=1)
    """Name as announced."""
    linh_vuc_tthc: Text = Field(min_length=1)
    """Field of the procedure in the national list (not one of the seven reform fields)."""
    cap: Annotated[Many[CapThucHien], choices(CapThucHien)] = Field(min_length=1)
    """Levels that carry it out (requirement 30); `chua_ro` where the record does not say."""
    doi_tuong: Many[Text] = Field(min_length=1)
    """Who may ask for it (Điều 8 khoản 2 e); `chua_ro` where not stated."""
    co_quan: Many[Text] = Field(min_length=1)
    """Who carries it out (Điều 8 khoản 2 g); `chua_ro` where not stated."""
    co_quan_tham_quyen: Text | None = None
    """Authority that decides, where the record names it apart from `co_quan`."""
    ma: Text | None = None
    """National code, `2.002854`; internal procedures have none."""
    qd_cong_bo: Text | None = None
    """Decision that announced it, `1130/QĐ-BGDĐT`."""
    loai_tthc: Text | None = None
    """Kind in the national list."""
    dia_chi_tiep_nhan: Text | None = None
    """Where papers are received, as the record says."""
    co_quan_uy_quyen: Text | None = None
    """Authority the procedure is delegated to."""
    uy_quyen: Text | None = None
    """Decision of delegation and its day (requirement 44)."""
    co_quan_phoi_hop: Text | None = None
    """Authorities that take part."""
    quy_trinh_iso: Text | None = None
    """ISO process (requirement 38): its number or address."""
    lien_quan: Many[Text] = ()
    """Related procedures: ids or names."""
    tu_khoa: Many[Text] = ()
    """Search words."""
    truc_tuyen: TrucTuyen = TrucTuyen.CHUA_RO
    """Online level (NĐ 224/2026 Điều 14)."""
    ly_do: Text | None = None
    """Published reason why it is online in part only (NĐ 224/2026 Điều 14)."""
    muc_do_cu: Whole | None = Field(default=None, ge=1, le=4)
    """Level 1–4 of the time before 2022; shown as “theo quy định cũ”, never converted."""
    buu_chinh: CoKhong = CoKhong.CHUA_RO
    """Public post may be used (requirement 42)."""
    thanh_toan: CoKhong = CoKhong.CHUA_RO
    """Online payment (requirement 57)."""
    mot_cua: MotCua = MotCua.CHUA_RO
    """One-stop mechanism (requirement 39)."""
    url_dvc: Web | None = None
    """Page on the national service portal (requirement 52)."""
    url_phan_anh: Web | None = None
    """Where to comment on this procedure (requirement 34)."""
    trang_thai: TrangThaiThuTuc = TrangThaiThuTuc.HIEU_LUC
    """State as announced."""
    thay_bang: Id | None = None
    """Id of the procedure that replaces it."""
    doi_chieu_ngay: When | None = None
    """Day the text was last compared with the national portal (NĐ 224/2026 Điều 9; requirement 35)."""
    thuong_xuyen: YesNo = False
    """Asked for often: listed first (requirement 36)."""
    tai_don_vi: TaiDonVi | None = None
    """The school's own additions."""

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        if self.truc_tuyen is TrucTuyen.MOT_PHAN and not self.ly_do:
            yield Problem(
                "truc_tuyen",
                "là “một phần” nhưng chưa nêu lý do (NĐ 224/2026 Điều 14).",
                'thêm dòng: ly_do: "Phải xuất trình bản chính để đối chiếu"',
            )
        if self.trang_thai is TrangThaiThuTuc.BI_THAY_THE and not self.thay_bang:
            yield Problem(
                "trang_thai", "là “bị thay thế” nhưng chưa nêu thủ tục thay thế.", "thêm dòng: thay_bang: 2.002854"
            )
