"""MkDocs (or ProperDocs) lays the pages of one unit out; every hook is a call into the core.

Left alone, MkDocs would empty `site/` and publish whatever lies in `content/` and in the theme: `on_files` therefore
drops every file found and adds the Section's, and `site_dir` is the unit's stage until the core commits it.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from cchc.pages.web_page import WebPage
from cchc.products.theme_files import own_theme
from cchc.publishing.job import Job, JobRefused, job_for, sets_markdown, source_of


class CchcConfig(Config):  # type: ignore[no-untyped-call]
    """Options of the plug-in in `mkdocs.yml`."""

    don_vi = config_options.Optional(config_options.Type(str))
    offline = config_options.Type(bool, default=False)


class CchcPlugin(BasePlugin[CchcConfig]):  # type: ignore[no-untyped-call]
    """One unit's section, made by the core, laid into the theme."""

    job: Job | None = None
    """What to build; the command line sets it, `mkdocs` alone has it made from `mkdocs.yml`."""
    step: Callable[[str], object] = staticmethod(str)
    """Told of every page, for progress."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.command = command
        self.pages: dict[str, WebPage] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.refuse_markdown(config)
        theme = self.theme_of(config)
        try:
            if self.job is None or self.command == "serve":
                unit = self.config.don_vi or os.environ.get("CCHC_UNIT")
                now = os.environ.get("CCHC_NOW")
                publish, offline = self.command == "build", self.config.offline
                self.job = job_for(
                    Path(config.docs_dir), theme, Path(config.site_dir), unit, now, publish=publish, offline=offline
                )
            config.site_dir = str(self.job.begin()) if self.command == "build" else config.site_dir
        except JobRefused as refusal:
            raise PluginError(str(refusal)) from None
        self.introduce(self.job, config)
        return config

    def refuse_markdown(self, config: MkDocsConfig) -> None:
        """Our texts never reach MkDocs' converter: settings for it would be without effect."""
        if sets_markdown(Path(config.config_file_path).read_text(encoding="utf-8")):
            raise PluginError("mkdocs.yml: xóa mục markdown_extensions (chuyên mục tự chuyển Markdown, xem README).")

    def theme_of(self, config: MkDocsConfig) -> Path:
        """The theme `mkdocs.yml` names, else the one that comes with us, which MkDocs is then told of."""
        if config.theme.custom_dir:
            return Path(config.theme.custom_dir)
        theme = own_theme()
        if str(theme) not in config.theme.dirs:
            config.theme.dirs.insert(0, str(theme))
        return theme

    def introduce(self, job: Job, config: MkDocsConfig) -> None:
        """Tell MkDocs whose section it lays out."""
        self.job = job
        config.site_name = job.section.unit.ten
        config.site_url = job.section.unit.base_url
        config.use_directory_urls = True
        config.nav = None
        config.theme.static_templates.clear()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        assert self.job is not None
        for file in list(files):
            files.remove(file)
        self.pages = {}
        for page in self.job.section.pages:
            files.append(self.file_of(page, config))
        for address, content in self.job.section.files.items():
            if isinstance(content, bytes):
                files.append(File.generated(config, address, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
            else:
                files.append(
                    File.generated(config, address, abs_src_path=str(content), inclusion=InclusionLevel.NOT_IN_NAV)
                )
        return files

    def file_of(self, page: WebPage, config: MkDocsConfig) -> File:
        """A page as MkDocs knows it: the empty Markdown file of its place."""
        file = File.generated(config, source_of(page), content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.dest_uri, file.url = page.file, page.address or "./"
        self.pages[file.src_uri] = page
        return file

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        page.meta = {"title": self.pages[page.file.src_uri].title, "hide": ["navigation"]}
        return ""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        laid = self.pages[page.file.src_uri]
        self.step(laid.address)
        return laid.html

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        assert self.job is not None
        context.update(self.job.frame(self.pages[page.file.src_uri]))
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        assert self.job is not None
        return self.job.finish(self.pages[page.file.src_uri], output)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.job is not None and self.command == "build":
            self.job.commit()

    def on_build_error(self, *, error: Exception) -> None:
        if self.job is not None:
            self.job.abandon()
