"""What the units below an office show in its section, gathered a few units at a time.

A province is never in the memory at once: of each unit no more is kept than the office shows of it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from cchc.checking.verdict import stopped_units
from cchc.reading.tree import Memory, Spread, Survey, Tree, read, shares
from cchc.reporting.board import Summary, summary_of
from cchc.section.below import Below, below, together
from cchc.section.inheritance import holdings
from cchc.section.public import public
from cchc.section.reach import upwards


class Gathered(NamedTuple):
    """What the units below one unit show in its section."""

    shown: Below = Below()
    summaries: Mapping[str, Summary] = {}
    """By unit that still works, where they are wanted: what stands on the board."""
    stopped: frozenset[str] = frozenset()
    """Units whose files cannot be read; nothing of them is shown."""


def gather(
    seen: Survey,
    ma: str,
    now: datetime,
    *,
    left_out: frozenset[str] = frozenset(),
    board: bool | None = None,
    memory: Memory | None = None,
    step: Callable[[str], object] = str,
    spread: Spread = map,
) -> Gathered:
    """What the units below `ma` show there, but for those `left_out`. Shares of them are given out by `spread`.

    `board`: whether their summaries are wanted; None: where the office publishes them. `memory` and `step` are those
    of `read`.
    """
    board = seen.units[ma].bang_cong_khai if board is None else board
    ahead = (unit.ma for unit in seen.below(ma) if unit.ma not in left_out)
    look = partial(read, seen, step=step, memory=memory)
    found = [*spread(partial(_of_some, seen, look, now, left_out, board), [*shares(seen, ahead)])]
    return Gathered(
        together([one.shown for one in found]),
        {ma: summary for one in found for ma, summary in one.summaries.items()},
        frozenset().union(*(one.stopped for one in found)),
    )


def _of_some(
    seen: Survey,
    look: Callable[[frozenset[str]], Tree],
    now: datetime,
    left_out: frozenset[str],
    board: bool,
    units: Sequence[str],
) -> Gathered:
    tree = look(upwards(seen, *units))
    stopped = stopped_units(tree, tree.complaints) & {*units}
    held, out = holdings(tree), left_out | stopped
    good = [seen.units[ma] for ma in units if ma not in stopped]
    counted = [unit for unit in good if not unit.ended(now)] if board else []
    return Gathered(
        below(tree, held, good, now, counted=board),
        {unit.ma: summary_of(public(tree, held, unit.ma, now, left_out=out, shown_below=Below())) for unit in counted},
        stopped,
    )
