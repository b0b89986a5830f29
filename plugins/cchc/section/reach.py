"""Whose files decide what a unit's section says: what must be read to build it, and no more."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from cchc.model.unit import Unit
from cchc.reading.tree import Survey
from cchc.section.inheritance import heirs


def reach(seen: Survey, ma: str) -> frozenset[str]:
    """The unit, those above and below it; with each, those it was merged into or that were merged into it."""
    found: set[str] = set()
    ahead = [ma, *(unit.ma for unit in seen.below(ma))]
    while ahead:
        if (one := ahead.pop()) not in found:
            found.add(one)
            ahead += [unit.ma for unit in _beside(seen, seen.units[one])]
    return frozenset(found)


def _beside(seen: Survey, unit: Unit) -> Iterator[Unit]:
    if unit.parent:
        yield seen.units[unit.parent]
    yield from heirs(seen, unit)
    yield from _merged(seen).get(unit.ma, ())


@lru_cache(maxsize=1)
def _merged(seen: Survey) -> Mapping[str, tuple[Unit, ...]]:
    """By successor: the units that were merged into it."""
    found: dict[str, tuple[Unit, ...]] = {}
    for unit in seen.units.values():
        for heir in heirs(seen, unit):
            found[heir.ma] = (*found.get(heir.ma, ()), unit)
    return found
