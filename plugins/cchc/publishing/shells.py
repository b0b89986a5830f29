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
from typing import Any, NamedTuple, NoReturn, Protocol
from weakref import WeakKeyDictionary

from markupsafe import escape

from cchc.pages.contact import Way
from cchc.pages.frame import Around, Frame
from cchc.pages.web_page import WebPage
from cchc.publishing.job import Job
from cchc.remembering import remembered

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


class Shell(NamedTuple):
    """The theme between the texts of a page: before each hole, and after the last."""

    markup: tuple[str, ...]
    holes: tuple[tuple[int, bool], ...]
    """Which text stands there, and whether it is escaped."""

    def filled(self, known: list[Any], first: int) -> "Shell":
        """The same with the texts from number `first` on in their places."""
        markup, holes = [self.markup[0]], []
        for (number, escaped), after in zip(self.holes, self.markup[1:], strict=True):
            if number < first:
                holes.append((number, escaped))
                markup.append(after)
            else:
                markup[-1] = "".join((markup[-1], _written(known[number - first], escaped), after))
        return Shell(tuple(markup), tuple(holes))

    def laid(self, values: list[Any]) -> str:
        """The page: every hole has its text."""
        out = [self.markup[0]]
        for (number, escaped), after in zip(self.holes, self.markup[1:], strict=True):
            out += (_written(values[number], escaped), after)
        return "".join(out)


class Shells:
    """Every shell of one theme, for any number of sections."""

    def __init__(self, theme: Theme, digest: str = "") -> None:
        """`digest`: of all that decides how the theme renders beside our core; empty where nobody can say."""
        self.theme, self.digest = theme, digest
        self.made: dict[Hashable, Shell] = {}
        self._filled: WeakKeyDictionary[Around, dict[Hashable, Shell]] = WeakKeyDictionary()
        """What is left of shells once they hold what many pages of one section have in common."""
        self.unfit = ""
        """Why no shell can stand for the theme, once that is known: what it asked for, or the page that differs."""

    def page(self, job: Job, page: WebPage) -> str:
        """A finished page, as `theme.page` gives it. Raises Unfit where the theme needs more than shells."""
        if self.unfit:
            raise Unfit(self.unfit)
        frame: Frame = job.frame(page)["cchc"]
        own: list[Any] = [page.html]
        shape = _shape(frame.head, own)
        filled = self._filled.setdefault(frame.around, {})
        try:
            if shape not in filled:
                filled[shape] = self._fill(job, page, frame, shape, own)
        except Unfit as reason:
            self.unfit = str(reason) or page.file
            raise
        return job.finish(page, filled[shape].laid(own))

    def _fill(self, job: Job, page: WebPage, frame: Frame, shape: Hashable, own: list[Any]) -> Shell:
        """The shell of a page with all but the page's own texts, compared with the theme where it is a new one."""
        known: list[Any] = [job.section.unit.ten, job.section.unit.base_url]
        whole = shape, _shape(frame.around, known)
        if whole not in self.made:
            self.made[whole] = self._tried(whole, job, page, frame, own, known)
        return self.made[whole].filled(known, len(own))

    @remembered(question=lambda self, whole, *_: (self.digest, whole) if self.digest else None)
    def _tried(
        self, _whole: Hashable, job: Job, page: WebPage, frame: Frame, own: list[Any], known: list[Any]
    ) -> Shell:
        """The shell of a page of the shape `_whole`, which alone decides what comes out; compared with the theme."""
        shell = self._shell(frame, len(own), len(known))
        if job.finish(page, shell.filled(known, len(own)).laid(own)) != self.theme.page(job, page):
            raise Unfit(page.file)
        return shell

    def _shell(self, frame: Frame, own: int, known: int) -> Shell:
        count = own + known
        article, *holes = map(Hole, range(count))
        rest = iter(holes)
        head = _hollow(frame.head, lambda: next(rest))
        name, address = next(rest), next(rest)
        hollow = Frame(head, _hollow(frame.around, lambda: next(rest)))
        try:
            return _cut(self.theme.shell(hollow, article, name, address), count)
        except (TypeError, ValueError) as error:
            raise Unfit(str(error)) from error


def _cut(shell: str, count: int) -> Shell:
    """A page with `count` holes, cut at them."""
    first, *pieces = _HOLE.split(shell)
    markup = (first, *pieces[2::3])
    holes = tuple((int(n), form != _MARKUP) for n, form in zip(pieces[::3], pieces[1::3], strict=True))
    if any(_OPEN in text or _CLOSE in text for text in markup) or any(n >= count for n, _ in holes):
        raise Unfit
    return Shell(markup, holes)


def _written(value: Any, escaped: bool) -> str:
    return escape(value) if escaped else str(value)


def _shape(value: Any, values: list[Any]) -> Hashable:
    """What a template can ask of a value; its texts and numbers are added to `values`, in order."""
    if _is_hole(value):
        values.append(value)
        return str
    parts = _parts(value)
    return value if parts is None else (type(value), *[p if kept else _shape(p, values) for p, kept in parts])


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
