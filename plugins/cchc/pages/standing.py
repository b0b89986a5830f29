"""Standing places: home, pages, contact, units below, site map, feed directory, 404."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from cchc.model.page import Page
from cchc.model.unit import Unit
from cchc.pages.contact import former_names, hotline, map_of, offices, reach, share, social_links
from cchc.pages.desk import Desk, Link, day, summary_of
from cchc.pages.documents import document_card
from cchc.pages.lists import Cut, list_pages
from cchc.pages.news import news_card
from cchc.pages.plans import plan_card
from cchc.pages.procedures import procedure_card
from cchc.pages.replies import reply_card
from cchc.pages.statistics import has_board
from cchc.pages.web_page import Article, Hero, WebPage
from cchc.products.feed_list import FeedSpec
from cchc.section.addresses import (
    BOARD,
    CONTACT,
    DOCUMENTS,
    FEEDS,
    HOME,
    NEWS,
    NOT_FOUND,
    OPML,
    PAGES,
    PLANS,
    PROCEDURES,
    REPLIES,
    SITE_MAP,
    UNITS,
    relative,
)
from cchc.section.shown import Shown
from cchc.vietnamese.collation import sort_key

HOME_NEWS, HOME_TASKS, HOME_OTHERS = 5, 4, 3
SECTION = "Cải cách hành chính"
CONTACT_TITLE = "Liên hệ"


def home_page(desk: Desk) -> WebPage:
    """What is new, which procedure do I need, whom do I call."""
    public = desk.public
    theme = next((t for unit in reversed(public.chain) if (t := unit.theme_at(public.now))), "")
    motto = next((unit.khau_hieu for unit in reversed(public.chain) if unit.khau_hieu), "")
    name = desk.unit.name_at(public.now)
    return WebPage(
        HOME,
        f"{SECTION} – {name}",
        partial(_front, desk),
        description=f"Chuyên mục cải cách hành chính của {name}",
        feed="rss.xml",
        kind="list",
        hero=Hero(
            SECTION if motto else "",
            motto or SECTION,
            f"Chủ đề năm {public.now.year}: {theme}"
            if theme
            else "Cần giấy gì, nộp ở đâu, bao lâu có kết quả, hỏi ai.",
        ),
    )


def _front(desk: Desk) -> Article:
    return Article(desk.lay("home.html", HOME, **front_values(desk, HOME)))


def front_values(desk: Desk, here: str) -> dict[str, Any]:
    """What the home page shows, as seen from `here`."""
    public = desk.public
    return {
        "all_procedures": Link(f"Tất cả {len(public.procedures)} thủ tục", relative(here, PROCEDURES)),
        "all_news": Link("Tất cả tin", relative(here, NEWS)),
        "all_plans": Link("Tất cả kế hoạch", relative(here, PLANS)),
        "all_replies": Link("Tất cả câu trả lời", relative(here, REPLIES)),
        "all_documents": Link("Tất cả văn bản", relative(here, DOCUMENTS)),
        "news": [news_card(desk, s, here) for s in public.news[:HOME_NEWS]],
        "procedures": [procedure_card(desk, s, here) for s in public.procedures[:HOME_TASKS]],
        # The unit's own first: what it does itself stands big, with its progress.
        "plans": [plan_card(desk, s, here) for s in sorted(public.plans, key=lambda s: s.inherited)[:HOME_OTHERS]],
        "documents": [document_card(desk, s, here) for s in public.documents[:HOME_OTHERS]],
        "replies": [reply_card(desk, s, here) for s in public.replies if s.item.ngay_tra_loi][:HOME_OTHERS],
    }


def ended_notice(desk: Desk) -> str:
    """What a stopped unit says of itself; empty while it works."""
    unit = desk.unit
    if not unit.ended(desk.public.now):
        return ""
    into = desk.units.get(unit.sap_nhap_vao or "")
    tail = f" Công việc do {into.ten} tiếp tục." if into else ""
    return f"Đơn vị đã ngừng hoạt động từ ngày {day(unit.ngung_tu)}; đây là bản lưu trữ.{tail}"


def standing_pages(desk: Desk) -> Iterator[WebPage]:
    """`/trang/` and its pages, the contact page among them."""
    for shown in desk.public.pages:
        yield _page(desk, shown)
    yield _contact(desk)
    links = [(s.item.tieu_de, s.address, summary_of(s.item, 120)) for s in desk.public.pages]
    links.append((CONTACT_TITLE, CONTACT, "Địa chỉ, đường dây nóng"))
    make = desk.later(
        "links.html",
        PAGES,
        title="Trang thông tin",
        intro="Giới thiệu, hướng dẫn, câu hỏi thường gặp và cách liên hệ.",
        groups=[("Các trang", [Link(title, relative(PAGES, address), note) for title, address, note in links])],
    )
    yield WebPage(PAGES, "Trang thông tin", make, kind="list")


def _page(desk: Desk, shown: Shown[Page]) -> WebPage:
    item = shown.item
    make = partial(_article, desk, shown)
    return WebPage(shown.address, item.tieu_de, make, summary_of(item), shown.canonical, item.updated)


def _article(desk: Desk, shown: Shown[Page]) -> Article:
    item, here = shown.item, shown.address
    body, headings = desk.body(shown, here)
    whole = desk.lay(
        "page.html",
        here,
        title=item.tieu_de,
        summary=item.tom_tat or "",
        origin=desk.origin_note(shown),
        body=body,
        downloads=desk.downloads(shown, here),
        updated=day(item.ngay_cap_nhat),
        share=share(desk.unit, here, item.tieu_de),
    )
    return Article(whole, headings)


def _contact(desk: Desk) -> WebPage:
    unit, now = desk.unit, desk.public.now
    name = unit.name_at(now)
    above = desk.public.chain[-2] if len(desk.public.chain) > 1 else None
    superior = unit.superior_at(now) or (above.name_at(now) if above else "")
    known = above if above and above.name_at(now) == superior else None
    make = desk.later(
        "contact.html",
        CONTACT,
        title=CONTACT_TITLE,
        name=name,
        superior=superior,
        former=former_names(unit, now),
        social=social_links(unit),
        offices=tuple(offices(unit, superior, known)),
        hours=unit.mot_cua.gio if unit.mot_cua else None,
        address=unit.dia_chi,
        map=map_of(unit, name),
        replies=relative(CONTACT, REPLIES),
        **reach(unit),
    )
    about = f"Cách liên hệ và gửi phản ánh tới {name}"
    return WebPage(CONTACT, CONTACT_TITLE, make, description=about, contact=False)


def unit_pages(desk: Desk) -> Iterator[WebPage]:
    """`/don-vi/` of a parent: the units below and their latest news; nothing for a unit without children."""
    if not desk.public.children:
        return
    now = desk.public.now
    children = sorted(desk.public.children, key=lambda unit: (sort_key(unit.name_at(now)), unit.ma))
    cut = Cut(
        UNITS,
        "Đơn vị trực thuộc",
        desk.public.child_news,
        feed=f"{UNITS}rss.xml",
        intro="Tin mới của các đơn vị trực thuộc.",
    )
    yield from list_pages(
        desk,
        cut,
        lambda s, here: news_card(desk, s, here, address=s.owner.base_url + s.address),
        size=len(desk.public.child_news) or 1,
        cuts=(),
        template="units.html",
        children=[(_unit(c, now), c.dia_chi, hotline(c)) for c in children],
        board=Link("Bảng theo dõi các đơn vị", relative(UNITS, BOARD)) if has_board(desk.public) else None,
    )


def _unit(unit: Unit, now: datetime) -> Link:
    return Link(unit.name_at(now), unit.url, "đã ngừng hoạt động" if unit.ended(now) else "")


def feed_directory(desk: Desk, feeds: Sequence[FeedSpec]) -> WebPage:
    """`/rss/`: every feed with its address."""
    rows = [Link(feed.title, relative(FEEDS, feed.address), desk.unit.base_url + feed.address) for feed in feeds]
    make = desk.later("feeds.html", FEEDS, title="Theo dõi bằng RSS", feeds=rows, opml=relative(FEEDS, OPML))
    return WebPage(
        FEEDS, "Theo dõi bằng RSS", make, description="Danh sách kênh RSS của chuyên mục", feed="rss.xml", kind="list"
    )


def site_map(desk: Desk, pages: Sequence[WebPage]) -> WebPage:
    """`/so-do/`: every page of the section, by folder."""
    groups: dict[str, list[Link]] = {}
    names = {
        "tin-tuc": "Tin tức",
        "thu-tuc": "Thủ tục hành chính",
        "ke-hoach": "Kế hoạch",
        "van-ban": "Văn bản",
        "phan-anh": "Phản ánh, kiến nghị",
        "trang": "Trang thông tin",
    }
    for page in pages:
        if page.indexed and page.address != NOT_FOUND:
            label = names.get(page.address.split("/")[0], "Chuyên mục")
            title = "Trang chủ" if page.address == HOME else page.title
            groups.setdefault(label, []).append(Link(title, relative(SITE_MAP, page.address)))
    ordered = [(label, groups[label]) for label in ("Chuyên mục", *names.values()) if label in groups]
    make = desk.later("links.html", SITE_MAP, title="Sơ đồ chuyên mục", intro="", groups=ordered)
    return WebPage(SITE_MAP, "Sơ đồ chuyên mục", make, kind="list")


def not_found(desk: Desk) -> WebPage:
    """`404.html`; its addresses are made absolute when the page is finished."""
    make = desk.later("notfound.html", NOT_FOUND, title="Không tìm thấy trang")
    return WebPage(NOT_FOUND, "Không tìm thấy trang", make, indexed=False, kind="list")
