"""Every address of design §5, its pages, cuts and order."""

import re
from pathlib import Path

import pytest
from tests.cchc.section.rich import files_in, rich_content, three_units
from tests.school import NOW, THEME, School, pages_of

from cchc.model.vocabulary import LinhVuc
from cchc.pages import news
from cchc.publishing.section import build_section
from cchc.section.addresses import field_address, page_of, relative
from cchc.section.inheritance import holdings

FIELDS = [
    "chi-dao-dieu-hanh",
    "the-che",
    "thu-tuc-hanh-chinh",
    "to-chuc-bo-may",
    "che-do-cong-vu",
    "tai-chinh-cong",
    "chinh-quyen-so",
]
ALWAYS = [
    "", "tin-tuc/", "thu-tuc/", "ke-hoach/", "van-ban/", "phan-anh/", "chi-so/", "trang/", "trang/lien-he/", "so-do/",
    "tim-kiem/", "nhung/", "nhung/khung/", "thong-ke/", "van-ban/loc/he-thong-hoa/",
    "van-ban/loc/trang-thai/sap-het-hieu-luc/",
    "rss/", "404.html", *(f"tin-tuc/linh-vuc/{field}/" for field in FIELDS),
]  # fmt: skip
FILES = [
    "rss.xml", "atom.xml", "feed.json", "rss/opml.xml", "sitemap.xml", "cchc.json", "cchc-files.json",
    *("nhung/tin-moi.html", "nhung/thu-tuc.html", "nhung/duong-day-nong.html"),
    *(f"{folder}/rss.xml" for folder in ("tin-tuc", "thu-tuc", "ke-hoach", "van-ban", "phan-anh")),
    "van-ban/loc/trang-thai/sap-het-hieu-luc/rss.xml",
    *(f"tin-tuc/linh-vuc/{field}/rss.xml" for field in FIELDS),
]  # fmt: skip


def titles(html: str) -> list[str]:
    return re.findall(r'<h3 class="cc-title"><a href="[^"]*">([^<]*)</a>', html)


@pytest.mark.parametrize("ma", ["so", "xa", "truong"])
def test_every_standing_address_is_there(rich_site: Path, ma: str) -> None:
    built = files_in(rich_site / ma).keys()

    assert {address if address.endswith("html") else f"{address}index.html" for address in ALWAYS} <= built
    assert set(FILES) <= built
    assert ("don-vi/index.html" in built, "don-vi/rss.xml" in built) == ((ma != "truong"),) * 2
    assert "robots.txt" not in built, "these sections are not the root of their host"


def test_a_rich_school_has_every_cut_of_every_list(rich_site: Path) -> None:
    pages = {path.removesuffix("index.html") for path in files_in(rich_site / "truong")}

    assert {
        "tin-tuc/trang/2/", "tin-tuc/2026/", "tin-tuc/2026/trang/2/", "tin-tuc/2025/", "tin-tuc/2026/dau/",
        "tin-tuc/linh-vuc/the-che/trang/2/", "tin-tuc/loai/tin/", "tin-tuc/loai/clip/", "tin-tuc/the/chuyen-doi-so/",
        "tin-tuc/the/mot-cua/", "thu-tuc/2.002854/", "thu-tuc/loc/cap/co-so/", "thu-tuc/loc/cap/xa/",
        "thu-tuc/loc/linh-vuc/giao-duc/", "thu-tuc/loc/muc-do/toan-trinh/", "ke-hoach/kh-2026/", "ke-hoach/nam/2026/",
        "ke-hoach/nam/2027/", "van-ban/12-qd/", "van-ban/loc/loai/nghi-dinh/", "van-ban/loc/co-quan/chinh-phu/",
        "van-ban/loc/nam/2022/", "van-ban/loc/trang-thai/bi-thay-the/", "phan-anh/01/", "trang/hoi-dap/",
    } <= pages  # fmt: skip


def test_an_empty_section_has_its_lists_and_feeds_and_no_empty_cut_but_the_one_with_a_feed(school: School) -> None:
    section = school.section()

    assert set(ALWAYS) == pages_of(section).keys()
    made = {address for address in section.files if not address.startswith(("assets/", "tim-kiem/"))}
    assert set(FILES) - {"cchc.json", "cchc-files.json"} == made
    assert "Chưa có mục nào" in pages_of(section)["tin-tuc/"]


