"""Text of old Vietnamese encodings, as a Windows-1252 reader shows it → Unicode (NFC).

What the old text does not hold, no table brings back; `lost` says so.
"""

import re
import unicodedata
from collections.abc import Iterator

TCVN3, VNI, CP1258, MISREAD = "TCVN3 (ABC)", "VNI", "Windows-1258", "UTF-8 bị đọc nhầm thành Windows-1252"
NAMES = (MISREAD, VNI, TCVN3, CP1258)

_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
_MARKED = frozenset(map(chr, _TCVN3.values()))
_PLAIN, _BREVE, _HAT = "øùûõï", "êèéúüë", "âàáåãä"
"""VNI's marks after a letter: grave, acute, hook, tilde, dot; with the letter's own shape before them."""
_VNI_ROWS = (
    "a àáảãạ", "e èéẻẽẹ", "o òóỏõọ", "u ùúủũụ", "i ìíỉĩị", "y ỳýỷỹỵ", "ô ờớởỡợ", "ö ừứửữự",
    "a ăằắẳẵặ", "a âầấẩẫậ", "e êềếểễệ", "o ôồốổỗộ",
)  # fmt: skip
_VNI = dict(zip("ñôöìíæóòîÑÔÖÌÍÆÓÒÎ", "đơưìíỉĩịỵĐƠƯÌÍỈĨỊỴ", strict=True)) | {
    old: new
    for base, row in (line.split() for line in _VNI_ROWS)
    for mark, letter in zip({"ă": _BREVE}.get(row[0], _PLAIN if len(row) == 5 else _HAT), row, strict=True)
    # Some typed the mark of a capital as a small letter, or the other way round; the letter under it decides.
    for sign in (mark, mark.upper())
    for old, new in ((base + sign, letter), (base.upper() + sign, letter.upper()))
}
_VNI_PLACES = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_WINDOWS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
"""The 32 places where Windows-1252 differs from Latin-1; its five holes are shown as browsers do."""
_BYTES = {ord(char): byte for byte, char in _WINDOWS.items()}
_ABOVE = "[" + "".join(map(re.escape, _WINDOWS.values())) + "\x80-¿]"
_TWICE = re.compile(f"[Â-ß]{_ABOVE}|[à-ï]{_ABOVE}{{2}}|[ð-ô]{_ABOVE}{{3}}")
"""A letter outside ASCII whose UTF-8 bytes were each read as a letter."""
_REMNANT = re.compile(r"(?:á[º»]|[ÃÄÆ](?=[^\W\d_A-ZÀ-Þ]|\ufffd))\ufffd?|\ufffd")

_WORD = re.compile(r"[^\W\d_]+")
_OWN_CASE = re.compile("[A-Za-z¡-§]")
_CAPITAL_SYLLABLE = re.compile("[B-DF-HJ-NP-TV-XZĐ]*[AEIOUY]+[B-DF-HJ-NP-TV-XZ]{0,2}")
"""`TRUNG` and `UB` may be words in capitals; `THCS` and `UBND` stand in any sentence and prove nothing."""
_JOINED = re.compile(r"[^\w\n.:;?!]*")
_U_HORN = re.compile("(?<![ưƯ])[ơờớởỡợ](?=ng|c|u)|(?<![ưƯ])[ƠỜỚỞỠỢ](?=NG|C|U)")
"""ơ before ng, c, u: no word has it. It was ươ, and a tool has dropped the soft hyphen that TCVN3 writes for ư."""

_SURELY_ONE_U_HORN = 40
"""In so many words there is a ư without a tone; if none is found, it is lost."""


def to_unicode(text: str, name: str, *, capitals: bool = False) -> str:
    """Text in the old encoding `name`, one of NAMES, as NFC Unicode. What is no letter of the encoding stays.

    `capitals` for fonts such as .VnTimeH, whose small letters are drawn as capitals. Raises KeyError for other names.
    """
    new = {MISREAD: _read_again, VNI: _from_vni, TCVN3: _from_tcvn3, CP1258: _from_1258}[name](text)
    new = unicodedata.normalize("NFC", new)
    return new.upper() if capitals else new


def font_encoding(font: str) -> tuple[str, bool] | None:
    """Encoding a font was made for, and whether it draws capitals only; None for fonts of Unicode or of others."""
    name = font.strip(" \"'")
    if name[:3].lower() == ".vn":
        return TCVN3, name.endswith("H")
    return (VNI, False) if name[:3].lower() == "vni" else None


