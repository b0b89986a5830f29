"""What other portals take, in a portal of another origin whose styles mean no good."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.portal import serving
from tests.cchc.section.rich import build, new_project, picture
from tests.school import School

pytestmark = pytest.mark.needs("chromium")
HOSTILE = """
* { letter-spacing: 3px } a { color: red; font-size: 9px } #noi-dung a { color: red; text-transform: uppercase }
table { width: 50% } ul { list-style: square; margin-left: 60px } li { float: left; width: 30% }
p { font-size: 8px; color: #eee } h2 { font: italic 40px cursive; color: #ff0 } img { width: 100%; float: right }
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class Portal(NamedTuple):
    """A portal of another origin: where its pages lie, where they are seen; the section, the codes it offers."""

    folder: Path
    address: str
    section: str
    codes: list[str]

    def holding(self, name: str, *pasted: str) -> str:
        """A page of the portal with something pasted into it; its address."""
        head = f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>Cổng</title><style>{HOSTILE}</style>'
        body = (
            f'<link rel="icon" href="data:,"><div id="noi-dung"><h1>Cổng</h1><a href="/">Mục</a>{"".join(pasted)}</div>'
        )
        (self.folder / name).write_text(head + body, encoding="utf-8")
        return self.address + name


@pytest.fixture(scope="module")
def portal(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    project, folder = new_project(tmp_path_factory.mktemp("embedded")), tmp_path_factory.mktemp("portal")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with serving(project / "site/truong") as section:
        school = School(project / "content")
        school.unit(url=section, dinh_danh="truong.example,2026", duong_day_nong="0299 3 000 301")
        school.file("tin-tuc/2026/anh.jpg", picture(900, 600))
        for number in range(1, 7):
            school.news(f"tin-{number}", ngay=f"{number:02d}/11/2026", tieu_de=f"Tin {number}")
        school.news("co-anh", "", "Lời.\n\n| A | B |\n|---|---|\n| 1 | 2 |", anh="anh.jpg", mo_ta_anh="Sân trường")
        school.procedure()
        build(project)
        page = browser.new_page()
        page.goto(f"{section}nhung/")
        codes = [area.input_value() for area in page.locator("textarea").all()]
        page.close()
        yield Portal(folder, f"http://127.0.0.1:{server.server_port}/", section, codes)
    server.shutdown()
    server.server_close()


@pytest.fixture(params=[360, 1280])
def visitor(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Someone in the portal; at the end nothing broke and nobody but the portal and the section was asked."""
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    page.on("request", lambda asked: wrong.append(asked.url) if not is_here(asked.url) else None)
    yield page
    page.close()
    assert wrong == []


def is_here(url: str) -> bool:
    return url.startswith(("data:", "file:")) or urlsplit(url).hostname == "127.0.0.1"


def test_a_fragment_looks_its_own_way_and_leaves_the_portal_its_own(visitor: Page, portal: Portal) -> None:
    visitor.goto(portal.holding("khong.html"))
    before = visitor.evaluate("JSON.stringify([...getComputedStyle(document.querySelector('#noi-dung > a'))])")
    visitor.goto(portal.holding("mang.html", *portal.codes[2:]))

    looks = visitor.evaluate(
        """[...document.querySelectorAll(".cchc-khoi a, .cchc-khoi li, .cchc-khoi h2, .cchc-khoi p")].map(one => {
        const look = getComputedStyle(one);
        const readable = parseFloat(look.fontSize) >= 14;
        return [look.color, look.fontStyle, look.letterSpacing, look.cssFloat, look.textTransform, readable];
    })"""
    )
    assert len(looks) > 20
    assert {tuple(look[1:]) for look in looks} == {("normal", "normal", "none", "none", True)}
    assert not {look[0] for look in looks} & {"rgb(255, 0, 0)", "rgb(238, 238, 238)", "rgb(255, 255, 0)"}
    after = visitor.evaluate("JSON.stringify([...getComputedStyle(document.querySelector('#noi-dung > a'))])")
    assert after == before
    assert visitor.evaluate("getComputedStyle(document.querySelector('#noi-dung > a')).color") == "rgb(255, 0, 0)"
    assert visitor.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visitor.evaluate("[...document.images].every(one => one.complete && one.naturalWidth)")
    visitor.get_by_role("link", name="Tin 6").click()
    assert visitor.url == f"{portal.section}tin-tuc/2026/tin-6/"


def test_a_frame_that_is_listened_to_is_as_high_as_what_it_shows(visitor: Page, portal: Portal) -> None:
    visitor.goto(portal.holding("khung.html", *portal.codes[:2]))

    visitor.wait_for_function("document.querySelector('iframe').style.height")
    visitor.wait_for_load_state("networkidle")
    inside = visitor.frames[1].evaluate("[document.documentElement.scrollHeight, innerHeight, scrollX]")
    assert abs(inside[0] - inside[1]) <= 1
    visitor.frames[1].evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<p>Dài</p>'.repeat(90))")
    visitor.wait_for_function(f"document.querySelector('iframe').offsetHeight > {inside[1]} + 900")
    visitor.frames[1].evaluate("document.querySelectorAll('h1 ~ p').forEach(one => one.remove())")
    visitor.wait_for_function(f"document.querySelector('iframe').offsetHeight < {inside[1]} + 99")


def test_nobody_but_the_frame_is_listened_to(visitor: Page, portal: Portal) -> None:
    visitor.goto(portal.holding("lua.html", *portal.codes[:2], '<iframe id="la" srcdoc="<p>"></iframe>'))
    visitor.wait_for_function("document.querySelector('iframe').style.height")
    height = visitor.evaluate("document.querySelector('iframe').style.height")

    visitor.evaluate("postMessage({cchc: 'cao', cao: 7777}, '*')")
    visitor.frame_locator("#la").locator("p").evaluate("() => parent.postMessage({cchc: 'cao', cao: 8888}, '*')")
    visitor.wait_for_timeout(200)

    assert visitor.evaluate("document.querySelector('iframe').style.height") == height


def test_a_frame_nobody_listens_to_scrolls_and_its_links_open_outside(visitor: Page, portal: Portal) -> None:
    visitor.goto(portal.holding("khung-rieng.html", portal.codes[0]))
    inside = visitor.frame_locator("iframe")
    inside.get_by_role("heading", level=1).wait_for()

    assert visitor.evaluate("document.querySelector('iframe').offsetHeight") == 900
    assert visitor.frames[1].evaluate("document.documentElement.scrollHeight > innerHeight")
    assert inside.locator(".cc-header, .cc-footer, nav").count() == 0
    inside.get_by_role("link", name="Tin 6").click()
    visitor.wait_for_url(f"{portal.section}tin-tuc/2026/tin-6/")


def test_a_paste_copied_out_of_its_file_arrives_whole(visitor: Page, portal: Portal, tmp_path: Path) -> None:
    visitor.goto(f"{portal.section}tin-tuc/2026/co-anh/")
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="Tải bản dán vào cổng").click()
    download.value.save_as(tmp_path / download.value.suggested_filename)
    assert download.value.suggested_filename == "co-anh.html"
    visitor.goto((tmp_path / "co-anh.html").as_uri())
    visitor.wait_for_load_state("networkidle")
    assert visitor.evaluate("[...document.images].map(one => one.naturalWidth)") == [900]
    pasted = visitor.evaluate("document.body.innerHTML")

    visitor.goto(portal.holding("bai.html", pasted))

    visitor.wait_for_load_state("networkidle")
    assert visitor.evaluate("document.images[0].naturalWidth") == 900
    assert visitor.locator("table td").all_inner_texts() == ["1", "2"]
    visitor.get_by_role("link", name="Chuyên mục cải cách hành chính").click()
    assert visitor.url == f"{portal.section}tin-tuc/2026/co-anh/"
