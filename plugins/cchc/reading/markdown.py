"""Markdown → clean HTML: Python-Markdown, then nh3, then one pass over the tree. The only converter.

Guards: nh3 drops scripts, handlers, styles, comments and unknown schemes; here ids are kept apart,
headings start at the level the page needs, pictures load lazily. Links stay as written: `section.links`
turns them into addresses.
"""

import html as html_escape
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from xml.etree import ElementTree

import lxml.html
import nh3
from lxml import etree
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from cchc.reading.lists import regular_lists
from cchc.reading.tangles import Tangled, is_tangled
from cchc.vietnamese.encoding import UNPRINTABLE
from cchc.vietnamese.slug import slug

_TAGS = {
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
}
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
_DANGEROUS = {
    "applet", "audio", "base", "bgsound", "button", "embed", "form", "frame", "frameset", "iframe", "input", "link",
    "marquee", "math", "meta", "noscript", "object", "option", "script", "select", "style", "svg", "template",
    "textarea", "video",
}  # fmt: skip
_INSIDE_WORDS = {
    "a",
    "abbr",
    "b",
    "code",
    "del",
    "em",
    "i",
    "ins",
    "kbd",
    "mark",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
}
"""Elements that may stand in the middle of a word: `Tư<sup>1</sup>.`"""
_ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "background", "poster", "srcset", "cite", "ping"}
_MAYBE_HOSTILE = re.compile(
    rf"<\s*/?\s*(?:\w+:)?(?:{'|'.join(sorted(_DANGEROUS))})\b|[\s/\"']on\w+\s*=|srcdoc\s*="
    # An address with a colon, or a letter written as an entity, before its first slash.
    rf"|\b(?:{'|'.join(sorted(_ADDRESSES))})\s*=\s*[\"']?(?!(?:https?|mailto|tel):)[^\"'>/?#]*?(?::|&(?!amp;))",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?:a|img)\s[^<>]*>")
_LINK = re.compile(r'\b(href|src)="([^"]*)"')
_ADDRESS = r"\bhttps?://[^\s<>()\[\]\"'“”*|\\\x02\x03]*[^\s<>()\[\]\"'“”*|\\\x02\x03.,;:!?…]"
"""What ends a sentence ends an address too; `*` and `|` are marks, U+0002 and U+0003 the converter's own."""
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the converted text: its level (2–6), its id, its text."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Converted:
    """HTML fit for any page of ours, and what was found in the text."""

    html: str
    headings: tuple[Heading, ...]
    links: tuple[str, ...]
    """Every `href`, in order."""
    images: tuple[tuple[str, str], ...]
    """Every picture: address, alt text."""
    hostile: tuple[str, ...]
    """Dangerous things that were removed, each once: `<script>`, `onclick=…`, `javascript:`; none in honest text."""
    text: str
    """The words, without markup."""


def convert(text: str, *, level: int = 2, prefix: str = "") -> Converted:
    """Convert one stretch of Markdown. `level`: level of its topmost headings; `prefix`: put before its ids.

    Raises Tangled for text nested beyond reason.
    """
    return _convert(text, level, prefix)


@lru_cache(maxsize=16384)
def _convert(text: str, level: int, prefix: str) -> Converted:
    # U+0002 and U+0003 are the converter's own marks; the others no XML may hold.
    text = UNPRINTABLE.sub("", text)
    if not text.strip():
        return Converted("", (), (), (), (), "")
    if is_tangled(text):
        raise Tangled
    try:
        raw = _engine().reset().convert(text)
    except (RecursionError, Tangled):
        # It broke off in the middle of a text: what it still believes would spoil every text after this one.
        _engine.cache_clear()
        raise Tangled from None
    hostile = _hostile(raw)
    clean = nh3.clean(
        raw, tags=_TAGS, attributes=_ATTRIBUTES, allowed_classes=_CLASSES, url_schemes=_SCHEMES, link_rel=None
    )
    # Once more: `&#1;` was no character until now.
    return _finish(UNPRINTABLE.sub("", clean), level, prefix, hostile)


def relink(
    html: str, address_of: Callable[[str], str | None], picture_of: Callable[[dict[str, str]], str | None] | None = None
) -> str:
    """The HTML with every link and picture through `address_of`; None takes the link away and leaves its text.

    `picture_of`: what stands where a picture with these attributes stood; None: the picture as written.
    """

    def one(found: re.Match[str]) -> str:
        address = address_of(html_escape.unescape(found[2]))
        return "" if address is None else f'{found[1]}="{html_escape.escape(address)}"'

    def whole(tag: re.Match[str]) -> str:
        shown = None
        if picture_of and tag[0].startswith("<img"):
            shown = picture_of({name: html_escape.unescape(value) for name, value in _ATTRIBUTE.findall(tag[0])})
        return _LINK.sub(one, tag[0]) if shown is None else shown

    # Only inside tags: `href="…"` in a text about HTML is the author's words.
    return _TAG.sub(whole, html)


def _hostile(raw: str) -> tuple[str, ...]:
    if not _MAYBE_HOSTILE.search(raw):
        return ()
    # Inside text and code `<` is escaped by now, so what matches is markup, but for words in attributes and text.
    found: dict[str, None] = {}
    for element in _parsed(raw).iter(etree.Element):
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