def lost(old: str, name: str) -> str:
    """What of `old` no conversion brings back, a Vietnamese sentence; empty where nothing is known to be lost."""
    if name == MISREAD and (left := len(_REMNANT.findall(to_unicode(old, name)))):
        return f"{left} chỗ không đọc lại được (mất hẳn một phần của chữ): tìm và gõ lại."
    if name == TCVN3 and "\u00ad" not in old and len(_WORD.findall(to_unicode(old, name))) >= _SURELY_ONE_U_HORN:
        return (
            "Chữ “ư” không dấu đã mất từ trước: chỗ chắc chắn (“trường”) được điền lại, "
            "chỗ khác thì phải đọc lại (“cha” có thể là “chưa”)."
        )
    return ""


def misread_letters(text: str) -> Iterator[str]:
    """Vietnamese letters whose UTF-8 bytes the text shows as letters (`áº¿`): ordinary text has none."""
    return (letter for found in _TWICE.finditer(text) if (letter := _letter(found)).lower() in _MARKED)


def as_windows_1252(data: bytes) -> str:
    """Bytes as a Windows-1252 reader shows them: every byte a character, nothing lost."""
    return data.decode("latin-1").translate(_WINDOWS)


def _from_vni(text: str) -> str:
    return _VNI_PLACES.sub(lambda found: _VNI[found[0]], text)


def _from_1258(text: str) -> str:
    # A character that no byte shows was Unicode already.
    return "".join(byte.decode("cp1258", "ignore") or char for char in text for byte in [_byte_of(char)])


def _byte_of(char: str) -> bytes:
    code = _BYTES.get(ord(char), ord(char))
    return bytes([code]) if code < 256 else b""


def _read_again(text: str) -> str:
    """Twice misread is read twice again; each turn shortens the text, so it ends."""
    while (again := _TWICE.sub(_letter, text)) != text:
        text = again
    return text


def _letter(found: re.Match[str]) -> str:
    try:
        letter = b"".join(map(_byte_of, found[0])).decode()
    except UnicodeDecodeError:
        return found[0]
    # `quá»…` closes a quotation; only what a Vietnamese text may hold is taken for a letter.
    return letter if re.match("[\x80-\u036fẠ-ỹ\u2000-\u27bf\ufeff\U00010000-\U0010ffff]", letter) else found[0]


def _from_tcvn3(text: str) -> str:
    return _U_HORN.sub(_with_u_horn, _cased(text, text.translate(_TCVN3)))


def _with_u_horn(found: re.Match[str]) -> str:
    return ("ư" if found[0].islower() else "Ư") + found[0]


def _cased(old: str, new: str) -> str:
    """Capitals with marks came from another font, so TCVN3 holds them as small letters: `CéNG HßA`. The word decides:

    A small letter a–z in it keeps it small; two capitals make it capital. Else (`X·`, `Hµ`) the decided words beside
    it do, up to a stop, a digit or the end of the line: where it begins with a capital the next one, or without a next
    the one before; where it has none (`ë`) both. A word that nothing decides stays small.
    """
    words = list(_WORD.finditer(new))
    own = [_OWN_CASE.findall(old, word.start(), word.end()) for word in words]
    decided = [_decided(letters, word[0]) for letters, word in zip(own, words, strict=True)]
    before = _beside(new, words, decided)
    after = _beside(new, words[::-1], decided[::-1])[::-1]
    chars = list(new)
    for word, letters, case, left, right in zip(words, own, decided, before, after, strict=True):
        beside = (right or left) if letters else min({left, right} - {""}, default="", key="cC".index)
        if (case or beside) == "C":
            chars[word.start() : word.end()] = word[0].upper()
    return "".join(chars)


def _decided(letters: list[str], word: str) -> str:
    """`c`: written small; `C`: in capitals; "" where its own letters do not tell, as in an abbreviation."""
    if any(letter.islower() for letter in letters):
        return "c"
    bare = "".join(char for char in unicodedata.normalize("NFD", word.upper()) if unicodedata.category(char) != "Mn")
    return "C" if len(letters) > 1 and _CAPITAL_SYLLABLE.fullmatch(bare) else ""


def _beside(text: str, words: list[re.Match[str]], decided: list[str]) -> list[str]:
    """For each word the nearest decided one before it (in the order of `words`) that nothing parts from it."""
    nearest = [""] * len(words)
    for place in range(1, len(words)):
        one, two = sorted((words[place - 1].span(), words[place].span()))
        if _JOINED.fullmatch(text, one[1], two[0]):
            nearest[place] = decided[place - 1] or nearest[place - 1]
    return nearest
