"""What `remembered` functions gave, kept in one file between builds; see `cchc.remembering`.

    <folder>/results     digest of our code and of Python; then, entry after entry: key, length, digest, bytes
    <folder>/~results    the same, being written by the one build that holds `lock`

A build writes down what it used, whether it found it or made it, so what no build uses any more is gone with the next.
Every entry bears the digest of its key and bytes: what was damaged, cut off or half written is not there, and is made
anew. Another version of our code reads nothing of it. A second build at the same time reads and does not write. Disks
that are full or locked cost time, no page; the folder may be deleted at any time. It belongs to whoever owns the
environment beside it (`.cchc/env`): the digests guard against accidents, not against him.
"""

import os
import shutil
import sys
from contextlib import ExitStack, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from struct import Struct
from typing import BinaryIO

import cchc
from cchc.publishing.output import take_lock

_HEAD = Struct(">32sI16s")
"""Before every entry: its key, how many bytes it has, the digest of both."""


class KeptResults:
    """The results kept in `folder`. Use as a context manager; `fresh`: none is read, all are written anew."""

    def __init__(self, folder: Path, *, fresh: bool = False, code: bytes | None = None) -> None:
        self.folder = folder
        self.fresh = fresh
        self.code = code
        self.partial = False
        """Set where a build did not look at everything: then what it did not use is kept too, within bounds."""
        self._places: dict[bytes, int] = {}
        self._used: set[bytes] = set()
        self._old: BinaryIO | None = None
        self._new: BinaryIO | None = None
        self._files = ExitStack()

    def __enter__(self) -> "KeptResults":
        try:
            code = self.code or code_digest()
            if not self.fresh:
                self._open(code)
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
            self._files.callback(os.close, handle)
            take_lock(handle)
            self._new = self._files.enter_context((self.folder / "~results").open("wb", buffering=0))
            self._write(code)
        except OSError:
            self._new = None
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Let what was written stand for what was there; after a build that broke off, leave that as it was."""
        try:
            if self.partial and self._old and self._new and _size(self._old) <= 2 * _size(self._new):
                for key in self._places.keys() - self._used:
                    self.get(key)
            if self._old:
                self._old.close()
            if self._new and kind is None:
                self._new.close()
                os.replace(self.folder / "~results", self.folder / "results")
        except OSError:
            pass  # the old ones stay
        finally:
            self._files.close()

    def forget(self) -> None:
        """Remove everything that is kept: no word of a text that was taken down stays. Raises OSError."""
        if self.folder.is_dir():
            shutil.rmtree(self.folder)

    def get(self, key: bytes) -> bytes | None:
        """See `Store`."""
        place = self._places.get(key)
        if place is None or self._old is None:
            return None
        try:
            self._old.seek(place)
            head = self._old.read(_HEAD.size)
            data = self._old.read(int.from_bytes(head[32:36]))
        except OSError:
            return None
        if head != _head(key, data):
            return None
        self._keep(key, head + data)
        return data

    def put(self, key: bytes, data: bytes) -> None:
        """See `Store`."""
        self._keep(key, _head(key, data) + data)

    def _open(self, code: bytes) -> None:
        """Find where every entry begins. A length that is wrong leads astray: what is found there has no digest."""
        with suppress(OSError):
            old = self._old = self._files.enter_context((self.folder / "results").open("rb"))
            if old.read(len(code)) != code:
                return
            place, end = len(code), _size(old)
            while len(head := old.read(_HEAD.size)) == _HEAD.size:
                key, length, _ = _HEAD.unpack(head)
                if (after := place + _HEAD.size + length) > end:
                    return  # cut off
                self._places[key] = place
                place = old.seek(after)

    def _keep(self, key: bytes, entry: bytes) -> None:
        if key not in self._used:
            self._used.add(key)
            self._write(entry)

    def _write(self, data: bytes) -> None:
        """One call of the system an entry: what two processes write never mixes."""
        try:
            if self._new and self._new.write(data) != len(data):
                self._new = None  # the disk is full
        except OSError:
            self._new = None


def _head(key: bytes, data: bytes) -> bytes:
    return _HEAD.pack(key, len(data), sha256(key + data).digest()[:16])


def _size(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size


@cache
def code_digest() -> bytes:
    """Digest of Python's version and of every file of the core: a program that changed in anything starts anew."""
    root = Path(cchc.__file__).parent
    digest = sha256(sys.version.encode())
    for path in sorted(path for path in root.rglob("*.*") if path.is_file() and path.suffix != ".pyc"):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\n{len(content)}\n".encode() + content)
    return digest.digest()
