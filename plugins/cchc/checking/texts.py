"""Rules about what an item says: its text as it will be converted, its links, the files and pictures it shows."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cchc.checking.personal_data import Found, found_in, identity_numbers, personal_data, sender_named
from cchc.model.fields import RESERVED_IDS
from cchc.model.item import Item, Passage, markdown_of
from cchc.model.procedure import Procedure
from cchc.model.unit import Unit
from cchc.reading.complaints import Complaint
from cchc.reading.markdown import convert
from cchc.reading.tangles import Tangled
from cchc.reading.tree import Tree
from cchc.remembering import remembered
from cchc.section.assets import is_publishable, suffix_of
from cchc.section.inheritance import Holdings, comes_down
from cchc.section.links import target
from cchc.section.pictures import SUFFIXES, BadPicture, measured

LEAST_WIDTH = 600
"""Pixels a picture above a news item needs, there and where the item is passed on (Facebook shows less as a stamp)."""


def body_complaints(tree: Tree, held: Mapping[str, Holdings], unit: Unit, item: Item) -> Iterator[Complaint]:
    """What is wrong in the text of an item; all that can be said of one whose front matter was refused."""
    # As the pages convert them: a procedure part by part, everything else as one text.
    runs = [(passage,) for passage in item.body.passages] if isinstance(item, Procedure) else item.body.runs
    for run in runs:
        yield from _text(tree, held, unit, item, run)
    alone = _alone(tree, item)
    yield from alone.complaints
    yield from personal_data(tree, item, alone.found)


class _Alone(NamedTuple):
    """What can be said of an item without looking at any other."""

    complaints: tuple[Complaint, ...]
    found: tuple[Found, ...]


def _file_of(tree: Tree, item: Item) -> tuple[str, str, bytes] | None:
    digest = tree.digests.get(item.origin.path)
    return (item.origin.unit, item.origin.path, digest) if digest else None


@remembered("PyYAML", "pydantic", "pydantic_core", question=_file_of)
def _alone(tree: Tree, item: Item) -> _Alone:  # noqa: ARG001 - the tree knows what file the item was read from
    return _Alone((*identity_numbers(item), *sender_named(item)), tuple(found_in(item)))


def file_complaints(tree: Tree, item: Item, path: str, line: int, field: str | None = None) -> Iterator[Complaint]:
    """A file an item refers to: it exists, may be published, is a sound picture."""

    def error(what: str, how: str, rule: str, *, stops: bool = True) -> Complaint:
        spreads = stops and comes_down(item)
        said = f"`{field}`: {what}" if field else what[:1].upper() + what[1:]
        return Complaint(item.origin.unit, item.origin.path, line, said, how, rule, stops, spreads, item.cap_hoc)

    found = tree.folder.files.get(path)
    if found is None:
        near = next((other for other in tree.folder.files if other.casefold() == path.casefold()), None)
        how = (
            f"có phải là {near.rpartition('/')[2]}? (phân biệt chữ hoa, chữ thường)"
            if near
            else f"chép tệp vào: {path}"
        )
        yield error(f"không thấy tệp “{path.rpartition('/')[2]}”.", how, "thieu-tep")
    elif not is_publishable(path):
        yield error(
            f"tệp .{suffix_of(path)} không được phép đăng.",
            "lưu lại dạng .pdf, .docx, .xlsx, .jpg hoặc .png",
            "loai-tep",
        )
    elif field in ("anh", "logo") and suffix_of(path) not in SUFFIXES:
        yield error("không phải là ảnh.", "dùng ảnh .jpg, .png, .webp hoặc .heic", "loai-tep")
    elif suffix_of(path) in SUFFIXES:
        try:
            width, height = measured(found.disk, found.size, tree.folder.keep)
        except BadPicture as bad:
            yield error(f"ảnh “{found.name}” {bad.what}", bad.how, "anh-hong")
            return
        if field == "anh" and width < LEAST_WIDTH:
            what = f"ảnh “{found.name}” nhỏ ({width} × {height} điểm) nên sẽ mờ trên đầu trang."
            how = f"dùng ảnh gốc từ máy chụp, rộng từ {LEAST_WIDTH} điểm (ảnh gửi qua Zalo thì gửi dạng HD hoặc tệp)"
            yield error(what, how, "anh-nho", stops=False)


def _text(
    tree: Tree, held: Mapping[str, Holdings], unit: Unit, item: Item, run: tuple[Passage, ...]
) -> Iterator[Complaint]:
    def error(needle: str, what: str, how: str, rule: str, *, stops: bool = True) -> Complaint:
        passage = next((part for part in run if needle in part.text), run[0])
        line = passage.line_of(needle)
        spreads = stops and comes_down(item)
        return Complaint(item.origin.unit, item.origin.path, line, what, how, rule, stops, spreads, item.cap_hoc)

    try:
        converted = (
            convert(run[0].text, level=3, prefix=f"{run[0].key}-")
            if isinstance(item, Procedure)
            else convert(markdown_of(run))
        )
    except Tangled:
        yield error(
            "",
            "Đoạn này quá dài, lồng nhau quá sâu hoặc có quá nhiều dấu ngoặc không đóng.",
            "viết lại đoạn cho đơn giản, hoặc đính kèm tệp PDF",
            "roi",
        )
        return
    for hostile in converted.hostile:
        yield error(hostile.strip("<>").split("=")[0], *_hostile(hostile), "ma-doc")
    for href in converted.links:
        yield from _link(tree, held, unit, item, href, error)
    for source, alt in converted.images:
        if not source and converted.hostile:
            continue
        if source.lower().startswith(("http:", "https:", "//")):
            yield error(
                source,
                f"Ảnh lấy từ trang khác ({source[:60]}) nên không được hiện.",
                "tải ảnh về, để cạnh bài viết",
                "anh-ngoai",
                stops=False,
            )
            continue
        found = target(source, item.origin)
        if found is None or found.file is None:
            yield error(
                source, f"Không dùng được ảnh “{source[:60]}”.", "để ảnh cạnh bài viết và ghi tên tệp", "thieu-tep"
            )
            continue
        line = error(source, "", "", "").line
        yield from file_complaints(tree, item, found.file, line)
        if not alt.strip():
            yield error(
                source,
                f"Ảnh “{source[:60]}” chưa có lời mô tả cho người khiếm thị.",
                "ghi lời mô tả trong ngoặc vuông: ![lời mô tả](ảnh.jpg)",
                "mo-ta-anh",
                stops=False,
            )


def _hostile(found: str) -> tuple[str, str]:
    if found == "data:":
        return "Có ảnh hoặc tệp dán thẳng vào bài (data:).", "lưu ảnh thành tệp .jpg hoặc .png, để cạnh bài viết"
    if found.endswith(":") and found not in ("javascript:", "vbscript:"):
        return (
            f"Liên kết kiểu “{found}” không dùng được.",
            "chép tệp vào cạnh bài viết và ghi tên tệp, hoặc ghi https://…",
        )
    return f"Có mã lệnh không được phép: {found}", "xóa đoạn mã; muốn nhúng video thì ghi vào trường video"


def _link(tree: Tree, held: Mapping[str, Holdings], unit: Unit, item: Item, href: str, error):  # type: ignore[no-untyped-def]
    found = target(href, item.origin)
    if found is None:
        yield error(
            href, f"Liên kết “{href[:60]}” chỉ ra ngoài thư mục của đơn vị.", "chép tệp vào cạnh bài viết", "duong-dan"
        )
    elif found.file is not None and found.file.endswith((".md", ".yml")):
        if found.file not in tree.folder.files:
            yield error(href, f"Liên kết tới bài không có: “{href[:60]}”.", "sửa tên tệp trong liên kết", "thieu-tep")
    elif found.file is not None:
        yield from file_complaints(tree, item, found.file, error(href, "", "", "").line)
    elif (
        found.page is not None
        and found.page.count("/") > 1
        and found.page.split("/")[0] in ("thu-tuc", "van-ban", "ke-hoach", "tin-tuc", "phan-anh")
    ):
        key = found.page.rstrip("/")
        known = key in held[unit.ma].items or RESERVED_IDS & {*key.split("/")}
        if not known and not re.fullmatch(r"tin-tuc/\d{4}", key):
            yield error(
                href,
                f"Liên kết tới địa chỉ không có trong chuyên mục: “{href[:60]}”.",
                "sửa địa chỉ",
                "lien-ket",
                stops=False,
            )
