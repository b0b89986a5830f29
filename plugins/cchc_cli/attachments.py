"""`cchc check` and the files items offer: read once, then remembered by what their bytes are.

Only `check` looks into them. A build of the same content must be the same on every machine, so it asks neither them
nor what is remembered here.
"""

import hashlib
import json
from collections.abc import Iterator
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


def attached_complaints(project: Project, tree: Tree, wanted: tuple[str, ...]) -> list[Complaint]:
    """What gives away a person in the attachments of these units; what could not be read is said at once."""
    offered = {path: item for ma in wanted for item in tree.items[ma] for path in _offered(tree, item)}
    place = project.root / ".cchc" / MEMORY
    known = _remembered(place)
    used: dict[str, Any] = {}
    complaints: list[Complaint] = []
    unread: list[str] = []
    progress = Progress("Đang đọc tệp đính kèm", len(offered))
    for path, item in offered.items():
        progress.step(path)
        try:
            data = tree.folder.read(path)
            digest = hashlib.sha256(data).hexdigest()
            said = used[digest] = known[digest] if digest in known else _read(data, path)
        except OSError as error:
            said = why(error)
        except ModuleNotFoundError:
            warn(
                f"Chưa tìm dữ liệu cá nhân trong {len(offered)} tệp đính kèm: "
                "máy này chưa có phần đọc Word, PDF, Excel.\n"
                "  → Cách sửa: chạy một lần khi có mạng: cchc import --help (hoặc: pip install 'cchc[import]')"
            )
            break
        if isinstance(said, str):
            unread.append(f"{path.rpartition('/')[2]} ({said.rstrip('.')})")
        else:
            found = [Found(*one) for one in said]
            complaints += file_complaints(item, path, found, own_contacts(tree, item.origin.unit))
    progress.end()
    if unread:
        more = f" và {len(unread) - _SHOWN} tệp khác" if len(unread) > _SHOWN else ""
        warn(
            f"Không đọc được {len(unread)} tệp đính kèm để tìm dữ liệu cá nhân, hãy tự xem: "
            f"{'; '.join(unread[:_SHOWN])}{more}."
        )
    if used != known:
        _remember(place, {**known, **used} if len(wanted) < len(tree.units) else used)
    return complaints


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
