"""A body by its headings and tables, split where the converter would split it."""

import re

import pytest
from hypothesis import given
from tests.cchc.model.items import bodies

from cchc.model.item import Origin
from cchc.reading.body import Table, one_line, split_body, tables
from cchc.reading.fences import fenced
from cchc.reading.markdown import convert

HERE = Origin("truong", "trang/a.md")


def parts(text: str) -> list[tuple[str | None, str, int, int]]:
    return [(p.heading, p.text, p.line, p.text_line) for p in split_body(text, HERE, 10).passages]


def test_passages_know_their_heading_and_their_lines():
    assert parts("\nTrước.\n\n## Một\n\n\nA\nB\n## Hai ##\nC") == [
        (None, "Trước.", 10, 11), ("Một", "A\nB", 13, 16), ("Hai", "C", 18, 19),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["##Một", "## Một", "##  Một  ", "##\tMột", "## Một ##", "##Một#"])
def test_a_heading_may_be_typed_without_a_blank(line: str):
    assert [heading for heading, *_ in parts(line)] == ["Một"]


@pytest.mark.parametrize(
    "line", ["# Một", "### Một", " ## Một", "##", "## ##", "\\## Một", "```\n## Một\n```", "~~~ text\n## Một\n~~~"]
)
def test_other_lines_are_no_heading(line: str):
    assert [heading for heading, *_ in parts(line)] == [None]


def test_a_heading_after_a_fence_nobody_closed_is_a_heading():
    assert [heading for heading, *_ in parts("```\na\n## Một\n~~~\n## Hai")] == [None, "Một", "Hai"]


def test_a_line_of_blanks_and_signs_takes_no_time():
    assert parts("## a" + " #" * 100_000 + "b")[0][0]
    assert tables("a|b\n" + " " * 200_000 + "|x") == ()


def test_an_empty_body_has_no_passages_and_an_empty_heading_one():
    assert parts(" \n\n") == []
    assert parts("## Một") == [("Một", "", 10, 11)]


@given(bodies)
def test_no_word_of_a_body_is_lost(text: str):
    body = split_body(text, HERE, 1)

    assert "".join(body.text.split()).replace("#", "") == "".join(text.split()).replace("#", "")
    for part in body.passages:
        assert not part.text or text.split("\n")[part.text_line - 1] == part.text.split("\n")[0]


def test_fences_are_those_of_the_converter():
    lines = ["```", "a", "````", "```", "b", "~~~ yaml", "c", "~~~", "``` {.html}", "d", "```", "```x y", "e", "```"]

    assert fenced(lines) == [True, True, True, True, False, True, True, True, True, True, True, False, False, False]
    assert fenced([]) == []


TABLE = """
### Trường hợp một

| Tên | Số | |
|:--|:-:|
| a \\| b | 1
c | 2 | 3 | 4

### Hai
a|b
-|-
"""


@pytest.mark.parametrize(
    "cell", ["1. Đơn", "- Đơn", "* Đơn", "+ Đơn", "# Đơn", "> Đơn", "  12. Đơn", "**Đơn**", "1 Đơn", "*Đơn*", ""]
)
def test_a_cell_is_one_line_and_keeps_what_stands_before_it(cell: str):
    html = convert(one_line(cell)).html

    assert not re.search("<(ul|ol|h2|blockquote)", html)
    assert convert(f"x {cell}").text == f"x {convert(one_line(cell)).text}".strip()


def test_a_text_of_several_lines_keeps_its_lists():
    assert one_line("- a\n- b") == "- a\n- b"


def test_tables_are_read_as_people_type_them():
    first, second = tables(TABLE)

    assert first == Table(
        ("Tên", "Số", ""), (("a | b", "1", ""), ("c", "2", "3 | 4")), "Trường hợp một", 3, 7
    )  # fmt: skip
    assert (second.header, second.rows, second.heading) == (("a", "b"), (), "Hai")


@pytest.mark.parametrize(
    "text", ["a | b", "a | b\nc | d", "```\na|b\n-|-\nc|d\n```", "a\n---", "a|b\n---", "a\n-|-", ""]
)
def test_what_is_no_table_is_none(text: str):
    assert tables(text) == ()
