"""How rsync and git reach a host by the machine's own ssh: asking nobody, trusting no key that is not known."""

import base64
import contextlib
import hashlib
import re
import shlex
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cchc_cli.deploying.host import HostFailed
from cchc_cli.deploying.program import run
from cchc_cli.deploying.secrets import Secret

_OPTIONS = (
    *("-o", "StrictHostKeyChecking=yes", "-o", "ConnectTimeout=30"),
    *("-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=4"),
)
_ASKED = '#!/bin/sh\nprintf "%s\\n" "$CCHC_ASKPASS"\n'
"""What ssh asks for a password: it hands over what lies in its own environment, so no file holds the secret."""


class Line(NamedTuple):
    """The ssh command for one host, as rsync's `-e` and git's GIT_SSH_COMMAND take it, and what it needs around it."""

    command: str
    surroundings: Mapping[str, str]


@contextlib.contextmanager
def ssh_line(host: str, port: int | None, fingerprint: str | None, secret: Secret | None) -> Iterator[Line]:
    """`secret`: a password or a private key; None: the keys and the agent of this machine. Raises HostFailed."""
    if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", host):
        raise HostFailed(f"“{host}” không phải là tên máy chủ")
    with tempfile.TemporaryDirectory(prefix="cchc-") as name, contextlib.ExitStack() as stack:
        room = Path(name)
        options = [*_OPTIONS, *(("-p", str(port)) if port else ())]
        surroundings: dict[str, str] = {}
        if fingerprint:
            (room / "known").write_text(_known_host(host, port, fingerprint), encoding="utf-8")
            options += ["-o", f"UserKnownHostsFile={room / 'known'}", "-o", "GlobalKnownHostsFile=/dev/null"]
        if secret and secret.reveal().startswith("-----BEGIN"):
            surroundings = {"SSH_AUTH_SOCK": str(stack.enter_context(_agent(room / "agent", secret)))}
        elif secret:
            asked = room / "asked"
            asked.write_text(_ASKED, encoding="utf-8")
            asked.chmod(0o700)
            surroundings = {"SSH_ASKPASS": str(asked), "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":"}
            surroundings["CCHC_ASKPASS"] = secret.reveal()
            options += ["-o", "NumberOfPasswordPrompts=1"]
        if "CCHC_ASKPASS" not in surroundings:
            options += ["-o", "BatchMode=yes"]
        yield Line(shlex.join(["ssh", *options]), surroundings)


def _known_host(host: str, port: int | None, fingerprint: str) -> str:
    """The line for known_hosts of the key with this fingerprint, as the host shows it."""
    shown = run(["ssh-keyscan", "-T", "15", "-p", str(port or 22), host], fine=(0, 1)).out.decode("ascii", "replace")
    keys = [line for line in shown.splitlines() if line.count(" ") == 2 and not line.startswith("#")]
    if not keys:
        raise HostFailed(f"máy chủ {host} không trả lời ở cổng {port or 22}", transient=True)
    seen = {_fingerprint(line): line for line in keys}
    if fingerprint not in seen:
        raise HostFailed(
            f"khoá của máy chủ không phải là khoá ghi ở khoa_may_chu, nên không gửi gì; máy chủ đưa ra "
            f"{', '.join(sorted(seen))}. Hỏi nơi cho thuê máy chủ: đúng thì sửa khoa_may_chu, không thì có kẻ đứng giữa"
        )
    return seen[fingerprint] + "\n"


def _fingerprint(line: str) -> str:
    digest = hashlib.sha256(base64.b64decode(line.split(" ")[2])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


@contextlib.contextmanager
def _agent(socket: Path, key: Secret) -> Iterator[Path]:
    """An agent of our own that holds a private key as long as we need it: it never lies in a file."""
    with subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.DEVNULL) as agent:
        try:
            while agent.poll() is None and not socket.exists():
                time.sleep(0.01)
            given = key.reveal().rstrip("\n") + "\n"
            run(["ssh-add", "-q", "-"], stdin=given.encode(), surroundings={"SSH_AUTH_SOCK": str(socket)})
            yield socket
        finally:
            agent.terminate()
