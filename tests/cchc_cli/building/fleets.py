"""What stands of a fleet: every file of every section, and what a build has touched."""

from pathlib import Path

import pytest
from tests.cchc.section.rich import files_in
from tests.command import run

SCHOOLS = ("a", "b", "c", "d", "e", "f")
TWO = ("--workers", "2")


def sections(folder: Path, site: str = "site") -> dict[str, bytes]:
    return {path: data for path, data in files_in(folder / site).items() if not path.startswith(".cchc/")}


def whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What one process makes of everything at once, from nothing."""
    with monkeypatch.context() as one:
        one.setattr("cchc_cli.build.BATCH", 10**6)
        run(folder, "build", "-o", str(folder / "whole"), "--fresh", "--workers", "1")
    return sections(folder, "whole")


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and time stamp of every published file."""
    found = (path for path in (folder / "site").rglob("*") if path.is_file() and ".cchc" not in path.parts)
    return {str(path.relative_to(folder / "site")): (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


def touched(folder: Path, before: dict[str, tuple[int, int]]) -> set[str]:
    now = marks(folder)
    return {path.partition("/")[0] for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
