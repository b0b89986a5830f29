"""The whole content folder, read: units, their items, and every complaint met on the way."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from cchc.model.item import Item
from cchc.model.unit import Unit
from cchc.reading.complaints import Complaint
from cchc.reading.folder import ContentFolder, Found, scan
from cchc.reading.keeping import Said
from cchc.reading.reader import Reader

T = TypeVar("T")
R = TypeVar("R")


class Spread(Protocol):
    """`map`, or what does the same by several hands."""

    def __call__(self, work: Callable[[T], R], things: Sequence[T], /) -> Iterable[R]:
        """What `work` gives for each of the things, in their order; what else it does may be lost."""


@dataclass(frozen=True, eq=False)
class Kin:
    """All units there are, and who is above whom: worked out once, however often items of some of them are read."""

    units: Mapping[str, Unit]
    """By id, parents before children."""

    def chain(self, ma: str) -> tuple[Unit, ...]:
        """The unit and those above it, topmost first."""
        unit = self.units[ma]
        above = self.chain(unit.parent) if unit.parent else ()
        return (*above, unit)

    def below(self, ma: str) -> tuple[Unit, ...]:
        """Every unit under `ma`, at any depth, parents first."""
        return tuple(self._under.get(ma, ()))

    def in_order(self, some: Iterable[str]) -> list[str]:
        """Ids of units, parents first; no other unit is touched for it: in a province there are thousands."""
        return sorted(some, key=self._places.__getitem__)

    @cached_property
    def _under(self) -> Mapping[str, Sequence[Unit]]:
        found: dict[str, list[Unit]] = {}
        for unit in self.units.values():
            for above in self.chain(unit.ma)[:-1]:
                found.setdefault(above.ma, []).append(unit)
        return found

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {ma: place for place, ma in enumerate(self.units)}


@dataclass(frozen=True, eq=False)
class Survey:
    """The units there are and whose file is whose; what items say does not matter to it."""

    folder: ContentFolder
    kin: Kin
    files: Mapping[str, tuple[Found, ...]]
    """Every file in the folder of a unit, `don-vi.yml` included, in path order."""
    complaints: tuple[Complaint, ...]
    by_folder: dict[str, str]
    """Id of a unit by its folder."""

    @property
    def units(self) -> Mapping[str, Unit]:
        """By id, parents before children: all there are."""
        return self.kin.units

    def chain(self, ma: str) -> tuple[Unit, ...]:
        """The unit and those above it, topmost first."""
        return self.kin.chain(ma)

    def below(self, ma: str) -> tuple[Unit, ...]:
        """Every unit under `ma`, at any depth, parents first."""
        return self.kin.below(ma)


@dataclass(frozen=True, eq=False)
class Tree(Survey):
    """What `content/` says. Only items that were understood are in `items`."""

    items: Mapping[str, tuple[Item, ...]]
    """The items each unit that was read owns, parents first; files with `ghi_de` included, as far as they go."""
    refused: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    """By unit: what is known of items whose front matter was refused. Their text is checked all the same."""
    gone: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    """By unit: items taken down (`go_bo`). Their addresses stay taken; nothing of them is published."""
    digests: Mapping[str, bytes] = field(default_factory=dict)
    """By path of an item's file: the SHA-256 of what was read."""

    @property
    def units_read(self) -> tuple[Unit, ...]:
        """The units whose items were read, parents first."""
        return tuple(self.units[ma] for ma in self.items)


@dataclass(slots=True)
class Memory:
    """What files said when they were last read: given to `load` again, only those that changed are parsed."""

    said: dict[tuple[str, str, bytes], Said] = field(default_factory=dict)
    """By unit, path and digest of the bytes."""


ROOM = 1000
"""Files of a share, about."""


def shares(seen: Survey, units: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The units, some at a time: for who wants to see a province and need not hold it."""
    share: list[str] = []
    files = 0
    for ma in units:
        share.append(ma)
        files += len(seen.files[ma])
        if files >= ROOM:
            yield tuple(share)
            share, files = [], 0
    if share:
        yield tuple(share)


def survey(root: Path, *, keep: Path | None = None) -> Survey:
    """See which units and files there are in the content folder `root`; `keep` as for `load`."""
    reader = Reader(scan(root, keep))
    reader.read_units()
    return Survey(
        reader.folder,
        Kin(reader.units),
        {ma: tuple(files) for ma, files in reader.files_of_units().items()},
        tuple(reader.complaints),
        reader.by_folder,
    )


def read(
    seen: Survey,
    only: Collection[str] | None = None,
    *,
    step: Callable[[str], object] = str,
    memory: Memory | None = None,
    spread: Spread = map,
) -> Tree:
    """Read the items of the units `only`, of all where it is None. Never raises for what authors write.

    `step` is told of every file that is parsed, for progress. `memory` is used and brought up to date.
    """
    memory = memory or Memory()
    reader = Reader(seen.folder, step, memory.said)
    reader.complaints += seen.complaints
    reader.by_folder = seen.by_folder
    wanted = list(seen.units) if only is None else seen.kin.in_order({*only})
    for ma in wanted:
        reader.begin(ma)
    texts = [text for ma in wanted for text in reader.texts(ma, seen.files[ma])]
    parsed = iter(spread(reader.parse, [text for text in texts if text.said is None]))
    for text in texts:
        reader.take(text, text.said or next(parsed))
    memory.said = reader.said
    return Tree(
        seen.folder,
        seen.kin,
        seen.files,
        tuple(reader.complaints),
        seen.by_folder,
        {ma: tuple(items) for ma, items in reader.items.items()},
        {ma: tuple(items) for ma, items in reader.refused.items()},
        {ma: tuple(items) for ma, items in reader.gone.items()},
        {path: digest for _, path, digest in reader.said},
    )


def load(
    root: Path, step: Callable[[str], object] = str, memory: Memory | None = None, *, keep: Path | None = None
) -> Tree:
    """Read the whole content folder `root`. Never raises for what authors write; complaints tell.

    `keep`: folder for what is made of pictures, so that the next build need not. The rest as for `read`.
    """
    return read(survey(root, keep=keep), step=step, memory=memory)
