"""Pictures: refused when they are too heavy, opened once for all the pages that show them.

They are opened in `imaging`, which is imported when the first one is: most builds find what they need kept.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from cchc.section.kept_pictures import Picture, Sized, kept

MAX_BYTES = 25_000_000
SUFFIXES = frozenset({"jpg", "jpeg", "png", "webp", "gif", "heic", "heif"})
SHRINK = "thu nhỏ ảnh rồi lưu lại"


@dataclass(frozen=True, slots=True)
class BadPicture(Exception):
    """Why a picture is refused, and what to do; Vietnamese."""

    what: str
    how: str


def measured(path: Path, size: int, keep: Path | None = None) -> tuple[int, int]:
    """Width and height of the picture at `path` (`size` bytes), upright; decoded to be sure. Raises BadPicture.

    `keep`: as for `sized`.
    """
    return _measured(*_asked(path, size), keep)


def read_picture(path: Path, size: int) -> Picture:
    """The picture at `path` (`size` bytes), upright and stripped, with all its pixels; HEIC becomes JPEG.

    Raises BadPicture. Same bytes for the same file.
    """
    return _whole(*_asked(path, size))


def sized(path: Path, size: int, keep: Path | None = None) -> Sized:
    """The picture at `path` (`size` bytes) as pages show it. Raises BadPicture. Same bytes for the same file.

    `keep`: folder of what was made in earlier builds, made as needed; None: everything is made now.
    """
    return _sized(*_asked(path, size), keep)


def clean_picture(data: bytes) -> Picture:
    """A picture out of another file, upright and stripped; BMP becomes PNG. Raises BadPicture."""
    from cchc.section.imaging import cleaned  # a heavy import, needed in functions only

    _weigh(len(data))
    return cleaned(data)


def _asked(path: Path, size: int) -> tuple[Path, int, int]:
    """A file, and what tells whether it was written anew."""
    _weigh(size)
    try:
        return path, size, path.stat().st_mtime_ns
    except OSError:
        raise BadPicture("không mở được.", "kiểm tra quyền đọc tệp") from None


def _weigh(size: int) -> None:
    if size > MAX_BYTES:
        raise BadPicture(f"nặng {size // 1_000_000} MB (tối đa 25 MB).", SHRINK)


@lru_cache(maxsize=16384)
def _measured(path: Path, size: int, changed: int, keep: Path | None) -> tuple[int, int]:
    if keep is None:
        from cchc.section.imaging import measured_anew

        return measured_anew(path)
    found = _sized(path, size, changed, keep)
    return found.width, found.height


@lru_cache(maxsize=32)
def _whole(path: Path, size: int, changed: int) -> Picture:  # noqa: ARG001
    from cchc.section.imaging import cleaned

    return cleaned(path)


@lru_cache(maxsize=128)
def _sized(path: Path, size: int, changed: int, keep: Path | None) -> Sized:  # noqa: ARG001
    def make() -> Sized:
        from cchc.section.imaging import shrunk

        return shrunk(path)

    return make() if keep is None else kept(keep, path, _version(), make)


@cache
def _version() -> str:
    """Of what is kept between builds; its number grows whenever the same picture would be made into something else."""
    return f"1 {version('pillow')} {version('pillow-heif')}"
