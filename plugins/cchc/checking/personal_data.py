"""Personal numbers in public text: CCCD and CMND stop the unit (design §4)."""

import re
from collections.abc import Iterator

from cchc.model.item import Item
from cchc.reading.complaints import Complaint
from cchc.section.inheritance import complain

# CCCD: three digits of the province (001–096), one for century and sex, two of the birth year, six more.
_CCCD = re.compile(r"(?<![\d./-])0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?![\d/]|[.-]\d)")
_CMND = re.compile(r"(?:CMND|CMTND|chứng minh (?:nhân dân|thư))\D{0,20}?(\d{9})(?!\d)", re.IGNORECASE)


def identity_numbers(item: Item) -> Iterator[Complaint]:
    """CCCD and CMND numbers in anything of the item the public may read."""
    if item.pham_vi == "noi_bo":
        return
    for field in sorted(item.model_fields_set & set(type(item).model_fields)):
        value = getattr(item, field)
        for text in _texts(value):
            if number := find_identity_number(text):
                yield complain(item, field, *_refusal(number), "so-dinh-danh")
    for passage in item.body.passages:
        if number := find_identity_number(passage.text):
            line = passage.line_of(number)
            held = complain(item, "id", *_refusal(number), "so-dinh-danh")
            yield Complaint(held.unit, held.path, line, held.what, held.how, held.rule, True, held.spreads, held.levels)


def find_identity_number(text: str) -> str | None:
    """The first CCCD or CMND number in a text; None without one."""
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


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
