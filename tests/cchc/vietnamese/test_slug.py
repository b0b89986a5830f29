"""Address words: short, safe, the same however a name was typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.vietnamese.slug import ID_MAX_BYTES, fold, id_from, is_id, slug

VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹ 0123456789.,-–/&()“”ĐƯƠ", max_size=300)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thủ tục chuyển trường", "thu-tuc-chuyen-truong"),
        ("Đường đi Đà Lạt", "duong-di-da-lat"),
        ("Ðà Nẵng", "da-nang"),
        ("ðồng Ɖồng ɖồng", "dong-dong-dong"),
        ("  Quyết định số 12/QĐ-UBND!  ", "quyet-dinh-so-12-qd-ubnd"),
        ("Hoà & Hòa", "hoa-hoa"),
        ("2.002854", "2-002854"),
        ("———", ""),
        ("日本", ""),
    ],
)
def test_a_name_becomes_an_address_word(text, expected):
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.002854", "2.002854"),
        ("1.005099.000.00.00.H42", "1.005099.000.00.00.h42"),
        ("Bài 1. Mở đầu", "bai-1-mo-dau"),
        ("a..b.-.c-", "a-b-c"),
        ("...", ""),
    ],
)
def test_an_id_keeps_the_dots_between_words(text, expected):
    assert id_from(text) == expected


def test_a_name_typed_on_a_mac_gives_the_same_address():
    assert slug(unicodedata.normalize("NFD", "Kế hoạch đổi mới")) == slug("Kế hoạch đổi mới") == "ke-hoach-doi-moi"


def test_a_long_title_is_cut_at_a_word():
    long = slug("Tuyên truyền cải cách hành chính " * 6)

    assert len(long) <= ID_MAX_BYTES
    assert long.endswith("-tuyen-truyen")
    assert slug("Một hai ba", limit=6) == "mot"
    assert slug("Một hai ba", limit=7) == "mot-hai"


def test_one_endless_word_is_cut_where_it_must_be():
    assert slug("a" * 300) == "a" * ID_MAX_BYTES


def test_folding_takes_marks_and_case_away_and_leaves_other_scripts():
    assert fold("Điều KIỆN 日本") == "dieu kien 日本"


@pytest.mark.parametrize("text", ["", "-a", "a-", "a--b", "A", "á", "a_b", "a b", "a/b", "..", "a\n", "a" * 81])
def test_what_is_no_address_word_is_no_id(text):
    assert not is_id(text)


@given(st.one_of(st.text(max_size=300), VIETNAMESE))
def test_whatever_the_text_its_slug_is_an_id_or_nothing(text):
    for made in (slug(text), id_from(text)):
        assert made == "" or is_id(made)
        assert len(made.encode()) <= ID_MAX_BYTES


@given(st.one_of(st.text(max_size=300), VIETNAMESE))
def test_the_slug_of_a_slug_is_itself(text):
    assert slug(slug(text)) == slug(text)
    assert id_from(id_from(text)) == id_from(text)


@given(VIETNAMESE)
def test_however_a_text_is_composed_and_cased_its_id_is_the_same(text):
    assert id_from(unicodedata.normalize("NFD", text)) == id_from(text.upper()) == id_from(text)


@given(st.text("đĐðÐɖƉ", min_size=1, max_size=20))
def test_every_barred_d_is_a_plain_d(text):
    assert slug(text) == "d" * len(text)
