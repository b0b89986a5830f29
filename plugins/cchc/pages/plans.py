"""Plans: the list by year, and each plan with its text, its tasks and their evidence."""

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup, escape

from cchc.model.plan import Plan
from cchc.pages.contact import share
from cchc.pages.desk import Badge, Desk, Fact, Link, day, file_note
from cchc.pages.documents import Banner
from cchc.pages.inlays import Inlay
from cchc.pages.lists import Card, Cut, cut_by, list_pages
from cchc.pages.plan_progress import badge_of, plan_progress, proof_links, task_entries
from cchc.pages.web_page import Article, WebPage
from cchc.reading.finishing import Heading
from cchc.reading.plan_tasks import TaskTable, task_columns, task_tables
from cchc.reporting.figures import TaskLine, task_lines
from cchc.section.addresses import PLANS, relative
from cchc.section.references import means, task_anchor, tasks_of
from cchc.section.shown import Shown
from cchc.vietnamese.calendar import official_date
from cchc.vietnamese.slug import fold

PAGE_SIZE = 50
PROOFS, TASKS = 3, 12
"""How many pieces of evidence of a task, and how many tasks of a plan or plans under it, are shown at once."""
_OPENED = re.compile(r"<(?!br\b|hr\b|img\b|source\b)[a-z]")


class Signature(NamedTuple):
    """Who signs: on whose behalf (`KT. HIỆU TRƯỞNG`), as what, the name; each may be missing."""

    authority: str
    office: str
    name: str


class Row(NamedTuple):
    """A row of a table of tasks; one without an anchor is a heading of the rows below it."""

    id: str
    cells: tuple[Markup, ...]
    proofs: tuple[Link, ...]
    older: tuple[Link, ...]
    """Evidence beyond the first few: a task of every month has dozens."""
    unseen: int
    """How many internal items are evidence too."""
    badge: Badge | None
    """Its state, in the unit's own plan."""


def plan_pages(desk: Desk) -> Iterator[WebPage]:
    """Every page under `/ke-hoach/`."""
    plans = desk.public.plans
    everything = Cut(
        PLANS,
        "Kế hoạch",
        plans,
        feed=f"{PLANS}rss.xml",
        intro="Kế hoạch cải cách hành chính và tuyên truyền qua các năm.",
    )
    years = cut_by(plans, lambda s: [(str(y), f"Năm {y}") for y in s.item.years], f"{PLANS}nam/", "Kế hoạch: {}")
    years = tuple(sorted(years, key=lambda cut: cut.address, reverse=True))
    for cut in (everything, *years):
        yield from list_pages(desk, cut, partial(plan_card, desk), size=PAGE_SIZE, cuts=(("Năm", years),))
    for shown in plans:
        yield article(desk, shown)


def plan_card(desk: Desk, shown: Shown[Plan], here: str) -> Card:
    """Entry of a plan in a list."""
    item = shown.item
    tasks = len(tasks_of(item.body))
    progress = plan_progress(desk.public, shown)
    iso = str(item.ngay_ban_hanh.day) if item.ngay_ban_hanh else ""
    return Card(
        item.trich_yeu,
        relative(here, shown.address),
        day(item.ngay_ban_hanh),
        iso,
        labels=(f"{tasks} nhiệm vụ",) if tasks and not progress else (),
        whose=_issuer(desk, shown),
        number=item.so_ky_hieu or "Chưa có số",
        progress=progress,
    )


def article(desk: Desk, shown: Shown[Plan]) -> WebPage:
    """The page of one plan: the signed words once each, evidence beside the tasks."""
    item = shown.item
    make, title = partial(_article, desk, shown), f"Kế hoạch: {item.trich_yeu}"
    return WebPage(shown.address, title, make, item.trich_yeu, shown.canonical, item.updated)


