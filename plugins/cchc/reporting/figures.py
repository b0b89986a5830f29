"""Every figure about a unit, from one place: pages, reports and the board of units show these and count nothing.

Only what the public may see is counted, but for internal evidence of tasks, which counts and is not shown.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Any, NamedTuple, TypeVar

from cchc.model.fields import Choice
from cchc.model.news import NewsItem
from cchc.model.plan import Plan, Task
from cchc.model.progress import Progress
from cchc.model.reply import FeedbackReply
from cchc.model.vocabulary import (
    CapThucHien,
    HinhThuc,
    LinhVuc,
    LoaiTin,
    TrangThaiNhiemVu,
    TrangThaiPhanAnh,
    TrangThaiThuTuc,
    TrucTuyen,
    named,
)
from cchc.reading.markdown import convert
from cchc.reporting.periods import Period, parse_period
from cchc.section.public import Public
from cchc.section.references import task_key, tasks_of
from cchc.section.shown import Shown
from cchc.vietnamese.phrases import hear
from cchc.vietnamese.schedule import Span

ChoiceT = TypeVar("ChoiceT", bound=Choice)
REQUIRED_FORMS = (
    *(HinhThuc.HOI_NGHI, HinhThuc.TAP_HUAN, HinhThuc.WEBSITE),
    *(HinhThuc.CUOC_THI, HinhThuc.TOA_DAM, HinhThuc.SAN_KHAU_HOA),
)
"""The forms every unit should use each year (requirement 150)."""
_ENDED = (TrangThaiThuTuc.BI_THAY_THE, TrangThaiThuTuc.BAI_BO)


class Month(NamedTuple):
    """A calendar month."""

    year: int
    number: int

    @property
    def vn(self) -> str:
        """`Tháng 9/2026`."""
        return f"Tháng {self.number}/{self.year}"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task of a plan, and what is known of it."""

    plan: Shown[Plan]
    task: Task
    progress: Progress | None
    """None where its schedule is not understood."""
    proofs: tuple[Shown[Any], ...]
    unseen: int
    """How many internal items prove it."""

    @property
    def forms(self) -> tuple[HinhThuc, ...]:
        """The forms of communication its own words name, first said first (requirement 155)."""
        return named(HinhThuc, hear(convert(self.task.hinh_thuc).text))

    @property
    def is_proved(self) -> bool:
        """True where anything proves it, shown or internal."""
        return bool(self.proofs or self.unseen)

    @property
    def is_late(self) -> bool:
        """True where it should have been done, or a turn of it went by."""
        return self.progress is not None and self.progress.state is TrangThaiNhiemVu.CHAM


@dataclass(frozen=True, slots=True)
class Answers:
    """What people reported in a period, and how they were answered."""

    received: int
    answered: int
    on_time: int
    """Answered by the due day, of those that had one."""
    due: int
    """Answered or late, of those that had a due day: what `on_time` is a part of."""
    late: int
    """Still unanswered after the due day."""
    waiting: int
    days: float | None
    """Median days from report to answer; None where nothing was answered."""

    @property
    def tardy(self) -> int:
        """Answered after the due day."""
        return self.due - self.late - self.on_time

    @property
    def undated(self) -> int:
        """Answered, and had no due day."""
        return self.answered - self.on_time - self.tardy


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one unit over some days."""

    span: Span
    news: tuple[Shown[NewsItem], ...]
    """The unit's own news of those days, newest first."""
    by_month: Mapping[Month, int]
    """News of every month of the span, in order; a month to come has no entry."""
    by_field: Mapping[LinhVuc, int]
    """Every one of the seven fields; news of two fields count in both."""
    by_kind: Mapping[LoaiTin, int]
    by_form: Mapping[HinhThuc, int]
    """Every form; all news are on the website, whatever else they name."""
    documents: int
    by_level: Mapping[CapThucHien, int]
    """Procedures in force at the end of the span, by level."""
    by_online: Mapping[TrucTuyen, int]
    answers: Answers
    tasks: tuple[TaskLine, ...]
    """Of the unit's own plans whose year meets the span, as they stand now."""

    @property
    def empty_months(self) -> tuple[Month, ...]:
        """Months without any news (requirement 19)."""
        return tuple(month for month, count in self.by_month.items() if not count)

    @property
    def by_required_form(self) -> Mapping[HinhThuc, int]:
        """News of each form every unit should use."""
        return {form: self.by_form[form] for form in REQUIRED_FORMS}

    @property
    def by_state(self) -> Mapping[TrangThaiNhiemVu | None, int]:
        """Tasks by state; None: the schedule is not understood."""
        return Counter(line.progress.state if line.progress else None for line in self.tasks)


