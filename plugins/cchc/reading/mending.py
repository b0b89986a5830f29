"""Repairs of `check --fix`: those complaints carry, and an explicit `id` where there is none."""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from cchc.model.item import Item
from cchc.reading.complaints import Complaint, Mend


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
