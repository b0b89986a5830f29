"""The words of any file a school attaches, hidden ones too, place by place."""

import io
import zipfile

import pypdfium2
import pytest
from openpyxl.comments import Comment
from tests.cchc.importing.test_pdf_reading import a_pdf, words
from tests.cchc.importing.wordfile import WordFile, element
from tests.cchc.importing.workbooks import workbook
from tests.cchc.vietnamese.old_encodings import tcvn3

from cchc.importing import pdf, plain
from cchc.importing.doubts import CannotImport
from cchc.importing.plain import words_of


def saved(document: WordFile) -> bytes:
    held = io.BytesIO()
    document.docx.save(held)
    return held.getvalue()


def packed(**parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return held.getvalue()


def test_a_pdf_is_read_page_by_page():
    data = a_pdf([words("Trang dau", 50, 700)], [], [words("Trang ba", 50, 700), words("0912 345 678", 50, 650)])

    assert words_of(data, "a.pdf") == (("trang 1", "Trang dau"), ("trang 3", "Trang ba\n0912 345 678"))


def test_a_page_that_is_damaged_does_not_hide_the_others(monkeypatch):
    real = pypdfium2.PdfDocument.__getitem__

    def damaged(document, number):
        if number == 0:
            raise pypdfium2.PdfiumError("bad page")
        return real(document, number)

    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", damaged)

    assert words_of(a_pdf([], [words("Trang hai", 50, 700)]), "a.pdf") == (("trang 2", "Trang hai"),)


def test_word_is_read_with_its_tables_heads_and_what_was_deleted():
    document = WordFile()
    document.text("Kính gửi phụ huynh.")
    table = document.docx.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Họ và tên", "Lớp"
    document.docx.sections[0].header.paragraphs[0].text = "Số riêng 0912 345 678"
    run = document.text("Xóa: ").runs[0]
    gone = element("w:delText")
    gone.text = "0987 654 321"
    run._r.append(gone)

    found = dict(words_of(saved(document), "a.docx"))

    assert found[""].split("\n") == ["Kính gửi phụ huynh.", "Họ và tên | Lớp", "Xóa: 0987 654 321"]
    assert found["đầu trang"] == "Số riêng 0912 345 678"


def test_every_sheet_is_read_hidden_ones_and_notes_too():
    def dress(book):
        book["Kín"].sheet_state = "hidden"
        book["DS"]["A1"].comment = Comment("Gọi 0912 345 678", "ai")

    found = dict(words_of(workbook([["Họ tên", "Lớp"]], more={"Kín": [["Mật"]]}, dress=dress), "a.xlsx"))

    assert found["trang tính “DS”"] == "Họ tên | Lớp"
    assert found["trang tính “Kín”"] == "Mật"
    assert "0912 345 678" in found["ghi chú của ô"]


def test_tables_of_text_and_old_letters_are_read():
    assert words_of("Họ tên;Lớp\n".encode("utf-16"), "a.csv") == (("", "Họ tên;Lớp\n"),)
    text = "Danh sách học sinh được miễn giảm học phí năm học mới của nhà trường"
    assert words_of(tcvn3(text).encode("cp1252"), "a.txt") == (("", text),)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (a_pdf([]), "bản quét"),
        (b"%PDF-1.4 h\xe1\xbb\x8fng", "hỏng"),
        (a_pdf([], password=True), "mật khẩu"),
        (b"PK\x03\x04", "hỏng"),
        (packed(**{"[Content_Types].xml": "", "ppt__presentation.xml": "<p/>"}), "không phải tệp Word"),
        (packed(mimetype="application/vnd.oasis.opendocument.text"), "không phải tệp Word"),
        (packed(**{"word__document.xml": "<!DOCTYPE a><a/>"}), "khai báo lạ"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kiểu cũ"),
        (b"{\\rtf1}", ".rtf"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, why: str):
    with pytest.raises(CannotImport) as refusal:
        words_of(data, "a.pdf")

    assert why in refusal.value.what


def test_what_is_too_long_is_refused_unread(monkeypatch):
    monkeypatch.setattr(plain, "MAX_BYTES", 3)
    with pytest.raises(CannotImport, match="lớn hơn"):
        words_of(b"too long", "a.txt")

    monkeypatch.setattr(plain, "MAX_BYTES", 1_000_000)
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(CannotImport, match="2 trang"):
        words_of(a_pdf([], []), "a.pdf")
