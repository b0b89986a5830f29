"""`cchc takedown`: an item leaves the pages, feeds, index and files of every section, and the releases kept here.

Everything is copied to a private place, then moved out of the content, the item's own file last; then the sections are
built and the old releases removed. Cut off anywhere, the same command finishes what is left.
"""

import shutil
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cchc.model.item import Item
from cchc.model.unit import Unit
from cchc.model.vocabulary import KieuTrienKhai
from cchc.products.manifest import is_offline
from cchc.publishing.output import sync
from cchc.reading.mending import replace_file
from cchc.reading.tree import Tree
from cchc.section.addresses import MANIFEST
from cchc.section.assets import suffix_of
from cchc.section.pictures import SUFFIXES
from cchc.section.takedown import Takedown, candidates, takedown_of, tombstone
from cchc.vietnamese.disk import why
from cchc.vietnamese.slug import fold
from cchc_cli.build import Wish, build
from cchc_cli.deploying.folder import CURRENT
from cchc_cli.deploying.host import HostBusy
from cchc_cli.deploying.shelf import drop, releases_in, sweep
from cchc_cli.deploying.standing import alone
from cchc_cli.deploying.targets import name_of
from cchc_cli.old_encodings import Ask, terminal
from cchc_cli.project import Project, one_unit
from cchc_cli.speech import DONE, PARTLY, REFUSED, Failure, say, warn

PRIVATE = "go-bo"
"""Folder in `.cchc` where what was taken down lies: `<ma>/<day>/<path in content>`."""


def takedown(
    project: Project, name: str, ma: str | None, now: datetime, *, reason: str | None, yes: bool, site: Path,
    ask: Ask | None = None,
) -> int:  # fmt: skip
    """Take down the item `name` of unit `ma` (the only one, where there is one). The exit code."""
    tree = project.load()
    unit = one_unit(tree, ma)
    what = takedown_of(tree, _meant(tree, unit, name))
    if what.done:
        warn(f"{what.item.key}: đã gỡ bỏ từ trước; làm nốt phần còn lại.")
    else:
        _show(project, what)
        if not yes and not _agreed(ask or terminal()):
            warn("Chưa gỡ gì.")
            return REFUSED
        kept = _move_away(project, tree, what, now, reason)
        say(f"{what.item.key}: đã gỡ bỏ. Bản gốc ở {kept}")
        warn(_afterwards(project))
    left = _build_again(project, what, site, now)
    _drop_releases(project, what, site)
    if left == DONE:
        if what.done:
            say("Ở máy này không còn gì của bài. Nơi nào chưa đăng bản mới thì đăng bằng lệnh: cchc deploy")
        else:
            warn("Trên máy chủ: bài mất đi sau lần đăng tới. Đăng ngay bằng lệnh: cchc deploy")
        _clean_hosts(project, tree, what)
        return DONE
    warn("CHƯA XONG: chuyên mục chưa dựng lại hết nên bài còn ở bản cũ. Sửa lỗi nêu trên, rồi chạy lại lệnh này.")
    return left


def _meant(tree: Tree, unit: Unit, name: str) -> Item:
    """The one item meant. Raises Failure, saying what to write instead."""
    found = candidates(tree, unit.ma, name)
    if len(found) > 1:
        raise Failure(f"“{name}” có {len(found)} bài; ghi rõ một trong: {', '.join(sorted(one.key for one in found))}.")
    inherited = next((one for one in tree.chain(unit.ma)[:-1][::-1] if candidates(tree, one.ma, name)), None)
    if found and not found[0].ghi_de:
        return found[0]
    if inherited is None:
        raise Failure(f"{unit.ma} không có bài “{name}”; ghi `id` của bài, ví dụ: 2026/khai-giang.")
    raise Failure(
        f"“{name}” là mục của {inherited.ten}, hiện ở mọi đơn vị trực thuộc.\n"
        f"  → Gỡ ở mọi nơi, chạy: cchc takedown {name} --unit {inherited.ma}\n"
        f"  → Chỉ ẩn ở {unit.ten}: tạo tệp cùng id có ghi_de: true và khong_ap_dung: true"
    )


def _show(project: Project, what: Takedown) -> None:
    content = project.content.name
    warn(f"Sẽ gỡ bỏ: {getattr(what.item, what.item.title_field, what.item.id)} ({what.item.key}, {what.unit})")
    for path in (*what.texts, *what.files):
        warn(f"  dời đi: {content}/{path}")
    for path in what.shared:
        warn(f"  để lại, vì bài khác còn dùng: {content}/{path}")
    warn(f"  dựng lại chuyên mục của: {', '.join(what.units[:8])}{' …' if len(what.units) > 8 else ''}")
    warn(f"  địa chỉ {what.item.address} chỉ còn báo đã gỡ; tên địa chỉ ấy có tên người thì sau đó xóa luôn tệp "
         f"{content}/{what.item.origin.path}")  # fmt: skip


