"""The page of a procedure: what people ask first, papers to tick, steps; who wrote what; documents it rests on."""

import re
from pathlib import Path

import lxml.html
import pytest
from tests.cchc.section.rich import TRUONG, XA, three_units
from tests.school import School

AT = "thu-tuc/2.002854/"
HEAD = "| Tên giấy tờ | Bản chính | Bản sao | Mẫu |\n|---|---|---|---|\n"


def tree(html: str) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="div")


def said(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def answers(school: School, ma: str = "truong", at: str = AT) -> dict[str, str]:
    """The four answers above everything else, by what they answer."""
    rows = tree(school.page(at, ma)).xpath("//dl[contains(@class, 'cc-facts4')]/div")
    assert len(rows) == 4
    return {said(row.find("dt")): said(row.find("dd")) for row in rows}


def papers(school: School) -> list[tuple[str, str]]:
    """Every paper to tick: the name of its box, and what describes it."""
    page = tree(school.page(AT))
    boxes = page.xpath("//li/label[input[@type='checkbox']]")
    return [(said(box), said(page.get_element_by_id(box.find("input").get("aria-describedby")))) for box in boxes]


def ways(limit: str = "", fee: str = "") -> str:
    return (
        f"## Cách thức thực hiện\n\n| Hình thức | Thời hạn | Phí |\n|---|---|---|\n| Trực tiếp | {limit} | {fee} |\n\n"
    )


def test_what_nobody_has_said_is_unknown_and_not_none(school: School) -> None:
    school.procedure(body="")

    assert answers(school) == dict.fromkeys(["Thời hạn", "Phí, lệ phí", "Nơi nộp", "Làm trực tuyến"], "Chưa rõ")


def test_the_four_answers_come_from_the_table_of_ways_and_the_fields(school: School) -> None:
    own = {"noi_nop": "Phòng 4", "gio": "Sáng"}
    school.procedure(
        body=ways("5 ngày", "**Không**"), truc_tuyen="toan_trinh", buu_chinh="co", tai_don_vi=own,
    )  # fmt: skip

    assert answers(school) == {
        "Thời hạn": "5 ngày",
        "Phí, lệ phí": "Không",
        "Nơi nộp": "Phòng 4Sáng",
        "Làm trực tuyến": "Toàn trìnhnhận hồ sơ qua bưu chính công ích",
    }


@pytest.mark.parametrize(
    ("text", "fee"),
    [
        ("Không thu.", "Không thu"),
        ("Chưa rõ: bản ghi không nêu.", "Chưa rõXem giải thích"),
        ("Chưa rõ.", "Chưa rõ"),
        ("Mỗi bản 2.000 đồng. Hộ nghèo được miễn.", "Mỗi bản 2.000 đồngXem đầy đủ"),
        ("Mức thu theo nghị quyết " + "của hội đồng " * 12, "Xem chi tiết"),
    ],
)
def test_a_part_is_told_in_a_few_words_and_leads_to_all_of_it(school: School, text: str, fee: str) -> None:
    school.procedure(body=f"## Phí và lệ phí\n\n{text}\n\n{ways('5 ngày')}")

    assert answers(school)["Phí, lệ phí"] == fee
    page = tree(school.page(AT))
    assert {link[1:] for link in page.xpath("//dl//a/@href")} <= set(page.xpath("//@id"))
    assert text.split(".")[0].strip() in said(page)


def test_papers_are_handed_in_at_the_counter_only_of_who_carries_it_out(school: School) -> None:
    school.unit(mot_cua={"dia_chi": "Phòng 4", "gio": "Sáng"})
    school.procedure()
    school.procedure("rieng", co_quan="Trường truong")
    school.procedure("khac", co_quan="Trường truong", dia_chi_tiep_nhan="Phường")

    assert answers(school)["Nơi nộp"] == "Chưa rõ"
    assert answers(school, at="thu-tuc/rieng/")["Nơi nộp"] == "Phòng 4Sáng"
    assert answers(school, at="thu-tuc/khac/")["Nơi nộp"] == "Phường"


def test_every_paper_is_a_box_that_bears_its_name(school: School) -> None:
    rows = (
        "| **Đơn** | 1 | 0 | [Mẫu 1](don.docx) |\n| 1. Học bạ | 0 | 02 bản | Không có |\n| Ảnh | | | |\n"
        "| Thẻ | 01 bản có dấu | chưa rõ | Mẫu 3 |\n| Sổ | 0 | 0 | |\n| Chưa rõ | 1 | | |\n"
    )
    school.file("thu-tuc/don.docx", b"PK")
    school.procedure(body=f"## Hồ sơ\n\nMột bộ.\n\n{HEAD}{rows}")

    assert papers(school) == [
        ("Đơn", "1 bản chính"),
        ("1. Học bạ", "2 bản sao · không có mẫu"),
        ("Ảnh", "chưa rõ số bản"),
        ("Thẻ", "bản chính: 01 bản có dấu · bản sao: chưa rõ"),
        ("Sổ", "0 bản chính · 0 bản sao"),
        ("Chưa rõ", "1 bản chính · bản sao: chưa rõ"),
    ]
    page = tree(school.page(AT))
    assert page.xpath("//li[.//label[normalize-space()='Đơn']]//a/@href") == ["don.docx"]
    assert "Mẫu: Mẫu 3" in said(page)
    assert "Một bộ." in said(page)
    assert "Đánh dấu để tự kiểm" in said(page)


def test_cases_of_papers_are_groups_and_notes_stay_where_they_stood(school: School) -> None:
    more = "| Giấy tờ | Lưu ý |\n|---|---|\n| Bằng | Mang theo |\n"
    school.procedure(body=f"## Hồ sơ\n\n### Em *mới*\n\nNộp trước.\n\n{HEAD}| Đơn | 1 | 0 | |\n\n### Em cũ\n\n{more}")

    page = tree(school.page(AT))

    assert page.xpath("//ul[@class='cc-check']/@aria-label") == ["Em mới", "Em cũ"]
    assert re.search("Em mới Nộp trước. Đơn 1 bản chính Em cũ Bằng chưa rõ số bản", said(page))
    assert "Lưu ý: Mang theo" in said(page)


def test_a_paper_whose_name_is_a_sentence_is_not_bold(school: School) -> None:
    school.procedure(body=f"## Hồ sơ\n\n{HEAD}| {'Giấy xác nhận ' * 10} | 1 | 0 | |\n| Đơn | 1 | 0 | |\n")

    assert school.page(AT).count("cc-check__long") == 1


def test_papers_that_are_no_table_stay_whole_and_nothing_is_said_to_be_ticked(school: School) -> None:
    school.procedure(body="## Hồ sơ\n\nĐơn; học bạ.\n\n| Số | Việc |\n|---|---|\n| 1 | Ký |")

    page = said(tree(school.page(AT)))

    assert "Đơn; học bạ. Số Việc 1 Ký" in page
    assert "Đánh dấu" not in page


def test_a_table_inside_html_of_the_author_is_not_lost(school: School) -> None:
    school.procedure(body=f"## Hồ sơ\n\n<details>\n<summary>Thêm</summary>\n\n{HEAD}| Đơn | 1 | 0 | |\n\n</details>")

    assert [name for name, _ in papers(school)] == ["Đơn"]


def test_two_parts_of_one_name_have_anchors_of_their_own(school: School) -> None:
    school.procedure(body="## Lưu ý\n\nMột.\n\n## Lưu ý\n\nHai.\n\n## Hồ sơ\n\nBa.\n\n## Thành phần hồ sơ\n\nBốn.")

    ids = tree(school.page(AT)).xpath("//@id")

    assert len(ids) == len(set(ids))
    assert {"luu-y", "luu-y-2", "thanh-phan-ho-so", "thanh-phan-ho-so-2"} <= set(ids)


def test_words_of_the_law_are_told_from_those_of_the_school(tmp_path: Path) -> None:
    place = three_units(tmp_path)
    place.procedure(ma="2.002854", body="## Hướng dẫn\n\nDễ.\n\n## Kết quả\n\nGiấy.\n\n## Trình tự\n\n1. A\n2. B")
    place.procedure("noi-bo", TRUONG, body="## Trình tự\n\n1. A\n2. B")
    place.write(f"{XA}/thu-tuc/2.002854.md", "## Trình tự\n\nCủa phường.", ghi_de="true", url_phan_anh="https://a.vn/")
    whole, own = tree(place.page(AT, "truong")), tree(place.page("thu-tuc/noi-bo/", "truong"))

    assert [said(one) for one in whole.xpath("//*[contains(@class, 'cc-law')]")] == ["Giấy."]
    assert [said(one) for one in whole.xpath("//*[@class='cc-add']")] == ["Phần riêng của Phường Hoa SenCủa phường."]
    assert own.xpath("//*[contains(@class, 'cc-law') or @class='cc-add']") == []
    assert own.xpath("//*[contains(@class, 'cc-steps')]/ol")
    assert "Phường Hoa Sen viết phần: Trình tự thực hiện" in said(whole)
    assert "Phần ghi thêm" not in said(own)
    [original] = whole.xpath("//a[text()='Sở Giáo dục']/@href")
    assert original == f"https://so.example/cchc/{AT}"


def test_where_the_owner_has_no_address_its_words_are_named_without_a_link(tmp_path: Path) -> None:
    place = three_units(tmp_path)
    place.unit(ma="so", loai="so", ten="Sở Giáo dục", url=None)
    place.procedure()
    place.write(f"{TRUONG}/thu-tuc/2.002854.md", "## Hướng dẫn\n\nDễ.", ghi_de="true")

    assert "Mọi phần khác giữ nguyên của Sở Giáo dục." in place.page(AT, "truong")


@pytest.mark.parametrize(
    ("fields", "words", "main"),
    [
        ({"truc_tuyen": "toan_trinh"}, "Nộp trực tuyến", True),
        ({}, "Nộp trực tuyến", True),
        ({"truc_tuyen": "chi_thong_tin"}, "Xem trên cổng dịch vụ công", False),
        ({"truc_tuyen": "toan_trinh", "trang_thai": "bai_bo"}, "Xem trên cổng dịch vụ công", False),
    ],
)
def test_only_what_can_be_done_online_asks_to_hand_in(
    school: School, fields: dict[str, str], words: str, main: bool
) -> None:
    school.procedure(url_dvc="https://dichvucong.gov.vn/x", **fields)

    buttons = tree(school.page(AT)).xpath("//a[@href='https://dichvucong.gov.vn/x']")

    assert [said(one) for one in buttons] == [words, words], "above, and at the foot of a telephone"
    assert all(("cc-btn--2" in one.get("class")) != main for one in buttons)
    assert "Mở trang dichvucong.gov.vn." in school.page(AT)


def test_whom_to_call_is_who_receives_the_papers_and_else_the_hotline(school: School) -> None:
    school.unit(duong_day_nong="0203 1")
    school.procedure(tai_don_vi={"can_bo": "Cô Lan", "dien_thoai": "0203 2", "gio": "Sáng", "ghi_chu": "Gõ cửa"})
    school.procedure("khac")

    own, other = tree(school.page(AT)), tree(school.page("thu-tuc/khac/"))

    assert own.xpath("//a[starts-with(@href, 'tel:')]/@href") == ["tel:02032", "tel:02032"]
    assert other.xpath("//a[starts-with(@href, 'tel:')]/@href") == ["tel:02031", "tel:02031"]
    for words in ("Hỏi và nộp tại Trường truong", "Cô Lan", "Sáng", "Gõ cửa"):
        assert words in said(own)


def test_who_cannot_be_called_or_asked_online_has_no_dock(school: School) -> None:
    school.procedure()

    assert "cc-dock" not in school.page(AT)
    assert "_tai-don-vi" not in school.page(AT)


def test_a_document_held_here_is_linked_where_its_number_stands(school: School) -> None:
    named = {"loai": "thong_tu", "trich_yeu": "Điều lệ", "co_quan_ban_hanh": "Bộ"}
    school.write("van-ban/15.md", **named, so_ky_hieu="15/2026/TT-BGDĐT", ngay_ban_hanh="01/03/2026")
    bases = (
        "| Tên | Số |\n|---|---|\n| Điều lệ | 15/2026/TT-BGDĐT |\n\n- Theo Thông tư số 15/2026/TT-BGDĐT ngày 01/3/2026,"
        " [15/2026/TT-BGDĐT](https://a.vn/), 1/2020/NĐ-CP\n- 15/2026/TT-BGDĐT ngày 02/3/2026"
    )
    school.procedure(body=f"## Căn cứ\n\n{bases}\n\n{ways('5 ngày')}", qd_cong_bo="15/2026/TT-BGDĐT")

    page = tree(school.page(AT))

    assert [said(one) for one in page.xpath("//a[@href='../../van-ban/15/']")] == ["15/2026/TT-BGDĐT"] * 3
    assert [said(one) for one in page.xpath("//a[@href='https://a.vn/']")] == ["15/2026/TT-BGDĐT"]
    assert page.xpath("//a//a") == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ma": "2.002854", "doi_chieu_ngay": "18/07/2026"}, "quốc gia ngày 18/07/2026."),
        ({"ma": "2.002854"}, "Chưa ghi ngày đối chiếu"),
        ({}, "Cập nhật 01/09/2026."),
    ],
)
def test_the_day_it_was_compared_is_said_or_that_it_was_not(school: School, fields: dict[str, str], words: str) -> None:
    school.procedure(**fields)

    assert words in school.page(AT)
    assert ("đối chiếu" in school.page(AT).lower()) == bool(fields)


