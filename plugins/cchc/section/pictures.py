"""Pictures: refused when they are bombs, published without EXIF or GPS, in the sizes pages and feeds need.

The one file that opens pictures with Pillow. Guards: formats are named, never guessed; pixels are counted before they
are decoded; colours of a telephone's own profile become those every screen shows; what a picture knows of people and
places is left behind. pillow-heif reads photos of iPhones; its thumbnails and depth maps are not asked for.
"""

import io
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import PIL
import pillow_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from cchc.section.kept_pictures import Picture, Sized, kept

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

MAX_BYTES = 25_000_000
MAX_PIXELS = 50_000_000
WIDTHS = (240, 480, 720, 1440)
"""Widths in pixels a picture of a page is offered in, so that a telephone does not load what a wall needs."""
JPEG_WIDTH = 1200
"""Of the one JPEG: for readers of feeds, old browsers, and where a page is passed on (Facebook asks for 1200)."""
_TALLEST = 16_000
"""WebP ends at 16383."""
_FORMATS = {
    "JPEG": ("jpg", "image/jpeg"),
    "PNG": ("png", "image/png"),
    "WEBP": ("webp", "image/webp"),
    "GIF": ("gif", "image/gif"),
}
_SAVED_AS = {"MPO": "JPEG", "HEIF": "JPEG", "BMP": "PNG"}
"""MPO: what many telephones write into a .jpg; its first picture is the picture."""
_OPENED = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
_IMPORTED = (*_OPENED, "BMP")
"""What Word files hold; BMP becomes PNG."""
SUFFIXES = frozenset({"jpg", "jpeg", "png", "webp", "gif", "heic", "heif"})
_SCREEN = ImageCms.createProfile("sRGB")
_SHRINK = "thu nhỏ ảnh rồi lưu lại"
_VERSION = f"1 {PIL.__version__} {pillow_heif.__version__}"
"""Of what is kept between builds; its number grows whenever the same picture would be made into something else."""
T = TypeVar("T")


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
    _weigh(len(data))
    return _opened(io.BytesIO(data), _IMPORTED, _clean)


def _asked(path: Path, size: int) -> tuple[Path, int, int]:
    """A file, and what tells whether it was written anew."""
    _weigh(size)
    try:
        return path, size, path.stat().st_mtime_ns
    except OSError:
        raise BadPicture("không mở được.", "kiểm tra quyền đọc tệp") from None


def _weigh(size: int) -> None:
    if size > MAX_BYTES:
        raise BadPicture(f"nặng {size // 1_000_000} MB (tối đa 25 MB).", _SHRINK)


@lru_cache(maxsize=16384)
def _measured(path: Path, size: int, changed: int, keep: Path | None) -> tuple[int, int]:
    if keep is None:
        return _opened(path, _OPENED, _measure)
    found = _sized(path, size, changed, keep)
    return found.width, found.height


@lru_cache(maxsize=32)
def _whole(path: Path, size: int, changed: int) -> Picture:  # noqa: ARG001
    return _opened(path, _OPENED, _clean)


@lru_cache(maxsize=128)
def _sized(path: Path, size: int, changed: int, keep: Path | None) -> Sized:  # noqa: ARG001
    def make() -> Sized:
        return _opened(path, _OPENED, _shrink)

    return make() if keep is None else kept(keep, path, _VERSION, make)


def _opened(source: Path | io.BytesIO, formats: tuple[str, ...], use: Callable[[Image.Image], T]) -> T:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(source, formats=formats) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise BadPicture(f"quá lớn ({image.width} × {image.height} điểm, tối đa 50 triệu).", _SHRINK)
                return use(image)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise BadPicture("quá lớn khi mở ra (tối đa 50 triệu điểm).", _SHRINK) from None
        except (UnidentifiedImageError, OSError, RuntimeError, SyntaxError, ValueError, EOFError):
            raise BadPicture(
                "không phải ảnh jpg, png, webp, gif, heic đọc được, hoặc tệp đã hỏng.",
                "mở ảnh trên máy tính hay điện thoại, lưu lại dạng .jpg",
            ) from None


def _measure(image: Image.Image, least: int = 1) -> tuple[int, int]:
    """Its size upright; decoded, with `least` pixels each way or more."""
    width, height = image.size
    turned = image.getexif().get(0x0112) in (5, 6, 7, 8)
    # A JPEG can be decoded at a fraction of its pixels, in a fraction of the time.
    image.draft(None, (least, least))
    image.load()
    return (height, width) if turned else (width, height)


def _kind(image: Image.Image) -> str:
    found = image.format or "PNG"
    return _SAVED_AS.get(found, found)


def _shrink(image: Image.Image) -> Sized:
    size = _measure(image, WIDTHS[-1])
    if image.format == "GIF":
        return Sized(*size, ())
    upright = _upright(image)
    scale = min(1, WIDTHS[-1] / upright.width, _TALLEST / upright.height)
    widest = _resized(
        upright.convert("RGBA" if upright.has_transparency_data else "RGB"), max(round(upright.width * scale), 1)
    )
    widths = [*(width for width in WIDTHS if width * 1.2 < widest.width), widest.width]
    jpeg = _saved(_resized(_on_white(widest), min(widest.width, JPEG_WIDTH)), "JPEG", quality=80)
    return Sized(*size, (jpeg, *(_saved(_resized(widest, width), "WEBP", quality=62) for width in widths)))


def _resized(image: Image.Image, width: int) -> Image.Image:
    if width == image.width and image.height <= _TALLEST:
        return image
    height = min(max(round(image.height * width / image.width), 1), _TALLEST)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG knows no transparency."""
    if image.mode != "RGBA":
        return image.convert("RGB")
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _clean(image: Image.Image) -> Picture:
    kind = _kind(image)
    if kind == "GIF":
        image.save(out := io.BytesIO(), "GIF", save_all=getattr(image, "n_frames", 1) > 1, comment=b"", loop=0)
        return Picture(out.getvalue(), *_FORMATS[kind], image.width, image.height)
    upright = _upright(image)
    return _saved(_on_white(upright) if kind == "JPEG" else upright, kind, quality=88 if kind == "JPEG" else 85)


def _upright(image: Image.Image) -> Image.Image:
    """As people see it, in the colours of every screen; without EXIF, GPS, comments, profile, thumbnail."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):
        upright = upright.point(lambda value: value / 257).convert("L")  # 16 bits → 8
    profile = upright.info.get("icc_profile")
    if profile and upright.mode in ("RGB", "RGBA", "CMYK"):
        # A profile that cannot be read is left out, as browsers do.
        with suppress(ImageCms.PyCMSError):
            mode = "RGBA" if upright.mode == "RGBA" else "RGB"
            turned = ImageCms.profileToProfile(upright, io.BytesIO(profile), _SCREEN, outputMode=mode)
            upright = turned or upright
    if upright.mode not in ("RGB", "RGBA", "L", "LA", "P"):
        upright = upright.convert("RGB")
    upright.info = {name: upright.info[name] for name in ("transparency",) if name in upright.info}
    return upright


def _saved(image: Image.Image, kind: str, quality: int) -> Picture:
    how = {"optimize": True, "progressive": True} if kind == "JPEG" else {"optimize": True, "method": 4}
    image.save(out := io.BytesIO(), kind, quality=quality, **how)
    return Picture(out.getvalue(), *_FORMATS[kind], image.width, image.height)
