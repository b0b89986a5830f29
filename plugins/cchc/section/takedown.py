"""What taking an item down (gỡ bỏ) asks for: which files go, what stays at its address, which sections change.

Decides only; the hands move the files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cchc.model.document import Document
from cchc.model.item import Item
from cchc.model.plan import Plan
from cchc.reading.tree import Tree
from cchc.reading.writing import write_yaml
from cchc.section.inheritance import comes_down, heirs
from cchc.section.named_files import files_of


@dataclass(frozen=True, slots=True)
class Takedown:
    """One item to be taken down, or one that was: then nothing is left to move."""

    item: Item
    unit: str
    """The unit that owns it."""
    texts: tuple[str, ...]
    """Content files: its own, then what units below say over it. All are moved away."""
    files: tuple[str, ...]
    """Attachments and pictures nobody else names; moved away."""
    shared: tuple[str, ...]
    """Attachments and pictures that stay, because something else names them."""
    units: tuple[str, ...]
    """Units whose sections may show something of it."""

    @property
    def done(self) -> bool:
        return self.item.go_bo is not None


def candidates(tree: Tree, ma: str, name: str) -> tuple[Item, ...]:
    """Items of a unit that `name` may mean: an id, `2026/khai-giang`, an address, a file; refused ones too."""
    wanted = name.strip().partition("#")[0].strip("/")
    items = (*tree.items[ma], *tree.refused.get(ma, ()), *tree.gone.get(ma, ()))
    exact = tuple(one for one in items if wanted in (one.key, one.origin.path))
    base = tree.units[ma].base_url
    return exact or tuple(
        one
        for one in items
        if one.id == wanted or one.key.endswith(f"/{wanted}") or f"{name.strip('/')}/" == base + one.address
    )


def takedown_of(tree: Tree, item: Item) -> Takedown:
    """What taking down `item`, no override itself, means."""
    owner = item.origin.unit
    below = tree.below(owner) if comes_down(item) else ()
    over = [one for unit in below for one in (*tree.items[unit.ma], *tree.refused.get(unit.ma, ())) if _over(one, item)]
    going = {one.origin.path for one in (item, *over)}
    named = tuple(dict.fromkeys(path for one in (item, *over) for path in files_of(one) if path in tree.folder.files))
    others = _named_elsewhere(tree, going) if named else frozenset()
    concerned = {unit.ma for unit in (*tree.chain(owner), *below, *heirs(tree, tree.units[owner]))}
    return Takedown(
        item,
        owner,
        () if item.go_bo else (item.origin.path, *(one.origin.path for one in over)),
        () if item.go_bo else tuple(path for path in named if path not in others),
        tuple(path for path in named if path in others),
        tuple(ma for ma in tree.units if ma in concerned),
    )


def tombstone(item: Item, day: date, reason: str | None) -> str:
    """The content file that stays: the address, the day, what others refer to it by. Nothing it said."""
    number = item.so_ky_hieu if isinstance(item, Document | Plan) else None
    said: Mapping[str, object] = {
        "id": item.id,
        "so_ky_hieu": number,
        "cap_hoc": [str(level) for level in item.cap_hoc],
        "ke_thua": item.ke_thua or None,
        "go_bo": day.isoformat(),
        "ly_do_go_bo": reason,
    }
    head = write_yaml({name: value for name, value in said.items() if value})
    return head if item.folder == "chi-so" else f"---\n{head}---\n"


def _over(one: Item, item: Item) -> bool:
    return one.key == item.key and one.ghi_de


def _named_elsewhere(tree: Tree, going: set[str]) -> frozenset[str]:
    """Files that something else than the content files in `going` names, published or not."""

    def named() -> Iterator[str]:
        for ma, unit in tree.units.items():
            yield from (path for _, path in unit.files())
            for one in (*tree.items[ma], *tree.refused.get(ma, ())):
                yield from files_of(one) if one.origin.path not in going else ()

    return frozenset(named())
