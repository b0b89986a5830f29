"""Programs of this machine that speak a protocol for us (rsync, ssh, git), and what their failures mean to people."""

import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from cchc_cli.deploying.host import HostFailed
from cchc_cli.deploying.patience import WAITS
from cchc_cli.deploying.secrets import hide

T = TypeVar("T")
LONGEST = 3600
"""Seconds a program may take; the silence of a line is noticed by itself, much earlier."""

_OF_A_HOOK = {f"GIT_{name}" for name in ("WORK_TREE", "OBJECT_DIRECTORY", "ALTERNATE_OBJECT_DIRECTORIES", "COMMON_DIR")}
_OF_A_HOOK |= {f"GIT_{name}" for name in ("NAMESPACE", "QUARANTINE_PATH", "PREFIX")}
"""What git tells its hooks of the repository they serve; a command started by one is about another."""
_MEANINGS = (
    (
        r"No space left|File too large|[Qq]uota exceeded|disk full",
        "nơi nhận đã hết chỗ chứa; xoá bớt tệp ở đó rồi chạy lại",
        False,
    ),
    (
        r"Host key verification failed|IDENTIFICATION HAS CHANGED|host key is known",
        (
            "khoá của máy chủ lạ hoặc đã đổi, nên không gửi gì. Hỏi nơi cho thuê máy chủ dấu vân tay của khoá, "
            "ghi vào khoa_may_chu: SHA256:… trong don-vi.yml (hoặc thêm vào known_hosts)"
        ),
        False,
    ),
    (
        (
            r"Permission denied \([a-z]|Authentication failed|could not read (Username|Password)|Invalid username or|"
            r"HTTP 40[13]|error: 40[13]|denied to"
        ),
        "máy chủ không nhận tài khoản, mật khẩu hoặc khoá; xem lại tai_khoan và biến ở mat_khau_tu",
        False,
    ),
    (
        r"protected branch|pre-receive hook declined|hook declined",
        (
            "máy chủ không cho ghi vào nhánh này (nhánh được bảo vệ, hoặc có quy tắc chặn); cho phép tài khoản ghi rồi "
            "chạy lại"
        ),
        False,
    ),
    (r"rsync: (command )?not found|rsync: No such", "máy chủ không có chương trình rsync; dùng kieu: sftp", False),
    (
        (
            r"[Cc]onnection (refused|reset|closed|timed out|unexpectedly closed)|[Tt]imed? ?out|unreachable|"
            r"resolve host|early EOF|hung up|[Bb]roken pipe|RPC failed|HTTP 5\d\d|error: 5\d\d|"
            r"TLS connection|Failed to connect"
        ),
        "đường truyền không thông, hoặc máy chủ không trả lời",
        True,
    ),
    (
        r"Permission denied|[Oo]peration not permitted|Read-only file system|unable to create|insufficient permission",
        "không có quyền ghi ở nơi nhận; xem lại chủ và quyền của thư mục",
        False,
    ),
    (
        r"[Rr]epository .*not found|does not appear to be a git repository|not found",
        "không có kho hoặc thư mục này ở nơi nhận; xem lại dich trong don-vi.yml",
        False,
    ),
    (r"No such file or directory", "không có thư mục này ở nơi nhận; tạo nó rồi chạy lại", False),
)
"""What to look for in a program's words, first match first; what it means; whether trying again may help."""


class Ended(NamedTuple):
    code: int
    out: bytes
    said: str
    """What it wrote for people, without secrets."""


def run(
    command: Sequence[str],
    *,
    stdin: bytes = b"",
    surroundings: Mapping[str, str] | None = None,
    fine: Sequence[int] = (0,),
    expected: str = "",
) -> Ended:
    """Run a program without a shell. Raises HostFailed unless it ends with a code that is `fine`, or says what was
    `expected` (a pattern)."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    environment |= {"LC_ALL": "C.UTF-8", "LANGUAGE": "C", **(surroundings or {})}
    try:
        done = subprocess.run(command, input=stdin, env=environment, capture_output=True, timeout=LONGEST, check=False)
    except FileNotFoundError:
        raise HostFailed(
            f"máy này chưa có chương trình {command[0]}; cài bằng: sudo apt install {command[0]}"
        ) from None
    except subprocess.TimeoutExpired:
        raise HostFailed(f"{command[0]} chạy quá {LONGEST // 60} phút", transient=True) from None
    ended = Ended(done.returncode, done.stdout, hide(done.stderr.decode("utf-8", "replace")).strip())
    if ended.code not in fine and not (expected and re.search(expected, ended.said)):
        raise failure(command[0], ended)
    return ended


def failure(name: str, ended: Ended) -> HostFailed:
    """What the end of a program means to people; its own last words stand behind, for who can read them."""
    words = next((line for line in reversed(ended.said.splitlines()) if line.strip()), f"mã {ended.code}")
    for sign, meaning, transient in _MEANINGS:
        if found := re.search(sign, ended.said):
            words = next((line for line in ended.said.splitlines() if found[0] in line), words)
            return HostFailed(f"{meaning} ({name}: {words.strip()[:300]})", transient=transient)
    return HostFailed(f"{name} không xong ({words.strip()[:300]})")


def patiently(call: Callable[[], T], sleep: Callable[[float], None] = time.sleep) -> T:
    """Call, and again after growing waits while the line is what fails. Raises HostFailed."""
    for wait in WAITS:
        try:
            return call()
        except HostFailed as problem:
            if not problem.transient:
                raise
            sleep(wait)
    return call()
