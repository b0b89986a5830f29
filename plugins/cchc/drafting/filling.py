"""What is filled in for a title, type by type: fields stated, values offered, the body to write into."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from cchc.drafting.again import body_again, plan_before, years_of
from cchc.drafting.models import ANSWER, NEWS_BODY, NOTICE, kind_of_report, news_fields, recognise
from cchc.drafting.notices import CODE, notice_body, procedure_of
from cchc.drafting.proposals import Shelf, day_due, days_to_answer, field_of, likely_fields, used_last
from cchc.model.document import Document
from cchc.model.labels import LABELS
from cchc.model.plan import Plan
from cchc.model.procedure import CHUA_RO, Procedure
from cchc.model.reply import FeedbackReply
from cchc.model.vocabulary import CapThucHien, LinhVuc, LoaiDonVi, LoaiVanBan, named
from cchc.reading.writing import scalar
from cchc.vietnamese.phrases import hear


@dataclass(frozen=True, slots=True)
class Filling:
    """A new file before it is written down."""

    fields: Mapping[str, Any]
    """Stated, in order: texts, or tuples of texts."""
    body: str = "\n[[Viết: nội dung]]\n"
    notes: Mapping[str, str] = field(default_factory=dict)
    """Comments above fields; under "" the one that opens the file."""
    offered: Mapping[str, Any] = field(default_factory=dict)
    """Values for comments, better than an example."""
    more: tuple[str, ...] = ()
    """Fields offered besides those of every item of the type."""


_PROCEDURE = """
## Trình tự thực hiện

1. [[Viết: bước thứ nhất: ai làm gì, ở đâu]]
2. [[Viết: bước thứ hai]]

## Cách thức thực hiện

| Hình thức | Thời hạn | Phí, lệ phí | Mô tả |
|---|---|---|---|
| Trực tiếp | Chưa rõ | Chưa rõ | |

## Thành phần hồ sơ

| Tên giấy tờ | Bản chính | Bản sao | Mẫu |
|---|---|---|---|
| [[Viết: tên giấy tờ]] | 1 | 0 | |
"""
_PLAN = """
## I. Mục đích, yêu cầu

[[Viết: làm để được điều gì; yêu cầu với từng bộ phận]]

## II. Nội dung

