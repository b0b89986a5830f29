"""`cchc build`: each unit into `site/<ma>/`; what is refused keeps its old section and is said loudly."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import cchc_cli
import cchc_mkdocs
from cchc.publishing.archive import Archive
from cchc.publishing.job import JobRefused, keep_edition, vanished
from cchc.publishing.kept_results import KeptResults
from cchc.publishing.output import HOUSE, Output, OutputBusy
from cchc.publishing.stamps import Standing, look, program_digest
from cchc.reading.complaints import Complaint, in_order
from cchc.reading.tree import Survey
from cchc.vietnamese.disk import why
from cchc_cli.building.batch import Batch, Builder, Built, Outcome, no_step
from cchc_cli.building.engine import theme_of
from cchc_cli.building.forks import spread, workers_here
from cchc_cli.building.order import BATCH, batches, weight
from cchc_cli.project import Project, known_units
from cchc_cli.speech import DONE, PARTLY, REFUSED, Failure, Progress, Steps, report, say, warn

if TYPE_CHECKING:
    from cchc_cli.building.crew import Crew


@dataclass(frozen=True)
class Wish:
    """What is asked of one build."""

    units: tuple[str, ...] = ()
    """All where none is named."""
    offline: bool = False
    """To be opened by double click."""
    packed: bool = False
    """One archive a unit instead of a folder."""
    prune: bool = False
    """Sections of units that left the content are removed."""
    workers: int | None = None
    """How many processes; None: as many as there are processors."""
    scheduler: str | None = None
    """Address of a Dask scheduler whose workers build; None: this machine does."""
    store: str = ""
    """Address of the folder their work goes to."""


FEW = 20
"""So many units are told one by one, whatever came of them; of more, those where something changed."""


def build(project: Project, wish: Wish, site: Path, now: datetime, results: KeptResults | None = None) -> int:
    """Build the units; `results` is told whether everything was looked at. The exit code."""
    seen = project.survey()
    if not seen.units:
        report(seen.complaints, project.content)
        return REFUSED
    wanted = known_units(seen, list(wish.units))
    if wish.scheduler:
        return _elsewhere(project, seen, wish, wish.scheduler, wanted, now)
    try:
        with Archive(site, now) if wish.packed else Output(site) as output:
            for ma in () if wish.packed else wanted:
                keep_edition(site / ma, offline=wish.offline)
            done = _Run(project, seen, wish, output, now)
            if results is not None:
                done.builder.renew = results.renew
            done.units(wanted)
            report(done.errors, project.content)
            if not wish.packed:
                _left_over(output, seen, project.content, certain=not done.errors, prune=wish.prune)
    except JobRefused as refusal:
        raise Failure(str(refusal)) from None
    except OutputBusy:
        raise Failure(f"Một lệnh khác đang dựng vào {site}; chờ xong rồi chạy lại.") from None
    except OSError as error:
        raise Failure(f"Không ghi được vào {site} ({why(error)}); chuyên mục đã đăng vẫn nguyên.", PARTLY) from None
    if results is not None:
        results.partial = bool(wish.units or done.passed_over or done.stopped or done.failed)
    form = "{}.zip" if wish.packed else "{}/cchc.json"
    return _summary(done, wanted, lambda ma: _kept(site / form.format(ma), ma, now))


def _elsewhere(project: Project, seen: Survey, wish: Wish, scheduler: str, wanted: Sequence[str], now: datetime) -> int:
    """Have workers of other machines build the units into a store. The exit code."""
    if wish.offline or wish.packed or wish.prune:
        raise Failure("--scheduler không đi cùng --offline, --as và --prune.")
    try:
        from cchc_cli.building.machines import Machines, Order  # heavy imports, needed here only
        from cchc_cli.deploying.host import HostBusy
        from cchc_cli.deploying.standing import alone
    except ImportError as error:
        raise Failure(
            f"Máy này chưa có phần dựng trên nhiều máy ({error.name}); chạy: python3 scripts/cchc.py build "
            '--scheduler …, hoặc cài: pip install "cchc[fleet]"'
        ) from None
    try:
        with (
            alone(project.root / HOUSE / "fleet.lock"),
            closing(Machines(scheduler, Order(project, now, wish.store), seen)) as crew,
        ):
            nowhere = Output(project.root / "site")  # never entered: this machine writes nothing
            done = _Run(project, seen, wish, nowhere, now, crew).units(wanted)
    except HostBusy:
        raise Failure("Một lệnh dựng trên nhiều máy khác đang chạy trong thư mục này; chờ xong rồi chạy lại.") from None
    except OSError as error:
        raise Failure(f"Không đọc được {error.filename or scheduler} ({why(error)}).", PARTLY) from None
    report(done.errors, project.content)
    return _summary(done, wanted, "{}: GIỮ NGUYÊN những gì đang có ở kho.".format)


class _Run:
    """One build on its way: what is known of the units so far."""

    def __init__(
        self, project: Project, seen: Survey, wish: Wish, output: Output, now: datetime, crew: "Crew | None" = None
    ) -> None:
        """`crew`: who builds, wherever that is; None: this process, or processes of this machine."""
        self.project, self.seen, self.wish, self.output, self.crew = project, seen, wish, output, crew
        self.builder = Builder(project, seen, output, now, wish.offline)
        self.built: dict[str, Built] = {}
        self.failed: dict[str, str] = {}
        self.stopped: set[str] = set()
        self.passed_over = False
        self.complaints: dict[Complaint, None] = dict.fromkeys(seen.complaints)

    def units(self, wanted: Sequence[str]) -> "_Run":
        """Build the units, but for those whose section would come out as it stands."""
        standing = self.standing(wanted)
        self.passed_over = bool(standing.untouched)
        self.built = {ma: Built(ma, 0, 0, one.drafts, one.warnings) for ma, one in standing.untouched.items()}
        for one in self.built.values() if len(wanted) <= FEW else ():
            self.tell(one)
        ahead = [ma for ma in wanted if ma not in standing.untouched]
        if ahead:
            self.builder.prepare()
        for batches_now in self.rounds(ahead, standing):
            stopped = frozenset(self.stopped)
            for batch, outcome in self.carried_out([one._replace(stopped=stopped) for one in batches_now]):
                self.note(batch, outcome)
        return self

    def standing(self, wanted: Sequence[str]) -> Standing:
        """What need not be built; elsewhere, or of another form than the usual one, everything must."""
        if self.crew or self.wish.offline or self.wish.packed:
            return Standing({}, {})
        ours = [Path(package.__file__ or "").parent for package in (cchc_cli, cchc_mkdocs)]
        self.builder.program = program_digest(theme_of(self.project), self.project.config, *ours)
        hands = partial(spread, workers=self.wish.workers or workers_here())
        found = look(self.seen, self.builder.program, wanted, self.output.root, self.builder.now, hands)
        return found._replace(untouched={}) if self.project.fresh else found

    def rounds(self, ahead: Sequence[str], standing: Standing) -> Iterable[list[Batch]]:
        """Everything at once where that is little; a section opened by double click knows all that stand beside it."""
        if self.wish.offline or weight(self.seen, ahead) <= BATCH:
            return [[Batch(tuple(ahead), sources=standing.sources)]] if ahead else []
        return batches(self.seen, ahead, standing.sources)

    def carried_out(self, work: Sequence[Batch]) -> Iterator[tuple[Batch, Outcome | None]]:
        """What came of each batch; None where its builder died each time."""
        workers = min(self.wish.workers or workers_here(), len(work))
        crew = self.crew
        if workers < 2 and crew is None:
            steps = Steps()
            self.builder.step = steps
            self.builder.hands = self.wish.workers or workers_here()
            for batch in work:
                yield batch, self.builder.build(batch)
            steps.end()
            return
        from cchc_cli.building.crew import Processes, hand_out  # heavy imports, needed here only

        if crew is None:
            self.builder.step, self.builder.hands = no_step, 1
            above = {unit.parent for unit in self.seen.units.values() if unit.parent}
            self.builder.read_ahead(above)
            crew = Processes(self.builder, workers)
        progress = Progress("Đang dựng, đơn vị", sum(len(batch.units) for batch in work))
        for batch, outcome in hand_out(crew, work):
            progress.step(count=len(batch.units))
            yield batch, outcome
        progress.end()

    def note(self, batch: Batch, outcome: Outcome | None) -> None:
        """Say what came of a batch, and remember it."""
        if outcome is None:
            outcome = Outcome((), tuple((ma, "tiến trình dựng bị dừng giữa chừng") for ma in batch.units))
        for one in outcome.built:
            self.built[one.ma] = one
            self.tell(one)
        for ma, reason in outcome.failed:
            warn(f"{ma}: {reason}; giữ chuyên mục cũ.")
        self.failed |= dict(outcome.failed)
        self.stopped |= outcome.stopped
        self.complaints |= dict.fromkeys(outcome.complaints)

    def tell(self, one: Built) -> None:
        """What changed in a unit's section."""
        site = self.output.root
        changed = f"{one.written} tệp mới hoặc đổi, {one.removed} tệp bỏ" if one.changed else "không có gì đổi"
        drafts = f"; {one.drafts} bản nháp chưa đăng" if one.drafts else ""
        opened = f". Nhấp đúp để mở: {site / one.ma / 'index.html'}" if self.wish.offline else ""
        opened = f". Tệp để tải lên: {site / one.ma}.zip" if self.wish.packed else opened
        say(f"{one.ma}: {changed}{drafts}{opened}")

    @property
    def errors(self) -> tuple[Complaint, ...]:
        """All that stops a unit, in order."""
        return tuple(one for one in in_order(self.complaints) if one.error)


