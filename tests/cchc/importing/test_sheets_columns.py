"""Column titles as schools write them, and how many of them are understood."""

import tomllib
from importlib.resources import files

import pytest
from tests.cchc.importing.workbooks import imported, refused, said

from cchc.importing import sheets
from cchc.importing.sheets.columns import NEEDS, PERSONAL, SPELLINGS, STT, headings_in, normal

HEADERS = {
    "thu-tuc": (
        "STT|Mã số TTHC|Tên thủ tục hành chính|Lĩnh vực|Cơ quan thực hiện|Quyết định công bố|Mức độ DVC|Ghi chú",
        (
            "TT|Mã TTHC|TÊN TTHC|Thời hạn giải quyết (ngày làm việc)|Phí, lệ phí (đồng)|Cách thức thực hiện"
            "|Thành phần hồ sơ|Đối tượng thực hiện|Cấp thực hiện"
        ),
        (
            "Số TT|Mã thủ tục|Tên thủ tục|Trình tự thực hiện|Thời gian giải quyết|Lệ phí|Kết quả thực hiện"
            "|Căn cứ pháp lý|Yêu cầu, điều kiện|Mẫu đơn, tờ khai|Địa điểm thực hiện|Link DVC"
        ),
        (
            "STT|Tên dịch vụ công|Mã QG|DVCTT toàn trình|DVCTT một phần|Tiếp nhận qua BCCI|Thanh toán trực tuyến"
            "|Trạng thái|Số QĐ công bố|Cơ chế một cửa"
        ),
        "Mã số|Tên|Cơ quan ban hành|Cơ quan thực hiện|Lĩnh vực|URL",
    ),
    "van-ban": (
        "STT|Số, ký hiệu|Ngày ban hành|Trích yếu nội dung|Cơ quan ban hành|Người ký|Ghi chú",
        "TT|Số VB|Ngày VB|Loại văn bản|Nội dung trích yếu|Nơi ban hành|Hiệu lực từ ngày|Tình trạng hiệu lực|Độ mật",
        (
            "Số TT|Số hiệu văn bản|Ngày, tháng, năm|Tên loại và trích yếu nội dung văn bản|CQ ban hành|Lĩnh vực"
            "|Thay thế văn bản|Tệp đính kèm"
        ),
        "STT|Số|Ký hiệu|Ngày ký|Về việc|Tác giả|Ngày hết hiệu lực|Văn bản liên quan",
    ),
    "phan-anh": (
        "STT|Ngày tiếp nhận|Họ và tên|Số điện thoại|Nội dung phản ánh, kiến nghị|Hạn trả lời|Ngày trả lời|Trả lời",
        "TT|Dấu thời gian|Người gửi|Email|Câu hỏi|Trả lời|Bộ phận trả lời|Tình trạng xử lý",
        (
            "Số TT|Ngày nhận|Cá nhân, tổ chức phản ánh|Địa chỉ|Nội dung PAKN|Loại phản ánh|Thời hạn xử lý|Kết quả xử lý"
            "|Ngày hoàn thành|Số văn bản trả lời|Đồng ý công khai|Kênh tiếp nhận"
        ),
    ),
    "chi-so": (
        "STT|Tên chỉ số|Nguồn công bố|Năm 2023|Năm 2024|Năm 2025|Mục tiêu",
        "TT|Chỉ số|Đơn vị công bố|Năm|Điểm số|Xếp hạng|Ngày công bố",
        "Chỉ số CCHC|ĐVT|2024 Điểm|2024 Hạng|2025 Điểm|2025 Hạng|Cơ quan công bố|Ghi chú",
    ),
    "don-vi": (
        "STT|Tên trường|Cấp học|Xã, phường|Địa chỉ|Số điện thoại|Email|Website|Hiệu trưởng",
        "TT|Đơn vị|Bậc học|Địa bàn|Trụ sở|Hotline|Hộp thư điện tử|Cổng TTĐT|Họ và tên hiệu trưởng|SĐT hiệu trưởng",
        "Số TT|TÊN ĐƠN VỊ|Loại hình trường|Xã/phường|Địa chỉ trụ sở|SĐT đường dây nóng|E-mail|Trang web|Số lớp",
        "No|Trường|Khối|Thuộc xã, phường|Địa điểm|ĐT|Địa chỉ email|Địa chỉ website|Số học sinh|Số giáo viên",
    ),
}
UNKNOWN = {"Tệp đính kèm", "Kênh tiếp nhận", "Số lớp", "Số học sinh", "Số giáo viên"}
"""Titles nothing of a model stands for."""


