"""`/nhung/`: what portals can show of a section: fragments to paste, a page to frame, and how the clerk does it."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from cchc.pages.contact import hotline, report_qr, ways_to_report
from cchc.pages.desk import Desk, Link, day
from cchc.pages.pasting import can_be_pasted
from cchc.pages.standing import SECTION, front_values
from cchc.pages.web_page import Article, WebPage
from cchc.section.addresses import CONTACT, EMBED, FEEDS, FRAME, NEWS, PROCEDURES, relative

TITLE = "Nhúng vào cổng của trường"
NEWEST, MOST_USED = 5, 8
"""Entries of the fragments."""
_QR = f"{EMBED}ma-qr.svg"


class Fragment(NamedTuple):
    """Something to paste into a page of others; it stands on its own, with absolute addresses."""

    address: str
    title: str
    when: str
    """How often it must be pasted again."""
    html: str


def embedding_pages(desk: Desk, colour: str) -> Iterator[WebPage]:
    """`/nhung/`, and the page that portals frame. `colour`: of the unit, dark enough for words on white."""
    about = "Cách đưa tin, thủ tục, đường dây nóng của chuyên mục vào cổng thông tin của trường"
    yield WebPage(EMBED, TITLE, partial(_guide, desk, colour), about, indexed=False, kind="list")
    if can_be_pasted(desk):
        title = f"{SECTION}, bản đặt trong khung"
        yield WebPage(FRAME, title, partial(_framed, desk), indexed=False, scripts=("frame.js",), kind="list")


def embedding_files(desk: Desk, colour: str) -> Iterator[tuple[str, bytes]]:
    """Address and content of what others take of the whole section, and is no page of it."""
    if not can_be_pasted(desk):
        return
    for fragment in _fragments(desk, colour):
        # Without a head it says nothing of its letters: in ASCII every server and every page reads it right.
        yield fragment.address, fragment.html.encode("ascii", "xmlcharrefreplace")
    if qr := report_qr(desk.unit):
        yield _QR, qr.svg.encode()


def _guide(desk: Desk, colour: str) -> Article:
    unit, known = desk.unit, bool(desk.unit.url)
    whole = desk.lay(
        "embedding.html",
        EMBED,
        title=TITLE,
        known=known,
        archive=f"{unit.ma}.zip",
        frame=unit.base_url + FRAME,
        name=f"{SECTION} – {unit.name_at(desk.public.now)}",
        fragments=_fragments(desk, colour) if known else (),
        can_be_tried=can_be_pasted(desk),
        news=relative(EMBED, NEWS),
        feed=unit.base_url + "rss.xml",
        feeds=relative(EMBED, FEEDS),
    )
    return Article(whole)


def _framed(desk: Desk) -> Article:
    values = {**front_values(desk, FRAME), "plans": (), "replies": (), "documents": ()}
    name = desk.unit.name_at(desk.public.now)
    whole = desk.lay("embed_frame.html", FRAME, title=SECTION, name=name, whole=relative(FRAME, ""), **values)
    return Article(whole)


def _fragments(desk: Desk, colour: str) -> tuple[Fragment, ...]:
    """The fragments of a section whose address is known."""
    public, unit, base = desk.public, desk.unit, desk.unit.base_url
    news = [Link(s.item.tieu_de, base + s.address, day(s.item.ngay)) for s in public.news[:NEWEST]]
    used = [Link(s.item.ten, base + s.address) for s in public.procedures[:MOST_USED]]
    ways = [Link(way.text, way.href, way.label) for way in ways_to_report(unit) if way.kind != "phone"]
    qr = report_qr(unit)

    def fragment(name: str, title: str, when: str, more: Link, entries: list[Link], **contact: object) -> Fragment:
        said = {"hotline": None, "qr": "", "qr_alt": "", **contact}
        text = desk.lay("embed.html", EMBED, title=title, colour=colour, entries=entries, more=more, **said)
        return Fragment(f"{EMBED}{name}.html", title, when, str(text))

    return (
        fragment(
            "tin-moi",
            "Tin cải cách hành chính",
            "Dán lại mỗi khi có tin mới.",
            Link("Xem tất cả tin", base + NEWS),
            news,
        ),
        fragment(
            "thu-tuc",
            "Thủ tục hành chính",
            "Dán lại khi danh sách thủ tục thay đổi.",
            Link(f"Xem cả {len(public.procedures)} thủ tục", base + PROCEDURES),
            used,
        ),
        fragment(
            "duong-day-nong",
            "Đường dây nóng, phản ánh",
            "Dán lại khi số điện thoại hoặc địa chỉ thay đổi.",
            Link("Mọi cách liên hệ", base + CONTACT),
            ways,
            hotline=hotline(unit),
            qr=base + _QR if qr else "",
            qr_alt=qr.caption.rpartition(";")[0] or qr.caption if qr else "",
        ),
    )
