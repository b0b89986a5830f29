"""Schedules as plans write them. Expectations were typed by hand, from reading the words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.vietnamese.schedule import Cadence, Every, PlanYear, Schedule, Span, parse_schedule

YEAR, SCHOOL = PlanYear(2026), PlanYear(2026, school=True)


def days(text: str, plan: PlanYear = YEAR) -> str:
    """`1/4/2026-30/6/2026`, several joined by a space; `?` for what is no schedule."""
    found = parse_schedule(text, plan)
    return " ".join("-".join(f"{d.day}/{d.month}/{d.year}" for d in span) for span in found.spans) if found else "?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Requirements 20–27 and 84, and what the five founding plans say.
        ("Quý II/2022", "1/4/2022-30/6/2022"),
        ("Quý III, IV/2022", "1/7/2022-30/9/2022 1/10/2022-31/12/2022"),
        ("Trong năm 2020", "1/1/2020-31/12/2020"),
        ("giai đoạn 2021 – 2030", "1/1/2021-31/12/2030"),
        ("nhiệm kỳ 2020 - 2025", "1/1/2020-31/12/2025"),
        ("đầu, giữa và cuối năm học", "1/1/2026-31/1/2026 1/5/2026-31/5/2026 1/9/2026-30/9/2026"),
        # As people write the same.
        ("quý 2 năm 2026", "1/4/2026-30/6/2026"),
        ("Quý I - III/2026", "1/1/2026-30/9/2026"),
        ("Quý III và quý IV", "1/7/2026-30/9/2026 1/10/2026-31/12/2026"),
        ("Tháng 9", "1/9/2026-30/9/2026"),
        ("tháng 02/2024", "1/2/2024-29/2/2024"),
        ("Tháng 3, 4", "1/3/2026-31/3/2026 1/4/2026-30/4/2026"),
        ("Tháng 12/2025, tháng 01/2026", "1/12/2025-31/12/2025 1/1/2026-31/1/2026"),
        ("Từ tháng 3 đến hết tháng 5", "1/3/2026-31/5/2026"),
        ("Tháng 9 - 11/2026", "1/9/2026-30/11/2026"),
        ("Đầu tháng 9", "1/9/2026-10/9/2026"),
        ("giữa tháng 9", "11/9/2026-20/9/2026"),
        ("Cuối tháng 02", "21/2/2026-28/2/2026"),
        ("6 tháng", "1/1/2026-30/6/2026"),
        ("6 tháng đầu năm 2025", "1/1/2025-30/6/2025"),
        ("06 tháng cuối năm", "1/7/2026-31/12/2026"),
        ("Đầu năm", "1/1/2026-31/3/2026"),
        ("giữa năm", "1/5/2026-31/7/2026"),
        ("Cuối năm 2025", "1/10/2025-31/12/2025"),
        ("Cả năm", "1/1/2026-31/12/2026"),
        ("năm 2025", "1/1/2025-31/12/2025"),
        ("Trước ngày 15/12", "1/1/2026-15/12/2026"),
        ("Hoàn thành trước ngày 30/6/2026", "1/1/2026-30/6/2026"),
        ("Chậm nhất là ngày 15 tháng 12 năm 2026", "1/1/2026-15/12/2026"),
        ("Trước ngày 01/9/2025", "1/9/2025-1/9/2025"),
        ("Ngày 20/11/2026", "20/11/2026-20/11/2026"),
        ("Từ ngày 01/3 đến 30/4/2026", "1/3/2026-30/4/2026"),
        ("từ 05 đến 20/9", "5/9/2026-20/9/2026"),
        ("Học kỳ I", "1/9/2026-18/1/2027"),
        ("Học kì II", "19/1/2026-31/5/2026"),
        ("HK I, II năm học 2025-2026", "1/9/2025-18/1/2026 19/1/2026-31/5/2026"),
        ("Năm học 2025 – 2026", "1/9/2025-31/5/2026"),
    ],
)
def test_a_schedule_is_days(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thường xuyên", "1/9/2026-31/5/2027"),
        ("Tháng 11 và tháng 3", "1/11/2026-30/11/2026 1/3/2027-31/3/2027"),
        ("Tháng 8", "1/8/2026-31/8/2026"),
        ("Quý IV", "1/10/2026-31/12/2026"),
        ("Quý I", "1/1/2027-31/3/2027"),
        ("Học kỳ II", "19/1/2027-31/5/2027"),
        ("Cuối năm học", "1/5/2027-31/5/2027"),
        ("Trong năm học", "1/9/2026-31/5/2027"),
        ("Trước ngày 30/5", "1/9/2026-30/5/2027"),
        ("Từ tháng 11 đến tháng 2", "1/11/2026-28/2/2027"),
    ],
)
def test_in_the_plan_of_a_school_year_months_after_july_come_first(text: str, expected: str) -> None:
    assert days(text, SCHOOL) == expected


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("Ít nhất 01 lần/tháng", Cadence(1, Every.MONTH)),
        ("ít nhất 2 tin bài / tháng", Cadence(2, Every.MONTH)),
        ("Hằng tháng", Cadence(1, Every.MONTH)),
        ("Hàng quý", Cadence(1, Every.QUARTER)),
        ("mỗi tuần một lần", Cadence(1, Every.WEEK)),
        ("Mỗi học kì ít nhất hai buổi", Cadence(2, Every.TERM)),
        ("01 lần/năm", Cadence(1, Every.YEAR)),
    ],
)
def test_a_cadence_goes_on_all_year(text: str, cadence: Cadence) -> None:
    assert parse_schedule(text, YEAR) == Schedule((YEAR.whole,), cadence)


def test_marks_stand_beside_days_and_cadences() -> None:
    whole = YEAR.whole

    assert parse_schedule("Thường xuyên trong năm, ít nhất 01 lần/tháng", YEAR) == Schedule(
        (whole,), Cadence(1, Every.MONTH), continuous=True
    )
    assert parse_schedule("Định kỳ hằng quý, đột xuất", YEAR) == Schedule(
        (whole,), Cadence(1, Every.QUARTER), on_demand=True
    )
    assert parse_schedule("Khi có văn bản mới của cấp trên", YEAR) == Schedule((whole,), on_demand=True)
    assert parse_schedule("Quý II/2026, đột xuất khi cần", YEAR) == Schedule(
        (Span(date(2026, 4, 1), date(2026, 6, 30)),), on_demand=True
    )


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "Theo kế hoạch của Sở", "Tháng 13", "tháng 0", "30/02/2026", "Quý V", "Sau khi sáp nhập",
        "Tuần 2 tháng 9", "Tuần thứ hai của tháng 9/2026", "Quý II, nếu đủ kinh phí", "Từ tháng 9 đến tháng 3",
        "Từ 20/9 đến 05/9", "Hằng tháng, mỗi quý 2 lần", "giai đoạn 2030-2021", "năm 0000", "tháng 9/20267",
    ],
)  # fmt: skip
def test_what_is_not_understood_to_the_last_word_is_no_schedule(text: str) -> None:
    assert parse_schedule(text, YEAR) is None


MONTHS = st.integers(1, 12)
YEARS = st.integers(2000, 2099)


@given(MONTHS, MONTHS, YEARS, st.sampled_from([" - ", "-", " đến tháng ", " đến hết tháng "]))
def test_a_range_of_months_begins_and_ends_where_it_says(first: int, last: int, year: int, to: str) -> None:
    found = parse_schedule(f"Từ tháng {first}{to}{last}/{year}", YEAR)

    if first > last:
        assert found is None
    else:
        [span] = found.spans if found else ()
        assert (span.first, span.last.month, span.last.year) == (date(year, first, 1), last, year)
        assert (span.last.toordinal() + 1 - date(year, last, 1).toordinal()) >= 28


@given(st.sets(MONTHS, min_size=1), YEARS, st.sampled_from([", ", "; ", " và ", " & ", ", tháng "]), st.booleans())
def test_months_one_by_one_are_each_a_span(months: set[int], year: int, between: str, padded: bool) -> None:
    names = [f"{month:02d}" if padded else str(month) for month in sorted(months)]

    found = parse_schedule(f"THÁNG {between.join(names)}/{year}", YEAR)

    assert found is not None
    assert [(span.first.month, span.last.month) for span in found.spans] == [(m, m) for m in sorted(months)]
    assert {day.year for span in found.spans for day in span} == {year}


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)), st.sampled_from(["Ngày {0.day}/{0.month}/{0.year}",
       "{0.day:02d}.{0.month:02d}.{0.year}", "ngày {0.day} tháng {0.month} năm {0.year}"]))  # fmt: skip
def test_a_day_is_that_day(day: date, form: str) -> None:
    assert parse_schedule(form.format(day), YEAR) == Schedule((Span(day, day),))


@given(st.text(max_size=40), st.sampled_from([YEAR, SCHOOL, PlanYear(1), PlanYear(9999)]))
def test_any_text_is_a_schedule_in_order_or_none(text: str, plan: PlanYear) -> None:
    found = parse_schedule(text, plan)

    if found is not None:
        assert list(found.spans) == sorted(found.spans)
        assert all(span.first <= span.last for span in found.spans)
