"""Hostile text is reported, and nothing of it is left; any text at all is converted or refused."""

import re

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cchc.reading.finishing import Converted
from cchc.reading.markdown import Tangled, convert

ALLOWED_TAGS = """a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4
h5 h6 hr i img ins kbd li mark ol p pre q s small span strong sub summary sup table tbody td tfoot th thead tr u ul"""
ALLOWED = set(ALLOWED_TAGS.split())

HOSTILE = {
    "<script>alert(1)</script>": "<script>",
    "<scr<script>ipt>alert(1)</script>": "<script>",
    "<SCRIPT SRC=//evil.vn/x.js></SCRIPT>": "<script>",
    "một <iframe src='https://x.vn'></iframe>": "<iframe>",
    "<iframe srcdoc='<script>'>": "srcdoc=…",
    "<svg/onload=alert(1)>": "<svg>",
    "<svg><script>alert(1)</script></svg>": "<svg>",
    "<math><mi xlink:href='javascript:x'>a": "javascript:",
    "<object data='x.swf'></object>": "<object>",
    "<embed src='x.swf'>": "<embed>",
    "<form action='javascript:x'><input onfocus=x autofocus></form>": "<form>",
    "<style>body{display:none}</style>": "<style>",
    "<link rel=stylesheet href=//evil.vn>": "<link>",
    "<meta http-equiv=refresh content='0;url=//evil.vn'>": "<meta>",
    "<base href='//evil.vn/'>": "<base>",
    "<video src=x onerror=alert(1)>": "<video>",
    "<template><b>a</b></template>": "<template>",
    "<b onclick='x'>a</b>": "onclick=…",
    "<b ONMOUSEOVER = x>a</b>": "onmouseover=…",
    "<img src=x onerror=alert(1)>": "onerror=…",
    "<img src='x'onerror='alert(1)'>": None,
    "<table>&#31;a": None,
    "<table>\x1fa": None,
    "<div style='x' onclick='y'>a</div>": "onclick=…",
    "<details open ontoggle=alert(1)>a</details>": "ontoggle=…",
    "| a |\n|---|\n| <b onclick=x>b</b> |": "onclick=…",
    "Chú[^1].\n\n[^1]: <img src=x onerror=y>": "onerror=…",
    "[a](javascript:alert(1))": "javascript:",
    "[a](JaVaScRiPt:alert(1))": "javascript:",
    "[a](&#106;avascript:x)": "javascript:",
    "[a](&#x6A;avascript:x)": "javascript:",
    "[a][b]\n\n[b]: vbscript:x": "vbscript:",
    "![a][b]\n\n[b]: data:text/html,x": "data:",
    "<javascript:alert(1)>": None,
    "[a](data:text/html;base64,AAAA)": "data:",
    "![](data:image/png;base64,AAAA)": "data:",
    "<a href='java&#115;cript:x'>a</a>": "javascript:",
    "<a href='java&Tab;script:x'>a</a>": "javascript:",
    "<a href='javascript&colon;x'>a</a>": "javascript:",
    "<a href='java\nscript:x'>a</a>": "javascript:",
    "<a href='java\tscript:x'>a</a>": "javascript:",
    "<a href=' \x01javascript:x'>a</a>": "javascript:",
    "<a href=javascript:x>a</a>": "javascript:",
    "<a href='VBScript:x'>a</a>": "vbscript:",
    "<a href='file:///C:/a.pdf'>a</a>": "file:",
    "![a](C:\\Users\\a.jpg)": "c:",
    "[a](ftp://x.vn/a)": "ftp:",
    "<?xml version='1.0' encoding='utf-8'?><script>": "<script>",
    "\x00<script>x": "<script>",
}

HONEST = [
    "Một câu về online = tốt, style = đẹp, javascript: là gì?",
    "`<script>alert(1)</script>` và `onclick=x`",
    "```html\n<script>alert(1)</script>\n```",
    "<x@y.vn>, <https://x.vn>, [a](tel:113), [b](mailto:a@b.vn), [c](a%20b.pdf), [d](/trang/a/?b=c:d#e:f)",
    "<p style='color:red'>đỏ</p> <font color=red>x</font> <o:p>y</o:p> <center>z</center>",
    "<!-- ghi chú --> còn lại",
    "| a | b |\n|---|---|\n| c<br>d | e |",
    "Điều 5. 1 < 2 & 3 > 2; onload = “tải”",
    '<a title="on a=b" href="https://x.vn/?u=javascript:x">a</a>',
]


@pytest.mark.parametrize(("text", "told"), HOSTILE.items())
def test_what_is_hostile_is_told_and_gone(text: str, told: str | None):
    made = convert(text)

    assert told is None or told in made.hostile
    assert_clean(made)
    assert not re.search(r"<script|javascript:[^)]*\"|vbscript:x\"|evil\.vn", made.html)


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_is_not_called_hostile(text: str):
    made = convert(text)

    assert made.hostile == ()
    assert_clean(made)


