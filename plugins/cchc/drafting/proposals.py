"""What the unit already has → what a new item probably says: values used last, tags, fields, plan tasks, days."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median_high
from typing import Any, TypeVar

from cchc.drafting.likeness import likeness
from cchc.drafting.models import FIELD_WORDS
from cchc.model.item import Item
from cchc.model.news import NewsItem
from cchc.model.plan import Plan, Task
from cchc.model.reply import FeedbackReply
from cchc.model.unit import Unit
from cchc.model.vocabulary import LinhVuc
from cchc.section.inheritance import Holdings
from cchc.section.references import find_plan, find_task, task_key, tasks_of
from cchc.vietnamese.phrases import hear
from cchc.vietnamese.slug import fold

ItemT = TypeVar("ItemT", bound=Item)

_OFTEN = 3
"""How often one phrase of a text counts at most."""
_ALIKE = 6
"""Likeness from which an earlier item is a precedent: two pairs of words."""
_YEAR = 366
"""Days beyond which an answer's date is a slip of the hand."""
_MANY = 5
"""How many tasks, and how many tags, are proposed at most."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one unit has, as proposals see it at `now`. Drafts prove nothing about its habits."""

    unit: Unit
    held: Mapping[str, Holdings]
    now: datetime

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything the unit holds and shows or will show, the latest first."""
        found = [one.item for one in self.held[self.unit.ma].items.values()]
        return tuple(sorted((one for one in found if not one.nhap and not one.khong_ap_dung), key=_latest_first))

    def own(self, kind: type[ItemT]) -> tuple[ItemT, ...]:
        """Items of a type the unit wrote itself, the latest first."""
        mine = {key for key, one in self.held[self.unit.ma].items.items() if one.owner == self.unit.ma}
        return tuple(one for one in self.items if isinstance(one, kind) and one.key in mine)


def _latest_first(item: Item) -> tuple[float, str]:
    return (-item.published.timestamp() if item.published else float("inf"), item.key)


def used_last(items: Iterable[Item], field: str) -> Any:
    """The value `field` bears in the latest of `items` that has one; None where none has."""
    return next((value for one in items if (value := getattr(one, field, None))), None)


def likely_fields(text: str) -> tuple[LinhVuc, ...]:
    """The reform fields a text speaks of, best first; empty where nothing in it speaks for one.

    Each phrase of `FIELD_WORDS` counts its words, at most three times; what has less than half of the best is left out.
    """
    heard = hear(text)
    score = {
        field: sum(min(heard.count(phrase), _OFTEN) * len(phrase.split()) for phrase in phrases)
        for field, phrases in FIELD_WORDS.items()
    }
    best = max(score.values())
    return tuple(sorted((one for one in score if best and 2 * score[one] >= best), key=lambda one: -score[one]))


def field_of(title: str, shelf: Shelf, otherwise: LinhVuc | None) -> LinhVuc | None:
    """The reform field of a news item: as in the most similar one before, by its words, else `otherwise`."""
    alike = [(likeness(title, one.tieu_de), one) for one in shelf.own(NewsItem)]
    strong = max((pair for pair in alike if pair[0] >= _ALIKE), key=lambda pair: pair[0], default=None)
    if strong:
        return strong[1].linh_vuc[0]
    return next(iter(likely_fields(title)), otherwise)


def tags(title: str, shelf: Shelf) -> tuple[str, ...]:
    """The unit's tags: those the title says first, then the most used."""
    used = Counter(tag for one in shelf.own(Item) for tag in dict.fromkeys(one.the))
    heard = hear(title)
    return tuple(sorted(used, key=lambda tag: (not heard.says(tag), -used[tag], tag))[:_MANY])


def days_to_answer(shelf: Shelf) -> tuple[int, int] | None:
    """Median of the days the unit's answers took, at least 1, and how many answers there are; None without one."""
    answers = [(one.ngay_tra_loi, one.ngay_nhan) for one in shelf.own(FeedbackReply)]
    took = [days for answered, came in answers if answered and 0 <= (days := (answered.day - came.day).days) <= _YEAR]
    return (max(median_high(took), 1), len(took)) if took else None


