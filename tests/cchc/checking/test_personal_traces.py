"""Telephones, e-mail, birth dates, accounts, codes, homes, lists of people: found, missed and falsely alarmed."""

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.school import School

from cchc.checking import personal_traces
from cchc.checking.personal_data import SAID, find_identity_number
from cchc.checking.personal_traces import contact_keys, traces
from cchc.reading.complaints import Complaint

SAMPLES = Path(__file__).parent / "personal_data"
OWN = ("0203 382 5000", "0904 123 456", "lienhe.hoasen@gmail.com")
KINDS = {*SAID, "so-dinh-danh"}


class Measured(NamedTuple):
    """Kinds of personal data in the texts of a sample: found, missed; and kinds found where there are none."""

    found: int
    missed: int
    false: int


def found_in(text: str) -> set[str]:
    own = {key for contact in OWN for key in contact_keys(contact)}
    kinds = {trace.kind for trace in traces(text) if trace.key not in own}
    return kinds | ({"so-dinh-danh"} if find_identity_number(text) else set())


def cases(name: str) -> list[tuple[set[str], str]]:
    said = tomllib.loads((SAMPLES / f"{name}.toml").read_text("utf-8"))
    return [(set(kinds.split()) - {"khong"}, text) for kinds, texts in said.items() for text in texts]


@pytest.mark.parametrize(
    ("name", "texts", "wanted"),
    [
        ("written_before", 84, Measured(38, 0, 0)),
        ("first_held_out", 78, Measured(36, 0, 1)),
        ("held_out", 38, Measured(16, 2, 0)),
    ],
)
def test_what_is_found_missed_and_falsely_alarmed_in_texts_of_schools(name: str, texts: int, wanted: Measured):
    sample = cases(name)
    found = [(kinds, found_in(text)) for kinds, text in sample]
    measured = Measured(*(sum(len(one(want, got)) for want, got in found) for one in (
        set.intersection, set.difference, lambda want, got: got - want)))  # fmt: skip
    print(f"{name}: {len(sample)} texts, {measured}")

    assert (len(sample), measured) == (texts, wanted)
    assert set().union(*(kinds for kinds, _ in sample)) <= KINDS


@pytest.mark.needs("shared-data")
def test_real_plans_and_procedures_raise_no_alarm(shared_data: Path):
    texts = {path.name: path.read_text("utf-8", errors="replace") for path in shared_data.rglob("*.*")
             if path.suffix in (".md", ".txt", ".csv")}  # fmt: skip
    alarmed = {name: traces(unicodedata.normalize("NFC", text)) for name, text in texts.items()}

    assert len(texts) > 50
    assert {name: found for name, found in alarmed.items() if found} == {}


def test_the_sample_of_the_project_raises_no_alarm(project: Path):
    found = School(project / "content").complaints()

    assert [one for one in found if one.rule in KINDS] == []


def told(school: School) -> list[Complaint]:
    return [one for one in school.complaints() if one.rule in SAID]


def test_a_message_says_where_and_how_and_never_repeats_the_number(school: School):
    path = school.news(body="Gọi cô Hoa.\n\nSố 0912 345 678, 0987 654 321 hoặc hoanguyen@gmail.com.")

    [phone, mail] = told(school)

    assert (phone.path, phone.line, phone.rule, phone.error) == (path, 8, "dien-thoai", False)
    assert phone.what == "Có số điện thoại của cá nhân (091…78 và 1 chỗ nữa)."
    assert mail.what == "Có thư điện tử của cá nhân (h…@gmail.com)."
    assert phone.how != mail.how


@given(st.sampled_from("35789"), st.integers(0, 99_999_999), st.sampled_from(["", " ", ".", "-"]))
def test_any_mobile_number_is_found_however_it_is_parted(first: str, rest: int, gap: str):
    digits = f"0{first}{rest:08d}"
    [trace] = traces(f"Liên hệ cô Lan: {digits[:4]}{gap}{digits[4:7]}{gap}{digits[7:]}, giờ hành chính.")

    assert (trace.kind, trace.key) == ("dien-thoai", digits)
    assert digits not in trace.shown


