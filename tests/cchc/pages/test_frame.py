"""What surrounds every page: way down, menu, contacts, colours, what may be loaded."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from tests.cchc.section.rich import TRUONG, XA, noise, picture, rich_content, three_units
from tests.school import NOW, School

from cchc.pages.frame import POLICY, Around, Frame, Frames
from cchc.publishing.section import Section


def frame(section: Section, address: str) -> Frame:
    [page] = [page for page in section.pages if page.address == address]
    found: dict[str, Any] = section.frame(page)
    return found["cchc"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("address", "way", "current"),
    [
        ("", [], "Trang chủ"),
        ("tin-tuc/", ["../"], "Tin tức"),
        ("tin-tuc/2026/tin/", ["../../../", "../../"], "Tin tức"),
        ("trang/lien-he/", ["../../", "../"], "Liên hệ"),
        ("trang/", ["../"], "Thông tin"),
        ("so-do/", ["../"], None),
    ],
)
def test_a_page_knows_the_way_down_to_it_and_its_place_in_the_menu(
    school: School, address: str, way: list[str], current: str | None
) -> None:
    school.news()

    around = frame(school.section(), address)

    assert [link.href for link in around.crumbs] == way
    assert [link.text for link in around.menu if link.current] == ([current] if current else [])


def test_a_parent_has_its_units_in_the_menu(tmp_path: Path) -> None:
    place = three_units(tmp_path)

    assert "Đơn vị" in [link.text for link in frame(place.section("xa"), "").menu]
    assert "Đơn vị" not in [link.text for link in frame(place.section("truong"), "").menu]


def test_every_page_says_how_to_reach_the_school_and_the_contact_page_not_twice(school: School) -> None:
    school.unit(
        duong_day_nong="0203 111 222", email_phan_anh="a@truong.vn", url_phan_anh="https://truong.example/phieu",
        dia_chi="Số 1", mot_cua={"dia_chi": "Phòng 4"}, zalo="https://zalo.me/1",
    )  # fmt: skip
    section = school.section()

    for page in section.pages:
        around = frame(section, page.address)
        assert around.hotline is not None
        assert around.hotline.href == "tel:0203111222"
        assert [way.kind for way in around.other_ways] == ["mail", "form", "place", "desk"]
        assert around.qr is not None
        assert "gửi phản ánh" in around.qr.caption
        assert around.contact == (page.address not in ("trang/lien-he/", "phan-anh/"))


def test_a_school_nobody_can_reach_says_nothing(school: School) -> None:
    around = frame(school.section(), "")

    assert (around.hotline, around.other_ways, around.qr) == (None, (), None)


def test_without_a_form_the_code_calls_and_without_either_there_is_none(school: School) -> None:
    school.unit(duong_day_nong="+84 203 111")
    called = frame(school.section(), "").qr
    school.unit(url_phan_anh="https://truong.example/" + "x" * 3000)
    too_long = frame(school.section(), "").qr

    assert called is not None
    assert "gọi" in called.caption
    assert too_long is None


def test_a_page_loads_files_of_its_section_only() -> None:
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert {"default-src 'self'", "object-src 'none'", "base-uri 'self'"} <= set(POLICY.split("; "))


def test_colours_come_from_the_nearest_that_sets_some(tmp_path: Path) -> None:
    place = three_units(tmp_path)
    plain = frame(place.section("truong"), "").styles
    place.unit(XA, loai="xa", mau_sac="#8a2f62")
    inherited = place.section("truong")
    place.unit(TRUONG, mau_sac="#2d4da8")
    own = place.section("truong")

    assert frame(inherited, "").styles[0] == frame(place.section("xa"), "").styles[0] != plain[0]
    assert frame(own, "").styles[0] not in (plain[0], frame(inherited, "").styles[0])
    assert frame(own, "").styles[1] == plain[1]
    for section in (inherited, own):
        assert set(section.look.styles) <= section.files.keys()
        assert frame(section, "tin-tuc/").styles == tuple(f"../{style}" for style in section.look.styles)
    assert frame(own, "").colour == "#23335c"


def test_a_large_logo_is_loaded_small(school: School) -> None:
    school.file("logo.png", noise(900, 600))
    school.unit(logo="logo.png")

    section = school.section()

    assert section.look.logo == "logo-240.webp"
    assert section.look.logo in section.files


def test_a_page_passed_on_shows_its_picture_and_title(school: School) -> None:
    school.file("tin-tuc/2026/a.png", picture(kind="PNG"))
    school.news(anh="a.png", tieu_de="Ngày hội", mo_ta_anh="Sân trường")
    school.news("hai", anh="a.png", tieu_de="Tin hai")

    section = school.section()
    shown = frame(section, "tin-tuc/2026/tin/")

    assert shown.picture == ("https://truong.example/cchc/tin-tuc/2026/tin/a.jpg", 40, 30, "Sân trường")
    assert shown.is_item
    assert frame(section, "tin-tuc/2026/hai/").picture.alt == "Tin hai"
    assert shown.headline == "Ngày hội"


def test_a_page_without_a_picture_of_its_own_shows_the_card_of_the_unit(school: School) -> None:
    school.unit(ten="Trường Hoa Sen")
    school.news()

    section = school.section()
    shown = frame(section, "tin-tuc/")

    assert shown.picture == frame(section, "tin-tuc/2026/tin/").picture
    assert shown.picture[1:] == (1200, 630, "Cải cách hành chính – Trường Hoa Sen")
    assert shown.picture.address.removeprefix("https://truong.example/cchc/") in section.files
    assert not shown.is_item


def test_a_unit_without_motto_is_named_by_its_section(school: School) -> None:
    [plain] = [page.hero for page in school.section().pages if page.hero]
    school.unit(khau_hieu="Hỏi một lần", chu_de_nam=[{"nam": NOW.year, "noi_dung": "Một nơi nhận"}])
    [said] = [page.hero for page in school.section().pages if page.hero]

    assert (plain.kind, plain.title) == ("", "Cải cách hành chính")
    assert (said.kind, said.title, said.lead) == ("Cải cách hành chính", "Hỏi một lần", "Chủ đề năm 2026: Một nơi nhận")


def test_paper_says_where_it_was_printed_from_and_a_procedure_leads_back_by_a_code(school: School) -> None:
    school.unit(url="https://truong.example/cchc/", dinh_danh="truong.example,2026")
    school.news("khai-giang")
    school.procedure("chuyen-truong")
    section = school.section()

    procedure, news = frame(section, "thu-tuc/chuyen-truong/"), frame(section, "tin-tuc/2026/khai-giang/")

    assert procedure.live == "https://truong.example/cchc/thu-tuc/chuyen-truong/"
    assert procedure.live_qr is not None
    assert procedure.live_qr.startswith("<svg")
    assert news.live == "https://truong.example/cchc/tin-tuc/2026/khai-giang/"
    assert news.live_qr is None


def test_paper_of_an_inherited_page_leads_where_the_very_same_words_stand(tmp_path: Path) -> None:
    place = three_units(tmp_path)
    place.procedure("chung")
    place.procedure("rieng")
    place.procedure("rieng", folder=TRUONG, ghi_de=True)
    above, below = place.section("so"), place.section("truong")

    shared = frame(below, "thu-tuc/chung/")

    assert shared.live == shared.canonical == "https://so.example/cchc/thu-tuc/chung/"
    assert shared.live_qr == frame(above, "thu-tuc/chung/").live_qr
    assert frame(below, "thu-tuc/rieng/").live == "https://truong.example/cchc/thu-tuc/rieng/"


def test_of_an_owner_without_address_the_page_itself_is_named(tmp_path: Path) -> None:
    place = three_units(tmp_path)
    place.unit(ma="so", loai="so", url=None, dinh_danh=None)
    place.procedure("chung")

    assert frame(place.section("truong"), "thu-tuc/chung/").live == "https://truong.example/cchc/thu-tuc/chung/"


@pytest.mark.parametrize("unit", ["so", "xa", "truong"])
def test_pages_share_only_surroundings_that_are_true_of_each(tmp_path: Path, unit: str) -> None:
    section = rich_content(tmp_path).section(unit)
    frames = Frames(section.public, section.look, section.ended)
    shared = set()

    for page in section.pages:
        given, alone = frame(section, page.address).around, frames.around(page.address)
        for one in fields(Around):
            assert getattr(given, one.name) == getattr(alone, one.name), (page.address, one.name)
        shared.add(given)

    assert len(shared) < len(section.pages)


def test_paper_names_no_address_nobody_knows_yet(school: School) -> None:
    school.unit(url=None, dinh_danh=None)
    school.procedure("chuyen-truong")

    around = frame(school.section(), "thu-tuc/chuyen-truong/")

    assert around.live is around.live_qr is None
