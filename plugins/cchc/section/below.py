"""What the units below show in a section: their newest news, the plans that carry out its own, when that changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from heapq import nsmallest
from typing import NamedTuple, cast

from cchc.model.item import Body, newest_first
from cchc.model.news import NewsItem
from cchc.model.plan import Plan
from cchc.model.unit import Unit
from cchc.reading.tree import Tree
from cchc.section.evidence import first_turn
from cchc.section.inheritance import Held, Holdings
from cchc.section.plan_ties import superiors
from cchc.section.shown import Shown, first_change, shown_at, visible_at

CHILD_NEWS = 50
"""How many news of the units below a parent lists."""


class CarryingOut(NamedTuple):
    """A plan of a unit, and one of a superior that it carries out."""

    plan: Shown[Plan]
    """Without its text."""
    owner: str
    key: str
    """Whose plan the other is, and which."""


class Below(NamedTuple):
    """What one or many units show above: so much and no more, whatever they hold."""

    news: tuple[Shown[NewsItem], ...] = ()
    """The newest, newest first."""
    plans: tuple[CarryingOut, ...] = ()
    next_change: datetime | None = None
    """The earliest instant at which any of it changes."""


def below(
    tree: Tree, held: Mapping[str, Holdings], units: Iterable[Unit], now: datetime, *, counted: bool = False
) -> Below:
    """What these units show above. `counted`: all they hold counts there, on a board."""
    return together([_of(tree, held, unit, now, counted=counted) for unit in units])


def together(parts: Sequence[Below]) -> Below:
    """What many show, of what some of them show each."""
    news = (shown for part in parts for shown in part.news)
    return Below(
        tuple(nsmallest(CHILD_NEWS, news, key=lambda s: (*newest_first(s.item)[1:], s.owner.ma))),
        tuple(plan for part in parts for plan in part.plans),
        min(filter(None, (part.next_change for part in parts)), default=None),
    )


def _of(tree: Tree, held: Mapping[str, Holdings], unit: Unit, now: datetime, *, counted: bool) -> Below:
    holds = held[unit.ma].items.values()
    own = [one for one in holds if one.owner == unit.ma]
    news = [one for one in own if isinstance(one.item, NewsItem)]
    plans = [one for one in own if isinstance(one.item, Plan)]
    changes = [first_change(tree, one, now) for one in (holds if counted else (*news, *plans))]
    changes += [first_turn(one.item, now) for one in (holds if counted else ()) if isinstance(one.item, Plan)]
    seen = (cast(NewsItem, one.item) for one in news if visible_at(tree, one, now))
    return Below(
        tuple(Shown(item, unit, inherited=False, changed=False) for item in seen),
        tuple(_carrying_out(tree, held, plans, now)),
        min(filter(None, changes), default=None),
    )


def _carrying_out(
    tree: Tree, held: Mapping[str, Holdings], plans: Iterable[Held], now: datetime
) -> Iterator[CarryingOut]:
    for one in plans:
        if visible_at(tree, one, now):
            shown = cast(Shown[Plan], shown_at(tree, one, tree.units[one.owner], now))
            named = {(found.owner, found.item.key) for _, found in superiors(tree, held, one, now)}
            bare = shown.item.model_copy(update={"body": Body()})
            yield from (CarryingOut(replace(shown, item=bare), *other) for other in sorted(named))
