"""A section that opens by double click: every link a file, neighbours beside it, nothing only a host needs."""

import posixpath
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cchc.section.rich import NOW_TEXT, build, files_in, manifest_of, new_project, rich_content, run
from tests.school import NOW, THEME, School

from cchc.publishing.job import JobRefused, job_for, keep_edition
from cchc.publishing.offline import _href, for_double_click
from cchc.publishing.section import Section, build_section
from cchc.section.addresses import file_at


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = new_project(tmp_path_factory.mktemp("stick"))
    rich_content(place / "content")
    return place


@pytest.fixture(scope="module")
def stick(project: Path) -> Path:
    """The three units of `rich_content`, to be opened by double click."""
    build(project, "--offline")
    return project / "site-offline"


def documents(site: Path) -> dict[str, lxml.html.HtmlElement]:
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return {p: lxml.html.document_fromstring(c, parser=parser) for p, c in files_in(site).items() if p.endswith("html")}


def hrefs(page: lxml.html.HtmlElement, what: str = "//a/@href") -> set[str]:
    return {str(one) for one in page.xpath(what)}


def test_every_link_of_every_page_leads_to_a_file_and_a_place_in_it(stick: Path) -> None:
    pages, files = documents(stick), files_in(stick).keys()
    anchors = {path: hrefs(page, "//@id") for path, page in pages.items()}
    broken, seen = [], 0
    for path, page in pages.items():
        refresh = {one.partition("url=")[2] for one in hrefs(page, "//meta[@http-equiv='refresh']/@content")}
        for place in hrefs(page, "//@href | //@src | //@action | //@poster | //@data-index") | refresh:
            parts = urlsplit(place)
            if parts.scheme or parts.netloc:
                continue
            seen += 1
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
            there = there if parts.path else path
            if there not in files or (parts.fragment and parts.fragment not in anchors.get(there, {parts.fragment})):
                broken.append((path, place))
    assert broken == []
    assert seen > 1500


def test_neighbours_are_reached_beside_and_what_is_not_there_on_its_host(stick: Path, tmp_path: Path) -> None:
    pages = documents(stick)
    assert "../../truong/index.html" in hrefs(pages["xa/don-vi/index.html"])
    assert "../../truong/tin-tuc/2026/dau/index.html" in hrefs(pages["xa/don-vi/index.html"])
    assert "../../../so/tin-tuc/2026/tin-so/index.html" in hrefs(pages["truong/trang/chung/index.html"])

    place = new_project(tmp_path)
    rich_content(place / "content")
    build(place, "truong", "--offline")

    alone = documents(place / "site-offline")["truong/trang/chung/index.html"]
    assert "https://so.example/cchc/tin-tuc/2026/tin-so/" in hrefs(alone)
    build(place, "so", "--offline")
    build(place, "truong", "--offline")
    again = documents(place / "site-offline")["truong/trang/chung/index.html"]
    assert "../../../so/tin-tuc/2026/tin-so/index.html" in hrefs(again)


