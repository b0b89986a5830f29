"""`cchc build`: each unit into `site/<ma>/`; what is refused keeps its old section and is said loudly."""

import contextlib
import io
import logging
import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cchc.checking.verdict import Verdict
from cchc.products.theme_files import own_theme
from cchc.publishing.archive import Archive
from cchc.publishing.job import Job, JobRefused, keep_edition, standing_offline, vanished
from cchc.publishing.output import Output, OutputBusy
from cchc.publishing.section import Section, build_section
from cchc.publishing.shells import Shells, Unfit
from cchc.reading.tree import Tree
from cchc.vietnamese.disk import why
from cchc_cli.project import Project, known_units
from cchc_cli.speech import DONE, PARTLY, REFUSED, Failure, Progress, report, say, warn

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from cchc_mkdocs.plugin import CchcPlugin


def build(
    project: Project,
    units: list[str],
    site: Path,
    now: datetime,
    *,
    offline: bool = False,
    packed: bool = False,
    prune: bool = False,
) -> int:
    """Build the units (all where none is named). The exit code.

    `offline`: to be opened by double click; `packed`: one archive a unit instead of a folder; `prune`: sections of
    units that left the content are removed.
    """
    tree = project.load()
    verdict = project.judge(tree, now)
    wanted = known_units(tree, units)
    errors = tuple(c for c in verdict.complaints if c.error)
    if not tree.units:
        report(errors, project.content)
        return REFUSED
    report(errors, project.content)
    good = [ma for ma in wanted if ma not in verdict.stopped]
    failed: list[str] = []
    try:
        with Archive(site, now) if packed else Output(site) as output:
            for ma in () if packed else good:
                keep_edition(site / ma, offline=offline)
            beside = standing_offline(site, tree.units) | set(good) if offline else None
            failed = _build_all(project, tree, verdict, good, output, now, beside)
            if isinstance(output, Output):
                _left_over(output, tree, project.content, certain=not errors, prune=prune)
    except JobRefused as refusal:
        raise Failure(str(refusal)) from None
    except OutputBusy:
        raise Failure(f"Một lệnh khác đang dựng vào {site}; chờ xong rồi chạy lại.") from None
    except OSError as error:
        raise Failure(f"Không ghi được vào {site} ({why(error)}); chuyên mục đã đăng vẫn nguyên.", PARTLY) from None
    stopped = [ma for ma in wanted if ma in verdict.stopped]
    for ma in [*stopped, *failed]:
        warn(_kept(site / f"{ma}.zip" if packed else site / ma / "cchc.json", ma, now))
    if not stopped and not failed:
        warnings = sum(not c.error for c in verdict.complaints if c.unit in wanted)
        if warnings:
            warn(f"Có {warnings} lưu ý; xem bằng lệnh: cchc check")
        return DONE
    count = len(errors)
    warn(f"Còn {count} lỗi; {len(stopped) + len(failed)}/{len(wanted)} đơn vị chưa dựng được.")
    return REFUSED if len(stopped) == len(wanted) else PARTLY


def _left_over(output: Output, tree: Tree, content: Path, *, certain: bool, prune: bool) -> None:
    """Say whose sections stand though the content no longer has them; remove them only when asked, and certain.

    A unit whose don-vi.yml cannot be read has not gone.
    """
    for ma in vanished(output.root, tree.units):
        if prune and certain:
            output.remove(ma)
            say(f"{ma}: đã bỏ chuyên mục {output.root / ma}")
            continue
        how = "sửa hết lỗi rồi chạy lại" if prune else "bỏ bằng lệnh: cchc build --prune"
        warn(f"{ma}: không còn trong {content} nhưng chuyên mục vẫn được giữ ở {output.root / ma}; {how}.")


def _build_all(
    project: Project,
    tree: Tree,
    verdict: Verdict,
    good: list[str],
    output: Output,
    now: datetime,
    beside: frozenset[str] | None,
) -> list[str]:
    failed: list[str] = []
    shells = shells_of(project, output) if good else None
    for place, ma in enumerate(good, start=1):
        try:
            section = build_section(
                tree, verdict.held, ma, now, theme_of(project), left_out=verdict.stopped, offline=beside
            )
            progress = Progress(f"Đang dựng {ma} (đơn vị {place}/{len(good)}), trang", len(section.pages))
            change = lay_out(project, section, output, shells, progress.step)
            progress.end()
        except OSError as error:
            warn(f"{ma}: không ghi được ({why(error)}: {error.filename}); giữ chuyên mục cũ.")
            output.discard(ma)
            failed.append(ma)
            continue
        written, removed = len(change.change.written), len(change.change.removed)  # type: ignore[union-attr]
        drafts = sum(item.nhap for item in tree.items[ma])
        changed = f"{written} tệp mới hoặc đổi, {removed} tệp bỏ" if written or removed else "không có gì đổi"
        opened = f". Nhấp đúp để mở: {output.root / ma / 'index.html'}" if beside is not None else ""
        opened = f". Tệp để tải lên: {output.root / ma}.zip" if isinstance(output, Archive) else opened
        say(f"{ma}: {changed}" + (f"; {drafts} bản nháp chưa đăng" if drafts else "") + opened)
    return failed


def theme_of(project: Project) -> Path:
    """Folder of the theme's templates: the project's own, else the one that comes with us."""
    theme = project.root / "theme"
    return theme if theme.is_dir() else own_theme()


def engine_of(project: Project, site: Path) -> "tuple[MkDocsConfig, CchcPlugin]":
    """MkDocs as `mkdocs.yml` sets it up, and our plug-in in it. Its messages are kept from people."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.config import load_config  # a heavy import, needed here only

    from cchc_mkdocs.plugin import CchcPlugin

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with contextlib.redirect_stderr(io.StringIO()):
        config = load_config(str(project.config), site_dir=str(site))
    plugin = next((plugin for plugin in config.plugins.values() if isinstance(plugin, CchcPlugin)), None)
    if plugin is None:
        raise Failure("mkdocs.yml: mục plugins thiếu dòng “- cchc”.")
    return config, plugin


def shells_of(project: Project, output: Output) -> Shells | None:
    """The shells of the project's theme; None where `mkdocs.yml` brings others that have a say in every page."""
    from mkdocs.exceptions import MkDocsException  # heavy imports, needed here only

    from cchc_mkdocs.press import Press

    try:
        press = Press(*engine_of(project, output.root))
    except MkDocsException as error:
        raise Failure(str(error)) from None
    return Shells(press) if press.alone else None


def lay_out(
    project: Project, section: Section, output: Output, shells: Shells | None, step: Callable[[str], None]
) -> Job:
    """Lay a section out and commit it; by MkDocs itself where shells cannot stand for the theme."""
    job = Job(section, output)
    if shells is not None:
        try:
            job.lay(partial(shells.page, job), step)
            return job
        except Unfit:
            pass  # The theme is whole all the same; only no shell can stand for it.
    from mkdocs.commands.build import build as mkdocs_build  # a heavy import, needed here only

    config, plugin = engine_of(project, output.root / section.unit.ma)
    plugin.job, plugin.step = job, step
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return job


def _kept(standing: Path, ma: str, now: datetime) -> str:
    if not standing.exists():
        return f"{ma}: CHƯA CÓ chuyên mục nào được đăng."
    days = int((now.timestamp() - standing.stat().st_mtime) // 86400)
    return f"{ma}: GIỮ chuyên mục cũ" + (f" (đã {days} ngày)." if days > 0 else " (dựng hôm nay).")
