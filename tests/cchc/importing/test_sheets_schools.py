"""Lists of schools → units, hundreds at once, under their communes."""

import pytest
from tests.cchc.importing.workbooks import imported, refused, said, unit, workbook, written

from cchc.importing.sheets.schools import levels_in, name_key

HEAD = ("STT", "Tên trường", "Cấp học", "Xã, phường", "Địa chỉ", "Điện thoại", "Email", "Website", "Hiệu trưởng")
SO = unit("so", loai="so")


def school(
    name="Trường THCS Bình Minh", level="THCS", commune=None, address=None, phone=None, mail=None, web=None, head=None
):
    return (1, name, level, commune, address, phone, mail, web, head)


def test_a_row_becomes_a_unit_under_its_commune(tmp_path):
    row = school(
        "Trường THCS Hoa Sen",
        "THCS",
        "Phường Hoa Sen",
        "Số 1",
        "0299 3000 301",
        "a@a.example",
        "https://a.example/",
        "Nguyễn Văn A",
    )

    batch = imported([HEAD, row])
    commune, one = batch.items

    assert (commune.item.ma, commune.item.ten, commune.item.loai, commune.parent) == (
        "phuong-hoa-sen",
        "UBND phường Hoa Sen",
        "xa",
        "so",
    )
    assert (one.item.ma, one.item.loai, one.item.cap_hoc, one.parent) == (
        "thcs-hoa-sen",
        "truong",
        ("thcs",),
        "phuong-hoa-sen",
    )
    assert (one.item.duong_day_nong, one.item.email_phan_anh, one.item.dia_chi) == (
        "0299 3000 301",
        "a@a.example",
        "Số 1",
    )
    assert (one.item.url, one.item.dinh_danh) == ("https://a.example/", "a.example,2026")
    assert "cột “Xã, phường”: Chưa có đơn vị “Phường Hoa Sen”; lập mới “UBND phường Hoa Sen”" in said(batch)
    assert "cột “Hiệu trưởng”: Cột này là thông tin cá nhân" in said(batch)
    assert "Nguyễn Văn A" not in said(batch)
    folder = written(batch, tmp_path)
    assert not [c for c in folder.complaints() if c.error]
    assert folder.load().units["thcs-hoa-sen"].parent == "phuong-hoa-sen"


@pytest.mark.parametrize(
    ("said_", "levels"),
    [
        ("Mầm non", "mam_non"),
        ("MN", "mam_non"),
        ("Mẫu giáo", "mam_non"),
        ("Tiểu học", "tieu_hoc"),
        ("TH", "tieu_hoc"),
        ("TH&THCS", "tieu_hoc thcs"),
        ("TH-THCS-THPT", "tieu_hoc thcs thpt"),
        ("THCS và THPT", "thcs thpt"),
        ("Trung học cơ sở", "thcs"),
        ("Trung học phổ thông", "thpt"),
        ("Cấp 2+3", "thcs thpt"),
        ("PTCS", "tieu_hoc thcs"),
        ("TTGDTX", "gdtx"),
        ("GDNN-GDTX", "gdtx"),
        ("PTDTBT TH&THCS Cỏ May", "tieu_hoc thcs"),
        ("Phòng Giáo dục", ""),
    ],
)
def test_levels_are_read_as_schools_write_them(said_, levels):
    assert " ".join(levels_in(said_)) == levels


def test_the_level_comes_from_column_name_heading_or_sheet():
    rows = [("Tên trường", "Địa chỉ"), ("Trường Tiểu học A", "x"), ("Trường Hoa Mai", "x"), ("Chùa Một Cột", "x")]

    batch = imported(workbook(rows, name="MN"))

    assert [one.item.cap_hoc for one in batch.items] == [("tieu_hoc",), ("mam_non",), ("mam_non",)]


def test_a_level_that_is_none_is_said():
    batch = imported([HEAD, school("Trường Hy Vọng", "Liên thông"), school("Trung tâm Nhật ngữ", None)])

    assert [(one.item.cap_hoc, one.item.loai) for one in batch.items] == [((), "truong"), ((), "khac")]
    assert "Cấp học “Liên thông” chưa rõ là cấp nào" in said(batch)
    assert said(batch).count("Chưa rõ cấp học; để trống.") == 2


@pytest.mark.parametrize(
    "commune", ["Phường Hoa Sen", "phường hoa sen", "P. Hoa Sen", "UBND phường Hoa Sen", "Hoa Sen", "PHUONG HOA SEN"]
)
def test_a_commune_that_stands_is_found_whatever_its_accents_and_prefix(commune):
    units = (SO, unit("phuong-hoa-sen", "so", "xa", ten="UBND phường Hoa Sen"))

    batch = imported(workbook([HEAD, school(commune=commune)]), "ds.xlsx", *units)

    assert [(one.item.ma, one.parent) for one in batch.items] == [("thcs-binh-minh", "phuong-hoa-sen")]


