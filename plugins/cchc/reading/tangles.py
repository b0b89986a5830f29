"""Text nested beyond reason: what would take a converter minutes or all its stack is refused before it begins."""

import re

_MAX_OPEN = 200
"""Brackets open at one place; each costs the converter a scan of the rest."""
_MAX_NOTES = 1_000
_MAX_TAGS = 5_000
_MAX_LENGTH = 300_000
_MAX_LINES = 10_000
_MARKS = "*_\\"
_MAX_MARKS = 10_000
_OPENED = re.compile(r"[\[\]()<>]")
_LONG_FENCE = re.compile(r"^(?:```|~~~).{300}", re.MULTILINE)
_MAX_TICKS = 2000
_MANY_TICKS = re.compile(rf"(?:`[^`\n]*){{{_MAX_TICKS}}}")


class Tangled(Exception):
    """Text long or nested beyond reason: thousands of open brackets, quotes in quotes in quotes."""


def is_tangled(text: str) -> bool:
    """True for what would keep the converter busy for minutes: none of it is in any honest text.

    Of two texts of which one is part of the other, the part is never the more tangled.
    """
    if len(text) > _MAX_LENGTH or text.count("\n") > _MAX_LINES or text.count("[^") > _MAX_NOTES:
        return True
    if text.count("<") > _MAX_TAGS or sum(map(text.count, _MARKS)) > _MAX_MARKS:
        return True
    if _LONG_FENCE.search(text) or (text.count("`") >= _MAX_TICKS and _MANY_TICKS.search(text)):
        return True
    for opening, closing in ("[]", "()", "<>"):
        if text.count(opening) <= _MAX_OPEN:
            continue
        depth = 0
        for char in _OPENED.findall(text):
            depth = depth + 1 if char == opening else max(depth - 1, 0) if char == closing else depth
            if depth > _MAX_OPEN:
                return True
    return False
