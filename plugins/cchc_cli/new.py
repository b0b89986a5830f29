"""`cchc new`: a filled-in file, never over an existing one."""

from datetime import datetime

from cchc.reading.drafts import draft
from cchc_cli.project import Project, one_unit
from cchc_cli.speech import DONE, Failure, say


def new(project: Project, kind: str, title: str, ma: str | None, now: datetime) -> int:
    """Write the draft of a new item of unit `ma` (the only one, where there is one). The exit code."""
    tree = project.load()
    unit = one_unit(tree, ma)
    try:
        path, text = draft(kind, title, unit, now)
    except ValueError:
        raise Failure("Tiêu đề phải có ít nhất một chữ cái hoặc chữ số.") from None
    place = project.content / unit.folder / path
    if place.exists():
        raise Failure(f"Đã có tệp {place}; đổi tiêu đề, hoặc sửa tệp đó.")
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    say(str(place.relative_to(project.root)))
    return DONE
