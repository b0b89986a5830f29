"""Old text comes back as it was typed; what it no longer holds is said."""

import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cchc.vietnamese.old_encodings import cp1258, tcvn3, vni

from cchc.vietnamese.encoding import legacy_name, tidy
from cchc.vietnamese.legacy import (
    CP1258,
    MISREAD,
    NAMES,
    TCVN3,
    VNI,
    as_windows_1252,
    font_encoding,
    lost,
    misread_letters,
    to_unicode,
)

SMALL = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
LETTERS = SMALL + SMALL.upper()
ENCODERS = {
    TCVN3: tcvn3,
    VNI: vni,
    CP1258: lambda text: as_windows_1252(cp1258(text)),
    MISREAD: lambda text: as_windows_1252(text.encode()),
}
BEGINNINGS = "b c ch d đ g gi h kh l m n ng ngh nh ph qu r s t th tr v x"
ENDINGS = "a ang ăn âu eo ên iêu oai oăt oan ôi ơn ơi uân uyên uôc ưng ưu ươc ương ươi y yêu"
TONES = "\u0300 \u0301 \u0303 \u0309 \u0323"


def syllable(beginning: str, ending: str, tone: str, shape: Callable[[str], str]) -> str:
    toned = re.sub("([ăâêôơư]+|[aeiouy])", rf"\1{tone}", ending, count=1)
    return shape(unicodedata.normalize("NFC", beginning + toned))


syllables = st.builds(
    syllable,
    st.sampled_from(["", *BEGINNINGS.split(" ")]),
    st.sampled_from(ENDINGS.split(" ")),
    st.sampled_from(["", *TONES.split(" ")]),
    st.sampled_from([str, str.capitalize, str.upper]),
)
texts = st.lists(st.one_of(syllables, st.sampled_from(["12/QĐ", "-", "(a)", "\n", "2026."])), min_size=1).map(" ".join)


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_comes_back(name: str):
    # Capitals with a tone had a font of their own: TCVN3 writes them small, the font tells.
    back = [to_unicode(ENCODERS[name](one), name, capitals=name == TCVN3 and one.isupper()) for one in LETTERS]

    assert back == list(LETTERS)


@pytest.mark.parametrize("name", NAMES)
@given(text=texts)
def test_vietnamese_comes_back(name: str, text: str):
    back = to_unicode(ENCODERS[name](text), name)

    # Which letters of TCVN3 are capitals is told below.
    assert (back.lower() == text.lower()) if name == TCVN3 else (back == text)


@pytest.mark.parametrize("name", NAMES)
@given(text=st.text(st.characters(max_codepoint=0x7F)))
def test_plain_letters_are_the_same_in_every_encoding(name: str, text: str):
    assert to_unicode(text, name) == text


def test_a_name_nobody_gives_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        to_unicode("x", "UTF-16")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("Sè: 12/Q§-UBND, Hµ Néi, ngµy 5", "Số: 12/QĐ-UBND, Hà Nội, ngày 5"),
        ("KÕ HO¹CH cña Së", "KẾ HOẠCH của Sở"),
        ("UBND X· HOA SEN. Tù NAM", "UBND XÃ HOA SEN. TỰ NAM"),
        ("GV Lª Hµ. HO¹T §éNG ë X·\në Ph\u00adêng", "GV Lê Hà. HOẠT ĐỘNG Ở XÃ\nở Phường"),
        ("HO¹T §éNG ë TR¦êNG, häc ë TR¦êNG", "HOẠT ĐỘNG Ở TRƯỜNG, học ở TRƯỜNG"),
        ("«", "ô"),
        ("", ""),
    ],
)
def test_tcvn3_takes_the_case_of_a_letter_from_the_words_around_it(old: str, new: str):
    assert to_unicode(old, TCVN3) == new


def test_a_font_of_capitals_makes_capitals():
    assert to_unicode("céng hßa x· héi", TCVN3, capitals=True) == "CỘNG HÒA XÃ HỘI"


def test_vni_of_careless_typists_is_read_too():
    assert (
        to_unicode("COäNG HOøA, kyù, lyù, Kiùnh göûi, triønh, thuôû", VNI) == "CỘNG HÒA, ký, lý, Kính gửi, trình, thuở"
    )


def test_only_what_was_misread_changes_however_often_it_was():
    twice = as_windows_1252(as_windows_1252("“Độc lập” – 2 °C 🙂".encode()).encode())

    assert to_unicode(f"Tự do, quá… «má» {twice}", MISREAD) == "Tự do, quá… «má» “Độc lập” – 2 °C 🙂"
    assert to_unicode("á…” Ä\u0080 ðŸ™ à“”", MISREAD) == "á…” Ā ðŸ™ à“”"
    assert [*misread_letters("quá»… Â° Ä‘i há»\ufffdc")] == ["ễ", "đ"]


def test_a_lost_u_horn_is_put_back_where_no_other_letter_can_be_and_said_where_it_may_be_missing():
    dropped = tcvn3("Trường được nước hưởng TRƯỜNG, chưa mưa. " * 8).replace("\u00ad", "")

    assert to_unicode(dropped, TCVN3).startswith("Trường được nước hưởng TRƯỜNG, cha ma.")
    assert "đọc lại" in lost(dropped, TCVN3)
    assert lost(tcvn3("Trường được nước hưởng. " * 20), TCVN3) == ""
    assert lost(tcvn3("Độc lập."), TCVN3) == ""


def test_letters_of_which_a_part_is_gone_are_counted():
    shown = "Họp ở trường XÃ".encode().decode("cp1252", "replace")

    assert lost(shown, MISREAD).startswith("2 chỗ")
    assert lost(as_windows_1252("Họp ở trường XÃ".encode()), MISREAD) == ""
    assert lost(vni("Họp"), VNI) == ""


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", (TCVN3, False)),
        (".VnTimeH", (TCVN3, True)),
        (" '.VnArial NarrowH'", (TCVN3, True)),
        (".vntime", (TCVN3, False)),
        ("VNI-Times", (VNI, False)),
        ("VNI Helve", (VNI, False)),
        ("Times New Roman", None),
        ("Vni", (VNI, False)),
        ("UVN Van", None),
        ("", None),
    ],
)
def test_a_font_tells_its_encoding(font: str, encoding: tuple[str, bool] | None):
    assert font_encoding(font) == encoding


@pytest.mark.needs("shared-data")
def test_a_word_file_of_2004_comes_back_letter_by_letter(shared_data: Path):
    [sample] = sorted((shared_data / "legacy").glob("*.docx"))
    typed, expected = paragraphs(sample), tidy(sample.with_suffix(".txt").read_text("utf-8")).split("\n")

    read = [to_unicode(text, VNI).strip() for text in typed]

    marked = [char for text in expected for char in text if char.isalpha() and not char.isascii()]
    assert len(marked) > 300
    assert read == [text.strip() for text in expected if text.strip()]
    assert legacy_name("\n".join(typed)) == VNI


def paragraphs(place: Path) -> list[str]:
    """The text of a .docx, paragraph by paragraph, without empty ones."""
    with zipfile.ZipFile(place) as archive:
        document = ElementTree.fromstring(archive.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    texts = ("".join(part.text or "" for part in one.iter(f"{space}t")) for one in document.iter(f"{space}p"))
    return [text for text in texts if text.strip()]
