"""Batches handed to workers of Dask `distributed` on other machines; what they build goes to a store, unit by unit.

A worker finds the project at the same path: content, theme and program, in a shared folder or in one kept the same. It
builds into a temporary folder with the same `Builder` as everybody, and brings to the store only what differs there.
A batch may be done twice, by two workers at once, or half: what stands in the end is the same.
"""

import logging
import threading
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from socket import gethostname
from tempfile import TemporaryDirectory
from traceback import format_exc
from uuid import uuid4

from distributed import Client, KilledWorker, get_worker

import cchc_cli
import cchc_mkdocs
from cchc.publishing.output import Output
from cchc.publishing.stamps import program_digest, sources_of
from cchc.reading.tree import Survey
from cchc.section.reach import reach
from cchc_cli.building.batch import Batch, Builder, Interrupted, Outcome
from cchc_cli.building.engine import theme_of
from cchc_cli.building.store import StoreFolder
from cchc_cli.deploying.host import HostFailed
from cchc_cli.deploying.in_place import InPlace
from cchc_cli.deploying.release import ReleaseRefused, read_release
from cchc_cli.project import Project
from cchc_cli.speech import PARTLY, Failure

PATIENCE = 30
"""Seconds a scheduler may take to answer, and to have a first worker."""
_CODE = program_digest(*(Path(package.__file__ or "").parent for package in (cchc_cli, cchc_mkdocs)))
"""Of the program as this process has loaded it, whatever stands on the disk later."""
_one_at_a_time = threading.Lock()
"""A worker may have been started with several threads; MkDocs and its themes know one."""


@dataclass(frozen=True)
class Order:
    """One build, as every worker must know it."""

    project: Project
    now: datetime
    store: str
    """Address of the folder the sections go to."""
    owner: str = field(default_factory=gethostname)
    """Who publishes, for people and for the lock of a section."""
    name: str = field(default_factory=lambda: uuid4().hex)
    """No two builds bear the same: what one has read is not what the next will find."""


class Machines:
    """A crew of workers wherever a scheduler of Dask has them."""

    died: tuple[type[Exception], ...] = (KilledWorker, CancelledError)

    def __init__(self, scheduler: str, order: Order, seen: Survey) -> None:
        """Connect. Raises Failure where no scheduler answers, or none of its workers."""
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self.scheduler, self.order, self.seen = scheduler, order, seen
        self.client = self._connected()

    def open(self) -> Executor:
        """See `Crew`."""
        if self.client.status != "running":  # the scheduler was started again
            self.client = self._connected()
        workers: Executor = self.client.get_executor(pure=False)
        return workers

    def give(self, workers: Executor, batch: Batch) -> "Future[Outcome]":
        """See `Crew`."""
        return workers.submit(build, self.order, batch, _sight(self.order, self.seen, batch))

    def stop(self) -> None:
        """See `Crew`. A worker whose batch nobody waits for any more notices by itself."""

    def close(self) -> None:
        """Let the workers go."""
        self.client.close()

    def _connected(self) -> Client:
        try:
            client = Client(self.scheduler, timeout=PATIENCE, set_as_default=False)
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            raise Failure(
                f"Không thấy bộ điều phối ở {self.scheduler}, hoặc chưa có máy nào nhận việc ({error}). Trên máy điều "
                "phối chạy: dask scheduler; trên từng máy dựng chạy: dask worker (xem README, phần Nhiều máy).",
                PARTLY,
            ) from None
        return client


def build(order: Order, batch: Batch, sight: str) -> Outcome:
    """Build a batch in a worker and bring it to the store. `sight`: `_sight` of whoever asks for it.

    Raises Failure where this machine has another content or program, Interrupted once nobody waits for it.
    """
    try:
        return _built(order, batch, sight)
    except Exception as error:
        # distributed (2026.8) never answers where a traceback is too long to be sent.
        error.add_note(format_exc()[-4000:])
        raise error.with_traceback(None) from None


def _built(order: Order, batch: Batch, sight: str) -> Outcome:
    scratch = get_worker().local_directory
    with _one_at_a_time, TemporaryDirectory(dir=scratch) as place, Output(Path(place)) as output:
        builder = replace(_builder(order), output=output)
        if _sight(order, builder.seen, batch) != sight:
            raise Failure(
                f"Máy {gethostname()}: nội dung hoặc phần mềm ở {order.project.root} không giống máy ra lệnh. Đồng bộ "
                "cả thư mục dự án, cài cùng một bản Python và thư viện, khởi động lại dask worker rồi chạy lại."
            )
        return _delivered(order, builder.build(batch), Path(place))


def _delivered(order: Order, outcome: Outcome, place: Path) -> Outcome:
    """The outcome once the sections built in `place` stand in the store; one that cannot does not stop the others."""
    built, failed = [], [*outcome.failed]
    for one in outcome.built:
        target = InPlace(one.ma, partial(StoreFolder, f"{order.store}/{one.ma}"), order.owner, order.now, step=_go_on)
        try:
            sent = target.publish(read_release(place / one.ma, one.ma))
        except (HostFailed, ReleaseRefused) as refusal:
            failed.append((one.ma, f"không đưa lên kho được ({refusal})"))
        else:
            built.append(one._replace(written=len(sent.files), removed=len(sent.removed)))
    return outcome._replace(built=tuple(built), failed=tuple(failed))


@lru_cache(maxsize=1)
def _builder(order: Order) -> Builder:
    """What this worker has ready for the batches of one build."""
    nowhere = Output(Path(get_worker().local_directory) / "site")
    builder = Builder(order.project, order.project.survey(), nowhere, order.now, step=_go_on)
    builder.prepare()
    return builder


def _go_on(*_: str) -> None:
    """Raise Interrupted where whoever asked is gone, or another worker has got the batch."""
    worker = get_worker()
    task = worker.state.tasks.get(worker.get_current_task())
    if task is None or task.state not in ("executing", "long-running"):
        raise Interrupted


def _sight(order: Order, seen: Survey, batch: Batch) -> str:
    """Digest of all that decides what a batch becomes, as this machine has it."""
    digest = sha256(_program(order).encode())
    for ma in sorted(frozenset[str]().union(*(reach(seen, ma) for ma in batch.units))):
        digest.update(sources_of(seen.files[ma], instants=False).encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _program(order: Order) -> str:
    return _CODE + program_digest(theme_of(order.project), order.project.config)
