"""What goes into an import and what comes out of it, whatever kind of file it was."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cchc.importing.doubts import Doubt
from cchc.model.fields import RESERVED_IDS
from cchc.model.item import Body, Item, Passage
from cchc.model.unit import Unit
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.slug import is_id


@dataclass(frozen=True, slots=True)
class Into:
    """Where an import goes."""

    unit: Unit
    """The unit that will own what is imported."""
    units: Mapping[str, Unit]
    """Every unit of the tree, by id; a list of schools may name them."""
    today: Moment
    """Becomes `ngay_cap_nhat`."""


@dataclass(frozen=True, slots=True)
class Imported:
    """One item (or unit) that was read, and the doubts, by place."""

    item: Item | Unit
    """Without an `origin`: where it is written is decided by who writes it."""
    doubts: tuple[Doubt, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures and attachments the item names, by file name; they go beside the content file."""
    parent: str = ""
    """Of a unit: id of the unit it stands under; empty: the unit imported into."""


@dataclass(frozen=True, slots=True)
class Batch:
    """All that one file gave."""

    items: tuple[Imported, ...]
    doubts: tuple[Doubt, ...] = ()
    """What became no item: sheets without a known kind, rows that lack too much; each says so."""


def renamed(imported: Imported, item: Item, name: str) -> tuple[Imported, Item]:
    """The item under the id `name`, and the files named after it (`<id>-1.jpg`) likewise."""
    names = {file: f"{name}-{file.removeprefix(f'{item.id}-')}" for file in imported.files}
    body = Body(tuple(_named(part, names) for part in item.body.passages))
    item = item.model_copy(update={"id": name, "body": body})
    return replace(imported, item=item, files={names[file]: data for file, data in imported.files.items()}), item


def _named(part: Passage, names: Mapping[str, str]) -> Passage:
    text = part.text
    for old, new in names.items():
        text = text.replace(f"]({old}", f"]({new}")
    return replace(part, text=text)


def first_id(*wanted: str) -> str:
    """The first word that may be an id; the last one must."""
    return next(word for word in wanted if is_id(word) and word not in RESERVED_IDS)
