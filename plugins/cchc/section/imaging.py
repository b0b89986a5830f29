"""Pictures opened with Pillow, and made into what pages and feeds need: without EXIF or GPS.

The one file that opens them. Guards: formats are named, never guessed; pixels are counted before they are decoded;
colours of a telephone's own profile become those every screen shows; what a picture knows of people and places is left
behind. pillow-heif reads photos of iPhones; its thumbnails and depth maps are not asked for.
"""

import io
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pillow_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from cchc.section.kept_pictures import Picture, Sized
from cchc.section.pictures import SHRINK, BadPicture

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

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
_SCREEN = ImageCms.createProfile("sRGB")
T = TypeVar("T")


def measured_anew(path: Path) -> tuple[int, int]:
    """Width and height of a picture, upright; decoded to be sure. Raises BadPicture."""
    return _opened(path, _OPENED, _measure)


def cleaned(source: Path | bytes) -> Picture:
    """A picture, or one out of another file, upright and stripped. Raises BadPicture."""
    if isinstance(source, bytes):
        return _opened(io.BytesIO(source), _IMPORTED, _clean)
    return _opened(source, _OPENED, _clean)


def shrunk(path: Path) -> Sized:
    """A picture as pages show it. Raises BadPicture."""
    return _opened(path, _OPENED, _shrink)


def _opened(source: Path | io.BytesIO, formats: tuple[str, ...], use: Callable[[Image.Image], T]) -> T:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(source, formats=formats) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise BadPicture(f"quá lớn ({image.width} × {image.height} điểm, tối đa 50 triệu).", SHRINK)
                return use(image)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise BadPicture("quá lớn khi mở ra (tối đa 50 triệu điểm).", SHRINK) from None
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
