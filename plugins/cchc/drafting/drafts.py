"""New content files: filled in as far as can be known, as drafts, with a comment where the author must choose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cchc.drafting.filling import FILLINGS, Filling
from cchc.drafting.proposals import Shelf, proofs, tags, used_last
from cchc.model.fields import RESERVED_IDS
from cchc.model.item import Item
from cchc.model.labels import example
from cchc.model.types import CONTENT_TYPES, UNIT_FILE, UNITS_FOLDER
from cchc.model.unit import Unit
from cchc.reading.tree import Tree
from cchc.reading.writing import scalar, write_yaml
from cchc.section.inheritance import gone_at
from cchc.vietnamese.slug import id_from

_OFFERED = {
    "tin-tuc": ("tom_tat", "loai", "hinh_thuc", "doi_tuong", "the", "tac_gia", "don_vi_phu_trach", "anh", "mo_ta_anh"),
    "thu-tuc": ("ma", "qd_cong_bo", "truc_tuyen", "url_dvc", "thuong_xuyen"),
    "ke-hoach": ("so_ky_hieu", "ngay_ban_hanh", "dia_danh", "co_quan_chu_quan", "nguoi_ky", "chuc_vu", "noi_nhan"),
    "van-ban": ("so_ky_hieu", "ngay_ban_hanh", "hieu_luc_tu", "nguoi_ky", "linh_vuc", "the", "tep"),
    "phan-anh": ("nguoi_gui", "loai", "han_tra_loi", "ngay_tra_loi", "don_vi_tra_loi", "the"),
    "chi-so": ("don_vi_tinh", "muc_tieu"),
    "trang": ("tom_tat",),
    "don-vi": ("cap_hoc", "dia_chi", "duong_day_nong", "email_phan_anh", "url", "dinh_danh"),
}
"""Fields offered as comments, by type, where they are not stated: those most authors use."""
_AS_LAST = ("tac_gia", "don_vi_phu_trach", "dia_danh", "co_quan_chu_quan", "nguoi_ky", "chuc_vu", "noi_nhan")
"""Offered as the unit wrote them last: mostly the same again, yet nothing to state unread."""
_PROVING = ("tin-tuc", "thu-tuc", "van-ban", "phan-anh", "trang")
_CUT = 70
"""Characters of a task shown beside its reference."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A new file, not yet written."""

    path: str
    """Inside the unit's folder."""
    text: str
    id: str
    """Its id; the `ma` of a unit."""


def draft(kind: str, title: str, shelf: Shelf) -> Draft:
    """A new file titled `title` for the unit of `shelf`, dated by its `now`.

    Raises ValueError for a title without a letter or digit.
    """
    name = id_from(title)
    if not name:
        raise ValueError(title)
    name += "-1" if name in RESERVED_IDS else ""
    filling = FILLINGS[kind](title, shelf)
    if kind == UNITS_FOLDER:
        head = [f"ma: {name}", *_stated(filling), *_comments(kind, title, filling, shelf)]
        return Draft(f"{UNITS_FOLDER}/{name}/{UNIT_FILE}", "\n".join(head) + "\n", name)
    lines = [f"id: {name}", *_stated(filling), *_evidence(kind, title, shelf), *_comments(kind, title, filling, shelf)]
    lines += [f"ngay_cap_nhat: {shelf.now:%Y-%m-%d}", "# Viết xong thì xóa dòng dưới để bài được đăng:", "nhap: true"]
    text = "\n".join(lines) + "\n"
    if kind == "chi-so":
        return Draft(f"chi-so/{name}.yml", text, name)
    folder = f"tin-tuc/{shelf.now.year}" if kind == "tin-tuc" else kind
    return Draft(f"{folder}/{name}.md", f"---\n{text}---\n{filling.body}", name)


def taken(tree: Tree, kind: str, made: Draft, shelf: Shelf) -> str | None:
    """The file whose address `made` would have, here or where it would come down to; None where it is free."""
    if kind == UNITS_FOLDER:
        return tree.units[made.id].origin.path if made.id in tree.units else None
    key = f"{made.path.rpartition('/')[0]}/{made.id}"
    units = [shelf.unit, *(tree.below(shelf.unit.ma) if CONTENT_TYPES[kind].inherits else ())]
    for unit in units:
        others = [*tree.items[unit.ma], *tree.refused.get(unit.ma, ()), *gone_at(tree, unit).values()]
        others += [one.item for one in shelf.held[unit.ma].items.values()]
        if found := next((one.origin.path for one in others if one.key == key), None):
            return found
    return None


def _stated(filling: Filling) -> Iterator[str]:
    if note := filling.notes.get(""):
        yield f"# {note}"
    for name, value in filling.fields.items():
        if note := filling.notes.get(name):
            yield f"# {note}"
        many = isinstance(value, tuple) and isinstance(value[0], dict)
        yield write_yaml({name: value}).rstrip("\n") if many else f"{name}: {_inline(value)}"


def _comments(kind: str, title: str, filling: Filling, shelf: Shelf) -> Iterator[str]:
    model = CONTENT_TYPES.get(kind, Unit)
    before: tuple[Item, ...] = shelf.own(CONTENT_TYPES[kind]) if kind in CONTENT_TYPES else ()
    used = {name: last for name in _AS_LAST if (last := used_last(before, name))}
    if found := tags(title, shelf):
        used["the"] = found
    known = {**used, **filling.offered}
    yield "# Bỏ dấu # ở đầu dòng để dùng:"
    for name in (*_OFFERED[kind], *filling.more):
        if name not in filling.fields:
            # A comment above an offered field has a dash: it is no line to use.
            if note := filling.notes.get(name):
                yield f"# – {note}"
            yield f"# {name}: {_inline(known[name]) if name in known else example(model.__name__, name)}"


def _evidence(kind: str, title: str, shelf: Shelf) -> Iterator[str]:
    found = proofs(title, shelf) if kind in _PROVING else ()
    if not found:
        return
    yield "# Bài này là minh chứng cho nhiệm vụ nào của kế hoạch thì bỏ dấu # ở đầu MỘT dòng dưới đây."
    if len(found) > 1:
        yield f"# (Cho hai nhiệm vụ thì ghi: minh_chung: {_inline(tuple(reference for reference, _ in found[:2]))})"
    for reference, task in found:
        yield f"# minh_chung: {scalar(reference)}  # {_cut(task.noi_dung)} ({_cut(task.thoi_gian)})"


def _inline(value: Any) -> str:
    """A value on one line: a text, or `[one, two]`."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(scalar, value))}]" if len(value) > 1 else scalar(value[0])
    return scalar(value)


def _cut(text: str) -> str:
    words = " ".join(re.sub(r"[*_`]|<br>", " ", text).split())
    return words if len(words) <= _CUT else words[:_CUT].rsplit(" ", 1)[0] + "…"