def _article(desk: Desk, shown: Shown[Plan]) -> Article:
    item, here = shown.item, shown.address
    # `muc-`: apart from the anchors of tasks, which are part of the plan's address.
    body, headings = desk.body(shown, here, prefix="muc-", inlays=tuple(_task_tables(desk, shown)))
    text, annex = _parted(body, headings)
    asset = desk.file(item.tep_ky.path, shown) if item.tep_ky else None
    signed = (Link("Bản đã ký", relative(here, asset.address), file_note(asset)),) if asset else ()
    title = f"Kế hoạch {_inside(item.trich_yeu)}"
    tasks = task_entries(desk, shown)
    # One without a row is where links to it lead: never folded away.
    more = tuple(one for one in tasks[TASKS:] if one.href)
    whole = desk.lay(
        "plan.html",
        here,
        title=title,
        said=" · ".join(_said(item)),
        about=item.trich_yeu,
        superior=item.co_quan_chu_quan or "",
        issuer=_issuer(desk, shown),
        number=item.so_ky_hieu or "",
        place=_place(item),
        origin=desk.origin_note(shown),
        facts=tuple(_facts(desk, shown)),
        progress=plan_progress(desk.public, shown),
        tasks=tuple(one for one in tasks if one not in more),
        more=more,
        others=_whose_progress(desk, shown),
        under=(under := tuple(_carried_out(desk, shown)))[:TASKS],
        more_under=under[TASKS:],
        bases=[_cited(desk, shown, text.rstrip(" ,.;")) for text in item.can_cu],
        last=";" if item.body.text[:1].islower() else ".",
        body=text,
        annex=annex,
        signer=_signature(item),
        recipients=[one.rstrip(" ,.;") for one in item.noi_nhan],
        signed=signed,
        files=(*signed, *desk.downloads(shown, here)),
        share=share(desk.unit, here, title),
    )
    return Article(whole, headings)


def _parted(body: Markup, headings: tuple[Heading, ...]) -> tuple[Markup, Markup]:
    """The text, and the annex: what begins at the first heading `Phụ lục …`. The signature stands between them."""
    for heading in headings:
        if heading.level == 2 and fold(heading.title).startswith("phu luc"):
            text, mark, annex = str(body).partition(f'<h2 id="{heading.id}">')
            # A heading inside another element cannot be cut off.
            if len(_OPENED.findall(text)) == text.count("</"):
                return Markup(text), Markup(mark + annex)
    return body, Markup("")


def _whose_progress(desk: Desk, shown: Shown[Plan]) -> Banner | None:
    """What a plan of others says instead of a progress: whose it would be, and where it may stand."""
    if not shown.inherited or not tasks_of(shown.item.body):
        return None
    whose, here = (one.name_at(desk.public.now) for one in (shown.owner, desk.unit))
    there = (Link("Xem tại trang của đơn vị ấy", shown.canonical),) if shown.canonical else ()
    return Banner(f"Đây là kế hoạch của {whose}: tiến độ do đơn vị ấy theo dõi, không phải của {here}.", there, "info")


def _task_tables(desk: Desk, shown: Shown[Plan]) -> Iterator[Inlay]:
    lines = {line.task.tt: line for line in task_lines(desk.public, shown)}
    stated = plan_progress(desk.public, shown) is not None
    for found in task_tables(shown.item.body):
        columns = task_columns(found.table)
        rows = tuple(
            _row(desk, found, shown, cells, lines[task.tt] if task else None, stated) for cells, task in found.rows
        )
        html = desk.piece(
            "tasks.html",
            header=tuple(desk.inline(title, shown, found.passage.origin) for title in found.table.header),
            rows=rows,
            number=columns.get("tt"),
            content=columns["noi_dung"],
            evidence=any(row.proofs or row.unseen for row in rows),
        )
        yield Inlay(found.passage, found.table, html)


def _row(
    desk: Desk, found: TaskTable, shown: Shown[Plan], cells: tuple[str, ...], line: TaskLine | None, stated: bool
) -> Row:
    proofs = tuple(proof_links(line, shown.address)) if line else ()
    return Row(
        task_anchor(line.task.tt) if line else "",
        tuple(desk.inline(text, shown, found.passage.origin) for text in cells if text or line),
        proofs[:PROOFS],
        proofs[PROOFS:],
        line.unseen if line else 0,
        badge_of(line) if line and stated else None,
    )


