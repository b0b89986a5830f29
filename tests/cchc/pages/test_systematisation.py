"""The table of all documents by state says since when and by which other document."""

from typing import Any

from lxml.html import fromstring
from tests.school import School, at

TABLE = "van-ban/loc/he-thong-hoa/"


def document(school: School, name: str, **fields: Any) -> None:
    """Write a decision of the school."""
    values = {"loai": "quyet_dinh", "trich_yeu": f"Việc {name}", "co_quan_ban_hanh": "Nhà trường", **fields}
    school.write(f"van-ban/{name}.md", **values)


def told(school: School, now: str = "2026-11-20 08:00") -> dict[str, list[list[str]]]:
    """The rows under each state."""
    found = fromstring(school.page(TABLE, now=at(now))).xpath("//tbody")
    return {
        body[0].text_content().strip(): [[" ".join(cell.text_content().split()) for cell in row] for row in body[1:]]
        for body in found
    }


def test_every_state_has_its_rows_and_drafts_have_none(school: School) -> None:
    document(school, "dung", so_ky_hieu="1/QĐ", ngay_ban_hanh="01/01/2026", hieu_luc_tu="05/01/2026")
    document(school, "sua", so_ky_hieu="2/QĐ", hieu_luc_tu="01/02/2020")
    document(school, "sua-1", hieu_luc_tu="01/03/2021", sua_doi="2/QĐ")
    document(school, "sua-2", hieu_luc_tu="01/12/2026", sua_doi="2/QĐ")
    document(school, "het", het_hieu_luc="30/06/2026")
    document(school, "cu", so_ky_hieu="3/QĐ", hieu_luc_tu="01/01/2020")
    document(school, "moi", so_ky_hieu="4/QĐ", ngay_ban_hanh="01/10/2026", thay_the="3/QĐ")
    document(school, "nhap", lay_y_kien_tu="01/11/2026")

    rows = told(school)

    assert list(rows) == [
        "Còn hiệu lực: 2 văn bản",
        "Còn hiệu lực, đã được sửa đổi, bổ sung: 1 văn bản",
        "Chưa có hiệu lực: 1 văn bản",
        "Hết hiệu lực: 1 văn bản",
        "Đã bị thay thế: 1 văn bản",
        "Chưa rõ hiệu lực: 1 văn bản",
    ]
    by_state = list(rows.values())
    assert by_state[0][0] == ["Quyết định 1/QĐ", "01/01/2026", "Việc dung Nhà trường", "05/01/2026", ""]
    [[_, _, _, since, changes]] = by_state[1]
    assert since == "01/03/2021", "since the first change that counts"
    assert "Việc sua-1 (từ ngày 01/03/2021); Quyết định: Việc sua-2 (từ ngày 01/12/2026)" in changes
    assert by_state[3][0][3] == "01/07/2026"
    assert by_state[4][0][3:] == [
        "01/10/2026",
        "Được thay thế bởi: Quyết định số 4/QĐ ngày 01/10/2026 (từ ngày 01/10/2026)",
    ]
    assert by_state[5][0] == ["Quyết định 4/QĐ", "01/10/2026", "Việc moi Nhà trường", "–", ""]
    page = fromstring(school.page(TABLE))
    assert page.xpath("//header//p[@class='cc-meta']/text()") == [
        "Tháng 11/2026. Tình trạng đổi lần gần nhất: ngày 01/10/2026"
    ]
    assert page.xpath("//tbody[1]/tr[2]//a/@href") == ["../../dung/"]


def test_a_later_change_counts_from_its_day(school: School) -> None:
    document(school, "goc", so_ky_hieu="2/QĐ", hieu_luc_tu="01/02/2020")
    document(school, "sua", hieu_luc_tu="01/12/2026", sua_doi="2/QĐ")

    assert "Còn hiệu lực: 1 văn bản" in told(school)
    assert "Còn hiệu lực, đã được sửa đổi, bổ sung: 1 văn bản" in told(school, "2026-12-01 00:00")


def test_without_documents_the_page_says_so(school: School) -> None:
    assert "Chưa có văn bản nào." in school.page(TABLE)
