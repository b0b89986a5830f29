"""Real servers on 127.0.0.1, run as an ordinary user: OpenSSH's sshd, vsftpd with and without TLS.

Each has a room of its own under the temporary folder, gone afterwards. Run by root, the servers run as nobody: their
accounts may be refused things, as on a real host.
"""

import base64
import contextlib
import hashlib
import os
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from cchc.model.unit import DeployTarget
from cchc_cli.deploying.ftp import FtpHost
from cchc_cli.deploying.host import Host
from cchc_cli.deploying.secrets import Secret
from cchc_cli.deploying.sftp import SftpHost

USER, PASSWORD = "thcs", "Mật-khẩu/rất+bí mật"
NOBODY = 65534
UID, GID = (NOBODY, NOBODY) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
NAMES = "libnss_wrapper.so"
"""Lends sshd an account with a password, without touching the machine's own."""


class Server(NamedTuple):
    """A running server."""

    kind: str
    room: Path
    port: int
    pid: int
    fingerprint: str | None
    user: str = USER

    @property
    def home(self) -> Path:
        """Where the account opens."""
        return self.room / "home"

    @property
    def key(self) -> str:
        """A private key the account may log in with."""
        return (self.room / "key").read_text()

    def target(self, **fields: object) -> DeployTarget:
        usual = {"kieu": self.kind, "dich": "127.0.0.1/cchc", "cong": self.port, "tai_khoan": self.user}
        return DeployTarget.model_validate(usual | {"khoa_may_chu": self.fingerprint} | fields)

    def lines(self) -> list[int]:
        """Processes that serve somebody."""
        found = [self.pid]
        for parent in found:
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                found += map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())
        return found[1:]

    def cut(self, with_signal: int = signal.SIGKILL) -> None:
        """End every line at once; with SIGSTOP: leave everybody waiting."""
        for pid in self.lines():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, with_signal)

    def give(self, path: str, content: bytes = b"") -> Path:
        """A file or (ending in `/`) folder of the account that somebody else has put there."""
        place = self.home / path
        above = [one for one in place.parents if not one.exists()]
        (place if path.endswith("/") else place.parent).mkdir(parents=True, exist_ok=True)
        if not path.endswith("/"):
            place.write_bytes(content)
        for one in [place, *above]:
            os.chown(one, UID, GID)
        return place


Start = Callable[..., contextlib.AbstractContextManager[Server]]


@contextlib.contextmanager
def sshd(largest: int | None = None, settings: str = "", *, shell: bool = False) -> Iterator[Server]:
    """`largest`: bytes a file may have, as near to a full disk as an ordinary user gets; `settings`: further lines;
    `shell`: the account may run programs (rsync, git), not only SFTP."""
    with _room() as room:
        for name, kind in (("host", "ed25519"), ("second", "ecdsa"), ("key", "ed25519")):
            _run("ssh-keygen", "-q", "-t", kind, "-N", "", "-f", name, room=room)
        shutil.copy(room / "key.pub", room / "authorized_keys")
        crypted = _run("openssl", "passwd", "-6", PASSWORD, room=room).strip()
        (room / "passwd").write_text(f"{USER}:x:{UID}:{GID}::{room}/home:/bin/sh\n")
        (room / "group").write_text(f"{USER}:x:{GID}:\n")
        (room / "shadow").write_text(f"{USER}:{crypted}:20000:0:99999:7:::\n")
        port, only = free_port(), "ForceCommand internal-sftp\n"
        (room / "config").write_text(
            f"ListenAddress 127.0.0.1:{port}\nHostKey {room}/host\nHostKey {room}/second\n"
            f"AuthorizedKeysFile {room}/authorized_keys\nPidFile none\nStrictModes no\nUsePAM no\n"
            "PasswordAuthentication yes\nKbdInteractiveAuthentication no\n"
            f"Subsystem sftp internal-sftp\n{'' if shell else only}MaxStartups 100\n{settings}"
        )
        names = {f"NSS_WRAPPER_{name.upper()}": str(room / name) for name in ("passwd", "group", "shadow")}
        shown = _run("ssh-keygen", "-l", "-f", "host.pub", room=room).split()[1]
        command = ["/usr/sbin/sshd", "-D", "-e", "-f", str(room / "config")]
        with _started(command, room, port, largest, LD_PRELOAD=NAMES, **names) as pid:
            yield Server("sftp", room, port, pid, shown)


