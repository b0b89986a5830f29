"""Plans of superiors and of the units below, as the page of a plan names them."""

import lxml.html
import pytest
from lxml.html import HtmlElement
from tests.school import School


def plan(school: School, folder: str = "", name: str = "a", **fields: object) -> None:
    school.write(f"{folder}ke-hoach/{name}.md", "Mở đầu.", **{"trich_yeu": "Cải cách", "nam": 2026, **fields})


def office(school: School, count: int = 1, **unit: object) -> None:
    """An office with a plan, and so many schools that carry it out."""
    school.unit(ma="xa", ten="UBND xã Sen", loai="xa", **unit)
    plan(school, so_ky_hieu="7/KH-UBND", ngay_ban_hanh="10/01/2026")
    for number in range(count):
        folder = f"don-vi/t{number}"
        school.unit(folder, ten=f"Trường {number:02d}", **unit)
        plan(school, f"{folder}/", "b", so_ky_hieu=f"{number}/KH-TH", ngay_ban_hanh="20/01/2026",
             ke_hoach_cap_tren=["7/KH-UBND", "9/KH-UBND"])  # fmt: skip


def page(school: School, address: str = "ke-hoach/a/", ma: str = "xa") -> HtmlElement:
    return lxml.html.fromstring(f"<div>{school.page(address, ma)}</div>")


def words(found: HtmlElement) -> str:
    return " ".join(" ".join(found.itertext()).split())


def test_the_page_of_an_office_lists_the_plans_under_its_own(school: School) -> None:
    office(school)

    (entry,) = page(school).xpath("//section[.//h2='Kế hoạch triển khai']//li")

    assert words(entry) == "0/KH-TH Cải cách 20/01/2026 · Trường 00"
    assert entry.xpath(".//a/@href") == ["https://t0.example/cchc/ke-hoach/b/"]


def test_the_page_of_a_school_leads_to_the_plan_at_its_owner(school: School) -> None:
    office(school)

    (facts,) = page(school, "ke-hoach/b/", "t0").find_class("cc-facts")

    assert "7/KH-UBND ; 9/KH-UBND" in words(facts)
    assert facts.xpath(".//a/@href") == ["https://xa.example/cchc/ke-hoach/a/"]


@pytest.mark.parametrize(("address", "ma"), [("ke-hoach/a/", "xa"), ("ke-hoach/b/", "t0")])
def test_where_a_unit_has_no_address_there_are_only_words(school: School, address: str, ma: str) -> None:
    office(school, url=None)

    found = page(school, address, ma)

    assert ("Cải cách" if ma == "xa" else "7/KH-UBND") in words(found.find_class("cc-noprint")[0])
    assert found.xpath("//*[@class='cc-facts' or contains(@class, 'cc-list')]//a") == []


def test_of_many_plans_below_the_first_are_told_and_the_rest_folded(school: School) -> None:
    office(school, 14)

    found = page(school)

    assert len(found.xpath("//section[.//h2='Kế hoạch triển khai']//li[not(ancestor::details)]")) == 12
    assert found.xpath("//details/summary/text()") == ["và 2 kế hoạch khác"]
    assert [words(one)[:7] for one in found.xpath("//details//li")] == ["12/KH-T", "13/KH-T"]


def test_a_plan_below_without_number_or_date_says_so(school: School) -> None:
    office(school, 0)
    school.unit("don-vi/t", ten="Trường Sen")
    plan(school, "don-vi/t/", "b", ke_hoach_cap_tren="a")

    assert (
        words(page(school).xpath("//section[.//h2='Kế hoạch triển khai']//li")[0]) == "Chưa có số Cải cách Trường Sen"
    )


def test_a_base_leads_only_to_the_very_plan_it_names(school: School) -> None:
    office(school, 0)
    plan(school, name="c", so_ky_hieu="8/KH-UBND",
         can_cu=["Kế hoạch số 17/KH-UBND", "Kế hoạch số 7/KH-UBND ngày 11/01/2026",
                 "Kế hoạch số 7 / KH-UBND ngày 10/01/2026", "Kế hoạch số 7/KH-UBND ngày 10/01/2026"])  # fmt: skip

    bases = page(school, "ke-hoach/c/").xpath("//*[@class='cc-bases']/li")

    assert [len(base.xpath(".//a")) for base in bases] == [0, 0, 0, 1]
