"""Pictures: refused when they are bombs, published without EXIF or GPS. Pillow is used here only."""

import io
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 25_000_000
MAX_PIXELS = 50_000_000
_FORMATS = {
    "JPEG": ("jpg", "image/jpeg"),
    "MPO": ("jpg", "image/jpeg"),  # what many telephones write into a .jpg; its first picture is the picture
    "PNG": ("png", "image/png"),
    "WEBP": ("webp", "image/webp"),
    "GIF": ("gif", "image/gif"),
}
_OPENED = ("JPEG", "PNG", "WEBP", "GIF")
_IMPORTED = (*_OPENED, "BMP")
"""What Word files hold; BMP becomes PNG."""
SUFFIXES = frozenset({"jpg", "jpeg", "png", "webp", "gif"})


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture fit to publish: bytes without metadata, size in pixels."""

    data: bytes
    suffix: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class BadPicture(Exception):
    """Why a picture is refused, and what to do; Vietnamese."""

    what: str
    how: str


def read_picture(path: Path, size: int) -> Picture:
    """The picture at `path` (`size` bytes), upright and stripped. Raises BadPicture. Same bytes for the same file."""
    if size > MAX_BYTES:
        raise BadPicture(f"nặng {size // 1_000_000} MB (tối đa 25 MB).", "thu nhỏ ảnh rồi lưu lại")
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        raise BadPicture("không mở được.", "kiểm tra quyền đọc tệp") from None
    return _read(path, size, changed)


def clean_picture(data: bytes) -> Picture:
    """A picture out of another file, upright and stripped; BMP becomes PNG. Raises BadPicture."""
    if len(data) > MAX_BYTES:
        raise BadPicture(f"nặng {len(data) // 1_000_000} MB (tối đa 25 MB).", "thu nhỏ ảnh rồi lưu lại")
    return _opened(io.BytesIO(data), _IMPORTED)


@lru_cache(maxsize=2048)
def _read(path: Path, size: int, changed: int) -> Picture:  # noqa: ARG001 - a file written anew is read anew
    return _opened(path, _OPENED)


def _opened(source: Path | io.BytesIO, formats: tuple[str, ...]) -> Picture:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(source, formats=formats) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise BadPicture(f"quá lớn ({image.width} × {image.height} điểm, tối đa 50 triệu).", "thu nhỏ ảnh")
                return _clean(image)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise BadPicture("quá lớn khi mở ra (tối đa 50 triệu điểm).", "thu nhỏ ảnh") from None
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
            raise BadPicture(
                "không phải ảnh jpg, png, webp, gif đọc được.", "mở ảnh, lưu lại dạng .jpg hoặc .png"
            ) from None


def shrunk(path: Path, size: int, width: int) -> Picture | None:
    """The picture at `path` as WebP, `width` pixels wide; None where that saves nothing, or it moves.

    Raises BadPicture.
    """
    return _shrunk(read_picture(path, size), width)


@lru_cache(maxsize=2048)
def _shrunk(picture: Picture, width: int) -> Picture | None:
    if picture.width <= width or picture.suffix == "gif":
        return None
    with Image.open(io.BytesIO(picture.data)) as image:
        height = max(round(picture.height * width / picture.width), 1)
        mode = "RGBA" if image.mode in ("RGBA", "LA", "P") else "RGB"
        small = image.convert(mode).resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "WEBP", quality=62, method=4)
    data = out.getvalue()
    return Picture(data, "webp", "image/webp", width, height) if len(data) < len(picture.data) else None


def _clean(image: Image.Image) -> Picture:
    kind = image.format or "PNG"
    suffix, media_type = _FORMATS.get(kind, _FORMATS["PNG"])
    out = io.BytesIO()
    if kind == "GIF":
        frames = getattr(image, "n_frames", 1)
        image.save(out, "GIF", save_all=frames > 1, comment=b"", loop=0)
        return Picture(out.getvalue(), suffix, media_type, image.width, image.height)
    upright = ImageOps.exif_transpose(image)
    if upright.mode not in ("RGB", "RGBA", "L", "LA", "P"):
        upright = upright.convert("RGB")
    # A fresh image carries no EXIF, no GPS, no comment, no embedded thumbnail.
    bare = Image.new(upright.mode, upright.size)
    bare.putdata(upright.get_flattened_data() if hasattr(upright, "get_flattened_data") else upright.getdata())
    if upright.mode == "P":
        bare.putpalette(upright.getpalette() or [])
        if "transparency" in upright.info:
            bare.info["transparency"] = upright.info["transparency"]
    if suffix == "jpg":
        bare.convert("RGB").save(out, "JPEG", quality=88, optimize=True, progressive=True)
    elif kind == "WEBP":
        bare.save(out, "WEBP", quality=85, method=4)
    else:
        bare.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), suffix, media_type, upright.width, upright.height)
