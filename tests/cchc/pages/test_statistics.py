"""`/thong-ke/` and `/don-vi/bang/`: figures equal to those counted by hand, what is missing, nothing hostile."""

import re
from collections import Counter
from datetime import date, datetime, time
from typing import Any

import pytest
import yaml
from lxml.html import HtmlElement, document_fromstring
from tests.conftest import PROJECT
from tests.school import School, at

from cchc.pages import statistics

NOW = at("2026-11-20 08:00")
STATES = ("chua_den_han", "dang_thuc_hien", "da_co_minh_chung", "hoan_thanh", "khong_phat_sinh", "cham")
PLAN = "| TT | Nội dung | Thời gian |\n|---|---|---|\n| 1 | {} | {} |"


@pytest.fixture(params=["thcs-hoa-sen", "tieu-hoc-hoa-sen", "thpt-ho-sen", "mam-non-co-may", "phuong-hoa-sen"])
def unit(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def sample() -> School:
    return School(PROJECT / "content")


def seen(sample: School, ma: str, address: str = "thong-ke/") -> HtmlElement:
    return document_fromstring(sample.page(address, ma, NOW))


def told(page: HtmlElement, heading: str) -> dict[str, str]:
    """The rows, or terms, of the section under a heading: its name → all its numbers."""
    [part] = page.xpath(f'//section[.//h2[@id="{heading}"]]')
    found = {
        said(row[0]): " ".join(said(cell) for cell in row[1:] if cell.text_content().strip()) for row in rows(part)
    }
    return found | {said(dt): said(dt.getnext()) for dt in part.xpath(".//dl//dt")}


def rows(part: HtmlElement) -> list[HtmlElement]:
    return list(part.xpath(".//tbody/tr"))


def said(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


class ByHand:
    """The unit's own files, read without anything of ours: what is written between the two `---`."""

    def __init__(self, ma: str) -> None:
        [self.folder] = [
            one.parent for one in (PROJECT / "content").rglob("don-vi.yml") if f"ma: {ma}\n" in one.read_text("utf-8")
        ]

    def items(self, kind: str) -> list[dict[str, Any]]:
        heads = [path.read_text("utf-8").split("---\n")[1] for path in (self.folder / kind).rglob("*.md")]
        found = [yaml.load(head, yaml.BaseLoader) for head in heads]
        return [one for one in found if self.is_shown(one)]

    def is_shown(self, one: dict[str, Any]) -> bool:
        begun = not one.get("dang_tu") or moment(one["dang_tu"]) <= NOW
        over = one.get("het_han") and (moment(one["het_han"]).date() < NOW.date())
        day = one.get("ngay") or one.get("ngay_nhan") or one.get("ngay_ban_hanh")
        hidden = one.get("nhap") == "true" or one.get("pham_vi", "cong_khai") != "cong_khai"
        return begun and not over and not hidden and "ghi_de" not in one and (not day or moment(day) <= NOW)

    def news(self, year: int = 2026) -> list[dict[str, Any]]:
        return [one for one in self.items("tin-tuc") if moment(one["ngay"]).year == year]


def moment(text: str) -> datetime:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    day = date(*reversed(numbers[:3])) if "/" in text else date(*numbers[:3])
    hour, minute = (*numbers[3:5], 0, 0)[:2]
    return datetime.combine(day, time(hour, minute), NOW.tzinfo)


def words(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [word.strip() for word in value.split(",") if word.strip()]


def test_the_months_of_the_sample_are_those_counted_by_hand(sample: School, unit: str) -> None:
    page, hand = seen(sample, unit), ByHand(unit)
    years = [int(said(one)) for one in page.xpath("//details//thead//th")[1:]]
    by_hand = {year: Counter(moment(one["ngay"]).month for one in hand.news(year)) for year in years}

    shown = {name: row.split() for name, row in told(page, "_theo-thang").items()}

    assert max(years) == 2026
    assert sum(len(hand.news(year)) for year in years) == len(hand.items("tin-tuc"))
    for month in range(1, 12):
        assert [int(n) for n in shown[str(month)]] == [by_hand[year][month] for year in years], month
    assert [int(n) for n in shown["Cả năm"]] == [sum(by_hand[year].values()) for year in years]
    drawn = page.xpath('//svg[contains(@class, "cc-heat--w")]/text[starts-with(@class, "t")]')
    assert [said(one) for one in drawn[:11]] == [str(by_hand[2026][month]) for month in range(1, 12)]


def test_the_fields_and_forms_of_the_sample_are_those_counted_by_hand(sample: School, unit: str) -> None:
    page, news = seen(sample, unit), ByHand(unit).news()
    fields = Counter(word for one in news for word in words(one["linh_vuc"]))
    forms = Counter(word for one in news for word in words(one.get("hinh_thuc", "")))

    shown = [int(row.split()[0]) for row in told(page, "_linh-vuc").values()]
    matrix = {name: row.split()[0] for name, row in told(page, "_hinh-thuc").items()}

    assert sum(fields.values()) == sum(shown)
    assert sorted(fields.values()) == sorted(n for n in shown if n)
    assert len(shown) == 7
    named = ("hoi_nghi", "tap_huan", "website", "cuoc_thi", "toa_dam", "san_khau_hoa")
    by_hand = [len(news) if form == "website" else forms[form] for form in named]
    assert [int(n) if n.isdigit() else 0 for n in matrix.values()] == by_hand


def test_the_answers_of_the_sample_are_those_counted_by_hand(sample: School, unit: str) -> None:
    page, hand = seen(sample, unit), ByHand(unit)
    reports = [one for one in hand.items("phan-anh") if moment(one["ngay_nhan"]).year == 2026]
    answered = [one for one in reports if one.get("ngay_tra_loi") and moment(one["ngay_tra_loi"]) <= NOW]
    limited = [one for one in answered if one.get("han_tra_loi")]
    on_time = [one for one in limited if moment(one["ngay_tra_loi"]).date() <= moment(one["han_tra_loi"]).date()]
    due = [one for one in reports if one not in answered and one.get("han_tra_loi")]
    late = [one for one in due if moment(one["han_tra_loi"]).date() < NOW.date()]
    papers = [one for one in hand.items("van-ban") if one.get("ngay_ban_hanh")]
    issued = [one for one in papers if moment(one["ngay_ban_hanh"]).year == 2026]

    shown, strip = told(page, "_phan-anh"), told(page, "_nam-nay")

    assert shown["Đã tiếp nhận"] == str(len(reports))
    assert shown["Đã trả lời"] == str(len(answered))
    assert shown["Quá hạn"] == str(len(late))
    assert shown.get("Đúng hạn, trong số có hạn", "0/0") == f"{len(on_time)}/{len(limited) + len(late)}"
    assert strip["tin, bài đã đăng"] == str(len(hand.news()))
    assert strip["văn bản đã ban hành"] == str(len(issued))
    assert strip["phản ánh đã trả lời"] == f"{len(answered)}/{len(reports)}"


def test_the_newest_news_has_its_day(sample: School, unit: str) -> None:
    newest = max(moment(one["ngay"]) for one in ByHand(unit).items("tin-tuc"))

    assert f"Tin mới nhất: ngày {newest:%d/%m/%Y}." in seen(sample, unit).text_content()


def test_the_board_of_the_sample_is_that_counted_by_hand(sample: School) -> None:
    lines = {
        said(row[0]): [said(cell) for cell in row[1:]] for row in rows(seen(sample, "phuong-hoa-sen", "don-vi/bang/"))
    }

    for ma, name in (("thcs-hoa-sen", "Trường THCS Hoa Sen"), ("tieu-hoc-hoa-sen", "Trường Tiểu học Hoa Sen")):
        months = Counter(moment(one["ngay"]).month for one in ByHand(ma).news())
        assert [cell.split()[0] for cell in lines[name][:11]] == [str(months[month]) for month in range(1, 12)]
        assert lines[name][11] == "·chưa tới"
        assert lines[name][12].startswith(f"{len(ByHand(ma).news())} tin")
    assert len(lines) == 2


def test_a_section_with_nothing_says_what_is_missing(school: School) -> None:
    page = document_fromstring(school.page("thong-ke/"))

    lacks = [said(one) for one in page.xpath('//ul[contains(@class, "cc-lacks")]/li')]

    assert "Tin mới nhất" not in page.text_content()
    assert lacks[:2] == ["Bỏ trống Tin của tháng 1, 2, 3, 4, 5, 6, 7, 8, 9, 10", "Tháng này Tin của tháng 11"]
    assert lacks[2].startswith("Chưa có Tin về chỉ đạo, điều hành; cải cách thể chế;")
    assert lacks[3].startswith("Chưa có Hình thức tuyên truyền: hội nghị, hội thảo;")
    assert "Chưa có Kế hoạch năm" in lacks
    assert "Năm 2026 chưa có kế hoạch nào có bảng nhiệm vụ." in page.text_content()
    assert "NaN" not in page.text_content()


def test_a_section_that_lacks_nothing_says_so(school: School) -> None:
    school.unit(duong_day_nong="0299 1", email_phan_anh="a@b.example", dia_chi="Số 1")
    fields = (
        "chi_dao_dieu_hanh, the_che, thu_tuc_hanh_chinh, to_chuc_bo_may, che_do_cong_vu, tai_chinh_cong, chinh_quyen_so"
    )
    school.news(ngay="2026-01-05", linh_vuc=fields, hinh_thuc="hoi_nghi, tap_huan, cuoc_thi, toa_dam, san_khau_hoa")
    school.write("ke-hoach/kh.md", PLAN.format("Việc", "Cả năm"), trich_yeu="Kế hoạch", nam=2026)

    assert "Không thiếu mục nào" in school.page("thong-ke/", now=at("2026-01-20"))


def test_what_is_late_comes_first_and_leads_there(school: School) -> None:
    school.write("ke-hoach/kh.md", PLAN.format("Tổ chức <b>hội nghị</b>", "Quý I"), trich_yeu="Kế hoạch", nam=2026)
    school.write("phan-anh/a.md", noi_dung="Hỏi", ngay_nhan="2026-11-01", han_tra_loi="2026-11-05")

    page = document_fromstring(school.page("thong-ke/"))

    task, answer = page.xpath('//ul[contains(@class, "cc-lacks")]/li')[:2]
    assert said(task) == "Chậm Tổ chức hội nghị (nhiệm vụ 1, Kế hoạch)"
    assert task.xpath(".//a/@href") == ["../ke-hoach/kh/#nhiem-vu-1"]
    assert said(answer) == "Quá hạn Trả lời 1 phản ánh"
    assert told(page, "_nhiem-vu") == {"Chậm": "1"}


def test_a_plan_all_late_is_not_told_task_by_task(school: School) -> None:
    lines = "".join(f"\n| {number} | Việc {number} | Quý I |" for number in range(2, 15))
    school.write("ke-hoach/kh.md", PLAN.format("Việc 1", "Quý I") + lines, trich_yeu="Kế hoạch", nam=2026)

    page = school.page("thong-ke/")

    assert "Việc 10" in page
    assert "Việc 11" not in page
    assert "4 nhiệm vụ khác của các kế hoạch" in page


def test_only_the_last_years_are_drawn_and_the_page_says_so(school: School) -> None:
    for year in (2019, 2024):
        school.news(f"t{year}", ngay=f"{year}-05-05")

    page = school.page("thong-ke/")

    assert "Bảng giữ các năm từ 2022." in page
    assert re.findall(r'<th scope="col">(\d{4})</th>', page)[:5] == ["2026", "2025", "2024", "2023", "2022"]


def office(school: School, **more: Any) -> None:
    school.unit("", ma="xa", ten="UBND xã", loai="xa", bang_cong_khai="true", **more)


def test_the_board_is_seen_only_where_the_office_says_so(school: School) -> None:
    school.unit("don-vi/mot")
    office(school)
    assert "don-vi/bang/" in {page.address for page in school.section("xa").pages}
    assert 'href="bang/"' in school.page("don-vi/", "xa")
    assert 'href="../don-vi/bang/"' in school.page("thong-ke/", "xa")

    school.unit("", ma="xa", ten="UBND xã", loai="xa")

    assert "don-vi/bang/" not in {page.address for page in school.section("xa").pages}
    assert "bang/" not in school.page("don-vi/", "xa") + school.page("thong-ke/", "xa")


def test_the_board_begins_with_whom_to_remind(school: School) -> None:
    office(school)
    school.unit("don-vi/tot", ten="Trường Tốt", duong_day_nong="0299 1", email_phan_anh="a@b.example", dia_chi="Số 1")
    school.news(folder="don-vi/tot", ngay="2026-11-02")
    school.unit("don-vi/kem", ten="<i>Trường</i> & Kém", url=None, so_tthc_cong_bo=2)
    school.write("don-vi/kem/phan-anh/a.md", noi_dung="Hỏi", ngay_nhan="2026-11-01", han_tra_loi="2026-11-05")
    school.unit("don-vi/nghi", ten="Trường Nghỉ", ngung_tu="2026-01-01")

    html = school.page("don-vi/bang/", "xa")
    first, second = rows(document_fromstring(html))

    assert said(first[0]) == "<i>Trường</i> & Kém"
    assert "<i>" not in html
    assert first.xpath(".//a") == []
    assert said(first[-1]) == (
        "1 phản ánh quá hạn; thiếu kế hoạch năm, đường dây nóng, thư điện tử, địa chỉ, 2 thủ tục"
    )
    assert [cell.get("class") for cell in first[1:13]] == ["none"] * 10 + ["now", "fut"]
    assert said(first[1]) == "0 không có tin"
    assert said(second[0]) == "Trường Tốt"
    assert second[0].xpath(".//a/@href") == ["https://tot.example/cchc/"]
    assert second[11].get("class") == "full"


def test_an_office_whose_units_all_stopped_has_an_empty_board(school: School) -> None:
    office(school)
    school.unit("don-vi/nghi", ngung_tu="2026-01-01")

    assert "0 đơn vị" in school.page("don-vi/bang/", "xa")


def test_a_long_board_goes_on_on_further_pages(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "BOARD_SIZE", 2)
    office(school)
    for number in range(3):
        school.unit(f"don-vi/t{number}", ten=f"Trường {number}")

    pages = {page.address: page for page in school.section("xa").pages}

    assert len(rows(document_fromstring(pages["don-vi/bang/"].html))) == 2
    assert len(rows(document_fromstring(pages["don-vi/bang/trang/2/"].html))) == 1
    assert not pages["don-vi/bang/trang/2/"].indexed


def test_hostile_words_stay_words(school: School) -> None:
    evil = "<script>alert(1)</script>"
    school.write("ke-hoach/kh.md", PLAN.format("Việc 1 < 2 & 3", "Quý I"), trich_yeu=f"Kế {evil}", nam=2026)

    page = school.page("thong-ke/")

    assert "<script" not in page
    assert "style=" not in page
    assert "Kế &lt;script&gt;" in page
    assert "Việc 1 &lt; 2 &amp; 3" in page


def test_the_page_is_found_from_the_others(school: School) -> None:
    section = school.section()
    pages = {page.address: page for page in section.pages}

    assert 'href="../thong-ke/"' in pages["so-do/"].html
    assert b"/thong-ke/" in bytes(section.files["sitemap.xml"])
    assert "../thong-ke/" in [link.href for link in section.frame(pages["chi-so/"])["cchc"].more]
