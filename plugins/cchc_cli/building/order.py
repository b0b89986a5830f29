"""In which batches units are built: a unit after those below it, for it shows their news."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from cchc.reading.tree import Survey
from cchc_cli.building.batch import Batch

BATCH = 1000
"""Items a batch lays out, about: a second or two of work, little enough to share out, much enough to be sent."""


def batches(seen: Survey, wanted: Sequence[str], sources: Mapping[str, str]) -> Iterator[list[Batch]]:
    """Rounds of batches; those of one round know nothing of each other, and need what came of the rounds before."""
    heights: dict[str, int] = {}
    for ma, unit in reversed(tuple(seen.units.items())):
        if unit.parent:
            heights[unit.parent] = max(heights.get(unit.parent, 0), heights.get(ma, 0) + 1)
    for _, level in groupby(sorted(wanted, key=lambda ma: heights.get(ma, 0)), key=lambda ma: heights.get(ma, 0)):
        found: list[list[str]] = []
        room = 0
        for ma in level:
            if room <= 0 or seen.units[ma].parent != seen.units[found[-1][0]].parent:
                found.append([])
                room = BATCH
            found[-1].append(ma)
            room -= weight(seen, [ma])
        yield [Batch(tuple(batch), sources={ma: sources[ma] for ma in batch if ma in sources}) for batch in found]


def weight(seen: Survey, units: Sequence[str]) -> int:
    """How many items the units lay out at most: their own, and those of the units above."""
    return sum(len(seen.files[unit.ma]) for ma in units for unit in seen.chain(ma))
