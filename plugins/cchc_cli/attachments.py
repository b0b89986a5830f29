"""`cchc check` and the files items offer: read once, then remembered by what their bytes are.

Only `check` looks into them. A build of the same content must be the same on every machine, so it asks neither them
nor what is remembered here.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cchc.checking.attached import Found, file_complaints, found_in
from cchc.checking.personal_data import own_contacts
from cchc.checking.personal_traces import RULES
from cchc.importing.doubts import CannotImport
from cchc.model.item import Item
from cchc.reading.complaints import Complaint
from cchc.reading.mending import replace_file
from cchc.reading.tree import Tree
from cchc.section.assets import DOWNLOADS, suffix_of
from cchc.section.named_files import files_of
from cchc.vietnamese.disk import why
from cchc_cli.project import Project
from cchc_cli.speech import Progress, warn

MEMORY = "attachments.json"
"""In `.cchc`: by SHA-256 of a file what was found in it, or why it cannot be read. May be deleted at any time."""
_SHOWN = 5


class Attachments:
    """What gives away a person in the attachments of items, tree after tree."""

    def __init__(self, project: Project) -> None:
        self._place = project.root / ".cchc" / MEMORY
        self._known = _remembered(self._place)
        self._used: dict[str, Any] = {}
        self._unread: list[str] = []
        self._unasked = 0
        self._progress = Progress("Đang đọc tệp đính kèm")

    def complaints(self, tree: Tree, units: Iterable[str]) -> Iterator[Complaint]:
        """About the attachments of these units."""
        offered = {path: item for ma in units for item in tree.items[ma] for path in _offered(tree, item)}
        for path, item in offered.items():
            self._progress.step(path)
            if isinstance(said := self._said(tree, path), str):
                self._unread.append(f"{path.rpartition('/')[2]} ({said.rstrip('.')})")
            else:
                yield from file_complaints(item, path, said, own_contacts(tree, item.origin.unit))

    def end(self, *, everything: bool) -> None:
        """Say what could not be read, and remember the rest; `everything`: no attachment was left out."""
        self._progress.end()
        if self._unasked:
            warn(
                f"Chưa tìm dữ liệu cá nhân trong {self._unasked} tệp đính kèm: "
                "máy này chưa có phần đọc Word, PDF, Excel.\n"
                "  → Cách sửa: chạy một lần khi có mạng: cchc import --help (hoặc: pip install 'cchc[import]')"
            )
        if self._unread:
            more = f" và {len(self._unread) - _SHOWN} tệp khác" if len(self._unread) > _SHOWN else ""
            warn(
                f"Không đọc được {len(self._unread)} tệp đính kèm để tìm dữ liệu cá nhân, hãy tự xem: "
                f"{'; '.join(self._unread[:_SHOWN])}{more}."
            )
        if self._used != self._known:
            _remember(self._place, self._used if everything and not self._unasked else {**self._known, **self._used})

    def _said(self, tree: Tree, path: str) -> list[Found] | str:
        """What is found in a file, or why it cannot be read."""
        try:
            data = tree.folder.read(path)
            digest = hashlib.sha256(data).hexdigest()
            said = self._used[digest] = self._known[digest] if digest in self._known else _read(data, path)
        except OSError as error:
            return why(error)
        except ModuleNotFoundError:
            self._unasked += 1
            return []
        return said if isinstance(said, str) else [Found(*one) for one in said]


def _offered(tree: Tree, item: Item) -> Iterator[str]:
    """Files people may download from a page of the item and that hold words."""
    for path in files_of(item) if item.pham_vi != "noi_bo" else ():
        kind = DOWNLOADS.get(suffix_of(path), "video/")
        if path in tree.folder.files and not kind.startswith(("video/", "audio/")):
            yield path


def _read(data: bytes, path: str) -> list[Found] | str:
    """What was found, or why nothing can be read. Raises ModuleNotFoundError without the extra `import`."""
    from cchc.importing.plain import words_of  # a heavy import, needed here only

    try:
        return list(found_in(words_of(data, path)))
    except CannotImport as refusal:
        return refusal.what


def _remembered(place: Path) -> dict[str, Any]:
    try:
        kept = json.loads(place.read_bytes())
        return dict(kept["files"]) if kept["rules"] == RULES else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _remember(place: Path, files: dict[str, Any]) -> None:
    try:
        place.parent.mkdir(exist_ok=True)
        replace_file(place, json.dumps({"rules": RULES, "files": files}, ensure_ascii=False).encode())
    except OSError:
        return  # a full or locked disk costs time at the next check, nothing else
