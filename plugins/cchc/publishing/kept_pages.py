"""Pages that stand published as they would come out: neither rendered nor written again.

    <folder>/<ma>    SHA-256 of what follows; JSON: by file, the Answer about a page of the unit

What decides about a page is what its template and the theme around it are given, and the program. Where all of that is
as it was, the page has the bytes it had, and so have the files made with it, which are made of nothing else; they are
compared by their digests with what stands. Values are told apart by what they hold; where one is of a kind of which
nobody can say that, its page is always made. What was damaged or cut off is not there. The folder may be deleted at any
time.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from markupsafe import Markup
from pydantic import TypeAdapter

from cchc.pages.frame import Around, Frame
from cchc.pages.web_page import Trace, WebPage
from cchc.publishing.stage import Stage

_SPEAK_FOR_THEMSELVES = {int, bool, float, type(None), date, datetime}
_MAPPINGS = {dict, MappingProxyType}


class Untold(Exception):
    """A value of a kind of which nobody knows all that it holds."""


class Answer(NamedTuple):
    """What is known of a page without making it."""

    question: str
    """Digest of all that decides about it; empty where nobody can say that."""
    digests: Mapping[str, str]
    """By file, its own and those made with it: SHA-256."""
    trace: Trace


_FORM = TypeAdapter(dict[str, Answer])


@dataclass(frozen=True)
class KeptAnswers:
    """The answers about pages, unit by unit, as builds by one program gave them."""

    folder: Path
    program: str
    """Digest of all that decides beside the content."""
    fresh: bool = False
    """True: none is read."""

    def of(self, ma: str) -> Mapping[str, Answer]:
        """By file: what the last build of the unit knew; nothing where that cannot be read."""
        if not self.fresh:
            with suppress(OSError, ValueError), (self.folder / ma).open("rb") as file:
                digest, data = file.read(32), file.read()
                if sha256(data).digest() == digest:
                    return _FORM.validate_json(data)
        return {}

    def put(self, ma: str, answers: Mapping[str, Answer]) -> None:
        """Keep them, whole, where that can be done."""
        data = _FORM.dump_json({file: answer for file, answer in answers.items() if answer.question})
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = self.folder / f"~{ma}-{os.getpid()}"
            with draft.open("wb") as file:
                file.write(sha256(data).digest())
                file.write(data)
            os.replace(draft, self.folder / ma)


class KeptPages:
    """The pages of one section on their way into its stage."""

    def __init__(
        self, stage: Stage, known: Mapping[str, Answer], decides: tuple[str, ...], frame_of: Callable[[WebPage], Frame]
    ) -> None:
        """`decides`: all that decides about every page beside what it is given; empty where none is to be kept."""
        self.stage, self.known, self.decides, self.frame_of = stage, known, decides, frame_of
        self._around: dict[Around, str] = {}

    def lay(self, page: WebPage, whole: Callable[[WebPage], str]) -> Answer:
        """Make the page a file of the section, and what is made with it, where they do not stand as they would come
        out. `whole` is asked for the page."""
        question, known = self._question(page), self.known.get(page.file)
        if known and known.question == question and all(self.stage.stands(*file) for file in known.digests.items()):
            return known
        self.stage.put(page.file, whole(page).encode("utf-8", "xmlcharrefreplace"))
        for address, make in page.beside.items():
            self.stage.put(address, make())
        digests = {file: self.stage.hashes[file] for file in (page.file, *page.beside)}
        return Answer(question, digests, page.trace)

    def _question(self, page: WebPage) -> str:
        """See `Answer`."""
        if not self.decides:
            return ""
        frame = self.frame_of(page)
        with suppress(Untold):
            if frame.around not in self._around:
                self._around[frame.around] = told(self.decides, frame.around)
            text, around = page.article.text, self._around[frame.around]
            return told(around, page.file, frame.head, text.template, text.here, text.offline, text.values)
        return ""


def told(*values: object) -> str:
    """A digest by which the values are told from all others. Raises Untold."""
    out: list[str] = []
    _tell(values, out)
    return sha256("".join(out).encode("utf-8", "surrogatepass")).hexdigest()


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
