"""How far a plan has come, on its page, in lists, on the home page and where its evidence stands."""

from typing import Any

import lxml.html
from lxml.html import HtmlElement
from tests.school import NOW, School, at, pages_of

TABLE = "| TT | Nội dung | Bộ phận | Thời gian |\n|---|---|---|---|\n"
BODY = f"""{TABLE}| 1 | Đăng tin | Tổ | Hằng tháng |
| 2 | Tập huấn | Tổ | Quý II/2026 |
| 3 | Hướng dẫn | Tổ | Tháng 9 |
| 4 | Tổng kết | Tổ | Tháng 12 |
| 5 | Việc khác | Tổ | Khi Sở cho phép |
"""
BLOCKS = """## 1. Họp cha mẹ học sinh

Thời gian thực hiện: Tháng 9

## 2. Phát thanh măng non

Thời gian thực hiện: Tháng 12
"""


def plan(school: School, body: str = BODY, name: str = "a", folder: str = "", **fields: Any) -> None:
    """A plan of 2026, signed in August."""
    values = {"trich_yeu": "Tuyên truyền", "nam": 2026, "ngay_ban_hanh": "03/08/2026", **fields}
    school.write(f"{folder}ke-hoach/{name}.md", body, **values)


def proved(school: School) -> None:
    """The plan, three months and one task of it proved."""
    plan(school)
    school.news("tam", ngay="09/08/2026", tieu_de="Tin tháng Tám", minh_chung=["a#1", "a#3"])
    school.news("muoi", ngay="09/10/2026", minh_chung="a#1")
    school.news("bay", ngay="09/11/2026", minh_chung="a#1", pham_vi="noi_bo")


def tree(school: School, address: str = "ke-hoach/a/", ma: str = "truong", now: Any = NOW) -> HtmlElement:
    return lxml.html.fromstring(f"<div>{school.page(address, ma, now)}</div>")


def said(page: HtmlElement, name: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in page.find_class(name)]


def test_the_sum_stands_above_the_text_with_a_square_for_every_task(school: School) -> None:
    proved(school)

    page = tree(school)

    assert said(page, "cc-prog__n") == ["2/5 nhiệm vụ đã có minh chứng, 2 nhiệm vụ chậm"]
    assert page.xpath("//div[@class='cc-o']/svg/@class") == [
        f"cc-i is-{kind}" for kind in ("late", "late", "done", "todo", "unk")
    ]
    assert said(page, "cc-legend") == ["Chậm: 2 Hoàn thành: 1 Chưa đến hạn: 1 Chưa tính được tiến độ: 1"]
    assert "Tiến độ" not in " ".join(said(page, "cc-sheet"))
    assert page.xpath("//h2[.='Tiến độ']/ancestor::div[@class='cc-noprint']")


def test_late_tasks_come_first_and_say_what_they_lack(school: School) -> None:
    proved(school)

    page = tree(school)
    entries = page.xpath("//ol[@class='cc-todo']/li")

    assert [" ".join(entry.find("h3").text_content().split()) for entry in entries] == [
        "Đăng tin", "Tập huấn", "Hướng dẫn", "Tổng kết", "Việc khác",
    ]  # fmt: skip
    assert [said(entry, "cc-meta")[0] for entry in entries] == [
        "Thời gian: Hằng tháng · Còn thiếu tháng 9",
        "Thời gian: Quý II/2026 · Đã qua thời hạn, chưa có minh chứng",
        "Thời gian: Tháng 9",
        "Thời gian: Tháng 12",
        "Thời gian: Khi Sở cho phép",
    ]
    assert said(entries[4], "cc-badge") == ["Chưa tính được tiến độ"]
    rows = [link.removeprefix("#") for link in page.xpath("//ol[@class='cc-todo']//h3/a/@href")]
    assert sorted(rows) == page.xpath("//tr/@id") == [f"nhiem-vu-{number}" for number in range(1, 6)]


def test_a_late_task_of_the_end_is_told_before_those_above_it(school: School) -> None:
    plan(school, f"{TABLE}| 1 | Sau | Tổ | Tháng 12 |\n| 2 | Trước | Tổ | Tháng 9 |\n")

    assert tree(school).xpath("//ol[@class='cc-todo']//h3/a/text()") == ["Trước", "Sau"]


def test_of_many_tasks_the_first_are_told_at_once_and_those_without_a_row(school: School) -> None:
    rows = "".join(f"| {number} | Việc {number} | Tổ | Tháng 12 |\n" for number in range(1, 15))
    plan(school, f"{TABLE}{rows}\n{BLOCKS}")

    page = tree(school)
    at_once, folded = page.find_class("cc-todo")

    assert [entry.find("h3").text_content() for entry in at_once][-2:] == ["Việc 11", "Phát thanh măng non"]
    assert at_once[0].find("h3").text_content() == "Họp cha mẹ học sinh"
    assert folded.xpath(".//h3/a/text()") == ["Việc 12", "Việc 13", "Việc 14"]
    assert page.xpath("//details/summary/text()") == ["và 3 nhiệm vụ khác"]


