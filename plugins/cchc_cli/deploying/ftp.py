"""A folder behind FTP or FTPS, by ftplib. What it guards against:

- names are decoded strictly there; here bytes travel as Latin-1, and a name that is not UTF-8 comes back as it was;
- "550" may mean missing, forbidden or already there: what it meant is asked for;
- a server that stops taking a file says why on the other line, after hanging up.
"""

import contextlib
import ftplib
import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from cchc.model.unit import DeployTarget
from cchc.model.vocabulary import KieuTrienKhai
from cchc_cli.deploying.ftp_listing import Named, names_in, sent, stamp_of, time_of, told
from cchc_cli.deploying.ftps import Ftps
from cchc_cli.deploying.host import HOUSE, Entry, HostFailed
from cchc_cli.deploying.remote import TIMEOUT, Look, Parcel, above, pack, resume_at, walk
from cchc_cli.deploying.secrets import Secret, hide, reason

LINES = 4
"""Connections a listing asks for; hosting companies allow few from one address."""
_FULL = ("451", "452", "552")
_ZONE = timedelta(minutes=15)
T = TypeVar("T")


class FtpHost:
    """A `Host` over FTP; passive, so that nobody has to reach us."""

    def __init__(self, target: DeployTarget, secret: Secret | None, *, timeout: float = TIMEOUT) -> None:
        """Connect and log in. Raises HostFailed."""
        self._target = target
        self._secret = secret
        self._timeout = timeout
        self._mlsd = self._calibrated = False
        self._shift: timedelta | None = None
        """How far the times of a listing are ahead of MDTM's; None where that cannot be told."""
        self._ftp = self._login()
        with self._doing("mở thư mục"):
            start = "" if target.path.startswith("/") else told(self._ftp.pwd()).rstrip("/") + "/"
            self._root = (start + target.path).rstrip("/").removesuffix("/.")
            with contextlib.suppress(ftplib.error_perm):
                self._mlsd = " MLST" in self._ftp.sendcmd("FEAT").upper()

    def listing(self) -> dict[str, Entry]:
        with self._doing("xem thư mục"), contextlib.ExitStack() as lines:
            lookers = [self._looker(self._ftp)]
            with contextlib.suppress(HostFailed):  # Fewer connections only take longer.
                while len(lookers) < LINES:
                    lookers.append(self._looker(lines.enter_context(contextlib.closing(self._login()))))
            # Many servers leave out names that begin with a dot.
            return walk(lookers, ("", HOUSE))

    def read(self, path: str) -> bytes | None:
        parts: list[bytes] = []
        fetch = partial(self._ftp.retrbinary, f"RETR {self._at(path)}", parts.append)
        with self._doing(f"đọc {path}"):
            try:
                fetch()
            except ftplib.error_perm:
                if self._size(path) is None:
                    return None
                parts.clear()
                fetch()  # it may have come, or been replaced, in this very moment
        return b"".join(parts)

    def write(self, path: str, source: Path | bytes) -> Entry:
        parcel = pack(source)
        with parcel.file, self._doing(f"ghi {path}"):
            self._receive(parcel)
            if not self._calibrated:
                self._calibrate(parcel.arriving)
            self._replace(parcel.arriving, path)
            return Entry(parcel.size, self._stamp(path))

    def remove(self, path: str) -> None:
        with self._doing(f"xóa {path}"):
            try:
                self._ftp.delete(self._at(path))
            except ftplib.error_perm:
                found = self._find(path)
                if found is None:
                    return
                if not found.folder:
                    raise
                self._ftp.rmd(self._at(path))
            with contextlib.suppress(ftplib.error_perm):
                for folder in above(path):
                    self._ftp.rmd(self._at(folder))

    def claim(self, folder: str) -> bool:
        with self._doing(f"tạo thư mục {folder}"):
            try:
                self._making_folders(folder, lambda: self._ftp.mkd(self._at(folder)))
            except ftplib.error_perm:
                if not self._is_folder(folder):
                    raise
                return False
        return True

    def age(self, path: str) -> float | None:
        with self._doing(f"xem {path}"):
            found = self._find(path)
            if found is None:
                return None
            self._receive(pack(b"."))
            now = self._find(pack(b".").arriving)
            return (time_of(now.entry.stamp) - time_of(found.entry.stamp)).total_seconds() if now else None

    def close(self) -> None:
        self._ftp.close()

    def _at(self, path: str) -> str:
        return sent(f"{self._root}/{path}" if path else self._root or "/")

    def _login(self) -> ftplib.FTP:
        target = self._target
        if target.cong == 990:
            raise HostFailed(
                "cổng 990 (FTPS kiểu cũ) không dùng được; hỏi nơi cho thuê máy chủ cổng FTPS thường, hay là 21"
            )
        if target.tai_khoan and not self._secret:
            raise HostFailed(
                f"chưa có mật khẩu của {target.tai_khoan}: đặt vào biến môi trường và ghi tên ở mat_khau_tu"
            )
        secure = target.kieu == KieuTrienKhai.FTPS
        ftp = (
            Ftps(target.khoa_may_chu, self._timeout)
            if secure
            else ftplib.FTP(timeout=self._timeout, encoding="latin-1")
        )
        try:
            with self._doing("nối tới máy chủ"):
                ftp.connect(target.host, target.cong or ftplib.FTP_PORT)
                assert ftp.sock
                ftp.sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            with self._doing("đăng nhập"):
                ftp.login(sent(target.tai_khoan or ""), sent(self._secret.reveal()) if self._secret else "")
                if isinstance(ftp, Ftps):
                    ftp.prot_p()
                with contextlib.suppress(ftplib.Error):
                    ftp.sendcmd("OPTS UTF8 ON")
        except BaseException:
            ftp.close()
            raise
        return ftp

    def _looker(self, ftp: ftplib.FTP) -> Look:
        def look(folder: str) -> Iterator[tuple[str, Entry | None]]:
            for found in self._names(ftp, folder):
                if folder or found.name != HOUSE:
                    yield found.name, None if found.folder else found.entry

        return look

    def _names(self, ftp: ftplib.FTP, folder: str) -> list[Named]:
        try:
            return names_in(ftp, self._at(folder), mlsd=self._mlsd)
        except ftplib.error_perm:
            # Not there, or others' and closed to us; our own would be missed, and writing there would say why.
            if not folder and self._is_folder(folder):
                raise
            return []

    def _find(self, path: str) -> Named | None:
        folder, _, name = path.rpartition("/")
        return next((found for found in self._names(self._ftp, folder) if found.name == name), None)

    def _is_folder(self, path: str) -> bool:
        try:
            self._ftp.cwd(self._at(path))
        except ftplib.error_perm:
            return False
        return True

    def _size(self, path: str) -> int | None:
        """Its length, asked while the line is set to bytes; None where it is not there, or nobody can tell."""
        try:
            return self._ftp.size(self._at(path))
        except ftplib.error_perm:
            return None

    def _receive(self, parcel: Parcel) -> None:
        """Bring a file to where it arrives."""
        name = parcel.arriving
        start = 0
        if resume_at(parcel.size, parcel.size):
            self._ftp.voidcmd("TYPE I")
            start = resume_at(self._size(name) or 0, parcel.size)
        try:
            if start:
                self._store(parcel, start)
        except ftplib.Error:
            start = 0  # Servers may forbid going on.
        if not start:
            self._making_folders(name, lambda: self._store(parcel, 0))
        there = self._size(name)
        if there not in (None, parcel.size):
            raise HostFailed(f"máy chủ chỉ nhận {there} trong {parcel.size} byte", transient=True)

    def _store(self, parcel: Parcel, start: int) -> None:
        parcel.file.seek(start)
        try:
            self._ftp.storbinary(f"STOR {self._at(parcel.arriving)}", parcel.file, 1 << 16, rest=start or None)
        except (ConnectionError, ssl.SSLError):
            self._ftp.voidresp()
            raise

    def _replace(self, path: str, target: str) -> None:
        try:
            self._making_folders(target, lambda: self._ftp.rename(self._at(path), self._at(target)))
        except ftplib.error_perm:
            # Servers on Windows rename over nothing that is there.
            if "WINDOWS" not in self._ftp.sendcmd("SYST").upper():
                raise
            self._ftp.delete(self._at(target))
            self._ftp.rename(self._at(path), self._at(target))

    def _making_folders(self, path: str, act: Callable[[], T]) -> T:
        """`act`; where it misses folders above `path`, once more with them."""
        try:
            return act()
        except ftplib.error_perm:
            for folder in reversed([*above(self._at(path))]):
                with contextlib.suppress(ftplib.error_perm):
                    self._ftp.mkd(folder)
            return act()

    def _calibrate(self, path: str) -> None:
        """See how far a listing's times and MDTM's are apart: each may be told in another zone."""
        self._calibrated = True
        shown, exact = self._find(path), self._written(path)
        if shown and shown.entry.stamp and exact:
            apart = time_of(shown.entry.stamp) - exact
            zone = round(apart / _ZONE) * _ZONE
            self._shift = zone if abs(apart - zone) <= timedelta(minutes=1) else None

    def _stamp(self, path: str) -> str:
        exact = self._written(path) if self._shift is not None else None
        return stamp_of(exact + self._shift) if exact and self._shift is not None else ""

    def _written(self, path: str) -> datetime | None:
        try:
            answer = self._ftp.sendcmd(f"MDTM {self._at(path)}")
            return time_of(f"{answer[4:12]}T{answer[12:18]}")
        except (ftplib.error_perm, ValueError):
            return None

    @contextlib.contextmanager
    def _doing(self, what: str) -> Iterator[None]:
        try:
            yield
        except TimeoutError:
            raise HostFailed(f"{what}: máy chủ im lặng quá {self._timeout:.0f} giây", transient=True) from None
        except ftplib.Error as problem:
            said = hide(told(str(problem)))
            if said.startswith(_FULL):
                why = "thường do đĩa hoặc hạn mức của tài khoản đã đầy"
            elif said.startswith("530"):
                why = "xem lại tai_khoan và mật khẩu"
            else:
                why = "tài khoản có thể không có quyền; nhờ nơi cho thuê máy chủ cấp quyền ghi"
            passing = not said.startswith((*_FULL, "5"))
            raise HostFailed(
                f"{what}: máy chủ từ chối ({said})" + ("" if passing else f"; {why}"), transient=passing
            ) from None
        except (EOFError, OSError) as problem:
            raise HostFailed(f"{what}: đường truyền đứt ({reason(problem)})", transient=True) from None
