"""A line of values over the years, as places in a drawing. The numbers themselves stand in a table beside it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import NamedTuple

WIDTH, HEIGHT = 320, 212
TOP, FOOT = 22, 166
"""Where the highest level and the lowest stand; below is room for a value, then for the years."""
LETTER, YEAR_ROOM, LEVELS = 8, 40, 4


class Mark(NamedTuple):
    """A place, and what is written there; places in the drawing's own units."""

    x: int
    y: int
    text: str


class Chart(NamedTuple):
    """What a template draws."""

    label: str
    size: tuple[int, int]
    edges: tuple[int, int]
    """Where the levels begin and end."""
    levels: tuple[Mark, ...]
    years: tuple[Mark, ...]
    dots: tuple[Mark, ...]
    names: tuple[Mark, ...]
    """The values written beside their dots: all of them, or where that is too close the first and the last."""
    line: str
    """Path through the values; it breaks where a year has none."""
    target: Mark | None


def chart(
    label: str, values: Mapping[int, Decimal], target: Decimal | None = None, *, unit: str = "", ranks: bool = False
) -> Chart | None:
    """`values` by year; None for less than two. `ranks`: 1 stands on top."""
    if len(values) < 2:
        return None
    told = dict(sorted(values.items()))
    bounds = [*told.values(), *([] if target is None else [target])]
    levels = _levels(min(bounds), max(bounds), ranks=ranks)
    first, last, low, high = min(told), max(told), levels[0], levels[-1]
    marks = [number(level, unit) for level in levels]
    left = LETTER * (max(map(len, marks)) + 1) + 4
    # A year has four letters.
    widest = max(4, *(len(number(value, unit)) for value in told.values()))
    begin, end = left + 3 * LETTER, WIDTH - LETTER * widest // 2
    step = (end - begin) / (last - first)

    def height(value: Decimal) -> int:
        share = (value - low) / (high - low)
        return round(FOOT - (1 - share if ranks else share) * (FOOT - TOP))

    dots = tuple(Mark(round(begin + step * (y - first)), height(v), number(v, unit)) for y, v in told.items())
    return Chart(
        label,
        (WIDTH, HEIGHT),
        (left, WIDTH),
        tuple(Mark(left - 6, height(level), text) for level, text in zip(levels, marks, strict=True)),
        tuple(
            Mark(round(begin + step * (year - first)), HEIGHT - 6, str(year))
            for year in range(last, first - 1, -max(1, -int(-YEAR_ROOM // step)))
        ),
        dots,
        tuple(_names(dots)),
        _line(tuple(told), dots),
        None
        if target is None
        else Mark(left + LETTER, height(target), ("hạng " if ranks else "") + number(target, unit)),
    )


def number(value: Decimal | int | None, unit: str = "") -> str:
    """As people write it: `88,5%`, `86,92 điểm`; empty for None."""
    if value is None:
        return ""
    return f"{Decimal(value):f}".replace(".", ",") + (f" {unit}" if unit and unit != "%" else unit)


def _levels(low: Decimal, high: Decimal, *, ranks: bool) -> tuple[Decimal, ...]:
    """Round numbers, evenly spaced, that hold both; at least two. There is no rank before the first."""
    rough = (high - low) / LEVELS or max(abs(high) / 10, Decimal("0.1"))
    power = Decimal(1).scaleb(rough.adjusted())
    step = max(next(power * m for m in (1, 2, 5, 10) if power * m >= rough), Decimal(ranks))
    begin, end = (low / step).to_integral_value(ROUND_FLOOR), (high / step).to_integral_value(ROUND_CEILING)
    if begin == end:
        begin, end = (begin, end + 1) if ranks or low <= 0 else (begin - 1, end)
    levels = (step * place for place in range(int(begin), int(end) + 1))
    return tuple(max(level, Decimal(1)) if ranks else level for level in levels)


def _names(dots: Sequence[Mark]) -> Iterator[Mark]:
    """Above the dot, or below it where the line rises on both sides."""
    close = any(b.x - a.x < LETTER * (max(len(a.text), len(b.text)) + 1) for a, b in pairwise(dots))
    for place, dot in enumerate(dots):
        beside = [dots[other].y for other in (place - 1, place + 1) if 0 <= other < len(dots)]
        below = all(y < dot.y for y in beside)
        if not close or place in (0, len(dots) - 1):
            yield Mark(dot.x, dot.y + (21 if below else -10), dot.text)


def _line(years: Sequence[int], dots: Sequence[Mark]) -> str:
    path = f"M{dots[0].x} {dots[0].y}"
    for (before, year), dot in zip(pairwise(years), dots[1:], strict=True):
        path += f"{'L' if year == before + 1 else 'M'}{dot.x} {dot.y}"
    return path
