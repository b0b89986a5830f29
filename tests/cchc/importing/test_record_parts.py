"""The sections of a record become the parts of a procedure; nothing of them is lost."""

from cchc.importing.doubts import Doubt
from cchc.importing.records.record import read_record
from cchc.reading.procedure_body import read_procedure
from cchc.reading.writing import write_item


def part(done, heading):
    return done.item.body.part(heading).text


def whats(done):
    return [doubt.what for doubt in done.doubts]


def test_a_missing_part_the_law_requires_is_there_and_unknown(imported):
    done = imported(
        sections={"Trình tự thực hiện": None, "Cách thức thực hiện": "Không có thông tin", "Thành phần hồ sơ": ""}
    )

    assert [part(done, name) for name in ("Trình tự thực hiện", "Cách thức thực hiện", "Thành phần hồ sơ")] == [
        "Chưa rõ"
    ] * 3
    assert sorted(doubt.line for doubt in done.doubts) == [1, 12, 16]


def test_a_missing_part_the_law_does_not_require_stays_missing(imported):
    assert imported().item.body.part("Mô tả") is None


def test_an_optional_part_nobody_filled_in_shows_that_it_is_unknown(imported):
    done = imported(sections={"Mô tả": "Không có thông tin"})

    assert (part(done, "Mô tả"), done.doubts) == ("Chưa rõ", ())


def test_ways_of_handing_in_are_read_with_unknown_cells_as_unknown(imported):
    table = (
        "| Hình thức nộp | Thời gian giải quyết | Phí, lệ phí | Mô tả |\n| --- | --- | --- | --- |\n"
        "| Trực tiếp | N/A | Không có thông tin | - Sáng: 1 giờ<br>- Chiều \\| tối: 2 giờ |\n"
        "| Trực tuyến | 2 ngày |  | |"
    )

    done = imported(sections={"Cách thức thực hiện": table})

    assert part(done, "Cách thức thực hiện").split("\n") == [
        "| Hình thức | Thời hạn | Phí, lệ phí | Mô tả |",
        "| --- | --- | --- | --- |",
        "| Trực tiếp | Chưa rõ | Chưa rõ | - Sáng: 1 giờ<br>- Chiều \\| tối: 2 giờ |",
        "| Trực tuyến | 2 ngày | Chưa rõ | Chưa rõ |",
    ]
    assert [(way.thoi_han, way.phi) for way in read_procedure(done.item.body).cach_thuc] == [
        (None, None),
        ("2 ngày", None),
    ]
    assert done.doubts == ()


def test_a_time_limit_no_row_states_is_doubted_once(imported, record):
    table = record().split("## Cách thức thực hiện\n\n")[1].split("\n\n")[0].replace("1 ngày", "N/A")

    done = imported(sections={"Cách thức thực hiện": f"{table}\n| Trực tuyến | | Không | |"})

    assert [(doubt.line, "thời hạn" in doubt.what) for doubt in done.doubts] == [(18, True)]


def test_papers_keep_their_cases_and_forms_lose_only_dead_addresses(imported):
    header = "| Tên giấy tờ | Bản chính | Bản sao | Tệp đính kèm |\n| --- | --- | --- | --- |\n"
    text = (
        f"### Em mới đến:\n\n{header}"
        "| Đơn *lớn* | 1 | 0 | [Mẫu 1 (mới).docx](file:///D:/tạm thời/M%E1%BA%ABu%201%20(moi).docx) |\n\n"
        f"### Em cũ\n\n{header}| Thẻ | 0 | 1 | Không có |\n| | | | [Mẫu 2](https://vi.du/mau_2.pdf) |"
    )

    done = imported(sections={"Thành phần hồ sơ": text})

    papers = read_procedure(done.item.body).ho_so
    assert [(paper.nhom, paper.ten, paper.ban_chinh, paper.mau) for paper in papers] == [
        ("Em mới đến:", "Đơn \\*lớn\\*", 1, "Mẫu 1 (mới).docx"),
        ("Em cũ", "Thẻ", 0, "Không có"),
        ("Em cũ", "", None, "[Mẫu 2](https://vi.du/mau_2.pdf)"),
    ]
    assert done.doubts == (
        Doubt(
            30,
            "Tệp mẫu “Mẫu 1 (mới).docx” nằm trên máy của người khác nên không tải được; chỉ giữ tên.",
            "lấy tệp từ Cổng Dịch vụ công, đặt vào cạnh bài rồi làm đường dẫn tới tệp",
        ),
    )
    assert "file:" not in write_item(done.item)


def test_a_table_without_rows_says_nothing(imported):
    header = "| Tên giấy tờ | Bản chính | Bản sao | Tệp đính kèm |\n| --- | --- | --- | --- |"

    done = imported(sections={"Thành phần hồ sơ": header})

    assert part(done, "Thành phần hồ sơ") == "Chưa rõ"
    assert [(doubt.line, "không có dòng nào" in doubt.what) for doubt in done.doubts] == [(26, True)]


