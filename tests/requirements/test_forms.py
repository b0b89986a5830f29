"""Duties 137–155: the forms in which a school speaks, and what each leaves on its section."""

import json

from tests.requirements.runner import BELOW, Year, cut, duty, gone

NEWS = f"{BELOW}/tin-tuc/2026"
UNIT = f"{BELOW}/don-vi.yml"
SHEETS = f"{BELOW}/trang/tai-lieu-tuyen-truyen.md"
HOME = "https://thcs-bang-lang.example/cchc/"


def test_it_is_served_and_not_without_its_item(duty, whole, tmp_path):
    duty.prove(whole, tmp_path)


def reported(year: Year) -> set[str]:
    """The forms the report of the quarter counts."""
    grid = year.report("--period", "2026-Q4").partition("### Theo hình thức")[2].partition("\n## ")[0]
    return {line.split(" | ")[0].strip("| ") for line in grid.splitlines() if line.startswith("| ")}


def side(year: Year, news: str, what: str) -> str:
    """What stands beside a news item: its forms, its audience."""
    return " ".join(year.found(f"tin-tuc/2026/{news}/", f"//dt[.='{what}']/following-sibling::dd[1]"))


def meta(year: Year, address: str, name: str) -> str:
    """What a page tells those who pass it on."""
    return " ".join(year.found(address, f"//meta[@property='og:{name}']/@content"))


def download(year: Year, page: str, name: str) -> str:
    """What the link to a file says; the file is there."""
    assert year.found(page, f"//a[@href='{name}']"), f"{page}: không có {name}"
    assert year.file(f"{page}{name}").startswith(b"%PDF")
    return year.words(page, f"//a[@href='{name}']")


@duty(137, without=cut(f"{NEWS}/11-so-ket.md", "hinh_thuc: [website, mang_xa_hoi]"))
def the_section_itself_is_a_form_and_told_as_one(year: Year) -> None:
    assert side(year, "so-ket", "Hình thức") == "Cổng thông tin điện tử; Mạng xã hội"
    assert "Cổng thông tin điện tử" in reported(year)


@duty(138, without=cut(UNIT, f"url: {HOME}"))
def a_page_can_be_passed_on_with_its_title_words_and_picture(year: Year) -> None:
    here = "tin-tuc/2026/so-ket/"
    assert meta(year, here, "url") == f"{HOME}{here}"
    assert meta(year, here, "title") == "Sơ kết ba tháng thí điểm nhận hồ sơ chiều muộn"
    assert meta(year, here, "description").startswith("86 lượt hồ sơ")
    assert meta(year, here, "image") == f"{HOME}{here}so-ket.jpg"
    shares = year.found(here, "//*[@class='cc-share']//a/@href")
    assert [one.partition(":")[0] for one in shares] == ["sms", "mailto", "https"]
    assert "facebook.com/sharer" in shares[2]


@duty(139, without=cut(UNIT, "facebook: https://www.facebook.com/thcsbanglang.example"))
def every_page_leads_to_the_fanpage(year: Year) -> None:
    address = "https://www.facebook.com/thcsbanglang.example"
    assert year.found("", f"//footer//a[@href='{address}']") == ["Fanpage Facebook"]
    assert year.found("trang/lien-he/", f"//article//a[@href='{address}']") == ["Fanpage Facebook"]


@duty(140, without=cut(UNIT, "zalo: https://zalo.me/thcsbanglang"))
def every_page_leads_to_zalo(year: Year) -> None:
    assert year.found("", "//footer//a[@href='https://zalo.me/thcsbanglang']") == ["Zalo"]
    assert "Zalo" in reported(year)


@duty(
    141,
    without=cut(
        f"{NEWS}/10-clip.md",
        "loi_thoai: |\n  Chào các bác, em là Hiền ở Phòng Văn thư.\n"
        "  Bước một, mở Cổng Dịch vụ công quốc gia và đăng nhập VNeID.",
    ),
)
def a_clip_is_offered_with_every_word_that_is_said_in_it(year: Year) -> None:
    here = "tin-tuc/2026/clip/"
    assert year.words(here, "//p[@class='cc-kind']") == "Video"
    assert year.words(here, "//a[@href='https://www.youtube.com/watch?v=banglang2026']").startswith(
        "Xem video trên YouTube"
    )
    assert "Lời thoại của video" in year.words(here)
    assert "Bước một, mở Cổng Dịch vụ công quốc gia và đăng nhập VNeID." in year.words(here)


