"""News: `/tin-tuc/` with its cuts, and each item's page."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from markupsafe import escape

from cchc.model.fields import FileRef
from cchc.model.news import NewsItem
from cchc.model.vocabulary import LinhVuc
from cchc.pages.contact import share
from cchc.pages.desk import Desk, Fact, Link, day, file_note, summary_of
from cchc.pages.lists import Card, Cut, cut_by, list_pages
from cchc.pages.pasting import can_be_pasted, pastes
from cchc.pages.pictures import shared
from cchc.pages.web_page import Article, WebPage
from cchc.section.addresses import NEWS, PASTE, field_address, relative
from cchc.section.shown import Shown
from cchc.vietnamese.slug import slug

PAGE_SIZE = 20
OLDER = 2
_WEEK = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_HOSTS = {"youtube.com": "YouTube", "youtu.be": "YouTube", "facebook.com": "Facebook", "fb.watch": "Facebook",
          "zalo.me": "Zalo", "tiktok.com": "TikTok"}  # fmt: skip


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
    for place, shown in enumerate(news):
        yield article(desk, shown, news[place + 1 : place + 1 + OLDER])


def news_card(desk: Desk, shown: Shown[NewsItem], here: str, *, address: str | None = None) -> Card:
    """Entry of a news item in a list at `here`; `address` where its page is in another section."""
    item = shown.item
    return Card(
        item.tieu_de,
        address or relative(here, shown.address),
        _date(item),
        str(item.ngay.day),
        summary_of(item),
        (item.loai.label, *_ahead(item)),
        shown.owner.name_at(desk.public.now) if address else "",
        picture=desk.picture(item.anh.path, shown, here) if item.anh and address is None else None,
        image_alt=item.mo_ta_anh or "",
        cover=item.linh_vuc[0].value.replace("_", "-"),
        batch="Tin ghim" if item.ghim else f"Tháng {item.ngay.day:%m/%Y}",
    )


def _ahead(item: NewsItem) -> Iterator[str]:
    """When it takes place, where that is another day than the item's."""
    if item.ngay_su_kien and item.ngay_su_kien.day != item.ngay.day:
        yield f"diễn ra {day(item.ngay_su_kien)}"


def _date(item: NewsItem) -> str:
    """Its day, without the hour, which tells nobody anything in a list."""
    return f"{item.ngay.day:%d/%m/%Y}"


def article(desk: Desk, shown: Shown[NewsItem], older: tuple[Shown[NewsItem], ...]) -> WebPage:
    """The page of one news item; the `older` ones are offered below it, so that a new item changes no old page."""
    item = shown.item
    make = partial(_article, desk, shown, older)
    return WebPage(
        shown.address, item.tieu_de, make, summary_of(item), shown.canonical, item.updated, beside=pastes(desk, shown)
    )


def _article(desk: Desk, shown: Shown[NewsItem], older: tuple[Shown[NewsItem], ...]) -> Article:
    item, here = shown.item, shown.address
    # The picture first, as in the lists: of two files that would share an address the second gets another.
    picture = desk.picture(item.anh.path, shown, here) if item.anh else None
    body, headings = desk.body(shown, here)
    whole = desk.lay(
        "news.html",
        here,
        title=item.tieu_de,
        kind=item.loai.label,
        leading=news_card(desk, shown, here),
        older=[
            Link(s.item.tieu_de, relative(here, s.address), f"{_date(s.item)} · {s.item.loai.label}") for s in older
        ],
        date=day(item.ngay).replace(" ", ", "),
        iso=item.ngay.start.isoformat(),
        updated=day(item.ngay_cap_nhat) if item.ngay_cap_nhat and item.ngay_cap_nhat != item.ngay else "",
        event=tuple(_event(item)),
        author=item.tac_gia or "",
        origin=desk.origin_note(shown),
        department=item.don_vi_phu_trach or "",
        scope=item.cap_tin.label if item.cap_tin else "",
        summary=item.tom_tat or "",
        picture=picture,
        picture_alt=item.mo_ta_anh or "",
        fields=[Link(field.label, relative(here, field_address(field))) for field in item.linh_vuc],
        tags=[Link(tag, relative(here, f"{NEWS}the/{slug(tag)}/")) for tag in dict.fromkeys(item.the) if slug(tag)],
        forms=[form.label for form in item.hinh_thuc],
        audiences=[audience.label for audience in item.doi_tuong],
        player=_player(desk, shown),
        video=_elsewhere(item),
        transcript=[line for line in (item.loi_thoai or "").splitlines() if line.strip()],
        source=Link(item.nguon, item.nguon_url) if item.nguon else None,
        body=body,
        downloads=desk.downloads(shown, here),
        proves=desk.task_links(shown, here),
        share=share(desk.unit, here, item.tieu_de),
        paste=Link("Tải bản dán vào cổng", PASTE, f"{item.id}.html") if can_be_pasted(desk) else None,
    )
    own = shared(desk.assets.picture(item.anh.path, here), item.mo_ta_anh or item.tieu_de) if item.anh else None
    return Article(whole, headings, own)


def _event(item: NewsItem) -> Iterator[Fact]:
    """When and for whom, of what takes place on a day of its own."""
    if item.ngay_su_kien:
        yield Fact("Thời gian diễn ra", escape(f"{_WEEK[item.ngay_su_kien.day.weekday()]}, {day(item.ngay_su_kien)}"))
        if item.doi_tuong:
            yield Fact("Dành cho", escape("; ".join(audience.label for audience in item.doi_tuong)))


def _player(desk: Desk, shown: Shown[NewsItem]) -> Link | None:
    """A clip of our own: loaded only when somebody presses play."""
    video = shown.item.video
    if not isinstance(video, FileRef):
        return None
    asset = desk.file(video.path, shown)
    return Link("Tải video", relative(shown.address, asset.address), file_note(asset))


def _elsewhere(item: NewsItem) -> Link | None:
    """A clip on another site: a link, so that nothing of that site loads before it is pressed."""
    if not item.video or isinstance(item.video, FileRef):
        return None
    host = urlsplit(item.video).hostname or ""
    name = _HOSTS.get(".".join(host.split(".")[-2:]))
    words, where = (f"Xem video trên {name}", "mở trang mới") if name else ("Xem video", f"mở trang mới ở {host}")
    return Link(words, item.video, where)
