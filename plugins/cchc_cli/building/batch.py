"""A batch of units: read, checked, built; what is to be told of it. Every worker does this and nothing else."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from traceback import format_exc
from typing import NamedTuple, TypeVar

from cchc.checking.verdict import Verdict, judge, judge_units
from cchc.publishing.gathering import gather
from cchc.publishing.job import standing_offline
from cchc.publishing.output import Output
from cchc.publishing.section import Section, build_section
from cchc.publishing.shells import Shells
from cchc.publishing.stamps import Stamp, put_stamp, same_day_until, standing
from cchc.reading.complaints import Complaint
from cchc.reading.markdown import let_go
from cchc.reading.tree import Memory, Survey, Tree, read
from cchc.section.assets import Divided
from cchc.vietnamese.disk import why
from cchc_cli.building.engine import lay_out, shells_of, theme_of
from cchc_cli.building.forks import WORTH, spread
from cchc_cli.project import Project
from cchc_cli.speech import FAULTS, Failure

T = TypeVar("T")
R = TypeVar("R")


class Batch(NamedTuple):
    """Units to be built together."""

    units: tuple[str, ...]
    stopped: frozenset[str] = frozenset()
    """What is known so far of units below: those that keep their old section."""
    sources: Mapping[str, str] = {}
    """By unit: digest of all its section is made of; none where it is to be made whatever stands."""


class Built(NamedTuple):
    """What was done about one unit."""

    ma: str
    written: int
    removed: int
    drafts: int
    warnings: int

    @property
    def changed(self) -> bool:
        return bool(self.written or self.removed)


class Outcome(NamedTuple):
    """What came of a batch."""

    built: tuple[Built, ...]
    failed: tuple[tuple[str, str], ...] = ()
    """Units that could not be built, and why; Vietnamese."""
    stopped: frozenset[str] = frozenset()
    """Units of the batch that were refused."""
    complaints: tuple[Complaint, ...] = ()
    """About the units of the batch."""


def no_step(_what: str, _detail: str) -> None:
    """Nobody looks."""


def no_results() -> None:
    """Nothing is kept."""


class Interrupted(Exception):
    """Whoever asked for the work wants it no more."""


@dataclass
class Builder:
    """Builds batches of one project into one output that somebody holds."""

    project: Project
    seen: Survey
    output: Output
    now: datetime
    offline: bool = False
    memory: Memory = field(default_factory=Memory)
    step: Callable[[str, str], object] = no_step
    """Told of everything that takes time, and asked whether to go on: it may raise."""
    shells: Shells | None = None
    hands: int = 1
    """How many processes share out the work within a batch."""
    program: str = ""
    """Digest of all that decides beside the content; empty where nothing that stands is to be looked at."""
    renew: Callable[[], object] = no_results
    """Find what copies of this process have made and kept."""

    def prepare(self) -> None:
        """Make ready what all batches need. Raises Failure where `mkdocs.yml` is wrong."""
        self.shells = shells_of(self.project, self.output, self.program)

    def read_ahead(self, units: Collection[str]) -> None:
        """Read and check what the units below share, once for all batches."""
        tree = read(self.seen, units, memory=self.memory)
        judge(tree, self.now)

    def build(self, batch: Batch) -> Outcome:
        """Build the units of the batch; one that cannot be written does not stop the others."""
        tree, verdict = judge_units(
            self.seen, batch.units, self.now, memory=self.memory, step=self.step, spread=self.spread
        )
        stopped = verdict.stopped | batch.stopped
        good = [ma for ma in batch.units if ma not in stopped]
        beside = standing_offline(self.output.root, tree.units) | set(good) if self.offline else None
        built: list[Built] = []
        failed: list[tuple[str, str]] = []
        warnings = _by_unit(verdict)
        for ma in good:
            try:
                make = self.maker(tree, verdict, ma, stopped, beside)
                section = make()
                answers = self.project.answers(self.program) if self.program else None
                lay = partial(lay_out, self.project, output=self.output, shells=self.shells, answers=answers)
                step = partial(self.step, f"dựng {ma}, trang")
                try:
                    job = lay(section, step=step, spread=self.spread)
                except Divided:
                    section = make()
                    job = lay(section, step=step)
                drafts = sum(item.nhap for item in tree.items[ma])
                assert job.change is not None
                built.append(Built(ma, len(job.change.written), len(job.change.removed), drafts, warnings.get(ma, 0)))
                self.stamp(section, built[-1], batch)
            except OSError as error:
                failed.append((ma, f"không ghi được ({why(error)}: {error.filename})"))
                self.output.discard(ma)
            except (Failure, Interrupted):
                raise
            except Exception:  # a mistake of ours, or of the theme: the other units go on
                log = self.project.root / FAULTS
                log.write_text(format_exc(), encoding="utf-8")
                failed.append((ma, f"chương trình gặp lỗi (gửi tệp {log} cho người phụ trách)"))
                self.output.discard(ma)
        let_go()
        mine = tuple(one for one in verdict.complaints if one.unit in batch.units or one.unit not in tree.units)
        return Outcome(tuple(built), tuple(failed), stopped & {*batch.units}, mine)

    def maker(
        self, tree: Tree, verdict: Verdict, ma: str, stopped: frozenset[str], beside: frozenset[str] | None
    ) -> Callable[[], Section]:
        """What makes the section of a unit; the units below it are looked at now."""
        step, spread_out = partial(self.step, "đọc"), partial(self.spread, worth=2)  # a share is a thousand files
        found = gather(self.seen, ma, self.now, left_out=stopped, memory=self.memory, step=step, spread=spread_out)
        theme = theme_of(self.project)
        return partial(
            build_section, tree, verdict.held, ma, self.now, theme, left_out=stopped, offline=beside, gathered=found
        )

    def spread(self, work: Callable[[T], R], things: Sequence[T], worth: int = WORTH) -> Iterator[R]:
        """`map` by as many processes as there are hands."""
        yield from spread(work, things, self.hands, worth)
        if self.hands > 1 and len(things) >= worth:
            self.renew()

    def stamp(self, section: Section, built: Built, batch: Batch) -> None:
        """Remember what the section was made of, where the batch says what that is and nobody else had a say."""
        if (sources := batch.sources.get(built.ma)) and self.shells is not None:
            until = same_day_until(self.now, section.public.next_change)
            live = standing(self.output.root / built.ma)
            stamp = Stamp(sources, self.now, until, live, built.warnings, built.drafts)
            put_stamp(self.output.root, built.ma, stamp)


def _by_unit(verdict: Verdict) -> Mapping[str, int]:
    """How many warnings each unit has."""
    counts: dict[str, int] = {}
    for complaint in verdict.complaints:
        if not complaint.error:
            counts[complaint.unit] = counts.get(complaint.unit, 0) + 1
    return counts
