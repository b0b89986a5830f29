"""Rows of a register of reports → replies. Senders' contacts stay outside, numbers of identity cards are cut out."""

import re
from collections.abc import Sequence

from cchc.importing.doubts import Doubt, quoted
from cchc.importing.imported import Batch, Imported, Into
from cchc.importing.prose import prose
from cchc.importing.sheets.rows import Reading, built, each, free_id, with_body
from cchc.importing.sheets.tables import Record
from cchc.importing.sheets.values import choice, compare_days, day, parts
from cchc.model.fields import is_yes
from cchc.model.reply import FeedbackReply
from cchc.model.vocabulary import LoaiPhanAnh
from cchc.vietnamese.slug import slug

_GAP = r"[ .\u00a0-]?"
_IDENTITY = re.compile(
    rf"(?<![\d/.])0(?:{_GAP}\d){{11}}(?!\d)"
    r"|(?P<before>(?:CMND|CMTND|CMT|CCCD|chứng minh (?:nhân dân|thư)|căn cước)\D{0,20}?)"
    rf"\d(?:{_GAP}\d){{8,11}}(?!\d)",
    re.IGNORECASE,
)
_PHONE = re.compile(rf"(?<![\d/])(?:\+84|0)(?:{_GAP}\d){{9,10}}(?!\d)|\S+@\S+\.\S+")
_ADDRESS = re.compile(r"\b(?:số nhà|ngõ \d+|ngách|hẻm \d+|tổ dân phố|hộ khẩu|thường trú|địa chỉ nhà)\b", re.IGNORECASE)


def read_replies(records: Sequence[Record], into: Into) -> Batch:
    """Every report of some tables, with its answer."""
    return each(_read, records, into, kept=False)


def _read(record: Record, reading: Reading) -> Imported | Doubt:
    content, received = _public(record, "noi_dung"), day(record, "ngay_nhan")
    if not content or received is None:
        missing = "ngày nhận" if content else "nội dung phản ánh"
        return record.left_out(f"Không có {missing}", f"điền {missing} rồi nhập lại")
    answer = prose(_public(record, "tra_loi").split("\n"))
    values = {
        "id": free_id(reading.taken, slug(content), slug(f"{received} {content}")),
        "noi_dung": " ".join(content.split()),
        "ngay_nhan": received,
        "nguoi_gui": _public(record, "nguoi_gui", contacts=False),
        "dong_y_cong_khai": is_yes(record.text("dong_y_cong_khai")),
        "loai": choice(record, "loai", LoaiPhanAnh),
        "han_tra_loi": day(record, "han_tra_loi"),
        "ngay_tra_loi": day(record, "ngay_tra_loi"),
        "don_vi_tra_loi": record.text("don_vi_tra_loi"),
        "van_ban_tra_loi": parts(record.raw("van_ban_tra_loi")),
        "ngay_cap_nhat": reading.into.today,
    }
    item = with_body(built(FeedbackReply, values, record), {None: answer})
    state = item.trang_thai(reading.into.today.start)
    compare_days(record, item, state, "bổ sung hoặc sửa ngay_tra_loi:, han_tra_loi:")
    if item.ngay_tra_loi and not answer and not item.van_ban_tra_loi:
        what = "Có ngày trả lời nhưng không có nội dung trả lời."
        record.doubt("tra_loi", what, "viết câu trả lời bên dưới phần khai báo")
    return Imported(item)


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
