"""The indexes of the sample's sections, and the sections of three hundred pages made of its sentences."""

import random
import re
from functools import cache
from html import unescape
from pathlib import Path

from tests.conftest import PROJECT
from tests.school import THEME, at
from tests.search.queries import QUERIES

from cchc.checking.verdict import judge
from cchc.pages.search import KINDS
from cchc.products.search_index import Entry, search_index
from cchc.publishing.section import build_section
from cchc.reading.tree import load

NOW = at("2026-11-20 08:00")


@cache
def indexes() -> dict[str, bytes]:
    """The indexes of the sections people are asked to search, by unit."""
    return {ma: content for ma, (content, _) in _sections().items()}


@cache
def _sections() -> dict[str, tuple[bytes, tuple[str, ...]]]:
    tree = load(Path(PROJECT / "content"))
    verdict = judge(tree, NOW)
    made = {}
    for ma in sorted({unit for unit, _, _ in QUERIES}):
        section = build_section(tree, verdict.held, ma, NOW, THEME, left_out=verdict.stopped)
        [index] = [content for path, content in section.files.items() if path.startswith("tim-kiem/")]
        assert isinstance(index, bytes)
        made[ma] = (index, tuple(page.html for page in section.pages if page.kind == "page"))
    return made


def sentences() -> list[str]:
    """Every sentence people read in the sample, once."""
    pages = dict.fromkeys(html for _, pages in _sections().values() for html in pages)
    texts = (unescape(re.sub(r"<[^>]*>", "\n", html)) for html in pages)
    found = (" ".join(one.split()) for text in texts for one in re.split(r"(?<=[.;?!])\s+|\n", text))
    return list(dict.fromkeys(one for one in found if len(one.split()) > 4))


def three_hundred(words: int) -> bytes:
    """An index of 300 pages of so many words each, of sentences of the sample in any order."""
    chance, known = random.Random(1), sentences()
    entries = []
    for number in range(300):
        text: list[str] = []
        while sum(len(one.split()) for one in text) < words:
            text.append(chance.choice(known))
        title = " ".join(chance.choice(known).split()[:14])
        summary = " ".join(text)[:110]
        entries.append(
            Entry(
                f"tin-tuc/2026/bai-{number}/",
                title,
                chance.choice(KINDS)[0],
                "2026-10-05",
                "",
                summary,
                (),
                "<p>".join(text),
            )
        )
    return search_index(entries, KINDS)[1]
