"""The article templates of a theme, and texts by them."""

from collections.abc import Hashable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cchc.section.addresses import relative

Templates = Environment
"""The article templates of a theme."""


class Laid(NamedTuple):
    """A text by a template, which is asked for it no sooner than somebody wants to read it.

    `to` in a template turns addresses into links from `here`; `offline`: the page is opened by double click, where a
    browser loads frames at once that should wait.
    """

    templates: Templates
    template: str
    here: str
    offline: bool
    values: Mapping[str, Any]

    def __str__(self) -> str:
        return self.templates.get_template(self.template).render(
            self.values, to=lambda there: relative(self.here, there), offline=self.offline
        )


@lru_cache(maxsize=512)
def piece(templates: Templates, name: str, values: tuple[tuple[str, Hashable], ...]) -> Markup:
    return Markup(templates.get_template(name).render(values))


@cache
def templates_in(theme: Path) -> Templates:
    """The article templates of a theme folder: autoescaped, every missing value an error.

    `{% set a = b|kept %}`: the macro `b`, run once for the same arguments on however many pages of how many sections.
    """
    made = Environment(
        loader=FileSystemLoader(theme / "cchc"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        optimized=False,  # to look for the few constants takes a tenth of the time of compiling
    )
    made.filters["kept"] = lambda macro, size=2048: lru_cache(size, typed=True)(macro)
    return made
