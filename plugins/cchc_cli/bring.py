"""`cchc import`: what others wrote becomes content files; what needs a human eye is listed. Nothing is overwritten."""

from dataclasses import dataclass, field
from dataclasses import replace as replaced
from datetime import datetime
from pathlib import Path

from cchc.importing.differences import Known, differences
from cchc.importing.doubts import CannotImport, Doubt
from cchc.importing.files import MAX_BYTES, read_file
from cchc.importing.imported import Batch, Imported, Into, renamed
from cchc.model.item import Item, Origin
from cchc.model.news import NewsItem
from cchc.model.procedure import Procedure
from cchc.model.types import UNIT_FILE, UNITS_FOLDER
from cchc.model.unit import Unit
from cchc.reading.mending import replace_file
from cchc.reading.tree import Tree
from cchc.reading.writing import write_item, write_unit
from cchc.section.inheritance import Held, gone_at, holdings
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.disk import why
from cchc_cli.project import Project, one_unit
from cchc_cli.speech import DONE, PARTLY, REFUSED, Failure, Progress, as_typed_here, say, warn

LIST = "can-xem-lai.txt"
"""Where doubts are kept, in the project's folder."""


@dataclass
class _Import:
    """One run: where it goes, what it has written, what it has said."""

    project: Project
    tree: Tree
    unit: Unit
    held: dict[str, Held]
    copies: Known
    units: dict[str, Unit]
    written: int = 0
    known: int = 0
    refused: int = 0
    came: set[str] = field(default_factory=set)
    """Keys and ids of what this run has brought, and keys of what was taken down: no new item may have them."""
    doubts: list[str] = field(default_factory=list)


def bring(project: Project, files: list[str], ma: str | None, now: datetime) -> int:
    """Import every file into unit `ma` (the only one, where there is one). One bad file never stops the rest."""
    tree = project.load()
    unit = one_unit(tree, ma)
    held = dict(holdings(tree)[unit.ma].items)
    run = _Import(project, tree, unit, held, Known(one.item for one in held.values()), dict(tree.units))
    run.came |= gone_at(tree, unit).keys()
    progress = Progress("Đang nhập", len(files))
    for name in files:
        try:
            batch = _read(run, Path(name), Moment(now.date()))
            _keep(run, name, batch)
        except CannotImport as refusal:
            _refuse(run, refusal.spoken(name))
        except Failure as failure:
            _refuse(run, str(failure))
        progress.step(name)
    progress.end()
    say(
        f"{unit.ma}: nhập mới {run.written}, đã có {run.known}, không nhập được {run.refused} "
        f"trong {len(files)} tệp; {len(run.doubts)} chỗ cần người xem lại."
    )
    _list_doubts(run, now)
    return DONE if not run.refused else PARTLY if run.written or run.known else REFUSED


def _read(run: _Import, path: Path, today: Moment) -> Batch:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CannotImport(f"tệp lớn hơn {MAX_BYTES // 1_000_000} MB.", "bớt ảnh hoặc tách tệp, rồi nhập lại")
        data = path.read_bytes()
    except OSError as error:
        raise Failure(f"{path}: không mở được ({why(error)}).") from None
    try:
        return read_file(data, name=path.name, into=Into(run.unit, run.units, today))
    except ModuleNotFoundError as missing:
        raise Failure(
            f"{path}: máy này chưa có phần đọc Word, PDF, Excel ({missing.name}).\n"
            "  → Cách sửa: nhập bằng scripts/cchc.py, hoặc chạy: pip install 'cchc[import]'"
        ) from None


def _keep(run: _Import, name: str, batch: Batch) -> None:
    """Write what is new, compare what is held already; then the doubts."""
    for doubt in batch.doubts:
        _doubt(run, name, doubt)
    for imported in batch.items:
        try:
            new = _unit(run, imported) if isinstance(imported.item, Unit) else _item(run, name, imported, imported.item)
        except OSError as error:
            raise Failure(f"{name}: không ghi được {error.filename} ({why(error)}).") from None
        if new:
            for doubt in imported.doubts:
                _doubt(run, name, doubt)


