"""What many pages have in common is made once, and still says on each what it must."""

from itertools import count
from pathlib import Path

from tests.cchc.section.rich import three_units

from cchc.pages.desk import templates_in

PAPERS = "| Tên giấy tờ | Mẫu |\n|---|---|\n| Đơn | [Mẫu đơn](../van-ban/mau.md) |\n| Học bạ | Không có |"


def test_a_kept_macro_is_run_once_for_the_same_arguments(tmp_path: Path) -> None:
    (tmp_path / "cchc").mkdir()
    said = "{% macro one(a) %}{{ a }}{{ turn() }}{% endmacro %}{% set said = one|kept %}"
    (tmp_path / "cchc/_said.html").write_text(said, "utf-8")
    page = '{% import "_said.html" as m %}{{ m.said(a) }} {{ m.said(b) }}'
    (tmp_path / "cchc/page.html").write_text(page, "utf-8")
    templates = templates_in(tmp_path)
    templates.globals["turn"] = count(1).__next__

    made = [templates.get_template("page.html").render(a="<b>", b=b) for b in ("<b>", "c")]

    assert made == ["&lt;b&gt;1 &lt;b&gt;1", "&lt;b&gt;1 c2"]


def test_a_part_that_came_down_leads_on_each_section_to_where_the_paper_stands(tmp_path: Path) -> None:
    place = three_units(tmp_path)
    place.write("van-ban/mau.md", loai="quyet_dinh", trich_yeu="Mẫu", co_quan_ban_hanh="Sở", cap_hoc="thpt")
    place.procedure(body=f"## Thành phần hồ sơ\n\n{PAPERS}\n\n## Kết quả\n\n[Mẫu đơn](../van-ban/mau.md)")

    pages = [place.page("thu-tuc/2.002854/", ma) for ma in ("so", "truong", "so")]

    assert [page.count('href="../../van-ban/mau/"') for page in pages] == [2, 0, 2]
    assert [page.count('href="https://so.example/cchc/van-ban/mau/"') for page in pages] == [0, 2, 0]


def test_a_part_without_links_is_the_same_on_every_section(tmp_path: Path) -> None:
    place = three_units(tmp_path)
    place.procedure(body=f"## Thành phần hồ sơ\n\n{PAPERS.replace('[Mẫu đơn](../van-ban/mau.md)', '')}")

    above, below = (place.page("thu-tuc/2.002854/", ma).partition('id="_thanh-phan-ho-so"') for ma in ("so", "truong"))

    assert above[2].partition("</section>")[0] == below[2].partition("</section>")[0]
