"""Publishing into a folder people are reading from: file by file, whole at every moment, finished by the next run."""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import datetime

from cchc.section.addresses import FILE_LIST, MANIFEST
from cchc_cli.deploying.host import ARRIVING, HOUSE, Host, HostFailed, Plan, Sent
from cchc_cli.deploying.lock import Lock
from cchc_cli.deploying.patience import Patient
from cchc_cli.deploying.plan import STATE, Known, State, adopted, blocking, plan_of, short, state_of
from cchc_cli.deploying.release import Release

DOUBTS = f"{HOUSE}/doubts.json"
"""Files being sent, with the digest of what stood there: after a cut nobody can say which of the two is there."""
CHECKPOINT = 32
"""The state is written again once so many times its own size has travelled: a cut costs little, and so do notes."""


class InPlace:
    """A `Target` on any `Host`."""

    def __init__(
        self,
        name: str,
        connect: Callable[[], Host],
        owner: str,
        now: datetime,
        sleep: Callable[[float], None] = time.sleep,
        step: Callable[[str], object] = str,
    ) -> None:
        """`owner`: who publishes, for people and for the lock; one owner never publishes to one host twice at once.
        `step` is told of every file that has arrived."""
        self.name = name
        self._connect = connect
        self._owner = owner
        self._now = now
        self._sleep = sleep
        self._step = step

    def look(self, release: Release) -> Plan:
        with closing(Patient(self._connect, self._sleep)) as host:
            return _Look(host, release).plan

    def publish(self, release: Release) -> Sent:
        with closing(Patient(self._connect, self._sleep)) as host:
            look = _Look(host, release)
            if look.nothing_to_do:
                return Sent()
            with Lock(host, self._owner, self._sleep) as lock:
                if _notes(host) != look.notes:  # Somebody was here between the look and the lock.
                    look = _Look(host, release)
                return _Run(host, release, look, lock, self._step).perform(self._now)

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        with closing(Patient(self._connect, self._sleep)) as host:
            return {path: content for path in paths if (content := host.read(path)) is not None}


class _Look:
    """A host, looked at with a release in hand."""

    def __init__(self, host: Host, release: Release) -> None:
        self.listing = host.listing()
        self.notes = _notes(host)
        state, doubts = self.notes
        self.state = state_of(state) or adopted(release.ma, host.read(MANIFEST), host.read(FILE_LIST))
        """As it is written on the host."""
        if self.state.ma != release.ma:
            raise HostFailed(
                f"thư mục này đang giữ chuyên mục của đơn vị “{self.state.ma}”, không phải “{release.ma}”. Xem lại "
                "`dich` trong don-vi.yml; nếu đơn vị đã đổi mã, xóa thư mục .cchc và tệp cchc.json trên máy chủ rồi "
                "chạy lại."
            )
        self.doubts = _read(doubts, self.state.files)
        sure = State(self.state.ma, _without(self.state.files, self.doubts), self.state.history)
        self.plan, self.spelled = plan_of(release, sure, self.listing, lambda path: host.read(path) is not None)
        self.arriving = [name for name in self.listing if name.startswith(f"{ARRIVING}/")]
        """What was cut off on its way here."""
        idle = not (self.plan.send or self.plan.remove or doubts or self.arriving)
        self.nothing_to_do = idle and self.state.holds(release)


class _Run:
    """One publishing under way, the lock held."""

    def __init__(self, host: Host, release: Release, look: _Look, lock: Lock, step: Callable[[str], object]) -> None:
        self._host = host
        self._step = step
        self._release = release
        self._look = look
        self._lock = lock
        self._files = {path: known for path, known in look.state.files.items() if path in look.spelled}
        self._bytes = self._since = 0
        self._noted = len(look.notes[0] or b"")

    def perform(self, now: datetime) -> Sent:
        plan = self._look.plan
        before = self._look.state.files
        doubts = {path: before[path].digest if path in before else "" for path in (*self._look.doubts, *plan.send)}
        self._note(DOUBTS, json.dumps(doubts, ensure_ascii=False).encode())
        early = blocking(plan.remove, plan.send)
        self._remove(early)
        for path in plan.send:
            self._send(path)
        self._lock.hold(surely=bool(plan.remove))
        self._remove(name for name in plan.remove if name not in early)
        self._files = {path: self._files[path] for path in self._release.files}
        self._see_stamps()
        self._save(self._state().after(self._release, now))
        self._remove([*self._look.arriving, DOUBTS])
        return Sent(plan.send, self._bytes + self._lock.bytes, plan.remove)

    def _send(self, path: str) -> None:
        self._lock.hold()
        entry = self._host.write(path, self._release.folder / path)
        self._files[path] = Known(short(self._release.files[path]), entry.stamp)
        self._bytes += entry.size
        self._since += entry.size
        self._step(path)
        if self._since > CHECKPOINT * self._noted:
            self._save(self._state())

    def _remove(self, names: Iterable[str]) -> None:
        for name in names:
            self._lock.hold()
            self._host.remove(name)

    def _see_stamps(self) -> None:
        """One look for all the files whose stamp would have cost a look of its own."""
        if any(not known.stamp for known in self._files.values()):
            listing = self._host.listing()
            for path, known in self._files.items():
                if not known.stamp and path in listing:
                    self._files[path] = Known(known.digest, listing[path].stamp)

    def _state(self) -> State:
        return State(self._release.ma, self._files, self._look.state.history)

    def _save(self, state: State) -> None:
        packed = state.packed()
        self._note(STATE, packed)
        self._noted, self._since = len(packed), 0

    def _note(self, path: str, content: bytes) -> None:
        self._host.write(path, content)
        self._bytes += len(content)


def _notes(host: Host) -> tuple[bytes | None, bytes | None]:
    return host.read(STATE), host.read(DOUBTS)


def _read(doubts: bytes | None, files: Mapping[str, Known]) -> dict[str, str]:
    """Doubts as they were noted; where that cannot be read, everything is in doubt."""
    try:
        return {str(path): str(digest) for path, digest in json.loads(doubts or b"{}").items()}
    except (ValueError, AttributeError):
        return {path: known.digest for path, known in files.items()}


def _without(files: Mapping[str, Known], doubts: Mapping[str, str]) -> Mapping[str, Known]:
    """What is known for sure: of a file in doubt, only that it is ours."""
    unsure = {path for path, before in doubts.items() if path not in files or files[path].digest == before}
    return {**files, **dict.fromkeys(unsure, Known("", ""))}
