"""Importing again: which item of the school the new one is, and what the new one would change in it."""

from collections.abc import Iterable, Iterator

from cchc.importing.doubts import quoted
from cchc.importing.records.facts import FIELDS
from cchc.importing.records.parts import OTHER
from cchc.model.fields import FileRef
from cchc.model.item import Body, Item
from cchc.model.labels import LABELS
from cchc.model.procedure import CHUA_RO, Procedure
from cchc.model.types import author_fields
from cchc.model.unit import Unit
from cchc.reading.procedure_body import PARTS
from cchc.vietnamese.document_number import number_key
from cchc.vietnamese.slug import fold, slug

_SCHOOLS_OWN = "Hướng dẫn"
_NOT_SAID = {"id", "ma", "ngay_cap_nhat", "nhap"}
"""Fields an import sets by itself: no statement of the source."""


class Known:
    """Items the unit holds, to be asked whether a new one is a copy of one of them."""

    def __init__(self, held: Iterable[Item]) -> None:
        self._by_name: dict[tuple[str, str], list[Item]] = {}
        for item in held:
            self.add(item)

    def add(self, item: Item) -> None:
        """One more item held."""
        for name in _names(item):
            self._by_name.setdefault(name, []).append(item)

    def copy_of(self, item: Item) -> Item | None:
        """The item that `item` is another copy of: by number and day, else by title and day; None: a new one.

        Numbers repeat (quirk P12): one number of two days is two documents.
        """
        held = (one for name in _names(item) for one in self._by_name.get(name, ()))
        return next((one for one in held if _is_same(one, item)), None)


def _names(item: Item) -> Iterator[tuple[str, str]]:
    """What copies of an item may share: its key; its number; its title."""
    yield item.folder, item.key
    if number := getattr(item, "so_ky_hieu", None):
        yield item.folder, number_key(number)
    yield item.folder, " ".join(fold(item.title).split())


def _is_same(old: Item, new: Item) -> bool:
    if isinstance(new, Procedure) or old.key == new.key:
        return old.key == new.key and not _numbers_differ(old, new)
    day_agrees = None in (old.own_date, new.own_date) or _day(old) == _day(new)
    number = getattr(new, "so_ky_hieu", None)
    if number and (held := getattr(old, "so_ky_hieu", None)):
        issuers = {fold(getattr(one, "co_quan_ban_hanh", None) or "") for one in (old, new)} - {"", "chua ro"}
        return day_agrees and number_key(held) == number_key(number) and len(issuers) < 2
    return day_agrees and fold(old.title).split() == fold(new.title).split()


def _numbers_differ(old: Item, new: Item) -> bool:
    numbers = [getattr(one, "so_ky_hieu", None) for one in (old, new)]
    keys = {number_key(number) for number in numbers if number}
    days = {_day(one) for one in (old, new) if one.own_date}
    return len(keys) > 1 or (bool(keys) and len(days) > 1)


def _day(item: Item) -> object:
    return item.own_date.day if item.own_date else None


def differences(old: Item | Unit, new: Item | Unit) -> tuple[str, ...]:
    """Vietnamese lines, one for each field or part that differs; empty where the source says nothing new.

    Only what the source states is compared. Of a procedure the school's own fields, its *Hướng dẫn* and headings
    it added do not count.
    """
    if isinstance(new, Unit) or isinstance(old, Unit):
        return tuple(_fields(old, new, _stated(new)))
    if isinstance(new, Procedure):
        return (*_fields(old, new, FIELDS), *_parts(_texts(old.body, PARTS), _texts(new.body, PARTS)))
    return (*_fields(old, new, _stated(new)), *_parts(_texts(old.body, {}), _texts(new.body, {})))


def _stated(new: Item | Unit) -> dict[str, str]:
    said = [name for name in author_fields(type(new)) if name in new.model_fields_set and name not in _NOT_SAID]
    return {name: LABELS[name][0] for name in said}


def _fields(old: Item | Unit, new: Item | Unit, labels: dict[str, str]) -> Iterator[str]:
    for name, label in labels.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"{label} (`{name}`): đang là {_shown(before)}, tệp nhập ghi {_shown(after)}."


def _parts(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    compared = [name for name in (*PARTS, OTHER) if name != _SCHOOLS_OWN]
    for name in dict.fromkeys((*compared, *new)):
        called = f"Phần “{name}”" if name else "Phần mở đầu"
        if name not in new and name in old:
            yield f"{called}: tệp nhập không có."
        elif name not in old and name in new:
            yield f"{called}: tệp nhập có thêm."
        elif old.get(name) != new.get(name):
            yield f"{called}: nội dung khác."


def _texts(body: Body, parts: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Text by the standard name of the part, blanks evened out; without the school's own guide."""
    names = {slug(spelling): name for name, spellings in parts.items() for spelling in spellings}
    texts: dict[str, str] = {}
    for passage in body.passages:
        name = names.get(passage.key) or (passage.heading or "").strip()
        if name != _SCHOOLS_OWN:
            texts[name] = " ".join((texts.get(name, "") + " " + passage.text).split())
    return texts


def _shown(value: object) -> str:
    said = value if isinstance(value, tuple) else (value,)
    words = [
        one.name if isinstance(one, FileRef) else str(getattr(one, "label", None) or getattr(one, "vn", one))
        for one in said
        if one is not None
    ]
    if not words:
        return "để trống"
    return quoted(", ".join("Chưa rõ" if word == CHUA_RO else word for word in words))
