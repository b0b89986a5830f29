"""The feeds of a section as files: an entry for each item, made once for all feeds that carry it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cchc.model.document import Document
from cchc.model.news import NewsItem
from cchc.model.reply import FeedbackReply
from cchc.pages.desk import Desk, day, summary_of
from cchc.pages.standing import ended_notice
from cchc.products import feeds
from cchc.products.feed_list import FeedSpec
from cchc.section.addresses import EXPIRING, OPML, relative
from cchc.section.shown import Shown


def feed_files(desk: Desk, specs: tuple[FeedSpec, ...], style: str) -> Iterable[tuple[str, bytes]]:
    """Every feed, and the list of them, by address. `style`: the sheet a browser shows them by."""
    entries = {}
    writers = {"rss": feeds.rss, "atom": feeds.atom, "json": feeds.json_feed}
    for spec in specs:
        for shown in spec.items:
            if shown.feed_id not in entries:
                entries[shown.feed_id] = _entry(desk, shown)
        made = tuple(entries[shown.feed_id] for shown in spec.items)
        if spec.page == EXPIRING:
            made = tuple(map(_expiry, made, spec.items))
        yield spec.address, writers[spec.format](_feed(desk, spec, made, style))
    base = desk.unit.base_url
    rss = [(spec.title, base + spec.address, base + spec.page) for spec in specs if spec.format == "rss"]
    yield OPML, feeds.opml(f"Kênh RSS của {desk.unit.name_at(desk.public.now)}", rss)


def _feed(desk: Desk, spec: FeedSpec, entries: tuple[feeds.Entry, ...], style: str) -> feeds.Feed:
    unit = desk.unit
    name = unit.name_at(desk.public.now)
    return feeds.Feed(
        id=f"tag:{unit.tag}:{spec.page or 'trang-chu'}",
        title=spec.title,
        about=f"Chuyên mục cải cách hành chính của {name}",
        url=unit.base_url + spec.address,
        home=unit.base_url + spec.page,
        author=name,
        email=unit.email_phan_anh or "",
        style=relative(spec.address, style),
        entries=entries,
        ended=ended_notice(desk),
    )


def _expiry(entry: feeds.Entry, shown: Shown[Document]) -> feeds.Entry:
    """That a document expires soon: an event with an id of its own, who had read the document is told."""
    last, since = day(shown.item.het_hieu_luc), shown.item.expires_soon_from or entry.published
    title, said = f"Sắp hết hiệu lực: {entry.title}", f"Văn bản hết hiệu lực sau ngày {last}."
    name = f"{entry.id}#sap-het-hieu-luc"
    return replace(entry, id=name, title=title, published=since, updated=since, summary=said)


def _entry(desk: Desk, shown: Shown[Any]) -> feeds.Entry:
    item = shown.item
    elsewhere = not shown.moved and shown.owner.ma not in {unit.ma for unit in desk.public.chain}
    base = shown.owner.base_url if elsewhere else desk.unit.base_url
    answered = isinstance(item, FeedbackReply) and item.ngay_tra_loi is not None
    full = (isinstance(item, NewsItem) or answered) and not elsewhere
    own = item.anh if isinstance(item, NewsItem) and not elsewhere else None
    picture = desk.assets.picture(own.path, shown.address) if own else None
    author = (
        getattr(item, "tac_gia", None) or getattr(item, "don_vi_tra_loi", None) or shown.owner.name_at(desk.public.now)
    )
    fields = getattr(item, "linh_vuc", ())
    return feeds.Entry(
        id=shown.feed_id,
        title=item.title if item.title else item.id,
        url=base + shown.address,
        published=item.published,
        updated=item.updated,
        summary=summary_of(item),
        html=str(desk.body(shown, None)[0]) if full else None,
        author=author,
        categories=tuple(field.label for field in fields),
        enclosure=feeds.Enclosure(desk.unit.base_url + picture.address, picture.size, picture.media_type)
        if picture
        else None,
    )
