"""Patterns are asked only where their mark stands; what comes out is what Python-Markdown itself gives."""

import re
from functools import cache
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import BLOCK_LEVEL_ELEMENTS, AtomicString
from tests.cchc.reading.test_markdown_hostile import pieces
from tests.cchc.section.rich import PROJECT, rich_content

from cchc.reading import markdown, sanitising
from cchc.reading.finishing import _inside
from cchc.reading.sanitising import clean, hostile, parsed
from cchc.reading.tangles import is_tangled
from cchc.reading.tree import load
from cchc.vietnamese.encoding import UNPRINTABLE

marked = st.sampled_from([
    "*a*", "**b**", "***", "_c_", "a_b_c", "`d`", "``", "\\*", "\\", "[e](f.md)", "[e][g]", "[g]: /x \"y\"", "[g]",
    "![h](i.jpg)", "![j][g]", "![g]", "[^1]: k", "<https://l.vn>", "<m@n.vn>", "m@n.vn", "  \n", "\n", "<b>", "</b>",
    "<br/>", "<!-- o -->", "&amp;", "&#7840;", "https://p.vn/q_r_s", "http://t", "x\n: y", "## ", "> ", "- ", "1. ",
    "| a | *b* |\n|---|---|\n| `c` | [d](e) |", "\n\n", "[^1]",
    "<p srcdoc=x>", "<p/srcdoc = ", "\"onx=y", "'onX =", "formaction=", "<a xlink:href=", "= x:y", "=&#58;",
])  # fmt: skip
texts = st.lists(marked | pieces | st.text(max_size=4), max_size=30).map("".join)


@cache
def stock() -> Markdown:
    """Our converter with the parts of Python-Markdown put back that ours stand for."""
    engine = markdown._engine.__wrapped__()
    engine.treeprocessors.register(InlineProcessor(engine), "inline", 20)
    engine.block_level_elements = BLOCK_LEVEL_ELEMENTS.copy()
    return engine


def both(text: str) -> tuple[str, str]:
    return markdown._engine().reset().convert(text), stock().reset().convert(text)


@settings(max_examples=500)
@given(texts)
def test_any_text_becomes_what_python_markdown_makes_of_it(text: str) -> None:
    if not is_tangled(text):
        ours, theirs = both(text)

        assert ours == theirs


def test_every_text_of_the_sample_becomes_what_python_markdown_makes_of_it(tmp_path) -> None:
    trees = load(PROJECT / "content"), load(rich_content(tmp_path / "content").root)
    bodies = [item.body.text for tree in trees for items in tree.items.values() for item in items]
    assert len(bodies) > 100

    for body in bodies:
        ours, theirs = both(body)
        assert ours == theirs


@pytest.mark.parametrize("name", markdown._MARKS)
@given(data=st.data())
def test_no_pattern_finds_anything_where_its_mark_is_missing(name: str, data: st.DataObject) -> None:
    pattern = markdown._engine().inlinePatterns[name].compiled_re
    text = data.draw(texts.map(lambda text: text.replace(markdown._MARKS[name], "")))

    if markdown._MARKS[name] not in text:
        assert not pattern.search(text)


def test_words_without_marks_cost_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = InlineProcessor._InlineProcessor__applyPattern

    def counting(self, pattern, data, *places):
        asked.append(pattern.type())
        return ask(self, pattern, data, *places)

    monkeypatch.setattr(InlineProcessor, "_InlineProcessor__applyPattern", counting)
    markdown._engine().reset().convert("Trường thông báo lịch nghỉ.")

    assert asked == ["DelimiterProcessor"]


def test_words_that_are_finished_are_asked_nothing() -> None:
    finished = AtomicString("*a* `b`")

    assert markdown._engine().treeprocessors["inline"]._InlineProcessor__handleInline(finished) is finished


@settings(max_examples=300)
@given(texts)
def test_the_quick_look_for_what_is_hostile_misses_nothing(text: str) -> None:
    text = UNPRINTABLE.sub("", text)
    found = hostile(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sanitising, "_MAYBE_HOSTILE", (re.compile(""),))

        assert hostile(text) == found


@settings(max_examples=300)
@given(texts)
def test_html_written_as_a_whole_is_what_its_pieces_are(text: str) -> None:
    html = UNPRINTABLE.sub("", clean(UNPRINTABLE.sub("", text)))
    root = parsed(html)
    pieces = [etree.tostring(child, encoding="unicode", method="html") for child in root]

    assert _inside(root) == escape(root.text or "", quote=False) + "".join(pieces)
