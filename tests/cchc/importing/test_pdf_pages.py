"""Lines of pages: what repeats on every page goes, paragraphs are parted where the paper shows it."""

from cchc.importing.pdf_pages import Line, cleaned, parted, stray, take_heads


def page(number: int, *lines: str) -> list[Line]:
    return [Line(text, number, 80, 80 + 5.5 * len(text)) for text in lines]


def test_page_numbers_and_running_heads_go_and_are_said():
    pages = [page(n, "Trang thông tin nội bộ", f"Nội dung {'xyz'[n - 1]}", f"- {n} -") for n in (1, 2, 3)]

    said = [doubt.what for doubt in take_heads(pages)]

    assert [[line.text for line in one] for one in pages] == [["Nội dung x"], ["Nội dung y"], ["Nội dung z"]]
    assert said == [
        "Đã bỏ số trang ở 3 trang.",
        "Dòng “Trang thông tin nội bộ” lặp lại ở đầu hoặc cuối 3 trang; đã bỏ.",
    ]


def test_a_number_alone_on_the_only_page_stays_and_so_does_a_table():
    pages = [page(1, "12", "Nội dung")]
    table = [[Line("\ue0000\t\ue000\t\ue000", n)] for n in (1, 2, 3)]

    assert list(take_heads(pages)) == []
    assert list(take_heads(table)) == []
    assert [line.text for line in pages[0]] == ["12", "Nội dung"]
    assert all(table)


def test_a_paragraph_ends_where_the_next_word_would_have_fitted():
    full = "Nhà trường tổ chức tuyên truyền công tác cải cách hành chính"
    lines = page(1, full, full, "đến phụ huynh.", "Các bộ phận thực hiện", "theo lịch.")

    shown = [line.text for line in parted(lines)]

    assert shown == [full, full, "đến phụ huynh.", "", "Các bộ phận thực hiện", "theo lịch."]


def test_a_paragraph_begins_where_a_line_begins_further_in():
    full = "Nhà trường tổ chức tuyên truyền công tác cải cách hành chính"
    lines = [Line(full, 1, 80, 500), Line(full, 1, 80, 500), Line(f"Các {full}", 1, 108, 500), Line(full, 1, 80, 500)]

    assert [bool(line.text) for line in parted(lines)] == [True, True, False, True, True]


def test_the_motto_broken_in_a_narrow_column_is_one_line():
    lines = page(1, "CỘNG HÒA XÃ HỘI CHỦ", "NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")

    assert [line.text for line in parted(lines) if line.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    ]  # fmt: skip


def test_no_lines_are_no_lines():
    assert list(parted([])) == []


def test_what_pdf_writers_leave_in_a_text_is_said():
    text = "C ấp lại c ấp l ại gh ế phép\u00a0cho tr\u00adường m 2"

    said = " ".join(doubt.what for doubt in stray(text))

    assert "“c ấp”, “l ại”, “gh ế”" in said
    assert "1 dấu cách không ngắt" in said
    assert "1 ký tự không nhìn thấy" in said
    assert cleaned("phép\u00a0tr\u00adường") == "phép trường"
    assert list(stray("Cấp lại giấy phép cho trường")) == []
