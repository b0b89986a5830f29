"""What surrounds an article on every page: ready values for the theme's `main.html`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markupsafe import Markup

from cchc.pages.contact import Code, Way, hotline, report_qr, social_links, ways_to_report
from cchc.pages.desk import Link
from cchc.pages.pictures import Shared
from cchc.pages.web_page import Hero, WebPage
from cchc.products.qr import qr_svg
from cchc.section.addresses import (
    CONTACT,
    DOCUMENTS,
    EMBED,
    FEEDS,
    FRAME,
    HOME,
    INDICES,
    NEWS,
    NOT_FOUND,
    PAGES,
    PLANS,
    PROCEDURES,
    REPLIES,
    SEARCH,
    SITE_MAP,
    STATISTICS,
    UNITS,
    relative,
)
from cchc.section.public import Public

_MENU = (
    ("Trang chủ", HOME),
    ("Tin tức", NEWS),
    ("Thủ tục", PROCEDURES),
    ("Kế hoạch", PLANS),
    ("Văn bản", DOCUMENTS),
    ("Phản ánh", REPLIES),
    ("Chỉ số", INDICES),
    ("Thông tin", PAGES),
)
_ABOUT = (
    *(("Tìm kiếm", SEARCH), ("Trang thông tin", PAGES), ("Thống kê", STATISTICS)),
    *(("Sơ đồ chuyên mục", SITE_MAP), ("Nhúng vào cổng", EMBED)),
)
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "frame-src 'self'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
"""What a page may load and run: files of its own section, nothing written into the page itself."""
OFFLINE_POLICY = POLICY.replace("'self'", "'self' file:")
"""The same for a page opened by double click; what `'self'` is there, browsers do not agree on."""


@dataclass(frozen=True, slots=True)
class Look:
    """Files every page of a section loads, by address."""

    styles: tuple[str, ...]
    fonts: tuple[str, ...]
    icon: str
    scripts: Mapping[str, str]
    """By name."""
    logo: str | None
    colour: str
    """Colour of the board, for the browser's own frame."""
    card: Shared
    """The picture of the unit, for pages without one of their own."""
    policy: str
    """What a page may load."""


@dataclass(frozen=True, slots=True)
class Head:
    """What of its frame is the page's own."""

    title: str
    headline: str
    description: str
    canonical: str
    live: str | None
    """Where paper says it is to be found: at its canonical address; None while nobody knows where that will be."""
    live_qr: Markup | None
    noindex: bool
    picture: Shared
    """Shown where the page is passed on; its address absolute."""
    is_item: bool
    json_ld: Markup | None
    feed: str | None
    feed_title: str
    contact: bool
    hero: Hero | None
    scripts: tuple[str, ...]
    framed: bool
    """True where the page stands inside another: no header, no footer, and links open outside."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Around:
    """What of their frame pages have in common from which all places look alike. One is equal to itself alone."""

    policy: str
    styles: tuple[str, ...]
    fonts: tuple[str, ...]
    icon: str
    colour: str
    unit: str
    superior: str
    address: str
    logo: str | None
    home: str
    menu: tuple[Link, ...]
    crumbs: tuple[Link, ...]
    more: tuple[Link, ...]
    feeds: str
    contact_page: str
    hotline: Way | None
    other_ways: tuple[Way, ...]
    """All but the hotline."""
    qr: Code | None
    social: tuple[Way, ...]
    banner: str
    search: str | None
    """Where the search box leads; None on the page of the search itself, which has its own."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Head and surroundings of one page, as one for the theme. Every value is ready for the place it stands in."""

    head: Head
    around: Around

    def __getattr__(self, name: str) -> Any:
        return getattr(self.head if hasattr(self.head, name) else self.around, name)


