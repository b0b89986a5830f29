"""The periodic report and the board as Markdown, Word and Excel files that other programs open."""

import io
import re

import docx
import openpyxl
import pytest
from docx.document import Document as DocxDocument
from tests.school import School, at

from cchc.reporting.board import board, listed_below, summary_of, worst_first
from cchc.reporting.periodic import periodic_report, words_name
from cchc.reporting.periods import parse_period
from cchc.reporting.report import Chapter, Grid, Report, shown
from cchc.reporting.writers import WRITERS

NOW = at("2026-11-20T08:00")
NASTY = Report(
    "Báo cáo | thử",
    "Trường A\x00B",
    (
        Chapter("1. Đầu", ("=1+1", ""), (Grid("A/B:C", ("Tên | gọi", "Số"), (("=SUM(A1)", 1234), ("-5", 4.5))),)),
        Chapter("2. Sau", (), (Grid("a/b:c", ("Tên",), ()),)),
    ),
)


def quarter(school: School) -> Report:
    period = parse_period("2026-Q3")
    assert period is not None
    view = school.public(now=NOW)
    words = next((s.item for s in view.pages if s.item.id == words_name(period)), None)
    return periodic_report(view, period, words)


def test_a_report_says_who_when_and_counts_of_everything(school: School) -> None:
    school.news("a", ngay="05/08/2026", loai="guong_dien_hinh", tieu_de="Cô văn thư tận tình")
    school.write("chi-so/hai-long.yml", ten="Mức hài lòng", nguon_cong_bo="UBND",
                 so_lieu=[{"nam": 2025, "gia_tri": "88.5", "ngay_cong_bo": "01/08/2026"}])  # fmt: skip

    text = WRITERS["md"](quarter(school)).decode()

    assert text.startswith("# Báo cáo công tác cải cách hành chính quý III năm 2026\n")
    assert "từ 01/07/2026 đến 30/09/2026; số liệu ngày 20 tháng 11 năm 2026." in text
    assert "Đã đăng 1 tin, bài; 0 văn bản." in text
    assert "Tháng không có tin: 7/2026, 9/2026." in text
    assert "| Mức hài lòng | 2.025 | 88,5 |  |" in text or "| Mức hài lòng | 2025 | 88,5 |  |" in text
    assert "| Gương điển hình | Cô văn thư tận tình | 05/08/2026 |" in text
    assert re.findall(r"^## (\d+)\.", text, re.MULTILINE) == [str(n) for n in range(1, 8)]


def test_answers_of_the_quarter_are_counted_and_a_quarter_with_news_every_month_has_no_gap(school: School) -> None:
    for month in (7, 8, 9):
        school.news(f"t{month}", ngay=f"05/{month:02d}/2026")
    school.write("phan-anh/p.md", "Đã đổi.", noi_dung="Hỏi", ngay_nhan="01/09/2026", han_tra_loi="10/09/2026",
                 ngay_tra_loi="05/09/2026")  # fmt: skip

    text = WRITERS["md"](quarter(school)).decode()

    assert "Tháng không có tin" not in text
    assert "Tiếp nhận 1 phản ánh, kiến nghị: đã trả lời 1, đang xử lý 0, quá hạn 0." in text
    assert "Đúng hạn 1/1 phản ánh có hạn trả lời." in text
    assert "Thời gian trả lời trung vị: 4 ngày." in text


def test_difficulties_and_proposals_are_the_schools_own_words(school: School) -> None:
    assert "tạo tệp trang/bao-cao-2026-q3.md" in WRITERS["md"](quarter(school)).decode()

    school.write("trang/bao-cao-2026-q3.md", "Thiếu máy quét.\n\n## Đề xuất\n\n- Cấp thêm máy.", tieu_de="Báo cáo")
    titles = [chapter.title for chapter in quarter(school).chapters]

    assert titles[-2:] == ["6. Khó khăn, vướng mắc và đề xuất", "7. Đề xuất"]
    assert quarter(school).chapters[-1].sentences == ("- Cấp thêm máy.",)


def test_word_and_excel_hold_every_cell_and_no_formula() -> None:
    paper = docx.Document(io.BytesIO(WRITERS["docx"](NASTY)))
    book = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"](NASTY)))

    assert [[cell.text for cell in row.cells] for row in paper.tables[0].rows] == [
        ["Tên | gọi", "Số"], ["=SUM(A1)", "1.234"], ["-5", "4,5"],
    ]  # fmt: skip
    assert paper.paragraphs[1].text == "Trường AB"
    assert book.sheetnames == ["Báo cáo", "A B C", "a b c 2"]
    assert [[cell.value for cell in row] for row in book["A B C"]] == [
        ["Tên | gọi", "Số"],
        ["=SUM(A1)", 1234],
        ["-5", 4.5],
    ]
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "inlineStr", "n"}


def widths(paper: DocxDocument) -> list[float]:
    return [column.width.mm for column in paper.tables[0].columns if column.width]


