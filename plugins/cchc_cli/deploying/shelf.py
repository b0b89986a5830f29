"""A row of releases in one folder: `0007-1a2b3c4d5e6f`, numbered as they came; `~…` is on its way in or out."""

import os
import re
import shutil
from pathlib import Path

_NAME = re.compile(r"(\d{4,})-([0-9a-f]{12})")


def releases_in(shelf: Path) -> dict[int, Path]:
    """The complete releases by their number, oldest first."""
    found = {int(match[1]): path for path in _entries(shelf) if (match := _NAME.fullmatch(path.name))}
    return dict(sorted(found.items()))


def next_place(shelf: Path, digest: str) -> Path:
    """Where the next release goes."""
    return shelf / f"{max(releases_in(shelf), default=0) + 1:04}-{digest[:12]}"


def on_its_way(release: Path) -> Path:
    """Where a release lies until it is complete, and from the moment it is being removed."""
    return release.with_name(f"~{release.name}")


def drop(release: Path) -> None:
    """Remove a release: half of one never bears its name."""
    os.replace(release, on_its_way(release))
    shutil.rmtree(on_its_way(release))


def sweep(shelf: Path) -> None:
    """Remove what a run that was cut off left on its way."""
    for path in _entries(shelf):
        if path.name.startswith("~") and path.is_dir():
            shutil.rmtree(path)


def share(source: Path, target: Path) -> None:
    """The file `source` at `target` too, without a second copy of its bytes where the disk can do that."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copyfile(source, target, follow_symlinks=False)


def _entries(shelf: Path) -> list[Path]:
    return sorted(shelf.iterdir()) if shelf.is_dir() else []