def test_every_turn_has_its_square_and_its_words(school: School) -> None:
    proved(school)

    (turns,) = tree(school).find_class("cc-turns")

    assert turns.get("aria-label") == "Từng tháng"
    assert said(turns, "cc-vh") == [
        "tháng 8: hoàn thành", "tháng 9: chậm", "tháng 10: hoàn thành", "tháng 11: hoàn thành",
        "tháng 12: chưa đến hạn",
    ]  # fmt: skip
    assert turns.xpath(".//*[@aria-hidden='true'][self::span]/text()") == ["8", "9", "10", "11", "12"]


def test_many_missed_turns_are_counted_and_weeks_have_no_number_below(school: School) -> None:
    plan(school, f"{TABLE}| 1 | Chào cờ | Đội | Hằng tuần |\n| 2 | Báo cáo | Tổ | Hằng năm |\n")

    page = tree(school)

    assert "Còn thiếu 15 kỳ, gần nhất là 09/11–15/11" in said(page, "cc-todo")[0]
    assert [turns.get("aria-label") for turns in page.find_class("cc-turns")] == ["Từng tuần", "Từng năm"]
    assert page.xpath("//ul[@class='cc-turns']//span[@aria-hidden]/text()") == ["2026"]


def test_the_state_moves_with_the_days_and_the_section_knows_when(school: School) -> None:
    plan(school, f"{TABLE}| 1 | Hướng dẫn | Tổ | Tháng 9 |\n")
    days = ("2026-08-31 23:59", "2026-09-01 00:00", "2026-10-01 00:00")

    states = [said(tree(school, now=at(day)), "cc-badge") for day in days]

    assert states == [["Chưa đến hạn"], ["Đang thực hiện"], ["Chậm"]]
    assert school.public(now=at(days[0])).next_change == at(days[1])


def test_what_goes_on_all_the_time_says_since_when_nothing_proves_it(school: School) -> None:
    plan(school, f"{TABLE}| 1 | Giải đáp | Tổ | Thường xuyên |\n")
    school.news("tin", ngay="09/09/2026", minh_chung="a#1")
    days = ("2026-10-31 23:59", "2026-11-01 00:00")

    told = [said(tree(school, now=at(day)).find_class("cc-todo")[0], "cc-meta") for day in days]

    assert told == [["Thời gian: Thường xuyên"], ["Thời gian: Thường xuyên · Chưa có minh chứng mới từ 09/09/2026"]]
    assert said(tree(school), "cc-badge") == ["Đã có minh chứng"] * 2
    assert school.public(now=at(days[0])).next_change == at(days[1])


def test_a_plan_without_tasks_or_with_none_understood_shows_nothing_empty(school: School) -> None:
    plan(school, "Mở đầu.")
    plan(school, f"{TABLE}| 1 | Việc | Tổ | Khi Sở cho phép |\n", "b")
    found = pages_of(school.section())

    for address in ("ke-hoach/a/", "ke-hoach/b/"):
        assert "Tiến độ" not in found[address]
        assert "cc-prog" not in found[address]
    assert "cc-prog" not in found["ke-hoach/"] + found[""]
    assert "1 nhiệm vụ" in found["ke-hoach/"]


def test_a_task_nobody_understands_but_somebody_proves_is_counted(school: School) -> None:
    plan(school, f"{TABLE}| 1 | Việc | Tổ | Khi Sở cho phép |\n")
    school.news("tin", minh_chung="a#1")

    page = tree(school)

    assert said(page, "cc-prog__n") == ["1/1 nhiệm vụ đã có minh chứng"]
    assert said(page, "cc-badge") == ["Chưa tính được tiến độ"] * 2


def test_a_task_without_a_row_has_its_anchor_and_its_evidence_here(school: School) -> None:
    plan(school, BLOCKS)
    school.news("hop", ngay="12/09/2026", tieu_de="Họp đầu năm", minh_chung="a#1")
    school.news("kin", ngay="13/09/2026", minh_chung=["a#1", "a#2"], pham_vi="noi_bo")

    page = tree(school)
    first, second = page.xpath("//ol[@class='cc-todo']/li")

    assert (first.get("id"), second.get("id")) == ("nhiem-vu-1", "nhiem-vu-2")
    assert first.xpath("./h3/a") == []
    assert said(first, "cc-meta")[1] == "Minh chứng: Họp đầu năm (12/09/2026); 1 minh chứng nội bộ"
    assert said(second, "cc-meta")[1] == "Minh chứng: 1 minh chứng nội bộ"
    assert 'href="../../../ke-hoach/a/#nhiem-vu-1"' in school.page("tin-tuc/2026/hop/")


