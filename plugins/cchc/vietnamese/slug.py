"""Vietnamese text → address words. The one slug of the project: ids, headings, cuts."""

import re
import unicodedata
from functools import lru_cache

ID_PATTERN = r"[a-z0-9]+([.-][a-z0-9]+)*"
ID_MAX_BYTES = 80

_MARKS = re.compile(r"[\u0300-\u036f]+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_NOT_ID = re.compile(r"[^a-z0-9.]+")


def fold(text: str) -> str:
    """Text without diacritics or case: `Điều kiện` → `dieu kien`. Other scripts stay as they are."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))
    # đ has no decomposition; Ð/ð (U+00D0/U+00F0, eth) and Ɖ/ɖ are typed for it by mistake.
    return bare.replace("đ", "d").replace("\u00f0", "d").replace("\u0256", "d")


@lru_cache(maxsize=4096)
def slug(text: str, *, limit: int = ID_MAX_BYTES) -> str:
    """Address word of `text`: `Thủ tục chuyển trường` → `thu-tuc-chuyen-truong`.

    At most `limit` bytes (file names end at 255), cut at a word where one ends in time.
    Empty when the text has no letter or digit of the Latin alphabet.
    """
    return _cut(_NOT_WORD.sub("-", fold(text)).strip("-"), limit)


def id_from(text: str) -> str:
    """Id of an item named `text`; like `slug`, but dots between words stay (`2.002854`)."""
    words = _NOT_ID.sub("-", fold(text))
    return _cut(re.sub(r"[.-]*-[.-]*|\.{2,}", "-", words).strip(".-"), ID_MAX_BYTES)


def is_id(text: str) -> bool:
    """True for a well-formed id (design §4): words of a–z and 0–9 joined by `-` or `.`, ≤ 80 bytes."""
    return len(text) <= ID_MAX_BYTES and re.fullmatch(ID_PATTERN, text) is not None


def _cut(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    head = words[: limit + 1]
    whole = head[: max(head.rfind("-"), head.rfind("."))] if re.search("[-.]", head) else words[:limit]
    return whole.strip(".-") or words[:limit]
