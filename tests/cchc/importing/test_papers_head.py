"""The head of a paper, typed as lines or laid out in Word's two columns."""

import pytest
from tests.cchc.importing.papers import cell, p, paper_of, table

from cchc.importing.papers.reading import read_paper
from cchc.model.vocabulary import LoaiVanBan

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
OPENING = "Trường xây dựng kế hoạch như sau:"


def head_of(*lines, names=()):
    return read_paper(tuple(p(line) if isinstance(line, str) else line for line in (*lines, OPENING)), names=names)


def test_a_head_in_two_columns():
    left = cell("UBND PHƯỜNG HOA SEN", "TRƯỜNG THCS HOA SEN", "––––––", "Số: 25 /KH - THCS")
    right = cell(*MOTTO, "Hoa Sen, ngày 05 tháng 01 năm 2026")

    paper = head_of(table([left, right]), p("KẾ HOẠCH", bold=True), p("Đọc sách năm 2026", bold=True))

    assert (paper.loai, paper.trich_yeu) == (LoaiVanBan.KE_HOACH, "Đọc sách năm 2026")
    assert (paper.co_quan_chu_quan, paper.co_quan_ban_hanh) == ("UBND PHƯỜNG HOA SEN", "TRƯỜNG THCS HOA SEN")
    assert (paper.so_ky_hieu, paper.dia_danh, str(paper.ngay)) == ("25/KH-THCS", "Hoa Sen", "2026-01-05")
    assert [block.text for block in paper.body] == [OPENING]
    assert paper.doubts == ()


def test_lines_parted_by_breaks_inside_a_cell():
    left = cell("UBND PHƯỜNG HOA SEN\nTRƯỜNG THCS\nHOA SEN\nSố: 1/KH-THCS")

    paper = head_of(table([left, cell(f"{MOTTO[0]}\n{MOTTO[1]}")]), "KẾ HOẠCH", "Việc")

    assert (paper.co_quan_chu_quan, paper.co_quan_ban_hanh) == ("UBND PHƯỜNG HOA SEN", "TRƯỜNG THCS HOA SEN")


def test_bold_tells_the_issuer_from_the_superior():
    paper = head_of(p("HUYỆN ĐOÀN"), p("CHI ĐOÀN TRƯỜNG"), p("LỚP LỚN", bold=True), "Số: 3/KH-CĐ", "KẾ HOẠCH", "Việc")

    assert (paper.co_quan_chu_quan, paper.co_quan_ban_hanh) == ("HUYỆN ĐOÀN CHI ĐOÀN TRƯỜNG", "LỚP LỚN")


def test_names_in_capitals_are_spelled_as_the_unit_or_the_text_spells_them():
    paper = head_of(
        "UBND PHƯỜNG HOA SEN", "TRƯỜNG THCS HOA SEN", "KẾ HOẠCH", "Việc của UBND phường Hoa Sen",
        names=["Trường THCS Hoa Sen"],
    )  # fmt: skip

    assert (paper.co_quan_chu_quan, paper.co_quan_ban_hanh) == ("UBND phường Hoa Sen", "Trường THCS Hoa Sen")


@pytest.mark.parametrize(
    ("line", "number", "place", "day"),
    [
        ("Số: 25/KH-THCS Hạ Long, ngày 15 tháng 02 năm 2022", "25/KH-THCS", "Hạ Long", "2022-02-15"),
        ("Số 25/KH-THCS", "25/KH-THCS", None, "None"),
        ("Số: 753.1/KH-UBND; ngày 3 tháng 3 năm 2022", "753.1/KH-UBND", None, "2022-03-03"),
        ("Số: 1580./KH-BGDĐT", "1580./KH-BGDĐT", None, "None"),
        ("Số: 12", "12", None, "None"),
        ("Hạ Long, ngày 15/02/2022", None, "Hạ Long", "2022-02-15"),
        ("Hạ Long, 15/02/2022.", None, "Hạ Long", "2022-02-15"),
    ],
)
def test_number_place_and_date_in_whatever_lines_they_stand(line, number, place, day):
    paper = head_of("TRƯỜNG A", line, "KẾ HOẠCH", "Việc")

    assert (paper.so_ky_hieu, paper.dia_danh, str(paper.ngay)) == (number, place, day)
    assert paper.co_quan_ban_hanh == "TRƯỜNG A"
    assert paper.doubts == ()


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("Số:      /KH-THPTĐBK", "Số văn bản để trống (“/KH-THPTĐBK”)"),
        ("Số: …/KH-THCS", "Số văn bản để trống"),
        ("Hạ Long, ngày     tháng     năm 2026", "Ngày ban hành để trống"),
        ("Hạ Long, ngày … tháng … năm 20…", "Ngày ban hành để trống"),
        ("Hạ Long, ngày 30 tháng 02 năm 2026", "Ngày không có thật"),
        ("Số: lạ", "Đầu văn bản có dòng chưa biết là gì: “Số: lạ”"),
        ("DỰ THẢO", "Đầu văn bản có dấu “DỰ THẢO”; không chép."),
    ],
)
def test_a_place_left_open_is_doubted_and_stays_absent(line, doubt):
    paper = head_of("TRƯỜNG A", line, "KẾ HOẠCH", "Việc")

    assert (paper.so_ky_hieu, paper.ngay) == (None, None)
    assert [one.what.startswith(doubt) for one in paper.doubts] == [True]


