"""Where paragraphs of plain text end, whatever broke its lines."""

import pytest

from cchc.importing.blocks import Paragraph, Remark, Table
from cchc.importing.papers.text import blocks_of_text


def texts(text):
    return [block.text for block in blocks_of_text(text) if isinstance(block, Paragraph)]


def remarks(text):
    return [block.doubt.what for block in blocks_of_text(text) if isinstance(block, Remark)]


LOOSE = (
    "Buổi sáng các em đến trường sớm, cùng nhau quét sân và tưới những luống hoa bên\n\n"
    "cổng, rồi vào lớp đọc sách mười phút trước khi thầy cô bắt đầu tiết học thứ nhất\n\n"
    "của ngày, không ai vội vàng vì giờ ăn sáng đã được xếp lại cho phù hợp với các lớp\n\n"
    "ở xa.\n\n"
)
"""Lines broken by the paper, with a blank line after each (quirk P1)."""


def test_lines_broken_by_the_paper_are_one_paragraph_again():
    assert texts(LOOSE) == [" ".join(LOOSE.split())]
    assert not remarks(LOOSE)


@pytest.mark.parametrize(
    "mark", ["I. Việc", "1. Việc", "1.1. Việc", "2.1 Việc", "a) Việc", "đ) Việc", "- Việc", "+ Việc", "Điều 1. Việc"]
)
def test_a_mark_begins_a_paragraph(mark):
    assert texts(LOOSE + mark + " làm\n")[1:] == [f"{mark} làm"]


def test_what_only_looks_like_a_mark_goes_on_with_its_line():
    wrapped = (
        LOOSE + "Nhà trường góp phần giữ vững đà tăng trưởng và ổn định đời sống về mặt kinh tế\n\n"
        "- xã hội của phường, đưa dịch vụ công lên mức độ cao nhất có thể là mức độ số\n\n3. Ai cũng làm được.\n"
    )

    assert texts(wrapped)[1:] == [" ".join(wrapped.removeprefix(LOOSE).split())]


def test_a_dash_inside_a_word_or_a_sum_is_no_mark():
    assert texts("Phát triển kinh tế -xã hội\n-xã hội.\n2.1 triệu đồng\n") == [
        "Phát triển kinh tế -xã hội -xã hội.",
        "2.1 triệu đồng",
    ]


def test_short_lines_labels_and_capitals_end_a_paragraph():
    text = (
        LOOSE + "THỜI GIAN VÀ ĐỊA ĐIỂM\n\nThời gian: Cả năm.\n\nĐịa điểm: Sân trường.\n\n2026 là năm thứ ba.\n\n"
        "Trên đây là kế hoạch của nhà trường.\n"
    )

    assert texts(text)[1:] == [
        "THỜI GIAN VÀ ĐỊA ĐIỂM",
        "Thời gian: Cả năm.",
        "Địa điểm: Sân trường.",
        "2026 là năm thứ ba.",
        "Trên đây là kế hoạch của nhà trường.",
    ]


def test_a_sentence_may_end_where_a_line_does():
    full = "Các tổ họp vào chiều thứ Sáu tuần cuối của mỗi tháng, có ghi biên bản đầy đủ rõ.\n\n"
    follow = "Phụ huynh được mời dự nếu buổi họp bàn về việc của lớp con em mình trong tháng đó\n\nmà thôi.\n\n"

    assert len(texts(LOOSE + full + follow)) == 2
    assert len(texts(LOOSE + full + "Nơi nhận:\n")) == 3


def test_a_wide_gap_parts_a_title_from_the_bases():
    title = "Trồng cây, giữ sân trường xanh và sạch suốt cả năm học mới\n\n\n\n"

    assert texts(LOOSE + title + "Thực hiện Kế hoạch số 1/KH-UBND ngày 01/01/2026\n\ncủa phường.\n")[1:] == [
        title.strip(),
        "Thực hiện Kế hoạch số 1/KH-UBND ngày 01/01/2026 của phường.",
    ]


def test_blank_lines_count_where_they_part_paragraphs():
    assert texts("Một câu.\n\nhai chữ thường.\n\nBa.\n") == ["Một câu.", "hai chữ thường.", "Ba."]


def test_a_sentence_cut_by_a_blank_line_is_joined_and_doubted():
    text = "Đoạn một nói về các\n\nmô hình hay.\n\nĐoạn hai.\n"

    assert texts(text) == ["Đoạn một nói về các mô hình hay.", "Đoạn hai."]
    assert ["đã nối lại: “… mô hình hay.”" in what for what in remarks(text)] == [True]