| TT | Nội dung | Hình thức | Bộ phận thực hiện | Thời gian thực hiện |
|---|---|---|---|---|
| 1 | Đăng tin về cải cách hành chính | Cổng thông tin điện tử | Bộ phận truyền thông | Thường xuyên |
"""


def _news(title: str, shelf: Shelf) -> Filling:
    heard = hear(title)
    model = recognise(heard, of_procedure=CODE.search(title) is not None)
    known = field_of(title, shelf, model.linh_vuc if model else None)
    meant = procedure_of(title, heard, _procedures(shelf)) if model is NOTICE else None
    notes = {"linh_vuc": _choices("linh_vuc", LinhVuc, "" if known else " (chưa đoán được, hãy chọn)")}
    if heard.says("trả lời phản ánh", "trả lời kiến nghị"):
        notes[""] = "Trả lời phản ánh, kiến nghị thì nên tạo bằng lệnh: cchc new phan-anh"
    fields = {"tieu_de": title, "ngay": _today(shelf), "linh_vuc": known or LinhVuc.CHI_DAO_DIEU_HANH}
    return Filling(
        {**fields, **news_fields(heard, model)},
        notice_body(meant, shelf.unit) if meant else model.body if model else NEWS_BODY,
        notes,
        {"ngay_su_kien": f"{_today(shelf)} 08:00"},
        model.offered if model else (),
    )


def _procedures(shelf: Shelf) -> tuple[Procedure, ...]:
    return tuple(one for one in shelf.items if isinstance(one, Procedure))


def _procedure(title: str, shelf: Shelf) -> Filling:
    group = used_last(shelf.own(Procedure), "linh_vuc_tthc") or LABELS["linh_vuc_tthc"][1]
    fields = {"ten": title, "linh_vuc_tthc": group, "cap": CapThucHien.CO_SO}
    unknown = {"doi_tuong": CHUA_RO, "co_quan": CHUA_RO}
    return Filling(fields | unknown, _PROCEDURE, {"cap": _choices("cap", CapThucHien)})


def _plan(title: str, shelf: Shelf) -> Filling:
    years = years_of(title, shelf)
    plans = shelf.own(Plan)
    before = plan_before(title, years, plans)
    when = {"nam": str(years[0])} if len(years) == 1 else {"nam_hoc": "-".join(map(str, years))}
    superior = shelf.unit.superior_at(shelf.now)
    offered = _number(used_last(plans, "so_ky_hieu")) | ({"co_quan_chu_quan": superior} if superior else {})
    fields = {"trich_yeu": title, **when}
    if before is None:
        return Filling(fields, _PLAN, offered=offered)
    note = f"Soạn theo kế hoạch {scalar(before.trich_yeu)}: xem lại từng dòng, nhất là ngày và năm."
    return Filling(fields, body_again(before, years), {"": note}, offered)


def _document(title: str, shelf: Shelf) -> Filling:
    kind = next(iter(named([one for one in LoaiVanBan if one is not LoaiVanBan.KHAC], hear(title))), None)
    loai, whose = kind or LoaiVanBan.CONG_VAN, shelf.unit.ten
    before = [one for one in shelf.own(Document) if one.co_quan_ban_hanh == whose and one.loai is loai]
    fields = {"loai": loai, "trich_yeu": title, "co_quan_ban_hanh": whose}
    likely = likely_fields(title)[:1]
    return Filling(
        fields,
        offered=_number(used_last(before, "so_ky_hieu")) | ({"linh_vuc": likely[0]} if likely else {}),
        notes={"linh_vuc": _choices("linh_vuc", LinhVuc)},
    )


def _number(last: str | None) -> dict[str, str]:
    """`25/KH-THCS` → `…/KH-THCS`: the registry gives the number, the rest stays."""
    return {"so_ky_hieu": f"…/{last.partition('/')[2]}"} if last and "/" in last else {}


def _reply(title: str, shelf: Shelf) -> Filling:
    kind, usual = kind_of_report(hear(title), title), days_to_answer(shelf)
    fields = {"noi_dung": title, "ngay_nhan": _today(shelf)} | ({"loai": kind} if kind else {})
    notes: dict[str, str] = {}
    if usual:
        fields["han_tra_loi"] = day_due(shelf, usual[0])
        notes["han_tra_loi"] = f"Đề xuất theo {usual[1]} lần đã trả lời (thường mất {usual[0]} ngày); sửa nếu hạn khác"
    if office := used_last(shelf.own(FeedbackReply), "don_vi_tra_loi"):
        fields["don_vi_tra_loi"] = office
    return Filling(fields, ANSWER, notes, {"ngay_tra_loi": _today(shelf), "han_tra_loi": day_due(shelf, 15)})


def _series(title: str, shelf: Shelf) -> Filling:
    note = "Giá trị chỉ hiện khi có ngày công bố (ngay_cong_bo)."
    rows = ({"nam": str(shelf.now.year), "gia_tri": "0"},)
    return Filling({"ten": title, "nguon_cong_bo": LABELS["nguon_cong_bo"][1], "so_lieu": rows}, "", {"so_lieu": note})


def _today(shelf: Shelf) -> str:
    return day_due(shelf, 0)


def _choices(name: str, kind: type[LinhVuc] | type[CapThucHien], first: str = "") -> str:
    return f"{LABELS[name][0]}{first}, một hoặc nhiều: {', '.join(one.value for one in kind)}"


FILLINGS: Mapping[str, Callable[[str, Shelf], Filling]] = MappingProxyType(
    {
        "tin-tuc": _news,
        "thu-tuc": _procedure,
        "ke-hoach": _plan,
        "van-ban": _document,
        "phan-anh": _reply,
        "chi-so": _series,
        "trang": lambda title, _: Filling({"tieu_de": title}),
        "don-vi": lambda title, _: Filling({"ten": title, "loai": LoaiDonVi.TRUONG}, ""),
    }
)
"""How each type is filled in, by folder."""
