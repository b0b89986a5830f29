"""`/tim-kiem/`: the page of the search, and what of every other page the index holds."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from markupsafe import escape

from cchc.model.document import Document
from cchc.model.index_series import IndexSeries
from cchc.model.item import Item
from cchc.model.plan import Plan
from cchc.model.procedure import Procedure
from cchc.pages.contact import ways_to_report
from cchc.pages.desk import Desk, Link, summary_of
from cchc.pages.web_page import Article, WebPage
from cchc.products.search_index import Entry, words_of
from cchc.section.addresses import (
    CONTACT,
    DOCUMENTS,
    FEEDS,
    INDICES,
    NEWS,
    PLANS,
    PROCEDURES,
    REPLIES,
    SEARCH,
    SITE_MAP,
    STATISTICS,
    relative,
)

TITLE = "Tìm kiếm"
SUMMARY = 110
"""Characters of a summary in the index: what one or two lines of a telephone hold."""
KINDS = (
    ("thu-tuc", "Thủ tục"),
    ("tin-tuc", "Tin tức"),
    ("van-ban", "Văn bản"),
    ("ke-hoach", "Kế hoạch"),
    ("phan-anh", "Phản ánh"),
    ("trang", "Trang thông tin"),
)
"""The types a search can be narrowed to."""
STANDING = (CONTACT, PROCEDURES, NEWS, DOCUMENTS, PLANS, REPLIES, FEEDS, STATISTICS)
"""Places found by their name and introduction."""
SCRIPTS = ("words.js", "ranking.js", "search.js")


def search_entries(desk: Desk, pages: Sequence[WebPage]) -> Iterator[Entry]:
    """What the index holds: every public item as its page shows it, and the standing places."""
    by_address = {page.address: page for page in pages}
    for shown in desk.public.everything:
        item = shown.item
        day = item.published.date().isoformat() if item.published else ""
        if isinstance(item, IndexSeries):
            about = escape(f"{item.nguon_cong_bo} {item.mo_ta or ''}")
            yield Entry(shown.address, item.ten, "trang", day, words=words_of(about))
            continue
        page = by_address[shown.address]
        headings = (*(one.title for one in page.trace.headings), *item.the, *getattr(item, "tu_khoa", ()))
        summary = summary_of(item, SUMMARY) if isinstance(item, Procedure) else _short(page.description)
        if summary in page.title:
            summary = ""
        yield Entry(shown.address, page.title, item.folder, day, _number(item), summary, headings, page.trace.words)
    for address in STANDING:
        page = by_address[address]
        contact = address == CONTACT
        title = f"{page.title}: số điện thoại, địa chỉ, giờ làm việc" if contact else page.title
        ways = tuple(way.label for way in ways_to_report(desk.unit)) if contact else ()
        words = page.trace.words if contact else ()
        yield Entry(address, title, "trang", summary=_short(page.description), headings=ways, words=words)


def _number(item: Item) -> str:
    if isinstance(item, Procedure):
        return item.ma or ""
    return item.so_ky_hieu or "" if isinstance(item, Document | Plan) else ""


def _short(text: str) -> str:
    return text if len(text) <= SUMMARY else text[:SUMMARY].rsplit(" ", 1)[0].rstrip(" ,;:.…") + "…"


def search_page(desk: Desk, index: Callable[[], str]) -> WebPage:
    """The page that answers `?q=…`; without script it says where to look. `index`: asked for the index's address."""
    return WebPage(
        SEARCH,
        TITLE,
        partial(_article, desk, index),
        description=f"Tìm trong chuyên mục của {desk.unit.name_at(desk.public.now)}",
        indexed=False,
        scripts=SCRIPTS,
        kind="list",
        last=True,
    )


def _article(desk: Desk, index: Callable[[], str]) -> Article:
    places = (
        ("Danh mục thủ tục hành chính", PROCEDURES),
        ("Văn bản, theo loại và cơ quan ban hành", DOCUMENTS),
        ("Tin tức, theo lĩnh vực", NEWS),
        ("Phản ánh, kiến nghị đã trả lời", REPLIES),
        ("Các chỉ số đã công bố", INDICES),
        ("Sơ đồ chuyên mục: mọi trang", SITE_MAP),
    )
    whole = desk.lay(
        "search.html",
        SEARCH,
        title=TITLE,
        index=relative(SEARCH, index()),
        kinds=KINDS,
        places=tuple(Link(text, relative(SEARCH, address)) for text, address in places),
    )
    return Article(whole)