def _summary(done: _Run, wanted: Sequence[str], kept: Callable[[str], str]) -> int:
    """What became of all that was wanted; the exit code. `kept`: what to say of a unit that keeps its old section."""
    if len(wanted) > FEW and (same := sum(not one.changed for one in done.built.values())):
        say(f"{same} đơn vị không có gì đổi")
    left = [ma for ma in wanted if ma in done.stopped or ma in done.failed]
    for ma in left:
        warn(kept(ma))
    if not left:
        if warnings := sum(one.warnings for one in done.built.values()):
            warn(f"Có {warnings} lưu ý; xem bằng lệnh: cchc check")
        return DONE
    warn(f"Còn {len(done.errors)} lỗi; {len(left)}/{len(wanted)} đơn vị chưa dựng được.")
    return REFUSED if done.stopped >= {*wanted} else PARTLY


def _left_over(output: Output, seen: Survey, content: Path, *, certain: bool, prune: bool) -> None:
    """Say whose sections stand though the content no longer has them; remove them only when asked, and certain.

    A unit whose don-vi.yml cannot be read has not gone.
    """
    for ma in vanished(output.root, seen.units):
        if prune and certain:
            output.remove(ma)
            say(f"{ma}: đã bỏ chuyên mục {output.root / ma}")
            continue
        how = "sửa hết lỗi rồi chạy lại" if prune else "bỏ bằng lệnh: cchc build --prune"
        warn(f"{ma}: không còn trong {content} nhưng chuyên mục vẫn được giữ ở {output.root / ma}; {how}.")


def _kept(standing: Path, ma: str, now: datetime) -> str:
    if not standing.exists():
        return f"{ma}: CHƯA CÓ chuyên mục nào được đăng."
    days = int((now.timestamp() - standing.stat().st_mtime) // 86400)
    return f"{ma}: GIỮ chuyên mục cũ" + (f" (đã {days} ngày)." if days > 0 else " (dựng hôm nay).")
