"""Pictures of a Word file: cleaned, named, and described where somebody has described them."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cchc.section.kept_pictures import Picture
from cchc.section.pictures import BadPicture, clean_picture

_MAX_PICTURES = 200
_DRAWN = {"emf": "EMF", "wmf": "WMF", "svg+xml": "SVG"}
_BY_HAND = "chép tệp ảnh đặt cạnh bài, ghi ![mô tả](tên-ảnh.png) vào chỗ của nó"
_UNSAID = re.compile(
    r"(?:picture|image|img|photo|dsc|hình(?: ảnh)?|ảnh|graphic|screenshot)?[\s_-]*[\d_ -]*(?:\.\w{3,4})?|\S+\.\w{3,4}"
    r"|.*[\\/]\S+\.\w{3,4}",
    re.IGNORECASE,
)
"""Names that cameras and Word give a picture: no description."""
_MADE_BY_MACHINE = re.compile(
    r"\s*(?:Description automatically generated|Mô tả được tạo tự động|AI-generated content).*", re.DOTALL
)


class Image(NamedTuple):
    """A picture of the text: its bytes and what the source says of it; where it is lost, why."""

    data: bytes = b""
    alt: str = ""
    lost: str = ""
    how: str = ""


@dataclass(slots=True)
class Pictures:
    """Takes the pictures one after the other, as the text shows them."""

    images: dict[str, Image] = field(default_factory=dict)
    """By the name of the file each goes into; lost ones too."""
    _names: dict[bytes, str] = field(default_factory=dict)

    def take(self, image: Any) -> str:
        """The name of a picture, which mammoth hands over."""
        name = f"anh-{len(self.images) + 1}"
        try:
            picture = self._cleaned(image)
        except BadPicture as bad:
            self.images[name] = Image(lost=f"Ảnh trong tệp Word bị bỏ: {bad.what}", how=bad.how)
            return name
        name = self._names.setdefault(picture.data, f"{name}.{picture.suffix}")
        held = self.images.get(name, Image())
        self.images[name] = Image(picture.data, held.alt or _described(image.alt_text))
        return name

    def _cleaned(self, image: Any) -> Picture:
        kind = (image.content_type or "").rpartition("/")[2].removeprefix("x-")
        try:
            with image.open() as stream:
                data = stream.read()
        except (OSError, KeyError, ValueError):
            raise BadPicture("chỉ là liên kết tới một tệp khác.", _BY_HAND) from None
        if len(self.images) >= _MAX_PICTURES:
            raise BadPicture(f"tệp có hơn {_MAX_PICTURES} ảnh.", "tách bài ra, hoặc bớt ảnh")
        if kind in _DRAWN:
            raise BadPicture(f"hình vẽ dạng {_DRAWN[kind]} không đăng được.", f"chụp lại thành ảnh .png; {_BY_HAND}")
        return clean_picture(data)


def _described(said: str | None) -> str:
    text = " ".join(_MADE_BY_MACHINE.sub("", said or "").split())
    return "" if _UNSAID.fullmatch(text) else text
