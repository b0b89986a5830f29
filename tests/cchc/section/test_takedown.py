"""What was taken down (`go_bo`): its address stays taken and says so, wherever the item was shown; nothing else is."""

from datetime import date

import pytest
from tests.cchc.section.test_mergers import A, two_schools
from tests.school import School, pages_of

from cchc.section.named_files import files_of
from cchc.section.public import Gone

DAY = "20/11/2026"
DOCUMENT = {"loai": "cong_van", "trich_yeu": "Chung", "co_quan_ban_hanh": "Sở"}


def rules(place: School) -> list[tuple[str, str, bool]]:
    return [(one.path, one.rule, one.error) for one in place.complaints() if one.rule in ("ghi-de", "trung-id")]


def test_a_file_that_is_marked_publishes_nothing_it_says(school: School) -> None:
    school.news(body="MẬT", go_bo=DAY, ly_do_go_bo="MẬT")

    section = school.section()

    assert section.public.everything == ()
    assert section.public.gone == (Gone("tin-tuc/2026/tin/", date(2026, 11, 20)),)
    assert "đã được gỡ ngày 20/11/2026" in pages_of(section)["tin-tuc/2026/tin/"]
    assert not [page.address for page in section.pages if "MẬT" in page.html]


def test_below_it_is_gone_where_it_would_have_been_shown(school: School) -> None:
    school.unit(loai="so")
    for level in ("tieu_hoc", "thcs"):
        school.unit(f"don-vi/{level}".replace("_", "-"), cap_hoc=level)
    school.write("van-ban/vb.md", go_bo=DAY, cap_hoc="thcs")
    school.write("trang/rieng.md", go_bo=DAY)

    assert [one.address for one in school.public().gone] == ["trang/rieng/", "van-ban/vb/"]
    assert [one.address for one in school.public("thcs").gone] == ["van-ban/vb/"]
    assert school.public("tieu-hoc").gone == ()


def test_what_a_unit_below_said_over_it_is_to_be_deleted_and_its_address_is_not_free(school: School) -> None:
    school.unit(loai="so")
    school.unit("don-vi/nhanh")
    school.write("van-ban/vb.md", go_bo=DAY)
    school.write("don-vi/nhanh/van-ban/vb.md", ghi_de="true", nguoi_ky="Ai")
    assert rules(school) == [("don-vi/nhanh/van-ban/vb.md", "ghi-de", False)]

    school.write("don-vi/nhanh/van-ban/vb.md", **DOCUMENT)
    assert rules(school) == [("don-vi/nhanh/van-ban/vb.md", "trung-id", True)]


def test_a_unit_may_mark_an_inherited_item_gone_for_itself_alone(school: School) -> None:
    school.unit(loai="so")
    school.unit("don-vi/nhanh")
    school.write("van-ban/vb.md", **DOCUMENT)
    school.write("don-vi/nhanh/van-ban/vb.md", go_bo=DAY)

    assert [one.item.id for one in school.public().documents] == ["vb"]
    assert school.public("nhanh").documents == ()
    assert [one.address for one in school.public("nhanh").gone] == ["van-ban/vb/"]


def test_a_successor_keeps_what_was_taken_down_of_a_merged_school(school: School) -> None:
    place = two_schools(school.root)
    place.news("khai-giang", A, ngay="05/03/2026", go_bo=DAY)

    for ma in ("truong-a", "truong-b"):
        assert [one.address for one in place.public(ma).gone] == ["tin-tuc/2026/khai-giang/"]


@pytest.mark.parametrize("fields", [{}, {"so_ky_hieu": "25/KH"}])
def test_what_refers_to_it_is_no_mistake(school: School, fields: dict[str, str]) -> None:
    school.write("ke-hoach/kh.md", go_bo=DAY, **fields)
    school.procedure("moi", trang_thai="bi_thay_the", thay_bang="cu")
    school.write("thu-tuc/cu.md", go_bo=DAY)
    school.news(minh_chung=f"{fields.get('so_ky_hieu', 'kh')}#1")

    assert "tham-chieu" not in school.rules()
    assert school.section()


def test_a_day_that_is_none_is_refused(school: School) -> None:
    school.news(go_bo="hôm qua")

    assert school.rules(errors=True) == ["gia-tri"]


def test_files_named_in_a_text_nobody_can_convert_are_not_known(school: School) -> None:
    school.news(
        tep="a.pdf", body="[a](b.pdf) ![c](/c.png) [d](khac.md) [e](../../../x.pdf) [f](/tin-tuc/)\n\n[g]: h.pdf"
    )
    school.news("roi", tep="a.pdf", body="[b](b.pdf)" + "[" * 300)
    items = {item.id: item for item in school.load().items["truong"]}

    assert files_of(items["tin"]) == ("tin-tuc/2026/a.pdf", "tin-tuc/2026/b.pdf", "c.png")
    assert files_of(items["roi"]) == ("tin-tuc/2026/a.pdf",)
