"""HTML of any kind → paragraphs, lists, tables: what a text pasted from a page or a feed may hold, too."""

import pytest
from tests.cchc.importing.reading_word import paragraphs, pictures, remarks, tables, texts

from cchc.importing.blocks import Run
from cchc.importing.word.html import Reader
from cchc.importing.word.pieces import Image


def read(html: str, **images: Image) -> list[object]:
    return [*Reader(images={f"{name}.jpg": image for name, image in images.items()}).read(html)]


def test_text_outside_paragraphs_and_inside_boxes_is_text():
    blocks = read("đầu <b>đậm</b><div>giữa<p>đoạn</p><!-- ghi chú -->cuối<script>x()</script></div>hết")

    assert texts(blocks) == ["đầu đậm", "giữa", "đoạn", "cuối", "hết"]


def test_numbered_lists_keep_their_start_and_items_their_paragraphs():
    blocks = read(
        "<ol start='3'>\n<li>\n<p>một</p>\n<p>hai</p></li><li>ba<table><tr><td>a</td><td>b</td></tr></table></li></ol>"
    )

    items = [(one.mark, one.text) for one in paragraphs(blocks)]
    assert items == [("3.", "một hai"), ("4.", "ba")]
    assert paragraphs(blocks)[0].runs[1] == Run(" ", markdown="<br>")
    assert len(tables(blocks)) == 1


@pytest.mark.parametrize("start", ["x", "-1", "²"])
def test_a_start_that_is_no_number_is_one(start):
    assert [one.mark for one in paragraphs(read(f"<ol start='{start}'><li>một</li></ol>"))] == ["1."]


def test_cells_stretch_no_further_than_reason():
    row = "<tr><td colspan='99999'>a</td><td rowspan='0'>b</td><td colspan='x'>c</td></tr>"
    blocks = read(f"<table>{row}<tr><td>d</td></tr></table>")

    assert [(cell.across, cell.down) for cell in tables(blocks)[0].rows[0]] == [(1000, 1), (1, 1), (1, 1)]


def test_a_table_in_a_cell_leaves_out_its_empty_rows():
    inner = "<table><tr><td></td><td></td></tr><tr><td>1</td><td>2</td></tr></table>"

    [table] = tables(read(f"<table><tr><td>a{inner}</td><td>b</td></tr></table>"))

    assert table.rows[0][0].text == "a\n1 | 2"


def test_a_picture_in_a_footnote_stands_behind_the_text_and_an_empty_note_is_nothing():
    blocks = read(
        "<p>chữ<sup><a href='#footnote-2' id='footnote-ref-2'>[1]</a></sup>"
        "<sup><a href='#endnote-1' id='endnote-ref-1'>[2]</a></sup></p>"
        "<ol><li id='footnote-2'><p><img src='a.jpg'> <a href='#footnote-ref-2'>↑</a></p></li>"
        "<li id='endnote-1'></li></ol>",
        a=Image(b"...", "lá cờ"),
    )

    assert texts(blocks) == ["chữ"]
    assert [one.alt for one in pictures(blocks)] == ["lá cờ"]


def test_a_link_around_a_picture_keeps_the_picture_and_an_unknown_picture_is_nothing():
    blocks = read("<p><a href='https://a.example'><img src='a.jpg'></a>chữ<img src='lạ.jpg'></p>", a=Image(b".", "cờ"))
    both = read("<p><a href='https://a.example'>xem<img src='a.jpg'></a></p>", a=Image(b".", "cờ"))

    assert [type(one).__name__ for one in blocks] == ["Picture", "Paragraph"]
    assert [type(one).__name__ for one in both] == ["Paragraph", "Picture"]
    assert remarks(blocks) == []
