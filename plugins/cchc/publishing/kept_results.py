"""What `remembered` functions gave, kept in one file between builds; see `cchc.remembering`.

    <folder>/results     digest of our code and of Python; then, entry after entry: key, length, digest, bytes
    <folder>/~results    the same, begun anew by the one build that holds `lock`
    <folder>/~used       keys of what the present build found there

What a build makes is added at the end, and is there for the next one even if this one is killed. A build that looks at
everything drops what it did not use, once that is more than half. Every entry bears the digest of its key and bytes:
what was damaged, cut off or half written is not there, and is made anew. Another version of our code reads nothing of
it. A second build at the same time reads and does not write; processes of one build write into one file. Disks that
are full or locked cost time, no page; the folder may be deleted at any time. It belongs to whoever owns the environment
beside it (`.cchc/env`): the digests guard against accidents, not against him.
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
        """Set where a build did not look at everything: then what it did not use is kept too."""
        self._places: dict[bytes, tuple[int, int]] = {}
        """Where each entry begins, and its length."""
        self._told: set[bytes] = set()
        self._end: int | None = None
        """Where the entries ended when we came; None: a file is begun anew."""
        self._seen_to = 0
        """How far the entries are known."""
        self._old: BinaryIO | None = None
        self._new: BinaryIO | None = None
        self._used: BinaryIO | None = None
        self._files, self._reading = ExitStack(), ExitStack()

    def __enter__(self) -> "KeptResults":
        try:
            self.code = self.code or code_digest()
            end = None if self.fresh else self._find(self.code)
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
            self._files.callback(os.close, handle)
            take_lock(handle)
            self._used = self._files.enter_context((self.folder / "~used").open("wb", buffering=0))
            if end is None:
                self._begin(self.code)
            else:
                os.truncate(self.folder / "results", end)  # what was cut off would hide what comes after it
                self._new = self._files.enter_context((self.folder / "results").open("ab", buffering=0))
                self._end = end
        except OSError:
            self._new = None
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Tidy up; after a build that broke off, leave everything as it is."""
        try:
            if kind is None and self._new:
                if self._end is not None and not self.partial:
                    self._drop_unused()
                if self._end is None:
                    self._new.close()
                    self._reading.close()  # Windows replaces no file that somebody reads
                    os.replace(self.folder / "~results", self.folder / "results")
        except OSError:
            pass  # the old ones stay
        finally:
            self._reading.close()
            self._files.close()

    def forget(self) -> None:
        """Remove everything that is kept: no word of a text that was taken down stays. Raises OSError."""
        if self.folder.is_dir():
            shutil.rmtree(self.folder)

    def get(self, key: bytes) -> bytes | None:
        """See `Store`."""
        if key not in self._places or self._old is None:
            return None
        place, length = self._places[key]
        try:
            entry = _read(self._old, place, _HEAD.size + length)
        except OSError:
            return None
        data = entry[_HEAD.size :]
        if entry[: _HEAD.size] != _head(key, data):
            return None
        if self._used and key not in self._told:
            self._told.add(key)
            with suppress(OSError):
                self._used.write(key)
        return data

    def renew(self) -> None:
        """Find what other processes of this build have made."""
        if self._new and self.code:
            self._find(self.code)

    def put(self, key: bytes, data: bytes) -> None:
        """See `Store`."""
        if key not in self._told:
            self._told.add(key)
            self._write(_head(key, data) + data)

    def _begin(self, code: bytes) -> None:
        self._new = self._files.enter_context((self.folder / "~results").open("wb", buffering=0))
        self._end = self._old = None
        self._write(code)

    def _find(self, code: bytes) -> int | None:
        """Find every entry, or those that came since we looked; where they end, None where none are for us.

        A length that is wrong leads astray: what is found there has no digest.
        """
        with suppress(OSError):
            if self._old is None:
                name = "~results" if self._new else "results"
                self._old = self._reading.enter_context((self.folder / name).open("rb"))
                if self._old.read(len(code)) != code:
                    return None
                self._seen_to = len(code)
            old, place, end = self._old, self._seen_to, _size(self._old)
            old.seek(place)
            while len(head := old.read(_HEAD.size)) == _HEAD.size:
                key, length, _ = _HEAD.unpack(head)
                if (after := place + _HEAD.size + length) > end:
                    break  # cut off
                self._places[key] = place, length
                place = self._seen_to = old.seek(after)
            return place
        return None

    def _drop_unused(self) -> None:
        """Begin a file anew with what was found or made by this build, where that is less than half of all."""
        assert self._end is not None
        assert self.code is not None
        begun, used = self._end, (self.folder / "~used").read_bytes()
        found = {used[at : at + 32] for at in range(0, len(used), 32)}
        end = self._find(self.code)  # once more: other processes of this build wrote too
        live = {key: at for key, at in self._places.items() if at[0] >= begun or key in found}
        if end is None or 2 * sum(_HEAD.size + length for _, length in live.values()) > end:
            return
        old = self._old
        self._begin(self.code)
        for place, length in live.values():
            self._write(_read(old, place, _HEAD.size + length))  # type: ignore[arg-type]

    def _write(self, data: bytes) -> None:
        """One call of the system an entry: what two processes write never mixes."""
        try:
            if self._new and self._new.write(data) != len(data):
                self._new = None  # the disk is full
        except OSError:
            self._new = None


def _head(key: bytes, data: bytes) -> bytes:
    return _HEAD.pack(key, len(data), sha256(key + data).digest()[:16])


def _read(file: BinaryIO, place: int, size: int) -> bytes:
    if hasattr(os, "pread"):  # other processes read from the same open file
        return os.pread(file.fileno(), size, place)
    file.seek(place)
    return file.read(size)


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
