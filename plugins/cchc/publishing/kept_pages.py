"""Pages that stand published as they would come out: neither rendered nor written again.

What decides about a page is what its template and the theme around it are given, and the program. Where all of that is
as it was, the page has the bytes it had; they are compared by their digest with the file that stands. Values are told
apart by what they hold; where one is of a kind of which nobody can say that, its page is always made.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from hashlib import sha256
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from markupsafe import Markup
from pydantic import TypeAdapter

from cchc.pages.frame import Around, Frame
from cchc.pages.web_page import Trace, WebPage
from cchc.publishing.stage import Stage
from cchc.remembering import Store, slot

_SPEAK_FOR_THEMSELVES = {int, bool, float, type(None), date, datetime}
_MAPPINGS = {dict, MappingProxyType}


class Untold(Exception):
    """A value of a kind of which nobody knows all that it holds."""


class Answer(NamedTuple):
    """What is known of a page without making it."""

    digest: str
    """SHA-256 of the file."""
    words: tuple[str, ...]
    """What search finds it by."""


_FORM = TypeAdapter(Answer)


class KeptPages:
    """The pages of one section on their way into its stage."""

    def __init__(self, stage: Stage, decides: tuple[str, ...], frame_of: Callable[[WebPage], Frame]) -> None:
        """`decides`: all that decides about every page beside what it is given; empty where none is to be kept."""
        self.stage, self.decides, self.frame_of = stage, decides, frame_of
        self._around: dict[Around, bytes] = {}

    def lay(self, page: WebPage, whole: Callable[[WebPage], str]) -> Trace:
        """Make the page a file of the section, asking `whole` for it where it does not stand. What is left of it."""
        place = self._place(page)
        if place and (known := _known(*place)) and self.stage.stands(page.file, known.digest):
            return Trace(page.article.headings, known.words)
        self.stage.put(page.file, whole(page).encode("utf-8", "xmlcharrefreplace"))
        if place:
            store, key = place
            store.put(key, _FORM.dump_json(Answer(self.stage.hashes[page.file], page.trace.words)))
        return page.trace

    def _place(self, page: WebPage) -> tuple[Store, bytes] | None:
        """Where the answer about a page is kept; None where it is always made."""
        if not self.decides:
            return None
        frame = self.frame_of(page)
        with suppress(Untold):
            if frame.around not in self._around:
                self._around[frame.around] = told(frame.around)
            text = page.article.text
            mine = told(page.file, frame.head, text.template, text.here, text.offline, text.values)
            return slot((__name__, *self.decides), (mine, self._around[frame.around]))
        return None


def _known(store: Store, key: bytes) -> Answer | None:
    with suppress(ValueError):
        return _FORM.validate_json(store.get(key) or b"")
    return None


def told(*values: object) -> bytes:
    """A digest by which the values are told from all others. Raises Untold."""
    out: list[str] = []
    _tell(values, out)
    return sha256("".join(out).encode("utf-8", "surrogatepass")).digest()


def _tell(values: Iterable[Any], out: list[str]) -> None:
    for value in values:
        kind = type(value)
        if kind is str:
            out.append(f"t{len(value)}:{value}")
        elif kind in _SPEAK_FOR_THEMSELVES:
            out.append(f"{value!r};")
        elif kind is Markup:
            out.append(f"m{len(value)}:{value}")
        else:
            parts = _parts(value, kind)
            out.append(f"{kind.__module__}.{kind.__qualname__}({len(parts)};")
            _tell(parts, out)


def _parts(value: Any, kind: Any) -> "tuple[Any, ...] | list[Any]":
    """All that a value holds, in order."""
    if issubclass(kind, tuple) or kind is list:
        return value  # type: ignore[no-any-return]
    if parts_of := _fields(kind):
        return parts_of(value)
    if kind in _MAPPINGS:
        return [one for pair in value.items() for one in pair]
    if issubclass(kind, Enum):
        return (value.name,)
    raise Untold(kind)


@cache
def _fields(kind: Any) -> "Callable[[Any], tuple[Any, ...] | list[Any]] | None":
    """What gives the fields of a value of a dataclass; None for other kinds."""
    if not is_dataclass(kind):
        return None
    names = [field.name for field in fields(kind)]
    return attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]
