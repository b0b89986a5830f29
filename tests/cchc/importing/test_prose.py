"""Running text reads on the page as it was written."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cchc.importing.prose import cell, inline, local_files, prose
from cchc.reading.body import tables
from cchc.reading.markdown import convert

SHARP = (
    "# ¦## ¦### ¦#¦> ¦| ¦+ ¦* ¦- ¦-¦+¦=¦.¦!¦[¦]¦(¦)¦1¦: ¦1. ¦2. ¦3. ¦10. ¦01. ¦2026. ¦1.¦4.10.1. ¦a) ¦```¦~~~¦---¦===¦"
    "- - -¦***¦___¦[a]: http://b.vn¦[^1]: x¦[^1]¦<5 tuổi¦<script>alert</script>¦</b>¦<!-- x -->¦R&D;¦A&B¦**đậm**¦**¦__¦"
    "_¦*¦`¦``¦\\¦\\*¦\t¦    ¦   ¦ ¦\u00a0¦(Mã: `KQ.1`)¦[x](https://a.vn/b_c)¦![x](y)¦[1](2)¦[a](b/c)¦| a | b |¦"
    "http://a.vn¦a_b¦{: .x}¦đ¬ược¦chữ¦Tờ trình"
)
LINES = st.lists(st.lists(st.sampled_from(SHARP.split("¦")), max_size=6).map("".join), max_size=7)


@given(lines=LINES, starred=st.booleans())
def test_every_word_and_number_is_shown_in_its_order_and_nothing_turns_into_something_else(
    words, shown, lines, starred
):
    assume(not tables("\n".join(lines)))

    markdown = prose(lines, starred=starred)

    assert "".join(words(shown(markdown))) == "".join(words(" ".join(lines)))
    tags = set(re.findall(r"<(\w+)", convert(markdown).html))
    assert tags <= {"p", "br", "ul", "ol", "li", "code", "strong", "a"}


@given(lines=LINES)
def test_what_was_made_safe_once_hides_no_heading_fence_or_table_from_the_reader(lines):
    markdown = prose(lines)

    assert not re.search(r"^(?:#|```|~~~|={7}$|<{7} |>{7} )", markdown, re.MULTILINE)
    assert not tables(markdown)


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        ("# Số một", "\\# Số một"),
        ("#1 của trường", "\\#1 của trường"),
        ("> 18 tuổi", "\\> 18 tuổi"),
        ("* Ghi chú: nộp sớm (*)", "\\* Ghi chú: nộp sớm (\\*)"),
        ("+ Lớp bé", "\\+ Lớp bé"),
        ("---", "\\---"),
        ("=======", "&#61;======"),
        ("~~~", "&#126;~~"),
        ("```", "\\`\\`\\`"),
        (": hai chấm", "&#58; hai chấm"),
        ("[1]: nguồn", "\\[1]: nguồn"),
        ("07. Mở cửa", "07\\. Mở cửa"),
        ("2026. Một năm", "2026\\. Một năm"),
        ("4.10.1. Điểm nhỏ", "4.10.1. Điểm nhỏ"),
        ("- - Văn phòng", "- \\- Văn phòng"),
        ("- 2. Hai", "- 2\\. Hai"),
        ("a|b", "a\\|b"),
    ],
)
def test_a_line_that_would_start_something_else_is_escaped(written, markdown):
    assert prose([written]) == markdown


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        ("trẻ <5 tuổi & <b>con</b>", "trẻ &lt;5 tuổi & &lt;b>con&lt;/b>"),
        ("GD&ĐT, R&D; và &amp; &#8211; &#7; &chucai;", "GD&ĐT, R&amp;D; và &amp; &#8211; &amp;#7; &amp;chucai;"),
        ("một<BR/>hai", "một<br>hai"),
        ("**Bước 1:** *x* __y__ a_b", "**Bước 1:** \\*x\\* \\_\\_y\\_\\_ a_b"),
        ("(Mã: `KQ_1*`) và ` lẻ", "(Mã: `KQ_1*`) và \\` lẻ"),
        ("[trang](https://vi.du/a_b) ![ảnh](https://vi.du/c)", "[trang](https://vi.du/a_b) \\![ảnh](https://vi.du/c)"),
        ("[mẫu_1](file:///D:/tam thoi/mau (1).docx).", "mẫu_1."),
        ("[Điều 5](khoản 2) [a](javascript:b)", "\\[Điều 5\\](khoản 2) \\[a\\](javascript:b)"),
    ],
)
def test_only_marks_that_are_meant_stay_marks(written, markdown):
    assert inline(written) == markdown


def test_a_cell_keeps_its_line_breaks_and_escapes_its_bars():
    assert cell("một | hai<br>- ba") == "một \\| hai<br>- ba"


def test_links_to_somebodys_disk_are_named():
    text = "[Mẫu 1](file:///D:/m.doc) [Mẫu 2](C:\\m.pdf) [Mẫu 3](thu-muc/m.xlsx)"

    assert local_files(f"{text} [Trang](https://vi.du/m.doc) [Điều 5](khoản 2)") == ("Mẫu 1", "Mẫu 2", "Mẫu 3")
    assert local_files("**[Mẫu 4](file:m.doc)** [xem [Mẫu 5](m.pdf)](https://vi.du/)") == ("Mẫu 4", "Mẫu 5")


def test_steps_stay_a_list_and_their_lines_stay_theirs():
    steps = [
        "1. Nộp đơn.",
        "   Trường xem:",
        "   - tên",
        "   + họ",
        "   1. Lớp",
        "",
        "2. Nhận thẻ.",
        "   xong",
        "3. Về.",
    ]

    assert prose(steps).split("\n") == [
        "1. Nộp đơn.",
        "    Trường xem:",
        "    - tên",
        "        \\+ họ",
        "    1\\. Lớp",
        "",
        "2. Nhận thẻ.",
        "    xong",
        "",
        "3. Về.",
    ]


def test_a_number_out_of_its_row_is_no_list_item():
    assert prose(["1. Một", "3. Ba", "", "4. Bốn"]) == "1. Một\n3\\. Ba\n\n4. Bốn"


def test_stars_are_bullets_only_where_asked_for():
    assert prose(["* Giấy khen"]) == "\\* Giấy khen"
    assert prose(["* Giấy khen"], starred=True) == "- Giấy khen"
