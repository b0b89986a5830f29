"""A folder in any store fsspec knows (`sftp://…`, `s3://…`, a shared disk), filled as a host is.

What it guards against: fsspec logs in to any machine that answers an `sftp://` address; here only one in `known_hosts`
is. Connections are kept from one unit to the next, and let go of once anything failed.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import paramiko
from fsspec.core import url_to_fs

from cchc_cli.deploying.host import ARRIVING, Entry, Host, HostFailed
from cchc_cli.deploying.patience import Patient
from cchc_cli.deploying.remote import above, pack, walk
from cchc_cli.deploying.secrets import reason

_CLOCK = f"{ARRIVING}/dong-ho"
_WRITTEN = ("mtime", "LastModified", "last_modified", "modified", "updated", "created")
"""What stores call the time a file was last written."""
_FOR_GOOD = (PermissionError, ImportError, TypeError, ValueError, paramiko.AuthenticationException)
"""Trying again changes nothing."""
T = TypeVar("T")


class StoreFolder(Patient):
    """A `Host`: the folder at an address; whatever its library raises becomes HostFailed."""

    def __init__(self, address: str) -> None:
        super().__init__(partial(_Folder, address), waits=())

    def _once(self, call: Callable[[Host], T]) -> T:
        try:
            return super()._once(call)
        except HostFailed:
            raise
        except Exception as problem:  # every store has a library of its own
            if isinstance(self._host, _Folder):
                self._host.fs.clear_instance_cache()
            said = f"kho không nhận ({reason(problem)})"
            broken = "transport shut down" in said or "timeout" in said  # in the midst of a login
            raise HostFailed(said, transient=broken or not isinstance(problem, _FOR_GOOD)) from None


class _Folder:
    """The same, raising what its library raises."""

    def __init__(self, address: str) -> None:
        options = {"host_key_policy": _KNOWN} if address.startswith(("sftp:", "ssh:")) else {}
        self.fs, root = url_to_fs(address, **options)
        self._root = root.rstrip("/")

    def listing(self) -> dict[str, Entry]:
        self.fs.invalidate_cache()
        return walk([self._look])

    def read(self, path: str) -> bytes | None:
        try:
            return bytes(self.fs.cat_file(self._at(path)))
        except FileNotFoundError:
            return None

    def write(self, path: str, source: Path | bytes) -> Entry:
        parcel = pack(source)
        arriving, place = self._at(parcel.arriving), self._at(path)
        with parcel.file, self._making_folders(arriving, lambda: self.fs.open(arriving, "wb")) as remote:
            parcel.file.seek(0)
            shutil.copyfileobj(parcel.file, remote)
        if (size := self.fs.info(arriving)["size"]) != parcel.size:
            raise HostFailed(f"{path}: kho chỉ nhận {size} trong {parcel.size} byte", transient=True)
        self._making_folders(place, lambda: self.fs.mv(arriving, place))
        return Entry(parcel.size, "")

    def remove(self, path: str) -> None:
        place = self._at(path)
        with contextlib.suppress(FileNotFoundError):
            (self.fs.rmdir if self.fs.isdir(place) else self.fs.rm_file)(place)
        with contextlib.suppress(OSError):
            for folder in above(path):
                self.fs.rmdir(self._at(folder))

    def claim(self, folder: str) -> bool:
        place = self._at(folder)
        self.fs.invalidate_cache()
        if self.fs.exists(place):
            return False
        self._making_folders(place, lambda: self.fs.mkdir(place, create_parents=False))
        return True

    def age(self, path: str) -> float | None:
        try:
            then = _written(self.fs.info(self._at(path)))
        except FileNotFoundError:
            return None
        self.write(_CLOCK, b".")
        return _written(self.fs.info(self._at(_CLOCK))) - then

    def close(self) -> None:
        """The connection stays for the next unit."""

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}" if path else self._root or "/"

    def _look(self, folder: str) -> Iterator[tuple[str, Entry | None]]:
        place = self._at(folder)
        with contextlib.suppress(FileNotFoundError):
            for one in self.fs.ls(place, detail=True):
                name = one["name"].strip("/")
                if name != place.strip("/"):  # object stores list the folder itself
                    entry = Entry(one["size"] or 0, f"{_written(one):.6f}")
                    yield name.rpartition("/")[2], None if one["type"] == "directory" else entry

    def _making_folders(self, place: str, act: Callable[[], Any]) -> Any:
        """`act`; where it misses folders above `place`, once more with them."""
        try:
            return act()
        except FileNotFoundError:
            self.fs.makedirs(place.rpartition("/")[0], exist_ok=True)
            return act()


class _KnownHosts(paramiko.MissingHostKeyPolicy):
    """Trusts the machines this account has met: those of `~/.ssh/known_hosts`."""

    def missing_host_key(self, client: paramiko.SSHClient, hostname: str, key: paramiko.PKey) -> None:  # noqa: ARG002
        known = paramiko.HostKeys()
        with contextlib.suppress(FileNotFoundError):
            known.load(os.path.expanduser("~/.ssh/known_hosts"))
        if not known.check(hostname, key):
            raise HostFailed(
                f"chưa biết máy chủ {hostname} ({key.get_name()} {key.fingerprint}) nên không gửi gì; trên từng máy, "
                "nối bằng lệnh ssh một lần và đối chiếu dấu vân tay, để máy chủ có trong ~/.ssh/known_hosts"
            )


_KNOWN = _KnownHosts()


def _written(info: dict[str, Any]) -> float:
    """Seconds since 1970; 0 where the store does not tell."""
    told = next((info[name] for name in _WRITTEN if isinstance(info.get(name), datetime | float)), 0.0)
    return told.timestamp() if isinstance(told, datetime) else told
