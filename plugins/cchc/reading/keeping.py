"""What a content file said, kept between builds; see `cchc.remembering`.

Kept as a pickle that names no class and no function: where it calls one, it names a kind of value, and gets what makes
such values and can do nothing else. So who wrote it decides at the worst what we read, never what we run.
"""

import io
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel

from cchc.model.fields import Choice, FileRef, Strict
from cchc.model.item import Body, Item, Origin, Passage
from cchc.model.types import CONTENT_TYPES, override_of
from cchc.reading.complaints import Complaint, Mend
from cchc.reading.front_matter import LOADER
from cchc.remembering import named, slot
from cchc.vietnamese.calendar import Moment


class Said(NamedTuple):
    """What one file of an item said: the item, or what is known of a refused one, and the complaints."""

    item: Item | None
    refused: Sequence[Item]
    complaints: Sequence[Complaint]


def said_before(question: tuple[str | bytes, ...]) -> Said | None:
    """What `keep` was given for the question; None where that is not known."""
    if place := slot(_name(), question):
        store, key = place
        if (data := store.get(key)) is not None:
            with suppress(Exception):  # whatever bytes raise that are no pickle of ours
                return unpacked(data)
    return None


def keep(question: tuple[str | bytes, ...], said: Said) -> None:
    """Keep what a file said for the builds to come, where a store is open.

    `question`: all that decides what it said, but for our code and the libraries.
    """
    if place := slot(_name(), question):
        store, key = place
        with suppress(pickle.PickleError):  # a kind of value nobody thought of: read anew each time
            store.put(key, packed(said))


@cache
def _name() -> tuple[str, ...]:
    return named(__name__, LOADER.__name__, of=("PyYAML", "pydantic", "pydantic_core"))


def packed(said: Said) -> bytes:
    """As bytes. Raises PickleError for values of kinds that no content file holds."""
    out = io.BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(tuple(said))
    return out.getvalue()


def unpacked(data: bytes) -> Said:
    """What `packed` was given, equal in everything. Raises any Exception for other bytes."""
    return Said(*_Unpickler(io.BytesIO(data)).load())


class _Maker(NamedTuple):
    """What stands in a pickle for a class: it makes values of one kind, and nothing can be set on it."""

    name: str
    make: Callable[..., Any]

    def __call__(self, *state: Any) -> Any:
        return self.make(*state)


class _Pickler(pickle.Pickler):
    def persistent_id(self, thing: Any) -> str | None:
        return thing.name if type(thing) is _Maker else None

    def reducer_override(self, thing: Any) -> Any:
        kind = type(thing)
        maker = _maker(kind.__name__)
        if isinstance(thing, BaseModel):
            known = kind.model_fields
            values = {name: value for name, value in thing.__dict__.items() if name in known}
            return maker, (values, thing.__pydantic_fields_set__)
        if is_dataclass(thing):
            return maker, tuple(getattr(thing, field.name) for field in fields(thing))
        if kind is Body:
            return maker, tuple(thing)
        return maker, (thing.value if isinstance(thing, Enum) else str(thing),)


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, name: str) -> _Maker:
        return _maker(name)

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name}")


_MAKERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {kind.__name__: kind for kind in (Body, Complaint, Decimal, FileRef, Mend, Moment, Origin, Passage)}
    | {"date": date.fromisoformat, "time": time.fromisoformat}
)


@cache
def _maker(name: str) -> _Maker:
    """What makes values of the kind so called. Raises UnpicklingError where no content file holds such a thing."""
    if name in _MAKERS:
        return _Maker(name, _MAKERS[name])
    for kind in chain(_below(Choice), _below(Strict), map(override_of, CONTENT_TYPES.values())):
        if kind.__name__ == name:
            return _Maker(name, kind if issubclass(kind, Choice) else partial(_model, kind))
    raise pickle.UnpicklingError(name)


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _model(kind: type[Strict], values: dict[str, Any], typed: set[str]) -> Strict:
    """A model that was validated before; `typed`: the fields that were given."""
    model = kind.__new__(kind)
    state = {"__dict__": values, "__pydantic_fields_set__": typed}
    model.__setstate__({**state, "__pydantic_extra__": None, "__pydantic_private__": None})
    return model
