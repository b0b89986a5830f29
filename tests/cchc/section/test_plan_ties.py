"""Which plan carries out which, across units; and when that changes by itself."""

from typing import Any

import pytest
from tests.school import NOW, School, at

from cchc.model.plan import Plan
from cchc.section.inheritance import holdings
from cchc.section.public import public
from cchc.section.references import means


def plan(school: School, folder: str = "", name: str = "a", **fields: Any) -> None:
    values = {"trich_yeu": "Cải cách hành chính", "nam": 2026, "ngay_ban_hanh": "15/01/2026", **fields}
    school.write(f"{folder}ke-hoach/{name}.md", "Mở đầu.", **{k: v for k, v in values.items() if v is not None})


def three(school: School, **fields: Any) -> None:
    """A Sở, a commune below it and a school below that, each with its plan; only the school's says whose it is."""
    school.unit(ma="so", ten="Sở Giáo dục", loai="so")
    school.unit("don-vi/xa", ten="UBND xã Sen", loai="xa")
    school.unit("don-vi/xa/don-vi/truong", ten="Trường Sen")
    plan(school, so_ky_hieu="05/KH-SGDĐT")
    plan(school, "don-vi/xa/", "b", so_ky_hieu="18/KH-UBND")
    plan(school, "don-vi/xa/don-vi/truong/", "c", so_ky_hieu="25/KH-TH", **fields)


def under(school: School, ma: str, key: str = "ke-hoach/a", **how: Any) -> list[tuple[str, str]]:
    return [(one.owner.ma, one.item.id) for one in school.public(ma, **how).plans_under[key]]


def above(school: School, ma: str = "truong") -> dict[str, str]:
    return {name: one.owner.ma for (_, name), one in school.public(ma).superior_plans.items()}


def test_a_plan_leads_to_those_of_its_superiors_and_they_to_it(school: School) -> None:
    three(school, ke_hoach_cap_tren=["05/KH-SGDĐT", "18/KH-UBND ngày 15/01/2026", "b", "9/KH-UBND"])

    assert above(school) == {"05/KH-SGDĐT": "so", "18/KH-UBND ngày 15/01/2026": "xa", "b": "xa"}
    assert under(school, "so") == under(school, "xa", "ke-hoach/b") == [("truong", "c")]
    assert under(school, "truong", "ke-hoach/c") == []


def test_plans_below_stand_in_the_order_of_their_units_newest_first(school: School) -> None:
    three(school, ke_hoach_cap_tren="05/KH-SGDĐT")
    plan(school, "don-vi/xa/", "d", ngay_ban_hanh="01/02/2026", ke_hoach_cap_tren="05/KH-SGDĐT")
    school.unit("don-vi/an", ten="Trường An")
    plan(school, "don-vi/an/", "c", ke_hoach_cap_tren="05/KH-SGDĐT")
    plan(school, "don-vi/an/", "e", ngay_ban_hanh="01/03/2026", ke_hoach_cap_tren="05/KH-SGDĐT")

    assert under(school, "so") == [("an", "e"), ("an", "c"), ("truong", "c"), ("xa", "d")]


def test_a_name_that_may_be_two_plans_leads_to_neither(school: School) -> None:
    three(school, ke_hoach_cap_tren="18/KH-UBND")
    plan(school, name="z", so_ky_hieu="18/KH-UBND", ngay_ban_hanh="16/01/2026")

    assert above(school) == {}
    assert under(school, "xa", "ke-hoach/b") == under(school, "so", "ke-hoach/z") == []


def test_a_plan_is_not_its_own_superior_nor_that_of_a_neighbour(school: School) -> None:
    three(school, ke_hoach_cap_tren=["25/KH-TH", "7/KH-TH"])
    school.unit("don-vi/xa/don-vi/ban", ten="Trường Bạn")
    plan(school, "don-vi/xa/don-vi/ban/", so_ky_hieu="7/KH-TH")

    assert above(school) == {}
    assert under(school, "truong", "ke-hoach/c") == []


