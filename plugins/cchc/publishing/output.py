"""The output folder: one writer at a time, a stage per unit, a journal that is rolled forward.

    <output>/<ma>/…                 published sections
    <output>/.cchc/lock             held by the one writer
    <output>/.cchc/stage/<ma>/…     a section being made
    <output>/.cchc/journal/<ma>     a commit that has begun

All writing happens in the stage; the journal is written once the stage is complete and on the disk. From then
on there are only renames and removals, which a full disk cannot stop; killed in between, the next command
finishes them.
"""

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc.products.manifest import file_list, sha256_of
from cchc.section.addresses import FILE_LIST, MANIFEST

HOUSE = ".cchc"
KINDS = ("asset", "page", "list", "feed", "manifest")
"""Order in which files become public: what a page needs first, the manifest last."""


class OutputBusy(Exception):
    """Another command is writing to the same output folder."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit did to the published files."""

    written: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        return not self.written and not self.removed


class Output:
    """An output folder held for writing. Use as a context manager; entering finishes commits that were cut off."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.house = root / HOUSE
        self._lock: int | None = None

    def __enter__(self) -> "Output":
        self.house.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.house / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            take_lock(handle)
        except OSError:
            os.close(handle)
            raise OutputBusy(str(self.root)) from None
        self._lock = handle
        try:
            self.roll_forward()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def stage(self, ma: str) -> Path:
        """An empty folder for the section of `ma`, on the same file system as the published one."""
        path = self.house / "stage" / ma
        if self._begun(ma):
            self._perform(ma)
        _remove_tree(path)
        path.mkdir(parents=True)
        return path

    def discard(self, ma: str) -> None:
        """Forget a stage; the published section stays as it was.

        A commit that has begun keeps its stage: the next command needs it to finish. One that was turned away
        touches nothing: the stage is somebody else's.
        """
        if self._lock is not None and not self._begun(ma):
            _remove_tree(self.house / "stage" / ma)

    def _begun(self, ma: str) -> bool:
        return (self.house / "journal" / ma).exists()

    def commit(self, ma: str, kinds: Mapping[str, str], manifest_of: Callable[[bytes], bytes]) -> Change:
        """Publish the stage of `ma`. `kinds`: kind of each file by path (others are assets of the theme).

        `manifest_of` gives `cchc.json` for the bytes of `cchc-files.json`. Raises OSError while nothing is changed yet.
        """
        stage, live = self.house / "stage" / ma, self.root / ma
        new = complete(stage, manifest_of)
        old = set(_files(live)) if live.is_dir() else set()
        changed = [path for path in new if path not in old or not _same(stage / path, live / path)]
        changed.sort(key=lambda path: (KINDS.index(_kind(path, kinds)), path))
        gone = sorted(old - new)
        if changed or gone:
            _make_folders(live, changed)
            sync_all([stage / path for path in changed])
            self._write_journal(ma, changed, gone)
            self._perform(ma)
        self.discard(ma)
        return Change(tuple(changed), tuple(gone))

    def remove(self, ma: str) -> None:
        """Take the published section of `ma` away, at once: what is left of it waits where stages are dropped."""
        stage = self.stage(ma)
        stage.rmdir()
        os.replace(self.root / ma, stage)
        _remove_tree(stage)

    def roll_forward(self) -> tuple[str, ...]:
        """Finish every commit that was cut off, drop stages that were never complete. The units concerned."""
        units = open_journals(self.root)
        for ma in units:
            self._perform(ma)
        _remove_tree(self.house / "stage")
        _remove_tree(self.house / "journal")
        return units

    def _write_journal(self, ma: str, changed: list[str], gone: list[str]) -> None:
        journal = self.house / "journal" / ma
        journal.parent.mkdir(exist_ok=True)
        draft = journal.with_name(f"~{ma}")
        draft.write_text(json.dumps({"move": changed, "remove": gone}, ensure_ascii=False), encoding="utf-8")
        sync(draft)
        os.replace(draft, journal)
        sync(journal.parent)

    def _perform(self, ma: str) -> None:
        """Carry out the journal of `ma`; every step may have been done before."""
        journal, stage, live = self.house / "journal" / ma, self.house / "stage" / ma, self.root / ma
        plan = json.loads(journal.read_text(encoding="utf-8"))
        for path in plan["move"]:
            source, target = stage / path, live / path
            if source.exists():
                _make_room(live, target)
                os.replace(source, target)
        for path in plan["remove"]:
            target = live / path
            if target.is_symlink() or not target.is_dir():
                with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                    target.unlink()
                _remove_empty(live, target.parent)
        _remove_tree(stage)
        journal.unlink()


def complete(stage: Path, manifest_of: Callable[[bytes], bytes]) -> set[str]:
    """Give a stage its two manifests; every file of it by its path."""
    hashes = {path: sha256_of(stage / path) for path in _files(stage)}
    listing = file_list(hashes)
    (stage / FILE_LIST).write_bytes(listing)
    (stage / MANIFEST).write_bytes(manifest_of(listing))
    return {*hashes, FILE_LIST, MANIFEST}


def open_journals(root: Path) -> tuple[str, ...]:
    """Units whose commit was cut off and not yet finished; `serve` and `deploy` refuse then."""
    folder = root / HOUSE / "journal"
    if not folder.is_dir():
        return ()
    return tuple(sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("~")))


def _kind(path: str, kinds: Mapping[str, str]) -> str:
    return "manifest" if path in (MANIFEST, FILE_LIST) else kinds.get(path, "asset")


def _files(root: Path) -> Iterator[str]:
    """Every file by its path; a link counts as one, whatever it leads to, and is never followed."""
    for folder, folders, names in os.walk(root):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        folders.sort()
        prefix = Path(folder).relative_to(root).as_posix()
        for name in sorted([*names, *links]):
            yield name if prefix == "." else f"{prefix}/{name}"


def _same(one: Path, other: Path) -> bool:
    if other.is_symlink() or one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as first, other.open("rb") as second:
        while True:
            chunk = first.read(1 << 16)
            if chunk != second.read(1 << 16):
                return False
            if not chunk:
                return True


def _make_folders(live: Path, paths: list[str]) -> None:
    """Folders take room on the disk too, so they are made before the journal; where something is in the way, after."""
    for folder in sorted({(live / path).parent for path in paths}):
        if not any(_in_the_way(live, above) for above in (folder, *folder.parents)):
            folder.mkdir(parents=True, exist_ok=True)


def _make_room(live: Path, target: Path) -> None:
    """Folders for `target`; a file or link where a folder must be, or the other way round, gives way."""
    for folder in reversed(target.parents):
        if _in_the_way(live, folder):
            folder.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        _remove_tree(target)


def _in_the_way(live: Path, folder: Path) -> bool:
    """True for what stands inside `live` where a folder must be. `live` itself may be a link somebody has set."""
    if folder == live:
        return folder.is_file()
    return folder.is_relative_to(live) and (folder.is_symlink() or folder.is_file())


def _remove_empty(live: Path, folder: Path) -> None:
    while folder != live and folder.is_relative_to(live):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _remove_tree(path: Path) -> None:
    if path.exists():
        shutil.rmtree(path)


def sync_all(paths: list[Path]) -> None:
    """One flush of everything is quicker than thousands of single ones."""
    if len(paths) > 64 and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        sync(path)


def sync(path: Path) -> None:
    """On the disk, not in a cache: a journal must never name a file that a power cut takes away."""
    if sys.platform == "win32" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if sys.platform != "win32" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def take_lock(handle: int) -> None:
        """Hold an open file against every other process; raises OSError where one holds it."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def take_lock(handle: int) -> None:
        """Hold an open file against every other process; raises OSError where one holds it."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
