"""Pictures of a Word file: cleaned, named, and described where somebody has described them."""

import re
from dataclasses import dataclass, field

from cchc.importing.word.pieces import Image
from cchc.section.pictures import BadPicture, Picture, clean_picture

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


@dataclass(slots=True)
class Pictures:
    """Takes the pictures one after the other, as the text shows them."""

    images: dict[str, Image] = field(default_factory=dict)
    """By the name of the file each goes into; lost ones too."""
    _names: dict[bytes, str] = field(default_factory=dict)

    def take(self, data: bytes | None, kind: str, said: str | None) -> str:
        """The name of a picture; `kind`: its media type, `said`: Word's description."""
        name = f"anh-{len(self.images) + 1}"
        try:
            picture = self._cleaned(data, kind.rpartition("/")[2].removeprefix("x-"))
        except BadPicture as bad:
            self.images[name] = Image(lost=f"Ảnh trong tệp Word bị bỏ: {bad.what}", how=bad.how)
            return name
        name = self._names.setdefault(picture.data, f"{name}.{picture.suffix}")
        held = self.images.get(name, Image())
        self.images[name] = Image(picture.data, held.alt or _described(said))
        return name

    def _cleaned(self, data: bytes | None, kind: str) -> Picture:
        if data is None:
            raise BadPicture("chỉ là liên kết tới một tệp khác.", _BY_HAND)
        if len(self.images) >= _MAX_PICTURES:
            raise BadPicture(f"tệp có hơn {_MAX_PICTURES} ảnh.", "tách bài ra, hoặc bớt ảnh")
        if kind in _DRAWN:
            raise BadPicture(f"hình vẽ dạng {_DRAWN[kind]} không đăng được.", f"chụp lại thành ảnh .png; {_BY_HAND}")
        return clean_picture(data)


def _described(said: str | None) -> str:
    text = " ".join(_MADE_BY_MACHINE.sub("", said or "").split())
    return "" if _UNSAID.fullmatch(text) else text
