"""Markdown → clean HTML: Python-Markdown, then `sanitising`, then `finishing`. The only converter.

Links stay as written: `section.links` turns them into addresses.
"""

import re
from functools import cache, cached_property, lru_cache
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.util import AtomicString

from cchc.reading.finishing import Converted, finish
from cchc.reading.lists import regular_lists
from cchc.reading.sanitising import clean, hostile
from cchc.reading.tangles import Tangled, is_tangled
from cchc.remembering import remembered
from cchc.vietnamese.encoding import UNPRINTABLE

_NO_SIGN = r"(?!&(?:lt|gt|quot);)"
_ADDRESS = rf"\bhttps?://(?:{_NO_SIGN}[^\s<>()\[\]\"'“”*|\\\x02\x03])*{_NO_SIGN}[^\s<>()\[\]\"'“”*|\\\x02\x03.,;:!?…]"
"""What ends a sentence ends an address too; `*` and `|` are marks, U+0002 and U+0003 the converter's own, and a sign of
no address is none however it is written."""


def convert(text: str, *, level: int = 2, prefix: str = "") -> Converted:
    """Convert one stretch of Markdown. `level`: level of its topmost headings; `prefix`: put before its ids.

    Raises Tangled for text nested beyond reason.
    """
    return _convert(text, level, prefix)


def let_go(few: int = 1024) -> None:
    """Hold no more than a few converted texts: a section asks for each several times, the next one for few of them."""
    if _convert.cache_info().currsize > few:
        _convert.cache_clear()


@lru_cache(maxsize=16384)
@remembered("markdown", "nh3", "lxml")
def _convert(text: str, level: int, prefix: str) -> Converted:
    # U+0002 and U+0003 are the converter's own marks; the others no XML may hold.
    text = UNPRINTABLE.sub("", text)
    if not text.strip():
        return Converted("", (), (), (), (), "")
    if is_tangled(text):
        raise Tangled
    try:
        raw = _engine().reset().convert(text)
    except (RecursionError, Tangled):
        # It broke off in the middle of a text: what it still believes would spoil every text after this one.
        _engine.cache_clear()
        raise Tangled from None
    # Once more: `&#1;` was no character until now.
    return finish(UNPRINTABLE.sub("", clean(raw)), level, prefix, hostile(raw))


class _Lists(Preprocessor):
    """Lists as people who know Word type them."""

    def run(self, lines: list[str]) -> list[str]:
        return regular_lists(lines)


class _Addresses(InlineProcessor):
    """An address typed as text is a link, as in Word; only with its `https://` (quirk P16), and never inside a link."""

    ANCESTOR_EXCLUDES = ("a", "code")

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self, m: re.Match[str], _data: str
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("a", {"href": m[0]})
        element.text = AtomicString(m[0])
        return element, m.start(), m.end()


_MARKS = {
    "backtick": "`", "escape": "\\", "footnote": "[^", "reference": "[", "link": "[", "image_link": "![",
    "image_reference": "![", "short_reference": "[", "short_image_ref": "![", "autolink": "://", "automail": "@",
    "linebreak": "  \n", "html": "<", "cchc_addresses": "://", "entity": "&", "nl": "\n",
}  # fmt: skip
"""By name of an inline pattern: what every text holds in which it finds anything."""


class _Inline(InlineTreeprocessor):
    """Python-Markdown's own, but a pattern is asked only where its mark stands: most texts hold none of them.

    It leans on two private methods of the pinned version: it stands for `__handleInline`, of which this is all, and
    calls `__applyPattern`, which calls it again for what stands inside a match.
    """

    @cached_property
    def marked(self) -> list[tuple[str, Any]]:
        """Every pattern in its order, with its mark; one that is not known has "", which every text holds."""
        by_pattern = {id(self.inlinePatterns[name]): mark for name, mark in _MARKS.items()}
        return [(by_pattern.get(id(pattern), ""), pattern) for pattern in self.inlinePatterns]

    def _InlineProcessor__handleInline(self, data: str, first: int = 0) -> str:  # noqa: N802 - the library's name
        if isinstance(data, AtomicString):
            return data
        for place, (mark, pattern) in enumerate(self.marked[first:], first):
            found, start = mark in data, 0
            while found:
                data, found, start = self._InlineProcessor__applyPattern(pattern, data, place, start)  # type: ignore[attr-defined]
        return data


class _ForTeachers(Extension):
    """Markdown as people who know Word expect it: lines stay lines, indentation is never code."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.register(_Lists(md), "cchc_lists", 26)
        # After links, pictures and `<https://…>`; before emphasis, for `_` is a letter of addresses.
        md.inlinePatterns.register(_Addresses(_ADDRESS, md), "cchc_addresses", 85)
        md.treeprocessors.register(_Inline(md), "inline", 20)
        # Asked of every element, and a list there.
        md.block_level_elements = frozenset(md.block_level_elements)  # type: ignore[assignment]
        md.parser.blockprocessors.deregister("code")
        md.parser.blockprocessors.deregister("setextheader")


@cache
def _engine() -> Markdown:
    extensions: list[str | Extension] = [
        "tables",
        "footnotes",
        "sane_lists",
        "nl2br",
        "fenced_code",
        "def_list",
        _ForTeachers(),
    ]
    configs: dict[str, dict[str, object]] = {
        "tables": {"use_align_attribute": True},
        "footnotes": {"BACKLINK_TITLE": "Về chú thích {} trong bài"},
    }
    return Markdown(extensions=extensions, extension_configs=configs, output_format="html")