@pytest.mark.parametrize("hidden", [{"nhap": True}, {"pham_vi": "noi_bo"}, {"dang_tu": "01/12/2026"}])
def test_what_is_not_public_is_tied_to_nothing(school: School, hidden: dict[str, Any]) -> None:
    three(school, ke_hoach_cap_tren="05/KH-SGDĐT", **hidden)
    assert under(school, "so") == []

    three(school, ke_hoach_cap_tren="05/KH-SGDĐT")
    plan(school, so_ky_hieu="05/KH-SGDĐT", **hidden)
    assert above(school) == {}


def test_the_section_of_the_superior_knows_when_a_plan_below_comes(school: School) -> None:
    three(school, ke_hoach_cap_tren="05/KH-SGDĐT", dang_tu="25/11/2026")

    assert school.public("so").next_change == at("2026-11-25 00:00")
    assert under(school, "so", now=at("2026-11-25 00:00")) == [("truong", "c")]


def test_a_plan_of_the_same_id_elsewhere_is_another_plan(school: School) -> None:
    three(school, ke_hoach_cap_tren="18/KH-UBND")
    plan(school, "don-vi/xa/don-vi/truong/", "b", so_ky_hieu="30/KH-TH")

    assert under(school, "truong", "ke-hoach/b") == []
    assert under(school, "xa", "ke-hoach/b") == [("truong", "c")]


def test_a_plan_that_came_down_shows_who_carries_it_out_here_and_below(school: School) -> None:
    three(school, ke_hoach_cap_tren=["05/KH-SGDĐT", "a"])
    plan(school, so_ky_hieu="05/KH-SGDĐT", ke_thua=True)
    plan(school, "don-vi/xa/", "b", so_ky_hieu="18/KH-UBND", ke_thua=True, ke_hoach_cap_tren="a")

    assert under(school, "xa") == under(school, "truong") == [("truong", "c"), ("xa", "b")]
    tree = school.load()
    without = public(tree, holdings(tree), "so", NOW, left_out=frozenset({"truong"}))
    assert [one.owner.ma for one in without.plans_under["ke-hoach/a"]] == ["xa"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("05/KH-SGDĐT", True),
        (" 05/kh-sgd&đt ", True),
        ("a", True),
        ("Kế hoạch số 05/KH-SGDĐT ngày 15/01/2026 của Sở", True),
        ("Kế hoạch số 05/KH-SGDĐT ngày 15 tháng 01 năm 2026", True),
        ("05/KH-SGDĐT ngày 16/01/2026", False),
        ("5/KH-SGDĐT", False),
        ("105/KH-SGDĐT", False),
        ("05/KH-SGDĐT; 18/KH-UBND", False),
        ("A", False),
        ("Kế hoạch của Sở", False),
    ],
)
def test_only_a_full_name_means_a_plan(name: str, meant: bool) -> None:
    office = Plan(id="a", trich_yeu="x", nam=2026, so_ky_hieu="05/KH-SGDĐT", ngay_ban_hanh="15/01/2026")
    mine = Plan(id="c", trich_yeu="y", nam_hoc="2026-2027")

    assert means(name, mine, office) is meant


def test_a_number_alone_means_a_plan_of_the_same_year_only() -> None:
    office = Plan(id="a", trich_yeu="x", nam=2025, so_ky_hieu="05/KH-SGDĐT")
    mine = Plan(id="c", trich_yeu="y", nam=2026)

    assert not means("05/KH-SGDĐT", mine, office)
    assert not means("05/KH-SGDĐT ngày 15/01/2025", mine, office)
    assert means("05/KH-SGDĐT ngày 15/01/2025", mine, office.model_copy(update={"ngay_ban_hanh": DAY}))
    assert not means("05/KH-SGDĐT", mine, Plan(id="b", trich_yeu="z", nam=2026))


DAY = Plan(id="d", trich_yeu="x", nam=2025, ngay_ban_hanh="15/01/2025").ngay_ban_hanh
