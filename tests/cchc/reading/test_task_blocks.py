"""Tasks of plans that have no table: the words are ours, the shapes those of requirement 84."""

from cchc.model.item import Origin
from cchc.model.plan import Task
from cchc.reading.body import split_body
from cchc.reading.plan_tasks import read_tasks


def tasks(text: str) -> list[Task]:
    return list(read_tasks(split_body(text, Origin(), 1)))


TWO = """
## II. NỘI DUNG

### 2.1 Giới thiệu thủ tục trong nhà trường:

Thời gian thực hiện: Hằng tháng.

Đơn vị thực hiện: Văn phòng, các tổ.

Nội dung:

- Cách nộp hồ sơ.
- Nơi nộp.

Hình thức tổ chức:

- Họp hội đồng;
- Bảng tin.

### 2.2. Nói chuyện với cha mẹ

**Thời gian:** Quý II/2026

Ai cũng có thể hỏi thêm ở văn phòng.

## III. TỔ CHỨC THỰC HIỆN

Thời gian họp do hiệu trưởng định.
"""


def test_a_heading_with_its_labels_is_a_task() -> None:
    first, second = tasks(TWO)

    assert first == Task(
        "2.1", "Giới thiệu thủ tục trong nhà trường", "Họp hội đồng; Bảng tin.", "Văn phòng, các tổ.", "Hằng tháng."
    )
    assert second == Task("2.2", "Nói chuyện với cha mẹ", "", "", "Quý II/2026")


def test_a_number_without_a_dot_stands_behind_that_of_the_heading_above() -> None:
    text = """
## II. Nội dung
### 1. Tập huấn
Thời gian: Tháng 3
## III. Giải pháp
### 1. Soát xét
Thời gian: Tháng 4
#### a) Sổ hẹn
Thời hạn: Tháng 5
"""

    assert [(task.tt, task.noi_dung) for task in tasks(text)] == [
        ("II.1", "Tập huấn"), ("III.1", "Soát xét"), ("III.1.a", "Sổ hẹn"),
    ]  # fmt: skip


def test_every_task_has_a_number_of_its_own() -> None:
    text = "## Một việc\nThời gian: Tháng 3\n## Việc khác\nThời gian: Tháng 4\n## 5. Năm\nThời gian: quý I\n"

    assert [task.tt for task in tasks(text + text)] == ["1", "2", "5", "4", "6", "6-5"]


def test_blocks_follow_the_rows_of_a_table() -> None:
    text = (
        "## Việc\n\n| TT | Nội dung | Thời gian |\n| --- | --- | --- |\n| 1 | Họp | Tháng 2 |\n\n"
        "## 1. Học\nThời gian: Tháng 3\n"
    )

    assert [(task.tt, task.noi_dung) for task in tasks(text)] == [("1", "Họp"), ("2-1", "Học")]


def test_words_in_code_or_without_a_label_or_a_heading_are_no_task() -> None:
    assert tasks("Thời gian: Tháng 3\n") == []
    assert tasks("## Việc\nTrong thời gian: tháng 3 đã xong.\n") == []
    assert tasks("## Việc\n```\nThời gian: Tháng 3\n```\n") == []
    assert tasks("## 1.\nThời gian: Tháng 3\n") == []
    assert tasks("## Việc\nThời gian:\n") == []
