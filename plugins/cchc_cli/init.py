"""`cchc init`: a new, complete project for one school or office; whole or not at all, never over an existing one."""

import errno
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from cchc.vietnamese.disk import why
from cchc_cli.project import Project
from cchc_cli.speech import DONE, Failure, report, say, warn
from cchc_cli.starting.answers import Beginning, beginning
from cchc_cli.starting.content import write_content
from cchc_cli.starting.project import piece, project_files, words_of

_MAY_LIE_THERE = {".git", ".DS_Store", "Thumbs.db", "desktop.ini"}
"""What a folder may hold and still be new."""


def init(folder: Path, given: Mapping[str, str | None], now: datetime) -> int:
    """Make a project in `folder`, which must be new or empty. The exit code."""
    folder = folder.resolve()
    _refuse_taken(folder)
    asking: Callable[[str], str] | None = input if sys.stdin.isatty() and sys.stdout.isatty() else None
    start = beginning(given, folder.name, now, asking)
    stage = folder.parent / f".{folder.name}.moi-{os.getpid()}"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _write(stage, start, now)
        _check(stage, now)
        _put(stage, folder)
    except OSError as error:
        raise Failure(f"Không tạo được dự án ở {folder} ({why(error)}); không có gì được ghi.") from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    _tell(folder, start)
    return DONE


def _refuse_taken(folder: Path) -> None:
    try:
        found = sorted({path.name for path in folder.iterdir()} - _MAY_LIE_THERE)
    except FileNotFoundError:
        return
    except OSError as error:
        raise Failure(f"Không dùng được thư mục {folder} ({why(error)}).") from None
    if found:
        raise Failure(f"Thư mục {folder} đã có tệp ({', '.join(found[:3])}…), sẽ không ghi đè; chọn thư mục mới.")


def _write(stage: Path, start: Beginning, now: datetime) -> None:
    words = words_of(start.unit, now)
    for place, data in project_files(start.unit, words).items():
        path = stage / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    write_content(stage / "content", start, now, lambda name: piece(name, words))


def _check(stage: Path, now: datetime) -> None:
    """What was written must build: a name nobody could foresee is said here, not at the first build."""
    project = Project(stage)
    errors = [one for one in project.judge(project.load(), now).complaints if one.error]
    if errors:
        report(errors, project.content)
        raise Failure("Chưa tạo gì: sửa những chỗ nêu trên rồi chạy lại.")


def _put(stage: Path, folder: Path) -> None:
    """The whole at once; into a folder that is there already, piece by piece, all of them or none."""
    if not folder.exists():
        os.rename(stage, folder)
        return
    moved: list[Path] = []
    try:
        for part in sorted(stage.iterdir()):
            place = folder / part.name
            if place.exists():
                raise FileExistsError(errno.EEXIST, "", str(place))
            os.rename(part, place)
            moved.append(place)
    except BaseException:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


def _tell(folder: Path, start: Beginning) -> None:
    unit = start.unit
    say(f"Đã tạo dự án {folder}: {unit.ten} (loại {unit.loai}, mã {unit.ma}).")
    for line in start.assumed:
        say(f"Chưa ai nói nên dùng {line}")
    warn(f"Bước tiếp theo: mở {folder / 'README.md'} và làm theo; xem thử ngay: vào thư mục ấy rồi chạy: cchc serve")
