"""Citizens' reports: how to report, the register with totals, the answers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from markupsafe import escape

from cchc.model.reply import FeedbackReply
from cchc.model.vocabulary import TrangThaiPhanAnh
from cchc.pages.contact import reach
from cchc.pages.desk import Article, Badge, Desk, Fact, Link, WebPage, day, summary_of
from cchc.pages.lists import Card, Cut, list_pages
from cchc.section.addresses import REPLIES, relative
from cchc.section.public import Shown

PAGE_SIZE, TITLE, OTHERS = 50, 90, 2
_KINDS = {TrangThaiPhanAnh.DA_TRA_LOI: "done", TrangThaiPhanAnh.DANG_XU_LY: "doing", TrangThaiPhanAnh.QUA_HAN: "late"}


def reply_pages(desk: Desk) -> Iterator[WebPage]:
    """Every page under `/phan-anh/`."""
    replies = desk.public.replies
    states = Counter(shown.item.trang_thai(desk.public.now) for shown in replies)
    totals = [Fact("Đã tiếp nhận", escape(len(replies)))]
    totals += (Fact(state.label, escape(states[state])) for state in TrangThaiPhanAnh)
    cut = Cut(
        REPLIES,
        "Phản ánh, kiến nghị",
        replies,
        feed=f"{REPLIES}rss.xml",
        intro="Sổ theo dõi phản ánh, kiến nghị và câu trả lời công khai.",
    )
    make = partial(reply_card, desk)
    values = {"totals": totals, **reach(desk.unit)}
    for page in list_pages(desk, cut, make, size=PAGE_SIZE, cuts=(), template="register.html", **values):
        yield replace(page, contact=page.address != REPLIES)
    for place, shown in enumerate(replies):
        yield article(desk, shown, replies[place + 1 :])


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
    answered = (other for other in older if other.item.trang_thai(desk.public.now) is TrangThaiPhanAnh.DA_TRA_LOI)
    make = partial(_article, desk, shown, title, tuple(islice(answered, OTHERS)))
    return WebPage(shown.address, title, make, item.noi_dung[:200], shown.canonical, item.updated)


def _article(desk: Desk, shown: Shown[FeedbackReply], title: str, others: tuple[Shown[FeedbackReply], ...]) -> Article:
    item, here = shown.item, shown.address
    body, headings = desk.body(shown, here)
    state = item.trang_thai(desk.public.now)
    answered = state is TrangThaiPhanAnh.DA_TRA_LOI
    html = desk.lay(
        "reply.html",
        here,
        title=title,
        question=item.noi_dung if item.noi_dung != title else "",
        dates=tuple(_dates(item, answered=answered)),
        kind=item.loai.label,
        sender=item.sender or "không công khai",
        due=day(item.han_tra_loi) if state is TrangThaiPhanAnh.DANG_XU_LY else "",
        badge=Badge(state.label + (_pace(item) if answered else ""), _KINDS[state]),
        department=item.don_vi_tra_loi or "",
        written=[_written(desk, name, here) for name in item.van_ban_tra_loi],
        answer=body if answered else "",
        downloads=desk.downloads(shown, here),
        proves=desk.task_links(shown, here),
        others=[reply_card(desk, other, here) for other in others],
        all_replies=Link("Tất cả câu trả lời", relative(here, REPLIES)),
        ask=relative(here, f"{REPLIES}#_cach-gui"),
    )
    return Article(html, headings)


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
