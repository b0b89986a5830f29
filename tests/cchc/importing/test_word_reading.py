"""What stands in a Word file, however Word keeps it → paragraphs, tables, notes; what is left out is said."""

import io
from copy import deepcopy
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.cchc.importing.reading_word import (
    a_picture,
    blocks_of,
    paragraphs,
    pictures,
    remarks,
    tables,
    texts,
    with_part,
)
from tests.cchc.importing.wordfile import WordFile, element

from cchc.importing.blocks import Cell, Paragraph, Run

W = nsdecls("w")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MICROSOFT = "http://schemas.microsoft.com/office/word/2010"
OTHER_NAMES = {
    "m": f"{OFFICE}/math",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": f"{MICROSOFT}/wordprocessingShape",
}


def said(words: str, more: str = "") -> str:
    """A run in XML."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t>{more}</w:r>'


def word_with(*fragments: str) -> WordFile:
    """A document whose body begins with this XML."""
    word = WordFile()
    names = nsdecls("w", "r", "wp", "a", "c")
    for prefix, name in OTHER_NAMES.items():
        names += f' xmlns:{prefix}="{name}"'
    body = word.docx.element.body
    for place, fragment in enumerate(fragments):
        holder = parse_xml(f"<w:body {names}>{fragment}</w:body>")
        body.insert(place, holder[0])
    return word


def test_bold_and_italic_come_from_the_run_or_any_style_above_it():
    word = WordFile()
    paragraph = word.text("một ", bold=True)
    paragraph.add_run("hai ").italic = True
    paragraph.add_run("ba")
    style = word.docx.styles.add_style("Nhấn", 1)
    style.base_style = word.docx.styles["Normal"]
    style.font.bold = True
    word.docx.add_paragraph("bốn", style="Nhấn")
    word.docx.add_paragraph(style="Nhấn").add_run("năm").bold = False

    one, two, three = paragraphs(blocks_of(word))

    assert one.runs == (Run("một ", bold=True), Run("hai ", italic=True), Run("ba"))
    assert (two.is_bold, three.is_bold) == (True, False)


def test_capitals_word_only_draws_are_the_capitals_people_see():
    word = WordFile()
    word.text("Kế hoạch").runs[0].font.all_caps = True

    assert texts(blocks_of(word)) == ["KẾ HOẠCH"]


def test_headings_are_known_by_style_by_outline_level_and_titles_are_headings():
    word = WordFile()
    word.heading("Một", 1)
    word.heading("Hai", 2)
    word.heading("Tên", 0)
    word.text("Ba")._p.get_or_add_pPr().append(element("w:outlineLvl", val="2"))
    word.text("Chữ")._p.get_or_add_pPr().append(element("w:outlineLvl", val="9"))

    assert [(one.text, one.heading) for one in paragraphs(blocks_of(word))] == [
        ("Một", 1), ("Hai", 2), ("Tên", 1), ("Ba", 3), ("Chữ", 0),
    ]  # fmt: skip


def test_a_style_is_a_heading_by_its_name_alone_and_no_style_need_be_the_usual_one():
    word = WordFile()
    style = word.docx.styles.add_style("Mục", 1)
    [name] = style.element.iterfind("{*}name")
    name.set(name.keys()[0], "heading 4")
    word.docx.add_paragraph("Tên mục", style=style)
    word.text("Chữ thường")
    for one in word.docx.styles.element.findall("{*}style"):
        for key in [key for key in one.attrib if key.endswith("}default")]:
            del one.attrib[key]

    assert [(one.text, one.heading) for one in paragraphs(blocks_of(word))] == [("Tên mục", 4), ("Chữ thường", 0)]


def test_marks_of_word_itself_are_nothing():
    word = word_with(
        f'<w:p><w:bookmarkStart w:id="1" w:name="cchc-7"/><w:proofErr w:type="spellStart"/>{said("chữ")}'
        '<w:bookmarkEnd w:id="1"/></w:p>'
    )

    assert [(one.text, one.line) for one in paragraphs(blocks_of(word))] == [("chữ", 1)]


def test_a_header_that_is_not_there_is_none():
    word = WordFile()
    word.text("Nội dung")
    kind = f"{OFFICE}/relationships/header"
    relation = f'<Relationship Id="rIdH" Type="{kind}" Target="/word/header9.xml"/></Relationships>'.encode()
    data = with_part(word.data, "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", relation))

    assert remarks(blocks_of(data)) == []


def test_styles_in_a_ring_and_styles_that_are_not_there_do_no_harm():
    word = WordFile()
    for name, base in (("A", "B"), ("B", "A")):
        style = word.docx.styles.add_style(name, 1)
        style.element.append(element("w:basedOn", val=base))
    word.docx.add_paragraph("chữ", style="A")
    word.text("khác")._p.get_or_add_pPr().append(element("w:pStyle", val="KhongCo"))

    assert texts(blocks_of(word)) == ["chữ", "khác"]


def test_a_line_break_parts_paragraphs_but_not_list_items_and_headings():
    word = WordFile()
    word.text("dòng một\ndòng hai")
    word.heading("Tên bài\ndài", 1)
    word.numbered("việc\nlàm", word.numbering(1, ("bullet", "-")))

    one, two, title, item = paragraphs(blocks_of(word))

    assert (one.text, two.text, one.line, two.line) == ("dòng một", "dòng hai", 1, 1)
    assert title.text == "Tên bài dài"
    assert item.runs == (Run("việc"), Run(" ", markdown="<br>"), Run("làm"))


def test_a_page_break_parts_words():
    word = WordFile()
    run = word.text("trước").runs[0]
    run._r.append(element("w:br", type="page"))
    run.add_text("sau")

    assert texts(blocks_of(word)) == ["trước", "sau"]


def test_links_keep_their_address_and_links_to_somebodys_disk_are_said():
    word = WordFile()
    part = word.docx.part
    for address, text in (
        ("https://truong.example/a(b) c", "trang trường"),
        ("mailto:vp@truong.example", "thư"),
        ("file:///C:/Users/Admin/ke-hoach.docx", "tệp"),
        ("javascript:alert(1)", "bấm"),
    ):
        link = element("w:hyperlink")
        relation = part.relate_to(
            address, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", True
        )
        link.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", relation)
        run = element("w:r")
        run.append(element("w:t"))
        run[0].text = text
        link.append(run)
        word.text()._p.append(link)

    blocks = blocks_of(word)

    assert [one.runs[0].markdown for one in paragraphs(blocks)] == [
        "[trang trường](https://truong.example/a%28b%29%20c)", "[thư](mailto:vp@truong.example)", None, None,
    ]  # fmt: skip
    assert texts(blocks)[2:] == ["tệp", "bấm"]
    assert "“file:///C:/Users/Admin/ke-hoach.docx”" in "".join(remarks(blocks))
    assert "“javascript:alert(1)”" in "".join(remarks(blocks))


def test_a_link_to_a_place_in_the_document_is_plain_text():
    word = word_with('<w:p><w:hyperlink w:anchor="muc1"><w:r><w:t>mục 1</w:t></w:r></w:hyperlink></w:p>')

    assert paragraphs(blocks_of(word))[0].runs == (Run("mục 1"),)


def test_small_letters_and_struck_words_are_shown():
    word = WordFile()
    paragraph = word.text("H")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run("O m")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(" sai").font.strike = True

    [one] = paragraphs(blocks_of(word))

    assert one.text == "H2O m2 sai"
    assert [run.markdown for run in one.runs if run.markdown] == ["<sub>2</sub>", "<sup>2</sup>", "<s> sai</s>"]


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


FOOTNOTES = f"""<w:footnotes {W}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>
{said(" Theo số liệu")}</w:p><w:p>{said("của nhà trường.")}</w:p></w:footnote>
<w:footnote w:id="3"><w:p>{said("Ghi chú hai")}</w:p></w:footnote></w:footnotes>""".encode()


def with_footnotes(word: WordFile) -> bytes:
    kind = f"{OFFICE}/relationships/footnotes"
    relation = f'<Relationship Id="rIdF" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode()
    data = with_part(word.data, "word/footnotes.xml", FOOTNOTES)
    return with_part(data, "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", relation))


def test_footnotes_stand_behind_the_text_with_their_numbers():
    word = word_with(
        '<w:p><w:r><w:t>Đã giải quyết 120 hồ sơ</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r>'
        '<w:r><w:t xml:space="preserve"> và 5 đơn</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )

    text, one, two = paragraphs(blocks_of(with_footnotes(word)))

    assert text.text == "Đã giải quyết 120 hồ sơ và 5 đơn"
    assert [run.markdown for run in text.runs if run.markdown] == ["[^1]", "[^2]"]
    assert [(note.note, note.text) for note in (one, two)] == [
        ("1", "Ghi chú hai"),
        ("2", "Theo số liệu của nhà trường."),
    ]
    assert one.at == "chú thích"


def test_tracked_changes_are_taken_as_accepted_and_said():
    word = word_with(
        f'<w:p>{said("Nộp trước ngày ")}<w:del w:id="1"><w:r><w:delText>10</w:delText></w:r></w:del>'
        f'<w:ins w:id="2">{said("15")}</w:ins>{said(" tháng 9")}</w:p>',
        f'<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>{said("đoạn ")}</w:p>',
        f"<w:p>{said('nối liền')}</w:p>",
        '<w:p><w:moveFrom w:id="4"><w:r><w:t>chỗ cũ</w:t></w:r></w:moveFrom></w:p>',
        '<w:p><w:moveTo w:id="5"><w:r><w:t>chỗ mới</w:t></w:r></w:moveTo></w:p>',
    )

    blocks = blocks_of(word)

    assert texts(blocks) == ["Nộp trước ngày 15 tháng 9", "đoạn nối liền", "chỗ mới"]
    [remark] = remarks(blocks)
    assert remark.startswith(
        "đoạn 1: Tệp còn 4 chỗ sửa theo dõi (Track Changes) chưa duyệt; phần xóa đã bỏ: “10”, “chỗ cũ”"
    )


def test_rows_marked_as_deleted_are_gone():
    word = WordFile()
    table = word.table([["a"], ["b"], ["c"]])
    table.rows[1]._tr.get_or_add_trPr().append(element("w:del", id="1"))

    [found] = tables(blocks_of(word))

    assert [row[0].text for row in found.rows] == ["a", "c"]


BOX = f"<w:txbxContent><w:p>{said('KHẨN')}</w:p></w:txbxContent>"
OLDER = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
SHAPE = f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
NEWER = f'<mc:Choice Requires="wps"><w:drawing><wp:anchor>{SHAPE}</wp:anchor></w:drawing></mc:Choice>'


@pytest.mark.parametrize(
    "drawn",
    [
        OLDER,
        f"<mc:AlternateContent>{NEWER}<mc:Fallback>{OLDER}</mc:Fallback></mc:AlternateContent>",
        f"<mc:AlternateContent>{NEWER}</mc:AlternateContent>",
    ],
)
def test_text_boxes_follow_their_paragraph_once_and_are_said(drawn):
    blocks = blocks_of(word_with(f"<w:p>{said('Đoạn đầu', drawn)}</w:p>", f"<w:p>{said('Hết')}</w:p>"))

    assert texts(blocks) == ["Đoạn đầu", "KHẨN", "Hết"]
    assert remarks(blocks) == ["đoạn 2: Khung chữ “KHẨN” được đặt thành đoạn riêng, sau đoạn có khung."]


def test_an_empty_box_and_a_drawn_line_are_decoration():
    empty = "<w:txbxContent><w:p/></w:txbxContent>"
    blocks = blocks_of(
        word_with(f"<w:p><w:r><w:t>Chữ</w:t><w:pict><v:line/><v:shape>{empty}</v:shape></w:pict></w:r></w:p>")
    )

    assert (texts(blocks), remarks(blocks)) == (["Chữ"], [])


def test_hidden_text_is_left_out_and_said():
    word = WordFile()
    word.text("Công khai ").add_run("mật khẩu wifi").font.hidden = True

    blocks = blocks_of(word)

    assert texts(blocks) == ["Công khai"]
    assert remarks(blocks) == ["cả tệp: Chữ ẩn (Hidden) trong Word không đưa vào bài: “mật khẩu wifi”."]


def test_words_inside_fields_formulas_and_wrappers_are_kept():
    word = word_with(
        '<w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>20/11/2026</w:t></w:r></w:fldSimple></w:p>',
        "<w:p><w:smartTag><w:bdo><w:r><w:t>phường Bình Minh</w:t></w:r></w:bdo></w:smartTag></w:p>",
        "<w:p><m:oMathPara><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></m:oMathPara></w:p>",
        "<w:p><w:sdt><w:sdtContent><w:r><w:t>ô nhập</w:t></w:r></w:sdtContent></w:sdt></w:p>",
        "<w:p><w:r><w:t>số 12</w:t><w:noBreakHyphen/><w:t>A</w:t><w:softHyphen/><w:t>B</w:t></w:r></w:p>",
    )

    blocks = blocks_of(word)

    assert texts(blocks) == ["20/11/2026", "phường Bình Minh", "a+b", "ô nhập", "số 12-AB"]
    assert remarks(blocks) == ["đoạn 3: Công thức toán được chép thành một dòng chữ: “a+b”."]


def test_what_cannot_be_read_is_named():
    chart = "<a:graphic><a:graphicData><c:chart/></a:graphicData></a:graphic>"
    symbols = '<w:sym w:font="Lạ" w:char="F0AB"/><w:sym w:font="Wingdings" w:char="F0FC"/>'
    word = word_with(
        f"<w:p>{said('Kết quả', f'<w:drawing><wp:inline>{chart}</wp:inline></w:drawing>')}</w:p>",
        '<w:altChunk r:id="rId99"/>',
        f"<w:p>{said('xong', symbols)}</w:p>",
        f"<w:p><w:r><w:ruby><w:rubyBase>{said('chữ lạ ')}</w:rubyBase></w:ruby></w:r>{said('quen')}</w:p>",
    )

    blocks = blocks_of(word)

    assert set(remarks(blocks)) == {
        "đoạn 1: Biểu đồ vẽ trong Word không lấy được.",
        "cả tệp: Phần được chèn từ một tệp khác không lấy được.",
        "cả tệp: 1 ký hiệu chèn bằng Insert Symbol không đọc được, đã bỏ.",
        "đoạn 3: Không giữ được các từ: “chữ lạ”.",
    }
    assert texts(blocks)[1].startswith("xong✓")


def test_headers_comments_and_macros_are_left_out_and_said():
    word = WordFile()
    word.text("Nội dung")
    section = word.docx.sections[0]
    section.header.paragraphs[0].text = "Tài liệu nội bộ của Sở"
    section.footer.paragraphs[0].text = "Trang 2/5"
    word.docx.add_comment(word.docx.paragraphs[0].runs, text="Xem lại số này", author="x", initials="x")
    data = with_part(word.data, "word/vbaProject.bin", b"\0" * 40)

    blocks = blocks_of(data)

    assert texts(blocks) == ["Nội dung"]
    assert remarks(blocks) == [
        "cả tệp: Tệp Word có macro; macro bị bỏ qua, không chạy và không đăng.",
        "cả tệp: Chữ ở đầu trang, chân trang không đưa vào bài: “Tài liệu nội bộ của Sở”.",
        "cả tệp: 1 lời bình (Comment) không đưa vào bài: “Xem lại số này”.",
    ]


def test_marks_typed_apart_from_their_letter_and_blanks_nobody_sees_are_put_right():
    word = WordFile()
    word.text("Kê").add_run("\u0301 hoạch").bold = True
    word.text("Nộp\u00a0hồ\u200b sơ")

    blocks = blocks_of(word)

    assert paragraphs(blocks)[0].runs == (Run("Kế"), Run(" hoạch", bold=True))
    assert texts(blocks)[1] == "Nộp hồ sơ"
    assert len(remarks(blocks)) == 2


def test_checkboxes_are_shown():
    box = f'<x:checkbox xmlns:x="{MICROSOFT}/wordml"><x:checked x:val="1"/></x:checkbox>'
    control = f"<w:sdt><w:sdtPr>{box}</w:sdtPr><w:sdtContent>{said('☒')}</w:sdtContent></w:sdt>"
    word = word_with(f"<w:p>{control}{said('đồng ý')}</w:p>")

    assert texts(blocks_of(word)) == ["☑ đồng ý"]


def test_a_strict_open_xml_document_reads_the_same():
    word = WordFile()
    word.text("Chữ đậm", bold=True)

    def strict(data: bytes) -> bytes:
        return data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )

    data = with_part(with_part(word.data, "word/document.xml", strict), "word/styles.xml", strict)

    assert paragraphs(blocks_of(data)) == paragraphs(blocks_of(word))


def test_nested_bullets_are_as_deep_as_the_items_that_are_there():
    word = WordFile()
    bullets = word.numbering(1, *[("bullet", "-")] * 9)
    for text, level in (("a", 2), ("b", 4), ("c", 2), ("d", 0)):
        word.numbered(text, bullets, level)
    word.text("xen")
    word.numbered("e", bullets, 8)

    found = [(one.text, one.mark, one.depth) for one in paragraphs(blocks_of(word))]

    assert found == [("a", "-", 0), ("b", "-", 1), ("c", "-", 0), ("d", "-", 0), ("xen", "", 0), ("e", "-", 0)]


def test_the_same_paragraph_twice_is_two_paragraphs():
    word = WordFile()
    paragraph: Any = word.text("giống nhau")
    paragraph._p.addnext(deepcopy(paragraph._p))

    first, second = paragraphs(blocks_of(word))

    assert (first.line, second.line) == (1, 2)
    assert Cell((first,)).text == "giống nhau"
    assert isinstance(first, Paragraph)
