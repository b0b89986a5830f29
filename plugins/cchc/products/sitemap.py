"""`sitemap.xml` and `robots.txt`."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree

_NS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(entries: Iterable[tuple[str, datetime | None]]) -> bytes:
    """Sitemap of absolute addresses with their last change where known, sorted by address."""
    root = etree.Element("urlset", nsmap={None: _NS})
    for address, updated in sorted(entries, key=lambda entry: entry[0]):
        url = etree.SubElement(root, "url")
        etree.SubElement(url, "loc").text = address
        if updated:
            etree.SubElement(url, "lastmod").text = updated.isoformat()
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def robots(base_url: str) -> bytes | None:
    """`robots.txt` where the section is the root of its host; None elsewhere (the file would have no effect)."""
    if urlsplit(base_url).path != "/":
        return None
    return f"User-agent: *\nAllow: /\nSitemap: {base_url}sitemap.xml\n".encode()
