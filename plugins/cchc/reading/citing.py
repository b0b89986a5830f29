"""Papers that finished HTML names by number and day, where it may become a link: not in links, nor in code."""

import re
import unicodedata
from datetime import date
from functools import lru_cache
from html import unescape

from cchc.vietnamese.document_number import Citation, citations

_DATED = re.compile(r"[/-]\s*[A-ZĐÐ\d][^<>]{0,60}ngày\s")
APART = re.compile(r"(<(?:a\b.*?</a>|code\b.*?</code>|pre\b.*?</pre>|[^<>]*>))", re.DOTALL)
"""What is no text: a link or code with all it holds, another tag."""


def may_name_papers(html: str) -> bool:
    """False for what names none; most texts do not."""
    return "ngày" in html and _DATED.search(html) is not None


@lru_cache(maxsize=1024)
def cited_in(text: str) -> tuple[str, tuple[Citation, ...]]:
    """A text of HTML as plain words, and the papers named in them; their places count from the first word."""
    plain = unicodedata.normalize("NFC", unescape(text))
    # Nobody is sent to a paper by its number alone.
    return plain, citations(plain.strip()) if "ngày" in plain else ()


def papers_in(html: str) -> tuple[tuple[str, date], ...]:
    """Key of the number, and day, of every paper HTML names by both, each once."""
    if not may_name_papers(html):
        return ()
    # Every number of a paper has a `/`.
    found = (one for text in APART.split(html)[::2] if "/" in text for one in cited_in(text)[1])
    return tuple(dict.fromkeys((one.number.key, one.day) for one in found if one.day))