@duty(142, without=cut(f"{NEWS}/10-bao-viet.md", "the: Báo chí viết về trường"))
def what_the_press_wrote_is_listed_with_its_source(year: Year) -> None:
    listed = year.words("tin-tuc/the/bao-chi-viet-ve-truong/", "//ul[contains(@class, 'cc-list')]")
    assert "Báo An Hòa: Ngôi trường trả kết quả lúc sáu giờ tối" in listed
    source = "https://bao-an-hoa.example/ngoi-truong-tra-ket-qua-luc-sau-gio-toi"
    assert year.found("tin-tuc/2026/bao-viet/", f"//a[@href='{source}']") == ["Báo An Hòa"]
    assert "Báo chí" in reported(year)


@duty(143, without=gone(f"{NEWS}/10-ban-tin-so-3.md"))
def the_news_of_a_year_print_as_a_bulletin_of_its_months_and_a_printed_issue_can_be_had(year: Year) -> None:
    here = "tin-tuc/2026/"
    assert "In từ" in year.words(here, "//div[@class='cc-print']")
    assert year.found(here, "//h2")[:2] == ["Tháng 11/2026", "Tháng 10/2026"]
    assert "Bốn trang giấy gửi về từng gia đình" in year.words(here, "//ul[contains(@class, 'cc-list')]")
    issue = download(year, f"{here}ban-tin-so-3/", "ban-tin-so-3.pdf")
    assert issue.startswith("Bản tin số 3, bản in")
    assert "Bản tin nhà trường" in reported(year)


@duty(144, without=gone(f"{BELOW}/van-ban/33-tb-thcs.md"))
def a_notice_prints_as_a_sheet_with_whom_to_ask_and_a_code_to_the_living_page(year: Year) -> None:
    here = "van-ban/33-tb-thcs/"
    assert here in year.pages()
    printed = year.words(here, "//div[@class='cc-print']")
    assert f"In từ {HOME}{here}" in printed
    assert "Hỏi: 0299 3000 911" in printed
    assert year.found(here, "//div[@class='cc-print']/*[name()='svg']") == ["Mã QR mở trang này"]


@duty(
    146,
    without=cut(SHEETS, "  - tep: ap-phich-mot-ngay-lam-viec.pdf\n    ten: Áp phích “Một ngày làm việc là có kết quả”"),
)
def posters_and_slogans_can_be_downloaded(year: Year) -> None:
    here = "trang/tai-lieu-tuyen-truyen/"
    assert download(year, here, "ap-phich-mot-ngay-lam-viec.pdf").startswith("Áp phích “Một ngày làm việc")
    assert "Hỏi một lần, đi một lần, xong một lần." in year.words(here)


@duty(147, without=cut(f"{NEWS}/10-san-khau-hoa.md", "hinh_thuc: [san_khau_hoa, ngoai_khoa]"))
def a_play_is_an_event_with_its_day(year: Year) -> None:
    here = "tin-tuc/2026/san-khau-hoa/"
    assert year.words(here, "//p[@class='cc-kind']") == "Sự kiện"
    assert "Thứ Bảy, 31/10/2026 07:30" in year.words(here)
    assert side(year, "san-khau-hoa", "Hình thức") == "Sân khấu hóa; Hoạt động ngoại khóa"


@duty(148, without=cut(f"{NEWS}/10-cuoc-thi-anh.md", "loai: cuoc_thi"))
def a_contest_has_its_rules_its_last_day_its_link_and_its_results(year: Year) -> None:
    here = "tin-tuc/2026/cuoc-thi-anh/"
    assert year.words(here, "//p[@class='cc-kind']") == "Cuộc thi"
    assert year.found(here, "//div[@class='cc-prose']/h2") == ["Thể lệ", "Gửi bài", "Kết quả"]
    assert "15/11/2026 17:00" in year.words(here, "//dl[@class='cc-strip']")
    assert year.found(here, "//a[@href='https://thcs-bang-lang.example/gui-anh']") == ["phiếu gửi ảnh"]
    assert download(year, here, "the-le.pdf").startswith("Thể lệ cuộc thi")


