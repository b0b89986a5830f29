"""Which units must be built, and in which batches: a unit after those below it, for it shows their news."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from cchc.checking.units import first_of_authority
from cchc.publishing.stamps import Stamp, sources_of, stamp_of, still_stands
from cchc.reading.tree import Survey, Tree, read
from cchc.section.reach import reach
from cchc_cli.building.batch import Batch

BATCH = 1000
"""Items a batch lays out, about: a second or two of work, little enough to share out, much enough to be sent."""


class Standing(NamedTuple):
    """What a look at sources and published folders told."""

    sources: Mapping[str, str]
    """By unit: digest of all its section is made of."""
    untouched: Mapping[str, Stamp]
    """Units whose section would come out the same."""


def look(seen: Survey, program: str, wanted: Sequence[str], output: Path, now: datetime) -> Standing:
    """Which of the `wanted` units need not be built. `program`: digest of all that decides beside the content."""
    units = read(seen, ())
    own: dict[str, str] = {}
    sources: dict[str, str] = {}
    untouched: dict[str, Stamp] = {}
    for ma in wanted:
        digest = sha256(program.encode())
        for one in sorted(reach(units, ma)):
            if one not in own:
                own[one] = _facts(seen, units, one)
            digest.update(f"{one}\0{own[one]}\n".encode())
        sources[ma] = digest.hexdigest()
        stamp = stamp_of(output, ma)
        if stamp is not None and still_stands(stamp, sources[ma], now, output / ma):
            untouched[ma] = stamp
    return Standing(sources, untouched)


def _facts(seen: Survey, units: Tree, ma: str) -> str:
    """All of a unit that can decide something: its files, and what other units make of it."""
    unit = units.units[ma]
    first = first_of_authority(units).get(unit.dinh_danh or "")
    told = [repr(one) for one in seen.complaints if one.unit == ma]
    return repr((sources_of(seen.files[ma]), unit.parent, first and first.ma, told))


def batches(seen: Survey, wanted: Sequence[str], sources: Mapping[str, str]) -> Iterator[list[Batch]]:
    """Rounds of batches; those of one round know nothing of each other, and need what came of the rounds before."""
    units = read(seen, ())
    heights: dict[str, int] = {}
    for ma, unit in reversed(tuple(seen.units.items())):
        if unit.parent:
            heights[unit.parent] = max(heights.get(unit.parent, 0), heights.get(ma, 0) + 1)
    for _, level in groupby(sorted(wanted, key=lambda ma: heights.get(ma, 0)), key=lambda ma: heights.get(ma, 0)):
        found: list[list[str]] = []
        room = 0
        for ma in level:
            if room <= 0 or units.units[ma].parent != units.units[found[-1][0]].parent:
                found.append([])
                room = BATCH
            found[-1].append(ma)
            room -= weight(seen, [ma])
        yield [Batch(tuple(batch), sources={ma: sources[ma] for ma in batch if ma in sources}) for batch in found]


def weight(seen: Survey, units: Sequence[str]) -> int:
    """How many items the units lay out at most: their own, and those of the units above."""
    return sum(len(seen.files[one]) for ma in units for one in _upwards(seen, ma))


def _upwards(seen: Survey, ma: str) -> Iterator[str]:
    above: str | None = ma
    while above:
        yield above
        above = seen.units[above].parent
