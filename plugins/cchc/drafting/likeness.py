"""How much two texts have in common: last year's plan, the task a title speaks of."""

import re
from itertools import pairwise

from cchc.vietnamese.phrases import words

_COMMON = frozenset(
    re.findall(
        r"\w+",
        "va cua cho ve cac nhung voi tai trong tu den la co duoc khi de theo nam thang ngay quy hoc ky truong nha"
        " so mot viec cong tac cai cach hanh chinh ke hoach thuc hien to chuc trien khai",
    )
)
"""Words every title of a CCHC section may have; alone they tell no two texts apart."""


def likeness(one: str, other: str) -> int:
    """How much two texts share: 1 for a word, 3 for two words in a row (most Vietnamese words are two syllables)."""
    mine, theirs = words(one), words(other)
    singles = {*mine} & {*theirs} - _COMMON
    pairs = {*pairwise(mine)} & {*pairwise(theirs)}
    return len(singles) + 3 * sum(not _COMMON.issuperset(pair) for pair in pairs)
