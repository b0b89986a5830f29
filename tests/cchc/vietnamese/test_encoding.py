"""Old encodings are recognised and named; ordinary text never is."""

import random
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cchc.vietnamese.old_encodings import cp1258, tcvn3, vni

from cchc.vietnamese.encoding import CERTAIN, WrongEncoding, decode, decode_as, legacy_name, old_stretches, unicode_of
from cchc.vietnamese.legacy import CP1258, MISREAD, NAMES, TCVN3, VNI, as_windows_1252

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


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"abc \xff\xfe\xfd abc", "không phải UTF-8"),
        ("L’élève préféré".encode("cp1252"), "không phải UTF-8"),
        (PARAGRAPHS[0].encode() + b"\xff", "UTF-8 có chỗ bị hỏng"),
        (PARAGRAPHS[0].encode() + tcvn3(" ".join(PARAGRAPHS)).encode("cp1252"), "UTF-8 có chỗ bị hỏng"),
    ],
)
def test_bytes_that_are_nothing_known_are_refused_too_and_never_converted(data: bytes, name: str):
    with pytest.raises(WrongEncoding) as refused:
        decode(data)
    assert refused.value.name == name
    assert name not in CERTAIN
    assert decode_as(data, name) is None


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_for_certain_unless_it_is_cut(codec: str):
    data = ("\ufeff" if codec == "utf-16-be" else "").encode(codec) + PARAGRAPHS[0].encode(codec)

    assert decode_as(data, "UTF-16") == PARAGRAPHS[0]
    assert decode_as(data + b"\0", "UTF-16") is None


ENCODERS = {
    MISREAD: lambda text: as_windows_1252(text.encode()),
    VNI: vni,
    TCVN3: tcvn3,
    CP1258: lambda text: as_windows_1252(cp1258(text)),
}


def in_unicode(text: str) -> str:
    return unicode_of(text, old_stretches(text))


NEW = PARAGRAPHS[1]
OLD = "Hướng dẫn nộp hồ sơ trực tuyến.\n\n- Có: đơn\n- cá, lá\n\nTrường giữ bản gốc ở văn phòng."
"""Two short lines in the middle prove nothing by themselves."""


@pytest.mark.parametrize("name", NAMES)
def test_in_a_mixed_text_only_the_old_stretch_changes(name: str):
    old = ENCODERS[name](OLD)
    text = f"{NEW}\nZalo® OA, 5 µm, hoá\n\n{old}\n\n{unicodedata.normalize('NFD', NEW)} {NEW}\nToán, hoá\n"

    assert in_unicode(text) == text.replace(old, OLD)
    assert {stretch.name for stretch in old_stretches(text)} == {name}
    assert text[old_stretches(text)[0].start :].startswith(old[:10])
    assert legacy_name(text) == name


def test_a_line_that_may_be_old_or_new_is_new_at_the_end_of_a_new_file():
    text = f"{NEW}\n{tcvn3(NEW)}\nKhông thu.\n"

    assert in_unicode(text) == f"{NEW}\n{NEW}\nKhông thu.\n"
    assert in_unicode(tcvn3(f"{NEW}\nCó thu.\n")) == f"{NEW}\nCó thu.\n"


@pytest.mark.parametrize("name", [VNI, TCVN3, CP1258])
def test_an_old_name_within_a_new_sentence_is_found(name: str):
    phrase = "Phòng Giáo dục và Đào tạo Hoài Nhơn"

    assert (
        in_unicode(f"Thầy cô dự họp ở {ENCODERS[name](phrase)} chiều nay.") == f"Thầy cô dự họp ở {phrase} chiều nay."
    )


def test_every_old_encoding_of_a_text_is_converted_by_its_own_table():
    old = "\n".join(encode(PARAGRAPHS[2]) for encode in ENCODERS.values())

    assert in_unicode(old) == "\n".join([PARAGRAPHS[2]] * 4)
    assert [stretch.name for stretch in old_stretches(old)] == list(ENCODERS)


