"""Lists of procedures → procedures."""

import csv
import unicodedata

import pytest
from tests.cchc.importing.workbooks import imported, one, said, written

from cchc.reading.procedure_body import read_procedure

HEAD = ("STT", "Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực")
BASE = (1, "2.002854", "Chuyển trường", "Giáo dục")


def procedure(**cells):
    """One procedure with some more columns."""
    found = one([(*HEAD, *cells), (*BASE, *cells.values())])
    return found.item, said(found)


def text_of(item, heading):
    return item.body.part(heading).text


def test_a_row_becomes_a_procedure_and_what_nobody_states_is_unknown(tmp_path):
    batch = imported([HEAD, BASE])
    item = batch.items[0].item

    assert (item.id, item.ma, item.ten, item.linh_vuc_tthc) == ("2.002854", "2.002854", "Chuyển trường", "Giáo dục")
    assert (item.cap, item.doi_tuong, item.co_quan) == (("chua_ro",), ("chua_ro",), ("chua_ro",))
    assert [part.text for part in item.body.passages] == ["Chưa rõ"] * 3
    assert "Bảng không có cột “Cấp thực hiện”, “Đối tượng”, “Cơ quan thực hiện”, “Trình tự thực hiện”" in said(batch)
    assert not batch.items[0].doubts
    assert not [c for c in written(batch, tmp_path).complaints() if c.error]


def test_a_table_that_has_every_column_says_nothing_of_columns():
    columns = (
        "Cấp thực hiện",
        "Đối tượng",
        "Cơ quan thực hiện",
        "Trình tự thực hiện",
        "Cách thức thực hiện",
        "Thành phần hồ sơ",
    )

    assert said(imported([(*HEAD, *columns), (*BASE, "Cấp xã", *["Có"] * 5)])) == ""


def test_an_empty_cell_of_a_column_that_is_there_is_said_in_its_row():
    item, doubts = procedure(**{"Cơ quan thực hiện": None, "Cấp thực hiện": "Cấp xã"})

    assert (item.co_quan, item.cap) == (("chua_ro",), ("xa",))
    assert "trang tính “DS”, dòng 2, cột “Cơ quan thực hiện”: Ô để trống; ghi là chưa rõ" in doubts


@pytest.mark.parametrize(
    ("cell", "code", "words"),
    [
        ("2.002854", "2.002854", ""),
        (2.002854, "2.002854", ""),
        (2.00285, "2.002850", "Mã “2,00285” thiếu chữ số (Excel bỏ số 0 ở cuối); ghi 2.002850"),
        ("2.0028", "2.002800", "ghi 2.002800"),
        ("2,002854", "2.002854", ""),
        ("2.002854.000.00.00.H42", "2.002854.000.00.00.H42", "không đúng dạng mã quốc gia"),
        (2002854, "2002854", "không đúng dạng mã quốc gia"),
        ("Chưa có thông tin", None, ""),
        (None, None, "Không có mã thủ tục"),
    ],
)
def test_codes_come_back_as_they_were_before_excel(cell, code, words):
    item = imported([HEAD, (1, cell, "Chuyển trường", "Giáo dục")]).items[0]

    assert item.item.ma == code
    assert item.item.id == (code.lower() if code else "chuyen-truong")
    assert words in said(item)
    assert words or not item.doubts


@pytest.mark.parametrize(
    ("cell", "online", "old"),
    [
        ("Toàn trình", "toan_trinh", None),
        ("DVC trực tuyến một phần", "mot_phan", None),
        ("Mức độ 4", "chua_ro", 4),
        ("4", "chua_ro", 4),
        (3, "chua_ro", 3),
        ("DVCTT mức 3", "chua_ro", 3),
        ("Không", "khong", None),
        ("Chưa rõ", "chua_ro", None),
        ("lúc có lúc không", "chua_ro", None),
    ],
)
def test_levels_of_the_time_before_2022_are_never_converted(cell, online, old):
    item, doubts = procedure(**{"Mức độ DVC": cell})

    assert (item.truc_tuyen, item.muc_do_cu) == (online, old)
    assert ("quy định cũ" in doubts) == (old is not None)
    assert ("chưa nêu lý do" in doubts) == (online == "mot_phan")
    assert ("không có trong các giá trị" in doubts) == (cell == "lúc có lúc không")


