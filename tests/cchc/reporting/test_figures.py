"""Figures of one school, counted again by hand: pages, reports and the board show these."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.school import NOW, School, at

from cchc.model.reply import FeedbackReply
from cchc.reporting.figures import Figures, Month, answers_by_period, answers_of, figures
from cchc.reporting.periods import parse_period

PLAN = """
| TT | Nội dung | Hình thức | Bộ phận | Thời gian |
|---|---|---|---|---|
| 1 | Đăng tin | Trang | Tổ | Hằng tháng |
| 2 | Tập huấn | Hội nghị | Tổ | Quý III/2026 |
| 3 | Việc khác | Họp | Tổ | Khi Sở cho phép |
"""


@pytest.fixture
def year(school: School) -> School:
    """A school with a plan signed in August, five news, two reports, three procedures."""
    school.write("ke-hoach/kh.md", PLAN, trich_yeu="Kế hoạch", nam=2026, ngay_ban_hanh="01/08/2026")
    school.news("a", ngay="05/08/2026", minh_chung="kh#1", linh_vuc=["the_che", "tai_chinh_cong"])
    school.news("b", ngay="30/09/2026", minh_chung=["kh#1", "kh#2"], loai="sang_kien", hinh_thuc=["zalo", "tap_huan"])
    school.news("c", ngay="01/10/2026", pham_vi="noi_bo", minh_chung="kh#1")
    school.news("d", ngay="20/12/2026")
    school.procedure("mot", truc_tuyen="toan_trinh", cap=["co_so"])
    school.procedure("hai", truc_tuyen="toan_trinh", cap=["co_so", "xa"])
    school.procedure("ba", trang_thai="bai_bo", cap=["xa"])
    school.write("phan-anh/p1.md", "Đã đổi.", noi_dung="Hỏi", ngay_nhan="01/09/2026", han_tra_loi="10/09/2026",
                 ngay_tra_loi="05/09/2026")  # fmt: skip
    school.write("phan-anh/p2.md", noi_dung="Hỏi nữa", ngay_nhan="20/09/2026", han_tra_loi="30/09/2026")
    return school


def counted(school: School, period: str, now: str = "2026-11-20T08:00") -> Figures:
    days = parse_period(period)
    assert days is not None
    return figures(school.public(now=at(now)), days.span)


def test_news_are_counted_by_month_field_kind_and_form(year: School) -> None:
    found = counted(year, "2026-Q3")

    assert [shown.item.id for shown in found.news] == ["b", "a"]
    assert found.by_month == {Month(2026, 7): 0, Month(2026, 8): 1, Month(2026, 9): 1}
    assert found.empty_months == (Month(2026, 7),)
    assert {field: count for field, count in found.by_field.items() if count} == {"the_che": 2, "tai_chinh_cong": 1}
    assert len(found.by_field) == 7
    assert {kind: count for kind, count in found.by_kind.items() if count} == {"tin": 1, "sang_kien": 1}
    assert {form: count for form, count in found.by_form.items() if count} == {"website": 2, "zalo": 1, "tap_huan": 1}


def test_months_and_news_to_come_are_not_counted(year: School) -> None:
    found = counted(year, "2026")

    assert list(found.by_month)[-1] == Month(2026, 11)
    assert len(found.news) == 2


def test_procedures_no_longer_in_force_are_not_counted_and_one_of_two_levels_twice(year: School) -> None:
    found = counted(year, "2026")

    assert {level: count for level, count in found.by_level.items() if count} == {"co_so": 2, "xa": 1}
    assert sum(found.by_online.values()) == found.by_online["toan_trinh"] == 2  # type: ignore[index]


def test_answers_on_time_are_a_part_of_what_was_due(year: School) -> None:
    told = counted(year, "2026-Q3").answers

    assert (told.received, told.answered, told.waiting, told.late) == (2, 1, 0, 1)
    assert (told.on_time, told.due, told.days) == (1, 2, 4)
    assert counted(year, "2026-Q1").answers.days is None


def test_an_answer_given_late_is_answered_and_not_on_time(school: School) -> None:
    school.write("phan-anh/p.md", "Xin lỗi.", noi_dung="Hỏi", ngay_nhan="01/09/2026", han_tra_loi="10/09/2026",
                 ngay_tra_loi="11/09/2026")  # fmt: skip

    told = counted(school, "2026").answers

    assert (told.answered, told.on_time, told.due, told.late) == (1, 0, 1, 0)


def test_tasks_carry_their_state_and_an_internal_proof_counts_unseen(year: School) -> None:
    monthly, quarter, unclear = counted(year, "2026").tasks

    assert monthly.progress is not None
    # August, September by news, October by an internal item; November is still open.
    assert [turn.proofs for turn in monthly.progress.turns] == [1, 1, 1, 0, 0]
    assert (monthly.progress.state, monthly.unseen, len(monthly.proofs)) == ("da_co_minh_chung", 1, 2)
    assert quarter.progress is not None
    assert quarter.progress.state == "hoan_thanh"
    assert unclear.progress is None
    assert counted(year, "2025").tasks == ()


def test_a_school_that_has_nothing_has_figures_of_nothing(school: School) -> None:
    found = counted(school, "2025-2026")

    assert found.news == found.tasks == ()
    assert found.by_state == {}
    assert set(found.by_month.values()) == {0}
    assert len(found.by_month) == 12


REPORTS = st.builds(
    lambda received, due, told: FeedbackReply(
        id="a",
        noi_dung="Hỏi",
        ngay_nhan=received.isoformat(),
        han_tra_loi=due and (received + timedelta(due)).isoformat(),
        ngay_tra_loi=told and (received + timedelta(told)).isoformat(),
    ),
    st.dates(date(2020, 1, 1), date(2026, 11, 20)),
    st.none() | st.integers(1, 60),
    st.none() | st.integers(1, 60),
)


@given(st.lists(REPORTS, max_size=8))
def test_every_report_is_in_one_period_and_in_one_column(reports: Sequence[FeedbackReply]) -> None:
    periods = dict(answers_by_period(reports, NOW))
    whole = answers_of(reports, NOW)

    for name in ("received", "answered", "on_time", "tardy", "undated", "waiting", "late"):
        assert sum(getattr(one, name) for one in periods.values()) == getattr(whole, name)
    for one in periods.values():
        assert one.received == one.on_time + one.tardy + one.undated + one.waiting + one.late > 0
    spans = [period.span for period in periods]
    assert spans == sorted(spans, reverse=True)
