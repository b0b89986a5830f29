"""One page at a time, for the preview: the same hooks, templates and bytes as in a whole build; nothing is written."""

from mkdocs.commands.build import _populate_page, get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from cchc.pages.desk import WebPage
from cchc.publishing.job import Job
from cchc_mkdocs.plugin import CchcPlugin


class Press:
    """The theme, ready to lay out single pages of any section; one at a time, for MkDocs keeps the page in hand."""

    def __init__(self, config: MkDocsConfig, plugin: CchcPlugin) -> None:
        self.config, self.plugin = config, plugin
        plugin.refuse_markdown(config)
        plugin.theme_of(config)
        config.plugins.on_startup(command="serve", dirty=False)
        self.env = config.theme.get_env()

    def page(self, job: Job, page: WebPage) -> str:
        """The whole page, as `mkdocs build` would write it."""
        self.plugin.introduce(job, self.config)
        self.plugin.pages = {}
        file = self.plugin.file_of(page, self.config)
        laid = Page(None, file, self.config)
        _populate_page(laid, self.config, Files([file]))
        nav = Navigation([], [])
        context = get_context(nav, [file], self.config, laid)
        context = self.config.plugins.on_page_context(context, page=laid, config=self.config, nav=nav)
        html = self.env.get_template("main.html").render(context)
        return self.config.plugins.on_post_page(html, page=laid, config=self.config)
