"""The XML parts of a Word file, parsed so that no entity, no network and no endless nesting can bite."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from lxml import etree

from cchc.importing.archive import DAMAGED, read_part
from cchc.importing.doubts import CannotImport

_PASSED = {"hyperlink", "image", "footnotes", "endnotes"}
"""Kinds of relations that are packed anew."""
Element: TypeAlias = etree._Element
MAX_XML: Final = 30_000_000
"""Bytes of one XML part: about 3,000 pages of text. What is read needs some fifteen times as much memory."""
MAIN = "word/document.xml"
_START = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    f'Target="{MAIN}"/></Relationships>'
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = {
    "w": _W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _NAMES["r"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _NAMES["m"].encode()),
)
"""Words of Word's “Strict Open XML”, and those every other file uses."""


@cache
def tag(name: str) -> str:
    """`w:p` as lxml spells it."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMES[prefix]}}}{local}"


def value(element: Element | None, name: str = "w:val") -> str | None:
    """An attribute of an element that may be absent."""
    return None if element is None else element.get(tag(name))


def child(element: Element | None, *names: str) -> Element | None:
    """The first grandchild along `names`; None where one of them is absent."""
    for name in names:
        element = None if element is None else element.find(tag(name))
    return element


def is_on(element: Element | None) -> bool | None:
    """A switch (`w:b`): on, explicitly off, or None where it is absent."""
    return None if element is None else value(element) not in ("0", "false", "off", "none")


def every(root: Element, *names: str) -> Iterator[Element]:
    """All elements of these names below `root`, in order; the tree may be changed on the way."""
    yield from list(root.iter(*map(tag, names)))


def parse(data: bytes) -> Element:
    """An XML part. Raises CannotImport where it is none."""
    if len(data) > MAX_XML:
        raise CannotImport("tài liệu quá dài.", "tách thành nhiều tệp Word, mỗi tệp dưới 1.000 trang, rồi nhập")
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root: Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise DAMAGED from None
    return root


@dataclass(frozen=True, slots=True)
class Parts:
    """The archive of a Word file, and the parts beside its text."""

    archive: zipfile.ZipFile

    def xml(self, name: str) -> Element | None:
        """A part by its name in the archive; None where it is absent."""
        return parse(read_part(self.archive, name)) if name in self.archive.namelist() else None

    def beside(self, kind: str) -> Iterator[tuple[str, Element]]:
        """Parts the text refers to as `kind` (`styles`, `header`), with their names."""
        relations = self.xml("word/_rels/document.xml.rels")
        for relation in () if relations is None else relations.iter(tag("rel:Relationship")):
            if (relation.get("Type") or "").rpartition("/")[2] == kind and relation.get("TargetMode") != "External":
                target = relation.get("Target") or ""
                name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
                if (root := self.xml(name)) is not None:
                    yield name, root

    def one(self, kind: str) -> Element | None:
        """The only part of a kind."""
        return next((root for _, root in self.beside(kind)), None)

    def packed(self, texts: Mapping[str, Element]) -> io.BytesIO:
        """A Word file of nothing but these parts, their relations and what these name."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("_rels/.rels", _START)
            if (types := self.xml("[Content_Types].xml")) is not None:
                archive.writestr("[Content_Types].xml", etree.tostring(types))
            for name, root in texts.items():
                archive.writestr(name, etree.tostring(root))
                beside = re.sub(r"([^/]+)$", r"_rels/\1.rels", name)
                if (relations := self.xml(beside)) is not None:
                    for one in list(relations):
                        if (one.get("Type") or "").rpartition("/")[2] not in _PASSED:
                            relations.remove(one)
                    archive.writestr(beside, etree.tostring(relations))
            for name in dict.fromkeys(self.archive.namelist()):
                if not name.endswith((".xml", ".rels", ".bin", "/")):
                    archive.writestr(name, read_part(self.archive, name))
        return out
