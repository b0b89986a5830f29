"""Texts as HTML: cells of tables, and passages in which finished HTML takes the place of tables."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup

from cchc.model.item import Passage
from cchc.reading.body import Table
from cchc.reading.markdown import convert
from cchc.section.links import is_settled


@dataclass(frozen=True, slots=True)
class Inlay:
    """Finished HTML that stands where a table of the text stood."""

    passage: Passage
    table: Table
    html: Markup


def passage_of(passage: Passage, inlays: tuple[Inlay, ...], link: Callable[[str], str]) -> Markup:
    """A passage without its heading, `inlays` in their places. `link` turns links of its HTML into addresses."""
    html = convert(without(passage, inlays).text, level=3, prefix=f"{passage.key}-").html
    return Markup(laid(link(html), inlays))


def cell_of(text: str, link: Callable[[str], str]) -> Markup:
    """A cell without a paragraph around it. `link`, asked where there are any, turns its links into addresses."""
    html, settled = _unwrapped(text)
    return html if settled else Markup(link(html))


@lru_cache(maxsize=4096)
def _unwrapped(text: str) -> tuple[Markup, bool]:
    """A stretch of Markdown converted, without the paragraph around it where it is one; whether no link is in it."""
    html = convert(text).html
    one = html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>")
    return Markup(html[3:-4] if one else html), is_settled(html)


def without(passage: Passage, inlays: tuple[Inlay, ...]) -> Passage:
    """The passage with a mark in the place of each table that `laid` puts an inlay in."""
    if not inlays:
        return passage
    lines = passage.text.replace("\ue000", "").split("\n")
    for number, inlay in reversed(list(enumerate(inlays))):
        if inlay.passage == passage:
            lines[inlay.table.start : inlay.table.end] = ["", _place_of(number), ""]
    return replace(passage, text="\n".join(lines))


def laid(html: str, inlays: tuple[Inlay, ...]) -> str:
    """HTML with the inlays where `without` left their marks."""
    for number, inlay in enumerate(inlays):
        # Inside HTML the author wrote there is no paragraph around it.
        html = html.replace(f"<p>{_place_of(number)}</p>", inlay.html).replace(_place_of(number), inlay.html)
    return html


def _place_of(number: int) -> str:
    """A word no author writes: private-use letters around a number."""
    return f"\ue000{number}\ue001"
