"""A folder of this machine, as nginx serves it: every release whole, beside the one before; one link says which.

    <folder>/current → releases/0007-1a2b3c4d5e6f     the web server's root
    <folder>/releases/0007-1a2b3c4d5e6f/              a release; nobody writes into it again
    <folder>/releases/~…                              on its way in or out: swept by the next run

Files that did not change are hard links, so a release costs what is new in it.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath

from cchc.products.manifest import sha256_of
from cchc.publishing.output import sync_all
from cchc.section.addresses import FILE_LIST, MANIFEST
from cchc_cli.deploying.host import HOUSE, HostFailed, Plan, Published, Sent
from cchc_cli.deploying.release import Release
from cchc_cli.deploying.shelf import drop, next_place, on_its_way, releases_in, share, sweep
from cchc_cli.deploying.standing import alone, difference, listed_in, published, refuse_another_unit, spoken

CURRENT = "current"


class Folder:
    """A `Target`: a folder with the releases and the link to the one that is public."""

    def __init__(self, root: Path, keep: int, now: datetime) -> None:
        self.name = f"thu_muc {root}"
        self.root = root
        self.keep = max(keep, 1)
        self.now = now
        self.live = root / CURRENT
        self.releases = root / "releases"

    def look(self, release: Release) -> Plan:
        with spoken(self.root):
            return self._compared(release)[0]

    def publish(self, release: Release) -> Sent:
        with spoken(self.root), alone(self.root / HOUSE / "lock"):
            sweep(self.releases)
            plan, foreign = self._compared(release)
            if plan.send or plan.remove:
                self._switch(self._filled(release, plan, foreign))
            self._prune()
        return Sent(plan.send, plan.bytes, plan.remove)

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        with spoken(self.root):
            return {path: content for path in paths if (content := _read(self.live / path)) is not None}

    def _compared(self, release: Release) -> tuple[Plan, list[str]]:
        """What differs; and the files that somebody else has put there: they go along into every release."""
        if self.live.exists() and not self.live.is_symlink():
            raise HostFailed(
                f"{self.live} không phải liên kết do cchc đặt; dời nó đi nơi khác (cchc không xoá), rồi chạy lại"
            )
        refuse_another_unit(_read(self.live / MANIFEST), release.ma)
        found = {
            path: "" if (self.live / path).is_symlink() else sha256_of(self.live / path) for path in _files(self.live)
        }
        listed = listed_in(_read(self.live / FILE_LIST))
        foreign = [path for path in found if path not in listed and not _in_the_way(path, release)]
        return difference(release, found, listed, self._history()), foreign

    def _history(self) -> tuple[Published, ...]:
        """The releases kept; the one that is public now comes last, also where a person has set the link back."""
        now = self.live.resolve()
        kept = sorted(releases_in(self.releases).values(), key=lambda folder: folder == now)
        return tuple(one for path in kept for one in published(_read(path / MANIFEST), path.stat().st_mtime))

    def _filled(self, release: Release, plan: Plan, foreign: list[str]) -> Path:
        """The release in a folder of its own, complete and on the disk."""
        folder = next_place(self.releases, release.hash)
        stage = on_its_way(folder)
        new = set(plan.send)
        for path in (*release.files, *foreign):
            if path in new:
                _copy(release.folder / path, stage / path, release.files[path])
            else:
                share(self.live / path, stage / path)
        folders = [Path(above) for above, _, _ in os.walk(stage)]
        for above in folders:
            above.chmod(above.stat().st_mode | 0o755)
        os.utime(stage, (self.now.timestamp(),) * 2)
        sync_all([*(stage / path for path in new), *folders])
        os.replace(stage, folder)
        return folder

    def _switch(self, folder: Path) -> None:
        """From here on the release is public."""
        link = self.root / f"~{CURRENT}"
        link.unlink(missing_ok=True)
        link.symlink_to(folder.relative_to(self.root), target_is_directory=True)
        os.replace(link, self.live)

    def _prune(self) -> None:
        for folder in list(releases_in(self.releases).values())[: -self.keep]:
            if folder != self.live.resolve():
                drop(folder)


def _copy(source: Path, target: Path, digest: str) -> None:
    """A copy everybody may read; what came out must be what went in."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    os.chmod(target, os.stat(target).st_mode | 0o644)
    if sha256_of(target) != digest:
        raise HostFailed(f"{target} ghi ra không đúng nội dung; xem lại ổ đĩa")


def _in_the_way(path: str, release: Release) -> bool:
    """Whether the release needs the place of a file of somebody else's: its address then means the release's."""
    above = {str(folder) for folder in PurePosixPath(path).parents}
    return (
        path in release.files
        or not above.isdisjoint(release.files)
        or any(mine.startswith(f"{path}/") for mine in release.files)
    )


def _files(live: Path) -> list[str]:
    """Every file beneath a folder; a link counts as one and is not followed."""
    found = (path for path in live.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted(path.relative_to(live).as_posix() for path in found)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
