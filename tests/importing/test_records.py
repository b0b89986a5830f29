"""A national record becomes a procedure; what it does not say stays unknown, what is odd is doubted, nothing is lost."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cchc.importing.records import Doubt, NotARecord, differences, is_record, read_record
from cchc.model.item import Body, Origin, Passage
from cchc.reading.procedure_body import read_procedure
from cchc.reading.writing import write_item
from cchc.vietnamese.encoding import legacy_name


def part(done, heading):
    return done.item.body.part(heading).text


def whats(done):
    return [doubt.what for doubt in done.doubts]


# --- the whole ---------------------------------------------------------------------------------------------------


def test_a_plain_record_becomes_a_procedure_without_a_doubt(imported, today):
    done = imported()

    assert done.doubts == ()
    assert (done.item.id, done.item.ma, done.item.ten) == ("9.000123", "9.000123", "Mượn sách")
    assert done.item.ngay_cap_nhat == today
    assert done.item.doi_chieu_ngay is None
    assert [way.thoi_han for way in read_procedure(done.item.body).cach_thuc] == ["1 ngày"]


def test_what_was_read_is_written_and_read_back_the_same(imported, read_again, said):
    done = imported(sections={"Mô tả": "Bạn đọc: “em” & <cô>\n- một"})

    assert said(read_again(done.item)) == said(done.item)


def test_parts_stand_in_the_order_of_the_law_under_our_headings(imported):
    done = imported(
        sections={
            "Mô tả": "Sách hay.",
            "Kết quả xử lý": "* Thẻ (Mã: `KQ.1`)",
            "Yêu cầu, điều kiện thực hiện": "Có thẻ.",
        }
    )

    assert [passage.heading for passage in done.item.body.passages] == [
        "Trình tự thực hiện",
        "Cách thức thực hiện",
        "Thành phần hồ sơ",
        "Kết quả",
        "Yêu cầu và điều kiện",
        "Mô tả",
    ]
    assert part(done, "Kết quả") == "- Thẻ (Mã: `KQ.1`)"


def test_a_record_is_known_by_its_form(record):
    assert is_record(record())
    assert is_record("\ufeff" + record().replace("\n", "\r\n"))
    assert not is_record(record(facts={"Mã thủ tục": None}))
    assert not is_record("# Mã thủ tục\n\nThông tin chung\n")
    assert not is_record("---\nten: Mượn sách\n---\n")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "tệp rỗng"),
        ("\ufeff \n\n", "tệp rỗng"),
        ("## Thông tin chung\n\n* **Mã thủ tục:** 9.000123\n", "không thấy tên"),
        ("#\n\n## Thông tin chung\n", "không thấy tên"),
        ("# Mượn sách\n\nChỉ có chữ.\n", "Thông tin chung"),
        ("# A\n\n## Thông tin chung\n\n# B\n\n## Thông tin chung\n", "nhiều thủ tục"),
        ("# M­în s¸ch th­ viÖn cña nhµ tr­êng\n\n## Th«ng tin chung\n", "bảng mã cũ"),
        ("# A\n\n<<<<<<< HEAD\n## Thông tin chung\n", "git"),
    ],
)
def test_what_is_no_record_is_refused_in_words_a_clerk_understands(text, why, today):
    with pytest.raises(NotARecord) as refused:
        read_record(text, name="muon-sach.md", today=today)

    assert str(refused.value).startswith("muon-sach.md: ")
    assert why in refused.value.what
    assert refused.value.how in str(refused.value)


# --- the facts ---------------------------------------------------------------------------------------------------


def test_a_name_keeps_the_number_it_starts_with_and_sheds_its_tab(imported):
    assert imported("\t1. Mượn sách ##").item.ten == "1. Mượn sách"


@pytest.mark.parametrize(
    ("code", "address", "hint"),
    [
        ("1.0133611", "1.0133611", "tra mã"),
        ("1.014955-Xoa", "1.014955-xoa", "còn hiệu lực"),
        ("1.005099.000.00.00.H42", "1.005099.000.00.00.h42", "có thể là 1.005099"),
        ("Chưa cấp", "chua-cap", "tra mã"),
    ],
)
def test_an_odd_code_is_kept_as_written_and_doubted(imported, code, address, hint):
    done = imported(facts={"Mã thủ tục": code})

    assert (done.item.ma, done.item.id) == (code, address)
    [doubt] = done.doubts
    assert doubt.line == 5
    assert code in doubt.what
    assert hint in doubt.how


@pytest.mark.parametrize("code", [None, "Không có thông tin", ""])
def test_without_a_code_the_address_comes_from_the_name(imported, code):
    done = imported(facts={"Mã thủ tục": code})

    assert (done.item.ma, done.item.id) == (None, "muon-sach")
    assert whats(done) == ["Bản ghi không có mã thủ tục; địa chỉ lấy theo tên."]


def test_an_address_that_is_taken_by_the_section_is_not_used(record, today):
    text = record("Năm", facts={"Mã thủ tục": "Loại"})

    assert read_record(text, name="Sổ 2.md", today=today).item.id == "so-2"
    assert read_record(text, name="năm.md", today=today).item.id == "thu-tuc"


@pytest.mark.parametrize("number", ["753.1/QĐ-SGDĐT", "12 /QĐ-UBND", "1/2026/QĐ-UBND"])
def test_a_number_of_a_decision_may_be_unusual(imported, number):
    done = imported(facts={"Số quyết định": number})

    assert (done.item.qd_cong_bo, done.doubts) == (number, ())


@pytest.mark.parametrize("number", ["1580./QĐ-SGDĐT", "1521/QĐ-UBND.", "quyết định của Sở"])
def test_a_number_outside_the_grammar_is_kept_and_doubted(imported, number):
    done = imported(facts={"Số quyết định": number})

    assert done.item.qd_cong_bo == number
    assert whats(done) == [f"Số quyết định “{number}” viết khác lệ thường; để nguyên."]


@pytest.mark.parametrize(
    ("written", "levels"),
    [("Cấp xã, Cấp tỉnh", ("xa", "tinh")), ("Cấp bộ/ngành; Cơ quan khác", ("bo", "khac")), ("Cấp xã, Cấp xã", ("xa",))],
)
def test_a_procedure_may_have_several_levels(imported, written, levels):
    done = imported(facts={"Cấp thực hiện": written})

    assert (done.item.cap, done.doubts) == (levels, ())


def test_a_level_we_do_not_know_is_unknown_and_its_words_are_kept(imported):
    alone = imported(facts={"Cấp thực hiện": "Cấp huyện"})
    beside = imported(facts={"Cấp thực hiện": "Cấp xã, Cấp huyện"})

    assert alone.item.cap == ("chua_ro",)
    assert beside.item.cap == ("xa",)
    assert part(alone, "Thông tin khác") == "- Cấp thực hiện: Cấp huyện"
    assert "“Cấp huyện”" in whats(beside)[0]


@pytest.mark.parametrize("filler", ["Không có thông tin", "Không có thông tin.", "N/A", "", None])
def test_a_required_fact_nobody_stated_is_unknown_and_never_none(imported, filler):
    facts = dict.fromkeys(["Cấp thực hiện", "Lĩnh vực", "Đối tượng thực hiện"], filler)

    done = imported(facts=facts, sections={"Cơ quan thực hiện": filler})

    assert done.item.cap == done.item.doi_tuong == done.item.co_quan == ("chua_ro",)
    assert done.item.linh_vuc_tthc == "chua_ro"
    assert sum("ghi là chưa rõ (chua_ro)" in what for what in whats(done)) == 4
    assert "khong" not in write_item(done.item).casefold()


def test_an_optional_fact_nobody_stated_stays_absent(imported):
    fillers = dict.fromkeys(
        ["Số quyết định", "Loại thủ tục", "Cơ quan có thẩm quyền", "Địa chỉ tiếp nhận HS", "Cơ quan phối hợp"],
        "Không có thông tin",
    )

    done = imported(facts=fillers, sections={"Từ khóa": "Không có thông tin", "Thủ tục hành chính liên quan": "N/A"})

    item = done.item
    assert (item.qd_cong_bo, item.loai_tthc, item.co_quan_tham_quyen, item.dia_chi_tiep_nhan) == (None,) * 4
    assert (item.co_quan_phoi_hop, item.tu_khoa, item.lien_quan) == (None, (), ())
    assert done.doubts == ()


def test_no_is_an_answer(imported):
    done = imported(facts={"Cơ quan phối hợp": "Không"}, sections={"Yêu cầu, điều kiện thực hiện": "Không"})

    assert done.item.co_quan_phoi_hop == "Không"
    assert part(done, "Yêu cầu và điều kiện") == "Không"


@pytest.mark.parametrize("word", ["NOT_ASSIGNED_REGULATION", "OTHER", "CENTRAL_REGULATION", "LOCAL_REGULATION"])
def test_a_machine_word_is_kept_and_doubted(imported, word):
    done = imported(facts={"Loại thủ tục": word})

    assert done.item.loai_tthc == word
    assert whats(done) == [f"Loại thủ tục “{word}” là mã máy, người dân không hiểu; để nguyên."]


def test_commas_inside_parentheses_part_nothing(imported):
    done = imported(facts={"Đối tượng thực hiện": "Tổ chức (trừ quán ăn, cửa hàng), Học sinh; Cô (thầy"})

    assert done.item.doi_tuong == ("Tổ chức (trừ quán ăn, cửa hàng)", "Học sinh", "Cô (thầy")


def test_agencies_are_parted_by_line_and_comma_but_not_inside_a_name(imported):
    agencies = "* Sở Nông nghiệp, Lâm nghiệp và Thủy sản, Trường Hoa Sen\n\nỦy ban nhân dân xã; Sở Hoa Sen."

    done = imported(sections={"Cơ quan thực hiện": agencies})

    assert done.item.co_quan == (
        "Sở Nông nghiệp, Lâm nghiệp và Thủy sản",
        "Trường Hoa Sen",
        "Ủy ban nhân dân xã",
        "Sở Hoa Sen.",
    )


def test_related_procedures_and_keywords_are_lists(imported):
    done = imported(
        sections={"Thủ tục hành chính liên quan": "- Trả sách, báo\n- Làm thẻ", "Từ khóa": "sách, thư viện; thẻ"}
    )

    assert done.item.lien_quan == ("Trả sách, báo", "Làm thẻ")
    assert done.item.tu_khoa == ("sách", "thư viện", "thẻ")


def test_a_fact_over_several_lines_is_joined_and_doubted(imported):
    address = "- Phòng 2;\n - Phòng 3<br>(lầu 1): mở buổi sáng."

    done = imported(facts={"Địa chỉ tiếp nhận HS": address})

    assert done.item.dia_chi_tiep_nhan == "- Phòng 2; - Phòng 3 (lầu 1): mở buổi sáng."
    assert done.doubts == (
        Doubt(
            11, "“Địa chỉ tiếp nhận HS” ghi trên nhiều dòng; đã nối thành một dòng.", "đọc lại dòng dia_chi_tiep_nhan:"
        ),
    )


def test_labels_are_known_however_they_are_marked(record, today):
    text = record().replace("* **Mã thủ tục:** 9", "Mã thủ tục : 9").replace("* **Lĩnh vực:**", "- **LĨNH VỰC**:")

    done = read_record(text, name="a.md", today=today)

    assert (done.item.ma, done.item.linh_vuc_tthc, done.doubts) == ("9.000123", "Thư viện", ())


def test_an_old_source_address_is_kept_as_text_nobody_is_sent_to(imported):
    address = "https://cu.vi.du/thu_tuc.html?ma_thu_tuc=9.000123"

    done = imported(facts={"Nguồn fallback": address})

    assert part(done, "Thông tin khác") == f"- Nguồn bản ghi (địa chỉ cũ, có thể không mở được): `{address}`"
    assert done.item.url_dvc is None
    [doubt] = done.doubts
    assert (doubt.line, "url_dvc" in doubt.how) == (11, True)


def test_facts_without_a_field_and_facts_said_twice_are_kept_as_text(record, today):
    text = record(facts={"Màu bìa": "Xanh, đỏ"}).replace(
        "\n\n## Trình", "\n* **Lĩnh vực:** Báo\n\nGhi thêm\n\n## Trình"
    )

    done = read_record(text, name="a.md", today=today)

    assert done.item.linh_vuc_tthc == "Thư viện"
    assert part(done, "Thông tin khác") == "Ghi thêm\n- Màu bìa: Xanh, đỏ\n- Lĩnh vực: Báo"
    assert [doubt.line for doubt in done.doubts] == [11, 12, 14]


# --- the body ----------------------------------------------------------------------------------------------------


def test_a_missing_part_the_law_requires_is_there_and_unknown(imported):
    done = imported(
        sections={"Trình tự thực hiện": None, "Cách thức thực hiện": "Không có thông tin", "Thành phần hồ sơ": ""}
    )

    assert [part(done, name) for name in ("Trình tự thực hiện", "Cách thức thực hiện", "Thành phần hồ sơ")] == [
        "Chưa rõ"
    ] * 3
    assert sorted(doubt.line for doubt in done.doubts) == [1, 12, 16]


def test_a_missing_part_the_law_does_not_require_stays_missing(imported):
    assert imported().item.body.part("Mô tả") is None


def test_an_optional_part_nobody_filled_in_shows_that_it_is_unknown(imported):
    done = imported(sections={"Mô tả": "Không có thông tin"})

    assert (part(done, "Mô tả"), done.doubts) == ("Chưa rõ", ())


def test_ways_of_handing_in_are_read_with_unknown_cells_as_unknown(imported):
    table = (
        "| Hình thức nộp | Thời gian giải quyết | Phí, lệ phí | Mô tả |\n| --- | --- | --- | --- |\n"
        "| Trực tiếp | N/A | Không có thông tin | - Sáng: 1 giờ<br>- Chiều \\| tối: 2 giờ |\n| Trực tuyến | 2 ngày |  | |"
    )

    done = imported(sections={"Cách thức thực hiện": table})

    assert part(done, "Cách thức thực hiện").split("\n") == [
        "| Hình thức | Thời hạn | Phí, lệ phí | Mô tả |",
        "| --- | --- | --- | --- |",
        "| Trực tiếp | Chưa rõ | Chưa rõ | - Sáng: 1 giờ<br>- Chiều \\| tối: 2 giờ |",
        "| Trực tuyến | 2 ngày | Chưa rõ | Chưa rõ |",
    ]
    assert [(way.thoi_han, way.phi) for way in read_procedure(done.item.body).cach_thuc] == [
        (None, None),
        ("2 ngày", None),
    ]
    assert done.doubts == ()


def test_a_time_limit_no_row_states_is_doubted_once(imported, record):
    table = record().split("## Cách thức thực hiện\n\n")[1].split("\n\n")[0].replace("1 ngày", "N/A")

    done = imported(sections={"Cách thức thực hiện": f"{table}\n| Trực tuyến | | Không | |"})

    assert [(doubt.line, "thời hạn" in doubt.what) for doubt in done.doubts] == [(18, True)]


def test_papers_keep_their_cases_and_forms_lose_only_dead_addresses(imported):
    header = "| Tên giấy tờ | Bản chính | Bản sao | Tệp đính kèm |\n| --- | --- | --- | --- |\n"
    text = (
        f"### Em mới đến:\n\n{header}"
        "| Đơn *lớn* | 1 | 0 | [Mẫu 1 (mới).docx](file:///D:/tạm thời/M%E1%BA%ABu%201%20(moi).docx) |\n\n"
        f"### Em cũ\n\n{header}| Thẻ | 0 | 1 | Không có |\n| | | | [Mẫu 2](https://vi.du/mau_2.pdf) |"
    )

    done = imported(sections={"Thành phần hồ sơ": text})

    papers = read_procedure(done.item.body).ho_so
    assert [(paper.nhom, paper.ten, paper.ban_chinh, paper.mau) for paper in papers] == [
        ("Em mới đến:", "Đơn \\*lớn\\*", 1, "Mẫu 1 (mới).docx"),
        ("Em cũ", "Thẻ", 0, "Không có"),
        ("Em cũ", "", None, "[Mẫu 2](https://vi.du/mau_2.pdf)"),
    ]
    assert done.doubts == (
        Doubt(
            30,
            "Tệp mẫu “Mẫu 1 (mới).docx” nằm trên máy của người khác nên không tải được; chỉ giữ tên.",
            "lấy tệp từ Cổng Dịch vụ công, đặt vào cạnh bài rồi làm đường dẫn tới tệp",
        ),
    )
    assert "file:" not in write_item(done.item)


def test_a_table_without_rows_says_nothing(imported):
    header = "| Tên giấy tờ | Bản chính | Bản sao | Tệp đính kèm |\n| --- | --- | --- | --- |"

    done = imported(sections={"Thành phần hồ sơ": header})

    assert part(done, "Thành phần hồ sơ") == "Chưa rõ"
    assert [(doubt.line, "không có dòng nào" in doubt.what) for doubt in done.doubts] == [(26, True)]


def test_a_row_with_more_cells_than_the_header_keeps_them_and_is_doubted(imported):
    table = "| Tên văn bản pháp lý | Mã văn bản |\n| --- | --- |\n| Nội quy | 01/NQ-TV | năm nay |\n| Luật chơi | |"

    done = imported(sections={"Căn cứ pháp lý": table})

    assert part(done, "Căn cứ pháp lý").split("\n") == [
        "| Tên văn bản | Số, ký hiệu |",
        "| --- | --- |",
        "| Nội quy | 01/NQ-TV \\| năm nay |",
        "| Luật chơi | Chưa rõ |",
    ]
    assert [doubt.what for doubt in done.doubts] == ["Dòng này có nhiều ô hơn tiêu đề bảng; phần thừa nối vào ô cuối."]


def test_a_table_of_another_kind_stays_a_table(imported):
    done = imported(sections={"Mô tả": "Giờ mở:\n| Thứ | Giờ_ |\n| --- | --- |\n| Hai | |\n| Ba | N/A |"})

    assert part(done, "Mô tả") == "Giờ mở:\n\n| Thứ | Giờ\\_ |\n| --- | --- |\n| Hai |  |\n| Ba | Chưa rõ |"


def test_tables_pressed_into_one_paragraph_stay_text(imported):
    done = imported(
        sections={
            "Cách thức thực hiện": "Hình thức nộp Thời hạn Phí Trực tiếp 60 Ngày",
            "Thành phần hồ sơ": "Bao gồm Tên giấy tờ Đơn Bản chính: 1 - Bản sao: 0",
        }
    )

    assert part(done, "Cách thức thực hiện") == "Hình thức nộp Thời hạn Phí Trực tiếp 60 Ngày"
    assert [doubt.what for doubt in done.doubts] == [
        "Phần “Cách thức thực hiện” của bản ghi không phải là bảng; để nguyên dạng chữ.",
        "Phần “Thành phần hồ sơ” của bản ghi không phải là bảng; để nguyên dạng chữ.",
    ]


def test_columns_parted_by_tabs_stay_lines_and_are_doubted_once(imported):
    text = "Giấy tờ:\n\tSTT\tTên\tSố\n1\tThẻ\t2\n-\tHết\n3.2\tSau đó"

    done = imported(sections={"Mô tả": text})

    assert part(done, "Mô tả") == "Giấy tờ:\nSTT\tTên\tSố\n1\tThẻ\t2\n- Hết\n3.2\tSau đó"
    assert [(doubt.line, "2 dòng" in doubt.what) for doubt in done.doubts] == [(37, True)]


def test_damaged_words_are_left_alone_and_doubted_where_they_stand(imported):
    done = imported("Mượn s¬ách", sections={"Mô tả": "Em đ\u00adược đọc.\n5¬6 trang ¬ hết \uf0b7"})

    assert done.item.ten == "Mượn s¬ách"
    assert part(done, "Mô tả") == "Em đ\u00adược đọc.\n5¬6 trang ¬ hết \uf0b7"
    assert [doubt.line for doubt in done.doubts] == [1, 36, 37, 37]


def test_control_characters_go_and_are_doubted(imported, read_again, said):
    done = imported("Mượn\x0bsách\x00", sections={"Mô tả": "một\u2028hai\x02\n\ufeffba"})

    assert done.item.ten == "Mượn sách"
    assert part(done, "Mô tả") == "một hai\nba"
    assert [doubt.line for doubt in done.doubts] == [1, 36, 37]
    assert said(read_again(done.item)) == said(done.item)


def test_a_section_we_do_not_know_stays_at_the_end_with_a_doubt(imported):
    done = imported(sections={"Giờ mở cửa ##": "Cả ngày", "Lệ phí": "Không", "Thông tin khác": "Có quạt"})

    assert [passage.heading for passage in done.item.body.passages][-3:] == [
        "Phí và lệ phí",
        "Giờ mở cửa",
        "Thông tin khác",
    ]
    assert whats(done) == ["Mục “Giờ mở cửa” không thuộc các phần của một thủ tục; để nguyên ở cuối bài."]


def test_sections_said_twice_are_joined(imported):
    done = imported(sections={"Mô tả": "Sách hay.\n\n## Mô tả\n\nSách mới.", "Từ khóa": "sách\n\n## Từ khóa\n\nbáo"})

    assert part(done, "Mô tả") == "Sách hay.\n\nSách mới."
    assert done.item.tu_khoa == ("sách",)
    assert part(done, "Thông tin khác") == "- Từ khóa: báo"
    assert len(done.doubts) == 2


def test_words_before_the_first_section_are_kept(record, today):
    text = record().replace("# Mượn sách\n", "# Mượn sách\n\nCập nhật tháng 9.\n# Sách\n##\n", 1)

    done = read_record(text, name="a.md", today=today)

    assert part(done, "Thông tin khác") == "Cập nhật tháng 9.\n\\# Sách\n\\##"
    assert whats(done) == ["Có chữ đứng trước mục đầu tiên; chép vào “Thông tin khác”."]


def test_a_stray_code_fence_hides_nothing(imported, read_again, said):
    done = imported(sections={"Trình tự thực hiện": "1. Một\n```\n   hai"})

    assert part(done, "Trình tự thực hiện") == "1. Một\n\\`\\`\\`\nhai"
    assert len(read_procedure(done.item.body).ho_so) == 1
    assert said(read_again(done.item)) == said(done.item)


# --- whatever comes ----------------------------------------------------------------------------------------------

SHARP = (
    ["# ", "## ", "### ", "#", "\n", "\n", "\n\n", "| a | b |", "| --- | --- |", "|", "* **Lĩnh vực:** ", "* **Màu:** "]
    + [
        "## Mô tả\n",
        "## Từ khóa\n",
        "## Hình\n",
        "## Cơ quan thực hiện\n",
        "## Thành phần hồ sơ\n",
        "Không có thông tin",
    ]
    + [
        "| Tên giấy tờ | Bản chính |\n| --- | --- |\n",
        "```",
        "~~~",
        "===",
        "---",
        "- ",
        "+ ",
        "1. ",
        "2. ",
        "   ",
        "\t",
        "`",
    ]
    + [
        "**",
        "*",
        "_",
        "<",
        "&",
        "[",
        "](",
        ")",
        "\\",
        "\\|",
        "<br>",
        ":",
        ", ",
        "đ¬ược",
        "\u00a0",
        "chữ",
        "Cấp xã",
        "12",
        '"',
    ]
)
ANY_RECORD = st.lists(st.sampled_from(SHARP) | st.text(max_size=3), max_size=30).map("".join)


@given(text=st.text() | st.text(string.printable).map(lambda text: f"# A\n\n## Thông tin chung\n{text}"))
def test_any_text_is_a_record_or_refused_by_name(text, today):
    try:
        done = read_record(text, name="a.md", today=today)
    except NotARecord as refused:
        assert refused.what
    else:
        assert all(1 <= doubt.line <= text.count("\n") + text.count("\r") + 1 for doubt in done.doubts)


@given(rest=ANY_RECORD)
def test_any_record_is_written_and_read_back_the_same(rest, today, read_again, said):
    text = f"# Tên\n\n## Thông tin chung\n{rest}"
    assume(not legacy_name(text) and text.count("## Thông tin chung") == 1)

    done = read_record(text, name="a.md", today=today)

    assert said(read_again(done.item)) == said(done.item)


# --- importing again ---------------------------------------------------------------------------------------------


def test_the_same_record_differs_in_nothing(imported, read_again):
    done = imported(sections={"Mô tả": "Sách hay.\n\n- một"})

    assert differences(read_again(done.item), done.item) == ()


def test_a_newer_record_tells_what_it_would_change(imported):
    old = imported(sections={"Mô tả": "Sách hay.", "Căn cứ pháp lý": "Nội quy"}).item
    new = imported(
        facts={
            "Số quyết định": "13/QĐ-SGDĐT",
            "Cấp thực hiện": "Cấp xã, Cấp tỉnh",
            "Lĩnh vực": None,
            "Loại thủ tục": "x" * 130,
        },
        sections={"Mô tả": "Sách mới.", "Kết quả xử lý": "* Thẻ", "Giờ": "Sáng"},
    ).item.model_copy(update={"cap": ("xa", "chua_ro")})

    assert differences(old, new) == (
        "Số quyết định (`qd_cong_bo`): đang là “12/QĐ-SGDĐT”, bản mới là “13/QĐ-SGDĐT”.",
        "Cấp thực hiện (`cap`): đang là “Cấp xã”, bản mới là “xa, Chưa rõ”.",
        f"Loại thủ tục (`loai_tthc`): đang là “Thủ tục của nhà trường”, bản mới là “{'x' * 117}…”.",
        "Lĩnh vực (`linh_vuc_tthc`): đang là “Thư viện”, bản mới là “Chưa rõ”.",
        "Phần “Kết quả”: bản mới có thêm.",
        "Phần “Căn cứ pháp lý”: bản mới không có.",
        "Phần “Mô tả”: nội dung khác.",
        "Phần “Giờ”: bản mới có thêm.",
    )


def test_what_the_school_added_is_no_difference(imported):
    new = imported().item
    added = (Passage("Hướng dẫn", "Gọi cô Hoa.", Origin()), Passage("Hỏi đáp", "Có.", Origin()))
    old = new.model_copy(
        update={
            "body": Body((*added, *new.body.passages)),
            "thuong_xuyen": True,
            "url_dvc": "https://vi.du/",
            "cap_hoc": ("thcs",),
        }
    )

    assert differences(old, new) == ()


def test_a_field_the_old_file_left_empty_is_named_so(imported):
    new = imported(sections={"Từ khóa": "sách"}).item

    assert differences(imported().item, new) == ("Từ khóa (`tu_khoa`): đang là để trống, bản mới là “sách”.",)
