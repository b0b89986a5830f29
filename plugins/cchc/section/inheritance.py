"""Down, override, merger: which items a unit holds – its own, those of the units above, of units merged into it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from cchc.model.item import Item
from cchc.model.types import author_fields
from cchc.model.unit import Unit
from cchc.reading.complaints import Complaint
from cchc.reading.tree import Kin, Survey, Tree

_OWN_BUSINESS = {"id", "ghi_de", "origin", "body", "own_fields", "nam_thu_muc"}
_INHERITABLE = ("thu-tuc", "van-ban", "ke-hoach", "trang")
_MOVING = ("tin-tuc", "ke-hoach", "van-ban", "phan-anh")
"""What a merged unit leaves to its successor; its pages, indices and procedures speak of itself and stay."""
_UNSAID = {"nhap", "nguoi_duyet", "ngay_duyet"}
"""Fields of an override that change nothing people see: no part of what a unit made its own."""


@dataclass(frozen=True, slots=True)
class Held:
    """An item as one unit holds it: merged over what is above."""

    item: Item
    owner: str
    """Unit whose item it is; feed ids and the canonical address are its."""
    at_owner: Item
    """The item as its owner wrote it."""
    sources: tuple[Item, ...]
    """Every file it is made of: the owner's first, then the overrides going down."""
    moved: datetime | None = None
    """When the owner, merged into this unit, leaves the item to it; None for an item it has by itself or from above."""

    @property
    def changed(self) -> bool:
        """True where a unit below the owner changed something."""
        return len(self.sources) > 1


@dataclass(frozen=True, slots=True)
class Holdings:
    """All a unit holds, by address key, and what was wrong in putting it together."""

    items: Mapping[str, Held]
    complaints: tuple[Complaint, ...]


def holdings(tree: Tree) -> Mapping[str, Holdings]:
    """For every unit of the tree that was read, parents first: what it holds."""
    found: dict[str, Holdings] = {}
    reaching: dict[str, Mapping[str, Held]] = {}
    for unit in tree.units_read:
        above = reaching[unit.parent] if unit.parent else {}
        inherited = {key: held for key, held in above.items() if comes_down(held.item)}
        reaching[unit.ma], complaints = _hold(tree, unit, inherited)
        # What is not for this unit may still be for one below it.
        mine = {
            key: held for key, held in reaching[unit.ma].items() if held.owner == unit.ma or applies(held.item, unit)
        }
        found[unit.ma] = Holdings(mine, complaints)
    for unit in tree.units_read:
        for heir in heirs(tree, unit):
            if heir.ma in found:
                found[heir.ma] = _taken_over(found[heir.ma], found[unit.ma], unit)
    return found


def heirs(seen: Survey | Kin, unit: Unit) -> tuple[Unit, ...]:
    """The unit it was merged into, the one that was merged into later, and so on.

    Both sides must say so: `sap_nhap_vao` with `ngung_tu` here, `dinh_danh_cu` there; nobody publishes on another's
    section unasked.
    """
    found = [unit]
    while unit.ngung_tu and (heir := seen.units.get(unit.sap_nhap_vao or "")) and heir not in found:
        if unit.dinh_danh not in heir.dinh_danh_cu:
            break
        found.append(heir)
        unit = heir
    return tuple(found[1:])


def merged_into(seen: Survey, unit: Unit) -> tuple[Unit, ...]:
    """The units it is an heir of."""
    return _merged(seen.kin).get(unit.ma, ())


@lru_cache(maxsize=1)
def _merged(kin: Kin) -> Mapping[str, tuple[Unit, ...]]:
    found: dict[str, tuple[Unit, ...]] = {}
    for unit in kin.units.values():
        for heir in heirs(kin, unit):
            found[heir.ma] = (*found.get(heir.ma, ()), unit)
    return found


def gone_at(tree: Tree, unit: Unit) -> Mapping[str, Item]:
    """By key: what was taken down of all the unit has had, its own, from above, or of a unit merged into it."""
    above = (one for link in tree.chain(unit.ma)[:-1] for one in tree.gone.get(link.ma, ()) if comes_down(one))
    theirs = (one for link in merged_into(tree, unit) for one in tree.gone.get(link.ma, ()) if one.folder in _MOVING)
    return {one.key: one for one in (*theirs, *above, *tree.gone.get(unit.ma, ()))}


def _taken_over(mine: Holdings, theirs: Holdings, unit: Unit) -> Holdings:
    """Holdings with what `unit` wrote itself; where an address is taken, it stays in its archive alone."""
    assert unit.ngung_tu is not None
    items, complaints = dict(mine.items), list(mine.complaints)
    for key, one in theirs.items.items():
        if one.owner != unit.ma or one.item.folder not in _MOVING:
            continue
        if (here := mine.items.get(key)) is None:
            items[key] = replace(one, moved=unit.ngung_tu.start)
            continue
        what = f"Địa chỉ `{key}` trùng với bài của {unit.ten} (đã sáp nhập): bài ấy chỉ còn ở bản lưu trữ."
        how = "muốn giữ cả hai: đổi `id` của một bài, ghi địa chỉ cũ của nó vào `dia_chi_cu`"
        complaints.append(doubt(here.item, "id", what, how, "trung-id"))
    return Holdings(items, tuple(complaints))


def applies(item: Item, unit: Unit) -> bool:
    """False where the item is limited to school levels the unit does not teach."""
    return not item.cap_hoc or not unit.cap_hoc or bool(set(item.cap_hoc) & set(unit.cap_hoc))


