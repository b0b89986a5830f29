"""Links of authors → addresses: to items by their file, to pages by their address, to files beside them."""

import html as html_escape
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote

from pydantic_core import PydanticCustomError

from cchc.model.fields import path_within
from cchc.model.item import Origin
from cchc.reading.citing import APART, cited_in, may_name_papers
from cchc.section.addresses import relative
from cchc.section.assets import Assets, is_publishable, suffix_of
from cchc.section.pictures import SUFFIXES
from cchc.vietnamese.document_number import Citation

OUTSIDE = ("http:", "https:", "mailto:", "tel:", "//")
_TAG = re.compile(r"<(?:a|img)\s[^<>]*>")
_LINK = re.compile(r'\b(href|src)="([^"]*)"')
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Paper:
    """A document or plan shown in a section: its kind in words, its address."""

    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a link means: an address elsewhere, a page of the section, or a file of the content folder."""

    outside: str | None = None
    page: str | None = None
    file: str | None = None
    fragment: str = ""


def target(href: str, origin: Origin) -> Target | None:
    """What `href`, written in the file `origin`, points at; None for a path that leaves the unit's folder."""
    if href.lower().startswith(OUTSIDE):
        return Target(outside=href)
    path, mark, fragment = href.partition("#")
    path = unquote(path.partition("?")[0])
    if not path:
        return Target(outside=href)
    is_file = path.endswith((".md", ".yml")) or is_publishable(path)
    if path.startswith("/") and (path.endswith("/") or not is_file):
        return Target(page=path.strip("/") + "/" if path.strip("/") else "", fragment=mark + fragment)
    try:
        return Target(file=path_within(path, origin.folder), fragment=mark + fragment)
    except PydanticCustomError:
        return None


@dataclass(frozen=True, slots=True)
class Linker:
    """Turns links of one section's texts into addresses."""

    assets: Assets
    pages: Mapping[str, str]
    """Address of a shown item by the path of its file."""
    elsewhere: Mapping[str, str]
    """Absolute address, by path, of items that are public at their owner but not shown here."""
    above: Mapping[tuple[str, str], str | None]
    """What an address in a text of a unit above leads to, where that unit's item is not shown here."""
    hidden: frozenset[str]
    """Addresses of items held but not shown: nothing leads there."""
    papers: Mapping[tuple[str, date], tuple[Paper, ...]] = field(default_factory=dict)
    """What is shown, by the key of its number and its day of issue."""

    def html(
        self,
        html: str,
        *,
        origin: Origin,
        page: str,
        here: str | None,
        base: str,
        show: Callable[[str, dict[str, str]], str],
        named: Collection[tuple[str, date]] | None = None,
    ) -> str:
        """`html` of the item at `page`, to be read at `here`; absolute under `base` where `here` is None.

        `show`: markup of the picture that is a file of the content folder, out of its attributes. `named`: what the
        text names by number and day, where that is known.
        """

        def address_of(href: str) -> str | None:
            found = target(href, origin)
            if found is None:
                return None
            if found.outside is not None:
                return (
                    found.outside
                    if not found.outside.startswith("#") or here is not None
                    else base + page + found.outside
                )
            there = (
                self._of_page(found.page, origin.unit)
                if found.page is not None
                else self._of_file(found.file or "", page)
            )
            if there is None or there.startswith(("http:", "https:")):
                return there
            there += found.fragment
            return base + there if here is None else relative(here, there)

        def picture_of(said: dict[str, str]) -> str | None:
            found = target(said.get("src", ""), origin)
            path = found.file if found else None
            is_ours = path in self.assets.folder.files and suffix_of(path or "") in SUFFIXES
            return show(path, said) if path and is_ours else None

        linked = relink(html, address_of, picture_of) if _has_links(html) else html
        if named is None:
            cites = bool(self.papers) and may_name_papers(linked)
        else:
            cites = not self.papers.keys().isdisjoint(named)
        return self._cited(linked, page, here, base) if cites else linked

    def _cited(self, html: str, page: str, here: str | None, base: str) -> str:
        """The numbers of papers named in full are links to them; not inside links and code, nor to the page itself."""

        def paper(cited: Citation) -> str | None:
            # Number, day and, where said, kind must agree, and with one paper alone (quirk P13).
            found = self.papers.get((cited.number.key, cited.day), ()) if cited.day else ()
            if len(found) != 1 or found[0].address == page or cited.kind not in (None, found[0].kind):
                return None
            return base + found[0].address if here is None else relative(here, found[0].address)

        pieces = APART.split(html)
        pieces[::2] = [_with_links(text, paper) if "/" in text else text for text in pieces[::2]]
        return "".join(pieces)

    def _of_page(self, address: str, unit: str) -> str | None:
        if (unit, address) in self.above:
            return self.above[unit, address]
        return None if address in self.hidden else address

    def _of_file(self, path: str, page: str) -> str | None:
        if path.endswith((".md", ".yml")):
            return self.pages.get(path) or self.elsewhere.get(path)
        if path not in self.assets.folder.files:
            return None
        return self.assets.publish(path, page).address


def is_settled(html: str) -> bool:
    """True where no `Linker` changes anything."""
    return not _has_links(html) and not may_name_papers(html)


def _has_links(html: str) -> bool:
    return "<a" in html or "<img" in html


def _with_links(text: str, address_of: Callable[[Citation], str | None]) -> str:
    """A text of HTML, between tags, with links around the numbers `address_of` knows."""
    plain, named = cited_in(text)
    found = [(cited, there) for cited in named if (there := address_of(cited))]
    if not found:
        return text
    made, done, shift = "", 0, len(plain) - len(plain.lstrip())
    for cited, there in found:
        begin, end = cited.start + shift, cited.end + shift
        link = f'<a href="{html_escape.escape(there)}">{html_escape.escape(plain[begin:end], quote=False)}</a>'
        made += html_escape.escape(plain[done:begin], quote=False) + link
        done = end
    return made + html_escape.escape(plain[done:], quote=False)


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
