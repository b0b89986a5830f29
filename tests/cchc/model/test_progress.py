"""How far a task has come, told as a school year goes by."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.model.progress import progress, turning_days
from cchc.model.vocabulary import TrangThaiNhiemVu
from cchc.vietnamese.schedule import PlanYear, Schedule, parse_schedule

YEAR = PlanYear(2026)
TEXTS = (
    "Quý II/2026", "Tháng 3, 9", "Trước ngày 15/12", "Hằng tháng", "Quý III, mỗi tuần 1 lần", "Mỗi học kỳ một lần",
    "Thường xuyên", "Khi có văn bản mới", "Hằng quý, đột xuất", "01 lần/năm", "giai đoạn 2025-2027, mỗi năm 1 lần",
)  # fmt: skip


def schedule(text: str) -> Schedule:
    found = parse_schedule(text, YEAR)
    assert found is not None
    return found


def state(text: str, today: str, *proofs: str) -> str:
    return progress(schedule(text), [date.fromisoformat(day) for day in proofs], date.fromisoformat(today)).state


@pytest.mark.parametrize(
    ("today", "proofs", "expected"),
    [
        ("2026-03-31", [], "chua_den_han"),
        ("2026-04-01", [], "dang_thuc_hien"),
        ("2026-06-30", [], "dang_thuc_hien"),
        ("2026-07-01", [], "cham"),
        ("2026-03-31", ["2026-03-20"], "da_co_minh_chung"),
        ("2026-06-30", ["2026-05-05"], "da_co_minh_chung"),
        ("2026-07-01", ["2026-05-05"], "hoan_thanh"),
        ("2026-08-01", ["2026-07-20"], "hoan_thanh"),
    ],
)
def test_a_task_of_a_quarter_needs_one_proof_by_its_end(today: str, proofs: list[str], expected: str) -> None:
    assert state("Quý II/2026", today, *proofs) == expected


def test_a_month_without_its_proof_makes_a_monthly_task_late_even_where_another_month_has_two() -> None:
    assert state("Hằng tháng", "2026-01-31") == "dang_thuc_hien"
    assert state("Hằng tháng", "2026-02-01") == "cham"
    assert state("Hằng tháng", "2026-02-10", "2026-01-09") == "da_co_minh_chung"
    assert state("Hằng tháng", "2026-03-01", "2026-01-09", "2026-01-10") == "cham"


def test_a_monthly_task_has_a_turn_each_month_with_the_proofs_of_that_month() -> None:
    found = progress(
        schedule("Quý III, IV/2026, ít nhất 02 tin/tháng"), [date(2026, 7, 1), date(2026, 7, 31)], date(2026, 9, 15)
    )

    assert [(t.span.first.month, t.proofs, t.state(date(2026, 9, 15))) for t in found.turns] == [
        (7, 2, "hoan_thanh"), (8, 0, "cham"), (9, 0, "dang_thuc_hien"),
        (10, 0, "chua_den_han"), (11, 0, "chua_den_han"), (12, 0, "chua_den_han"),
    ]  # fmt: skip


def test_terms_and_weeks_are_cut_where_the_schedule_begins_and_ends() -> None:
    terms = progress(schedule("Năm học 2026-2027, mỗi học kỳ 1 lần"), [], date(2026, 9, 1)).turns
    weeks = progress(schedule("Tháng 9, mỗi tuần 1 lần"), [], date(2026, 9, 1)).turns

    assert [turn.span.last for turn in terms] == [date(2027, 1, 18), date(2027, 5, 31)]
    assert [turn.span.first.day for turn in weeks] == [1, 7, 14, 21, 28]
    assert weeks[-1].span.last == date(2026, 9, 30)


@pytest.mark.parametrize(("signed", "first"), [("2026-03-16", 3), ("2026-03-17", 4)])
def test_a_month_of_which_less_than_half_was_left_when_the_plan_was_signed_asks_nothing(
    signed: str, first: int
) -> None:
    when = schedule("Ít nhất 01 lần/tháng").since(date.fromisoformat(signed))

    assert progress(when, [], date(2026, 5, 1)).turns[0].span.first.month == first


def test_what_is_done_on_demand_is_never_late_and_a_fixed_day_still_is() -> None:
    assert state("Khi có văn bản mới", "2027-01-01") == "khong_phat_sinh"
    assert state("Ngày 20/11/2026", "2026-11-20") == "dang_thuc_hien"
    assert state("Ngày 20/11/2026", "2026-11-21") == "cham"


@pytest.mark.parametrize(
    ("text", "today", "proofs", "since"),
    [
        ("Thường xuyên", "2026-02-28", [], None),
        ("Thường xuyên", "2026-03-01", [], "2026-01-01"),
        ("Thường xuyên", "2026-09-30", ["2026-03-02", "2026-08-01"], None),
        ("Thường xuyên", "2026-10-01", ["2026-03-02", "2026-08-31"], "2026-08-31"),
        ("Thường xuyên", "2026-03-01", ["2025-06-01"], "2026-01-01"),
        ("Thường xuyên", "2027-01-01", [], None),
        ("Thường xuyên, Quý I, IV/2026", "2026-12-01", ["2026-02-01"], "2026-10-01"),
        ("Thường xuyên, Quý I, IV/2026", "2026-08-01", [], None),
        ("Thường xuyên, ít nhất 01 lần/tháng", "2026-10-01", [], None),
        ("Trong năm", "2026-10-01", [], None),
        ("Giai đoạn 2025-2027, thường xuyên", "2027-01-31", ["2026-11-30"], "2026-11-30"),
    ],
)
def test_what_goes_on_all_the_time_is_stale_after_a_whole_month_without_evidence(
    text: str, today: str, proofs: list[str], since: str | None
) -> None:
    found = progress(schedule(text), [date.fromisoformat(day) for day in proofs], date.fromisoformat(today))

    assert found.stale_since == (since and date.fromisoformat(since))


@given(
    st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=4), st.dates(date(2026, 1, 1), date(2026, 12, 31))
)
def test_a_task_turns_stale_with_a_month_only_and_new_evidence_makes_it_fresh(proofs: list[date], today: date) -> None:
    always, tomorrow = schedule("Thường xuyên"), today + timedelta(days=1)

    assert progress(always, [*proofs, today], today).stale_since is None
    if tomorrow.day != 1:
        assert progress(always, proofs, today).stale_since == progress(always, proofs, tomorrow).stale_since


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@given(st.sampled_from(TEXTS), st.lists(DAYS, max_size=6), DAYS)
def test_one_proof_more_never_makes_a_task_later(text: str, proofs: list[date], today: date) -> None:
    when = schedule(text)

    if progress(when, proofs, today).state is not TrangThaiNhiemVu.CHAM:
        assert progress(when, [*proofs, today], today).state is not TrangThaiNhiemVu.CHAM


@given(st.sampled_from(TEXTS), st.lists(DAYS, max_size=6), DAYS)
def test_states_change_by_themselves_on_turning_days_only(text: str, proofs: list[date], today: date) -> None:
    when, tomorrow = schedule(text), today + timedelta(days=1)
    before, after = progress(when, proofs, today), progress(when, proofs, tomorrow)

    if tomorrow not in set(turning_days(when)):
        assert before.state is after.state
        assert [turn.state(today) for turn in before.turns] == [turn.state(tomorrow) for turn in after.turns]


@given(st.sampled_from(TEXTS))
def test_turns_cover_the_days_of_the_schedule_once(text: str) -> None:
    when = schedule(text)
    turns = [turn.span for turn in progress(when, [], date(2026, 1, 1)).turns]

    if turns:
        assert turns[0].first == when.spans[0].first
        assert turns[-1].last == when.spans[-1].last
        assert all(a.last + timedelta(days=1) == b.first or b.first in {s.first for s in when.spans}
                   for a, b in pairwise(turns))  # fmt: skip
