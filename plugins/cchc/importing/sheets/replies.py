"""Rows of a register of reports → replies. Senders' contacts stay outside, numbers of identity cards are cut out."""

import re
from collections.abc import Sequence
from functools import partial

from cchc.importing.doubts import Doubt, quoted
from cchc.importing.imported import Batch, Imported, Into
from cchc.importing.prose import prose
from cchc.importing.sheets.rows import batch, built, free_id, single, without_field
from cchc.importing.sheets.tables import Record
from cchc.importing.sheets.values import choice, day, parts
from cchc.model.fields import is_yes
from cchc.model.item import Body, Origin, Passage
from cchc.model.reply import FeedbackReply
from cchc.model.vocabulary import LoaiPhanAnh, TrangThaiPhanAnh
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.slug import fold, slug

_GAP = r"[ .\u00a0-]?"
_IDENTITY = re.compile(
    rf"(?<![\d/.])0(?:{_GAP}\d){{11}}(?!\d)"
    r"|(?P<before>(?:CMND|CMTND|CMT|CCCD|chứng minh (?:nhân dân|thư)|căn cước)\D{0,20}?)"
    rf"\d(?:{_GAP}\d){{8,11}}(?!\d)",
    re.IGNORECASE,
)
_PHONE = re.compile(rf"(?<![\d/])(?:\+84|0)(?:{_GAP}\d){{9,10}}(?!\d)|\S+@\S+\.\S+")
_ADDRESS = re.compile(r"\b(?:số nhà|ngõ \d+|ngách|hẻm \d+|tổ dân phố|hộ khẩu|thường trú|địa chỉ nhà)\b", re.IGNORECASE)
_STATES = {
    **dict.fromkeys(
        ("da tra loi", "da xu ly", "da giai quyet", "hoan thanh", "xong", "da phan hoi"), TrangThaiPhanAnh.DA_TRA_LOI
    ),
    **dict.fromkeys(
        ("dang xu ly", "chua tra loi", "chua xu ly", "dang giai quyet", "moi"), TrangThaiPhanAnh.DANG_XU_LY
    ),
    **dict.fromkeys(("qua han", "tre han"), TrangThaiPhanAnh.QUA_HAN),
}


def read_replies(records: Sequence[Record], into: Into) -> Batch:
    """Every report of some tables, with its answer."""
    taken: set[str] = set()
    return batch(single(records), partial(_read, into=into, taken=taken), without_field(records, kept=False))


def _read(record: Record, *, into: Into, taken: set[str]) -> Imported | Doubt:
    content, received = _public(record, "noi_dung"), day(record, "ngay_nhan")
    if not content or received is None:
        missing = "ngày nhận" if content else "nội dung phản ánh"
        return record.left_out(f"Không có {missing}", f"điền {missing} rồi nhập lại")
    answer = prose(_public(record, "tra_loi").split("\n"))
    values = {
        "id": free_id(taken, slug(content), slug(f"{received} {content}")),
        "noi_dung": " ".join(content.split()),
        "ngay_nhan": received,
        "nguoi_gui": _public(record, "nguoi_gui", contacts=False),
        "dong_y_cong_khai": is_yes(record.text("dong_y_cong_khai")),
        "loai": choice(record, "loai", LoaiPhanAnh),
        "han_tra_loi": _due(record, received),
        "ngay_tra_loi": day(record, "ngay_tra_loi"),
        "don_vi_tra_loi": record.text("don_vi_tra_loi"),
        "van_ban_tra_loi": parts(record.raw("van_ban_tra_loi")),
        "ngay_cap_nhat": into.today,
    }
    item = built(FeedbackReply, values, record)
    item = item.model_copy(update={"body": Body((Passage(None, answer, Origin()),)) if answer else Body()})
    for problem in item.problems():
        record.doubt(problem.field, f"Ngày {problem.what}", problem.how)
    _compare_state(record, item, into.today)
    return Imported(item)


def _due(record: Record, received: Moment) -> Moment | None:
    """The last day for the answer. `10 ngày` is no day: nobody says which days count."""
    return day(record, "han_tra_loi") if received else None


def _public(record: Record, name: str, *, contacts: bool = True) -> str:
    """Words the public will read: numbers of identity cards cut out; what else is personal is said."""
    text = record.raw(name)
    shown = _IDENTITY.sub(lambda found: (found["before"] or "") + "•••", text)
    if shown != text:
        record.doubt(name, "Có số giống căn cước hoặc chứng minh nhân dân; đã thay bằng •••.", "xem lại câu chữ")
    if contacts and (found := _PHONE.search(shown) or _ADDRESS.search(shown)):
        record.doubt(
            name, f"Có thông tin cá nhân ({quoted(found[0])}); vẫn nhập.", "xóa, nếu không phải của nhà trường"
        )
    return shown


def _compare_state(record: Record, item: FeedbackReply, today: Moment) -> None:
    """States are computed from dates; a word of the table that says otherwise is said."""
    text = record.text("trang_thai")
    computed = item.trang_thai(today.start)
    said = _STATES.get(fold(text).strip(" .")) or TrangThaiPhanAnh._missing_(text)
    if text and said is not computed:
        what = f"Bảng ghi {quoted(text)}, theo các ngày đã nhập thì là “{computed.label}”."
        record.doubt("trang_thai", what, "bổ sung hoặc sửa ngay_tra_loi:, han_tra_loi:")
    if item.ngay_tra_loi and not item.body.text and not item.van_ban_tra_loi:
        record.doubt(
            "tra_loi", "Có ngày trả lời nhưng không có nội dung trả lời.", "viết câu trả lời bên dưới phần khai báo"
        )
