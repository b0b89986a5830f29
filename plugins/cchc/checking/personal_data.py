"""Personal data in public text: CCCD and CMND numbers stop the unit (design §4); names of senders warn."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cchc.model.fields import FileRef, Strict
from cchc.model.item import Item
from cchc.model.masking import names_of
from cchc.model.reply import FeedbackReply
from cchc.reading.complaints import Complaint
from cchc.section.inheritance import complain
from cchc.vietnamese.slug import fold, slug

# CCCD: three digits of the province (001–096), one for century and sex, two of the birth year, six more (Thông tư
# 59/2021); written in one piece, by threes or by fours.
_GAP = r"[ .\u00a0-]"
_CCCD = re.compile(
    rf"(?<![\d/])(?<!\d[.-])"
    rf"(?:0\d{{11}}|(?<!\d{_GAP})(?:0\d\d(?:{_GAP}\d{{3}}){{3}}|0\d{{3}}(?:{_GAP}\d{{4}}){{2}}))(?![\d/]|{_GAP}\d)"
)
_CMND = re.compile(
    rf"(?:CMND|CMTND|CMT|chứng minh (?:nhân dân|thư))\D{{0,20}}?(\d{{9}}|\d{{3}}(?:{_GAP}\d{{3}}){{2}})(?!\d|{_GAP}\d)",
    re.IGNORECASE,
)

_MAYBE = re.compile(rf"\d{{3}}{_GAP}?\d{{3}}")
"""What every such number holds: most texts are done with after one quick look."""


def identity_numbers(item: Item) -> Iterator[Complaint]:
    """CCCD and CMND numbers in anything of the item the public may read."""
    if item.pham_vi == "noi_bo":
        return
    for field in sorted(item.model_fields_set & set(type(item).model_fields)):
        for text in texts_of(getattr(item, field)):
            if number := find_identity_number(text):
                yield complain(item, field, *_refusal(number), "so-dinh-danh")
    for passage in item.body.passages:
        in_heading = find_identity_number(passage.heading or "")
        if number := in_heading or find_identity_number(passage.text):
            line = passage.line if in_heading else passage.line_of(number)
            held = complain(item, "id", *_refusal(number), "so-dinh-danh")
            yield Complaint(held.unit, held.path, line, held.what, held.how, held.rule, True, held.spreads, held.levels)


def sender_named(item: Item) -> Iterator[Complaint]:
    """The name of who reported, where others can read it: masking it beside the report is no use then."""
    if not isinstance(item, FeedbackReply) or not item.nguoi_gui or item.dong_y_cong_khai:
        return
    how = "viết “người gửi” hoặc chữ cái đầu; hoặc ghi dong_y_cong_khai: true nếu họ đồng ý"
    for name in names_of(item.nguoi_gui):
        what = f"Tên người gửi “{name}” còn hiện trong"
        if slug(name) in item.id:
            yield complain(
                item, "id", f"{what} địa chỉ `{item.id}`.", "đổi id, đổi tên tệp", "ten-nguoi-gui", error=False
            )
        if fold(name) in fold(item.noi_dung):
            yield complain(item, "noi_dung", f"{what} nội dung.", how, "ten-nguoi-gui", error=False)
        for passage in item.body.passages:
            if fold(name) in fold(passage.text):
                held = complain(item, "id", f"{what} câu trả lời.", how, "ten-nguoi-gui", error=False)
                line = passage.text_line + fold(passage.text).partition(fold(name))[0].count("\n")
                yield replace(held, line=line)


def find_identity_number(text: str) -> str | None:
    """The first CCCD or CMND number in a text; None without one."""
    if len(text) < 9 or not _MAYBE.search(text):
        return None
    for found in _CCCD.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if 1 <= int(digits[:3]) <= 96:
            return found[0]
    cmnd = _CMND.search(text)
    return cmnd[1] if cmnd else None


def _refusal(number: str) -> tuple[str, str]:
    return (
        f"Có số giống căn cước hoặc chứng minh nhân dân ({number[:3]}…{number[-2:]}).",
        "xóa số này (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)",
    )


def texts_of(value: object) -> Iterator[str]:
    """Every text inside the value of a field: in lists, in attachments and their file names too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, FileRef):
        yield value.name
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one)
    elif isinstance(value, Strict):
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name))
