"""Tables of a Word file → tables; frames and arrangements that only look like one."""

import io

from tests.cchc.importing.reading_word import a_picture, blocks_of, pictures, remarks, tables, texts
from tests.cchc.importing.wordfile import WordFile, element, word_with


def test_tables_keep_merged_cells_lines_and_lists():
    word = WordFile()
    table = word.table([["TT", "Việc", "Ai"], ["1", "a", "X"], ["2", "b", "Y"]], merge=[(0, 0, 0, 1), (1, 2, 2, 2)])
    table.cell(1, 1).add_paragraph("a2")

    [found] = tables(blocks_of(word))

    assert [[(cell.text, cell.across, cell.down) for cell in row] for row in found.rows] == [
        [("TT\nViệc", 2, 1), ("Ai", 1, 1)],
        [("1", 1, 1), ("a\na2", 1, 1), ("X\nY", 1, 2)],
        [("2", 1, 1), ("b", 1, 1)],
    ]
    assert (found.line, found.at) == (1, "bảng 1, hàng 1")
    assert found.rows[2][1].paragraphs[0].at == "bảng 1, hàng 3"


def test_rows_that_begin_further_right_get_their_empty_cells():
    word = WordFile()
    table = word.table([["a", "b", "c"], ["d", "e", "f"]])
    row = table.rows[1]._tr
    row.remove(row.tc_lst[0])
    properties = row.get_or_add_trPr()
    properties.append(element("w:gridBefore", val="1"))
    row.remove(row.tc_lst[-1])
    properties.append(element("w:gridAfter", val="1"))

    [found] = tables(blocks_of(word))

    assert [cell.text for cell in found.rows[1]] == ["", "e", ""]


def test_a_frame_around_text_is_no_table_and_a_table_in_a_cell_becomes_lines():
    word = WordFile()
    word.table([["Chú ý: nộp trước 15/9"]])
    outer = word.table([["a", "b"]])
    inner = outer.cell(0, 1).add_table(2, 2)
    for cell, text in zip((cell for row in inner.rows for cell in row.cells), "1234", strict=True):
        cell.text = text

    blocks = blocks_of(word)

    assert texts(blocks) == ["Chú ý: nộp trước 15/9"]
    [table] = tables(blocks)
    assert table.rows[0][1].text == "b\n1 | 2\n3 | 4"
    assert any("Bảng nằm trong ô" in one for one in remarks(blocks))


def test_a_table_that_only_arranges_pictures_becomes_pictures_and_captions():
    word = WordFile()
    table = word.table([["", ""], ["Ảnh: cổng trường", "Ảnh: sân trường"]])
    for cell in table.rows[0].cells:
        cell.paragraphs[0].add_run().add_picture(io.BytesIO(a_picture()))

    blocks = blocks_of(word)

    assert tables(blocks) == []
    assert len(pictures(blocks)) == 2
    assert texts(blocks) == ["Ảnh: cổng trường", "Ảnh: sân trường"]


def test_pictures_of_a_real_table_follow_it():
    word = WordFile()
    table = word.table([["TT", "Việc", "Ảnh"], ["1", "Quét sân", ""]])
    table.cell(1, 2).paragraphs[0].add_run().add_picture(io.BytesIO(a_picture()))

    blocks = blocks_of(word)

    assert [type(one).__name__ for one in blocks][:2] == ["Table", "Picture"]
    assert "bảng 1, hàng 1: Ảnh trong bảng được đặt sau bảng." in remarks(blocks)


def test_cells_stretch_no_further_than_reason():
    word = word_with(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>'
        '<w:tc><w:tcPr><w:gridSpan w:val="0"/></w:tcPr><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    )

    assert [(cell.across, cell.down) for cell in tables(blocks_of(word))[0].rows[0]] == [(1000, 1), (1, 1)]


def test_a_table_in_a_cell_leaves_out_its_empty_rows():
    word = WordFile()
    inner = word.table([["a", "b"]]).cell(0, 0).add_table(2, 2)
    for cell, text in zip(inner.rows[1].cells, "12", strict=True):
        cell.text = text

    [table] = tables(blocks_of(word))

    assert table.rows[0][0].text == "a\n1 | 2"
