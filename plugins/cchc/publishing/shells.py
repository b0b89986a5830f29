"""Shells: the theme around an article, rendered once for every shape of it; pages are laid into them.

A page's surroundings are some hundred texts between markup that seldom differs. So the theme is rendered once with a
hole in the place of each text, and cut at the holes; every further page of the same shape is a join. A shape is what a
template may ask: what is there, how many, which drawing. Nothing is taken on trust. A hole a template computes with, or
that comes out changed, and a first page that differs from the theme's own make the theme `Unfit`, and the engine itself
lays its pages out.
"""

import re
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, NoReturn, Protocol

from markupsafe import escape

from cchc.pages.contact import Way
from cchc.pages.desk import WebPage
from cchc.publishing.job import Job

_OPEN, _MARKUP, _CLOSE = "\x02", "<&\"'>", "\x03"
_HOLE = re.compile(f"{_OPEN}([0-9]+)({re.escape(_MARKUP)}|{re.escape(escape(_MARKUP))}){_CLOSE}")
_BY_VALUE = {(Way, "kind")}
"""What templates look up instead of writing it out."""
_NOWHERE = 10**6


class Unfit(Exception):
    """The theme does more with a page's texts than to write them where they belong: no shell can stand for it."""


def _computed(*_: object) -> NoReturn:
    raise Unfit


class Hole(str):
    """Stands for a text that is there; may be written and escaped, once, and nothing else."""

    __slots__ = ()

    def __new__(cls, number: int) -> "Hole":
        return super().__new__(cls, f"{_OPEN}{number}{_MARKUP}{_CLOSE}")

    def __bool__(self) -> bool:
        return True

    def __getattribute__(self, name: str) -> Any:
        return super().__getattribute__(name) if name.startswith("__") else _computed()

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = _computed
    __len__ = __iter__ = __contains__ = __getitem__ = __mul__ = __rmul__ = __mod__ = _computed


NOT_KNOWN = Hole(_NOWHERE)
"""What every page has another of and no shell knows."""


def holds_holes(value: object) -> bool:
    """True for a text with a hole in it."""
    return isinstance(value, str) and str.__contains__(value, _OPEN)


class Theme(Protocol):
    """The theme, as an engine renders it."""

    def page(self, job: Job, page: WebPage) -> str:
        """A finished page, by the engine itself."""

    def shell(self, frame: Any, content: str, name: str, address: str) -> str:
        """A page around an article, of a unit so called and at that address; all of them with holes."""


class Shells:
    """Every shell of one theme, for any number of sections."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.made: dict[Hashable, Callable[[list[Any]], str]] = {}

    def page(self, job: Job, page: WebPage) -> str:
        """A finished page, as `theme.page` gives it. Raises Unfit where the theme needs more than shells."""
        unit, frame = job.section.unit, job.frame(page)["cchc"]
        values: list[Any] = [page.html, unit.ten, unit.base_url]
        shape = _shape(frame, values)
        known = self.made.get(shape)
        laid = known or self._shell(frame, len(values))
        html = job.finish(page, laid(values))
        if known is None:
            if html != self.theme.page(job, page):
                raise Unfit(page.address)
            self.made[shape] = laid
        return html

    def _shell(self, frame: Any, count: int) -> Callable[[list[Any]], str]:
        holes = iter([Hole(number) for number in range(count)])
        around = [next(holes) for _ in range(3)]
        try:
            return _cut(self.theme.shell(_hollow(frame, lambda: next(holes)), *around), count)
        except (TypeError, ValueError) as error:
            raise Unfit(str(error)) from error


def _cut(shell: str, count: int) -> Callable[[list[Any]], str]:
    """What joins a shell and the values for its `count` holes into a page."""
    first, *pieces = _HOLE.split(shell)
    rest = [(int(n), form != _MARKUP, text) for n, form, text in zip(*[iter(pieces)] * 3, strict=True)]
    if any(_OPEN in text or _CLOSE in text for text in (first, *pieces[2::3])) or any(n >= count for n, *_ in rest):
        raise Unfit

    def laid(values: list[Any]) -> str:
        out = [first]
        for number, escaped, text in rest:
            value = values[number]
            out += (escape(value) if escaped else str(value), text)
        return "".join(out)

    return laid


def _shape(value: Any, values: list[Any]) -> Hashable:
    """What a template can ask of a value; its texts and numbers are added to `values`, in order."""
    if _is_hole(value):
        values.append(value)
        return str
    parts = _parts(value)
    return value if parts is None else (type(value), *(p if kept else _shape(p, values) for p, kept in parts))


def _hollow(value: Any, hole: Callable[[], Hole]) -> Any:
    """The value with holes for its texts and numbers, in the order of `_shape`."""
    if _is_hole(value):
        return hole()
    parts = _parts(value)
    if parts is None:
        return value
    new = [part if kept else _hollow(part, hole) for part, kept in parts]
    return tuple(new) if type(value) is tuple else type(value)(*new)


def _is_hole(value: Any) -> bool:
    return isinstance(value, (str, int)) and bool(value) and value is not True


def _parts(value: Any) -> list[tuple[Any, bool]] | None:
    """The parts of a value, and whether they belong to its shape as they are; None for what has none."""
    if isinstance(value, tuple):
        return [(part, False) for part in value]
    names = _names(value.__class__)
    return None if names is None else [(getattr(value, name), kept) for name, kept in names]


@cache
def _names(kind: Any) -> tuple[tuple[str, bool], ...] | None:
    if not is_dataclass(kind):
        return None
    return tuple((field.name, (kind, field.name) in _BY_VALUE) for field in fields(kind))
