"""Plans and documents as people have them: on a telephone, in the hands of a screen reader, opened, printed."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.portal import page, serving
from tests.cchc.section.rich import build, new_project
from tests.school import School

pytestmark = pytest.mark.needs("chromium")
__all__ = ["page"]
BODY = """Trường lập kế hoạch như sau:

## I. Mục đích

- Làm nhanh hơn.

## Phụ lục

| TT | Nội dung | Người | Thời gian |
|---|---|---|---|
| A. Đầu năm | | | |
| 1 | Tập huấn | Tổ Văn | Tháng 3 |
| 2 | Tổng kết | Hiệu trưởng | Tháng 12 |
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school with one plan and one document, whose file is a PDF."""
    project = new_project(tmp_path_factory.mktemp("papers"))
    school = School(project / "content")
    school.unit(ten="Trường Hoa Sen")
    school.write(
        "ke-hoach/a.md", BODY, trich_yeu="Tuyên truyền", nam=2026, so_ky_hieu="25/KH", ngay_ban_hanh="10/01/2026",
        nguoi_ky="Lê A", chuc_vu="Hiệu trưởng", noi_nhan=["Các tổ", "Lưu: VT"], tep_ky="ky.pdf",
    )  # fmt: skip
    school.write(
        "van-ban/a.md", loai="thong_bao", trich_yeu="Lịch", co_quan_ban_hanh="Trường Hoa Sen", tep="ky.pdf"
    )  # fmt: skip
    sheet = pypdfium2.PdfDocument.new()
    sheet.new_page(595, 842)
    for place in ("ke-hoach", "van-ban"):
        sheet.save(school.root / place / "ky.pdf")
    return build(project) / "truong"


@pytest.fixture(scope="module")
def portal(papers: Path) -> Iterator[str]:
    with serving(papers) as address:
        yield address


def test_on_a_telephone_a_task_is_a_card_and_still_a_row(page: Page, portal: str) -> None:
    page.goto(f"{portal}ke-hoach/a/")
    row = page.get_by_role("row").filter(has_text="Tập huấn")

    assert page.evaluate("document.documentElement.scrollWidth") == 360
    expect(page.get_by_role("columnheader")).to_have_count(4)
    expect(row.get_by_role("rowheader", name="Tập huấn", exact=True)).to_be_visible()
    expect(row.get_by_role("cell", name="Tháng 3", exact=True)).to_be_visible()
    label = row.get_by_role("cell", name="Tháng 3").evaluate("one => getComputedStyle(one, '::before').content")
    assert label.startswith('"Thời gian"')
    tops = row.locator("th, td").evaluate_all("all => all.map(one => Math.round(one.getBoundingClientRect().top))")
    assert tops[0] == tops[1]
    assert tops[1:] == sorted(set(tops[1:]))


@pytest.mark.parametrize(("width", "across"), [(360, False), (1280, True)])
def test_the_head_is_two_columns_where_there_is_room(browser: Browser, portal: str, width: int, across: bool) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{portal}ke-hoach/a/")
    state, issuer = page.locator(".cc-qh").bounding_box(), page.locator(".cc-qh__org").bounding_box()

    assert state
    assert issuer
    assert (issuer["x"] + issuer["width"] <= state["x"]) == across
    page.close()


@pytest.mark.parametrize("framed", [False, True])
def test_a_pdf_is_loaded_when_it_is_opened_and_not_before(browser: Browser, portal: str, framed: bool) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: refused.append(one.text))
    if framed:
        page.set_content(f'<iframe id="muc" src="{portal}van-ban/a/" width="1200" height="800"></iframe>')
        page.wait_for_load_state("networkidle")
    else:
        page.goto(f"{portal}van-ban/a/", wait_until="networkidle")
    section = page.locator("#muc").content_frame if framed else page

    assert not [url for url in asked if url.endswith(".pdf")]
    with page.expect_request("**/ky.pdf") as opened:
        section.get_by_text("Xem ngay tại đây").click()

    expect(section.locator("iframe")).to_be_visible()
    assert opened.value.url == f"{portal}van-ban/a/ky.pdf"
    assert refused == []
    page.close()


def test_where_a_finger_points_the_file_is_only_downloaded(browser: Browser, portal: str) -> None:
    telephone = browser.new_context(viewport={"width": 800, "height": 360}, has_touch=True, is_mobile=True)
    page = telephone.new_page()
    page.goto(f"{portal}van-ban/a/")

    expect(page.get_by_role("link", name="ky.pdf (PDF, 1 KB)").last).to_be_visible()
    expect(page.get_by_text("Xem ngay tại đây")).to_be_hidden()
    telephone.close()


def test_paper_shows_the_signed_sheet_alone_and_its_annex_on_a_page_of_its_own(
    browser: Browser, portal: str, tmp_path: Path
) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{portal}ke-hoach/a/")
    page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
    page.emulate_media(media="print")
    printed = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(tmp_path / "a.pdf")]

    assert len(printed) == 2
    assert all(words in printed[0] for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "- Lưu: VT.", "Lê A"))
    assert "Tháng 12" in printed[1]
    assert printed[1].startswith("2")
    for added in ("Kế hoạch tuyên truyền", "Văn bản kế hoạch", "Bản đã ký", "Năm"):
        assert added not in " ".join(printed)
    style = page.locator(".cc-leaf").first.evaluate(
        "one => [getComputedStyle(one).fontFamily, getComputedStyle(one).fontSize]"
    )
    assert style == ['"Times New Roman", "Liberation Serif", serif', "18px"]
    page.close()
