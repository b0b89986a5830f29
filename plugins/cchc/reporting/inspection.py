"""The evidence file of an inspection: criterion → title, number, day, address and SHA-256 of what proves it.

For the inspector's eyes: internal items stand here whole. Nothing is guessed: what a reference does not name, what is
not public, what the section last built does not hold is said in words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from cchc.model.document import Document
from cchc.model.item import Item
from cchc.reading.markdown import convert
from cchc.reporting.criteria import Criterion
from cchc.reporting.figures import TaskLine
from cchc.reporting.report import Cell, Chapter, Grid, Report
from cchc.section.evidence import day_of, proving
from cchc.section.inheritance import Held, Holdings
from cchc.section.public import Public
from cchc.section.references import Shelf, find_plan, find_task
from cchc.section.shown import address_of, counts_unseen
from cchc.vietnamese.calendar import official_date
from cchc.vietnamese.document_number import citations

_HEADER = ("STT", "Tiêu chí", "Minh chứng", "Số, ký hiệu", "Ngày", "Phạm vi", "Địa chỉ", "SHA-256")
_UNPROVEN = "nhiệm vụ chưa có minh chứng"
_UNBUILT, _NOT_IN_IT = "chuyên mục chưa dựng", "không có trong bản dựng gần nhất"


class Finding(NamedTuple):
    """What one reference names: some items, or why it names none that may be used."""

    items: tuple[Item, ...] = ()
    fault: str = ""


@dataclass(frozen=True)
class Inspection:
    """What the references of a table are looked up in."""

    public: Public
    held: Holdings
    hashes: Mapping[str, str] | None
    """SHA-256 by path of the section last built; None where it was never built."""

    def find(self, reference: str) -> Finding:
        """What `reference` names: a task (`25/KH-THCS#3`), an item by path, address or id, a document by its number."""
        text = reference.strip().replace("\\", "/").removeprefix(self.public.unit.base_url)
        named = self._names.get(text.removesuffix("index.html").strip("/").removeprefix("content/"), [])
        if not named and "#" in text:
            return self._of_task(text)
        if not named and len(citations(text)) > 1:
            return Finding(fault="có nhiều số ở một chỗ; ngăn bằng dấu chấm phẩy")
        found = named or self._numbered(text)
        if len(found) > 1:
            return Finding(fault=f"chưa rõ là mục nào trong {len(found)} mục cùng tên; ghi thêm ngày, hoặc tên tệp")
        return self._usable(found[0]) if found else Finding(fault="không có mục nào mang tên này")

    def proof(self, item: Item) -> tuple[str, ...]:
        """Title, number, day, and where the public finds it."""
        day = day_of(item)
        facts = (
            " ".join(item.title.split()),
            str(getattr(item, "so_ky_hieu", None) or ""),
            f"{day:%d/%m/%Y}" if day else "",
        )
        if item.key not in self._shown:
            return *facts, "nội bộ", "", ""
        address = address_of(item)
        page = address.partition("#")[0] + "index.html"
        hashed = _UNBUILT if self.hashes is None else self.hashes.get(page, _NOT_IN_IT)
        url = self.public.unit.url
        return *facts, "công khai", url + address if url else f"{address} (don-vi.yml chưa có url)", hashed

    def _of_task(self, reference: str) -> Finding:
        task = find_task(self._only, (self.public.unit,), reference)
        if task is None:
            return Finding(fault="không có nhiệm vụ này trong các kế hoạch")
        found = [self._usable(one).items for one in self._proving.get(task, [])]
        items = tuple(
            sorted((one for some in found for one in some), key=lambda one: (day_of(one) or date.max, one.key))
        )
        return Finding(items, "" if items else _UNPROVEN)

    def _usable(self, held: Held) -> Finding:
        item, now = held.item, self.public.now
        if item.key in self._shown:
            return Finding((self._shown[item.key],))
        if counts_unseen(held, now):
            return Finding((item,))
        return Finding(fault="chưa dùng được: còn là bản nháp, chưa được duyệt, chưa đến ngày đăng hoặc đã hết hạn")

    def _numbered(self, text: str) -> list[Held]:
        """Documents by number, day, issuer; a plan by its number. Both may be the same paper: the plan says more."""
        cited = citations(text)
        plan = find_plan(self._only, (self.public.unit,), cited[0].number.text if cited else text)
        day, signed = cited[0].day if cited else None, plan.ngay_ban_hanh if plan else None
        papers = [plan] if plan and (not day or not signed or signed.day == day) else self._shelf.find(text)
        return [self.held.items[paper.key] for paper in papers]

    @cached_property
    def _only(self) -> Mapping[str, Holdings]:
        return {self.public.unit.ma: self.held}

    @cached_property
    def _shown(self) -> Mapping[str, Item]:
        return {shown.item.key: shown.item for shown in self.public.everything}

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(one.item for one in self.held.items.values() if isinstance(one.item, Document))

    @cached_property
    def _proving(self) -> Mapping[str, Sequence[Held]]:
        found: dict[str, list[Held]] = {}
        for task, one in proving(self._only, self.public.unit):
            found.setdefault(task, []).append(one)
        return found

    @cached_property
    def _names(self) -> Mapping[str, Sequence[Held]]:
        """Items by all that says where they are: path of a file, address, key, id."""
        found: dict[str, list[Held]] = {}
        for one in self.held.items.values():
            paths = {path for source in one.sources for path in _paths(source)}
            for name in {*paths, one.item.id, one.item.key, address_of(one.item).strip("/")}:
                found.setdefault(name, []).append(one)
        return found


def _paths(item: Item) -> Iterator[str]:
    path = item.origin.path
    yield path
    yield path[path.find(f"{item.folder}/") :]


def task_criteria(lines: Iterable[TaskLine]) -> tuple[Criterion, ...]:
    """The tasks of plans as criteria, for whom no office gave a table."""
    return tuple(
        Criterion(
            f"{line.plan.item.names[0]}#{line.task.tt}",
            convert(line.task.noi_dung).text,
            proofs=(f"{line.plan.item.id}#{line.task.tt}",),
        )
        for line in lines
    )


def evidence_file(inspection: Inspection, criteria: Sequence[Criterion]) -> Report:
    """What proves each criterion; then what lacks evidence and what could not be used."""
    rows: list[tuple[str, ...]] = []
    table: list[tuple[Cell, ...]] = []
    faults: list[str] = []
    lacking: list[str] = []
    for one in criteria:
        found = [(reference, inspection.find(reference)) for reference in one.proofs]
        items = list(dict.fromkeys(item.key for _, finding in found for item in finding.items))
        by_key = {item.key: item for _, finding in found for item in finding.items}
        rows += [(one.number, one.title, *inspection.proof(by_key[key])) for key in items]
        # A task without evidence is said once: below what is lacking, unless something else proves the criterion.
        faults += [
            f"{_name(one)}: “{reference}” – {finding.fault}."
            for reference, finding in found
            if finding.fault and (items or finding.fault != _UNPROVEN)
        ]
        lacking += [] if items or one.is_group else [f"{_name(one)}."]
        count = "" if one.is_group else len(items)
        table.append((one.number, one.title, one.most, one.wanted, one.scored, count))
    asked = sum(not one.is_group for one in criteria)
    said = f"{asked} tiêu chí: {asked - len(lacking)} đã có minh chứng, {len(lacking)} chưa có."
    header = ("STT", "Tiêu chí", "Điểm tối đa", "Yêu cầu và tài liệu kiểm chứng", "Điểm tự đánh giá", "Số minh chứng")
    chapters = [Chapter("Tiêu chí", (said,), (_without_empty(Grid("Tiêu chí", header, tuple(table))),))]
    chapters += [Chapter("Minh chứng", (), (Grid("Minh chứng", _HEADER, tuple(rows)),))] if rows else []
    chapters += [Chapter("Tiêu chí chưa có minh chứng", tuple(lacking))] if lacking else []
    chapters += [Chapter("Minh chứng không dùng được", tuple(faults))] if faults else []
    unit, now = inspection.public.unit, inspection.public.now
    about = f"{unit.name_at(now)}; số liệu {official_date(now.date())}."
    hashed = " SHA-256 là của trang trong bản dựng gần nhất." if inspection.hashes is not None else ""
    unbuilt = " Chuyên mục chưa dựng nên chưa có SHA-256." if inspection.hashes is None else ""
    return Report("Hồ sơ minh chứng cải cách hành chính", about + hashed + unbuilt, tuple(chapters))


def _name(one: Criterion) -> str:
    return f"{one.number} {one.title}".strip().rstrip(".")


def _without_empty(grid: Grid) -> Grid:
    """The table without the columns nobody filled."""
    kept = [place for place in range(len(grid.header)) if any(row[place] != "" for row in grid.rows)]
    rows = tuple(tuple(row[place] for place in kept) for row in grid.rows)
    return Grid(grid.name, tuple(grid.header[place] for place in kept), rows)