def test_word_columns_fill_the_page_however_many_and_the_paper_turns_for_a_wide_table() -> None:
    long = Grid("Dài", ("TT", "Nội dung"), (("1", "một hai ba bốn năm " * 30),))
    wide = Grid("Rộng", tuple(f"Cột-thứ-{n:02d}" for n in range(20)), ())

    papers = [
        docx.Document(io.BytesIO(WRITERS["docx"](Report("T", "", (Chapter("C", (), (one,)),))))) for one in (long, wide)
    ]
    pages = [paper.sections[0] for paper in papers]

    assert [page.page_width and round(page.page_width.mm) for page in pages] == [210, 297]
    assert [page.page_height and round(page.page_height.mm) for page in pages] == [297, 210]
    assert [round(sum(widths(paper))) for paper in papers] == [165, 252]
    assert widths(papers[0])[0] < 15
    fonts = papers[0].styles.element.xpath("w:style[@w:styleId='Heading1']/w:rPr/w:rFonts")[0].attrib
    assert set(fonts.values()) == {"Times New Roman"}


def test_a_web_page_escapes_what_content_says() -> None:
    page = WRITERS["html"](
        Report("<b>", "&", (Chapter("C", ("<script>",), (Grid("a", ("<i>",), (("x<y",),)),)),))
    ).decode()

    assert "<title>&lt;b&gt;</title>" in page
    assert "<p>&lt;script&gt;</p>" in page
    assert "<td>x&lt;y</td>" in page


def test_markdown_keeps_a_table_a_table() -> None:
    lines = WRITERS["md"](NASTY).decode().split("\n")

    assert "| Tên \\| gọi | Số |" in lines
    assert "| =SUM(A1) | 1.234 |" in lines


@pytest.mark.parametrize(
    ("cell", "text"), [(0, "0"), (1234567, "1.234.567"), (4.0, "4"), (1234.25, "1.234,25"), ("x", "x")]
)
def test_numbers_are_written_as_here(cell: str | float, text: str) -> None:
    assert shown(cell) == text


def office(school: School) -> list[str]:
    """An office over three schools: one good, one silent, one with a late answer."""
    school.unit(loai="so", ma="so")
    for ma in ("tot", "im", "cham"):
        school.unit(
            f"don-vi/{ma}", ten=f"Trường {ma}", duong_day_nong="0299 1", email_phan_anh="a@b.vn", dia_chi="Số 1"
        )
        school.write(f"don-vi/{ma}/ke-hoach/kh.md", "Chung.", trich_yeu="Kế hoạch", nam=2026)
    for month in range(1, 12):
        for ma in ("tot", "cham"):
            school.news(f"t{month}", f"don-vi/{ma}", ngay=f"05/{month:02d}/2026")
    school.write("don-vi/cham/phan-anh/p.md", noi_dung="Hỏi", ngay_nhan="01/09/2026", han_tra_loi="10/09/2026")
    return ["tot", "im", "cham"]


def test_the_board_puts_first_whom_to_remind(school: School) -> None:
    summaries = [summary_of(school.public(ma, NOW)) for ma in office(school)]

    assert [(one.ma, one.faults) for one in worst_first(summaries)] == [("im", 10), ("cham", 1), ("tot", 0)]
    [chapter] = board(school.public("so", NOW), summaries).chapters
    assert chapter.sentences[0] == "3 đơn vị: 1 chưa đăng tin nào, 0 chưa có kế hoạch, 1 có phản ánh quá hạn."
    rows = {row[0]: row for row in chapter.grids[0].rows}
    assert rows["Trường im"][1:14] == (*[0] * 11, 0, "chưa có")
    assert rows["Trường tot"][1:] == (*[1] * 11, 11, "05/11/2026", 1, 0, 0, "đủ")
    assert all(len(row) == len(chapter.grids[0].header) for row in rows.values())


def test_units_that_stopped_or_wait_for_a_mended_file_are_not_on_the_board(school: School) -> None:
    office(school)
    school.unit("don-vi/nghi", ngung_tu="01/07/2026")
    school.unit("don-vi/tot/don-vi/diem-le")
    tree = school.load()

    assert [one.ma for one in listed_below(tree, "so", NOW)] == ["cham", "im", "tot", "diem-le"]
    assert [one.ma for one in listed_below(tree, "so", NOW, left_out=frozenset({"im"}))] == ["cham", "tot", "diem-le"]
    assert [one.ma for one in listed_below(tree, "so", at("2026-06-30T08:00"))][2] == "nghi"
    assert [one.ma for one in listed_below(tree, "tot", NOW)] == ["diem-le"]
    assert listed_below(tree, "diem-le", NOW) == ()


def test_what_a_unit_lacks_is_named(school: School) -> None:
    school.unit(so_tthc_cong_bo=3)
    school.procedure()

    one = summary_of(school.public(now=NOW))
    [chapter] = board(school.public(now=NOW), [one]).chapters

    assert chapter.grids[0].rows[0][-1] == "kế hoạch năm, đường dây nóng, thư điện tử, địa chỉ, 2 thủ tục"
