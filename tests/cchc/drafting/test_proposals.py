"""What the unit has speaks for what it will write: tasks, tags, days, values, fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cchc.drafting.test_drafts import made, sample, shelf_of
from tests.conftest import PROJECT
from tests.school import School, at

from cchc.drafting.drafts import draft
from cchc.drafting.proposals import Shelf, due, likely_fields, proofs, school_year
from cchc.model.item import markdown_of
from cchc.model.news import NewsItem
from cchc.model.vocabulary import LinhVuc
from cchc.reading.tree import load

HEAD = "| TT | Nội dung | Hình thức | Thời gian |\n|---|---|---|---|\n"


def shelf(school: School, ma: str = "truong") -> Shelf:
    return shelf_of(school.load(), ma)


def plan(school: School, *rows: str, name: str = "kh", folder: str = "", **fields: str) -> None:
    path = f"{folder}/ke-hoach/{name}.md".lstrip("/")
    table = HEAD + "\n".join(f"| {number} | {row} |" for number, row in enumerate(rows, start=1))
    values = {"trich_yeu": "Kế hoạch", "nam": "2026", "so_ky_hieu": "25/KH-THCS", **fields}
    school.write(path, table, **{key: value for key, value in values.items() if value})


@pytest.mark.parametrize(
    ("schedule", "says"),
    [
        ("Tháng 11", 2),
        ("Tháng 9, 10 và 11/2026", 2),
        ("Từ tháng 9 đến tháng 12", 2),
        ("Tháng 9-12/2026", 2),
        ("Quý III, IV/2026", 2),
        ("Quý 4", 2),
        ("Trước ngày 15/11/2026", 2),
        ("Học kỳ I", 2),
        ("Thường xuyên", 1),
        ("Ít nhất 01 lần/tháng", 1),
        ("Hằng quý", 1),
        ("Cả năm 2026", 1),
        ("Quý II/2026", 0),
        ("Quý IV/2025", 0),
        ("Tháng 1", 0),
        ("Tháng 12-2", 0),
        ("Học kỳ II", 0),
        ("Đầu năm học", 0),
        ("Khi có yêu cầu", 0),
        ("", 0),
    ],
)
def test_a_schedule_speaks_of_november_2026(schedule: str, says: int):
    assert due(schedule, at("2026-11-20 08:00")) == says


@given(st.text(max_size=60), st.text("thánguý 0123456789,-/iv", max_size=40))
def test_any_schedule_is_read(one: str, other: str):
    assert due(one, at("2026-11-20")) in (0, 1, 2)
    assert due(f"Tháng {other} quý {other}", at("2026-11-20")) in (0, 1, 2)


@pytest.mark.parametrize(
    ("day", "years"), [("2026-07-31", (2025, 2026)), ("2026-08-01", (2026, 2027)), ("2027-01-01", (2026, 2027))]
)
def test_a_school_year_runs_from_august_to_july(day: str, years: tuple[int, int]):
    assert school_year(at(day)) == years


def test_the_task_that_shares_the_title_s_words_comes_first_then_what_is_due_now(school: School):
    plan(
        school,
        "Đăng tin | Trang | Thường xuyên",
        "Hội thao | Sân trường | Tháng 3",
        "Hướng dẫn nộp hồ sơ trực tuyến | Họp | Tháng 9",
        "Ngày hội đọc sách | Sân trường | Quý IV/2026",
    )

    found = proofs("Hướng dẫn nộp hồ sơ trực tuyến tại nhà", shelf(school))

    assert [reference for reference, _ in found] == [f"25/KH-THCS#{number}" for number in (3, 4, 1, 2)]


def test_only_plans_of_this_year_are_asked_and_drafts_never(school: School):
    plan(school, "Cũ | a | b", name="cu", nam="2025", so_ky_hieu="1/KH")
    plan(school, "Nháp | a | b", name="nhap", so_ky_hieu="2/KH", nhap="true")
    plan(school, "Năm học | a | b", name="hoc", nam="", nam_hoc="2026-2027", so_ky_hieu="3/KH")
    plan(school, "Năm học trước | a | b", name="truoc", nam="", nam_hoc="2025-2026", so_ky_hieu="4/KH")

    assert [reference for reference, _ in proofs("Một tin", shelf(school))] == ["3/KH#1"]


def test_a_number_two_plans_share_is_replaced_by_the_id_and_a_row_is_named_once(school: School):
    plan(school, "Một | a | b", name="a", nam="2025")
    plan(school, "Hai | a | b", name="b")
    plan(school, name="c", so_ky_hieu="")
    school.write("ke-hoach/c.md", HEAD + "| 1 | Ba | a | b |\n| 1. | Bốn | a | b |\n", trich_yeu="C", nam="2026")

    found = proofs("Một tin", shelf(school))

    assert [(reference, task.noi_dung) for reference, task in found] == [("b#1", "Hai"), ("c#1", "Ba")]


def test_a_task_no_reference_can_name_is_not_offered(school: School):
    school.write("ke-hoach/a.md", HEAD + "| 1#a | Một | a | b |\n| 2 | Hai | a | b |\n", trich_yeu="A", nam="2026")

    assert [reference for reference, _ in proofs("Một tin", shelf(school))] == ["a#2"]


def test_a_plan_from_above_stands_behind_the_unit_s_own(school: School):
    school.unit("don-vi/a")
    plan(school, "Của phường | x | Tháng 11", so_ky_hieu="9/KH-UBND", ke_thua="true")
    plan(school, "Của trường | x | Tháng 11", folder="don-vi/a", name="z")

    assert [reference for reference, _ in proofs("Tin", shelf(school, "a"))] == ["25/KH-THCS#1", "9/KH-UBND#1"]


def test_a_single_task_is_offered_without_the_line_for_two_and_a_long_one_is_cut(school: School):
    plan(school, f"**{'Rất dài ' * 30}** | a | b")

    text = made(school, "tin-tuc", "Một tin").text

    assert "# minh_chung: " in text
    assert "hai nhiệm vụ" not in text
    assert "…" in text
    assert max(map(len, text.split("\n"))) < 200


def test_tags_in_the_title_come_first_then_the_most_used(school: School):
    for number, tags in enumerate((["a", "chuyển trường"], ["a", "b"], ["a", "b"], ["c", "d, e"], ["g", "h"])):
        school.news(f"tin-{number}", the=tags)

    assert "# the: [chuyển trường, a, b, c, " in made(school, "tin-tuc", "Mùa chuyển trường").text
    assert '"d, e"]' in made(school, "tin-tuc", "Mùa chuyển trường").text


def test_author_and_office_are_offered_as_written_last(school: School):
    school.news("cu", ngay="01/10/2026", tac_gia="Tổ cũ", don_vi_phu_trach="Văn phòng")
    school.news("moi", ngay="02/11/2026", tac_gia="Tổ mới")
    school.news("nhap", ngay="03/11/2026", tac_gia="Tổ nháp", nhap="true")

    text = made(school, "tin-tuc", "Một tin").text

    assert "# tac_gia: Tổ mới\n" in text
    assert "# don_vi_phu_trach: Văn phòng\n" in text


def test_the_day_due_is_the_median_of_what_answers_took(school: School):
    for number, (came, answered) in enumerate(
        [("01/10/2026", "03/10/2026"), ("01/10/2026", "08/10/2026"), ("01/10/2026", "10/10/2026"), ("01/10/2026", None)]
    ):
        fields = {"noi_dung": "Hỏi", "ngay_nhan": came, "don_vi_tra_loi": "Văn phòng"}
        school.write(f"phan-anh/{number}.md", "Đáp.", **fields, **({"ngay_tra_loi": answered} if answered else {}))
    school.write("phan-anh/nham.md", "Đáp.", noi_dung="Hỏi", ngay_nhan="01/10/1999", ngay_tra_loi="01/10/2026")

    text = made(school, "phan-anh", "Sân trường nhiều lá").text

    assert "# Đề xuất theo 3 lần đã trả lời (thường mất 7 ngày); sửa nếu hạn khác\nhan_tra_loi: 2026-11-27\n" in text
    assert "\ndon_vi_tra_loi: Văn phòng\n" in text
    assert "# ngay_tra_loi: 2026-11-20\n" in text
    assert "# loai: hoi_dap\n" in text


def test_without_answers_the_day_due_is_left_to_the_clerk(school: School):
    assert "# han_tra_loi: 2026-12-05\n" in made(school, "phan-anh", "Bao giờ trả hồ sơ?").text


def test_answers_of_the_same_day_leave_one_day(school: School):
    school.write("phan-anh/a.md", "Đáp.", noi_dung="Hỏi", ngay_nhan="01/10/2026", ngay_tra_loi="01/10/2026")

    assert "\nhan_tra_loi: 2026-11-21\n" in made(school, "phan-anh", "Bao giờ trả hồ sơ?").text


def test_the_field_is_that_of_a_news_item_much_like_it_else_what_the_words_say(school: School):
    school.news(tieu_de="Ngày hội không giấy đầu năm", linh_vuc="to_chuc_bo_may")

    assert "\nlinh_vuc: to_chuc_bo_may\n" in made(school, "tin-tuc", "Ngày hội không giấy cuối năm").text
    assert "\nlinh_vuc: tai_chinh_cong\n" in made(school, "tin-tuc", "Công khai dự toán").text
    assert "\nlinh_vuc: che_do_cong_vu\n" in made(school, "tin-tuc", "Bồi dưỡng cuối tuần").text
    unknown = made(school, "tin-tuc", "Cây phượng").text
    assert "# Lĩnh vực cải cách (chưa đoán được, hãy chọn), một hoặc nhiều: chi_dao_dieu_hanh, the_che" in unknown


def test_a_news_item_that_answers_a_report_is_told_its_own_type(school: School):
    assert "cchc new phan-anh" in made(school, "tin-tuc", "Trả lời phản ánh về giờ mở cửa").text


def test_a_document_is_of_the_kind_its_title_names_with_the_pattern_of_its_number(school: School):
    base = {"trich_yeu": "Cũ", "ngay_ban_hanh": "01/02/2026"}
    school.write("van-ban/a.md", loai="quyet_dinh", so_ky_hieu="9/QĐ-THCS", co_quan_ban_hanh="Trường truong", **base)
    school.write("van-ban/b.md", loai="thong_bao", so_ky_hieu="3/TB-UBND", co_quan_ban_hanh="UBND phường", **base)

    text = made(school, "van-ban", "Quyết định ban hành quy chế chi tiêu").text
    assert "loai: quyet_dinh\n" in text
    assert '# so_ky_hieu: "…/QĐ-THCS"\n' in text
    assert "# linh_vuc: the_che\n" in text
    assert "loai: cong_van\n" in made(school, "van-ban", "Về việc nghỉ lễ").text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Chi bo hop giao ban", LinhVuc.CHI_DAO_DIEU_HANH),
        ("Lấy ý kiến dự thảo quy chế", LinhVuc.THE_CHE),
        ("Tiếp nhận hồ sơ, trả kết quả thủ tục hành chính", LinhVuc.THU_TUC_HANH_CHINH),
        ("Sáp nhập hai tổ, tinh gọn bộ máy", LinhVuc.TO_CHUC_BO_MAY),
        ("Văn hóa công sở của viên chức", LinhVuc.CHE_DO_CONG_VU),
        ("Công khai ngân sách, học phí", LinhVuc.TAI_CHINH_CONG),
        ("Chuyển đổi số, ký số học bạ số", LinhVuc.CHINH_QUYEN_SO),
    ],
)
def test_words_speak_for_each_of_the_seven_fields(text: str, first: LinhVuc):
    assert likely_fields(text)[0] is first


def test_a_text_that_speaks_for_no_field_has_none():
    assert likely_fields("Cây phượng nở hoa") == likely_fields("") == ()


@given(st.text(max_size=300))
def test_fields_are_named_once_and_the_same_each_time(text: str):
    found = likely_fields(text)

    assert len(set(found)) == len(found) <= 7
    assert likely_fields(text) == found


def test_at_least_six_in_ten_of_the_sample_s_news_get_their_author_s_field_first():
    items = [one for owned in load(PROJECT / "content").items.values() for one in owned if isinstance(one, NewsItem)]
    right = [
        one
        for one in items
        if (found := likely_fields(f"{one.tieu_de}\n{one.tom_tat or ''}\n{markdown_of(one.body.passages)}"))
        and found[0] in one.linh_vuc
    ]

    assert len(items) > 25
    assert len(right) / len(items) >= 0.6


def test_the_sample_school_s_own_task_is_the_first_for_its_meeting():
    assert (
        '# minh_chung: "25/KH-THCS#4"' in draft("tin-tuc", "Tập huấn chữ ký số", sample()).text.split("hai nhiệm vụ")[1]
    )
