"""Starts CCHC: makes the project's own Python environment where it is missing or outdated, then hands over to it.

    python3 scripts/cchc.py COMMAND…          cchc_cli
    python3 scripts/cchc.py mkdocs COMMAND…   MkDocs, in the same environment
    python3 scripts/cchc.py test [PYTEST…]    every check of the project

Standard library only. The environment lies in `.cchc/env`, filled from the hash-locked `requirements/`; a stamp is
written into it last, so that a set-up killed half-way is simply made again. A project of `cchc init` has no source of
ours: there the locks name our own package too, as a wheel in `goi/`. Exit code 2: it could not be made.
"""

import os
import shlex
import shutil
import sys


def say(text):
    """Write UTF-8 whatever the locale and however old the Python; the console of Windows takes the bytes too."""
    sys.stderr.buffer.write((text + "\n").encode("utf-8", "replace"))
    sys.stderr.buffer.flush()


def refusal_of_old_python(version, find=shutil.which):
    """What to tell the user of a Python before 3.11, "" from 3.11 on; `find` looks a command up in PATH."""
    if version >= (3, 11):
        return ""
    newer = [name for name in (f"python3.{minor}" for minor in range(20, 10, -1)) if find(name)]
    if newer:
        mend = "chạy `{}`".format(" ".join(map(shlex.quote, [newer[0], *sys.argv])))
    else:
        mend = "cài Python mới hơn (Debian, Ubuntu: `sudo apt install python3 python3-venv`) rồi chạy lại"
    return f"CCHC cần Python 3.11 trở lên, máy này đang dùng {version[0]}.{version[1]}.\n  → Cách sửa: {mend}."


# Asked here, not in main(): older Pythons stumble over what follows.
if refusal_of_old_python(tuple(sys.version_info)):
    say(refusal_of_old_python(tuple(sys.version_info)))
    sys.exit(2)

import contextlib
import hashlib
import re
import time
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import BinaryIO

PROJECT = Path(__file__).resolve().parent.parent
LOG = ".cchc/cai-dat.log"
ENV = ".cchc/env"
WHEEL = "requirements/cchc.txt"
"""In a project of `cchc init`: our package, as a wheel beside it with its hash. A checkout installs itself instead."""
WINDOWS = os.name == "nt"
SATISFIED_BY = {
    "base": ("base", "import", "deploy", "fleet", "test"),
    "import": ("import", "test"),
    "deploy": ("deploy", "test"),
    "fleet": ("fleet", "test"),
    "test": ("test",),
}
"""Which locks an environment may come from: those of `import` (Word, PDF, spreadsheets), of `deploy` (hosts) and of
`fleet` (many machines) hold everything of the base, that of the tests everything."""
GROWING = {
    "import": "phần đọc, ghi Word, PDF, Excel",
    "deploy": "phần đăng lên máy chủ",
    "fleet": "phần dựng trên nhiều máy",
}
"""What is added to an environment when it is first asked for."""


class Refusal(Exception):
    """The environment cannot be made: what is wrong, and how the user mends it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}.\n  → Cách sửa: {mend}.")


def main(arguments: list[str]) -> int:
    locks, command = plan(arguments, PROJECT)
    try:
        if not is_ready(PROJECT, locks):
            set_up(PROJECT, locks)
        return hand_over([str(interpreter(PROJECT / ENV)), "-P", *command])
    except Refusal as refusal:
        say(str(refusal))
    except OSError as error:
        say(str(why_not(str(error), f"tại {error.filename or PROJECT}", PROJECT)))
    except KeyboardInterrupt:
        say(f"\n{Refusal('Đã dừng giữa chừng, môi trường chưa dùng được', f'chạy lại `{command_line()}`')}")
    return 2


# --- what is to run


def plan(arguments: list[str], project: Path) -> tuple[str, list[str]]:
    """The locks a command line needs, and the arguments for Python; other paths stay relative to the caller."""
    if arguments[:1] == ["test"] and not (project / WHEEL).exists():
        return "test", [str(project / "tests/run.py"), *arguments[1:]]
    if arguments[:1] == ["mkdocs"]:
        return "base", ["-m", "mkdocs", *with_config(arguments[1:], project / "mkdocs.yml")]
    command = command_of(arguments)
    locks = {"import": "import", "report": "import", "deploy": "deploy"}.get(command, "base")
    if command == "build" and any(one.startswith("--scheduler") for one in arguments):
        locks = "fleet"
    return locks, ["-m", "cchc_cli", *with_folder(arguments, project)]


def command_of(arguments: list[str]) -> str:
    """The command a line begins with, behind `-C FOLDER` or `-CFOLDER`; "" without one."""
    skipped = 2 if arguments[:1] == ["-C"] else sum(argument.startswith("-C") for argument in arguments[:1])
    return next(iter(arguments[skipped:]), "")


def with_folder(arguments: list[str], project: Path) -> list[str]:
    """Name the project as the folder to work in, unless the user names one."""
    named = any(argument.startswith("-C") for argument in before_dashes(arguments))
    return arguments if named else ["-C", str(project), *arguments]


def with_config(arguments: list[str], config: Path) -> list[str]:
    """Name the project's mkdocs.yml to `mkdocs build` and `mkdocs serve`, unless the user names another."""
    at = next((at for at, argument in enumerate(arguments) if not argument.startswith("-")), None)
    named = any(argument.startswith(("-f", "--config-file")) for argument in before_dashes(arguments))
    if at is None or named or arguments[at] not in ("build", "serve"):
        return arguments
    return [*arguments[: at + 1], "-f", str(config), *arguments[at + 1 :]]


