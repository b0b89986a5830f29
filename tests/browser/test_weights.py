"""What a visit costs, as it goes over the wire: Chromium's own count behind nginx with compression."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext
from tests.browser.sample import NEWS, SCHOOL

pytestmark = pytest.mark.needs("chromium", "nginx")
Record = Callable[[str, object], None]


@contextmanager
def telephone(browser: Browser) -> Iterator[BrowserContext]:
    """With an empty cache."""
    context = browser.new_context(
        viewport={"width": 412, "height": 823}, device_scale_factor=1.75, is_mobile=True, has_touch=True
    )
    yield context
    context.close()


def transfers(context: BrowserContext, address: str) -> dict[str, tuple[str, int]]:
    """Address → kind and bytes received, heads included, until the page asks for nothing more; none from the cache."""
    page = context.new_page()
    wire = context.new_cdp_session(page)
    named: dict[str, tuple[str, str]] = {}
    received: dict[str, tuple[str, int]] = {}
    wire.on(
        "Network.responseReceived", lambda one: named.update({one["requestId"]: (one["response"]["url"], one["type"])})
    )
    wire.on("Network.loadingFinished", lambda one: received.update(
        {named[one["requestId"]][0]: (named[one["requestId"]][1], int(one["encodedDataLength"]))}
    ))  # fmt: skip
    wire.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    page.close()
    return {url: one for url, one in received.items() if one[1]}


def kilobytes(found: dict[str, tuple[str, int]], *, pictures: bool = True) -> float:
    return sum(size for kind, size in found.values() if pictures or kind != "Image") / 1000


def test_the_first_visit_to_the_home_page(browser: Browser, host: str, record_property: Record) -> None:
    with telephone(browser) as context:
        found = transfers(context, host + SCHOOL)
    record_property("số đo", f"trang chủ, lần đầu: {kilobytes(found):.1f} kB (giới hạn 150)")

    assert {kind for kind, _ in found.values()} >= {"Document", "Stylesheet", "Font", "Image"}
    assert kilobytes(found) <= 150, found


def test_the_first_visit_to_a_news_page(browser: Browser, host: str, record_property: Record) -> None:
    with telephone(browser) as context:
        found = transfers(context, host + NEWS)
    record_property("số đo", f"trang tin, lần đầu: {kilobytes(found):.1f} kB (giới hạn 100)")

    assert kilobytes(found) <= 100, found


def test_a_news_page_after_the_home_page(browser: Browser, host: str, record_property: Record) -> None:
    with telephone(browser) as context:
        transfers(context, host + SCHOOL)
        found = transfers(context, host + NEWS)
    own = kilobytes(found, pictures=False)
    record_property("số đo", f"trang tin sau trang chủ, chưa kể ảnh: {own:.1f} kB (giới hạn 25)")

    assert own <= 25, found
