"""What surrounds an article on every page: ready values for the theme's `main.html`."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from cchc.pages.contact import Way, ways_to_report
from cchc.pages.desk import Link, WebPage
from cchc.section.addresses import (
    DOCUMENTS,
    FEEDS,
    HOME,
    INDICES,
    NEWS,
    NOT_FOUND,
    PAGES,
    PLANS,
    PROCEDURES,
    REPLIES,
    SITE_MAP,
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


OWN_ASSETS = "assets/cchc/"
MATERIAL_ASSETS = ("assets/stylesheets/main.", "assets/images/favicon.png")
"""All that a section takes from Material's files."""


def is_wanted(theme_file: str) -> bool:
    """True for the files of the theme a section uses; the others are not published."""
    return theme_file.startswith((OWN_ASSETS, *MATERIAL_ASSETS)) and not theme_file.endswith(".map")


@dataclass(frozen=True, slots=True)
class Frame:
    """Head and surroundings of one page. Every value is ready for the place it stands in."""

    title: str
    description: str
    canonical: str
    noindex: bool
    unit: str
    superior: str
    home: str
    menu: tuple[Link, ...]
    more: tuple[Link, ...]
    feed: str | None
    feed_title: str
    json_ld: Markup | None
    ways: tuple[Way, ...]
    logo: str | None
    banner: str
    styles: str


def frame_of(public: Public, page: WebPage, *, logo: str | None, banner: str) -> dict[str, Any]:
    """Values for the theme around `page`, as the one variable `cchc` of its templates.

    `logo`: its address; `banner`: what a stopped unit says of itself.
    """
    unit, here = public.unit, page.address
    name = unit.name_at(public.now)
    top = here.split("/")[0] + "/" if "/" in here else here
    places = [*_MENU, *([("Đơn vị", UNITS)] if public.children else [])]
    menu = tuple(Link(label, relative(here, place), current=place == top) for label, place in places)
    superior = unit.superior_at(public.now) or (public.chain[-2].name_at(public.now) if len(public.chain) > 1 else "")
    frame = Frame(
        title=page.title if page.address == HOME else f"{page.title} – {name}",
        description=page.description,
        canonical=page.canonical or unit.base_url + here,
        noindex=not page.indexed,
        unit=name,
        superior=superior,
        home=relative(here, HOME),
        menu=menu,
        more=(Link("Sơ đồ chuyên mục", relative(here, SITE_MAP)), Link("RSS", relative(here, FEEDS))),
        feed=relative(here, page.feed or "rss.xml") if here != NOT_FOUND else None,
        feed_title=f"{page.title if page.feed and here != HOME else 'Cải cách hành chính'} – {name}",
        json_ld=Markup(page.json_ld) if page.json_ld else None,
        ways=ways_to_report(unit),
        logo=relative(here, logo) if logo else None,
        banner=banner,
        styles=relative(here, "assets/cchc/cchc.css"),
    )
    return {"cchc": frame}
