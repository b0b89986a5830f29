"""QR codes, redirects, sitemap, structured data, manifest."""

import json
import re

import lxml.etree
from tests.school import School, at

from cchc import __version__
from cchc.products.manifest import file_list, manifest
from cchc.products.qr import qr_svg
from cchc.products.redirects import redirect_page
from cchc.products.sitemap import robots, sitemap
from cchc.products.structured_data import script_json


def test_a_code_is_a_named_drawing_without_style_or_script() -> None:
    drawing = lxml.etree.fromstring(qr_svg("https://truong.example/phieu", "Mã & <QR>"))

    assert drawing.get("class") == "cc-qr"
    assert drawing.xpath("string(*[local-name()='title'])") == "Mã & <QR>"
    assert drawing.xpath("//@style | //*[local-name()='script']") == []
    assert qr_svg("a", "x") == qr_svg("a", "x") != qr_svg("b", "x")


def test_a_text_too_long_for_any_code_has_none_and_the_page_is_built(school: School) -> None:
    assert qr_svg("x" * 5000, "Mã") == ""
    school.unit(url_phan_anh="https://truong.example/" + "x" * 3000)

    assert "cc-qr" not in school.page("trang/lien-he/")


def test_a_redirect_is_escaped_and_not_indexed() -> None:
    page = redirect_page("A < B", "../a'b&c/", "https://x.vn/a'b&c/").decode()

    assert 'content="0; url=../a&#x27;b&amp;c/"' in page
    assert """<a href="../a&#x27;b&amp;c/">A &lt; B</a>""" in page
    assert '<meta name="robots" content="noindex">' in page
    assert """<link rel="canonical" href="https://x.vn/a&#x27;b&amp;c/">""" in page
    assert '<html lang="vi">' in page
    assert "default-src &#x27;none&#x27;" in page


def test_a_sitemap_is_sorted_and_tells_the_last_change_where_known() -> None:
    made = sitemap([("https://x.vn/b/", None), ("https://x.vn/a/", at("2026-11-05"))]).decode()

    assert re.findall("<loc>([^<]*)", made) == ["https://x.vn/a/", "https://x.vn/b/"]
    assert re.findall("<lastmod>([^<]*)", made) == ["2026-11-05T00:00:00+07:00"]


def test_robots_txt_is_only_for_the_root_of_a_host() -> None:
    assert robots("https://x.vn/cchc/") is None
    assert robots("https://x.vn/") == b"User-agent: *\nAllow: /\nSitemap: https://x.vn/sitemap.xml\n"


def test_structured_data_is_json_that_cannot_end_its_script(school: School) -> None:
    school.procedure(
        ten="</script><script>alert(1)</script>", ma="2.002854", co_quan=["chua_ro", "Trường"], doi_tuong="chua_ro"
    )

    [page] = [page for page in school.section().pages if page.json_ld]
    told = json.loads(page.json_ld or "")

    assert "<" not in (page.json_ld or "")
    assert told["name"] == "</script><script>alert(1)</script>"
    assert told["@type"] == "GovernmentService"
    assert [one["name"] for one in told["serviceOperator"]] == ["Trường"]
    assert "audience" not in told
    assert told["availableChannel"] == [
        {"@type": "ServiceChannel", "name": "Trực tiếp", "processingTime": "05 ngày làm việc"}
    ]
    assert script_json({"a": "&<>"}) == '{"a":"\\u0026\\u003c\\u003e"}'


def test_a_manifest_says_what_a_section_is_and_not_when_it_was_built(school: School) -> None:
    school.news()
    school.news("sau", dang_tu="25/11/2026")
    listing = file_list({"b": "2", "a": "1"})

    told = json.loads(manifest(school.public(), listing))

    assert list(json.loads(listing)) == ["a", "b"]
    assert told["so_luong"] == {
        "tin_tuc": 1,
        "thu_tuc": 0,
        "ke_hoach": 0,
        "van_ban": 0,
        "phan_anh": 0,
        "chi_so": 0,
        "trang": 0,
    }
    assert (told["cchc"], told["ma"], told["url"]) == (__version__, "truong", "https://truong.example/cchc/")
    assert told["next_change"] == "2026-11-25T00:00:00+07:00"
    assert len(told["files"]) == 64
    assert manifest(school.public(now=at("2026-11-20 09:00")), listing) == manifest(school.public(), listing)
