"""RSS 2.0 and Atom 1.0 by feedgen, JSON Feed 1.1 by the standard library. feedgen is imported here only.

Guards against feedgen 1.0: entry links of Atom lose rel/type/length (`_WhatFeedgenLeavesOut` writes them again);
RSS `<link>` is the last link added, so the alternate comes last; `author()` is not written to the channel
(`managingEditor` is); `updated` and `lastBuildDate` default to the clock, so they are always set;
entries are prepended unless `order="append"`; control characters break lxml, so they are dropped.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension
from feedgen.feed import FeedGenerator
from lxml import etree

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
EPOCH = datetime.fromisoformat("2000-01-01T00:00:00+07:00")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The picture that comes with an entry: absolute address, size in bytes, media type every reader knows."""

    url: str
    length: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One item in a feed; every address absolute."""

    id: str
    title: str
    url: str
    published: datetime
    updated: datetime
    summary: str
    html: str | None = None
    """Full text; None where the feed gives a summary."""
    author: str = ""
    categories: tuple[str, ...] = ()
    enclosure: Enclosure | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A whole feed."""

    id: str
    title: str
    about: str
    url: str
    """Its own address."""
    home: str
    """The page it belongs to."""
    author: str
    email: str
    style: str
    """Relative address of the style sheet for people who open it in a browser."""
    entries: tuple[Entry, ...]
    ended: str = ""
    """Notice of a unit that stopped; empty while it works."""

    @property
    def updated(self) -> datetime:
        """When the newest entry changed; a fixed instant for an empty feed, so that it never changes by itself."""
        return max((entry.updated for entry in self.entries), default=EPOCH)


def rss(feed: Feed) -> bytes:
    """RSS 2.0 bytes; the same for the same feed."""
    return _with_style(_generator(feed).rss_str(pretty=True), feed.style)


def atom(feed: Feed) -> bytes:
    """Atom 1.0 bytes; the same for the same feed."""
    return _with_style(_generator(feed).atom_str(pretty=True), feed.style)


def json_feed(feed: Feed) -> bytes:
    """JSON Feed 1.1 bytes (jsonfeed.org/version/1.1)."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": feed.ended or feed.about,
        "language": "vi",
        "expired": bool(feed.ended) or None,
        "authors": [{"name": feed.author}],
        "items": [_json_item(entry) for entry in feed.entries],
    }
    text = json.dumps(_clean_all({k: v for k, v in data.items() if v is not None}), ensure_ascii=False, indent=1)
    return (text + "\n").encode()


def _json_item(entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
    }
    item.update(
        {"content_html": entry.html} if entry.html is not None else {"content_text": entry.summary or entry.title}
    )
    if entry.author:
        item["authors"] = [{"name": entry.author}]
    if entry.categories:
        item["tags"] = list(entry.categories)
    if entry.enclosure:
        enclosure = entry.enclosure
        item["image"] = enclosure.url
        item["attachments"] = [
            {"url": enclosure.url, "mime_type": enclosure.media_type, "size_in_bytes": enclosure.length}
        ]
    return item


def _generator(feed: Feed) -> FeedGenerator:
    maker = FeedGenerator()
    maker.id(feed.id)
    maker.title(_clean(feed.title))
    maker.subtitle(_clean(feed.ended or feed.about))
    maker.description(_clean(feed.ended or feed.about))
    maker.language("vi")
    maker.author({"name": _clean(feed.author), "email": feed.email} if feed.email else {"name": _clean(feed.author)})
    if feed.email:
        maker.managingEditor(f"{feed.email} ({_clean(feed.author)})")
    maker.updated(feed.updated)
    maker.lastBuildDate(feed.updated)
    maker.generator("cchc")
    maker.docs("https://www.rssboard.org/rss-specification")
    if feed.ended:
        maker.ttl(10080)
    maker.link(href=feed.url, rel="self")
    maker.link(href=feed.home, rel="alternate")
    for entry in feed.entries:
        maker.add_entry(_entry(entry), order="append")
    return maker


def _entry(entry: Entry) -> FeedEntry:
    made = FeedEntry()
    made.id(entry.id)
    made.guid(entry.id, permalink=False)
    made.title(_clean(entry.title))
    made.published(entry.published)
    made.pubDate(entry.published)
    made.updated(entry.updated)
    made.summary(_clean(entry.summary))
    if entry.html is not None:
        made.content(_clean(entry.html), type="CDATA")
    made.description(_clean(entry.summary), isSummary=True)
    if entry.author:
        made.author({"name": _clean(entry.author)})
    for category in entry.categories:
        made.category({"term": _clean(category), "label": _clean(category)})
    if entry.enclosure:
        made.enclosure(entry.enclosure.url, str(entry.enclosure.length), entry.enclosure.media_type)
    made.link(href=entry.url, rel="alternate")
    made.register_extension("cchc", _WhatFeedgenLeavesOut)
    made.cchc.remember(entry)
    return made


class _WhatFeedgenLeavesOut(BaseEntryExtension):  # type: ignore[misc]
    """Atom: links with rel, type and length, text as HTML. RSS: author (dc:creator) and last change (atom:updated)."""

    entry: Entry

    def remember(self, entry: Entry) -> None:
        self.entry = entry

    def extend_rss(self, element: etree._Element) -> etree._Element:
        if self.entry.author:
            etree.SubElement(element, f"{{{_DC}}}creator", nsmap={"dc": _DC}).text = _clean(self.entry.author)
        etree.SubElement(element, f"{{{_ATOM}}}updated", nsmap={"atom": _ATOM}).text = self.entry.updated.isoformat()
        return element

    def extend_atom(self, element: etree._Element) -> etree._Element:
        for link in element.findall("link") + element.findall(f"{{{_ATOM}}}link"):
            element.remove(link)
        etree.SubElement(element, "link", href=self.entry.url, rel="alternate", type="text/html")
        if self.entry.enclosure:
            enclosure = self.entry.enclosure
            etree.SubElement(
                element,
                "link",
                href=enclosure.url,
                rel="enclosure",
                type=enclosure.media_type,
                length=str(enclosure.length),
            )
        for content in element.findall("content"):
            content.set("type", "html")
            content.text = _clean(self.entry.html or "")
        return element


def _with_style(data: bytes, style: str) -> bytes:
    head, _, rest = data.partition(b"\n")
    return head + f'\n<?xml-stylesheet type="text/css" href="{style}"?>\n'.encode() + rest


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


def _clean_all(value: object) -> object:
    if isinstance(value, dict):
        return {key: _clean_all(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_clean_all(inner) for inner in value]
    return _clean(value) if isinstance(value, str) else value


def opml(title: str, feeds: Iterable[tuple[str, str, str]]) -> bytes:
    """OPML 2.0 of feeds given as (title, address of the feed, address of its page), all absolute."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _clean(title)
    body = etree.SubElement(root, "body")
    for name, url, home in feeds:
        attributes = {
            "type": "rss",
            "text": _clean(name),
            "title": _clean(name),
            "xmlUrl": url,
            "htmlUrl": home,
            "language": "vi",
        }
        etree.SubElement(body, "outline", attributes)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
