"""The periodic report on administrative reform: quarter, half year, year, school year (requirements 126–133)."""

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from cchc.model.fields import Choice
from cchc.model.page import Page
from cchc.model.vocabulary import LoaiTin
from cchc.reading.markdown import convert
from cchc.reporting.figures import Figures, TaskLine, figures
from cchc.reporting.periods import Period
from cchc.reporting.report import Cell, Chapter, Grid, Report, shown
from cchc.section.public import Public
from cchc.vietnamese.calendar import official_date

ChoiceT = TypeVar("ChoiceT", bound=Choice)
_EXEMPLARY = (LoaiTin.GUONG_DIEN_HINH, LoaiTin.SANG_KIEN)


def words_name(period: Period) -> str:
    """Id of the page (`trang/…`, may be internal) that holds the free text of a report: `bao-cao-2026-q3`."""
    return f"bao-cao-{period.name}"


def periodic_report(public: Public, period: Period, words: Page | None) -> Report:
    """The report of a unit. `words`: the page with difficulties and proposals, its headings become chapters."""
    found = figures(public, period.span)
    chapters = [_news(found), _tasks(found), _procedures(found), _answers(found), *_indices(public, period)]
    chapters += [_exemplary(found), *_free(words, period)]
    numbered = tuple(
        Chapter(f"{number}. {one.title}", one.sentences, tuple(grid for grid in one.grids if grid.rows))
        for number, one in enumerate(chapters, start=1)
    )
    unit, first, last = public.unit.name_at(public.now), *period.span
    about = f"{unit}; từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}; số liệu {official_date(public.now.date())}."
    return Report(f"Báo cáo công tác cải cách hành chính {period.vn}", about, numbered)


def _counted(name: str, what: str, counts: Mapping[ChoiceT, int], *, all_values: bool) -> Grid:
    rows = tuple((one.label, count) for one, count in counts.items() if count or all_values)
    return Grid(name, (what, "Số lượng"), rows)


def _news(found: Figures) -> Chapter:
    sentences = [f"Đã đăng {len(found.news)} tin, bài; {found.documents} văn bản."]
    if found.empty_months:
        sentences.append(f"Tháng không có tin: {', '.join(month.vn[6:] for month in found.empty_months)}.")
    months = tuple((month.vn, count) for month, count in found.by_month.items())
    return Chapter(
        "Thông tin, tuyên truyền",
        tuple(sentences),
        (
            Grid("Theo tháng", ("Tháng", "Tin, bài"), months),
            _counted("Theo lĩnh vực", "Lĩnh vực", found.by_field, all_values=True),
            _counted("Theo loại", "Loại", found.by_kind, all_values=False),
            _counted("Theo hình thức", "Hình thức", found.by_form, all_values=False),
        ),
    )


def _tasks(found: Figures) -> Chapter:
    if not found.tasks:
        return Chapter("Nhiệm vụ của kế hoạch", ("Không có kế hoạch nào có nhiệm vụ trong kỳ.",))
    states = "; ".join(
        f"{state.label if state else 'Không tính được'}: {count}" for state, count in found.by_state.items()
    )
    header = ("Kế hoạch", "TT", "Nội dung", "Bộ phận", "Thời gian", "Trạng thái", "Minh chứng")
    return Chapter(
        "Nhiệm vụ của kế hoạch",
        (f"{len(found.tasks)} nhiệm vụ. {states}.",),
        (Grid("Nhiệm vụ", header, tuple(map(_task, found.tasks))),),
    )


def _task(line: TaskLine) -> tuple[Cell, ...]:
    plan, task = line.plan.item, line.task
    state = line.progress.state.label if line.progress else "Không tính được"
    count = len(line.proofs) + line.unseen
    said = (convert(cell).text for cell in (task.noi_dung, task.bo_phan, task.thoi_gian))
    return (plan.names[0], task.tt, *said, state, count)


def _procedures(found: Figures) -> Chapter:
    total = sum(found.by_online.values())
    return Chapter(
        "Thủ tục hành chính",
        (f"{total} thủ tục đang áp dụng, công khai trên chuyên mục.",),
        (
            _counted("Theo cấp thực hiện", "Cấp", found.by_level, all_values=False),
            _counted("Theo mức độ trực tuyến", "Mức độ", found.by_online, all_values=False),
        ),
    )


def _answers(found: Figures) -> Chapter:
    told = found.answers
    rest = f"đã trả lời {told.answered}, đang xử lý {told.waiting}, quá hạn {told.late}"
    sentences = [f"Tiếp nhận {told.received} phản ánh, kiến nghị: {rest}."]
    if told.due:
        sentences.append(f"Đúng hạn {told.on_time}/{told.due} phản ánh có hạn trả lời.")
    if told.days is not None:
        sentences.append(f"Thời gian trả lời trung vị: {shown(told.days)} ngày.")
    return Chapter("Phản ánh, kiến nghị", tuple(sentences))


def _indices(public: Public, period: Period) -> Iterator[Chapter]:
    rows: list[tuple[Cell, ...]] = [
        (one.item.ten, row.nam, float(row.gia_tri) if row.gia_tri is not None else "", row.hang or "")
        for one in public.series
        for row in one.item.announced(public.now)
        if row.ngay_cong_bo and period.span.first <= row.ngay_cong_bo.day <= period.span.last
    ]
    if rows:
        grid = Grid("Chỉ số", ("Chỉ số", "Năm", "Giá trị", "Thứ hạng"), tuple(rows))
        yield Chapter("Chỉ số được công bố trong kỳ", (), (grid,))


def _exemplary(found: Figures) -> Chapter:
    rows = tuple(
        (one.item.loai.label, one.item.tieu_de, one.item.ngay.vn) for one in found.news if one.item.loai in _EXEMPLARY
    )
    if not rows:
        return Chapter("Gương điển hình, sáng kiến", ("Chưa có bài nào trong kỳ.",))
    return Chapter("Gương điển hình, sáng kiến", (), (Grid("Gương, sáng kiến", ("Loại", "Tên", "Ngày đăng"), rows),))


def _free(words: Page | None, period: Period) -> Iterator[Chapter]:
    title = "Khó khăn, vướng mắc và đề xuất"
    if words is None:
        yield Chapter(title, (f"[Chưa viết: tạo tệp trang/{words_name(period)}.md, ghi pham_vi: noi_bo.]",))
        return
    for passage in words.body.passages:
        lines = tuple(_unmarked(line.strip()) for line in passage.text.split("\n") if line.strip())
        yield Chapter(passage.heading or title, lines)


def _unmarked(line: str) -> str:
    """A line of Markdown as plain words; `-` and `1.` stay before what they count."""
    found = re.match(r"(?:[-*+]|\d+[.)])\s+", line)
    mark = found[0] if found else ""
    return mark + convert(line[len(mark) :]).text
