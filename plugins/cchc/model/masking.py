"""Names of citizens → initials (Luật 91/2025/QH15). What is not known to be harmless is cut."""

import re
import unicodedata
from itertools import groupby

_CONTACT = re.compile(r"\S*@\S+|(?<!\w)\+?\d[\d ./()-]{6,}\d")
_WORD = re.compile(r"\w+")
_CLASS = re.compile(r"\d{1,4}|\d{1,2}[A-Za-zĐđ]{1,2}\d{0,2}|[A-Za-zĐđ]\d{1,2}")
_ROLES = re.compile(
    r"(?:ban |hội )?(?:đại diện )?(?:phụ huynh|cha mẹ(?: học sinh)?)|(?:cựu )?(?:học sinh|giáo viên)|công dân|người dân"
    r"|nhân viên|cán bộ|tập thể|đại diện|bạn đọc|ẩn danh|giấu tên|cô giáo|thầy giáo",
    re.IGNORECASE,
)
_ADDRESS_WORDS = "ông bà anh chị cô thầy em cháu bác chú"
_JOINING_WORDS = """một các những nhóm ban hội lớp khối trường thôn xã phường tổ khu phố ấp trưởng bố mẹ cha con
và của ở tại"""
_PLACES = frozenset(["thôn", "xã", "phường", "tổ", "khu", "phố", "ấp", "trường", "đường"])
_ADDRESSED = frozenset(_ADDRESS_WORDS.split())
_JOINING = frozenset(_JOINING_WORDS.split())


def mask(sender: str) -> str:
    """Initials for names, roles and classes kept: `Phụ huynh Nguyễn Văn An, lớp 6A` → `Phụ huynh N.V.A., lớp 6A`.

    Names of places are cut too (`Người dân phường T.T.`): nothing tells `thôn Đông Hải` from `trưởng thôn Đông Hải`,
    where the name is a man's. Kept are roles, classes and joining words in small letters; with a capital only where
    a clause begins and a name cannot be meant: `Anh` in `Nguyễn Tuấn Anh` is cut.
    """
    text, tokens, kept = _looked_at(sender)
    shown = ""
    end = 0
    for place, token in enumerate(tokens):
        between = text[end : token.start()]
        joined = place > 0 and not kept[place] and not kept[place - 1] and between.isspace()
        shown += ("" if joined else between) + (token[0] if kept[place] else _initial(token[0]))
        end = token.end()
    return " ".join((shown + text[end:]).split()) or "•••"


def names_of(sender: str) -> tuple[str, ...]:
    """Names of persons `mask` cuts: two words and more, but for places (`phường Hoa Sen`)."""
    text, tokens, kept = _looked_at(sender)
    found: list[str] = []
    for hidden, group in groupby(range(len(tokens)), key=lambda place: not kept[place]):
        places = [*group]
        run = text[tokens[places[0]].start() : tokens[places[-1]].end()]
        before = tokens[places[0] - 1][0].lower() if places[0] else ""
        if hidden and len(places) > 1 and before not in _PLACES:
            found += [one for one in re.split(r"[^\w ]+", run) if len(one.split()) > 1]
    return tuple(" ".join(one.split()) for one in found)


def _looked_at(sender: str) -> tuple[str, list[re.Match[str]], list[bool]]:
    """The text without contacts, its words, and which of them stay."""
    text = _CONTACT.sub("•••", unicodedata.normalize("NFC", sender))
    tokens = list(_WORD.finditer(text))
    kept = [_CLASS.fullmatch(token[0]) is not None for token in tokens]
    for role in _ROLES.finditer(text):
        _keep_role(text, role, tokens, kept)
    for place in range(len(tokens)):
        kept[place] = kept[place] or _is_harmless(text, tokens, kept, place)
    return text, tokens, kept


def _keep_role(text: str, role: re.Match[str], tokens: list[re.Match[str]], kept: list[bool]) -> None:
    """`học sinh` anywhere, `Học sinh` where a clause begins; `Học Sinh` inside a name is a name."""
    words = [place for place, token in enumerate(tokens) if role.start() <= token.start() < role.end()]
    whole = tokens[words[0]].start() == role.start() and tokens[words[-1]].end() == role.end()
    small = text[role.start() : role.end()].islower()
    if whole and (small or _begins_clause(text, tokens, words[0])):
        for place in words:
            kept[place] = True


def _is_harmless(text: str, tokens: list[re.Match[str]], kept: list[bool], place: int) -> bool:
    word = tokens[place][0]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is None or not text[tokens[place].end() : following.start()].isspace():
        return False
    begins = _begins_clause(text, tokens, place)
    after_name = not begins and not kept[place - 1]
    introduces = kept[place + 1] or following[0] in _JOINING | _ADDRESSED
    if word.lower() in _ADDRESSED:
        return begins or (word.islower() and not after_name)
    if word.lower() not in _JOINING:
        return False
    return (not after_name or introduces) if word.islower() else (begins and introduces)


def _begins_clause(text: str, tokens: list[re.Match[str]], place: int) -> bool:
    return place == 0 or not text[tokens[place - 1].end() : tokens[place].start()].isspace()


def _initial(word: str) -> str:
    return f"{word[0].upper()[0]}." if word[0].isalpha() else "•••"