def test_a_section_at_the_root_of_its_host_has_robots_txt(school: School) -> None:
    school.unit(url="https://truong.example/", dinh_danh="truong.example,2026")

    assert b"Sitemap: https://truong.example/sitemap.xml" in school.section().files["robots.txt"]  # type: ignore[operator]


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (20, 1), (21, 2), (41, 3)])
def test_a_list_breaks_after_twenty_news(school: School, count: int, pages: int) -> None:
    for number in range(count):
        school.news(f"tin-{number}", tieu_de=f"Tin {number}", ngay=f"{number % 28 + 1:02d}/{number // 28 + 1:02d}/2026")
    made = pages_of(school.section())

    addresses = [page_of("tin-tuc/", number) for number in range(1, pages + 1)]

    assert [address for address in made if re.fullmatch(r"tin-tuc/(trang/\d+/)?", address)] == addresses
    shown = [title for address in addresses for title in titles(made[address])]
    assert len(shown) == len(set(shown)) == count
    assert [len(titles(made[address])) for address in addresses[:-1]] == [news.PAGE_SIZE] * (pages - 1)
    assert ("cc-pages" in made["tin-tuc/"]) == (pages > 1)


def test_the_pages_of_a_list_lead_to_each_other(school: School) -> None:
    for number in range(200):
        school.news(f"tin-{number}", ngay=f"{number % 28 + 1:02d}/{number % 10 + 1:02d}/2026")

    page = school.page("tin-tuc/trang/5/")

    assert '<a rel="prev" href="../4/">' in page
    assert '<a rel="next" href="../6/">' in page
    assert re.findall(r'aria-label="Trang (\d+)"|aria-current="page">(\d+)<', page) == [
        ("1", ""), ("3", ""), ("4", ""), ("", "5"), ("6", ""), ("7", ""), ("10", ""),
    ]  # fmt: skip
    assert 'href="../../"' in page
    assert "rel=" not in re.sub("rel=.prev.", "", school.page("tin-tuc/trang/10/"))


def test_pinned_then_newest_then_by_id(school: School) -> None:
    school.news("b", tieu_de="Cùng ngày b", ngay="05/11/2026")
    school.news("a", tieu_de="Cùng ngày a", ngay="05/11/2026")
    school.news("gio", tieu_de="Có giờ", ngay="05/11/2026 08:00")
    school.news("cu", tieu_de="Cũ mà ghim", ngay="01/01/2026", ghim="true")
    school.news("sau", tieu_de="Đăng sau", ngay="01/02/2026", dang_tu="10/11/2026")

    ordered = ["Cũ mà ghim", "Đăng sau", "Có giờ", "Cùng ngày a", "Cùng ngày b"]

    assert titles(school.page("tin-tuc/")) == ordered
    assert titles(school.page("tin-tuc/2026/")) == ordered
    feed = school.section().files["tin-tuc/rss.xml"].decode()  # type: ignore[union-attr]
    assert re.findall("<title>([^<]*)</title>", feed)[1:] == [
        "Đăng sau",
        "Có giờ",
        "Cùng ngày a",
        "Cùng ngày b",
        "Cũ mà ghim",
    ]


def test_undated_items_stand_last_and_are_in_no_feed(school: School) -> None:
    for name, more in {"a": {}, "b": {"ngay_ban_hanh": "01/01/2020"}}.items():
        school.write(f"van-ban/{name}.md", loai="luat", trich_yeu=f"Luật {name}", co_quan_ban_hanh="Quốc hội", **more)

    section = school.section()

    assert titles(pages_of(section)["van-ban/"]) == ["Luật b", "Luật a"]
    assert b"van-ban/a" not in section.files["rss.xml"]  # type: ignore[operator]


def test_procedures_come_often_asked_first_then_by_name(school: School) -> None:
    for name, title in {"1": "Ân xá", "2": "An ủi", "3": "Đăng ký", "4": "Dạy thêm", "5": "Xin học"}.items():
        school.procedure(name, ten=title, thuong_xuyen=str(name == "5").lower())

    assert titles(school.page("thu-tuc/")) == ["Xin học", "An ủi", "Ân xá", "Dạy thêm", "Đăng ký"]


