"""A document says first whether it is still good, since when, and what is used instead."""

from typing import Any

import lxml.html
import pytest
from lxml.html import HtmlElement
from tests.school import School, at

OLD = {"so_ky_hieu": "12/QĐ", "ngay_ban_hanh": "05/09/2024", "hieu_luc_tu": "05/09/2024"}
NEW = {"so_ky_hieu": "09/QĐ", "ngay_ban_hanh": "09/02/2026", "hieu_luc_tu": "15/02/2026"}


def document(school: School, name: str, **fields: Any) -> None:
    """Write a decision of the school."""
    values = {"loai": "quyet_dinh", "trich_yeu": f"Việc {name}", "co_quan_ban_hanh": "Nhà trường", **fields}
    school.write(f"van-ban/{name}.md", **values)


def page(school: School, address: str) -> HtmlElement:
    return lxml.html.fromstring(f"<div>{school.page(f'van-ban/{address}')}</div>")


def banners(found: HtmlElement) -> list[tuple[str, str]]:
    """Text and colour of every banner."""
    return [
        (" ".join(one.text_content().split()), one.get("class").removeprefix("cc-banner").strip(" -c").split("--")[-1])
        for one in found.find_class("cc-banner")
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"hieu_luc_tu": "01/01/2026"}, ("Văn bản còn hiệu lực, áp dụng từ ngày 01/01/2026.", "done")),
        (
            {"hieu_luc_tu": "01/01/2026", "het_hieu_luc": "20/11/2026"},
            ("Văn bản còn hiệu lực, áp dụng từ ngày 01/01/2026 đến hết ngày 20/11/2026.", ""),
        ),
        (
            {"hieu_luc_tu": "01/01/2026", "het_hieu_luc": "19/02/2027"},
            ("Văn bản còn hiệu lực, áp dụng từ ngày 01/01/2026 đến hết ngày 19/02/2027.", "done"),
        ),
        ({"het_hieu_luc": "18/02/2027"}, ("Văn bản còn hiệu lực đến hết ngày 18/02/2027.", "")),
        ({"het_hieu_luc": "19/11/2026"}, ("Văn bản đã hết hiệu lực sau ngày 19/11/2026.", "late")),
        ({"hieu_luc_tu": "21/11/2026"}, ("Văn bản có hiệu lực từ ngày 21/11/2026.", "")),
        ({"lay_y_kien_tu": "01/11/2026"}, ("Dự thảo đang lấy ý kiến.", "info")),
    ],
)
def test_the_banner_says_from_which_day(school: School, fields: dict[str, str], expected: tuple[str, str]) -> None:
    document(school, "a", **fields)

    assert banners(page(school, "a/")) == [expected]


def test_what_replaces_and_what_is_replaced_lead_to_each_other_and_name_the_day(school: School) -> None:
    document(school, "cu", **OLD)
    document(school, "moi", **NEW, thay_the="12/QĐ")

    old, new = page(school, "cu/"), page(school, "moi/")

    assert banners(old) == [
        ("Văn bản này được thay thế bởi: Quyết định số 09/QĐ ngày 09/02/2026 (từ ngày 15/02/2026)", "late")
    ]
    assert old.xpath("//*[contains(@class, 'cc-banner')]//a/@href") == ["../moi/"]
    assert new.xpath("//h3[text()='Thay thế']/following::a[1]/@href") == ["../cu/"]
    assert "12/QĐ ngày 05/09/2024 (từ ngày 15/02/2026)" in " ".join(new.text_content().split())


def test_what_will_be_replaced_is_still_good(school: School) -> None:
    document(school, "cu", **OLD)
    document(school, "moi", so_ky_hieu="09/QĐ", hieu_luc_tu="01/12/2026", thay_the="12/QĐ")

    assert banners(page(school, "cu/")) == [
        ("Văn bản còn hiệu lực, áp dụng từ ngày 05/09/2024.", "done"),
        ("Văn bản này sẽ được thay thế bởi: Quyết định số 09/QĐ (từ ngày 01/12/2026)", ""),
    ]


def test_amendments_say_since_when_corrections_and_undated_ones_do_not(school: School) -> None:
    document(school, "goc", **OLD)
    document(school, "sua", so_ky_hieu="2/QĐ", ngay_ban_hanh="01/02/2026", sua_doi="12/QĐ")
    document(school, "dinh", so_ky_hieu="3/QĐ", ngay_ban_hanh="02/02/2026", dinh_chinh="12/QĐ")
    document(school, "thay", trich_yeu="Chưa ghi ngày", thay_the="12/QĐ")

    assert banners(page(school, "goc/"))[1:] == [
        ("Văn bản này được thay thế bởi: Quyết định: Chưa ghi ngày", ""),
        ("Văn bản này được sửa đổi, bổ sung bởi: Quyết định số 2/QĐ ngày 01/02/2026 (từ ngày 01/02/2026)", ""),
        ("Văn bản này được đính chính bởi: Quyết định số 3/QĐ ngày 02/02/2026", ""),
    ]


