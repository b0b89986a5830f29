"""The sieve above procedures and documents: the cuts of the links, together and in place; links where it cannot."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.portal import page, serving
from tests.cchc.section.rich import build, new_project
from tests.school import School

pytestmark = pytest.mark.needs("chromium")
__all__ = ["page"]


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school with sixty procedures, on two pages, and three documents."""
    project = new_project(tmp_path_factory.mktemp("sieve"))
    school = School(project / "content")
    school.unit()
    for number in range(60):
        school.procedure(
            f"t-{number:02d}",
            ten=f"Việc {number:02d} {'chuyển trường' if number % 20 == 19 else 'khác'}",
            cap="xa" if number % 2 else "co_so",
            truc_tuyen="toan_trinh" if number % 3 else "khong",
            ma=f"2.0028{number:02d}",
        )
    for number, kind in enumerate(("nghi_dinh", "quyet_dinh", "quyet_dinh")):
        school.write(
            f"van-ban/v-{number}.md", loai=kind, trich_yeu=f"Văn bản {number}", co_quan_ban_hanh="Bộ",
            so_ky_hieu=f"{number + 1}/QĐ-BGD", ngay_ban_hanh=f"01/0{number + 1}/202{number + 4}",
        )  # fmt: skip
    return build(project) / "truong"


@pytest.fixture(scope="module")
def portal(long_site: Path) -> Iterator[str]:
    with serving(long_site) as address:
        yield address


def seen(page: Page) -> int:
    return page.locator(".cc-list > li:visible").count()


def cut(page: Page, address: str) -> None:
    """Press a cut; where they are folded away, unfold them first."""
    link = page.locator(f"a[href='loc/{address}/']").first
    link.evaluate("one => { const fold = one.closest('details'); if (fold) fold.open = true }")
    link.click()


def told(page: Page) -> str:
    return page.locator("#_tong").inner_text()


def test_cuts_are_made_in_place_and_together_over_all_pages_of_the_list(page: Page, portal: str) -> None:
    page.goto(f"{portal}thu-tuc/")
    assert (seen(page), told(page)) == (50, "")

    cut(page, "cap/xa")
    expect(page.locator("#_tong")).to_have_text("30 trong 60 mục")
    assert page.url == f"{portal}thu-tuc/#cap=xa"
    cut(page, "muc-do/khong")
    expect(page.locator("#_tong")).to_have_text("10 trong 60 mục")
    assert seen(page) == 10
    assert page.locator(".cc-pages:visible").count() == 0
    assert page.locator("a[href='loc/cap/xa/']").first.get_attribute("aria-current") == "true"

    cut(page, "cap/xa")
    expect(page.locator("#_tong")).to_have_text("20 trong 60 mục")
    page.go_back()
    expect(page.locator("#_tong")).to_have_text("10 trong 60 mục")
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(page.locator("#_tong")).to_have_text("")
    assert page.url == f"{portal}thu-tuc/"


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("chuyen truong", 3),
        ("chuyển trường", 3),
        ("chuyến", 0),
        ("2.002807", 1),
        ("200280", 10),
        ("viec 1", 10),
        ("kha", 57),
    ],
)
def test_words_sift_too(page: Page, portal: str, typed: str, left: int) -> None:
    page.goto(f"{portal}thu-tuc/")
    page.locator("#_loc-chu").fill(typed)

    expect(page.locator("#_tong")).to_have_text(f"{left} trong 60 mục")
    assert seen(page) == left


def test_what_was_sifted_can_be_passed_on_and_its_links_lead_where_they_did(page: Page, portal: str) -> None:
    page.goto(f"{portal}thu-tuc/#cap=xa&muc-do=khong&q=chuyen")

    expect(page.locator("#_tong")).to_have_text("1 trong 60 mục")
    assert page.locator("#_loc-chu").input_value() == "chuyen"
    page.locator(".cc-list > li:visible a").first.click()
    assert page.url == f"{portal}thu-tuc/t-39/"


def test_an_entry_of_a_later_page_keeps_its_link(page: Page, portal: str) -> None:
    page.goto(f"{portal}thu-tuc/#q=viec+59")

    expect(page.locator("#_tong")).to_have_text("1 trong 60 mục")
    page.locator(".cc-list > li:visible a").first.click()
    assert page.url == f"{portal}thu-tuc/t-59/"


def test_documents_by_kind_issuer_year_and_state(page: Page, portal: str) -> None:
    page.goto(f"{portal}van-ban/")
    cut(page, "loai/quyet-dinh")
    expect(page.locator("#_tong")).to_have_text("2 trong 3 mục")
    cut(page, "nam/2026")
    expect(page.locator("#_tong")).to_have_text("1 trong 3 mục")
    page.locator("#_loc-chu").fill("3/qd")
    expect(page.locator("#_tong")).to_have_text("1 trong 3 mục")
    page.locator("#_loc-chu").fill("1/qd-bgd")
    expect(page.locator("#_tong")).to_have_text("0 trong 3 mục")


def test_foreign_and_hostile_words_behind_the_hash_do_nothing(page: Page, portal: str) -> None:
    for hash_ in ("#_noi-dung", "#cap=nowhere&__proto__=x", "#%E0%A4%A", "#constructor=prototype"):
        page.goto("about:blank")
        page.goto(f"{portal}thu-tuc/{hash_}")
        expect(page.locator("#_loc")).to_be_visible()
        assert told(page) == ""


def test_nothing_moves_when_the_script_wakes(page: Page, portal: str) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(one => { moved += one.value }))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{portal}thu-tuc/")
    expect(page.locator("#_loc")).to_be_visible()
    page.wait_for_timeout(300)

    assert page.evaluate("window.moved") < 0.01


def test_without_script_the_links_make_the_cuts_and_the_box_is_not_seen(browser: Browser, portal: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{portal}thu-tuc/")
    assert not page.locator("#_loc").is_visible()

    page.locator("a[href='loc/cap/xa/']").first.click()

    assert page.url == f"{portal}thu-tuc/loc/cap/xa/"
    assert page.locator(".cc-list > li").count() == 30
    context.close()


def test_where_the_rest_of_the_list_cannot_be_had_links_are_links(browser: Browser, portal: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.route("**/trang/2/", lambda route: route.abort())
    page.goto(f"{portal}thu-tuc/")

    page.locator("#_loc-chu").fill("chuyen")
    expect(page.locator("#_tong")).to_have_text(re.compile("2 trong 50 mục của trang này"))
    cut(page, "cap/xa")

    page.wait_for_url(f"{portal}thu-tuc/loc/cap/xa/")
    page.close()
