"""The one filter: what the public may see of a unit at an instant, and when that will next change.

Every page, feed, index, sitemap, data file, redirect and card is made from a `Public` and from nothing else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar, cast

from cchc.model.document import Document
from cchc.model.index_series import IndexSeries
from cchc.model.item import Body, Item, newest_first
from cchc.model.news import NewsItem
from cchc.model.page import Page
from cchc.model.plan import Plan
from cchc.model.procedure import Procedure
from cchc.model.progress import Progress
from cchc.model.reply import FeedbackReply
from cchc.model.unit import CONTACTS, Unit
from cchc.model.vocabulary import TrangThaiPhanAnh
from cchc.reading.tree import Tree
from cchc.section.addresses import INDICES
from cchc.section.evidence import day_of, progress_of, proving, turning_instants
from cchc.section.inheritance import Held, Holdings, applies, gone_at, heirs
from cchc.section.plan_ties import plan_ties
from cchc.vietnamese.calendar import next_month
from cchc.vietnamese.collation import sort_key

ItemT = TypeVar("ItemT", bound=Item, covariant=True)
CHILD_NEWS = 50
"""How many news of the units below a parent lists."""


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


class Gone(NamedTuple):
    """All the public may know of an item that was taken down."""

    address: str
    day: date


@dataclass(frozen=True, slots=True)
class Public:
    """What the public may see of one unit at `now`."""

    unit: Unit
    chain: tuple[Unit, ...]
    """The unit and those above it, topmost first."""
    now: datetime
    news: tuple[Shown[NewsItem], ...]
    procedures: tuple[Shown[Procedure], ...]
    plans: tuple[Shown[Plan], ...]
    documents: tuple[Shown[Document], ...]
    replies: tuple[Shown[FeedbackReply], ...]
    series: tuple[Shown[IndexSeries], ...]
    pages: tuple[Shown[Page], ...]
    children: tuple[Unit, ...]
    """Units directly below."""
    child_news: tuple[Shown[NewsItem], ...]
    proofs: Mapping[str, tuple[Shown[Item], ...]]
    """By `plan key#TT`: public items that prove a task."""
    internal_proofs: Mapping[str, tuple[date | None, ...]]
    """By `plan key#TT`: the days of internal items that prove it; nothing else of them is public."""
    progress: Mapping[str, Progress]
    """By `plan key#TT`: how far each task of the unit's own plans has come whose schedule is understood."""
    superior_plans: Mapping[tuple[str, str], Shown[Plan]]
    """By plan key and the name it gives: the plan it carries out, even where that is not shown here."""
    plans_under: Mapping[str, tuple[Shown[Plan], ...]]
    """By plan key: the plans of this unit and those below that carry it out, in the order of their units' names."""
    gone: tuple[Gone, ...]
    """Addresses of what was taken down, in order."""
    next_change: datetime
    """The earliest instant after `now` at which any byte of the section would differ."""

    @property
    def everything(self) -> tuple[Shown[Item], ...]:
        """All items shown here, by type, in the order of their lists."""
        return (*self.news, *self.procedures, *self.plans, *self.documents, *self.replies, *self.series, *self.pages)


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


def public(
    tree: Tree, held: Mapping[str, Holdings], ma: str, now: datetime, *, left_out: frozenset[str] = frozenset()
) -> Public:
    """What the public may see of unit `ma` at `now`. News of the units in `left_out` are not shown by their parents."""
    unit = tree.units[ma]
    mine = tuple(held[ma].items.values())
    visible = {id(one) for one in mine if visible_at(tree, one, now)}
    shown = [_shown(tree, one, unit, now) for one in mine if id(one) in visible]
    below = tuple(child for child in tree.below(ma) if child.ma not in left_out)
    child_news = [
        Shown(one.item, child, inherited=False, changed=False)
        for child in below
        for one in held[child.ma].items.values()
        if one.owner == child.ma and isinstance(one.item, NewsItem) and visible_at(tree, one, now)
    ]
    proofs, internal = evidence(tree, held, unit, now)
    plans = _of(shown, Plan)

    def plan_of(one: Held) -> Shown[Plan]:
        return cast(Shown[Plan], _shown(tree, one, tree.units[one.owner], now))

    ties = plan_ties(tree, held, unit, below, lambda one: visible_at(tree, one, now))
    return Public(
        unit=_as_reached(tree, unit, now),
        chain=tree.chain(ma),
        now=now,
        news=_of(shown, NewsItem),
        procedures=tuple(
            sorted(_of(shown, Procedure), key=lambda s: (not s.item.thuong_xuyen, sort_key(s.item.ten), s.item.id))
        ),
        plans=plans,
        documents=_of(shown, Document),
        replies=_of(shown, FeedbackReply),
        series=tuple(sorted(_of(shown, IndexSeries), key=lambda s: (sort_key(s.item.ten), s.item.id))),
        pages=tuple(sorted(_of(shown, Page), key=_page_order)),
        children=tuple(child for child in tree.below(ma) if child.parent == ma),
        child_news=tuple(sorted(child_news, key=lambda s: (*newest_first(s.item)[1:], s.owner.ma)))[:CHILD_NEWS],
        proofs=proofs,
        internal_proofs=internal,
        progress=dict(progress_of((s.item for s in plans if not s.inherited), evidence_days(proofs, internal), now)),
        superior_plans={key: plan_of(one) for key, one in ties.above.items()},
        plans_under={key: tuple(map(plan_of, found)) for key, found in ties.under.items()},
        gone=tuple(_gone(tree, held, unit)),
        next_change=_next_change(tree, held, unit, below, now),
    )


