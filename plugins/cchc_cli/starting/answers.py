"""What a new project must know of its unit: told by options, asked on a terminal, else a default that is named."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cchc.model.unit import Unit
from cchc.model.vocabulary import LoaiDonVi
from cchc.reading.front_matter import FrontMatter
from cchc.reading.validation import validate
from cchc.vietnamese.slug import fold, id_from
from cchc_cli.speech import Failure, warn

UNNAMED = "Trường chưa ghi tên"
QUESTIONS: Mapping[str, str] = {
    "ten": "Tên đầy đủ của đơn vị, ví dụ Trường THCS Bình Minh",
    "loai": "Loại đơn vị: truong (trường), xa (xã, phường), so (Sở) hoặc khac",
    "ma": "Mã: tên ngắn không dấu, không dấu cách",
    "url": "Địa chỉ web sẽ đăng chuyên mục, ví dụ https://ten-mien-cua-truong/cchc/; chưa biết thì để trống",
    "don_vi": "Các đơn vị trực thuộc, cách nhau bằng dấu chấm phẩy; nhập sau thì để trống",
}
"""Fields of the unit by their names, which are the options too; `don_vi` is asked of offices only."""
_OFFICES = {"so": LoaiDonVi.SO, "ubnd": LoaiDonVi.XA, "xa": LoaiDonVi.XA, "phuong": LoaiDonVi.XA, "dac": LoaiDonVi.XA}
"""Kinds by the first word of a name; all others are schools."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a project begins with."""

    unit: Unit
    below: tuple[str, ...]
    """Names of the units below it."""
    assumed: tuple[str, ...]
    """What nobody said, in Vietnamese, one line each."""


def beginning(
    given: Mapping[str, str | None], folder: str, now: datetime, ask: Callable[[str], str] | None
) -> Beginning:
    """From the options `given`, else the answers to `ask`, else defaults (`folder` is the project's name).

    Raises Failure for an option that cannot be used; an answer that cannot be used is asked for again.
    """
    said: dict[str, str] = {}
    assumed: list[str] = []

    def learn(name: str, default: str) -> str:
        told = given.get(name)
        if told is not None:
            said[name] = _checked(name, told)
        elif ask:
            said[name] = _asked(name, default, ask)
        else:
            said[name] = default
            assumed.append(f"{name}: {default or '(chưa có)'}, đổi bằng --{name.replace('_', '-')}")
        return said[name]

    name = learn("ten", UNNAMED)
    learn("loai", _OFFICES.get(fold(name).partition(" ")[0], LoaiDonVi.TRUONG))
    of_name = id_from(re.sub(r"^truong\s+", "", fold(name)))
    learn("ma", id_from(folder) or "truong" if name == UNNAMED else of_name or id_from(folder) or "don-vi")
    learn("url", "")
    office = said["loai"] != LoaiDonVi.TRUONG
    below = (learn("don_vi", "") if office else given.get("don_vi") or "").split(";")
    names = tuple(dict.fromkeys(one.strip() for one in below if one.strip()))
    return Beginning(_unit(said, now), names, tuple(assumed))


def _unit(said: Mapping[str, str], now: datetime) -> Unit:
    unit = Unit.model_validate({name: said[name] or None for name in ("ma", "ten", "loai", "url")})
    return unit.model_copy(update={"dinh_danh": unit.authority(now.year)}) if unit.url else unit


def _asked(name: str, default: str, ask: Callable[[str], str]) -> str:
    while True:
        try:
            text = ask(f"{QUESTIONS[name]}{f' [{default}]' if default else ''}: ").strip() or default
            return _checked(name, text)
        except Failure as refusal:
            warn(str(refusal))
        except EOFError:
            raise Failure(
                "Chưa trả lời xong nên chưa tạo gì; chạy lại, hoặc trả lời bằng tùy chọn --ten, --ma…"
            ) from None


def _checked(name: str, text: str) -> str:
    """The answer as it may stand in don-vi.yml. Raises Failure, saying how to mend it."""
    if name == "don_vi" or (name == "url" and not text):
        return text
    front = FrontMatter({"ma": "truong", "ten": "Trường", "loai": "truong", name: text})
    unit, refusals = validate(Unit, front, folder="", extra={})
    if unit is None:
        raise Failure(f"{refusals[0].what}\n  → Cách sửa: {refusals[0].how}")
    return str(getattr(unit, name))
