"""`/nhung/`: codes a clerk can copy, fragments safe in any page, a page made to be framed."""

import html
import re

import lxml.html
import pytest
from tests.school import School, pages_of

FRAGMENTS = ("nhung/tin-moi.html", "nhung/thu-tuc.html", "nhung/duong-day-nong.html")


def fragment(school: School, name: str) -> str:
    content = school.section().files[f"nhung/{name}.html"]
    assert isinstance(content, bytes)
    return content.decode("ascii")


def codes(school: School) -> list[str]:
    root = lxml.html.fragment_fromstring(pages_of(school.section())["nhung/"], create_parent="div")
    return [area.text.strip() for area in root.iter("textarea")]


@pytest.fixture
def whole(school: School) -> School:
    school.unit(
        duong_day_nong="0299 3 000 301", email_phan_anh="a@truong.example", dia_chi="Số 1 <đường>", mau_sac="#123456"
    )
    for number in range(1, 8):
        school.news(f"tin-{number}", ngay=f"{number:02d}/11/2026", tieu_de=f"Tin <{number}> & “thêm”")
    school.procedure()
    return school


def test_what_is_copied_is_what_the_fragments_hold(whole: School) -> None:
    files = whole.section().files

    copied = codes(whole)[2:]

    assert [html.unescape(bytes(files[name]).decode("ascii")).strip() for name in FRAGMENTS] == [
        html.unescape(code) for code in copied
    ]


def test_a_fragment_says_only_what_is_safe_in_any_page(whole: School) -> None:
    for name in FRAGMENTS:
        root = lxml.html.fragment_fromstring(bytes(whole.section().files[name]).decode("ascii"))

        assert root.tag == "div"
        tags = {str(element.tag) for element in root.iter()}
        assert tags <= {"div", "style", "h2", "p", "ul", "li", "a", "span", "img"}
        assert root.xpath("//@id | //@style | //@*[starts-with(name(), 'on')]") == []
        assert all(word.startswith("cchc-") for names in root.xpath("//@class") for word in str(names).split())
        assert all(re.match(r"https://truong\.example/cchc/|tel:|mailto:", str(one)) for one in root.xpath("//@href"))
        [style] = root.iter("style")
        for selectors in re.findall(r"([^{}]+)\{", style.text):
            assert all(one.strip().startswith(".cchc-khoi") for one in selectors.split(","))


def test_the_newest_news_and_the_first_procedures_stand_in_them(whole: School) -> None:
    news = html.unescape(fragment(whole, "tin-moi"))

    assert re.findall(r"Tin <(\d)>", news) == list("76543")
    assert "tin-tuc/2026/tin-7/" in news
    assert "thu-tuc/2.002854/" in fragment(whole, "thu-tuc")


def test_the_hotline_is_called_and_scanned(whole: School) -> None:
    found = html.unescape(fragment(whole, "duong-day-nong"))

    assert '<a class="cchc-so" href="tel:02993000301">0299 3 000 301</a>' in found.replace("\xa0", " ")
    assert "mailto:a@truong.example" in found
    assert "https://truong.example/cchc/nhung/ma-qr.svg" in found
    assert bytes(whole.section().files["nhung/ma-qr.svg"]).startswith(b"<svg")


def test_a_section_with_nothing_yet_says_so(school: School) -> None:
    for name in ("tin-moi", "thu-tuc", "duong-day-nong"):
        assert "Chưa có mục nào." in html.unescape(fragment(school, name))
    assert "nhung/ma-qr.svg" not in school.section().files


def test_the_code_of_the_frame_names_the_page_and_says_what_it_is(whole: School) -> None:
    frame, listener = codes(whole)[:2]

    root = lxml.html.fragment_fromstring(frame)
    assert root.tag == "iframe"
    assert root.get("src") == "https://truong.example/cchc/nhung/khung/"
    assert root.get("title") == "Cải cách hành chính – Trường truong"
    assert "tin.origin !== new URL(khung.src).origin" in listener


def test_the_framed_page_has_what_people_come_for_and_is_kept_out_of_search_engines(whole: School) -> None:
    section = whole.section()
    [page] = (page for page in section.pages if page.address == "nhung/khung/")

    frame = section.frame(page)["cchc"]

    assert "Việc hay cần" in page.html
    assert "Tin mới" in page.html
    assert "../../tin-tuc/2026/tin-7/" in page.html
    assert (frame.framed, frame.noindex, frame.crumbs) == (True, True, ())
    assert [script for script in frame.scripts if "frame" in script]
    assert not [one for one in section.pages if one.address != page.address and section.frame(one)["cchc"].framed]


def test_without_an_address_the_clerk_is_told_what_to_write(school: School) -> None:
    school.unit(url=None)
    section = school.section()

    page = pages_of(section)["nhung/"]

    assert "Ghi địa chỉ vào dòng url của tệp don-vi.yml" in page
    assert "<textarea" not in page
    assert "cchc build --as zip" in page
    assert "nhung/khung/" not in pages_of(section)


def test_every_page_leads_there_from_its_foot(school: School) -> None:
    section = school.section()
    [home] = (page for page in section.pages if page.address == "")

    assert ("Nhúng vào cổng", "nhung/") in [(link.text, link.href) for link in section.frame(home)["cchc"].more]
