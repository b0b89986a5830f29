"""Evidence of a plan's tasks: what a unit wrote that proves them, and how far each has come (requirements 86, 87)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from cchc.model.item import Item
from cchc.model.plan import Plan
from cchc.model.progress import Progress, progress, turning_days
from cchc.model.unit import Unit
from cchc.section.inheritance import Held, Holdings
from cchc.section.references import find_task, schedule_of, task_key, tasks_of
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.schedule import Schedule


def proving(held: Mapping[str, Holdings], unit: Unit) -> Iterator[tuple[str, Held]]:
    """Every task (`plan key#TT`) with each item that proves it at `unit`: what the unit wrote, whole or in an override.

    Only among the plans this section has: one above may have the same id and is another plan.
    """
    for one in held[unit.ma].items.values():
        writer = one.owner if one.moved else unit.ma
        own = (source for source in one.sources if source.origin.unit == writer)
        for reference in (reference for source in own for reference in source.minh_chung):
            # What came with a merged unit proves the plans that came with it: two schools may both have a 25/KH-THCS.
            plans = _of_owner(held[unit.ma], one.owner) if one.moved else held[unit.ma]
            if task := find_task({unit.ma: plans}, (unit,), reference):
                yield task, one


def _of_owner(holdings: Holdings, owner: str) -> Holdings:
    return Holdings({key: one for key, one in holdings.items.items() if one.moved and one.owner == owner}, ())


def day_of(item: Item) -> date | None:
    """The day an item speaks of, else that on which it was published; None for an item without any."""
    if item.own_date:
        return item.own_date.day
    return item.published.date() if item.published else None


def progress_of(
    plans: Iterable[Plan], days: Mapping[str, Sequence[date | None]], now: datetime
) -> Iterator[tuple[str, Progress]]:
    """How far each task has come whose schedule is understood; `days`: of what proves each (None: on no known day)."""
    for plan in plans:
        for task in tasks_of(plan.body):
            if when := schedule_of(plan, task):
                key = task_key(plan, task.tt)
                yield key, progress(when, [day for day in days.get(key, ()) if day], now.date())


def turning_instants(plan: Plan) -> Iterator[datetime]:
    """The instants at which a task of the plan may change its state by itself."""
    for task in tasks_of(plan.body):
        if when := schedule_of(plan, task):
            yield from _turning_instants(when)


def first_turn(plan: Plan, now: datetime) -> datetime | None:
    """The earliest instant after `now` at which a task of the plan may change its state by itself."""
    return min((instant for instant in turning_instants(plan) if instant > now), default=None)


@lru_cache(maxsize=1024)
def _turning_instants(schedule: Schedule) -> tuple[datetime, ...]:
    return tuple(Moment(day).start for day in turning_days(schedule))
