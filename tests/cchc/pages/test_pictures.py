"""Pictures in texts: sharp enough and no larger, waiting until somebody scrolls, whole in feeds."""

import json
from collections.abc import Mapping
from pathlib import Path

import lxml.html
import pytest
from lxml import etree
from tests.cchc.section.rich import noise, picture
from tests.school import School

from cchc.publishing.section import Section

BASE = "https://truong.example/cchc/tin-tuc/2026/tin/"


def pictures(section: Section, address: str = "tin-tuc/2026/tin/") -> list[Mapping[str, str]]:
    """Attributes of every picture of an article; those of WebP under `srcset` and `sizes`."""
    [page] = [page for page in section.pages if page.address == address]
    found = lxml.html.fromstring(page.html).xpath("//img")
    return [{**(one.xpath("(ancestor::picture//source)[1]") or [one])[0].attrib, **one.attrib} for one in found]


def test_a_picture_in_a_text_is_offered_as_webp_and_as_one_jpeg(school: School) -> None:
    school.file("tin-tuc/2026/a.png", noise(900, 300))
    school.news(body="Xem:\n\n![Ao sen](a.png)")

    section = school.section()
    [shown] = pictures(section)

    assert shown["srcset"] == "a-240.webp 240w, a-480.webp 480w, a-720.webp 720w, a-900.webp 900w"
    assert shown["sizes"] == "min(100vw, 700px)"
    assert (shown["src"], shown["alt"]) == ("a.jpg", "Ao sen")
    assert (shown["width"], shown["height"], shown["decoding"]) == ("900", "300", "async")
    assert "tin-tuc/2026/tin/a.png" not in section.files


def test_only_the_first_picture_in_sight_does_not_wait(school: School) -> None:
    school.file("tin-tuc/2026/a.png", picture(kind="PNG"))
    both = "![một](a.png)\n\n![hai](a.png)"
    school.news(body=both)
    school.news("co-anh", body=both, anh="a.png", mo_ta_anh="Ảnh")
    school.news("xa", body="Chữ nghĩa. " * 100 + "\n\n" + both)
    school.news("ma", body='Viết `<img loading="lazy">` thế này.')

    section = school.section()

    assert [one.get("loading") for one in pictures(section)] == [None, "lazy"]
    assert [one.get("fetchpriority") for one in pictures(section)] == ["high", None]
    assert [one.get("loading") for one in pictures(section, "tin-tuc/2026/co-anh/")] == [None, "lazy", "lazy"]
    assert [one.get("loading") for one in pictures(section, "tin-tuc/2026/xa/")] == ["lazy", "lazy"]
    assert pictures(section, "tin-tuc/2026/ma/") == []


@pytest.mark.parametrize(
    ("written", "width", "height"),
    [('width="30"', "30", "15"), ('width="900"', "60", "30"), ('width="50%"', "60", "30"), ('height="9"', "60", "30"),
     ('width="0"', "60", "30"), ('width="1"', "1", "1")],
)  # fmt: skip
def test_a_width_the_author_wrote_is_kept_where_the_picture_has_it(
    school: School, written: str, width: str, height: str
) -> None:
    school.file("tin-tuc/2026/a.png", picture(60, 30, "PNG"))
    school.news(body=f'<img src="a.png" alt="Ao" id="ao" title="Ao làng" {written}>')

    [shown] = pictures(school.section())

    assert (shown["width"], shown["height"]) == (width, height)
    assert shown["sizes"] == f"min(100vw, {width}px)"
    assert (shown["id"], shown["title"]) == ("ao", "Ao làng")


def test_words_of_a_picture_stay_words(school: School) -> None:
    school.file("tin-tuc/2026/a.png", picture(kind="PNG"))
    school.news(body="![a > b & \"c\" <i>'d'](a.png)")

    [shown] = pictures(school.section())

    assert shown["alt"] == "a > b & \"c\" <i>'d'"


