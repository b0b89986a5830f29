"""Dates as Vietnam writes them: the day first, never the month."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.vietnamese.calendar import VIETNAM, Moment, date_in_words, next_month, official_date, parse_moment, parse_now

days = st.dates(date(1900, 1, 1), date(2999, 12, 31))
moments = st.builds(Moment, days, st.none() | st.times().map(lambda hour: hour.replace(second=0, microsecond=0)))


@given(moments)
def test_a_moment_written_down_is_read_back_the_same(moment):
    assert parse_moment(str(moment)) == moment
    assert parse_moment(moment.vn) == moment


@given(days)
def test_the_day_stands_before_the_month_whatever_the_separator(day):
    for text in (f"{day:%d/%m/}{day.year}", f"{day.day}.{day.month}.{day.year}", f"{day.day}-{day.month}-{day.year}"):
        assert parse_moment(text) == Moment(day)


@given(days)
def test_a_month_first_date_is_never_understood(day):
    if day.day > 12:
        assert parse_moment(f"{day.month}/{day.day}/{day.year}") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 05/11/2026 ", Moment(date(2026, 11, 5))),
        ("2026-11-05T08:30", Moment(date(2026, 11, 5), time(8, 30))),
        ("2026-11-05 08:30:59", Moment(date(2026, 11, 5), time(8, 30))),
        ("5/11/2026 8h30", Moment(date(2026, 11, 5), time(8, 30))),
        ("5/11/2026 8g30", Moment(date(2026, 11, 5), time(8, 30))),
        ("29/02/2028", Moment(date(2028, 2, 29))),
    ],
)
def test_the_ways_people_type_a_day_and_an_hour(text, expected):
    assert parse_moment(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "hôm nay", "31/02/2026", "29/02/2026", "11/13/2026", "2026-13-01", "5/11/26", "05/11/2026 25:00",
     "05/11", "20261105", "01/01/0206", "31/12/9999", "01/01/20261"],
)  # fmt: skip
def test_what_is_no_day_of_the_calendar_is_refused(text):
    assert parse_moment(text) is None


@given(moments)
def test_a_moment_ends_after_it_began(moment):
    assert moment.end - moment.start == (timedelta(days=1) if moment.hour is None else timedelta(minutes=1))
    assert moment.start.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ban hành ngày 03 tháng 3 năm 2021 của", date(2021, 3, 3)),
        ("ngày 29/12/2023, có hiệu lực", date(2023, 12, 29)),
        ("bản 2023-12-29", date(2023, 12, 29)),
        ("ngày 31 tháng 02 năm 2021, tức 01/3/2021", date(2021, 3, 1)),
        ("ngày 31/02/2021", None),
        ("không có ngày", None),
    ],
)
def test_the_first_real_day_named_in_a_sentence_is_found(text, expected):
    assert date_in_words(text) == expected


@given(days)
def test_the_official_form_of_a_day_is_read_back(day):
    assert date_in_words(official_date(day)) == day


def test_days_under_ten_and_the_first_two_months_are_padded():
    assert official_date(date(2022, 2, 5)) == "ngày 05 tháng 02 năm 2022"
    assert official_date(date(2021, 3, 15)) == "ngày 15 tháng 3 năm 2021"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20T08:00", datetime(2026, 11, 20, 8, tzinfo=VIETNAM)),
        ("2026-11-20T01:00:00+00:00", datetime(2026, 11, 20, 8, tzinfo=VIETNAM)),
        ("20/11/2026 08:00", datetime(2026, 11, 20, 8, tzinfo=VIETNAM)),
        ("9999-12-31T23:00-05:00", None),
        ("9999-12-31", None),
        ("bây giờ", None),
    ],
)
def test_now_is_vietnams_time_unless_it_says_otherwise(text, expected):
    assert parse_now(text) == expected


def test_a_month_begins_at_midnight_in_vietnam():
    assert next_month(datetime(2026, 12, 1, tzinfo=VIETNAM)).isoformat() == "2027-01-01T00:00:00+07:00"
    assert next_month(datetime(2026, 1, 31, 23, tzinfo=VIETNAM)).isoformat() == "2026-02-01T00:00:00+07:00"
