"""A folder behind the program rsync, over ssh or on this machine: it compares every file by content and sends pieces.

Files arrive in `.cchc/tam` and are renamed; kind after kind, so that the public site is whole between any two. What is
ours there is told by the file list published last and by `.cchc/state.json.gz`: nothing else is ever removed.

rsync cannot make a folder of which only one is the maker, so a lock is a file that is sent only where none is, and
looked at again before the first page changes.
"""

import contextlib
import re
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path, PurePosixPath

from cchc.model.unit import DeployTarget
from cchc.section.addresses import FILE_LIST, MANIFEST
from cchc_cli.deploying.host import ARRIVING, HOUSE, HostBusy, HostFailed, Plan, Sent
from cchc_cli.deploying.plan import STATE, Known, State, state_of, turn
from cchc_cli.deploying.program import Ended, patiently, run
from cchc_cli.deploying.release import Release
from cchc_cli.deploying.secrets import Secret
from cchc_cli.deploying.ssh import ssh_line
from cchc_cli.deploying.standing import difference, listed_in, refuse_another_unit

LOCK, CLOCK = f"{HOUSE}/khoa", f"{HOUSE}/gio"
LIFE = 7200
"""Seconds: a lock older than this, by the host's own clock, is taken over."""
_CHANGED = re.compile(r"[<>]f(\S+) (.*)")
_NOTES = (STATE, MANIFEST, FILE_LIST)
_NO_FOLDER = r"change_dir .* failed: .*\(2\)"
_SENT = re.compile(r"^Total bytes sent: (\d+)$", re.MULTILINE)


