"""Front matter → model. What pydantic refuses is said in Vietnamese, with the line and the way to mend."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from cchc.model.fields import Choice, Strict
from cchc.model.labels import example, label
from cchc.reading.complaints import Mend
from cchc.reading.front_matter import FrontMatter, Path
from cchc.vietnamese.slug import slug

ModelT = TypeVar("ModelT", bound=Strict)

_OTHER_WORDS = {
    "title": ("tieu_de", "ten", "trich_yeu"),
    "name": ("ten", "tieu_de"),
    "date": ("ngay", "ngay_ban_hanh", "ngay_nhan"),
    "publishdate": ("dang_tu",),
    "expirydate": ("het_han",),
    "lastmod": ("ngay_cap_nhat",),
    "updated": ("ngay_cap_nhat",),
    "tags": ("the",),
    "tag": ("the",),
    "summary": ("tom_tat",),
    "description": ("tom_tat", "mo_ta"),
    "mo_ta": ("tom_tat", "mo_ta_anh"),
    "image": ("anh",),
    "hinh_anh": ("anh",),
    "alt": ("mo_ta_anh",),
    "author": ("tac_gia",),
    "draft": ("nhap",),
    "category": ("linh_vuc",),
    "pinned": ("ghim",),
    "number": ("so_ky_hieu",),
    "so": ("so_ky_hieu",),
    "so_hieu": ("so_ky_hieu",),
    "slug": ("id",),
    "aliases": ("dia_chi_cu",),
    "files": ("tep",),
    "hotline": ("duong_day_nong",),
    "email": ("email_phan_anh",),
    "color": ("mau_sac",),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing the model refused: line of the file, what, how, rule, repair."""

    line: int
    what: str
    how: str
    rule: str
    mend: Mend | None = None


def validate(
    kind: type[ModelT], front: FrontMatter, *, folder: str, extra: Mapping[str, Any]
) -> tuple[ModelT | None, tuple[Refusal, ...]]:
    """The model of `front`, or None with every refusal. `extra` are values the reader adds (id of the file)."""
    typed = {key: value for key, value in front.values.items() if value is not None}
    said = [Refusal(one.line, one.what, one.how, one.rule, one.mend) for one in front.problems]
    hidden = {name for name, info in kind.model_fields.items() if info.exclude}
    forged = [_unknown_key((key,), kind, front.lines) for key in typed if key in hidden]
    values = {**extra, **{key: value for key, value in typed.items() if key not in hidden}}
    try:
        model = kind.model_validate(values, context={"folder": folder})
    except ValidationError as error:
        return None, (*said, *forged, *_refusals(error, kind, front))
    return (None if said or forged else model), (*said, *forged)


def _refusals(error: ValidationError, kind: type[Strict], front: FrontMatter) -> Iterable[Refusal]:
    unread = {problem.line for problem in front.problems}
    details = error.errors(include_url=False)
    paths = [tuple(part for part in detail["loc"] if isinstance(part, int | str)) for detail in details]
    for path, detail in zip(paths, details, strict=True):
        # A value that could not be read has been complained of; that it is missing now is no second mistake.
        inside = any(len(other) > len(path) and other[: len(path)] == path for other in paths)
        if front.lines.get(path) not in unread and not (inside and detail["type"] == "too_short"):
            yield _refusal(detail["type"], path, detail, kind, front.lines)


def _refusal(rule: str, path: Path, detail: Any, kind: type[Strict], lines: Mapping[Path, int]) -> Refusal:
    name, line = _spoken(path), line_of(path, lines)
    if rule == "extra_forbidden":
        return _unknown_key(path, kind, lines)
    if rule == "missing":
        called = label(str(path[-1]))
        owner = _model_at(kind, path[:-1]) or kind
        line_to_add = f"{path[-1]}: {example(owner.__name__, str(path[-1]))}"
        if path in lines:
            return Refusal(line, f"`{name}` để trống.", f"ghi sau dấu hai chấm, ví dụ: {line_to_add}", "thieu")
        return Refusal(line, f"Thiếu `{name}` ({called}).", f"thêm dòng, ví dụ: {line_to_add}", "thieu")
    if rule == "cchc":
        context = detail["ctx"]
        return Refusal(line, f"`{name}`: {context['what']}", context["how"], "gia-tri")
    if rule == "enum":
        words = _choices_at(kind, path)
        near = difflib.get_close_matches(slug(str(detail["input"])).replace("-", "_"), words, 1, 0.7)
        return Refusal(
            line,
            f"`{name}` là “{_short(detail['input'])}”, không có trong {len(words)} giá trị được dùng.",
            (f"có phải là {near[0]}? " if near else "") + f"ghi một trong: {', '.join(words)}",
            "gia-tri",
        )
    if rule in ("too_short", "string_too_short"):
        return Refusal(line, f"`{name}` để trống.", f"ghi giá trị cho {path[-1]}", "thieu")
    if rule in ("model_type", "dict_type", "model_attributes_type", "tuple_type"):
        return Refusal(
            line,
            f"`{name}` phải gồm nhiều mục con.",
            "xem ví dụ của trường này trong README (mục Tra cứu các trường)",
            "gia-tri",
        )
    return Refusal(
        line, f"`{name}` có giá trị không dùng được: “{_short(detail['input'])}”.", "xem ví dụ trong README", "gia-tri"
    )


def _unknown_key(path: Path, kind: type[Strict], lines: Mapping[Path, int]) -> Refusal:
    key, line = str(path[-1]), line_of(path, lines)
    owner = _model_at(kind, path[:-1])
    known = [name for name, info in owner.model_fields.items() if not info.exclude]
    near = nearest_key(key, known)
    return Refusal(
        line,
        f"Không có trường `{_spoken(path)}`.",
        f"có phải là `{near}`? Đổi tên trường, hoặc chạy: cchc check --fix"
        if near
        else f"xóa dòng này; các trường dùng được: {', '.join(known)}",
        "truong-la",
        Mend(line, f"{key}:", f"{near}:") if near else None,
    )


def nearest_key(key: str, known: Iterable[str]) -> str | None:
    """The known field an unknown key most likely means: `title` → `tieu_de`, `Tiêu đề` → `tieu_de`."""
    known = list(known)
    plain = slug(key).replace("-", "_")
    if plain in known:
        return plain
    for candidate in _OTHER_WORDS.get(plain, ()):
        if candidate in known:
            return candidate
    return next(iter(difflib.get_close_matches(plain, known, 1, 0.75)), None)


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """Line of the value at `path`, or of the nearest thing above it that has one."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _spoken(path: Path) -> str:
    words = ""
    for part in path:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if words else part
    return words


def _short(value: object) -> str:
    text = str(value).replace("\n", " ")
    return text if len(text) <= 60 else text[:57] + "…"


def _types(annotation: Any) -> Iterable[type]:
    """Every type an annotation is made of: `tuple[LinhVuc, ...] | None` → LinhVuc, NoneType."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        yield annotation
    for part in get_args(annotation):
        yield from _types(part)


def _model_at(kind: type[BaseModel], path: Path) -> type[BaseModel]:
    """The model whose field stands at the end of `path`."""
    for name in (part for part in path if isinstance(part, str)):
        kind = next(found for found in _types(kind.model_fields[name].annotation) if issubclass(found, BaseModel))
    return kind


def _choices_at(kind: type[BaseModel], path: Path) -> list[str]:
    *above, name = (part for part in path if isinstance(part, str))
    info = _model_at(kind, tuple(above)).model_fields[name]
    return [member.value for found in _types(info.annotation) if issubclass(found, Choice) for member in found]
