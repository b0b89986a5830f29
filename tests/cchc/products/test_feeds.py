"""RSS, Atom and JSON Feed, read back by a reader (design §5)."""

import json
import re
from pathlib import Path
from typing import Any

import feedparser
import lxml.etree
import pytest
from tests.cchc.section.rich import TRUONG, picture, rich_content
from tests.school import School, at

from cchc.products import feeds
from cchc.publishing.section import Section


def read(section: Section, address: str) -> Any:
    data = section.files[address]
    assert isinstance(data, bytes)
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, (address, parsed.get("bozo_exception"))
    return parsed


def as_json(section: Section) -> dict[str, Any]:
    data = section.files["feed.json"]
    assert isinstance(data, bytes)
    return dict(json.loads(data))


def ids(section: Section, address: str) -> list[str]:
    return [entry.id for entry in read(section, address).entries]


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Section]:
    place = rich_content(tmp_path_factory.mktemp("feeds"))
    return {ma: place.section(ma) for ma in ("so", "xa", "truong")}


def test_rss_atom_and_json_say_the_same(rich: dict[str, Section]) -> None:
    section = rich["truong"]
    by_rss, by_atom, by_json = (
        read(section, "rss.xml").entries,
        read(section, "atom.xml").entries,
        as_json(section)["items"],
    )

    assert [e.id for e in by_rss] == [e.id for e in by_atom] == [e["id"] for e in by_json]
    assert [e.title for e in by_rss] == [e.title for e in by_atom] == [e["title"] for e in by_json]
    assert [e.link for e in by_rss] == [e.link for e in by_atom] == [e["url"] for e in by_json]
    assert [e.published_parsed for e in by_rss] == [e.published_parsed for e in by_atom]
    assert [e.updated for e in by_atom] == [e["date_modified"] for e in by_json]


def test_what_a_news_entry_carries(rich: dict[str, Section]) -> None:
    for address in ("rss.xml", "atom.xml", "tin-tuc/rss.xml", "tin-tuc/linh-vuc/the-che/rss.xml"):
        [entry] = [e for e in read(rich["truong"], address).entries if e.id.endswith("/dau")]

        assert entry.id == "tag:truong.example,2026:tin-tuc/2026/dau"
        assert entry.link == "https://truong.example/cchc/tin-tuc/2026/dau/"
        assert entry.title == "Bài có mọi thứ"
        assert entry.author == "Cô Lan"
        assert [tag.term for tag in entry.tags] == ["Cải cách thể chế", "Chính quyền điện tử, chính quyền số"]
        assert entry.published_parsed[:5] == (2026, 11, 18, 2, 30)
        assert entry.updated_parsed[:5] == (2026, 11, 18, 17, 0)
        [file] = entry.enclosures
        assert (file.href, file.type) == ("https://truong.example/cchc/tin-tuc/2026/dau/anh.jpg", "image/jpeg")
        assert int(file.length) == len(rich["truong"].files["tin-tuc/2026/dau/anh.jpg"])  # type: ignore[arg-type]
        text = entry.content[0].value
        for words in (
            'href="https://truong.example/cchc/thu-tuc/2.002854/"',
            'href="https://truong.example/cchc/tin-tuc/2026/tin-1/#muc"',
            'src="https://truong.example/cchc/tin-tuc/2026/dau/anh.jpg"',
            'href="https://truong.example/cchc/tin-tuc/2026/dau/#muc"',
            'href="https://truong.example/cchc/tin-tuc/2026/dau/mau-don.pdf"',
            'href="https://a.vn/"',
        ):
            assert words in text
        assert re.findall(r'(?:href|src)="(?!https://)[^"]*"', text) == []


def test_times_are_vietnams(rich: dict[str, Section]) -> None:
    section = rich["truong"]
    rss, atom = section.files["rss.xml"].decode(), section.files["atom.xml"].decode()  # type: ignore[union-attr]

    assert "<pubDate>Wed, 18 Nov 2026 09:30:00 +0700</pubDate>" in rss
    assert set(re.findall(r"<(?:pubDate|lastBuildDate)>[^<]*([+-]\d{4})<", rss)) == {"+0700"}
    assert set(re.findall(r"<(?:published|updated)>[^<]*(.{6})</", atom)) == {"+07:00"}
    assert as_json(section)["items"][0]["date_published"].endswith("+07:00")


def test_replies_come_whole_procedures_plans_and_documents_as_summaries(rich: dict[str, Section]) -> None:
    entries = {
        entry.id.partition(":tin-tuc")[0].rpartition(":")[2] or entry.id: entry
        for entry in read(rich["truong"], "rss.xml").entries
    }

    assert "Trả lời theo" in entries["phan-anh/01"].content[0].value
    assert "https://truong.example/cchc/van-ban/12-qd/" in entries["phan-anh/01"].content[0].value
    assert not {"phan-anh/02", "phan-anh/03"} & entries.keys(), (
        "questions without an answer are in the register's feed only"
    )
    for key in ("ke-hoach/kh-2026", "van-ban/12-qd"):
        assert "content" not in entries[key], key


