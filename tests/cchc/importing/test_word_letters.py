"""Text in the letters of old fonts, inside a Word file, becomes Unicode; each time it is said."""

import pytest
from tests.cchc.importing.reading_word import blocks_of, remarks, texts
from tests.cchc.importing.wordfile import WordFile, element
from tests.conftest import SHARED_DATA


def set_in(word: WordFile, text: str, font: str, **dress: bool) -> None:
    run = word.text(text, **dress).runs[0]
    run.font.name = font
    run._r.rPr.rFonts.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}hAnsi", font)


def test_text_in_an_old_font_is_converted_and_shown_before_and_after():
    word = WordFile()
    word.text("Kính gửi:")
    set_in(word, "Céng hßa x· héi chñ nghÜa ViÖt Nam", ".VnTime")
    set_in(word, "kÕ ho¹ch", ".VnTimeH")
    set_in(word, "Ñoäc laäp - Töï do", "VNI-Times")

    blocks = blocks_of(word)

    assert texts(blocks)[1:] == ["Cộng hòa xã hội chủ nghĩa Việt Nam", "KẾ HOẠCH", "Độc lập - Tự do"]
    assert len(remarks(blocks)) == 3
    assert remarks(blocks)[2].startswith(
        "đoạn 4: Chữ theo bảng mã cũ VNI đã đổi sang Unicode: “Ñoäc laäp - Töï do” → “Độc"
    )


def test_the_font_may_come_from_a_style_and_a_letter_may_be_cut_by_word():
    word = WordFile()
    word.docx.styles["Normal"].font.name = "VNI-Times"
    fonts = word.docx.styles["Normal"].element.rPr.rFonts
    fonts.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}hAnsi", "VNI-Times")
    word.text("Tröô").add_run("øng hoïc")

    assert texts(blocks_of(word)) == ["Trường học"]


def test_modern_text_in_an_old_font_stays():
    word = WordFile()
    set_in(word, "Trường Bình Minh", "VNI-Times")

    blocks = blocks_of(word)

    assert (texts(blocks), remarks(blocks)) == (["Trường Bình Minh"], [])


def test_a_font_of_the_theme_is_none_of_the_old_ones():
    word = WordFile()
    run = word.text("Töï do").runs[0]
    run._r.get_or_add_rPr().append(element("w:rFonts", hAnsiTheme="minorHAnsi", ascii="VNI-Times"))

    assert texts(blocks_of(word)) == ["Töï do"]


def test_signs_and_soft_hyphens_of_old_fonts_are_letters():
    word = WordFile()
    run = word.text("tr").runs[0]
    run._r.append(element("w:softHyphen"))
    run._r.append(element("w:t"))
    run._r[-1].text = "êng"
    run.font.name = ".VnTime"
    run._r.rPr.rFonts.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}hAnsi", ".VnTime")
    word.text("").add_run("")._r.append(element("w:sym", font=".VnTime", char="F0B8"))
    set_in(word, "h\uf0b9nh", ".VnTime")

    assert texts(blocks_of(word)) == ["trường", "á", "hạnh"]


def test_old_text_in_a_modern_font_is_known_by_its_letters():
    word = WordFile()
    word.text("Nhµ tr\u00adêng tæ chøc tuyªn truyÒn c¶i c¸ch hµnh chÝnh.")
    word.text("KÕt qu¶ ®¹t ®\u00adîc rÊt tèt.", bold=True)
    word.text("Được viết bằng Unicode.")

    blocks = blocks_of(word)

    assert texts(blocks) == [
        "Nhà trường tổ chức tuyên truyền cải cách hành chính.", "Kết quả đạt được rất tốt.", "Được viết bằng Unicode.",
    ]  # fmt: skip
    assert len(remarks(blocks)) == 2


def test_many_converted_paragraphs_are_one_remark():
    word = WordFile()
    for number in range(9):
        set_in(word, f"Muïc {number}: thöïc hieän cuûa nhaø tröôøng", "VNI-Times")

    blocks = blocks_of(word)

    [said] = remarks(blocks)
    assert said.endswith("9 đoạn trong tệp như vậy.")


@pytest.mark.needs("shared-data")
def test_a_real_document_in_vni_gives_the_text_it_should():
    [docx] = (SHARED_DATA / "legacy").glob("*.docx")
    wanted = docx.with_suffix(".txt").read_text("utf-8")

    found = texts(blocks_of(docx.read_bytes()))

    assert found == [" ".join(line.split()) for line in wanted.split("\n") if line.strip()]
