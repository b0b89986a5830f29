"""The parts of a procedure, read out of its body."""

import pytest
from tests.school import PROCEDURE_BODY

from cchc.model.item import Body, Origin
from cchc.model.procedure import CachThuc, GiayTo
from cchc.reading.body import split_body
from cchc.reading.procedure_body import is_unknown, problems, read_procedure


def body(text: str) -> Body:
    return split_body(text, Origin(), 1)


def test_the_two_tables_become_typed_rows():
    parts = read_procedure(body(PROCEDURE_BODY))

    assert parts.cach_thuc == (CachThuc("Trực tiếp", "05 ngày làm việc", "Không", "Nộp tại văn phòng"),)
    assert parts.ho_so == (GiayTo(None, "Đơn đề nghị", 1, 0, None),)
    assert parts.thoi_han == ("05 ngày làm việc",)
    assert parts.text["Cách thức thực hiện"].text == ""
    assert parts.others == ()
    assert list(problems(body(PROCEDURE_BODY))) == []


CASES = """
## Hồ sơ

Nộp một bộ.

### Trường hợp một

| Giấy tờ | Số bản chính | Bản sao | Mẫu đơn | Lưu ý |
|---|---|---|---|---|
| Đơn | 01 bản | chưa rõ | [Mẫu](a.docx) | Ký tên |
| Ảnh | 02 | | | |
| | | | | |

### Trường hợp hai

| Ten | Ten | Ban chinh |
|---|---|---|
| Bằng | thừa | |

### Ghi chú

| Khác | Cột |
|---|---|
| x | y |

## Cách thức

| Hình thức nộp | Thời gian giải quyết | Lệ phí | Mô tả | Khác |
|---|---|---|---|---|
| | 3 ngày | N/A | Nộp | Thêm |
| Trực tuyến | 3 ngày | - | | Thêm |

## Thời hạn

Chưa rõ.

## Hỏi đáp

Có.

## Hồ sơ

Lại.
"""


def test_cases_notes_and_columns_of_their_own_are_kept():
    parts = read_procedure(body(CASES))

    assert parts.ho_so == (
        GiayTo("Trường hợp một", "Đơn", 1, None, "[Mẫu](a.docx)"),
        GiayTo("Trường hợp một", "Ảnh", 2, None, None),
        GiayTo("Trường hợp hai", "Bằng", None, None, None),
    )  # fmt: skip
    assert parts.text["Thành phần hồ sơ"].text == "Nộp một bộ.\n\n### Ghi chú\n\n| Khác | Cột |\n|---|---|\n| x | y |"
    assert parts.cach_thuc == (
        CachThuc("Không nêu", "3 ngày", None, "Nộp<br>Thêm"), CachThuc("Trực tuyến", "3 ngày", None, "Thêm"),
    )  # fmt: skip
    assert parts.thoi_han == ()
    assert [part.heading for part in parts.others] == ["Hỏi đáp", "Hồ sơ"]


def test_a_time_limit_of_its_own_section_comes_before_the_column():
    assert read_procedure(body("## Thời hạn giải quyết\n\n08 ngày\n" + PROCEDURE_BODY)).thoi_han == ("08 ngày",)
    assert read_procedure(body("## Thời hạn giải quyết\n" + PROCEDURE_BODY)).thoi_han == ("05 ngày làm việc",)


def test_parts_that_are_text_stay_text_and_unknown_parts_are_no_doubt():
    text = "## Trình tự\n\nMột.\n\n## Cách thức\n\nKhông có thông tin\n\n## Hồ sơ\n\nĐơn.\n\n## Thời hạn\n\n5 ngày"

    assert [(line, what.split("”")[0]) for line, what, _ in problems(body(text))] == [(9, "Phần “Thành phần hồ sơ")]
    assert read_procedure(body(text)).text["Thành phần hồ sơ"].text == "Đơn."


def test_a_body_without_anything_lacks_everything_the_law_asks_for():
    assert [what.split(" ")[0] for _, what, _ in problems(body(""))] == ["Thiếu", "Thiếu", "Thiếu", "Không"]


@pytest.mark.parametrize(
    "text", ["", " ", "-", "N/A", "n/a.", "Chưa rõ", "**Chưa rõ**", "Không có thông tin", "chua_ro"]
)
def test_fillers_mean_nobody_has_said(text: str):
    assert is_unknown(text)


@pytest.mark.parametrize("text", ["Không", "Không thu phí", "0"])
def test_no_is_an_answer(text: str):
    assert not is_unknown(text)
