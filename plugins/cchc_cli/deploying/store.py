"""The releases of a unit kept on this machine, and which of them each of its hosts has held: what going back needs.

    .cchc/releases/<ma>/0007-1a2b3c4d5e6f/    a release, by hard links to the site it was built into
    .cchc/releases/<ma>/hosts.json            {host: numbers of the releases it held, the one there now last}
    .cchc/releases/<ma>/rejected              the release people went back from, until another is published

Files of a site are only ever replaced by renaming, so the links keep the old bytes: what is deployed is this snapshot,
whatever a build does meanwhile. One command at a time uses a store.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from cchc.publishing.output import sync
from cchc.section.addresses import FILE_LIST
from cchc_cli.deploying.release import Release, read_release
from cchc_cli.deploying.shelf import drop, next_place, on_its_way, releases_in, share, sweep
from cchc_cli.deploying.standing import listed_in

MEMORY = 50
"""Past releases remembered of a host."""


class Store:
    """The releases of one unit."""

    def __init__(self, folder: Path, ma: str) -> None:
        self.ma = ma
        self.shelf = folder / ma

    def keep(self, release: Release) -> Release:
        """The release as it lies here from now on, whatever becomes of the folder it was read from."""
        sweep(self.shelf)
        last = list(releases_in(self.shelf).values())[-1:]
        for folder in last:
            if _is_of(folder, release):
                return replace(release, folder=folder)
        folder = next_place(self.shelf, release.hash)
        for path in release.files:
            share(release.folder / path, on_its_way(folder) / path)
        os.replace(on_its_way(folder), folder)
        return replace(release, folder=folder)

    def prune(self, keep: int) -> None:
        """Remove all but the newest `keep` releases."""
        for folder in list(releases_in(self.shelf).values())[: -max(keep, 1)]:
            drop(folder)

    def note(self, host: str, release: Release) -> None:
        """`host` holds a release of this store. One it held before: it went back, and what came after is forgotten."""
        number = int(release.folder.name.partition("-")[0])
        held = self._hosts()
        past = held.get(host, [])
        past = past[: past.index(number)] if number in past else past
        self._write({**held, host: [*past, number][-MEMORY:]})

    def reject(self, host: str) -> None:
        """People take back what `host` holds: nobody publishes it again unasked."""
        if standing := self.standing(host):
            (self.shelf / "rejected").write_text(standing, encoding="ascii")

    def accept(self) -> None:
        """Another release was published: what was once taken back may come again."""
        (self.shelf / "rejected").unlink(missing_ok=True)

    def is_rejected(self, release: Release) -> bool:
        """Whether the release is the one that was taken back."""
        try:
            return release.hash.startswith((self.shelf / "rejected").read_text(encoding="ascii") or "?")
        except (FileNotFoundError, UnicodeDecodeError):
            return False

    def before(self, hosts: Iterable[str]) -> Mapping[str, Release | None]:
        """What each of these hosts goes back to; None where this machine has kept nothing older.

        A host that holds an older release than the others has gone back already and is left out, so that a command
        which reached only some of them can be run again. Raises ReleaseRefused where a kept release is damaged.
        """
        held = {host: past for host, past in self._hosts().items() if host in set(hosts)}
        newest = max((past[-1] for past in held.values()), default=0)
        kept = releases_in(self.shelf)
        goals = {host: kept.get(past[-2]) if past[1:] else None for host, past in held.items() if past[-1] == newest}
        read = {folder: read_release(folder, self.ma) for folder in goals.values() if folder}
        return {host: read[folder] if folder else None for host, folder in goals.items()}

    def standing(self, host: str) -> str | None:
        """The release (the beginning of its hash) that a host holds as far as this machine knows."""
        folder = self._at(host)
        return folder.name.partition("-")[2] if folder else None

    def listed(self, host: str) -> Mapping[str, str]:
        """SHA-256 by path of what a host holds as far as this machine knows."""
        folder = self._at(host)
        return listed_in((folder / FILE_LIST).read_bytes()) if folder else {}

    def _at(self, host: str) -> Path | None:
        past = self._hosts().get(host)
        return releases_in(self.shelf).get(past[-1]) if past else None

    def _hosts(self) -> dict[str, list[int]]:
        try:
            found = json.loads((self.shelf / "hosts.json").read_bytes())
            return {str(host): [int(number) for number in past] for host, past in found.items() if past}
        except (FileNotFoundError, ValueError, AttributeError, TypeError):
            return {}

    def _write(self, hosts: Mapping[str, list[int]]) -> None:
        draft = self.shelf / "~hosts.json"
        draft.write_text(json.dumps(hosts, ensure_ascii=False, indent=1), encoding="utf-8")
        sync(draft)
        os.replace(draft, self.shelf / "hosts.json")


def _is_of(folder: Path, release: Release) -> bool:
    """Whether a kept folder holds the release, in the very files it was read from."""
    if folder.name.partition("-")[2] != release.hash[:12]:
        return False
    try:
        return all(os.path.samefile(folder / path, release.folder / path) for path in release.files)
    except FileNotFoundError:
        return False
