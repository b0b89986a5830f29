"""What a command costs: wall time, CPU and memory of the whole tree of processes, and which files it wrote.

CPU is user+system of the process and of all it waited for, from wait4(2): on a busy machine the better figure. Memory
is the larger of two: the greatest resident set of one process (wait4) and the greatest sum of proportional sets of all
processes of its session, looked up five times a second, so that pages shared by workers count once.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.2
"""Seconds between two looks at the memory."""
State = dict[str, tuple[int, int, int]]


@dataclass(frozen=True)
class Command:
    arguments: tuple[str, ...]
    folder: Path
    environment: dict[str, str]


@dataclass(frozen=True)
class Cost:
    wall: float = 0
    """Seconds."""
    cpu: float = 0
    """Seconds of user and system, all processes."""
    memory: int = 0
    """Bytes, at the peak."""


class Failed(Exception):
    """A command that did not end with 0; its last words."""


def cost(commands: Iterable[Command]) -> Cost:
    """Run the commands one after the other: times add up, memory is that of the greediest."""
    total = Cost()
    for command in commands:
        one = _run(command)
        total = Cost(total.wall + one.wall, total.cpu + one.cpu, max(total.memory, one.memory))
    return total


def state(folder: Path) -> State:
    """Every file of what is published: inode, time, size. Caches and stages of ours in `.cchc` are not."""
    found: State = {}
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != ".cchc"]
        for name in files:
            path = os.path.join(here, name)
            seen = os.stat(path)
            found[os.path.relpath(path, folder)] = (seen.st_ino, seen.st_mtime_ns, seen.st_size)
    return found


def written(before: State, after: State) -> tuple[int, int]:
    """How many files are new or were written anew, and their bytes."""
    new = [seen[2] for path, seen in after.items() if before.get(path) != seen]
    return len(new), sum(new)


def _run(command: Command) -> Cost:
    with tempfile.TemporaryFile() as said:  # a pipe nobody reads would fill
        start = time.perf_counter()
        try:
            process = subprocess.Popen(
                command.arguments,
                cwd=command.folder,
                env=command.environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise Failed(f"{command.arguments[0]}: {error.strerror}") from None
        peak = _Peak(process.pid)
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            peak.stop()
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            last = said.read().decode("utf-8", "replace").strip()[-600:]
            raise Failed(f"{command.arguments[0]} ended with {process.returncode}: {last}")
    # Linux tells kilobytes, macOS bytes.
    largest = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Cost(wall, used.ru_utime + used.ru_stime, max(largest, peak.bytes))


class _Peak:
    """Looks at the memory of a session until it is told to stop; without /proc it sees 0."""

    def __init__(self, session: int) -> None:
        self.bytes = 0
        self._session = session
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(EVERY):
            self.bytes = max(self.bytes, memory(self._session))


def memory(session: int) -> int:
    """Bytes all processes of a session hold now, shared pages divided among those that share them."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            # The name of the command stands in brackets and may hold anything; the session is the fourth word behind.
            if int((process / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                held = (process / "smaps_rollup").read_text()
                total += sum(int(line.split()[1]) for line in held.splitlines() if line.startswith("Pss:")) * 1024
        except (OSError, IndexError):
            continue  # it ended while we looked
    return total
