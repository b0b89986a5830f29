"""Phrases are heard as whole words, with their accents where the text has any."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cchc.model.vocabulary import DoiTuong, named
from cchc.vietnamese.phrases import hear


def test_a_phrase_is_whole_words_with_its_accents():
    assert hear("Họp giao ban").says("họp")
    assert not hear("Phối hợp giao ban").says("họp")
    assert not hear("Họp").says("họp giao ban", "hội nghị")


def test_a_title_typed_without_accents_is_understood():
    assert hear("Hop giao ban thang 11").says("họp")
    assert hear("Hop giao ban").says("giao ban")


def test_both_ways_to_set_a_tone_and_decomposed_letters_are_the_same_word():
    assert hear("Số hoá học bạ").says("số hóa")
    assert hear(unicodedata.normalize("NFD", "Số hóa học bạ")).says("số hoá")


def test_a_phrase_said_twice_in_a_row_counts_twice():
    assert hear("Hồ sơ, hồ sơ và hồ sơ!").count("hồ sơ") == 3


def test_the_longest_name_is_heard_and_the_first_said_comes_first():
    assert named(DoiTuong, hear("Họp cha mẹ học sinh")) == (DoiTuong.CHA_ME,)
    assert named(DoiTuong, hear("Giáo viên và học sinh gặp cha mẹ học sinh")) == (
        DoiTuong.CAN_BO,
        DoiTuong.HOC_SINH,
        DoiTuong.CHA_ME,
    )
    assert named(DoiTuong, hear("Gặp gỡ các bác"), {DoiTuong.NGUOI_DAN: ("các bác",)}) == (DoiTuong.NGUOI_DAN,)


@given(st.text(max_size=80))
def test_hearing_never_fails(text: str):
    heard = hear(text)
    for value in named(DoiTuong, heard):
        assert any(heard.says(phrase) for phrase in (*value.label.split(", "), *value.also))
