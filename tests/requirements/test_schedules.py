"""Duties 19–27: cadence, timing and freshness."""

from tests.requirements.runner import BELOW, Year, added, cut, duty, gone

PLAN = f"{BELOW}/ke-hoach/27-kh-thcs.md"
ALL = "2026-02-10", "2026-12-31"
"""From the day the plan was signed to the end of its year."""


def test_it_is_served_and_not_without_its_item(duty, whole, tmp_path):
    duty.prove(whole, tmp_path)


def spans(year: Year, tt: int) -> list[tuple[str, str]]:
    return [(first, last) for first, last in year.task(f"27/KH-THCS#{tt}")["cac_dot"] or ()]


def row(year: Year, tt: int) -> str:
    """The row of a task in the plan as it is published."""
    return year.words("ke-hoach/27-kh-thcs/", f"//tr[@id='nhiem-vu-{tt}']")


def turns(year: Year, tt: int) -> list[str]:
    """What the page of the plan says of each turn of a task."""
    return year.found(
        "ke-hoach/27-kh-thcs/", f"//li[h3/a[@href='#nhiem-vu-{tt}']]//ul[@class='cc-turns']//span[@class='cc-vh']"
    )


APRIL = "---\nid: thang-tu\ntieu_de: Góc hỏi đáp\nngay: 15/04/2026\nlinh_vuc: the_che\n---\n\nMười câu hay gặp.\n"


@duty(19, without=added(f"{BELOW}/tin-tuc/2026/04-hoi-dap.md", APRIL))
def a_month_without_news_is_called_for(year: Year) -> None:
    said = "".join(line for line in year.check().splitlines() if "Chưa có tin nào trong tháng" in line)
    assert "04/2026" in said
    assert "02/2026" not in said


@duty(20, without=cut(PLAN, "| Thường xuyên |", "| Khi rảnh |"))
def what_goes_on_all_the_time_is_due_on_no_day_and_must_be_fresh(year: Year) -> None:
    assert spans(year, 2) == [ALL]
    assert year.task("27/KH-THCS#2")["dinh_ky"] == []
    assert "Thường xuyên" in row(year, 2)
    assert year.task("27/KH-THCS#2")["trang_thai"] == "da_co_minh_chung"
    assert "Nhiệm vụ 2 (Thường xuyên) chưa có minh chứng mới từ 14/02/2026." in year.check()


@duty(21, without=cut(PLAN, "| Quý III, IV/2026 |", "| Quý III/2026 |"))
def a_quarter_and_two_quarters_are_their_days(year: Year) -> None:
    assert spans(year, 3) == [("2026-04-01", "2026-06-30")]
    assert spans(year, 4) == [("2026-07-01", "2026-09-30"), ("2026-10-01", "2026-12-31")]
    assert "Quý III, IV/2026" in row(year, 4)


@duty(22, without=cut(PLAN, "| Trong năm 2026 |", "| Năm nay |"))
def within_the_year_is_all_its_days(year: Year) -> None:
    assert spans(year, 5) == [ALL]
    assert "Trong năm 2026" in row(year, 5)
    assert "Nhiệm vụ 5" not in year.check()


@duty(23, without=gone(f"{BELOW}/tin-tuc/2026/09-giao-ban-quy-3.md"))
def a_quarterly_briefing_is_followed_quarter_by_quarter(year: Year) -> None:
    assert turns(year, 6) == ["quý I: chậm", "quý II: chậm", "quý III: hoàn thành", "quý IV: đang thực hiện"]
    assert "Hình thức Họp, sinh hoạt nội bộ" in " ".join(
        year.found("tin-tuc/2026/giao-ban-quy-3/", "//dl[@class='cc-side']/*")
    )


@duty(24, without=cut(PLAN, "| Đầu, giữa và cuối năm học |", "| Đầu năm học |"))
def beginning_middle_and_end_of_the_school_year_are_their_months(year: Year) -> None:
    assert [(first[:7], last[:7]) for first, last in spans(year, 7)] == [
        ("2026-01", "2026-01"),
        ("2026-05", "2026-05"),
        ("2026-09", "2026-09"),
    ]


@duty(25, without=cut(f"{BELOW}/trang/so-chao-co.md", "minh_chung: 27/KH-THCS#8"))
def a_weekly_occasion_is_recorded_without_a_day_or_a_page(year: Year) -> None:
    assert "10/02–15/02: chậm" in turns(year, 8)
    assert "1 minh chứng nội bộ" in row(year, 8)
    assert "trang/so-chao-co/" not in year.pages()


@duty(26, without=cut(PLAN, "Giai đoạn 2021 – 2030, giai đoạn 2026 - 2028", "Giai đoạn 2021 – 2030"))
def a_stretch_of_years_is_read_with_either_dash(year: Year) -> None:
    assert spans(year, 9) == [("2026-02-10", "2030-12-31"), ("2026-02-10", "2028-12-31")]


@duty(27, without=cut(PLAN, "Quý I/2026 và đột xuất", "Quý I/2026"))
def what_is_also_done_on_demand_is_never_late(year: Year) -> None:
    assert "Quý I/2026 và đột xuất" in row(year, 10)
    assert year.task("27/KH-THCS#10")["trang_thai"] == "khong_phat_sinh"
    assert "Nhiệm vụ 10 " not in year.check()
