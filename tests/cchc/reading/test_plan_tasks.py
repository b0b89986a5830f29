"""The tasks of a plan are the rows people read."""

import pytest

from cchc.model.item import Origin
from cchc.model.plan import Task
from cchc.reading.body import split_body
from cchc.reading.plan_tasks import read_tasks

HEAD = "| TT | Nội dung | Hình thức | Bộ phận thực hiện | Thời gian |\n|---|---|---|---|---|\n"


def tasks(text: str) -> tuple[Task, ...]:
    return read_tasks(split_body(text, Origin(), 1))


def test_rows_become_tasks_under_the_heading_row_above_them():
    found = tasks(
        HEAD + "| I | Tuyên truyền | | | |\n| **1.** | Đăng *tin* | Trang | Tổ | Quý I |\n| | | | | |\n"
        "| II. Kiểm tra |\n| | Tự kiểm tra | | | Tháng 9 |\n"
    )  # fmt: skip

    assert found == (
        Task("1", "Đăng *tin*", "Trang", "Tổ", "Quý I", "I Tuyên truyền"),
        Task("2", "Tự kiểm tra", "", "", "Tháng 9", "II. Kiểm tra"),
    )


def test_numbers_go_on_through_the_tables_of_a_plan():
    text = "## A\n\n" + HEAD + "| | a | b | c | d |\n\n## B\n\n" + HEAD + "| | e | f | g | h |\n"

    assert [task.tt for task in tasks(text)] == ["1", "2"]


@pytest.mark.parametrize(
    "head",
    [
        "STT | Nhiệm vụ | Hình thức tuyên truyền | Đơn vị chủ trì | Thời hạn hoàn thành",
        "**Số TT** | **Công việc** | Hình thức: | Người thực hiện | Tiến độ",
        "Thời gian thực hiện | Nội dung công việc | Phụ trách",
    ],
)
def test_headers_are_understood_as_plans_word_them(head: str):
    cells = [part.strip(" *:") for part in head.split("|")]
    [task] = tasks(f"| {head} |\n|{'---|' * len(cells)}\n|{'|'.join(f' x{n} ' for n in range(len(cells)))}|\n")

    assert task.noi_dung == "x1"
    assert task.thoi_gian == f"x{next(n for n, cell in enumerate(cells) if cell.startswith(('Thời', 'Tiến')))}"


def test_a_table_without_content_and_time_is_no_table_of_tasks():
    assert tasks("| Họ tên | Chức vụ |\n|---|---|\n| A | B |\n") == ()
    assert tasks("| Nội dung | Nội dung khác |\n|---|---|\n| A | B |\n") == ()


def test_a_second_table_that_numbers_from_one_again_gives_its_tasks_names_of_their_own():
    table = "| TT | Nội dung/Nhiệm vụ | Thời gian |\n|---|---|---|\n| 1 | A | Quý I |\n| 2 | B | Quý II |"
    body = split_body(f"{table}\n\n## Đợt 2\n\n{table}", Origin(), 1)

    assert [task.tt for task in read_tasks(body)] == ["1", "2", "2.1", "2.2"]
