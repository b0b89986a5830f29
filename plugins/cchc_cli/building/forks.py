"""A list of things worked off by copies of this process, each with all it has read; results in the order given."""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH = 64
"""Fewer things than this are done sooner than a process is copied."""


def workers_here() -> int:
    """As many processes as this one may use processors."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[T], R], things: Sequence[T], workers: int, worth: int = WORTH) -> Iterator[R]:
    """`map(work, things)` by so many processes; what `work` changes besides its result is lost.

    Fewer things than are `worth` it are done here. A process that dies, or whose results cannot be sent, costs time:
    its share is done here. Raises what `work` raises.
    """
    if workers < 2 or len(things) < worth or sys.platform in ("win32", "darwin"):
        yield from map(work, things)
        return
    shares = [things[place::workers] for place in range(1, workers)]
    children = [_begin(work, share) for share in shares]
    try:
        mine = [work(one) for one in things[::workers]]
        theirs = [_end(pipe) or [work(one) for one in share] for (_, pipe), share in zip(children, shares, strict=True)]
    finally:
        for child, pipe in children:
            pipe.close()
            os.kill(child, signal.SIGKILL)  # one that has sent its results has nothing left to do
            os.waitpid(child, 0)
    done = [mine, *theirs]
    for place in range(len(things)):
        yield done[place % workers][place // workers]


def _begin(work: Callable[[T], R], share: Sequence[T]) -> tuple[int, BinaryIO]:
    """A copy of this process that does the share, and where it will say what came of it."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    if child := os.fork():
        os.close(writing)
        return child, os.fdopen(reading, "rb")
    try:
        done = pickle.dumps([work(one) for one in share], pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(done)
    finally:
        os._exit(0)  # nothing of the parent's tidying up is ours


def _end(pipe: BinaryIO) -> list[Any] | None:
    """What came of a share; None where that is not known."""
    try:
        return pickle.loads(pipe.read())  # type: ignore[no-any-return]
    except (EOFError, pickle.UnpicklingError):
        return None
