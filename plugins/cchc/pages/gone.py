"""The page at the address of an item that was taken down: that it was, and on which day."""

from collections.abc import Iterator

from cchc.pages.desk import Desk
from cchc.pages.web_page import WebPage

TITLE = "Nội dung đã được gỡ bỏ"


def gone_pages(desk: Desk) -> Iterator[WebPage]:
    """One page an address; no list, feed, index or sitemap names it."""
    for address, day in desk.public.gone:
        intro = f"Nội dung này đã được gỡ ngày {day:%d/%m/}{day.year:04d}."
        yield WebPage(address, TITLE, desk.later("gone.html", address, title=TITLE, intro=intro), indexed=False)
