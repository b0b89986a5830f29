"""Where a text gives away a person: telephones, e-mail, birth dates, accounts, codes, homes, lists of names.

Each rule errs to one side on purpose. A number must look like what it is *and* not be called something else by the
words before it; dates, homes and codes count only beside the word that says whose they are.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from cchc.vietnamese.slug import fold

RULES = 1
"""Raised with every change of what is found: findings kept from earlier runs are made anew."""
_GAP = r"[ .\u00a0-]"


class Trace(NamedTuple):
    """One place: the kind (the name of the rule), where it begins, what stands there, what of it may be said."""

    kind: str
    start: int
    key: str
    """Digits or small letters: what the unit's own contacts are compared with. Never printed."""
    shown: str
    """Masked, for messages."""


def traces(text: str) -> tuple[Trace, ...]:
    """Everything in a text that gives away a person, in order. Numbers of identity papers have a rule of their own."""
    if not _ANY.search(text):
        return ()
    plain = _ADDRESS_OF_PAGE.sub(lambda found: " " * len(found[0]), text) if "://" in text else text
    return tuple(sorted((trace for rule in _RULES for trace in rule(plain)), key=lambda trace: trace[1]))


def contact_keys(text: str) -> Iterator[str]:
    """Every telephone, account and e-mail address in a text that may be published, as `Trace.key` spells them."""
    yield from (found[0].lower() for found in _MAIL.finditer(text))
    yield from (_national(found[0]) for found in _DIGITS.finditer(text))


_ANY = re.compile(r"[\d@|]")
"""A quick look: no rule finds anything without one of these."""
_LONG_NUMBER = re.compile(r"\d[\d .()\u00a0-]{6,}\d")


@lru_cache(maxsize=64)
def long_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """From where to where every long number goes: only there is it worth asking what it is."""
    return tuple(found.span() for found in _LONG_NUMBER.finditer(text))