def _gone(tree: Tree, held: Mapping[str, Holdings], unit: Unit) -> Iterator[Gone]:
    for key, item in sorted(gone_at(tree, unit).items()):
        if item.go_bo and item.folder != IndexSeries.folder and key not in held[unit.ma].items and applies(item, unit):
            yield Gone(item.address, item.go_bo.day)


def _as_reached(tree: Tree, unit: Unit, now: datetime) -> Unit:
    """The unit with the contacts of the one it was merged into: nobody is sent to an office that is gone."""
    into = heirs(tree, unit) if unit.ended(now) else ()
    return unit.model_copy(update={name: getattr(into[-1], name) for name in CONTACTS}) if into else unit


def visible_at(tree: Tree, held: Held, now: datetime) -> bool:
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


def _shown(tree: Tree, held: Held, unit: Unit, now: datetime) -> Shown[Item]:
    last = held.sources[-1].origin.unit
    return Shown(
        _as_told(held.item, now),
        tree.units[held.owner],
        inherited=held.owner != unit.ma,
        changed=held.changed and last == unit.ma,
        version=tree.units[last] if held.changed and last != unit.ma else None,
        moved=held.moved is not None,
    )


AnyItem = TypeVar("AnyItem", bound=Item)


def _of(shown: list[Shown[Item]], kind: type[AnyItem]) -> tuple[Shown[AnyItem], ...]:
    found = [cast(Shown[AnyItem], one) for one in shown if isinstance(one.item, kind)]
    return tuple(sorted(found, key=lambda one: newest_first(one.item)))


def _page_order(shown: Shown[Page]) -> tuple[object, ...]:
    place = shown.item.thu_tu
    return (place is None, place or 0, sort_key(shown.item.tieu_de), shown.item.id)


def evidence(
    tree: Tree, held: Mapping[str, Holdings], unit: Unit, now: datetime
) -> tuple[Mapping[str, tuple[Shown[Item], ...]], Mapping[str, tuple[date | None, ...]]]:
    """What proves each task (`plan key#TT`) of the plans a unit has: public items, and the days of internal ones."""
    proofs: dict[str, list[Shown[Item]]] = {}
    internal: dict[str, tuple[date | None, ...]] = {}
    for task, one in proving(held, unit):
        if visible_at(tree, one, now):
            proofs.setdefault(task, []).append(_shown(tree, one, unit, now))
        elif counts_unseen(one, now):
            internal[task] = (*internal.get(task, ()), day_of(one.item))
    by_day = {key: tuple(sorted(found, key=lambda s: newest_first(s.item)[1:])) for key, found in proofs.items()}
    return by_day, internal


def evidence_days(
    proofs: Mapping[str, tuple[Shown[Item], ...]], internal: Mapping[str, tuple[date | None, ...]]
) -> Mapping[str, tuple[date | None, ...]]:
    """The days of all that proves each task."""
    days = {key: tuple(day_of(shown.item) for shown in found) for key, found in proofs.items()}
    return {key: (*days.get(key, ()), *internal.get(key, ())) for key in {*days, *internal}}


def counts_unseen(held: Held, now: datetime) -> bool:
    """An internal item counts as evidence from its day on, without being shown."""
    item = held.item
    return item.pham_vi == "noi_bo" and not item.nhap and (item.published is None or item.published <= now)


def _next_change(
    tree: Tree, held: Mapping[str, Holdings], unit: Unit, below: tuple[Unit, ...], now: datetime
) -> datetime:
    """Never too late; too early where an instant shows nowhere (a name below in no list, news beyond the 50, …)."""
    units = (*tree.chain(unit.ma), *tree.below(unit.ma))
    ahead = [instant for link in units for instant in link.instants() if instant > now]
    own = held[unit.ma].items.values()
    news = (
        one
        for child in below
        for one in held[child.ma].items.values()
        if one.owner == child.ma and one.item.folder in ("tin-tuc", "ke-hoach")
    )
    # Texts that came down may link to what stays above.
    linked = (
        one for above in tree.chain(unit.ma)[:-1] for one in held[above.ma].items.values() if one.owner == above.ma
    )
    # The board of an office counts what those below show.
    counted = [one for child in below for one in held[child.ma].items.values()] if unit.bang_cong_khai else []
    for one in (*own, *news, *linked, *counted):
        instants = {instant for source in (one.item, *one.sources) for instant in source.instants() if instant > now}
        instants |= {one.moved} if one.moved and one.moved > now else set()
        if not instants:
            continue
        before = _view(tree, one, now)
        ahead += [instant for instant in sorted(instants) if _view(tree, one, instant) != before][:1]
    for one in (*own, *counted):
        if isinstance(one.item, Plan):
            ahead += [instant for instant in turning_instants(one.item) if instant > now]
    # The statistics count by month; the theme of a year comes with its first.
    return min([*ahead, next_month(now)])


def _view(tree: Tree, held: Held, now: datetime) -> tuple[object, ...]:
    """All that time alone can change in how an item is shown."""
    visible = visible_at(tree, held, now)
    unseen = not visible and bool(held.item.minh_chung) and counts_unseen(held, now)
    return visible, unseen, held.item.state_at(now) if visible else None
