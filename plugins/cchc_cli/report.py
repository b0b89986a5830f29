"""`cchc report`: periodic reports, tasks as data, the board of an office, the evidence file of an inspection."""

import json
from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cchc.importing.doubts import CannotImport
from cchc.importing.files import MAX_BYTES, read_rows
from cchc.model.page import Page
from cchc.publishing.gathering import gather
from cchc.reading.markdown import convert
from cchc.reading.mending import replace_file
from cchc.reading.tree import Survey
from cchc.reporting.board import board, listed_below
from cchc.reporting.criteria import Criterion, read_criteria
from cchc.reporting.figures import TaskLine, figures
from cchc.reporting.inspection import Inspection, evidence_file, task_criteria
from cchc.reporting.periodic import periodic_report, words_name
from cchc.reporting.periods import Period, parse_period
from cchc.reporting.report import Report
from cchc.reporting.writers import WRITERS
from cchc.section.below import Below
from cchc.section.inheritance import Holdings
from cchc.section.public import Public, public
from cchc.vietnamese.schedule import Span
from cchc_cli.project import Project, one_unit
from cchc_cli.speech import DONE, PARTLY, REFUSED, Failure, say, warn
from cchc_cli.speech import report as complain

_ENDINGS = ", ".join(f".{name}" for name in WRITERS)
_WAYS = "ghi một trong: --period KỲ, --tasks --json, --board, --evidence"


def report(project: Project, options: Namespace, now: datetime) -> int:
    """What the options ask for. The exit code."""
    ways = [name for name in ("tasks", "board", "evidence") if getattr(options, name) not in (None, False)]
    if len(ways) > 1 or (options.period and ways not in ([], ["tasks"])):
        raise Failure(f"Các tùy chọn này không đi cùng nhau; {_WAYS}.")
    if options.json != options.tasks:
        raise Failure("--tasks và --json đi cùng nhau: cchc report --tasks --json.")
    _writer(options.out, data=options.tasks)
    if options.tasks:
        return report_tasks(project, options.unit, options.period, options.out, now)
    if options.board:
        return report_board(project, options.unit, options.out, now)
    if options.evidence is not None:
        return report_evidence(project, options.unit, options.evidence, options.out, now)
    if options.period:
        return report_period(project, options.unit, options.period, options.out, now)
    raise Failure(f"Chưa rõ cần báo cáo gì; {_WAYS}.")


def report_period(project: Project, ma: str | None, period: str, out: str | None, now: datetime) -> int:
    """The report of one unit over a period. The exit code."""
    days = _period(period)
    view, held = _view(project, ma, now)
    page = held.items.get(f"trang/{words_name(days)}")
    words = page.item if page and isinstance(page.item, Page) else None
    return _write(periodic_report(view, days, words), out)


