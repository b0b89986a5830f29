"""`dan-vao-cong.html` of a news item: its text for the editor of any portal, with no more than all editors keep."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from markupsafe import Markup

from cchc.model.news import NewsItem
from cchc.pages.desk import Desk, day
from cchc.pages.templates import Laid
from cchc.section.addresses import HOME, PASTE
from cchc.section.shown import Shown

WIDEST = 600
"""Widest a picture is shown, CSS pixels: columns of portals are narrow, and nothing there shrinks it."""
_TAG = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>""")
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
KEPT = {
    **dict.fromkeys(("p", "h2", "h3", "h4", "ul", "li", "thead", "tbody", "tr", "strong", "em"), ()),
    **dict.fromkeys(("blockquote", "br", "sub", "sup"), ()),
    **dict.fromkeys(("td", "th"), ("colspan", "rowspan", "scope")),
    "table": (),
    "ol": ("start",),
    "a": ("href",),
    "img": ("src", "alt", "width"),
}
"""Elements of a paste, with the attributes they keep; tables get a border besides."""
_INSTEAD = {
    **dict.fromkeys(("h5", "h6"), ("h4",)),
    "b": ("strong",),
    **dict.fromkeys(("i", "cite"), ("em",)),
    **dict.fromkeys(("dt", "summary"), ("p", "strong")),
    "figcaption": ("p", "em"),
    **dict.fromkeys(("dd", "pre"), ("p",)),
}
"""What editors drop → what says nearly the same; of everything else only the content stays."""


def can_be_pasted(desk: Desk) -> bool:
    """True where others can reach the section: its address is known, and it is no copy on a stick."""
    return bool(desk.unit.url) and not desk.offline


def pastes(desk: Desk, shown: Shown[NewsItem]) -> Mapping[str, Callable[[], bytes]]:
    """By address: the paste of a news item, yet to be made; none where `can_be_pasted` is false."""
    return {shown.address + PASTE: lambda: str(_paste(desk, shown)).encode()} if can_be_pasted(desk) else {}


def plain(html: str) -> str:
    """HTML of a text of ours with the elements of `KEPT` alone."""
    reduced = _TAG.sub(lambda found: _reduced(found[0]), html)
    return re.sub(r"</p>\s*</p>", "</p>", re.sub(r"<p>\s*<p>", "<p>", reduced))


@lru_cache(maxsize=4096)
def _reduced(tag: str) -> str:
    closing, name, rest = _TAG.fullmatch(tag).groups()  # type: ignore[union-attr]
    names = _INSTEAD.get(name, (name,) if name in KEPT else ())
    if closing:
        return "".join(f"</{one}>" for one in reversed(names))
    said = [(key, value) for key, value in _ATTRIBUTE.findall(rest) if key in KEPT.get(name, ())]
    if name == "img":
        said = [(key, _narrow(value) if key == "width" else value) for key, value in said]
    if name == "table":
        said = [("border", "1")]
    dressed = "".join(f' {key}="{value}"' for key, value in said)
    return "".join(f"<{one}{dressed}>" for one in names)


def _narrow(width: str) -> str:
    return str(min(int(width), WIDEST)) if width.isascii() and width.isdigit() else str(WIDEST)


def _paste(desk: Desk, shown: Shown[NewsItem]) -> Laid:
    item, base = shown.item, desk.unit.base_url
    asset = desk.assets.picture(item.anh.path, shown.address) if item.anh else None
    return desk.lay(
        "paste.html",
        HOME,
        title=item.tieu_de,
        address=base + shown.address,
        picture=base + asset.address if asset else "",
        picture_width=min(asset.width or WIDEST, WIDEST) if asset else 0,
        picture_alt=item.mo_ta_anh or "",
        summary=item.tom_tat or "",
        event=day(item.ngay_su_kien),
        body=Markup(plain(desk.body(shown, None)[0])),
        video=bool(item.video),
        transcript=[line for line in (item.loi_thoai or "").splitlines() if line.strip()],
        base=base,
        downloads=desk.downloads(shown, HOME),
        source=item.nguon or "",
        unit=desk.unit.name_at(desk.public.now),
        date=day(item.ngay),
    )