def test_a_root_feed_carries_the_units_own_and_a_list_what_it_shows(tmp_path: Path) -> None:
    place = rich_content(tmp_path)

    so, xa, truong = (ids(place.section(ma), "rss.xml") for ma in ("so", "xa", "truong"))

    procedure = "tag:so.example,2026:thu-tuc/2.002854"
    assert procedure in so
    assert procedure in xa, "the commune changed it"
    assert procedure not in truong, "the school did not"
    assert procedure in ids(place.section("truong"), "thu-tuc/rss.xml")
    assert "tag:so.example,2026:van-ban/nd-224" in ids(place.section("truong"), "van-ban/rss.xml")
    assert not any(id_.startswith("tag:so.example") for id_ in truong)


def test_ids_stay_when_the_address_the_title_and_the_owner_below_change(tmp_path: Path) -> None:
    place = rich_content(tmp_path)
    before = ids(place.section("truong"), "thu-tuc/rss.xml")
    place.unit(TRUONG, url="https://moi.example/", dinh_danh="truong.example,2026", cap_hoc="thcs", ten="Tên mới")
    place.write(f"{TRUONG}/thu-tuc/2.002854.md", ghi_de="true", ten="Tên khác", dang_tu="01/09/2026")

    after = place.section("truong")

    assert sorted(ids(after, "thu-tuc/rss.xml")) == sorted(before)
    assert read(after, "thu-tuc/rss.xml").entries[0].link.startswith("https://moi.example/")


def test_a_parents_feed_of_news_below_bears_the_childrens_ids_and_addresses(rich: dict[str, Section]) -> None:
    entries = read(rich["so"], "don-vi/rss.xml").entries

    assert len(entries) == 27
    assert entries[0].id == "tag:truong.example,2026:tin-tuc/2026/dau"
    assert entries[0].link == "https://truong.example/cchc/tin-tuc/2026/dau/"
    assert entries[0].enclosures == []
    assert {entry.id.partition(",")[0] for entry in entries} == {"tag:truong.example", "tag:xa.example"}


def test_the_thirty_newest(school: School) -> None:
    for number in range(40):
        school.news(
            f"tin-{number}", ngay=f"{number % 28 + 1:02d}/{number // 28 + 1:02d}/2026", ghim=str(number == 0).lower()
        )

    for address in ("rss.xml", "atom.xml", "tin-tuc/rss.xml"):
        found = ids(school.section(), address)
        assert len(found) == 30
        assert found[0].endswith("tin-39")
        assert not any(one.endswith("/tin-0") for one in found)
    assert len(as_json(school.section())["items"]) == 30


def test_an_empty_feed_is_valid_and_does_not_change_by_itself(school: School) -> None:
    section = school.section()

    for address in [spec.address for spec in section.feeds if spec.format != "json"]:
        assert read(section, address).entries == []
        assert read(section, address).feed.title
    assert as_json(section)["items"] == []
    assert section.files["rss.xml"] == school.section(now=at("2027-06-01")).files["rss.xml"]


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (
        rich_content(tmp_path / "a").section("truong"),
        rich_content(tmp_path / "b").section("truong", at("2026-11-20 23:00")),
    )

    for spec in one.feeds:
        assert one.files[spec.address] == other.files[spec.address], spec.address


def test_a_unit_that_ended_says_so_in_its_feeds(school: School) -> None:
    school.unit(ngung_tu="01/09/2026", email_phan_anh="a@truong.vn")
    section = school.section()

    assert "đã ngừng hoạt động" in read(section, "rss.xml").feed.subtitle
    assert "đã ngừng hoạt động" in read(section, "atom.xml").feed.subtitle
    assert (as_json(section)["expired"], "đã ngừng" in as_json(section)["description"]) == (True, True)
    assert read(section, "rss.xml").feed.author_detail.email == "a@truong.vn"


def test_every_feed_names_itself_and_its_page(rich: dict[str, Section]) -> None:
    addresses = {page.address for page in rich["truong"].pages}
    for spec in rich["truong"].feeds:
        assert spec.page in addresses
        if spec.format == "json":
            told = as_json(rich["truong"])
            assert (told["feed_url"], told["home_page_url"]) == (
                "https://truong.example/cchc/feed.json",
                "https://truong.example/cchc/",
            )
            continue
        links = {link.rel: link.href for link in read(rich["truong"], spec.address).feed.links}
        assert links["self"] == f"https://truong.example/cchc/{spec.address}"
        assert read(rich["truong"], spec.address).feed.link == f"https://truong.example/cchc/{spec.page}"
        assert read(rich["truong"], spec.address).feed.language in ("vi", None) or spec.format == "atom"


