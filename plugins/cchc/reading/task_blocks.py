"""Tasks of a plan without a table: a heading with `Thời gian thực hiện: …` below it (requirement 84)."""

import re
from collections.abc import Iterator

from cchc.model.item import Body
from cchc.model.plan import Task
from cchc.reading.fences import fenced
from cchc.vietnamese.slug import fold, slug

_HEADING = re.compile(r"(#{2,6})[ \t]*(.*?)[ \t#]*")
_NUMBER = re.compile(r"(\d+(?:\.\d+)*|[IVXLC]+|[a-zđ](?=[.)]))[.)]*(?:\s+|$)")
_LABELS = {
    "thoi_gian": r"thoi (?:gian|han)(?: thuc hien| to chuc)?",
    "bo_phan": r"(?:don vi|bo phan|nguoi)(?: thuc hien| phu trach| chu tri)",
    "hinh_thuc": r"hinh thuc(?: to chuc| thuc hien| tuyen truyen)?",
    "noi_dung": r"noi dung(?: thuc hien| tuyen truyen)?",
}
_LABEL = re.compile(r"[-+*_ ]*(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()) + r")[*_ ]*:")


def task_blocks(body: Body) -> Iterator[Task]:
    """Every heading below which a line says when, as a task: its number, its words, and the lines that follow labels.

    The number is that of the heading; one without a dot stands behind that of the heading above it: `II.1`.
    """
    for passage in body.passages:
        top = _numbered(passage.heading or "")
        open_at = {2: top[0]}
        block = _Block(*top)
        lines = passage.text.split("\n")
        for line, in_code in zip(lines, fenced(lines), strict=True):
            if (found := _HEADING.fullmatch(line)) and not in_code:
                yield from block.task()
                level, (number, words) = len(found[1]), _numbered(found[2])
                above = next((open_at[up] for up in range(level - 1, 1, -1) if open_at.get(up)), "")
                number = f"{above}.{number}" if above and number and "." not in number else number
                open_at = {up: at for up, at in open_at.items() if up < level} | {level: number}
                block = _Block(number, words)
            elif not in_code:
                block.read(line)
        yield from block.task()


class _Block:
    """What has been read below one heading."""

    def __init__(self, number: str, words: str) -> None:
        self.number, self.words = number, words
        self.said: dict[str, list[str]] = {}
        self.label = ""

    def read(self, line: str) -> None:
        plain = fold(line)
        # Folding keeps the length of composed text, so places agree.
        if (found := _LABEL.match(plain)) and len(plain) == len(line):
            self.label = str(found.lastgroup)
            line = line[found.end() :]
        text = line.strip().lstrip("-+* ").strip("* ")
        if self.label and text:
            self.said.setdefault(self.label, []).append(text)
            if self.label in ("thoi_gian", "bo_phan"):
                self.label = ""

    def task(self) -> Iterator[Task]:
        if slug(self.words) and "thoi_gian" in self.said:
            forms, unit, when = (" ".join(self.said.get(name, ())) for name in ("hinh_thuc", "bo_phan", "thoi_gian"))
            yield Task(self.number, self.words, forms, unit, when)


def _numbered(heading: str) -> tuple[str, str]:
    """The number of a heading and its words."""
    found = _NUMBER.match(heading)
    number = found[1] if found else ""
    return number, heading[found.end() if found else 0 :].strip(" :.")