@pytest.mark.parametrize(
    ("whole", "part", "online", "words"),
    [
        ("x", None, "toan_trinh", ""),
        (None, "X", "mot_phan", "chưa nêu lý do"),
        ("x", "x", "chua_ro", "cả toàn trình lẫn một phần"),
        ("không", "không", "chua_ro", ""),
        ("từ 2027", None, "chua_ro", "“từ 2027” không phải là dấu x"),
    ],
)
def test_online_levels_may_be_marks_in_two_columns(whole, part, online, words):
    item, doubts = procedure(**{"Toàn trình": whole, "Một phần": part})

    assert item.truc_tuyen == online
    assert words in doubts
    assert ("từ 2027" in (item.body.text)) == (whole == "từ 2027")


def test_a_state_that_is_not_understood_keeps_the_procedure_back():
    states = [
        procedure(**{"Trạng thái": state}) for state in ("Còn hiệu lực", "Bãi bỏ", "Sửa đổi, bổ sung", "Xem lại", None)
    ]

    assert [item.trang_thai for item, _ in states] == ["hieu_luc", "bai_bo", "sua_doi", "hieu_luc", "hieu_luc"]
    assert [item.nhap for item, _ in states] == [False, False, False, True, False]
    assert "để bản nháp" in states[3][1]
    assert "Trạng thái: Xem lại" in states[3][0].body.text


def test_ways_of_handing_in_become_the_table_with_limit_and_fee():
    item, _ = procedure(
        **{
            "Cách thức thực hiện": "Trực tiếp; Trực tuyến, Qua bưu chính",
            "Thời hạn giải quyết (ngày làm việc)": 5,
            "Phí, lệ phí (đồng)": "20.000",
        }
    )

    ways = read_procedure(item.body).cach_thuc
    assert [(way.hinh_thuc, way.thoi_han, way.phi) for way in ways] == [
        ("Trực tiếp", "5 ngày làm việc", "20.000 đồng"),
        ("Trực tuyến", "5 ngày làm việc", "20.000 đồng"),
        ("Qua bưu chính", "5 ngày làm việc", "20.000 đồng"),
    ]


def test_ways_told_in_a_sentence_stay_a_text_and_limit_and_fee_parts_of_their_own():
    item, _ = procedure(
        **{
            "Cách thức thực hiện": "Phụ huynh nộp đơn tại trường",
            "Thời hạn": "Trong ngày\n* trừ ngày lễ",
            "Lệ phí": "Không",
        }
    )

    assert text_of(item, "Cách thức thực hiện") == "Phụ huynh nộp đơn tại trường"
    assert text_of(item, "Thời hạn giải quyết") == "Trong ngày\n\\* trừ ngày lễ"
    assert text_of(item, "Phí và lệ phí") == "Không"


def test_parts_stand_in_the_order_of_the_law_and_other_columns_below_them():
    item, doubts = procedure(
        **{
            "Ghi chú": "hỏi văn phòng",
            "Kết quả": "Giấy chứng nhận",
            "Cơ quan ban hành": "Bộ <GDĐT>",
            "Thành phần hồ sơ": "- Đơn\n- Học bạ",
            "Trình tự thực hiện": "1. Nộp\n2. Nhận",
        }
    )

    assert [part.heading for part in item.body.passages] == [
        "Trình tự thực hiện", "Cách thức thực hiện", "Thành phần hồ sơ", "Kết quả", "Thông tin khác",
    ]  # fmt: skip
    assert text_of(item, "Thành phần hồ sơ") == "- Đơn\n- Học bạ"
    assert text_of(item, "Thông tin khác") == "- Ghi chú: hỏi văn phòng\n- Cơ quan ban hành: Bộ &lt;GDĐT>"
    assert doubts == ""


