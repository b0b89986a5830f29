"""The register of reports and their answers: the answer first, its pace, nobody's name."""

import lxml.html
import pytest
from tests.school import School, at, pages_of


def ask(school: School, name: str = "a", body: str = "Mười lăm ngày.", **fields: object) -> None:
    values = {"noi_dung": "Bao giờ trả hồ sơ?", "ngay_nhan": "01/10/2026", "ngay_tra_loi": "03/10/2026", **fields}
    school.write(f"phan-anh/{name}.md", body, **{key: value for key, value in values.items() if value})


@pytest.mark.parametrize(
    ("answered", "said"),
    [("01/10/2026", "Đã trả lời trong ngày"), ("03/10/2026", "Đã trả lời sau 2 ngày"), ("30/09/2026", "Đã trả lời<")],
)
def test_an_answer_says_how_long_it_took(school: School, answered: str, said: str) -> None:
    ask(school, ngay_tra_loi=answered)

    assert said in school.page("phan-anh/a/")


def test_the_answer_stands_before_the_rest_of_a_long_question(school: School) -> None:
    ask(school, noi_dung="Gia đình hỏi " + "về việc chuyển trường " * 20)

    page = school.page("phan-anh/a/")

    assert "…</h1>" in page
    assert page.index("Mười lăm ngày.") < page.index('<blockquote class="cc-q">')
    assert page.count("về việc") < 30, "the whole question once, its beginning once"


def test_a_short_question_is_not_said_twice(school: School) -> None:
    ask(school)

    assert school.page("phan-anh/a/").count("Bao giờ trả hồ sơ?") == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [({}, "Người gửi: không công khai"), ({"nguoi_gui": "Nguyễn Văn An"}, "N.V.A"),
     ({"nguoi_gui": "Nguyễn Văn An", "dong_y_cong_khai": True}, "Nguyễn Văn An")],
)  # fmt: skip
def test_the_sender_stands_below_and_masked(school: School, fields: dict[str, object], said: str) -> None:
    ask(school, **fields)

    page = school.page("phan-anh/a/")
    head, _, below = page.partition("</header>")

    assert said.replace(".", "") in below.replace(".", "")
    assert "Nguyễn" not in head
    assert ("Nguyễn" in below) == ("dong_y_cong_khai" in fields)


def test_an_open_question_says_by_when_and_a_late_one_promises_nothing(school: School) -> None:
    ask(school, body="", ngay_tra_loi=None, han_tra_loi="20/10/2026")

    in_time, late = (school.page("phan-anh/a/", now=at(day)) for day in ("2026-10-10 08:00", "2026-10-21 08:00"))

    assert "trước hết ngày 20/10/2026" in in_time
    assert "Đang xử lý" in in_time
    assert "trước hết ngày" not in late
    assert "Quá hạn" in late


def test_below_an_answer_stand_two_older_ones_and_never_a_newer(school: School) -> None:
    for name, day in (("moi", 9), ("mo", 8), ("hai", 5), ("ba", 4), ("bon", 3)):
        answer = {"body": "", "ngay_tra_loi": None} if name == "mo" else {"ngay_tra_loi": f"1{day}/10/2026"}
        ask(school, name, noi_dung=f"Câu {name}?", ngay_nhan=f"0{day}/10/2026", **answer)

    pages = pages_of(school.section())

    assert [name for name in ("moi", "mo", "hai", "ba", "bon") if f">Câu {name}?</a>" in pages["phan-anh/moi/"]] == [
        "hai",
        "ba",
    ]
    assert "cc-qa" not in pages["phan-anh/bon/"]
    assert 'href="../#_cach-gui"' in pages["phan-anh/bon/"]


def test_the_register_tells_the_way_once_and_its_totals(school: School) -> None:
    school.unit(duong_day_nong="0299 3000 301")
    for number in range(51):
        ask(school, f"c{number}", noi_dung=f"Câu {number}?")
    ask(school, "mo", body="", ngay_tra_loi=None, han_tra_loi="02/10/2026")

    section = school.section()
    first, second = (next(p for p in section.pages if p.address == a) for a in ("phan-anh/", "phan-anh/trang/2/"))

    assert "<dt>Đã tiếp nhận</dt><dd>52</dd>" in first.html
    assert "<dt>Quá hạn</dt><dd>1</dd>" in first.html
    assert "hạn trả lời 02/10/2026" in first.html + second.html
    assert ('href="tel:02993000301"' in first.html, first.contact) == (True, False)
    assert ('href="tel:02993000301"' in second.html, second.contact) == (False, True)


