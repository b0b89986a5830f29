"""Procedures: the list with its cuts, and each page with every part of Điều 8 NĐ 63/2010."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from cchc.model.item import Body, Passage
from cchc.model.labels import label
from cchc.model.procedure import Procedure, TaiDonVi
from cchc.model.vocabulary import CoKhong, TrangThaiThuTuc, TrucTuyen
from cchc.pages.contact import Way, dial, hotline, share
from cchc.pages.desk import Desk, Link, anchor, day
from cchc.pages.lists import Card, Cut, cut_by, list_pages
from cchc.pages.procedure_parts import UNKNOWN, Section, known, rows, sections
from cchc.pages.web_page import Article, WebPage
from cchc.products.structured_data import government_service
from cchc.reading.finishing import Heading
from cchc.reading.markdown import convert
from cchc.reading.procedure_body import CACH_THUC, PHI, THOI_HAN, ProcedureParts, is_unknown, read_procedure
from cchc.section.addresses import PROCEDURES, relative
from cchc.section.shown import Shown
from cchc.vietnamese.slug import slug

PAGE_SIZE, BRIEF, SHORT = 50, 40, 60
_IN_FORCE = (TrangThaiThuTuc.HIEU_LUC, TrangThaiThuTuc.SUA_DOI)
_NO_PORTAL = (TrucTuyen.KHONG, TrucTuyen.CHI_THONG_TIN)


@dataclass(frozen=True, slots=True)
class ProcedureCard(Card):
    """Entry of a procedure in the list of all."""

    limit: str = ""
    online: str = ""


class Answer(NamedTuple):
    """One of the four things people ask first."""

    label: str
    html: Markup
    note: Markup = Markup("")

    @property
    def long(self) -> bool:
        """True for what does not fit in large letters."""
        return len(self.html.striptags()) > 24


def procedure_pages(desk: Desk) -> Iterator[WebPage]:
    """Every page under `/thu-tuc/`."""
    items = tuple(sorted(desk.public.procedures, key=_turn))
    everything = Cut(PROCEDURES, "Thủ tục hành chính", items, feed=f"{PROCEDURES}rss.xml", intro=_intro(desk))
    levels = cut_by(
        items,
        lambda s: [(c.value.replace("_", "-"), c.label) for c in s.item.cap],
        f"{PROCEDURES}loc/cap/",
        "Thủ tục: {}",
    )
    fields = cut_by(
        items,
        lambda s: [(slug(s.item.linh_vuc_tthc), s.item.linh_vuc_tthc)],
        f"{PROCEDURES}loc/linh-vuc/",
        "Thủ tục: {}",
    )
    online = cut_by(
        items,
        lambda s: [(s.item.truc_tuyen.value.replace("_", "-"), s.item.truc_tuyen.label)],
        f"{PROCEDURES}loc/muc-do/",
        "Thủ tục: {}",
    )
    groups = (("Cấp thực hiện", levels), ("Lĩnh vực", fields), ("Mức độ trực tuyến", online))
    for cut in (everything, *levels, *fields, *online):
        yield from list_pages(
            desk,
            cut,
            partial(procedure_card, desk),
            size=PAGE_SIZE,
            cuts=groups,
            template="procedures.html",
            sifted=cut is everything,
            hotline=hotline(desk.unit),
        )
    for shown in items:
        yield article(desk, shown)


def _turn(shown: Shown[Procedure]) -> int:
    """Those asked for often first, those no longer or not yet in force last."""
    return 2 if shown.item.trang_thai not in _IN_FORCE else 0 if shown.item.thuong_xuyen else 1


def procedure_card(desk: Desk, shown: Shown[Procedure], here: str) -> ProcedureCard:
    """Entry of a procedure in a list."""
    item = shown.item
    limit = _limit(item.body)
    online = item.truc_tuyen.label if item.truc_tuyen is not TrucTuyen.CHUA_RO else ""
    states = () if item.trang_thai is TrangThaiThuTuc.HIEU_LUC else (item.trang_thai.label,)
    return ProcedureCard(
        item.ten,
        relative(here, shown.address),
        labels=(*states, *(level.label for level in item.cap)),
        whose=shown.owner.name_at(desk.public.now) if shown.inherited else "",
        number=item.ma or "",
        brief=_brief(limit, online),
        batch=("Thường dùng", "Thủ tục khác", "Chưa hoặc không còn áp dụng")[_turn(shown)],
        limit=limit if limit and len(limit) <= 2 * SHORT else "",
        online=online,
    )


@lru_cache(maxsize=1024)
def _limit(body: Body) -> str:
    """Every time limit, in plain words."""
    return "; ".join(convert(words).text for words in read_procedure(body).thoi_han)


def _brief(limit: str, online: str) -> str:
    """How, and how long where that is soon said."""
    whole = " · ".join(filter(None, (online, limit)))
    return next((words for words in (whole, online, limit) if words and len(words) <= BRIEF), "")


def article(desk: Desk, shown: Shown[Procedure]) -> WebPage:
    """The page of one procedure."""
    item = shown.item
    description = f"{item.ten}: hồ sơ, trình tự, thời hạn, lệ phí" + (f" (mã {item.ma})" if item.ma else "")
    data = government_service(shown, read_procedure(item.body), desk.unit, desk.public.now)
    make = partial(_article, desk, shown)
    return WebPage(shown.address, item.ten, make, description, shown.canonical, item.updated, json_ld=data)


def _article(desk: Desk, shown: Shown[Procedure]) -> Article:
    item, here = shown.item, shown.address
    parts = read_procedure(item.body)
    laid, facts = sections(desk, shown, parts), tuple(rows(desk, shown, parts))
    title = item.ten
    whole = desk.lay(
        "procedure.html",
        here,
        title=title,
        title_is_long=len(title) > 90,
        code=item.ma or "",
        banner=_banner(desk, shown),
        origin=desk.origin_note(shown),
        answers=tuple(_answers(desk, shown, parts)),
        online=_portal(item),
        office=f"Hỏi và nộp tại {desk.unit.name_at(desk.public.now)}" if item.tai_don_vi else "Hỏi về thủ tục này",
        call=_call(desk, item),
        ways=tuple(_ways(item.tai_don_vi)) if item.tai_don_vi else (),
        parts=laid,
        facts=facts,
        added=_added((*laid, *facts)),
        fields=", ".join(label(name) for name in item.own_fields if name != "ngay_cap_nhat"),
        unit=desk.unit.name_at(desk.public.now),
        original=_original(desk, shown),
        related=_related(desk, shown),
        downloads=desk.downloads(shown, here),
        checked=day(item.doi_chieu_ngay),
        updated=day(item.ngay_cap_nhat),
        comment=Link("Góp ý về thủ tục này", item.url_phan_anh or desk.unit.url_phan_anh),
        share=share(desk.unit, here, title),
    )
    return Article(whole, tuple(Heading(2, one.id, one.term or one.title) for one in (*laid, *facts) if one.id))


def _answers(desk: Desk, shown: Shown[Procedure], parts: ProcedureParts) -> Iterator[Answer]:
    item, own = shown.item, shown.item.tai_don_vi
    yield _answer("Thời hạn", parts.of(THOI_HAN), parts.thoi_han, THOI_HAN)
    yield _answer("Phí, lệ phí", parts.of(PHI) if not parts.phi else None, parts.phi, PHI)
    counter = desk.unit.mot_cua if desk.unit.ten in item.co_quan else None
    if own and (own.noi_nop or own.gio):
        yield Answer("Nơi nộp", known(own.noi_nop or ""), escape(own.gio or ""))
    elif item.dia_chi_tiep_nhan or not counter:
        yield Answer("Nơi nộp", known(item.dia_chi_tiep_nhan or ""))
    else:
        yield Answer("Nơi nộp", known(counter.dia_chi), escape(counter.gio or ""))
    post = "nhận hồ sơ qua bưu chính công ích" if item.buu_chinh is CoKhong.CO else ""
    online = item.truc_tuyen.label.removeprefix("Trực tuyến ").capitalize()
    yield Answer("Làm trực tuyến", known(online), escape(post))


def _answer(label: str, passage: Passage | None, stated: tuple[str, ...], part: str) -> Answer:
    """What a part, or else the table of ways, says in a few words; the way to all of it where it says more."""
    whole = convert(passage.text).text if passage else "; ".join(convert(words).text for words in stated)
    first = re.split(r"(?<=[.;:])\s", whole, maxsplit=1)[0].rstrip(".;: ") if passage else whole
    more = Markup('<a href="#{}">{}</a>')
    place = anchor(part if passage else CACH_THUC)
    if is_unknown(first):
        return Answer(
            label, UNKNOWN, more.format(place, "Xem giải thích") if first != whole.rstrip(".;: ") else Markup("")
        )
    if len(first) > 2 * SHORT:
        return Answer(label, more.format(place, "Xem chi tiết"))
    return Answer(
        label, escape(first), more.format(place, "Xem đầy đủ") if first != whole.rstrip(".;: ") else Markup("")
    )


def _portal(item: Procedure) -> Link | None:
    if not item.url_dvc:
        return None
    can = item.trang_thai in _IN_FORCE and item.truc_tuyen not in _NO_PORTAL
    words = "Nộp trực tuyến" if can else "Xem trên cổng dịch vụ công"
    return Link(words, item.url_dvc, f"Mở trang {urlsplit(item.url_dvc).hostname}.", current=can)


def _call(desk: Desk, item: Procedure) -> Way | None:
    """Whom to ask about this procedure: who receives its papers, else the hotline."""
    if item.tai_don_vi and item.tai_don_vi.dien_thoai:
        number = item.tai_don_vi.dien_thoai
        return Way("Điện thoại nơi nhận hồ sơ", number, dial(number), kind="phone")
    return hotline(desk.unit)


def _ways(own: TaiDonVi) -> Iterator[Way]:
    lines = (
        ("Người tiếp nhận", own.can_bo, "desk"),
        ("Nơi nộp", own.noi_nop, "place"),
        ("Giờ", own.gio, "clock"),
        ("Ghi chú", own.ghi_chu, "info"),
    )
    yield from (Way(name, text, kind=kind) for name, text, kind in lines if text)


def _added(parts: tuple[Section, ...]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Who wrote parts of their own, and which."""
    own = [one for one in parts if one.whose]
    return tuple(
        (name, tuple(Link(one.term or one.title, f"#{one.id}") for one in group))
        for name, group in groupby(sorted(own, key=lambda one: one.whose or ""), key=lambda one: one.whose or "")
    )


