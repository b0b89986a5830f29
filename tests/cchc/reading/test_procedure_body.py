"""The parts of a procedure, read out of its body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.school import PROCEDURE_BODY

from cchc.model.item import Body, Origin
from cchc.model.procedure import CachThuc, GiayTo
from cchc.reading.body import split_body
from cchc.reading.procedure_body import is_unknown, paper_tables, problems, read_procedure, way_tables


def body(text: str) -> Body:
    return split_body(text, Origin(), 1)


def test_the_two_tables_become_typed_rows():
    parts = read_procedure(body(PROCEDURE_BODY))

    assert parts.cach_thuc == (CachThuc("Trực tiếp", "05 ngày làm việc", "Không", "Nộp tại văn phòng"),)
    assert parts.ho_so == (GiayTo(None, "Đơn đề nghị", 1, 0, None, None),)
    assert parts.thoi_han == ("05 ngày làm việc",)
    assert parts.phi == ("Không",)
    assert parts.text["Cách thức thực hiện"].text.startswith("| Hình thức"), "the text stays whole"
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
        GiayTo("Trường hợp một", "Đơn", 1, None, "[Mẫu](a.docx)", "Lưu ý: Ký tên"),
        GiayTo("Trường hợp một", "Ảnh", 2, None, None, None),
        GiayTo("Trường hợp hai", "Bằng", None, None, None, "Ten: thừa"),
    )  # fmt: skip
    assert [table.header[0] for table, _ in paper_tables(parts.text["Thành phần hồ sơ"])] == ["Giấy tờ", "Ten"]
    assert parts.cach_thuc == (
        CachThuc("Không nêu", "3 ngày", None, "Nộp<br>Khác: Thêm"),
        CachThuc("Trực tuyến", "3 ngày", None, "Khác: Thêm"),
    )
    assert parts.thoi_han == ()
    assert [part.heading for part in parts.others] == ["Hỏi đáp", "Hồ sơ"]


def test_a_time_limit_of_its_own_section_comes_before_the_column():
    assert read_procedure(body("## Thời hạn giải quyết\n\n08 ngày\n" + PROCEDURE_BODY)).thoi_han == ("08 ngày",)
    assert read_procedure(body("## Thời hạn giải quyết\n" + PROCEDURE_BODY)).thoi_han == ("05 ngày làm việc",)


def test_a_column_of_the_other_table_is_one_of_the_authors_own():
    papers = "## Hồ sơ\n\n| Giấy tờ | Thời hạn |\n|---|---|\n| Đơn | 3 ngày |"
    ways = "## Cách thức\n\n| Hình thức | Mẫu |\n|---|---|\n| Trực tiếp | Mẫu 1 |"

    parts = read_procedure(body(f"{papers}\n\n{ways}"))

    assert parts.ho_so == (GiayTo(None, "Đơn", None, None, None, "Thời hạn: 3 ngày"),)
    assert parts.cach_thuc == (CachThuc("Trực tiếp", None, None, "Mẫu: Mẫu 1"),)


@pytest.mark.parametrize(
    ("cell", "count"),
    [("01", 1), ("02 bản", 2), ("1 bộ", 1), ("0", 0), ("01 bản có chứng thực", "01 bản có chứng thực"), ("N/A", None)],
)
def test_a_count_is_a_number_and_more_than_a_number_stays_as_written(cell: str, count: int | str | None):
    table = f"## Hồ sơ\n\n| Giấy tờ | Bản chính |\n|---|---|\n| Đơn | {cell} |"

    [paper] = read_procedure(body(table)).ho_so

    assert paper.ban_chinh == count


TITLES = ("Giấy tờ", "Bản chính", "Bản sao", "Mẫu", "Ghi chú", "Thời hạn", "Tên giấy tờ", "Lạ")
CELL = st.text("abđơ1. -", max_size=6).map(str.strip)


@given(st.permutations(TITLES), st.lists(st.tuples(*[CELL] * len(TITLES)), max_size=4))
def test_whatever_the_columns_every_cell_of_a_paper_is_kept(titles: list[str], rows: list[tuple[str, ...]]):
    lines = [titles, ["---"] * len(titles), *rows]
    table = "\n".join("| " + " | ".join(cells) + " |" for cells in lines)

    papers = read_procedure(body(f"## Hồ sơ\n\n{table}")).ho_so

    kept = [" ".join(str(value) for value in (p.ten, p.ban_chinh, p.ban_sao, p.mau, p.ghi_chu)) for p in papers]
    stated = [cells for cells in rows if any(cells)]
    for cells, words in zip(stated, kept, strict=True):
        assert all(is_unknown(cell) or cell.isdigit() or cell in words for cell in cells)


def test_a_table_without_a_row_or_without_its_first_column_stays_text():
    text = "## Hồ sơ\n\n| Giấy tờ | Mẫu |\n|---|---|\n| | |\n\n| Số | Mẫu |\n|---|---|\n| 1 | a |"
    parts = read_procedure(body(text))

    assert parts.ho_so == ()
    assert paper_tables(parts.text["Thành phần hồ sơ"]) == ()
    assert way_tables(None) == ()


def test_an_empty_part_says_nothing():
    parts = read_procedure(body("## Thời hạn\n\n## Kết quả\n\nGiấy."))

    assert parts.of("Thời hạn giải quyết") is None
    assert parts.of("Phí và lệ phí") is None
    assert parts.of("Kết quả") is parts.text["Kết quả"]


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
