"""The same section under a path of a host, in a frame of another origin, and opened from a stick by double click."""

import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Page, expect
from tests.browser.portal import framing, serving
from tests.browser.test_pages import PLACES, failures
from tests.cchc.section.rich import build, new_project, rich_content

from cchc.section.addresses import file_at

pytestmark = pytest.mark.needs("chromium")
EVERY_KIND = [*PLACES, "tim-kiem/", "thu-tuc/loc/cap/xa/", "tin-tuc/the/mot-cua/"]
HEADER = "getComputedStyle(document.querySelector('.cc-header')).backgroundColor"
BROKEN = """[...[...document.images].filter(one => one.complete && !one.naturalWidth).map(one => one.src),
             ...[...document.fonts].filter(one => one.status === 'error').map(one => one.family)]"""


class Place(NamedTuple):
    """Where a section stands."""

    base: str
    """Address of its root."""
    around: str = ""
    """What stands before the address to see it in a frame."""

    def at(self, address: str) -> str:
        return self.base + (file_at(address) if self.base.startswith("file:") else address)

    def open(self, page: Page, address: str) -> Frame:
        if not self.around:
            page.goto(self.at(address))
            return page.main_frame
        page.goto(self.around + quote(self.at(address), safe=""))
        frame = page.frames[1]
        frame.wait_for_load_state()
        return frame

    def leads(self, href: str) -> bool:
        """Whether something answers at an address of the section, or of a unit beside it."""
        if self.base.startswith("file:"):
            return Path(unquote(urlsplit(href).path)).is_file()
        if not href.startswith(self.base):
            return False
        with urllib.request.urlopen(href) as answer:
            return bool(answer.status == 200)


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same content, on a stick whose name has what addresses cannot bear."""
    project = new_project(tmp_path_factory.mktemp("stick"))
    rich_content(project / "content")
    site = project / "Ổ USB #1 (50%)"
    build(project, "--offline", "-o", str(site))
    return site


@pytest.fixture(scope="module", params=["under a path", "in a frame", "from a stick"])
def place(request: pytest.FixtureRequest, rich_site: Path) -> Iterator[Place]:
    if request.param == "from a stick":
        yield Place((request.getfixturevalue("stick") / "truong").as_uri() + "/")
        return
    with serving(rich_site / "truong") as address, framing() as around:
        yield Place(address, around if request.param == "in a frame" else "")


@pytest.fixture
def page(browser: Browser, place: Place) -> Iterator[Page]:
    """A telephone; at the end nothing was refused or broke, nothing was asked for outside the section."""
    opened = browser.new_page(viewport={"width": 360, "height": 800}, locale="vi-VN")
    opened.set_default_timeout(30_000)
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("requestfailed", lambda failed: wrong.extend(failures(failed)))
    opened.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    # The last two are the browser's own: what it shows a PDF with.
    own = tuple(filter(None, (place.base, place.around, "data:", "chrome:", "chrome-extension:")))
    opened.on("request", lambda asked: None if asked.url.startswith(own) else wrong.append(f"asked: {asked.url}"))
    yield opened
    opened.close()
    assert wrong == [], wrong


def test_every_kind_of_page_is_whole_and_all_its_links_lead_somewhere(page: Page, place: Place) -> None:
    asked: set[str] = set()
    for address in EVERY_KIND:
        frame = place.open(page, address)
        frame.evaluate("document.fonts.ready.then(String)")
        assert frame.url == place.at(address)
        assert frame.evaluate(HEADER) != "rgba(0, 0, 0, 0)", address
        assert frame.evaluate(BROKEN) == [], address
        asked |= set(
            frame.evaluate("[...document.querySelectorAll('a[href], form')].map(one => one.href || one.action)")
        )

    own = {href for href in asked if href.startswith(("file:", "http://127.0.0.1"))}
    assert len(own) > 60
    assert [href for href in own if not place.leads(href)] == []


def test_the_search_answers_and_its_results_open(page: Page, place: Place) -> None:
    frame = place.open(page, "")
    frame.get_by_role("searchbox").first.fill("chuyen truong")
    frame.get_by_role("searchbox").first.press("Enter")
    frame.wait_for_url(f"{place.at('tim-kiem/')}?q=chuyen+truong")
    frame.locator("#_ket-qua a").first.click()

    frame.wait_for_url(place.at("thu-tuc/2.002854/"))
    assert frame.locator("h1").inner_text() == "Chuyển trường"


def test_the_question_can_be_changed_and_leads_to_every_kind_of_page(page: Page, place: Place) -> None:
    for query, address in (("nghi dinh 42", "van-ban/nd-42/"), ("hai long", "chi-so/#hai-long"), ("hotline", "")):
        frame = place.open(page, "tim-kiem/")
        frame.locator("#_q").fill(query)
        expect(frame.locator("#_ket-luan")).to_contain_text("kết quả")
        if address:
            frame.locator("#_ket-qua a").first.click()
            frame.wait_for_url(place.at(address))


def test_a_list_is_sifted_in_place(page: Page, place: Place) -> None:
    frame = place.open(page, "van-ban/")
    frame.locator("#_loc-chu").fill("thong tin")
    expect(frame.locator("#_tong")).to_have_text("1 trong 3 mục")
    frame.get_by_role("button", name="Bỏ lọc").click()
    frame.locator("a[href*='loc/loai/quyet-dinh/']").first.click()

    expect(frame.locator("#_tong")).to_have_text("1 trong 3 mục")
    assert frame.url.partition("#")[0] == place.at("van-ban/")


def test_one_walks_from_the_home_page_to_a_procedure_and_back(page: Page, place: Place) -> None:
    frame = place.open(page, "")
    frame.get_by_text("Mục", exact=True).click()
    frame.get_by_role("navigation").get_by_role("link", name="Thủ tục", exact=True).click()
    frame.get_by_role("link", name="Chuyển trường", exact=True).click()
    frame.wait_for_url(place.at("thu-tuc/2.002854/"))
    frame.get_by_role("navigation", name="Đường dẫn").get_by_role("link", name="Trang chủ").click()

    frame.wait_for_url(place.at(""))


def test_files_can_be_taken_home(page: Page, place: Place) -> None:
    frame = place.open(page, "thu-tuc/2.002854/")
    with page.expect_download() as taken:
        frame.locator("a[href$='.docx']").first.click()

    assert taken.value.path().read_bytes() == b"PK docx"


def test_old_addresses_lead_on(page: Page, place: Place) -> None:
    for old, now in (
        ("tin-cu.html", "tin-tuc/2026/dau/"),
        ("tin/cu/", "tin-tuc/2026/dau/"),
        ("hai-long-cu/", "chi-so/#hai-long"),
    ):
        page.goto("about:blank")
        frame = place.open(page, old) if not place.around else _framed(page, place, old)
        frame.wait_for_url(place.at(now))


def _framed(page: Page, place: Place, address: str) -> Frame:
    page.goto(place.around + quote(place.at(address), safe=""))
    return page.frames[1]


def test_where_a_browser_does_not_follow_them_people_read_where_to_go(page: Page, place: Place) -> None:
    def without_refresh(route) -> None:  # type: ignore[no-untyped-def]
        path = place.base.startswith("file:") and Path(unquote(urlsplit(route.request.url).path))
        html = path.read_text("utf-8") if path else route.fetch().text()
        route.fulfill(body=html.replace('http-equiv="refresh"', ""), content_type="text/html; charset=utf-8")

    page.route("**/tin/cu/**", without_refresh)
    frame = place.open(page, "tin/cu/")

    assert frame.locator("html").get_attribute("lang") == "vi"
    assert "đã chuyển sang địa chỉ mới" in frame.locator("h1").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 424
    frame.get_by_role("link", name="Bài có mọi thứ").click()
    frame.wait_for_url(place.at("tin-tuc/2026/dau/"))


def test_a_signed_paper_is_loaded_only_when_asked_for(page: Page, place: Place) -> None:
    """From a stick Chromium would load a folded frame at once: there the paper is a link alone."""
    page.set_viewport_size({"width": 1280, "height": 800})
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if one.url.endswith(".pdf") else None)
    frame = place.open(page, "ke-hoach/kh-2026/")
    page.wait_for_load_state("networkidle")
    assert asked == []

    folds = frame.locator("details:has(iframe) summary")
    assert folds.count() == (0 if place.base.startswith("file:") else 1)
    if folds.count() and folds.is_visible():
        with page.expect_request(re.compile("[.]pdf")):
            folds.click()
    assert place.leads(frame.locator("a[href$='.pdf']").first.evaluate("one => one.href"))


# --- without script


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A telephone that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}, locale="vi-VN")
    yield context.new_page()
    context.close()


def test_without_script_every_page_says_the_same(page: Page, plain: Page, place: Place) -> None:
    for address in EVERY_KIND:
        with_script, without = place.open(page, address), place.open(plain, address)
        if with_script.locator("#_loc").count():
            with_script.locator("#_loc").evaluate("one => one.setAttribute('data-asleep', '')")
        said = without.locator("body").inner_text()
        if address == "tim-kiem/":
            assert "không chạy được phần tìm kiếm" in said
            continue
        assert said == with_script.locator("body").inner_text(), address
        assert len(without.locator("article").inner_text()) > 40, address
        assert without.locator("article [hidden]").count() == 0, address


def test_without_script_cuts_are_pages_and_the_search_says_where_to_look(plain: Page, place: Place) -> None:
    frame = place.open(plain, "van-ban/")
    assert not frame.locator("#_loc").is_visible()
    frame.locator("a[href*='loc/loai/quyet-dinh/']").first.click()
    frame.wait_for_url(place.at("van-ban/loc/loai/quyet-dinh/"))
    assert frame.locator(".cc-list > li").count() == 1

    frame = place.open(plain, "")
    frame.get_by_role("searchbox").first.fill("chuyen truong")
    frame.get_by_role("searchbox").first.press("Enter")
    frame.wait_for_url(f"{place.at('tim-kiem/')}?q=chuyen+truong")
    frame.get_by_role("link", name="Danh mục thủ tục hành chính").click()
    frame.get_by_role("link", name="Chuyển trường", exact=True).click()
    frame.wait_for_url(place.at("thu-tuc/2.002854/"))


def test_a_section_for_a_host_opened_from_disk_does_not_stumble(browser: Browser, rich_site: Path) -> None:
    """Folders do not open there, but what is open works: the cuts are links, nothing is fetched."""
    page, wrong = browser.new_page(), []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto((rich_site / "truong/thu-tuc/index.html").as_uri())
    page.locator("#_loc-chu").fill("truong")

    expect(page.locator("#_tong")).to_contain_text("mục")
    assert [one for one in wrong if "fetch" in one.lower()] == []
    page.close()
