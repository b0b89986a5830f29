"""Clean HTML → HTML fit for any page: ids apart, headings at the page's level, pictures lazy, tables in a box."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from cchc.reading.citing import papers_in
from cchc.reading.sanitising import parsed
from cchc.vietnamese.slug import slug

_INSIDE_WORDS = {
    "a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup",
    "u",
}  # fmt: skip
"""Elements that may stand in the middle of a word: `Tư<sup>1</sup>.`"""


_LEVELS = {f"h{level}": level for level in range(1, 7)}


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
    papers: tuple[tuple[str, date], ...] = ()
    """What is named by number and day: `papers_in` the HTML."""


def _said(root: etree._Element) -> Iterator[str]:
    """All text in its order; words of two blocks never run together, as cells of a table would."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        apart = "" if element.tag in _INSIDE_WORDS else " "
        yield apart + ((element.text if event == "start" else element.tail) or "")


def _inside(root: etree._Element) -> str:
    """The HTML within the `div` of `parsed`."""
    whole: str = etree.tostring(root, encoding="unicode", method="html")
    return whole[len("<div>") : -len("</div>")]


def finish(clean: str, level: int, prefix: str, hostile: tuple[str, ...]) -> Converted:
    """What `convert` gives, from HTML without danger."""
    root = parsed(clean)
    found = list(root.iter(etree.Element))
    tops = [_LEVELS[element.tag] for element in found if element.tag in _LEVELS]
    shift = level - min(tops) if tops else 0
    ids = _Ids(prefix)
    headings: list[Heading] = []
    for element in found:
        ids.rename(element)
        if element.tag in _LEVELS:
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
    anchors = [element for element in root.iter("a") if element.get("href") is not None]
    for element in anchors:
        href = element.get("href") or ""
        if href.startswith("#") and href[1:] in ids.new:
            element.set("href", "#" + ids.new[href[1:]])
    html = _inside(root)
    links = tuple(element.get("href") or "" for element in anchors)
    images = tuple((element.get("src") or "", element.get("alt") or "") for element in found if element.tag == "img")
    text = " ".join("".join(_said(root)).split())
    return Converted(html, tuple(headings), links, images, hostile, text, papers_in(html))


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
