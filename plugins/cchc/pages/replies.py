"""Citizens' reports: how to report, the register with totals, the answers."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from markupsafe import Markup, escape

from cchc.model.reply import FeedbackReply
from cchc.model.vocabulary import LoaiPhanAnh, TrangThaiPhanAnh
from cchc.pages.contact import reach
from cchc.pages.desk import Badge, Desk, Fact, Link, day, summary_of
from cchc.pages.lists import Card, Cut, list_pages
from cchc.pages.web_page import Article, WebPage
from cchc.reporting.figures import Answers, answers_by_period, answers_of
from cchc.section.addresses import REPLIES, relative
from cchc.section.shown import Shown

PAGE_SIZE, TITLE, OTHERS = 50, 90, 2
FAQ, FAQ_TITLE = f"{REPLIES}loai/hoi-dap/", "Câu hỏi thường gặp"
_KINDS = {TrangThaiPhanAnh.DA_TRA_LOI: "done", TrangThaiPhanAnh.DANG_XU_LY: "doing", TrangThaiPhanAnh.QUA_HAN: "late"}
_COLUMNS = {
    "Tiếp nhận": "received",
    "Trả lời đúng hạn": "on_time",
    "Trả lời trễ": "tardy",
    "Trả lời, không có hạn": "undated",
    "Đang xử lý": "waiting",
    "Quá hạn": "late",
}
"""Of the table by period: what stands above each figure of `Answers`; without due days there is no `undated`."""


def reply_pages(desk: Desk) -> Iterator[WebPage]:
    """Every page under `/phan-anh/`."""
    replies = desk.public.replies
    totals = tuple(_totals(answers_of((shown.item for shown in replies), desk.public.now)))
    asked = tuple(shown for shown in replies if shown.item.loai is LoaiPhanAnh.HOI_DAP and _is_answered(desk, shown))
    questions = Link(f"{FAQ_TITLE} ({len(asked)})", relative(REPLIES, FAQ)) if asked else None
    cut = Cut(
        REPLIES,
        "Phản ánh, kiến nghị",
        replies,
        feed=f"{REPLIES}rss.xml",
        intro="Sổ theo dõi phản ánh, kiến nghị và câu trả lời công khai.",
    )
    make = partial(reply_card, desk)
    values = {"totals": totals, "periods": _by_period(desk), "questions": questions, **reach(desk.unit)}
    for page in list_pages(desk, cut, make, size=PAGE_SIZE, cuts=(), template="register.html", **values):
        yield replace(page, contact=page.address != REPLIES)
    if asked:
        often = Cut(FAQ, FAQ_TITLE, asked, intro="Những điều người dân đã hỏi và câu trả lời của đơn vị.")
        yield from list_pages(desk, often, make, size=PAGE_SIZE, cuts=(), template="faq.html")
    for place, shown in enumerate(replies):
        yield article(desk, shown, replies[place + 1 :])


def _totals(found: Answers) -> Iterator[Fact]:
    yield Fact("Đã tiếp nhận", escape(found.received))
    counts = {
        TrangThaiPhanAnh.DANG_XU_LY: found.waiting,
        TrangThaiPhanAnh.DA_TRA_LOI: found.answered,
        TrangThaiPhanAnh.QUA_HAN: found.late,
    }
    yield from (Fact(state.label, escape(counts[state])) for state in TrangThaiPhanAnh)
    if found.days is not None:
        took = f"{found.days:g} ngày".replace(".", ",")
        yield Fact("Trả lời sau", Markup("{} <small>trung vị</small>").format(took))
    if found.due:
        yield Fact("Trả lời đúng hạn", Markup("{}/{} <small>phản ánh có hạn</small>").format(found.on_time, found.due))


def _by_period(desk: Desk) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """How the reports of each period were answered: titles of columns, then a name and numbers for each row."""
    found = list(answers_by_period((shown.item for shown in desk.public.replies), desk.public.now))
    undated = any(one.undated for _, one in found)
    columns = {title: field for title, field in _COLUMNS.items() if undated or field != "undated"}
    names = (f"{period.vn[:1].upper()}{period.vn[1:]}".replace(" năm ", "/") for period, _ in found)
    counts = ([getattr(one, field) for field in columns.values()] for _, one in found)
    return list(columns), list(zip(names, counts, strict=True))


def _is_answered(desk: Desk, shown: Shown[FeedbackReply]) -> bool:
    return shown.item.trang_thai(desk.public.now) is TrangThaiPhanAnh.DA_TRA_LOI


def reply_card(desk: Desk, shown: Shown[FeedbackReply], here: str) -> Card:
    """Entry of a report in the register."""
    item = shown.item
    state = item.trang_thai(desk.public.now)
    answered = state is TrangThaiPhanAnh.DA_TRA_LOI
    labels = [item.loai.label, f"nhận {day(item.ngay_nhan)}"]
    if answered:
        labels.append(f"trả lời {day(item.ngay_tra_loi)}")
    elif item.han_tra_loi:
        labels.append(f"hạn trả lời {day(item.han_tra_loi)}")
    return Card(
        _title(item),
        relative(here, shown.address),
        day(item.ngay_nhan),
        str(item.ngay_nhan.day),
        summary_of(item, 160) if answered else "",
        tuple(labels),
        badge=Badge(state.label, _KINDS[state]),
        answered=f"Trả lời ngày {day(item.ngay_tra_loi)}" if answered else "",
    )


def _title(item: FeedbackReply) -> str:
    return item.noi_dung if len(item.noi_dung) <= TITLE else item.noi_dung[:TITLE].rsplit(" ", 1)[0] + "…"


def article(desk: Desk, shown: Shown[FeedbackReply], older: tuple[Shown[FeedbackReply], ...]) -> WebPage:
    """The page of one report and its answer; the `older` ones answered are offered below it."""
    item = shown.item
    title = _title(item)
    answered = (other for other in older if _is_answered(desk, other))
    make = partial(_article, desk, shown, title, tuple(islice(answered, OTHERS)))
    return WebPage(shown.address, title, make, item.noi_dung[:200], shown.canonical, item.updated)


def _article(desk: Desk, shown: Shown[FeedbackReply], title: str, others: tuple[Shown[FeedbackReply], ...]) -> Article:
    item, here = shown.item, shown.address
    body, headings = desk.body(shown, here)
    state = item.trang_thai(desk.public.now)
    answered = state is TrangThaiPhanAnh.DA_TRA_LOI
    whole = desk.lay(
        "reply.html",
        here,
        title=title,
        question=item.noi_dung if item.noi_dung != title else "",
        dates=tuple(_dates(item, answered=answered)),
        kind=item.loai.label,
        sender=item.sender or "không công khai",
        due=day(item.han_tra_loi) if state is TrangThaiPhanAnh.DANG_XU_LY else "",
        badge=Badge(state.label + (_pace(item) if answered else ""), _KINDS[state]),
        department=item.don_vi_tra_loi or desk.origin_note(shown) or "",
        written=[_written(desk, name, here) for name in item.van_ban_tra_loi],
        answer=body if answered else "",
        downloads=desk.downloads(shown, here),
        proves=desk.task_links(shown, here),
        others=[reply_card(desk, other, here) for other in others],
        all_replies=Link("Tất cả câu trả lời", relative(here, REPLIES)),
        ask=relative(here, f"{REPLIES}#_cach-gui"),
    )
    return Article(whole, headings)


def _dates(item: FeedbackReply, *, answered: bool) -> Iterator[Fact]:
    yield Fact("Ngày nhận", escape(day(item.ngay_nhan)))
    if item.han_tra_loi:
        yield Fact("Hạn trả lời", escape(day(item.han_tra_loi)))
    if answered:
        yield Fact("Ngày trả lời", escape(day(item.ngay_tra_loi)))


def _pace(item: FeedbackReply) -> str:
    """How long the answer took; calendar days, since nobody here knows the days off."""
    assert item.ngay_tra_loi is not None
    days = (item.ngay_tra_loi.day - item.ngay_nhan.day).days
    return f" sau {days} ngày" if days > 0 else " trong ngày" if days == 0 else ""


def _written(desk: Desk, name: str, here: str) -> Link:
    only = desk.shelf.only(name)
    return Link(name, relative(here, only.address) if only else None)
