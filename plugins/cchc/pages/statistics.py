"""`/thong-ke/`: what a unit did, in figures and what is missing; `/don-vi/bang/`: the public board of an office.

Nothing is counted here: every figure comes from `reporting`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from markupsafe import escape

from cchc.model.unit import Unit
from cchc.model.vocabulary import LinhVuc, TrangThaiNhiemVu
from cchc.pages.desk import Badge, Desk, Fact, Link, shortened
from cchc.pages.lists import pager
from cchc.pages.plan_progress import badge_of
from cchc.pages.web_page import Article, WebPage
from cchc.reading.markdown import convert
from cchc.reporting.board import Summary, board, summary_of, worst_first
from cchc.reporting.figures import Answers, Figures, Month, TaskLine, figures
from cchc.reporting.report import shown
from cchc.section.addresses import BOARD, PLANS, REPLIES, STATISTICS, field_address, page_of, relative
from cchc.section.public import Public
from cchc.section.references import task_anchor
from cchc.vietnamese.schedule import Span

YEARS = 5
"""How many years the heat map and the matrix of forms go back."""
BOARD_SIZE = 200
"""Units on one page of the board."""
LATE_TASKS, TASK_WORDS = 10, 160
Counts = Sequence[Sequence[int | None]]
"""Rows of numbers; None: a month to come."""


class Square(NamedTuple):
    """A square of the heat map: its corner, its number, how dark it is (0–3)."""

    x: int
    y: int
    number: int | None
    tone: int


class Heat(NamedTuple):
    """A drawing of numbers in rows and columns; lengths in its own units."""

    name: str
    """`w` for wide screens and paper, `n` for narrow ones."""
    width: int
    height: int
    square: tuple[int, int]
    columns: tuple[tuple[int, str], ...]
    """Where the middle of each column is, and what stands above it."""
    rows: tuple[tuple[int, str], ...]
    """Where the middle of each row is, and what stands before it."""
    squares: tuple[Square, ...]


class Bar(NamedTuple):
    """A count, what of, and its share of the greatest in percent."""

    label: Link | Badge
    number: int
    share: int


class Missing(NamedTuple):
    """Something that is late or not there."""

    badge: Badge
    what: Link


class BoardRow(NamedTuple):
    """A unit on the board; of each month its number and what it means: `full`, `none`, `now` (not over), `fut`."""

    unit: Link
    months: tuple[tuple[str, str], ...]
    total: int
    newest: str
    lacking: str


def has_board(public: Public) -> bool:
    """True where the office lets everybody see the board of the units below it."""
    return public.unit.bang_cong_khai and bool(public.children)


def statistics_page(desk: Desk) -> WebPage:
    """The figures of the unit: this calendar year, and by month the years before it."""
    about = f"Số liệu về chuyên mục cải cách hành chính của {desk.unit.name_at(desk.public.now)}"
    return WebPage(STATISTICS, "Thống kê", partial(_statistics, desk), description=about, kind="list")


def _statistics(desk: Desk) -> Article:
    public, here = desk.public, STATISTICS
    this = public.now.year
    oldest = min((one.item.ngay.day.year for one in public.news if not one.inherited), default=this)
    first = max(oldest, this - YEARS + 1)
    years = [figures(public, Span(date(year, 1, 1), date(year, 12, 31))) for year in range(this, first - 1, -1)]
    found, summary = years[0], summary_of(public)
    by_year = [[one.by_month.get(Month(one.span.first.year, month)) for month in range(1, 13)] for one in years]
    by_month = list(zip(*by_year, strict=True))
    names = [str(one.span.first.year) for one in years]
    months = [f"T{month}" for month in range(1, 13)]
    fields = ((_field(one, count, here), count) for one, count in found.by_field.items())
    badges = {line.progress and line.progress.state: badge_of(line) for line in found.tasks}
    whole = desk.lay(
        "statistics.html",
        here,
        year=this,
        stats=tuple(_stats(found)),
        heats=(_heat("w", names, months, by_year, 64, (73, 50)), _heat("n", months, names, by_month, 44, (0, 40))),
        years=names,
        by_month=by_month,
        totals=[len(one.news) for one in years],
        cut=first if oldest < first else None,
        newest=f"{summary.newest:%d/%m/%Y}" if summary.newest else "",
        fields=_bars(fields),
        forms=[(form.label, [one.by_required_form[form] for one in years]) for form in found.by_required_form],
        answers=tuple(_answers(found.answers)),
        replies=Link("Mọi phản ánh, kiến nghị", relative(here, REPLIES)),
        states=_bars((badges[one], found.by_state[one]) for one in (*TrangThaiNhiemVu, None) if one in badges),
        plans=Link("Các kế hoạch", relative(here, PLANS)),
        missing=tuple(_missing(found, summary)),
        board=Link("Bảng theo dõi các đơn vị", relative(here, BOARD)) if has_board(public) else None,
    )
    return Article(whole)


def _stats(found: Figures) -> Iterator[Fact]:
    yield Fact("tin, bài đã đăng", escape(shown(len(found.news))))
    yield Fact("văn bản đã ban hành", escape(shown(found.documents)))
    yield Fact("thủ tục đang áp dụng", escape(shown(sum(found.by_online.values()))))
    yield Fact("phản ánh đã trả lời", escape(f"{found.answers.answered}/{found.answers.received}"))


def _heat(
    name: str, rows: Sequence[str], columns: Sequence[str], counts: Counts, left: int, step: tuple[int, int]
) -> Heat:
    """`step`: from one square to the next across and down; 0 across: what a telephone has room for."""
    top, gap = 28, 6
    across, down = step[0] or 310 // len(columns), step[1]
    most = max((count or 0 for line in counts for count in line), default=0)
    squares = tuple(
        Square(left + x * across, top + y * down, count, -(-3 * count // most) if count else 0)
        for y, line in enumerate(counts)
        for x, count in enumerate(line)
    )
    return Heat(
        name,
        left + across * len(columns) - gap,
        top + down * len(rows) - gap,
        (across - gap, down - gap),
        tuple((left + x * across + (across - gap) // 2, text) for x, text in enumerate(columns)),
        tuple((top + y * down + (down - gap) // 2, text) for y, text in enumerate(rows)),
        squares,
    )


def _field(field: LinhVuc, count: int, here: str) -> Link:
    return Link(field.label, relative(here, field_address(field)) if count else None)


def _bars(counts: Iterable[tuple[Link | Badge, int]]) -> list[Bar]:
    told = list(counts)
    most = max((count for _, count in told), default=0) or 1
    return [Bar(label, count, 100 * count // most) for label, count in told]


def _answers(told: Answers) -> Iterator[Fact]:
    yield Fact("Đã tiếp nhận", escape(shown(told.received)))
    yield Fact("Đã trả lời", escape(shown(told.answered)))
    yield Fact("Đang xử lý", escape(shown(told.waiting)))
    yield Fact("Quá hạn", escape(shown(told.late)))
    if told.due:
        yield Fact("Đúng hạn, trong số có hạn", escape(f"{told.on_time}/{told.due}"))
    if told.days is not None:
        yield Fact("Trả lời sau (trung vị)", escape(f"{shown(told.days)} ngày"))


def _missing(found: Figures, summary: Summary) -> Iterator[Missing]:
    """What is late, then what is not there."""
    here, absent = STATISTICS, Badge("Chưa có", "todo")
    late = [line for line in found.tasks if line.is_late]
    for line in late[:LATE_TASKS]:
        yield Missing(Badge("Chậm", "late"), _task(line, here))
    if late[LATE_TASKS:]:
        more = f"{len(late) - LATE_TASKS} nhiệm vụ khác của các kế hoạch"
        yield Missing(Badge("Chậm", "late"), Link(more, relative(here, PLANS)))
    if found.answers.late:
        yield Missing(Badge("Quá hạn", "late"), Link(f"Trả lời {found.answers.late} phản ánh", relative(here, REPLIES)))
    over = [str(month.number) for month in found.empty_months if month.number < len(summary.news)]
    if over:
        yield Missing(Badge("Bỏ trống", "late"), Link(f"Tin của tháng {', '.join(over)}", None))
    if not summary.news[-1]:
        yield Missing(Badge("Tháng này", "soon"), Link(f"Tin của tháng {len(summary.news)}", None))
    fields = [field.label for field, count in found.by_field.items() if not count]
    forms = [form.label for form, count in found.by_required_form.items() if not count]
    for what, names in (("Tin về", fields), ("Hình thức tuyên truyền:", forms)):
        if names:
            yield Missing(absent, Link(f"{what} {'; '.join(name[:1].lower() + name[1:] for name in names)}", None))
    for name in summary.missing:
        yield Missing(absent, Link(f"{name[:1].upper()}{name[1:]}", None))


def _task(line: TaskLine, here: str) -> Link:
    plan, words = line.plan.item, shortened(convert(line.task.noi_dung).text, TASK_WORDS)
    place = f"{line.plan.address}#{task_anchor(line.task.tt)}"
    return Link(words, relative(here, place), f"nhiệm vụ {line.task.tt}, {plan.so_ky_hieu or plan.trich_yeu}")


def board_pages(desk: Desk, units: Sequence[Unit], summary: Callable[[Unit], Summary]) -> Iterator[WebPage]:
    """The board of the `units` below an office, worst first; `summary` is asked once, when somebody wants a page."""

    @cache
    def rows() -> Sequence[Summary]:
        return worst_first(map(summary, units))

    count = -(-len(units) // BOARD_SIZE) or 1
    about = f"Các đơn vị trực thuộc {desk.unit.name_at(desk.public.now)} công khai đến đâu"
    for number in range(1, count + 1) if has_board(desk.public) else ():
        title = "Bảng theo dõi các đơn vị" + (f" – trang {number}" if number > 1 else "")
        make = partial(_board, desk, rows, number, count)
        yield WebPage(page_of(BOARD, number), title, make, about, indexed=number == 1, kind="list")


def _board(desk: Desk, rows: Callable[[], Sequence[Summary]], number: int, count: int) -> Article:
    here, summaries = page_of(BOARD, number), rows()
    part = summaries[(number - 1) * BOARD_SIZE : number * BOARD_SIZE]
    whole = desk.lay(
        "board.html",
        here,
        year=desk.public.now.year,
        total=len(summaries),
        said=board(desk.public, summaries).chapters[0].sentences,
        rows=[_board_row(desk, one) for one in part],
        pager=pager(BOARD, number, count, here),
    )
    return Article(whole)


def _board_row(desk: Desk, one: Summary) -> BoardRow:
    begun = len(one.news)
    kinds = ["full" if count else "now" if month == begun else "none" for month, count in enumerate(one.news, start=1)]
    told = [(shown(count), kind) for count, kind in zip(one.news, kinds, strict=True)]
    late = ((one.late_tasks, "nhiệm vụ chậm"), (one.late_answers, "phản ánh quá hạn"))
    said = [f"{count} {what}" for count, what in late if count]
    said += [f"thiếu {', '.join(one.missing)}"] if one.missing else []
    words = "; ".join(said)
    return BoardRow(
        Link(one.name, desk.units[one.ma].url),
        (*told, *[("", "fut")] * (12 - begun)),
        sum(one.news),
        f"{one.newest:%d/%m/%Y}" if one.newest else "",
        words[:1].upper() + words[1:],
    )
