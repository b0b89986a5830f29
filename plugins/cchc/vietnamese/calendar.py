"""Dates as Vietnam writes and counts them. The zone is the fixed offset +07:00."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::\d{2})?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+(\d{1,2})[:hg](\d{2}))?")
_WORDS = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day in Vietnam, with an hour where the author gave one."""

    day: date
    hour: time | None = None

    @property
    def start(self) -> datetime:
        """The instant a from-date begins: 00:00 of the day, or its hour."""
        return datetime.combine(self.day, self.hour or time(), VIETNAM)

    @property
    def end(self) -> datetime:
        """The first instant after an until- or due-date: the day counts whole; an hour counts to the minute."""
        if self.hour is None:
            return datetime.combine(self.day, time(), VIETNAM) + timedelta(days=1)
        return self.start + timedelta(minutes=1)

    @property
    def vn(self) -> str:
        """As people read it: `05/11/2026`, `05/11/2026 08:30`."""
        hour = f" {self.hour:%H:%M}" if self.hour else ""
        return f"{self.day:%d/%m/}{self.day.year:04d}{hour}"

    def __str__(self) -> str:
        """As a content file holds it: `2026-11-05`, `2026-11-05 08:30`."""
        hour = f" {self.hour:%H:%M}" if self.hour else ""
        return f"{self.day.isoformat()}{hour}"


def parse_moment(text: str) -> Moment | None:
    """`2026-11-05`, `05/11/2026`, each with an optional `HH:MM`; never month-first. None if it is no date.

    Years outside 1900–2999 are slips of the hand, and 9999 has no day after its last.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day, hour, minute = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year, hour, minute = found.groups()
    else:
        return None
    try:
        moment = time(int(hour), int(minute)) if hour is not None else None
        day_of_moment = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return Moment(day_of_moment, moment) if 1900 <= day_of_moment.year <= 2999 else None


def date_in_words(text: str) -> date | None:
    """The first `ngày 03 tháng 3 năm 2021`, `29/12/2023` or `2023-12-29` inside `text`; None without one."""
    for pattern in (_WORDS, _DAY_FIRST, _ISO):
        if found := pattern.search(text):
            numbers = [int(group) for group in found.groups()[:3]]
            year, month, day = numbers if pattern is _ISO else reversed(numbers)
            try:
                return date(year, month, day)
            except ValueError:
                continue
    return None


def official_date(day: date) -> str:
    """`ngày 03 tháng 3 năm 2021`: days under 10 and months 1 and 2 are padded (NĐ 30/2020, Phụ lục I)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def parse_now(text: str) -> datetime | None:
    """The instant of `--now`/`CCHC_NOW`: ISO 8601; without an offset it is Vietnam's time. None if unreadable.

    As of days, years outside 1900–2999 are slips of the hand.
    """
    try:
        instant = datetime.fromisoformat(text.strip())
        instant = instant.replace(tzinfo=VIETNAM) if instant.tzinfo is None else instant.astimezone(VIETNAM)
        return instant if 1900 <= instant.year <= 2999 else None
    except (ValueError, OverflowError):
        moment = parse_moment(text)
        return moment.start if moment else None


def next_month(now: datetime) -> datetime:
    """The first instant in Vietnam of the month after that of `now` (+07:00)."""
    return datetime(now.year + now.month // 12, now.month % 12 + 1, 1, tzinfo=VIETNAM)
