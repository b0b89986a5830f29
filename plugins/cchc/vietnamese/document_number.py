"""Numbers of documents (số, ký hiệu): `25/KH-THCS`, `45/2016/QĐ-TTg`, `18-NQ/TW`, `30c/NQ-CP`.

Grammar from domain notes on NĐ 30/2020 (Điều 8, Phụ lục III); it accepts what real papers hold
(stray blanks, `753.1/QĐ-BKHCN`) and leaves the rest as text.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from cchc.vietnamese.calendar import date_in_words

_STATE = re.compile(
    r"(?P<so>\d+[a-zđ]?(?:\.\d+)?)\s*/\s*(?:(?P<nam>(?:19|20)\d\d)\s*/\s*)?"
    r"(?P<ky_hieu>[A-ZĐ][\wĐđ&]*(?:\s*-\s*[\wĐđ&]+)*)"
)
_PARTY = re.compile(r"(?P<so>\d+)\s*-\s*(?P<ky_hieu>[A-ZĐ][\wĐđ]*\s*/\s*[\wĐđ&]+)")
_KIND = re.compile(
    r"(?P<loai>Nghị quyết|Nghị định|Quyết định|Kế hoạch|Công văn|Thông tư|Chỉ thị|Chương trình|Đề án|Luật"
    r"|Thông báo|Báo cáo)"
    r"[^\d]{0,12}$"
)


_SPELLINGS = {**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"), "\u00a0": " ", "\u00d0": "Đ"}
_SPELLED = re.compile(f"[{''.join(_SPELLINGS)}]")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """One number, split. `text` is the normal form: no blanks, NFC."""

    so: str
    ky_hieu: str
    nam: int | None
    text: str

    @property
    def key(self) -> str:
        """What two spellings of one number share: no case, no `&` (`SGD&ĐT` is `SGDĐT`)."""
        return number_key(self.text)


def parse_number(text: str) -> DocumentNumber | None:
    """The number `text` consists of; None where it is not one (keep it as text then)."""
    text = _plain(text).rstrip(".").strip()
    found = _STATE.fullmatch(text) or _PARTY.fullmatch(text)
    return _number(found) if found else None


def number_key(text: str) -> str:
    """Comparable form of a number, well-formed or not."""
    return re.sub(r"[\s&]+", "", _plain(text)).casefold().rstrip(".")


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named inside a text: its number and, where said beside it, kind, day and issuer."""

    number: DocumentNumber
    kind: str | None
    day: date | None
    start: int
    end: int


def citations(text: str) -> tuple[Citation, ...]:
    """Every document number in running text, in order, with the date that follows it within 40 characters."""
    if "/" not in text:
        return ()
    text = _plain(text)
    found: list[Citation] = []
    for match in sorted([*_STATE.finditer(text), *_PARTY.finditer(text)], key=lambda m: m.start()):
        if found and match.start() < found[-1].end:
            continue
        # Only what stands close by: a long text with many numbers is read once.
        kind = _KIND.search(text[max(match.start() - 40, 0) : match.start()])
        after = re.match(r"\s*,?\s*(ngày[^;.\n]{0,32})", text[match.end() : match.end() + 60])
        day = date_in_words(after.group(1)) if after else None
        found.append(Citation(_number(match), kind.group("loai") if kind else None, day, match.start(), match.end()))
    return tuple(found)


def _number(found: re.Match[str]) -> DocumentNumber:
    nam = found.groupdict().get("nam")
    text = re.sub(r"\s+", "", found.group(0))
    return DocumentNumber(
        found.group("so"), re.sub(r"\s+", "", found.group("ky_hieu")), int(nam) if nam else None, text
    )


def _plain(text: str) -> str:
    # Word writes its unbreakable hyphen as U+2011, others a dash; Ð (eth) is typed for Đ.
    return _SPELLED.sub(lambda found: _SPELLINGS[found[0]], unicodedata.normalize("NFC", text)).strip()