def two(school: School, **fields: Any) -> None:
    """A commune whose plan its school inherits, and carries out by its own."""
    school.unit(ma="xa", ten="UBND xã Sen", loai="xa", **fields)
    school.unit("don-vi/truong", ten="Trường Sen")
    plan(school, f"{BLOCKS}\n## 3. Bảng\n\n{BODY}", so_ky_hieu="7/KH-UBND", ke_thua=True)
    plan(school, BODY, "b", "don-vi/truong/", so_ky_hieu="9/KH-TH", ke_hoach_cap_tren="7/KH-UBND")


def test_a_plan_of_others_says_whose_its_progress_is(school: School) -> None:
    two(school)

    page = tree(school)
    (banner,) = page.find_class("cc-banner")

    assert (
        "kế hoạch của UBND xã Sen: tiến độ do đơn vị ấy theo dõi, không phải của Trường Sen." in banner.text_content()
    )
    assert banner.xpath(".//a/@href") == ["https://xa.example/cchc/ke-hoach/a/"]
    assert said(page, "cc-prog") + said(page, "cc-todo") + said(page, "cc-badge") == []
    assert said(tree(school, ma="xa"), "cc-banner") == []


def test_a_superior_without_an_address_is_named_and_not_linked(school: School) -> None:
    two(school, url=None)

    assert tree(school).xpath("//*[contains(@class, 'cc-banner')]//a") == []


def test_what_a_unit_proves_of_a_plan_of_others_has_an_anchor_and_no_state(school: School) -> None:
    two(school)
    school.news("hop", "don-vi/truong", tieu_de="Họp đầu năm", minh_chung=["7/KH-UBND#6-1", "7/KH-UBND#3"])

    page = tree(school)

    assert page.xpath("//ol[@class='cc-todo']/li/@id") == ["nhiem-vu-6-1"]
    assert page.xpath("//tr[@id='nhiem-vu-3']//a")
    assert said(page, "cc-badge") == []
    assert "7/KH-UBND, nhiệm vụ 6-1</a>" in school.page("tin-tuc/2026/hop/")


def test_plans_above_and_below_lead_to_each_other(school: School) -> None:
    two(school)

    above, below = tree(school), tree(school, "ke-hoach/b/")

    assert said(above, "cc-doc__n") == ["9/KH-TH"]
    assert above.xpath("//section[.//h2='Kế hoạch triển khai']//h3/a/@href") == ["../b/"]
    assert below.xpath("//table[@class='cc-facts']//a[.='7/KH-UBND']/@href") == ["../a/"]
    assert not below.xpath("//h2[.='Kế hoạch triển khai']")


def test_lists_and_home_show_the_units_own_progress(school: School) -> None:
    two(school)
    school.news("hop", "don-vi/truong", minh_chung="9/KH-TH#3")
    found = pages_of(school.section())

    entries = lxml.html.fromstring(f"<div>{found['ke-hoach/']}</div>")
    assert said(entries, "cc-prog") == ["1/5 nhiệm vụ đã có minh chứng · 2 nhiệm vụ chậm"]
    assert "7 nhiệm vụ" in found["ke-hoach/"]
    home = lxml.html.fromstring(f"<div>{found['']}</div>")
    assert home.xpath("//section[.//h2='Đơn vị đang làm gì']//h3/a/@href") == ["ke-hoach/b/", "ke-hoach/a/"]
    assert said(home, "cc-prog__n") == ["1/5 nhiệm vụ đã có minh chứng, 2 nhiệm vụ chậm"]


def test_evidence_leads_back_with_the_state_of_its_task(school: School) -> None:
    proved(school)
    school.write("van-ban/v.md", loai="cong_van", trich_yeu="Gửi", co_quan_ban_hanh="Sở", ngay_ban_hanh="01/09/2026",
                 minh_chung=["a#4", "a#5"])  # fmt: skip
    school.write("phan-anh/p.md", "Đã.", noi_dung="Hỏi", ngay_nhan="01/09/2026", ngay_tra_loi="02/09/2026",
                 minh_chung="a#3")  # fmt: skip
    found = pages_of(school.section())

    news, paper, reply = (
        " ".join(lxml.html.fromstring(f"<div>{found[address]}</div>").text_content().split())
        for address in ("tin-tuc/2026/tam/", "van-ban/v/", "phan-anh/p/")
    )
    assert "Tuyên truyền, nhiệm vụ 1 (chậm)" in news
    assert "Minh chứng cho: Tuyên truyền, nhiệm vụ 4 (đã có minh chứng); Tuyên truyền, nhiệm vụ 5" in paper
    assert "Minh chứng cho: Tuyên truyền, nhiệm vụ 3 (hoàn thành)" in reply
