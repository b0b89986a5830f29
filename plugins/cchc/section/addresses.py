"""Addresses inside a section (design §5): how pages name each other, and the fixed places."""

import re

from cchc.model.vocabulary import LinhVuc

HOME = ""
NEWS, PROCEDURES, PLANS, DOCUMENTS, REPLIES = "tin-tuc/", "thu-tuc/", "ke-hoach/", "van-ban/", "phan-anh/"
INDICES, PAGES, UNITS, SITE_MAP, FEEDS = "chi-so/", "trang/", "don-vi/", "so-do/", "rss/"
CONTACT = "trang/lien-he/"
SEARCH = "tim-kiem/"
STATISTICS, BOARD = "thong-ke/", "don-vi/bang/"
# Below `loc/`, which no document can be called.
EXPIRING, STATES = f"{DOCUMENTS}loc/trang-thai/sap-het-hieu-luc/", f"{DOCUMENTS}loc/he-thong-hoa/"
EMBED, FRAME, PASTE = "nhung/", "nhung/khung/", "dan-vao-cong.html"
OPML = "rss/opml.xml"
NOT_FOUND = "404.html"
MANIFEST, FILE_LIST = "cchc.json", "cchc-files.json"
SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"

FIXED = frozenset(
    place.rstrip("/")
    for place in (
        *(NEWS, PROCEDURES, PLANS, DOCUMENTS, REPLIES, INDICES, PAGES, UNITS, SITE_MAP, CONTACT),
        *("index.html", NOT_FOUND, SITEMAP, ROBOTS, MANIFEST, FILE_LIST, "rss.xml", "atom.xml", "feed.json"),
        *(SEARCH, STATISTICS, BOARD, EMBED, "du-lieu/"),
    )
)
"""Addresses every section has or will have (design §5), without their last slash."""


def relative(here: str, there: str) -> str:
    """How the page at `here` names `there`; both from the section's root, folders end with `/`."""
    path, mark, fragment = there.partition("#")
    if mark and path == here:
        return mark + fragment
    start, goal = here.split("/")[:-1], path.split("/")
    shared = 0
    while shared < len(start) and shared < len(goal) - 1 and start[shared] == goal[shared]:
        shared += 1
    to = "../" * (len(start) - shared) + "/".join(goal[shared:])
    return (to or "./") + mark + fragment


def file_at(address: str) -> str:
    """The file that answers: `tin-tuc/#a` → `tin-tuc/index.html#a`; a file answers itself."""
    path = re.match(r"[^?#]*", address)[0]  # type: ignore[index]
    return f"{path}index.html{address[len(path) :]}" if not path or path.endswith("/") else address


def page_of(address: str, number: int) -> str:
    """Address of page `number` of a list: the list itself, then `…/trang/2/`."""
    return address if number == 1 else f"{address}trang/{number}/"


def field_address(field: LinhVuc) -> str:
    """`tin-tuc/linh-vuc/the-che/`"""
    return f"{NEWS}linh-vuc/{field.value.replace('_', '-')}/"
