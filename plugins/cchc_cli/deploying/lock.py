"""One at a time on a host: a folder of which only one can be the maker, and in it the owner's name."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from cchc_cli.deploying.host import HOUSE, Host, HostBusy, HostFailed

LOCK = f"{HOUSE}/lock"
OWNER = f"{LOCK}/owner"
LIFE, TOUCH = 1800, 60
"""Seconds: a lock nobody has touched for so long is taken over; how often a lock is touched."""
NAMELESS = 5
"""Seconds between making the folder and writing the name into it, at most."""


class Lock:
    """A host held for writing; use as a context manager. Ages are the host's own, so a wrong clock here does no harm.

    What a run of the same owner has left locked is his again. Raises HostBusy where another owner publishes; also
    later, from `hold`, to one who slept so long that his lock was taken over.
    """

    def __init__(
        self,
        host: Host,
        owner: str,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.bytes = 0
        self._host = host
        self._owner = owner
        self._sleep = sleep
        self._clock = clock
        self._touched = 0.0

    def __enter__(self) -> Self:
        if not self._host.claim(LOCK):
            # No name: made this very moment, or by one who was cut off right then (it may have been us).
            if self._host.read(OWNER) is None:
                self._sleep(NAMELESS)
            age = self._host.age(OWNER)
            if age is not None and age < LIFE:
                self._check()
        self._write()
        self._check()
        return self

    def hold(self, *, surely: bool = False) -> None:
        """Say that we are still here, now and then (`surely`: now). Raises HostBusy once the lock is another's."""
        if surely or self._clock() - self._touched >= TOUCH:
            self._check()
            self._write()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, HostBusy) or (isinstance(error, HostFailed) and error.transient):
            return  # Not ours, or nobody answers any more.
        try:
            self._host.remove(OWNER)
        except HostFailed:
            return  # The work is done or has failed already; the lock stays ours, and grows old.

    def _write(self) -> None:
        name = self._owner.encode()
        self._host.write(OWNER, name)
        self.bytes += len(name)
        self._touched = self._clock()

    def _check(self) -> None:
        holder = self._host.read(OWNER)
        if holder != self._owner.encode():
            name = (holder or b"?").decode("utf-8", "replace")
            raise HostBusy(
                f"“{name}” đang đăng lên đây; chờ xong rồi chạy lại (lệnh ấy mà đã chết thì khóa hết hạn sau "
                f"{LIFE // 60} phút)."
            )
