"""How to reach a unit: hotline, e-mail, form with QR, one-stop counter (requirements 62–66)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from cchc.model.unit import Unit
from cchc.pages.desk import Link
from cchc.products.qr import qr_svg
from cchc.section.addresses import CONTACT


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach the unit."""

    label: str
    text: str
    href: str | None = None
    note: str = ""
    kind: str = "form"
    """Name of its drawing: phone, mail, form, place, desk."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code and what it is for."""

    svg: Markup
    caption: str


class Office(NamedTuple):
    """Whom to ask about one matter, and how."""

    matter: str
    who: str
    ways: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """The address of a page to read out, and plain links that send it."""

    address: str
    sms: str
    mail: str
    facebook: str


def hotline(unit: Unit) -> Way | None:
    """The number to call; None where the unit has none."""
    number = unit.duong_day_nong
    return Way("Đường dây nóng", number, dial(number), kind="phone") if number else None


@lru_cache(maxsize=1024)
def dial(number: str) -> str:
    """The link that calls a number as people write it."""
    return "tel:" + "".join(c for c in number if c in "+0123456789")


def ways_to_report(unit: Unit) -> tuple[Way, ...]:
    """Every way to report something, the quickest first."""
    ways = [way for way in (hotline(unit),) if way]
    if unit.email_phan_anh:
        ways.append(Way("Thư điện tử", unit.email_phan_anh, f"mailto:{unit.email_phan_anh}", kind="mail"))
    if unit.url_phan_anh:
        ways.append(Way("Phiếu phản ánh trực tuyến", unit.url_phan_anh, unit.url_phan_anh))
    if unit.dia_chi:
        ways.append(Way("Đến hoặc gửi thư về", unit.dia_chi, kind="place"))
    if unit.mot_cua:
        notes = (unit.mot_cua.gio, (unit.mot_cua.dien_thoai or "").replace(" ", "\u00a0"))
        ways.append(Way("Nơi tiếp nhận hồ sơ", unit.mot_cua.dia_chi, note="; ".join(filter(None, notes)), kind="desk"))
    return tuple(ways)


def reach(unit: Unit) -> dict[str, Any]:
    """Values for the block that says how to reach the unit, the same at the foot of a page and on a page of its own."""
    ways = tuple(way for way in ways_to_report(unit) if way.kind != "phone")
    return {"hotline": hotline(unit), "ways": ways, "qr": report_qr(unit)}


def offices(unit: Unit, superior: str, above: Unit | None) -> Iterator[Office]:
    """Who for what; `above`: the section of the superior, where it is one of ours."""
    if unit.mot_cua:
        phone = unit.mot_cua.dien_thoai
        yield Office("Hồ sơ, thủ tục", unit.mot_cua.dia_chi, (Link(phone, dial(phone)),) if phone else ())
    direct = tuple(_named(way) for way in ways_to_report(unit) if way.href)
    if direct:
        yield Office("Phản ánh, kiến nghị", "", direct)
    if superior:
        call = hotline(above) if above else None
        page = Link("Trang liên hệ", above.url + CONTACT) if above and above.url else None
        links = (_named(call) if call else None, page)
        yield Office("Câu trả lời chưa thỏa đáng", superior, tuple(link for link in links if link))


def _named(way: Way) -> Link:
    """A number is shown, an address is behind its name."""
    return Link(way.text if way.kind == "phone" else way.label, way.href)


def map_of(unit: Unit, name: str) -> str | None:
    """A plain link that looks the address up on a map; nothing of it loads before it is pressed."""
    place = quote(f"{name}, {unit.dia_chi}", safe="")
    return f"https://www.google.com/maps/search/?api=1&query={place}" if unit.dia_chi else None


def social_links(unit: Unit) -> tuple[Way, ...]:
    """Plain links to the unit's pages on social networks; no script of theirs."""
    links = (("Fanpage Facebook", unit.facebook), ("Zalo", unit.zalo))
    return tuple(Way(label, label, address) for label, address in links if address)


def report_qr(unit: Unit) -> Code | None:
    """QR code of the form, else of the hotline; None where the unit has neither, or none holds the address."""
    if unit.url_phan_anh:
        svg = qr_svg(unit.url_phan_anh, "Mã QR mở phiếu phản ánh")
        return Code(Markup(svg), "Quét mã để gửi phản ánh; địa chỉ ghi bằng chữ ở bên.") if svg else None
    if unit.duong_day_nong:
        svg = qr_svg(dial(unit.duong_day_nong), "Mã QR gọi đường dây nóng")
        return Code(Markup(svg), "Quét mã để gọi đường dây nóng.")
    return None


def share(unit: Unit, address: str, title: str) -> Share | None:
    """How to pass on the page at `address`; None while nobody knows where the section will be."""
    if not unit.url:
        return None
    whole = unit.url + address
    name, place = _quoted(title), _quoted(unit.url) + quote(address)
    return Share(
        whole.partition("://")[2].rstrip("/"),
        f"sms:?&body={name}%20{place}",
        f"mailto:?subject={name}&body={place}",
        f"https://www.facebook.com/sharer/sharer.php?u={place.replace('/', '%2F')}",
    )


_quoted = lru_cache(maxsize=1024)(quote)


def former_names(unit: Unit, now: datetime) -> tuple[str, ...]:
    """`Trường PTCS Hoa Sen (đến 31/08/2024)`, newest first; names that have ended by `now`."""
    ended = sorted((name for name in unit.ten_cu if name.den.end <= now), key=lambda name: name.den.start, reverse=True)
    return tuple(f"{name.ten} (đến {name.den.vn})" for name in ended)
