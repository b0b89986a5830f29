"""With nothing but the keyboard: from the home page to where a procedure can be handed in online."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.portal import page, serving
from tests.browser.sample import PROCEDURE, SCHOOL

pytestmark = pytest.mark.needs("chromium")
__all__ = ["page"]
STOP = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), look = getComputedStyle(one)
  const inside = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)]
  const top = document.elementFromPoint(...inside)
  const ringed = part => {
    const style = getComputedStyle(part)
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none"
  }
  return {
    said: one.getAttribute("aria-label") || one.labels?.[0]?.innerText.trim() || one.innerText.trim(),
    href: one.getAttribute("href"), tag: one.tagName, at: [box.left, box.top, box.width, box.height].map(Math.round),
    ring: one.matches(":focus-visible") && (ringed(one) || ringed(one.parentElement)),
    seen: box.width > 1 && box.height > 1 && box.top >= 0 && inside[0] > 0 && inside[0] < innerWidth
      && inside[1] < innerHeight,
    free: !!top && (one.contains(top) || top.contains(one)),
  }
}"""


@pytest.fixture(scope="module")
def portal(sample: Path) -> Iterator[str]:
    with serving(sample) as address:
        yield address


def tab(page: Page) -> dict[str, Any]:
    """One stop further: it is in sight, marked, and nothing lies over it."""
    page.keyboard.press("Tab")
    stop: dict[str, Any] = page.evaluate(STOP)
    assert stop["tag"] != "BODY", "the page ended"
    assert stop["ring"], stop
    assert stop["seen"], stop
    assert stop["free"], stop
    return stop


def tab_to(page: Page, *, said: str = "", href: str = "") -> list[str]:
    """What was passed on the way to it."""
    passed: list[str] = []
    while True:
        stop = tab(page)
        if (said and stop["said"] == said) or (href and str(stop["href"]).startswith(href)):
            return passed
        passed.append(stop["said"])
        assert len(passed) < 200, passed


@pytest.mark.parametrize("width", [360, 1280])
def test_from_the_home_page_to_the_online_button_of_a_procedure(page: Page, portal: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(portal + SCHOOL)
    assert tab(page)["said"] == "Tới nội dung chính"
    if width == 360:
        tab_to(page, said="Mục")
        page.keyboard.press("Enter")
    tab_to(page, said="Thủ tục")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{portal}{SCHOOL}thu-tuc/")

    tab_to(page, said="Tới nội dung chính")
    page.keyboard.press("Enter")
    tab_to(page, href="2.002854/")
    page.keyboard.press("Enter")
    page.wait_for_url(portal + PROCEDURE)

    tab_to(page, href="https://dichvucong.gov.vn")


@pytest.mark.parametrize("place", [SCHOOL, f"{SCHOOL}thu-tuc/", PROCEDURE])
def test_every_stop_of_a_page_can_be_seen(page: Page, portal: str, place: str) -> None:
    page.goto(portal + place)
    stops: list[str] = []
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body && document.hasFocus()") and len(stops) < 300:
        stop = page.evaluate(STOP)
        assert stop["ring"], stop
        assert stop["seen"], stop
        assert stop["free"], stop
        page.keyboard.press("Tab")
        stops.append(stop["said"])

    assert {"Tới nội dung chính", "Mục", "Tìm"} <= {*stops}
