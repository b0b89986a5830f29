"""Bytes → Unicode text. Old Vietnamese encodings are recognised and refused, never guessed."""

import re
import unicodedata
from dataclasses import dataclass

# Letters of each encoding as Latin-1/Windows-1252 readers see them, only where no living language puts them:
# signs and capitals right after a letter (`h¹nh`, `lËp`), small letters among capitals (`CéNG`), `§éc`.
_TCVN3 = re.compile(
    r"(?<=[A-Za-z])[¸µ¶·¹¨©ª«¬®§¡-¦×÷\u00ad]|(?<=[a-z])[ÇÈÉÊËÌÎÏÐÑÒÓÔÕÖØÜÝÞ]|(?<=[A-Z])[ß-þ](?=[A-Z])|[§®](?=[a-zß-þ])"
)
_VNI = re.compile(r"[aeouAEOU][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|ñ[aeouö]|Ñ[aeouAEOUö]")
_VNI_STRONG = re.compile(r"(?:aâ|eâ|oâ|aê|öô|öù|öø|oä|aä|eä|oå|aå|eå|ñö|ñaâ|eán|uûa|uïng|oäi)", re.IGNORECASE)
_MOJIBAKE = re.compile(r"(?:áº|á»|Ä‘|Ä\u0090|Æ°|Æ¡|Ã¡|Ã¢|Ã\u00a0|Ã´|Ãª)[\u0080-\u00ff\u2018-\u203a\u0152-\u017e]?")
_VIETNAMESE = re.compile(r"[ăâđêôơưạ-ỹ]", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
_CP1258_MARKS = re.compile("[ÌÒÞìò]")
_TCVN3_SIGNS = re.compile("[¨-®µ-¹]")


UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that neither YAML nor XML may hold, and nobody sees."""


@dataclass(frozen=True, slots=True)
class WrongEncoding(Exception):
    """The bytes are not UTF-8 Vietnamese. `name` is what they look like, for people."""

    name: str


def decode(data: bytes) -> str:
    """UTF-8 bytes as NFC text with `\\n` line ends and no BOM. Raises WrongEncoding, naming the old encoding."""
    zeros = max(data[::2].count(0), data[1::2].count(0))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(data) >= 4 and zeros > len(data) // 4):
        raise WrongEncoding("UTF-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongEncoding(_name_of(data)) from None
    return tidy(text)


def tidy(text: str) -> str:
    """NFC, `\\n` line ends. What editors do to a file without its author's will is undone here."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))


_FEW = 2
"""So many odd pairs of letters may stand in any text."""
_MISREAD = "UTF-8 bị đọc nhầm thành Windows-1252"


def legacy_name(text: str) -> str | None:
    """Old encoding hidden in text that is valid Unicode (`Céng hßa x· héi`); None for ordinary text.

    Looks for a density no Vietnamese, English or French sentence reaches.
    """
    letters = len(_LETTERS.findall(text))
    if letters < 12:
        return None
    modern = len(_VIETNAMESE.findall(text))
    mojibake = len(_MOJIBAKE.findall(text))
    if mojibake * 20 > letters and mojibake > max(modern, _FEW):
        return _MISREAD
    vni = len(_VNI.findall(text))
    if vni * 10 > letters and vni > _FEW and _VNI_STRONG.search(text) and modern < vni * 2:
        return "VNI"
    tcvn = _TCVN3.findall(text)
    if len(tcvn) * 20 > letters and len(tcvn) > max(modern, _FEW) and len(set(tcvn)) > 2:
        return "TCVN3 (ABC)"
    return None


def _name_of(data: bytes) -> str:
    seen = data.decode("cp1252", errors="replace")
    name = legacy_name(seen)
    if name == _MISREAD:
        return "UTF-8 có chỗ bị hỏng"
    marks = len(_CP1258_MARKS.findall(seen))
    # Both follow a letter with one byte above it; only TCVN3 has á, à, ả, ạ, đ and ư among the signs.
    if name in (None, "TCVN3 (ABC)") and marks * 20 > len(seen) and marks > len(_TCVN3_SIGNS.findall(seen)):
        return "Windows-1258"
    return name or "không phải UTF-8"
