"""`cchc import`: what others wrote becomes content files; what needs a human eye is listed. Nothing is overwritten."""

from dataclasses import replace as replaced
from datetime import datetime
from pathlib import Path

from cchc.importing.differences import differences
from cchc.importing.doubts import Doubt
from cchc.importing.record_outline import NotARecord
from cchc.importing.records import read_record
from cchc.model.procedure import Procedure
from cchc.model.unit import Unit
from cchc.reading.mending import replace_file
from cchc.reading.tree import Tree
from cchc.reading.writing import write_item
from cchc.section.inheritance import Held, holdings
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.encoding import WrongEncoding, decode
from cchc_cli.project import Project, one_unit
from cchc_cli.speech import DONE, PARTLY, REFUSED, Failure, Progress, say, warn

MAX_BYTES = 5_000_000
"""A record larger than this is no record; it is refused unread."""


def bring(project: Project, files: list[str], ma: str | None, now: datetime) -> int:
    """Import every file into unit `ma` (the only one, where there is one). One bad file never stops the rest."""
    tree = project.load()
    unit = one_unit(tree, ma)
    held = holdings(tree)[unit.ma].items
    came: set[str] = set()
    progress = Progress("Đang nhập", len(files))
    written = known = doubts = 0
    for name in files:
        try:
            imported = read_record(_text(Path(name)), name=Path(name).name, today=Moment(now.date()))
        except (NotARecord, Failure) as refusal:
            warn(str(refusal))
            continue
        finally:
            progress.step(name)
        if imported.item.key in came:
            warn(f"{name}: thủ tục {imported.item.id} đã nhập từ tệp khác trong lần này; không nhập lại.")
            continue
        came.add(imported.item.key)
        if (stands := held.get(imported.item.key)) is not None:
            _compare(project, tree, unit, stands, imported.item)
            known += 1
        elif _write(project, unit, imported.item):
            written += 1
            doubts += _tell(name, imported.doubts)
    progress.end()
    refused = len(files) - written - known
    say(
        f"{unit.ma}: nhập mới {written}, đã có {known}, không nhập được {refused} trong {len(files)} tệp; "
        f"{doubts} chỗ cần người xem lại."
    )
    return DONE if not refused else PARTLY if written or known else REFUSED


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Failure(f"{path}: tệp quá lớn để là một bản ghi thủ tục; không nhập.")
        return decode(path.read_bytes())
    except OSError as error:
        raise Failure(f"{path}: không mở được ({error.strerror}).") from None
    except WrongEncoding as wrong:
        raise Failure(f"{path}: chữ không phải Unicode UTF-8 (có vẻ là {wrong.name}); lưu lại dạng UTF-8.") from None


def _write(project: Project, unit: Unit, item: Procedure) -> bool:
    """Write a procedure the unit does not hold; False where a file nobody could read stands in its place."""
    path = f"{unit.folder}/thu-tuc/{item.id}.md".lstrip("/")
    place = project.content / path
    if place.exists():
        warn(f"{project.content.name}/{path}: đã có tệp cùng tên nhưng đang có lỗi; sửa rồi nhập lại. Xem: cchc check")
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    text = write_item(item.model_copy(update={"origin": replaced(item.origin, unit=unit.ma, path=path)}))
    replace_file(place, text.encode())
    say(f"{project.content.name}/{path}: mới")
    return True


def _compare(project: Project, tree: Tree, unit: Unit, stands: Held, item: Procedure) -> None:
    """Say what differs from the procedure the unit holds already, its own or one from above."""
    where = f"{project.content.name}/{stands.item.origin.path}"
    if stands.owner != unit.ma:
        where = f"{item.ma or item.id}: kế thừa từ {tree.units[stands.owner].ten}, không nhập riêng ({where})"
    lines = differences(stands.item, item) if isinstance(stands.item, Procedure) else ()
    say(f"{where}: khác bản mới ở {len(lines)} chỗ, KHÔNG ghi đè:" if lines else f"{where}: không có gì khác")
    for line in lines:
        say(f"  {line}")


def _tell(name: str, doubts: tuple[Doubt, ...]) -> int:
    for doubt in doubts:
        say(f"{name}:{doubt.line}: {doubt.what}\n  → {doubt.how}")
    return len(doubts)
