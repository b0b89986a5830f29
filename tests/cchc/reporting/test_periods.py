"""Periods as people ask for them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.reporting.periods import parse_period


@pytest.mark.parametrize(
    ("text", "vn", "first", "last"),
    [
        ("2026-Q3", "quý III năm 2026", "2026-07-01", "2026-09-30"),
        ("2024-q1", "quý I năm 2024", "2024-01-01", "2024-03-31"),
        ("2026-H1", "6 tháng đầu năm 2026", "2026-01-01", "2026-06-30"),
        ("2026-h2", "6 tháng cuối năm 2026", "2026-07-01", "2026-12-31"),
        (" 2026 ", "năm 2026", "2026-01-01", "2026-12-31"),
        ("2025-2026", "năm học 2025-2026", "2025-09-01", "2026-08-31"),
    ],
)
def test_a_period_has_days_and_a_name(text: str, vn: str, first: str, last: str) -> None:
    found = parse_period(text)

    assert found is not None
    assert (found.vn, str(found.span.first), str(found.span.last)) == (vn, first, last)
    assert found.name == text.strip().lower()


@pytest.mark.parametrize("text", ["", "2026-Q5", "2026-H3", "2025-2027", "2026-2025", "26", "quý III", "9999", "1899"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert parse_period(text) is None


@given(st.integers(1900, 2900), st.sampled_from(["Q", "H"]))
def test_the_parts_of_a_year_are_its_days_once(year: int, kind: str) -> None:
    parts = [parse_period(f"{year}-{kind}{number}") for number in range(1, 5 if kind == "Q" else 3)]
    spans = [part.span for part in parts if part]

    assert spans[0].first == date(year, 1, 1)
    assert spans[-1].last == date(year, 12, 31)
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(spans))
