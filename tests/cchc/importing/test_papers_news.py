"""Running text → news: what has a field of its own leaves the text, what is guessed is doubted."""

import pytest
from tests.cchc.importing.reading_word import a_picture, imported
from tests.cchc.importing.wordfile import WordFile

from cchc.importing.imported import Imported
from cchc.model.news import NewsItem

LONG = "Sáng nay các lớp tham gia buổi dọn vườn thuốc nam cùng phụ huynh, ai cũng mang theo dụng cụ của nhà mình."


def news_of(word: WordFile, name: str = "bai.docx") -> tuple[NewsItem, Imported]:
    found = imported(word, name)
    assert isinstance(found.item, NewsItem)
    assert found.item.nhap
    return found.item, found


def doubts(found: Imported) -> str:
    return "\n".join(doubt.what for doubt in found.doubts)


def test_a_text_that_begins_with_a_sentence_is_called_like_its_file():
    word = WordFile()
    word.text(LONG)
    word.text(LONG)

    news, found = news_of(word, "don-vuon_thuoc nam.docx")

    assert (news.tieu_de, news.tom_tat, str(news.ngay)) == ("don vuon thuoc nam", None, "2026-11-20")
    assert "Không thấy tiêu đề" in doubts(found)
    assert "Không thấy ngày đăng; tạm ghi hôm nay 20/11/2026." in doubts(found)
    assert news.body.text.count(LONG) == 2


@pytest.mark.parametrize(
    ("line", "moment"),
    [("Ngày đăng: 05/11/2026 8h30", "2026-11-05 08:30"), ("(Thứ năm, 5/11/2026)", "2026-11-05"),
     ("Ngày 5 tháng 11 năm 2026", "2026-11-05")],
)  # fmt: skip
@pytest.mark.parametrize("at_the_end", [False, True])
def test_a_line_with_a_day_is_the_day_of_the_news(line, moment, at_the_end):
    word = WordFile()
    word.text("Dọn vườn thuốc nam", bold=True)
    word.lines(*([LONG, LONG, LONG, LONG, LONG, line] if at_the_end else [line, LONG]))

    news, _ = news_of(word)

    assert str(news.ngay) == moment
    assert line not in news.body.text


def test_a_day_that_is_none_stays_in_the_text():
    word = WordFile()
    word.text("Dọn vườn thuốc nam", bold=True)
    word.lines("31/02/2026", LONG)

    assert "31/02/2026" in news_of(word)[0].body.text


@pytest.mark.parametrize(
    ("line", "who"),
    [("Tin, ảnh: Tổ Truyền thông", "Tổ Truyền thông"), ("(Bài và ảnh: Hoa Huệ)", "Hoa Huệ"),
     ("Người viết: Văn phòng.", "Văn phòng")],
)  # fmt: skip
def test_the_author_is_named_at_the_end(line, who):
    word = WordFile()
    word.text("Dọn vườn thuốc nam", bold=True)
    word.lines(LONG, line)

    news, _ = news_of(word)

    assert news.tac_gia == who
    assert line not in news.body.text


def test_a_bold_name_at_the_end_is_taken_for_the_author_with_a_doubt():
    word = WordFile()
    word.text("Dọn vườn thuốc nam", bold=True)
    word.text(LONG)
    word.text("Vũ Hoa Huệ", bold=True)

    news, found = news_of(word)

    assert news.tac_gia == "Vũ Hoa Huệ"
    assert "được coi là tên tác giả" in doubts(found)


def test_a_headline_alone_is_news_without_a_text():
    word = WordFile()
    word.text("Nghỉ lễ từ ngày mai")

    news, _ = news_of(word)

    assert (news.tieu_de, news.body.text, news.tac_gia) == ("Nghỉ lễ từ ngày mai", "", None)


def test_the_field_is_guessed_from_the_words_and_is_leadership_where_nothing_tells():
    word = WordFile()
    word.text("Dọn vườn", bold=True)

    news, found = news_of(word)

    assert news.linh_vuc == ("chi_dao_dieu_hanh",)
    assert "Lĩnh vực được đoán" in doubts(found)


def a_picture_with(caption: str, alt: str = "", *, italic: bool = False) -> WordFile:
    word = WordFile()
    word.text("Dọn vườn thuốc nam", bold=True)
    word.text(LONG)
    word.picture(a_picture(), alt)
    if caption:
        word.text(caption, italic=italic)
    return word


def test_the_caption_below_the_first_picture_says_what_it_shows():
    news, found = news_of(a_picture_with("Ảnh 1: Học sinh lớp 8 tưới cây"))

    assert news.mo_ta_anh == "Học sinh lớp 8 tưới cây"
    assert "Mô tả ảnh lấy từ chú thích" in doubts(found)
    assert "tưới cây" not in news.body.text


@pytest.mark.parametrize(("alt", "shown"), [("Vườn cây", "Vườn cây – Tưới cây"), ("Tưới cây", "Tưới cây")])
def test_a_description_and_a_caption_are_both_kept(alt, shown):
    news, _ = news_of(a_picture_with("Tưới cây", alt, italic=True))

    assert news.mo_ta_anh == shown


def test_text_that_is_no_caption_stays():
    news, _ = news_of(a_picture_with("Buổi dọn vườn kết thúc lúc mười giờ.", "Vườn cây"))
    alone, _ = news_of(a_picture_with(""))

    assert (news.mo_ta_anh, alone.mo_ta_anh) == ("Vườn cây", None)
    assert "kết thúc lúc mười giờ" in news.body.text


def test_the_lead_is_the_bold_text_right_below_the_headline():
    word = WordFile()
    word.text("Dọn vườn thuốc nam", bold=True)
    word.text(LONG, bold=True)
    word.text(LONG.upper())
    late = WordFile()
    late.text("Dọn vườn thuốc nam", bold=True)
    late.table([["a", "b"], ["c", "d"]])
    late.text(LONG, bold=True)
    late.text("Hết bài.")

    assert (news_of(word)[0].tom_tat, news_of(late)[0].tom_tat) == (LONG, None)