@dataclass(frozen=True)
class Frames:
    """The frames of one section's pages. `banner`: what a stopped unit says of itself."""

    public: Public
    look: Look
    banner: str
    _made: dict[str, Around] = field(default_factory=dict, init=False, repr=False)

    def of(self, page: WebPage) -> dict[str, Any]:
        """Values for the theme around `page`, as the one variable `cchc` of its templates."""
        place = self._stand_in(page.address)
        if place not in self._made:
            self._made[place] = self.around(place)
        return {"cchc": Frame(self._head(page), self._made[place])}

    @cached_property
    def _name(self) -> str:
        return self.public.unit.name_at(self.public.now)

    def _head(self, page: WebPage) -> Head:
        unit, here, name = self.public.unit, page.address, self._name
        picture = page.article.picture or self.look.card
        live = page.canonical or (unit.url + here if unit.url else None)
        return Head(
            title=page.title if here == HOME else f"{page.title} – {name}",
            headline=page.title,
            description=page.description or page.title,
            canonical=page.canonical or unit.base_url + here,
            live=live,
            live_qr=_live_qr(page, live),
            noindex=not page.indexed,
            picture=picture._replace(address=unit.base_url + picture.address),
            is_item=page.kind == "page" and page.updated is not None,
            json_ld=Markup(page.json_ld) if page.json_ld else None,
            feed=relative(here, page.feed or "rss.xml") if here != NOT_FOUND else None,
            feed_title=f"{page.title if page.feed and here != HOME else 'Cải cách hành chính'} – {name}",
            contact=page.contact,
            hero=page.hero,
            scripts=tuple(relative(here, self.look.scripts[name]) for name in page.scripts),
            framed=here == FRAME,
        )

    @cached_property
    def _folders(self) -> tuple[str, ...]:
        """The folders of all that surroundings name, the deepest first."""
        look, places = self.look, (place for _, place in (*_places(self.public), *_ABOUT))
        named = (*places, FEEDS, FRAME, *look.styles, *look.fonts, look.icon, look.logo or "")
        folders = {there[: cut + 1] for there in named for cut, letter in enumerate(there) if letter == "/"}
        return (*sorted(folders, key=lambda folder: (-len(folder), folder)), "")

    def _stand_in(self, here: str) -> str:
        """An address from which all that surroundings name looks as it does from `here`."""
        within = next(folder for folder in self._folders if here.startswith(folder))
        below = here[len(within) :]
        return within + "_/" * below.count("/") if below.endswith("/") else here

    def around(self, here: str) -> Around:
        """What surrounds a page at `here`."""
        public, unit, look = self.public, self.public.unit, self.look
        above = public.chain[-2].name_at(public.now) if public.chain[:-1] else ""
        return Around(
            policy=look.policy,
            styles=tuple(relative(here, style) for style in look.styles),
            fonts=tuple(relative(here, font) for font in look.fonts),
            icon=relative(here, look.icon),
            colour=look.colour,
            unit=self._name,
            superior=unit.superior_at(public.now) or above,
            address=unit.dia_chi or "",
            logo=relative(here, look.logo) if look.logo else None,
            home=relative(here, HOME),
            menu=tuple(_menu(public, here)),
            crumbs=tuple(_crumbs(public, here)),
            more=tuple(Link(label, relative(here, place)) for label, place in _ABOUT),
            feeds=relative(here, FEEDS),
            contact_page=relative(here, CONTACT),
            hotline=hotline(unit),
            other_ways=tuple(way for way in ways_to_report(unit) if way.kind != "phone"),
            qr=report_qr(unit),
            social=social_links(unit),
            banner=self.banner,
            search=relative(here, SEARCH) if here != SEARCH else None,
        )


def _live_qr(page: WebPage, live: str | None) -> Markup | None:
    # What people print: papers, answers, whole lists. News and cuts of lists are many and seldom printed; a code takes
    # as long as their page.
    if not live or not page.updated or not page.indexed or page.address.startswith(NEWS):
        return None
    return Markup(qr_svg(live, "Mã QR mở trang này")) or None


def _places(public: Public) -> tuple[tuple[str, str], ...]:
    return (*_MENU, *([("Đơn vị", UNITS)] if public.children else []), ("Liên hệ", CONTACT))


def _menu(public: Public, here: str) -> Iterator[Link]:
    """The places of the section; the one a page belongs to is the deepest that holds it."""
    places = _places(public)
    holding = [place for _, place in places if place != HOME and here.startswith(place)]
    current = max(holding, key=len) if holding else here
    for label, place in places:
        yield Link(label, relative(here, place), current=place == current)


def _crumbs(public: Public, here: str) -> Iterator[Link]:
    """The way down to a page, without the page itself."""
    if here in (HOME, FRAME):
        return
    yield Link("Trang chủ", relative(here, HOME))
    for label, place in _places(public):
        if place not in (HOME, here) and here.startswith(place):
            yield Link(label, relative(here, place))
