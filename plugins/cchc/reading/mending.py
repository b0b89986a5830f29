"""Repairs of `check --fix`: those complaints carry, an explicit `id` where there is none, Unicode for old encodings."""

import contextlib
import itertools
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cchc.model.item import Item
from cchc.reading.complaints import Complaint, Mend
from cchc.vietnamese.encoding import UTF16, Stretch, WrongEncoding, decode, decode_as, old_stretches, tidy, unicode_of
from cchc.vietnamese.legacy import as_windows_1252, lost


def id_mends(items: Iterable[Item]) -> Iterable[tuple[str, Mend]]:
    """For every item without a written `id`: the line that writes it, so that a renamed file keeps its address."""
    for item in items:
        if "id" not in item.origin.lines:
            yield item.origin.path, Mend(min(item.origin.lines.values()), None, f"id: {item.id}")


def mended(text: str, mends: Iterable[Mend]) -> tuple[str, int]:
    """The text after the repairs, and how many could be applied. From the last line up: others keep their numbers."""
    lines = text.split("\n")
    done = 0
    for mend in sorted(set(mends), key=lambda mend: (-mend.line, mend.old or "")):
        place = mend.line - 1
        if mend.old is None and place <= len(lines):
            lines.insert(place, mend.new)
            done += 1
        elif mend.old is not None and place < len(lines) and mend.old in lines[place]:
            # A key is renamed once: `so: Văn bản so: 5`. Letters and tabs are mended wherever they stand.
            lines[place] = lines[place].replace(mend.old, mend.new, 1 if mend.old.endswith(":") else -1)
            done += 1
    return "\n".join(lines), done


def repairs(complaints: Iterable[Complaint]) -> Iterable[tuple[str, Mend]]:
    """The repairs complaints carry, by file."""
    for complaint in complaints:
        if complaint.mend is not None:
            yield complaint.path, complaint.mend


class Change(NamedTuple):
    """One line of a file, before and after its conversion; the same where only bytes change, as in UTF-16."""

    line: int
    before: str
    after: str


class Conversion(NamedTuple):
    """A file in an old encoding as it would be in Unicode; a person must agree to it."""

    name: str
    text: str
    changes: tuple[Change, ...]
    lost: str
    """What no conversion brings back, a Vietnamese sentence; empty where nothing is known to be lost."""


def conversion(data: bytes) -> Conversion | None:
    """The file in Unicode; only its old stretches change where it is partly so. None where nothing certain is to do."""
    try:
        old = decode(data)
        stretches = old_stretches(old)
        new = unicode_of(old, stretches)
    except WrongEncoding as wrong:
        new = decode_as(data, wrong.name) or ""
        old = new if wrong.name == UTF16 else tidy(as_windows_1252(data))
        stretches = (Stretch(0, len(old), wrong.name),) if new else ()
    if not stretches:
        return None
    by_name: dict[str, list[str]] = {}
    for start, end, name in stretches:
        by_name.setdefault(name, []).append(old[start:end])
    lines = enumerate(zip(old.split("\n"), new.split("\n"), strict=True), 1)
    changes = (Change(number, was, now) for number, (was, now) in lines if was != now or (old == new and now.strip()))
    gone = (lost("\n".join(texts), name) for name, texts in by_name.items())
    return Conversion(" và ".join(by_name), new, tuple(changes), " ".join(filter(None, gone)))


def keep_beside(path: Path, data: bytes) -> Path:
    """Lay the bytes beside their file, under a name nobody reads as an article; where they are. Overwrites nothing."""
    names = itertools.chain([""], (f"-{count}" for count in itertools.count(2)))
    place = next(place for name in names if not (place := path.with_name(f"{path.name}.ban-goc{name}")).exists())
    replace_file(place, data)
    return place


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a full disk or a cut leaves the old one."""
    draft = path.with_name(f".{path.name}.moi")
    try:
        draft.write_bytes(data)
        os.replace(draft, path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
