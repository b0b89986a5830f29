"""Body and annex of a paper as Markdown: outline, lists, tables, notes, pictures; nothing lost, nothing made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cchc.importing.papers import cell, p, paper_of, table

from cchc.importing.blocks import Cell, Paragraph, Picture, Remark, Run
from cchc.importing.doubts import CannotImport, Doubt
from cchc.importing.papers.body import write_body
from cchc.importing.papers.outline import outline_of
from cchc.importing.papers.paper import Paper
from cchc.importing.papers.runs import markdown_of_runs
from cchc.reading.body import tables
from cchc.reading.markdown import convert
from cchc.reading.plan_tasks import task_tables


def markdown(*blocks):
    return outline_of([p(block) if isinstance(block, str) else block for block in blocks]).markdown


def doubts(*blocks):
    return [one.what for one in outline_of([p(b) if isinstance(b, str) else b for b in blocks]).doubts]


@pytest.mark.parametrize(
    ("lines", "written"),
    [
        (["I. VIỆC", "Làm."], "## I. VIỆC\n\nLàm."),
        (["1. Việc", "Làm."], "## 1. Việc\n\nLàm."),
        (["I. A", "1. B", "1.1. C", "Làm."], "## I. A\n\n### 1. B\n\n#### 1.1. C\n\nLàm."),
        (["A. PHẦN ĐẦU", "I. B", "Làm."], "## A. PHẦN ĐẦU\n\n### I. B\n\nLàm."),
        (["Chương I", "VIỆC CHUNG", "Điều 1. Việc", "Làm."], "## Chương I VIỆC CHUNG\n\n### Điều 1. Việc\n\nLàm."),
        (["I. A", "1. Một.", "2. Hai."], "## I. A\n\n1\\. Một.\n\n2\\. Hai."),
        (["1. Một", "2. Hai", "3. Ba"], "1\\. Một\n\n2\\. Hai\n\n3\\. Ba"),
        (["1. Một;", "Làm."], "1\\. Một;\n\nLàm."),
        (["1. Một câu.", "Làm."], "1\\. Một câu.\n\nLàm."),
        (["1.1 Một câu.", "Làm."], "## 1.1 Một câu.\n\nLàm."),
        (["1.1 Một. Hai.", "Làm."], "1.1 Một. Hai.\n\nLàm."),
        (["I. Một câu có chấm.", "Làm."], "I. Một câu có chấm.\n\nLàm."),
        (["I. VIỆC"], "I. VIỆC"),
        (["Điều 1. Làm ngay.", "Điều 2. Nghỉ"], "Điều 1. Làm ngay.\n\nĐiều 2. Nghỉ"),
        (["1. " + "dài " * 50, "Làm."], "1\\. " + ("dài " * 50).strip() + "\n\nLàm."),
        (["a) Một", "b) Hai", "e) Ba"], "a) Một\n\nb) Hai\n\ne) Ba"),
        (["- Một", "- Hai", "Ba."], "- Một\n- Hai\n\nBa."),
        (["- Một", "+ Nhỏ", "- Hai"], "- Một\n    - Nhỏ\n- Hai"),
        (["+ Một", "+ Hai"], "- Một\n- Hai"),
        (["- - Một", "- - - Hai"], "- Một\n- Hai"),
        (["– Một", "• Hai", "- -"], "- Một\n- Hai\n- \\- -"),
        (["I. Viết bằng C#", "Làm."], "## I. Viết bằng C&#35;\n\nLàm."),
        (["# Một", "> Hai", "--- Ba", "12. Bốn"], "\\# Một\n\n\\> Hai\n\n--- Ba\n\n12\\. Bốn"),
    ],
)
def test_the_outline_follows_the_marks_and_keeps_them(lines, written):
    assert markdown(*lines) == written


def test_bold_lines_without_a_mark_are_headings():
    assert markdown(p("VIỆC CHUNG", bold=True), "Làm.") == "## VIỆC CHUNG\n\nLàm."
    assert markdown("I. A", p("Lưu ý", bold=True), "Làm.") == "## I. A\n\n### Lưu ý\n\nLàm."
    for line in ("Nhớ làm.", "dài " * 50):
        assert markdown(p(line.strip(), bold=True), "Làm.") == f"**{line.strip()}**\n\nLàm."
    assert markdown(p("Một", bold=True), p("Hai", bold=True)) == "**Một**\n\n**Hai**"


def test_headings_the_source_marks_itself():
    blocks = [p("Mục đích", heading=1), p("1. Việc riêng", heading=2), p("Làm.")]

    assert markdown(*blocks) == "## Mục đích\n\n## 1. Việc riêng\n\nLàm."
    assert markdown(p("Sâu", heading=9), "Làm.") == "###### Sâu\n\nLàm."


def test_lists_the_source_counts_itself():
    blocks = [p("Một", mark="-"), p("Nhỏ", mark="-", depth=1), p("Rất nhỏ", mark="-", depth=7), p("Hai", mark="2.")]

    assert markdown(*blocks) == "- Một\n    - Nhỏ\n        - Rất nhỏ\n\n2\\. Hai"
    assert markdown(p("**đậm", mark="-"), p("- Việc", bold=True)) == "- \\*\\*đậm\n- **Việc**"


def test_notes_stand_at_the_end_and_pictures_in_their_place():
    reference = Paragraph((Run("Làm"), Run("1", markdown="[^1]"), Run(" ngay.")), 1)
    picture = Picture("anh-1.png", b"x", "Sân trường", 2)

    done = outline_of([p("Xem trang 5.", note="1"), reference, picture, p("Hết.")])

    assert done.markdown == "Làm[^1] ngay.\n\n![Sân trường](anh-1.png)\n\nHết.\n\n[^1]: Xem trang 5."
    assert done.pictures == (picture,)
    assert "Xem trang 5." in convert(done.markdown).html


def test_capitals_amid_the_text_are_doubted_once_and_stay():
    blocks = ["a) Một", p("PHÒNG", line=7), p("GIÁO DỤC", line=8), "b) Hai", "QUYẾT ĐỊNH:", "CUỐI"]

    found = outline_of([p(block) if isinstance(block, str) else block for block in blocks])

    assert found.markdown == "a) Một\n\nPHÒNG\n\nGIÁO DỤC\n\nb) Hai\n\nQUYẾT ĐỊNH:\n\nCUỐI"
    said = [(one.line, one.what.split("“")[1].split("”")[0]) for one in found.doubts]
    assert said == [(7, "PHÒNG / GIÁO DỤC"), (1, "CUỐI")]


def test_what_the_reader_of_the_file_said_is_passed_on():
    remark = Remark(Doubt(3, "Đã bỏ.", "xem lại"))

    assert outline_of([remark, p("Một.")]).doubts == (remark.doubt,)


def test_an_annex_has_its_title_over_several_lines():
    assert markdown("PHỤ LỤC I", "DANH MỤC", "VIỆC LÀM", "(Kèm theo)", "I. MỘT", "Hai.") == (
        "## PHỤ LỤC I DANH MỤC VIỆC LÀM\n\n(Kèm theo)\n\n### I. MỘT\n\nHai."
    )
    assert markdown("PHỤ LỤC", "PHỤ LỤC II", "1. MỘT") == "## PHỤ LỤC\n\n## PHỤ LỤC II\n\n1\\. MỘT"


TASKS = ["TT", "Nội dung", "Thời gian"]


def test_a_plain_table_is_a_pipe_table():
    assert markdown(table(["Tên", "Số"], [cell("a|b", "hai"), cell()], ["\\|"])) == (
        "| Tên | Số |\n| --- | --- |\n| a\\|b<br>hai |  |\n| &#92;\\| |  |"
    )
    assert markdown(table()) == ""
    assert markdown(table([])) == ""


def test_a_cell_may_hold_a_list():
    assert "| \\- Một<br>- Hai |" in markdown(table(["Việc"], [Cell((p("Một", mark="-"), p("Hai", mark="-")))]))


def test_merged_cells_of_a_task_table_are_repeated_and_doubted():
    group, last = [cell("B. Sau Tết", across=3)], ["3", cell("Họp", across=2)]
    rows = [TASKS, ["1", "Đọc", cell("Cả năm", down=2)], ["2", "Viết"], group, last, [cell(across=3)]]

    written = markdown(table(*rows))

    assert written.split("\n")[2:] == [
        "| 1 | Đọc | Cả năm |",
        "| 2 | Viết | Cả năm |",
        "| B. Sau Tết |  |  |",
        "| 3 | Họp |  |",
        "|  |  |  |",
    ]
    assert [one.split("”")[0].split("“")[1] for one in doubts(table(*rows))] == ["Cả năm", "B. Sau Tết", "Họp"]


def test_one_number_over_two_rows_is_one_task():
    rows = [TASKS, [cell("1", down=2), "Đọc", "Quý I"], ["Viết", "Quý I"], ["2", "Họp", "Tháng 9"]]

    written = markdown(table(*rows))

    assert written.split("\n")[2:] == ["| 1 | Đọc<br>Viết | Quý I |", "| 2 | Họp | Tháng 9 |"]
    assert doubts(table(*rows)) == ["Số thứ tự “1” gộp 2 dòng của bảng; đã nối thành một nhiệm vụ."]


def test_titles_above_titles_become_one():
    upper = [cell("TT", down=2), cell("Nội dung", down=2), cell("Thời gian", across=2)]

    [found] = tables(markdown(table(upper, ["Bắt đầu", "Xong"], ["1", "Đọc", "Quý I", "Quý II"])))

    assert found.header == ("TT", "Nội dung", "Thời gian Bắt đầu", "Thời gian Xong")
    assert found.rows == (("1", "Đọc", "Quý I", "Quý II"),)


def test_merged_cells_of_other_tables_stay_merged():
    rows = [["Lớp", cell("Sĩ số", across=2)], [cell("6A", down=2), "Nam & <nữ>", "**20"], ["Nữ", cell("a", "b")]]

    written = markdown(table(*rows))

    assert written == (
        '<table>\n<tr><th>Lớp</th><th colspan="2">Sĩ số</th></tr>\n'
        '<tr><td rowspan="2">6A</td><td>Nam &amp; &lt;nữ&gt;</td><td>**20</td></tr>\n'
        "<tr><td>Nữ</td><td>a<br>b</td></tr>\n</table>"
    )
    assert 'rowspan="2"' in convert(written).html


def test_a_table_wider_than_any_table_becomes_paragraphs():
    wide = table(["a"] * 70, [cell("b"), cell()])

    assert markdown(wide) == " ".join("a" * 70) + "\n\nb"
    assert "hơn 60 cột" in doubts(wide)[0]


def test_a_table_cut_by_a_page_is_one_again():
    first = table(TASKS, ["1", "Đọc", "Quý I"], ["2", "Viết cho", "Quý"])
    remark = Remark(Doubt(1, "Sang trang.", ""))
    second = table(["tt", "Nội dung", "Thời gian."], ["", "hay", cell()], ["3", "Kể", "Hè"])

    written = markdown(first, second)

    assert written.split("\n")[3:] == ["| 2 | Viết cho hay | Quý |", "| 3 | Kể | Hè |"]
    assert doubts(first, second) == [
        "Dòng tiêu đề của bảng lặp lại khi sang trang: “tt | Nội dung | Thời gian.”; đã bỏ.",
        "Bảng bị ngắt giữa dòng khi sang trang (TT: 2); đã nối hai nửa lại.",
    ]
    assert len(task_tables(write_body(Paper((first, second))).body)) == 1
    assert markdown(first, remark, p("Giữa."), second).count("---") == 6


def test_a_table_may_go_on_without_its_header():
    first = table(TASKS, ["1", "Đọc", ""], ["2", cell("Viết", "chậm"), ""])

    assert markdown(first, table(["3", "Kể", "Hè"])).count("---") == 3
    assert "| 2 | Viết<br>chậm mà<br>chắc | Hè |" in markdown(first, table(["", cell("mà", "chắc"), "Hè"]))
    for other in (table(["7", "Kể", "Hè"]), table(["3", "Kể"]), table(["A", "B", "C"]), table()):
        assert "| 2 | Viết<br>chậm |  |" in markdown(first, other).split("\n\n")[0]
        assert len(markdown(first, other).split("\n\n")) == (2 if other.rows else 1)


def test_two_tables_without_titles_stay_two():
    assert markdown(table(["", ""], ["a", "b"]), table(["", ""], ["c", "d"])).count("---") == 4


def test_a_row_without_number_is_only_joined_behind_a_page():
    rows = [TASKS, ["1", "Đọc", "Quý I"], ["", "Riêng lớp 1", "Quý II"]]

    assert "| Riêng lớp 1 |" in markdown(table(*rows))
    assert markdown(table(*rows), table(TASKS, ["", cell(), cell()])).endswith("|  |  |  |")


RUNS = st.lists(
    st.builds(
        Run,
        text=st.text(alphabet="aă *_`[]()<>&|\\#~=-+:!1.^\u00a0", max_size=6),
        bold=st.booleans(),
        italic=st.booleans(),
    ),
    max_size=6,
)


@given(runs=RUNS)
def test_every_sign_of_a_paragraph_is_shown_as_it_is(runs):
    text = " ".join("".join(run.text for run in runs).split())

    shown = convert(outline_of([Paragraph(tuple(runs), 1), p("Hết.")]).markdown).text

    bare = "".join(shown.removesuffix("Hết.").split())
    assert bare in ("".join(text.split()), "".join(text.lstrip("-+ ").split()))


@given(runs=RUNS)
def test_every_sign_of_a_cell_is_shown_as_it_is(runs):
    written = outline_of([table(["Đầu"], [Cell((Paragraph(tuple(runs), 1),))])]).markdown

    [found] = tables(written)
    assert "".join(convert(found.rows[0][0]).text.split()) == "".join("".join(run.text for run in runs).split())
    assert "".join(convert(written).text.split()).removeprefix("Đầu") == "".join("".join(r.text for r in runs).split())


def test_bold_and_italics_side_by_side_do_not_run_together():
    runs = [
        Run("đậm ", bold=True),
        Run("và", bold=True),
        Run("nghiêng", italic=True),
        Run("cả", bold=True, italic=True),
    ]

    assert markdown_of_runs(runs) == "**đậm và**<em>nghiêng</em>***cả***"
    assert markdown_of_runs([*runs[1:2], runs[3]]) == "**và**<strong><em>cả</em></strong>"
    assert markdown_of_runs([Run(" ", bold=True), Run("a ", italic=True), Run("b", bold=True)], plain=True) == "a b"


def test_a_text_no_page_can_show_is_refused():
    with pytest.raises(CannotImport, match="quá dài"):
        write_body(Paper((p("([" * 2000),)))
    with pytest.raises(CannotImport, match="TCVN3"):
        write_body(Paper((p("Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc " * 3),)))


def test_pictures_travel_with_the_body():
    done = write_body(paper_of("Số: 1/KH-A", "KẾ HOẠCH", "Việc", Picture("a.png", b"x", "", 1), "I. MỘT", "Hai."))

    assert done.files == {"a.png": b"x"}
    assert done.body.text == "![](a.png)\n\n## I. MỘT\n\nHai."
