"""Rules about what an item names: plan tasks, replacing procedures, documents held, dates that cannot be."""

from collections.abc import Iterator, Mapping, Sequence

from cchc.model.document import Document
from cchc.model.item import Item
from cchc.model.plan import Plan
from cchc.model.procedure import Procedure
from cchc.model.reply import FeedbackReply
from cchc.model.unit import Unit
from cchc.model.vocabulary import TrangThaiVanBan
from cchc.reading.complaints import Complaint
from cchc.reading.tree import Tree
from cchc.section.inheritance import Holdings, complain, doubt
from cchc.section.references import Shelf, find_plan, find_task, means, tasks_of
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.document_number import citations, number_key
from cchc.vietnamese.slug import slug

_OUT_OF_FORCE = (TrangThaiVanBan.HET_HIEU_LUC, TrangThaiVanBan.BI_THAY_THE)


def reference_complaints(tree: Tree, held: Mapping[str, Holdings], unit: Unit, item: Item) -> Iterator[Complaint]:
    """Everything an item names that is not there, or cannot be what is meant."""
    chain = tree.chain(unit.ma)
    # What was refused exists all the same: its own complaint is enough. What was taken down is nobody's mistake.
    refused = [one for above in chain for one in (*tree.refused.get(above.ma, ()), *tree.gone.get(above.ma, ()))]
    for reference in item.minh_chung:
        if not any(isinstance(one, Plan) and _is_called(one, reference.rpartition("#")[0]) for one in refused):
            yield from _task(held, chain, item, reference)
    if isinstance(item, Procedure) and item.thay_bang:
        key = f"thu-tuc/{item.thay_bang}"
        if key not in held[unit.ma].items and all(one.key != key for one in refused):
            what = f"Không có thủ tục `{item.thay_bang}`."
            yield complain(item, "thay_bang", what, "ghi `id` của thủ tục thay thế", "tham-chieu")
    if isinstance(item, Plan):
        yield from _plan(held, chain, item)
    if isinstance(item, Document | Plan | FeedbackReply):
        yield from _documents(held, unit, item)


def _is_called(plan: Plan, name: str) -> bool:
    return number_key(name) in map(number_key, plan.names)


def _task(held: Mapping[str, Holdings], chain: tuple[Unit, ...], item: Item, reference: str) -> Iterator[Complaint]:
    if find_task(held, chain, reference) is not None:
        return
    name, _, tt = reference.rpartition("#")
    plan = find_plan(held, chain, name) if name else None
    if plan is None:
        yield complain(
            item,
            "minh_chung",
            f"Không có kế hoạch nào tên “{name or reference}”.",
            "ghi dạng: số kế hoạch#TT, ví dụ: 25/KH-THCS#3",
            "tham-chieu",
        )
        return
    known = ", ".join(task.tt for task in tasks_of(plan.body)) or "(kế hoạch chưa có bảng nhiệm vụ)"
    yield complain(
        item, "minh_chung", f"Kế hoạch {name} không có nhiệm vụ {tt}.", f"ghi một trong các TT: {known}", "tham-chieu"
    )


def _plan(held: Mapping[str, Holdings], chain: tuple[Unit, ...], plan: Plan) -> Iterator[Complaint]:
    others = [
        one.item
        for above in chain
        for one in held[above.ma].items.values()
        if one.owner == above.ma and isinstance(one.item, Plan) and one.item is not plan
    ]
    for name in plan.ke_hoach_cap_tren:
        count = sum(means(name, plan, other) for other in others)
        if count != 1:
            yield doubt(
                plan,
                "ke_hoach_cap_tren",
                f"“{name}” có thể là {count} kế hoạch khác nhau nên không gắn liên kết."
                if count
                else f"Chưa có kế hoạch cấp trên “{name}” trong chuyên mục.",
                f"{'' if count else 'bỏ qua nếu cấp trên chưa đăng; nếu đã đăng, '}ghi đúng số và ngày trên bản ký: "
                "05/KH-SGDĐT ngày 15/01/2026",
                "trung-so" if count else "chua-co",
            )
    seen: set[str] = set()
    for task in tasks_of(plan.body):
        if slug(task.tt) in seen:
            yield complain(
                plan, "id", f"Bảng nhiệm vụ có hai dòng cùng TT {task.tt}.", "đánh lại số thứ tự", "trung-tt"
            )
        seen.add(slug(task.tt))
    if plan.ngay_ban_hanh and plan.can_cu:
        papers = [one.item for one in held[chain[-1].ma].items.values() if isinstance(one.item, Document)]
        yield from _bases(papers, plan, plan.ngay_ban_hanh)


def _bases(papers: Sequence[Document], plan: Plan, signed: Moment) -> Iterator[Complaint]:
    """Bases younger than the plan, and those no longer in force on the day it was signed."""
    shelf = Shelf(papers)
    for text in plan.can_cu:
        for cited in citations(text):
            if cited.day and cited.day > signed.day:
                yield doubt(
                    plan,
                    "can_cu",
                    f"Căn cứ {cited.number.text} ngày {cited.day:%d/%m/%Y}, sau kế hoạch ({signed.vn}).",
                    "xem lại ngày trên bản ký",
                    "ngay-can-cu",
                )
        base = shelf.only(text)
        newer = [one.replaces_from for one in papers if any(shelf.only(name) is base for name in one.thay_the)]
        replaced = min((begun for begun in newer if begun), default=None)
        if base and base.state(signed.start, replaced_from=replaced) in _OUT_OF_FORCE:
            yield doubt(
                plan,
                "can_cu",
                f"Căn cứ {base.heading} không còn hiệu lực vào ngày ký kế hoạch ({signed.vn}).",
                "xem lại bản ký; kế hoạch mới thì căn cứ văn bản thay thế, ghi ở trang của văn bản cũ",
                "can-cu-het-hieu-luc",
            )


def _documents(held: Mapping[str, Holdings], unit: Unit, item: Item) -> Iterator[Complaint]:
    named = [
        (field, reference)
        for field in ("thay_the", "sua_doi", "dinh_chinh", "van_ban_tra_loi")
        for reference in getattr(item, field, ())
    ]
    if named:
        shelf = Shelf(one.item for one in held[unit.ma].items.values() if isinstance(one.item, Document))
        for field, reference in named:
            found = shelf.find(reference)
            if not found:
                yield doubt(
                    item,
                    field,
                    f"`{field}`: chưa có văn bản “{reference}” trong chuyên mục nên chỉ hiện dạng chữ.",
                    "bỏ qua, hoặc đăng văn bản đó vào van-ban/",
                    "chua-co",
                )
            elif len(found) > 1:
                yield doubt(
                    item,
                    field,
                    f"`{field}`: “{reference}” trùng số với {len(found)} văn bản nên không gắn liên kết.",
                    "ghi thêm ngày: số … ngày 13/06/2013",
                    "trung-so",
                )