def test_pages_come_by_their_place_then_by_title(school: School) -> None:
    for name, place in {"b": None, "a": None, "z": 1, "y": 2}.items():
        school.write(f"trang/{name}.md", tieu_de=f"Trang {name}", **({"thu_tu": place} if place else {}))

    assert re.findall("Trang [a-z]<", school.page("trang/")) == ["Trang z<", "Trang y<", "Trang a<", "Trang b<"]


@pytest.mark.parametrize("word", ["trang", "loc", "loai", "the", "linh-vuc", "nam", "rss.xml", "atom.xml", "feed.json"])
def test_reserved_words_are_no_ids(school: School, word: str) -> None:
    school.news("bai", id=word)
    school.procedure(word)

    assert len([c for c in school.complaints() if c.error and "dành riêng" in c.what]) == 2


def test_the_name_of_a_page_file_is_no_id(school: School) -> None:
    school.procedure("index.html")

    assert school.rules(errors=True) != []


def test_the_page_of_contacts_has_no_twin(school: School) -> None:
    school.write("trang/lien-he.md", tieu_de="Liên hệ khác")

    assert "trung-dia-chi" in school.rules(errors=True)


def test_old_addresses_lead_to_the_page(tmp_path: Path) -> None:
    files = rich_content(tmp_path).section("truong").files

    at_file, at_folder, inherited = (
        files[f] for f in ("tin-cu.html", "tin/cu/index.html", "thu-tuc/chuyen-truong-cu/index.html")
    )

    assert b'content="0; url=tin-tuc/2026/dau/"' in at_file  # type: ignore[operator]
    assert b'content="0; url=../../tin-tuc/2026/dau/"' in at_folder  # type: ignore[operator]
    assert b'href="../2.002854/"' in inherited  # type: ignore[operator]
    assert b'<link rel="canonical" href="https://truong.example/cchc/tin-tuc/2026/dau/">' in at_folder  # type: ignore[operator]
    assert b"url=../chi-so/#hai-long" in files["hai-long-cu/index.html"]  # type: ignore[operator]


@pytest.mark.parametrize(
    "old",
    [
        "tin-tuc/",
        "tin-tuc/index.html",
        "tin-tuc",
        "thu-tuc/loc/cap/co-so/",
        "rss.xml/cu/",
        "sitemap.xml/x/",
        "404.html/x/",
        "feed.json/",
        "tin-tuc/2026/tin/index.html",
        "tin-tuc/2026/tin/tep.pdf/",
        "assets/cchc/x.html",
        "cchc-files.json/a/",
    ],
)
def test_no_redirect_takes_the_place_of_what_is_there(school: School, old: str) -> None:
    school.file("tin-tuc/2026/tep.pdf", b"%PDF")
    school.news(tep="tep.pdf")
    school.procedure()
    before = school.section()
    school.procedure(dia_chi_cu=old)
    tree = school.load()

    after = build_section(tree, holdings(tree), "truong", NOW, THEME)

    assert after.files.keys() == before.files.keys()


def test_of_two_redirects_at_one_place_the_first_stands(school: School) -> None:
    school.news("a", dia_chi_cu=["cu.html", "x/y/"])
    school.procedure(dia_chi_cu=["cu.html/trong/", "x/y/z.html", "x/"])

    section = school.section()

    assert b"tin-tuc/2026/a/" in section.files["cu.html"]  # type: ignore[operator]
    assert {"x/y/index.html", "x/y/z.html", "x/index.html"} <= section.files.keys()
    assert "cu.html/trong/index.html" not in section.files


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("", "", "./"),
        ("", "tin-tuc/", "tin-tuc/"),
        ("tin-tuc/", "", "../"),
        ("tin-tuc/", "tin-tuc/", "./"),
        ("a/b/c/", "a/x/", "../../x/"),
        ("a/b/", "rss.xml", "../../rss.xml"),
        ("a/", "a/#x", "#x"),
        ("a/", "b/#x", "../b/#x"),
        ("404.html", "so-do/", "so-do/"),
        ("tin/cu/index.html", "tin-tuc/a/", "../../tin-tuc/a/"),
    ],
)
def test_how_one_page_names_another(here: str, there: str, link: str) -> None:
    assert relative(here, there) == link


def test_the_addresses_of_fields_are_words(tmp_path: Path) -> None:
    assert [field_address(field) for field in LinhVuc] == [f"tin-tuc/linh-vuc/{field}/" for field in FIELDS]
    assert three_units(tmp_path).section("truong").public.news == ()