def test_what_only_a_host_needs_stays_away_and_feeds_are_named_where_they_are(stick: Path) -> None:
    files = files_in(stick / "truong").keys()
    assert not {"rss.xml", "atom.xml", "feed.json", "rss/opml.xml", "sitemap.xml", "404.html"} & files
    assert manifest_of(stick / "truong")["ngoai_tuyen"] is True

    directory = documents(stick / "truong")["rss/index.html"]
    assert "https://truong.example/cchc/tin-tuc/rss.xml" in hrefs(directory)
    assert hrefs(directory, "//link[@rel='alternate']/@href") == {"https://truong.example/cchc/rss.xml"}
    assert hrefs(directory, "//link[@rel='canonical']/@href") == {"https://truong.example/cchc/rss/"}
    assert hrefs(directory, "//link[@rel='preload']/@href") == set()
    [policy] = hrefs(directory, "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "script-src 'self' file:;" in policy


def test_old_addresses_lead_to_files_too(stick: Path) -> None:
    assert b"url=tin-tuc/2026/dau/index.html" in (stick / "truong/tin-cu.html").read_bytes()
    assert b"url=../chi-so/index.html#hai-long" in (stick / "truong/hai-long-cu/index.html").read_bytes()


def test_mkdocs_alone_makes_the_same_when_its_settings_ask_for_it(project: Path, stick: Path, tmp_path: Path) -> None:
    settings = (project / "mkdocs.yml").read_text("utf-8").replace("- cchc", "- cchc:\n      offline: true")
    other = new_project(tmp_path)
    (other / "mkdocs.yml").write_text(settings, "utf-8")
    (other / "content").symlink_to(project / "content")
    (other / "site").mkdir()
    for ma in ("so", "xa"):
        (other / "site" / ma).symlink_to(stick / ma)

    done = run(other, "build", module="mkdocs", CCHC_UNIT="truong", CCHC_NOW=NOW_TEXT)

    assert done.returncode == 0, done.stderr
    assert files_in(other / "site/truong") == files_in(stick / "truong")


def offline(school: School, *beside: str, ma: str = "truong") -> Section:
    tree, verdict = school.load(), school.judge()
    return build_section(tree, verdict.held, ma, NOW, THEME, offline=frozenset(beside))


def test_a_list_that_can_be_sifted_is_whole_on_one_page(school: School) -> None:
    for number in range(60):
        school.procedure(f"t-{number}")
        school.news(f"n-{number}")

    pages = {page.address: page.html for page in offline(school).pages}

    assert {f't-{number}/"' in pages["thu-tuc/"] for number in range(60)} == {True}
    assert 'rel="next"' not in pages["thu-tuc/"]
    assert "thu-tuc/trang/2/" not in pages
    assert "tin-tuc/trang/2/" in pages
    assert "thu-tuc/trang/2/" in {page.address for page in school.section().pages}


def test_only_links_change_and_only_to_what_is_ours(school: School) -> None:
    school.unit(url="https://truong.example/")
    section = offline(school)
    same = (
        '<link rel="canonical" href="https://truong.example/tin-tuc/">'
        '<a href="#muc">a</a><a href="anh.jpg">a</a><a href="tel:0203">a</a><a href="HTTPS://a.vn/tin-tuc/">a</a>'
        '<a href="https://truong.example/tuyen-sinh/">the school’s own site</a><a href="//b.vn/[">a</a>'
        '<a href="https://truong.example/thu-tuc/don.docx">a</a><code>href="../"</code><a title="x > y" id="m">a</a>'
    )
    assert for_double_click(same, section, "tin-tuc/") == same

    links = (
        '<a class="x > y" href="../van-ban/?a=1&amp;b=2#c">a</a><form action="../tim-kiem/" method="get">'
        '<a href="https://truong.example/">a</a><a href="./">a</a><a href="../cu/">an old address</a>'
    )
    assert for_double_click(links, section, "tin-tuc/") == (
        '<a class="x > y" href="../van-ban/index.html?a=1&amp;b=2#c">a</a>'
        '<form action="../tim-kiem/index.html" method="get">'
        '<a href="../index.html">a</a><a href="index.html">a</a><a href="../cu/index.html">an old address</a>'
    )


def test_of_two_addresses_on_one_host_the_nearer_is_meant() -> None:
    beside = {"https://a.vn/": "so", "https://a.vn/truong/": "truong"}

    assert _href("https://a.vn/", "", beside, set(), "https://a.vn/truong/tin-tuc/") == "../truong/tin-tuc/index.html"
    assert _href("https://a.vn/truong/", "", beside, set(), "https://a.vn/van-ban/") == "../so/van-ban/index.html"


folders = st.lists(st.sampled_from(["tin-tuc", "trang", "a", "2.002854"]), max_size=4).map(
    lambda parts: "".join(f"{part}/" for part in parts)
)


@given(folders, folders, st.sampled_from(["", "#muc", "?q=a/b"]))
def test_a_link_leads_from_any_page_to_the_file_of_any_other(here: str, there: str, rest: str) -> None:
    own = "https://a.vn/x/"
    depth = "../" * here.count("/") + there + rest or "./"

    href = _href(own, here, {own: "truong"}, set(), depth)

    on_the_stick = "file:///E:/truong/"
    if not href.startswith("#"):
        assert urljoin(on_the_stick + file_at(here), href) == on_the_stick + file_at(there + rest)


# --- what stands in the folder already


def job(school: School, site: Path, *, offline: bool):  # type: ignore[no-untyped-def]
    return job_for(school.root, THEME, site, None, NOW_TEXT, publish=True, offline=offline)


@pytest.mark.parametrize(
    "there", ["photo.jpg", "cchc.json"], ids=["files of somebody", "a section published on a host"]
)
def test_what_a_folder_holds_is_not_overwritten_by_a_stick(school: School, tmp_path: Path, there: str) -> None:
    live = tmp_path / "site/truong"
    live.mkdir(parents=True)
    (live / there).write_bytes(b'{"ngoai_tuyen": false}')

    for _ in range(2):  # given up, it lets go of the folder
        made = job(school, tmp_path / "site", offline=True)
        with pytest.raises(JobRefused, match="tệp khác hoặc bản đăng trên mạng, sẽ không ghi đè"):
            made.begin()
        made.abandon()
    assert list(files_in(live).values()) == [b'{"ngoai_tuyen": false}']


@pytest.mark.parametrize("manifest", [b"", b"[1]", b"\xff", b'{"ngoai_tuyen": "x"}', b'{"ngoai_tuyen": true'])
def test_a_manifest_nobody_can_read_is_of_no_stick(tmp_path: Path, manifest: bytes) -> None:
    (tmp_path / "cchc.json").write_bytes(manifest)

    keep_edition(tmp_path, offline=False)
    with pytest.raises(JobRefused):
        keep_edition(tmp_path, offline=True)


def test_a_folder_without_files_is_free_and_a_stick_stays_one(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    for offline in (True, False):
        keep_edition(tmp_path / "a", offline=offline)
        keep_edition(tmp_path / "not there", offline=offline)
    (tmp_path / "file").write_bytes(b"")
    keep_edition(tmp_path / "file", offline=True)

    (tmp_path / "cchc.json").write_bytes(b'{"ngoai_tuyen": true}')
    keep_edition(tmp_path, offline=True)
    with pytest.raises(JobRefused, match="đang giữ bản mở bằng nhấp đúp"):
        keep_edition(tmp_path, offline=False)
