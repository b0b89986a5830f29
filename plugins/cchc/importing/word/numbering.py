"""The numbers Word prints before paragraphs and keeps out of their text: `I.`, `1.2.`, `a)`, `-`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from cchc.importing.word.parts import Element, child, is_on, tag, value

_LEVELS = 9
_HIGHEST = 100_000
"""No list starts at a higher number."""
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


class Printed(NamedTuple):
    """What stands before a paragraph."""

    text: str
    is_bullet: bool
    """A sign that stays a list's business; a number is shown as the text it looks like on paper, as is a plus."""
    depth: int


class _Level(NamedTuple):
    form: str
    text: str
    start: int
    restart: int
    """The number begins again after a paragraph of a level below this one."""
    plain: bool
    """True where every number in it is shown in digits (`isLgl`)."""


class _List(NamedTuple):
    """What one `numId` stands for."""

    name: str
    """Of the abstract list: all that share it count together."""
    levels: tuple[_Level, ...]
    begun_anew: tuple[int, ...]
    """Levels that start again where the `numId` is first met."""


_NOTHING = _Level("none", "", 1, 0, False)


@dataclass(slots=True)
class Numbers:
    """Counts along one document; ask for every paragraph in its order."""

    root: Element | None
    """`numbering.xml`."""
    _lists: dict[str, _List | None] = field(default_factory=dict)
    """By `numId`."""
    _counted: dict[str, list[int]] = field(default_factory=dict)
    """Last number of each level by list; 0: none yet."""
    _begun: set[str] = field(default_factory=set)

    def printed(self, paragraph: Element, styles: Iterable[Element]) -> Printed | None:
        """The number or bullet of a paragraph, counted on; `styles`: its styles, nearest first."""
        number, level = _place(paragraph, styles)
        if number is None or (found := self._list(number)) is None:
            return None
        levels = found.levels
        counted = self._counted.setdefault(found.name, [0] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for place in found.begun_anew:
                counted[place] = 0
        said = levels[level]
        counted[level] = (counted[level] or said.start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            if level < levels[deeper].restart:
                counted[deeper] = 0
        if said.form == "bullet":
            return Printed(said.text, said.text != "+", level)

        def shown(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            form = "decimal" if said.plain else levels[place].form
            return _written(counted[place] or levels[place].start, form)

        text = re.sub(r"%([1-9])", shown, said.text) if said.form != "none" else re.sub("%[1-9]", "", said.text)
        return Printed(text.strip(), False, level) if text.strip() else None

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            nums = () if self.root is None else self.root.findall(tag("w:num"))
            num = next((one for one in nums if value(one, "w:numId") == number), None)
            name = value(child(num, "w:abstractNumId"))
            self._lists[number] = None if num is None or name is None else self._read(num, name)
        return self._lists[number]

    def _read(self, num: Element, name: str) -> _List:
        levels, begun = [_NOTHING] * _LEVELS, []
        overrides = num.findall(tag("w:lvlOverride"))
        for holder in (self._abstract(name), *overrides):
            for one in () if holder is None else holder.findall(tag("w:lvl")):
                place = _index(value(one, "w:ilvl"))
                levels[place] = _level(one, place)
        for one in overrides:
            if (start := value(child(one, "w:startOverride"))) and start.isdecimal():
                place = _index(value(one, "w:ilvl"))
                levels[place] = levels[place]._replace(start=min(int(start), _HIGHEST))
                begun.append(place)
        return _List(name, tuple(levels), tuple(begun))

    def _abstract(self, name: str) -> Element | None:
        """The list of that name, or the one whose style it only points to."""
        lists = () if self.root is None else self.root.findall(tag("w:abstractNum"))
        found = next((one for one in lists if value(one, "w:abstractNumId") == name), None)
        if link := value(child(found, "w:numStyleLink")):
            return next((one for one in lists if value(child(one, "w:styleLink")) == link), found)
        return found


def _place(paragraph: Element, styles: Iterable[Element]) -> tuple[str | None, int]:
    """`numId` and level of a paragraph, its own or its nearest style's; `0` takes a style's number away."""
    level: str | None = None
    for holder in (paragraph, *styles):
        properties = child(holder, "w:pPr", "w:numPr")
        level = level or value(child(properties, "w:ilvl"))
        if number := value(child(properties, "w:numId")):
            return (None if number == "0" else number), _index(level)
    return None, 0


def _index(text: str | None) -> int:
    return min(int(text), _LEVELS - 1) if text and text.isdecimal() else 0


def _level(element: Element, place: int) -> _Level:
    start = value(child(element, "w:start")) or "1"
    restart = value(child(element, "w:lvlRestart"))
    return _Level(
        value(child(element, "w:numFmt")) or "decimal",
        value(child(element, "w:lvlText")) or "",
        min(int(start), _HIGHEST) if start.isdecimal() else 1,
        int(restart) if restart and restart.isdecimal() else place,
        bool(is_on(child(element, "w:isLgl"))),
    )


def _written(number: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman"):
        text = ""
        for worth, letters in _ROMAN:
            text += letters * (number // worth)
            number %= worth
        return text if form == "upperRoman" else text.lower()
    if form in ("upperLetter", "lowerLetter"):
        first = ord("A" if form == "upperLetter" else "a")
        # After z Word writes aa, bb; nobody has a list that needs more than a few of these.
        return chr(first + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)
    return f"{number:02d}" if form == "decimalZero" else str(number)
