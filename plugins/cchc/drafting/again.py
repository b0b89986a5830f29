"""Last year's plan as the beginning of this year's: its headings, its table of tasks, the years moved on."""

import re
from collections.abc import Iterable, Iterator

from cchc.drafting.likeness import likeness
from cchc.drafting.proposals import Shelf, school_year
from cchc.model.item import Passage
from cchc.model.plan import Plan
from cchc.reading.body import Table, tables
from cchc.reading.fences import fenced
from cchc.reading.plan_tasks import task_columns

_SCHOOL_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*[-–]\s*(20\d\d)(?!\d)")
_ANY_YEAR = re.compile(r"(?<!\d)20\d\d(?![\d/])")
_CALLED_YEAR = re.compile(r"\bnăm (?:học )?20\d\d(?:\s*[-–]\s*20\d\d)?(?![\d/])", re.IGNORECASE)


def years_of(title: str, shelf: Shelf) -> tuple[int, ...]:
    """Years of a new plan: those its title names, else this year, a school year where the unit plans by them."""
    if (found := _SCHOOL_YEAR.search(title)) and int(found[2]) == int(found[1]) + 1:
        return int(found[1]), int(found[2])
    if found := _ANY_YEAR.search(title):
        return (int(found[0]),)
    last = next(iter(shelf.own(Plan)), None)
    return school_year(shelf.now) if last and last.nam is None else (shelf.now.year,)


def plan_before(title: str, years: tuple[int, ...], plans: Iterable[Plan]) -> Plan | None:
    """The plan to begin from: of the latest year before, the one with the most similar title; None without one."""
    earlier = [one for one in plans if len(one.years) == len(years) and one.years[0] < years[0]]
    return max(earlier, key=lambda one: (one.years[0], likeness(title, one.trich_yeu), one.id), default=None)


def body_again(plan: Plan, years: tuple[int, ...]) -> str:
    """The outline of `plan` with its table of tasks, schedules moved to `years`; prompts where its text stood."""
    ahead = years[0] - plan.years[0]
    return "\n" + "\n\n".join(part for passage in plan.body.passages for part in _again(passage, ahead)) + "\n"


def _again(passage: Passage, ahead: int) -> Iterator[str]:
    if passage.heading is not None:
        yield f"## {_renamed(passage.heading, ahead)}"
    lines = passage.text.split("\n")
    heads = [line for line, code in zip(lines, fenced(lines), strict=True) if line.startswith("### ") and not code]
    found = [table for table in tables(passage.text) if task_columns(table)]
    for head in heads:
        yield f"{_renamed(head, ahead)}\n\n[[Viết: nội dung mục này]]"
    for table in found:
        yield _table(table, ahead)
    if not heads and not found:
        yield "[[Viết: nội dung mục này; xem lại kế hoạch trước]]"


def _table(table: Table, ahead: int) -> str:
    when = task_columns(table)["thoi_gian"]
    rows = [
        [moved(cell, ahead) if place == when else _renamed(cell, ahead) for place, cell in enumerate(row)]
        for row in table.rows
    ]
    cells = [[cell.replace("|", "\\|") for cell in row] for row in (table.header, ["---"] * len(table.header), *rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def moved(schedule: str, ahead: int) -> str:
    """`Quý II/2026` → `Quý II/2027`; the year inside a number, `12/2026/NĐ-CP`, stays."""
    return _ANY_YEAR.sub(lambda year: str(int(year[0]) + ahead), schedule)


def _renamed(text: str, ahead: int) -> str:
    """Other texts: only what is called a year, `năm 2026`, moves; `giai đoạn 2021 - 2030` stays."""
    return _CALLED_YEAR.sub(lambda year: moved(year[0], ahead), text)
