"""`cchc import`: what others wrote becomes content files; what needs a human eye is listed. Nothing is overwritten."""

from dataclasses import replace as replaced
from datetime import datetime
from pathlib import Path

from cchc.importing.differences import differences
from cchc.importing.doubts import Doubt
from cchc.importing.record_outline import NotARecord
from cchc.importing.records import Imported, read_record
from cchc.model.procedure import Procedure
from cchc.model.unit import Unit
from cchc.reading.mending import replace_file
from cchc.reading.tree import Tree
from cchc.reading.writing import write_item
from cchc.section.inheritance import holdings
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.encoding import WrongEncoding, decode
from cchc_cli.project import Project
from cchc_cli.speech import DONE, PARTLY, REFUSED, Failure, Progress, say, warn

MAX_BYTES = 5_000_000
"""A record larger than this is no record; it is refused unread."""


def bring(project: Project, files: list[str], ma: str | None, now: datetime) -> int:
    """Import every file into unit `ma` (the only one, where there is one). One bad file never stops the rest."""
    tree = project.load()
    if ma is None and len(tree.units) == 1:
        ma = next(iter(tree.units))
    if ma is None or ma not in tree.units:
        raise Failure(f"Ghi đơn vị bằng --unit; các đơn vị: {', '.join(tree.units) or '(chưa có)'}.")
    unit = tree.units[ma]
    progress = Progress("Đang nhập", len(files))
    done = doubts = 0
    for name in files:
        try:
            imported = read_record(_text(Path(name)), name=Path(name).name, today=Moment(now.date()))
        except (NotARecord, Failure) as refusal:
            warn(str(refusal))
            continue
        finally:
            progress.step(name)
        if _place(project, tree, unit, imported):
            done += 1
        doubts += _tell(name, imported.doubts)
    progress.end()
    say(f"Đã nhập {done}/{len(files)} tệp vào {ma}; {doubts} chỗ cần người xem lại.")
    return DONE if done == len(files) else PARTLY if done else REFUSED


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Failure(f"{path}: tệp quá lớn để là một bản ghi thủ tục; không nhập.")
        return decode(path.read_bytes())
    except OSError as error:
        raise Failure(f"{path}: không mở được ({error.strerror}).") from None
    except WrongEncoding as wrong:
        raise Failure(f"{path}: chữ không phải Unicode UTF-8 (có vẻ là {wrong.name}); lưu lại dạng UTF-8.") from None


def _place(project: Project, tree: Tree, unit: Unit, imported: Imported) -> bool:
    """Write the item where nothing stands yet; else say what differs from what stands. True when all is well."""
    item = imported.item
    path = f"{unit.folder}/thu-tuc/{item.id}.md".lstrip("/")
    held = holdings(tree)[unit.ma].items.get(item.key)
    known = held.item if held else None
    place = project.content / path
    if held is not None and held.owner != unit.ma and not place.exists():
        whose = tree.units[held.owner].ten
        say(f"{item.ma or item.id}: đã kế thừa từ {whose}, không nhập lại; muốn ghi riêng: tạo {path} có ghi_de: true")
        return True
    if known is None and not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        text = write_item(item.model_copy(update={"origin": replaced(item.origin, unit=unit.ma, path=path)}))
        replace_file(place, text.encode())
        say(f"{project.content.name}/{path}: mới")
        return True
    if not isinstance(known, Procedure):
        warn(f"{project.content.name}/{path}: đã có tệp cùng tên nhưng đang có lỗi; sửa rồi nhập lại. Xem: cchc check")
        return False
    lines = differences(known, item)
    where = f"{project.content.name}/{known.origin.path}"
    if not lines:
        say(f"{where}: không có gì khác")
        return True
    say(f"{where}: đã có, KHÔNG ghi đè; khác bản mới ở {len(lines)} chỗ:")
    for line in lines:
        say(f"  {line}")
    return True


def _tell(name: str, doubts: tuple[Doubt, ...]) -> int:
    for doubt in doubts:
        say(f"{name}:{doubt.line}: {doubt.what}\n  → {doubt.how}")
    return len(doubts)
