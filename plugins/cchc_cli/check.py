"""`cchc check`: every complaint, sorted; `--fix` applies the repairs that are safe, others where a person agrees."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cchc.reading.complaints import Complaint, Mend, in_order
from cchc.reading.mending import id_mends, mended, repairs, replace_file
from cchc.reading.tree import Survey
from cchc.vietnamese.encoding import WrongEncoding, decode
from cchc_cli.attachments import Attachments
from cchc_cli.old_encodings import Ask, offer_unicode, terminal
from cchc_cli.project import Project, known_units
from cchc_cli.speech import DONE, REFUSED, as_json, say, warn


def check(
    project: Project, units: list[str], now: datetime, *, fix: bool, strict: bool, as_data: bool, ask: Ask | None = None
) -> int:
    """Say everything that is wrong with the units. The exit code. `ask` stands in for the terminal."""
    if fix:
        _mend(project, units, now, ask or terminal())
    attachments = Attachments(project)
    mine = _look(project, units, now, attachments).complaints
    attachments.end(everything=not units)
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


def _mend(project: Project, units: list[str], now: datetime, ask: Ask | None) -> None:
    """Repair what can be repaired, as far as a person agrees where that is needed."""
    found = _look(project, units, now)
    if offer_unicode(_old_files(project, found), ask):
        # A unit whose own file has become readable bears its true id now.
        found = _look(project, units, now)
    # A file may be readable only after its first repair; its other repairs are known then.
    while changed := _fix(project, found):
        for line in changed:
            warn(line)
        found = _look(project, units, now)


class _Found(NamedTuple):
    """What is wrong with some units."""

    seen: Survey
    complaints: tuple[Complaint, ...]
    """In order; where no unit was named, also those about nobody's files."""
    mends: tuple[tuple[str, Mend], ...]
    """By file: what can be repaired though nobody complains of it."""


def _look(project: Project, units: list[str], now: datetime, attachments: Attachments | None = None) -> _Found:
    """Look at the units, and into their attachments, some at a time: no more of a province is in the memory at once."""
    seen = project.survey()
    wanted = known_units(seen, units)
    complaints: dict[Complaint, None] = (
        {} if units else dict.fromkeys(c for c in seen.complaints if c.unit not in seen.units)
    )
    mends: list[tuple[str, Mend]] = []
    for some, tree, verdict in project.judged(seen, wanted, now):
        complaints |= dict.fromkeys(c for c in verdict.complaints if c.unit in some)
        complaints |= dict.fromkeys(attachments.complaints(tree, some) if attachments else ())
        mends += (pair for ma in some for pair in id_mends(tree.items[ma]))
    return _Found(seen, in_order(complaints), tuple(mends))


def _old_files(project: Project, found: _Found) -> list[tuple[str, Path]]:
    paths = dict.fromkeys(c.path for c in found.complaints if c.rule == "bang-ma" and c.unit in found.seen.units)
    return [(f"{project.content.name}/{path}", found.seen.folder.files[path].disk) for path in paths]


def _fix(project: Project, found: _Found) -> list[str]:
    """Apply every safe repair; what was done, for people."""
    by_file: dict[str, list[Mend]] = {}
    broken = {c.path for c in found.complaints if c.rule in ("yaml", "hai-cham", "khai-bao")}
    chosen = [c for c in found.complaints if c.unit in found.seen.units]
    for path, mend in [*repairs(chosen), *found.mends]:
        by_file.setdefault(path, []).append(mend)
    said: list[str] = []
    for path, mends in sorted(by_file.items()):
        disk = found.seen.folder.files[path].disk
        try:
            text, done = mended(decode(disk.read_bytes()), mends if path not in broken else [m for m in mends if m.old])
        except WrongEncoding:
            continue
        if done:
            replace_file(disk, text.encode())
            said.append(f"{project.content.name}/{path}: đã sửa {done} chỗ")
    return said
