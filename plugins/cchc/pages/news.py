"""News: `/tin-tuc/` with its cuts, and each item's page."""

from collections.abc import Iterator
from functools import partial

from cchc.model.fields import FileRef
from cchc.model.news import NewsItem
from cchc.model.vocabulary import LinhVuc
from cchc.pages.desk import Article, Desk, Link, WebPage, day, summary_of
from cchc.pages.lists import Card, Cut, cut_by, list_pages
from cchc.section.addresses import NEWS, field_address, relative
from cchc.section.public import Shown
from cchc.vietnamese.slug import slug

PAGE_SIZE = 20


def field_cuts(news: tuple[Shown[NewsItem], ...]) -> tuple[Cut, ...]:
    """The seven reform fields; an empty one has its page and feed too, so that people can subscribe."""
    return tuple(
        Cut(
            field_address(field),
            f"Tin theo lĩnh vực: {field.label}",
            tuple(shown for shown in news if field in shown.item.linh_vuc),
            feed=f"{field_address(field)}rss.xml",
        )
        for field in LinhVuc
    )


def news_pages(desk: Desk) -> Iterator[WebPage]:
    """Every page under `/tin-tuc/`."""
    news = desk.public.news
    everything = Cut(NEWS, "Tin tức", news, feed=f"{NEWS}rss.xml", intro="Tin, bài về cải cách hành chính của đơn vị.")
    years = cut_by(news, lambda s: [(s.item.nam_thu_muc, f"Năm {s.item.nam_thu_muc}")], NEWS, "Tin tức: {}")
    years = tuple(sorted(years, key=lambda cut: cut.address, reverse=True))
    fields = field_cuts(news)
    kinds = cut_by(
        news, lambda s: [(s.item.loai.value.replace("_", "-"), s.item.loai.label)], f"{NEWS}loai/", "Tin tức: {}"
    )
    tags = cut_by(news, lambda s: [(slug(tag), tag) for tag in dict.fromkeys(s.item.the)], f"{NEWS}the/", "Thẻ: {}")
    groups = (("Lĩnh vực", fields), ("Loại", kinds), ("Năm", years))
    for cut in (everything, *years, *fields, *kinds, *tags):
        yield from list_pages(desk, cut, lambda s, here: news_card(desk, s, here), size=PAGE_SIZE, cuts=groups)
    for shown in news:
        yield article(desk, shown)


def news_card(desk: Desk, shown: Shown[NewsItem], here: str, *, address: str | None = None) -> Card:
    """Entry of a news item in a list at `here`; `address` where its page is in another section."""
    item = shown.item
    asset = desk.file(item.anh.path, shown) if item.anh and address is None else None
    return Card(
        item.tieu_de,
        address or relative(here, shown.address),
        day(item.ngay),
        str(item.ngay.day),
        summary_of(item),
        (item.loai.label,),
        shown.owner.name_at(desk.public.now) if address else "",
        relative(here, asset.address) if asset else "",
        item.mo_ta_anh or "",
        (asset.width or 0) if asset else 0,
        (asset.height or 0) if asset else 0,
    )


def article(desk: Desk, shown: Shown[NewsItem]) -> WebPage:
    """The page of one news item."""
    item = shown.item
    make = partial(_article, desk, shown)
    return WebPage(shown.address, item.tieu_de, make, summary_of(item), shown.canonical, item.updated)


def _article(desk: Desk, shown: Shown[NewsItem]) -> Article:
    item, here = shown.item, shown.address
    # The picture first, as in the lists: of two files that would share an address the second gets another.
    picture = desk.file(item.anh.path, shown) if item.anh else None
    body, headings = desk.body(shown, here)
    html = desk.lay(
        "news.html",
        here,
        title=item.tieu_de,
        kind=item.loai.label,
        date=day(item.ngay),
        iso=item.ngay.start.isoformat(),
        updated=day(item.ngay_cap_nhat) if item.ngay_cap_nhat and item.ngay_cap_nhat != item.ngay else "",
        event=day(item.ngay_su_kien),
        author=item.tac_gia or "",
        department=item.don_vi_phu_trach or "",
        scope=item.cap_tin.label if item.cap_tin else "",
        summary=item.tom_tat or "",
        picture=picture,
        picture_href=relative(here, picture.address) if picture else "",
        picture_alt=item.mo_ta_anh or "",
        fields=[Link(field.label, relative(here, field_address(field))) for field in item.linh_vuc],
        tags=[Link(tag, relative(here, f"{NEWS}the/{slug(tag)}/")) for tag in dict.fromkeys(item.the) if slug(tag)],
        forms=[form.label for form in item.hinh_thuc],
        audiences=[audience.label for audience in item.doi_tuong],
        video=_video(desk, shown),
        transcript=item.loi_thoai or "",
        source=Link(item.nguon, item.nguon_url) if item.nguon else None,
        body=body,
        downloads=desk.downloads(shown, here),
        proves=desk.task_links(shown, here),
    )
    return Article(html, headings)


def _video(desk: Desk, shown: Shown[NewsItem]) -> Link | None:
    video = shown.item.video
    if isinstance(video, FileRef):
        return Link("Xem video", relative(shown.address, desk.file(video.path, shown).address))
    return Link("Xem video (mở trang khác)", video) if video else None
