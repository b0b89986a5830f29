"""What titles have in common, but for the words all of them have."""

from hypothesis import given
from hypothesis import strategies as st

from cchc.drafting.likeness import likeness


def test_words_every_title_has_make_no_two_alike():
    assert likeness("Kế hoạch cải cách hành chính năm 2026", "Kế hoạch cải cách hành chính năm 2025") == 0
    assert likeness("Tập huấn chữ ký số", "Chữ ký số cho giáo viên") > likeness("Tập huấn chữ ký số", "Chữ in")


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_mutual(one: str, other: str):
    assert likeness(one, other) == likeness(other, one) >= 0