def test_the_style_of_every_feed_is_where_it_says(rich_site: Path) -> None:
    for feed in [*rich_site.glob("truong/**/rss.xml"), rich_site / "truong/atom.xml"]:
        [style] = re.findall(rb'<\?xml-stylesheet type="text/css" href="([^"]+)"', feed.read_bytes())
        assert [(feed.parent / style.decode()).resolve()] == list(
            (rich_site / "truong/assets").resolve().glob("feed.*.css")
        )


def test_opml_lists_every_rss_feed(rich_site: Path) -> None:
    outlines = lxml.etree.fromstring((rich_site / "so/rss/opml.xml").read_bytes()).xpath("//outline")

    listed = {outline.get("xmlUrl").removeprefix("https://so.example/cchc/") for outline in outlines}

    assert listed == {path.relative_to(rich_site / "so").as_posix() for path in (rich_site / "so").rglob("rss.xml")}
    assert {outline.get("type") for outline in outlines} == {"rss"}


def test_awkward_text_survives(school: School) -> None:
    title = 'A & B <i> "c" ]]> </title>'
    school.file("tin-tuc/2026/a.png", picture(kind="PNG"))
    school.news(tieu_de=title, body='`]]>` và ]]> <abbr title="]]>">x</abbr>', tac_gia="<b>&", anh="a.png")
    section = school.section()

    for address in ("rss.xml", "atom.xml"):
        [entry] = read(section, address).entries
        assert (entry.title, entry.author) == (title, "<b>&")
        assert entry.content[0].value.count("]]&gt;") == 3
    assert as_json(section)["items"][0]["title"] == title


def test_characters_xml_cannot_hold_are_dropped() -> None:
    bad = "a\x00b\x0bc\x1fd\ufffee\ud800f"
    entry = feeds.Entry("tag:x,2026:a", bad, "https://x.vn/", at("2026-01-01"), at("2026-01-02"), bad, bad, bad, (bad,))
    feed = feeds.Feed("tag:x,2026:f", bad, bad, "https://x.vn/f", "https://x.vn/", bad, "", "s.css", (entry,))

    for made in (feeds.rss(feed), feeds.atom(feed)):
        parsed = feedparser.parse(made)
        assert not parsed.bozo
        assert parsed.entries[0].title == "abcdef"
        assert parsed.entries[0].content[0].value == "abcdef"
        assert parsed.feed.title == "abcdef"
    assert json.loads(feeds.json_feed(feed))["items"][0]["title"] == "abcdef"
    assert b"abcdef" in feeds.opml(bad, [(bad, "https://x.vn/f", "https://x.vn/")])


def test_an_entry_nobody_signed_names_no_author() -> None:
    entry = feeds.Entry("tag:x,2026:a", "Tin", "https://x.vn/a/", at("2026-01-01"), at("2026-01-02"), "Tóm tắt")
    feed = feeds.Feed("tag:x,2026:f", "Kênh", "Về", "https://x.vn/f", "https://x.vn/", "Trường", "", "s.css", (entry,))

    for made in (feeds.rss(feed), feeds.atom(feed)):
        [found] = feedparser.parse(made).entries
        assert "author" not in found
        assert found.summary == "Tóm tắt"
    [item] = json.loads(feeds.json_feed(feed))["items"]
    assert item.keys() & {"authors", "tags", "attachments", "content_html"} == set()
    assert item["content_text"] == "Tóm tắt"


def test_an_entry_without_words_is_still_an_entry(school: School) -> None:
    school.news(body="")
    section = school.section()

    for address in ("rss.xml", "atom.xml"):
        [entry] = read(section, address).entries
        assert entry.title == "Một tin"
        assert entry.link.endswith("/tin-tuc/2026/tin/")
    assert as_json(section)["items"][0]["content_html"] == ""


def test_what_expires_soon_is_an_event_with_an_id_of_its_own(school: School) -> None:
    values = {"loai": "thong_bao", "co_quan_ban_hanh": "Trường"}
    school.write("van-ban/a.md", **values, trich_yeu="Lịch", ngay_ban_hanh="03/09/2026", het_hieu_luc="31/12/2026")
    school.write("van-ban/b.md", **values, trich_yeu="Không ngày", het_hieu_luc="01/12/2026")
    school.write("van-ban/c.md", **values, trich_yeu="Còn dài", het_hieu_luc="31/12/2027")
    address = "van-ban/loc/trang-thai/sap-het-hieu-luc/rss.xml"

    late, early = read(school.section(), address).entries

    assert (late.id, late.title) == ("tag:truong.example,2026:van-ban/a#sap-het-hieu-luc", "Sắp hết hiệu lực: Lịch")
    assert (late.link, late.summary) == (
        "https://truong.example/cchc/van-ban/a/",
        "Văn bản hết hiệu lực sau ngày 31/12/2026.",
    )
    assert (late.published, early.published) == ("Fri, 02 Oct 2026 00:00:00 +0700", "Wed, 02 Sep 2026 00:00:00 +0700")
    assert "tag:truong.example,2026:van-ban/a" in ids(school.section(), "van-ban/rss.xml")
    assert ids(school.section(now=at("2027-01-01")), address) == []
