"""A section that opens by double click, from a folder or a stick: no host finds `index.html` in a folder there.

Its pages are those of a host. What differs is done here, once, on the finished page: links come from templates,
texts, menus and lists, and one place that reads them all cannot forget any. Exact, because every page is ours: text
has no bare `<`, attributes stand in double quotes.
"""

import re
from collections.abc import Mapping
from functools import partial
from html import escape, unescape
from urllib.parse import urljoin

from cchc.publishing.section import Section
from cchc.section.addresses import FIXED, OPML, file_at, relative

_TAG = re.compile(r"""<(?:a|form|link) (?:[^<>"]|"[^"]*")*>""")
_LINK = re.compile(r' (href|action)="([^"]*)"')
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def for_double_click(html: str, section: Section, here: str) -> str:
    """The page at `here` with every link ending in a file.

    A page of a unit standing beside is reached there; feeds, which a stick has none of, on the host.
    """
    assert section.beside is not None
    canonical, feeds = 'rel="canonical"', {OPML, *(feed.address for feed in section.feeds)}
    href = partial(_href, section.unit.base_url, here, section.beside, feeds)

    def link(found: re.Match[str]) -> str:
        return f' {found[1]}="{escape(href(unescape(found[2])))}"'

    return _TAG.sub(lambda tag: tag[0] if canonical in tag[0] else _LINK.sub(link, tag[0]), html)


def _href(own: str, here: str, beside: Mapping[str, str], feeds: set[str], href: str) -> str:
    if href.startswith("#"):
        return href
    outside = _OUTSIDE.match(href) is not None
    there = href if outside else urljoin(own + here, href)
    base = max((base for base in beside if there.startswith(base)), key=len, default=None)
    if base is None:
        return href
    address = there.removeprefix(base)
    path = re.sub(r"[?#].*", "", address, flags=re.DOTALL)
    if base == own and path in feeds:
        return there
    if path and (not path.endswith("/") or (outside and path.split("/")[0] not in FIXED)):
        return href  # a file has its name already; elsewhere on the host is not ours
    return relative(f"{beside[own]}/{here}", f"{beside[base]}/{file_at(address)}")
