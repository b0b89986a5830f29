"""Citizens' reports: how to report, the register with totals, the answers."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from cchc.model.reply import FeedbackReply
from cchc.model.vocabulary import TrangThaiPhanAnh
from cchc.pages.contact import ways_to_report
from cchc.pages.desk import Article, Badge, Desk, Link, WebPage, day, summary_of
from cchc.pages.lists import Card, Cut, list_pages
from cchc.section.addresses import REPLIES, relative
from cchc.section.public import Shown

PAGE_SIZE = 50
_KINDS = {TrangThaiPhanAnh.DA_TRA_LOI: "done", TrangThaiPhanAnh.DANG_XU_LY: "doing", TrangThaiPhanAnh.QUA_HAN: "late"}


def reply_pages(desk: Desk) -> Iterator[WebPage]:
    """Every page under `/phan-anh/`."""
    replies = desk.public.replies
    states = Counter(shown.item.trang_thai(desk.public.now) for shown in replies)
    totals = [("Đã tiếp nhận", len(replies)), *((state.label, states[state]) for state in TrangThaiPhanAnh)]
    cut = Cut(
        REPLIES,
        "Phản ánh, kiến nghị",
        replies,
        feed=f"{REPLIES}rss.xml",
        intro="Sổ theo dõi phản ánh, kiến nghị và câu trả lời công khai.",
    )
    yield from list_pages(
        desk,
        cut,
        lambda s, here: reply_card(desk, s, here),
        size=PAGE_SIZE,
        cuts=(),
        template="register.html",
        totals=totals,
        ways=ways_to_report(desk.unit),
    )
    for shown in replies:
        yield article(desk, shown)


def reply_card(desk: Desk, shown: Shown[FeedbackReply], here: str) -> Card:
    """Entry of a report in the register."""
    item = shown.item
    state = item.trang_thai(desk.public.now)
    labels = (item.loai.label, *([f"Hạn trả lời {day(item.han_tra_loi)}"] if item.han_tra_loi else []))
    return Card(
        item.noi_dung,
        relative(here, shown.address),
        day(item.ngay_nhan),
        str(item.ngay_nhan.day),
        summary_of(item, 160),
        labels,
        badge=Badge(state.label, _KINDS[state]),
        answered=f"Trả lời ngày {day(item.ngay_tra_loi)}" if item.ngay_tra_loi else "",
    )


def article(desk: Desk, shown: Shown[FeedbackReply]) -> WebPage:
    """The page of one report and its answer."""
    item = shown.item
    title = item.noi_dung if len(item.noi_dung) <= 90 else item.noi_dung[:90].rsplit(" ", 1)[0] + "…"
    make = partial(_article, desk, shown)
    return WebPage(shown.address, title, make, item.noi_dung[:200], shown.canonical, item.updated)


def _article(desk: Desk, shown: Shown[FeedbackReply]) -> Article:
    item, here = shown.item, shown.address
    body, headings = desk.body(shown, here)
    state = item.trang_thai(desk.public.now)
    html = desk.lay(
        "reply.html",
        here,
        question=item.noi_dung,
        sender=item.sender or "Người dân",
        kind=item.loai.label,
        received=day(item.ngay_nhan),
        due=day(item.han_tra_loi),
        answered=day(item.ngay_tra_loi) if state is TrangThaiPhanAnh.DA_TRA_LOI else "",
        badge=Badge(state.label, _KINDS[state]),
        department=item.don_vi_tra_loi or "",
        written=[_written(desk, name, here) for name in item.van_ban_tra_loi],
        answer=body if state is TrangThaiPhanAnh.DA_TRA_LOI else "",
        downloads=desk.downloads(shown, here),
        proves=desk.task_links(shown, here),
    )
    return Article(html, headings)


def _written(desk: Desk, name: str, here: str) -> Link:
    only = desk.shelf.only(name)
    return Link(name, relative(here, only.address) if only else None)
