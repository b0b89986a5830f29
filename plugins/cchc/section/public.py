"""The one filter: what the public may see of a unit at an instant, and when that will next change.

Every page, feed, index, sitemap, data file, redirect and card is made from a `Public` and from nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeVar, cast

from cchc.model.document import Document
from cchc.model.index_series import IndexSeries
from cchc.model.item import Item, newest_first
from cchc.model.news import NewsItem
from cchc.model.page import Page
from cchc.model.plan import Plan
from cchc.model.procedure import Procedure
from cchc.model.progress import Progress
from cchc.model.reply import FeedbackReply
from cchc.model.unit import CONTACTS, Unit
from cchc.reading.tree import Tree
from cchc.section.below import Below, CarryingOut, below
from cchc.section.evidence import day_of, first_turn, progress_of, proving
from cchc.section.inheritance import Held, Holdings, applies, gone_at, heirs
from cchc.section.plan_ties import superiors
from cchc.section.shown import Shown, counts_unseen, first_change, shown_at, visible_at
from cchc.vietnamese.calendar import next_month
from cchc.vietnamese.collation import sort_key


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


def public(
    tree: Tree,
    held: Mapping[str, Holdings],
    ma: str,
    now: datetime,
    *,
    left_out: frozenset[str] = frozenset(),
    shown_below: Below | None = None,
) -> Public:
    """What the public may see of unit `ma` at `now`. News of the units in `left_out` are not shown by their parents.

    `shown_below`: what the units below show; None: all they hold is in the tree, and is looked at.
    """
    unit = tree.units[ma]
    mine = tuple(held[ma].items.values())
    visible = [one for one in mine if visible_at(tree, one, now)]
    shown = [shown_at(tree, one, unit, now) for one in visible]
    if shown_below is None:
        others = (child for child in tree.below(ma) if child.ma not in left_out)
        shown_below = below(tree, held, others, now, counted=unit.bang_cong_khai)
    proofs, internal = evidence(tree, held, unit, now)
    plans = _of(shown, Plan)
    above, under = _ties(tree, held, [one for one in visible if isinstance(one.item, Plan)], shown_below.plans, now)
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
        child_news=shown_below.news,
        proofs=proofs,
        internal_proofs=internal,
        progress=dict(progress_of((s.item for s in plans if not s.inherited), evidence_days(proofs, internal), now)),
        superior_plans=above,
        plans_under=under,
        gone=tuple(_gone(tree, held, unit)),
        next_change=_next_change(tree, held, unit, shown_below, now),
    )


def _ties(
    tree: Tree, held: Mapping[str, Holdings], plans: Iterable[Held], below: Iterable[CarryingOut], now: datetime
) -> tuple[Mapping[tuple[str, str], Shown[Plan]], Mapping[str, tuple[Shown[Plan], ...]]]:
    """`superior_plans` and `plans_under` of a section that shows these plans."""

    def shown(one: Held) -> Shown[Plan]:
        return cast(Shown[Plan], shown_at(tree, one, tree.units[one.owner], now))

    above: dict[tuple[str, str], Shown[Plan]] = {}
    found = list(below)
    for one in plans:
        for name, superior in superiors(tree, held, one, now):
            above[one.item.key, name] = shown(superior)
            found.append(CarryingOut(shown(one), superior.owner, superior.item.key))
    under: dict[str, dict[tuple[object, ...], Shown[Plan]]] = {one.item.key: {} for one in plans}
    owners = {one.item.key: one.owner for one in plans}
    for plan, owner, key in found:
        if owners.get(key) == owner:
            place = sort_key(plan.owner.ten), plan.owner.ma, *newest_first(plan.item), plan.moved
            under[key][place] = plan
    return above, {key: tuple(plan for _, plan in sorted(those.items())) for key, those in under.items()}


def _gone(tree: Tree, held: Mapping[str, Holdings], unit: Unit) -> Iterator[Gone]:
    for key, item in sorted(gone_at(tree, unit).items()):
        if item.go_bo and item.folder != IndexSeries.folder and key not in held[unit.ma].items and applies(item, unit):
            yield Gone(item.address, item.go_bo.day)


def _as_reached(tree: Tree, unit: Unit, now: datetime) -> Unit:
    """The unit with the contacts of the one it was merged into: nobody is sent to an office that is gone."""
    into = heirs(tree, unit) if unit.ended(now) else ()
    return unit.model_copy(update={name: getattr(into[-1], name) for name in CONTACTS}) if into else unit


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
            proofs.setdefault(task, []).append(shown_at(tree, one, unit, now))
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


def _next_change(tree: Tree, held: Mapping[str, Holdings], unit: Unit, shown_below: Below, now: datetime) -> datetime:
    """Never too late; too early where an instant shows nowhere (a name below in no list, news beyond the 50, …)."""
    units = (*tree.chain(unit.ma), *tree.below(unit.ma))
    own = held[unit.ma].items.values()
    # Texts that came down may link to what stays above.
    linked = (
        one for above in tree.chain(unit.ma)[:-1] for one in held[above.ma].items.values() if one.owner == above.ma
    )
    ahead = [
        *(instant for link in units for instant in link.instants() if instant > now),
        *(first_change(tree, one, now) for one in (*own, *linked)),
        *(first_turn(one.item, now) for one in own if isinstance(one.item, Plan)),
        shown_below.next_change,
    ]
    # The statistics count by month; the theme of a year comes with its first.
    return min([*filter(None, ahead), next_month(now)])
