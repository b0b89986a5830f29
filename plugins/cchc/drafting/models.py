"""The recurring kinds of news and what each is written into: words of the title → fields and a body of prompts."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from cchc.model.fields import Choice
from cchc.model.vocabulary import DoiTuong, HinhThuc, LinhVuc, LoaiPhanAnh, LoaiTin, named
from cchc.vietnamese.phrases import Heard

ChoiceT = TypeVar("ChoiceT", bound=Choice)
PROMPT = re.compile(r"\[\[\s*Viết\s*:[^\]\n]*", re.IGNORECASE)
"""A place still to be written, `[[Viết: ai dự]]`, whole or half deleted. `check` refuses it in what is no draft."""


@dataclass(frozen=True, slots=True)
class Model:
    """One recurring kind of news. Fields are what its kind alone tells; words of the title come before them."""

    name: str
    says: tuple[str, ...]
    """Phrases of a title it is known by."""
    loai: LoaiTin
    linh_vuc: LinhVuc
    body: str
    hinh_thuc: HinhThuc | None = None
    doi_tuong: tuple[DoiTuong, ...] = ()
    offered: tuple[str, ...] = ()
    """Fields offered as comments besides those of every news item."""


def _model(name: str, says: list[str], body: str, **told: Any) -> Model:
    """A kind as models.toml tells it."""
    loai, linh_vuc = _one(LoaiTin, told["loai"]), _one(LinhVuc, told["linh_vuc"])
    form = _one(HinhThuc, told["hinh_thuc"]) if "hinh_thuc" in told else None
    people = tuple(_one(DoiTuong, one) for one in told.get("doi_tuong", ()))
    return Model(name, tuple(says), loai, linh_vuc, f"\n{body}", form, people, tuple(told.get("offered", ())))


def _one(kind: type[ChoiceT], value: str) -> ChoiceT:
    return next(one for one in kind if one.value == value)


_TOLD = tomllib.loads((files(__package__) / "models.toml").read_text("utf-8"))
NEWS_BODY, ANSWER, NOTICE_END = (f"\n{_TOLD[name]}" for name in ("news", "answer", "notice_end"))
MODELS = tuple(_model(**told) for told in _TOLD["kinds"])
"""Known by the words of a title; the one said first wins."""
NOTICE = _model(**_TOLD["notice"])
"""Only where the title speaks of a procedure too; `notices.py` fills it from the one it means."""
FIELD_WORDS: Mapping[LinhVuc, tuple[str, ...]] = MappingProxyType(
    {_one(LinhVuc, field): tuple(words) for field, words in _TOLD["fields"].items()}
)
"""Words that speak for each of the seven reform fields (requirements 107–113), as schools write them."""

_KINDS = {LoaiTin.CLIP: ("clip",), LoaiTin.SU_KIEN: ("ngày hội",)}
_AUDIENCES = {DoiTuong.CHA_ME: ("cha mẹ",), DoiTuong.CAN_BO: ("hội đồng sư phạm", "viên chức", "giao ban")}
_REPORTS = (
    (LoaiPhanAnh.HANH_VI, ("thái độ", "nhũng nhiễu", "phiền hà", "gây khó", "cáu gắt", "vòi vĩnh")),
    (LoaiPhanAnh.DE_XUAT, ("đề xuất", "sáng kiến", "mong muốn")),
    (LoaiPhanAnh.HOI_DAP, ("hỏi", "bao giờ", "khi nào", "lúc nào", "mấy giờ", "ở đâu", "thế nào", "được không")),
    (LoaiPhanAnh.QUY_DINH_HANH_CHINH, ("quy định", "quy chế", "nội quy", "văn bản")),
    (LoaiPhanAnh.THU_TUC, ("thủ tục", "hồ sơ", "giấy tờ", "giấy xác nhận", "phòng tiếp nhận", "một cửa", "đơn")),
    (LoaiPhanAnh.DE_XUAT, ("đề nghị",)),
)
"""Kinds of reports by their words, the most telling kind first."""


def recognise(heard: Heard, *, of_procedure: bool) -> Model | None:
    """The recurring kind a title speaks of, the one said first; None for any other news.

    `of_procedure`: the title gives the code of a procedure; then it is its notice, whatever else it says.
    """
    if of_procedure:
        return NOTICE
    models = (*MODELS, NOTICE) if heard.says("thủ tục", "TTHC") else MODELS
    said = [(place, order, model) for order, model in enumerate(models) if (place := _first(model, heard)) >= 0]
    return min(said)[2] if said else None


def _first(model: Model, heard: Heard) -> int:
    return min((place for phrase in model.says if (place := heard.place(phrase)) >= 0), default=-1)


def news_fields(heard: Heard, model: Model | None) -> Mapping[str, tuple[str, ...]]:
    """`loai`, `hinh_thuc` and `doi_tuong` as far as the title and its kind tell; what they do not is left out."""
    kinds = (model.loai,) if model else named([one for one in LoaiTin if one is not LoaiTin.TIN], heard, _KINDS)[:1]
    forms = named(HinhThuc, heard) or ((model.hinh_thuc,) if model and model.hinh_thuc else ())
    # “Tổ chức” is a verb in most titles.
    people = [one for one in DoiTuong if one is not DoiTuong.TO_CHUC]
    audience = named(people, heard, _AUDIENCES) or (model.doi_tuong if model else ())
    told = {"loai": kinds, "hinh_thuc": forms, "doi_tuong": audience}
    return MappingProxyType({field: tuple(one.value for one in values) for field, values in told.items() if values})


def kind_of_report(heard: Heard, text: str) -> LoaiPhanAnh | None:
    """Kind of a citizen's report by its words; a question where it ends as one."""
    found = next((kind for kind, phrases in _REPORTS if heard.says(*phrases)), None)
    return LoaiPhanAnh.HOI_DAP if text.rstrip().endswith("?") and found is not LoaiPhanAnh.HANH_VI else found