@pytest.mark.parametrize(("kind", "titles"), [(kind, one) for kind, many in HEADERS.items() for one in many])
def test_titles_as_schools_write_them_are_understood(kind, titles):
    found = headings_in(dict(enumerate(titles.split("|"), 1)))

    unknown = {column.title for column in found[0].columns.values() if not column.field}
    assert found[0].kind == kind
    assert len(found) == 1 or found[0].known > found[1].known
    assert unknown <= UNKNOWN | {"Ghi chú"}


def test_nine_of_ten_titles_schools_write_have_a_field():
    columns = [
        column
        for many in HEADERS.values()
        for one in many
        for column in headings_in(dict(enumerate(one.split("|"), 1)))[0].columns.values()
    ]
    known = [column for column in columns if column.field]

    assert len(known) / len(columns) > 0.9


@pytest.mark.parametrize("kind", NEEDS)
def test_no_title_means_two_fields_of_one_kind(kind):
    written = tomllib.loads((files(sheets) / "columns.toml").read_text("utf-8"))[kind]

    fields = {
        title: [field for field, many in written.items() if title in map(normal, many)] for title in SPELLINGS[kind]
    }
    assert {title: many for title, many in fields.items() if len(many) > 1} == {}


def test_the_running_number_and_heads_of_schools_are_no_content():
    [found] = headings_in(dict(enumerate(["STT", "Tên trường", "Địa chỉ", "Số di động của hiệu trưởng"])))

    assert [column.field for column in found.columns.values()] == [STT, "ten", "dia_chi", PERSONAL]


def test_a_longer_title_is_understood_by_how_it_begins_unless_another_column_says_it_exactly():
    first, *_ = headings_in(dict(enumerate(["Tên trường cũ", "Tên trường", "Địa chỉ trụ sở chính", "Cấp học"])))

    assert [column.field for column in first.columns.values()] == ["", "ten", "dia_chi", "cap_hoc"]


def test_a_table_of_no_known_kind_is_refused_and_says_which_columns_it_has_and_which_it_needs():
    refusal = refused([("Họ tên", "Ngày sinh", "Lớp"), ("Nguyễn Văn A", "01/02/2015", "6A")])

    assert "không nhận ra bảng" in refusal.what
    assert "“Họ tên”, “Ngày sinh”, “Lớp”" in refusal.what
    assert "trường: “Tên trường”" in refusal.how
    assert "thủ tục: “Tên thủ tục”" in refusal.how


def test_a_table_that_may_be_two_kinds_is_refused():
    refusal = refused([("Tên", "Cấp", "URL"), ("Trường A", "Tiểu học", "https://a.example")])

    assert "chưa rõ đây là bảng gì (thủ tục hay trường)" in refusal.what


def test_two_columns_for_one_field_the_second_is_listed_with_its_values():
    batch = imported(
        [("Tên trường", "Cấp học", "Điện thoại", "Số điện thoại"), ("THCS A", "THCS", "0203 3825 000", "0912 345 678")]
    )

    assert batch.items[0].item.duong_day_nong == "0203 3825 000"
    assert (
        "cột “Số điện thoại”: Cột này chưa có trường tương ứng; không nhập. Các giá trị: dòng 2: “0912 345 678”"
        in said(batch)
    )