def test_a_line_of_no_known_kind_goes_to_the_body_and_is_doubted():
    paper = head_of("TRƯỜNG A", "Điện thoại 0299 3000 501", "KẾ HOẠCH", "Việc")

    assert [block.text for block in paper.body] == ["Điện thoại 0299 3000 501", OPENING]
    assert "chưa biết là gì: “Điện thoại 0299 3000 501”" in paper.doubts[0].what


def test_below_a_page_of_text_capitals_are_no_kind():
    paper = head_of("Một dòng.", "Hai dòng.", "Ba dòng.", "Số: 1/KH-A", "KẾ HOẠCH", "Việc")

    assert paper.loai is None
    assert len(paper.body) == 7


@pytest.mark.parametrize(
    ("below", "title"),
    [
        (["KẾ HOẠCH Đọc sách"], "Đọc sách"),
        (["KẾ HOẠCH:", "Đọc sách"], "Đọc sách"),
        (["KẾ HOẠCH", "Đọc sách", "cho cả năm", "-----"], "Đọc sách cho cả năm"),
        (["KẾ HOẠCH", p("Đọc sách", bold=True), p("Năm 2026", bold=True)], "Đọc sách Năm 2026"),
        (["KẾ HOẠCH", p("ĐỌC SÁCH", bold=True), p("NĂM 2026", bold=True)], "ĐỌC SÁCH NĂM 2026"),
        (["KẾ HOẠCH ĐỌC SÁCH", "NĂM 2026"], "ĐỌC SÁCH NĂM 2026"),
        (["KẾ HOẠCH", p("Đọc sách", bold=True), p("HIỆU TRƯỞNG TRƯỜNG A", bold=True)], "Đọc sách"),
        (["KẾ HOẠCH", "Đọc sách", "Câu thứ nhất của bài."], "Đọc sách"),
        (["KẾ HOẠCH", "Đọc sách", "I. MỤC ĐÍCH"], "Đọc sách"),
        (["KẾ HOẠCH", "Đọc sách", table(["a", "b"], ["c", "d"])], "Đọc sách"),
        (["KẾ HOẠCH"], None),
        (["KẾ HOẠCH", "Căn cứ Luật Giáo dục;"], None),
    ],
)
def test_a_title_ends_where_the_paper_begins(below, title):
    assert head_of("Số: 1/KH-A", *below).trich_yeu == title


def test_other_kinds_are_known_by_their_names():
    decision = paper_of("Số: 9/QĐ-TH", "QUYẾT ĐỊNH", "Về việc thành lập tổ", "Điều 1. Lập tổ.", "QUYẾT ĐỊNH:")

    assert (decision.loai, decision.trich_yeu) == (LoaiVanBan.QUYET_DINH, "Về việc thành lập tổ")
    assert [block.text for block in decision.body] == ["Điều 1. Lập tổ.", "QUYẾT ĐỊNH:"]


def test_a_letter_is_known_by_its_subject_and_addressees():
    letter = paper_of(
        "TRƯỜNG A", "Số: 140/THCS-VP", "V/v trả lời ý kiến", "về giờ mở cửa", "An Hòa, ngày 3 tháng 2 năm 2026",
        "Kính gửi:", "- Ông B;", p("Bà C.", mark="-"), "Nhà trường trả lời.",
    )  # fmt: skip

    assert (letter.loai, letter.trich_yeu) == (LoaiVanBan.CONG_VAN, "trả lời ý kiến về giờ mở cửa")
    assert letter.kinh_gui == ("Ông B", "Bà C")
    assert (letter.so_ky_hieu, str(letter.ngay)) == ("140/THCS-VP", "2026-02-03")
    assert [block.text for block in letter.body] == ["Nhà trường trả lời."]


def test_a_letter_without_subject_or_without_addressees():
    only = paper_of("Số: 1/A-VP", "Kính gửi:", "- Ông B", "- Bà C")
    addressed = paper_of("TRƯỜNG A", "Số: 140/THCS-VP", "Kính gửi: UBND phường", "Nhà trường báo cáo.")
    about = paper_of(
        table(["TRƯỜNG A", MOTTO[0]], ["Số: 1/A-VP\nV/v nghỉ", "x"]), "An Hòa, ngày 3 tháng 2 năm 2026", "Bài."
    )

    assert (only.kinh_gui, only.body) == (("Ông B", "Bà C"), ())
    assert (addressed.loai, addressed.trich_yeu, addressed.kinh_gui) == (LoaiVanBan.CONG_VAN, None, ("UBND phường",))
    assert (about.trich_yeu, str(about.ngay)) == ("nghỉ x", "2026-02-03")
    assert [block.text for block in about.body] == ["Bài."]


@pytest.mark.parametrize(
    "blocks",
    [
        ("Tin trong tuần", "Kế hoạch số 5 đã xong."),
        ("CHƯƠNG TRÌNH VĂN NGHỆ CHÀO MỪNG", "Tối qua sân trường rộn ràng."),
        ("Kính gửi các bạn đọc", "Thư của ban biên tập."),
        ("Một.", "Hai.", "Ba.", "V/v gì đó"),
        (),
    ],
)
def test_text_without_a_head_is_no_administrative_document(blocks):
    paper = paper_of(*blocks)

    assert paper.loai is None
    assert len(paper.body) == len(blocks)


def test_an_outline_is_enough_to_tell_a_plan_from_a_headline():
    assert paper_of("KẾ HOẠCH", "Đọc sách", "I. MỤC ĐÍCH", "Đọc.").loai is LoaiVanBan.KE_HOACH
