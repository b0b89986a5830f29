"""One picture a unit for where its pages are passed on: the board and the notebook, in its colours, with its name.

Drawn with Pillow out of the section's own fonts (FreeType reads woff2). Guards: letters are set one after the other by
Pillow itself, never by a library that one machine has and another lacks; no name runs over the edge.
"""

import io
import unicodedata
from base64 import b64decode, b64encode
from functools import lru_cache
from typing import TYPE_CHECKING

from cchc.products.colours import shades
from cchc.remembering import remembered

if TYPE_CHECKING:
    from PIL import ImageFont

SIZE = (1200, 630)
"""What Facebook and Zalo show without cutting."""
WORDS = "Cải cách hành chính"
_LEFT, _RIGHT = 112, 1120
_TOP, _BOTTOM = 56, 424
"""Between these stands the name."""
_BOARD = 470
"""Where the board ends and the page of the notebook begins."""
_LINE = "#d6574b"
CHALK = "#ffffff"


@lru_cache(maxsize=64)
def social_card(name: str, seed: str, bold: bytes) -> bytes:
    """A JPEG with the name of a unit. `seed`: its colour; `bold`: a font file. The same bytes each time."""
    return b64decode(_drawn(name, seed, bold))


@remembered("pillow")
def _drawn(name: str, seed: str, bold: bytes) -> str:
    """The card in base 64: what is remembered comes back from JSON."""
    from PIL import Image, ImageDraw  # heavy imports, needed only where nothing is remembered

    colours = shades(seed, "light")
    card = Image.new("RGB", SIZE, colours["u-deep"])
    draw = ImageDraw.Draw(card)
    draw.rectangle((0, _BOARD, *SIZE), fill=colours["paper"])
    for height in range(_BOARD + 53, SIZE[1], 53):
        draw.line((0, height, SIZE[0], height), fill=colours["u-tint"], width=3)
    draw.line((72, 0, 72, SIZE[1]), fill=_LINE, width=6)
    draw.text((_LEFT, _BOARD + 100), WORDS, fill=colours["u"], font=_font(bold, 64), anchor="ls")
    font, lines = _set(unicodedata.normalize("NFC", " ".join(name.split())), bold)
    step = round(font.size * 1.28)
    above = (_TOP + _BOTTOM - step * len(lines)) // 2
    for place, line in enumerate(lines):
        draw.text((_LEFT, above + place * step), line, fill=CHALK, font=font)
    card.save(out := io.BytesIO(), "JPEG", quality=88, subsampling=0, optimize=True, progressive=True)
    return b64encode(out.getvalue()).decode()


def _set(name: str, bold: bytes) -> "tuple[ImageFont.FreeTypeFont, list[str]]":
    """The largest letters in which a name fits, and its lines; the end of one that fits in none is left out."""
    for size in range(88, 39, -4):
        font = _font(bold, size)
        lines = _lines(name, font)
        room = (_BOTTOM - _TOP) // round(size * 1.28)
        if len(lines) <= room:
            return font, lines
    last = lines[room - 1]
    while last and font.getlength(last + "…") > _RIGHT - _LEFT:
        last = last[:-1]
    return font, [*lines[: room - 1], last + "…"]


def _lines(name: str, font: "ImageFont.FreeTypeFont") -> list[str]:
    lines = [""]
    for word in name.split():
        if font.getlength(f"{lines[-1]} {word}".strip()) <= _RIGHT - _LEFT:
            lines[-1] = f"{lines[-1]} {word}".strip()
            continue
        lines += [""] if lines[-1] else []
        for letter in word:
            if font.getlength(lines[-1] + letter) > _RIGHT - _LEFT:
                lines.append("")
            lines[-1] += letter
    return lines


@lru_cache(maxsize=32)
def _font(data: bytes, size: int) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)
