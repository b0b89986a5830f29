"""Files a public item refers to. A file is published only because of that, next to the item's page."""

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from cchc.reading.folder import ContentFolder
from cchc.section.pictures import SUFFIXES, read_picture, shrunk
from cchc.vietnamese.slug import slug

DOWNLOADS = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "txt": "text/plain",
    "zip": "application/zip",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
"""Formats that may be attached. Nothing a browser would run (html, svg, js)."""


WIDTHS = (240, 480, 720, 1440)
"""Widths in pixels a picture of a page is offered in, so that a telephone does not load what a wall needs."""


def suffix_of(path: str) -> str:
    """Ending of a file name, lower case, without the dot."""
    return path.rpartition(".")[2].lower()


def is_publishable(path: str) -> bool:
    """True for pictures and for formats people download."""
    return suffix_of(path) in DOWNLOADS or suffix_of(path) in SUFFIXES


@dataclass(frozen=True, slots=True)
class Asset:
    """One published file: bytes of a cleaned picture, or where the original lies."""

    address: str
    media_type: str
    size: int
    content: bytes | Path
    width: int | None = None
    height: int | None = None
    smaller: tuple["Asset", ...] = ()
    """The same picture in fewer pixels, the narrowest first."""


@dataclass(slots=True)
class Assets:
    """The files of one section, gathered while its pages are made."""

    folder: ContentFolder
    published: dict[str, Asset] = field(default_factory=dict)
    by_source: dict[tuple[str, str], Asset] = field(default_factory=dict)
    sized: dict[tuple[str, str], Asset] = field(default_factory=dict)

    def publish(self, path: str, under: str) -> Asset:
        """Publish the file `path` of the content folder beside the page `under`; the same asset when asked again."""
        known = self.by_source.get((path, under))
        if known is None:
            known = self._make(path, under)
            self.by_source[path, under] = known
            self.published[known.address] = known
        return known

    def picture(self, path: str, under: str) -> Asset:
        """Publish a picture as `publish` does, and the same in fewer pixels."""
        known = self.sized.get((path, under))
        if known is None:
            known = replace(self.publish(path, under), smaller=tuple(self._smaller(path, under)))
            self.sized[path, under] = known
        return known

    def _smaller(self, path: str, under: str) -> Iterator[Asset]:
        found = self.folder.files[path]
        for width in WIDTHS:
            small = shrunk(found.disk, found.size, width)
            if small is not None:
                address = self._free(under, f"{found.name.rpartition('.')[0]}-{width}.", small.suffix)
                asset = Asset(address, small.media_type, len(small.data), small.data, small.width, small.height)
                self.published[address] = asset
                yield asset

    def _make(self, path: str, under: str) -> Asset:
        found = self.folder.files[path]
        if suffix_of(path) in SUFFIXES:
            picture = read_picture(found.disk, found.size)
            address = self._free(under, found.name, picture.suffix)
            return Asset(address, picture.media_type, len(picture.data), picture.data, picture.width, picture.height)
        suffix = suffix_of(path)
        media_type = DOWNLOADS.get(suffix) or mimetypes.types_map.get(f".{suffix}", "application/octet-stream")
        return Asset(self._free(under, found.name, suffix), media_type, found.size, found.disk)

    def _free(self, under: str, name: str, suffix: str) -> str:
        stem = slug(name.rpartition(".")[0]) or "tep"
        address, count = f"{under}{stem}.{suffix}", 2
        while address in self.published:
            address, count = f"{under}{stem}-{count}.{suffix}", count + 1
        return address
