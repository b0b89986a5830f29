"""`cchc check`: every complaint, sorted; `--fix` applies the repairs that are safe, others where a person agrees."""

from datetime import datetime
from pathlib import Path

from cchc.reading.complaints import Complaint, in_order
from cchc.reading.mending import id_mends, mended, repairs, replace_file
from cchc.reading.tree import Tree
from cchc.vietnamese.encoding import WrongEncoding, decode
from cchc_cli.attachments import attached_complaints
from cchc_cli.old_encodings import Ask, offer_unicode, terminal
from cchc_cli.project import Project, known_units
from cchc_cli.speech import DONE, REFUSED, as_json, say, warn


def check(
    project: Project, units: list[str], now: datetime, *, fix: bool, strict: bool, as_data: bool, ask: Ask | None = None
) -> int:
    """Say everything that is wrong with the units. The exit code. `ask` stands in for the terminal."""
    tree = project.load()
    verdict = project.judge(tree, now)
    wanted = known_units(tree, units)
    if fix and offer_unicode(_old_files(project, tree, verdict.complaints, wanted), ask or terminal()):
        tree = project.load()
        verdict = project.judge(tree, now)
        # A unit whose own file has become readable bears its true id now.
        wanted = known_units(tree, units)
    # A file may be readable only after its first repair; its other repairs are known then.
    while fix and (changed := _fix(project, tree, verdict.complaints, wanted)):
        for line in changed:
            warn(line)
        tree = project.load()
        verdict = project.judge(tree, now)
    attached = attached_complaints(project, tree, wanted)
    mine = in_order([*attached, *(c for c in verdict.complaints if not units or c.unit in wanted)])
    if as_data:
        say(as_json(mine))
    else:
        for complaint in mine:
            say(complaint.spoken(project.content.name))
    errors = sum(c.error for c in mine)
    warnings = len(mine) - errors
    if not as_data and mine:
        say(f"\n{errors} lỗi, {warnings} lưu ý.")
    return REFUSED if errors or (strict and warnings) else DONE


def _old_files(
    project: Project, tree: Tree, complaints: tuple[Complaint, ...], wanted: tuple[str, ...]
) -> list[tuple[str, Path]]:
    paths = dict.fromkeys(c.path for c in complaints if c.rule == "bang-ma" and c.unit in wanted)
    return [(f"{project.content.name}/{path}", tree.folder.files[path].disk) for path in paths]


def _fix(project: Project, tree: Tree, complaints: tuple[Complaint, ...], wanted: tuple[str, ...]) -> list[str]:
    """Apply every safe repair in the wanted units; what was done, for people."""
    by_file: dict[str, list] = {}  # type: ignore[type-arg]
    broken = {c.path for c in complaints if c.rule in ("yaml", "hai-cham", "khai-bao")}
    chosen = [c for c in complaints if c.unit in wanted]
    for path, mend in [*repairs(chosen), *(pair for ma in wanted for pair in id_mends(tree.items[ma]))]:
        by_file.setdefault(path, []).append(mend)
    said: list[str] = []
    for path, mends in sorted(by_file.items()):
        disk = tree.folder.files[path].disk
        try:
            text, done = mended(decode(disk.read_bytes()), mends if path not in broken else [m for m in mends if m.old])
        except WrongEncoding:
            continue
        if done:
            replace_file(disk, text.encode())
            said.append(f"{project.content.name}/{path}: đã sửa {done} chỗ")
    return said
