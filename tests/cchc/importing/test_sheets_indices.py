"""Tables of figures → indices."""

from datetime import date

import pytest
from tests.cchc.importing.workbooks import imported, one, said, workbook, written

WIDE = ("STT", "Tên chỉ số", "Nguồn công bố", "Năm 2023", "Năm 2024")
LONG = ("Chỉ số", "Nguồn", "Năm", "Điểm", "Xếp hạng", "Ngày công bố")


def years(item):
    return [(row.nam, str(row.gia_tri), row.hang, row.ngay_cong_bo and str(row.ngay_cong_bo)) for row in item.so_lieu]


def test_years_may_be_columns(tmp_path):
    batch = imported([WIDE, (1, "PAR INDEX", "UBND tỉnh", 86.9, "88,37%"), (2, "SIPAS", "Sở Nội vụ", None, 91)])
    first, second = (found.item for found in batch.items)

    assert (first.id, first.nguon_cong_bo, first.don_vi_tinh) == ("par-index", "UBND tỉnh", "%")
    assert years(first) == [(2023, "86.9", None, None), (2024, "88.37", None, None)]
    assert years(second) == [(2024, "91", None, None)]
    assert "Chưa có ngày công bố của các năm 2023, 2024 nên chưa hiện." in said(batch)
    school = written(batch, tmp_path)
    assert not [c for c in school.complaints() if c.error]
    assert years(school.load().items["so"][0]) == years(first)


def test_every_year_may_be_a_row(tmp_path):
    rows = [
        ("PAR INDEX", "UBND tỉnh", 2024, 88.37, 7, date(2025, 3, 31)),
        ("PAR INDEX", None, "Năm 2023", "86,9", "Hạng 8/20", "02/04/2024"),
        ("SIPAS", "Sở Nội vụ", 2024, None, 3, None),
    ]
    batch = imported([LONG, *rows])

    assert years(batch.items[0].item) == [(2023, "86.9", 8, "2024-04-02"), (2024, "88.37", 7, "2025-03-31")]
    assert batch.items[0].doubts == ()
    assert years(batch.items[1].item) == [(2024, "None", 3, None)]
    assert not [c for c in written(batch, tmp_path).complaints() if c.error]


def test_value_rank_and_day_of_a_year_may_be_columns_under_the_year():
    rows = [
        ("Chỉ số", "Nguồn", "Năm 2023", None, "Năm 2024", None, None),
        (None, None, "Điểm", "Hạng", "Điểm", "Hạng", "Ngày công bố"),
        ("PAR INDEX", "UBND tỉnh", 86.9, 8, 88.37, 7, "31/03/2025"),
    ]

    found = one(rows)

    assert years(found.item) == [(2023, "86.9", 8, None), (2024, "88.37", 7, "2025-03-31")]
    assert "các năm 2023 nên" in said(found)


def test_value_and_rank_may_stand_in_one_cell():
    found = one([WIDE, (1, "PAR INDEX", "UBND tỉnh", "86,9 (hạng 8)", "88,37% - xếp thứ 7/20")])

    assert years(found.item) == [(2023, "86.9", 8, None), (2024, "88.37", 7, None)]


@pytest.mark.parametrize("cell", ["88.375", "rất cao", "n/a"])
def test_what_is_no_number_is_said_and_its_year_left_out(cell):
    found = one([WIDE, (1, "PAR INDEX", "UBND tỉnh", cell, 88)])

    assert [row.nam for row in found.item.so_lieu] == [2024]
    assert f"dòng 2, cột “Năm 2023”: Giá trị: “{cell}”" in said(found)
    assert "Năm 2023 không có số nào đọc được; không nhập năm này." in said(found)


def test_a_percentage_of_excel_is_read_as_it_is_shown():
    def format_(book):
        book["DS"]["D2"].number_format = "0.00%"

    item = imported(workbook([WIDE, (1, "PAR INDEX", "UBND", 0.8837, 88)], dress=format_)).items[0].item

    assert (years(item)[0][1], item.don_vi_tinh) == ("88.37", "%")


def test_two_figures_of_one_year_the_first_stays_and_the_second_is_said():
    found = one([LONG, ("SIPAS", "Sở", 2024, 90, 1, None), ("SIPAS", "Bộ", 2024, 80, 2, None)])

    assert years(found.item) == [(2024, "90", 1, None)]
    assert "dòng 3, cột “Năm”: Năm 2024 đã có; không nhập số liệu: “SIPAS | Bộ | 2024 | 80 | 2”" in said(found)
    assert "dòng 3, cột “Nguồn”: “Bộ” khác dòng đầu (“Sở”); không nhập." in said(found)


def test_rows_without_name_year_or_figure_are_listed():
    batch = imported(
        [
            LONG,
            (None, "Sở", 2024, 90),
            ("SIPAS", "Sở", "hai nghìn", 90),
            ("PAPI", "Sở", 2024, None, None, "01/02/2025"),
            ("ICT", "Sở", 2024, 1, "nhất"),
        ]
    )

    assert [found.item.ten for found in batch.items] == ["ICT"]
    assert "dòng 2: Không có tên chỉ số; không nhập dòng này: “Sở | 2024 | 90”" in said(batch)
    assert "“hai nghìn” không phải là năm; không nhập dòng: “SIPAS | Sở | hai nghìn | 90”" in said(batch)
    assert "dòng 4: Không có số liệu của năm nào" in said(batch)
    assert "“nhất” không phải là thứ hạng" in said(batch)


def test_a_sub_heading_names_the_index_where_no_column_does():
    rows = [("Năm", "Điểm", "Xếp hạng", "Nguồn"), ("I. PAR INDEX",), (2024, 88, 7, "UBND")]

    assert one(rows).item.ten == "PAR INDEX"


def test_an_index_nobody_announces_is_a_draft():
    found = one([("Chỉ số", "Năm", "Điểm"), ("SIPAS", 2024, 90)])

    assert (found.item.nguon_cong_bo, found.item.nhap) == ("Chưa rõ", True)


def test_a_day_of_announcement_for_no_year_is_said():
    found = one([(*WIDE, "Ngày công bố"), (1, "SIPAS", "Sở", 90, 91, "01/02/2025")])

    assert "cột “Ngày công bố”: Không dùng đến: “01/02/2025”; không nhập." in said(found)
