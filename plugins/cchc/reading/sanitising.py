"""What HTML an author may write: nh3 removes the rest, and what was dangerous in it is named."""

import html as html_escape
import re

import lxml.html
import nh3
from lxml import etree

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn", "div", "dl",
    "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li",
    "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "title", "lang"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"rowspan", "colspan", "align"},
    "th": {"rowspan", "colspan", "scope", "align"},
}
_CLASSES = {
    "div": {"footnote"},
    "a": {"footnote-ref", "footnote-backref"},
    "code": {f"language-{name}" for name in ("text", "html", "css", "yaml", "json")},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS, attributes=_ATTRIBUTES, allowed_classes=_CLASSES, url_schemes=_SCHEMES, link_rel=None
)
_DANGEROUS = {
    "applet", "audio", "base", "bgsound", "button", "embed", "form", "frame", "frameset", "iframe", "input", "link",
    "marquee", "math", "meta", "noscript", "object", "option", "script", "select", "style", "svg", "template",
    "textarea", "video",
}  # fmt: skip
_ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "background", "poster", "srcset", "cite", "ping"}
_MAYBE_HOSTILE = (
    re.compile(rf"<\s*/?\s*(?:\w+:)?(?:{'|'.join(sorted(_DANGEROUS))})\b", re.IGNORECASE),
    re.compile(r"[\s/\"'](?:on\w+|srcdoc)\s*=", re.IGNORECASE),
    # An address with a colon, or a letter written as an entity, before its first slash.
    re.compile(r"=\s*[\"']?(?!(?:https?|mailto|tel):)[^\"'>/?#]*?(?::|&(?!amp;))", re.IGNORECASE),
)
"""A quick look each: begun by one letter, so that it runs past all others."""


def clean(raw: str) -> str:
    """The HTML without scripts, handlers, styles, comments and schemes that are not ours."""
    return _CLEANER.clean(raw)


def hostile(raw: str) -> tuple[str, ...]:
    """Dangerous things in the HTML, each once: `<script>`, `onclick=…`, `javascript:`; none in honest text."""
    if not any(look.search(raw) for look in _MAYBE_HOSTILE):
        return ()
    # Inside text and code `<` is escaped by now, so what matches is markup, but for words in attributes and text.
    found: dict[str, None] = {}
    for element in parsed(raw).iter(etree.Element):
        if str(element.tag).rpartition(":")[2] in _DANGEROUS:
            found[f"<{element.tag}>"] = None
        for name, value in element.attrib.items():
            if str(name).startswith("on") or name == "srcdoc":
                found[f"{name}=…"] = None
            elif name in _ADDRESSES:
                bare = re.sub(r"[\s\x00-\x20]", "", html_escape.unescape(str(value))).lower()
                scheme = re.match(r"([a-z][a-z0-9+.-]*):", bare)
                if scheme and scheme[1] not in _SCHEMES:
                    found[f"{scheme[1]}:"] = None
    return tuple(found)


def parsed(html: str) -> etree._Element:
    """The HTML as a tree, within one `div`."""
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8")
    root: etree._Element = lxml.html.fragment_fromstring(html.encode(), create_parent="div", parser=parser)
    return root
