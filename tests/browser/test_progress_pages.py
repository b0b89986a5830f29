"""Progress as people see it: late tasks in red and in words, nothing wider than a telephone, nothing of it on paper."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser
from tests.browser.portal import serving
from tests.browser.test_axe import SCHEMES, found
from tests.cchc.section.rich import build, new_project
from tests.school import School

pytestmark = pytest.mark.needs("chromium")
PLAN = f"""## II. Nhiệm vụ

| TT | Nội dung | Bộ phận | Thời gian |
|---|---|---|---|
| 1 | Đăng tin | Tổ | Hằng tháng |
| 2 | Chào cờ | Đội | Hằng tuần |
| 3 | {"Nhiệm vụ có tên rất dài " * 20} | Tổ | {"Khi Sở cho phép " * 20} |
| 4 | Tổng kết | Tổ | Quý IV/2026 |

## III. Họp cha mẹ học sinh

Thời gian thực hiện: Tháng 9
"""


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A school with a plan whose tasks are in every state."""
    project = new_project(tmp_path_factory.mktemp("progress"))
    school = School(project / "content")
    school.unit()
    school.write("ke-hoach/a.md", PLAN, trich_yeu="Tuyên truyền", nam=2026, noi_nhan=["Các tổ"])
    school.news("tin", tieu_de="Tin tháng Mười một", minh_chung=["a#1", "a#III"])
    school.write("phan-anh/p.md", "Trong giờ hành chính.", noi_dung="Nộp ở đâu?", ngay_nhan="01/11/2026",
                 ngay_tra_loi="02/11/2026", loai="hoi_dap")  # fmt: skip
    with serving(build(project) / "truong") as address:
        yield address


PLACES = ("", "ke-hoach/", "ke-hoach/a/", "tin-tuc/2026/tin/", "phan-anh/", "phan-anh/loai/hoi-dap/")


@pytest.mark.parametrize(("place", "scheme"), [*product(PLACES, SCHEMES)])
def test_nothing_is_wider_than_a_telephone(browser: Browser, portal: str, place: str, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(portal + place)

    wide, width = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")

    assert wide == width
    page.close()


@pytest.mark.needs("node-tools")
@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing_in_any_state(browser: Browser, portal: str, place: str) -> None:
    assert found(browser, portal + place) == []


def test_a_late_task_leads_to_its_row_and_is_not_told_by_colour_alone(browser: Browser, portal: str) -> None:
    page = browser.new_page()
    page.goto(f"{portal}ke-hoach/a/")
    first = page.locator(".cc-todo > li").first

    assert "Chậm" in first.inner_text()
    assert "Còn thiếu" in first.inner_text()
    first.get_by_role("link", name="Đăng tin").click()
    assert page.locator(":target").get_attribute("id") == "nhiem-vu-1"
    assert page.locator(":target").is_visible()
    page.close()


def test_evidence_of_a_task_without_a_row_leads_to_it(browser: Browser, portal: str) -> None:
    page = browser.new_page()
    page.goto(f"{portal}tin-tuc/2026/tin/")
    page.get_by_role("link", name="nhiệm vụ III").click()

    assert "Họp cha mẹ học sinh" in page.locator(":target").inner_text()
    page.close()


def test_paper_has_the_plan_and_nothing_of_its_progress(browser: Browser, portal: str, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(f"{portal}ke-hoach/a/")
    page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
    printed = " ".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(tmp_path / "a.pdf"))

    assert "Chào cờ" in printed
    for added in ("Tiến độ", "Chậm", "Còn thiếu", "đã có minh chứng"):
        assert added not in printed
    page.close()
