"""Batches handed to worker processes; a worker that dies costs the time of what it had in hand, and nothing else."""

import multiprocessing
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import replace
from typing import Any, Protocol

from cchc.reading.tree import Memory
from cchc.remembering import use
from cchc_cli.building.batch import Batch, Builder, Interrupted, Outcome, no_results

TRIES = 3
"""So often everything is handed out together; what is still left then is tried unit by unit, to find who kills."""

_FORKS = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
"""A copy of this process knows all it has read; where that is not to be had, each worker begins by itself."""
_builder: Builder
"""The builder of a worker process."""


class Crew(Protocol):
    """Who builds batches elsewhere."""

    died: tuple[type[Exception], ...]
    """What is raised about a batch whose worker died, or died beside another's."""

    def open(self) -> Executor:
        """Workers, ready."""

    def give(self, workers: Executor, batch: Batch) -> "Future[Outcome]":
        """Hand one batch out."""

    def stop(self) -> None:
        """Ask the workers to leave what they have in hand."""


class Processes:
    """A crew of processes of this machine; one that dies breaks them all."""

    died: tuple[type[Exception], ...] = (BrokenExecutor,)

    def __init__(self, builder: Builder, count: int) -> None:
        self.context: Any = multiprocessing.get_context("fork" if _FORKS else "spawn")
        self.stopped = self.context.Event()
        self.builder, self.count = builder, count

    def open(self) -> Executor:
        """See `Crew`."""
        start = (
            self.builder if _FORKS else replace(self.builder, shells=None, memory=Memory(), renew=no_results),
            self.stopped,
        )
        return ProcessPoolExecutor(self.count, mp_context=self.context, initializer=_begin, initargs=start)

    def give(self, workers: Executor, batch: Batch) -> "Future[Outcome]":
        """See `Crew`."""
        return workers.submit(build, batch)

    def stop(self) -> None:
        """See `Crew`."""
        self.stopped.set()


def hand_out(crew: Crew, batches: Sequence[Batch]) -> Iterator[tuple[Batch, Outcome | None]]:
    """What came of each batch, as it comes; None for a unit whose builder dies each time.

    Raises what a builder raises, once nobody works any more.
    """
    left = list(batches)
    for _ in range(TRIES):
        died: list[Batch] = []
        for batch, outcome in _round(crew, left):
            if outcome is None:
                died.append(batch)
            else:
                yield batch, outcome
        if not died:
            return
        left = died
    for batch in left:
        for ma in batch.units:
            yield from _round(crew, [batch._replace(units=(ma,))])


def _round(crew: Crew, batches: Sequence[Batch]) -> Iterator[tuple[Batch, Outcome | None]]:
    """Every batch handed out once; None for those whose builder died, or died beside another's."""
    with crew.open() as workers:
        asked = {crew.give(workers, batch): batch for batch in batches}
        try:
            for done in as_completed(asked):
                try:
                    yield asked[done], done.result()
                except crew.died:
                    yield asked[done], None
        except BaseException:
            crew.stop()
            for one in asked:
                one.cancel()
            raise


def _begin(builder: Builder, stopped: Any) -> None:
    global _builder
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us stops us

    def step(_what: str, _detail: str) -> None:
        if stopped.is_set():
            raise Interrupted

    _builder = builder
    _builder.step = step
    if not _FORKS:
        _builder.prepare()
        ExitStack().enter_context(use(builder.project.results().__enter__()))


def build(batch: Batch) -> Outcome:
    """Build a batch in a worker."""
    return _builder.build(batch)
