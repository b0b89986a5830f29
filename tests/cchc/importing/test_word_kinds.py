"""Word files of each kind a school has, as Word and as LibreOffice write them → the right item, all its words kept."""

import re

import pytest
from tests.cchc.importing.reading_word import MADE, a_picture, blocks_of, imported
from tests.cchc.importing.wordfile import WordFile, a_decision, a_letter, a_news_item, a_plan

from cchc.importing.blocks import words_of
from cchc.importing.doubts import CannotImport
from cchc.model.document import Document
from cchc.model.fields import FileRef
from cchc.model.news import NewsItem
from cchc.model.plan import Plan
from cchc.model.reply import FeedbackReply
from cchc.reading.markdown import convert
from cchc.reading.writing import write_item

PLANS = {
    "word": (lambda: a_plan().data, "ke-hoach.docx"),
    "libreoffice": ((MADE / "ke-hoach.docx").read_bytes, "ke-hoach.docx"),
    "pdf": ((MADE / "ke-hoach.pdf").read_bytes, "ke-hoach.pdf"),
}


@pytest.mark.parametrize("made_by", PLANS)
def test_a_plan_keeps_head_outline_tasks_and_closing(made_by):
    data, name = PLANS[made_by]

    plan = imported(data(), name).item

    assert isinstance(plan, Plan)
    assert (plan.trich_yeu, plan.nam) == ("Tuyên truyền cải cách hành chính năm 2026", 2026)
    assert (plan.so_ky_hieu, plan.dia_danh, str(plan.ngay_ban_hanh)) == ("25/KH-THCS", "Bình Minh", "2026-09-15")
    assert plan.co_quan_ban_hanh == "Trường THCS Bình Minh"
    assert (plan.chuc_vu, plan.nguoi_ky) == ("Hiệu trưởng", "Trần Thị Hoa Sen")
    assert plan.noi_nhan == ("UBND phường (để b/c)", "Các tổ chuyên môn", "Lưu: VT")
    titles = [heading.title for heading in convert(plan.body.text).headings]
    assert titles[:2] == ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích"]
    assert "| 2 | Hướng dẫn phụ huynh | Họp phụ huynh | Giáo viên chủ nhiệm | Tháng 9 |" in plan.body.text


LETTERS = {
    "word": (lambda: a_letter().data, "cong-van.docx"),
    "libreoffice": ((MADE / "cong-van.docx").read_bytes, "cong-van.docx"),
    "pdf": ((MADE / "cong-van.pdf").read_bytes, "cong-van.pdf"),
}


@pytest.mark.parametrize("made_by", LETTERS)
def test_an_answer_becomes_a_reply_with_its_days_and_a_masked_sender(made_by):
    data, name = LETTERS[made_by]

    found = imported(data(), name)

    reply = found.item
    assert isinstance(reply, FeedbackReply)
    assert reply.noi_dung == "Thu tiền gửi xe trong sân trường"
    assert (str(reply.ngay_nhan), str(reply.ngay_tra_loi)) == ("2026-10-28", "2026-11-03")
    assert (reply.sender, reply.van_ban_tra_loi) == ("Bà L.M.Đ., phụ huynh lớp 6A", ("41/THCS-VP",))
    assert "việc gửi xe của học sinh không thu tiền" in reply.body.text
    assert "Kính gửi" not in reply.body.text
    assert any("thông tin cá nhân: “Lê Mẫu Đơn, 0299 3000 501”" in doubt.what for doubt in found.doubts)


@pytest.mark.parametrize("data", [lambda: a_decision().data, (MADE / "quyet-dinh.docx").read_bytes])
def test_a_decision_becomes_a_document_with_bases_recipients_and_annex_in_its_text(data):
    document = imported(data()).item

    assert isinstance(document, Document)
    assert (document.loai, document.so_ky_hieu, document.id) == ("quyet_dinh", "98/QĐ-THCS", "98-qd-thcs")
    assert document.trich_yeu == "Về việc ban hành Quy chế tiếp nhận và trả hồ sơ"
    assert str(document.hieu_luc_tu) == "2026-10-10"
    assert document.nguoi_ky == "Trần Thị Hoa Sen, Hiệu trưởng"
    for words in ("Căn cứ Nghị định số 118/2025/NĐ-CP", "Điều 3. Văn phòng", "- Như Điều 3", "| 2 | Học bạ |"):
        assert words in document.body.text


def test_news_finds_its_headline_day_lead_picture_and_author_and_stays_a_draft():
    found = imported(a_news_item(a_picture()))

    news = found.item
    assert isinstance(news, NewsItem)
    assert news.tieu_de == "NGÀY HỘI CHUYỂN ĐỔI SỐ Ở SÂN TRƯỜNG"
    assert (str(news.ngay), news.nam_thu_muc, news.nhap) == ("2026-11-12", "2026", True)
    assert news.tom_tat == "Sáng 11/11, hơn ba trăm phụ huynh thử nộp hồ sơ trực tuyến ngay tại sân trường."
    assert news.tac_gia == "Tổ Truyền thông"
    assert news.anh == FileRef("tin-tuc/2026/ngay-hoi-chuyen-doi-so-o-san-truong-1.jpg")
    assert list(found.files) == ["ngay-hoi-chuyen-doi-so-o-san-truong-1.jpg"]
    assert news.mo_ta_anh == "Phụ huynh thử nộp hồ sơ trên điện thoại"
    assert "- Bàn số 2: học bạ điện tử." in news.body.text
    assert write_item(news).startswith("---\n")


def test_news_made_by_libreoffice_keeps_lists_links_and_merged_cells():
    news = imported((MADE / "tin.docx").read_bytes()).item

    assert isinstance(news, NewsItem)
    assert news.tieu_de == "Thư viện trường nhận trả hồ sơ ngoài giờ"
    assert "[lịch trực](https://truong.example/lich)" in news.body.text
    assert "- Thứ Tư:\n    - tổ văn phòng\n    - giáo viên trực" in news.body.text
    assert '<td rowspan="2">Chiều</td>' in news.body.text
    assert "H<sub>2</sub>O" in news.body.text


@pytest.mark.parametrize("word", [a_plan, a_letter, a_decision, lambda: a_news_item(a_picture())])
def test_every_word_of_the_file_is_in_the_item_or_in_a_doubt(word):
    data = word().data

    found = imported(data)

    kept = write_item(found.item) + "\n".join(doubt.what for doubt in found.doubts)
    kept = convert(kept.replace("---", "")).text + kept
    missing = {
        one
        for one in re.findall(r"\w{2,}", words_of(blocks_of(data)))
        if one.lower() not in kept.lower() and not one.isdigit()
    }
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập Tự do Hạnh phúc _______"
    names_of_parts = "gửi Nơi nhận Tin ảnh Số ngày tháng năm"
    assert missing <= {*motto.split(), *names_of_parts.split()}


def test_a_file_without_words_is_refused():
    with pytest.raises(CannotImport, match="không có chữ"):
        imported(WordFile())
