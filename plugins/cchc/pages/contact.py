"""How to reach a unit: hotline, e-mail, form with QR, one-stop counter (requirements 62–66)."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from cchc.model.unit import Unit
from cchc.products.qr import qr_svg


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach the unit."""

    label: str
    text: str
    href: str | None = None
    note: str = ""


def ways_to_report(unit: Unit) -> tuple[Way, ...]:
    """Every way to report something, the quickest first."""
    ways: list[Way] = []
    if unit.duong_day_nong:
        ways.append(
            Way(
                "Đường dây nóng",
                unit.duong_day_nong,
                "tel:" + "".join(c for c in unit.duong_day_nong if c in "+0123456789"),
            )
        )
    if unit.email_phan_anh:
        ways.append(Way("Thư điện tử", unit.email_phan_anh, f"mailto:{unit.email_phan_anh}"))
    if unit.url_phan_anh:
        ways.append(Way("Phiếu phản ánh trực tuyến", unit.url_phan_anh, unit.url_phan_anh))
    if unit.dia_chi:
        ways.append(Way("Đến hoặc gửi thư về", unit.dia_chi))
    if unit.mot_cua:
        notes = (unit.mot_cua.gio, unit.mot_cua.dien_thoai)
        ways.append(Way("Nơi tiếp nhận hồ sơ", unit.mot_cua.dia_chi, note="; ".join(filter(None, notes))))
    return tuple(ways)


def social_links(unit: Unit) -> tuple[Way, ...]:
    """Plain links to the unit's pages on social networks; no script of theirs."""
    links = (("Fanpage Facebook", unit.facebook), ("Zalo", unit.zalo))
    return tuple(Way(label, label, address) for label, address in links if address)


def report_qr(unit: Unit) -> Markup | None:
    """QR code of the form, else of the hotline; None where the unit has neither."""
    if unit.url_phan_anh:
        return Markup(qr_svg(unit.url_phan_anh, "Mã QR mở phiếu phản ánh"))
    if unit.duong_day_nong:
        number = "".join(c for c in unit.duong_day_nong if c in "+0123456789")
        return Markup(qr_svg(f"tel:{number}", "Mã QR gọi đường dây nóng"))
    return None


def former_names(unit: Unit, now: datetime) -> tuple[str, ...]:
    """`Trường PTCS Hoa Sen (đến 31/08/2024)`, newest first; names that have ended by `now`."""
    ended = sorted((name for name in unit.ten_cu if name.den.end <= now), key=lambda name: name.den.start, reverse=True)
    return tuple(f"{name.ten} (đến {name.den.vn})" for name in ended)
