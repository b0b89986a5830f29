"""A merged unit's own section: which of its addresses lead to the unit that goes on."""

from collections.abc import Mapping

from cchc.reading.tree import Tree
from cchc.section.inheritance import Holdings, heirs
from cchc.section.public import Public
from cchc.section.shown import visible_at


def moved_away(tree: Tree, held: Mapping[str, Holdings], view: Public) -> Mapping[str, tuple[str, str]]:
    """By address: title and new address of every item that a unit this one was merged into shows now."""
    last = next((heir for heir in reversed(heirs(tree, view.unit)) if heir.url), None)
    if last is None or not view.unit.ended(view.now):
        return {}
    theirs = held[last.ma].items
    return {
        shown.address: (shown.item.title or shown.item.id, last.base_url + shown.address)
        for shown in view.everything
        if (one := theirs.get(shown.item.key)) and one.owner == shown.owner.ma and visible_at(tree, one, view.now)
    }
