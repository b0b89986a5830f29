"""A host that is a folder: counts what it is asked, and fails, dies or forgets as a test wishes."""

import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from tests.school import NOW

from cchc_cli.deploying.host import ARRIVING, Entry, HostFailed
from cchc_cli.deploying.in_place import InPlace
from cchc_cli.deploying.release import Release

T = TypeVar("T")
Releases = dict[str, Release]


def all_is_well(_number: int, _what: str) -> str:
    """No trouble at all."""
    return ""


class Disc:
    """A folder on a machine, and the trouble it is in. Connections to it are `FolderHost`s."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.asked: list[str] = []
        """Every operation so far: `write tin-tuc/index.html`."""
        self.trouble: Callable[[int, str], str] = all_is_well
        """Asked at each operation (counted from 0): "" all is well, "before" or "after" the connection breaks there,
        "half" of a file arrives and it breaks; "full", "denied" are not transient."""
        self.clock: Callable[[], float] = time.time
        self.coarse = False
        """The host's times are told by the minute only, and not at all right after writing."""
        self.connections = 0
        self.sent = 0
        """Bytes that arrived."""

    def connect(self) -> "FolderHost":
        self.connections += 1
        return FolderHost(self)

    def files(self) -> dict[str, bytes]:
        """What visitors may see: everything but `.cchc`."""
        found = (path for path in self.root.rglob("*") if path.is_file() and ".cchc" not in path.parts)
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}


class FolderHost:
    def __init__(self, disc: Disc) -> None:
        self.disc = disc
        self.closed = False

    def listing(self) -> dict[str, Entry]:
        def work() -> dict[str, Entry]:
            found = (path for path in self.disc.root.rglob("*") if path.is_symlink() or path.is_file())
            return {path.relative_to(self.disc.root).as_posix(): self._entry(path) for path in found}

        return self._do("listing", "", work)

    def read(self, path: str) -> bytes | None:
        place = self.disc.root / path
        return self._do("read", path, lambda: place.read_bytes() if place.is_file() else None)

    def write(self, path: str, source: Path | bytes) -> Entry:
        data = source if isinstance(source, bytes) else source.read_bytes()
        place, arriving = self.disc.root / path, self.disc.root / ARRIVING / sha256(data).hexdigest()

        def arrive(end: int | None = None) -> None:
            arriving.parent.mkdir(parents=True, exist_ok=True)
            begun = arriving.stat().st_size if arriving.exists() else 0
            with arriving.open("ab") as file:
                self.disc.sent += file.write(data[begun:end])

        def work() -> Entry:
            arrive()
            assert arriving.read_bytes() == data
            place.parent.mkdir(parents=True, exist_ok=True)
            arriving.replace(place)
            entry = self._entry(place)
            return Entry(entry.size, "") if self.disc.coarse else entry

        return self._do("write", path, work, lambda: arrive(len(data) // 2))

    def remove(self, path: str) -> None:
        place = self.disc.root / path

        def work() -> None:
            if place.is_dir() and not place.is_symlink():
                place.rmdir()
            else:
                place.unlink(missing_ok=True)
            self._prune(place.parent)

        self._do("remove", path, work)

    def claim(self, folder: str) -> bool:
        place = self.disc.root / folder

        def work() -> bool:
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                place.mkdir()
            except FileExistsError:
                return False
            return True

        return self._do("claim", folder, work)

    def age(self, path: str) -> float | None:
        place = self.disc.root / path
        return self._do("age", path, lambda: self.disc.clock() - place.stat().st_mtime if place.exists() else None)

    def close(self) -> None:
        self.closed = True

    def _do(self, kind: str, path: str, work: Callable[[], T], half: Callable[[], None] = lambda: None) -> T:
        assert not self.closed, "a connection that was let go is asked again"
        assert not path.startswith("/"), path
        assert ".." not in path.split("/"), path
        what = f"{kind} {path}".strip()
        trouble = self.disc.trouble(len(self.disc.asked), what)
        self.disc.asked.append(what)
        if trouble in ("full", "denied"):
            raise HostFailed("hết dung lượng" if trouble == "full" else "không có quyền")
        if trouble == "half":
            half()
        if trouble in ("before", "half"):
            raise HostFailed("mất kết nối", transient=True)
        result = work()
        if trouble == "after":
            raise HostFailed("mất kết nối", transient=True)
        return result

    def _entry(self, path: Path) -> Entry:
        found = path.lstat()
        return Entry(found.st_size, f"{found.st_mtime_ns // 60_000_000_000 if self.disc.coarse else found.st_mtime_ns}")

    def _prune(self, folder: Path) -> None:
        while folder != self.disc.root and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def target(disc: Disc, owner: str = "máy văn phòng", sleep: Callable[[float], None] = lambda _: None) -> InPlace:
    """Publishing to a disc, without ever waiting."""
    return InPlace("thư mục thử", disc.connect, owner, NOW, sleep)


def content(release: Release) -> dict[str, bytes]:
    """Every file of a release."""
    return {path: (release.folder / path).read_bytes() for path in release.files}