def before_dashes(arguments: list[str]) -> list[str]:
    return arguments[: arguments.index("--")] if "--" in arguments else arguments


def hand_over(command: list[str]) -> int:
    """Become the command; Windows cannot, so there it is waited for and its exit code handed on."""
    surroundings = clean_surroundings()
    if not WINDOWS:
        os.execve(command[0], command, surroundings)
    import subprocess

    with subprocess.Popen(command, env=surroundings) as child:
        while True:
            # Ctrl-C reaches the child as well: it decides what becomes of it.
            with contextlib.suppress(KeyboardInterrupt):
                return child.wait()


def clean_surroundings() -> dict[str, str]:
    """The caller's environment without what would lead another Python's packages into ours."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    return {**kept, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", "CCHC_LENH": spoken_name()}


def spoken_name(system: str = sys.platform) -> str:
    """The command as this user types it, for messages that name one."""
    return "cchc" if system == "win32" else "python3 scripts/cchc.py"


# --- is the environment there?


def interpreter(env: PurePath, windows: bool = WINDOWS) -> PurePath:
    return env / "Scripts" / "python.exe" if windows else env / "bin" / "python"


def is_ready(project: Path, locks: str) -> bool:
    try:
        stamp = (project / ENV / "stamp").read_text("utf-8").split()
    except OSError:
        return False
    there = (name for name in SATISFIED_BY[locks] if (project / f"requirements/{name}.txt").exists())
    made_from = (fingerprint(project, name) for name in there)
    return any(one in stamp for one in made_from) and os.path.exists(interpreter(project / ENV))


def fingerprint(project: Path, locks: str) -> str:
    """All an environment depends on: locks, our packages, Python, system, and where it lies (it cannot move)."""
    packages = [*sorted(project.glob("plugins/*/__init__.py")), *project.glob("theme/__init__.py")]
    depends = [locks, sys.implementation.cache_tag, sys.platform, project, *packages]
    digest = hashlib.sha256("\n".join(map(str, depends)).encode("utf-8"))
    own = (WHEEL,) if (project / WHEEL).exists() else ("pyproject.toml", "setup.py")
    for name in ("requirements/build.txt", f"requirements/{locks}.txt", *own):
        digest.update((project / name).read_bytes() + b"\0")
    return digest.hexdigest()


# --- make it


def set_up(project: Path, locks: str) -> None:
    (project / ".cchc").mkdir(exist_ok=True)
    with alone(project / ".cchc" / "env.lock") as lock:
        if not is_ready(project, locks):
            make_environment(project, locks, lock)


def make_environment(project: Path, locks: str, lock: BinaryIO) -> None:
    env = project / ENV
    made_from = fingerprint(project, locks)
    # Growing leaves what works as it is: without a network only the new part is missing.
    grows = locks in GROWING and is_ready(project, "base")
    if grows:
        made_from += "\n" + (env / "stamp").read_text("utf-8")
        say(f"Đang thêm {GROWING[locks]} (chỉ lần đầu)…")
    else:
        say(f"Đang chuẩn bị môi trường ({'làm lại' if env.exists() else 'lần đầu'}, khoảng nửa phút)…")
        (env / "stamp").unlink(missing_ok=True)
        if env.exists():
            shutil.rmtree(env)
    with open(project / LOG, "wb") as log:
        for step in steps(env, locks, grows=grows):
            run(step, project, log, lock)
    (env / "stamp.new").write_text(made_from, "utf-8")
    os.replace(env / "stamp.new", env / "stamp")
    say("Đã chuẩn bị xong.")


def steps(env: Path, locks: str, *, grows: bool = False) -> Iterator[list[str]]:
    """`--no-deps`: the locks name everything. The build back end comes first and no build is isolated, because pip
    would fetch the back end of an isolated build without looking at any hash. `grows`: only what the lock adds."""
    if not grows:
        yield [sys.executable, "-I", "-m", "venv", str(env)]
    python = [str(interpreter(env)), "-I", "-X", "utf8"]
    pip = [*python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar=off"]
    for name in (locks,) if grows else ("build", locks):
        yield [*pip, "--require-hashes", "--no-deps", "--no-build-isolation", "-r", f"requirements/{name}.txt"]
    if not grows:
        wheel = (env.parents[1] / WHEEL).exists()
        own = ["--require-hashes", "-r", WHEEL] if wheel else ["--no-build-isolation", "--editable", "."]
        yield [*pip, "--no-deps", *own]


def run(command: list[str], project: Path, log: BinaryIO, lock: BinaryIO) -> None:
    """Run with all its words in the log; the child shares the lock, so a killed launcher leaves no second writer."""
    import subprocess

    log.write(f"$ {subprocess.list2cmdline(command)}\n".encode())
    log.flush()
    shared = {} if WINDOWS else {"pass_fds": [lock.fileno()]}
    surroundings = {**clean_surroundings(), "PIP_USER": "0"}
    ended = subprocess.run(
        command, cwd=project, env=surroundings, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False, **shared
    )
    if ended.returncode:
        raise why_not((project / LOG).read_text("utf-8", "replace"), f"chi tiết: {LOG}", project)


@contextlib.contextmanager
def alone(path: Path) -> Iterator[BinaryIO]:
    """Hold the lock; the system lets go of it when its holders end, however they end."""
    with open(path, "ab") as lock:
        waiting = False
        while not taken(lock):
            if not waiting:
                say("Một lần chuẩn bị khác đang chạy, đang chờ…")
            waiting = True
            time.sleep(0.2)
        yield lock


def taken(lock: BinaryIO) -> bool:
    try:
        if WINDOWS:
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


# --- say why it could not be made


CAUSES = (
    (
        r"ensurepip is not\s+available|No module named '?(ensurepip|venv)",
        "Python của máy này thiếu phần tạo môi trường riêng (venv)",
        "chạy `sudo apt install python3-venv` (Debian, Ubuntu) rồi chạy lại `{again}`",
    ),
    (
        "DO NOT MATCH THE HASHES",
        "Gói tải về không khớp mã băm đã khoá (hỏng khi tải, hoặc bị ai đó sửa), nên không được cài",
        "xoá bản đã tải bằng `{pip} cache purge` rồi chạy lại `{again}`; nếu vẫn vậy, báo người quản trị mạng",
    ),
    (
        r"No space left|Errno 28\b|quota exceeded|WinError 112\b|not enough space",
        "Ổ đĩa đã đầy",
        "xoá bớt để còn ít nhất 500 MB trống rồi chạy lại `{again}`",
    ),
    (
        r"Permission denied|Errno (1|13|30)\b|Read-only file system|WinError (5|32)\b",
        "Không ghi được vào thư mục {project}",
        "đóng các cửa sổ đang chạy CCHC, xin quyền ghi hoặc chép thư mục này về chỗ của mình, rồi chạy lại `{again}`",
    ),
    (
        "CERTIFICATE_VERIFY_FAILED",
        "Kết nối tới kho gói Python không tin cậy được (chứng chỉ sai)",
        "xem ngày giờ của máy có đúng không, hỏi người quản trị mạng, rồi chạy lại `{again}`",
    ),
    (
        r"from versions: none|[Cc]onnection|[Tt]ime(d )?out|[Nn]ame ?[Rr]esolution|ProtocolError|ProxyError|HTTP error",
        "Không tải được gói Python: máy không vào được mạng, hoặc kho gói không trả lời",
        "xem lại mạng (nếu cơ quan dùng proxy, đặt biến HTTPS_PROXY) rồi chạy lại `{again}`",
    ),
)
"""What to look for in pip's log or in an error of the system, first match first; what is wrong; how to mend it."""
UNKNOWN_CAUSE = (
    "Không chuẩn bị được môi trường",
    f"chạy lại `{{again}}`; nếu vẫn vậy, gửi tệp {LOG} cho người phụ trách kỹ thuật",
)


def why_not(said: str, where: str, project: Path) -> Refusal:
    if shutil.disk_usage(project).free < 1_000_000:
        said = "No space left"  # pip's own words about it found no room in the log
    what, mend = next(((what, mend) for sign, what, mend in CAUSES if re.search(sign, said)), UNKNOWN_CAUSE)
    pip = typed([str(interpreter(project / ENV)), "-m", "pip"])
    words = {"project": project, "again": command_line(), "pip": pip}
    return Refusal(f"{what.format_map(words)} ({where})", mend.format_map(words))


def command_line() -> str:
    """What started this, to be typed again."""
    return typed([os.path.basename(sys.executable), *sys.argv])


def typed(words: list[str]) -> str:
    """A command as it is typed in the system's own shell."""
    return " ".join(f'"{word}"' if " " in word else word for word in words) if WINDOWS else shlex.join(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
