"""Tasks of a plan out of its table(s): what people read is what is tracked (design §4, requirement 83)."""

import itertools
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from cchc.model.item import Body, Passage
from cchc.model.plan import Task
from cchc.reading.body import Table, tables
from cchc.reading.task_blocks import task_blocks
from cchc.vietnamese.slug import fold, slug

_COLUMNS = {
    "tt": ("tt", "stt", "so tt", "so thu tu"),
    "noi_dung": ("noi dung", "nhiem vu", "cong viec"),
    "hinh_thuc": ("hinh thuc",),
    "bo_phan": ("bo phan", "don vi", "nguoi thuc hien", "phu trach", "chu tri"),
    "thoi_gian": ("thoi gian", "thoi han", "tien do"),
}


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table of tasks: every row as written, with the task it is (None: a heading of the rows below)."""

    passage: Passage
    table: Table
    rows: tuple[tuple[tuple[str, ...], Task | None], ...]


def read_tasks(body: Body) -> tuple[Task, ...]:
    """Rows of every table whose header names the content and the time, in order; then what headings and labels say."""
    tasks = [task for table in task_tables(body) for _, task in table.rows if task is not None]
    for task in task_blocks(body):
        taken = {slug(one.tt) for one in tasks}
        places = (f"{place}-{task.tt}".strip("-") for place in itertools.count(len(tasks) + 1))
        tt = next(one for one in itertools.chain([task.tt] if task.tt else [], places) if slug(one) not in taken)
        tasks.append(replace(task, tt=tt))
    return tuple(tasks)


@lru_cache(maxsize=1024)
def task_tables(body: Body) -> tuple[TaskTable, ...]:
    """The tables of tasks of a plan, in order.

    A row without TT and with text only in its first cells is a heading of the rows below it.
    A later table may number from 1 again, as signed papers do: its third task is `2.3`.
    """
    found: list[TaskTable] = []
    known: set[str] = set()
    count = 0
    for passage in body.passages:
        for table in tables(passage.text):
            if columns := task_columns(table):
                rows = _rows(table, columns, count)
                numbers = {slug(task.tt) for _, task in rows if task}
                if numbers & known:
                    rows = [(cells, task and replace(task, tt=f"{len(found) + 1}.{task.tt}")) for cells, task in rows]
                known |= {slug(task.tt) for _, task in rows if task}
                count += len(numbers)
                found.append(TaskTable(passage, table, tuple(rows)))
    return tuple(found)


def task_columns(table: Table) -> dict[str, int]:
    """Which column holds what; empty where the table is not one of tasks."""
    columns: dict[str, int] = {}
    for place, title in enumerate(table.header):
        plain = fold(title).strip(" *.:")
        name = next(
            (
                n
                for n, starts in _COLUMNS.items()
                if n not in columns and any(re.match(rf"{s}\b", plain) for s in starts)
            ),
            None,
        )
        if name:
            columns[name] = place
    return columns if {"noi_dung", "thoi_gian"} <= columns.keys() else {}


def _rows(table: Table, columns: dict[str, int], count: int) -> list[tuple[tuple[str, ...], Task | None]]:
    rows: list[tuple[tuple[str, ...], Task | None]] = []
    group: str | None = None
    for cells in table.rows:
        cell = {name: cells[place] for name, place in columns.items()}
        content = [text for text in cells if text]
        if not content:
            continue
        if len(content) <= 2 and not cell["thoi_gian"] and not (cell.get("hinh_thuc") or cell.get("bo_phan")):
            group = " ".join(content)
            rows.append((cells, None))
            continue
        count += 1
        tt = cell.get("tt", "").strip(" .*") or str(count)
        forms, unit = cell.get("hinh_thuc", ""), cell.get("bo_phan", "")
        rows.append((cells, Task(tt, cell["noi_dung"], forms, unit, cell["thoi_gian"], group)))
    return rows