def test_a_number_broken_at_its_hyphen_is_whole_again():
    assert texts("Theo Quyết định số 877/QĐ-\nTTg về một cửa.\n") == ["Theo Quyết định số 877/QĐ-TTg về một cửa."]


def test_every_line_below_the_recipients_stands_alone():
    text = "Nơi nhận:\n- Các tổ chuyên môn và\nvăn phòng;\n- Lưu: VT.\nHIỆU TRƯỞNG\nLý Thị Thiên Lý\nPHỤ LỤC\n"

    assert texts(text) == [
        "Nơi nhận:", "- Các tổ chuyên môn và văn phòng;", "- Lưu: VT.", "HIỆU TRƯỞNG", "Lý Thị Thiên Lý", "PHỤ LỤC",
    ]  # fmt: skip


def test_a_heading_of_two_lines_and_a_short_form_left_over_are_joined():
    heading = "II. NỘI DUNG, HÌNH THỨC, ĐỐI TƯỢNG VÀ CÁC GIẢI PHÁP TUYÊN TRUYỀN TRONG NĂM HỌC\n\nMỚI\n\n"
    left_over = "- Văn phòng đăng lên trang tin của trường những văn bản của cấp trên về công tác\n\nCCHC.\n\n"

    found = texts(LOOSE + heading + left_over + "ĐIỀU CUỐI CÙNG\n")

    assert found[1] == " ".join(heading.split())
    assert found[2].endswith("công tác CCHC.")
    assert found[3] == "ĐIỀU CUỐI CÙNG"


def test_columns_that_ran_together_are_lines_of_their_own():
    head = [
        "ỦY BAN NHÂN DÂN PHƯỜNG HOA SEN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TRƯỜNG THCS HOA SEN Độc lập - Tự do - Hạnh phúc",
        "Số: 1/KH-THCS",
    ]

    assert texts("\n".join(head)) == head


def test_emphasis_that_is_meant_is_kept_and_a_lone_star_stays():
    [paragraph] = blocks_of_text("**Đậm** và *nghiêng*, ***cả hai***; 5*4*3, *lẻ và (*).\n")

    assert [(run.text, run.bold, run.italic) for run in paragraph.runs] == [
        ("Đậm", True, False),
        (" và ", False, False),
        ("nghiêng", False, True),
        (", ", False, False),
        ("cả hai", True, True),
        ("; 5*4*3, *lẻ và (*).", False, False),
    ]


def test_an_address_that_stands_alone_and_is_named_nowhere_stays():
    assert texts("Xem trang sau.\n\nhttps://aosen.example/moi\n\nHết.\n")[1] == "https://aosen.example/moi"


def test_addresses_lying_about_are_dropped_and_named():
    text = "Gửi về hộp thư (a@b.example) hoặc\n\nmailto:a@b.example\nhttps://c.example/\n\nđến tận nơi.\n"

    assert texts(text) == ["Gửi về hộp thư (a@b.example) hoặc đến tận nơi."]
    assert [what.split("“")[1].split("”")[0] for what in remarks(text) if "đã bỏ" in what] == [
        "mailto:a@b.example",
        "https://c.example/",
    ]


def test_tabs_make_tables_but_not_of_numbered_lines_or_single_pairs():
    blocks = blocks_of_text("TT\tViệc\n1\tĐọc *sách*\n\tngoài trời\n\n1.\tMột\n2.\tHai\n\nHọ tên:\tLớp:\n")

    assert [type(block) for block in blocks] == [Table, Paragraph, Paragraph, Paragraph]
    rows = [[cell.text for cell in row] for row in blocks[0].rows]
    assert rows == [["TT", "Việc"], ["1", "Đọc sách"], ["", "ngoài trời"]]
    assert blocks[0].rows[1][1].paragraphs[0].runs[1].italic
    assert [block.text for block in blocks[1:]] == ["1. Một", "2. Hai", "Họ tên: Lớp:"]


def test_more_tabs_than_any_table_has_are_blanks():
    assert isinstance(blocks_of_text("a\t" * 60 + "b\n" + "a\t" * 60 + "b\n")[0], Paragraph)


def test_what_nobody_sees_is_no_word():
    assert texts("\ufeffMột\u00ad hai\u200b\x0cba\x85bốn\u2028năm\x00.\n") == ["Một hai ba bốn năm ."]
    assert blocks_of_text("\n \n\t\n") == ()
