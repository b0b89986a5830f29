"""A section being made, beside the one that stands published: what is the same is not written again."""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from cchc.products.manifest import file_list
from cchc.section.addresses import FILE_LIST, MANIFEST

Noted = tuple[str, str, bool]
"""A file of a section: its path, its SHA-256, whether it is new or changed."""


class Stage:
    """The files of a section by their paths; those that are new or changed lie in `folder`."""

    def __init__(self, folder: Path, live: Path, twins: Mapping[str, str] = MappingProxyType({})) -> None:
        self.folder, self.live = folder, live
        self.standing = self._look()
        """What is published, and whether it is a plain file: a link is one, whatever it leads to, of another kind."""
        self.hashes: dict[str, str] = {}
        """SHA-256 of every file of the section."""
        self.changed: set[str] = set()
        self.twins = twins
        """By SHA-256: published files of other sections, that one of ours may be one with on the disk."""
        self._made = {""}
        self._links: set[str] = set()

    def put(self, path: str, content: bytes) -> None:
        """A file of the section. One that stands published already, byte for byte, is left as it is there."""
        if not self._take(path, content):
            return
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            os.makedirs(f"{self.folder}/{folder}", exist_ok=True)
            self._made.add(folder)
        if path in self._links:
            os.unlink(f"{self.folder}/{path}")  # never write into what another section shows too
            self._links.remove(path)
        if not self._linked(path, content):
            with open(f"{self.folder}/{path}", "wb") as file:
                file.write(content)

    def stands(self, path: str, digest: str) -> bool:
        """True where a file of that SHA-256 is published under the path; then it is one of the section."""
        if not self.standing.get(path):
            return False
        with open(f"{self.live}/{path}", "rb", buffering=0) as file:
            if sha256(file.read()).hexdigest() != digest:
                return False
        self.hashes[path] = digest
        self.changed.discard(path)
        return True

    def noted(self, path: str) -> "Noted":
        """What is known of a file that was put."""
        return path, self.hashes[path], path in self.changed

    def note(self, file: "Noted") -> None:
        """A file that a copy of this process has put into the folder, or found standing."""
        path, digest, is_changed = file
        self.hashes[path] = digest
        (self.changed.add if is_changed else self.changed.discard)(path)

    def complete(self, manifest_of: Callable[[bytes], bytes]) -> None:
        """Add what an engine wrote into the folder itself, and the two manifests.

        Raises OSError where somebody else has added or removed published files: what stands may be gone.
        """
        for path, _ in _files(str(self.folder)):
            if path not in self.hashes:
                self._take(path, (self.folder / path).read_bytes())
        if self._look() != self.standing:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(self.live))
        listing = file_list(self.hashes)
        self.put(FILE_LIST, listing)
        self.put(MANIFEST, manifest_of(listing))

    @property
    def gone(self) -> list[str]:
        """What is published and no longer belongs there, in order."""
        return sorted(self.standing.keys() - self.hashes.keys())

    def make_folders(self) -> None:
        """Folders for what is new. Where a file or a link is in the way of one, it is left to who moves that away."""
        if self.live.is_file():
            return
        made = {folder for path in self.standing for folder in above(path)}
        for folder in sorted({path.rpartition("/")[0] for path in self.changed} - made):
            if not any(place in self.standing for place in (*above(folder), folder)):
                os.makedirs(f"{self.live}/{folder}", exist_ok=True)

    def _look(self) -> dict[str, bool]:
        return dict(_files(str(self.live))) if self.live.is_dir() else {}

    def _take(self, path: str, content: bytes) -> bool:
        """Note a file of the section; whether it is new or changed."""
        self.hashes[path] = sha256(content).hexdigest()
        if self._stands(path, content):
            self.changed.discard(path)
            return False
        self.changed.add(path)
        return True

    def _linked(self, path: str, content: bytes) -> bool:
        """True where the file is now one with its twin: the same bytes once on the disk, under two names."""
        twin = self.twins.get(self.hashes[path])
        try:
            if twin is None or not _holds(twin, content):
                return False
            os.link(twin, f"{self.folder}/{path}")
        except OSError:  # it is gone; the disk knows no links, or no more of them
            return False
        self._links.add(path)
        return True

    def _stands(self, path: str, content: bytes) -> bool:
        if not self.standing.get(path):
            return False
        return _holds(f"{self.live}/{path}", content)


def _holds(place: str, content: bytes) -> bool:
    with open(place, "rb", buffering=0) as file:
        return file.read(len(content) + 1) == content


def above(path: str) -> Iterator[str]:
    """The folders a path is in, without the one all are in: `a/b/c` → `a`, `a/b`."""
    place = path.find("/")
    while place >= 0:
        yield path[:place]
        place = path.find("/", place + 1)


def _files(root: str, inside: str = "") -> Iterator[tuple[str, bool]]:
    """Every file by its path, and whether it is a plain one; a link is never followed."""
    # Where nobody lets us look (`lost+found`) there is nothing of ours.
    with contextlib.suppress(PermissionError), os.scandir(f"{root}/{inside}") as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(root, f"{inside}{entry.name}/")
            else:
                yield inside + entry.name, entry.is_file(follow_symlinks=False)
