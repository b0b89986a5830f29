"""Markdown as people who know Word expect it."""

import pytest

from cchc.reading.finishing import Converted, Heading
from cchc.reading.markdown import convert
from cchc.section.links import relink


def html(text: str) -> str:
    return convert(text).html.replace("\n", "")


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_lists_nest_by_however_many_blanks(indent: str):
    assert html(f"- một\n{indent}- hai\n{indent}{indent}- ba\n- bốn") == (
        "<ul><li>một<ul><li>hai<ul><li>ba</li></ul></li></ul></li><li>bốn</li></ul>"
    )


def test_a_list_needs_no_blank_line_before_or_after():
    assert html("Gồm:\n- một\n- hai\nHết.") == "<p>Gồm:</p><ul><li>một</li><li>hai</li></ul><p>Hết.</p>"


def test_a_line_indented_under_an_item_belongs_to_it():
    assert html("- một\n  tiếp\n- hai").replace("    ", "") == "<ul><li>một<br>tiếp</li><li>hai</li></ul>"


def test_dashes_after_numbers_are_another_list():
    assert html("1. một\n2. hai\n- ba") == "<ol><li>một</li><li>hai</li></ol><ul><li>ba</li></ul>"


def test_a_list_goes_on_with_the_number_it_was_given():
    assert html("3. ba\n4. bốn") == '<ol start="3"><li>ba</li><li>bốn</li></ol>'


def test_letters_of_points_stay_as_typed():
    assert html("a) một\nb) hai\nđ) ba") == "<p>a) một<br>b) hai<br>đ) ba</p>"


def test_lines_stay_lines_and_indentation_is_no_code():
    assert html("Một\nHai\n\n        Ba") == "<p>Một<br>Hai</p><p>Ba</p>"


def test_a_line_of_equal_signs_makes_no_heading():
    assert "<h" not in html("Một\n=====")


def test_code_between_fences_is_left_alone():
    text = "```\n- a\n    - b\n## c\n```\n- d"

    assert html(text) == "<pre><code>- a    - b## c</code></pre><ul><li>d</li></ul>"


def test_a_fence_nobody_closes_is_text():
    assert html("```\n- a") == "<p>```</p><ul><li>a</li></ul>"


def test_tables_scroll_have_scopes_and_keep_line_breaks():
    made = html("| Tên | Số |\n|---|--:|\n| a<br>b | 1 |")

    assert made.startswith('<div class="cc-table" tabindex="0" role="group" aria-label="Bảng"><table>')
    assert '<th scope="col">Tên</th>' in made
    assert "<td>a<br>b</td>" in made
    assert '<td align="right">1</td>' in made
    assert made.endswith("</table></div>")


def test_a_scope_an_author_gave_is_kept():
    assert '<th scope="row">' in html('<table><tr><th scope="row">a</th></tr></table>Sau.')


def test_headings_start_at_the_level_the_page_needs_and_have_ids_of_their_own():
    made = convert("### Một\n\n#### Hai *nghiêng*\n\n### Một\n\n###### Sáu", level=2)

    assert made.headings == (Heading(2, "mot", "Một"), Heading(3, "hai-nghieng", "Hai nghiêng"), Heading(2, "mot-2",
        "Một"),
                             Heading(5, "sau", "Sáu"))  # fmt: skip
    assert '<h2 id="mot-2">Một</h2>' in made.html
    assert convert("# a\n\n###### b", level=3).headings[1].level == 6
    assert convert("## …").headings == (Heading(2, "muc", "…"),)


def test_ids_of_two_passages_do_not_clash():
    first, second = (convert("## Một\n\nChú[^1]. [về](#mot)\n\n[^1]: Thích.", prefix=prefix) for prefix in ("", "p2-"))

    assert 'href="#mot"' in first.html
    assert 'href="#p2-mot"' in second.html
    assert 'href="#p2-fn:1"' in second.html
    assert 'id="p2-fn:1"' in second.html
    assert not ids_in(first) & ids_in(second)


