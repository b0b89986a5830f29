"""Numbers of documents as real papers write them, stray blanks and all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.vietnamese.document_number import citations, number_key, parse_number

REAL = {
    "78 /KH-PGD&ĐT": ("78", None, "KH-PGD&ĐT"),
    "45/2016/QĐ-TTg": ("45", 2016, "QĐ-TTg"),
    "30c/NQ-CP": ("30c", None, "NQ-CP"),
    "18-NQ/TW": ("18", None, "NQ/TW"),
    "01-CTr/TU": ("01", None, "CTr/TU"),
    "08-ĐA/TU": ("08", None, "ĐA/TU"),
    "4079/SNV- CCHC": ("4079", None, "SNV-CCHC"),
    "753.1/QĐ-BKHCN": ("753.1", None, "QĐ-BKHCN"),
    "140/THCS-VP": ("140", None, "THCS-VP"),
    "25/KH-THCS": ("25", None, "KH-THCS"),
    "91/2025/QH15": ("91", 2025, "QH15"),
    "1130/QĐ-BGDĐT.": ("1130", None, "QĐ-BGDĐT"),
    "12/ÐA-UBND": ("12", None, "ĐA-UBND"),
    "25/KH\u2011THCS": ("25", None, "KH-THCS"),
    "25/KH–THCS": ("25", None, "KH-THCS"),
}


@pytest.mark.parametrize(("text", "parts"), REAL.items())
def test_a_real_number_is_taken_apart(text, parts):
    number = parse_number(text)

    assert number is not None
    assert (number.so, number.nam, number.ky_hieu) == parts


@pytest.mark.parametrize(
    "text", ["", "1580./QĐ-BGDĐT", "144/2002/QĐ/BTC", "Số: /KH-THCS", "05/11/2026", "KH-THCS", "kế hoạch"]
)
def test_what_does_not_fit_the_grammar_stays_text(text):
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("78/KH-SGD&ĐT", "78/KH-SGDĐT"),
        ("78 /KH-PGD&ĐT", "78/kh-pgd&đt"),
        ("12/QÐ-UBND", "12/QĐ-UBND"),
        ("1580./QĐ-BGDĐT", "1580./QĐ - BGDĐT."),
        ("25/KH\u2011THCS", "25/KH-THCS"),
    ],
)
def test_two_spellings_of_one_number_have_one_key(one, other):
    assert number_key(one) == number_key(other)


def test_a_parsed_number_knows_its_key():
    number = parse_number("78 /KH-PGD&ĐT")

    assert number is not None
    assert (number.text, number.key) == ("78/KH-PGD&ĐT", "78/kh-pgdđt")


numbers = st.builds(
    "{}{}/{}{}{}".format,
    st.integers(1, 9999),
    st.sampled_from(["", "a", "c", "đ", ".1"]),
    st.sampled_from(["", "2016/", "2026 / "]),
    st.sampled_from(["QĐ", "KH", "NQ", "CTr", "ĐA", "TTr"]),
    st.sampled_from(["", "-UBND", "- TTg", "-SGD&ĐT", "-HĐND-UBND"]),
)


@given(numbers)
def test_the_normal_form_of_a_number_is_its_own_normal_form(text):
    number = parse_number(text)

    assert number is not None
    assert " " not in number.text
    assert parse_number(number.text) == number
    assert number.key == number_key(text)


@given(st.text(max_size=60))
def test_any_text_has_a_key_and_citations(text):
    number_key(text)
    parse_number(text)
    citations(text)


def test_documents_named_in_a_sentence_come_with_kind_and_day():
    text = (
        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ; Kế hoạch 12/KH-UBND, ngày 03/02/2026; "
        "theo 18-NQ/TW."
    )

    first, second, third = citations(text)

    assert (first.number.text, first.kind, first.day) == ("76/NQ-CP", "Nghị quyết", date(2021, 7, 15))
    assert (second.number.text, second.kind, second.day) == ("12/KH-UBND", "Kế hoạch", date(2026, 2, 3))
    assert (third.number.text, third.kind, third.day) == ("18-NQ/TW", None, None)
    assert text[third.start : third.end] == "18-NQ/TW"


def test_one_number_is_cited_once_though_two_grammars_see_it():
    [cited] = citations("Nghị quyết 5/2026-NQ/TW")

    assert cited.number.text == "2026-NQ/TW"
    assert [c.number.text for c in citations("1/NQ-18-NQ/TW")] == ["1/NQ-18-NQ"]
