"""Down and override (design §3): what a unit holds of the units above it."""

from pathlib import Path

import pytest
from tests.cchc.section.rich import TRUONG, XA, picture, three_units
from tests.school import School

from cchc.section.inheritance import applies, holdings

PROC, AT = "thu-tuc/2.002854.md", "thu-tuc/2.002854/"


@pytest.fixture
def units(tmp_path: Path) -> School:
    return three_units(tmp_path / "content")


def keys(place: School, ma: str) -> set[str]:
    return {shown.item.key for shown in place.public(ma).everything}


def test_procedures_and_documents_come_down_unasked_plans_and_pages_when_asked(units: School) -> None:
    units.procedure()
    units.write("van-ban/nd.md", loai="luat", trich_yeu="Luật", co_quan_ban_hanh="Quốc hội")
    for name in ("ke-hoach/a.md", "ke-hoach/b.md"):
        units.write(name, trich_yeu="Kế hoạch", nam=2026, ke_thua=str(name[9] == "a").lower())
    for name in ("trang/a.md", "trang/b.md"):
        units.write(name, tieu_de="Trang", ke_thua=str(name[6] == "a").lower())
    units.news()
    units.write("phan-anh/a.md", noi_dung="Hỏi", ngay_nhan="01/11/2026")

    assert keys(units, "truong") == {"thu-tuc/2.002854", "van-ban/nd", "ke-hoach/a", "trang/a"}


def test_an_inherited_page_says_whose_it_is(units: School) -> None:
    units.procedure()

    assert "Nội dung của Sở Giáo dục" in units.page(AT, "truong")
    assert "Nội dung của" not in units.page(AT, "so")


def test_an_item_for_other_school_levels_stays_away(units: School) -> None:
    units.procedure(cap_hoc="mam_non, tieu_hoc")

    assert AT not in {page.address for page in units.section("truong").pages}
    assert keys(units, "xa") == {"thu-tuc/2.002854"}, "an office teaches no level and shows everything"


def test_a_unit_an_item_is_not_for_does_not_keep_it_from_those_below(units: School) -> None:
    units.unit(f"{TRUONG}/don-vi/lop-mam-non", cap_hoc="mam_non")
    units.procedure(cap_hoc="mam_non")

    assert keys(units, "truong") == set()
    assert keys(units, "lop-mam-non") == {"thu-tuc/2.002854"}


def test_an_override_of_an_item_for_other_levels_does_not_bring_it_in(units: School) -> None:
    units.procedure(cap_hoc="mam_non")
    units.write(f"{TRUONG}/{PROC}", ghi_de="true", tai_don_vi={"gio": "7h"})

    assert keys(units, "truong") == set()
    units.write(f"{TRUONG}/{PROC}", ghi_de="true", cap_hoc="thcs")
    assert keys(units, "truong") == {"thu-tuc/2.002854"}


def test_levels_meet_where_one_is_shared_or_either_side_names_none(units: School) -> None:
    units.procedure(cap_hoc="thcs")
    tree = units.load()
    item = tree.items["so"][0]

    assert applies(item, tree.units["truong"])
    assert applies(item, tree.units["so"])
    assert not applies(item.model_copy(update={"cap_hoc": ("mam_non",)}), tree.units["truong"])


def test_what_an_override_says_replaces_whole_and_what_it_leaves_out_stays(units: School) -> None:
    units.procedure(doi_tuong=["Công dân", "Tổ chức"], tu_khoa=["chuyển", "trường"], ma="2.002854")
    units.write(f"{TRUONG}/{PROC}", ghi_de="true", doi_tuong=["Học sinh"], tai_don_vi={"gio": "7h30"})

    [shown] = units.public("truong").procedures

    assert shown.item.doi_tuong == ("Học sinh",)
    assert shown.item.tu_khoa == ("chuyển", "trường")
    assert (shown.item.ten, shown.item.ma) == ("Chuyển trường", "2.002854")
    assert shown.item.own_fields == ("doi_tuong", "tai_don_vi")
    assert units.public("so").procedures[0].item.doi_tuong == ("Công dân", "Tổ chức")


def test_an_override_may_write_a_required_field_as_any_file_may(units: School) -> None:
    units.procedure()
    units.write(f"{TRUONG}/{PROC}", ghi_de="true", doi_tuong="Học sinh", cap="xa, tinh")

    assert units.public("truong").procedures[0].item.doi_tuong == ("Học sinh",)


@pytest.mark.parametrize("path", ["tin-tuc/2026/a.md", "phan-anh/a.md", "chi-so/a.yml"])
def test_a_stray_override_is_a_complaint_never_a_crash(units: School, path: str) -> None:
    units.write(f"{TRUONG}/{path}", ghi_de="true", **({"han_tra_loi": "01/12/2026"} if "phan" in path else {}))

    assert "ghi-de" in units.rules(errors=True)


