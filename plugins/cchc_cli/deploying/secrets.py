"""Passwords and keys of hosts: from the environment or the machine's keyring, never from a file, never into a text.

A secret that was looked up here is known from then on: `hide` takes it out of anything that will be read by people.
"""

import base64
import os
from urllib.parse import quote, quote_plus

from cchc.model.unit import DeployTarget
from cchc_cli.deploying.host import HostFailed

SERVICE = "cchc"
"""What our entries in the keyring are filed under."""
STARS = "•••"
_known: set[str] = set()


class Secret:
    """A password or private key that no text shows by accident."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value
        _known.update(_spellings(value))

    def reveal(self) -> str:
        """The secret itself, for the library that logs in and for nobody else."""
        return self._value

    def __repr__(self) -> str:
        return STARS


def secret_of(target: DeployTarget) -> Secret | None:
    """The password of a target; None where it names no variable and the keyring has none. Raises HostFailed."""
    if name := target.mat_khau_tu:
        if value := os.environ.get(name, "").strip("\r\n"):
            return Secret(value)
        raise HostFailed(
            f"biến môi trường {name} (ghi ở mat_khau_tu) đang trống, nên không có mật khẩu để đăng nhập. "
            f"Đặt biến {name} trước khi chạy lệnh, hoặc bỏ mat_khau_tu và cất mật khẩu bằng: "
            f"keyring set {SERVICE} {account_of(target)}"
        )
    return _kept(account_of(target))


def account_of(target: DeployTarget) -> str:
    """The account as people write it, `thcs@may-chu.edu.vn`; the keyring's entry bears the same name."""
    host = target.dich.partition("/")[0]
    return f"{target.tai_khoan}@{host}" if target.tai_khoan else host


def hide(text: str) -> str:
    """`text` without any secret this process was given, however it is spelled there."""
    for spelling in sorted(_known, key=len, reverse=True):
        text = text.replace(spelling, STARS)
    return text


def reason(problem: Exception) -> str:
    """What a library says of a failure, without secrets; its kind where it says nothing."""
    return hide(str(problem)) or type(problem).__name__


def _spellings(value: str) -> set[str]:
    """As it is, by its lines (a key has many), and as addresses, messages of libraries and HTTP headers write it."""
    plain = {value, *(line for line in value.splitlines() if len(line) > 20 and not line.startswith("-----"))}
    quoted = {quote(value), quote(value, safe=""), quote_plus(value), repr(value)[1:-1]}
    return {one for one in plain | quoted | {base64.b64encode(value.encode()).decode()} if one}


def _kept(account: str) -> Secret | None:
    # Late: looking for the machine's keyrings takes longer than most commands.
    import keyring
    from keyring.errors import KeyringError, NoKeyringError

    try:
        value = keyring.get_password(SERVICE, account)
    except NoKeyringError:
        return None
    except KeyringError as problem:
        raise HostFailed(
            f"kho mật khẩu của máy không mở được ({hide(str(problem))}). Mở khóa kho, hoặc đặt mật khẩu vào một "
            "biến môi trường và ghi tên biến ở mat_khau_tu"
        ) from None
    return Secret(value) if value else None