def _facts(desk: Desk, shown: Shown[Plan]) -> Iterator[Fact]:
    item = shown.item
    yield Fact("Năm học" if item.nam_hoc else "Năm", escape(item.nam_hoc or item.nam))
    if item.ke_hoach_cap_tren:
        links = Markup("; ").join(_above(desk, shown, name) for name in item.ke_hoach_cap_tren)
        yield Fact("Thực hiện kế hoạch cấp trên", Markup("<span>{}</span>").format(links))
    if item.kinh_phi:
        yield Fact("Kinh phí", escape(item.kinh_phi))


def _above(desk: Desk, shown: Shown[Plan], name: str) -> Markup:
    """A plan of a superior, linked where it is known which and where it stands."""
    found = desk.public.superior_plans.get((shown.item.key, name))
    there = _there(desk, found, shown.address) if found else None
    return Markup('<a href="{}">{}</a>').format(there, name) if there else escape(name)


def _there(desk: Desk, plan: Shown[Plan], here: str) -> str | None:
    """Where a plan is to be read: in this section, else at its owner's address; None where that has none."""
    if any(one.item.key == plan.item.key and one.owner.ma == plan.owner.ma for one in desk.public.plans):
        return relative(here, plan.address)
    return plan.owner.url and plan.owner.url + plan.address


def _carried_out(desk: Desk, shown: Shown[Plan]) -> Iterator[Card]:
    """The plans made under this one."""
    for one in desk.public.plans_under[shown.item.key]:
        issued = one.item.ngay_ban_hanh
        yield Card(
            one.item.trich_yeu,
            _there(desk, one, shown.address) or "",
            day(issued),
            str(issued.day) if issued else "",
            whose=one.owner.name_at(desk.public.now),
            number=one.item.so_ky_hieu or "Chưa có số",
        )


def _cited(desk: Desk, shown: Shown[Plan], text: str) -> Markup:
    """A base with the paper it names linked, where the section holds it and says its number the same way."""
    only = desk.shelf.only(text)
    held = [(only.so_ky_hieu, only.address)] if only else []
    others = (one for one in desk.public.plans if one is not shown)
    held += [(one.item.so_ky_hieu, one.address) for one in others if means(text, shown.item, one.item)]
    for number, address in held:
        if number and number in text:
            before, _, after = text.partition(number)
            link = Markup('<a href="{}">{}</a>').format(relative(shown.address, address), number)
            return escape(before) + link + escape(after)
    return escape(text)


def _issuer(desk: Desk, shown: Shown[Plan]) -> str:
    item = shown.item
    then = item.ngay_ban_hanh.start if item.ngay_ban_hanh else desk.public.now
    return item.co_quan_ban_hanh or shown.owner.name_at(then)


def _said(item: Plan) -> Iterator[str]:
    issued = item.ngay_ban_hanh
    yield f"Số {item.so_ky_hieu}" if item.so_ky_hieu else "Bản này chưa có số"
    yield f"ban hành ngày {day(issued)}" if issued else "chưa có ngày ban hành"
    if item.ngay_cap_nhat and item.ngay_cap_nhat != issued:
        yield f"cập nhật {day(item.ngay_cap_nhat)}"


def _inside(title: str) -> str:
    """A title as it goes on inside a sentence; `UBND …` stays as it is."""
    return title if title[:2].isupper() else f"{title[:1].lower()}{title[1:]}"


def _place(item: Plan) -> str:
    if item.ngay_ban_hanh is None:
        return ""
    return ", ".join(filter(None, (item.dia_danh, official_date(item.ngay_ban_hanh.day))))


def _signature(item: Plan) -> Signature | None:
    if not (item.nguoi_ky or item.chuc_vu):
        return None
    authority = f"{item.quyen_ky.value} {(item.ky_thay_cho or '').upper()}".strip() if item.quyen_ky else ""
    return Signature(authority, (item.chuc_vu or "").upper(), item.nguoi_ky or "")
