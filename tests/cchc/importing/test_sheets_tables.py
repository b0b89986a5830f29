"""Sheets as people dress them: titles above, groups within, notes below, things hidden, merged, computed."""

import csv
from datetime import date, datetime

import pytest
from tests.cchc.importing.workbooks import imported, into, refused, repacked, said, separated, workbook

from cchc.importing.files import read_file

HEAD = ("STT", "Tên trường", "Cấp học", "Địa chỉ", "Điện thoại")
SCHOOLS = (
    (1, "Trường THCS Bình Minh", "THCS", "Số 5 đường Bình Minh", "0299 3000 501"),
    (2, "Trường Tiểu học Ao Sen", "Tiểu học", "Thôn Đông", "0299 3000 502"),
)


def names(batch):
    return [one.item.title if hasattr(one.item, "title") else one.item.ten for one in batch.items]


def test_words_above_the_header_and_below_the_table_are_listed():
    batch = imported(
        [
            ("UBND TỈNH AN HÒA", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("DANH SÁCH TRƯỜNG HỌC NĂM 2026",),
            (),
            HEAD,
            *SCHOOLS,
            ("Tổng cộng", "2 trường"),
            (),
            (None, "Ghi chú: số liệu đến 20/11/2026"),
            (None, None, None, "An Hòa, ngày 20 tháng 11 năm 2026"),
            (None, "Người lập biểu", None, "Trưởng phòng"),
            (None, "Nguyễn Văn A", None, "Trần Thị B"),
        ]
    )

    assert names(batch) == ["Trường THCS Bình Minh", "Trường Tiểu học Ao Sen"]
    assert "trang tính “DS”, dòng 1: Chữ phía trên bảng không nhập: “UBND TỈNH AN HÒA | CỘNG HÒA" in said(batch)
    assert "DANH SÁCH TRƯỜNG HỌC NĂM 2026" in said(batch)
    assert "dòng 7: Dòng tổng cộng không nhập: “Tổng cộng | 2 trường”" in said(batch)
    assert "dòng 9: Chữ phía dưới bảng không nhập: “Ghi chú: số liệu đến 20/11/2026 / An Hòa, ngày 20" in said(batch)
    assert "Nguyễn Văn A | Trần Thị B" in said(batch)


def test_a_row_of_column_numbers_is_no_school():
    batch = imported([HEAD, ("(1)", "(2)", "(3)", "(4)", "(5)"), *SCHOOLS])

    assert len(batch.items) == 2
    assert "(2)" not in said(batch)


def test_sub_headings_belong_to_the_rows_below_them():
    rows = [
        ("TT", "Tên đơn vị", "Địa chỉ"),
        ("I", "Khối mầm non"),
        (1, "Hoa Hồng", "Thôn Đông"),
        ("II", "Khối tiểu học"),
        (2, "Ao Sen", "Thôn Đoài"),
        (3, "Hồ Sen", "Thôn Nam"),
    ]

    batch = imported(rows)

    assert [one.item.cap_hoc for one in batch.items] == [("mam_non",), ("tieu_hoc",), ("tieu_hoc",)]
    assert "dòng 5: Các dòng từ đây nằm dưới tiêu đề nhóm “Khối tiểu học”" in said(batch)
    assert said(batch).count("tiêu đề nhóm") == 2


def test_a_sub_heading_may_be_merged_over_the_row_or_stand_in_the_column_of_names():
    def merge(book):
        book["DS"].merge_cells("A2:C2")

    merged = [("TT", "Tên đơn vị", "Địa chỉ"), ("I. KHỐI MẦM NON",), (1, "Hoa Hồng", "Thôn Đông")]
    bare = [("Tên đơn vị", "Địa chỉ"), ("I. Khối mầm non", None), ("Hoa Hồng", "Thôn Đông")]

    for data in (workbook(merged, dress=merge), workbook(bare)):
        assert [(one.item.ten, one.item.cap_hoc) for one in imported(data).items] == [("Hoa Hồng", ("mam_non",))]


def test_a_row_that_says_only_a_name_is_no_sub_heading():
    batch = imported([("Tên trường", "Địa chỉ"), ("Trường THCS Ao Sen", None), ("Trường THCS Hồ Sen", "Thôn Đông")])

    assert names(batch) == ["Trường THCS Ao Sen", "Trường THCS Hồ Sen"]


def test_a_name_merged_over_two_rows_is_said_in_both():
    def merge(book):
        book["DS"].merge_cells("B2:B3")
        book["DS"].merge_cells("D3:D5")

    rows = [
        ("STT", "Xã, phường", "Tên trường", "Cấp học"),
        (1, "Xã Cỏ May", "Trường THCS A", "THCS"),
        (2, None, "Trường Tiểu học B", "TH"),
        (),
        (3, "Xã Cỏ May", "Trường Tiểu học C"),
    ]
    batch = imported(workbook(rows, dress=merge))

    assert [(one.item.ma, one.parent) for one in batch.items] == [
        ("xa-co-may", "so"),
        ("thcs-a", "xa-co-may"),
        ("tieu-hoc-b", "xa-co-may"),
        ("tieu-hoc-c", "xa-co-may"),
    ]


@pytest.mark.parametrize("merged", [True, False])
def test_a_header_of_two_rows_is_read_with_and_without_merged_cells(merged):
    def merge(book):
        for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:F1"):
            book["DS"].merge_cells(cells)

    rows = [
        ("STT", "Tên trường", "Cấp học", "Liên hệ"),
        (None, None, None, "Điện thoại", "Email", "Website"),
        (1, "Trường THCS A", "THCS", "0299 3000 501", "a@a.example", "https://a.example/"),
    ]
    batch = imported(workbook(rows, dress=merge if merged else None))

    [school] = batch.items
    assert (school.item.duong_day_nong, school.item.email_phan_anh) == ("0299 3000 501", "a@a.example")
    assert str(school.item.url) == "https://a.example/"
    assert batch.doubts == ()


def test_a_header_repeated_on_every_page_heads_the_rows_below_it():
    batch = imported([HEAD, SCHOOLS[0], HEAD, SCHOOLS[1]])

    assert len(batch.items) == 2


def test_two_tables_below_each_other_are_both_read():
    documents = [
        ("Số ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành"),
        ("12/QĐ-UBND", "03/02/2026", "Về việc A", "UBND"),
    ]

    batch = imported([HEAD, SCHOOLS[0], (), *documents, (), HEAD, SCHOOLS[1]])

    assert names(batch) == ["Trường THCS Bình Minh", "Trường Tiểu học Ao Sen", "Về việc A"]


def test_hidden_sheets_are_listed_hidden_rows_and_columns_are_read_and_said():
    def hide(book):
        book["DS"].row_dimensions[3].hidden = True
        book["DS"].column_dimensions["D"].hidden = True
        book["Cũ"].sheet_state = "veryHidden"

    batch = imported(workbook([HEAD, *SCHOOLS], more={"Cũ": [HEAD, SCHOOLS[0]], "Trống": []}, dress=hide))

    assert len(batch.items) == 2
    assert "trang tính “Cũ”: Trang tính đang ẩn; không nhập." in said(batch)
    assert "trang tính “DS”, dòng 3: Dòng này đang ẩn" in said(batch)
    assert "trang tính “DS”, cột “Địa chỉ”: Cột này đang ẩn" in said(batch)
    assert "Trống" not in said(batch)


def test_every_sheet_of_a_workbook_is_read_and_one_that_is_not_understood_is_said():
    batch = imported(
        workbook(
            [HEAD, SCHOOLS[0]],
            name="MN",
            more={"TH": [HEAD, SCHOOLS[1]], "Lịch trực": [("Thứ", "Buổi"), ("Hai", "Sáng")]},
        )
    )

    assert len(batch.items) == 2
    assert "trang tính “Lịch trực”: Không nhập được: không nhận ra bảng. Các cột thấy được: “Thứ”, “Buổi”" in said(
        batch
    )


def test_a_workbook_of_one_sheet_that_is_not_understood_says_which():
    assert refused(workbook([("Thứ", "Buổi")], name="Lịch")).what.startswith("trang tính “Lịch”: không nhận ra bảng")
    assert "bảng không có dòng nào" in refused(workbook([])).what
    assert "bảng không có dòng nào" in refused(workbook([HEAD])).what


def test_numbers_dates_and_formulas_are_read_as_people_see_them():
    def formulas(book):
        sheet = book["DS"]
        sheet["A2"], sheet["D3"] = "=ROW()-1", "=CONCATENATE(B3)"
        sheet["E2"].number_format = "0000000000"

    rows = [HEAD, (None, "Trường THCS A", "THCS", 12.0, 299300050), (2, "Trường THCS B", "THCS", None, 912345678)]
    batch = imported(workbook(rows, dress=formulas))
    first, second = (one.item for one in batch.items)

    assert first.dia_chi == "12"
    assert first.duong_day_nong == "0299300050"
    assert second.duong_day_nong == "0912345678"
    assert "trang tính “DS”: Có công thức chưa được tính; coi là ô trống: A2, D3." in said(batch)
    assert "dòng 3, cột “Điện thoại”: Số “912345678” thiếu số 0 ở đầu" in said(batch)
    assert "0299300050" not in said(batch)


def test_a_computed_formula_gives_its_value_and_a_wrong_one_is_said():
    import openpyxl

    assert openpyxl
    data = workbook([HEAD, SCHOOLS[0], SCHOOLS[1]], dress=lambda book: book["DS"].__setitem__("D2", "=A1"))
    solved = repacked(
        data,
        lambda _, part: part.replace(b"<f>A1</f><v></v>", b"<f>A1</f><v>7.5</v>").replace(
            b"<f>A1</f><v/>", b"<f>A1</f><v>7.5</v>"
        ),
    )
    wrong = repacked(
        data,
        lambda _, part: (
            part.replace(b'r="D2"', b'r="D2" t="e"')
            .replace(b"<v></v>", b"<v>#REF!</v>")
            .replace(b"<v/>", b"<v>#REF!</v>")
        ),
    )

    assert imported(solved).items[0].item.dia_chi == "7,5"
    assert imported(wrong).items[0].item.dia_chi is None
    assert "Có ô báo lỗi công thức; coi là ô trống: D2 (#REF!)." in said(imported(wrong))


DAYS = ("Số ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành")


@pytest.mark.parametrize(
    ("cell", "day", "words"),
    [
        (date(2026, 11, 5), "2026-11-05", ""),
        (
            datetime(2026, 11, 5, 8, 30),  # noqa: DTZ001 - Excel knows no zones
            "2026-11-05 08:30",
            "",
        ),
        ("05/11/2026", "2026-11-05", ""),
        ("5-11-2026", "2026-11-05", ""),
        ("ngày 05 tháng 11 năm 2026", "2026-11-05", ""),
        ("5/11/26", "2026-11-05", "năm hai chữ số; đọc là 05/11/2026"),
        (46331, "2026-11-05", "Số 46331 (cách Excel đếm ngày) đọc là 05/11/2026"),
        ("Hà Nội, ngày 5/11/2026", "2026-11-05", "Ngày đọc từ “Hà Nội, ngày 5/11/2026” là 05/11/2026"),
        ("11/25/2026", "None", "“11/25/2026” không phải là ngày có thật (ngày trước, tháng sau)"),
        ("tháng 11", "None", "“tháng 11” không phải là ngày có thật"),
    ],
)
def test_days_are_read_day_first_and_what_was_guessed_is_said(cell, day, words):
    batch = imported([DAYS, ("12/QĐ-UBND", cell, "Về việc A", "UBND")])

    assert str(batch.items[0].item.ngay_ban_hanh) == day
    assert words in said(batch)
    assert words or not said(batch)


def test_dates_excel_may_have_swapped_are_said_once():
    rows = [
        (f"{n}/QĐ-UBND", day, f"Về việc {n}", "UBND")
        for n, day in enumerate([date(2026, 5, 11), "25/11/2026", date(2026, 1, 2)])
    ]

    assert said(imported([DAYS, *rows])).count("Excel đã đảo ngày và tháng") == 1
    assert "đảo ngày" not in said(imported([DAYS, rows[0], rows[2]]))
    assert "đảo ngày" not in said(imported([DAYS, *rows, ("9/QĐ-UBND", date(2026, 11, 20), "Về việc 9", "UBND")]))


@pytest.mark.parametrize(
    ("mark", "encoding"), [(";", "utf-8"), (",", "utf-8"), ("\t", "utf-8-sig"), ("|", "utf-8-sig"), ("\t", "utf-16")]
)
def test_a_csv_file_is_read_whatever_parts_its_columns(mark, encoding):
    rows = [HEAD, (1, "Trường THCS A, cơ sở 2", "THCS", 'Số 5; "nhà A"\r\nđường B', '="0299300050"')]
    batch = read_file(separated(rows, mark, encoding), name="ds.csv", into=into())

    [school] = (one.item for one in batch.items)
    assert (school.ten, school.dia_chi, school.duong_day_nong) == (
        "Trường THCS A, cơ sở 2",
        'Số 5; "nhà A" đường B',
        "0299300050",
    )
    assert "dòng 2: " not in said(batch)


def test_a_cell_longer_than_csv_readers_take_is_refused_and_changes_nothing_for_others():
    before = csv.field_size_limit()

    assert "từ dòng 1: có dấu ngoặc kép" in refused(b'"' + b"a" * 200_000, "ds.csv").what
    assert csv.field_size_limit() == before


def test_excels_hint_in_the_first_line_counts_as_a_row():
    data = ("sep=;\n" + separated([HEAD, (None, "", "THCS", "Thôn Đông")], encoding="utf-8").decode()).encode()

    refusal = imported(data, "ds.csv")

    assert "dòng 3: Không có tên trường; không nhập dòng này: “THCS | Thôn Đông”" in said(refusal)


def test_a_quotation_mark_nobody_closed_is_refused():
    data = 'Tên trường,Cấp học\n"Trường A,THCS\n' + "Trường B,THCS\n" * 5_000

    assert "từ dòng 2: có dấu ngoặc kép không đóng" in refused(data.encode(), "ds.csv").what


def test_a_csv_file_that_is_not_understood_is_cut_where_its_marks_stand():
    assert "“Thứ”, “Buổi”" in refused("Thứ|Buổi\nHai|Sáng".encode(), "ds.csv").what


def test_a_csv_file_of_blank_cells_is_refused():
    assert "không có dòng nào" in refused(b";;;\n;;\n", "ds.csv").what


def test_letters_of_an_old_encoding_are_converted_and_said_once_for_the_sheet():
    old = "Tr­êng tiÓu häc x· §«ng H¶i"
    rows = [HEAD, *[(n, f"{old} sè {n}", "TiÓu häc", "Th«n §«ng\nx· §oµi", "0299 3000 501") for n in range(1, 9)]]

    batch = imported(rows)

    assert batch.items[0].item.ten == "Trường tiểu học xã Đông Hải số 1"
    assert (batch.items[7].item.cap_hoc, batch.items[7].item.dia_chi) == (("tieu_hoc",), "Thôn Đông xã Đoài")
    assert "trang tính “DS”: Có 24 ô gõ bằng bảng mã cũ (TCVN3 (ABC)), đã đổi sang Unicode" in said(batch)
    assert "thành “Trường tiểu học xã Đông Hải số 1”" in said(batch)
    assert said(batch).count("bảng mã cũ") == 1


def test_cells_under_no_title_and_characters_nobody_sees():
    batch = imported([HEAD, (*SCHOOLS[0], "ô lạc"), (2, "Trường\u00a0THCS _x000D_ B", "THCS")])

    assert "cột “cột thứ 6”: Cột này chưa có trường tương ứng; không nhập. Các giá trị: dòng 2: “ô lạc”" in said(batch)
    assert batch.items[1].item.ten == "Trường THCS B"
