"""A notice is filled from the procedure the unit holds, and says nothing the record does not."""

import pytest
from tests.cchc.drafting.test_drafts import made, sample
from tests.school import PROCEDURE_BODY, School

from cchc.drafting.drafts import draft
from cchc.drafting.notices import plain


def notice(school: School, title: str = "Thông báo thủ tục chuyển trường") -> str:
    return made(school, "tin-tuc", title).text


def test_an_inherited_procedure_is_known_by_its_code_and_by_the_words_of_its_name():
    for title in ("Công bố 2.002854", "Thông báo thủ tục chuyển trường", "Công bố thủ tục tiếp nhận học sinh học lại"):
        text = draft("tin-tuc", title, sample()).text
        assert "](/thu-tuc/2.00285" in text

    text = draft("tin-tuc", "Công bố thủ tục cấp bản sao văn bằng, chứng chỉ", sample()).text
    assert "[Cấp bản sao văn bằng, chứng chỉ từ sổ gốc](/thu-tuc/3.000465/), mã số 3.000465" in text
    assert "công bố tại Quyết định số 985/QĐ-BGDĐT." in text
    assert "- Nơi nhận hồ sơ: Quầy Giáo dục, Trung tâm Phục vụ hành chính công tỉnh An Hòa." in text
    assert "- Thời hạn giải quyết: 1 ngày làm việc." in text
    assert "- Nộp trực tuyến toàn trình, trên [Cổng Dịch vụ công quốc gia](<https://dichvucong.gov.vn/>)." in text
    assert "Phí" not in text


def test_what_the_school_added_to_an_inherited_procedure_comes_first():
    text = draft("tin-tuc", "Công bố 2.002854", sample()).text

    assert "- Nơi nhận hồ sơ: Phòng tiếp nhận hồ sơ, tầng 1 nhà B; 7:30–11:00" in text
    assert "điện thoại 0299 3000 302." in text


def test_a_procedure_that_ended_is_not_offered_as_one_to_apply_for():
    text = draft("tin-tuc", "Công bố bãi bỏ 1.005099", sample()).text
    assert "](/thu-tuc/" not in text, "a primary school's procedure is not held by a lower secondary school"


def test_an_ended_procedure_names_the_one_in_its_place(school: School):
    school.procedure("1.005099", ma="1.005099", trang_thai="bi_thay_the", thay_bang="2.002854")
    school.procedure("2.002854", ten="Xin học")
    school.procedure("3.000001", ma="3.000001", trang_thai="bai_bo")

    text = notice(school, "Thông báo về 1.005099")
    assert "- Thủ tục này đã bị thay thế, không nhận hồ sơ mới." in text
    assert "- Nay làm theo thủ tục [2.002854](/thu-tuc/2.002854/)." in text
    assert "đã bị bãi bỏ" in notice(school, "Thông báo về 3.000001")
    assert "](/thu-tuc/" not in notice(school, "Thông báo thủ tục chuyển trường"), "both of that name have ended"


@pytest.mark.parametrize(
    "title", ["Thông báo thủ tục của nhà trường", "Công bố danh mục thủ tục", "Thông báo 9.999999 chuyển trường"]
)
def test_a_title_that_names_none_leaves_the_procedure_to_be_written(school: School, title: str):
    school.procedure()

    assert "[[Viết: thủ tục nào, mã số" in notice(school, title)


def test_of_two_procedures_the_one_more_like_the_title_is_meant(school: School):
    school.procedure("a", ten="Cấp lại giấy khen")
    school.procedure("b", ten="Cấp bản sao giấy khen từ sổ gốc")

    assert "](/thu-tuc/b/)" in notice(school, "Thông báo thủ tục cấp bản sao giấy khen")
    assert "](/thu-tuc/a/)" in notice(school, "Thông báo thủ tục cấp lại giấy khen")


def test_a_search_word_names_its_procedure(school: School):
    school.procedure("a", ten="Tiếp nhận người học", tu_khoa=["đổi lớp"])

    assert "](/thu-tuc/a/)" in notice(school, "Thông báo thủ tục đổi lớp")


def test_where_papers_go_is_taken_from_what_is_stated_and_else_asked_for(school: School):
    school.unit(mot_cua={"dia_chi": "Phòng 2"})
    school.procedure(co_quan="Trường truong")
    assert "- Nơi nhận hồ sơ: Phòng 2." in notice(school)

    school.procedure(co_quan="Phòng Văn hóa")
    assert "- Nơi nhận hồ sơ: Phòng Văn hóa." in notice(school)

    school.procedure(co_quan="chua_ro")
    assert "- Nơi nhận hồ sơ: [[Viết: nơi nhận hồ sơ]]." in notice(school)


def test_a_time_limit_is_copied_without_its_links_and_too_long_a_one_is_left_to_be_written(school: School):
    school.procedure(body=PROCEDURE_BODY.replace("05 ngày làm việc", "05 ngày, xem [mẫu](mau.md)"))
    assert "- Thời hạn giải quyết: 05 ngày, xem mẫu." in notice(school)
    assert "- Phí, lệ phí: Không." in notice(school)

    school.procedure(body=PROCEDURE_BODY + "\n## Thời hạn giải quyết\n\nMột.\n\nHai.\n")
    assert "- Thời hạn giải quyết: [[Viết: ghi ngắn gọn theo trang của thủ tục]]." in notice(school)


def test_a_hostile_name_stays_text(school: School):
    school.procedure(ten="Chuyển trường <script>x</script> [a](javascript:b) *c*")
    new = made(school, "tin-tuc", "Thông báo thủ tục chuyển trường")
    school.procedure()
    school.file(new.path, new.text)

    assert school.rules(errors=True) == []
    assert plain("a\u0007  b\u2028c") == "a b c"
