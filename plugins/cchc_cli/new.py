"""`cchc new`: a filled-in file, never over an existing one."""

from datetime import datetime

from cchc.drafting.drafts import draft, taken
from cchc.drafting.proposals import Shelf
from cchc.model.types import UNITS_FOLDER
from cchc.reading.mending import replace_file
from cchc.section.inheritance import holdings
from cchc.vietnamese.disk import why
from cchc_cli.project import Project, one_unit
from cchc_cli.speech import DONE, Failure, say, warn


def new(project: Project, kind: str, title: str, ma: str | None, now: datetime) -> int:
    """Write the draft of a new item of unit `ma` (the only one, where there is one). The exit code."""
    tree = project.load()
    unit = one_unit(tree, ma)
    shelf = Shelf(unit, holdings(tree), now)
    try:
        made = draft(kind, title, shelf)
    except ValueError:
        raise Failure("Tiêu đề phải có ít nhất một chữ cái hoặc chữ số.") from None
    place = project.content / unit.folder / made.path
    if place.exists():
        raise Failure(f"Đã có tệp {place}; đổi tiêu đề, hoặc sửa tệp đó.")
    if other := taken(tree, kind, made, shelf):
        there = project.content.name
        raise Failure(f"Tên địa chỉ `{made.id}` đã dùng ở {there}/{other}; đổi tiêu đề, hoặc sửa tệp đó.")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        replace_file(place, made.text.encode())
    except OSError as error:
        raise Failure(f"Không ghi được {place} ({why(error)}).") from None
    say(str(place.relative_to(project.root)))
    blanks = "bỏ dấu # ở những dòng dùng được" if kind == UNITS_FOLDER else _TO_WRITE
    whose = made.id if kind == UNITS_FOLDER else unit.ma
    warn(f"Bước tiếp theo: mở tệp bằng Notepad, {blanks}; rồi chạy: cchc check {whose}")
    return DONE


_TO_WRITE = "viết vào mỗi chỗ [[Viết: …]], xem lại phần khai báo, xóa dòng nhap: true khi xong"
