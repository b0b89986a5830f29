"""Criteria of an office's table, and what of a school's content proves them."""

import io
from collections.abc import Mapping

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.school import NOW, School

from cchc.importing.files import read_rows
from cchc.reporting.criteria import Criterion, read_criteria
from cchc.reporting.figures import figures
from cchc.reporting.inspection import Inspection, evidence_file, task_criteria
from cchc.reporting.periods import parse_period
from cchc.reporting.report import Report

HEADER = {
    1: "STT", 2: "Tiêu chí, tiêu chí thành phần", 3: "Điểm tối đa", 4: "Số liệu kê khai",
    5: "Yêu cầu và tài liệu kiểm chứng (TLKC)", 6: "Điểm tự đánh giá", 7: "Minh chứng",
}  # fmt: skip
PLAN = """
| TT | Nội dung | Hình thức | Bộ phận | Thời gian |
|---|---|---|---|---|
| 1 | Đăng **tin** | Trang | Tổ | Thường xuyên |
| 2 | Tập huấn | Hội nghị | Tổ | Quý III/2026 |
"""


def rows(*cells: tuple[str, ...]) -> list[Mapping[int, str]]:
    """A table as the readers of files give it: cells without text are left out."""
    return [HEADER, *({place: text for place, text in enumerate(row, 1) if text} for row in cells)]


# --- the table


def test_a_row_is_a_criterion_in_the_words_of_the_table() -> None:
    table = rows(("1.1", "Ban hành\nkế hoạch", "1,5", "Có", "Kế hoạch", "1", "25/KH-THCS#3; 12/QĐ-UBND\nkhai-giang"))

    assert read_criteria([table]) == (
        Criterion("1.1", "Ban hành kế hoạch", "1,5", "Kế hoạch", "1", ("25/KH-THCS#3", "12/QĐ-UBND", "khai-giang")),
    )


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("25/KH-THCS#1, khai-giang,\n12/QĐ-UBND;", ["25/KH-THCS#1", "khai-giang", "12/QĐ-UBND"]),
        ("Kế hoạch số 25/KH-THCS, ngày 15/02/2022", ["Kế hoạch số 25/KH-THCS, ngày 15/02/2022"]),
        ("12/QĐ-UBND ngày 03/02/2026, của UBND xã; x", ["12/QĐ-UBND ngày 03/02/2026, của UBND xã", "x"]),
    ],
)
def test_references_of_a_cell_are_parted_and_a_paper_stays_whole(cell: str, found: list[str]) -> None:
    [one] = read_criteria([rows(("1", "a", "", "", "", "", cell))])

    assert list(one.proofs) == found


ROW = {1: "1", 2: "Ban hành", 3: "1,5", 4: "1", 5: "Văn bản", 6: "25/KH-THCS#3"}
TWICE = {1: "STT", 2: "Tiêu chí", 3: "Điểm", 5: "TLKC", 6: "Minh chứng"}


@pytest.mark.parametrize(
    "header",
    [
        [TWICE, {1: "STT", 2: "Tiêu chí", 3: "Tối đa", 4: "Tự chấm", 5: "TLKC", 6: "Minh chứng"}],
        [TWICE, {3: "Chuẩn", 4: "Tự chấm"}],
        [TWICE, {3: "Tối đa", 4: "Tự chấm"}, {1: "(1)", 2: "(2)", 3: "(3)", 4: "(4)"}],
        [TWICE, {3: "Điểm"}, {3: "Tối đa", 4: "Tự đánh giá"}],
        [{3: "Kết quả"}, TWICE, {3: "tối đa", 4: "đơn vị tự chấm", 6: "Nội dung", 7: "Đường dẫn"}],
        [{1: "STT", 2: "Tiêu chí", 3: "Điểm", 5: "Hồ sơ"}, {3: "Tối đa", 4: "Tự chấm", 5: "TLKC", 6: "Minh chứng"}],
    ],
)
def test_a_header_may_take_several_rows(header: list[Mapping[int, str]]) -> None:
    again = {1: "2", 2: "Rà soát"}

    first, second = read_criteria([[{1: "BẢNG TIÊU CHÍ"}, *header, ROW, *header, again]])

    assert (first.most, first.scored, first.wanted, first.proofs) == ("1,5", "1", "Văn bản", ("25/KH-THCS#3",))
    assert second == Criterion("2", "Rà soát")


