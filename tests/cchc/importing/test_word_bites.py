"""Word files that bite: refused with what to do, or done in bounded time and memory."""

import io
import unicodedata
import zipfile

import pytest
from tests.cchc.importing.reading_word import INTO, blocks_of, imported, tables, texts, with_part
from tests.cchc.importing.wordfile import WordFile, a_plan

from cchc.importing import archive
from cchc.importing.doubts import CannotImport
from cchc.importing.files import read_file
from cchc.importing.word import parts
from cchc.importing.word.document import blocks_of_word


def a_file() -> bytes:
    word = WordFile()
    word.text("Chữ trong bài")
    return word.data


def refused(data: bytes, name: str = "van-ban.docx") -> str:
    with pytest.raises(CannotImport) as refusal:
        read_file(data, name=name, into=INTO)
    assert refusal.value.how
    return refusal.value.what


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.95])
def test_a_truncated_file_is_refused(keep):
    data = a_plan().data

    assert "hỏng" in refused(data[: int(len(data) * keep)])


def test_bytes_changed_inside_the_archive_are_refused():
    data = bytearray(a_plan().data)
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        start = held.getinfo("word/document.xml").header_offset
    data[start + 60 : start + 200] = bytes(140)

    assert "hỏng" in refused(bytes(data))


def test_an_archive_with_a_password_is_refused():
    data = bytearray(a_file())
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1

    assert "mật khẩu" in refused(bytes(data))


def test_garbage_that_begins_like_an_archive_is_refused():
    assert "hỏng" in refused(b"PK\x03\x04" + bytes(500))


def test_an_archive_of_something_else_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("anh.txt", "không phải Word")

    assert "không phải tệp Word" in refused(out.getvalue())


@pytest.mark.parametrize("xml", [b"", b"not xml", b"<a/>", b"<w:document xmlns:w='x'><w:body/></w:document>"])
def test_a_main_part_that_is_no_document_is_refused(xml):
    assert "hỏng" in refused(with_part(a_file(), "word/document.xml", xml))


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1_000_000)

    assert "quá lớn" in refused(with_part(a_file(), "word/media/bom.bin", bytes(1_100_000)))


def test_a_text_of_thousands_of_pages_is_refused(monkeypatch):
    monkeypatch.setattr(parts, "MAX_XML", 500)

    assert "quá dài" in refused(a_plan().data)


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>"""


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_declared_entities_are_refused_in_every_part_and_every_encoding(declared, part, code):
    def with_entity(old: bytes) -> bytes:
        bare = old[old.index(b"?>") + 2 :] if old.startswith(b"<?xml") else old
        text = declared.decode() + bare.decode("utf-8").replace("Chữ", "&a;")
        return text.encode(code)

    with pytest.raises(CannotImport):
        blocks_of_word(with_part(a_file(), part, with_entity))


def test_a_document_that_names_another_main_part_is_read_as_it_is():
    hidden = b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"
    data = with_part(a_file(), "word/media/x.svg", hidden)
    data = with_part(data, "_rels/.rels", lambda old: old.replace(b"word/document.xml", b"word/media/x.svg"))

    assert texts(blocks_of_word(data)) == ["Chữ trong bài"]


def test_elements_nested_beyond_reason_are_refused():
    deep = "<w:tbl><w:tr><w:tc>" * 200 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 200

    def nested(old: bytes) -> bytes:
        return old.replace(b"<w:body>", b"<w:body>" + deep.encode())

    assert "hỏng" in refused(with_part(a_file(), "word/document.xml", nested))


@pytest.mark.parametrize(
    "xml",
    [
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="nhiều"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
        '<w:p><w:r><w:footnoteReference w:id="77"/></w:r></w:p>',
        '<w:p><w:r><w:sym w:font="Symbol" w:char="xyz"/></w:r></w:p>',
    ],
)
def test_a_file_that_contradicts_itself_is_refused(xml):
    data = with_part(a_file(), "word/document.xml", lambda old: old.replace(b"<w:body>", b"<w:body>" + xml.encode()))

    assert "hỏng" in refused(data)


def test_a_document_without_the_parts_beside_its_text_is_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made, zipfile.ZipFile(io.BytesIO(a_file())) as held:
        made.writestr("word/document.xml", held.read("word/document.xml"))

    assert texts(blocks_of_word(out.getvalue())) == ["Chữ trong bài"]


def test_macros_do_not_stop_an_import():
    data = with_part(a_plan().data, "word/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 100)

    assert any("macro" in doubt.what for doubt in imported(data, "ke-hoach.docm").doubts)


def test_names_and_texts_in_nfd_become_nfc():
    word = WordFile()
    word.text(unicodedata.normalize("NFD", "Đoạn văn dài kể lại một buổi họp phụ huynh của lớp, không có dòng đầu đề."))
    name = unicodedata.normalize("NFD", "Họp phụ huynh lớp 6.docx")

    news = imported(word, name).item

    assert (news.id, news.title) == ("hop-phu-huynh-lop-6", "Họp phụ huynh lớp 6")
    assert unicodedata.is_normalized("NFC", news.body.text)


@pytest.mark.parametrize("old", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"{\\rtf1 ch}"])
def test_old_word_files_are_refused_with_the_way_to_save_them(old):
    assert "kiểu cũ" in refused(old) or "rtf" in refused(old)


def test_a_file_word_has_locked_is_refused():
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")

    assert "mật khẩu" in refused(locked)


def test_a_long_table_and_many_pages_come_through_whole():
    word = WordFile()
    word.table([[str(number), "Nội dung"] for number in range(400)])
    for number in range(600):
        word.text(f"Đoạn {number} của một tài liệu dài.")

    blocks = blocks_of(word)

    assert len(tables(blocks)[0].rows) == 400
    assert texts(blocks)[-1] == "Đoạn 599 của một tài liệu dài."