def test_a_field_set_back_to_its_default_is_said_too(units: School) -> None:
    units.procedure(truc_tuyen="toan_trinh")
    units.write(f"{TRUONG}/{PROC}", ghi_de="true", truc_tuyen="chua_ro")

    assert units.public("truong").procedures[0].item.truc_tuyen == "chua_ro"


def test_sections_of_the_body_replace_by_heading_and_new_ones_follow(units: School) -> None:
    units.procedure(body="Mở đầu.\n\n## Trình tự thực hiện\n\nCũ.\n\n## Kết quả\n\nGiấy.")
    units.write(f"{TRUONG}/{PROC}", "## TRÌNH TỰ THỰC HIỆN\n\nMới.\n\n## Hướng dẫn\n\nDễ.", ghi_de="true")

    [shown] = units.public("truong").procedures

    assert [(p.heading, p.text.strip(), p.origin.unit) for p in shown.item.body.passages] == [
        (None, "Mở đầu.", "so"),
        ("TRÌNH TỰ THỰC HIỆN", "Mới.", "truong"),
        ("Kết quả", "Giấy.", "so"),
        ("Hướng dẫn", "Dễ.", "truong"),
    ]
    page = units.page(AT, "truong")
    assert page.count("Phần riêng của Trường Hoa Sen") == 2
    assert "Cũ." not in page


def test_an_override_in_the_middle_reaches_the_school_and_is_overridden_there(units: School) -> None:
    units.procedure(ma="2.002854")
    units.write(
        f"{XA}/{PROC}", "## Hướng dẫn\n\nCủa phường.", ghi_de="true", tai_don_vi={"can_bo": "Bà An", "gio": "7h"}
    )
    assert "Của phường." in units.page(AT, "truong")
    units.write(f"{TRUONG}/{PROC}", "## Hướng dẫn\n\nCủa trường.", ghi_de="true", tai_don_vi={"gio": "8h"})

    so, xa, truong = (units.public(ma).procedures[0] for ma in ("so", "xa", "truong"))

    assert so.item.tai_don_vi is None
    assert (xa.item.tai_don_vi.can_bo, xa.item.tai_don_vi.gio) == ("Bà An", "7h")  # type: ignore[union-attr]
    assert (truong.item.tai_don_vi.can_bo, truong.item.tai_don_vi.gio) == (None, "8h")  # type: ignore[union-attr]
    assert truong.owner.ma == "so"
    page = units.page(AT, "truong")
    assert "Của trường." in page
    assert "Của phường." not in page


def test_not_applying_hides_and_is_undone_further_below(units: School) -> None:
    units.procedure()
    units.write(f"{XA}/{PROC}", ghi_de="true", khong_ap_dung="true")
    assert (keys(units, "so"), keys(units, "xa"), keys(units, "truong")) == ({"thu-tuc/2.002854"}, set(), set())

    units.write(f"{TRUONG}/{PROC}", ghi_de="true", khong_ap_dung="false")

    assert keys(units, "xa") == set()
    assert keys(units, "truong") == {"thu-tuc/2.002854"}


@pytest.mark.parametrize(
    "closed", [{"nhap": "true"}, {"pham_vi": "noi_bo"}, {"dang_tu": "01/01/2027"}, {"het_han": "01/01/2026"}]
)
def test_nobody_below_publishes_a_closed_override_in_the_middle(units: School, closed: dict[str, str]) -> None:
    units.procedure()
    units.write(f"{XA}/{PROC}", "## Hướng dẫn\n\nCANARY.", ghi_de="true", **closed)
    opened = {"nhap": "false", "pham_vi": "cong_khai", "dang_tu": "01/01/2025", "het_han": "01/01/2030"}
    units.write(f"{TRUONG}/{PROC}", ghi_de="true", **opened)

    assert keys(units, "truong") == set()


def test_what_is_not_public_at_its_owner_is_public_nowhere(units: School) -> None:
    units.procedure(nhap="true")
    units.write(f"{TRUONG}/{PROC}", ghi_de="true", nhap="false")

    assert keys(units, "truong") == set()


def test_the_same_id_without_override_is_refused_and_names_the_owner(units: School) -> None:
    units.procedure()
    units.procedure(folder=TRUONG)

    [error] = [c for c in units.complaints() if c.error]

    assert (error.unit, error.rule) == ("truong", "trung-id")
    assert "Sở Giáo dục" in error.what


def test_two_files_of_one_id_in_a_unit_are_refused(units: School) -> None:
    units.procedure("a", id="chung")
    units.procedure("b", id="chung")

    [error] = [c for c in units.complaints() if c.error]

    assert (error.path, error.rule) == ("thu-tuc/b.md", "trung-id")
    assert "thu-tuc/a.md" in error.what


