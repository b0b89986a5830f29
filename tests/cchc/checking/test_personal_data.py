"""Identity numbers are found however they are written; other numbers of a school are let be."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cchc.checking.mistakes import news
from tests.cchc.test_remembering import Shelf
from tests.school import NOW, School

from cchc.checking import texts
from cchc.checking.personal_data import _CCCD, _CMND, find_identity_number
from cchc.checking.verdict import judge
from cchc.reading.tree import load
from cchc.remembering import use

FOUND = [
    "001099012345",
    "CCCD: 079 199 012 345.",
    "(096.299.012.345)",
    "số 001-099-012-345,",
    "0010 9901 2345",
    "001\u00a0099\u00a0012\u00a0345",
    "mã định danh001099012345",
    "1 001099012345",
    "tên_001099012345_bản.pdf",
    "CMND 123456789",
    "Chứng minh nhân dân số: 123456789 cấp ngày 01/02/2010",
    "CMND/CCCD số 123 456 789",
    "CMTND: 123.456.789",
    "chứng minh thư 123456789",
    "CMT 012345678",
]

NOT_FOUND = [
    "",
    "0912345678",
    "0912 345 678 – 0203 382 500",
    "0203 3825 000",
    "+84 912 345 678",
    "024.3869.2345",
    "tài khoản 0011001234567",
    "tài khoản 101010012345678",
    "1903 4567 8901 2345",
    "0011 0022 3344 5566",
    "25/KH-THCS ngày 05/11/2026",
    "1130/QĐ-BGDĐT",
    "2.002854",
    "1.005099.000.00.00.H42",
    "KQ.G03.000497",
    "000.00.00.H22",
    "000099012345",
    "097099012345",
    "123456789",
    "100099012345",
    "1/001099012345",
    "001099012345/2",
    "05/11/2026 08:30, 06/11/2026",
    "88,37% của 1.234.567.890.123 đồng",
    "học sinh 123456789, CMND không ghi",
    "0010990123456",
    "001.099.012.345.6",
]


@pytest.mark.parametrize("text", FOUND)
def test_a_number_of_an_identity_paper_is_found(text: str):
    assert find_identity_number(text) is not None


@pytest.mark.parametrize("text", NOT_FOUND)
def test_telephones_accounts_codes_and_dates_are_not_identity_numbers(text: str):
    assert find_identity_number(text) is None


@given(
    st.text("aă ,.;:\n", max_size=10),
    st.integers(1, 96),
    st.integers(0, 999_999_999),
    st.sampled_from(["", " ", ".", "-", "\u00a0"]),
)
def test_any_citizens_number_is_found_in_any_sentence(words: str, province: int, rest: int, gap: str):
    digits = f"{province:03d}{rest:09d}"
    number = gap.join(digits[place : place + 3] for place in range(0, 12, 3))

    assert find_identity_number(f"{words.rstrip('.')} {number} {words.lstrip('.')}") == number


NUMBERS = st.from_regex(r"0?[0-9]{1,4}", fullmatch=True)
WORDS = st.sampled_from(
    ("CMND", "cmtnd", "Cmt", "CHỨNG minh thư", "chứng minh nhân dân", "CCCD", "số", "/", "\n", "٠١٢")
)


@given(st.lists(NUMBERS | WORDS | st.sampled_from(" .-\u00a0()"), max_size=16).map("".join))
def test_the_quick_looks_miss_no_number_of_an_identity_paper(text: str):
    citizens = (found[0] for found in _CCCD.finditer(text) if 1 <= int(re.sub(r"\D", "", found[0])[:3]) <= 96)
    older = _CMND.search(text)

    assert find_identity_number(text) == next(citizens, older[1] if older else None)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("thu-tuc/a.md", ""),
        ("tin-tuc/2026/tin.md", news("the: [lớp 6, '001099012345']")),
        ("tin-tuc/2026/tin.md", news("tep: don-001099012345.pdf")),
        ("tin-tuc/2026/tin.md", news("ghim: chắc", body="CCCD 001099012345")),
    ],
)
def test_they_are_found_wherever_the_public_may_read(school: School, path: str, text: str):
    if path.startswith("thu-tuc"):
        school.procedure("a", tai_don_vi={"ghi_chu": "Cô Hoa, CCCD 001099012345"})
    else:
        school.file(path, text)

    [found] = [complaint for complaint in school.complaints() if complaint.rule == "so-dinh-danh"]

    assert found.error
    assert "001099012345" not in found.what
    assert "001…45" in found.what


def test_a_file_that_did_not_change_is_looked_through_once(school: School, monkeypatch: pytest.MonkeyPatch):
    school.unit()
    school.news(body="Em có CCCD 001099012345.\n\nGọi 0912 345 678.", the="lớp 6, 0912 345 679")
    with use(Shelf()):
        first = judge(load(school.root), NOW).complaints
        monkeypatch.setattr(texts, "found_in", None)
        again = judge(load(school.root), NOW).complaints
        school.unit(duong_day_nong="0912 345 678")
        own = judge(load(school.root), NOW).complaints

    assert again == first
    assert {"so-dinh-danh", "dien-thoai"} <= {one.rule for one in first}
    assert [one.line for one in first if one.rule == "dien-thoai"] == [5, 9]
    assert [one.line for one in own if one.rule == "dien-thoai"] == [5]


def test_what_is_never_published_may_hold_them(school: School):
    school.news(pham_vi="noi_bo", body="CCCD 001099012345")

    assert "so-dinh-danh" not in school.rules()


def reply(
    school: School, body: str = "Nhà trường xin trả lời.", name: str = "gio-mo-cua", **fields: object
) -> list[str]:
    values = {"noi_dung": "Mấy giờ mở cửa?", "ngay_nhan": "01/11/2026", "ngay_tra_loi": "05/11/2026",
              "nguoi_gui": "Bà Đỗ Thị Ví Dụ, phụ huynh lớp 6A, phường Hoa Sen"}  # fmt: skip
    school.unit()
    school.write(f"phan-anh/{name}.md", body, **{**values, **fields})
    return [f"{one.line} {one.what}" for one in school.complaints() if one.rule == "ten-nguoi-gui"]


def test_a_sender_s_name_in_the_address_the_question_or_the_answer_is_told(school: School) -> None:
    told = reply(
        school,
        "Phường Hoa Sen.\n\nKính gửi bà ĐỖ THỊ VÍ DỤ.",
        name="hoi-cua-ba-do-thi-vi-du",
        noi_dung="Bà Đỗ Thị Ví Dụ hỏi giờ mở cửa",
    )

    assert told == [
        "1 Tên người gửi “Đỗ Thị Ví Dụ” còn hiện trong địa chỉ `hoi-cua-ba-do-thi-vi-du`.",
        "2 Tên người gửi “Đỗ Thị Ví Dụ” còn hiện trong nội dung.",
        "9 Tên người gửi “Đỗ Thị Ví Dụ” còn hiện trong câu trả lời.",
    ]


@pytest.mark.parametrize(
    "fields",
    [{}, {"dong_y_cong_khai": "true", "noi_dung": "Bà Đỗ Thị Ví Dụ hỏi"}, {"nguoi_gui": "Phụ huynh lớp 6A"},
     {"nguoi_gui": "Người dân phường Hoa Sen", "noi_dung": "Đèn ở phường Hoa Sen hỏng"}],
)  # fmt: skip
def test_a_sender_not_named_elsewhere_or_who_agreed_is_let_be(school: School, fields: dict[str, str]) -> None:
    assert reply(school, **fields) == []


@pytest.mark.parametrize(
    ("body", "fields", "line"),
    [
        ("Chào chị.\n\nMời chị Dụ đến trường.", {}, 9),
        ("## Trả lời bà Dụ\n\nĐã sửa.", {}, 7),
        ("Hồ sơ do-thi-vi-du đã xong.", {}, 7),
        ("Ví dụ này của ông nào đó.", {}, None),
        ("Đã sửa.", {"tep": [{"tep": "don.pdf", "ten": "Đơn của bà Đỗ Thị Ví Dụ"}]}, 6),
    ],
)
def test_a_sender_spoken_to_by_the_given_name_is_told(
    school: School, body: str, fields: dict[str, object], line: int | None
) -> None:
    school.file("phan-anh/don.pdf", b"%PDF")

    assert [int(one.split()[0]) for one in reply(school, body, **fields)] == ([line] if line else [])