def _parsed(html: str) -> etree._Element:
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8")
    root: etree._Element = lxml.html.fragment_fromstring(html.encode(), create_parent="div", parser=parser)
    return root


def _said(root: etree._Element) -> Iterator[str]:
    """All text in its order; words of two blocks never run together, as cells of a table would."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        apart = "" if element.tag in _INSIDE_WORDS else " "
        yield apart + ((element.text if event == "start" else element.tail) or "")


def _finish(clean: str, level: int, prefix: str, hostile: tuple[str, ...]) -> Converted:
    root = _parsed(clean)
    found = list(root.iter(etree.Element))
    tops = [int(element.tag[1]) for element in found if re.fullmatch("h[1-6]", str(element.tag))]
    shift = level - min(tops) if tops else 0
    ids = _Ids(prefix)
    headings: list[Heading] = []
    for element in found:
        ids.rename(element)
        if re.fullmatch("h[1-6]", str(element.tag)):
            headings.append(_heading(element, shift, ids))
        elif element.tag == "img":
            element.set("loading", "lazy")
            element.set("alt", element.get("alt") or "")
        elif element.tag == "th" and not element.get("scope"):
            element.set("scope", "col")
        elif element.tag == "table":
            _wrap(element)
        elif element.tag == "a" and not len(element) and not (element.text or element.get("id")):
            # What is left of a link around a link: nobody can press it.
            element.drop_tag()
    for element in found:
        href = element.get("href") or ""
        if href.startswith("#") and href[1:] in ids.new:
            element.set("href", "#" + ids.new[href[1:]])
    html = html_escape.escape(root.text or "", quote=False)
    html += "".join(etree.tostring(child, encoding="unicode", method="html") for child in root)
    anchors = (element for element in root.iter("a") if element.get("href") is not None)
    links = tuple(element.get("href") or "" for element in anchors)
    images = tuple((element.get("src") or "", element.get("alt") or "") for element in found if element.tag == "img")
    text = " ".join("".join(_said(root)).split())
    return Converted(html, tuple(headings), links, images, hostile, text)


class _Ids:
    """The ids of one text: each borne once, none that the page itself uses."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.new: dict[str, str] = {}
        """The id an author's id became."""
        self.taken: set[str] = set()
        self.counts: dict[str, int] = {}

    def rename(self, element: etree._Element) -> None:
        """Give the author's id its prefix; take away one that is borne already, or `__search`."""
        name = element.get("id")
        if name is None:
            return
        bare = re.sub(r"[^\w:.-]", "-", name.strip("_"))
        if not bare or self.prefix + bare in self.taken:
            del element.attrib["id"]
            return
        self.new[name] = self.prefix + bare
        self.taken.add(self.prefix + bare)
        element.set("id", self.prefix + bare)

    def of_title(self, title: str) -> str:
        """A free id for a heading."""
        wanted = name = self.prefix + (slug(title, limit=60) or "muc")
        while name in self.taken:
            self.counts[wanted] = self.counts.get(wanted, 1) + 1
            name = f"{wanted}-{self.counts[wanted]}"
        self.taken.add(name)
        self.new.setdefault(name[len(self.prefix) :], name)
        return name


def _heading(element: etree._Element, shift: int, ids: _Ids) -> Heading:
    level = min(int(str(element.tag)[1]) + shift, 6)
    element.tag = f"h{level}"
    title = " ".join("".join(str(part) for part in element.itertext()).split())
    name = element.get("id") or ids.of_title(title)
    element.set("id", name)
    return Heading(level, name, title)


def _wrap(table: etree._Element) -> None:
    # A group, not a region: a page may hold many tables, and none of them is a landmark.
    box = etree.Element("div", {"class": "cc-table", "tabindex": "0", "role": "group", "aria-label": "Bảng"})
    table.addprevious(box)
    box.tail, table.tail = table.tail, None
    box.append(table)


class _Lists(Preprocessor):
    """Lists as people who know Word type them."""

    def run(self, lines: list[str]) -> list[str]:
        return regular_lists(lines)


class _Addresses(InlineProcessor):
    """An address typed as text is a link, as in Word; only with its `https://` (quirk P16), and never inside a link."""

    ANCESTOR_EXCLUDES = ("a", "code")

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self, m: re.Match[str], _data: str
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("a", {"href": m[0]})
        element.text = AtomicString(m[0])
        return element, m.start(), m.end()


class _ForTeachers(Extension):
    """Markdown as people who know Word expect it: lines stay lines, indentation is never code."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.register(_Lists(md), "cchc_lists", 26)
        # After links, pictures and `<https://…>`; before emphasis, for `_` is a letter of addresses.
        md.inlinePatterns.register(_Addresses(_ADDRESS, md), "cchc_addresses", 85)
        md.parser.blockprocessors.deregister("code")
        md.parser.blockprocessors.deregister("setextheader")


@cache
def _engine() -> Markdown:
    extensions: list[str | Extension] = [
        "tables",
        "footnotes",
        "sane_lists",
        "nl2br",
        "fenced_code",
        "def_list",
        _ForTeachers(),
    ]
    configs: dict[str, dict[str, object]] = {
        "tables": {"use_align_attribute": True},
        "footnotes": {"BACKLINK_TITLE": "Về chú thích {} trong bài"},
    }
    return Markdown(extensions=extensions, extension_configs=configs, output_format="html")
