"""Procedures: the list with its cuts, and each page with every part of Điều 8 NĐ 63/2010."""

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup, escape

from cchc.model.item import Passage
from cchc.model.labels import label
from cchc.model.procedure import CHUA_RO, Procedure
from cchc.model.vocabulary import CoKhong, TrangThaiThuTuc, TrucTuyen
from cchc.pages.desk import Article, Desk, Fact, Link, Part, WebPage, anchor, day
from cchc.pages.lists import Card, Cut, cut_by, list_pages
from cchc.products.structured_data import government_service
from cchc.reading.markdown import Heading
from cchc.reading.procedure_body import CACH_THUC, HO_SO, PARTS, ProcedureParts, is_unknown, read_procedure
from cchc.section.addresses import PROCEDURES, relative
from cchc.section.public import Shown
from cchc.vietnamese.slug import slug

PAGE_SIZE, BRIEF = 50, 40
UNKNOWN = Markup('<span class="cc-unk">Chưa rõ</span>')


def procedure_pages(desk: Desk) -> Iterator[WebPage]:
    """Every page under `/thu-tuc/`."""
    items = desk.public.procedures
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
            lambda s, here: procedure_card(desk, s, here),
            size=PAGE_SIZE,
            cuts=groups,
            sifted=cut is everything,
        )
    for shown in items:
        yield article(desk, shown)


def procedure_card(desk: Desk, shown: Shown[Procedure], here: str) -> Card:
    """Entry of a procedure in a list."""
    item = shown.item
    limit = "; ".join(read_procedure(item.body).thoi_han)
    labels = [item.ma or "", ", ".join(level.label for level in item.cap), item.truc_tuyen.label]
    if item.trang_thai is not TrangThaiThuTuc.HIEU_LUC:
        labels.insert(0, item.trang_thai.label)
    if item.thuong_xuyen:
        labels.append("Thường dùng")
    summary = f"Thời hạn: {limit}" if limit and len(limit) <= 120 else ""
    whose = shown.owner.name_at(desk.public.now) if shown.inherited else ""
    online = item.truc_tuyen.label if item.truc_tuyen is not TrucTuyen.CHUA_RO else ""
    return Card(
        item.ten,
        relative(here, shown.address),
        summary=summary,
        labels=tuple(filter(None, labels)),
        whose=whose,
        brief=_brief(limit, online),
    )


def _brief(limit: str, online: str) -> str:
    """As much of how long and how as one line of a card holds."""
    whole = " · ".join(filter(None, (limit, online)))
    return next((words for words in (whole, limit, online) if len(words) <= BRIEF), "")


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
    laid = tuple(_parts(desk, shown, parts))
    html = desk.lay(
        "procedure.html",
        here,
        title=item.ten,
        code=item.ma or "",
        banner=_banner(desk, shown),
        origin=desk.origin_note(shown),
        facts=tuple(_facts(desk, shown, parts)),
        here_facts=tuple(_here(shown.item)),
        here_title=f"Tại {desk.unit.name_at(desk.public.now)}",
        online=Link("Nộp hồ sơ trên Cổng Dịch vụ công quốc gia", item.url_dvc) if item.url_dvc else None,
        comment=Link("Góp ý về thủ tục này", item.url_phan_anh or desk.unit.url_phan_anh),
        parts=laid,
        related=_related(desk, shown),
        downloads=desk.downloads(shown, here),
        checked=day(item.doi_chieu_ngay),
        changed_fields="; ".join(label(name) for name in item.own_fields if name != "ngay_cap_nhat"),
        updated=day(item.ngay_cap_nhat),
    )
    return Article(html, tuple(Heading(2, part.id, part.title) for part in laid))


def _parts(desk: Desk, shown: Shown[Procedure], parts: ProcedureParts) -> Iterator[Part]:
    for name in PARTS:
        passage = parts.text.get(name)
        if passage is None:
            continue
        html = desk.passage(shown, passage, shown.address)
        if name == CACH_THUC and parts.cach_thuc:
            html = _ways(desk, shown, parts) + html
        elif name == HO_SO and parts.ho_so:
            html = _papers(desk, shown, parts) + html
        elif is_unknown(passage.text):
            html = Markup("<p>{}</p>").format(UNKNOWN)
        yield Part(anchor(name), name, html, _whose(desk, shown, passage))
    for passage in parts.others:
        html = desk.passage(shown, passage, shown.address)
        yield Part(
            anchor(passage.heading or "noi-dung-khac"),
            passage.heading or "Thông tin thêm",
            html,
            _whose(desk, shown, passage),
        )


def _whose(desk: Desk, shown: Shown[Procedure], passage: Passage) -> str | None:
    if passage.origin.unit == shown.owner.ma:
        return None
    return desk.units[passage.origin.unit].name_at(desk.public.now)


def _ways(desk: Desk, shown: Shown[Procedure], parts: ProcedureParts) -> Markup:
    origin = parts.text[CACH_THUC].origin
    rows = [
        [desk.inline(text, shown, origin) or UNKNOWN for text in (way.hinh_thuc, way.thoi_han, way.phi)]
        + [desk.inline(way.mo_ta, shown, origin)]
        for way in parts.cach_thuc
    ]
    return Markup(
        desk.lay(
            "table.html", shown.address, caption="", header=("Hình thức", "Thời hạn", "Phí, lệ phí", "Mô tả"), rows=rows
        )
    )