def test_overriding_nothing_is_refused(units: School) -> None:
    units.write(f"{TRUONG}/{PROC}", ghi_de="true")

    assert [(c.unit, c.rule) for c in units.complaints() if c.error] == [("truong", "ghi-de")]


def test_news_is_never_inherited_so_overriding_it_is_refused(units: School) -> None:
    units.news()
    units.write(f"{TRUONG}/tin-tuc/2026/tin.md", ghi_de="true", tieu_de="Khác")

    [error] = holdings(units.load())["truong"].complaints

    assert error.rule == "ghi-de"
    assert "không kế thừa" in error.what


def test_changing_the_law_warns_and_saying_where_to_go_does_not(units: School) -> None:
    units.procedure()
    units.write(
        f"{XA}/{PROC}", "## Hướng dẫn\n\nA.", ghi_de="true", tai_don_vi={"gio": "7h"}, url_phan_anh="https://a.vn/"
    )
    units.write(f"{TRUONG}/{PROC}", "## Kết quả\n\nKhác.", ghi_de="true", ten="Tên khác")

    told = [c for c in units.complaints() if c.rule == "ghi-de-phap-ly"]

    assert {c.unit for c in told} == {"truong"}
    assert len(told) == 2
    assert not any(c.error for c in told)


def test_logo_motto_and_theme_come_from_the_nearest_above_contacts_never(units: School) -> None:
    units.file("so.png", picture(kind="PNG"))
    units.file(f"{XA}/xa.png", picture(kind="PNG"))
    units.unit(
        ma="so", loai="so", ten="Sở", logo="so.png", khau_hieu="Lời của Sở", duong_day_nong="0203 111 222",
        chu_de_nam=[{"nam": 2026, "noi_dung": "Chủ đề của Sở"}], email_phan_anh="so@so.vn",
    )  # fmt: skip
    units.unit(XA, loai="xa", logo="xa.png", chu_de_nam=[{"nam": 2025, "noi_dung": "Năm ngoái"}])

    section = units.section("truong")
    [board] = [page.hero for page in section.pages if page.hero]

    assert section.look.logo == "xa-40.webp"
    assert board.title == "Lời của Sở"
    assert board.lead == "Chủ đề năm 2026: Chủ đề của Sở"
    everything = "".join(f"{page.html}{section.frame(page)}" for page in section.pages)
    assert "0203 111 222" not in everything
    assert "so@so.vn" not in everything


def test_the_canonical_address_is_where_the_same_words_stand(units: School) -> None:
    units.procedure()
    at_owner = f"https://so.example/cchc/{AT}"
    assert units.public("truong").procedures[0].canonical == at_owner
    assert f"https://truong.example/cchc/{AT}".encode() not in units.section("truong").files["sitemap.xml"]

    units.write(f"{XA}/{PROC}", ghi_de="true", tai_don_vi={"gio": "7h"})
    assert units.public("xa").procedures[0].canonical is None
    assert units.public("truong").procedures[0].canonical == f"https://xa.example/cchc/{AT}"

    units.write(f"{TRUONG}/{PROC}", ghi_de="true", tai_don_vi={"gio": "8h"})
    assert units.public("truong").procedures[0].canonical is None
    assert f"https://truong.example/cchc/{AT}".encode() in units.section("truong").files["sitemap.xml"]


def test_an_owner_without_an_address_leaves_the_page_to_stand_for_itself(units: School) -> None:
    units.unit(ma="so", loai="so", url=None)
    units.procedure()

    assert units.public("truong").procedures[0].canonical is None


def test_approval_counts_at_the_unit_that_wrote_the_file(units: School) -> None:
    units.unit(TRUONG, yeu_cau_duyet="true", cap_hoc="thcs")
    units.procedure()
    assert keys(units, "truong") == {"thu-tuc/2.002854"}, "what came down was not the school's to approve"

    units.write(f"{TRUONG}/{PROC}", ghi_de="true", tai_don_vi={"gio": "7h"})
    assert keys(units, "truong") == set()

    units.write(f"{TRUONG}/{PROC}", ghi_de="true", tai_don_vi={"gio": "7h"}, nguoi_duyet="Ai", ngay_duyet="01/11/2026")
    assert keys(units, "truong") == {"thu-tuc/2.002854"}
    assert units.public("truong").procedures[0].item.own_fields == ("tai_don_vi",)


def test_an_override_of_what_was_refused_above_is_not_called_an_override_of_nothing(units: School) -> None:
    units.procedure(cap="ở đâu đó")
    units.write(f"{TRUONG}/{PROC}", ghi_de="true", tu_khoa="xin học")

    assert units.rules(errors=True) == ["gia-tri"]
