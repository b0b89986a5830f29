"""The facts of a record become fields: unknown stays unknown, odd stays as written with a doubt."""

import pytest

from cchc.importing.doubts import Doubt
from cchc.importing.records.record import read_record
from cchc.reading.writing import write_item


def part(done, heading):
    return done.item.body.part(heading).text


def whats(done):
    return [doubt.what for doubt in done.doubts]


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
    assert imported(facts={"Nguồn fallback": "Không có thông tin"}).item == imported().item


def test_facts_without_a_field_and_facts_said_twice_are_kept_as_text(record, today):
    text = record(facts={"Màu bìa": "Xanh, đỏ", "Khổ": "Không có thông tin"}).replace(
        "\n\n## Trình", "\n* **Lĩnh vực:** Báo\n\nGhi thêm\n\n## Trình"
    )

    done = read_record(text, name="a.md", today=today)

    assert done.item.linh_vuc_tthc == "Thư viện"
    assert part(done, "Thông tin khác") == "Ghi thêm\n- Màu bìa: Xanh, đỏ\n- Khổ: Chưa rõ\n- Lĩnh vực: Báo"
    assert [doubt.line for doubt in done.doubts] == [11, 12, 13, 15]