def test_a_workbook_with_merged_titles_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet(index=0)
    for row in (
        ["BẢNG TỰ CHẤM"], ["STT", "Tiêu chí", "Điểm", None, "Minh chứng"], [None, None, "Tối đa", "Tự chấm"],
        ["I", "Chỉ đạo, điều hành"], ["1", "Ban hành kế hoạch", 1.5, 1, "25/KH-THCS#3"],
    ):  # fmt: skip
        sheet.append(row)
    for span in ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3"):
        sheet.merge_cells(span)
    book.save(file := io.BytesIO())

    group, one = read_criteria(read_rows(file.getvalue(), "tieu-chi.xlsx"))

    assert (group.title, group.is_group) == ("Chỉ đạo, điều hành", True)
    assert one == Criterion("1", "Ban hành kế hoạch", "1,5", scored="1", proofs=("25/KH-THCS#3",))


def test_a_criterion_right_below_the_header_is_no_header() -> None:
    table = [TWICE, {1: "I", 2: "Cải cách thể chế"}, {2: "Rà soát", 3: "1"}]

    assert [(one.number, one.title) for one in read_criteria([table])] == [("I", "Cải cách thể chế"), ("", "Rà soát")]


def test_what_stands_above_the_header_and_numbers_of_columns_are_no_criteria() -> None:
    table = [
        {1: "BẢNG TỰ CHẤM ĐIỂM"},
        *rows(("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"), ("1", "Đăng tin")),
        HEADER,
    ]

    assert [one.title for one in read_criteria([table])] == ["Đăng tin"]


def test_merged_cells_and_rows_without_a_criterion_go_on_with_the_one_above() -> None:
    table = rows(
        ("1", "Đăng tin", "", "", "", "", "a"),
        ("1", "Đăng tin", "", "", "", "", "b; a"),
        (*[""] * 6, "c"),
        ("2", "Khác"),
    )

    assert [(one.number, one.proofs) for one in read_criteria([table])] == [("1", ("a", "b", "c")), ("2", ())]


def test_headings_over_others_ask_for_no_evidence_of_their_own() -> None:
    table = rows(
        ("I", "CHỈ ĐẠO"), ("1.", "Kế hoạch"), ("1.1", "Ban hành"), ("2", "Tin"), ("A", "KHÁC", "", "", "", "", "x")
    )

    assert [(one.number, one.is_group) for one in read_criteria([table])] == [
        ("I", True), ("1.", True), ("1.1", False), ("2", False), ("A", False),
    ]  # fmt: skip


def test_every_sheet_with_such_a_header_counts_and_others_are_passed_over() -> None:
    other = [{1: "Tiêu chí", 2: "Điểm"}, {1: "x", 2: "1"}]

    assert read_criteria([]) == read_criteria([other]) == read_criteria([rows()]) == ()
    assert [one.title for one in read_criteria([other, rows(("1", "a")), rows(("2", "b"))])] == ["a", "b"]


NAMES = st.lists(st.text("abcđ/#-.19", min_size=1), max_size=3)


@given(
    st.lists(st.tuples(st.sampled_from(["", "1", "1.1", "II"]), st.sampled_from(["", "Đăng tin", "Tập huấn"]), NAMES))
)
def test_no_reference_of_a_table_is_lost(lines: list[tuple[str, str, list[str]]]) -> None:
    table = rows(*((number, title, "x", "", "", "", "; ".join(names)) for number, title, names in lines))

    told = [proof for one in read_criteria([table]) for proof in one.proofs]

    assert set(told) == {name for _, _, names in lines for name in names}


