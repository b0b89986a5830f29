"""TLS for FTP: who the host is, known by its certificate, and the data lines bound to the line that logged in.

What it guards against: ftplib opens every data line as a TLS session of its own, which vsftpd and ProFTPD refuse, and
waits on it for a farewell that many servers do not send (the length of what arrived is asked for anyway).
"""

import base64
import ftplib
import hashlib
import socket
import ssl

from cchc_cli.deploying.host import HostFailed
from cchc_cli.deploying.remote import unknown_host, wrong_host


class _Line(ssl.SSLSocket):
    def unwrap(self) -> socket.socket:
        try:
            return super().unwrap()
        except OSError:
            return self


class Ftps(ftplib.FTP_TLS):
    """`ftplib.FTP_TLS` (AUTH TLS) for a host whose certificate is vouched for, or has the fingerprint `pinned`."""

    def __init__(self, pinned: str | None, timeout: float, *, anybody: bool = False) -> None:
        context = ssl.create_default_context()
        context.sslsocket_class = _Line
        if pinned or anybody:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        super().__init__(context=context, timeout=timeout, encoding="latin-1")
        self._pinned = pinned

    def auth(self) -> str:
        """Begin TLS; the password travels after it. Raises HostFailed for a host that is not the one meant."""
        try:
            said = super().auth()
        except ssl.SSLCertVerificationError as problem:
            seen = _certificate(self.host, self.port, self.timeout or 0)
            digits = hashlib.sha256(seen).hexdigest().upper()
            pairs = ":".join(digits[at : at + 2] for at in range(0, len(digits), 2))
            raise HostFailed(
                f"chứng chỉ của máy chủ không tin được ({problem.verify_message}); "
                + unknown_host(f"{fingerprint(seen)} (viết cách khác: {pairs})", fingerprint(seen))
            ) from None
        self._check(self.sock)
        return said

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        """A data line in the TLS session of the control line."""
        line, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
        session = self.sock.session if isinstance(self.sock, ssl.SSLSocket) else None
        secure = self.context.wrap_socket(line, server_hostname=self.host, session=session)
        self._check(secure)
        return secure, size

    def _check(self, line: socket.socket | None) -> None:
        if self._pinned and isinstance(line, ssl.SSLSocket):
            seen = fingerprint(line.getpeercert(binary_form=True) or b"")
            if seen != self._pinned:
                raise HostFailed(wrong_host(seen, self._pinned))


def fingerprint(certificate: bytes) -> str:
    """Fingerprint of a certificate (DER), written as OpenSSH writes that of a key."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(certificate).digest()).decode().rstrip("=")


def _certificate(host: str, port: int, timeout: float) -> bytes:
    """The certificate a host shows to anybody."""
    with Ftps(None, timeout, anybody=True) as ftp:
        ftp.connect(host, port)
        ftp.auth()
        assert isinstance(ftp.sock, ssl.SSLSocket)
        return ftp.sock.getpeercert(binary_form=True) or b""