def _numbers(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for start, end in long_numbers(text):
        yield from pattern.finditer(text, max(start - 4, 0), end + 8)


_ADDRESS_OF_PAGE = re.compile(r"https?://(?!zalo\.me/)[^\s)>\]]+")
_DIGITS = re.compile(r"\+?\d[\d ().\u00a0-]{4,24}\d")

# Telephones -----------------------------------------------------------------------------------------------------------
_PHONE = re.compile(
    r"(?:(?<=zalo\.me/)|(?<![\w/=])(?<!\d[.,-]))"
    r"\(?(?:\+?84\)?[ .\u00a0-]?(?:\(0\))?|0[ ]?)(?:[35789]|1[ .]?[2689])(?:[ .\u00a0)-]{0,2}\d){8}"
    r"(?![\w/]|[.,-]\d| \d{1,3}(?!\d))"
)
_DAY_FIRST = re.compile(r"\d{1,2}[.-]\d{1,2}[.-](?:19|20)\d\d")
_NO_PHONE = re.compile(
    r"\b(?:mã (?:số|hồ sơ|đơn|vạch|thủ tục|định danh|học sinh)|mst|đăng ký|biên (?:lai|nhận)|hóa đơn|hoá đơn|seri|isbn"
    r"|tài khoản|stk|số tk|bhxh|bhyt|bảo hiểm)[^\n\d]{0,40}$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:đường dây nóng|hotline|tổng đài|trực ban|văn phòng|văn thư|một cửa|cơ quan|nhà trường|của trường|trạm y tế"
    r"|công an|ủy ban|uỷ ban|ubnd)[^\n\d)]{0,30}$",
    re.IGNORECASE,
)


def _phones(text: str) -> Iterator[Trace]:
    for found in _numbers(_PHONE, text):
        groups = re.findall(r"\d+", found[0])
        before = text[max(found.start() - 70, 0) : found.start()]
        # Nobody writes a telephone digit by digit; a date before an hour looks like one.
        split = any(len(group) < 2 for group in groups[1:]) or _DAY_FIRST.match(found[0])
        if not split and not _NO_PHONE.search(before) and not _OFFICE.search(before):
            key = _national(found[0])
            yield Trace("dien-thoai", found.start(), key, _ends(key))


def _national(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return "0" + digits[2:].removeprefix("0") if digits.startswith("84") and len(digits) in (11, 12) else digits


def _ends(digits: str) -> str:
    return f"{digits[:3]}…{digits[-2:]}"


# E-mail ---------------------------------------------------------------------------------------------------------------
_MAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_INSTITUTION = re.compile(
    r"thcs|thpt|tieuhoc|mamnon|maugiao|ptdt|gdtx|ubnd|hdnd|sgd|pgd|sogd|phonggd|cchc|tthc|banbientap|tuyensinh|phananh"
    r"|lienhe|tiepnhan|congthongtin|^(?:c[123]|mn)[a-z._-]|^truong(?:th|mn|mam|tieu)"
)
_ROLE = re.compile(
    r"(?<![a-z])(?:van[._-]?thu|van[._-]?phong|vp|tiep[._-]nhan|mot[._-]?cua|hotline|bbt|bgh|hanh[._-]?chinh|to[._-]?chuc"
    r"|thanh[._-]?tra|contact|info|admin|webmaster|support|ho[._-]?tro|office|cong[._-]?doan|no[._-]?reply|gop[._-]?y"
    r"|hoi[._-]?dap|bao[._-]?chi|noi[._-]?vu|giao[._-]?duc|dao[._-]?tao)(?![a-z])"
)
_OFFICIAL = re.compile(r"(?:^|[^a-z])(?:truong|phong|so|xa|phuong|th)(?![a-z]).*@.*\.(?:gov|edu)\.vn$")
"""Words that are names of people too: offices' only where offices have their addresses."""


def _mails(text: str) -> Iterator[Trace]:
    for found in _MAIL.finditer(text) if "@" in text else ():
        name, _, host = (key := found[0].lower()).partition("@")
        if not (_INSTITUTION.search(name) or _ROLE.search(name) or _OFFICIAL.search(key)):
            yield Trace("thu-dien-tu", found.start(), key, f"{name[0]}…@{host}")


# Birth dates ----------------------------------------------------------------------------------------------------------
_DATE = re.compile(r"\d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?((?:19|20)\d\d)| tháng \d{1,2} năm ((?:19|20)\d\d))")
_BORN = re.compile(
    r"(?:ngày\W{1,3}tháng\W{1,3}năm sinh|ngày sinh|\bsinh(?: vào)?(?: ngày)?|\bsn)[\s:|*_.,]{0,8}$", re.IGNORECASE
)
_OTHER_SINH = re.compile(
    r"\b(?:an|cứu|dân|dưỡng|giáo|hs|học|hộ|hy|ký|khai|môn|nam|nữ|phát|phục|sản|sơ|tái|tân|thí|tuyển|vệ|y)\s$",
    re.IGNORECASE,
)
"""Words before `sinh` that make another word of it."""
_MAYBE_BORN = re.compile(r"[sSſ](?:[iIıİ][nN][hH]|[nN])\D{0,30}\d")
"""A quick look: `_BORN` (whose `s` and `i` are these, whatever the case) and a digit after it."""
_LIVING = 1925
"""First year a person of today may be born in: birthdays of history are no secret."""


def _births(text: str) -> Iterator[Trace]:
    for found in _DATE.finditer(text) if _MAYBE_BORN.search(text) else ():
        year = found[1] or found[2]
        before = text[max(found.start() - 40, 0) : found.start()]
        born = _BORN.search(before)
        if born and int(year) >= _LIVING and not _OTHER_SINH.search(before[: born.start()]):
            yield Trace("ngay-sinh", found.start(), fold(found[0]), f"…/…/{year}")


# Accounts, codes, homes -----------------------------------------------------------------------------------------------
_NUMBER = re.compile(rf"(?<![\d/])\d(?:{_GAP}?\d){{7,18}}(?!\d)(?!\s*(?:đồng|đ\b|vnđ|VNĐ))")
_ACCOUNT = re.compile(r"(?:tài khoản|\bs(?:ố )?tk|\btk)[^\n\d]{0,20}$", re.IGNORECASE)
_OF_A_UNIT = re.compile(
    r"kho bac|kbnn|(?:tai khoan|thu huong|don vi|mang ten|nguoi nhan|cua)\W+(?:nha )?"
    r"(?:truong|phong|so gd|so giao|ubnd|uy ban|quy |cong doan|hoi |trung tam|cong ty|ban )"
)
_CODE = re.compile(
    r"(?:mã (?:số )?(?:định danh|học sinh|hs)(?: (?:cá nhân|học sinh|hs|trẻ))*|số định danh(?: cá nhân)?"
    r"|(?:mã số|số sổ|số thẻ|mã thẻ|số|mã|thẻ) (?:bhxh|bhyt|bảo hiểm (?:xã hội|y tế)))"
    r"[\s:|*_]{0,5}(?:là |số |số: )?(?:[A-Z]{2} ?)?$",
    re.IGNORECASE,
)
_NEAR_HOME = (
    "ường trú", "ạm trú", "rú tại", "gụ tại", "ư trú", "hỗ ở", "ơi ở", "hà riêng", "hỉ nhà", "hỉ gia", "hà em",
    "hà cháu", "hà tôi", "hà ở",
)  # fmt: skip
_HOME = re.compile(
    r"(?:thường trú|tạm trú|trú tại|ngụ tại|cư trú|chỗ ở|nơi ở|nhà riêng|địa chỉ (?:nhà|gia đình)"
    r"|nhà (?:em|cháu|tôi|ở))[^\n.;|\d]{0,30}?"
    r"((?:số(?: nhà)?|nhà số)\s*\d[^\n.;|]{0,12}?(?:đường|phố|ngõ|ngách|hẻm|kiệt|tổ|khu|lô|,)"
    r"|(?:số )?\d+\w?(?:/\d+\w?)*,?\s*(?:đường|phố|ngõ|ngách|hẻm|kiệt)\b)",
    re.IGNORECASE,
)


def _accounts_and_codes(text: str) -> Iterator[Trace]:
    for found in _numbers(_NUMBER, text):
        before, key = text[max(found.start() - 50, 0) : found.start()], _national(found[0])
        if _CODE.search(before):
            yield Trace("ma-ca-nhan", found.start(), key, _ends(key))
        elif _ACCOUNT.search(before):
            around = text[max(found.start() - 100, 0) : found.end() + 120]
            if not _OF_A_UNIT.search(fold(around)):
                yield Trace("so-tai-khoan", found.start(), key, _ends(key))


def _homes(text: str) -> Iterator[Trace]:
    for found in _HOME.finditer(text) if any(map(text.__contains__, _NEAR_HOME)) else ():
        yield Trace("dia-chi-nha", found.start(), fold(found[0]), "số nhà, tên đường")


# Lists of people ------------------------------------------------------------------------------------------------------
_HEADINGS = ("tên", "Tên", "TÊN", "ten", "Ten", "TEN", "đệm", "Đệm", "ĐỆM")
_NAMES = re.compile(r"\bho\W{0,3}(?:va |dem\W{1,5}|lot\W{1,5})?(?:ten|dem\b)|\bten (?:hoc sinh|hs|tre|chau)\b")
_PRIVATE = re.compile(r"(?<!hoc )(?<!thi )sinh\b|dia chi|cho o|thuong tru|cccd|cmnd|can cuoc|dinh danh|dan toc|ho khau")
_OF_PUPILS = re.compile(
    r"\blop\b|\bsbd\b|bao danh|\bdiem\b|hoc luc|hanh kiem|\bdien\b|hoan canh|phu huynh|\bcha\b|\bbo\b|\bme\b|giam ho"
    r"|gioi tinh|nam/nu|ma hs|ma hoc sinh|nguyen vong|khuyet tat|hoc bong|mien giam|so tien"
)
_OF_STAFF = re.compile(r"gvcn|giao vien|can bo|chuc vu|chuc danh|nhiem vu|phu trach|phan cong")
_CLASS = re.compile(r"\(\d{1,2}[A-ZĐ]\d{0,2}\)")
_CLASS_OR_DAY = re.compile(
    rf"\blớp\W{{0,3}}\d{{1,2}}|{_CLASS.pattern}|\d[/.-]\d{{1,2}}[/.-](?:19|20)\d\d", re.IGNORECASE
)
_UPPER = "A-ZÀ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_NAME = re.compile(
    rf"(?<!\w)(?:[{_UPPER}][^\W\d_]*[ \u00a0]){{1,4}}[{_UPPER}][^\W\d_]*(?=\s*(?:[^\w\s]|\d|$|lớp\b|sinh\b))",
    re.MULTILINE,
)
"""Two to five words with capitals; `Bộ Giáo dục`, where a word goes on in small letters, is none."""
_MARKED = re.compile(r"\s*(?:\d{1,3}[.)]|[-*+•])\s")
_LONGEST, _PAUSE = 400, 3
"""Characters of a line of headings; lines between two rows, where a cell goes on in the next line."""
_ROWS, _LINES, _IN_ONE = 2, 3, 5
"""People that make a list: under headings, in lines one below the other, in one sentence."""


def _lists(text: str) -> Iterator[Trace]:
    """The first list: a table by its headings, marked lines, or one sentence of names with their classes."""
    lines = text.split("\n")
    start = 0
    for place, line in enumerate(lines):
        if _is_heading(line):
            people = _below(lines[place + 1 :])
        elif _names_one(line):
            people = _run(lines[place:])
        else:
            people = line.count("(") if line.count("(") >= _IN_ONE else 0
            people = people if people and len(_CLASS.findall(line)) >= _IN_ONE and _NAME.search(line) else 0
        if people:
            yield Trace("danh-sach", start, str(people), f"{people} người")
            return
        start += len(line) + 1


def _is_heading(line: str) -> bool:
    near = len(line) <= _LONGEST and any(map(line.__contains__, _HEADINGS))
    if not near or not _NAMES.search(plain := fold(line)):
        return False
    return bool(_PRIVATE.search(plain) or (_OF_PUPILS.search(plain) and not _OF_STAFF.search(plain)))


def _below(lines: list[str]) -> int:
    """How many of the lines below headings say something of a person."""
    rows = since = 0
    for line in lines:
        if re.search(r"\d|\|", line) and _NAME.search(line):
            rows, since = rows + 1, 0
        elif set(line) - set(" |:-"):
            since += 1
        if since > _PAUSE:
            break
    return rows if rows >= _ROWS else 0


def _names_one(line: str) -> bool:
    return bool(_MARKED.match(line) and _CLASS_OR_DAY.search(line) and _NAME.search(line))


def _run(lines: list[str]) -> int:
    """How many lines from the first on name a person each, with a class or a day; empty lines between them are none."""
    count = sum(1 for _ in takewhile(_names_one, (line for line in lines if line.strip())))
    return count if count >= _LINES else 0


_RULES: tuple[Callable[[str], Iterator[Trace]], ...] = (_phones, _mails, _births, _accounts_and_codes, _homes, _lists)
