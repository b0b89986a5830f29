"""A plan reads like its paper: what the paper has stands where NĐ 30/2020 puts it, what it lacks is not drawn."""

from typing import Any

import lxml.html
import pytest
from lxml.html import HtmlElement
from tests.school import School

WHOLE = {
    "so_ky_hieu": "25/KH-THCS", "ngay_ban_hanh": "12/02/2026", "dia_danh": "Hoa Sen",
    "co_quan_chu_quan": "UBND phường Hoa Sen", "can_cu": ["Luật số 1/2030/QH"], "nguoi_ky": "Lê A",
    "chuc_vu": "Phó Hiệu trưởng", "quyen_ky": "KT.", "ky_thay_cho": "Hiệu trưởng", "noi_nhan": ["Các tổ", "Lưu: VT"],
}  # fmt: skip
TABLE = "| TT | Nội dung **việc** | Người | Thời gian |\n|---|---|---|---|\n"


def plan(school: School, body: str = "Mở đầu.", **fields: Any) -> HtmlElement:
    """The page of a plan of 2026."""
    school.write("ke-hoach/a.md", body, **{"trich_yeu": "Tuyên truyền", "nam": 2026, **fields})
    return lxml.html.fromstring(f"<div>{school.page('ke-hoach/a/')}</div>")


def said(page: HtmlElement, name: str) -> list[str]:
    """Texts of the elements of a class."""
    return [" ".join(found.text_content().split()) for found in page.find_class(name)]


def test_the_head_has_the_state_and_the_unit_then_number_and_day_then_the_title(school: School) -> None:
    page = plan(school, **WHOLE)

    assert said(page, "cc-qh") == ["Cộng hòa xã hội chủ nghĩa Việt NamĐộc lập - Tự do - Hạnh phúc"]
    assert said(page, "cc-qh__org") == ["UBND phường Hoa SenTrường truong"]
    assert said(page, "cc-qh__no") == ["Số: 25/KH-THCS"]
    assert said(page, "cc-qh__day") == ["Hoa Sen, ngày 12 tháng 02 năm 2026"]
    assert said(page, "cc-qh__title") == ["Kế hoạchTuyên truyền"]
    assert said(page, "cc-sign__by") == ["KT. HIỆU TRƯỞNGPHÓ HIỆU TRƯỞNGLê A"]
    assert page.xpath("//h1/text()") == ["Kế hoạch tuyên truyền"]


@pytest.mark.parametrize("lacking", [*([name] for name in WHOLE), list(WHOLE), ["nguoi_ky", "chuc_vu"]])
def test_what_a_paper_lacks_leaves_nothing_empty(school: School, lacking: list[str]) -> None:
    page = plan(school, **{name: value for name, value in WHOLE.items() if name not in lacking})
    (sheet,) = page.find_class("cc-sheet")

    empty = [one for one in sheet.iterdescendants() if not one.text_content().strip() and one.tag != "br"]
    assert [lxml.html.tostring(one) for one in empty] == []
    assert bool(said(page, "cc-qh__no")) == ("so_ky_hieu" not in lacking)
    assert bool(said(page, "cc-qh__day")) == ("ngay_ban_hanh" not in lacking)
    assert bool(said(page, "cc-sign__by")) == (not {"nguoi_ky", "chuc_vu"} <= set(lacking))
    assert bool(said(page, "cc-sign__to")) == ("noi_nhan" not in lacking)


def test_a_place_without_a_day_is_not_drawn_and_a_day_without_a_place_stands_alone(school: School) -> None:
    assert said(plan(school, dia_danh="Hoa Sen"), "cc-qh__day") == []
    assert said(plan(school, ngay_ban_hanh="01/11/2026"), "cc-qh__day") == ["ngày 01 tháng 11 năm 2026"]


def test_above_the_sheet_stands_what_number_day_and_last_change_it_has(school: School) -> None:
    signed = plan(school, **WHOLE, ngay_cap_nhat="20/11/2026")
    bare, same = plan(school), plan(school, ngay_ban_hanh="12/02/2026", ngay_cap_nhat="12/02/2026")

    assert said(signed, "cc-meta")[0] == "Số 25/KH-THCS · ban hành ngày 12/02/2026 · cập nhật 20/11/2026"
    assert said(bare, "cc-meta")[0] == "Bản này chưa có số · chưa có ngày ban hành"
    assert said(same, "cc-meta")[0] == "Bản này chưa có số · ban hành ngày 12/02/2026"


