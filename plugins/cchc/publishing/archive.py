"""`build --as zip`: one archive a unit, `<ma>.zip`, for hosts whose panel takes a file and unpacks it.

Written beside and renamed, so that half an archive never stands; a folder of the same section is not touched. Files
bear the instant of the build and no time of this machine: a host tells browsers by it whether a page is still the same,
and of one from 1980 they would believe that it never changes.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from cchc.publishing.output import Change, Output, sync

_FILE = 0o100644 << 16
"""A plain file everybody may read, as Unix writes it into archives."""
_UNIX = 3
_FIRST, _LAST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""The times an archive can hold."""


class Archive(Output):
    """An output folder in which a section of `now` is one archive."""

    def __init__(self, root: Path, now: datetime) -> None:
        super().__init__(root)
        self.now = now

    def published(self, ma: str) -> Path:  # noqa: ARG002
        """Where nothing stands: what is published in a folder of the unit is not in its archive."""
        return self.house / "stage" / "~"

    def commit(self, ma: str, kinds: Mapping[str, str], manifest_of: Callable[[bytes], bytes]) -> Change:  # noqa: ARG002
        """Publish the stage of `ma`; one that holds nothing new stays. Raises OSError while nothing is changed yet."""
        archive = self.root / f"{ma}.zip"
        stage, draft = self.stages[ma], self.house / "stage" / f"~{archive.name}"
        try:
            stage.complete(manifest_of)
            pack(stage.folder, stage.hashes, draft, self.now)
            changed = _held(draft) != _held(archive)
            if changed:
                sync(draft)
                os.replace(draft, archive)
        finally:
            draft.unlink(missing_ok=True)
        self.discard(ma)
        return Change((archive.name,) if changed else (), ())


def pack(folder: Path, files: Iterable[str], archive: Path, now: datetime) -> None:
    """The `files` of `folder` as one archive: the same bytes for the same files and the same instant."""
    year, month, day, hour, minute, second, *_ = now.timetuple()
    moment = min(max((year, month, day, hour, minute, second), _FIRST), _LAST)
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(files):
            entry = ZipInfo(path, moment)
            entry.external_attr, entry.create_system, entry.compress_type = _FILE, _UNIX, ZIP_DEFLATED
            entry.file_size = (folder / path).stat().st_size
            with (folder / path).open("rb") as source, packed.open(entry, "w") as target:
                shutil.copyfileobj(source, target)


def _held(archive: Path) -> list[tuple[str, int, int]] | None:
    """What is in an archive, whatever its time; None where none stands, or one nobody can open."""
    try:
        with ZipFile(archive) as packed:
            return [(entry.filename, entry.CRC, entry.file_size) for entry in packed.infolist()]
    except (FileNotFoundError, BadZipFile):
        return None
