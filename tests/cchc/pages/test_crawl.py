"""Every link of every page leads somewhere, at every depth, anchors too (over what MkDocs published)."""

import json
import posixpath
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.etree
import lxml.html
import pytest
from tests.cchc.section.rich import files_in

UNITS = ["so", "xa", "truong"]
FOR_OTHERS = re.compile(r"nhung/(?!index)[\w-]+\.html|.*/dan-vao-cong\.html")
"""What other portals take is no page of the section."""


def documents(site: Path) -> dict[str, lxml.html.HtmlElement]:
    return {
        path: lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding="utf-8"))
        for path, content in files_in(site).items()
        if path.endswith(".html") and not FOR_OTHERS.fullmatch(path)
    }


def places(document: lxml.html.HtmlElement) -> list[str]:
    found = document.xpath("//@href | //@src | //@action | //@poster")
    found += [one.split()[0] for offered in document.xpath("//@srcset") for one in offered.split(",")]
    refresh = document.xpath("//meta[@http-equiv='refresh']/@content")
    return [str(one) for one in found] + [one.partition("url=")[2] for one in refresh]


@pytest.mark.parametrize("ma", UNITS)
def test_every_link_leads_to_a_file_and_every_anchor_to_a_place(rich_site: Path, ma: str) -> None:
    pages, files = documents(rich_site / ma), files_in(rich_site / ma).keys()
    anchors = {path: {str(name) for name in page.xpath("//@id")} for path, page in pages.items()}
    broken, seen = [], 0
    for path, page in pages.items():
        for place in places(page):
            parts = urlsplit(place)
            if parts.scheme or parts.netloc:
                continue
            seen += 1
            if path == "404.html" and not place.startswith("#"):
                assert parts.path.startswith("/cchc/"), place
            here = "/cchc/" + path
            there = (
                posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path))) if parts.path else here
            )
            there = there.removeprefix("/cchc").lstrip("/")
            file = there if there in files else f"{there}/index.html".lstrip("/")
            folder_named_as_file = parts.path and file != there and not parts.path.endswith("/")
            if (
                file not in files
                or folder_named_as_file
                or (parts.fragment and parts.fragment not in anchors.get(file, ()))
            ):
                broken.append((path, place))
    assert broken == []
    assert seen > 500


@pytest.mark.parametrize("ma", UNITS)
def test_no_page_asks_another_host_for_anything(rich_site: Path, ma: str) -> None:
    for path, page in documents(rich_site / ma).items():
        asked = page.xpath("//script/@src | //img/@src | //link[@rel='stylesheet']/@href | //iframe | //video/@src")
        assert [one for one in asked if urlsplit(str(one)).netloc] == [], path


@pytest.mark.parametrize("ma", UNITS)
def test_nothing_a_page_runs_or_looks_like_is_written_into_it(rich_site: Path, ma: str) -> None:
    for path, page in documents(rich_site / ma).items():
        inline = page.xpath("//@style | //style | //script[not(@type='application/ld+json')][not(@src)]")
        handlers = page.xpath("//@*[starts-with(name(), 'on')]")
        assert (inline, handlers) == ([], []), path
        assert len(page.xpath("//meta[@http-equiv='Content-Security-Policy']")) == 1, path


@pytest.mark.parametrize("ma", UNITS)
def test_headings_go_down_one_step_at_a_time(rich_site: Path, ma: str) -> None:
    for path, page in documents(rich_site / ma).items():
        levels = [int(one.tag[1]) for one in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
        assert all(below <= above + 1 for above, below in pairwise(levels)), (path, levels)


@pytest.mark.parametrize("ma", UNITS)
def test_every_page_has_one_h1_a_title_of_its_own_and_is_vietnamese(rich_site: Path, ma: str) -> None:
    titles: dict[str, str] = {}
    for path, page in documents(rich_site / ma).items():
        if page.xpath("//meta[@http-equiv='refresh']"):
            continue
        assert len(page.xpath("//h1")) == 1, path
        assert page.get("lang") == "vi", path
        assert page.xpath("//link[@rel='canonical']/@href"), path
        [title] = page.xpath("/html/head/title/text()")
        names = page.xpath("//@id")
        assert len(names) == len(set(names)), path
        if not page.xpath("//meta[@name='robots']"):
            assert titles.setdefault(title, path) == path


def test_a_text_that_came_down_leads_back_up_for_what_stays_there(rich_site: Path) -> None:
    page = (rich_site / "truong/trang/chung/index.html").read_text(encoding="utf-8")

    assert 'href="https://so.example/cchc/tin-tuc/2026/tin-so/">tin của Sở</a>' in page


def test_an_override_publishes_its_own_files_beside_the_page(rich_site: Path) -> None:
    assert (rich_site / "xa/thu-tuc/2.002854/quay.pdf").read_bytes() == b"%PDF quay"
    assert (rich_site / "truong/thu-tuc/2.002854/quay.pdf").read_bytes() == b"%PDF quay"
    assert not (rich_site / "so/thu-tuc/2.002854/quay.pdf").exists()


def test_only_files_somebody_refers_to_are_published(rich_site: Path) -> None:
    published = {path for path in files_in(rich_site / "truong") if not path.startswith("assets/")}

    assert {path for path in published if path.rpartition(".")[2] in ("pdf", "jpg", "png", "docx", "mp4")} == {
        "tin-tuc/2026/dau/anh.jpg", "tin-tuc/2026/dau/clip.mp4", "tin-tuc/2026/dau/mau-don.pdf",
        "ke-hoach/kh-2026/ky.pdf", "thu-tuc/2.002854/don.docx", "thu-tuc/2.002854/quay.pdf",
    }  # fmt: skip


@pytest.mark.parametrize("ma", UNITS)
def test_the_sitemap_lists_the_pages_that_stand_for_themselves(rich_site: Path, ma: str) -> None:
    root = lxml.etree.fromstring((rich_site / ma / "sitemap.xml").read_bytes())
    listed = {str(one) for one in root.xpath("//*[local-name()='loc']/text()")}
    canonical, noindex = set(), set()
    for path, page in documents(rich_site / ma).items():
        [address] = page.xpath("//link[@rel='canonical']/@href")
        own = f"https://{ma}.example/cchc/{path.removesuffix('index.html')}"
        (noindex if page.xpath("//meta[@name='robots']") else canonical).add(own if address == own else "")

    assert listed == canonical - {""}
    assert not listed & noindex


@pytest.mark.parametrize("ma", UNITS)
def test_the_list_of_files_is_the_section(rich_site: Path, ma: str) -> None:
    files = files_in(rich_site / ma)

    assert json.loads(files["cchc-files.json"]).keys() == files.keys() - {"cchc.json", "cchc-files.json"}
