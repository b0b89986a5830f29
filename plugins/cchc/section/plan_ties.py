"""Which plan carries out which: those of units under those of their superiors (requirement 80)."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from cchc.model.plan import Plan
from cchc.reading.tree import Tree
from cchc.section.inheritance import Held, Holdings
from cchc.section.references import means
from cchc.section.shown import visible_at


def superiors(tree: Tree, held: Mapping[str, Holdings], one: Held, now: datetime) -> Iterator[tuple[str, Held]]:
    """What a plan carries out: by the name it gives, the plan meant, at its owner.

    It is one of the unit's own or of those above that the public may see; a name that may be two plans is none.
    """
    assert isinstance(one.item, Plan)
    for name in one.item.ke_hoach_cap_tren:
        found = [
            other
            for above in tree.chain(one.owner)
            for other in held[above.ma].items.values()
            if isinstance(other.item, Plan) and other.owner == above.ma and other.at_owner is not one.at_owner
            if means(name, one.item, other.item) and visible_at(tree, other, now)
        ]
        if len(found) == 1:
            yield name, found[0]
