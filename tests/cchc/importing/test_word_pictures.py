"""Pictures of a Word file: clean, named, described; those no browser shows are named as lost."""

import io
import struct
import zlib

import pytest
from docx.oxml.ns import qn
from PIL import Image
from tests.cchc.importing.reading_word import a_picture, blocks_of, imported, pictures, remarks, with_part
from tests.cchc.importing.wordfile import OFFICE, WordFile, element

from cchc.section.pictures import BadPicture, clean_picture


def shown(data: bytes, alt: str = "") -> list[object]:
    word = WordFile()
    word.text("Bài có ảnh")
    word.picture(data, alt)
    return [*blocks_of(word)]


def test_a_picture_loses_what_it_says_about_its_place():
    [picture] = pictures(shown(a_picture(), "Cổng trường buổi sáng"))

    assert (picture.name, picture.alt, picture.at) == ("anh-1.jpg", "Cổng trường buổi sáng", "đoạn 2")
    assert b"nh\xc3\xa0 ri\xc3\xaang" not in picture.data
    assert dict(Image.open(io.BytesIO(picture.data)).getexif()) == {}


@pytest.mark.parametrize(
    "said",
    ["", "IMG_2041.jpg", "Picture 3", "C:\\Users\\a\\anh.png", "Hình ảnh 12", "DSC-0012", "photo.jpeg",
     "Mô tả được tạo tự động", "20261105_0815.jpg"],
)  # fmt: skip
def test_names_that_machines_give_are_no_description(said):
    blocks = shown(a_picture(), said)

    assert pictures(blocks)[0].alt == ""
    assert "đoạn 2: Ảnh chưa có lời mô tả cho người không nhìn thấy ảnh." in remarks(blocks)


def test_a_machines_guess_is_cut_off_what_somebody_wrote():
    blocks = shown(a_picture(), "Học sinh trên sân\n\nDescription automatically generated with low confidence")

    assert (pictures(blocks)[0].alt, remarks(blocks)) == ("Học sinh trên sân", [])


def test_a_bmp_becomes_a_png_and_the_same_picture_twice_is_one_file():
    word = WordFile()
    for _ in range(2):
        word.picture(a_picture("BMP"), "Lá cờ")

    first, second = pictures(blocks_of(word))

    assert (first.name, second.name) == ("anh-1.png", "anh-1.png")
    assert first.data.startswith(b"\x89PNG")


def replaced(data: bytes, kind: str = "image/png") -> bytes:
    """A document whose only picture has these bytes and this media type."""
    word = WordFile()
    word.text("Chữ")
    word.picture(a_picture("PNG"), "Hình")
    whole = with_part(word.data, "word/media/image1.png", data)
    return with_part(whole, "[Content_Types].xml", lambda old: old.replace(b"image/png", kind.encode()))


@pytest.mark.parametrize(
    ("data", "kind", "why"),
    [
        (b"\x01\x00\x00\x00", "image/x-emf", "hình vẽ dạng EMF"),
        (b"<svg/>", "image/svg+xml", "hình vẽ dạng SVG"),
        (b"nothing", "image/png", "không phải ảnh"),
    ],
)
def test_what_no_browser_shows_is_named_as_lost(data, kind, why):
    blocks = blocks_of(replaced(data, kind))

    assert pictures(blocks) == []
    assert any(f"Ảnh trong tệp Word bị bỏ: {why}" in one for one in remarks(blocks))


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def test_a_picture_that_is_a_bomb_is_lost_and_said():
    blocks = blocks_of(replaced(png_header(60_000, 60_000)))

    assert any("quá lớn" in one for one in remarks(blocks))
    with pytest.raises(BadPicture, match="MB"):
        clean_picture(bytes(25_000_001))


def test_a_picture_that_is_only_a_link_is_lost_and_said():
    word = WordFile()
    word.text("Chữ")
    word.picture(a_picture(), "Cổng trường")
    kind = b'relationships/image" Target="media/image1.jpg"'

    def linked(old: bytes) -> bytes:
        assert kind in old
        return old.replace(kind, b'relationships/image" TargetMode="External" Target="file:///C:/anh.jpg"')

    data = with_part(word.data, "word/_rels/document.xml.rels", linked)
    data = with_part(data, "word/document.xml", lambda old: old.replace(b"r:embed=", b"r:link="))

    assert any("chỉ là liên kết tới một tệp khác" in one for one in remarks(blocks_of(data)))


def test_more_pictures_than_a_page_can_bear_are_left_out(monkeypatch):
    monkeypatch.setattr("cchc.importing.word.pictures._MAX_PICTURES", 1)
    word = WordFile()
    for colour in ("a", "b"):
        word.picture(a_picture(size=(20 + ord(colour), 20)), "Ảnh lớp")

    blocks = blocks_of(word)

    assert len(pictures(blocks)) == 1
    assert any("tệp có hơn 1 ảnh" in one for one in remarks(blocks))


def test_pictures_of_an_item_are_named_after_it():
    word = WordFile()
    word.text("Ngày hội đọc sách", bold=True)
    word.text("Thư viện mở cửa cả ngày thứ bảy cho phụ huynh và học sinh của trường.")
    for size in (20, 30):
        word.picture(a_picture(size=(size, size)), "Bạn đọc ngồi dưới tán cây")
        word.text("Mỗi lớp giới thiệu một cuốn sách về quê hương, về những người thầy đầu tiên của làng.")

    found = imported(word)

    assert sorted(found.files) == ["ngay-hoi-doc-sach-1.jpg", "ngay-hoi-doc-sach-2.jpg"]
    assert "![Bạn đọc ngồi dưới tán cây](ngay-hoi-doc-sach-2.jpg)" in found.item.body.text


def test_a_link_around_a_picture_keeps_the_picture():
    word = WordFile()
    paragraph = word.picture(a_picture(), "lá cờ")
    link = element("w:hyperlink")
    relation = word.docx.part.relate_to("https://truong.example", f"{OFFICE}/relationships/hyperlink", True)
    link.set(qn("r:id"), relation)
    paragraph._p.append(link)
    link.append(paragraph.runs[0]._r)
    paragraph.add_run("chữ")

    both = [type(one).__name__ for one in blocks_of(word)]
    link.insert(0, WordFile().text("xem ").runs[0]._r)

    assert both == ["Picture", "Paragraph"]
    assert [type(one).__name__ for one in blocks_of(word)] == ["Paragraph", "Picture", "Paragraph"]
