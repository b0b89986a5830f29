"""What surrounds an article on every page: ready values for the theme's `main.html`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from cchc.pages.contact import Code, Way, hotline, report_qr, social_links, ways_to_report
from cchc.pages.desk import Hero, Link, WebPage
from cchc.pages.pictures import Shared
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
class Frame:
    """Head and surroundings of one page. Every value is ready for the place it stands in."""

    title: str
    headline: str
    description: str
    canonical: str
    live: str | None
    """Where paper says it was printed from; None while nobody knows where the section will be."""
    live_qr: Markup | None
    noindex: bool
    policy: str
    picture: Shared
    """Shown where the page is passed on; its address absolute."""
    is_item: bool
    json_ld: Markup | None
    feed: str | None
    feed_title: str
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
    contact: bool
    contact_page: str
    hotline: Way | None
    other_ways: tuple[Way, ...]
    """All but the hotline."""
    qr: Code | None
    social: tuple[Way, ...]
    banner: str
    hero: Hero | None
    scripts: tuple[str, ...]
    search: str | None
    """Where the search box leads; None on the page of the search itself, which has its own."""
    framed: bool
    """True where the page stands inside another: no header, no footer, and links open outside."""


def frame_of(public: Public, page: WebPage, look: Look, *, banner: str) -> dict[str, Any]:
    """Values for the theme around `page`, as the one variable `cchc` of its templates.

    `banner`: what a stopped unit says of itself.
    """
    unit, here = public.unit, page.address
    name = unit.name_at(public.now)
    picture = page.article.picture or look.card
    live = unit.url + here if unit.url else None
    frame = Frame(
        title=page.title if here == HOME else f"{page.title} – {name}",
        headline=page.title,
        description=page.description or page.title,
        canonical=page.canonical or unit.base_url + here,
        live=live,
        live_qr=_live_qr(page, live),
        noindex=not page.indexed,
        policy=look.policy,
        picture=picture._replace(address=unit.base_url + picture.address),
        is_item=page.kind == "page" and page.updated is not None,
        json_ld=Markup(page.json_ld) if page.json_ld else None,
        feed=relative(here, page.feed or "rss.xml") if here != NOT_FOUND else None,
        feed_title=f"{page.title if page.feed and here != HOME else 'Cải cách hành chính'} – {name}",
        styles=tuple(relative(here, style) for style in look.styles),
        fonts=tuple(relative(here, font) for font in look.fonts),
        icon=relative(here, look.icon),
        colour=look.colour,
        unit=name,
        superior=unit.superior_at(public.now) or (public.chain[-2].name_at(public.now) if public.chain[:-1] else ""),
        address=unit.dia_chi or "",
        logo=relative(here, look.logo) if look.logo else None,
        home=relative(here, HOME),
        menu=tuple(_menu(public, here)),
        crumbs=tuple(_crumbs(public, here)),
        more=tuple(Link(label, relative(here, place)) for label, place in _ABOUT),
        feeds=relative(here, FEEDS),
        contact=page.contact,
        contact_page=relative(here, CONTACT),
        hotline=hotline(unit),
        other_ways=tuple(way for way in ways_to_report(unit) if way.kind != "phone"),
        qr=report_qr(unit),
        social=social_links(unit),
        banner=banner,
        hero=page.hero,
        scripts=tuple(relative(here, look.scripts[name]) for name in page.scripts),
        search=relative(here, SEARCH) if here != SEARCH else None,
        framed=here == FRAME,
    )
    return {"cchc": frame}


def _live_qr(page: WebPage, live: str | None) -> Markup | None:
    # What people print: papers and answers. News are many and seldom printed; a code takes as long as their page.
    if not live or not page.updated or page.address.startswith(NEWS):
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