def ids_in(made: Converted) -> set[str]:
    return {part.split('"')[0] for part in made.html.split(' id="')[1:]}


def test_an_id_of_the_author_is_kept_once_and_never_one_of_the_page():
    made = convert(
        '<div id="__search">a</div>\n\n<div id="x y">b</div>\n\n<div id="x-y">c</div>\n\n<div id="__">d</div>'
    ).html

    assert (made.count(' id="'), ' id="search"' in made, ' id="x-y"' in made) == (2, True, True)


def test_a_heading_keeps_the_id_its_author_gave():
    assert convert('<h2 id="rieng">Một</h2>').headings == (Heading(2, "rieng", "Một"),)


def test_footnotes_speak_vietnamese():
    assert 'title="Về chú thích 1 trong bài"' in html("Chú[^1].\n\n[^1]: Thích.")


def test_pictures_load_lazily_and_always_say_something():
    made = convert("![Ao](a.jpg) ![](b.jpg)")

    assert made.images == (("a.jpg", "Ao"), ("b.jpg", ""))
    assert made.html.count('loading="lazy"') == 2
    assert 'alt=""' in made.html


def test_links_and_words_are_told():
    made = convert("Xem [một](a.pdf), <https://x.vn> và [hai](#b).\n\nHết &amp; thôi.")

    assert made.links == ("a.pdf", "https://x.vn", "#b")
    assert made.text == "Xem một, https://x.vn và hai. Hết & thôi."


def test_nothing_becomes_nothing():
    assert convert(" \n ") == Converted("", (), (), (), (), "")
    assert convert("a < b & c > d").html == "<p>a &lt; b &amp; c &gt; d</p>"


def test_links_are_changed_in_tags_and_nowhere_else():
    made = convert('[a](x.md "a > b") ![p](p.jpg) `href="x.md"` viết src="p.jpg"').html
    changed = relink(made, lambda href: None if href == "p.jpg" else f"/{href}?a=1&b")

    assert '<a href="/x.md?a=1&amp;b" title="a &gt; b">' in changed
    assert '<code>href="x.md"</code> viết src="p.jpg"' in changed
    assert "<img" in changed
    assert changed.count('src="p.jpg"') == 1


def test_text_before_the_first_element_is_kept_and_escaped():
    assert convert("<del>a</del> b <ins>c</ins>").html.startswith("<p><del>")
    assert convert("&lt;b&gt;").html == "<p>&lt;b&gt;</p>"


def test_an_item_after_a_paragraph_of_the_item_above_is_an_item():
    assert convert("1. A\n    - x\n    tiếp\n2. B").html.count("<li>") == 3


def test_the_text_of_a_page_keeps_words_of_two_cells_apart_and_words_whole():
    shown = convert("Tư[^1].\n\n<table><tr><th>Một</th><th>Hai</th></tr></table>\n\n[^1]: Chú.").text

    assert "Một Hai" in shown
    assert convert("**Tư**.").text == "Tư."


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Xem https://a.vn/p?x=1&y=2.", ["https://a.vn/p?x=1&y=2"]),
        ("(http://a.vn:80/b_c_d), **https://b.vn**", ["http://a.vn:80/b_c_d", "https://b.vn"]),
        (
            "http://a.vn&lt;5, https://b.vn/c&gt; và http://d.vn?x=1&amp;lt=2",
            ["http://a.vn", "https://b.vn/c", "http://d.vn?x=1&lt=2"],
        ),
        ("| A |\n|---|\n| https://a.vn |", ["https://a.vn"]),
        ("[https://a.vn](https://b.vn) và <https://c.vn>", ["https://b.vn", "https://c.vn"]),
        ('<a href="https://a.vn">https://a.vn</a>', ["https://a.vn"]),
        ("`https://a.vn`, xhttps://a.vn, https://, www.a.vn, a@moha.gov.vn", []),
    ],
)
def test_an_address_typed_as_text_is_a_link_once(text: str, links: list[str]) -> None:
    made = convert(text)

    assert list(made.links) == links
    assert "></a>" not in made.html
