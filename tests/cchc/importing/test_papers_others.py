"""Papers that are no plans → documents and answers: every field from its place, what is guessed is doubted."""

import pytest
from tests.cchc.importing.reading_word import imported
from tests.cchc.importing.wordfile import WordFile

from cchc.importing.doubts import CannotImport
from cchc.model.document import Document
from cchc.model.reply import FeedbackReply


def a_letter_that(
    *lines: str,
    to: str = "Kính gửi: Ông Vũ Hoa Huệ",
    subject: str = "trả lời phản ánh về việc mất giấy hẹn",
    date: str = "Bình Minh, ngày 05 tháng 11 năm 2026",
) -> WordFile:
    word = WordFile()
    word.head(
        superior="UBND PHƯỜNG BÌNH MINH",
        issuer="TRƯỜNG THCS BÌNH MINH",
        number="7/THCS-VP",
        place_and_date=date,
        subject=subject,
    )
    word.text(to)
    word.lines(*lines)
    word.closing(["Như trên", "Lưu: VT"], "HIỆU TRƯỞNG", "Trần Thị Hoa Sen")
    return word


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Ngày 02/11/2026, nhà trường nhận được phản ánh của ông.", "2026-11-02"),
        ("Nhà trường đã xem xét. Ngày 01/11/2026 nhà trường nhận được thư của ông viết ngày 30/10/2026.", "2026-11-01"),
        ("Nhà trường nhận được phản ánh của ông ngày 03 tháng 11 năm 2026.", "2026-11-03"),
    ],
)
def test_the_day_a_report_came_is_read_from_the_sentence_that_says_so(sentence, day):
    found = imported(a_letter_that(sentence, "Nhà trường trả lời như sau: xin mời ông đến văn phòng."))

    assert isinstance(found.item, FeedbackReply)
    assert (str(found.item.ngay_nhan), found.item.nhap) == (day, True)
    assert any("Ngày nhận phản ánh lấy từ câu chữ" in doubt.what for doubt in found.doubts)


@pytest.mark.parametrize("sentence", ["Nhà trường nhận được phản ánh của ông.", "Xin trả lời ông như sau."])
def test_an_answer_that_does_not_say_when_the_report_came_is_a_draft(sentence):
    found = imported(a_letter_that(sentence, "Nhà trường đã cấp lại giấy hẹn."))

    assert isinstance(found.item, FeedbackReply)
    assert (str(found.item.ngay_nhan), found.item.nhap) == ("2026-11-05", True)
    assert any("Không rõ ngày nhận" in doubt.what for doubt in found.doubts)


def test_an_answer_without_a_day_is_a_draft_and_says_so():
    found = imported(a_letter_that("Nhà trường nhận được thư ngày 02/11/2026 của ông.", "Đã cấp lại.", date=""))

    assert isinstance(found.item, FeedbackReply)
    assert (found.item.ngay_tra_loi, found.item.nhap) == (None, True)
    assert any("Không rõ ngày trả lời" in doubt.what for doubt in found.doubts)


def test_a_subject_that_names_no_matter_is_the_question_itself():
    found = imported(a_letter_that("Xin trả lời ông.", subject="phúc đáp kiến nghị của phụ huynh"))

    assert found.item.title == "Phúc đáp kiến nghị của phụ huynh"


def test_an_answer_to_nobody_has_no_sender():
    found = imported(a_letter_that("Xin trả lời như sau.", to="Kính gửi:"))

    assert isinstance(found.item, FeedbackReply)
    assert found.item.nguoi_gui is None


def test_what_a_reply_has_no_field_for_is_named_once():
    [left] = [one.what for one in imported(a_letter_that("Xin trả lời ông.")).doubts if "Không có chỗ ghi" in one.what]

    for words in ("UBND PHƯỜNG BÌNH MINH", "Như trên; Lưu: VT", "Trần Thị Hoa Sen"):
        assert words in left