def figures(public: Public, span: Span) -> Figures:
    """The figures of a unit over `span`, as known at the instant of `public`: what came later is not counted."""
    news = tuple(s for s in public.news if not s.inherited and _within(span, s.item.ngay.day))
    papers = [s for s in public.documents if not s.inherited and s.item.ngay_ban_hanh]
    procedures = [s.item for s in public.procedures if s.item.trang_thai not in _ENDED]
    months = Counter(Month(s.item.ngay.day.year, s.item.ngay.day.month) for s in news)
    return Figures(
        span=span,
        news=news,
        by_month={month: months[month] for month in _months(span, public.now.date())},
        by_field=_count(LinhVuc, (field for s in news for field in s.item.linh_vuc)),
        by_kind=_count(LoaiTin, (s.item.loai for s in news)),
        by_form=_count(HinhThuc, (form for s in news for form in {HinhThuc.WEBSITE, *s.item.hinh_thuc})),
        documents=sum(_within(span, s.item.ngay_ban_hanh.day) for s in papers if s.item.ngay_ban_hanh),
        by_level=_count(CapThucHien, (level for one in procedures for level in one.cap)),
        by_online=_count(TrucTuyen, (one.truc_tuyen for one in procedures)),
        answers=answers_of((s.item for s in public.replies if _within(span, s.item.ngay_nhan.day)), public.now),
        tasks=tuple(_tasks(public, span)),
    )


def _within(span: Span, day: date) -> bool:
    return span.first <= day <= span.last


def _count(kind: type[ChoiceT], found: Iterable[ChoiceT]) -> Mapping[ChoiceT, int]:
    """Every value of the vocabulary in its order, those nobody used with 0."""
    counts = Counter(found)
    return {one: counts[one] for one in kind}


def _months(span: Span, today: date) -> Iterator[Month]:
    month, last = Month(span.first.year, span.first.month), min(span.last, today)
    while month <= (last.year, last.month):
        yield month
        month = Month(month.year + month.number // 12, month.number % 12 + 1)


def answers_of(replies: Iterable[FeedbackReply], now: datetime) -> Answers:
    """How the reports were answered, as known at `now`."""
    reports = list(replies)
    states = Counter(one.trang_thai(now) for one in reports)
    told = [(one, one.ngay_tra_loi) for one in reports if one.ngay_tra_loi and one.ngay_tra_loi.start <= now]
    limited = [answer.start < one.han_tra_loi.end for one, answer in told if one.han_tra_loi]
    days = [(answer.day - one.ngay_nhan.day).days for one, answer in told]
    return Answers(
        received=len(reports),
        answered=states[TrangThaiPhanAnh.DA_TRA_LOI],
        on_time=sum(limited),
        due=len(limited) + states[TrangThaiPhanAnh.QUA_HAN],
        late=states[TrangThaiPhanAnh.QUA_HAN],
        waiting=states[TrangThaiPhanAnh.DANG_XU_LY],
        days=median(days) if days else None,
    )


def answers_by_period(replies: Iterable[FeedbackReply], now: datetime) -> Iterator[tuple[Period, Answers]]:
    """Newest first: the quarters of this year and the last, years before them whole; none in which nothing came."""
    reports = list(replies)
    for year in sorted({one.ngay_nhan.day.year for one in reports}, reverse=True):
        names = [f"{year}-Q{number}" for number in (4, 3, 2, 1)] if year >= now.year - 1 else [str(year)]
        for period in filter(None, map(parse_period, names)):
            if found := [one for one in reports if _within(period.span, one.ngay_nhan.day)]:
                yield period, answers_of(found, now)


def _tasks(public: Public, span: Span) -> Iterator[TaskLine]:
    for plan in public.plans:
        year = plan.item.plan_year
        if not plan.inherited and year and year.whole.first <= span.last and year.whole.last >= span.first:
            yield from task_lines(public, plan)


def task_lines(public: Public, plan: Shown[Plan]) -> Iterator[TaskLine]:
    """The tasks of one plan, in its order, each with what is known of it in this section."""
    for task in tasks_of(plan.item.body):
        key = task_key(plan.item, task.tt)
        unseen = len(public.internal_proofs.get(key, ()))
        yield TaskLine(plan, task, public.progress.get(key), public.proofs.get(key, ()), unseen)
