"""What tests of `takedown` share: where the item lies, what still holds it, the command."""

import shutil
from pathlib import Path

from tests.command import run

from cchc_cli.deploying.shelf import share

TRUONG = "don-vi/xa/don-vi/lop"
CANARY = "CANARYX"
NEWS = f"{TRUONG}/tin-tuc/2026/mat.md"


def kept(folder: Path) -> None:
    """Keep what stands as a release of each unit, as `deploy` does."""
    for number, ma in enumerate(("so", "xa", "lop"), start=1):
        shelf = folder / ".cchc/releases" / ma
        for path in (folder / "site" / ma).rglob("*"):
            if path.is_file():
                share(path, shelf / f"000{number}-0123456789ab" / path.relative_to(folder / "site" / ma))


def holding(*places: Path) -> list[str]:
    """Files that say CANARYX, in their name or their bytes."""
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    return [str(path) for path in files if CANARY.lower().encode() in (str(path).encode() + path.read_bytes()).lower()]


def published(folder: Path) -> list[str]:
    unpacked = folder / "unpacked"
    shutil.rmtree(unpacked, ignore_errors=True)
    for archive in (folder / "site").glob("*.zip"):
        shutil.unpack_archive(archive, unpacked / archive.stem)
    return holding(folder / "site", folder / "site-offline", folder / ".cchc/releases", unpacked)


def gone(folder: Path, *options: str, name: str = "mat") -> int:
    return run(folder, "takedown", name, "--unit", "lop", "--yes", *options)
