"""An index shows what was announced, as a drawing and as a table, and the plans that are to raise it."""

from typing import Any

import pytest
from lxml.html import HtmlElement, fromstring
from tests.school import School, at

RANKED = [(2023, None, 27), (2024, None, 14), (2025, None, 11)]
VALUES = [(2023, 84, None), (2024, "87,5", None), (2025, "90,3", None)]
BOTH = [(2023, "81,4", 23), (2024, "86,92", 14)]


def index(school: School, rows: list[tuple[int, Any, Any]], **fields: Any) -> HtmlElement:
    """The page of an index with these years, values and ranks, each announced in April of the year after."""
    years = [
        {"nam": year, "ngay_cong_bo": f"01/04/{year + 1}"}
        | ({"gia_tri": value} if value is not None else {})
        | ({"hang": rank} if rank else {})
        for year, value, rank in rows
    ]
    school.write("chi-so/a.yml", **{"ten": "Hài lòng", "nguon_cong_bo": "Trường", "so_lieu": years, **fields})
    return fromstring(school.page("chi-so/"))


def drawn(page: HtmlElement) -> list[tuple[str, list[str]]]:
    """What each drawing shows and which values it names."""
    return [
        (one.findtext("figcaption"), [text.text for text in one.xpath(".//text[@class='n b']")])
        for one in page.xpath("//figure")
    ]


def aims(page: HtmlElement) -> list[str]:
    return page.xpath("//figure//text[@class='s n']/text()")


def test_an_index_shows_its_newest_figure_and_no_empty_column(school: School) -> None:
    rows = [
        {"nam": 2024, "gia_tri": 87.5, "ngay_cong_bo": "24/12/2024"},
        {"nam": 2025, "gia_tri": 90, "ngay_cong_bo": "24/12/2025"},
    ]
    school.write("chi-so/a.yml", ten="Hài lòng", nguon_cong_bo="Trường", don_vi_tinh="%", so_lieu=rows)

    page = school.page("chi-so/")

    assert "<dt>Năm</dt><dd>2025</dd>" in page
    assert "<dt>Giá trị</dt><dd>90%</dd>" in page
    assert "Thứ hạng" not in page
    assert "<td>87,5%</td><td>24/12/2024</td>" in page


def test_an_index_nobody_announced_is_not_there(school: School) -> None:
    assert "Chưa có chỉ số nào được công bố." in school.page("chi-so/")


def test_values_are_drawn_and_the_table_says_them_too(school: School) -> None:
    page = index(school, VALUES, don_vi_tinh="%", muc_tieu="Từ 92% trở lên trong năm 2026")

    assert drawn(page) == [("Giá trị theo năm (%)", ["84%", "87,5%", "90,3%"])]
    assert aims(page) == ["Mục tiêu 92%"]
    assert [row.text_content()[4:9] for row in page.xpath("//tbody/tr")] == ["90,3%", "87,5%", "84%01"]
    [drawing] = page.xpath("//figure/svg")
    assert (drawing.get("role"), "số liệu trong bảng" in drawing.get("aria-label")) == ("img", True)


def test_what_is_announced_later_is_not_drawn(school: School) -> None:
    page = index(school, [*VALUES, (2026, "99,9", None)], don_vi_tinh="%")

    assert "99,9" not in page.text_content()
    later = fromstring(school.page("chi-so/", now=at("2027-04-01")))
    assert drawn(later)[0][1][-1] == "99,9%"


def test_ranks_are_drawn_where_there_is_nothing_else_or_one_is_aimed_at(school: School) -> None:
    aim = "Nhóm 10 địa phương dẫn đầu"

    assert drawn(index(school, RANKED)) == [("Thứ hạng theo năm (1 là cao nhất)", ["27", "14", "11"])]
    assert len(drawn(index(school, BOTH))) == 1
    both = index(school, BOTH, don_vi_tinh="điểm", muc_tieu=aim)
    assert [words for words, _ in drawn(both)] == ["Giá trị theo năm (điểm)", "Thứ hạng theo năm (1 là cao nhất)"]
    assert aims(both) == ["Mục tiêu hạng 10"]


def test_one_value_is_no_line(school: School) -> None:
    assert drawn(index(school, [(2025, "88,5", 3)], don_vi_tinh="%")) == []


@pytest.mark.parametrize(
    ("words", "unit", "value", "rank"),
    [
        ("Đạt 95% trở lên vào năm 2028", "%", ["Mục tiêu 95%"], []),
        ("Trên 86,5 điểm", "điểm", ["Mục tiêu 86,5"], []),
        ("Tăng 5% so với năm 2024", "%", [], []),
        ("Năm 2026 đạt 92%, năm 2027 đạt 95%", "%", [], []),
        ("Đạt 95.5%", "%", [], []),
        ("Đạt 95", "%", [], []),
        ("Thuộc nhóm 2", "%", [], []),
        ("Top 3 của tỉnh", "%", [], ["Mục tiêu hạng 3"]),
        ("Nhóm 5 sở, ngành cao nhất", "%", [], ["Mục tiêu hạng 5"]),
        ("Tăng lên hạng 5", "%", [], []),
    ],
)
def test_a_target_is_drawn_only_where_it_is_beyond_doubt(
    school: School, words: str, unit: str, value: list[str], rank: list[str]
) -> None:
    page = index(school, BOTH, don_vi_tinh=unit, muc_tieu=words)

    assert aims(page) == [*value, *rank]
    assert f"Mục tiêu: {words}." in page.text_content()


def test_an_index_names_the_plans_whose_text_leads_to_it(school: School) -> None:
    text = {"leads": "Nâng [chỉ số](../chi-so/a.yml).", "names": "Xem chi-so/ của trường.", "other": "Việc khác."}
    for name, body in text.items():
        school.write(f"ke-hoach/{name}.md", body, trich_yeu=f"Kế hoạch {name}", nam=2026, so_ky_hieu=f"1/{name}")

    page = index(school, VALUES)

    assert page.xpath("//article//a[contains(@href, 'ke-hoach')]/@href | //p/a[contains(@href, 'ke-hoach')]/@href") == [
        "../ke-hoach/leads/"
    ]
    assert "Kế hoạch cải thiện: Kế hoạch leads (1/leads)" in " ".join(page.text_content().split())
