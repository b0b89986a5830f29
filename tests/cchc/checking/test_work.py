"""`check` says what is due: tasks, answers."""

from tests.cchc.checking.mistakes import plan
from tests.school import School, at

KH = "ke-hoach/kh.md"


def said(school: School, rule: str, now: str = "2026-11-20T08:00") -> list[tuple[str, str]]:
    return [(c.place, c.what) for c in school.complaints(at(now)) if c.rule == rule]


def test_a_schedule_nobody_understands_is_named_with_its_row(school: School) -> None:
    school.file(
        KH, plan(rows="| 1 | Đăng tin | Trang | Tổ | Khi có văn bản mới |\n| 2 | Họp | Họp | Tổ | Theo tình hình |")
    )

    [(place, what)] = said(school, "lich-nhiem-vu")

    assert place == f"{KH}:11"
    assert "Nhiệm vụ 2: không hiểu thời gian “Theo tình hình”" in what


def test_a_late_task_asks_for_its_evidence_until_it_has_some(school: School) -> None:
    school.file(KH, plan(rows="| 1 | Đăng tin | Trang | Tổ | Quý I |"))

    assert said(school, "nhiem-vu-cham", "2026-03-31T23:59") == []
    assert said(school, "nhiem-vu-cham", "2026-04-01T00:00") == [
        (f"{KH}:10", "Nhiệm vụ 1 (Quý I) đã đến hạn mà thiếu minh chứng.")
    ]

    school.news(ngay="05/02/2026", minh_chung="25/KH-THCS#1")
    assert said(school, "nhiem-vu-cham", "2026-04-01T00:00") == []


def test_a_monthly_task_names_the_months_it_lacks(school: School) -> None:
    school.file(KH, plan(rows="| 1 | Đăng tin | Trang | Tổ | Hằng tháng |"))
    school.news(ngay="05/02/2026", minh_chung="25/KH-THCS#1")

    [(_, what)] = said(school, "nhiem-vu-cham", "2026-05-02T08:00")

    assert what == "Nhiệm vụ 1 (Hằng tháng) còn thiếu minh chứng của tháng 1, tháng 3, tháng 4."


def test_what_goes_on_all_the_time_asks_for_new_evidence_after_a_month_without(school: School) -> None:
    school.file(KH, plan(rows="| 1 | Đăng tin | Trang | Tổ | Thường xuyên |"))
    school.news(ngay="05/08/2026", minh_chung="25/KH-THCS#1")

    assert said(school, "minh-chung-cu", "2026-09-30T23:59") == []
    assert said(school, "minh-chung-cu", "2026-10-01T00:00") == [
        (f"{KH}:10", "Nhiệm vụ 1 (Thường xuyên) chưa có minh chứng mới từ 05/08/2026.")
    ]

    school.news("moi", ngay="30/09/2026", minh_chung="25/KH-THCS#1", pham_vi="noi_bo")
    assert said(school, "minh-chung-cu", "2026-10-01T00:00") == []


def test_plans_of_long_ago_of_drafts_and_of_superiors_are_not_asked_about(school: School) -> None:
    school.file(KH, plan(rows="| 1 | Đăng tin | Trang | Tổ | Quý I |"))
    assert said(school, "nhiem-vu-cham", "2027-03-31T08:00")
    assert said(school, "nhiem-vu-cham", "2027-04-02T08:00") == []

    school.file(KH, plan("nhap: true", rows="| 1 | Đăng tin | Trang | Tổ | Quý I |"))
    assert said(school, "nhiem-vu-cham") == []


def test_an_answer_is_called_for_three_days_before_it_is_due_and_after(school: School) -> None:
    school.write("phan-anh/p.md", noi_dung="Hỏi", ngay_nhan="01/10/2026", han_tra_loi="20/10/2026")

    assert said(school, "han-tra-loi", "2026-10-17T23:59") == []
    assert said(school, "han-tra-loi", "2026-10-18T00:00") == [
        ("phan-anh/p.md:4", "Phản ánh sắp đến hạn trả lời (20/10/2026).")
    ]
    assert said(school, "han-tra-loi", "2026-10-21T00:00") == [
        ("phan-anh/p.md:4", "Phản ánh đã quá hạn trả lời (20/10/2026).")
    ]

    school.write("phan-anh/p.md", "Đã đổi.", noi_dung="Hỏi", ngay_nhan="01/10/2026", han_tra_loi="20/10/2026",
                 ngay_tra_loi="21/10/2026")  # fmt: skip
    assert said(school, "han-tra-loi", "2026-10-22T00:00") == []