def test_an_answer_of_tomorrow_is_not_told_today(school: School) -> None:
    ask(school, ngay_tra_loi="25/11/2026", dang_tu="01/10/2026")

    pages = pages_of(school.section())

    assert not [address for address, page in pages.items() if "Mười lăm ngày" in page]


def test_an_empty_register_says_so(school: School) -> None:
    assert "Chưa có phản ánh, kiến nghị nào được đăng." in school.page("phan-anh/")


def test_how_long_and_how_often_on_time_stand_with_the_totals(school: School) -> None:
    ask(school, "a", ngay_tra_loi="03/10/2026", han_tra_loi="03/10/2026")
    ask(school, "b", ngay_tra_loi="04/10/2026", han_tra_loi="03/10/2026")
    ask(school, "c", ngay_tra_loi="25/11/2026", dang_tu="01/10/2026")

    page = school.page("phan-anh/")

    assert "<dt>Trả lời sau</dt><dd>2,5 ngày <small>trung vị</small></dd>" in page
    assert "<dt>Trả lời đúng hạn</dt><dd>1/2 <small>phản ánh có hạn</small></dd>" in page


def test_without_answers_or_due_days_nothing_is_said_of_them(school: School) -> None:
    ask(school, body="", ngay_tra_loi=None)

    page = school.page("phan-anh/")

    assert "<dt>Đang xử lý</dt><dd>1</dd>" in page
    assert "Trả lời sau" not in page
    assert "<dt>Trả lời đúng hạn" not in page


def test_questions_that_were_answered_are_gathered_on_a_page(school: School) -> None:
    ask(school, "a", loai="hoi_dap", noi_dung="Nộp ở đâu?")
    ask(school, "b", loai="de_xuat", noi_dung="Mở cửa sớm?")
    ask(school, "c", "", loai="hoi_dap", noi_dung="Chưa ai đáp?", ngay_tra_loi=None)

    pages = pages_of(school.section())
    often = pages["phan-anh/loai/hoi-dap/"]

    assert 'href="../../a/">Nộp ở đâu?</a>' in often
    assert "Mười lăm ngày." in often
    assert "Mở cửa sớm?" not in often
    assert "Chưa ai đáp?" not in often
    assert 'href="loai/hoi-dap/">Câu hỏi thường gặp (1)' in pages["phan-anh/"]


def test_a_register_without_questions_has_no_such_page(school: School) -> None:
    ask(school)

    pages = pages_of(school.section())

    assert "phan-anh/loai/hoi-dap/" not in pages
    assert "thường gặp" not in pages["phan-anh/"]


def by_period(school: School, now: str = "2026-11-20T08:00") -> list[list[str]]:
    page = lxml.html.fromstring(f"<div>{school.page('phan-anh/', now=at(now))}</div>")
    rows = page.xpath("//*[@aria-label='Phản ánh theo thời gian tiếp nhận']//tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def test_totals_stand_by_quarter_of_receipt_newest_first_and_by_year_before_the_last(school: School) -> None:
    ask(school, "a", han_tra_loi="05/10/2026")
    ask(school, "b", han_tra_loi="02/10/2026")
    ask(school, "c", "", ngay_tra_loi="", han_tra_loi="10/10/2026")
    ask(school, "d", "", ngay_tra_loi="", han_tra_loi="30/11/2026")
    ask(school, "e", ngay_nhan="31/03/2025", ngay_tra_loi="01/04/2025", han_tra_loi="01/04/2025")
    ask(school, "f", ngay_nhan="01/02/2024", ngay_tra_loi="02/02/2024", han_tra_loi="03/02/2024")
    ask(school, "g", ngay_nhan="01/12/2024", ngay_tra_loi="02/12/2024", han_tra_loi="03/12/2024")

    assert by_period(school) == [
        ["Kỳ", "Tiếp nhận", "Trả lời đúng hạn", "Trả lời trễ", "Đang xử lý", "Quá hạn"],
        ["Quý IV/2026", "4", "1", "1", "1", "1"],
        ["Quý I/2025", "1", "1", "0", "0", "0"],
        ["Năm 2024", "2", "2", "0", "0", "0"],
    ]
    assert [row[0] for row in by_period(school, "2027-01-01T00:00")] == ["Kỳ", "Quý IV/2026", "Năm 2025", "Năm 2024"]


def test_answers_without_a_due_day_have_a_column_only_where_there_are_any(school: School) -> None:
    assert by_period(school) == []

    ask(school)

    assert by_period(school)[1:] == [["Quý IV/2026", "1", "0", "0", "1", "0", "0"]]
    assert by_period(school)[0][4] == "Trả lời, không có hạn"
