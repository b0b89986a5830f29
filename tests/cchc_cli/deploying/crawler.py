"""A visitor who looks at everything: from the entrances and every feed along every address, and says what is missing.

    assert dead_links(read, "https://truong.example/cchc/") == []

`read` gives the bytes of a file of the section by its path, None where there is none: `in_folder(root)`, or anything
that asks over HTTP.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

Read = Callable[[str], bytes | None]
LINKS = {"href", "src", "action", "poster", "data", "data-index"}
CSS = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")
IMPORTS = re.compile(r"""\bimport\s*(?:[\w{}*,\s$]+\bfrom\s*)?\(?\s*["'](\.[^"']+)["']""")
ENTRANCES = ("index.html", "404.html", "nhung/khung/index.html", "sitemap.xml", "rss/opml.xml")
FEEDS = ("rss.xml", "atom.xml", "feed.json")


def in_folder(root: Path) -> Read:
    """Reads as a web server would from `root`: exact names, no `.cchc`."""

    def read(path: str) -> bytes | None:
        place = root / path
        return place.read_bytes() if ".cchc" not in path.split("/") and place.is_file() else None

    return read


def feeds_in(root: Path) -> list[str]:
    """Every feed that lies in a folder, linked or not: readers ask for it once a day."""
    return [path for path in _files(root) if _is_feed(path)]


def dead_links(read: Read, base: str, starts: list[str] | None = None) -> list[str]:
    """What is named and not there, as `where it is named → what`. `base`: public address of the section.

    `starts`: addresses visited although nothing names them; entrances and feeds may be missing themselves (a section
    of which nothing is there yet is whole).
    """
    waiting = [(path, "") for path in (*ENTRANCES, *FEEDS, *(starts or ())) if read(path) is not None]
    seen, dead = {path for path, _ in waiting}, []
    while waiting:
        path, named_in = waiting.pop()
        content = read(path)
        if content is None:
            dead.append(f"{named_in} → {path}")
            continue
        for target in _named(path, content, base) - seen:
            seen.add(target)
            waiting.append((target, path))
    return sorted(dead)


def whole(root: Path, base: str) -> list[str]:
    """What is wrong with a section that lies in a folder; nothing where it is whole.

    Visitors and feed readers come to no dead end. And whether they come there or not: nothing that lies there lacks
    a style, a picture or an attachment, no feed names a page that is not there. Until the first `index.html` arrives
    there is no section, only files nobody has been told of.
    """
    read = in_folder(root)
    public = read("index.html") is not None
    found = dead_links(read, base, feeds_in(root)) if public else []
    waiting = [path for path in _files(root) if path.endswith(".html") or _is_feed(path)]
    seen = set(waiting)
    while waiting:
        path = waiting.pop()
        for target in _named(path, read(path) or b"", base) - seen:
            if not _is_feed(path) and (target.endswith((".html", ".xml")) or _is_feed(target)):
                continue  # To look at a page, what it links to need not be there.
            if target == "index.html" and not public:
                continue
            seen.add(target)
            if read(target) is None:
                found.append(f"{path} ⇒ {target}")
            elif not target.endswith(".html"):
                waiting.append(target)
    return sorted(found)


def _files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def _is_feed(path: str) -> bool:
    return path.rpartition("/")[2] in FEEDS


def _within(url: str, base: str) -> str | None:
    """Path of the file that answers, where the address lies inside the section."""
    one, home = urlsplit(url), urlsplit(base)
    if (one.scheme, one.netloc) != (home.scheme, home.netloc) or not one.path.startswith(home.path):
        return None
    path = unquote(one.path[len(home.path) :])
    return f"{path}index.html" if not path or path.endswith("/") else path


@lru_cache(maxsize=20_000)
def _named(path: str, content: bytes, base: str) -> frozenset[str]:
    """Every file of the section a file names."""
    found = (_within(urljoin(base + path, address), base) for address in _addresses(path, content))
    return frozenset(filter(None, found))


def _addresses(path: str, content: bytes) -> tuple[str, ...]:
    name = path.rpartition("/")[2]
    suffix = name.rpartition(".")[2]
    if name in ("cchc.json", "cchc-files.json"):
        return ()
    if suffix == "html":
        return tuple(_in_html(content.decode()))
    if suffix == "css":
        return tuple(_in_css(content.decode()))
    if suffix == "js":
        return tuple(IMPORTS.findall(content.decode()))
    if suffix == "json":
        return tuple(_in_json_feed(json.loads(content))) if name in FEEDS else ()
    return tuple(_in_xml(content)) if suffix == "xml" else ()


def _in_html(text: str) -> Iterator[str]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    yield from reader.found


def _in_css(text: str) -> Iterator[str]:
    for found in CSS.finditer(text):
        if not (found[1] or found[2]).startswith("data:"):
            yield found[1] or found[2]


def _in_xml(content: bytes) -> Iterator[str]:
    """Feeds, OPML, sitemap: every address in an attribute or an element, and those of the articles they carry."""
    yield from re.findall(r'<\?xml-stylesheet[^>]*href="([^"]+)"', content.decode())
    for element in ElementTree.fromstring(content).iter():
        yield from (
            value for key, value in element.attrib.items() if key in ("href", "url", "src", "xmlUrl", "htmlUrl")
        )
        text, name = (element.text or "").strip(), element.tag.rpartition("}")[2]
        if name in ("link", "loc", "url", "icon", "logo") and text:
            yield text
        elif "<" in text:
            yield from _in_html(text)


def _in_json_feed(feed: dict) -> Iterator[str]:
    yield from (feed[key] for key in ("home_page_url", "feed_url", "icon", "favicon") if feed.get(key))
    for item in feed["items"]:
        yield from (item[key] for key in ("url", "image", "banner_image") if item.get(key))
        yield from (attached["url"] for attached in item.get("attachments", ()))
        yield from _in_html(item.get("content_html", ""))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self._style = tag == "style"
        self.found += [values[key] for key in LINKS & values.keys()]
        for key in ("srcset", "imagesrcset"):
            self.found += [one.split()[0] for one in values.get(key, "").split(",") if one.strip()]
        self.found += _in_css(values.get("style", ""))
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.found += re.findall(r"url=['\"]?([^'\"]+)", values["content"], re.IGNORECASE)
        if tag == "meta" and values.get("content", "").startswith(("http://", "https://")):
            self.found.append(values["content"])

    def handle_data(self, data: str) -> None:
        if self._style:
            self.found += _in_css(data)
