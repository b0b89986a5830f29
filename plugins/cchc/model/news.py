"""News (tin, bài): `tin-tuc/<yyyy>/*.md`. Requirements 2–6, 13–15, 141, 148, 156–158."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from cchc.model.fields import File, FileRef, Many, Text, Video, Web, When, YesNo, choices
from cchc.model.item import Item, Problem
from cchc.model.vocabulary import CapTin, DoiTuong, HinhThuc, LinhVuc, LoaiTin
from cchc.vietnamese.calendar import Moment


class NewsItem(Item):
    """One news item. Its id is unique within its year's folder; feeds call it `<yyyy>/<id>`."""

    folder: ClassVar[str] = "tin-tuc"
    type_name: ClassVar[str] = "tin"
    title_field: ClassVar[str] = "tieu_de"

    tieu_de: Text = Field(min_length=1)
    """Headline."""
    ngay: When
    """Day (and hour) of the item; also of publication unless `dang_tu` says otherwise (requirement 3)."""
    linh_vuc: Annotated[Many[LinhVuc], choices(LinhVuc)] = Field(min_length=1)
    """Reform fields it is about, one or several (requirement 114)."""
    tom_tat: Text | None = None
    """Summary in one or two sentences, for lists and feeds."""
    loai: LoaiTin = LoaiTin.TIN
    """Kind of news."""
    anh: File | None = None
    """Picture: jpg, png, webp or gif; at most 25 MB and 50 megapixels."""
    mo_ta_anh: Text | None = None
    """What the picture shows, for people who do not see it."""
    tac_gia: Text | None = None
    """Author, as to be shown."""
    don_vi_phu_trach: Text | None = None
    """Department that supplied the item (requirement 166)."""
    ngay_su_kien: When | None = None
    """When the event takes place; separate from publication (requirement 3)."""
    cap_tin: CapTin | None = None
    """Whose reform news it is (requirement 4)."""
    nguon: Text | None = None
    """Name of the source of a reposted item (requirement 13)."""
    nguon_url: Web | None = None
    """Address of the source."""
    video: Video | None = None
    """A clip: an address, or an mp4 file beside the item."""
    loi_thoai: Text | None = None
    """Transcript of the clip (requirement 141)."""
    ghim: YesNo = False
    """Pinned on top of the lists."""
    hinh_thuc: Annotated[Many[HinhThuc], choices(HinhThuc)] = ()
    """Forms of communication used (requirements 137–155)."""
    doi_tuong: Annotated[Many[DoiTuong], choices(DoiTuong)] = ()
    """Audience (requirements 89, 179)."""
    dong_y_hinh_anh: Text | None = None
    """Where the consent to the persons' images is filed (Luật 91/2025/QH15 Điều 24); never published."""
    nam_thu_muc: SkipJsonSchema[str] = Field(default="", exclude=True)
    """Year folder the file lies in, four digits; part of the address. Set by the reader."""

    @property
    def key(self) -> str:
        return f"{self.folder}/{self.nam_thu_muc}/{self.id}"

    @property
    def own_date(self) -> Moment | None:
        return self.ngay

    @property
    def pinned(self) -> bool:
        return self.ghim

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        if self.nguon_url and not self.nguon:
            yield Problem(
                "nguon_url", "có địa chỉ nguồn nhưng thiếu tên nguồn.", 'thêm dòng, ví dụ: nguon: "Báo Giáo dục"'
            )

    def files(self) -> Iterator[tuple[str, str]]:
        yield from super().files()
        if self.anh:
            yield "anh", self.anh.path
        if isinstance(self.video, FileRef):
            yield "video", self.video.path
