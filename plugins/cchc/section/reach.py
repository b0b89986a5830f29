"""Whose files decide what a unit's section says."""

from collections.abc import Iterator

from cchc.model.unit import Unit
from cchc.reading.tree import Survey
from cchc.section.inheritance import heirs, merged_into


def reach(seen: Survey, ma: str) -> frozenset[str]:
    """The unit, those above and below it; with each, those it was merged into or that were merged into it."""
    return upwards(seen, ma, *(unit.ma for unit in seen.below(ma)))


def upwards(seen: Survey, *units: str) -> frozenset[str]:
    """The units and those above them, and the merged with each as in `reach`: what is held here comes from these."""
    found: set[str] = set()
    ahead = [*units]
    while ahead:
        if (one := ahead.pop()) not in found:
            found.add(one)
            ahead += [unit.ma for unit in _beside(seen, seen.units[one])]
    return frozenset(found)


def _beside(seen: Survey, unit: Unit) -> Iterator[Unit]:
    if unit.parent:
        yield seen.units[unit.parent]
    yield from heirs(seen, unit)
    yield from merged_into(seen, unit)
