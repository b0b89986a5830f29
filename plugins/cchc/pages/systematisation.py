"""The systematisation of documents (hệ thống hóa văn bản, requirement 102): all in one table, by state."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import NamedTuple

from cchc.model.document import Document
from cchc.model.vocabulary import TrangThaiVanBan
from cchc.pages.desk import Desk, Link, day
from cchc.pages.documents import CHANGES, document_link, naming, replaced_from, state_of
from cchc.pages.web_page import Article, WebPage
from cchc.section.addresses import STATES, relative
from cchc.section.shown import Shown

AMENDED = "Còn hiệu lực, đã được sửa đổi, bổ sung"
_ORDER = (
    TrangThaiVanBan.CON_HIEU_LUC.label,
    AMENDED,
    TrangThaiVanBan.CHUA_HIEU_LUC.label,
    TrangThaiVanBan.HET_HIEU_LUC.label,
    TrangThaiVanBan.BI_THAY_THE.label,
    TrangThaiVanBan.CHUA_RO.label,
)
"""A draft is in no state yet: it is not listed."""


class Line(NamedTuple):
    """A document in the table."""

    kind: str
    number: str
    issued: str
    about: Link
    since: str
    """Since when it is in its state."""
    changes: tuple[tuple[str, tuple[Link, ...]], ...]
    """What has been done to it, or will be, and by which documents."""


def systematisation_page(desk: Desk) -> WebPage:
    """`/van-ban/loc/he-thong-hoa/`"""
    about = "Tình trạng hiệu lực của mọi văn bản trong chuyên mục, trong một bảng"
    return WebPage(STATES, "Hệ thống hóa văn bản", partial(_article, desk), about, kind="list")


def _article(desk: Desk) -> Article:
    groups: dict[str, list[Line]] = {name: [] for name in _ORDER}
    begun: list[datetime] = []
    now = desk.public.now
    for shown in desk.public.documents:
        if (state := state_of(desk, shown)) is not TrangThaiVanBan.LAY_Y_KIEN:
            name, since = _state(desk, shown, state)
            groups[name].append(_line(desk, shown, since))
            begun += [since] if since and since <= now else []
    whole = desk.lay(
        "systematisation.html",
        STATES,
        title="Hệ thống hóa văn bản",
        # The day of the build would make every day a change; a new month is one anyhow.
        month=f"{now:%m/%Y}",
        changed=f"{max(begun):%d/%m/%Y}" if begun else "",
        total=sum(map(len, groups.values())),
        groups=[(name, group) for name, group in groups.items() if group],
    )
    return Article(whole)


def _state(desk: Desk, shown: Shown[Document], state: TrangThaiVanBan) -> tuple[str, datetime | None]:
    """The name of a state and since when the document is in it."""
    item = shown.item
    if state is TrangThaiVanBan.BI_THAY_THE:
        return state.label, replaced_from(desk, shown)
    if state is TrangThaiVanBan.HET_HIEU_LUC:
        return state.label, item.het_hieu_luc.end if item.het_hieu_luc else None
    begun = (other.item.replaces_from for other in naming(desk, shown, "sua_doi"))
    amended = min((instant for instant in begun if instant and instant <= desk.public.now), default=None)
    if state is TrangThaiVanBan.CON_HIEU_LUC and amended:
        return AMENDED, amended
    return state.label, item.hieu_luc_tu.start if item.hieu_luc_tu else None


def _line(desk: Desk, shown: Shown[Document], since: datetime | None) -> Line:
    item = shown.item
    about = Link(item.trich_yeu, relative(STATES, shown.address), item.co_quan_ban_hanh)
    issued, begun = day(item.ngay_ban_hanh), f"{since:%d/%m/%Y}" if since else ""
    number = item.so_ky_hieu or "chưa có số"
    return Line(item.loai.label, number, issued, about, begun, tuple(_changes(desk, shown)))


def _changes(desk: Desk, shown: Shown[Document]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    for field, _, words in CHANGES:
        if others := naming(desk, shown, field):
            links = tuple(document_link(other, STATES, field, since=other.item) for other in others)
            yield f"{words[0].upper()}{words[1:]}", links
