"""The filter for one item: whether the public may see it in a section at an instant, and when that changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from cchc.model.index_series import IndexSeries
from cchc.model.item import Body, Item
from cchc.model.reply import FeedbackReply
from cchc.model.unit import Unit
from cchc.model.vocabulary import TrangThaiPhanAnh
from cchc.reading.tree import Survey
from cchc.section.addresses import INDICES
from cchc.section.inheritance import Held

ItemT = TypeVar("ItemT", bound=Item, covariant=True)


@dataclass(frozen=True, slots=True)
class Shown(Generic[ItemT]):
    """A public item in one section."""

    item: ItemT
    owner: Unit
    inherited: bool
    changed: bool
    """True where this unit laid a file of its own over it."""
    version: Unit | None = None
    """Unit above whose override is shown unchanged; None: the owner's own words."""
    moved: bool = False
    """True where the owner was merged into this unit and left it the item."""

    @property
    def address(self) -> str:
        """Address in the section, without leading `/`."""
        return address_of(self.item)

    @property
    def feed_id(self) -> str:
        """The same in every section and for ever (RFC 4151)."""
        return f"tag:{self.owner.tag}:{self.item.key}"

    @property
    def canonical(self) -> str | None:
        """The address above where the same words stand; None where the page stands for itself."""
        source = self.version or self.owner
        if self.inherited and not self.changed and not self.moved and source.url:
            return source.url + self.address
        return None


def address_of(item: Item) -> str:
    """Address of an item in a section; an index has no page of its own but a place on the page of all."""
    return f"{INDICES}#{item.id}" if isinstance(item, IndexSeries) else item.address


def is_public(item: Item, now: datetime) -> bool:
    """True where the item itself may be seen at `now`; an index only once something of it is announced."""
    if item.khong_ap_dung or (isinstance(item, IndexSeries) and not item.announced(now)):
        return False
    if item.published is not None and now < item.published:
        return False
    return is_open(item, now)


def is_open(item: Item, now: datetime) -> bool:
    """True where the author of this very file lets it be seen at `now`: no draft, not internal, in its time."""
    if item.nhap or item.pham_vi != "cong_khai":
        return False
    if item.dang_tu is not None and now < item.dang_tu.start:
        return False
    return item.het_han is None or now < item.het_han.end


def is_approved(item: Item, unit: Unit, now: datetime) -> bool:
    """True where the unit asks for no approval, or the file bears one that has begun to count."""
    if not unit.yeu_cau_duyet:
        return True
    return bool(item.nguoi_duyet and item.ngay_duyet and item.ngay_duyet.start <= now)


def visible_at(tree: Survey, held: Held, now: datetime) -> bool:
    """Public at its owner and as merged here, every file of it open and approved at the unit that wrote it.

    So nothing below publishes a draft, internal or scheduled override in between; only `khong_ap_dung` is undone.
    """
    return (
        (held.moved is None or held.moved <= now)
        and is_public(held.at_owner, now)
        and is_public(held.item, now)
        and all(is_open(source, now) for source in held.sources)
        and all(is_approved(source, tree.units[source.origin.unit], now) for source in held.sources)
    )


def _as_told(item: Item, now: datetime) -> Item:
    """An answer prepared for later is no part of a report yet: neither its text nor its day, papers and files."""
    if isinstance(item, FeedbackReply) and item.trang_thai(now) != TrangThaiPhanAnh.DA_TRA_LOI:
        return item.model_copy(update={"body": Body(), "ngay_tra_loi": None, "van_ban_tra_loi": (), "tep": ()})
    return item


def shown_at(tree: Survey, held: Held, unit: Unit, now: datetime) -> Shown[Item]:
    """The item as it is shown in the section of `unit`."""
    last = held.sources[-1].origin.unit
    return Shown(
        _as_told(held.item, now),
        tree.units[held.owner],
        inherited=held.owner != unit.ma,
        changed=held.changed and last == unit.ma,
        version=tree.units[last] if held.changed and last != unit.ma else None,
        moved=held.moved is not None,
    )


def counts_unseen(held: Held, now: datetime) -> bool:
    """An internal item counts as evidence from its day on, without being shown."""
    item = held.item
    return item.pham_vi == "noi_bo" and not item.nhap and (item.published is None or item.published <= now)


def _view(tree: Survey, held: Held, now: datetime) -> tuple[object, ...]:
    """All that time alone can change in how an item is shown."""
    visible = visible_at(tree, held, now)
    unseen = not visible and bool(held.item.minh_chung) and counts_unseen(held, now)
    return visible, unseen, held.item.state_at(now) if visible else None


def first_change(tree: Survey, held: Held, now: datetime) -> datetime | None:
    """The earliest instant after `now` at which time alone changes how the item is shown."""
    instants = {instant for source in (held.item, *held.sources) for instant in source.instants() if instant > now}
    instants |= {held.moved} if held.moved and held.moved > now else set()
    before = _view(tree, held, now) if instants else ()
    return next((instant for instant in sorted(instants) if _view(tree, held, instant) != before), None)