def test_names_and_ways_to_reach_somebody_inside_the_answer_are_doubted():
    found = imported(a_letter_that("Xin mời ông Vũ Hoa Huệ gọi 0912 345 678 hoặc viết về hue@thu.example."))

    [said] = [doubt.what for doubt in found.doubts if "thông tin cá nhân" in doubt.what]
    assert "“Vũ Hoa Huệ, 0912 345 678, hue@thu.example”" in said


def test_a_letter_that_answers_nothing_is_a_document_with_its_addressees_in_the_text():
    found = imported(
        a_letter_that(
            "Nhà trường báo cáo số liệu quý III./.", to="Kính gửi: UBND phường Bình Minh", subject="báo cáo số liệu"
        )
    )

    document = found.item
    assert isinstance(document, Document)
    assert (document.loai, document.trich_yeu, document.hieu_luc_tu) == ("cong_van", "báo cáo số liệu", None)
    assert document.body.text.startswith("Kính gửi: UBND phường Bình Minh\n\nNhà trường báo cáo")
    assert document.body.text.endswith("Nơi nhận:\n\n- Như trên\n- Lưu: VT")


def a_notice(*lines: str, head: bool = True) -> WordFile:
    word = WordFile()
    if head:
        word.head(superior="SỞ GDĐT TỈNH AN HÒA", issuer="TRƯỜNG THPT HỒ SEN", number="3/TB-THPT")
    word.title("THÔNG BÁO", "Lịch tiếp nhận hồ sơ học kỳ II")
    word.lines(*lines)
    return word


def test_the_day_a_document_takes_effect_is_read_where_it_is_said():
    dated = imported(a_notice("Thông báo này có hiệu lực từ ngày 01/02/2027./.")).item
    undated = imported(a_notice("Thông báo này có hiệu lực kể từ ngày ký./.")).item

    assert isinstance(dated, Document)
    assert isinstance(undated, Document)
    assert (str(dated.hieu_luc_tu), undated.hieu_luc_tu) == ("2027-02-01", None)
    assert dated.nguoi_ky is None


def test_a_document_without_an_issuer_is_a_draft_of_the_unit():
    found = imported(a_notice("I. THỜI GIAN", "Từ 01/02 đến 15/02.", "II. ĐỊA ĐIỂM", "Văn phòng.", head=False))

    assert isinstance(found.item, Document)
    assert (found.item.co_quan_ban_hanh, found.item.nhap) == ("Trường THCS Bình Minh", True)
    assert any("Không thấy tên cơ quan" in doubt.what for doubt in found.doubts)


def test_a_document_without_a_subject_is_refused():
    word = WordFile()
    word.head(superior="SỞ GDĐT TỈNH AN HÒA", issuer="TRƯỜNG THPT HỒ SEN", number="3/TB-THPT")
    word.text("THÔNG BÁO", bold=True)
    word.text("Căn cứ lịch năm học;")

    with pytest.raises(CannotImport, match="trích yếu"):
        imported(word)


@pytest.mark.parametrize(
    ("subject", "asked"),
    [
        ("trả lời ý kiến phản ánh của ông Đỗ Ví Dụ", "Trả lời ý kiến phản ánh"),
        ("trả lời đơn của bà Ý Ví Dụ về giờ tiếp nhận hồ sơ", "Giờ tiếp nhận hồ sơ"),
        ("trả lời kiến nghị về việc xe đưa đón của em Ẩn Danh lớp 6A", "Xe đưa đón lớp 6A"),
        ("trả lời phản ánh về thái độ của cô giáo phụ trách", "Thái độ của cô giáo phụ trách"),
    ],
)
def test_nobody_s_name_comes_into_the_question_or_the_address(subject, asked):
    item = imported(a_letter_that("Xin trả lời.", subject=subject)).item

    assert isinstance(item, FeedbackReply)
    assert item.noi_dung == asked
    assert item.nhap
    assert not {"vi", "du", "danh"} & set(item.id.split("-"))
