"""What the tests need of the machine: the mark `needs`, and the few things every folder of tests shares."""

import os
import shutil
import signal
from collections.abc import Callable
from glob import glob
from pathlib import Path
from typing import NamedTuple

import hypothesis
import pillow_heif
import pytest

from tests.school import School

PROJECT = Path(__file__).resolve().parent.parent
SHARED_DATA = PROJECT.parent / "shared" / "data"
NODE_TOOLS = PROJECT / ".cchc/node/node_modules"
"""What tests/node locks, installed."""

# A timing is never a test; in CI the same examples come each time.
hypothesis.settings.register_profile("cchc", deadline=None, derandomize="CCHC_CI" in os.environ)
hypothesis.settings.load_profile("cchc")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # What a shell starts in the background ignores Ctrl-C, and so does all that it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
# Tests write what telephones write.
pillow_heif.register_heif_opener()


class Tool(NamedTuple):
    find: Callable[[], str | None]
    absent: str
    """The reason of a skip: tests/run.py prints it, and counts "không có dữ liệu thật" apart."""


def in_path(*names: str) -> Callable[[], str | None]:
    # Servers stand where only root looks.
    places = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"])
    return lambda: next(filter(None, (shutil.which(name, path=places) for name in names)), None)


TOOLS = {
    "chromium": Tool(in_path("chromium", "chromium-browser", "google-chrome"), "cài bằng: sudo apt install chromium"),
    "newsboat": Tool(in_path("newsboat"), "cài bằng: sudo apt install newsboat"),
    "nginx": Tool(in_path("nginx"), "cài bằng: sudo apt install nginx-light"),
    "unzip": Tool(in_path("unzip"), "cài bằng: sudo apt install unzip"),
    "apache": Tool(in_path("apache2", "httpd"), "cài bằng: sudo apt install apache2-bin"),
    "systemd": Tool(in_path("systemd-analyze"), "cài bằng: sudo apt install systemd"),
    "sshd": Tool(in_path("sshd"), "cài bằng: sudo apt install openssh-server"),
    "vsftpd": Tool(in_path("vsftpd"), "cài bằng: sudo apt install vsftpd"),
    "nss-wrapper": Tool(
        lambda: next(map(str, Path("/usr/lib").glob("*/libnss_wrapper.so")), None),
        "cài bằng: sudo apt install libnss-wrapper",
    ),
    "rsync": Tool(in_path("rsync"), "cài bằng: sudo apt install rsync"),
    "java": Tool(in_path("java"), "cài bằng: sudo apt install default-jre-headless"),
    "node-tools": Tool(
        lambda: str(NODE_TOOLS) if NODE_TOOLS.is_dir() and shutil.which("node") else None,
        "cài bằng: sudo apt install nodejs npm, rồi chạy .ci/node-tools",
    ),
    # What only some systems have: their other half is tested where they run.
    "posix": Tool(lambda: os.name if os.name == "posix" else None, "chỉ có trên Linux, macOS: SIGKILL, SIGINT, pty"),
    "proc": Tool(lambda: next(iter(glob("/proc/self/fd")), None), "chỉ có trên Linux: /proc kể tệp đang mở"),
    "shared-data": Tool(
        lambda: str(SHARED_DATA) if SHARED_DATA.is_dir() else None,
        "không có dữ liệu thật (thư mục shared/data đi kèm xưởng, không cài riêng)",
    ),
}


@pytest.fixture(autouse=True)
def commands_are_spelled_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages name commands as the launcher was called (`CCHC_LENH`); the tests know one way."""
    monkeypatch.delenv("CCHC_LENH", raising=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark in item.iter_markers("needs"):
            for tool in mark.args:
                if tool not in TOOLS:
                    raise pytest.UsageError(f"{item.nodeid}: needs({tool!r}) is not in the table of tests/conftest.py")
                if not TOOLS[tool].find():
                    item.add_marker(pytest.mark.skip(reason=TOOLS[tool].absent))


@pytest.fixture
def project() -> Path:
    return PROJECT


@pytest.fixture
def chromium() -> str | None:
    """The system's browser, for playwright's `executable_path`; beside `@pytest.mark.needs("chromium")`."""
    return TOOLS["chromium"].find()


@pytest.fixture
def shared_data() -> Path:
    """Real records; beside `@pytest.mark.needs("shared-data")`."""
    return SHARED_DATA


@pytest.fixture
def school(tmp_path: Path) -> School:
    """A content folder with one school, `truong`, at its root."""
    place = School(tmp_path / "content")
    place.unit()
    return place
