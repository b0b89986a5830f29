"""Documents: the list with its cuts, and each page with its computed state."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from markupsafe import escape

from cchc.model.document import Document
from cchc.model.vocabulary import TrangThaiVanBan
from cchc.pages.desk import Article, Badge, Desk, Fact, Link, WebPage, day
from cchc.pages.lists import Card, Cut, cut_by, list_pages
from cchc.section.addresses import DOCUMENTS, relative
from cchc.section.public import Shown
from cchc.vietnamese.slug import slug

PAGE_SIZE = 50
_KINDS = {
    TrangThaiVanBan.CON_HIEU_LUC: "done",
    TrangThaiVanBan.CHUA_HIEU_LUC: "soon",
    TrangThaiVanBan.LAY_Y_KIEN: "doing",
    TrangThaiVanBan.HET_HIEU_LUC: "late",
    TrangThaiVanBan.BI_THAY_THE: "late",
    TrangThaiVanBan.CHUA_RO: "unk",
}


def document_pages(desk: Desk) -> Iterator[WebPage]:
    """Every page under `/van-ban/`."""
    items = desk.public.documents
    everything = Cut(
        DOCUMENTS,
        "Văn bản",
        items,
        feed=f"{DOCUMENTS}rss.xml",
        intro="Văn bản chỉ đạo, điều hành về cải cách hành chính.",
    )
    base = f"{DOCUMENTS}loc/"
    kinds = cut_by(
        items, lambda s: [(s.item.loai.value.replace("_", "-"), s.item.loai.label)], f"{base}loai/", "Văn bản: {}"
    )
    issuers = cut_by(
        items, lambda s: [(slug(s.item.co_quan_ban_hanh), s.item.co_quan_ban_hanh)], f"{base}co-quan/", "Văn bản: {}"
    )
    years = cut_by(items, lambda s: [(_year(s), f"Năm {_year(s)}")], f"{base}nam/", "Văn bản: {}")
    states = cut_by(
        items,
        lambda s: [(st.value.replace("_", "-"), st.label) for st in [state_of(desk, s)]],
        f"{base}trang-thai/",
        "Văn bản: {}",
    )
    groups = (("Loại", kinds), ("Cơ quan ban hành", issuers), ("Năm", years), ("Hiệu lực", states))
    for cut in (everything, *kinds, *issuers, *years, *states):
        yield from list_pages(
            desk,
            cut,
            lambda s, here: document_card(desk, s, here),
            size=PAGE_SIZE,
            cuts=groups,
            sifted=cut is everything,
        )
    for shown in items:
        yield article(desk, shown)


def state_of(desk: Desk, shown: Shown[Document]) -> TrangThaiVanBan:
    """State of a document today: its own dates, and what replaces it."""
    return shown.item.state(desk.public.now, replaced_from=_replaced_from(desk, shown))


def document_card(desk: Desk, shown: Shown[Document], here: str) -> Card:
    """Entry of a document in a list."""
    item = shown.item
    state = state_of(desk, shown)
    iso = str(item.ngay_ban_hanh.day) if item.ngay_ban_hanh else ""
    return Card(
        item.trich_yeu,
        relative(here, shown.address),
        day(item.ngay_ban_hanh),
        iso,
        labels=(item.loai.label,),
        whose=item.co_quan_ban_hanh,
        number=item.so_ky_hieu or "Chưa có số",
        badge=Badge(state.label, _KINDS[state]) if state is not TrangThaiVanBan.CHUA_RO else None,
    )


def article(desk: Desk, shown: Shown[Document]) -> WebPage:
    """The page of one document."""
    item = shown.item
    make, title = partial(_article, desk, shown), f"{item.heading}: {item.trich_yeu}"
    return WebPage(shown.address, title, make, item.trich_yeu, shown.canonical, item.updated)


def _article(desk: Desk, shown: Shown[Document]) -> Article:
    item, here = shown.item, shown.address
    body, headings = desk.body(shown, here)
    state = state_of(desk, shown)
    html = desk.lay(
        "document.html",
        here,
        title=item.trich_yeu,
        heading=item.heading,
        badge=Badge(state.label, _KINDS[state]),
        banners=tuple(_banners(desk, shown, state)),
        origin=desk.origin_note(shown),
        facts=tuple(_facts(item)),
        relations=tuple(_relations(desk, shown)),
        body=body,
        downloads=desk.downloads(shown, here),
        updated=day(item.ngay_cap_nhat),
    )
    return Article(html, headings)


def _facts(item: Document) -> Iterator[Fact]:
    lines = (
        ("Số, ký hiệu", item.so_ky_hieu or "Chưa có số"),
        ("Loại văn bản", item.loai.label),
        ("Cơ quan ban hành", item.co_quan_ban_hanh),
        ("Ngày ban hành", day(item.ngay_ban_hanh)),
        ("Có hiệu lực từ", day(item.hieu_luc_tu)),
        ("Hết hiệu lực sau ngày", day(item.het_hieu_luc)),
        ("Người ký", item.nguoi_ky or ""),
        ("Lĩnh vực", ", ".join(field.label for field in item.linh_vuc)),
    )
    yield from (Fact(label, escape(value)) for label, value in lines if value)


def _banners(desk: Desk, shown: Shown[Document], state: TrangThaiVanBan) -> Iterator[tuple[str, tuple[Link, ...]]]:
    item, here = shown.item, shown.address
    if state is TrangThaiVanBan.LAY_Y_KIEN:
        until = f" đến hết ngày {day(item.lay_y_kien_den)}" if item.lay_y_kien_den else ""
        yield f"Dự thảo đang lấy ý kiến{until}.", ()
    if state is TrangThaiVanBan.CHUA_HIEU_LUC:
        yield f"Văn bản có hiệu lực từ ngày {day(item.hieu_luc_tu)}.", ()
    if state is TrangThaiVanBan.HET_HIEU_LUC:
        yield f"Văn bản đã hết hiệu lực sau ngày {day(item.het_hieu_luc)}.", ()
    for field, words in (
        ("thay_the", "được thay thế bởi"),
        ("sua_doi", "được sửa đổi, bổ sung bởi"),
        ("dinh_chinh", "được đính chính bởi"),
    ):
        others = tuple(Link(s.item.heading, relative(here, s.address)) for s in _naming(desk, shown, field))
        if others:
            yield f"Văn bản này {words}:", others


def _relations(desk: Desk, shown: Shown[Document]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    held = {s.item.key: s for s in desk.public.documents}
    for field, label in (
        ("thay_the", "Thay thế"),
        ("sua_doi", "Sửa đổi, bổ sung"),
        ("dinh_chinh", "Đính chính"),
        ("lien_quan", "Liên quan"),
    ):
        links = []
        for reference in getattr(shown.item, field):
            only = desk.shelf.only(reference)
            links.append(Link(reference, relative(shown.address, held[only.key].address) if only else None))
        if links:
            yield label, tuple(links)


def _naming(desk: Desk, shown: Shown[Document], field: str) -> tuple[Shown[Document], ...]:
    return tuple(other for name, other in desk.named_by.get(shown.item.key, ()) if name == field)


def _replaced_from(desk: Desk, shown: Shown[Document]) -> datetime | None:
    return min((s.item.replaces_from for s in _naming(desk, shown, "thay_the") if s.item.replaces_from), default=None)


def _year(shown: Shown[Document]) -> str:
    return str(shown.item.ngay_ban_hanh.day.year) if shown.item.ngay_ban_hanh else ""
