"""One zip of the section, for a host whose panel takes a file and unpacks it. Written beside and renamed."""

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from cchc.publishing.archive import pack
from cchc.publishing.output import sync
from cchc.section.addresses import FILE_LIST, MANIFEST
from cchc_cli.deploying.host import HOUSE, Plan, Sent
from cchc_cli.deploying.release import Release
from cchc_cli.deploying.standing import alone, difference, listed_in, published, refuse_another_unit, spoken


class Packed:
    """A `Target`."""

    def __init__(self, archive: Path, now: datetime) -> None:
        self.name = f"zip {archive}"
        self.archive = archive
        self._now = now

    def look(self, release: Release) -> Plan:
        with spoken(self.archive):
            held = self._held()
            refuse_another_unit(held.get(MANIFEST), release.ma)
            found = {path: sha256(content).hexdigest() for path, content in held.items()}
            at = self.archive.stat().st_mtime if held else 0.0
            # All in the archive is ours: it is made anew.
            listed = {**dict.fromkeys(found, ""), **listed_in(held.get(FILE_LIST))}
            return difference(release, found, listed, published(held.get(MANIFEST), at))

    def publish(self, release: Release) -> Sent:
        with spoken(self.archive), alone(self.archive.parent / HOUSE / f"{self.archive.name}.lock"):
            plan = self.look(release)
            if not plan.send and not plan.remove:
                return Sent()
            draft = self.archive.with_name(f"~{self.archive.name}")
            try:
                pack(release.folder, release.files, draft, self._now)
                sync(draft)
                os.replace(draft, self.archive)
            finally:
                draft.unlink(missing_ok=True)
        return Sent((self.archive.name,), self.archive.stat().st_size, ())

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        held = self._held()
        return {path: held[path] for path in paths if path in held}

    def _held(self) -> dict[str, bytes]:
        """Every file of the archive; none where it is missing or nobody can open it."""
        try:
            with ZipFile(self.archive) as packed:
                return {name: packed.read(name) for name in packed.namelist()}
        except (FileNotFoundError, BadZipFile):
            return {}
