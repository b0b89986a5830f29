"""`cchc deploy`: what was built, to the hosts it belongs on; a line per host, and one bad host stops nobody else."""

import hashlib
import json
import os
import socket
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

from cchc.model.unit import Unit
from cchc.section.addresses import MANIFEST
from cchc_cli.deploying.delivery import AT_ONCE, FAILED, PLANNED, REFUSED, SAME, SENT, Deliveries, Outcome, clock
from cchc_cli.deploying.host import HostBusy
from cchc_cli.deploying.standing import alone
from cchc_cli.deploying.targets import Around
from cchc_cli.project import Project, known_units
from cchc_cli.speech import DONE, PARTLY, Failure, Progress, report, say, warn
from cchc_cli.speech import REFUSED as CONTENT_REFUSED


def deploy(
    project: Project,
    units: list[str],
    site: Path,
    now: datetime,
    *,
    dry: bool = False,
    rollback: bool = False,
    as_data: bool = False,
) -> int:
    """Publish the units (all where none is named) to the hosts of their `trien_khai`. The exit code.

    `dry`: only say what would travel; `rollback`: back to the release published before.
    """
    seen = project.survey()
    if not seen.units:
        report([one for one in seen.complaints if one.error], project.content)
        return CONTENT_REFUSED
    wanted = [seen.units[ma] for ma in known_units(seen, units)]
    bound = [unit for unit in wanted if unit.trien_khai]
    for unit in wanted:
        if units and not unit.trien_khai:
            warn(f"{unit.ma}: don-vi.yml chưa ghi nơi đăng (trien_khai).")
    if not bound:
        raise Failure("Chưa đơn vị nào ghi nơi đăng. Ghi mục trien_khai trong don-vi.yml, xem README, phần Đăng.")
    stopped = project.stopped(seen, [unit.ma for unit in bound], now)
    try:
        with alone(project.root / ".cchc" / "deploy.lock"):
            outcomes = _deliver(project, bound, site, now, stopped, dry=dry, rollback=rollback, quiet=as_data)
    except HostBusy:
        raise Failure("Một lệnh deploy khác đang chạy trong thư mục này; chờ xong rồi chạy lại.", PARTLY) from None
    kept = [unit.ma for unit in bound if unit.ma in stopped]
    for ma in kept:
        warn(_kept(site / ma / MANIFEST, ma, now))
    changes = [one.next_change for one in outcomes if one.next_change and one.next_change > now]
    if as_data:
        print(_as_json(outcomes, kept, min(changes, default=None)))
    else:
        _sum_up(outcomes, min(changes, default=None))
    return _code(outcomes, short=bool(kept) or len(bound) < len(wanted) * bool(units))


def _deliver(
    project: Project,
    units: list[Unit],
    site: Path,
    now: datetime,
    stopped: frozenset[str],
    *,
    dry: bool,
    rollback: bool,
    quiet: bool,
) -> list[Outcome]:
    progress = Progress("Đang gửi tệp")
    around = Around(project.root, _owner(project.root), now, progress.step)
    deliveries = Deliveries(site, around, rollback=rollback, dry=dry, log=project.root / "cchc-loi.txt")
    outcomes: list[Outcome] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in pool.map(lambda unit: deliveries.deliver(unit, stopped=unit.ma in stopped), units):
            outcomes += done
            progress.end()
            if not quiet:
                _speak(done, dry=dry)
    return outcomes


def _speak(outcomes: Iterable[Outcome], *, dry: bool) -> None:
    for one in outcomes:
        place = ": ".join(filter(None, (one.ma, one.host)))
        if one.how in (REFUSED, FAILED):
            warn(f"{place}: {'KHÔNG ĐĂNG' if one.how == REFUSED else 'HỎNG'}: {one.what}")
        elif one.how == SAME:
            say(f"{place}: không có gì đổi")
        elif one.how == SENT:
            gone = f", bỏ {len(one.sent.removed)} tệp" if one.sent.removed else ""
            say(f"{place}: gửi {len(one.sent.files)} tệp ({_size(one.sent.bytes)}){gone}, {_number(one.seconds)} giây")
        elif one.how == PLANNED and dry:
            say(f"{place}: sẽ gửi {len(one.plan.send)} tệp ({_size(one.plan.bytes)}), bỏ {len(one.plan.remove)} tệp")
            for sign, paths in (("+", one.plan.send), ("-", one.plan.remove)):
                for path in paths:
                    say(f"  {sign} {path}")
        for note in one.notes:
            warn(f"{place}: {note}")


def _sum_up(outcomes: Sequence[Outcome], next_change: datetime | None) -> None:
    bad = sum(one.how in (REFUSED, FAILED) for one in outcomes)
    if bad:
        warn(f"Còn {bad} chỗ chưa xong, {len(outcomes) - bad} chỗ xong; sửa theo các dòng trên rồi chạy lại lệnh này.")
    if next_change:
        say(f"Lần thay đổi kế tiếp: {clock(next_change)}")


def _code(outcomes: Iterable[Outcome], *, short: bool) -> int:
    """`short`: a unit's new content was kept back, or it has nowhere to go."""
    ways = {one.how for one in outcomes}
    if not ways & {REFUSED, FAILED}:
        return PARTLY if short else DONE
    return CONTENT_REFUSED if ways == {REFUSED} else PARTLY


def _kept(manifest: Path, ma: str, now: datetime) -> str:
    days = int((now.timestamp() - manifest.stat().st_mtime) // 86400) if manifest.exists() else 0
    age = f"dựng {days} ngày trước" if days > 0 else "dựng hôm nay"
    return f"{ma}: nội dung mới CÒN LỖI nên chưa được đăng; nơi đăng giữ chuyên mục cũ ({age}). Xem: cchc check {ma}"


def _as_json(outcomes: Iterable[Outcome], kept: Iterable[str], next_change: datetime | None) -> str:
    data = {
        "next_change": next_change and next_change.isoformat(),
        "con_loi": list(kept),
        "noi_dang": [dict(_record(one)) for one in outcomes],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _record(one: Outcome) -> Iterator[tuple[str, Any]]:
    yield from (("don_vi", one.ma), ("noi", one.host), ("ket_qua", one.how), ("noi_dung", one.what))
    yield from (("so_tep", len(one.sent.files)), ("so_byte", one.sent.bytes), ("so_tep_bo", len(one.sent.removed)))
    yield from (("giay", round(one.seconds, 1)), ("luu_y", list(one.notes)))
    if one.how == PLANNED:
        yield from (("se_gui", list(one.plan.send)), ("se_bo", list(one.plan.remove)), ("se_gui_byte", one.plan.bytes))


def _owner(root: Path) -> str:
    """Who publishes, as its own later runs and others know it; nothing of it tells the path of a folder."""
    user = os.environ.get("USER") or os.environ.get("USERNAME") or ""
    place = hashlib.sha256(f"{user} {root}".encode()).hexdigest()[:8]
    return f"{socket.gethostname()}-{place}"


def _size(count: int) -> str:
    for unit, size in (("MB", 1_000_000), ("KB", 1_000)):
        if count >= size:
            return f"{_number(count / size)} {unit}"
    return f"{count} byte"


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