def _agreed(ask: Ask | None) -> bool:
    if ask is None:
        raise Failure("Phải có người đồng ý: chạy ở cửa sổ lệnh, hoặc thêm --yes.")
    return fold(ask("Gỡ bỏ? [c/k]").strip()) in ("c", "co", "y", "yes")


def _move_away(project: Project, tree: Tree, what: Takedown, now: datetime, reason: str | None) -> Path:
    """Everything to the private place, then out of the content; the folder it is in now. Raises Failure."""
    private = project.root / ".cchc" / PRIVATE
    folder = private / what.unit / f"{now:%Y-%m-%d}"
    stone = tombstone(what.item, now.date(), reason)
    paths = [*what.files, *what.texts[1:], *what.texts[:1]]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        private.chmod(0o700)
        for path in paths:
            copy = folder / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(tree.folder.files[path].disk, copy)
            sync(copy)
        for path in paths[:-1]:
            tree.folder.files[path].disk.unlink(missing_ok=True)
        replace_file(tree.folder.files[paths[-1]].disk, stone.encode())
        if any(suffix_of(path) in SUFFIXES for path in what.files) and tree.folder.keep:
            # What was made of the pictures lies there under names nobody can read.
            shutil.rmtree(tree.folder.keep, ignore_errors=True)
        project.results().forget()
    except OSError as error:
        text = f"Không dời được {error.filename} ({why(error)}); chạy lại lệnh này để làm nốt."
        raise Failure(text, PARTLY) from None
    return folder


def _afterwards(project: Project) -> str:
    lines = [
        "  → Không cần giữ nữa thì xóa thư mục ấy. Muốn đăng lại: chép các tệp từ đó về content/ như cũ, rồi dựng lại."
    ]
    if (project.root / ".git").exists():
        lines.append("  → Lịch sử git còn giữ bản cũ: kho git công khai thì nhờ người phụ trách xóa khỏi lịch sử.")
    return "\n".join(lines)


def _build_again(project: Project, what: Takedown, site: Path, now: datetime) -> int:
    """Every edition that stands: for a host, for a stick, packed. The worst exit code."""
    worst = DONE
    beside = project.root / "site-offline"
    for place, packed in ((site, False), (beside, False), (site, True)):
        stands = [ma for ma in what.units if (place / (f"{ma}.zip" if packed else f"{ma}/{MANIFEST}")).exists()]
        if stands:
            offline = not packed and is_offline(place / stands[0] / MANIFEST)
            worst = max(worst, build(project, Wish(tuple(stands), offline, packed), place, now))
    return worst


def _drop_releases(project: Project, what: Takedown, site: Path) -> None:
    """Remove the releases kept for going back, whose lists, feeds and index name the item; not one built since."""
    house = project.root / ".cchc"
    count = 0
    try:
        with alone(house / "deploy.lock"):
            for ma in what.units:
                shelf = house / "releases" / ma
                sweep(shelf)
                manifest = site / ma / MANIFEST
                clean = sha256(manifest.read_bytes()).hexdigest() if manifest.exists() else ""
                for release in releases_in(shelf).values():
                    if not clean.startswith(release.name.partition("-")[2]):
                        drop(release)
                        count += 1
    except HostBusy:
        raise Failure("Một lệnh deploy đang chạy; chờ xong rồi chạy lại lệnh này để làm nốt.", PARTLY) from None
    if count:
        warn(f"Đã bỏ {count} bản phát hành cũ giữ ở máy này; đến lần đăng sau mới lại có bản để quay về.")


def _clean_hosts(project: Project, tree: Tree, what: Takedown) -> None:
    """Releases beside the public one in folders of this machine go; of what only others can clean, say so."""
    for target in (one for ma in what.units for one in tree.units[ma].trien_khai):
        if target.kieu == KieuTrienKhai.GIT:
            warn(f"  → Lịch sử của nhánh {name_of(target)} còn giữ bản cũ: nhờ người phụ trách xóa khỏi lịch sử.")
        elif target.kieu == KieuTrienKhai.THU_MUC:
            root = project.root / Path(target.dich).expanduser()
            try:
                for release in releases_in(root / "releases").values():
                    if release.resolve() != (root / CURRENT).resolve():
                        drop(release)
            except OSError as error:
                warn(f"  → Không xóa được bản cũ trong {root} ({why(error)}); xóa bằng tay các thư mục cũ trong đó.")
            if not what.done:
                warn(f"  → {root} giữ lại bản đang đăng: đăng bản mới xong thì chạy lại lệnh gỡ này một lần nữa.")
