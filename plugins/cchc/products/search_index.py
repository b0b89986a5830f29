"""The index of the search page: a script, because a section opened by double click may not fetch.

It holds what is shown of every entry (address, title, kind, day, number, summary) and, word by word, in which entries
the rest of its page has it. Words are kept with their accents; the browser folds them. `theme/assets/js/search.js`
reads it.
"""

import hashlib
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from importlib.resources import files

from cchc.section.addresses import SEARCH
from cchc.vietnamese.spelling import spelled, words

VERSION = 1
"""Raised when the script must change with the index: an older script then says to load the page again."""
_NOT_TEXT = re.compile(
    r"""<(script|style|svg)\b.*?</\1>|<(p|div) class="cc-(?:paste|share)">.*?</\2>|<(?:[^<>"']|"[^"]*"|'[^']*')*>""",
    re.DOTALL,
)
"""Markup, and what every page of a kind offers: words that are on all of them find none."""
_GAPS = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
_STEP = 80
"""Gaps below it are one character; the characters after the first eighty skip once to eleven times as many entries."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page as search knows it; everything in it stands on a public page."""

    address: str
    title: str
    kind: str
    """Folder of its type: `thu-tuc`."""
    day: str = ""
    """Day for people to read and to sort by, `2026-11-20`; empty where undated."""
    number: str = ""
    """Number of a document or plan, code of a procedure."""
    summary: str = ""
    headings: tuple[str, ...] = ()
    """Headings, tags, keywords: they count more than the text."""
    words: tuple[str, ...] = ()
    """The words of the article, `words_of` it."""


def search_index(entries: Sequence[Entry], kinds: Iterable[tuple[str, str]]) -> tuple[str, bytes]:
    """Address (its name changes with its bytes) and content of the index. `kinds`: folder and what people call it."""
    folders, labels = zip(*kinds, strict=True)
    same, weak = synonyms()
    body, heads = _terms(entries)
    terms = sorted(body.keys() | heads.keys())
    data = {
        "v": VERSION,
        "kinds": [folders, labels],
        "kind": [folders.index(entry.kind) for entry in entries],
        "address": _column(entry.address for entry in entries),
        "title": _column(entry.title for entry in entries),
        "day": _column(entry.day.replace("-", "") for entry in entries),
        "number": _column(entry.number for entry in entries),
        "summary": _column(entry.summary for entry in entries),
        "terms": " ".join(terms),
        "body": " ".join(_gaps(body.get(term, ())) for term in terms),
        "heads": " ".join(_gaps(heads.get(term, ())) for term in terms),
        "same": same,
        "weak": weak,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    script = f"cchcIndex({text.replace(chr(0x2028), ' ').replace(chr(0x2029), ' ')});\n".encode()
    return f"{SEARCH}chi-muc.{hashlib.sha256(script).hexdigest()[:10]}.js", script


def _terms(entries: Sequence[Entry]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """By word: entries whose text, and whose headings, have it; not again what their title and summary show."""
    body: dict[str, list[int]] = defaultdict(list)
    heads: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        title = _spelled(f"{entry.title} {entry.number}")
        said = _spelled("\n".join(entry.headings)) - title
        for word in said:
            heads[word].append(place)
        for word in {*entry.words} - title - said - _spelled(entry.summary):
            body[word].append(place)
    return body, heads


@lru_cache(maxsize=2048)
def _spelled(text: str) -> frozenset[str]:
    return frozenset(map(spelled, words(text)))


def words_of(html: str) -> tuple[str, ...]:
    """The words of an article, each once, in order."""
    pieces = {*unescape(_NOT_TEXT.sub(" ", html)).split()}
    return tuple(sorted({*map(spelled, {*words(" ".join(pieces))})}))


def _gaps(places: Iterable[int]) -> str:
    """Ascending numbers as the gaps between them."""
    out: list[str] = []
    free = 0
    for place in places:
        gap, free = place - free, place + 1
        while gap >= _STEP:
            skip = min(gap // _STEP, len(_GAPS) - _STEP)
            out.append(_GAPS[_STEP + skip - 1])
            gap -= skip * _STEP
        out.append(_GAPS[gap])
    return "".join(out)


def _column(values: Iterable[str]) -> str:
    return "\n".join(" ".join(value.split()) for value in values)


@cache
def synonyms() -> tuple[list[list[str]], list[str]]:
    """Groups of words that find each other, and the words of a question that name nothing."""
    data = tomllib.loads((files(__package__) / "synonyms.toml").read_text("utf-8"))
    return data["same"], data["weak"]
