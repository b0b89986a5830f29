"""Whatever a file holds: a plan that reads back the same, or a refusal that says why; never an exception."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cchc.importing.papers import END, HEAD, doubts, imported, plan_with, read_again, words
from tests.school import School

from cchc.importing.doubts import CannotImport
from cchc.model.plan import Plan
from cchc.reading.markdown import convert
from cchc.reading.writing import write_item

LINES = [
    "PHỤ LỤC",
    "Nơi nhận:",
    "KẾ HOẠCH",
    "HIỆU TRƯỞNG",
    "mailto:a@b.example",
    "Một câu.",
    "TT\tViệc\tThời gian",
    "1\ta\tb",
]
MARKS = ["#", "## ", "- ", "- - ", "+ ", "1. ", "1.1. ", "a) ", "I. ", "Điều 1. ", "Số: ", "KT. ", "%: "]
SIGNS = [
    "\n",
    "\n\n",
    "\t",
    " ",
    "*",
    "**",
    "|",
    "---",
    "~~~",
    "```",
    "\\",
    "_",
    "\x0c",
    "\x00",
    "\u2028",
    "\u0301",
    "\ufeff",
]
CODE = ["[x](y)", "<script>", "&lt;", "![", "[^1]: ", "[^1]", "[[x]]"]
WORDS = ["ngày 30 tháng 02 năm 2021", "năm 2026", "Căn cứ Kế hoạch số 1/KH ngày 1/1/2020; ", "chữ thường ", "CHỮ HOA "]
PIECES = [*(line + "\n" for line in LINES), *MARKS, *SIGNS, *CODE, *WORDS]
SENTENCES = ["một", "Hai", "BA", "1.", "-", "+", "a)", "năm.", "hồ;"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def again_the_same(text, said):
    try:
        item = imported(text).item
    except CannotImport as refused:
        refusal = refused
    else:
        if isinstance(item, Plan):
            assert said(read_again(item)) == said(item)
            assert not convert(item.body.text).hostile
        return
    assert refusal.what
    assert refusal.how


@given(text=TEXTS)
def test_any_mixture_becomes_a_plan_that_reads_back_the_same(text, said):
    again_the_same(HEAD + text + END, said)


@given(text=st.text(max_size=300))
def test_any_text_is_read_or_refused(text, said):
    again_the_same(text, said)
    again_the_same(HEAD + text + END, said)


@given(lines=st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=9).map(" ".join), max_size=12))
def test_no_word_is_lost_and_none_said_twice(lines):
    done = plan_with("I. VIỆC\n\n" + "\n\n".join(lines) + "./.")
    body = done.item.body.text

    assert words(convert(body).text) == words("I VIỆC " + " ".join(lines))


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script> [bấm](javascript:alert(1)) <img src=x onerror=y>",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        "```\n## không phải mục\n```",
        "1/KH-UBND " * 300,
        "TT\tNội dung\tThời gian\n" + "".join(f"{number}\tViệc {number}\tQuý I\n" for number in range(1, 400)),
    ],
)
def test_what_is_written_has_no_error(body, tmp_path, said):
    item = plan_with(f"I. VIỆC\n\n{body}").item
    school = School(tmp_path / "content")
    school.unit()
    school.file(f"ke-hoach/{item.id}.md", write_item(item))

    assert not [one for one in school.complaints() if one.error]
    assert said(read_again(item)) == said(item)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "Nội dung công việc " * 60_000,
        HEAD + "Nội dung\n" * 110_000,
        HEAD + "- " * 140_000,
        HEAD + "CHỮ HOA\n" * 35_000,
        HEAD + "PHỤ LỤC\n" * 35_000,
        HEAD + "*a " * 90_000,
        HEAD + "https://a.example/b\n" * 14_000,
        HEAD + "Căn cứ Kế hoạch số 1/KH-UBND ngày 1/1/2020; " * 6_000,
        HEAD + "Căn cứ Luật A, " + ", Trường" * 30_000 + " như sau:",
        HEAD.replace("Ao Sen,", "ngày " * 50_000),
        HEAD + "TT\tNội dung\tThời gian\n" + "".join(f"{number}\tViệc\tQuý I\n" for number in range(5_000)),
        HEAD + "TT\tNội dung\tThời gian\n1\tViệc\tQuý I\n\n" * 2_000,
        HEAD + ("a\t" * 38 + "\n") * 3_000,
    ],
    ids=range(13),
)
def test_endless_text_is_read_or_refused_in_bounded_time(text, said):
    again_the_same(text, said)


def test_a_text_without_words_or_too_long_for_a_page_is_refused():
    with pytest.raises(CannotImport, match="không có chữ"):
        imported("\n\t\x00\n")
    with pytest.raises(CannotImport, match="quá dài"):
        imported("Một câu. " * 40_000)


def test_a_plan_without_title_is_refused():
    with pytest.raises(CannotImport, match="không thấy trích yếu"):
        imported("Số: 1/KH-TH\n\nKẾ HOẠCH\n\nCăn cứ Luật Giáo dục;\n")


@pytest.mark.parametrize(
    ("title", "opening", "fields"),
    [
        ("Đọc sách năm 2026", "", {"nam": 2026, "nam_hoc": None}),
        ("Đọc sách năm học 2026 – 2027", "", {"nam": None, "nam_hoc": "2026-2027"}),
        ("Đọc sách", "Trường lập kế hoạch đọc sách năm 2026 như sau:", {"nam": 2026}),
        ("Đọc sách năm học 2026-2029", "", {"nam": None, "nhap": True}),
        ("Đọc sách giai đoạn 2021 - 2025", "", {"nam": None, "nam_hoc": None, "nhap": True}),
        ("Đọc sách năm 2025 và năm 2026", "", {"nam": None, "nhap": True}),
        ("Đọc sách năm 1900", "", {"nam": None, "nhap": True}),
    ],
)
def test_the_year_is_what_title_or_opening_say_or_the_plan_is_a_draft(title, opening, fields):
    done = imported(HEAD.replace("Đọc sách năm 2026", title) + opening + END)

    assert {name: getattr(done.item, name) for name in fields} == fields
    assert ("Không rõ kế hoạch của năm nào; để bản nháp." in doubts(done)) == done.item.nhap


def test_the_id_comes_from_the_title_else_from_the_file():
    assert plan_with("Một.").item.id == "doc-sach-nam-2026"
    assert imported(HEAD.replace("Đọc sách năm 2026", "năm") + END, "Kế hoạch 7.txt").item.id == "ke-hoach-7"
    assert imported(HEAD.replace("Đọc sách năm 2026", "読書") + END, ".txt").item.id == "ke-hoach"


def test_plans_of_the_issuer_itself_are_no_superiors_plans():
    body = (
        "Thực hiện Kế hoạch số 3/KH-UBND ngày 01/01/2026; Kế hoạch số 9/KH-TH ngày 02/01/2026 và Công văn số 1/PGD-VP;"
    )

    assert plan_with(body).item.ke_hoach_cap_tren == ("3/KH-UBND",)
    unnumbered = imported(HEAD.replace("Số: 12/KH-TH", "Số: 12") + body + END).item
    assert unnumbered.ke_hoach_cap_tren == ("3/KH-UBND", "9/KH-TH")
