"""The project folder a command works on: where its content, theme and output lie, what time it is."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cchc.checking.verdict import Verdict, judge, judge_units
from cchc.model.unit import Unit
from cchc.publishing.kept_pages import KeptAnswers
from cchc.publishing.kept_results import KeptResults
from cchc.reading.tree import Memory, Survey, Tree, read, shares, survey
from cchc.remembering import use
from cchc.vietnamese.calendar import VIETNAM, parse_now
from cchc_cli.speech import Failure, Progress


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `content/` and `mkdocs.yml`."""

    root: Path
    fresh: bool = False
    """True: nothing that earlier builds kept is used."""

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def config(self) -> Path:
        return self.root / "mkdocs.yml"

    def results(self) -> KeptResults:
        """What earlier builds gave, to be held open while one builds."""
        return KeptResults(self.root / ".cchc" / "cache", fresh=self.fresh)

    def answers(self, program: str) -> KeptAnswers:
        """What is known of pages that earlier builds made. `program`: digest of all that decides beside the content."""
        return KeptAnswers(self.root / ".cchc" / "cache" / "pages", program, fresh=self.fresh)

    def remembering(self, work: Callable[[KeptResults], int], *, partial: bool = False) -> int:
        """What `work` gives while what earlier builds gave is held open; `partial`: it does not look at everything."""
        with self.results() as results, use(results):
            results.partial = partial
            return work(results)

    def survey(self) -> Survey:
        """The units and files of the content. Raises Failure where there is none."""
        if not self.content.is_dir():
            raise Failure(
                f"Không thấy thư mục {self.content}. Chạy lệnh trong thư mục dự án, hoặc ghi: cchc -C THƯ-MỤC …"
            )
        return survey(self.content, keep=None if self.fresh else self.root / ".cchc" / "pictures")

    def load(self, memory: Memory | None = None) -> Tree:
        """The content, read; what `memory` knows is not parsed again. Raises Failure where there is none."""
        progress = Progress("Đang đọc tệp")
        tree = read(self.survey(), step=progress.step, memory=memory)
        progress.end()
        return tree

    def judged(
        self, seen: Survey, units: Iterable[str], now: datetime
    ) -> Iterator[tuple[tuple[str, ...], Tree, Verdict]]:
        """The units, some at a time: what they hold, and the verdict on it; of others is read what comes down."""
        progress, memory = Progress("Đang đọc và kiểm tra"), Memory()
        for some in shares(seen, units):
            yield some, *judge_units(seen, some, now, memory=memory, step=lambda _, file: progress.step(file))
        progress.end()

    def stopped(self, seen: Survey, units: Iterable[str], now: datetime) -> frozenset[str]:
        """Those of the units that keep their old section."""
        found = (verdict.stopped & {*some} for some, _, verdict in self.judged(seen, units, now))
        return frozenset[str]().union(*found)

    def judge(self, tree: Tree, now: datetime) -> Verdict:
        """The verdict on what was read."""
        progress = Progress("Đang kiểm tra mục")
        verdict = judge(tree, now, step=progress.step)
        progress.end()
        return verdict


def project_at(folder: str | None) -> Project:
    """The project of `-C`, else of the working directory."""
    root = Path(folder or ".").resolve()
    if not root.is_dir():
        raise Failure(f"Không có thư mục {folder}.")
    return Project(root)


def now_of(text: str | None) -> datetime:
    """The instant of `--now`, else of `CCHC_NOW`, else of the clock: read once, here."""
    given = text or os.environ.get("CCHC_NOW")
    if not given:
        return datetime.now(VIETNAM)
    instant = parse_now(given)
    if instant is None:
        raise Failure(f"“{given}” không phải là ngày giờ; ghi dạng 2026-11-20 hoặc 2026-11-20T08:00.")
    return instant


def one_unit(seen: Survey, ma: str | None) -> Unit:
    """The unit of `--unit`, else the only one there is. Raises Failure where that is nobody."""
    if ma is None and len(seen.units) == 1:
        ma = next(iter(seen.units))
    if ma is None or ma not in seen.units:
        raise Failure(f"Ghi đơn vị bằng --unit; các đơn vị: {', '.join(seen.units) or '(chưa có)'}.")
    return seen.units[ma]


def known_units(seen: Survey, wanted: list[str]) -> tuple[str, ...]:
    """The units named, parents first; all of them where none is named. Raises Failure for a name nobody bears."""
    for ma in wanted:
        if ma not in seen.units:
            raise Failure(f"Không có đơn vị “{ma}”; các đơn vị: {', '.join(seen.units) or '(chưa có)'}.")
    return tuple(ma for ma in seen.units if not wanted or ma in wanted)
