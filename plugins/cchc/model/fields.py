"""The kinds of values front matter holds. Scalars arrive as the text the author typed.

Every refusal here is a `PydanticCustomError` whose message is Vietnamese and says how to mend;
`reading.validation` adds file and line.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from cchc.vietnamese.calendar import Moment, parse_moment
from cchc.vietnamese.slug import ID_MAX_BYTES, ID_PATTERN, fold, id_from, is_id

T = TypeVar("T")

RESERVED_IDS = frozenset(
    {"trang", "loc", "loai", "the", "linh-vuc", "nam", "rss.xml", "atom.xml", "feed.json", "index.html"}
    # Windows keeps these for devices: no folder of a section may bear such a name on its hosts.
    | {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
_YES = {"true", "yes", "y", "on", "1", "x", "co", "dung"}
_NO = {"false", "no", "n", "off", "0", "khong", "sai"}


def refuse(what: str, how: str) -> PydanticCustomError:
    """A refusal: what is wrong, and how to mend it, both Vietnamese sentences without the field's name."""
    return PydanticCustomError("cchc", "{what}", {"what": what, "how": how})


class Strict(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


class Choice(StrEnum):
    """A closed vocabulary. Members are `value, label[, old spellings…]`; the label is accepted too."""

    label: str
    also: tuple[str, ...]

    def __new__(cls, value: str, label: str, *also: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.also = also
        return member

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        wanted = fold(str(value)).replace("-", " ").replace("_", " ").strip()
        for member in cls:
            spellings = (member.value.replace("_", " "), member.label, *member.also)
            if wanted in (fold(spelling) for spelling in spellings):
                return member
        return None


@dataclass(frozen=True, slots=True, order=True)
class FileRef:
    """A file of the content folder. `path` is relative to it, with `/`, free of `..`."""

    path: str

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


def _text(value: Any) -> Any:
    if isinstance(value, dict | list | tuple):
        raise refuse("phải là một dòng chữ, không phải danh sách.", "ghi trên một dòng, đặt trong dấu ngoặc kép.")
    return value


def _id(value: str) -> str:
    if not is_id(value):
        raise refuse(
            f"“{value}” không dùng làm địa chỉ được (chỉ chữ thường không dấu, số, nối bằng “-” hoặc “.”, "
            f"tối đa {ID_MAX_BYTES} ký tự).",
            f"ghi: {id_from(value) or 'bai-1'}",
        )
    if value in RESERVED_IDS:
        raise refuse(f"“{value}” là địa chỉ dành riêng của chuyên mục.", f"ghi địa chỉ khác, ví dụ: {value}-1")
    return value


def is_yes(value: object) -> bool:
    """True for every spelling of yes an author may write: `true`, `có`, `x`, `Đúng`."""
    return fold(str(value)).strip() in _YES


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if is_yes(value) or fold(str(value)).strip() in _NO:
        return is_yes(value)
    raise refuse(f"“{value}” không phải là có hoặc không.", "ghi: true (có) hoặc false (không)")


def _moment(value: Any) -> Moment:
    if isinstance(value, Moment):
        return value
    moment = parse_moment(str(value)) if isinstance(value, str) else None
    if moment is None:
        raise refuse(
            f"“{value}” không phải là ngày có thật (từ năm 1900 đến 2999).",
            "ghi ngày trước tháng sau, ví dụ: 05/11/2026 hoặc 2026-11-05",
        )
    return moment


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value.strip()):
        return int(value)
    raise refuse(f"“{value}” không phải là số nguyên.", "ghi bằng chữ số, ví dụ: 34")


def _number(value: Any) -> Decimal:
    text = str(value).strip().removesuffix("%").strip()
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", text) and "," not in text:
        raise refuse(f"“{value}” đọc được hai cách (nghìn hay thập phân).", "dùng dấu phẩy cho phần thập phân: 88,37")
    text = text.replace(".", "").replace(",", ".") if "," in text else text
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", text):
        raise refuse(f"“{value}” không phải là số.", "ghi bằng chữ số, phần thập phân sau dấu phẩy: 88,37")
    return Decimal(text)


def _year(value: int) -> int:
    if not 1945 <= value <= 2100:
        raise refuse(f"“{value}” không phải là năm.", "ghi năm bằng bốn chữ số, ví dụ: 2026")
    return value


def _school_year(value: str) -> str:
    found = re.fullmatch(r"(\d{4})\s*[-–]\s*(\d{4})", value)
    if not found or int(found[2]) != int(found[1]) + 1:
        raise refuse(f"“{value}” không phải là năm học.", "ghi hai năm liền nhau, ví dụ: 2026-2027")
    return f"{found[1]}-{found[2]}"


def _web(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r'[\s<>"\\^`{|}]', value)
    except ValueError:
        good = False
    if not good:
        raise refuse(
            f"“{value}” không phải là địa chỉ trang web.", "ghi đủ cả https://, ví dụ: https://dichvucong.gov.vn"
        )
    return value


def _base_url(value: str) -> str:
    value = _web(value)
    if urlsplit(value).query or urlsplit(value).fragment:
        raise refuse(f"“{value}” có phần sau dấu ? hoặc #.", "ghi địa chỉ thư mục của chuyên mục, kết thúc bằng “/”")
    return value if value.endswith("/") else value + "/"


def _mail(value: str) -> str:
    if not re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", value, re.ASCII):
        raise refuse(f"“{value}” không phải là địa chỉ thư điện tử.", "ghi dạng: phananh@thcshoasen.edu.vn")
    return value


def _phone(value: str) -> str:
    if not re.fullmatch(r"\+?[\d\s.()-]{3,20}", value) or not 3 <= sum(c.isdigit() for c in value) <= 15:
        raise refuse(f"“{value}” không phải là số điện thoại.", "ghi bằng chữ số, ví dụ: 0203 3825 000")
    return value


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise refuse(f"“{value}” không phải là mã màu.", 'ghi trong dấu ngoặc kép, ví dụ: "#1b5e20"')
    return value.lower()


def _file(value: Any, info: ValidationInfo) -> FileRef:
    if isinstance(value, FileRef):
        return value
    folder = info.context["folder"] if info.context else ""
    return FileRef(path_within(str(_text(value)), folder))


def _video(value: Any, info: ValidationInfo) -> FileRef | str:
    text = _text(value)
    return _web(text) if isinstance(text, str) and re.match(r"\w+:", text) else _file(text, info)


def path_within(text: str, folder: str) -> str:
    """Path of a file an author names, relative to the content root.

    `text` is relative to `folder` (of the content file). Raises a refusal for absolute paths,
    backslashes that climb, what is not the unit's own (above it or a unit below) and control characters.
    """
    unit = folder_of_unit(folder)
    text = text.replace("\\", "/").removeprefix("./")
    parts = ([] if text.startswith("/") else folder.split("/") if folder else []) + text.strip("/").split("/")
    if text.startswith("/"):
        parts = ([*unit.split("/")] if unit else []) + parts
    climbed: list[str] = []
    for part in parts:
        if part == "..":
            if not climbed:
                raise _outside(text)
            climbed.pop()
        elif part not in ("", "."):
            climbed.append(part)
    path = "/".join(climbed)
    if re.search(r'[\x00-\x1f:*?"<>|]', path) or not path or folder_of_unit(path.rpartition("/")[0]) != unit:
        raise _outside(text)
    return path


def folder_of_unit(folder: str) -> str:
    """Folder of the unit a folder of the content tree belongs to: `don-vi/a/tin-tuc/2026` → `don-vi/a`."""
    parts = folder.split("/") if folder else []
    depth = 0
    while depth + 1 < len(parts) and parts[depth] == "don-vi":
        depth += 2
    return "/".join(parts[:depth])


def _outside(text: str) -> PydanticCustomError:
    return refuse(
        f"“{text}” chỉ ra ngoài thư mục của đơn vị.",
        "chép tệp vào cạnh bài viết rồi chỉ ghi tên tệp, ví dụ: mau-don.pdf",
    )


def _old_address(value: str) -> str:
    path = re.sub(r"^https?://[^/]+/", "", value.strip()).split("#")[0].split("?")[0].strip("/")
    parts = path.split("/")
    if (
        not path
        or ".." in parts
        or "." in parts
        or re.search(r'[\x00-\x20\\:*"<>|%]', path)
        or len(path.encode()) > 200
    ):
        raise refuse(f"“{value}” không phải là địa chỉ cũ trong chuyên mục.", "ghi dạng: /tin-tuc/2025/ten-bai-cu/")
    return path if re.fullmatch(r".*\.html?", path, re.IGNORECASE) else path + "/"


def _split(kind: Callable[[str], object] | None) -> Callable[[Any], Any]:
    def split(value: Any) -> Any:
        if value is None:
            return ()
        if not isinstance(value, str):
            return value if isinstance(value, list | tuple) else (value,)
        if kind is None:
            return (value,)
        parts: list[str] = []
        for part in value.split(";"):
            try:
                kind(part)
            except ValueError:
                parts += part.split(",")
            else:
                parts.append(part)
        return tuple(part.strip() for part in parts if part.strip())

    return split


_ISO_DATE = r"^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4})([T ]\d{1,2}:\d{2})?$"

Text = Annotated[str, BeforeValidator(_text)]
"""One line or paragraph of plain text."""
Id = Annotated[
    str, BeforeValidator(_text), AfterValidator(_id), WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN}$"})
]
"""Address word of an item or unit; see `vietnamese.slug.is_id`."""
YesNo = Annotated[bool, PlainValidator(_yes_no), WithJsonSchema({"type": "boolean"})]
"""`true`/`false`; có/không and yes/no are understood."""
When = Annotated[
    Moment, PlainValidator(_moment), PlainSerializer(str), WithJsonSchema({"type": "string", "pattern": _ISO_DATE})
]
"""A day in Vietnam (+07:00), day first or ISO, with an optional `HH:MM`."""
Whole = Annotated[int, PlainValidator(_whole), WithJsonSchema({"type": "integer"})]
"""A count."""
Year = Annotated[int, PlainValidator(lambda value: _year(_whole(value))), WithJsonSchema({"type": "integer"})]
"""A calendar year."""
SchoolYear = Annotated[str, BeforeValidator(_text), AfterValidator(_school_year)]
"""Two years: `2026-2027`."""
Number = Annotated[Decimal, PlainValidator(_number), PlainSerializer(str), WithJsonSchema({"type": "number"})]
"""A measured value; decimal comma or point."""
Web = Annotated[str, BeforeValidator(_text), AfterValidator(_web)]
"""An http(s) address."""
BaseUrl = Annotated[str, BeforeValidator(_text), AfterValidator(_base_url)]
"""An http(s) address of a folder; always ends with `/`."""
Mail = Annotated[str, BeforeValidator(_text), AfterValidator(_mail)]
"""An e-mail address."""
Phone = Annotated[str, BeforeValidator(_text), AfterValidator(_phone)]
"""A telephone number as people write it."""
Colour = Annotated[str, BeforeValidator(_text), AfterValidator(_colour)]
"""`#rrggbb`."""
File = Annotated[
    FileRef, PlainValidator(_file), PlainSerializer(lambda ref: ref.path), WithJsonSchema({"type": "string"})
]
"""A file beside the content file (or, with a leading `/`, under the unit's folder)."""
Video = Annotated[
    FileRef | str,
    PlainValidator(_video),
    PlainSerializer(lambda v: getattr(v, "path", v)),
    WithJsonSchema({"type": "string"}),
]
"""A clip: an http(s) address, or a file beside the content file."""
OldAddress = Annotated[str, BeforeValidator(_text), AfterValidator(_old_address)]
"""Former address inside the section; kept without leading `/`."""

Many = Annotated[tuple[T, ...], BeforeValidator(_split(None))]
"""A list; one value alone need not be written as a list."""


def choices(kind: type[Choice]) -> WrapValidator:
    """Lets a list of choices be written on one line: `xa, tinh`; what is said twice, in whatever words, counts once."""
    split = _split(kind)
    return WrapValidator(lambda value, read: tuple(dict.fromkeys(read(split(value)))))
