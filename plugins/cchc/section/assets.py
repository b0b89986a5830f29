"""Files a public item refers to. A file is published only because of that, next to the item's page."""

import mimetypes
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from cchc.reading.folder import ContentFolder
from cchc.section.kept_pictures import Picture
from cchc.section.pictures import SUFFIXES, read_picture, sized
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
    """The same picture as WebP, the narrowest first; none of what moves."""


class Divided(Exception):
    """Files of one page were named by several processes, each without knowing of the others."""


Published = tuple[dict[tuple[str, str], Asset], dict[tuple[str, str], Asset]]
"""Files as they are, and as pictures of a page, by source and page."""


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
        return known

    def picture(self, path: str, under: str) -> Asset:
        """Publish a picture of a page beside the page `under`: a JPEG, and WebP in the widths pages use."""
        known = self.sized.get((path, under))
        if known is None:
            stem, forms = self._forms(path)
            whole = self._put(forms[0], under, stem) if forms else self.publish(path, under)
            known = replace(whole, smaller=tuple(self._put(one, under, f"{stem}-{one.width}") for one in forms[1:]))
            self.sized[path, under] = known
        return known

    def since(self, before: tuple[int, int]) -> Published:
        """What was published since `count` gave `before`."""
        whole, sized = (islice(known.items(), start, None) for known, start in zip(self._known, before, strict=True))
        return dict(whole), dict(sized)

    @property
    def count(self) -> tuple[int, int]:
        """How much has been published."""
        return len(self.by_source), len(self.sized)

    def adopt(self, published: Published) -> None:
        """What a copy of this process published. Raises Divided where one process would have named it otherwise."""
        pairs = [
            (known, key, asset)
            for known, theirs in zip(self._known, published, strict=True)
            for key, asset in theirs.items()
        ]
        for known, key, asset in pairs:
            # One process would have given the second of two files another name, even where both hold the same.
            if known.get(key, asset) != asset or (key not in known and asset.address in self.published):
                raise Divided(asset.address)
        for known, key, asset in pairs:
            known[key] = asset
            for one in (asset, *asset.smaller):
                if replace(self.published.setdefault(one.address, one), smaller=()) != replace(one, smaller=()):
                    raise Divided(one.address)

    @property
    def _known(self) -> tuple[dict[tuple[str, str], Asset], dict[tuple[str, str], Asset]]:
        return self.by_source, self.sized

    def emblem(self, path: str) -> Asset:
        """Publish a picture shown small on every page, narrow and once."""
        stem, forms = self._forms(path)
        return self._put(forms[1], "", f"{stem}-{forms[1].width}") if forms else self.publish(path, "")

    def _forms(self, path: str) -> tuple[str, tuple[Picture, ...]]:
        found = self.folder.files[path]
        return found.name.rpartition(".")[0], sized(found.disk, found.size, self.folder.keep).forms

    def _put(self, made: Picture, under: str, stem: str) -> Asset:
        address = self._free(under, stem, made.suffix)
        asset = Asset(address, made.media_type, len(made.data), made.data, made.width, made.height)
        self.published[address] = asset
        return asset

    def _make(self, path: str, under: str) -> Asset:
        found = self.folder.files[path]
        stem, suffix = found.name.rpartition(".")[0], suffix_of(path)
        if suffix in SUFFIXES:
            return self._put(read_picture(found.disk, found.size), under, stem)
        media_type = DOWNLOADS.get(suffix) or mimetypes.types_map.get(f".{suffix}", "application/octet-stream")
        asset = Asset(self._free(under, stem, suffix), media_type, found.size, found.disk)
        self.published[asset.address] = asset
        return asset

    def _free(self, under: str, stem: str, suffix: str) -> str:
        stem = slug(stem) or "tep"
        address, count = f"{under}{stem}.{suffix}", 2
        while address in self.published:
            address, count = f"{under}{stem}-{count}.{suffix}", count + 1
        return address