def comes_down(item: Item) -> bool:
    """True where the units below hold the item too, so that what is wrong with it is theirs as well."""
    return item.folder in _INHERITABLE and (item.inherits or item.ke_thua)


def _hold(tree: Tree, unit: Unit, inherited: Mapping[str, Held]) -> tuple[Mapping[str, Held], tuple[Complaint, ...]]:
    gone = gone_at(tree, unit)
    items = {key: held for key, held in inherited.items() if key not in gone}
    complaints: list[Complaint] = []
    own: dict[str, Item] = {}
    for item in tree.items[unit.ma]:
        if item.key in gone:
            complaints.append(_address_of_gone(item, gone[item.key]))
            continue
        if item.key in own:
            other = own[item.key].origin.path
            complaints.append(
                complain(
                    item, "id", f"Địa chỉ `{item.id}` trùng với {other}.", "đổi `id` của một trong hai bài", "trung-id"
                )
            )
            continue
        own[item.key] = item
        if item.ghi_de:
            if item.key not in inherited:
                if not any(
                    item.key == refused.key for link in tree.chain(unit.ma) for refused in tree.refused.get(link.ma, ())
                ):
                    complaints.append(_nothing_to_override(item))
                continue
            items[item.key] = override(inherited[item.key], item)
            complaints += _changed_law(item)
        elif item.key in inherited:
            whose = tree.units[inherited[item.key].owner].ten
            complaints.append(
                complain(
                    item,
                    "id",
                    f"Địa chỉ `{item.id}` trùng với mục kế thừa từ {whose}.",
                    "muốn sửa mục kế thừa: thêm dòng ghi_de: true; muốn là mục riêng: đổi id",
                    "trung-id",
                )
            )
        else:
            items[item.key] = Held(item, unit.ma, item, (item,))
    return items, tuple(complaints)


def override(base: Held, change: Item) -> Held:
    """`change` laid over `base`: fields it sets replace whole, body sections replace by heading."""
    fields = change.model_fields_set & set(author_fields(type(change))) - _OWN_BUSINESS
    update = {name: getattr(change, name) for name in fields}
    update["body"] = base.item.body.overridden_by(change.body)
    update["own_fields"] = tuple(sorted({*base.item.own_fields, *fields} - _UNSAID))
    return Held(base.item.model_copy(update=update), base.owner, base.at_owner, (*base.sources, change))


def complain(item: Item, field: str, what: str, how: str, rule: str, *, error: bool = True) -> Complaint:
    """A complaint about a field of an item, at its line."""
    line = item.origin.lines.get(field, 1)
    spreads = comes_down(item)
    return Complaint(item.origin.unit, item.origin.path, line, what, how, rule, error, spreads and error, item.cap_hoc)


def doubt(item: Item, field: str, what: str, how: str, rule: str) -> Complaint:
    """A complaint that stops nobody."""
    return complain(item, field, what, how, rule, error=False)


def _address_of_gone(item: Item, gone: Item) -> Complaint:
    day = gone.go_bo.vn if gone.go_bo else ""
    if item.ghi_de:
        return doubt(item, "ghi_de", f"Mục gốc `{item.id}` đã được gỡ bỏ ngày {day}.", "xóa tệp này", "ghi-de")
    what = f"Địa chỉ `{item.id}` là của bài đã gỡ bỏ ngày {day} ({gone.origin.path})."
    how = "đổi `id` (và tên tệp): người theo dõi RSS và người giữ liên kết cũ không được nhận nhầm bài mới"
    return complain(item, "id", what, how, "trung-id")


def _nothing_to_override(item: Item) -> Complaint:
    if item.folder not in _INHERITABLE:
        return complain(
            item, "ghi_de", f"Loại “{item.type_name}” không kế thừa nên không ghi đè được.", "xóa dòng ghi_de", "ghi-de"
        )
    return complain(
        item,
        "ghi_de",
        f"Không có mục `{item.id}` nào ở đơn vị cấp trên để ghi đè.",
        "xem lại `id`; nếu là mục riêng của đơn vị, xóa dòng ghi_de và ghi đủ các trường",
        "ghi-de",
    )


def _changed_law(item: Item) -> Iterator[Complaint]:
    free = item.legal_fields_free | {
        "khong_ap_dung",
        "ngay_cap_nhat",
        "nguoi_duyet",
        "ngay_duyet",
        "minh_chung",
        "nhap",
    }
    legal = sorted(item.model_fields_set & set(author_fields(type(item))) - _OWN_BUSINESS - free)
    if item.folder == "thu-tuc" and legal:
        yield doubt(
            item,
            legal[0],
            f"Bản riêng của đơn vị sửa nội dung pháp lý của thủ tục: {', '.join(legal)}.",
            "chỉ nên ghi tai_don_vi, url_phan_anh và phần “Hướng dẫn”; bỏ qua nếu đúng quyết định công bố của tỉnh",
            "ghi-de-phap-ly",
        )
    for passage in item.body.passages:
        if item.folder == "thu-tuc" and passage.heading and passage.key != "huong-dan":
            yield Complaint(
                item.origin.unit,
                item.origin.path,
                passage.line,
                f"Bản riêng của đơn vị thay phần “{passage.heading}” của thủ tục.",
                "chỉ nên viết phần “Hướng dẫn”; bỏ qua nếu đúng quyết định công bố của tỉnh",
                "ghi-de-phap-ly",
                error=False,
            )