class Rsync:
    """A `Target`."""

    def __init__(
        self,
        target: DeployTarget,
        base: Path,
        secret: Callable[[], Secret | None],
        owner: str,
        now: datetime,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`base`: what a folder of this machine, written `./…`, is relative to; `secret` is asked for hosts only."""
        self._target, self._secret, self._owner, self._now, self._sleep = target, secret, owner, now, sleep
        self._here = base / target.dich if target.dich.startswith(("/", ".")) else None
        account = f"{target.tai_khoan}@" if target.tai_khoan else ""
        self.name = f"rsync {'' if self._here else account}{target.dich}"
        if self._here is None and not re.fullmatch(r"[\w.@-]+@|", account):
            raise HostFailed("tai_khoan chỉ gồm chữ, số, dấu . _ - và @")
        if self._here is None and not re.fullmatch(r"(?!-)[\w./~+@%=,-]+", target.path):
            raise HostFailed("thư mục ở dich chỉ gồm chữ, số và các dấu . _ - + @ % = , ~ /, ví dụ: may-chu/www/cchc")
        self._there = f"{self._here}/" if self._here else f"{account}{target.host}:{target.path.rstrip('/') or '/'}/"

    def look(self, release: Release) -> Plan:
        with self._line() as line:
            return line.compared(release)[0]

    def publish(self, release: Release) -> Sent:
        if self._here:
            self._here.mkdir(parents=True, exist_ok=True)
        with self._line() as line:
            plan, state = line.compared(release)
            if not plan.send and not plan.remove and state.holds(release):
                return Sent()
            with line.locked(self._owner):
                if not line.check(self._owner):  # Somebody was here between the look and the lock.
                    plan, state = line.compared(release)
                return self._perform(line, release, plan, state)

    def _perform(self, line: "_Line", release: Release, plan: Plan, state: State) -> Sent:
        # All that will be ours is noted first: a run that is cut off leaves nothing behind that no one knows.
        line.put({STATE: _noted(state, {*state.files, *release.files}).packed()})
        for _, phase in groupby(plan.send, key=lambda path: turn(path, path in line.there)):
            line.send(release.folder, list(phase))
        line.check(self._owner)
        line.remove(plan.remove, kept=release.files)
        line.leave(_noted(state, release.files).after(release, self._now).packed())
        return Sent(plan.send, line.sent, plan.remove)

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        with self._line() as line:
            return line.fetched([*paths])

    @contextlib.contextmanager
    def _line(self) -> Iterator["_Line"]:
        with contextlib.ExitStack() as stack:
            room = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cchc-")))
            if self._here:
                yield _Line(["rsync"], {}, self._there, room, self._sleep)
                return
            target = self._target
            ssh = stack.enter_context(ssh_line(target.host, target.cong, target.khoa_may_chu, self._secret()))
            yield _Line(["rsync", "-e", ssh.command], dict(ssh.surroundings), self._there, room, self._sleep)


class _Line:
    """The way to one folder."""

    def __init__(
        self,
        program: Sequence[str],
        surroundings: Mapping[str, str],
        place: str,
        room: Path,
        sleep: Callable[[float], None],
    ) -> None:
        self._program, self._surroundings, self._place, self._sleep = program, surroundings, place, sleep
        self._room = room
        self._notes: Mapping[str, bytes] = {}
        self.sent = 0
        """Bytes put on the line, comparing included."""
        self.there: frozenset[str] = frozenset()
        """The paths of the release at which a file stands already, as last compared."""

    def compared(self, release: Release) -> tuple[Plan, State]:
        """What differs; and the state as noted there, all that is ours in it."""
        notes = self._notes = self.fetched(_NOTES)
        refuse_another_unit(notes.get(MANIFEST), release.ma)
        state = state_of(notes.get(STATE)) or State(release.ma)
        listed = {**dict.fromkeys(state.files, ""), **listed_in(notes.get(FILE_LIST))}
        found = self._found(release) if notes else {}
        self.there = frozenset(found)
        gone = self.remove([path for path in listed if path not in release.files], dry=True)
        return difference(release, {**found, **dict.fromkeys(gone, "")}, listed, state.history), _noted(state, listed)

    def _found(self, release: Release) -> dict[str, str]:
        asked = ["--dry-run", "--checksum", "--out-format=%i %n"]
        said = self._run(asked, f"{release.folder}/", self._place, release.files).out
        changed = {match[2]: match[1] for line in _lines(said) if (match := _CHANGED.fullmatch(line))}
        same = {path: digest for path, digest in release.files.items() if path not in changed}
        return same | {path: "" for path, how in changed.items() if not how.startswith("+")}

    def fetched(self, paths: Sequence[str]) -> dict[str, bytes]:
        """The files that are there, by path."""
        return {path: file.read_bytes() for path, file in self._fetch(paths).items()}

    def _fetch(self, paths: Sequence[str]) -> dict[str, Path]:
        into = self._fresh()
        self._run(["--times", "--ignore-missing-args"], self._place, f"{into}/", paths, expected=_NO_FOLDER)
        return {path: into / path for path in paths if (into / path).is_file()}

    def send(self, folder: Path, paths: Iterable[str]) -> None:
        """Put files of `folder` there, each renamed over what stands at its place."""
        arriving = [f"--temp-dir={ARRIVING}", "--partial-dir=.cchc-tam", "--chmod=D755,F644", "--compress"]
        self._run(["--checksum", *arriving], f"{folder}/", self._place, paths)

    def put(self, files: Mapping[str, bytes], *how: str) -> None:
        """Write notes of ours."""
        room = self._fresh()
        for path, content in files.items():
            (room / path).parent.mkdir(parents=True, exist_ok=True)
            (room / path).write_bytes(content)
        (room / ARRIVING).mkdir(parents=True, exist_ok=True)
        asked = ["--dirs", "--ignore-times", *how]
        self._run(asked, f"{room}/", self._place, [*files, f"{ARRIVING}/"])

    def remove(self, paths: Sequence[str], *, kept: Collection[str] = (), dry: bool = False) -> list[str]:
        """Remove these files and the folders they leave empty; those that were there."""
        if not paths:
            return []
        room = self._fresh()
        asked = ["--delete-missing-args", "--no-implied-dirs", "--dirs", "--out-format=%i %n"]
        inner = {above for path in paths for above in _folders(path)} - {f for path in kept for f in _folders(path)}
        for path in paths:
            (room / path).parent.mkdir(parents=True, exist_ok=True)
        said = self._run([*asked, *(("--dry-run",) if dry else ())], f"{room}/", self._place, paths)
        if inner and not dry:
            room = self._fresh()
            for folder in {above for path in inner for above in _folders(path)} - inner:
                (room / folder).mkdir(parents=True, exist_ok=True)
            self._run(asked, f"{room}/", self._place, sorted(inner, reverse=True))
        deleted = {line.removeprefix("*deleting").strip() for line in _lines(said.out) if line.startswith("*deleting")}
        return [path for path in paths if path in deleted]

    @contextlib.contextmanager
    def locked(self, owner: str) -> Iterator[None]:
        """Hold the folder. Raises HostBusy; what an earlier run of the same owner has left locked is his again."""
        self.put({LOCK: owner.encode()}, "--ignore-existing")
        try:
            self.check(owner)
        except HostBusy:
            if self._age() < LIFE:
                raise
            self.put({LOCK: owner.encode()})
        try:
            yield
        except HostFailed as problem:
            if not problem.transient and not isinstance(problem, HostBusy):
                with contextlib.suppress(HostFailed):
                    self.remove([LOCK])
            raise

    def check(self, owner: str) -> bool:
        """Raise HostBusy where the lock is another's. Whether what is noted there is still as last compared."""
        found = self.fetched([LOCK, *_NOTES])
        holder = found.pop(LOCK, b"?").decode("utf-8", "replace")
        if holder != owner:
            raise HostBusy(
                f"“{holder}” đang đăng lên đây; chờ xong rồi chạy lại (lệnh ấy mà đã chết thì khoá hết hạn sau "
                f"{LIFE // 3600} giờ)"
            )
        return found == self._notes

    def _age(self) -> float:
        """Seconds since the lock was made, by the clock of the host."""
        self.put({CLOCK: b"."})
        seen = self._fetch([LOCK, CLOCK])
        if len(seen) < 2:
            return LIFE
        return seen[CLOCK].stat().st_mtime - seen[LOCK].stat().st_mtime

    def leave(self, state: bytes) -> None:
        """Write the state; lock, clock and whatever was on its way are gone with the same step."""
        room = self._fresh()
        (room / ARRIVING).mkdir(parents=True)
        (room / STATE).write_bytes(state)
        self._run(["--recursive", "--delete", "--ignore-times"], f"{room / HOUSE}/", f"{self._place}{HOUSE}/")

    def _run(
        self, how: Sequence[str], source: str, target: str, paths: Iterable[str] | None = None, expected: str = ""
    ) -> Ended:
        """Run rsync for `paths`, or for all that is in `source`."""
        command = [*self._program, "--8-bit-output", "--no-human-readable", "--stats", "--timeout=120", *how]
        command += [] if paths is None else ["--from0", "--files-from=-"]
        listed = "".join(f"{path}\0" for path in paths or ()).encode()
        ended = patiently(
            lambda: run([*command, source, target], stdin=listed, surroundings=self._surroundings, expected=expected),
            self._sleep,
        )
        found = _SENT.search(ended.out.decode("utf-8", "replace"))
        self.sent += int(found[1]) if found else 0
        return ended

    def _fresh(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self._room))


def _noted(state: State, files: Iterable[str]) -> State:
    """The state with these files as ours; their stamps are for others: rsync compares contents."""
    return replace(state, files=dict.fromkeys(sorted(files), Known("", "")))


def _folders(path: str) -> list[str]:
    return [str(folder) for folder in PurePosixPath(path).parents][:-1]


def _lines(out: bytes) -> list[str]:
    return out.decode("utf-8", "replace").splitlines()
