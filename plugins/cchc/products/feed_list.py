"""Which feeds a section has (design §5): the root's three, and one RSS for each list people follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cchc.model.document import Document
from cchc.model.reply import FeedbackReply
from cchc.model.vocabulary import LinhVuc
from cchc.section.addresses import DOCUMENTS, EXPIRING, HOME, NEWS, PLANS, PROCEDURES, REPLIES, UNITS, field_address
from cchc.section.public import Public
from cchc.section.shown import Shown

FEED_SIZE = 30


@dataclass(frozen=True, slots=True)
class FeedSpec:
    """One feed: its address, its title, the page it belongs to, the items it carries, newest first."""

    address: str
    title: str
    page: str
    items: tuple[Shown[Any], ...]
    format: str = "rss"
    """rss, atom or json."""


def feed_specs(public: Public, expiring: Sequence[Shown[Document]]) -> tuple[FeedSpec, ...]:
    """Every feed of the section, root first. `expiring`: documents that expire soon, latest first."""
    name = public.unit.name_at(public.now)
    own = _newest([one for one in public.everything if _is_own(one)])
    feeds = [
        FeedSpec("rss.xml", f"Cải cách hành chính – {name}", HOME, own),
        FeedSpec("atom.xml", f"Cải cách hành chính – {name} (Atom)", HOME, own, "atom"),
        FeedSpec("feed.json", f"Cải cách hành chính – {name} (JSON)", HOME, own, "json"),
        FeedSpec(f"{NEWS}rss.xml", f"Tin tức – {name}", NEWS, _newest(public.news)),
    ]
    for field in LinhVuc:
        items = [one for one in public.news if field in one.item.linh_vuc]
        feeds.append(
            FeedSpec(f"{field_address(field)}rss.xml", f"{field.label} – {name}", field_address(field), _newest(items))
        )
    for page, title, shown in (
        (PROCEDURES, "Thủ tục hành chính", public.procedures),
        (PLANS, "Kế hoạch", public.plans),
        (DOCUMENTS, "Văn bản", public.documents),
        # An answer keeps the id of its report: who had read the report would never see the answer as new.
        (REPLIES, "Trả lời phản ánh, kiến nghị", [one for one in public.replies if one.item.ngay_tra_loi]),
    ):
        feeds.append(FeedSpec(f"{page}rss.xml", f"{title} – {name}", page, _newest(shown)))
    soon = tuple(expiring[:FEED_SIZE])
    feeds.append(FeedSpec(f"{EXPIRING}rss.xml", f"Văn bản sắp hết hiệu lực – {name}", EXPIRING, soon))
    if public.children:
        feeds.append(FeedSpec(f"{UNITS}rss.xml", f"Đơn vị trực thuộc – {name}", UNITS, _newest(public.child_news)))
    return tuple(feeds)


def _is_own(shown: Shown[Any]) -> bool:
    """Own news, plans, documents and answers, and procedures the unit has or changed."""
    if shown.item.folder in ("chi-so", "trang"):
        return False
    if isinstance(shown.item, FeedbackReply) and shown.item.ngay_tra_loi is None:
        return False
    return not shown.inherited or shown.moved or (shown.item.folder == "thu-tuc" and shown.changed)


def _newest(items: Sequence[Shown[Any]]) -> tuple[Shown[Any], ...]:
    """By instant alone: pinning is for pages. Undated items are in no feed."""
    dated = [one for one in items if one.item.published is not None]
    return tuple(sorted(dated, key=lambda one: (-one.item.published.timestamp(), one.feed_id)))[:FEED_SIZE]
