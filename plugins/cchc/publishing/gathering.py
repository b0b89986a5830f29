"""What the units below an office show in its section, gathered a few units at a time.

A province is never in the memory at once: of each unit no more is kept than the office shows of it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from cchc.checking.verdict import stopped_units
from cchc.reading.tree import Memory, Spread, Survey, Tree, read, shares
from cchc.reporting.board import Summary, listed_below, summary_of
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
    board: bool = False,
    memory: Memory | None = None,
    step: Callable[[str], object] = str,
    spread: Spread = map,
) -> Gathered:
    """What the units below `ma` show there, but for those `left_out`. Shares of them are given out by `spread`.

    `board`: their summaries are wanted even where the office does not publish them. `memory` and `step` are those of
    `read`.
    """
    board = board or seen.units[ma].bang_cong_khai
    listed = {unit.ma for unit in listed_below(seen, ma, now, left_out=left_out)} if board else set[str]()
    ahead = (unit.ma for unit in seen.below(ma) if unit.ma not in left_out)

    def look(units: Sequence[str]) -> Tree:
        return read(seen, upwards(seen, *units), step=step, memory=memory)

    found = [*spread(partial(_of_some, look, now, listed, board), [*shares(seen, ahead)])]
    return Gathered(
        together([one.shown for one in found]),
        {ma: summary for one in found for ma, summary in one.summaries.items()},
        frozenset().union(*(one.stopped for one in found)),
    )


def _of_some(
    look: Callable[[Sequence[str]], Tree], now: datetime, listed: Collection[str], board: bool, units: Sequence[str]
) -> Gathered:
    tree = look(units)
    held, stopped = holdings(tree), stopped_units(tree, tree.complaints) & {*units}
    good = [ma for ma in units if ma not in stopped]
    counted = [ma for ma in good if ma in listed]
    return Gathered(
        below(tree, held, [tree.units[ma] for ma in good], now, counted=board),
        {ma: summary_of(public(tree, held, ma, now, shown_below=Below())) for ma in counted},
        stopped,
    )
