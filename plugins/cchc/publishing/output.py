"""The output folder: one writer at a time, a stage per unit, a journal that is rolled forward.

    <output>/<ma>/…                 published sections
    <output>/.cchc/lock             held by the one writer
    <output>/.cchc/stage/<ma>/…     a section being made
    <output>/.cchc/journal/<ma>     a commit that has begun

All writing happens in the stage, of what is new or changed; the journal is written once that is complete and on the
disk. From then on there are only renames and removals, which a full disk cannot stop; killed in between, the next
command finishes them. A first section needs none of this: its stage becomes the published folder.
"""

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc.publishing.stage import Stage
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
        self.stages: dict[str, Stage] = {}
        """By unit: the sections being made."""
        self.twins: dict[str, str] = {}
        """By SHA-256: files of the theme, pictures and papers published since we hold the output."""
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
        """An empty folder for the section of `ma`, on the same file system as the published one.

        An engine may fill it; what is at hand is better given to `stages[ma].put`.
        """
        path = self.house / "stage" / ma
        if self._begun(ma):
            self._perform(ma)
        _remove_tree(path)
        path.mkdir(parents=True)
        self.stages[ma] = Stage(path, self.published(ma), self.twins)
        return path

    def published(self, ma: str) -> Path:
        """The folder in which the section of `ma` stands published."""
        return self.root / ma

    def discard(self, ma: str) -> None:
        """Forget a stage; the published section stays as it was.

        A commit that has begun keeps its stage: the next command needs it to finish. One that was turned away
        touches nothing: the stage is somebody else's.
        """
        self.stages.pop(ma, None)
        if self._lock is not None and not self._begun(ma):
            _remove_tree(self.house / "stage" / ma)

    def _begun(self, ma: str) -> bool:
        return (self.house / "journal" / ma).exists()

    def commit(self, ma: str, kinds: Mapping[str, str], manifest_of: Callable[[bytes], bytes]) -> Change:
        """Publish the stage of `ma`. `kinds`: kind of each file by path (others are assets of the theme).

        `manifest_of` gives `cchc.json` for the bytes of `cchc-files.json`. Raises OSError while nothing is changed yet.
        """
        stage = self.stages[ma]
        stage.complete(manifest_of)
        changed = sorted(stage.changed, key=lambda path: (KINDS.index(_kind(path, kinds)), path))
        gone = stage.gone
        if not os.path.lexists(stage.live):
            sync_all([stage.folder / path for path in changed])
            os.replace(stage.folder, stage.live)
            sync(self.root)
        elif changed or gone:
            stage.make_folders()
            sync_all([stage.folder / path for path in changed])
            self._write_journal(ma, changed, gone)
            self._perform(ma)
        for path, digest in stage.hashes.items():
            if _kind(path, kinds) == "asset":
                self.twins.setdefault(digest, f"{stage.live}/{path}")
        self.discard(ma)
        return Change(tuple(changed), tuple(gone))

    def remove(self, ma: str) -> None:
        """Take the published section of `ma` away, at once: what is left of it waits where stages are dropped."""
        stage = self.stage(ma)
        stage.rmdir()
        os.replace(self.root / ma, stage)
        (self.house / "built" / ma).unlink(missing_ok=True)
        self.discard(ma)

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
        cleared = {str(live)}
        if live.is_file():
            live.unlink()
        if not live.is_dir():
            live.mkdir(parents=True)
        for path in plan["move"]:
            _move(f"{stage}/{path}", f"{live}/{path}", cleared)
        for path in plan["remove"]:
            target = f"{live}/{path}"
            if os.path.islink(target) or not os.path.isdir(target):
                with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                    os.unlink(target)
                _remove_empty(live, os.path.dirname(target))
        _remove_tree(stage)
        journal.unlink()


def open_journals(root: Path) -> tuple[str, ...]:
    """Units whose commit was cut off and not yet finished; `serve` and `deploy` refuse then."""
    folder = root / HOUSE / "journal"
    if not folder.is_dir():
        return ()
    return tuple(sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("~")))


def _kind(path: str, kinds: Mapping[str, str]) -> str:
    return "manifest" if path in (MANIFEST, FILE_LIST) else kinds.get(path, "asset")


def _move(source: str, target: str, cleared: set[str]) -> None:
    """Rename, unless that has been done; what stands where something else must be gives way.

    `cleared`: folders known to be ones.
    """
    _clear_way(os.path.dirname(target), cleared)
    try:
        os.replace(source, target)
    except FileNotFoundError:
        if os.path.lexists(source):
            raise
    except (IsADirectoryError, PermissionError):  # Windows says the latter of a folder
        if os.path.islink(target) or not os.path.isdir(target):
            raise
        shutil.rmtree(target)
        os.replace(source, target)


def _clear_way(folder: str, cleared: set[str]) -> None:
    """Make sure of a folder; a file or a link in its place is removed, never followed."""
    if folder in cleared:
        return
    _clear_way(os.path.dirname(folder), cleared)
    if os.path.islink(folder) or os.path.isfile(folder):
        os.unlink(folder)
    if not os.path.isdir(folder):
        os.mkdir(folder)
    cleared.add(folder)


def _remove_empty(live: Path, folder: str) -> None:
    while folder != str(live):
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = os.path.dirname(folder)


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