def _original(desk: Desk, shown: Shown[Procedure]) -> Link:
    """The page of the owner, where the words stand as they were before."""
    name, base = shown.owner.name_at(desk.public.now), shown.owner.url
    return Link(name, base + shown.address if base else None)


def _banner(desk: Desk, shown: Shown[Procedure]) -> tuple[str, Link | None] | None:
    item = shown.item
    if item.trang_thai is TrangThaiThuTuc.HIEU_LUC:
        return None
    other = next((one for one in desk.public.procedures if one.item.id == item.thay_bang), None)
    link = Link(other.item.ten, relative(shown.address, other.address)) if other else None
    return f"Thủ tục này {item.trang_thai.label.lower()}.", link


def _related(desk: Desk, shown: Shown[Procedure]) -> tuple[Link, ...]:
    known = {one.item.id: one for one in desk.public.procedures} if shown.item.lien_quan else {}
    return tuple(
        Link(known[name].item.ten, relative(shown.address, known[name].address)) if name in known else Link(name, None)
        for name in shown.item.lien_quan
    )


def _intro(desk: Desk) -> str:
    announced = desk.unit.so_tthc_cong_bo
    count = f"Đơn vị công bố {announced} thủ tục hành chính." if announced else ""
    return f"{count} Mỗi trang ghi giấy tờ cần có, các bước, thời hạn và nơi nộp.".strip()
