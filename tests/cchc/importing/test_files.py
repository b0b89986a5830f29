"""What a file is, its bytes say; old letters are converted and shown, what cannot be read is refused by name."""

import io
import zipfile

import pytest
from tests.cchc.vietnamese.old_encodings import cp1258, tcvn3, vni

from cchc.importing.doubts import CannotImport
from cchc.importing.files import read_file
from cchc.importing.imported import Batch, Into
from cchc.model.plan import Plan
from cchc.model.unit import Unit
from cchc.vietnamese.calendar import parse_moment

PLAN = """Số: 07/KH-TH

Ao Sen, ngày 12 tháng 01 năm 2026

KẾ HOẠCH

Tuyên truyền cải cách hành chính năm 2026

I. MỤC ĐÍCH

Cha mẹ học sinh biết thủ tục nào làm tại trường, nộp hồ sơ ở đâu, bao lâu được trả kết quả.

HIỆU TRƯỞNG

Nguyễn Thị Đỗ Quyên
"""


def read(data: bytes, name: str = "ke-hoach.txt") -> Batch:
    unit = Unit.model_validate({"ma": "th-ao-sen", "ten": "Trường Tiểu học Ao Sen", "loai": "truong"})
    today = parse_moment("20/11/2026")
    assert today is not None
    return read_file(data, name=name, into=Into(unit, {unit.ma: unit}, today))


def plan_in(batch: Batch) -> Plan:
    [imported] = batch.items
    assert isinstance(imported.item, Plan)
    return imported.item


def test_a_plan_in_plain_text_becomes_a_plan():
    plan = plan_in(read(PLAN.encode()))

    assert (plan.so_ky_hieu, plan.dia_danh, plan.nam, plan.chuc_vu) == ("07/KH-TH", "Ao Sen", 2026, "Hiệu trưởng")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (tcvn3(PLAN).encode("latin-1"), "TCVN3 (ABC)"),
        (vni(PLAN).encode("cp1252"), "VNI"),
        (cp1258(PLAN), "Windows-1258"),
    ],
)
def test_a_file_in_an_old_encoding_is_converted_and_shown_before_and_after(data, name):
    batch = read(data)

    assert plan_in(batch).trich_yeu == "Tuyên truyền cải cách hành chính năm 2026"
    [doubt] = (doubt for doubt in batch.doubts if "bảng mã cũ" in doubt.what)
    assert name in doubt.what
    assert "07/KH-TH" in doubt.what
    assert "so với bản in" in doubt.how


def test_an_old_paragraph_in_a_new_file_is_converted_alone():
    old = "Cha mẹ học sinh biết thủ tục nào làm tại trường, nộp hồ sơ ở đâu, bao lâu được trả kết quả."

    batch = read(PLAN.replace(old, vni(old)).encode())

    assert old in plan_in(batch).body.text
    [doubt] = (doubt for doubt in batch.doubts if "bảng mã cũ" in doubt.what)
    assert doubt.line == 11


def test_utf_16_is_read_without_a_word():
    batch = read(PLAN.encode("utf-16"))

    assert plan_in(batch).so_ky_hieu == "07/KH-TH"
    assert not any("bảng mã" in doubt.what for doubt in batch.doubts)


def zipped(*names: str) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return into.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "tệp rỗng"),
        (b" \n\t ", "tệp rỗng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word", "kiểu cũ"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (rb"{\rtf1 xin chao}", ".rtf"),
        (b"\xff\xd8\xff\xe0 anh", "ảnh chụp"),
        (b"PK khong phai zip", "bị hỏng"),
        (zipped("mimetype", "content.xml"), "không phải tệp Word"),
        (b"%PDF-1.7 cut", "hỏng"),
        (b"\x00\x01\xfe\xfa\x93\x81" * 9, "không phải Unicode"),
        (b"---\ntieu_de: Tin\n---\n", "đã là tệp nội dung"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data, why):
    with pytest.raises(CannotImport) as refused:
        read(data)

    assert why in refused.value.what
    assert refused.value.how
