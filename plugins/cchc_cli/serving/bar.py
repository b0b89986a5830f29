"""The bar below every page of the preview: what is complained of, drafts, another day."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import jinja2

from cchc.reading.complaints import Complaint
from cchc_cli.serving.edition import View
from cchc_cli.speech import as_typed_here

PIECES = Path(__file__).parent / "pieces"
MOST = 100
"""How many complaints a page lists; the terminal has them all."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar of one page says."""

    view: View
    notes: Sequence[str] = ()
    """Said loudest."""
    here: Sequence[Complaint] = ()
    """About the file behind the page, or in the way of every page."""
    rest: Sequence[Complaint] = ()
    """The unit's others."""
    there: bool = True
    """False where the address leads nowhere."""


class Row(NamedTuple):
    """One unit in the index."""

    ma: str
    name: str
    depth: int
    note: str


def with_bar(html: str, bar: Bar, stamp: str, root: str) -> tuple[str, str]:
    """The page with the bar before its end, and its tag: another one when page, bar or `stamp` is another.

    `root`: name of the content folder.
    """
    tag = hashlib.sha256(repr((html, bar, stamp)).encode()).hexdigest()[:24]
    values = {"here": _lines(bar.here, root), "rest": _lines(bar.rest, root), "about": f"{counted(bar.rest)} khác"}
    unsaid = sum(max(len(some) - MOST, 0) for some in (bar.here, bar.rest))
    command = as_typed_here("lệnh: cchc check")
    aside = _pieces().get_template("bar.html").render(values, bar=bar, tag=tag, unsaid=unsaid, command=command)
    before, end, after = html.rpartition("</body>")
    return f"{before}{aside}{end}{after}" if end else html + aside, tag


def plain_page(title: str, intro: str, units: Sequence[Row] = ()) -> str:
    """A page of the preview's own; its bar is still to come."""
    return _pieces().get_template("plain.html").render(title=title, intro=intro, units=units)


def counted(complaints: Iterable[Complaint]) -> str:
    """`2 lỗi, 1 lưu ý`; empty for none."""
    errors = [c.error for c in complaints]
    counts = ((sum(errors), "lỗi"), (len(errors) - sum(errors), "lưu ý"))
    return ", ".join(f"{count} {word}" for count, word in counts if count)


def _lines(complaints: Sequence[Complaint], root: str) -> list[tuple[str, bool, str, str]]:
    return [
        (f"{root}/{c.place}", c.error, as_typed_here(c.what), as_typed_here(f"Cách sửa: {c.how}"))
        for c in complaints[:MOST]
    ]


@cache
def _pieces() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(PIECES)
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
