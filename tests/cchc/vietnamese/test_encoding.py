"""Old encodings are recognised and named; ordinary text never is."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cchc.vietnamese.old_encodings import cp1258, tcvn3, vni

from cchc.vietnamese.encoding import WrongEncoding, decode, legacy_name

PARAGRAPHS = (
    "Kế hoạch tuyên truyền cải cách hành chính của nhà trường trong năm học mới gồm bốn nhóm việc.",
    "Sáng nay thầy cô và các em học sinh dự lễ khai giảng, nghe đọc thư và trồng cây trước sân.",
    "Hướng dẫn nộp hồ sơ tuyển sinh trực tuyến dành cho cha mẹ học sinh lớp sáu.",
    "Độc lập - Tự do - Hạnh phúc. Uống nước nhớ nguồn, ăn quả nhớ người trồng cây.",
    "Ủy ban nhân dân phường trả lời kiến nghị về giờ mở cửa của bộ phận một cửa.",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, TRƯỜNG TRUNG HỌC CƠ SỞ HOA SEN",
    "---\ntieu_de: Họp phụ huynh đầu năm\nngay: 05/09/2026\nlinh_vuc: the_che\n---\n\nBuổi họp bàn việc trả hồ sơ.\n",
)
HONEST = {
    "Vietnamese": " ".join(PARAGRAPHS)
    + " òa khóc, ôn ào, ào ạt, eo éo, oằn oại, thuở, ô uế, ốm yếu, úi chà, hoà, thuý, § 5, 3 × 4, “«ông»”, Zalo®, "
    "cải\u00adcách",
    "English": "The naïve café’s résumé, a rôle for coöperation, jalapeño and piñata; © 2026 § 5 · 20 °C ± 2 «quoted» "
    "façade ® µm x² 5÷2",
    "French": "L’élève préféré a été réélégué à l’école. « Où êtes-vous ? » répéta la maîtresse gênée ; Noël, forêt, "
    "goût, août, créées, agréée, très tôt, naïf, île d’Yeu, «déjà», élève·s, 1ʳᵉ année",
    "German": "§ 5 Straße für größere Mädchen: Äpfel, Öl, Übergrößenträger dürfen müssen schön über »Straße«",
}


@pytest.mark.parametrize("text", PARAGRAPHS)
@pytest.mark.parametrize(("encode", "name"), [(tcvn3, "TCVN3"), (vni, "VNI")])
def test_text_in_an_old_font_is_recognised_though_it_is_valid_unicode(text, encode, name):
    assert (legacy_name(encode(text)) or "").startswith(name)


@pytest.mark.parametrize("text", PARAGRAPHS)
@pytest.mark.parametrize("reader", ["cp1252", "latin-1"])
def test_utf_8_read_by_mistake_as_windows_1252_is_recognised(text, reader):
    assert "đọc nhầm" in (legacy_name(text.encode().decode(reader, errors="replace")) or "")


@pytest.mark.parametrize("text", PARAGRAPHS)
@pytest.mark.parametrize(
    ("encode", "name"),
    [
        (lambda text: tcvn3(text).encode("cp1252"), "TCVN3 (ABC)"),
        (lambda text: vni(text).encode("cp1252"), "VNI"),
        (cp1258, "Windows-1258"),
        (lambda text: text.encode("utf-16"), "UTF-16"),
        (lambda text: text.encode("utf-16-be"), "UTF-16"),
        (lambda text: text.encode("utf-16-le"), "UTF-16"),
    ],
)
def test_bytes_in_an_old_encoding_are_refused_by_name(text, encode, name):
    with pytest.raises(WrongEncoding) as refused:
        decode(encode(text))
    assert refused.value.name == name


def test_bytes_that_are_nothing_known_are_refused_too():
    with pytest.raises(WrongEncoding, match="không phải UTF-8"):
        decode(b"abc \xff\xfe\xfd abc")


def test_a_mark_a_line_end_and_letters_in_two_pieces_are_put_right():
    typed = "\ufeff" + unicodedata.normalize("NFD", "Dòng một\r\nDòng hai\rDòng ba\n")

    assert decode(typed.encode()) == "Dòng một\nDòng hai\nDòng ba\n"


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST)
def test_honest_text_is_never_mistaken_for_an_old_font(text):
    words, dice = text.split(), random.Random(2026)

    alarms = [
        sample
        for _ in range(3000)
        if legacy_name(sample := " ".join(dice.choices(words, k=dice.randint(1, 40)))) is not None
    ]

    assert not alarms


@given(st.text(st.characters(max_codepoint=0x7F), max_size=200))
def test_plain_ascii_is_never_mistaken_for_an_old_font(text):
    assert legacy_name(text) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_utf_8_comes_back_as_it_was_composed(text):
    # Many zero bytes are UTF-16 to us; such a text is no article.
    if text.count("\0") * 4 <= len(text.encode()) // 2 and not text.startswith(("\ufeff", "\ufffe")):
        expected = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        assert decode(text.encode()) == expected
