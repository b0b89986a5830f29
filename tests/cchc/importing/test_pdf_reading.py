"""PDFs with a text layer → paragraphs and tables; scans, passwords and damage are refused."""

import io
from collections.abc import Sequence

import pypdfium2
import pytest
from PIL import Image
from tests.cchc.importing.reading_word import MADE, imported, remarks, tables, texts

from cchc.importing import pdf
from cchc.importing.blocks import Table
from cchc.importing.doubts import CannotImport
from cchc.importing.pdf import blocks_of_pdf

PLAN = (MADE / "ke-hoach.pdf").read_bytes()


def a_pdf(*pages: Sequence[bytes], password: bool = False) -> bytes:
    """A PDF of our own: what is drawn on each page, in Helvetica."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
    locked = b"/Encrypt<</Filter/Standard/V 1/R 2/O(%b)/U(%b)/P -4>>/ID[<00><00>]" % (b"x" * 32, b"y" * 32)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", font]
    kids = []
    for drawn in pages:
        stream = b"\n".join(drawn)
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream))
        objects.append(page % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%b endobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"/Size %d/Root 1 0 R%b" % (len(objects) + 1, locked if password else b"")
    return out + b"trailer<<%b>>\nstartxref\n%d\n%%%%EOF" % (trailer, start)


def words(text: str, x: int, y: int) -> bytes:
    return f"BT /F 12 Tf {x} {y} Td ({text}) Tj ET".encode("cp1252")


def lines(*edges: tuple[int, int, int, int]) -> list[bytes]:
    return [b"%d %d m %d %d l S" % edge for edge in edges]


def refused(data: bytes) -> str:
    with pytest.raises(CannotImport) as refusal:
        blocks_of_pdf(data)
    assert refusal.value.how
    return refusal.value.what


def test_a_table_with_lines_keeps_its_rows_and_its_place_in_the_text():
    blocks = blocks_of_pdf(PLAN)

    [table] = tables(blocks)
    assert [cell.text for cell in table.rows[1]] == [
        "1", "Đăng tin về dịch vụ công", "Trang thông tin", "Văn phòng", "Hằng tháng",
    ]  # fmt: skip
    assert table.at == "trang 1"
    place = [block for block in blocks if block is table or getattr(block, "text", "").startswith(("III.", "Trên đây"))]
    assert [isinstance(block, Table) for block in place] == [False, True, False]
    assert not any("Hằng tháng" in text for text in texts(blocks))


def test_head_and_closing_are_lines_of_their_columns():
    said = texts(blocks_of_pdf(PLAN))

    for line in ("TRƯỜNG THCS BÌNH MINH", "Số: 25/KH-THCS", "- Lưu: VT.", "HIỆU TRƯỞNG", "Trần Thị Hoa Sen"):
        assert line in said


def test_merged_cells_of_a_pdf_keep_their_stretch():
    grid = [(50, 700, 350, 700), (50, 600, 350, 600), (50, 650, 350, 650), (50, 600, 50, 700), (350, 600, 350, 700)]
    drawn = [
        *lines(*grid, (200, 600, 200, 650)),
        words("Chung", 60, 670),
        words("Trai", 60, 620),
        words("Phai", 210, 620),
    ]

    [table] = tables(blocks_of_pdf(a_pdf([*drawn, words("Ngoai bang", 50, 500)])))

    assert [[(cell.text, cell.across) for cell in row] for row in table.rows] == [
        [("Chung", 2)],
        [("Trai", 1), ("Phai", 1)],
    ]


def test_a_cell_holds_a_paragraph_for_each_mark():
    grid = [(50, 700, 350, 700), (50, 600, 350, 600), (50, 680, 350, 680), (50, 600, 50, 700), (350, 600, 350, 700)]
    drawn = [
        *lines(*grid, (200, 600, 200, 700)),
        words("A", 60, 685),
        words("- mot viec", 60, 665),
        words("con lai", 60, 650),
    ]
    drawn += [words("- hai viec", 60, 635), words("B", 210, 685), words("x", 210, 660)]

    [table] = tables(blocks_of_pdf(a_pdf(drawn)))

    assert table.rows[1][0].text == "- mot viec con lai\n- hai viec"


def test_frames_and_drawings_are_no_tables(monkeypatch):
    box = lines((50, 700, 350, 700), (50, 600, 350, 600), (50, 600, 50, 700), (350, 600, 350, 700))
    grid = [*box, *lines((50, 650, 350, 650), (200, 600, 200, 700))]
    framed = a_pdf([*box, *lines((50, 650, 350, 650)), words("Chu trong khung", 60, 670), words("o duoi", 60, 620)])
    empty = a_pdf([*grid, words("Chu o ngoai", 60, 300)])
    drawn = a_pdf([*grid, words("Chu trong hinh", 60, 620)])

    assert tables(blocks_of_pdf(framed)) == tables(blocks_of_pdf(empty)) == []
    assert len(tables(blocks_of_pdf(drawn))) == 1
    monkeypatch.setattr(pdf, "_MAX_DRAWN", 5)
    assert texts(blocks_of_pdf(drawn)) == ["Chu trong hinh"]


def test_columns_without_lines_are_rows_of_a_table():
    rows = [("TT", "Viec", "Ai"), ("1", "Dang tin", "Van phong"), ("2", "Nhan don", "Bao ve")]
    drawn = [words(row[place], 50 + 150 * place, 700 - 20 * n) for n, row in enumerate(rows) for place in range(3)]

    [table] = tables(blocks_of_pdf(a_pdf(drawn)))

    assert [[cell.text for cell in row] for row in table.rows] == [list(row) for row in rows]


def test_text_in_old_letters_is_converted_and_said():
    said = ["Phô huynh tæ chøc tuyªn truyÒn c¶i c¸ch hµnh chÝnh.", "KÕt qu¶ rÊt tèt, häc sinh tËp hîp ®Çy ®ñ."]
    drawn = [words(text, 60, y) for text, y in zip(said, (700, 680), strict=True)]

    blocks = blocks_of_pdf(a_pdf(drawn))

    assert "Phụ huynh tổ chức tuyên truyền cải cách hành chính." in " ".join(texts(blocks))
    assert any("bảng mã cũ TCVN3" in one for one in remarks(blocks))


def test_remarks_bear_the_page():
    long = "Nha truong to chuc tuyen truyen cong tac cai cach hanh chinh den phu huynh"
    first = [words(long, 50, 700 - 20 * n) for n in range(3)]
    second = [words("va hoc sinh.", 50, 700), words("https://truong.example/x", 50, 660)]
    second += [words("xem https://truong.example/x", 50, 600)]

    blocks = blocks_of_pdf(a_pdf(first, second))

    assert any(one.startswith("trang 2: Dòng địa chỉ") for one in remarks(blocks))


def test_a_scan_is_refused_and_a_scanned_page_among_others_is_named():
    out = io.BytesIO()
    Image.new("L", (600, 800), 255).save(out, "PDF")
    scan = out.getvalue()
    whole = pypdfium2.PdfDocument.new()
    for part in (PLAN, scan):
        whole.import_pages(pypdfium2.PdfDocument(part))
    both = io.BytesIO()
    whole.save(both)

    assert "bản quét" in refused(scan)
    assert any("Trang 3 là ảnh quét" in one for one in remarks(blocks_of_pdf(both.getvalue())))


def test_pictures_of_a_page_are_named():
    document = pypdfium2.PdfDocument(PLAN)
    image = pypdfium2.PdfImage.new(document)
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "JPEG")
    image.load_jpeg(io.BytesIO(out.getvalue()))
    page = document[0]
    page.insert_obj(image)
    page.gen_content()
    saved = io.BytesIO()
    document.save(saved)

    assert any("Trang 1 có hình" in one for one in remarks(blocks_of_pdf(saved.getvalue())))


def test_a_pdf_with_a_password_is_refused():
    assert "mật khẩu" in refused(a_pdf([words("x", 50, 50)], password=True))


@pytest.mark.parametrize("data", [b"%PDF-1.7 nothing", PLAN[:2000], b"%PDF-" + bytes(3000)])
def test_a_damaged_pdf_is_refused(data):
    assert "hỏng" in refused(data)


def test_a_page_that_cannot_be_read_is_named():
    data = PLAN.replace(b"/Type/Page/", b"/Type/Pagf/", 1)

    try:
        blocks = blocks_of_pdf(data)
    except CannotImport:
        return
    assert blocks


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)

    assert refused(PLAN) == "tệp PDF có 2 trang (tối đa 1)."


def test_a_table_pdfplumber_cannot_find_stays_text(monkeypatch):
    def broken(*_: object) -> None:
        raise KeyError("Font")

    monkeypatch.setattr(pdf.pdfplumber, "open", broken)

    blocks = blocks_of_pdf(PLAN)

    assert any("Không đọc được khung bảng" in one for one in remarks(blocks))
    assert "Hằng tháng" in " ".join(texts(blocks)) + str(tables(blocks))


def test_a_pdf_becomes_the_item_its_word_file_becomes():
    found = imported(PLAN, "ke-hoach.pdf").item
    word = imported((MADE / "ke-hoach.docx").read_bytes(), "ke-hoach.docx").item

    assert found.model_copy(update={"body": word.body}) == word