def _item(run: _Import, name: str, imported: Imported, item: Item) -> bool:
    """Write an item the unit does not hold yet. False where nothing was written."""
    same = run.copies.copy_of(item)
    if same is not None and same.key in run.came:
        what = f"{item.type_name} {item.id}" if isinstance(item, Procedure) else f"{item.type_name} “{item.title}”"
        _refuse(run, f"{name}: {what} đã nhập từ tệp khác trong lần này; không nhập lại.")
        return False
    if same is not None:
        _compare(run, run.held[same.key], item)
        return False
    imported, item = _with_free_id(run, imported, item)
    folder = f"tin-tuc/{item.nam_thu_muc}" if isinstance(item, NewsItem) else item.folder
    suffix = "yml" if item.folder == "chi-so" else "md"
    path = f"{run.unit.folder}/{folder}/{item.id}.{suffix}".lstrip("/")
    item = item.model_copy(update={"origin": replaced(item.origin, unit=run.unit.ma, path=path)})
    run.came.add(item.key)
    if not _write(run, path, write_item(item), imported):
        return False
    run.held[item.key] = Held(item, run.unit.ma, item, (item,))
    run.copies.add(item)
    return True


def _with_free_id(run: _Import, imported: Imported, item: Item) -> tuple[Imported, Item]:
    """The item under an id nothing else bears: two documents may share a title, and even a number."""
    taken, count, name = {*run.held, *run.came}, 1, item.id
    while item.model_copy(update={"id": name}).key in taken:
        count += 1
        name = f"{item.id[:76]}-{count}"
    return (imported, item) if count == 1 else renamed(imported, item, name)


def _unit(run: _Import, imported: Imported) -> bool:
    """Write the `don-vi.yml` of a unit the tree does not have yet."""
    unit = imported.item
    assert isinstance(unit, Unit)
    if (stands := run.tree.units.get(unit.ma)) is not None:
        _say_differences(run, f"{run.project.content.name}/{stands.origin.path}", differences(stands, unit))
        return False
    parent = run.units.get(imported.parent or run.unit.ma)
    if parent is None:
        _refuse(run, f"{unit.ten}: chưa có đơn vị cấp trên “{imported.parent}”; sửa lỗi của đơn vị ấy rồi nhập lại.")
        return False
    path = f"{parent.folder}/{UNITS_FOLDER}/{unit.ma}/{UNIT_FILE}".lstrip("/")
    if not _write(run, path, write_unit(unit), imported):
        return False
    run.units[unit.ma] = unit.model_copy(update={"origin": Origin(unit.ma, path), "parent": parent.ma})
    return True


def _write(run: _Import, path: str, text: str, imported: Imported) -> bool:
    """Write a content file and the files it names; False where something stands in its place."""
    content = run.project.content
    place = content / path
    others = {place.with_name(name): data for name, data in imported.files.items()}
    if in_the_way := next((other for other in (place, *others) if other.exists()), None):
        shown = in_the_way.relative_to(content.parent)
        _refuse(run, f"{shown}: đã có tệp cùng tên nhưng đang có lỗi; sửa rồi nhập lại. Xem: cchc check")
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    for other, data in others.items():
        replace_file(other, data)
    replace_file(place, text.encode())
    run.written += 1
    say(f"{content.name}/{path}: mới")
    return True


def _compare(run: _Import, stands: Held, item: Item) -> None:
    """Say what differs from the item the unit holds already, its own or one from above."""
    where = f"{run.project.content.name}/{stands.item.origin.path}"
    if stands.owner != run.unit.ma:
        name = getattr(item, "ma", None) or item.id
        where = f"{name}: kế thừa từ {run.tree.units[stands.owner].ten}, không nhập riêng ({where})"
    _say_differences(run, where, differences(stands.item, item))


def _say_differences(run: _Import, where: str, lines: tuple[str, ...]) -> None:
    run.known += 1
    say(f"{where}: khác tệp nhập ở {len(lines)} chỗ, KHÔNG ghi đè:" if lines else f"{where}: không có gì khác")
    for line in lines:
        say(f"  {line}")


def _refuse(run: _Import, sentence: str) -> None:
    run.refused += 1
    warn(sentence)


def _doubt(run: _Import, name: str, doubt: Doubt) -> None:
    run.doubts.append(doubt.spoken(name))
    say(run.doubts[-1])


def _list_doubts(run: _Import, now: datetime) -> None:
    """Add the doubts to those of earlier imports, newest last; the clerk deletes the file when all is looked at."""
    if not run.doubts:
        return
    place = run.project.root / LIST
    said = "\n".join([f"Nhập lúc {now:%H:%M, %d/%m/%Y}, vào {run.unit.ma}:", *run.doubts])
    try:
        before = place.read_bytes() + b"\n" if place.exists() else b"\xef\xbb\xbf"
        replace_file(place, before + f"{as_typed_here(said)}\n".encode())
        say(f"Danh sách cần xem lại được ghi thêm vào {LIST}; xem xong thì xóa tệp ấy.")
    except OSError as error:
        warn(f"Không lưu được {LIST} ({why(error)}); chép lại danh sách ở trên.")