@pytest.mark.parametrize("name", NAMES)
def test_bytes_in_an_old_encoding_are_read_as_they_were_meant(name: str):
    data = ENCODERS[name](OLD).encode("cp1252" if name != MISREAD else "utf-8")

    with_name = legacy_name(data.decode()) if name == MISREAD else _refusal(data)

    assert with_name == name
    if name != MISREAD:
        assert decode_as(data, name) == OLD


def _refusal(data: bytes) -> str:
    with pytest.raises(WrongEncoding) as refused:
        decode(data)
    return refused.value.name


@pytest.mark.parametrize("name", NAMES)
@given(st.lists(st.sampled_from(PARAGRAPHS[:6])))
def test_what_was_converted_is_old_no_more(name: str, texts: list[str]):
    old = "\n".join(ENCODERS[name](text) for text in texts)

    assert legacy_name(in_unicode(old)) is None


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


def paragraphs(files: Iterable[Path]) -> list[str]:
    """Every line of the files that says anything, once."""
    lines = (line for file in files for line in decode(file.read_bytes()).split("\n"))
    return [line for line in dict.fromkeys(lines) if len(re.findall(r"[^\W\d_]", line)) >= 12]


def test_no_line_of_the_sample_and_of_the_guide_is_mistaken_for_an_old_font(project: Path):
    content = [file for suffix in ("md", "yml") for file in (project / "content").rglob(f"*.{suffix}")]
    lines = paragraphs([project / "README.md", *sorted(content)])

    assert len(lines) > 1000
    assert [line for line in lines if legacy_name(line) is not None] == []


@pytest.mark.needs("shared-data")
def test_no_line_of_real_plans_and_records_is_mistaken_for_an_old_font(shared_data: Path):
    lines = paragraphs(sorted(shared_data.glob("[kt]*/*")))

    assert len(lines) > 1500
    assert [line for line in lines if legacy_name(line) is not None] == []


FOREIGN = """
The old café on the corner serves jalapeño soup, crème brûlée and a rosé at € 5 – “naïve”, says the chef's fiancée.
Zoë and Chloë took the Noël tour; the façade, the piñata and the smörgåsbord were all déjà vu.
À l’école, les élèves préférés ont été félicités ; où sont-ils allés ? Là-bas, près du théâtre, dès l’été.
Le maïs, l’ouïe, la haine, l’île, le goût, l’août, le Haïti laïc et la Thaïlande : « ça suffit », répéta-t-elle.
Où ça ? Là où le père a reçu la clé. Où ? Où donc ?
Die Schüler müssen größere Übungen für die Prüfung lösen; »früh« heißt: um fünf Uhr. Ämter und Öfen schließen später.
Für Väter und Söhne gibt es in der Straße ein schönes, altes Gebäude mit Bögen und Türmen.
Der »l« und das »t« stehen in »Lösung«; für »m« gilt § 5, mit 20 °C ± 2 µm und 3 × 4 ÷ 2.
På lördag går små barn på gården, så många får gå två gånger; då är det också höst på ön.
"""


@pytest.mark.parametrize("text", [*FOREIGN.strip().split("\n"), FOREIGN])
def test_other_languages_are_never_mistaken_for_an_old_font(text: str):
    assert legacy_name(text) is None


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_letters_in_two_pieces_and_look_alikes_are_no_old_font(text: str):
    assert legacy_name(unicodedata.normalize("NFD", text)) is None
    assert legacy_name(f"{text} Ði Ðà Lạt, vận ðộng Ðinh Ðiền") is None


@given(st.text(st.characters(max_codepoint=0x7F), max_size=200))
def test_plain_ascii_is_never_mistaken_for_an_old_font(text):
    assert legacy_name(text) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_utf_8_comes_back_as_it_was_composed(text):
    # Many zero bytes are UTF-16 to us; such a text is no article.
    if text.count("\0") * 4 <= len(text.encode()) // 2 and not text.startswith(("\ufeff", "\ufffe")):
        expected = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        assert decode(text.encode()) == expected
