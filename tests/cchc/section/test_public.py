"""The one filter: nothing that is not public reaches a single byte (design §1, §4)."""

from pathlib import Path

from tests.cchc.section.canaries import canary_content, everything_in, leaks
from tests.cchc.section.rich import TRUONG, XA, build, files_in, new_project, three_units
from tests.school import School, at, pages_of


def test_no_canary_sings_in_any_byte_of_a_section(tmp_path: Path) -> None:
    section = canary_content(tmp_path / "content").section("truong")

    assert leaks(everything_in(section)) == []


def test_the_canaries_would_sing(tmp_path: Path) -> None:
    """The proof of the tests beside: a month later some of them are public."""
    section = canary_content(tmp_path / "content").section("truong", at("2027-01-02"))

    sung = leaks(everything_in(section))

    assert {"tin-tuc/2026/canary-hen/index.html", "chi-so/index.html", "phan-anh/03/index.html"} <= set(sung)


def test_no_canary_sings_in_what_mkdocs_publishes(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    canary_content(project / "content")

    built = files_in(build(project, "truong"))

    assert leaks(built) == []
    assert b"Ch\xe1\xbb\xaf." in built["truong/tin-tuc/2026/cong-khai/index.html"]


def test_an_internal_item_is_counted_as_evidence_and_not_shown(tmp_path: Path) -> None:
    page = canary_content(tmp_path / "content").page("ke-hoach/kh/", "truong")

    assert "1 minh chứng nội bộ" in page


def test_the_sender_is_named_only_with_consent(school: School) -> None:
    asked = {"noi_dung": "Hỏi", "ngay_nhan": "01/11/2026", "nguoi_gui": "Nguyễn Văn An"}
    school.write("phan-anh/01.md", **asked)
    school.write("phan-anh/02.md", **asked, dong_y_cong_khai="true")

    assert "Nguyễn Văn An" not in school.page("phan-anh/01/")
    assert "N.V.A." in school.page("phan-anh/01/")
    assert "Nguyễn Văn An" in school.page("phan-anh/02/")


def test_a_report_whose_answer_comes_later_waits_unanswered(school: School) -> None:
    school.write(
        "phan-anh/01.md", "Đây là trả lời.", noi_dung="Hỏi", ngay_nhan="01/11/2026", dang_tu="01/11/2026",
        ngay_tra_loi="25/11/2026 10:00",
    )  # fmt: skip

    before, after = school.section(now=at("2026-11-25 09:59")), school.section(now=at("2026-11-25 10:00"))

    assert before.public.next_change == at("2026-11-25 10:00")
    assert "Đang xử lý" in pages_of(before)["phan-anh/01/"]
    assert "Hỏi và đáp" not in pages_of(before)[""]
    assert "Hỏi và đáp" in pages_of(after)[""]
    for feed in ("rss.xml", "phan-anh/rss.xml"):
        assert b"<item>" not in before.files[feed]  # type: ignore[operator]
        assert b"<item>" in after.files[feed]  # type: ignore[operator]
    assert "Đây là trả lời." in pages_of(after)["phan-anh/01/"]
    assert "Đây là trả lời.".encode() in after.files["rss.xml"]  # type: ignore[operator]


def test_evidence_belongs_to_the_plan_meant_and_not_to_one_above_of_the_same_id(tmp_path: Path) -> None:
    place = three_units(tmp_path / "content")
    table = "| TT | Nội dung | Thời gian |\n|---|---|---|\n| 1 | Việc | Tháng 3 |"
    place.write(
        "ke-hoach/ca-nam.md", table, trich_yeu="Của Sở", nam=2026, so_ky_hieu="10/KH-SGD", ngay_ban_hanh="01/01/2026"
    )
    place.write(f"{TRUONG}/ke-hoach/ca-nam.md", table, trich_yeu="Của trường", nam=2026, ngay_ban_hanh="01/01/2026")
    place.news(folder=TRUONG, minh_chung="10/KH-SGD#1")

    assert place.public("truong").proofs == {}


def test_an_override_proves_the_tasks_of_the_unit_that_wrote_it(tmp_path: Path) -> None:
    place = three_units(tmp_path / "content")
    table = "| TT | Nội dung | Thời gian |\n|---|---|---|\n| 1 | Việc | Tháng 3 |"
    place.procedure()
    place.write(f"{TRUONG}/ke-hoach/ca-nam.md", table, trich_yeu="Của trường", nam=2026, ngay_ban_hanh="01/01/2026")
    place.write(f"{TRUONG}/thu-tuc/2.002854.md", ghi_de="true", tai_don_vi={"gio": "7h"}, minh_chung="ca-nam#1")

    assert 'href="../../thu-tuc/2.002854/"' in place.page("ke-hoach/ca-nam/", "truong")


def test_a_parent_lists_the_fifty_newest_news_below_with_their_own_addresses(tmp_path: Path) -> None:
    place = three_units(tmp_path / "content")
    for number in range(60):
        place.news(
            f"tin-{number}", TRUONG if number % 2 else XA, ngay=f"{number % 28 + 1:02d}/{number // 28 + 1:02d}/2026"
        )
    place.news("nhap", TRUONG, nhap="true", ngay="19/11/2026")

    public = place.public("so")
    page = place.page("don-vi/", "so")

    assert len(public.child_news) == 50
    assert [shown.item.published for shown in public.child_news] == sorted(
        (shown.item.published for shown in public.child_news),
        reverse=True,  # type: ignore[type-var]
    )
    assert page.count("https://truong.example/cchc/tin-tuc/2026/") == 25
    assert b"tag:truong.example,2026:tin-tuc/2026/tin-59" in place.section("so").files["don-vi/rss.xml"]  # type: ignore[operator]
    assert "don-vi/" not in pages_of(place.section("truong"))


def test_a_stopped_unit_is_named_by_its_parent_but_its_news_wait(tmp_path: Path) -> None:
    place = three_units(tmp_path / "content")
    place.news("tot", TRUONG)
    place.news("hong", TRUONG, linh_vuc="khong-co")

    section = place.section("xa")

    assert section.public.child_news == ()
    assert "Trường Hoa Sen" in pages_of(section)["don-vi/"]
