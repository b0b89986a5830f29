"""What many pages have in common is made once, and still says on each what it must."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from jinja2.runtime import Macro
from markupsafe import Markup
from tests.cchc.section.rich import rich_content, three_units
from tests.school import THEME

from cchc.pages.desk import Desk
from cchc.pages.templates import templates_in

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


def test_a_kept_macro_tells_apart_what_is_equal_and_reads_differently(tmp_path: Path) -> None:
    (tmp_path / "cchc").mkdir()
    said = "{% macro one(a, b) %}{{ a }}{{ b }}{% endmacro %}{% set said = one|kept %}"
    (tmp_path / "cchc/_said.html").write_text(said, "utf-8")
    (tmp_path / "cchc/page.html").write_text('{% import "_said.html" as m %}{{ m.said(a, "") }}', "utf-8")
    page = templates_in(tmp_path).get_template("page.html")

    assert [page.render(a=a) for a in (Markup("<b>"), "<b>", 1, True)] == ["<b>", "&lt;b&gt;", "1", "True"]


def test_what_is_kept_is_what_would_be_said_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates, piece = templates_in.__wrapped__(THEME), Desk.piece
    kept, first, again = templates.filters["kept"], dict[tuple[Any, ...], str](), set[str]()

    def note(name: str, asked: Any) -> None:
        """Nothing is asked that is equal to what was asked before and yet another thing; `repr` tells them apart."""
        again.update([name] if (name, asked) in first else [])
        assert first.setdefault((name, asked), repr(asked)) == repr(asked)

    def checked(macro: Macro, *size: int) -> Callable[..., str]:
        ask = kept(macro, *size)

        def answer(*asked: Any) -> str:
            note(macro.name, asked)
            said: str = ask(*asked)
            assert said == macro(*asked)
            return said

        return answer

    def checked_piece(desk: Desk, name: str, **values: Any) -> Markup:
        note(name, tuple(values.items()))
        said = piece(desk, name, **values)
        assert said == templates.get_template(name).render(values)
        return said

    templates.filters["kept"] = checked
    monkeypatch.setattr("cchc.publishing.section.templates_in", lambda _: templates)
    monkeypatch.setattr(Desk, "piece", checked_piece)
    place = rich_content(tmp_path)
    for ma in ("so", "xa", "truong", "truong"):
        assert all(page.html for page in place.section(ma).pages)

    assert again == {"icon", "one_entry", "one_task", "all_parts", "all_facts", "tasks.html"}


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