@given(st.lists(st.dictionaries(st.integers(1, 9), st.text(min_size=1), max_size=9)))
def test_no_table_makes_it_stumble(cells: list[dict[int, str]]) -> None:
    read_criteria([cells, [HEADER, *cells]])


# --- what proves them


@pytest.fixture
def proven(school: School) -> School:
    """A school with a plan of two tasks, news, an internal record, a draft, documents that share a number."""
    school.unit()
    school.write(
        "ke-hoach/kh.md", PLAN, trich_yeu="Kế hoạch năm", nam=2026, so_ky_hieu="25/KH-THCS", ngay_ban_hanh="01/02/2026"
    )
    school.news("khai-giang", tieu_de="Khai giảng", ngay="05/09/2026", minh_chung="25/KH-THCS#1")
    school.news("bien-ban", tieu_de="Biên bản", ngay="06/09/2026", pham_vi="noi_bo", minh_chung="25/KH-THCS#1")
    school.news("nhap", tieu_de="Nháp", nhap=True)
    for name, day in (("mot", "03/02/2026"), ("hai", "04/03/2026")):
        school.write(f"van-ban/{name}.md", loai="quyet_dinh", trich_yeu=f"Quyết định {name}", so_ky_hieu="12/QĐ-UBND",
                     ngay_ban_hanh=day, co_quan_ban_hanh="UBND")  # fmt: skip
    school.write("chi-so/hai-long.yml", ten="Mức hài lòng", nguon_cong_bo="UBND",
                 so_lieu=[{"nam": 2025, "gia_tri": "88.5", "ngay_cong_bo": "01/08/2026"}])  # fmt: skip
    return school


HASHES = {"tin-tuc/2026/khai-giang/index.html": "ab" * 32}


def inspection(school: School, hashes: Mapping[str, str] | None = HASHES) -> Inspection:
    verdict = school.judge()
    return Inspection(school.public(), verdict.held["truong"], hashes)


def file_on(school: School, *references: str) -> Report:
    return evidence_file(inspection(school), [Criterion("1", "Đăng tin.", proofs=references)])


@pytest.mark.parametrize(
    "reference",
    [
        "tin-tuc/2026/khai-giang.md",
        "content/tin-tuc/2026/khai-giang.md",
        "tin-tuc\\2026\\khai-giang.md",
        "tin-tuc/2026/khai-giang/index.html",
        "https://truong.example/cchc/tin-tuc/2026/khai-giang/",
        " khai-giang ",
    ],
)
def test_an_item_is_named_by_its_file_its_address_or_its_id(proven: School, reference: str) -> None:
    [item] = inspection(proven).find(reference).items

    assert item.key == "tin-tuc/2026/khai-giang"
    assert inspection(proven).proof(item) == (
        "Khai giảng", "", "05/09/2026", "công khai", "https://truong.example/cchc/tin-tuc/2026/khai-giang/", "ab" * 32,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        ("25/KH-THCS", "Kế hoạch năm"),
        ("Kế hoạch số 25/KH-THCS ngày 01/02/2026", "Kế hoạch năm"),
        ("Quyết định số 12/QĐ-UBND ngày 04/3/2026", "Quyết định hai"),
        ("chi-so/#hai-long", "Mức hài lòng"),
    ],
)
def test_a_paper_is_named_by_its_number_and_day(proven: School, reference: str, title: str) -> None:
    assert [item.title for item in inspection(proven).find(reference).items] == [title]


def test_a_task_stands_for_all_that_proves_it_the_internal_whole_and_without_an_address(proven: School) -> None:
    whole = inspection(proven)
    items = whole.find("25/KH-THCS#1").items

    assert {item.title for item in items} == {"Khai giảng", "Biên bản"}
    internal = next(item for item in items if item.title == "Biên bản")
    assert whole.proof(internal) == ("Biên bản", "", "06/09/2026", "nội bộ", "", "")


