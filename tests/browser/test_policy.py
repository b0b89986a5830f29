"""Every kind of page keeps its own policy and asks nobody else for anything."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from tests.browser.portal import serving
from tests.browser.sample import KINDS, kind, pages

pytestmark = pytest.mark.needs("chromium")
LISTEN = """window.refused = []; addEventListener("securitypolicyviolation", event => refused.push(
    `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"""


def test_one_page_of_every_kind_is_looked_at(sample: Path) -> None:
    assert {kind(place) for place in KINDS} == {kind(place) for place in pages(sample)}


def test_nothing_is_refused_by_the_policy_and_nobody_else_is_asked(browser: Browser, sample: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.add_init_script(LISTEN)
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    refused = {}
    with serving(sample) as address:
        for place in KINDS:
            page.goto(address + place)
            page.evaluate("scrollTo(0, document.body.scrollHeight)")
            page.wait_for_load_state("networkidle")
            refused[place] = page.evaluate("refused")

    assert {place: what for place, what in refused.items() if what} == {}
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(address).netloc}
    page.close()


def test_a_refusal_would_be_heard(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><p style='color: red'>")
    page = browser.new_page()
    page.add_init_script(LISTEN)
    with serving(tmp_path) as address:
        page.goto(address)
        [heard] = page.evaluate("refused")
    page.close()

    assert heard.startswith("style-src")
