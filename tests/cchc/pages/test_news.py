"""News: what follows an item, when an event is, a clip on whatever host."""

import pytest
from tests.school import School, pages_of


def test_below_an_item_stand_the_two_older_ones_so_that_a_new_one_changes_nothing_old(school: School) -> None:
    for day in range(1, 5):
        school.news(f"t{day}", tieu_de=f"Tin {day}", ngay=f"0{day}/11/2026")
    before = pages_of(school.section())
    school.news("t5", tieu_de="Tin 5", ngay="05/11/2026")
    after = pages_of(school.section())

    assert '<a href="../t2/">Tin 2</a>' in before["tin-tuc/2026/t3/"]
    assert '<a href="../t1/">Tin 1</a>' in before["tin-tuc/2026/t3/"]
    assert "_doc-tiep" not in before["tin-tuc/2026/t1/"]
    changed = {address for address, page in before.items() if after[address] != page}
    assert not {address for address in changed if address.startswith("tin-tuc/2026/t")}


def test_a_list_gives_the_day_and_an_article_the_hour_too(school: School) -> None:
    school.news(ngay="05/11/2026 07:45")

    pages = pages_of(school.section())

    assert ">05/11/2026</time> · Tin" in pages["tin-tuc/"]
    assert ">05/11/2026, 07:45</time>" in pages["tin-tuc/2026/tin/"]


@pytest.mark.parametrize(("day", "told"), [("05/11/2026 07:30", False), ("28/11/2026 07:30", True)])
def test_a_list_says_when_an_event_is_where_that_is_another_day(school: School, day: str, told: bool) -> None:
    school.news(loai="su_kien", ngay_su_kien=day)

    assert ("diễn ra 28/11/2026 07:30" in school.page("tin-tuc/")) == told


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://www.youtube.com/watch?v=1", "Xem video trên YouTube <small>mở trang mới</small>"),
        ("https://youtu.be/1", "Xem video trên YouTube <small>mở trang mới</small>"),
        ("https://www.facebook.com/watch/?v=1", "Xem video trên Facebook <small>"),
        ("https://video.zalo.me/1", "Xem video trên Zalo <small>"),
        ("https://youtube.com.example/1", "Xem video <small>mở trang mới ở youtube.com.example</small>"),
        ("https://truong.example/a.mp4", "Xem video <small>mở trang mới ở truong.example</small>"),
    ],
)
def test_a_clip_elsewhere_is_a_link_that_says_where_it_leads(school: School, address: str, words: str) -> None:
    school.news(loai="clip", video=address, loi_thoai="Xin chào.")

    page = school.page("tin-tuc/2026/tin/")

    assert words in page
    assert f'href="{address}" target="_blank" rel="noopener"' in page
    assert 'href="#_loi-thoai">Đọc lời thoại</a>' in page
    assert 'id="_loi-thoai"' in page
    assert "<iframe" not in page
    assert "<video" not in page


def test_a_clip_without_its_words_offers_none_and_the_check_asks_for_them(school: School) -> None:
    school.news(video="https://youtu.be/1")

    assert "_loi-thoai" not in school.page("tin-tuc/2026/tin/")
    assert "loi-thoai" in school.rules(errors=False)


def test_a_list_without_news_says_so(school: School) -> None:
    assert "Chưa có mục nào trong “Tin tức”." in school.page("tin-tuc/")
    assert "Chưa có tin nào." in school.page("")