def test_a_feed_carries_the_jpeg_with_its_whole_address(school: School) -> None:
    school.file("tin-tuc/2026/a.png", picture(60, 30, "PNG"))
    school.file("tin-tuc/2026/b.heic", picture(60, 30, "HEIF"))
    school.news(body="![Ao](a.png)", anh="b.heic", mo_ta_anh="Hồ")

    section = school.section()
    [entry] = json.loads(section.files["feed.json"])["items"]  # type: ignore[arg-type]
    [shown] = lxml.html.fromstring(entry["content_html"]).iter("img")
    [file] = etree.fromstring(section.files["rss.xml"]).xpath("//enclosure")  # type: ignore[arg-type]

    assert (shown.get("src"), entry["image"]) == (f"{BASE}a.jpg", f"{BASE}b.jpg")
    assert (shown.get("width"), shown.get("height"), shown.get("srcset")) == ("60", "30", None)
    assert shown.getparent().tag == "p"
    jpeg = section.files["tin-tuc/2026/tin/b.jpg"]
    assert dict(file.attrib) == {"url": f"{BASE}b.jpg", "length": str(len(jpeg)), "type": "image/jpeg"}  # type: ignore[arg-type]
    assert jpeg[:3] == b"\xff\xd8\xff"  # type: ignore[index]


def test_a_heic_is_never_published_as_it_is(school: School) -> None:
    school.file("tin-tuc/2026/a.heic", picture(60, 30, "HEIF"))
    school.file("tin-tuc/2026/b.HEIF", picture(60, 30, "HEIF"))
    school.news(body="![Ao](a.heic), [bản to](a.heic)", tep=["b.HEIF"])

    section = school.section()

    published = {file.rpartition("/")[2] for file in section.files if file.startswith("tin-tuc/2026/tin/")}
    assert {file for file in published if not file.endswith(".html")} == {"a.jpg", "a-2.jpg", "a-60.webp", "b.jpg"}
    assert 'href="a-2.jpg"' in school.page("tin-tuc/2026/tin/")


def test_what_moves_and_what_is_no_picture_stand_as_written(school: School) -> None:
    school.file("tin-tuc/2026/a.gif", picture(60, 30, "GIF"))
    school.file("tin-tuc/2026/b.pdf", b"%PDF")
    school.news(body="![Ao](a.gif) ![Tệp](b.pdf)")

    page = school.page("tin-tuc/2026/tin/")

    assert "<picture>" not in page
    assert 'src="a.gif" fetchpriority="high" width="60" height="30" decoding="async">' in page
    assert 'src="b.pdf"' in page


def test_where_a_page_is_passed_on_its_picture_says_how_large_it_is(rich_site: Path) -> None:
    def said(address: str) -> dict[str, str]:
        page = lxml.html.fromstring((rich_site / "truong" / address / "index.html").read_bytes())
        return {one.get("property"): one.get("content") for one in page.xpath("//meta[starts-with(@property, 'og:')]")}

    own, card = said("tin-tuc/2026/dau"), said("thu-tuc")

    assert (own["og:image"], own["og:type"]) == ("https://truong.example/cchc/tin-tuc/2026/dau/anh.jpg", "article")
    assert (own["og:image:width"], own["og:image:height"], own["og:image:alt"]) == ("40", "30", "Sân trường")
    assert (card["og:image:width"], card["og:image:height"], card["og:type"]) == ("1200", "630", "website")
    file = rich_site / "truong" / card["og:image"].removeprefix("https://truong.example/cchc/")
    assert file.read_bytes()[:3] == b"\xff\xd8\xff"


def test_a_picture_before_the_annex_of_a_plan_leaves_the_annex_below_the_signature(school: School) -> None:
    school.file("ke-hoach/a.png", picture(kind="PNG"))
    body = "![Sơ đồ](a.png)\n\n## Phụ lục I\n\nHết."
    school.write("ke-hoach/a.md", body, trich_yeu="Kế hoạch", nam=2026, chuc_vu="Hiệu trưởng", nguoi_ky="Lê A")

    page = school.page("ke-hoach/a/")

    assert page.index("<picture>") < page.index("Lê A") < page.index("Phụ lục I")