@pytest.mark.parametrize(
    ("reference", "fault"),
    [
        ("99/QĐ-X", "không có mục nào mang tên này"),
        ("25/KH-THCS ngày 09/09/2020", "không có mục nào mang tên này"),
        ("25/KH-THCS#9", "không có nhiệm vụ này trong các kế hoạch"),
        ("khac#1", "không có nhiệm vụ này trong các kế hoạch"),
        ("25/KH-THCS#2", "nhiệm vụ chưa có minh chứng"),
        ("12/QĐ-UBND", "chưa rõ là mục nào trong 2 mục cùng tên; ghi thêm ngày, hoặc tên tệp"),
        ("25/KH-THCS và 12/QĐ-UBND", "có nhiều số ở một chỗ; ngăn bằng dấu chấm phẩy"),
        ("nhap", "chưa dùng được: còn là bản nháp, chưa được duyệt, chưa đến ngày đăng hoặc đã hết hạn"),
    ],
)
def test_a_reference_that_names_nothing_usable_says_why(proven: School, reference: str, fault: str) -> None:
    assert inspection(proven).find(reference) == ((), fault)


def test_a_section_not_built_or_without_the_page_says_so_and_an_unknown_address_is_not_made_up(proven: School) -> None:
    [news] = inspection(proven).find("khai-giang").items

    assert inspection(proven, None).proof(news)[-1] == "chuyên mục chưa dựng"
    assert inspection(proven, {}).proof(news)[-1] == "không có trong bản dựng gần nhất"
    proven.unit(url="")
    assert inspection(proven).proof(news)[-2] == "tin-tuc/2026/khai-giang/ (don-vi.yml chưa có url)"


# --- the file


def test_the_file_counts_lists_and_says_what_is_lacking(proven: School) -> None:
    criteria = [
        Criterion("I", "CHỈ ĐẠO", "10", is_group=True),
        Criterion("1", "Đăng tin.", "2", proofs=("25/KH-THCS#1", "khai-giang", "99/QĐ-X", "25/KH-THCS#2")),
        Criterion("2", "Tập huấn", "3", proofs=("25/KH-THCS#2",)),
    ]

    made = evidence_file(inspection(proven), criteria)
    counted, proofs, lacking, faults = made.chapters

    assert counted.sentences == ("2 tiêu chí: 1 đã có minh chứng, 1 chưa có.",)
    assert counted.grids[0].header == ("STT", "Tiêu chí", "Điểm tối đa", "Số minh chứng")
    assert [row[-1] for row in counted.grids[0].rows] == ["", 2, 0]
    assert sorted(str(row[2]) for row in proofs.grids[0].rows) == ["Biên bản", "Khai giảng"]
    assert lacking.sentences == ("2 Tập huấn.",)
    assert faults.sentences == (
        "1 Đăng tin: “99/QĐ-X” – không có mục nào mang tên này.",
        "1 Đăng tin: “25/KH-THCS#2” – nhiệm vụ chưa có minh chứng.",
    )
    assert "SHA-256 là của trang trong bản dựng gần nhất." in made.about


def test_a_file_without_faults_has_no_chapters_about_them(proven: School) -> None:
    assert [one.title for one in file_on(proven, "khai-giang").chapters] == ["Tiêu chí", "Minh chứng"]
    assert [one.title for one in file_on(proven).chapters] == ["Tiêu chí", "Tiêu chí chưa có minh chứng"]


def test_without_a_table_the_tasks_of_the_year_are_the_criteria(proven: School) -> None:
    year = parse_period("2026")
    assert year is not None

    one, two = task_criteria(figures(proven.public(now=NOW), year.span).tasks)

    assert (one.number, one.title, one.proofs) == ("25/KH-THCS#1", "Đăng tin", ("kh#1",))
    assert len(inspection(proven).find(one.proofs[0]).items) == 2
    assert inspection(proven).find(two.proofs[0]).fault == "nhiệm vụ chưa có minh chứng"
