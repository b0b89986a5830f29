"""Last year's plan begins this year's: the outline, the tasks, the years moved on, nothing of its text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cchc.drafting.test_drafts import made, sample
from tests.school import School

from cchc.drafting.again import moved
from cchc.drafting.drafts import draft
from cchc.model.plan import Plan
from cchc.section.references import tasks_of

BODY = """
Lời mở đầu của năm cũ.

## I. Mục đích năm 2026

### 1. Yêu cầu của năm học 2025-2026

Câu chữ cũ.

```
### không phải mục
```

## II. Nhiệm vụ

| Mã | Ghi chú |
|---|---|
| a | b |

| TT | Nội dung | Bộ phận | Thời gian |
|---|---|---|---|
| 1 | Tổng kết năm 2026 theo Nghị định 12/2026/NĐ-CP, giai đoạn 2021 - 2030 | Tổ A \\| B | Quý II/2026 |
| 2 | Báo cáo | Văn phòng | Trước ngày 15/12/2026; 01/2027 |
"""


def plan(school: School, name: str = "cu", body: str = BODY, **fields: str) -> None:
    school.write(f"ke-hoach/{name}.md", body, **{"trich_yeu": "Kế hoạch", "nam": "2026", **fields})


def test_the_outline_and_the_tasks_come_again_with_their_years_moved(school: School):
    plan(school)

    new = made(school, "ke-hoach", "Cải cách hành chính năm 2027")

    assert "nam: 2027\n" in new.text
    assert "# Soạn theo kế hoạch Kế hoạch: xem lại từng dòng" in new.text
    assert "## I. Mục đích năm 2027\n\n### 1. Yêu cầu của năm học 2026-2027\n\n[[Viết:" in new.text
    assert "| 1 | Tổng kết năm 2027 theo Nghị định 12/2026/NĐ-CP, giai đoạn 2021 - 2030 |" in new.text
    assert "| Quý II/2027 |" in new.text
    assert "| Trước ngày 15/12/2027; 01/2028 |" in new.text
    for old in ("Lời mở đầu", "Câu chữ cũ", "không phải mục", "Mã"):
        assert old not in new.text
    school.file(new.path, new.text)
    [_, again] = school.load().items["truong"]
    assert [(task.tt, task.bo_phan) for task in tasks_of(again.body)] == [("1", "Tổ A | B"), ("2", "Văn phòng")]


def test_the_plan_of_the_latest_year_before_with_the_most_similar_title_is_taken(school: School):
    plan(school, "a", nam="2025", body="## Năm kia\n")
    plan(school, "b", body="## Tuyên truyền\n", trich_yeu="Tuyên truyền dịch vụ công")
    plan(school, "c", body="## Kiểm tra\n", trich_yeu="Kiểm tra nội bộ")
    plan(school, "d", nam="2027", body="## Năm nay\n")
    plan(school, "e", body="## Nháp\n", nhap="true", trich_yeu="Tuyên truyền dịch vụ công trực tuyến")

    assert "## Tuyên truyền" in made(school, "ke-hoach", "Tuyên truyền dịch vụ công năm 2027").text
    assert "## Kiểm tra" in made(school, "ke-hoach", "Kiểm tra nội bộ năm 2027").text
    assert "## Năm kia" in made(school, "ke-hoach", "Kiểm tra nội bộ năm 2026").text


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Kế hoạch năm 2027", "nam: 2027"),
        ("Kế hoạch năm học 2027 – 2028", "nam_hoc: 2027-2028"),
        ("Kế hoạch giai đoạn 2026-2030", "nam: 2026"),
        ("Thực hiện Nghị định 12/2025/NĐ-CP", "nam: 2026"),
        ("Kế hoạch", "nam: 2026"),
    ],
)
def test_a_plan_is_for_the_years_its_title_names_else_for_this_one(school: School, title: str, years: str):
    text = made(school, "ke-hoach", title).text

    assert f"\n{years}\n" in text
    assert "| 1 | Đăng tin về cải cách hành chính |" in text
    assert "# so_ky_hieu: 25/KH-THCS\n" in text


def test_a_school_that_plans_by_school_years_goes_on_so(school: School):
    school.write(
        "ke-hoach/a.md", "## Việc năm học 2025-2026\n", trich_yeu="A", nam_hoc="2025-2026", so_ky_hieu="7/KH-A"
    )

    text = made(school, "ke-hoach", "Kế hoạch mới").text

    assert "nam_hoc: 2026-2027\n" in text
    assert "## Việc năm học 2026-2027" in text
    assert '# so_ky_hieu: "…/KH-A"\n' in text


def test_a_number_without_a_symbol_proposes_none(school: School):
    plan(school, so_ky_hieu="số 7")

    assert "# so_ky_hieu: 25/KH-THCS\n" in made(school, "ke-hoach", "Kế hoạch").text


def test_signer_place_and_recipients_are_offered_as_they_were_last():
    text = draft("ke-hoach", "Kế hoạch năm 2027", sample()).text

    for line in ("dia_danh: Hoa Sen", "co_quan_chu_quan: UBND phường Hoa Sen", "chuc_vu: Hiệu trưởng"):
        assert f"# {line}\n" in text
    assert '"Lưu: VT"]\n' in text


@given(st.integers(2000, 2050), st.integers(1, 40))
def test_years_moved_forth_and_back_are_where_they_were(year: int, ahead: int):
    schedule = f"Quý II/{year}; năm học {year}-{year + 1}; số 9/{year}/QĐ"

    assert moved(moved(schedule, ahead), -ahead) == schedule


def test_a_plan_of_the_sample_comes_again_with_as_many_tasks():
    [old] = [one for one in sample().own(Plan) if one.nam == 2026]
    text = draft("ke-hoach", "Tuyên truyền cải cách hành chính năm 2027", sample()).text

    assert text.count("\n| ") - 2 == len(tasks_of(old.body)) == 6
