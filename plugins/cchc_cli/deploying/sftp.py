"""A folder behind SFTP, by paramiko. What it guards against:

- `write` with pipelining drops the server's refusals; a last write without it waits for every answer;
- file names that are not UTF-8 break its listing: said by name of the folder.
"""

import contextlib
import io
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import paramiko

from cchc.model.unit import DeployTarget
from cchc_cli.deploying.host import ARRIVING, Entry, HostFailed
from cchc_cli.deploying.remote import LINES, TIMEOUT, Look, Parcel, above, pack, resume_at, walk
from cchc_cli.deploying.secrets import Secret, reason
from cchc_cli.deploying.ssh_login import logged_in

_CHUNK = 32_000
"""Bytes a message; servers take 32 KiB with its header."""
_CLOCK = f"{ARRIVING}/dong-ho"
T = TypeVar("T")


class SftpHost:
    """A `Host` over one SSH connection; listing opens further channels in it."""

    def __init__(self, target: DeployTarget, secret: Secret | None, *, timeout: float = TIMEOUT) -> None:
        """Connect and log in. Raises HostFailed."""
        self._timeout = timeout
        self._more: list[paramiko.SFTPClient] = []
        """Channels only listings use."""
        self._ssh = logged_in(target, secret, timeout)
        try:
            with self._doing("mở SFTP"):
                self._sftp = self._channel()
                start = "" if target.path.startswith("/") else self._sftp.normalize(".").rstrip("/") + "/"
                self._root = (start + target.path).rstrip("/")
        except BaseException:
            self.close()
            raise

    def listing(self) -> dict[str, Entry]:
        with self._doing("xem thư mục"):
            if self._stat("") is None:
                return {}
            return walk(self._lookers())

    def read(self, path: str) -> bytes | None:
        into = io.BytesIO()
        with self._doing(f"đọc {path}"):
            try:
                self._sftp.getfo(self._at(path), into, max_concurrent_prefetch_requests=64)
            except FileNotFoundError:
                return None
        return into.getvalue()

    def write(self, path: str, source: Path | bytes) -> Entry:
        parcel = pack(source)
        with parcel.file, self._doing(f"ghi {path}"):
            entry = self._receive(parcel)
            if entry.size != parcel.size:
                raise HostFailed(f"{path}: máy chủ chỉ nhận {entry.size} trong {parcel.size} byte", transient=True)
            self._making_folders(path, lambda: self._replace(parcel.arriving, path))
        return entry

    def remove(self, path: str) -> None:
        with self._doing(f"xóa {path}"):
            try:
                self._sftp.remove(self._at(path))
            except FileNotFoundError:
                return
            except OSError:
                found = self._stat(path)
                if found is None:
                    return
                if not stat.S_ISDIR(found.st_mode or 0):
                    raise
                self._sftp.rmdir(self._at(path))
            with contextlib.suppress(OSError):
                for folder in above(path):
                    self._sftp.rmdir(self._at(folder))

    def claim(self, folder: str) -> bool:
        with self._doing(f"tạo thư mục {folder}"):
            try:
                self._making_folders(folder, lambda: self._sftp.mkdir(self._at(folder)))
            except OSError:
                if self._stat(folder) is None:
                    raise
                return False
        return True

    def age(self, path: str) -> float | None:
        with self._doing(f"xem {path}"):
            found = self._stat(path)
            if found is None:
                return None
            self._receive(Parcel(_CLOCK, 1, io.BytesIO(b".")))
            now = self._sftp.stat(self._at(_CLOCK))
            return float((now.st_mtime or 0) - (found.st_mtime or 0))

    def close(self) -> None:
        self._ssh.close()

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}" if path else self._root or "/"

    def _channel(self) -> paramiko.SFTPClient:
        sftp = self._ssh.open_sftp()
        sftp.get_channel().settimeout(self._timeout)  # type: ignore[union-attr]
        return sftp

    def _lookers(self) -> list[Look]:
        # Hosts allow few channels or just one; fewer only take longer.
        with contextlib.suppress(paramiko.SSHException, EOFError):
            while len(self._more) < LINES - 1:
                self._more.append(self._channel())
        return [self._looker(sftp) for sftp in (self._sftp, *self._more)]

    def _looker(self, sftp: paramiko.SFTPClient) -> Look:
        def look(folder: str) -> Iterator[tuple[str, Entry | None]]:
            try:
                for found in sftp.listdir_attr(self._at(folder)):
                    yield found.filename, None if stat.S_ISDIR(found.st_mode or 0) else _entry(found)
            except FileNotFoundError:
                return
            except PermissionError:
                # Others' folders may be closed to us; our own would be missed, and writing there would say why.
                if not folder:
                    raise
            except UnicodeDecodeError:
                raise HostFailed(
                    f"thư mục {folder or '.'} có tệp mang tên không phải UTF-8; đổi tên hoặc xóa tệp ấy trên máy chủ"
                ) from None

        return look

    def _stat(self, path: str) -> paramiko.SFTPAttributes | None:
        try:
            return self._sftp.lstat(self._at(path))
        except FileNotFoundError:
            return None

    def _receive(self, parcel: Parcel) -> Entry:
        """Bring a file to where it arrives; what stands there afterwards."""
        name = parcel.arriving
        there = self._stat(name) if resume_at(parcel.size, parcel.size) else None
        start = resume_at((there and there.st_size) or 0, parcel.size)
        with self._making_folders(name, lambda: self._sftp.open(self._at(name), "r+" if start else "w")) as remote:
            remote.seek(start)
            parcel.file.seek(start)
            remote.set_pipelined(True)
            for at in range(start, parcel.size, _CHUNK):
                if at + _CHUNK >= parcel.size:
                    remote.set_pipelined(False)
                remote.write(parcel.file.read(_CHUNK))
            return _entry(remote.stat())

    def _replace(self, path: str, target: str) -> None:
        try:
            self._sftp.posix_rename(self._at(path), self._at(target))
        except OSError as problem:
            # A server without the extension renames over nothing that is there.
            if "unsupported" not in str(problem).lower():
                raise
            with contextlib.suppress(FileNotFoundError):
                self._sftp.remove(self._at(target))
            self._sftp.rename(self._at(path), self._at(target))

    def _making_folders(self, path: str, act: Callable[[], T]) -> T:
        """`act`; where it misses folders above `path`, once more with them."""
        try:
            return act()
        except FileNotFoundError:
            # The root too: nobody may have made it yet.
            denied = None
            for folder in reversed([*above(self._at(path))]):
                try:
                    self._sftp.mkdir(folder)
                except PermissionError as problem:
                    denied = problem
                except OSError:
                    pass  # It is there.
            try:
                return act()
            except FileNotFoundError as problem:
                raise denied or problem from None

    @contextlib.contextmanager
    def _doing(self, what: str) -> Iterator[None]:
        try:
            yield
        except TimeoutError:
            raise HostFailed(f"{what}: máy chủ im lặng quá {self._timeout:.0f} giây", transient=True) from None
        except PermissionError:
            raise HostFailed(f"{what}: tài khoản không có quyền; nhờ nơi cho thuê máy chủ cấp quyền ghi") from None
        except (EOFError, paramiko.SSHException, OSError) as problem:
            transport = self._ssh.get_transport()
            if isinstance(problem, OSError) and transport and transport.is_active():
                hint = "" if problem.errno else "; thường do đĩa hoặc hạn mức của tài khoản đã đầy"
                raise HostFailed(f"{what}: máy chủ từ chối ({reason(problem)}){hint}") from None
            raise HostFailed(f"{what}: đường truyền đứt ({reason(problem)})", transient=True) from None


def _entry(found: paramiko.SFTPAttributes) -> Entry:
    return Entry(found.st_size or 0, f"{datetime.fromtimestamp(found.st_mtime or 0, UTC):%Y%m%dT%H%M%S}")
