"""What a Word file keeps beside its running text: notes, changes, boxes, fields, hidden words."""

import pytest
from docx.oxml.ns import nsdecls
from tests.cchc.importing.reading_word import blocks_of, paragraphs, remarks, tables, texts, with_part
from tests.cchc.importing.wordfile import OFFICE, WordFile, element, said, word_with

from cchc.importing.doubts import CannotImport

W = nsdecls("w")


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


def referring_to(note: int) -> WordFile:
    return word_with(f'<w:p>{said("Chữ")}<w:r><w:footnoteReference w:id="{note}"/></w:r></w:p>')


def test_an_empty_note_is_nothing():
    data = with_footnotes(referring_to(3))

    blocks = blocks_of(with_part(data, "word/footnotes.xml", lambda old: old.replace("Ghi chú hai".encode(), b"")))

    assert texts(blocks) == ["Chữ"]


def test_a_note_that_is_not_there_is_damage():
    with pytest.raises(CannotImport, match="hỏng"):
        blocks_of(with_footnotes(referring_to(9)))


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