def test_related_documents_lead_to_each_other_once(school: School) -> None:
    document(school, "a", **OLD, lien_quan=["09/QĐ", "99/QĐ"])
    document(school, "b", **NEW, lien_quan="12/QĐ")

    for name, expected in (("a", ["../b/"]), ("b", ["../a/"])):
        (related,) = page(school, f"{name}/").xpath("//div[h3='Liên quan']")
        assert related.xpath(".//a/@href") == expected
    assert "99/QĐ" in page(school, "a/").text_content()


def test_the_list_goes_by_years_and_says_what_is_used_instead(school: School) -> None:
    document(school, "cu", **OLD)
    document(school, "moi", **NEW, thay_the="12/QĐ")
    document(school, "nhap", lay_y_kien_den="30/11/2026")

    whole = page(school, "")

    assert whole.xpath("//section//h2/text()") == ["Năm 2026", "Năm 2024", "Chưa có ngày ban hành"]
    assert whole.xpath("//*[@class='cc-sum']/text()") == [
        "Văn bản này được thay thế bởi: Quyết định số 09/QĐ ngày 09/02/2026.",
        "Dự thảo đang lấy ý kiến đến hết ngày 30/11/2026.",
    ]


SOON = "loc/trang-thai/sap-het-hieu-luc/"


def ending(school: School, now: str = "2026-11-20 08:00") -> list[str]:
    """What the list of documents that expire soon holds."""
    found = lxml.html.fromstring(school.page(f"van-ban/{SOON}", now=at(now)))
    return found.xpath("//section//li//a/@href")


def test_what_expires_within_ninety_days_is_listed_soonest_first(school: School) -> None:
    document(school, "mai", het_hieu_luc="18/02/2027")
    document(school, "nay", het_hieu_luc="20/11/2026", hieu_luc_tu="01/01/2026")
    document(school, "xa", het_hieu_luc="19/02/2027")
    document(school, "qua", het_hieu_luc="19/11/2026")
    document(school, "chua", hieu_luc_tu="01/12/2026", het_hieu_luc="31/12/2026")
    document(school, "thay", so_ky_hieu="1/QĐ", het_hieu_luc="31/12/2026")
    document(school, "moi", thay_the="1/QĐ", hieu_luc_tu="01/11/2026")

    assert ending(school) == ["../../../nay/", "../../../mai/"]
    assert page(school, SOON).xpath("//h2/text()") == ["Đến tháng 11/2026", "Đến tháng 02/2027"]
    assert ending(school, "2026-11-21 00:00") == ["../../../mai/", "../../../xa/"]
    assert "../../../chua/" in ending(school, "2026-12-01 00:00")
    chips = page(school, "").xpath("//nav[@aria-label='Hiệu lực']//a")
    assert [chip.text_content() for chip in chips if "sap-het" in chip.get("href")] == ["Sắp hết hiệu lực 2"]


def test_the_list_stands_and_is_found_though_nothing_expires(school: School) -> None:
    document(school, "a", hieu_luc_tu="01/01/2026")

    whole, found = page(school, ""), page(school, SOON)

    assert ending(school) == []
    assert found.find_class("cc-feed")[0].get("href") == "rss.xml"
    assert whole.xpath("//p[@class='cc-aside']/a/@href") == [f"{SOON}#_danh-sach-1", "loc/he-thong-hoa/"]
    assert found.xpath("//p[@class='cc-aside']/a/@href") == ["../../he-thong-hoa/"]
    assert not whole.xpath("//nav[@aria-label='Hiệu lực']//a[contains(@href, 'sap-het')]")


def test_a_pdf_opens_in_its_place_only_when_asked_and_other_files_only_download(school: School) -> None:
    for name in ("a.pdf", "b.docx"):
        school.file(f"van-ban/{name}", b"%PDF" if name.endswith("pdf") else b"PK")
    document(school, "a", tep=[{"tep": "a.pdf", "ten": "Bản ký"}, {"tep": "b.docx", "ten": "Biểu"}])

    found = page(school, "a/")

    (frame,) = found.xpath("//iframe")
    assert (frame.get("src"), frame.get("loading"), frame.get("title")) == ("a.pdf", "lazy", "Bản ký")
    assert [one.get("open") for one in frame.iterancestors("details")] == [None]
    assert found.xpath("//header//a[@class='cc-file']/@href") == ["a.pdf", "b.docx"]
    assert found.xpath("//section//a[@class='cc-file']/@href") == ["a.pdf", "b.docx"]
