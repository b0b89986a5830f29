"""Personal data in public text: CCCD and CMND numbers stop the unit (design §4), all else warns.

A message never repeats what it warns of. What a unit says of itself in `don-vi.yml`, and what it or those above it name
beside a procedure, is meant to be read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from cchc.checking.personal_traces import Trace, contact_keys, long_numbers, traces
from cchc.model.fields import FileRef, Strict
from cchc.model.item import Item
from cchc.model.masking import names_of
from cchc.model.procedure import Procedure
from cchc.model.reply import FeedbackReply
from cchc.reading.complaints import Complaint
from cchc.reading.tree import Tree
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

_MAYBE_CMND = re.compile("[cC](?:[mM]|[hH][ứỨ])")
"""A quick look: how every word for a CMND begins."""


def identity_numbers(item: Item) -> Iterator[Complaint]:
    """CCCD and CMND numbers in anything of the item the public may read."""
    if item.pham_vi == "noi_bo":
        return
    for field in sorted(item.model_fields_set & set(type(item).model_fields)):
        for text in texts_of(getattr(item, field)):
            if number := find_identity_number(text):
                yield complain(item, field, *refusal_of(number), "so-dinh-danh")
    for passage in item.body.passages:
        in_heading = find_identity_number(passage.heading or "")
        if number := in_heading or find_identity_number(passage.text):
            line = passage.line if in_heading else passage.line_of(number)
            held = complain(item, "id", *refusal_of(number), "so-dinh-danh")
            yield Complaint(held.unit, held.path, line, held.what, held.how, held.rule, True, held.spreads, held.levels)


_UNPUBLISHED = {"nguoi_duyet", "dong_y_hinh_anh"}
SAID: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "dien-thoai": (
            "số điện thoại của cá nhân",
            "xóa số; số của đơn vị thì ghi vào don-vi.yml (duong_day_nong, mot_cua)",
        ),
        "thu-dien-tu": ("thư điện tử của cá nhân", "ghi hộp thư của đơn vị; hộp thư ấy ở don-vi.yml (email_phan_anh)"),
        "ngay-sinh": ("ngày sinh của cá nhân", "xóa, hoặc chỉ ghi năm sinh nếu thật cần"),
        "so-tai-khoan": (
            "số tài khoản của cá nhân",
            "xóa số; tài khoản của đơn vị thì ghi “tên tài khoản: Trường …” ngay sau số",
        ),
        "ma-ca-nhan": ("mã học sinh, mã định danh hoặc số bảo hiểm", "xóa mã, gửi riêng cho từng người"),
        "dia-chi-nha": ("địa chỉ nhà riêng", "chỉ ghi đến phường, xã"),
        "danh-sach": (
            "danh sách họ tên kèm lớp, ngày sinh hoặc hoàn cảnh",
            "gửi riêng cho từng gia đình; chỉ đăng khi pháp luật yêu cầu hoặc có văn bản đồng ý, và bớt cột không cần",
        ),
    }
)
"""By rule: what it finds, how to mend it."""


@lru_cache(maxsize=4)
def own_contacts(tree: Tree, ma: str) -> frozenset[str]:
    """Telephones, e-mail and accounts (`Trace.key`) of a unit, of those above it, and of their procedures' offices."""
    unit = tree.units[ma]
    above = own_contacts(tree, unit.parent) if unit.parent else frozenset()
    offices = (one.tai_don_vi for one in tree.items[ma] if isinstance(one, Procedure) and one.tai_don_vi)
    return above.union(*(contact_keys(text) for one in (unit, *offices) for text in texts_of(one)))


class Found(NamedTuple):
    """What gives away a person in one text of an item: the field, or "" for the body; the line of each trace there."""

    field: str
    traces: tuple[Trace, ...]
    lines: tuple[int, ...] = ()


