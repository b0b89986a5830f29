"""Lists: cards, pages of a list, cuts. The same for every type."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any

from cchc.pages.desk import Badge, Desk, Link
from cchc.pages.pictures import Shot
from cchc.pages.plan_progress import PlanProgress
from cchc.pages.web_page import Article, WebPage
from cchc.section.addresses import DOCUMENTS, NEWS, PLANS, PROCEDURES, page_of, relative
from cchc.section.shown import Shown

SIEVE_SCRIPTS = ("words.js", "filter.js")


@dataclass(frozen=True, slots=True)
class Card:
    """One entry of a list."""

    title: str
    href: str
    """Empty where there is nowhere to lead."""
    date: str = ""
    iso: str = ""
    summary: str = ""
    labels: tuple[str, ...] = ()
    whose: str = ""
    number: str = ""
    """Number of a paper: `25/KH-THCS`."""
    badge: Badge | None = None
    brief: str = ""
    """What the card of a task says in one line."""
    answered: str = ""
    picture: Shot | None = None
    image_alt: str = ""
    cover: str = ""
    """The reform field whose sign stands where there is no picture; empty for what has none."""
    batch: str = ""
    """What the entry stands under in long lists: `Tháng 11/2026`."""
    progress: PlanProgress | None = None
    """How far the plan has come, where it is the unit's own."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Way through the pages of a list."""

    before: str | None
    after: str | None
    pages: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """One list: all items of a type, or those of one field, year, kind."""

    address: str
    title: str
    items: tuple[Shown[Any], ...]
    feed: str | None = None
    intro: str = ""
    indexed: bool = True


KINDS = {NEWS: "Tin tức", PROCEDURES: "Thủ tục", PLANS: "Kế hoạch", DOCUMENTS: "Văn bản"}
"""What a list is of, by its folder."""
CardMaker = Callable[[Shown[Any], str], Card]


def list_pages(
    desk: Desk,
    cut: Cut,
    card: CardMaker,
    *,
    size: int,
    cuts: Sequence[tuple[str, Sequence[Cut]]],
    template: str = "list.html",
    sifted: bool = False,
    **more: Any,
) -> Iterator[WebPage]:
    """The pages of one list. `cuts`: groups of sibling lists, linked above the entries with their counts.

    `sifted`: with script the first page makes the same cuts, and any of them together, in place.
    """
    sieve = sieve_of(cut, cuts) if sifted else ""
    newest = latest(cut.items)
    # Opened by double click, a page cannot fetch the rest of its list: then it holds it all.
    size = max(size, len(cut.items)) if sifted and desk.offline else size
    chunks = [cut.items[start : start + size] for start in range(0, len(cut.items), size)] or [()]

    def article(number: int, chunk: Sequence[Shown[Any]], here: str, title: str) -> Article:
        whole = desk.lay(
            template,
            here,
            title=title,
            intro=cut.intro if number == 1 else "",
            kind="" if cut.title == _kind(cut) else _kind(cut),
            cards=(cards := [card(shown, here) for shown in chunk]),
            batches=batches(cards, f"{len(cut.items)} mục"),
            groups=[(label, [_cut_link(other, cut, here) for other in group]) for label, group in cuts if group],
            pager=pager(cut.address, number, len(chunks), here),
            feed=relative(here, cut.feed) if cut.feed else None,
            sieve=sieve if number == 1 else "",
            **more,
        )
        return Article(whole)

    for number, chunk in enumerate(chunks, start=1):
        here = page_of(cut.address, number)
        title = cut.title if number == 1 else f"{cut.title} – trang {number}"
        yield WebPage(
            here,
            title,
            partial(article, number, chunk, here, title),
            description=cut.intro or f"{cut.title}: {len(cut.items)} mục",
            updated=newest,
            feed=cut.feed,
            indexed=cut.indexed and number == 1,
            scripts=SIEVE_SCRIPTS if sieve and number == 1 else (),
            kind="list",
        )


def sifted_pages(
    desk: Desk, whole: Cut, groups: Sequence[tuple[str, Sequence[Cut]]], card: CardMaker, **how: Any
) -> Iterator[WebPage]:
    """The pages of the whole list and of every cut of it; with script the whole makes the same cuts in place.

    `how`: the rest that `list_pages` takes.
    """
    for cut in (whole, *(cut for _, cuts in groups for cut in cuts)):
        yield from list_pages(desk, cut, card, cuts=groups, sifted=cut is whole, **how)


def sieve_of(whole: Cut, cuts: Sequence[tuple[str, Sequence[Cut]]]) -> str:
    """Which entries of the whole list each cut holds: `cap/xa=0,3 muc-do/toan-trinh=3`."""
    places = {id(shown): place for place, shown in enumerate(whole.items)}
    base = f"{whole.address}loc/"
    return " ".join(
        f"{cut.address.removeprefix(base).rstrip('/')}={','.join(str(places[id(shown)]) for shown in cut.items)}"
        for _, group in cuts
        for cut in group
    )


def batches(cards: Sequence[Card], otherwise: str) -> list[tuple[str, list[Card]]]:
    """Neighbours of one batch together, under its name; `otherwise` where entries have none."""
    found = [(name, list(group)) for name, group in groupby(cards, key=lambda card: card.batch or otherwise)]
    return found or [(otherwise, [])]


def _kind(cut: Cut) -> str:
    return KINDS.get(cut.address.partition("/")[0] + "/", "")


def pager(address: str, number: int, count: int, here: str) -> Pager | None:
    """Links to the other pages of a list; None where there is only one."""
    if count < 2:
        return None
    shown = sorted({1, count, *range(max(1, number - 2), min(count, number + 2) + 1)})
    pages = [Link(str(n), relative(here, page_of(address, n)), current=n == number) for n in shown]
    return Pager(
        relative(here, page_of(address, number - 1)) if number > 1 else None,
        relative(here, page_of(address, number + 1)) if number < count else None,
        tuple(pages),
    )


def cut_by(
    items: Iterable[Shown[Any]], key: Callable[[Shown[Any]], Iterable[tuple[str, str]]], base: str, title: str
) -> tuple[Cut, ...]:
    """Cuts of `items` by what `key` gives (address word, label), in order of first appearance; none is empty."""
    groups: dict[str, tuple[str, list[Shown[Any]]]] = {}
    for shown in items:
        for word, label in key(shown):
            if word:
                groups.setdefault(word, (label, []))[1].append(shown)
    return tuple(
        Cut(f"{base}{word}/", title.format(label), tuple(group), indexed=False)
        for word, (label, group) in groups.items()
    )


def latest(items: Iterable[Shown[Any]]) -> datetime | None:
    """When the newest of the items changed."""
    return max((shown.item.updated for shown in items if shown.item.updated), default=None)


def _cut_link(other: Cut, current: Cut, here: str) -> Link:
    label = other.title.rpartition(": ")[2]
    return Link(label, relative(here, other.address), str(len(other.items)), current=other.address == current.address)