@pytest.mark.parametrize(
    ("title", "inside"), [("Cải cách", "Kế hoạch cải cách"), ("CCHC năm 2026", "Kế hoạch CCHC năm 2026")]
)
def test_a_title_goes_on_in_small_letters_but_for_abbreviations(school: School, title: str, inside: str) -> None:
    assert plan(school, trich_yeu=title).xpath("//h1/text()") == [inside]


def test_bases_and_recipients_end_as_the_decree_wants_whatever_was_typed(school: School) -> None:
    page = plan(school, can_cu=["Căn cứ một;", "Căn cứ hai"], noi_nhan=["Như trên;", "Lưu: VT."])
    goes_on = plan(school, "căn cứ tình hình, trường lập kế hoạch.", can_cu=["Căn cứ một."])

    assert said(page, "cc-bases") == ["Căn cứ một;Căn cứ hai."]
    assert said(page, "cc-sign__list") == ["Như trên;Lưu: VT."]
    assert said(goes_on, "cc-bases") == ["Căn cứ một;"]


def test_a_base_leads_to_the_plan_it_names(school: School) -> None:
    school.write("ke-hoach/tren.md", trich_yeu="Của phường", nam=2026, so_ky_hieu="18/KH-UBND")

    bases = ["Kế hoạch số 18/KH-UBND của phường", "Kế hoạch số 9/KH"]
    page = plan(school, can_cu=bases, ke_hoach_cap_tren=["tren", "9/KH"])

    assert page.xpath("//*[@class='cc-bases']//a/@href") == ["../tren/"]
    assert page.xpath("//*[@class='cc-facts']//a[@href='../tren/']/text()") == ["tren"]
    assert "tren; 9/KH" in said(page, "cc-facts")[0]


def test_a_cell_of_a_task_says_its_column_where_rows_are_cards(school: School) -> None:
    page = plan(school, f"{TABLE}| A. Đầu năm | | | |\n| 1 | Tập huấn | | Tháng 3 |")
    (row,) = page.xpath("//tr[@id='nhiem-vu-1']")

    assert [(cell.get("role"), cell.get("data-l"), cell.text_content()) for cell in row] == [
        ("cell", None, "1"),
        ("rowheader", None, "Tập huấn"),
        ("cell", "Người", ""),
        ("cell", "Thời gian", "Tháng 3"),
    ]
    assert page.xpath("//th[@scope='colgroup']/@colspan") == ["4"]
    assert page.xpath("//thead//th/@role") == ["columnheader"] * 4
    assert said(page, "cc-proof") == []


def test_a_table_without_numbers_has_only_labelled_cells(school: School) -> None:
    page = plan(school, "| Công việc | Thời gian |\n|---|---|\n| Tập huấn | Tháng 3 |")

    assert page.xpath("//tbody//td/@data-l") == ["Thời gian"]
    assert said(page, "cc-tt") == []


def test_evidence_has_its_column_once_there_is_some_and_the_rest_is_folded_away(school: School) -> None:
    body = f"{TABLE}| 1 | Đưa tin | Tổ | Cả năm |\n| 2 | Tổng kết | Tổ | Tháng 12 |\n"
    for number in range(1, 6):
        school.news(f"tin-{number}", ngay=f"0{number}/11/2026", tieu_de=f"Tin {number}", minh_chung="25/KH-THCS#1")

    page = plan(school, body, **WHOLE)
    title, first, second = page.find_class("cc-proof")

    assert (title.text, second.text_content()) == ("Minh chứng", "Chưa đến hạnChưa có")
    assert second.xpath("./p[@class='cc-noprint']/span/text()") == ["Chưa đến hạn"]
    assert first.xpath("./p/a/text()") == ["Tin 5", "Tin 4", "Tin 3"]
    assert first.xpath("./details/summary/text()") == ["và 2 minh chứng khác"]
    assert first.xpath("./details/p/a/text()") == ["Tin 2", "Tin 1"]


def test_the_annex_is_a_sheet_of_its_own(school: School) -> None:
    page = plan(school, "Mở đầu.\n\n## Phụ lục\n\nBảng.", **WHOLE)
    first, second = page.find_class("cc-leaf")

    assert "Lê A" in first.text_content()
    assert " ".join(second.text_content().split()) == "Phụ lục Bảng."


def test_the_signed_file_is_offered_above_the_sheet_and_opens_below_it(school: School) -> None:
    school.file("ke-hoach/ky.pdf", b"%PDF")
    school.file("ke-hoach/bieu.docx", b"PK")

    page = plan(school, tep_ky="ky.pdf", tep="bieu.docx")

    assert page.xpath("//header//a/@href") == ["ky.pdf"]
    assert page.xpath("//iframe/@src") == ["ky.pdf"]
    assert page.xpath("//section//a[@class='cc-file']/@href") == ["ky.pdf", "bieu.docx"]
