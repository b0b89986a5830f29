"""One page at a time, or its shell: the same hooks, templates and bytes as in a whole build; nothing is written."""

from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace
from typing import Any

from mkdocs.commands.build import _populate_page, get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from cchc.pages.web_page import WebPage
from cchc.publishing.job import Job
from cchc.publishing.shells import NOT_KNOWN, Unfit, holds_holes
from cchc_mkdocs.plugin import CchcPlugin

_WRITING = {"d", "default", "e", "escape", "safe"}
"""Filters that leave a text as it is, but for escaping it."""
_EACH_ITS_OWN = ("pages", "base_url", "extra_css", "extra_javascript", "build_date_utc")
"""What MkDocs tells templates and is another for every page, or every time."""


class Press:
    """The theme, ready to lay out single pages of any section; one at a time, for MkDocs keeps the page in hand."""

    def __init__(self, config: MkDocsConfig, plugin: CchcPlugin) -> None:
        self.config, self.plugin = config, plugin
        plugin.refuse_markdown(config)
        plugin.theme_of(config)
        config.plugins.on_startup(command="serve", dirty=False)
        self.env = config.theme.get_env()
        self.env.optimized = False  # as for articles: see `templates_in`
        self.env.filters.update({k: _told(f) for k, f in self.env.filters.items() if k not in _WRITING})

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

    @property
    def alone(self) -> bool:
        """True where nobody but us has a say in a page: no other plug-in, no hook."""
        return len(self.config.plugins) == 1

    def shell(self, frame: Any, content: str, name: str, address: str) -> str:
        """A page with holes; raises Unfit where a template asks what a shell cannot know."""
        self.config.site_name, self.config.site_url = name, address
        context: dict[str, Any] = dict(get_context(Navigation([], []), [], self.config))
        context |= dict.fromkeys(_EACH_ITS_OWN, NOT_KNOWN)
        return self.env.get_template("main.html").render(context, page=_Sheet(content), cchc=frame)


class _Sheet(SimpleNamespace):
    """MkDocs' page, of which a shell knows that it has a text and no headings."""

    def __init__(self, content: str) -> None:
        super().__init__(content=content, toc=())

    def __getattr__(self, name: str) -> object:
        raise Unfit(name)


def _told(work: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of templates that says so when it meets a hole."""

    @wraps(work)
    def told(*given: Any, **named: Any) -> Any:
        if any(holds_holes(one) for one in (*given, *named.values())):
            raise Unfit(work.__name__)
        return work(*given, **named)

    return told
