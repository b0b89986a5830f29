"""Whose files decide what a unit's section says: what must be read to build it, and no more."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from cchc.model.unit import Unit
from cchc.reading.tree import Tree
from cchc.section.inheritance import heirs


def reach(tree: Tree, ma: str) -> frozenset[str]:
    """The unit, those above and below it, and with each of them those it was merged into or that were merged into it.

    Whether `tree` has read any items does not matter: units alone decide.
    """
    found: set[str] = set()
    ahead = [ma, *(unit.ma for unit in tree.below(ma))]
    while ahead:
        if (one := ahead.pop()) not in found:
            found.add(one)
            ahead += [unit.ma for unit in _beside(tree, tree.units[one])]
    return frozenset(found)


def _beside(tree: Tree, unit: Unit) -> Iterator[Unit]:
    if unit.parent:
        yield tree.units[unit.parent]
    yield from heirs(tree, unit)
    yield from _merged(tree).get(unit.ma, ())


@lru_cache(maxsize=1)
def _merged(tree: Tree) -> Mapping[str, tuple[Unit, ...]]:
    """By successor: the units that were merged into it."""
    found: dict[str, tuple[Unit, ...]] = {}
    for unit in tree.units.values():
        for heir in heirs(tree, unit):
            found[heir.ma] = (*found.get(heir.ma, ()), unit)
    return found
