"""The content as it was read at one moment, and the sections made of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cchc.checking.verdict import Verdict, stopped_units
from cchc.model.item import Item
from cchc.model.unit import Unit
from cchc.pages.web_page import WebPage
from cchc.publishing.section import Section, build_section
from cchc.reading.complaints import Complaint
from cchc.reading.tree import Tree
from cchc.section.addresses import CONTACT, HOME, INDICES
from cchc.section.inheritance import Held, holdings
from cchc.vietnamese.calendar import parse_now


class View(NamedTuple):
    """How the reader wants to see a section."""

    drafts: bool = False
    day: str = ""
    """`2026-12-25`: as at the end of that day; empty: as now."""

    @property
    def instant(self) -> datetime | None:
        """The end of the day; None for now, and for what is no day."""
        return parse_now(f"{self.day}T23:59") if self.day else None


@dataclass(frozen=True, slots=True)
class Edition:
    """One reading of the content, and what was found in it."""

    number: int
    tree: Tree
    verdict: Verdict
    stamp: str
    """Another one when a picture or a paper of the content is another."""

    def complaints_of(self, ma: str) -> tuple[Complaint, ...]:
        """What concerns unit `ma`: everything in its own files, and what stops it from above."""
        found = self.verdict.complaints
        return tuple(c for c in found if c.unit == ma or (c.error and ma in stopped_units(self.tree, [c])))

    def name_of(self, unit: Unit) -> str | None:
        """Id of a unit met before: made of its folder while its `don-vi.yml` cannot be read; None once it is gone."""
        if unit.ma in self.tree.units:
            return unit.ma
        broken = (self.tree.units[ma] for ma in self.verdict.stopped)
        return next((other.ma for other in broken if other.origin.path == unit.origin.path), None)


@dataclass(frozen=True, slots=True)
class Made:
    """A section of one edition, to be laid out page by page."""

    section: Section
    edition: Edition
    pages: Mapping[str, WebPage]
    """By file."""

    def held(self, address: str) -> Held | None:
        """The item whose page is at an address, shown or not."""
        return self.edition.verdict.held[self.section.unit.ma].items.get(address.rstrip("/"))

    def is_draft(self, address: str) -> bool:
        """True where the page is that of a draft."""
        held = self.held(address)
        return held is not None and any(source.nhap for source in held.sources)

    def files_behind(self, address: str) -> set[str]:
        """The content files a page is made of; of lists none, but for the indices, which have no pages of their own."""
        if address in (HOME, CONTACT):
            return {self.section.unit.origin.path}
        held = self.held(address)
        if held is not None:
            return {source.origin.path for source in held.sources}
        items = self.edition.verdict.held[self.section.unit.ma].items if address == INDICES else {}
        return {one.item.origin.path for key, one in items.items() if key.startswith(INDICES)}


def read_edition(number: int, tree: Tree, verdict: Verdict, theme: int) -> Edition:
    """The edition of what was read; `theme` counts the themes it has been shown in."""
    marks = [f"{theme}"]
    for path, found in tree.folder.files.items():
        if not found.is_text:
            marks.append(f"{path} {found.size} {_changed(found.disk)}")
    return Edition(number, tree, verdict, hashlib.sha256("\n".join(marks).encode()).hexdigest())


def _changed(file: Path) -> int:
    """When a file was last written, in nanoseconds; 0 once it is gone."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def make(edition: Edition, ma: str, view: View, now: datetime, theme: Path) -> Made:
    """The section of unit `ma` as `view` wants it; the edition must be free of errors that reach the unit.

    Raises BadPicture or OSError where a file it needs has gone from the disk since.
    """
    tree, held = edition.tree, edition.verdict.held
    if view.drafts:
        # What is no draft needs no filter to be told so: the one filter stays as it is.
        items = {ma: tuple(_written(item) for item in owned) for ma, owned in tree.items.items()}
        tree = replace(tree, items=items)
        held = holdings(tree)
    section = build_section(tree, held, ma, view.instant or now, theme, left_out=edition.verdict.stopped)
    return Made(section, edition, {page.file: page for page in section.pages})


def _written(item: Item) -> Item:
    return item.model_copy(update={"nhap": False}) if item.nhap else item
