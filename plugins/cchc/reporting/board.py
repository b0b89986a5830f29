"""The board of an office: units × months, worst first (requirement 136). Made of one short summary a unit."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from cchc.model.unit import Unit
from cchc.reading.tree import Survey
from cchc.reporting.figures import figures
from cchc.reporting.report import Cell, Chapter, Grid, Report
from cchc.section.public import Public
from cchc.vietnamese.calendar import official_date
from cchc.vietnamese.collation import sort_key
from cchc.vietnamese.schedule import Span

_CONTACTS = (("duong_day_nong", "đường dây nóng"), ("email_phan_anh", "thư điện tử"), ("dia_chi", "địa chỉ"))


class Summary(NamedTuple):
    """What an office needs to know of one unit in one year; a few dozen bytes, whatever the unit holds."""

    ma: str
    name: str
    news: tuple[int, ...]
    """Of each month that has begun."""
    newest: date | None
    plans: int
    late_tasks: int
    late_answers: int
    procedures_missing: int
    """Declared but not listed."""
    contacts_missing: tuple[str, ...]

    @property
    def empty_months(self) -> int:
        """Months that are over and have no news."""
        return self.news[:-1].count(0)

    @property
    def missing(self) -> tuple[str, ...]:
        """What the unit does not show at all."""
        plan = () if self.plans else ("kế hoạch năm",)
        few = (f"{self.procedures_missing} thủ tục",) if self.procedures_missing else ()
        return (*plan, *self.contacts_missing, *few)

    @property
    def faults(self) -> int:
        """What orders the board: everything that is missing or late counts once."""
        missing = (not self.plans) + self.procedures_missing + len(self.contacts_missing)
        return self.empty_months + self.late_tasks + self.late_answers + missing


def summary_of(public: Public) -> Summary:
    """The summary of a unit for the year of `public.now`, up to that day."""
    unit, year = public.unit, public.now.year
    found = figures(public, Span(date(year, 1, 1), date(year, 12, 31)))
    listed = sum(found.by_online.values())
    return Summary(
        unit.ma,
        unit.name_at(public.now),
        tuple(found.by_month.values()),
        max((shown.item.ngay.day for shown in public.news if not shown.inherited), default=None),
        sum(year in shown.item.years for shown in public.plans if not shown.inherited),
        sum(line.is_late for line in found.tasks),
        found.answers.late,
        max((unit.so_tthc_cong_bo or 0) - listed, 0),
        tuple(name for field, name in _CONTACTS if not getattr(unit, field)),
    )


def listed_below(seen: Survey, ma: str, now: datetime, *, left_out: frozenset[str] = frozenset()) -> tuple[Unit, ...]:
    """The units on the board of `ma`: all below that still work, but for those `left_out`."""
    return tuple(unit for unit in seen.below(ma) if unit.ma not in left_out and not unit.ended(now))


def worst_first(summaries: Iterable[Summary]) -> list[Summary]:
    """The order of the board: most faults first, then fewest news, then by name."""
    return sorted(summaries, key=lambda one: (-one.faults, sum(one.news), sort_key(one.name), one.ma))


def board(office: Public, summaries: Iterable[Summary]) -> Report:
    """The board of the units below an office."""
    rows = worst_first(summaries)
    months = tuple(f"T{month}" for month in range(1, office.now.month + 1))
    header = ("Đơn vị", *months, "Cả năm", "Tin mới nhất", "Kế hoạch", "Việc chậm", "Phản ánh quá hạn", "Còn thiếu")
    grid = Grid("Theo dõi", header, tuple(map(_row, rows)))
    silent, planless = sum(not sum(one.news) for one in rows), sum(not one.plans for one in rows)
    late = sum(one.late_answers > 0 for one in rows)
    said = f"{len(rows)} đơn vị: {silent} chưa đăng tin nào, {planless} chưa có kế hoạch, {late} có phản ánh quá hạn."
    sentences = (said, "Đơn vị còn thiếu nhiều xếp trước.")
    about = f"{office.unit.name_at(office.now)}; số liệu {official_date(office.now.date())}."
    return Report(
        f"Bảng theo dõi các đơn vị năm {office.now.year}", about, (Chapter("Các đơn vị", sentences, (grid,)),)
    )


def _row(one: Summary) -> tuple[Cell, ...]:
    newest = f"{one.newest:%d/%m/%Y}" if one.newest else "chưa có"
    front: tuple[Cell, ...] = (one.name, *one.news, sum(one.news), newest, one.plans or "chưa có")
    return (*front, one.late_tasks, one.late_answers, ", ".join(one.missing) or "đủ")