@contextlib.contextmanager
def vsftpd(largest: int | None = None, *, tls: bool = False) -> Iterator[Server]:
    """Its one account is the anonymous one, which asks for a password here: others need the machine's own."""
    with _room() as room:
        (room / "passwords").write_text(PASSWORD + "\n")
        port = free_port()
        lines = [
            f"listen=YES\nlisten_ipv6=NO\nlisten_address=127.0.0.1\nlisten_port={port}\npasv_address=127.0.0.1",
            f"background=NO\nrun_as_launching_user=YES\nftp_username=nobody\nanon_root={room}/home\nseccomp_sandbox=NO",
            f"anonymous_enable=YES\nsecure_email_list_enable=YES\nemail_password_file={room}/passwords",
            "write_enable=YES\nanon_upload_enable=YES\nanon_mkdir_write_enable=YES\nanon_other_write_enable=YES",
            f"anon_world_readable_only=NO\nanon_umask=022\nvsftpd_log_file={room}/log\nlog_ftp_protocol=YES\nxferlog_enable=YES",
        ]
        shown = None
        if tls:
            shown = _certificate(room)
            lines.append("ssl_enable=YES\nallow_anon_ssl=YES\nrequire_ssl_reuse=YES\nssl_ciphers=HIGH")
            lines.append("force_anon_logins_ssl=YES\nforce_anon_data_ssl=YES")
            lines.append(f"rsa_cert_file={room}/tls.pem\nrsa_private_key_file={room}/tls.key")
        (room / "config").write_text("\n".join(lines) + "\n")
        with _started(["/usr/sbin/vsftpd", str(room / "config")], room, port, largest) as pid:
            yield Server("ftps" if tls else "ftp", room, port, pid, shown, "anonymous")


def connect(server: Server, password: str = PASSWORD, timeout: float = 10, **fields: object) -> Host:
    """A connection of ours; `fields` replace those of the target."""
    kind = SftpHost if server.kind == "sftp" else FtpHost
    return kind(server.target(**fields), Secret(password), timeout=timeout)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextlib.contextmanager
def _room() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cchc-", ignore_cleanup_errors=True) as room:
        (Path(room) / "home").mkdir()
        yield Path(room)


def _certificate(room: Path) -> str:
    """Make the room a certificate for 127.0.0.1; its fingerprint."""
    curve = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
    _run("openssl", "genpkey", *curve, "-out", "tls.key", room=room)
    about = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"]
    _run("openssl", "req", "-x509", "-key", "tls.key", *about, "-out", "tls.pem", room=room)
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert((room / "tls.pem").read_text())).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


@contextlib.contextmanager
def _started(command: list[str], room: Path, port: int, largest: int | None, **environment: str) -> Iterator[int]:
    if largest:
        command = ["prlimit", f"--fsize={largest}", *command]
    for path in [room, *room.rglob("*")]:
        os.chown(path, UID, GID)
    rights = {"user": UID, "group": GID, "extra_groups": []} if os.geteuid() == 0 else {}
    with (room / "errors").open("wb") as errors:
        # restore_signals: a file that grows too large is refused, as on a full disk, and kills nobody.
        server = subprocess.Popen(
            command, env={**os.environ, **environment}, stderr=errors, restore_signals=False, **rights
        )
        try:
            _wait_for(server, port, room / "errors")
            yield server.pid
        finally:
            try:
                Server("", room, port, server.pid, None).cut()
            finally:
                server.kill()
                server.wait()


def _wait_for(server: subprocess.Popen[bytes], port: int, errors: Path) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        assert server.poll() is None, errors.read_text()
        time.sleep(0.02)
    raise AssertionError(errors.read_text())


def _run(*command: str, room: Path) -> str:
    return subprocess.run(command, cwd=room, check=True, capture_output=True, text=True).stdout