@given(st.text(max_size=60))
def test_no_text_makes_the_rules_stumble(text: str):
    for trace in traces(text):
        assert trace.kind in SAID
        assert 0 <= trace.start <= len(text)


PIECES = st.sampled_from([
    "sinh", "SINH", "ſınh ngày ", "học sinh ", "sn: ", "sinh vào ngày ", "ngày tháng năm sinh | ", "05/11/2011", "\n",
    "an@gmail.com", "0912 345 678", "| Họ và tên | Ngày sinh |", "- Đỗ Thị Ví Dụ (6A)", "Trần Văn A", "lớp 6", "(7B)",
    "tài khoản 12345678", "trú tại số 5 đường ", "nhà em 5 ngõ", "mã học sinh 1234567890", "https://a.vn/0912345678",
    " ", "1. ",
])  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES | st.text(max_size=3), max_size=14).map("".join))
def test_the_quick_looks_miss_nothing(text: str):
    found = traces(text)
    with pytest.MonkeyPatch.context() as patch:
        for look in ("_ANY", "_MAYBE_BORN"):
            patch.setattr(personal_traces, look, re.compile(""))

        assert traces(text) == found


def test_contacts_of_the_unit_those_above_and_of_procedures_are_meant_to_be_read(school: School):
    school.unit(email_phan_anh="truonghoa@gmail.com")
    school.unit("don-vi/nhanh", duong_day_nong="0904 123 456")
    school.procedure(tai_don_vi={"can_bo": "Cô Hoa", "dien_thoai": "0912 000 111"})
    body = "Cô Hoa 0912.000.111, 0904123456, truonghoa@gmail.com."
    school.news(folder="don-vi/nhanh", body=body)

    assert told(school) == []

    school.news(body=body)

    [above] = told(school)
    assert above.what == "Có số điện thoại của cá nhân (090…56)."


def test_fields_are_looked_at_too_but_for_those_nobody_reads(school: School):
    school.news(tom_tat="Hỏi cô Lan 0912 345 678", nguoi_duyet="Cô Mai 0912 345 679", dong_y_hinh_anh="0912 345 670")
    school.news("noi-bo", pham_vi="noi_bo", body="0912 345 678 – cô Lan")
    days = {"ngay_nhan": "01/11/2026", "noi_dung": "Mấy giờ mở cửa?"}
    school.write("phan-anh/a.md", **days, nguoi_gui="Bà Vân, 0912 345 671")
    school.write("phan-anh/b.md", **days, nguoi_gui="Bà Vân, 0912 345 672", dong_y_cong_khai="true")

    assert [(one.path, one.line) for one in told(school)] == [("phan-anh/b.md", 4), ("tin-tuc/2026/tin.md", 5)]


def test_a_list_of_pupils_is_told_at_its_heading_with_how_many(school: School):
    rows = "".join(f"| {n} | Nguyễn Văn An | 0{n}/02/2014 | 6A |\n" for n in range(1, 6))
    school.news(body=f"Kết quả:\n\n| STT | Họ và tên | Ngày sinh | Lớp |\n|---|---|---|---|\n{rows}")

    [found] = told(school)

    assert (found.line, found.what) == (8, "Có danh sách họ tên kèm lớp, ngày sinh hoặc hoàn cảnh (5 người).")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Họ và tên | Lớp\nNguyễn Văn An | 6A\nmột ô\nnối dài\nTrần Thị Bình | 6B", 2),
        ("Họ và tên | Lớp\nNguyễn Văn An | 6A\nmột\nhai\nba\nbốn\nTrần Thị Bình | 6B", 0),
        ("Họ và tên | Lớp" + " x" * 300 + "\nNguyễn Văn An | 6A\nTrần Thị Bình | 6B", 0),
        ("1. Nguyễn Văn An, lớp 6A\n2. Trần Thị Bình, lớp 6B", 0),
        ("(6A), (6B), (7A), (8A), (9A) trực nhật", 0),
        ("Các mục (1), (2), (3), (4), (5) của Nguyễn Văn An", 0),
    ],
)
def test_what_makes_a_list(text: str, people: int):
    found = [trace.shown for trace in traces(text) if trace.kind == "danh-sach"]

    assert found == ([f"{people} người"] if people else [])
