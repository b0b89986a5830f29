"""What people see: every kind of page on a telephone and on a desk, in real Chromium."""

from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.needs("chromium")
PLACES = [
    "",
    "tin-tuc/",
    "tin-tuc/trang/2/",
    "tin-tuc/2026/dau/",
    "tin-tuc/linh-vuc/the-che/",
    "thu-tuc/",
    "thu-tuc/2.002854/",
    "ke-hoach/",
    "ke-hoach/kh-2026/",
    "van-ban/",
    "van-ban/12-qd/",
    "phan-anh/",
    "phan-anh/01/",
    "chi-so/",
    "trang/",
    "trang/hoi-dap/",
    "trang/lien-he/",
    "so-do/",
    "rss/",
]


def failures(request) -> list[str]:  # type: ignore[no-untyped-def]
    """A request that failed; one the browser itself broke off by going to the next page is no failure."""
    return [] if "ERR_ABORTED" in (request.failure or "") else [f"failed: {request.url}"]


class Seen(NamedTuple):
    """A page, and what went wrong while it was loaded."""

    page: Page
    complaints: list[str]
    asked: list[str]


@pytest.fixture(params=[360, 1280])
def seen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Seen]:
    page = browser.new_page(viewport={"width": request.param, "height": 800}, locale="vi-VN")
    found = Seen(page, [], [])
    page.on(
        "console",
        lambda message: found.complaints.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("requestfailed", lambda failed: found.complaints.extend(failures(failed)))
    page.on(
        "response",
        lambda answer: found.complaints.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None,
    )
    page.on("request", lambda asked: found.asked.append(asked.url))
    yield found
    page.close()


@pytest.mark.parametrize("place", PLACES)
def test_a_page_fits_its_screen_and_asks_nobody_else(seen: Seen, address: str, place: str) -> None:
    page = seen.page
    answer = page.goto(address + place)

    assert answer is not None
    assert answer.status == 200
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width[0] <= width[1], f"{width[0]} px wide on a screen of {width[1]}"
    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()
    assert page.locator("html").get_attribute("lang") == "vi"
    assert seen.complaints == []
    assert {urlsplit(url).netloc for url in seen.asked} == {urlsplit(address).netloc}
    broken = page.evaluate("[...document.images].filter(one => one.complete && !one.naturalWidth).map(one => one.src)")
    assert broken == []


def test_the_page_for_what_is_not_there_works_at_any_depth(seen: Seen, address: str) -> None:
    answer = seen.page.goto(f"{address}tin-tuc/2020/khong/co/")

    assert answer is not None
    assert answer.status == 404
    assert [one for one in seen.complaints if not one.endswith("/tin-tuc/2020/khong/co/") and "404" not in one] == []
    assert (
        seen.page.evaluate("getComputedStyle(document.querySelector('.cc-header')).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )
    seen.page.get_by_role("main").get_by_role("link", name="trang chủ", exact=True).last.click()
    assert seen.page.url == address


def test_old_addresses_lead_on_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for old in ("tin-cu.html", "tin/cu/"):
        page.goto(address + old)
        page.wait_for_url(f"{address}tin-tuc/2026/dau/")
        assert page.locator("h1").inner_text() == "Bài có mọi thứ"
    context.close()


def test_a_citizen_finds_the_procedure_from_the_home_page_by_keyboard_and_click(seen: Seen, address: str) -> None:
    page = seen.page
    page.goto(address)
    if page.get_by_text("Mục", exact=True).is_visible():
        page.get_by_text("Mục", exact=True).press("Enter")
    page.get_by_role("navigation").get_by_role("link", name="Thủ tục", exact=True).click()
    page.get_by_role("link", name="Chuyển trường", exact=True).click()

    assert page.url == f"{address}thu-tuc/2.002854/"
    assert page.get_by_text("Phần riêng của Phường Hoa Sen").is_visible()
    assert seen.complaints == []


def test_the_first_tab_leads_past_the_menu(seen: Seen, address: str) -> None:
    page = seen.page
    page.goto(f"{address}tin-tuc/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0, "in sight once it has the focus"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_of_the_unit_follow_the_device(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto(address)

    red, green, blue = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert (red + green + blue > 700) == (scheme == "light")
    assert (red + green + blue < 100) == (scheme == "dark")
    page.close()


@pytest.mark.parametrize("width", [320, 768, 1920])
def test_no_screen_is_too_narrow_or_too_wide(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for place in PLACES:
        page.goto(address + place)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
    page.close()


def test_what_is_pressed_on_a_telephone_is_large_enough(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    for place in PLACES:
        page.goto(address + place)
        small = page.evaluate(
            """[...document.querySelectorAll('a[class^="cc-"]:not(.cc-skip), button, summary, nav a')]
               .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 44)
               .map(one => one.outerHTML)"""
        )
        assert small == [], place
    page.close()


def test_in_a_frame_the_section_is_whole(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.set_content(f'<iframe src="{address}" width="400" height="600"></iframe>')
    inside = page.frames[1]
    inside.wait_for_load_state()

    assert inside.locator("h1").is_visible()
    assert (
        inside.evaluate("getComputedStyle(document.querySelector('.cc-header')).backgroundColor") != "rgba(0, 0, 0, 0)"
    )
    page.close()


def test_on_paper_there_is_where_it_came_from_and_nothing_to_press(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{address}tin-tuc/2026/dau/")
    page.emulate_media(media="print")

    assert page.get_by_text("In từ https://truong.example/cchc/tin-tuc/2026/dau/").is_visible()
    assert not page.locator(".cc-header, .cc-footer, .cc-share, .cc-crumb, .cc-end").filter(visible=True).count()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    page.close()