def found_in(item: Item) -> Iterator[Found]:
    """Every trace in a text of the item that is public."""
    if item.pham_vi == "noi_bo":
        return
    agreed = isinstance(item, FeedbackReply) and item.dong_y_cong_khai
    for field in sorted((item.model_fields_set & set(type(item).model_fields)) - _UNPUBLISHED):
        for text in texts_of(getattr(item, field)) if field != "nguoi_gui" or agreed else ():
            if found := traces(text):
                yield Found(field, found)
    for passage in item.body.passages:
        for text, line in ((passage.heading or "", passage.line), (passage.text, passage.text_line)):
            if found := traces(text):
                yield Found("", found, tuple(line + text.count("\n", 0, trace.start) for trace in found))


def personal_data(tree: Tree, item: Item, found: Iterable[Found]) -> Iterator[Complaint]:
    """Everything else that gives away a person, but for the unit's own contacts; one complaint a kind and text."""
    own = own_contacts(tree, item.origin.unit)
    for field, places, lines in found:
        for kind, those in by_kind(places, own):
            held = complain(item, field or "id", sentence(kind, those), SAID[kind][1], kind, error=False)
            yield held if field else replace(held, line=lines[places.index(those[0])])


def by_kind(found: Iterable[Trace], own: frozenset[str]) -> Iterable[tuple[str, list[Trace]]]:
    """Traces that are not the unit's own, by kind, in the order of the text."""
    kinds: dict[str, list[Trace]] = {}
    for trace in found:
        if trace.key not in own:
            kinds.setdefault(trace.kind, []).append(trace)
    return kinds.items()


def sentence(kind: str, found: list[Trace]) -> str:
    """What is wrong, with the first of them masked: `Có số điện thoại của cá nhân (091…78 và 2 chỗ nữa).`"""
    more = f" và {len(found) - 1} chỗ nữa" if len(found) > 1 else ""
    return f"Có {SAID[kind][0]} ({found[0].shown}{more})."


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
        for field, where in (("noi_dung", "nội dung"), ("tep", "tệp đính kèm")):
            if any(_naming(name, text) is not None for text in texts_of(getattr(item, field))):
                yield complain(item, field, f"{what} {where}.", how, "ten-nguoi-gui", error=False)
        for passage in item.body.passages:
            for text, line in ((passage.heading or "", passage.line), (passage.text, passage.text_line)):
                if (place := _naming(name, text)) is not None:
                    held = complain(item, "id", f"{what} câu trả lời.", how, "ten-nguoi-gui", error=False)
                    yield replace(held, line=line + text.count("\n", 0, place))


def _naming(name: str, text: str) -> int | None:
    """Where a text names a person: whole, with or without accents, or as one is spoken to (`chị Hạnh`)."""
    given = re.escape(name.split()[-1])
    found = re.search(rf"\b(?i:ông|bà|anh|chị|em|cháu|cô|chú|bác|thầy) {given}\b", text)
    if fold(name) in (folded := fold(text)):
        lines = folded.partition(fold(name))[0].count("\n")
        return sum(len(line) + 1 for line in text.split("\n")[:lines])
    if slug(name) in text:
        return text.index(slug(name))
    return found.start() if found else None


def find_identity_number(text: str) -> str | None:
    """The first CCCD or CMND number in a text; None without one."""
    for start, end in long_numbers(text):
        # Two characters after a number tell whether it goes on.
        for found in _CCCD.finditer(text, start, end + 2):
            digits = re.sub(r"\D", "", found[0])
            if 1 <= int(digits[:3]) <= 96:
                return found[0]
    cmnd = _CMND.search(text) if long_numbers(text) and _MAYBE_CMND.search(text) else None
    return cmnd[1] if cmnd else None


def refusal_of(number: str) -> tuple[str, str]:
    """What is said of an identity number, and how to mend it."""
    return (
        f"Có số giống căn cước hoặc chứng minh nhân dân ({masked(number)}).",
        "xóa số này (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)",
    )


def masked(number: str) -> str:
    """What of a number may be said."""
    return f"{number[:3]}…{number[-2:]}"


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
