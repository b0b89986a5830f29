"""Lists as people who know Word type them: begun right under a sentence, nested by two spaces or four."""

import re
from collections.abc import Sequence

from cchc.reading.fences import fenced
from cchc.reading.tangles import Tangled

_LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,2}\.)[ \t]+\S")
_MAX_LEVELS = 50


def regular_lists(lines: Sequence[str]) -> list[str]:
    """The lines with every list as the converter wants it. Raises Tangled for lists in lists in lists.

    A line that is no item and not indented further than the items above it ends their list.
    """
    out: list[str] = []
    indents: list[int] = []
    for line, in_code in zip(lines, fenced(lines), strict=True):
        if in_code or not line.strip():
            out.append(line)
            continue
        indent, item = _indent(line), _LIST_ITEM.match(line)
        blank = not out or not out[-1].strip()
        depth = len(indents)
        while indents and (indent < indents[-1] or (not item and indent == indents[-1])):
            indents.pop()
        if item:
            if not indents or indent >= indents[-1] + 2:
                indents.append(indent)
                if len(indents) > _MAX_LEVELS:
                    raise Tangled
                starts = not out or not _LIST_ITEM.match(out[-1])
            else:
                starts = _ends_a_list(out, line)
            if starts and not blank:
                out.append("")
            out.append("    " * (len(indents) - 1) + line.strip())
        else:
            if depth and len(indents) < depth and not blank:
                out.append("")
            out.append("    " * len(indents) + line.strip() if indents else line)
    return out


def _ends_a_list(out: list[str], item: str) -> bool:
    """True where an item needs a blank line before it: another kind of bullet, or a paragraph of its own above."""
    if _LIST_ITEM.match(out[-1]):
        return _bullet(out[-1]) != _bullet(item)
    began = next((line for line in reversed(out) if not line.strip() or _LIST_ITEM.match(line)), "")
    return not began.strip()


def _indent(line: str) -> int:
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def _bullet(line: str) -> bool:
    return line.lstrip()[0] in "-*+"
