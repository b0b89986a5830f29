"""The content folder as it lies on the disk: which files there are, and names that cannot be trusted."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc.model.fields import folder_of_unit
from cchc.model.types import UNIT_FILE
from cchc.reading.complaints import Complaint
from cchc.vietnamese.disk import why

MAX_TEXT_BYTES = 2_000_000
"""A Markdown or YAML file larger than this is no article; it is refused unread."""

_COPY = re.compile(
    r"\.sync-conflict-|conflicted copy|xung đột|\(\d+\)\.\w+$| - (copy|sao chép|bản sao)\b| copy( \d+)?\.\w+$"
    r"|^(bản sao của|copy of) |-(desktop|laptop|pc|may)-[a-z0-9]{4,}\.\w+$",
    re.IGNORECASE,
)
"""Names Windows, macOS, Google Drive, Syncthing, Dropbox and OneDrive give to second copies."""
_SILENT = re.compile(r"\.|~\$|(thumbs\.db|desktop\.ini|icon\r)$", re.IGNORECASE)
"""Hidden files, and what Word and Windows leave beside a file somebody has open: no content, gone tomorrow."""
_TEXT = (".md", ".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class Found:
    """One regular file: its path in NFC, where it lies on the disk, its size in bytes."""

    path: str
    place: str
    size: int

    @property
    def disk(self) -> Path:
        """Where it lies on the disk. Made when it is asked for: of a province there are a million."""
        return Path(self.place)

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def is_text(self) -> bool:
        """Markdown or YAML: a file that says something, not an attachment."""
        return self.name.endswith(_TEXT)


@dataclass(frozen=True, slots=True)
class ContentFolder:
    """Every usable file by NFC path, and what was wrong with the others."""

    root: Path
    files: Mapping[str, Found]
    complaints: tuple[Complaint, ...]
    keep: Path | None = None
    """Folder of what pictures were made into in earlier builds; None: nothing is kept."""

    def read(self, path: str) -> bytes:
        """Bytes of a file of the folder."""
        return self.files[path].disk.read_bytes()


def scan(root: Path, keep: Path | None = None) -> ContentFolder:
    """Walk `root`. Hidden files are skipped; links, twins, sync copies and special files are complained of."""
    found: dict[str, Found] = {}
    complaints: list[Complaint] = []
    by_case: dict[str, str] = {}
    for entry, path in _walk(root, "", complaints) if root.is_dir() else ():
        problem = _name_problem(entry, path)
        twin = by_case.setdefault(path.casefold(), path) if not problem else path
        if not problem and path in found:
            problem = (
                "trung-ten",
                "trùng tên với một tệp khác (chỉ khác cách gõ dấu).",
                "xóa hoặc đổi tên một trong hai tệp",
            )
        elif not problem and twin != path:
            problem = (
                "trung-ten",
                f"trùng tên với “{twin}” (chỉ khác chữ hoa, chữ thường).",
                "đổi tên một trong hai tệp",
            )
        if problem:
            rule, what, how = problem
            complaints.append(Complaint("", _printable(path), 1, f"Tệp {what}", how, rule))
            continue
        found[path] = Found(path, entry.path, entry.stat(follow_symlinks=False).st_size)
    return ContentFolder(root, found, tuple(complaints), keep)


def _walk(folder: Path, prefix: str, complaints: list[Complaint]) -> Iterator[tuple[os.DirEntry[str], str]]:
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        what = f"Không mở được thư mục ({why(error)})."
        complaints.append(Complaint("", _printable(prefix), 1, what, "kiểm tra quyền đọc thư mục", "khong-mo-duoc"))
        return
    for entry in ordered:
        if _SILENT.match(entry.name):
            continue
        path = prefix + unicodedata.normalize("NFC", entry.name)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), path + "/", complaints)
        else:
            yield entry, path


def _name_problem(entry: os.DirEntry[str], path: str) -> tuple[str, str, str] | None:
    if entry.is_symlink():
        return ("symlink", "là liên kết (symlink), không phải tệp thật.", "chép tệp thật vào đúng chỗ này")
    if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return ("tep-la", "không phải là tệp thường.", "xóa tệp này")
    if not path.lower().endswith((*_TEXT, ".markdown")):
        # Pictures and papers may be called anything: they are published only where an item names them.
        return _odd_name(path)
    if not path.endswith(_TEXT):
        suffix = path.rpartition(".")[2]
        return ("duoi-tep", f"có đuôi .{suffix} nên không được đọc.", "đổi đuôi tệp thành .md (hoặc .yml), chữ thường")
    if _COPY.search(path.rpartition("/")[2]):
        return (
            "ban-sao",
            "giống bản sao do Word hoặc phần mềm đồng bộ tạo ra.",
            "giữ một bản đúng, xóa bản này (hoặc đổi tên nếu là bài riêng)",
        )
    size = entry.stat(follow_symlinks=False).st_size
    if size > MAX_TEXT_BYTES:
        megabytes = f"{size / 1_000_000:.1f}".replace(".", ",")
        return ("qua-lon", f"quá lớn ({megabytes} MB) để là một bài viết.", "tách nội dung, hoặc đính kèm tệp PDF")
    return _odd_name(path)


def _odd_name(path: str) -> tuple[str, str, str] | None:
    if re.search(r"[\x00-\x1f\x7f\udc80-\udcff]", path):
        return ("ten-tep", "có ký tự lạ trong tên.", "đổi tên tệp bằng chữ và số")
    return None


def _printable(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()


def unit_folders(folder: ContentFolder) -> tuple[str, ...]:
    """Folders holding a `don-vi.yml` where a unit may be, parents first."""
    holders = {found.folder for found in folder.files.values() if found.name == UNIT_FILE}
    return tuple(sorted((path for path in holders if folder_of_unit(path) == path), key=lambda p: (p.count("/"), p)))
