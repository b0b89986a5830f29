"""Code between fences, as the converter sees it: what splits a text must not split there."""

import re
from bisect import bisect_right
from collections.abc import Sequence

_OPENING = re.compile(r"(`{3,}|~{3,}) *(?:\{.*\}|\.?[\w#.+-]*) *")


def fenced(lines: Sequence[str]) -> list[bool]:
    """For every line: does it stand in a code block? A fence nobody closes is text, as Python-Markdown has it."""
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if line.startswith(("```", "~~~")):
            places.setdefault(line.rstrip(" "), []).append(number)
    inside = [False] * len(lines)
    number = 0
    while number < len(lines):
        opening = _OPENING.fullmatch(lines[number])
        closings = places.get(opening[1], []) if opening else []
        after = bisect_right(closings, number)
        if after < len(closings):
            last = closings[after]
            inside[number : last + 1] = [True] * (last + 1 - number)
            number = last
        number += 1
    return inside
