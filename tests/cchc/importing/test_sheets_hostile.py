"""Files nobody means well with, or that broke on the way: each is refused or read, in bounded time and memory."""

import io
import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cchc.importing.workbooks import imported, refused, repacked, said, separated, tried, workbook

from cchc.importing.imported import Batch
from cchc.importing.sheets import workbook as reader

HEAD = ("Tên trường", "Cấp học", "Địa chỉ")
GOOD = workbook([HEAD, ("Trường THCS A", "THCS", "Thôn Đông")])
SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(change):
    return repacked(GOOD, lambda name, part: change(part) if name == SHEET else part)


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_unread():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(SHEET, "w") as part:
            for _ in range(160):
                part.write(b" " * 1_000_000)

    assert "bung ra quá lớn" in refused(bomb.getvalue()).what


def test_sheets_larger_than_people_make_are_refused():
    data = with_sheet(lambda part: part + b" " * (reader.MAX_XML + 1))

    assert "bảng tính quá lớn" in refused(data).what


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_encoding(encoding):
    evil = '<?xml version="1.0" encoding="{}"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>'

    assert "DTD" in refused(with_sheet(lambda _: evil.format(encoding).encode(encoding))).what


def test_macros_are_never_looked_at():
    data = io.BytesIO(GOOD)
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 AutoOpen")

    assert len(imported(data.getvalue(), "ds.xlsm").items) == 1


def test_a_password_and_the_old_format_are_named():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

    assert "mật khẩu" in refused(ole + "EncryptedPackage".encode("utf-16-le")).what
    assert "kiểu cũ" in refused(ole + b" " * 600, "ds.xls").what


@pytest.mark.parametrize("size", [30, 400, 2_000, -1])
def test_half_a_file_is_refused(size):
    assert "hỏng" in refused(GOOD[:size]).what


@pytest.mark.parametrize(
    "sheet",
    [
        b"no xml at all",
        b"<worksheet><sheetData><row r='x'><c r='A1'><v>1</v></c></row></sheetData></worksheet>",
        (
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
            b'<c r="A1" t="s"><v>99</v></c></row></sheetData></worksheet>'
        ),
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="A1"><v>' + b"9" * 5_000 + b"</v></c></row></sheetData></worksheet>",
        (
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><mergeCells>'
            b'<mergeCell ref="nowhere"/></mergeCells></worksheet>'
        ),
    ],
)
def test_a_damaged_sheet_is_refused(sheet):
    assert "hỏng" in refused(with_sheet(lambda _: sheet)).what


def test_a_sheet_that_claims_to_be_endless_is_read_as_far_as_it_goes():
    def endless(part):
        return part.replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"').replace(b'<row r="2"', b'<row r="99999999999"')

    assert "không có dòng nào" in refused(with_sheet(endless)).what


def test_a_row_far_below_is_still_read():
    def far(part):
        return part.replace(b'<row r="2"', b'<row r="1048576"').replace(b'2"', b'1048576"', 0)

    assert len(imported(with_sheet(far)).items) == 1


def test_merged_cells_over_the_whole_sheet_cost_nothing_and_too_many_are_refused():
    whole = with_sheet(
        lambda part: part.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="C2:XFD1048576"/></mergeCells>'
        )
    )
    many = b'<mergeCell ref="A1:A9"/>' * 300_000

    assert len(imported(whole).items) == 1
    assert (
        "quá nhiều ô gộp"
        in refused(
            with_sheet(
                lambda part: part.replace(b"</sheetData>", b"</sheetData><mergeCells>" + many + b"</mergeCells>")
            )
        ).what
    )


def test_more_rows_or_columns_than_people_read_are_refused():
    assert "hơn 20.000 dòng" in refused(separated([HEAD] * 20_002), "ds.csv").what
    assert "hơn 20.000 dòng" in refused(workbook([HEAD, *[("A",)] * 20_001])).what
    assert "100 cột" in refused([(*HEAD, *["x"] * 98)]).what


def test_five_thousand_rows_come_whole():
    rows = [(f"Trường THCS Số {n}", "THCS", f"Thôn {n}") for n in range(5_000)]

    assert len(imported([HEAD, *rows]).items) == 5_000


def test_a_thousand_rows_of_one_name_are_told_apart_or_listed():
    rows = [("12/QĐ-UBND", f"0{1 + n % 9}/02/2026", "A", "UBND") for n in range(1_000)]

    batch = imported([("Số ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành"), *rows])

    assert len({one.item.id for one in batch.items}) == len(batch.items) == 9
    assert said(batch).count("Văn bản đã có ở") == 991


def test_an_office_file_that_is_no_workbook_is_named():
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    assert "không phải tệp Word (.docx) hay bảng tính (.xlsx)" in refused(other.getvalue(), "ds.ods").what


@given(seed=st.integers(0, 10**9))
def test_whatever_byte_is_wrong_it_is_read_or_refused(seed):
    chance = random.Random(seed)
    data = bytearray(GOOD)
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)

    outcome = tried(bytes(data))

    assert isinstance(outcome, Batch) or outcome.how


@given(seed=st.integers(0, 10**9))
def test_whatever_part_of_the_xml_is_wrong_it_is_read_or_refused(seed):
    chance = random.Random(seed)

    def harm(_, part):
        cut = chance.randrange(len(part) + 1)
        return (
            part
            if chance.random() < 0.7
            else part[:cut] + chance.choice([b"", b"<x>", b'"', b"9" * 50]) + part[cut + chance.randint(0, 9) :]
        )

    outcome = tried(repacked(GOOD, harm))

    assert isinstance(outcome, Batch) or outcome.how


@given(text=st.text(max_size=400))
def test_whatever_a_csv_file_says_it_is_read_or_refused(text):
    outcome = tried(("Tên trường;Cấp học;Địa chỉ\n" + text).encode("utf-8", "ignore"), "ds.csv")

    assert isinstance(outcome, Batch) or outcome.how
