"""axe-core finds nothing on any kind of page, in light and dark, on a telephone and on a desk."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser
from tests.browser.portal import serving
from tests.browser.sample import KINDS
from tests.conftest import NODE_TOOLS

pytestmark = pytest.mark.needs("chromium", "node-tools")
EXCEPT: dict[str, str] = {}
"""Rule of axe → why a section may break it."""
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """rules => axe.run({runOnly: rules, resultTypes: ["violations"]}).then(found => found.violations.flatMap(
    one => one.nodes.map(node => [one.id, node.target.join(" "), node.failureSummary])))"""


@pytest.fixture(scope="module")
def portal(sample: Path) -> Iterator[str]:
    with serving(sample) as address:
        yield address


def found(browser: Browser, address: str) -> list[Any]:
    # The page's policy would keep axe from reading its style sheets.
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(path=NODE_TOOLS / "axe-core/axe.min.js")
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    violations = []
    for width, scheme in product((360, 1280), SCHEMES):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        violations += [[width, scheme, *one] for one in page.evaluate(LOOK, RULES) if one[0] not in EXCEPT]
    context.close()
    return violations


@pytest.mark.parametrize("place", KINDS)
def test_axe_finds_nothing(browser: Browser, portal: str, place: str) -> None:
    assert found(browser, portal + place) == []


def test_axe_would_find_something(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><html lang=vi><title>a</title><main><h1>a</h1><img src=b>")
    with serving(tmp_path) as address:
        assert {one[2] for one in found(browser, address)} == {"image-alt"}
