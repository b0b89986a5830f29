"""When something is to be done, as plans say it: `Quý III, IV/2026`, `Ít nhất 01 lần/tháng`, `Trước ngày 15/12`.

Nothing is guessed: a text of which one word is not understood is no schedule. What the words leave open is settled
once, here: a school year runs from 1 September to 31 May, its first term to 18 January; its beginning is September,
its middle January, its end May. The beginning of a year is its first quarter, its middle May to July, its end its last
quarter; the beginning, middle and end of a month are its ten days each. `Tuần 2 tháng 9` is not settled: to some it is
days 8 to 14, to others the second week that begins on a Monday in it, or the second of which any day lies in it.
"""

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from cchc.vietnamese.slug import fold


class Every(StrEnum):
    """How often a thing comes round, by its folded word."""

    WEEK = "tuan"
    MONTH = "thang"
    QUARTER = "quy"
    TERM = "hoc ky"
    YEAR = "nam"


class Cadence(NamedTuple):
    """At least `times` in each such stretch of time."""

    times: int
    every: Every


class Span(NamedTuple):
    """From one day to another, both whole."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class PlanYear:
    """The year a plan is for; of a school year, the one it begins in."""

    year: int
    school: bool = False

    @property
    def whole(self) -> Span:
        """All its days."""
        return _school_year(self.year) if self.school else Span(date(self.year, 1, 1), date(self.year, 12, 31))

    def of(self, month: int) -> int:
        """The calendar year of a month named without one: of a school year those from August on come first."""
        return self.year + (self.school and month < 8)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a task is to be done. Never empty: what names no days is for the whole year of its plan."""

    spans: tuple[Span, ...]
    """In order of their first days."""
    cadence: Cadence | None = None
    continuous: bool = False
    """Goes on all the time: `thường xuyên`."""
    on_demand: bool = False
    """Also, or only, when something calls for it: `đột xuất`, `khi có văn bản mới`."""

    def since(self, day: date) -> "Schedule":
        """The schedule as it counts from `day` on; what was over by then stays, for the record."""
        return replace(self, spans=tuple(Span(day, s.last) if s.first < day <= s.last else s for s in self.spans))


def parse_schedule(text: str, plan: PlanYear) -> Schedule | None:
    """The schedule `text` says in a plan for `plan`; None where any of it is not understood, or is no real day."""
    rest = " ".join(re.sub(r"[–—‑]", "-", fold(text)).split())
    spans: list[Span] = []
    cadence: Cadence | None = None
    marks: set[str] = set()
    at = 0
    try:
        while at < len(rest):
            found, read = _next(rest, at)
            for meant in read(found, plan):
                if isinstance(meant, Span):
                    spans.append(meant)
                elif isinstance(meant, str):
                    marks.add(meant)
                elif cadence not in (None, meant):
                    return None
                else:
                    cadence = meant
            at = found.end()
    except ValueError:
        return None
    if not spans and not marks and cadence is None:
        return None
    return Schedule(tuple(sorted(set(spans))) or (plan.whole,), cadence, _CONTINUOUS in marks, _ON_DEMAND in marks)


_Meant = Span | Cadence | str
_Found = re.Match[str]
_CONTINUOUS, _ON_DEMAND, _PERIODIC = "thuong xuyen", "dot xuat", "dinh ky"
_BETWEEN = re.compile(r"[\s,;.()+&/-]+")
_YEAR = r"(?: ?(?:/|nam\b) ?(\d{4}))"
_DAY = r"(\d{1,2}) ?(?:/|-|\.| thang ) ?(\d{1,2})(?:(?: ?(?:/|-|\.|nam) ?)(\d{4}))?(?!\d)"
_MONTH = rf"(?:thang )?(?:1[0-2]|0?[1-9])\b{_YEAR}?"
_QUARTER = rf"(?:quy )?(?:iv|i{{1,3}}|0?[1-4])\b{_YEAR}?"
_AND = r"(?: ?(?:,|;|&|\+|va) ?| va )"
_TO = r"(?: ?- ?| den (?:het )?(?:cuoi )?)"
_PLACE = r"(?:dau|giua|cuoi)"
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _next(text: str, at: int) -> tuple[_Found, Callable[[_Found, PlanYear], Iterable[_Meant]]]:
    if found := _BETWEEN.match(text, at):
        return found, _nothing
    for pattern, read in _PHRASES:
        if found := pattern.match(text, at):
            return found, read
    raise ValueError(text[at:])


def _days(first: date, last: date) -> Span:
    if last < first:
        raise ValueError(first, last)
    return Span(first, last)