def test_a_commune_and_a_ward_of_one_name_are_two():
    batch = imported(
        [
            HEAD,
            school("Trường THCS A", commune="Xã Hoa Sen"),
            school("Trường THCS B", commune="Phường Hoa Sen"),
            school("Trường THCS C", commune="Ao Sen"),
        ]
    )

    assert [one.item.ma for one in batch.items] == [
        "xa-hoa-sen",
        "phuong-hoa-sen",
        "xa-ao-sen",
        "thcs-a",
        "thcs-b",
        "thcs-c",
    ]
    assert "xem là xã hay phường" in said(batch)


def test_a_school_that_stands_keeps_its_id_and_its_authority():
    units = (
        SO,
        unit("phuong-hoa-sen", "so", "xa", ten="UBND phường Hoa Sen"),
        unit("so-khac", loai="so"),
        unit(
            "hoa-sen-2",
            "phuong-hoa-sen",
            ten="Trường Trung học cơ sở Hoa Sen",
            url="https://a.example/",
            dinh_danh="a.example,2024",
        ),
    )
    row = school("Trường THCS Hoa Sen", commune="Hoa Sen", web="https://b.example/")

    with_commune = imported(workbook([HEAD, row]), "ds.xlsx", *units).items
    without = imported(workbook([HEAD, school("THCS Hoa Sen")]), "ds.xlsx", *units).items
    elsewhere = imported(workbook([HEAD, school("THCS Hoa Sen", commune="Xã Khác")]), "ds.xlsx", *units).items

    assert [(one.item.ma, one.item.dinh_danh) for one in with_commune] == [("hoa-sen-2", None)]
    assert [one.item.ma for one in without] == ["hoa-sen-2"]
    assert [one.item.ma for one in elsewhere] == ["xa-khac", "thcs-hoa-sen"]


def test_schools_of_one_name_bear_their_commune_in_the_id_and_are_found_again():
    rows = [
        HEAD,
        school("Trường THCS A", commune="Xã X"),
        school("Trường THCS A", commune="Xã Y"),
        school("Trường THCS A", commune="Xã Y"),
    ]

    batch = imported(rows)
    units = [SO, *(one.item.model_copy(update={"parent": one.parent}) for one in batch.items)]
    again = imported(workbook(rows), "ds.xlsx", *units)

    assert [one.item.ma for one in batch.items] == ["xa-x", "xa-y", "thcs-a", "thcs-a-xa-y"]
    assert "dòng 4: Trường đã có ở trang tính “DS”, dòng 3; không nhập dòng này" in said(batch)
    assert [one.item.ma for one in again.items] == ["thcs-a", "thcs-a-xa-y"]


def test_a_school_whose_commune_is_not_named_stands_under_the_unit_itself():
    batch = imported([HEAD, school()])

    assert batch.items[0].parent == "so"
    assert "cột “Xã, phường”: Không nêu xã, phường; để trực thuộc Đơn vị so." in said(batch)
    assert "Không nêu xã" not in said(imported([("Tên trường", "Cấp học"), ("THCS A", "THCS")]))


def test_a_sub_heading_may_name_the_commune():
    batch = imported([("TT", "Tên trường", "Cấp học"), ("I", "Xã Cỏ May"), (1, "Trường THCS A", "THCS")])

    assert [(one.item.ma, one.parent) for one in batch.items] == [("xa-co-may", "so"), ("thcs-a", "xa-co-may")]


def test_offices_of_communes_may_stand_in_the_list_themselves():
    batch = imported(
        [HEAD, school("UBND xã Cỏ May", None, None, "Thôn Đông"), school("Trường THCS A", commune="Xã Cỏ May")]
    )

    assert [(one.item.ma, one.item.loai, one.parent) for one in batch.items] == [
        ("ubnd-xa-co-may", "xa", "so"),
        ("thcs-a", "truong", "ubnd-xa-co-may"),
    ]


def test_a_commune_imports_its_own_schools_and_no_others():
    xa = unit("xa-co-may", loai="xa", ten="UBND xã Cỏ May")
    rows = [HEAD, school("Trường THCS A", commune="Xã Cỏ May"), school("Trường THCS B", commune="Xã Khác")]

    batch = imported(workbook(rows), "ds.xlsx", xa)

    assert [(one.item.ma, one.parent) for one in batch.items] == [("thcs-a", "xa-co-may")]
    assert "dòng 3: Xã, phường “Xã Khác” không thuộc UBND xã Cỏ May; không nhập dòng này" in said(batch)