def report_tasks(project: Project, ma: str | None, period: str | None, out: str | None, now: datetime) -> int:
    """Every task of the plans of a period (none: this year) as JSON. The exit code."""
    days = _period(period or str(now.year))
    view, _ = _view(project, ma, now)
    tasks = [_task(view, line) for line in figures(view, days.span).tasks]
    return _save((json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode(), out)


def report_board(project: Project, ma: str | None, out: str | None, now: datetime) -> int:
    """The board of the units below one. The exit code: 3 where a unit with errors is not on it."""
    seen = _surveyed(project)
    office = one_unit(seen, ma or next(iter(seen.units), None)).ma
    below = [unit.ma for unit in listed_below(seen, office, now)]
    if not below:
        raise Failure(f"Đơn vị {office} không có đơn vị trực thuộc.")
    # Some at a time: of thousands of units only the summaries are kept.
    stopped = project.stopped(seen, below, now)
    found = gather(seen, office, now, left_out=stopped, board=True)
    [(_, tree, verdict)] = project.judged(seen, [office], now)
    view = public(tree, verdict.held, office, now, shown_below=found.shown)
    _write(board(view, found.summaries.values()), out)
    left = [one for one in below if one in stopped]
    for one in left:
        warn(f"{one}: nội dung còn lỗi, chưa có trong bảng; xem bằng lệnh: cchc check {one}")
    return PARTLY if left else DONE


def report_evidence(project: Project, ma: str | None, table: str, out: str | None, now: datetime) -> int:
    """The evidence file: for the criteria of a table, or (empty: none) for the tasks of this year. The exit code."""
    criteria = _criteria(Path(table)) if table else ()
    view, held = _view(project, ma, now)
    if not table:
        year = Span(date(now.year, 1, 1), date(now.year, 12, 31))
        criteria = task_criteria(figures(view, year).tasks)
    if not criteria:
        raise Failure(f"Năm {now.year} chưa có kế hoạch nào có nhiệm vụ; ghi bảng tiêu chí sau --evidence.")
    return _write(evidence_file(Inspection(view, held, _hashes(project, view.unit.ma)), criteria), out)


def _criteria(table: Path) -> tuple[Criterion, ...]:
    try:
        if table.stat().st_size > MAX_BYTES:
            raise Failure(f"{table}: tệp lớn hơn {MAX_BYTES // 1_000_000} MB.")
        found = read_criteria(read_rows(table.read_bytes(), table.name))
    except OSError as error:
        raise Failure(f"{table}: không mở được ({error.strerror}).") from None
    except CannotImport as refusal:
        raise Failure(refusal.spoken(str(table))) from None
    except ModuleNotFoundError as missing:
        raise _lacking(missing) from None
    if not found:
        how = "đặt ở một dòng tiêu đề: “Tiêu chí” và “Minh chứng” (ghi 25/KH-THCS#3, số văn bản, hoặc tên tệp bài)"
        raise Failure(f"{table}: không thấy bảng tiêu chí.\n  → Cách sửa: {how}")
    return found


def _hashes(project: Project, ma: str) -> Mapping[str, str] | None:
    """SHA-256 of every file of the section last built; None where there is none."""
    place = project.root / "site" / ma / "cchc-files.json"
    try:
        found = json.loads(place.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict):
        raise Failure(f"{place}: không đọc được; dựng lại chuyên mục bằng lệnh: cchc build {ma}")
    return {str(path): str(value) for path, value in found.items()}


def _surveyed(project: Project) -> Survey:
    """The units there are: what could not be read would be missing from every figure."""
    seen = project.survey()
    if not seen.units:
        complain((c for c in seen.complaints if c.error), project.content)
        raise Failure("Còn lỗi, chưa lập báo cáo.", REFUSED)
    return seen


def _view(project: Project, ma: str | None, now: datetime) -> tuple[Public, Holdings]:
    """What is told of one unit; a report on it says nothing of those below."""
    seen = _surveyed(project)
    unit = one_unit(seen, ma).ma
    [(_, tree, verdict)] = project.judged(seen, [unit], now)
    if unit in verdict.stopped:
        others = seen.units.keys() - {one.ma for one in seen.chain(unit)}
        complain((c for c in verdict.complaints if c.error and c.unit not in others), project.content)
        raise Failure(f"{unit}: nội dung còn lỗi, chưa lập báo cáo.", REFUSED)
    return public(tree, verdict.held, unit, now, shown_below=Below()), verdict.held[unit]


def _period(text: str) -> Period:
    period = parse_period(text)
    if period is None:
        raise Failure(f"“{text}” không phải là kỳ báo cáo; ghi dạng 2026-Q3, 2026-H1, 2026 hoặc 2025-2026.")
    return period


def _writer(out: str | None, *, data: bool) -> str:
    """The kind of file `out` names; asked before the long work. Raises Failure for one nobody writes."""
    kind = Path(out).suffix.lower().lstrip(".") if out else "json" if data else "md"
    if kind not in (("json",) if data else WRITERS):
        raise Failure(f"Không biết ghi dạng “{out}”; đặt tên tệp có đuôi {'.json' if data else _ENDINGS}.")
    return kind


def _write(made: Report, out: str | None) -> int:
    """To the file named, by its ending; without one as Markdown to the terminal."""
    try:
        return _save(WRITERS[_writer(out, data=False)](made), out)
    except ModuleNotFoundError as missing:
        raise _lacking(missing) from None


def _save(data: bytes, out: str | None) -> int:
    if out is None:
        say(data.decode().rstrip("\n"))
        return DONE
    try:
        replace_file(Path(out), data)
    except OSError as error:
        raise Failure(f"Không ghi được {out} ({error.strerror}); nếu tệp đang mở thì đóng lại rồi thử lại.") from None
    say(f"Đã ghi {out}")
    return DONE


def _lacking(missing: ModuleNotFoundError) -> Failure:
    return Failure(
        f"Máy này chưa có phần đọc, ghi Word, Excel ({missing.name}).\n"
        "  → Cách sửa: chạy bằng scripts/cchc.py, hoặc chạy: pip install 'cchc[import]'"
    )


def _task(view: Public, line: TaskLine) -> dict[str, Any]:
    plan, task, done = line.plan.item, line.task, line.progress
    return {
        "ke_hoach": plan.names[0],
        "tt": task.tt,
        "noi_dung": convert(task.noi_dung).text,
        "hinh_thuc": line.forms,
        "bo_phan": convert(task.bo_phan).text,
        "thoi_gian": convert(task.thoi_gian).text,
        "cac_dot": [[day.isoformat() for day in span] for span in done.schedule.spans] if done else None,
        "dinh_ky": list(_cadence(line)),
        "trang_thai": done.state.value if done else None,
        "minh_chung": [{"tieu_de": s.item.title, "dia_chi": view.unit.base_url + s.address} for s in line.proofs],
        "minh_chung_noi_bo": line.unseen,
    }


def _cadence(line: TaskLine) -> Iterator[dict[str, Any]]:
    for turn in line.progress.turns if line.progress else ():
        yield {
            "tu": turn.span.first.isoformat(),
            "den": turn.span.last.isoformat(),
            "can": turn.asked,
            "co": turn.proofs,
        }
