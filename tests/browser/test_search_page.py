"""The page of the search and the box of every page, in real Chromium: what people see."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.portal import page, serving

pytestmark = pytest.mark.needs("chromium")
__all__ = ["page"]


@pytest.fixture(scope="module")
def portal(rich_site: Path) -> Iterator[str]:
    with serving(rich_site / "truong") as address:
        yield address


def results(page: Page) -> list[str]:
    expect(page.locator("#_ket-luan")).to_have_text(re.compile("kết quả|Không|gần nhất"))
    return [str(link.get_attribute("href")) for link in page.locator("#_ket-qua a").all()]


def test_the_box_of_any_page_leads_to_results_that_can_be_passed_on(page: Page, portal: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{portal}tin-tuc/2026/dau/")
    page.get_by_role("search").get_by_role("searchbox").first.fill("chuyen truong")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{portal}tim-kiem/?q=chuyen+truong")

    assert results(page)[0] == "../thu-tuc/2.002854/"
    assert [one.inner_text() for one in page.locator("#_ket-qua li").first.locator("h3 mark").all()] == [
        "Chuyển",
        "trường",
    ]
    assert "Thủ tục · 01/09/2026" in page.locator("#_ket-qua li").first.inner_text()
    page.locator("#_ket-qua a").first.click()
    assert page.url == f"{portal}thu-tuc/2.002854/"
    page.go_back()
    assert results(page)[0] == "../thu-tuc/2.002854/"


def test_where_the_header_is_narrow_its_button_leads_to_the_page_with_the_box(page: Page, portal: str) -> None:
    page.goto(f"{portal}tin-tuc/2026/dau/")
    page.get_by_role("button", name="Tìm").first.click()
    page.wait_for_url(f"{portal}tim-kiem/?q=")

    page.locator("#_q").fill("chuyen truong")

    assert results(page)[0] == "../thu-tuc/2.002854/"


def test_the_index_is_asked_for_when_the_box_is_first_used(page: Page, portal: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{portal}tim-kiem/")
    page.wait_for_timeout(200)
    assert not [url for url in asked if "chi-muc" in url]

    page.get_by_role("searchbox", name="Tìm trong chuyên mục").last.focus()
    expect(page.locator("script[src*=chi-muc]")).to_have_count(1)

    assert {urlsplit(url).netloc for url in asked} == {urlsplit(portal).netloc}


def test_by_keyboard_alone(page: Page, portal: str) -> None:
    page.goto(f"{portal}tim-kiem/")
    page.locator("#_q").focus()
    page.keyboard.type("tin so")
    expect(page.locator("#_ket-qua li")).to_have_count(20)
    page.wait_for_url(f"{portal}tim-kiem/?q=tin+so")

    focused = "document.activeElement.getAttribute('href') || document.activeElement.id"
    page.keyboard.press("ArrowDown")
    first = page.evaluate(focused)
    assert first == results(page)[0]
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == results(page)[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "_q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate(focused) == "_q"
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "_ket-luan", "what was found is read out, the next stop is the first result"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == first
    page.keyboard.press("Enter")
    page.wait_for_url(f"{portal}{first.removeprefix('../')}")


def test_a_type_can_be_chosen_and_is_part_of_the_address(page: Page, portal: str) -> None:
    page.goto(f"{portal}tim-kiem/?q=tin&loai=van-ban")
    assert all(one.startswith("../van-ban/") for one in results(page))
    everything = page.locator("label", has_text="Tất cả").inner_text()

    page.locator("label", has_text="Tin tức").click()

    found = results(page)
    assert all(one.startswith("../tin-tuc/") for one in found)
    assert page.url == f"{portal}tim-kiem/?q=tin&loai=tin-tuc"
    assert len(found) == 20
    page.get_by_role("button", name="Xem thêm").click()
    assert len(results(page)) > 20
    assert page.evaluate("document.activeElement.getAttribute('href')") == results(page)[20]
    assert int(everything.split("(")[1].rstrip(")")) >= len(results(page))


def test_what_was_said_about_the_results(page: Page, portal: str) -> None:
    page.goto(f"{portal}tim-kiem/?q=chuyen+truong")
    results(page)
    status = page.get_by_role("status")

    def say(query: str) -> str:
        page.locator("#_q").fill(query)
        page.keyboard.press("Enter")
        return status.inner_text()

    assert say("zzzz qqqq").startswith("Không tìm thấy “zzzz qqqq”")
    assert "tìm theo: chuyen truong" in say("chuyentruong")
    assert say("chuyen truong zzzz").startswith("Không trang nào có đủ các chữ")
    assert say(" ") == ""
    assert page.locator("#_ket-qua li").count() == 0
    assert page.get_by_role("heading", name="Tìm theo mục").is_visible()


def test_a_question_is_text_wherever_it_is_shown(page: Page, portal: str) -> None:
    page.goto(f"{portal}tim-kiem/?q=<img src=x onerror=alert(1)> tin&loai=<b>")
    results(page)

    assert page.locator("main img[src=x]").count() == 0
    assert page.locator("#_q").input_value() == "<img src=x onerror=alert(1)> tin"


def test_without_script_the_places_to_look_are_there(browser: Browser, portal: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{portal}trang/hoi-dap/")
    page.get_by_role("searchbox").first.fill("chuyen truong")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{portal}tim-kiem/?q=chuyen+truong")

    assert page.locator("noscript p").is_visible()
    page.get_by_role("link", name="Danh mục thủ tục hành chính").click()
    page.get_by_role("link", name="Chuyển trường", exact=True).click()
    assert page.url == f"{portal}thu-tuc/2.002854/"
    context.close()


def test_an_index_that_does_not_come_is_said_and_asked_for_again(browser: Browser, portal: str) -> None:
    page = browser.new_page()
    page.route("**/chi-muc.*", lambda route: route.abort())
    page.goto(f"{portal}tim-kiem/?q=chuyen")
    expect(page.locator("#_ket-luan")).to_have_text(re.compile("^Chưa tải được"))

    page.unroute("**/chi-muc.*")
    page.locator("#_q").press("Enter")

    assert results(page)[0] == "../thu-tuc/2.002854/"
    page.close()


def test_an_index_newer_than_the_page_is_not_guessed_at(page: Page, portal: str) -> None:
    page.goto(f"{portal}tim-kiem/")
    page.evaluate("cchcIndex({v: 99})")

    assert "tải lại trang" in page.get_by_role("status").inner_text()


def test_it_searches_from_a_stick_too(browser: Browser, rich_site: Path) -> None:
    """Opened by double click: no fetch, and folders do not open by themselves."""
    page = browser.new_page()
    page.goto((rich_site / "truong/tim-kiem/index.html").as_uri() + "?q=chuyen%20truong")

    assert results(page)[0] == "../thu-tuc/2.002854/index.html"
    page.locator("#_ket-qua a").first.click()
    assert page.locator("h1").inner_text() == "Chuyển trường"
    page.close()
