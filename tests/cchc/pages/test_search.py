"""The page of the search, the box on every page, and what the sieve above a list is told."""

import re

from tests.school import School, pages_of

from cchc.pages.lists import SIEVE_SCRIPTS
from cchc.products.sitemap import sitemap


def test_every_page_has_a_box_that_leads_to_the_search_and_the_search_has_its_own(school: School) -> None:
    school.news()
    section = school.section()
    led = {page.address: section.frame(page)["cchc"].search for page in section.pages}

    assert led.pop("tim-kiem/") is None
    assert led[""] == "tim-kiem/"
    assert led["tin-tuc/2026/tin/"] == "../../../tim-kiem/"
    assert all(led.values())


def test_the_page_names_the_index_that_is_published_with_it(school: School) -> None:
    section = school.section()
    [index] = [path for path in section.files if path.startswith("tim-kiem/")]

    assert f'data-index="{index.removeprefix("tim-kiem/")}"' in pages_of(section)["tim-kiem/"]


def test_without_script_the_page_says_where_to_look(school: School) -> None:
    page = school.page("tim-kiem/")

    assert "<noscript>" in page
    assert 'href="../thu-tuc/"' in page
    assert 'href="../so-do/"' in page


def test_the_search_is_in_no_sitemap_and_no_site_map(school: School) -> None:
    section = school.section()
    [page] = [page for page in section.pages if page.address == "tim-kiem/"]

    assert not page.indexed
    assert b"tim-kiem" not in section.files["sitemap.xml"]  # type: ignore[operator]
    assert b"tim-kiem" in sitemap([("https://a.example/tim-kiem/", None)]), "it would be seen"
    assert 'href="../tim-kiem/"' not in pages_of(section)["so-do/"]


def test_only_pages_that_need_them_run_scripts(school: School) -> None:
    school.procedure()
    school.news()
    section = school.section()

    running = {page.address: page.scripts for page in section.pages if page.scripts}

    assert running == {
        "tim-kiem/": ("words.js", "ranking.js", "search.js"), "thu-tuc/": SIEVE_SCRIPTS, "nhung/khung/": ("frame.js",)
    }  # fmt: skip
    assert section.frame(section.pages[0])["cchc"].scripts == ()


def test_the_sieve_is_told_which_entries_each_cut_holds(school: School) -> None:
    school.procedure("a", ten="A", cap="xa, co_so", truc_tuyen="toan_trinh")
    school.procedure("b", ten="B", cap="xa", truc_tuyen="khong")

    [told] = re.findall(r'data-sieve="([^"]*)"', school.page("thu-tuc/"))

    assert told == "cap/xa=0,1 cap/co-so=0 linh-vuc/giao-duc=0,1 muc-do/toan-trinh=0 muc-do/khong=1"
    assert "data-sieve" not in school.page("thu-tuc/loc/cap/xa/"), "a cut is not cut again"
    assert "data-sieve" not in school.page("tin-tuc/")


def test_only_the_first_page_of_a_long_list_has_a_sieve_and_it_tells_of_all(school: School) -> None:
    for number in range(60):
        school.procedure(f"t-{number:02d}", ten=f"Thủ tục {number:02d}")
    pages = pages_of(school.section())

    assert f"cap/co-so={','.join(map(str, range(60)))} " in pages["thu-tuc/"]
    assert "data-sieve" not in pages["thu-tuc/trang/2/"]
