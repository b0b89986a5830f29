"""A page before it is laid into the theme: its article, what the head needs, what is left of it once it is laid."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from cchc.pages.pictures import Shared
from cchc.pages.templates import Laid
from cchc.products.search_index import words_of
from cchc.reading.finishing import Heading


class Article(NamedTuple):
    """What stands in a page: HTML, its headings, the picture of its own shown where the page is passed on."""

    text: Laid
    headings: tuple[Heading, ...] = ()
    picture: Shared | None = None


class Trace(NamedTuple):
    """What others ask of an article once its page is laid."""

    headings: tuple[Heading, ...]
    words: tuple[str, ...]
    """What search finds it by."""


@dataclass(frozen=True, slots=True)
class Hero:
    """What stands on the board of the home page."""

    kind: str
    title: str
    lead: str


@dataclass(frozen=True)
class WebPage:
    """One page to be laid into the theme: its article, what the head needs."""

    address: str
    title: str
    make: Callable[[], Article] = field(repr=False)
    """Makes the article. Asked once, and only by who wants the page: a preview shows one of thousands."""
    description: str = ""
    canonical: str | None = None
    """Absolute; None: the page's own address."""
    updated: datetime | None = None
    json_ld: str | None = None
    feed: str | None = None
    """Address of the RSS feed of what the page lists."""
    indexed: bool = True
    """False: kept out of the sitemap and of search engines (further pages of lists, cuts, 404)."""
    scripts: tuple[str, ...] = ()
    """Names of the scripts of the theme it runs, in order."""
    kind: str = "page"
    """`page` for items, `list` for what changes when items do; lists are published after pages."""
    hero: Hero | None = None
    """Stands above the article and bears the page's h1."""
    contact: bool = True
    """False: the page itself says how to reach the unit, nothing repeats it below."""

    last: bool = False
    """True for a page that is made of what all the others became."""
    beside: Mapping[str, Callable[[], bytes]] = field(default_factory=dict, repr=False)
    """By address: files of the same item, made when somebody wants them, of nothing that the page is not made of."""

    @cached_property
    def article(self) -> Article:
        """The article, made when it is first asked for."""
        return self.make()

    @cached_property
    def html(self) -> str:
        """The finished article."""
        return str(self.article.text)

    @cached_property
    def trace(self) -> Trace:
        """What is left of the article when it is let go. No list is found by its words."""
        return Trace(self.article.headings, words_of(self.html) if self.kind == "page" else ())

    def let_go(self, trace: Trace) -> None:
        """The page is laid, here or elsewhere: of thousands of articles only their traces are kept."""
        self.__dict__["trace"] = trace
        self.__dict__.pop("article", None)
        self.__dict__.pop("html", None)

    @property
    def file(self) -> str:
        """The file of the page: `tin-tuc/index.html`, `404.html`."""
        return self.address if self.address.endswith(".html") else f"{self.address}index.html"
