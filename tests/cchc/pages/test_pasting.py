"""The text of a news item for the editor of any portal: only what every editor keeps, nothing lost of the words."""

import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cchc.section.rich import picture
from tests.school import NOW, THEME, School

from cchc.pages.pasting import KEPT, WIDEST, plain
from cchc.publishing.section import build_section
from cchc.reading.markdown import convert

HERE = "tin-tuc/2026/tin/dan-vao-cong.html"
SECTION = "https://truong.example/cchc/"
MARKDOWN = """Mở đầu **đậm**, *nghiêng*, `mã`, [nối](https://a.vn/?x=1&y=2#z), m<sup>2</sup>.

## Mục

1. Một
2. Hai

> Trích

| A | B |
|---|---|
| 1 | 2 |

<details><summary>Hỏi</summary><p>Đáp</p></details>

Từ
: Nghĩa

##### Nhỏ

Chú thích[^1].

[^1]: Ghi chú.
"""
PIECES = st.sampled_from([
    *MARKDOWN.split("\n\n"), "<div class='a' onclick=x>Khối</div>", "<u>gạch</u> <mark>tô</mark>", "a < b > c & d",
    "<figure><img src='x.jpg' alt='Ảnh'><figcaption>Dưới ảnh</figcaption></figure>", "```\nmã\n```", "---",
])  # fmt: skip


def paste(school: School, where: str = HERE) -> str:
    content = school.section().files[where]
    assert isinstance(content, bytes)
    return content.decode()


def body_of(html: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html).find("body")


def letters(html: str) -> str:
    return re.sub(r"<[^>]*>|\s", "", html)


@given(st.lists(PIECES, min_size=1, max_size=6))
def test_whatever_an_author_writes_only_plain_elements_are_left_and_every_word(pieces: list[str]) -> None:
    html = convert("\n\n".join(pieces)).html

    left = plain(html)

    root = lxml.html.fragment_fromstring(left, create_parent="div")
    for element in root.iterdescendants():
        assert element.tag in KEPT
        assert set(element.keys()) <= {*KEPT[element.tag], *(["border"] if element.tag == "table" else [])}
    assert letters(left) == letters(html)
    assert plain(left) == left


def test_a_text_keeps_its_shape() -> None:
    left = plain(convert(MARKDOWN).html)

    assert "<strong>đậm</strong>" in left
    assert '<a href="https://a.vn/?x=1&amp;y=2#z">nối</a>' in left
    assert "m<sup>2</sup>" in left
    assert "<h2>Mục</h2>" in left
    assert '<table border="1">' in left
    assert "<p><strong>Hỏi</strong></p>" in left
    assert "<p><strong>Từ</strong></p>" in left
    assert "<h4>Nhỏ</h4>" in left


@pytest.mark.parametrize(("written", "shown"), [("1200", str(WIDEST)), ("80", "80"), ("50%", str(WIDEST))])
def test_a_picture_is_never_wider_than_the_column_of_a_portal(written: str, shown: str) -> None:
    left = plain(f'<img class="a" src="https://a.vn/x.jpg" alt="Ảnh" width="{written}" height="9" loading="lazy">')

    assert left == f'<img src="https://a.vn/x.jpg" alt="Ảnh" width="{shown}">'


def test_the_paste_stands_alone_with_absolute_addresses_and_says_where_it_is_from(school: School) -> None:
    school.file("tin-tuc/2026/anh.jpg", picture(900, 600))
    school.file("tin-tuc/2026/don.pdf", b"%PDF")
    school.file("tin-tuc/2026/clip.mp4", b"mp4")
    school.news(
        anh="anh.jpg", mo_ta_anh='Sân "trường"', tep="don.pdf", tom_tat="Tóm tắt", ngay_su_kien="01/12/2026",
        video="clip.mp4", loi_thoai="Xin chào\n\nTạm biệt", nguon="Báo Giáo dục",
        body="Xem [thủ tục](/thu-tuc/) và ![ảnh](anh.jpg)",
    )  # fmt: skip

    html = paste(school)

    body = body_of(html)
    places = [str(one) for one in body.xpath("//a/@href | //img/@src")]
    assert all(place.startswith(SECTION) for place in places)
    assert f"{SECTION}tin-tuc/2026/tin/anh.jpg" in places
    assert f"{SECTION}tin-tuc/2026/tin/don.pdf" in places
    assert {element.tag for element in body.iterdescendants()} <= KEPT.keys()
    text = body.text_content()
    assert "Thời gian diễn ra: 01/12/2026" in text
    assert "Tạm biệt" in text
    assert "Theo Báo Giáo dục. Nguồn: Chuyên mục cải cách hành chính, Trường truong, ngày 05/11/2026" in text
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="https://truong.example/cchc/tin-tuc/2026/tin/">' in html
    files = school.section().files
    assert {place.removeprefix(SECTION) for place in places if "." in place.rpartition("/")[2]} <= files.keys()


def test_a_short_item_leaves_no_empty_lines_behind(school: School) -> None:
    school.news(body="")

    assert [element.tag for element in body_of(paste(school))] == ["p"]


def test_the_page_of_the_item_offers_it_and_nothing_else_names_it(school: School) -> None:
    school.news("khai-giang")
    section = school.section()

    naming = [page.address for page in section.pages if "dan-vao-cong" in page.html]

    assert naming == ["tin-tuc/2026/khai-giang/"]
    [page] = (page for page in section.pages if page.address == naming[0])
    assert '<a href="dan-vao-cong.html" download="khai-giang.html">Tải bản dán vào cổng</a>' in page.html
    [index] = (content for name, content in section.files.items() if name.startswith("tim-kiem/chi-muc."))
    assert " dán " not in bytes(index).decode(), "a word on every page finds none"
    others = {name: content for name, content in section.files.items() if name.endswith((".xml", ".json", ".js"))}
    assert [name for name, content in others.items() if b"dan-vao-cong" in bytes(content)] == []


def test_without_an_address_or_on_a_stick_there_is_nothing_to_paste(school: School) -> None:
    school.news()
    tree, held = school.load(), school.judge().held
    stick = build_section(tree, held, "truong", NOW, THEME, offline=frozenset())
    school.unit(url=None)

    for section in (stick, school.section()):
        assert not [name for name in section.files if name.endswith("dan-vao-cong.html") or name.startswith("nhung/")]
        assert not [page.address for page in section.pages if "dan-vao-cong" in page.html]