def _months(year: int, first: int, last: int) -> Span:
    return Span(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _school_year(year: int) -> Span:
    return Span(date(year, 9, 1), date(year + 1, 5, 31))


def _day(plan: PlanYear, day: str, month: str, year: str | None) -> date:
    return date(int(year) if year else plan.of(int(month)), int(month), int(day))


def _range_of_days(found: _Found, plan: PlanYear) -> Iterator[Span]:
    day, month, year, *end = found.groups()
    last = _day(plan, *end)
    yield _days(_day(plan, day, month or end[1], year or end[2]), last)


def _deadline(found: _Found, plan: PlanYear) -> Iterator[Span]:
    last = _day(plan, *found.groups())
    yield Span(min(plan.whole.first, last), last)


def _one_day(found: _Found, plan: PlanYear) -> Iterator[Span]:
    day = _day(plan, *found.groups())
    yield Span(day, day)


def _numbered(text: str, year_of: Callable[[int], int]) -> Iterator[tuple[int, int]]:
    """Numbers of months or quarters with their years; a year said last is that of all before it that have none."""
    said = [(_ROMAN.get(n) or int(n), year) for n, year in re.findall(rf"\b(iv|i{{1,3}}|\d{{1,2}})\b{_YEAR}?", text)]
    after = ""
    for number, year in reversed(said):
        after = year or after
        yield number, int(after) if after else year_of(number)


def _list_of(months: int) -> Callable[[_Found, PlanYear], Iterator[Span]]:
    """Stretches of so many months, by number, one each."""

    def read(found: _Found, plan: PlanYear) -> Iterator[Span]:
        for number, year in _numbered(found[0], lambda number: plan.of(number * months)):
            yield _months(year, (number - 1) * months + 1, number * months)

    return read


def _range_of(months: int) -> Callable[[_Found, PlanYear], Iterator[Span]]:
    """From one stretch of so many months to another."""

    def read(found: _Found, plan: PlanYear) -> Iterator[Span]:
        (last, until), (first, since) = _numbered(found[0], lambda number: plan.of(number * months))
        yield _days(
            _months(since, (first - 1) * months + 1, first * months).first, _months(until, 1, last * months).last
        )

    return read


def _third_of_month(found: _Found, plan: PlanYear) -> Iterator[Span]:
    month = int(found[2])
    whole = _months(int(found[3]) if found[3] else plan.of(month), month, month)
    first, last = {"dau": (1, 10), "giua": (11, 20), "cuoi": (21, whole.last.day)}[found[1]]
    yield Span(whole.first.replace(day=first), whole.first.replace(day=last))


def _nearest(plan: PlanYear, span_of: Callable[[int], Span], year: str | None) -> Span:
    """The span in the school year that begins in `year`; without one, in that which shares most days with the plan."""
    if year or plan.school:
        return span_of(int(year) if year else plan.year)

    def shared(span: Span) -> int:
        return (min(span.last, plan.whole.last) - max(span.first, plan.whole.first)).days

    return max(map(span_of, (plan.year, plan.year - 1)), key=shared)


def _terms(found: _Found, plan: PlanYear) -> Iterator[Span]:
    def first(year: int) -> Span:
        return Span(date(year, 9, 1), date(year + 1, 1, 18))

    def second(year: int) -> Span:
        return Span(date(year + 1, 1, 19), date(year + 1, 5, 31))

    for number in re.findall(r"ii|i|1|2", found[1]):
        yield _nearest(plan, second if number in ("ii", "2") else first, found[2])


def _of_school_year(found: _Found, plan: PlanYear) -> Iterator[Span]:
    for place in re.findall(_PLACE, found[1]):
        later, month = {"dau": (0, 9), "giua": (1, 1), "cuoi": (1, 5)}[place]
        yield _nearest(plan, lambda year, later=later, month=month: _months(year + later, month, month), found[2])  # type: ignore[misc]


def _whole_school_year(found: _Found, plan: PlanYear) -> Iterator[Span]:
    yield _nearest(plan, _school_year, found[1])


def _of_year(found: _Found, plan: PlanYear) -> Iterator[Span]:
    for place in re.findall(_PLACE, found[1]):
        first, last = {"dau": (1, 3), "giua": (5, 7), "cuoi": (10, 12)}[place]
        yield _months(int(found[2]) if found[2] else plan.of(last), first, last)


def _half(found: _Found, plan: PlanYear) -> Iterator[Span]:
    first, last = (7, 12) if found[1] == "cuoi" else (1, 6)
    yield _months(int(found[2]) if found[2] else plan.of(last), first, last)


def _years(found: _Found, _plan: PlanYear) -> Iterator[Span]:
    first, last = int(found[1]), int(found[2] or found[1])
    yield _days(date(first, 1, 1), date(last, 12, 31))


def _cadence(found: _Found, _plan: PlanYear) -> Iterator[Cadence]:
    times = next((group for group in (found["a"], found["b"]) if group), "1")
    yield Cadence(_NUMBERS.get(times) or int(times), Every(re.sub("ki$", "ky", found["every"])))


def _nothing(_found: _Found, _plan: PlanYear) -> Iterator[_Meant]:
    return iter(())


def _mark(name: str) -> Callable[[_Found, PlanYear], Iterator[str]]:
    return lambda _found, _plan: iter((name,))


_FROM = r"(\d{1,2})(?: ?(?:/|\.| thang ) ?(\d{1,2})(?: ?(?:/|\.|nam) ?(\d{4}))?)?"
_BY = r"(?:hoan thanh |xong |cham nhat |ket thuc )*(?:truoc|den het|den|cham nhat)"
_EACH = r"tuan|thang|quy|hoc k[yi]|nam"
_LEAST = r"(?:it nhat |toi thieu )?"
_SCHOOL = r"nam hoc(?: (\d{4}) ?- ?\d{4})?"
_ONE = r"(?P<%s>\d{1,2}|mot|hai|ba|bon)"
_OFTEN = r"(?: (?:lan|tin bai|tin|bai|buoi|ky|cuoc))+"
_PHRASES: tuple[tuple[re.Pattern[str], Callable[[_Found, PlanYear], Iterable[_Meant]]], ...] = tuple(
    (re.compile(pattern + r"(?!\w)"), read)
    for pattern, read in (
        (rf"tu (?:ngay )?{_FROM}(?: ?- ?| den (?:het )?)(?:ngay )?{_DAY}", _range_of_days),
        (rf"{_BY}(?: la)?(?: het)?(?: ngay)? {_DAY}", _deadline),
        (rf"(?:ngay )?{_DAY}", _one_day),
        (rf"({_PLACE}) thang (\d{{1,2}}){_YEAR}?", _third_of_month),
        (rf"(?:tu )?thang (?:1[0-2]|0?[1-9]){_YEAR}?{_TO}{_MONTH}", _range_of(1)),
        (rf"thang (?:1[0-2]|0?[1-9])\b{_YEAR}?(?:{_AND}{_MONTH})*", _list_of(1)),
        (rf"(?:tu )?quy (?:iv|i{{1,3}}|0?[1-4]){_YEAR}?{_TO}{_QUARTER}", _range_of(3)),
        (rf"quy (?:iv|i{{1,3}}|0?[1-4])\b{_YEAR}?(?:{_AND}{_QUARTER})*", _list_of(3)),
        (rf"(?:hoc k[yi]|hk) ?((?:ii|i|1|2)(?:{_AND}(?:hoc k[yi] )?(?:ii|i|1|2))?)(?:,? {_SCHOOL})?", _terms),
        (rf"({_PLACE}(?:{_AND}{_PLACE})*) {_SCHOOL}", _of_school_year),
        (rf"(?:ca |suot |trong )?{_SCHOOL}", _whole_school_year),
        (r"(?:06|6|sau) thang(?: (dau|cuoi))?(?: nam)?(?: (\d{4}))?", _half),
        (r"(?:giai doan|nhiem ky|tu nam)? ?(\d{4}) ?(?:-|den(?: nam)?) ?(\d{4})", _years),
        (rf"({_PLACE}(?:{_AND}{_PLACE})*) nam(?: (\d{{4}}))?", _of_year),
        (r"(?:ca |suot |trong )?nam (\d{4})()", _years),
        (rf"{_LEAST}{_ONE % 'a'}{_OFTEN} ?(?:/|moi|mot|tren) ?(?:0?1 |mot )?(?P<every>{_EACH})(?P<b>)", _cadence),
        (rf"(?:hang|moi) (?P<every>{_EACH})(?:,? {_LEAST}{_ONE % 'b'}{_OFTEN})?(?P<a>)", _cadence),
        (r"(?:ca|trong|suot) nam", lambda _found, plan: (plan.whole,)),
        (r"thuong xuyen(?:,? lien tuc)?|lien tuc", _mark(_CONTINUOUS)),
        (r"(?:va )?dot xuat|khi (?:co|can|phat sinh)[^,;]*|theo yeu cau", _mark(_ON_DEMAND)),
        (r"dinh ky", _mark(_PERIODIC)),
        (r"(?:va|hoac|trong|vao)", _nothing),
    )
)
"""What the words can be, the longer before the shorter that it begins with."""
