"""Which plan carries out which: those of units under those of their superiors (requirement 80)."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from cchc.model.item import newest_first
from cchc.model.plan import Plan
from cchc.model.unit import Unit
from cchc.reading.tree import Tree
from cchc.section.inheritance import Held, Holdings
from cchc.section.references import means
from cchc.vietnamese.collation import sort_key


class Ties(NamedTuple):
    """What the plans of a section have to do with each other, and with those of the units above and below."""

    above: Mapping[tuple[str, str], Held]
    """By plan key and the name it gives: the plan meant, at its owner; a name that may be two plans is none."""
    under: Mapping[str, tuple[Held, ...]]
    """By plan key: the plans here and of the units below that carry it out, in the order of their units' names."""


def plan_ties(
    tree: Tree, held: Mapping[str, Holdings], unit: Unit, below: tuple[Unit, ...], visible: Callable[[Held], bool]
) -> Ties:
    """The ties of the plans of `unit` that are `visible`."""

    def plans(ma: str) -> Iterator[tuple[Held, Plan]]:
        for one in held[ma].items.values():
            if isinstance(one.item, Plan) and visible(one):
                yield one, one.item

    @cache
    def own(ma: str) -> tuple[tuple[Held, Plan], ...]:
        return tuple((one, plan) for one, plan in plans(ma) if one.owner == ma)

    def superior(one: Held, by: Plan, name: str) -> Held | None:
        others = (other for above in tree.chain(one.owner) for other in own(above.ma))
        found = [it for it, plan in others if means(name, by, plan) and it.at_owner is not one.at_owner]
        return found[0] if len(found) == 1 else None

    here = tuple(plans(unit.ma))
    above: dict[tuple[str, str], Held] = {}
    under: dict[str, dict[int, Held]] = {plan.key: {} for _, plan in here}
    owners = {plan.key: one.owner for one, plan in here}
    for one, plan in (*here, *(found for child in below for found in own(child.ma))):
        for name in plan.ke_hoach_cap_tren:
            if (found := superior(one, plan, name)) is None:
                continue
            if owners.get(plan.key) == one.owner:
                above[plan.key, name] = found
            if owners.get(found.item.key) == found.owner:
                under[found.item.key][id(one)] = one

    def order(one: Held) -> tuple[object, ...]:
        return (sort_key(tree.units[one.owner].ten), one.owner, *newest_first(one.item))

    return Ties(above, {key: tuple(sorted(found.values(), key=order)) for key, found in under.items()})