def day_due(shelf: Shelf, days: int) -> str:
    """The day so many days after today, as a content file holds it."""
    return f"{shelf.now + timedelta(days=days):%Y-%m-%d}"


def proofs(title: str, shelf: Shelf) -> tuple[tuple[str, Task], ...]:
    """Tasks of this year's plans an item so titled may prove, with their references.

    The most likely first; where two are as likely, the unit's own before those of the units above.
    """
    own = shelf.own(Plan)
    found: dict[str, tuple[tuple[int, bool, int], Task]] = {}
    for plan in (one for one in shelf.items if isinstance(one, Plan) and _is_current(one, shelf.now)):
        for task in tasks_of(plan.body):
            reference = _reference(plan, task, shelf)
            if reference and reference not in found:
                score = likeness(title, f"{task.noi_dung} {task.hinh_thuc}") + due(task.thoi_gian, shelf.now)
                found[reference] = (-score, plan not in own, len(found)), task
    likely = sorted(found, key=lambda reference: found[reference][0])
    return tuple((reference, found[reference][1]) for reference in likely[:_MANY])


def _is_current(plan: Plan, now: datetime) -> bool:
    """A school year runs from August to July."""
    return now.year == plan.nam if plan.nam else plan.years == school_year(now)


def school_year(now: datetime) -> tuple[int, int]:
    """The two calendar years of the school year that contains `now`."""
    first = now.year if now.month >= 8 else now.year - 1
    return first, first + 1


def _reference(plan: Plan, task: Task, shelf: Shelf) -> str | None:
    """How the task is called so that just this one is found; None where nothing names it (two rows of one number)."""
    for name in plan.names:
        reference = f"{name}#{task.tt}"
        if find_plan(shelf.held, (shelf.unit,), name) is plan and find_task(
            shelf.held, (shelf.unit,), reference
        ) == task_key(plan, task.tt):
            return reference
    return None


_STEP = r"\s*(?:,|;|-|–|va|den|toi)\s*"
_MONTHS = re.compile(rf"\bthang (\d{{1,2}}(?:{_STEP}(?:thang )?\d{{1,2}})*)(?!\d)")
_QUARTERS = re.compile(rf"\bquy ((?:iv|i{{1,3}}|[1-4])(?:{_STEP}(?:quy )?(?:iv|i{{1,3}}|[1-4]))*)\b")
_DAYS = re.compile(r"(?<![\d/])\d{1,2}/(\d{1,2})\b")
_ALWAYS = re.compile(r"thuong xuyen|(?:hang|moi) (?:ngay|tuan|thang|quy)|/ ?(?:tuan|thang|quy)|(?:ca|trong) nam")
_YEARS = re.compile(r"(?<!\d)20\d\d(?![\d/])")
_TERMS = {r"hoc ky (?:i|1)\b": (9, 10, 11, 12), r"hoc ky (?:ii|2)\b": (1, 2, 3, 4, 5), "dau nam hoc": (8, 9)}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def due(schedule: str, now: datetime) -> int:
    """How a schedule of a plan speaks of `now`: 2 names its month or quarter, 1 is for always, 0 neither."""
    plain = " ".join(fold(schedule).split())
    years = {int(year) for year in _YEARS.findall(plain)}
    if years and not min(years) <= now.year <= max(years):
        return 0
    months = {month for found in _MONTHS.findall(plain) for month in _numbers(found)}
    months |= {int(month) for month in _DAYS.findall(plain)}
    months |= {month for term, named in _TERMS.items() if re.search(term, plain) for month in named}
    quarters = {quarter for found in _QUARTERS.findall(plain) for quarter in _numbers(found)}
    if now.month in months or (now.month + 2) // 3 in quarters:
        return 2
    return 1 if _ALWAYS.search(plain) else 0


def _numbers(listed: str) -> set[int]:
    """`9, 10` · `iii, iv` · `9-12` · `9 den thang 12`: the numbers, and those between where it is a range."""
    found: set[int] = set()
    for part in re.split(r",|;|va", listed):
        ends = [_ROMAN.get(one) or int(one) for one in re.findall(r"\b(?:\d+|iv|i{1,3})\b", part)]
        found |= {*ends, *range(ends[0], ends[-1] + 1)}
    return found
