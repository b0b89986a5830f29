"""How old Vietnamese fonts wrote our letters: the test's own encoders, so that samples are made, not copied."""

import unicodedata

_TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
        strict=True,
    )
)

_VNI_TONES = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_BREVE = {"": "ê", "\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_HAT = {"": "â", "\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_VNI_I = {"": "i", "\u0300": "ì", "\u0301": "í", "\u0309": "æ", "\u0303": "ó", "\u0323": "ò"}


def tcvn3(text: str) -> str:
    """As a Unicode reader sees text typed in .VnTime; capital vowels with tones come from another font."""
    return "".join(_TCVN3.get(char) or _TCVN3.get(char.lower(), char) for char in text)


def vni(text: str) -> str:
    """As a Unicode reader sees text typed in VNI-Times: a letter, then a letter that stands for its marks."""
    return "".join(_vni_letter(char) for char in text)


def cp1258(text: str) -> bytes:
    """Windows-1258 bytes: letters with shapes have places of their own, tones follow as combining bytes."""
    out = b""
    for char in text:
        base, tone = _tone_apart(char)
        out += (base + tone).encode("cp1258")
    return out


def _vni_letter(char: str) -> str:
    base, tone = _tone_apart(char)
    plain, shape = _shape_apart(base)
    small = plain.lower()
    if plain in "đĐ":
        made = "ñ"
    elif small == "i":
        made = _VNI_I[tone]
    elif char in "ỵỴ":
        made = "î"
    elif shape == "\u031b":
        made = {"o": "ô", "u": "ö"}[small] + (_VNI_TONES[tone] if tone else "")
    elif shape:
        made = small + (_VNI_BREVE if shape == "\u0306" else _VNI_HAT)[tone]
    elif tone:
        made = small + _VNI_TONES[tone]
    else:
        return char
    return made.upper() if char.isupper() else made


def _tone_apart(char: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in parts if mark in _VNI_TONES), "")
    return unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts), tone


def _shape_apart(base: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", base)
    return parts[0], parts[1:]
