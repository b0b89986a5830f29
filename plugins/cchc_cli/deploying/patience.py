"""A host over a bad line: what fails in passing is tried again over a new connection, after growing waits."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from cchc_cli.deploying.host import Entry, Host, HostFailed

T = TypeVar("T")
WAITS = (1, 3, 10, 30, 90)
"""Seconds before each further try of one call: a router that starts again needs two minutes."""


class Patient:
    """A `Host` that connects when it is first needed, and again whenever the line breaks."""

    def __init__(
        self, connect: Callable[[], Host], sleep: Callable[[float], None] = time.sleep, waits: tuple[float, ...] = WAITS
    ) -> None:
        self._connect = connect
        self._sleep = sleep
        self._waits = waits
        self._host: Host | None = None

    def listing(self) -> dict[str, Entry]:
        return self._tried(lambda host: host.listing())

    def read(self, path: str) -> bytes | None:
        return self._tried(lambda host: host.read(path))

    def write(self, path: str, source: Path | bytes) -> Entry:
        return self._tried(lambda host: host.write(path, source))

    def remove(self, path: str) -> None:
        self._tried(lambda host: host.remove(path))

    def claim(self, folder: str) -> bool:
        return self._tried(lambda host: host.claim(folder))

    def age(self, path: str) -> float | None:
        return self._tried(lambda host: host.age(path))

    def close(self) -> None:
        if self._host is not None:
            self._host.close()
            self._host = None

    def _tried(self, call: Callable[[Host], T]) -> T:
        for wait in self._waits:
            try:
                return self._once(call)
            except HostFailed as failure:
                if not failure.transient:
                    raise
                self.close()
                self._sleep(wait)
        return self._once(call)

    def _once(self, call: Callable[[Host], T]) -> T:
        if self._host is None:
            self._host = self._connect()
        return call(self._host)
