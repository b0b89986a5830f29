"""The shapes of deploying: a host, what a target would do and did, and how either says that it failed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from cchc_cli.deploying.release import Release

HOUSE = ".cchc"
"""Folder on a host that is ours: state, lock, files on their way."""
ARRIVING = f"{HOUSE}/tam"
"""Where a file arrives, named by its SHA-256: what was cut off is a beginning of just these bytes."""


class HostFailed(Exception):
    """A host did not do what it was asked; `str()` is Vietnamese and holds no secret.

    `transient`: the line broke, the server was busy: connecting again may help. Others (password, permission, disk
    full, wrong host key) end this host's turn.
    """

    def __init__(self, what: str, *, transient: bool = False) -> None:
        super().__init__(what)
        self.transient = transient


class HostBusy(HostFailed):
    """Somebody else is publishing to this host just now."""


class Entry(NamedTuple):
    """A file as its host shows it."""

    size: int
    stamp: str
    """Changes when somebody writes the file: the host's modification time, most significant part first
    (`20261120T080005`). A shorter one is the same time told less exactly (`20261120`), an empty one is not known."""

    def is_as(self, other: "Entry") -> bool:
        """True unless somebody wrote the file between the two looks (servers tell old times less exactly)."""
        exact, rough = sorted((self.stamp, other.stamp), key=len, reverse=True)
        return self.size == other.size and exact.startswith(rough)


class Host(Protocol):
    """A folder on a machine nobody here controls. Not shared between threads.

    Paths are relative to the folder, `/` between their parts, never `..`. Every call either did its whole work or may
    be made again, also over a new connection. All raise `HostFailed`.
    """

    def listing(self) -> dict[str, Entry]:
        """Every file beneath the folder by its path as the host spells it, those of `.cchc/` too; links are not
        followed but listed as files. Empty where the folder is not there yet."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""

    def write(self, path: str, source: Path | bytes) -> Entry:
        """Put a file there, all at once: it arrives as `.cchc/tam/<sha256>` (going on where an earlier try was cut
        off), its length is checked, then it is renamed over `path`. Folders above are made. What `listing` will show
        of it; the stamp is empty where that would cost a look of its own."""

    def remove(self, path: str) -> None:
        """Remove a file, or an empty folder; that none is there is fine. Folders left empty above it go too."""

    def claim(self, folder: str) -> bool:
        """Make a folder, and those above it; False where it is there already. Of two at once, one gets True."""

    def age(self, path: str) -> float | None:
        """Seconds since a file or folder was last written, by the host's own clock (that of a file written just
        now), never by ours; None where it is not there."""

    def close(self) -> None:
        """Let the connection go; never raises."""


class Published(NamedTuple):
    """A release a target has held."""

    release: str
    """`Release.hash`."""
    next_change: datetime | None
    """When it was to be replaced by a newer one."""
    at: datetime
    """When it was published."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing would do to a target."""

    send: tuple[str, ...] = ()
    """Files to travel, in this order."""
    remove: tuple[str, ...] = ()
    """Files to go afterwards, as the host spells them."""
    bytes: int = 0
    """Size of the files to travel."""
    repair: tuple[str, ...] = ()
    """Those of `send` and `remove` that somebody else has changed or removed since we published them."""
    history: tuple[Published, ...] = field(default=())
    """What the target has held, oldest first; the last stands there now, unless a run was cut off."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What publishing did."""

    files: tuple[str, ...] = ()
    bytes: int = 0
    """What was put on the line for it, our own notes on the host included."""
    removed: tuple[str, ...] = ()


class Target(Protocol):
    """A place a section is published to."""

    name: str
    """For people: `sftp thcs@may-chu.edu.vn/cchc`."""

    def look(self, release: "Release") -> Plan:
        """What publishing would do; changes nothing there."""

    def publish(self, release: "Release") -> Sent:
        """Make the place hold the release. Raises `HostFailed`."""

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """Those of these files that stand there now, by path. Raises `HostFailed`."""
