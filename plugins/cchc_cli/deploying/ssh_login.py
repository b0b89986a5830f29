"""An SSH connection, by paramiko: which host is trusted, and how the account shows who it is.

What it guards against: paramiko trusts a host by one kind of key, though the hosting company may have told the
fingerprint of another; and it logs broken lines to standard error where nobody has asked for a log.
"""

import contextlib
import io
import logging

import paramiko
from paramiko.ssh_exception import IncompatiblePeer, NoValidConnectionsError

from cchc.model.unit import DeployTarget
from cchc_cli.deploying.host import HostFailed
from cchc_cli.deploying.remote import unknown_host, wrong_host
from cchc_cli.deploying.secrets import Secret, reason

_RSA = ("ssh-rsa", "rsa-sha2-256", "rsa-sha2-512")

logging.getLogger("paramiko").addHandler(logging.NullHandler())


def logged_in(target: DeployTarget, secret: Secret | None, timeout: float) -> paramiko.SSHClient:
    """A connection to the host that is meant, logged in. Raises HostFailed."""
    if not target.tai_khoan:
        raise HostFailed("thiếu tai_khoan: ghi tên tài khoản SFTP vào trien_khai trong don-vi.yml")
    seen: dict[str, str] = {}
    while True:
        ssh = paramiko.SSHClient()
        try:
            _connect(ssh, target, secret, timeout, list(seen))
        except _OtherKey as other:
            ssh.close()
            seen |= dict.fromkeys(_RSA if other.kind in _RSA else (other.kind,), other.fingerprint)
        except IncompatiblePeer as problem:
            ssh.close()
            if seen:
                shown = ", ".join(dict.fromkeys(seen.values()))
                raise HostFailed(wrong_host(shown, str(target.khoa_may_chu))) from None
            raise HostFailed(f"máy chủ dùng SSH quá cũ: {reason(problem)}") from None
        except BaseException:
            ssh.close()
            raise
        else:
            return ssh


class _OtherKey(Exception):
    """The host showed a key that is not the one written down; it may have it too."""

    def __init__(self, key: paramiko.PKey) -> None:
        self.kind = key.get_name()
        self.fingerprint = key.fingerprint


class _HostKeys(paramiko.MissingHostKeyPolicy):
    """Asked about hosts that known_hosts does not hold: only the one whose fingerprint was written down is trusted."""

    def __init__(self, pinned: str | None) -> None:
        self._pinned = pinned

    def missing_host_key(self, client: paramiko.SSHClient, hostname: str, key: paramiko.PKey) -> None:  # noqa: ARG002
        if self._pinned is None:
            raise HostFailed(unknown_host(f"{key.fingerprint} ({key.get_name()})", key.fingerprint))
        if key.fingerprint != self._pinned:
            raise _OtherKey(key)


def _connect(
    ssh: paramiko.SSHClient, target: DeployTarget, secret: Secret | None, timeout: float, without: list[str]
) -> None:
    if not target.khoa_may_chu:
        ssh.load_system_host_keys()
    ssh.set_missing_host_key_policy(_HostKeys(target.khoa_may_chu))
    private = secret is not None and secret.reveal().startswith("-----BEGIN ")
    try:
        ssh.connect(
            target.host,
            target.cong or paramiko.config.SSH_PORT,
            target.tai_khoan,
            password=secret.reveal() if secret and not private else None,
            pkey=_private_key(secret) if secret and private else None,
            timeout=timeout,
            banner_timeout=timeout,
            auth_timeout=timeout,
            channel_timeout=timeout,
            allow_agent=secret is None,
            look_for_keys=secret is None,
            disabled_algorithms={"keys": without},
        )
    except paramiko.BadHostKeyException as problem:
        raise HostFailed(wrong_host(problem.key.fingerprint, problem.expected_key.fingerprint)) from None
    except paramiko.BadAuthenticationType as problem:
        only = "khóa SSH (chép cả khóa riêng vào biến ấy)" if "publickey" in problem.allowed_types else "mật khẩu"
        raise HostFailed(f"máy chủ không nhận cách đăng nhập này ({target.tai_khoan}), chỉ nhận {only}") from None
    except paramiko.AuthenticationException as problem:
        given = "khóa riêng" if private else "mật khẩu" if secret else "khóa trong máy này (ssh-agent, ~/.ssh)"
        raise HostFailed(
            f"máy chủ không nhận tài khoản {target.tai_khoan} với {given}: {reason(problem)}",
            transient="timeout" in str(problem).lower(),
        ) from None
    except IncompatiblePeer:
        raise
    except (EOFError, OSError, paramiko.SSHException) as problem:
        if "No authentication methods" in str(problem):
            raise HostFailed(
                "không có mật khẩu (mat_khau_tu, kho mật khẩu của máy) và cũng không có khóa (ssh-agent, ~/.ssh)"
            ) from None
        what = "không nối được, máy chủ không trả lời ở cổng ấy; xem lại tên máy và cổng, có thể máy đang tắt"
        said = (
            what if isinstance(problem, NoValidConnectionsError) else f"không nối được tới máy chủ: {reason(problem)}"
        )
        raise HostFailed(said, transient=True) from None
    # A line that broke without a word is noticed.
    ssh.get_transport().set_keepalive(15)  # type: ignore[union-attr]


def _private_key(secret: Secret) -> paramiko.PKey:
    for kind in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        with contextlib.suppress(paramiko.SSHException, ValueError):
            return kind.from_private_key(io.StringIO(secret.reveal() + "\n"))
    raise HostFailed("khóa riêng trong biến môi trường không đọc được: chép cả tệp khóa, loại không đặt mật khẩu")
