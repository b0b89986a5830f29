"""How far a plan has come: squares and words for lists, every task for the page of the plan."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cchc.model.plan import Plan
from cchc.model.progress import Progress, Turn
from cchc.model.vocabulary import TrangThaiNhiemVu
from cchc.pages.desk import Badge, Desk, Link, day, shortened
from cchc.reading.markdown import convert
from cchc.reading.plan_tasks import task_tables
from cchc.reporting.figures import TaskLine, task_lines
from cchc.section.addresses import relative
from cchc.section.public import Public
from cchc.section.references import task_anchor
from cchc.section.shown import Shown
from cchc.vietnamese.schedule import Every

_KINDS = {
    TrangThaiNhiemVu.CHAM: "late",
    TrangThaiNhiemVu.HOAN_THANH: "done",
    TrangThaiNhiemVu.DA_CO_MINH_CHUNG: "proved",
    TrangThaiNhiemVu.DANG_THUC_HIEN: "doing",
    TrangThaiNhiemVu.CHUA_DEN_HAN: "todo",
    TrangThaiNhiemVu.KHONG_PHAT_SINH: "todo",
}
"""Which square stands for which state, in the order of the legend."""
_UNKNOWN = Badge("Chưa tính được tiến độ", "unk")
_WORDS = {Every.MONTH: "Từng tháng", Every.QUARTER: "Từng quý", Every.WEEK: "Từng tuần", Every.TERM: "Từng học kỳ"}
_TITLE = 140


class PlanProgress(NamedTuple):
    """The tasks of a plan in sum."""

    share: str
    """`4/6`: how many have evidence, of how many."""
    late: str
    """`1 nhiệm vụ chậm`; empty where none is."""
    squares: tuple[str, ...]
    """The kind of each task's square, in the plan's order."""
    legend: tuple[Badge, ...]
    """Every state there is, with its count."""


class TurnSquare(NamedTuple):
    """One turn of a task that comes round."""

    kind: str
    label: str
    """What stands below it: `9` for September; empty for weeks and terms, of which there are many or few."""
    words: str


class TaskEntry(NamedTuple):
    """One task as the page of its plan tells it."""

    id: str
    """Its anchor, where it has no row in a table; else empty."""
    href: str | None
    """Its row; None where it has none."""
    title: str
    badge: Badge | None
    schedule: str
    lacking: str
    stale: str
    """Since when what goes on all the time has had no evidence; empty while it is fresh."""
    turns: tuple[TurnSquare, ...]
    round: str
    """What its turns are: `Từng tháng`."""
    proofs: tuple[Link, ...]
    """Only of a task without a row, which has them otherwise."""
    unseen: int


def plan_progress(public: Public, plan: Shown[Plan]) -> PlanProgress | None:
    """How far the unit's own plan has come; None for a plan of others, and where nothing can be said."""
    lines = () if plan.inherited else tuple(task_lines(public, plan))
    if not any(line.progress or line.is_proved for line in lines):
        return None
    late = sum(line.is_late for line in lines)
    badges = [badge_of(line) for line in lines]
    counts = Counter(badges)
    known = [*(Badge(state.label, kind) for state, kind in _KINDS.items()), _UNKNOWN]
    return PlanProgress(
        f"{sum(line.is_proved for line in lines)}/{len(lines)}",
        f"{late} nhiệm vụ chậm" if late else "",
        tuple(badge.kind for badge in badges),
        tuple(Badge(f"{one.text}: {counts[one]}", one.kind) for one in known if counts[one]),
    )


def badge_of(line: TaskLine) -> Badge:
    """The state of a task of the unit's own plan."""
    return Badge(line.progress.state.label, _KINDS[line.progress.state]) if line.progress else _UNKNOWN


def task_entries(desk: Desk, plan: Shown[Plan]) -> tuple[TaskEntry, ...]:
    """The tasks to be told above the text: of the unit's own plan all, late ones first; of a plan of others those
    without a row which this unit proves, since its evidence leads there.
    """
    rows = {task.tt for table in task_tables(plan.item.body) for _, task in table.rows if task}
    own = plan_progress(desk.public, plan) is not None
    lines = [one for one in task_lines(desk.public, plan) if own or (one.task.tt not in rows and one.is_proved)]
    lines.sort(key=lambda line: not line.is_late)
    return tuple(_entry(desk, line, own=own, row=line.task.tt in rows) for line in lines)


def _entry(desk: Desk, line: TaskLine, *, own: bool, row: bool) -> TaskEntry:
    task, today, here = line.task, desk.public.now.date(), line.plan.address
    turns = line.progress.turns if line.progress else ()
    anchor = task_anchor(task.tt)
    return TaskEntry(
        "" if row else anchor,
        f"#{anchor}" if row else None,
        shortened(convert(task.noi_dung).text, _TITLE),
        badge_of(line) if own else None,
        convert(task.thoi_gian).text,
        _lacking(line.progress, today) if line.progress and line.is_late else "",
        f"Chưa có minh chứng mới từ {since:%d/%m/%Y}" if line.progress and (since := line.progress.stale_since) else "",
        tuple(_square(turn, today) for turn in turns),
        _WORDS.get(turns[0].every, "Từng năm") if turns else "",
        () if row else tuple(proof_links(line, here)),
        0 if row else line.unseen,
    )


def proof_links(line: TaskLine, here: str) -> Iterator[Link]:
    """What proves a task, as seen from `here`."""
    for shown in line.proofs:
        yield Link(shown.item.title, relative(here, shown.address), day(shown.item.own_date))


def _lacking(progress: Progress, today: date) -> str:
    missed = progress.missed(today)
    return f"Còn thiếu {missed}" if missed else "Đã qua thời hạn, chưa có minh chứng"


def _square(turn: Turn, today: date) -> TurnSquare:
    state = turn.state(today)
    label = turn.vn.rpartition(" ")[2] if " " in turn.vn else ""
    return TurnSquare(_KINDS[state], label, f"{turn.vn}: {state.label.lower()}")
