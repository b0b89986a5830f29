"""Periods people report on: `2026-Q3`, `2026-H1`, `2026`, `2025-2026`."""

import calendar
import re
from datetime import date
from typing import NamedTuple

from cchc.vietnamese.schedule import Span

_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{4})))?", re.IGNORECASE)
_QUARTERS = ("I", "II", "III", "IV")
_HALVES = ("đầu", "cuối")


class Period(NamedTuple):
    """Some days and what they are called."""

    name: str
    """As asked for, in small letters: `2026-q3`."""
    vn: str
    """`quý III năm 2026`, as it stands in a title."""
    span: Span


def parse_period(text: str) -> Period | None:
    """The period `text` names; None if it names none. A school year runs to the end of August: no day is in no report.

    (Its plan ends with May: `vietnamese/schedule.py`.)
    """
    found = _PERIOD.fullmatch(text.strip())
    if not found or not 1900 <= int(found[1]) <= 2998:
        return None
    year, quarter, half, other = int(found[1]), found[2], found[3], found[4]
    if other and int(other) != year + 1:
        return None
    if other:
        vn, first, last = f"năm học {year}-{other}", date(year, 9, 1), date(year + 1, 8, 31)
    elif quarter:
        vn, first, last = f"quý {_QUARTERS[int(quarter) - 1]} năm {year}", *_days(year, 3, int(quarter))
    elif half:
        vn, first, last = f"6 tháng {_HALVES[int(half) - 1]} năm {year}", *_days(year, 6, int(half))
    else:
        vn, first, last = f"năm {year}", date(year, 1, 1), date(year, 12, 31)
    return Period(found[0].lower(), vn, Span(first, last))


def _days(year: int, months: int, number: int) -> tuple[date, date]:
    last = months * number
    return date(year, last - months + 1, 1), date(year, last, calendar.monthrange(year, last)[1])
