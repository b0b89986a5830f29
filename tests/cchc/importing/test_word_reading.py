"""How text stands in a Word file, however Word keeps it → paragraphs in their dress, headings, lists, links."""

from copy import deepcopy
from typing import Any

from tests.cchc.importing.reading_word import blocks_of, paragraphs, remarks, texts, with_part
from tests.cchc.importing.wordfile import MICROSOFT, OFFICE, WordFile, element, said, word_with

from cchc.importing.blocks import Cell, Paragraph, Run


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