def test_the_list_puts_first_what_is_asked_for_often_and_last_what_is_no_more(school: School) -> None:
    school.procedure("a", ten="An", trang_thai="bai_bo", thuong_xuyen="true")
    school.procedure("b", ten="Ban", body="", truc_tuyen="khong")
    school.procedure("c", ten="Cao", thuong_xuyen="true", ma="1.000001", trang_thai="sua_doi")

    page = tree(school.page("thu-tuc/"))

    assert [said(one) for one in page.xpath("//h2 | //h3")] == [
        "Thường dùng", "Cao", "Thủ tục khác", "Ban", "Chưa hoặc không còn áp dụng", "An",
    ]  # fmt: skip
    first, second, last = [said(one) for one in page.xpath("//li[@class='cc-proc']")]
    assert "05 ngày làm việc" in first
    assert "Mã 1.000001" in first
    assert "Được sửa đổi, bổ sung" in first
    assert "Chưa rõ thời hạn" in second
    assert "Không trực tuyến" in second
    assert "Việc nội bộ, không có mã" in second
    assert "Bị bãi bỏ" in last


def test_who_finds_nothing_in_the_list_is_told_whom_to_call(school: School) -> None:
    assert "Không thấy việc bạn cần" not in school.page("thu-tuc/")
    school.unit(duong_day_nong="0203 1")

    assert 'Hãy gọi <a href="tel:02031">0203 1</a>' in school.page("thu-tuc/")