@duty(149, without=cut(f"{NEWS}/11-tap-huan.md", "hinh_thuc: tập huấn, tọa đàm, hội nghị"))
def conferences_trainings_and_talks_are_counted(year: Year) -> None:
    assert {"Hội nghị, hội thảo", "Tập huấn, chuyên đề", "Tọa đàm, đối thoại"} <= reported(year)
    assert year.words("tin-tuc/2026/tap-huan/", "//p[@class='cc-kind']") == "Tập huấn"


@duty(150, without=cut(f"{NEWS}/10-san-khau-hoa.md", "hinh_thuc: [san_khau_hoa, ngoai_khoa]"))
def the_matrix_shows_every_form_the_year_must_have(year: Year) -> None:
    matrix = "//section[.//h2[@id='_hinh-thuc']]//tbody/tr"
    names = year.found("thong-ke/", f"{matrix}/th")
    assert len(names) == 6
    assert [one for one in year.found("thong-ke/", f"{matrix}/td[1]") if not one.isdigit()] == []
    assert "Hình thức tuyên truyền" not in year.words("thong-ke/", "//section[.//h2[@id='_con-thieu']]")


@duty(
    151,
    without=cut(f"{NEWS}/10-hop-cha-me.md", "tep:\n  - tep: phieu-phat-tay.pdf\n    ten: Phiếu phát tay cho buổi họp"),
)
def a_meeting_of_parents_leaves_its_handout(year: Year) -> None:
    here = "tin-tuc/2026/hop-cha-me/"
    assert side(year, "hop-cha-me", "Hình thức") == "Họp cha mẹ học sinh"
    assert side(year, "hop-cha-me", "Đối tượng") == "Cha mẹ học sinh"
    assert download(year, here, "phieu-phat-tay.pdf").startswith("Phiếu phát tay cho buổi họp")


@duty(152, without=gone(f"{NEWS}/10-chao-co.md"))
def what_is_said_inside_the_school_counts_and_is_not_shown(year: Year) -> None:
    row = year.words("ke-hoach/cai-thien-chi-so/", "//tr[@id='nhiem-vu-3']")
    assert row.endswith("1 minh chứng nội bộ")
    assert "tin-tuc/2026/chao-co/" not in year.pages()
    assert [address for address in year.pages() if "Sổ chào cờ" in year.page(address)] == []


@duty(153, without=cut(UNIT, f"url: {HOME}"))
def the_newest_news_are_one_block_for_a_letter_with_whole_addresses(year: Year) -> None:
    assert "nhung/tin-moi.html" in year.section().files
    letter = year.file("nhung/tin-moi.html").decode("ascii")
    assert letter.count(f'href="{HOME}tin-tuc/2026/') == 5
    assert 'href="../' not in letter
    mail = year.found("tin-tuc/2026/so-ket/", "//*[@class='cc-share']//a[starts-with(@href, 'mailto:')]/@href")
    assert mail[0].startswith("mailto:?subject=S%C6%A1%20k%E1%BA%BFt")


@duty(154, without=cut(f"{NEWS}/11-so-ket.md", "anh: so-ket.png"))
def a_telephone_loads_a_page_of_its_own_width_and_a_picture_of_its_own_size(year: Year) -> None:
    here = "tin-tuc/2026/so-ket/"
    assert year.found(here, "//meta[@name='viewport']/@content") == ["width=device-width,initial-scale=1"]
    [sizes] = year.found(here, "//figure//source/@srcset") or [""]
    assert [one.rpartition(" ")[2] for one in sizes.split(", ")] == ["240w", "480w", "720w", "1440w"]
    assert len(year.file(f"{here}so-ket-480.webp")) < 5_000


@duty(
    155,
    without=cut(
        f"{BELOW}/ke-hoach/cai-thien-chi-so.md",
        "Trên Cổng thông tin điện tử của nhà trường, các trang mạng xã hội, qua các hội nghị, hội thảo",
        "Bằng nhiều cách",
    ),
)
def a_phrase_of_a_plan_is_split_into_the_forms_it_names(year: Year) -> None:
    told = json.loads(year.report("--tasks", "--json"))
    [task] = [one for one in told if one["ke_hoach"] == "41/KH-THCS" and one["tt"] == "2"]
    assert task["hinh_thuc"] == ["website", "mang_xa_hoi", "hoi_nghi"]
    assert side(year, "tap-huan", "Hình thức") == "Tập huấn, chuyên đề; Tọa đàm, đối thoại; Hội nghị, hội thảo"
