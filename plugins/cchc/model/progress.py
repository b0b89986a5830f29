"""How far a task of a plan has come: what its schedule asks, what proves it, and the day (requirements 86, 87)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cchc.model.vocabulary import TrangThaiNhiemVu
from cchc.vietnamese.schedule import Every, Schedule, Span

_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}
_DAY = timedelta(days=1)
_NAMED = 6
"""So many turns are named one by one."""
_MIDDLE = 16
"""Last day of the first half of a month."""
FRESH_MONTHS = 1
"""What goes on all the time needs new evidence once so many whole calendar months had none (requirements 19, 20)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a task that comes round: a month of `ít nhất 01 lần/tháng`."""

    span: Span
    every: Every
    asked: int
    proofs: int

    @property
    def vn(self) -> str:
        """`tháng 9`, `quý III`, `năm 2026`; a week or a term by its days."""
        first, last = self.span
        if self.every is Every.MONTH:
            return f"tháng {first.month}"
        if self.every is Every.QUARTER:
            return f"quý {('I', 'II', 'III', 'IV')[(first.month - 1) // 3]}"
        return f"năm {first.year}" if self.every is Every.YEAR else f"{first:%d/%m}–{last:%d/%m}"

    def state(self, today: date) -> TrangThaiNhiemVu:
        """How this turn stands: met, still open, missed, or not yet begun."""
        if self.proofs >= self.asked:
            return TrangThaiNhiemVu.HOAN_THANH
        if today < self.span.first:
            return TrangThaiNhiemVu.CHUA_DEN_HAN
        return TrangThaiNhiemVu.DANG_THUC_HIEN if today <= self.span.last else TrangThaiNhiemVu.CHAM


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of a task on a day, and its turns where it has a cadence."""

    schedule: Schedule
    state: TrangThaiNhiemVu
    turns: tuple[Turn, ...] = ()
    stale_since: date | None = None
    """Of what goes on all the time: the day of its newest evidence, else of its beginning; None while that is fresh."""

    def missed(self, today: date) -> str:
        """The turns that went by without what they ask: `tháng 7, tháng 8`; of many, how many and the last."""
        found = [turn.vn for turn in self.turns if turn.state(today) is TrangThaiNhiemVu.CHAM]
        return f"{len(found)} kỳ, gần nhất là {found[-1]}" if len(found) > _NAMED else ", ".join(found)


def progress(schedule: Schedule, proofs: Sequence[date], today: date) -> Progress:
    """The progress of a task on `today`; `proofs`: the day of each thing that proves it.

    With a cadence every turn must have its own proofs. Without one, one proof is enough, whenever it came: a school
    that writes of its meeting a week later has held it. What is only done on demand is never late, and with nothing
    to show for it not done either.
    """
    begun, over = today >= schedule.spans[0].first, today > max(span.last for span in schedule.spans)
    turns = tuple(_turns(schedule, proofs))
    missed = any(turn.state(today) == TrangThaiNhiemVu.CHAM for turn in turns)
    if missed or (over and not proofs and not schedule.on_demand):
        state = TrangThaiNhiemVu.CHAM
    elif over:
        state = TrangThaiNhiemVu.HOAN_THANH if proofs else TrangThaiNhiemVu.KHONG_PHAT_SINH
    elif proofs:
        state = TrangThaiNhiemVu.DA_CO_MINH_CHUNG
    else:
        state = TrangThaiNhiemVu.DANG_THUC_HIEN if begun else TrangThaiNhiemVu.CHUA_DEN_HAN
    return Progress(schedule, state, turns, _stale_since(schedule, proofs, today))


def _stale_since(schedule: Schedule, proofs: Sequence[date], today: date) -> date | None:
    current = next((span for span in schedule.spans if span.first <= today <= span.last), None)
    if current is None or not schedule.continuous or schedule.cadence:
        return None
    newest = max((current.first, *proofs))
    months = (today.year - newest.year) * 12 + today.month - newest.month
    return newest if months > FRESH_MONTHS else None


def turning_days(schedule: Schedule) -> Iterator[date]:
    """Every day on whose first instant a task may change its state though nothing new proves it.

    What is no longer fresh becomes so with a month, which every section waits for.
    """
    for span in (*schedule.spans, *(turn.span for turn in _turns(schedule, ()))):
        yield span.first
        yield span.last + _DAY


def _turns(schedule: Schedule, proofs: Sequence[date]) -> Iterator[Turn]:
    if schedule.cadence is None:
        return
    for span in schedule.spans:
        first = span.first
        while first <= span.last:
            every = schedule.cadence.every
            last = min(_end(every, first), span.last)
            # Who signs in the second half of a month owes nothing for it yet.
            if every is not Every.MONTH or first.day <= _MIDDLE or last == span.last:
                found = sum(first <= day <= last for day in proofs)
                yield Turn(Span(first, last), every, schedule.cadence.times, found)
            first = last + _DAY


def _end(every: Every, day: date) -> date:
    """The last day of the week, month, quarter, term or year in which `day` lies."""
    if every is Every.WEEK:
        return day + timedelta(days=6 - day.weekday())
    if every is Every.TERM:
        ends = (date(day.year, 1, 18), date(day.year, 5, 31), date(day.year + 1, 1, 18))
        return next(end for end in ends if day <= end)
    months = _MONTHS[every]
    after = (day.month - 1) // months * months + months
    return date(day.year + after // 12, after % 12 + 1, 1) - _DAY
