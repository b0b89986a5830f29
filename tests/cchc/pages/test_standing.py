"""Pages that always stand: units below, the map of the section, what every page says where it is passed on."""

import re
from pathlib import Path

from lxml.html import document_fromstring
from tests.cchc.section.rich import files_in
from tests.school import School, pages_of


def test_a_parent_says_where_its_units_are_and_whom_to_call(school: School) -> None:
    school.unit("", ma="xa", ten="UBND xã", loai="xa")
    school.unit("don-vi/mot", ten="Trường Một", dia_chi="Số 1", duong_day_nong="0299 1")
    school.unit("don-vi/hai", ten="Trường Hai", ngung_tu="01/01/2026")
    school.unit("don-vi/ba", ten="Trường Ba", duong_day_nong="0299 3")

    page = school.page("don-vi/", "xa")

    assert 'Số 1 · <a href="tel:02991">0299 1</a>' in page
    assert '<span class="cc-meta"><a href="tel:02993">0299 3</a></span>' in page
    assert "(đã ngừng hoạt động)" in page
    assert "Các đơn vị chưa đăng tin nào." in page


def test_the_map_of_the_section_calls_the_home_page_by_its_name(school: School) -> None:
    for number in range(12):
        school.news(f"t{number}")

    page = school.page("so-do/")

    assert '<a href="../">Trang chủ</a>' in page
    assert page.count("cc-links--many") == 1, "only a long list is laid in two columns"


def test_every_kind_of_page_says_what_it_is_where_it_is_passed_on(rich_site: Path) -> None:
    for section in sorted(rich_site.iterdir()):
        for path, content in files_in(section).items():
            if not path.endswith(".html") or b'http-equiv="refresh"' in content or b"<head" not in content:
                continue
            page = document_fromstring(content.decode())
            said = {one.get("property"): one.get("content") for one in page.xpath("//meta[@property]")}
            if not said and (path.startswith("nhung/") or path.endswith("dan-vao-cong.html")):
                continue  # a piece for other portals
            for name in ("type", "title", "description", "url", "site_name", "locale", "image", "image:alt"):
                assert said.get(f"og:{name}"), (path, name)
            assert re.match("https?://", said["og:url"]), path
            assert re.match("https?://", said["og:image"]), path


def test_links_to_pages_of_social_networks_are_plain(school: School) -> None:
    school.unit(facebook="https://www.facebook.com/truong", zalo="https://zalo.me/1")

    pages = pages_of(school.section())

    assert '<a href="https://www.facebook.com/truong" rel="noopener">Fanpage Facebook</a>' in pages["trang/lien-he/"]
    assert '<a href="https://zalo.me/1" rel="noopener">Zalo</a>' in pages["trang/lien-he/"]
    assert not [address for address, page in pages.items() if "<script" in page or "<iframe" in page]
