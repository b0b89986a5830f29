"""MkDocs as the project sets it up: the theme, and its shells."""

import contextlib
import io
import logging
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cchc.products.theme_files import own_theme
from cchc.publishing.job import Job
from cchc.publishing.output import Output
from cchc.publishing.section import Section
from cchc.publishing.shells import Shells, Unfit
from cchc.reading.tree import Spread
from cchc_cli.project import Project
from cchc_cli.speech import Failure, warn

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from cchc_mkdocs.plugin import CchcPlugin


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
    """The shells of the project's theme; None where others have a say in every page: plug-ins, files, variables."""
    from mkdocs.exceptions import MkDocsException  # heavy imports, needed here only

    from cchc_mkdocs.press import Press

    try:
        config, plugin = engine_of(project, output.root)
        press = Press(config, plugin)
    except MkDocsException as error:
        raise Failure(str(error)) from None
    return Shells(press) if press.alone and _is_all_seen(project, config) else None


def _is_all_seen(project: Project, config: "MkDocsConfig") -> bool:
    """False where `mkdocs.yml` takes a theme, settings or values from where nobody looks whether they changed."""
    said = project.config.read_text(encoding="utf-8")
    theme = config.theme.custom_dir
    return "INHERIT" not in said and "!ENV" not in said and (not theme or Path(theme).samefile(theme_of(project)))


def lay_out(
    project: Project,
    section: Section,
    output: Output,
    shells: Shells | None,
    step: Callable[[str], object],
    spread: Spread = map,
    program: str = "",
) -> Job:
    """Lay a section out and commit it; by MkDocs itself where shells cannot stand for the theme.

    `program`: see `Job.lay`.

    Raises Divided where `spread` cannot share out its pages: then a section is to be made anew and laid without.
    """
    job = Job(section, output)
    if shells is not None and not shells.unfit:
        try:
            job.lay(partial(shells.page, job), step, spread, program)
            return job
        except Unfit as reason:
            # The theme is whole all the same; only no shell can stand for it.
            warn(f"theme/: khung trang có phép tính trên chữ ({reason}); vẫn dựng đúng nhưng chậm hơn.")
    from mkdocs.commands.build import build as mkdocs_build  # a heavy import, needed here only

    config, plugin = engine_of(project, output.root / section.unit.ma)
    plugin.job, plugin.step = job, step
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return job
