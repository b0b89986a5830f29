"""MkDocs as the project sets it up: the theme, and its shells."""

import contextlib
import io
import logging
import os
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc.pages.web_page import WebPage
from cchc.products.theme_files import own_theme
from cchc.publishing.job import Job
from cchc.publishing.kept_pages import KeptAnswers
from cchc.publishing.output import Output
from cchc.publishing.section import Section
from cchc.publishing.shells import Shells, Unfit
from cchc.reading.tree import Spread
from cchc.remembering import remembered
from cchc_cli.project import Project
from cchc_cli.speech import Failure, warn

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from cchc_mkdocs.plugin import CchcPlugin
    from cchc_mkdocs.press import Press


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


class _Engine:
    """The theme as MkDocs renders it. MkDocs is started when it is first asked: where every shell is kept, never."""

    def __init__(self, project: Project, output: Output, program: str) -> None:
        self.project, self.output, self.program = project, output, program

    @cached_property
    def press(self) -> "Press":
        """MkDocs at work. Raises Failure where `mkdocs.yml` is wrong."""
        from mkdocs.exceptions import MkDocsException  # heavy imports, needed here only

        from cchc_mkdocs.press import Press

        try:
            return Press(*engine_of(self.project, self.output.root))
        except MkDocsException as error:
            raise Failure(str(error)) from None

    def page(self, job: Job, page: WebPage) -> str:
        """See `Theme`."""
        return self.press.page(job, page)

    def shell(self, frame: Any, content: str, name: str, address: str) -> str:
        """See `Theme`."""
        return self.press.shell(frame, content, name, address)


def shells_of(project: Project, output: Output, program: str = "") -> Shells | None:
    """The shells of the project's theme; None where others have a say in every page: plug-ins, files, variables.

    `program`: digest of all that decides beside the content; empty where nobody needs to know.
    """
    engine = _Engine(project, output, program)
    return Shells(engine, program) if _is_ours(engine) else None


@remembered(question=lambda engine: engine.program or None)
def _is_ours(engine: _Engine) -> bool:
    return engine.press.alone and _is_all_seen(engine.project, engine.press.config)


def _is_all_seen(project: Project, config: "MkDocsConfig") -> bool:
    """False where `mkdocs.yml` takes a theme, settings or values from where nobody looks whether they changed."""
    said = project.config.read_text(encoding="utf-8")
    theme = config.theme.custom_dir
    # By name: a link may lead elsewhere tomorrow.
    is_there = not theme or os.path.abspath(theme) == os.path.abspath(theme_of(project))
    return is_there and "INHERIT" not in said and "!ENV" not in said


def lay_out(
    project: Project,
    section: Section,
    output: Output,
    shells: Shells | None,
    step: Callable[[str], object],
    spread: Spread = map,
    answers: KeptAnswers | None = None,
) -> Job:
    """Lay a section out and commit it; by MkDocs itself where shells cannot stand for the theme. The rest as `Job.lay`.

    Raises Divided where `spread` cannot share out its pages: then a section is to be made anew and laid without.
    """
    job = Job(section, output)
    if shells is not None and not shells.unfit:
        try:
            job.lay(partial(shells.page, job), step, spread, answers)
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
