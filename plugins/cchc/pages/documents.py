"""Documents: the list with its cuts, and each page with its computed state."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import NamedTuple

from markupsafe import escape

from cchc.model.document import Document
from cchc.model.vocabulary import TrangThaiVanBan
from cchc.pages.contact import share
from cchc.pages.desk import Badge, Desk, Fact, Link, day
from cchc.pages.lists import Card, Cut, cut_by, list_pages, sifted_pages
from cchc.pages.web_page import Article, WebPage
from cchc.section.addresses import DOCUMENTS, EXPIRING, STATES, relative
from cchc.section.shown import Shown
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
CHANGES = (
    ("thay_the", "Thay thế", "được thay thế bởi"),
    ("sua_doi", "Sửa đổi, bổ sung", "được sửa đổi, bổ sung bởi"),
    ("dinh_chinh", "Đính chính", "được đính chính bởi"),
)
"""How documents change one another: the field, its words on the one that changes, on the one that is changed."""


class Banner(NamedTuple):
    """What must be known before a document is used, with the documents it leads to and its colour."""

    text: str
    links: tuple[Link, ...] = ()
    kind: str = ""


def document_pages(desk: Desk) -> Iterator[WebPage]:
    """Every page under `/van-ban/`."""
    items = desk.public.documents
    everything = Cut(
        DOCUMENTS,
        "Văn bản",
        items,
        feed=f"{DOCUMENTS}rss.xml",
        intro="Văn bản chỉ đạo, điều hành về cải cách hành chính. Nhãn cho biết văn bản còn dùng được không.",
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
    ending = tuple(sorted(expiring(desk), key=lambda s: (str(s.item.het_hieu_luc), s.item.key)))
    soon = Cut(EXPIRING, "Văn bản: Sắp hết hiệu lực", ending, feed=f"{EXPIRING}rss.xml", indexed=False)
    states += (soon,) if ending else ()
    groups = (("Loại", kinds), ("Cơ quan ban hành", issuers), ("Năm", years), ("Hiệu lực", states))
    # Not the address of the cut alone: the sieve would take the link for one more of its own.
    aside = (("Văn bản sắp hết hiệu lực", f"{EXPIRING}#_danh-sach-1"), ("Bảng hệ thống hóa văn bản", STATES))
    yield from sifted_pages(desk, everything, groups, partial(_entry, desk), size=PAGE_SIZE, aside=aside)
    if not ending:
        # Who follows its feed finds it empty, not gone.
        yield from list_pages(desk, soon, partial(_entry, desk), size=PAGE_SIZE, cuts=groups, aside=aside)
    for shown in items:
        yield article(desk, shown)


def state_of(desk: Desk, shown: Shown[Document]) -> TrangThaiVanBan:
    """State of a document today: its own dates, and what replaces it."""
    return shown.item.state(desk.public.now, replaced_from=replaced_from(desk, shown))


def expiring(desk: Desk) -> tuple[Shown[Document], ...]:
    """The documents in force that expire soon; those that came to it last stand first."""
    found = [(begun, shown) for shown in desk.public.documents if (begun := _expires_soon(desk, shown))]
    return tuple(shown for _, shown in sorted(found, key=lambda one: (-one[0].timestamp(), one[1].item.key)))


def _expires_soon(desk: Desk, shown: Shown[Document]) -> datetime | None:
    """Since when the document is in force and soon no more; None where it is not so."""
    begun = shown.item.expires_soon_from
    in_force = state_of(desk, shown) in (TrangThaiVanBan.CON_HIEU_LUC, TrangThaiVanBan.CHUA_RO)
    return begun if begun and begun <= desk.public.now and in_force else None


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
        batch=f"Năm {_year(shown)}" if iso else "Chưa có ngày ban hành",
    )


def _entry(desk: Desk, shown: Shown[Document], here: str) -> Card:
    """Where documents are looked up, also since when one is no more, and what is used instead."""
    banners = [one for one in _banners(desk, shown) if one.kind != "done"]
    notes = [f"{one.text} {'; '.join(link.text for link in one.links)}." if one.links else one.text for one in banners]
    card = replace(document_card(desk, shown, here), summary=" ".join(notes))
    last = shown.item.het_hieu_luc
    return replace(card, batch=f"Đến tháng {last.day:%m/%Y}") if last and here.startswith(EXPIRING) else card


def article(desk: Desk, shown: Shown[Document]) -> WebPage:
    """The page of one document."""
    item = shown.item
    make, title = partial(_article, desk, shown), f"{item.heading}: {item.trich_yeu}"
    return WebPage(shown.address, title, make, item.trich_yeu, shown.canonical, item.updated)


def _article(desk: Desk, shown: Shown[Document]) -> Article:
    item, here = shown.item, shown.address
    body, headings = desk.body(shown, here)
    state = state_of(desk, shown)
    whole = desk.lay(
        "document.html",
        here,
        title=item.trich_yeu,
        heading=item.heading,
        badge=Badge(state.label, _KINDS[state]),
        banners=tuple(_banners(desk, shown)),
        origin=desk.origin_note(shown),
        facts=tuple(_facts(item)),
        relations=tuple(_relations(desk, shown)),
        body=body,
        files=desk.downloads(shown, here),
        proves=desk.task_links(shown, here),
        updated=day(item.ngay_cap_nhat),
        share=share(desk.unit, here, item.heading),
    )
    return Article(whole, headings)


def _facts(item: Document) -> Iterator[Fact]:
    lines = (
        ("Số, ký hiệu", item.so_ky_hieu or "Chưa có số"),
        ("Loại văn bản", item.loai.label),
        ("Cơ quan ban hành", item.co_quan_ban_hanh),
        ("Ngày ban hành", day(item.ngay_ban_hanh)),
        ("Có hiệu lực từ", day(item.hieu_luc_tu)),
        ("Hết hiệu lực sau ngày", day(item.het_hieu_luc)),
        ("Người ký", item.nguoi_ky or ""),
        ("Lĩnh vực", "; ".join(field.label for field in item.linh_vuc)),
    )
    yield from (Fact(label, escape(value)) for label, value in lines if value)


def _banners(desk: Desk, shown: Shown[Document]) -> Iterator[Banner]:
    item, state = shown.item, state_of(desk, shown)
    if state is TrangThaiVanBan.LAY_Y_KIEN:
        until = f" đến hết ngày {day(item.lay_y_kien_den)}" if item.lay_y_kien_den else ""
        yield Banner(f"Dự thảo đang lấy ý kiến{until}.", kind="info")
    if state is TrangThaiVanBan.CHUA_HIEU_LUC:
        yield Banner(f"Văn bản có hiệu lực từ ngày {day(item.hieu_luc_tu)}.")
    if (ending := _expires_soon(desk, shown)) or state is TrangThaiVanBan.CON_HIEU_LUC:
        since = f", áp dụng từ ngày {day(item.hieu_luc_tu)}" if item.hieu_luc_tu else ""
        until = f" đến hết ngày {day(item.het_hieu_luc)}" if item.het_hieu_luc else ""
        yield Banner(f"Văn bản còn hiệu lực{since}{until}.", kind="" if ending else "done")
    if state is TrangThaiVanBan.HET_HIEU_LUC:
        yield Banner(f"Văn bản đã hết hiệu lực sau ngày {day(item.het_hieu_luc)}.", kind="late")
    for field, _, words in CHANGES:
        if others := naming(desk, shown, field):
            begun = replaced_from(desk, shown) if field == "thay_the" else None
            ahead = "sẽ " if begun and begun > desk.public.now else ""
            links = tuple(document_link(other, shown.address, field, since=other.item) for other in others)
            yield Banner(f"Văn bản này {ahead}{words}:", links, "late" if begun and not ahead else "")


def _relations(desk: Desk, shown: Shown[Document]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    for field, label in (*((field, label) for field, label, _ in CHANGES), ("lien_quan", "Liên quan")):
        links: list[Link] = []
        for reference in getattr(shown.item, field):
            only = desk.shelf.only(reference)
            held = next((other for other in desk.public.documents if other.item is only), None)
            links.append(document_link(held, shown.address, field, since=shown.item) if held else Link(reference, None))
        if field == "lien_quan":
            others = naming(desk, shown, field)
            links += [document_link(other, shown.address, field, since=other.item) for other in others]
        if links:
            yield label, tuple(dict.fromkeys(links))


def document_link(other: Shown[Document], here: str, field: str, *, since: Document) -> Link:
    """What a document has to do with the `other`; `since`: of the two the one that changes the other."""
    begun = since.hieu_luc_tu or since.ngay_ban_hanh if field in ("thay_the", "sua_doi") else None
    return Link(
        other.item.heading if other.item.so_ky_hieu else f"{other.item.heading}: {other.item.trich_yeu}",
        relative(here, other.address),
        f"từ ngày {day(begun)}" if begun else "",
    )


def naming(desk: Desk, shown: Shown[Document], field: str) -> tuple[Shown[Document], ...]:
    """The documents whose `field` names this one."""
    return tuple(other for name, other in desk.named_by.get(shown.item.key, ()) if name == field)


def replaced_from(desk: Desk, shown: Shown[Document]) -> datetime | None:
    """Since when a held document replaces it; None where none does, or does not say."""
    return min((s.item.replaces_from for s in naming(desk, shown, "thay_the") if s.item.replaces_from), default=None)


def _year(shown: Shown[Document]) -> str:
    return str(shown.item.ngay_ban_hanh.day.year) if shown.item.ngay_ban_hanh else ""
