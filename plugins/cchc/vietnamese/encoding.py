"""Bytes → Unicode text. Old Vietnamese encodings are recognised and refused, never guessed."""

import re
import unicodedata
from dataclasses import dataclass

# Letters of each encoding as Latin-1/Windows-1252 readers see them, right after a Vietnamese vowel or consonant.
_TCVN3 = re.compile(
    r"[A-Za-z][¸µ¶·¹¨©ªÊÇÈÉËÐÑÒÓÔÕÖ×ØÜÞßãáâäèåæçéêëìíîïñòóôõö÷øùúûüýþ«¬®\u00ad]{1,2}[A-Za-z\s]|[§®][a-z¸µ¶·¹]"
)
_VNI = re.compile(r"[aeouAEOU][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|ñ[aeouö]|Ñ[aeouAEOUö]")
_VNI_STRONG = re.compile(r"(?:aâ|eâ|oâ|aê|öô|öù|öø|oä|aä|eä|oå|aå|eå|ñö|ñaâ|eán|uûa|uïng|oäi)")
_MOJIBAKE = re.compile(r"(?:áº|á»|Ä‘|Ä\u0090|Æ°|Æ¡|Ã¡|Ã¢|Ã |Ã´|Ãª)[\u0080-\u00ff\u2018-\u203a\u0152-\u017e]?")
_VIETNAMESE = re.compile(r"[ăâđêôơưạ-ỹ]", re.IGNORECASE)
_CP1258_MARKS = ("\u00cc", "\u00d2", "\u00de", "\u00ec", "\u00f2")


@dataclass(frozen=True, slots=True)
class WrongEncoding(Exception):
    """The bytes are not UTF-8 Vietnamese. `name` is what they look like, for people."""

    name: str


def decode(data: bytes) -> str:
    """UTF-8 bytes as NFC text with `\\n` line ends and no BOM. Raises WrongEncoding, naming the old encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(data) >= 4 and data[1::2].count(0) > len(data) // 4):
        raise WrongEncoding("UTF-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongEncoding(_name_of(data)) from None
    return tidy(text)


def tidy(text: str) -> str:
    """NFC, `\\n` line ends. What editors do to a file without its author's will is undone here."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))


def legacy_name(text: str) -> str | None:
    """Old encoding hidden in text that is valid Unicode (`Céng hßa x· héi`); None for ordinary text.

    Looks for a density no Vietnamese, English or French sentence reaches.
    """
    letters = sum(char.isalpha() for char in text)
    if letters < 12:
        return None
    if len(_MOJIBAKE.findall(text)) * 20 > letters:
        return "UTF-8 bị đọc nhầm thành Windows-1252"
    modern = len(_VIETNAMESE.findall(text))
    vni = len(_VNI.findall(text))
    if vni * 10 > letters and _VNI_STRONG.search(text) and modern < vni * 2:
        return "VNI"
    tcvn = len(_TCVN3.findall(text))
    if tcvn * 14 > letters and tcvn > modern and re.search("[¸µ¶·¹®§«¬\u00ad×Ö÷]", text):
        return "TCVN3 (ABC)"
    return None


def _name_of(data: bytes) -> str:
    seen = data.decode("cp1252", errors="replace")
    if name := legacy_name(seen):
        return name
    marks = sum(seen.count(mark) for mark in _CP1258_MARKS)
    return "Windows-1258" if marks * 20 > len(seen) else "không phải UTF-8"
