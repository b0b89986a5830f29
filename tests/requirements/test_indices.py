"""Duties 115–125: indices, shown once they are announced."""

from tests.requirements.runner import BELOW, OFFICE, SCHOOL, Year, cut, duty, gone

OWN = f"{BELOW}/chi-so/hai-long-cha-me.yml"


def test_it_is_served_and_not_without_its_item(duty, whole, tmp_path):
    duty.prove(whole, tmp_path)


def index(year: Year, name: str, ma: str = OFFICE) -> str:
    """What the page of indices says of one."""
    return year.words("chi-so/", f"//section[.//h2[@id='{name}']]", ma)


def rows(year: Year, name: str) -> list[list[str]]:
    """The years of an index of the office."""
    found = year.html("chi-so/", OFFICE).xpath(f"//section[.//h2[@id='{name}']]//tbody/tr")
    return [[cell.text_content() for cell in row] for row in found]


@duty(115, without=gone("chi-so/par-index.yml"))
def par_index_has_its_years_ranks_and_source(year: Year) -> None:
    assert "chi-so/" in year.pages(OFFICE)
    said = index(year, "par-index")
    assert "Chỉ số cải cách hành chính cấp xã (PAR INDEX)" in said
    assert "Nguồn công bố: UBND tỉnh An Hòa." in said
    assert rows(year, "par-index") == [
        ["2025", "86,92 điểm", "14", "31/03/2026"],
        ["2024", "81,4 điểm", "23", "02/04/2025"],
    ]
    values, ranks = year.html("chi-so/", OFFICE).xpath("//section[.//h2[@id='par-index']]//figure")
    assert [text.text for text in values.xpath(".//text[@class='n b']")] == ["81,4", "86,92"]
    assert [text.text for text in ranks.xpath(".//text[@class='n b']")] == ["23", "14"]


@duty(116, without=gone("chi-so/sipas.yml"))
def sipas_is_shown_with_who_announced_it(year: Year) -> None:
    assert "Nguồn công bố: Sở Nội vụ tỉnh An Hòa." in index(year, "sipas")
    assert rows(year, "sipas") == [["2025", "91,6%", "14/04/2026"]]


@duty(117, without=gone("chi-so/papi.yml"))
def papi_is_shown(year: Year) -> None:
    assert "Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh (PAPI)" in index(year, "papi")
    assert rows(year, "papi") == [["2025", "44,27 điểm", "12/05/2026"]]


@duty(118, without=gone("chi-so/pci.yml"))
def pci_is_shown(year: Year) -> None:
    assert rows(year, "pci") == [["2025", "68,05 điểm", "06/05/2026"]]


@duty(119, without=gone("chi-so/ddci.yml"))
def ddci_is_shown(year: Year) -> None:
    assert rows(year, "ddci") == [["2025", "79,8 điểm", "20/01/2026"]]


@duty(120, without=gone("chi-so/ict-index.yml"))
def ict_index_is_shown(year: Year) -> None:
    assert rows(year, "ict-index") == [["2025", "0,58 điểm", "15/06/2026"]]


@duty(121, without=gone("chi-so/dti.yml"))
def dti_is_shown(year: Year) -> None:
    assert rows(year, "dti") == [["2025", "0,71 điểm", "15/09/2026"]]


@duty(122, without=cut("chi-so/par-index.yml", "ngay_cong_bo: 01/04/2027", "ngay_cong_bo: 01/04/2026"))
def a_value_announced_next_year_stands_nowhere(year: Year) -> None:
    telling = [address for address in year.pages(OFFICE) if "90,35" in year.page(address, OFFICE)]
    assert telling == []


@duty(
    123,
    without=cut(
        f"{BELOW}/ke-hoach/cai-thien-chi-so.md",
        "[mức độ hài lòng của cha mẹ học sinh](../chi-so/hai-long-cha-me.yml)",
        "mức độ hài lòng của cha mẹ học sinh",
    ),
)
def the_plan_that_is_to_raise_an_index_leads_to_it_and_lists_its_tasks(year: Year) -> None:
    here = "ke-hoach/cai-thien-chi-so/"
    assert "../../chi-so/#hai-long-cha-me" in year.found(here, "//article//a/@href")
    assert "Gọi điện hỏi cha mẹ học sinh sau mỗi hồ sơ" in year.words(here, "//tr[@id='nhiem-vu-1']")
    back = year.found("chi-so/", "//section[.//h2[@id='hai-long-cha-me']]//a/@href")
    assert back == ["../ke-hoach/cai-thien-chi-so/"]


@duty(124, without=cut("chi-so/par-index.yml", "muc_tieu: Nhóm 10 xã, phường dẫn đầu tỉnh năm 2027"))
def the_rank_that_is_aimed_at_stands_beside_the_rank_reached(year: Year) -> None:
    assert "Thứ hạng14" in index(year, "par-index")
    assert "Mục tiêu: Nhóm 10 xã, phường dẫn đầu tỉnh năm 2027." in index(year, "par-index")
    assert "Mục tiêu hạng 10" in index(year, "par-index")


@duty(125, without=cut(OWN, "    ngay_cong_bo: 22/12/2025"))
def satisfaction_with_a_school_is_measured_too(year: Year) -> None:
    assert "Năm2025Giá trị88,2%" in index(year, "hai-long-cha-me", SCHOOL)
