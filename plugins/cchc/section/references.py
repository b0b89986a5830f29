"""What names what: plan tasks (`25/KH-THCS#3`), documents by number, plans of superiors."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from cchc.model.document import Document
from cchc.model.item import Body
from cchc.model.plan import Plan, Task
from cchc.model.unit import Unit
from cchc.reading.markdown import convert
from cchc.reading.plan_tasks import read_tasks
from cchc.section.inheritance import Holdings
from cchc.vietnamese.calendar import date_in_words
from cchc.vietnamese.document_number import citations, number_key
from cchc.vietnamese.schedule import PlanYear, Schedule, parse_schedule
from cchc.vietnamese.slug import fold, slug


@lru_cache(maxsize=1024)
def tasks_of(body: Body) -> tuple[Task, ...]:
    """The tasks of a plan's body."""
    return read_tasks(body)


def schedule_of(plan: Plan, task: Task) -> Schedule | None:
    """When the task is to be done, not before the plan was signed; None where its words are not understood."""
    signed = plan.ngay_ban_hanh.day if plan.ngay_ban_hanh else None
    return _schedule(convert(task.thoi_gian).text, plan.plan_year, signed) if plan.plan_year else None


@lru_cache(maxsize=4096)
def _schedule(words: str, year: PlanYear, signed: date | None) -> Schedule | None:
    found = parse_schedule(words, year)
    return found.since(signed) if found and signed else found


def task_anchor(tt: str) -> str:
    """Anchor of a task on the plan's page: `nhiem-vu-3`, `nhiem-vu-ii-1`."""
    return f"nhiem-vu-{slug(tt)}"


def task_key(plan: Plan, tt: str) -> str:
    """Name of a task in the section: `ke-hoach/25-kh-thcs#3`."""
    return f"{plan.key}#{slug(tt)}"


def find_task(held: Mapping[str, Holdings], chain: tuple[Unit, ...], reference: str) -> str | None:
    """Key of the task `reference` names among the plans of the unit and those above it; None if there is none."""
    name, _, tt = reference.rpartition("#")
    plan = find_plan(held, chain, name)
    if plan is None:
        return None
    return next((task_key(plan, task.tt) for task in tasks_of(plan.body) if slug(task.tt) == slug(tt)), None)


def find_plan(held: Mapping[str, Holdings], chain: tuple[Unit, ...], name: str) -> Plan | None:
    """The plan called `name` (number or id), nearest unit first."""
    for unit in reversed(chain):
        for one in held[unit.ma].items.values():
            if (
                isinstance(one.item, Plan)
                and name.strip()
                and (name.strip() == one.item.id or _same_number(one.item.so_ky_hieu, name))
            ):
                return one.item
    return None


def means(name: str, by: Plan, other: Plan) -> bool:
    """True where `name`, as the plan `by` says it, is all of what `other` is called (quirk P13).

    That is its id, or its number with its day of issue; where no day is said, both must be for the same year.
    """
    number, day = _number_and_day(name)
    if other.so_ky_hieu is None or number != number_key(other.so_ky_hieu):
        return name.strip() == other.id
    if day:
        return other.ngay_ban_hanh is not None and other.ngay_ban_hanh.day == day
    return not {*by.years}.isdisjoint(other.years)


@lru_cache(maxsize=1024)
def _number_and_day(name: str) -> tuple[str, date | None]:
    cited = citations(name)
    return (cited[0].number.key, cited[0].day) if len(cited) == 1 else (number_key(name), None)


class Shelf:
    """Documents at hand, findable by what other papers call them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._by_number: dict[str, list[Document]] = {}
        self._by_id: dict[str, Document] = {}
        for document in documents:
            self._by_id[document.id] = document
            if document.so_ky_hieu:
                self._by_number.setdefault(number_key(document.so_ky_hieu), []).append(document)

    def find(self, reference: str) -> tuple[Document, ...]:
        """Documents `reference` may mean; a day or issuer in it narrows them down (quirk P13)."""
        cited = citations(reference)
        number = number_key(cited[0].number.text if cited else reference.split(" ngày ")[0])
        same = self._by_number.get(number, [])
        if not same:
            return (self._by_id[reference.strip()],) if reference.strip() in self._by_id else ()
        day = date_in_words(reference[cited[0].end :] if cited else reference)
        if day:
            same = [one for one in same if one.ngay_ban_hanh is None or one.ngay_ban_hanh.day == day]
        if len(same) > 1:
            plain = fold(reference)
            same = [one for one in same if fold(one.co_quan_ban_hanh) in plain or fold(one.loai.label) in plain] or same
        return tuple(same)

    def only(self, reference: str) -> Document | None:
        """The document `reference` means beyond doubt."""
        found = self.find(reference)
        return found[0] if len(found) == 1 else None


def _same_number(number: str | None, name: str) -> bool:
    return number is not None and number_key(number) == number_key(name)
