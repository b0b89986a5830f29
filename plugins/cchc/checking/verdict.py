"""Every complaint about a tree, and which units they stop."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from cchc.checking.items import item_complaints
from cchc.checking.texts import body_complaints
from cchc.checking.units import unit_complaints
from cchc.checking.work import work_complaints
from cchc.model.item import Item
from cchc.model.unit import Unit
from cchc.reading.complaints import Complaint, in_order
from cchc.reading.tree import Memory, Spread, Survey, Tree, read
from cchc.section.inheritance import Holdings, heirs, holdings
from cchc.section.reach import upwards


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in a tree: every complaint in order, and the units that keep their old section."""

    held: Mapping[str, Holdings]
    complaints: tuple[Complaint, ...]
    stopped: frozenset[str]


def judge(
    tree: Tree, now: datetime, *, strict: bool = False, step: Callable[[str], object] = str, spread: Spread = map
) -> Verdict:
    """Check everything that was read.

    With `strict`, warnings stop units too. `step` is told of every item, for progress; items are given out by `spread`.
    """
    held = holdings(tree)
    complaints = list(tree.complaints)
    for unit in tree.units_read:
        complaints += held[unit.ma].complaints
        complaints += unit_complaints(tree, held, unit, now)
        complaints += work_complaints(tree, held, unit, now)
        for found in spread(partial(_said_of, tree, held, unit, step), tree.items[unit.ma]):
            complaints += found
        for item in tree.refused.get(unit.ma, ()):
            complaints += body_complaints(tree, held, unit, item)
    return Verdict(held, in_order(complaints), stopped_units(tree, complaints, strict=strict))


def judge_units(
    seen: Survey,
    units: Collection[str],
    now: datetime,
    *,
    memory: Memory | None = None,
    step: Callable[[str, str], object] = lambda _what, _file: None,
    spread: Spread = map,
) -> tuple[Tree, Verdict]:
    """Read what the sections of these units hold, and check it; of units below them nothing is read.

    What the verdict says of the units themselves is what it would say had everything been read. `step` is told of the
    work and of every file.
    """
    tree = read(seen, upwards(seen, *units), step=partial(step, "đọc"), memory=memory, spread=spread)
    return tree, judge(tree, now, step=partial(step, "kiểm tra"), spread=spread)


def _said_of(
    tree: Tree, held: Mapping[str, Holdings], unit: Unit, step: Callable[[str], object], item: Item
) -> tuple[Complaint, ...]:
    step(item.origin.path)
    return tuple(item_complaints(tree, held, unit, item))


def stopped_units(tree: Tree, complaints: Iterable[Complaint], *, strict: bool = False) -> frozenset[str]:
    """Units that own an error, and those below that inherit what is wrong."""
    stopped: set[str] = set()
    for complaint in complaints:
        if not (complaint.error or strict):
            continue
        if complaint.unit not in tree.units:
            return frozenset(tree.units)
        stopped.add(complaint.unit)
        # What an heir shows of a merged unit must not be lost to a slip in its files.
        stopped |= {heir.ma for heir in heirs(tree, tree.units[complaint.unit])}
        if complaint.spreads:
            stopped |= {unit.ma for unit in tree.below(complaint.unit) if _reaches(complaint, unit)}
    return frozenset(stopped)


def _reaches(complaint: Complaint, unit: Unit) -> bool:
    return not complaint.levels or not unit.cap_hoc or bool(set(complaint.levels) & set(unit.cap_hoc))
