"""A citizen's name never leaves the school, however it was typed."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.school import School

from cchc.model.masking import mask

MASKED = {
    "Phụ huynh Nguyễn Văn An, lớp 6A": "Phụ huynh N.V.A., lớp 6A",
    "phụ huynh nguyễn văn an": "phụ huynh N.V.A.",
    "PHỤ HUYNH NGUYỄN VĂN AN": "PHỤ HUYNH N.V.A.",
    "nguyễn văn an": "N.V.A.",
    "Nguyễn Tuấn Anh": "N.T.A.",
    "Nguyễn Công Dân": "N.C.D.",
    "Trường Giang": "T.G.",
    "Anh": "A.",
    "phụ huynh Anh Thư": "phụ huynh A.T.",
    "Bà Sáu": "Bà S.",
    "Mẹ cháu Bin": "Mẹ cháu B.",
    "Phụ huynh em Lan lớp 6A1": "Phụ huynh em L. lớp 6A1",
    "Nguyễn Văn An lớp 6A": "N.V.A. lớp 6A",
    "Ông Nguyễn Văn An (phường Trung Tâm)": "Ông N.V.A. (phường T.T.)",
    "Người dân phường Trung Tâm": "Người dân phường T.T.",
    "trưởng thôn Nguyễn Văn An": "trưởng thôn N.V.A.",
    "Ban đại diện cha mẹ học sinh lớp 9A2": "Ban đại diện cha mẹ học sinh lớp 9A2",
    "Một phụ huynh giấu tên": "Một phụ huynh giấu tên",
    "Cô giáo Lan": "Cô giáo L.",
    "Ẩn danh": "Ẩn danh",
    "Lớp 6A": "Lớp 6A",
    "Tổ 5, thôn 3": "Tổ 5, thôn 3",
    "Nguyễn Văn An, 0912 345 678, an@x.vn": "N.V.A., •••, •••",
    "Nguyễn Văn An 05/11/2015": "N.V.A. •••",
    "(Nguyễn Văn An)": "(N.V.A.)",
    "“Nguyễn-Văn.An”": "“N.-V..A.”",
    "[An]": "[A.]",
    "Lan2": "L.",
    "Học Sinhh Lê": "H.S.L.",
    "Công dânNguyễn": "C.D.",
    "phụ huynh 123456": "phụ huynh •••",
    "chú": "C.",
    "Nguyễn Văn An và vợ": "N.V.A.V.V.",
    "": "•••",
}


@pytest.mark.parametrize(("sender", "shown"), MASKED.items())
def test_roles_stay_and_names_become_initials(sender: str, shown: str):
    assert mask(sender) == shown


def test_a_name_typed_on_a_mac_is_masked_too():
    assert mask(unicodedata.normalize("NFD", "Phụ huynh Nguyễn Ấn")) == "Phụ huynh N.Ấ."


surnames = st.sampled_from(["Nguyễn", "Trần", "Lê", "Đặng", "Hoàng", "Vũ", "Niê", "H'Hen"])
given_names = st.sampled_from(
    ["Anh", "Bình", "Công", "Dân", "Em", "Học", "Sinh", "Trường", "Xã", "Tổ", "Mẹ", "Lan", "Phụ", "Con"]
)
names = st.builds(lambda first, rest: " ".join([first, *rest]), surnames, st.lists(given_names, min_size=1, max_size=3))
roles = st.sampled_from(
    ["", "Phụ huynh ", "phụ huynh em ", "Ông ", "Bà ", "Một người dân, ", "Học sinh ", "trưởng thôn ", "Cô "]
)
after = st.sampled_from(["", ", lớp 6A", " lớp 12A1", " (phường Hoa Sen)", "; 0912345678", " – thôn 3", "."])


@given(roles, names, after, st.sampled_from([str, str.upper, lambda text: unicodedata.normalize("NFD", text)]))
def test_no_syllable_of_a_name_is_ever_shown(role: str, name: str, end: str, typed):
    shown = mask(typed(role + name + end))

    words = set(re.findall(r"\w+", shown)) - set(re.findall(r"\w+", unicodedata.normalize("NFC", typed(role))))
    assert not words & {part for part in re.findall(r"\w+", unicodedata.normalize("NFC", typed(name))) if len(part) > 1}


@given(st.text(max_size=60))
def test_any_sender_is_masked_and_nothing_capital_stays_whole(sender: str):
    shown = mask(sender)

    assert shown
    for word in re.findall(r"(?<!\w)[^\W\d_]{2,}(?!\w)", shown):
        if word[0].isupper():
            assert (
                word.lower() in "ông bà anh chị cô thầy em cháu bác chú một các những nhóm ban hội lớp khối trường phụ"
            )


def test_a_sender_who_agreed_is_named(school: School):
    school.write("phan-anh/a.md", noi_dung="A", ngay_nhan="01/10/2026", nguoi_gui="Nguyễn Văn An")
    school.write("phan-anh/b.md", noi_dung="A", ngay_nhan="01/10/2026", nguoi_gui="Lê An", dong_y_cong_khai=True)
    school.write("phan-anh/c.md", noi_dung="A", ngay_nhan="01/10/2026")

    assert [item.sender for item in school.load().items["truong"]] == ["N.V.A.", "Lê An", None]