def test_a_school_has_no_schools_below_it():
    refusal = refused(workbook([HEAD, school()]), "ds.xlsx", unit("thcs-a"))

    assert "danh sách trường không nhập vào một trường được" in refusal.what


def test_a_row_without_a_name_is_listed_without_what_is_personal():
    batch = imported([HEAD, school(None, "THCS", head="Nguyễn Văn A")])

    assert "dòng 2: Không có tên trường; không nhập dòng này: “1 | THCS”" in said(batch)


@pytest.mark.parametrize(
    ("cell", "number", "words"),
    [
        ("0299 3000 501", "0299 3000 501", ""),
        (912345678, "0912345678", "thiếu số 0 ở đầu"),
        (2993000501, "02993000501", "thiếu số 0 ở đầu"),
        ("+84 912 345 678", "+84 912 345 678", ""),
        ("19001234", "19001234", ""),
        ("ĐT: 0299 3000 501", "0299 3000 501", "chỉ lấy 0299 3000 501"),
        ("0299 3000 501 / 0912 345 678", "0299 3000 501", "nhiều hơn một số điện thoại"),
        ("0299 3000 501; 0912 345 678", "0299 3000 501", "nhiều hơn một số điện thoại"),
        ("113", "113", ""),
        ("không có", None, "“không có” không phải là số điện thoại; không nhập."),
        ("09123456789012345", None, "không phải là số điện thoại"),
    ],
)
def test_telephone_numbers_get_back_the_0_excel_took(cell, number, words):
    batch = imported([HEAD, school(phone=cell)])

    assert batch.items[0].item.duong_day_nong == number
    assert words in said(batch)
    assert words or "cột “Điện thoại”" not in said(batch)


@pytest.mark.parametrize(
    ("web", "url", "authority", "words"),
    [
        ("https://a.example/cchc", "https://a.example/cchc/", "a.example,2026", ""),
        ("a.edu.vn", "https://a.edu.vn/", "a.edu.vn,2026", "thiếu https://; đã thêm"),
        ("https://pgd.example/thcs-a/", "https://pgd.example/thcs-a/", "thcs-binh-minh.pgd.example,2026", ""),
        ("đang làm", None, None, "Không nhập: “đang làm”"),
    ],
)
def test_web_addresses_become_the_address_of_the_section(web, url, authority, words):
    batch = imported([HEAD, school(web=web)])

    assert (batch.items[0].item.url, batch.items[0].item.dinh_danh) == (url, authority)
    assert words in said(batch)


def test_two_schools_of_one_web_address_are_said_and_kept_apart(tmp_path):
    batch = imported(
        [HEAD, school("Trường THCS A", web="https://a.example/"), school("Trường THCS B", web="https://a.example/")]
    )

    assert [one.item.dinh_danh for one in batch.items] == ["a.example,2026", "thcs-b.a.example,2026"]
    assert "Trang web “https://a.example/” trùng với thcs-a." in said(batch)
    assert not [c for c in written(batch, tmp_path).complaints() if c.error]


def test_what_is_no_mail_address_is_said():
    batch = imported(
        [HEAD, school("Trường THCS A", mail="a@a.example, b@b.example"), school("Trường THCS B", mail="chưa có")]
    )

    assert [one.item.email_phan_anh for one in batch.items] == ["a@a.example", None]
    assert "chỉ lấy a@a.example" in said(batch)
    assert "“chưa có” không phải một địa chỉ thư điện tử; không nhập." in said(batch)


def test_names_are_compared_without_what_people_leave_out():
    assert name_key("Trường Trung học cơ sở Hoa Sen") == name_key("THCS HOA SEN") == "thcs hoa sen"
    assert name_key("Trường Mầm non Trường Sơn") == name_key("MN Trường Sơn")
    assert name_key("Trường Tiểu học và THCS A") == name_key("Trường TH&THCS A")


def test_a_name_without_latin_letters_has_an_id_all_the_same():
    assert [one.item.ma for one in imported([HEAD, school("«»")]).items] == ["truong"]


def test_hundreds_of_schools_come_at_once(tmp_path):
    rows = [
        school(f"Trường THCS Số {n}", commune=f"Xã {n % 20}", phone=f"0299 3{n:06}", web=f"https://thcs-{n}.example/")
        for n in range(400)
    ]

    folder = written(imported([HEAD, *rows]), tmp_path)

    assert len(folder.load().units) == 421
    assert not [c for c in folder.complaints() if c.error]