def test_levels_agencies_and_facts_are_read_as_people_write_them():
    item, doubts = procedure(
        **{
            "Cấp thực hiện": "Cấp xã, Nhà trường; Liên bang",
            "Cơ quan thực hiện": "Sở Giáo dục và Đào tạo; UBND xã",
            "Đối tượng thực hiện": "Học sinh\nCha mẹ",
            "BCCI": "x",
            "Thanh toán trực tuyến": "Không",
            "Một cửa": "x",
            "Link DVC": "dichvucong.gov.vn/tthc/1",
        }
    )

    assert item.cap == ("xa", "co_so")
    assert item.co_quan == ("Sở Giáo dục và Đào tạo", "UBND xã")
    assert item.doi_tuong == ("Học sinh", "Cha mẹ")
    assert (item.buu_chinh, item.thanh_toan, item.mot_cua) == ("co", "khong", "mot_cua")
    assert item.url_dvc == "https://dichvucong.gov.vn/tthc/1"
    assert "“Liên bang” không có trong các cấp" in doubts
    assert "Cấp thực hiện: Cấp xã, Nhà trường; Liên bang" in item.body.text


def test_a_link_that_is_none_is_not_imported_but_said():
    item, doubts = procedure(**{"Link DVC": "xem trên mạng"})

    assert item.url_dvc is None
    assert "cột “Link DVC”" in doubts
    assert "Không nhập: “xem trên mạng”" in doubts


def test_sub_headings_are_the_field_or_the_level_where_no_column_says_it():
    rows = [
        ("TT", "Tên thủ tục", "Thời hạn"),
        ("I", "Lĩnh vực giáo dục tiểu học"),
        (1, "Chuyển trường", "1 ngày"),
        ("II", "CẤP XÃ"),
        (2, "Thành lập trường", "20 ngày"),
    ]
    first, second = (found.item for found in imported(rows).items)

    assert (first.linh_vuc_tthc, first.cap) == ("Lĩnh vực giáo dục tiểu học", ("chua_ro",))
    assert (second.linh_vuc_tthc, second.cap) == ("chua_ro", ("xa",))


def test_a_row_without_a_name_and_a_procedure_that_comes_twice_are_listed():
    batch = imported([HEAD, BASE, (2, "1.000001", None, "Thi"), (3, "2.002854", "Chuyển trường tiểu học", "Giáo dục")])

    assert len(batch.items) == 1
    assert "dòng 3: Không có tên thủ tục; không nhập dòng này: “2 | 1.000001 | Thi”" in said(batch)
    assert "dòng 4: Thủ tục đã có ở trang tính “DS”, dòng 2; không nhập dòng này" in said(batch)


@pytest.mark.needs("shared-data")
def test_the_national_catalogue_comes_whole(shared_data, tmp_path):
    data = (shared_data / "tthc-danh-muc.csv").read_bytes()
    rows = list(csv.DictReader(unicodedata.normalize("NFC", data.decode("utf-8-sig")).splitlines()))

    batch = imported(data, "danh-muc.csv")
    school = written(batch, tmp_path)

    read = {item.ma: item for item in school.load().items["so"]}
    assert len(read) == len(rows) == 206
    for row in rows:
        item = read[row["Mã số"]]
        assert (item.ten, item.linh_vuc_tthc, item.url_dvc) == (row["Tên"], row["Lĩnh vực"], row["URL"])
        assert item.co_quan == tuple(
            " ".join(part.split()) for part in (row["Cơ quan thực hiện"] or "chua_ro").split(";")
        )
        assert item.body.part("Thông tin khác").text == f"- Cơ quan ban hành: {row['Cơ quan ban hành']}"
    assert not [c for c in school.complaints() if c.error]
    assert said(batch).count("Ô để trống") == sum(not row["Cơ quan thực hiện"] for row in rows)