def test_everything_hostile_is_told_at_once():
    made = convert("<script>x</script>\n\n<b onclick=x>a</b> [c](javascript:y)\n\n<script>z</script>")

    assert made.hostile == ("<script>", "onclick=…", "javascript:")


def assert_clean(made: Converted) -> None:
    """Whatever the text was, only this may come out."""
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8")
    root = lxml.html.fragment_fromstring(made.html.encode(), create_parent="div", parser=parser)
    seen: set[str] = set()
    for element in root.iter():
        assert isinstance(element.tag, str), "a comment or an instruction"
        assert element.tag in ALLOWED, element.tag
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            assert name not in ("style", "srcdoc", "xlink:href", "name", "action"), name
            if name in ("href", "src"):
                scheme = re.match(r"[\s\x00-\x20]*([a-zA-Z][\w+.-]*):", value)
                assert scheme is None or scheme[1] in ("http", "https", "mailto", "tel"), value
            if name == "id":
                assert value not in seen
                assert not value.startswith("_")
                seen.add(value)


pieces = st.sampled_from([
    "<", ">", "&", "\"", "'", "`", "*", "_", "[", "]", "(", ")", "!", "#", "|", "\n", "\n\n", "    ", "- ", "1. ",
    "> ", ":", "\\",
    "javascript:", "data:", "&#106;", "&Tab;", "&colon;", "<script>", "</script>", "<svg", "onload=", "<a href=",
    "<img src=x ",
    "onerror=alert(1)", "<div ", "id=\"x\"", "style=", "[^1]", "[^1]: ", "<!--", "-->", "<![CDATA[", "<?", "\x00",
    "\x02", "\x03",
    "klzzwxh:0000", "wzxhzdk:0", "a", "đ", "https://x.vn", "```", "~~~", "|---|", "{: onclick=x }", "<math>", "</p>",
    "<style>",
    "\ufeff", "\u2028", "<title>", "<textarea>", "<noscript>", "<xmp>", "<plaintext>", "{#id}", "//", "\t", "<table>",
    "<td>",
])  # fmt: skip


@settings(max_examples=400)
@given(st.lists(pieces | st.text(max_size=4), max_size=40).map("".join), st.sampled_from(["", "p2-"]))
def test_any_text_is_converted_clean_or_refused_as_tangled(text: str, prefix: str):
    try:
        made = convert(text, prefix=prefix)
    except Tangled:
        return
    assert_clean(made)
    assert all(heading.id in made.html for heading in made.headings)


TANGLES = {
    "brackets opened and closed": "[" * 5_000 + "]" * 5_000,
    "brackets closed and opened": "]" * 5_000 + "[" * 5_000,
    "pictures never ended": "![" * 5_000,
    "links never ended": "[a](" * 5_000,
    "tags never ended": "<a " * 5_000,
    "tags without number": "<div>" * 6_000,
    "lists in lists": "\n".join("  " * depth + "- a" for depth in range(500)),
    "definitions": "a\n: b\n" * 5_000,
    "notes": "[^1] " * 2_000 + "\n\n[^1]: a",
    "stars": "a*" * 20_000,
    "backslashes": "\\*" * 20_000,
    "ticks in a table": "a|b\n-|-\n" + "`|" * 10_000,
    "a fence of blanks": "```" + " " * 50_000 + "x",
    "lines": "a\n" * 20_000,
    "length": "a " * 200_000,
}


@pytest.mark.parametrize("text", TANGLES.values(), ids=TANGLES)
def test_text_beyond_reason_is_refused_rather_than_waited_for(text: str):
    with pytest.raises(Tangled):
        convert(text)


@pytest.mark.parametrize("name", ["definitions", "lists in lists"])
def test_a_text_that_was_refused_spoils_none_after_it(name: str):
    before = convert("Một [hai](a.md) đầu")
    with pytest.raises(Tangled):
        convert(TANGLES[name] + "\n\nmột")
    after = convert("Một [hai](a.md) sau")

    assert (after.links, after.html) == (before.links, before.html.replace("đầu", "sau"))


def test_a_part_of_a_text_is_never_more_tangled_than_the_whole():
    convert("[" * 150 + "]" * 150 + "[" * 150 + "]" * 150)
    convert("(" * 150 + ")" * 400 + "(" * 150)
    convert("###### a\n" * 3_000)
    convert(">" * 3_000 + " a")


def test_depth_is_no_danger_to_the_machine():
    assert etree.tostring(lxml.html.fragment_fromstring(convert("<b>" * 4_000 + "a").html, create_parent="div"))