def test_a_row_with_more_cells_than_the_header_keeps_them_and_is_doubted(imported):
    table = "| Tên văn bản pháp lý | Mã văn bản |\n| --- | --- |\n| Nội quy | 01/NQ-TV | năm nay |\n| Luật chơi | |"

    done = imported(sections={"Căn cứ pháp lý": table})

    assert part(done, "Căn cứ pháp lý").split("\n") == [
        "| Tên văn bản | Số, ký hiệu |",
        "| --- | --- |",
        "| Nội quy | 01/NQ-TV \\| năm nay |",
        "| Luật chơi | Chưa rõ |",
    ]
    assert [doubt.what for doubt in done.doubts] == ["Dòng này có nhiều ô hơn tiêu đề bảng; phần thừa nối vào ô cuối."]


def test_a_table_of_another_kind_stays_a_table(imported):
    done = imported(sections={"Mô tả": "Giờ mở:\n| Thứ | Giờ_ |\n| --- | --- |\n| Hai | |\n| Ba | N/A |"})

    assert part(done, "Mô tả") == "Giờ mở:\n\n| Thứ | Giờ\\_ |\n| --- | --- |\n| Hai |  |\n| Ba | Chưa rõ |"


def test_tables_pressed_into_one_paragraph_stay_text(imported):
    done = imported(
        sections={
            "Cách thức thực hiện": "Hình thức nộp Thời hạn Phí Trực tiếp 60 Ngày",
            "Thành phần hồ sơ": "Bao gồm Tên giấy tờ Đơn Bản chính: 1 - Bản sao: 0",
        }
    )

    assert part(done, "Cách thức thực hiện") == "Hình thức nộp Thời hạn Phí Trực tiếp 60 Ngày"
    assert [doubt.what for doubt in done.doubts] == [
        "Phần “Cách thức thực hiện” của bản ghi không phải là bảng; để nguyên dạng chữ.",
        "Phần “Thành phần hồ sơ” của bản ghi không phải là bảng; để nguyên dạng chữ.",
    ]


def test_columns_parted_by_tabs_stay_lines_and_are_doubted_once(imported):
    text = "Giấy tờ:\n\tSTT\tTên\tSố\n1\tThẻ\t2\n-\tHết\n3.2\tSau đó"

    done = imported(sections={"Mô tả": text})

    assert part(done, "Mô tả") == "Giấy tờ:\nSTT\tTên\tSố\n1\tThẻ\t2\n- Hết\n3.2\tSau đó"
    assert [(doubt.line, "2 dòng" in doubt.what) for doubt in done.doubts] == [(37, True)]


def test_damaged_words_are_left_alone_and_doubted_where_they_stand(imported):
    done = imported("Mượn s¬ách", sections={"Mô tả": "Em đ\u00adược đọc.\n5¬6 trang ¬ hết \uf0b7"})

    assert done.item.ten == "Mượn s¬ách"
    assert part(done, "Mô tả") == "Em đ\u00adược đọc.\n5¬6 trang ¬ hết \uf0b7"
    assert [doubt.line for doubt in done.doubts] == [1, 36, 37, 37]


def test_control_characters_go_and_are_doubted(imported, read_again, said):
    done = imported("Mượn\x0bsách\x00", sections={"Mô tả": "một\u2028hai\x02\n\ufeffba"})

    assert done.item.ten == "Mượn sách"
    assert part(done, "Mô tả") == "một hai\nba"
    assert [doubt.line for doubt in done.doubts] == [1, 36, 37]
    assert said(read_again(done.item)) == said(done.item)


def test_a_section_we_do_not_know_stays_at_the_end_with_a_doubt(imported):
    done = imported(sections={"Giờ mở cửa ##": "Cả ngày", "Lệ phí": "Không", "Thông tin khác": "Có quạt"})

    assert [passage.heading for passage in done.item.body.passages][-3:] == [
        "Phí và lệ phí",
        "Giờ mở cửa",
        "Thông tin khác",
    ]
    assert whats(done) == ["Mục “Giờ mở cửa” không thuộc các phần của một thủ tục; để nguyên ở cuối bài."]


def test_sections_said_twice_are_joined(imported):
    done = imported(sections={"Mô tả": "Sách hay.\n\n## Mô tả\n\nSách mới.", "Từ khóa": "sách\n\n## Từ khóa\n\nbáo"})

    assert part(done, "Mô tả") == "Sách hay.\n\nSách mới."
    assert done.item.tu_khoa == ("sách",)
    assert part(done, "Thông tin khác") == "- Từ khóa: báo"
    assert len(done.doubts) == 2


def test_words_before_the_first_section_are_kept(record, today):
    text = record().replace("# Mượn sách\n", "# Mượn sách\n\nCập nhật tháng 9.\n# Sách\n##\n", 1)

    done = read_record(text, name="a.md", today=today)

    assert part(done, "Thông tin khác") == "Cập nhật tháng 9.\n\\# Sách\n\\##"
    assert whats(done) == ["Có chữ đứng trước mục đầu tiên; chép vào “Thông tin khác”."]


def test_a_stray_code_fence_hides_nothing(imported, read_again, said):
    done = imported(sections={"Trình tự thực hiện": "1. Một\n```\n   hai"})

    assert part(done, "Trình tự thực hiện") == "1. Một\n\\`\\`\\`\nhai"
    assert len(read_procedure(done.item.body).ho_so) == 1
    assert said(read_again(done.item)) == said(done.item)