def _papers(desk: Desk, shown: Shown[Procedure], parts: ProcedureParts) -> Markup:
    origin = parts.text[HO_SO].origin
    groups = list(dict.fromkeys(paper.nhom for paper in parts.ho_so))
    tables = [
        desk.lay(
            "table.html",
            shown.address,
            caption=group or "",
            header=("Tên giấy tờ", "Bản chính", "Bản sao", "Mẫu"),
            rows=[
                [
                    desk.inline(paper.ten, shown, origin),
                    UNKNOWN if paper.ban_chinh is None else escape(paper.ban_chinh),
                    UNKNOWN if paper.ban_sao is None else escape(paper.ban_sao),
                    desk.inline(paper.mau, shown, origin),
                ]
                for paper in parts.ho_so
                if paper.nhom == group
            ],
        )
        for group in groups
    ]
    return Markup("".join(tables))


def _facts(desk: Desk, shown: Shown[Procedure], parts: ProcedureParts) -> Iterator[Fact]:
    item = shown.item
    limits = [desk.inline(limit, shown, item.origin) for limit in parts.thoi_han]
    fees = list(dict.fromkeys(way.phi for way in parts.cach_thuc if way.phi))
    yield Fact("Thời hạn giải quyết", Markup("; ").join(limits) if limits else UNKNOWN)
    if fees or parts.cach_thuc:
        yield Fact("Phí, lệ phí", Markup("; ").join(desk.inline(fee, shown, item.origin) for fee in fees) or UNKNOWN)
    yield Fact("Đối tượng thực hiện", _known("; ".join(item.doi_tuong)))
    yield Fact("Cơ quan thực hiện", _known("; ".join(item.co_quan)))
    yield Fact("Cấp thực hiện", _known(", ".join(level.label for level in item.cap)))
    yield Fact("Lĩnh vực", escape(item.linh_vuc_tthc))
    optional = (
        ("Mã thủ tục", item.ma),
        ("Quyết định công bố", item.qd_cong_bo),
        ("Loại thủ tục", item.loai_tthc),
        ("Cơ quan có thẩm quyền", item.co_quan_tham_quyen),
        ("Nơi tiếp nhận hồ sơ", item.dia_chi_tiep_nhan),
        ("Cơ quan được ủy quyền", item.co_quan_uy_quyen),
        ("Văn bản ủy quyền", item.uy_quyen),
        ("Cơ quan phối hợp", item.co_quan_phoi_hop),
        ("Quy trình ISO", item.quy_trinh_iso),
        ("Từ khóa", ", ".join(item.tu_khoa)),
    )
    yield from (Fact(label, escape(value)) for label, value in optional if value)
    yield Fact("Dịch vụ công trực tuyến", _online(item))
    yield from (
        Fact(label, escape(choice.label))
        for label, choice in (("Bưu chính công ích", item.buu_chinh), ("Thanh toán trực tuyến", item.thanh_toan))
        if choice is not CoKhong.CHUA_RO
    )
    if item.mot_cua != "chua_ro":
        yield Fact("Cơ chế một cửa", escape(item.mot_cua.label))


def _online(item: Procedure) -> Markup:
    text = escape(item.truc_tuyen.label) if item.truc_tuyen is not TrucTuyen.CHUA_RO else UNKNOWN
    if item.ly_do:
        text += Markup(" – lý do: {}").format(item.ly_do)
    if item.muc_do_cu:
        text += Markup("; mức độ {} (theo quy định cũ)").format(item.muc_do_cu)
    return text


def _known(text: str) -> Markup:
    return UNKNOWN if text in (CHUA_RO, "") or is_unknown(text) else escape(text)


def _here(item: Procedure) -> Iterator[Fact]:
    at = item.tai_don_vi
    if at is None:
        return
    lines = (
        ("Người tiếp nhận", at.can_bo),
        ("Điện thoại", at.dien_thoai),
        ("Nơi nộp", at.noi_nop),
        ("Giờ", at.gio),
        ("Ghi chú", at.ghi_chu),
    )
    yield from (Fact(label, escape(value)) for label, value in lines if value)


def _banner(desk: Desk, shown: Shown[Procedure]) -> tuple[str, Link | None] | None:
    item = shown.item
    if item.trang_thai is TrangThaiThuTuc.HIEU_LUC:
        return None
    other = next((one for one in desk.public.procedures if one.item.id == item.thay_bang), None)
    link = Link(other.item.ten, relative(shown.address, other.address)) if other else None
    return f"Thủ tục này {item.trang_thai.label.lower()}.", link


def _related(desk: Desk, shown: Shown[Procedure]) -> tuple[Link, ...]:
    known = {one.item.id: one for one in desk.public.procedures}
    return tuple(
        Link(known[name].item.ten, relative(shown.address, known[name].address)) if name in known else Link(name, None)
        for name in shown.item.lien_quan
    )


def _intro(desk: Desk) -> str:
    announced = desk.unit.so_tthc_cong_bo
    return (
        f"Đơn vị công bố {announced} thủ tục hành chính."
        if announced
        else "Các thủ tục hành chính người dân có thể thực hiện."
    )
