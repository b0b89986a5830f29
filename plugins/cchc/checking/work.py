"""What is due: tasks whose schedule nobody understands or that are late, answers not given (requirements 67, 87)."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from cchc.model.item import Item
from cchc.model.plan import Plan, Task
from cchc.model.progress import Progress
from cchc.model.reply import FeedbackReply
from cchc.model.unit import Unit
from cchc.model.vocabulary import TrangThaiNhiemVu, TrangThaiPhanAnh
from cchc.reading.complaints import Complaint
from cchc.reading.tree import Tree
from cchc.section.evidence import progress_of
from cchc.section.inheritance import Holdings, doubt
from cchc.section.public import evidence, evidence_days
from cchc.section.references import task_key, tasks_of

SOON = timedelta(days=3)
"""An answer due within so long is called for."""
AFTER = timedelta(days=90)
"""So long after its year a plan is still asked about: reports on it are being written."""


def work_complaints(tree: Tree, held: Mapping[str, Holdings], unit: Unit, now: datetime) -> Iterator[Complaint]:
    """What the unit itself has still to do, or to say more clearly."""
    own = tree.items[unit.ma]
    plans = [item for item in own if isinstance(item, Plan) and not item.nhap and _is_current(item, now)]
    if plans:
        days = evidence_days(*evidence(tree, held, unit, now))
        known = dict(progress_of(plans, days, now))
        for plan in plans:
            for task in tasks_of(plan.body):
                yield from _task(plan, task, known.get(task_key(plan, task.tt)), now)
    for item in own:
        if isinstance(item, FeedbackReply) and not item.nhap:
            yield from _answer(item, now)


def _is_current(plan: Plan, now: datetime) -> bool:
    year = plan.plan_year
    return year is not None and year.whole.first <= now.date() <= year.whole.last + AFTER


def _task(plan: Plan, task: Task, done: Progress | None, now: datetime) -> Iterator[Complaint]:
    if done is None:
        what = f"Nhiệm vụ {task.tt}: không hiểu thời gian “{task.thoi_gian}” nên không tính được tiến độ."
        how = "ghi như: Quý II/2026; Tháng 9, 10; Trước ngày 15/12/2026; Thường xuyên; Ít nhất 01 lần/tháng"
        yield _at(plan, task.thoi_gian or task.noi_dung, what, how, "lich-nhiem-vu")
    elif done.state is TrangThaiNhiemVu.CHAM:
        missed = done.missed(now.date())
        lacking = f" còn thiếu minh chứng của {missed}" if missed else " đã đến hạn mà thiếu minh chứng"
        how = f"thêm vào bài đã đăng dòng: minh_chung: {plan.names[0]}#{task.tt}"
        yield _at(plan, task.noi_dung, f"Nhiệm vụ {task.tt} ({task.thoi_gian}){lacking}.", how, "nhiem-vu-cham")
    elif done.stale_since:
        what = f"Nhiệm vụ {task.tt} ({task.thoi_gian}) chưa có minh chứng mới từ {done.stale_since:%d/%m/%Y}."
        how = f"thêm vào bài mới đăng dòng: minh_chung: {plan.names[0]}#{task.tt}"
        yield _at(plan, task.noi_dung, what, how, "minh-chung-cu")


def _answer(item: FeedbackReply, now: datetime) -> Iterator[Complaint]:
    if item.han_tra_loi is None or item.trang_thai(now) is TrangThaiPhanAnh.DA_TRA_LOI:
        return
    if item.trang_thai(now) is TrangThaiPhanAnh.QUA_HAN:
        what = f"Phản ánh đã quá hạn trả lời ({item.han_tra_loi.vn})."
    elif item.han_tra_loi.end - now <= SOON:
        what = f"Phản ánh sắp đến hạn trả lời ({item.han_tra_loi.vn})."
    else:
        return
    yield doubt(item, "han_tra_loi", what, "viết câu trả lời dưới dòng ---, thêm dòng: ngay_tra_loi: …", "han-tra-loi")


def _at(item: Item, words: str, what: str, how: str, rule: str) -> Complaint:
    line = next((part.line_of(words) for part in item.body.passages if words in part.text), 1)
    return Complaint(item.origin.unit, item.origin.path, line, what, how, rule, error=False)
