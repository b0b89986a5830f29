"""The head of a paper: superior, issuer, number, place and date, kind and title (NĐ 30/2020, Phụ lục I).

It comes as lines of text, or as a table of two columns, as Word papers have it. Every line of it finds its place or
is named in a doubt; only the motto of the state is left out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from cchc.importing.blocks import Block, Paragraph, Run
from cchc.importing.doubts import Doubt, quoted
from cchc.importing.papers.marks import MOTTO, begins_lower, ends_sentence, is_capitals, mark_of
from cchc.importing.papers.runs import lines_by_column
from cchc.model.vocabulary import LoaiVanBan
from cchc.vietnamese.calendar import Moment, parse_moment
from cchc.vietnamese.document_number import citations
from cchc.vietnamese.slug import fold

_FAR = 40
"""Blocks of a head at most."""
_MOST_UNKNOWN = 2
"""A head with more lines of no known kind is no head."""
_LONGEST_TITLE = 400
_NUMBER = re.compile(r"số\s*:\s*(?=\S)|số\s+(?=\d)", re.IGNORECASE)
_SYMBOL = re.compile(r"[.…_]*\s?(?P<so>\d*)\S*/\s?[A-ZĐ]\S*|\d+")
_DATE = re.compile(
    r"(?:(?P<place>[^,;:]{2,60}),\s*)?\bngày(?P<day>[\s.…_\d]*)tháng(?P<month>[\s.…_\d]*)năm(?P<year>[\s.…_]*\d*)[.…_]*",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(
    r"(?P<place>[^,;:\d]{2,60}),\s*(?:ngày\s+)?(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})[.]?"
)
_SUBJECT = re.compile(r"V/v\s*:?\s*", re.IGNORECASE)
_TO = re.compile(r"Kính gửi\s*:?\s*", re.IGNORECASE)
_RULE = re.compile(r"[\W_]+")
_STAMPS = {"du thao", "mat", "toi mat", "khan", "thuong khan", "hoa toc", "ban sao", "sao y", "sao y ban chinh"}
_STARTERS = (
    "ubnd", "uy ban", "so ", "bo ", "phong ", "truong ", "trung tam", "dang bo", "dang uy", "chi bo", "doan ", "hoi ",
    "ban ", "cong doan", "van phong", "hdnd", "lien doi", "lien doan", "nha truong", "cuc ", "vien ", "huyen uy",
    "tinh uy", "thanh uy", "quan uy", "chinh phu", "to ",
)  # fmt: skip
_NO_TITLE = re.compile(r"(?:Căn cứ|Thực hiện|Xét|Theo đề nghị|Trên cơ sở|Kính gửi)\b")
_KINDS = {
    spelling.upper(): kind
    for kind in LoaiVanBan
    for spelling in (kind.label, *kind.also)
    if kind not in (LoaiVanBan.KHAC, LoaiVanBan.CONG_VAN, LoaiVanBan.TAI_LIEU)
}
_KIND = re.compile(rf"(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})(?:\s*[:.]?$|\s+(?P<rest>.+))")


@dataclass
class Head:
    """What the head says; `rest` are the blocks below it."""

    rest: tuple[Block, ...]
    loai: LoaiVanBan | None = None
    trich_yeu: str | None = None
    co_quan_chu_quan: str | None = None
    co_quan_ban_hanh: str | None = None
    so_ky_hieu: str | None = None
    dia_danh: str | None = None
    ngay: Moment | None = None
    kinh_gui: tuple[str, ...] = ()
    unknown: list[Paragraph] = field(default_factory=list)
    """Lines above the kind that belong nowhere; the body keeps them."""
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    bold: bool
    line: int
    at: str

    def doubt(self, what: str, how: str) -> Doubt:
        return Doubt(self.line, what, how, self.at)


def read_head(blocks: tuple[Block, ...]) -> Head:
    """The head of a paper; where there is none, `loai` is None and all blocks are `rest`."""
    place = _place_of_kind(blocks)
    head = _with_kind(blocks, place) if place is not None else _letter(blocks)
    if head.loai is not None:
        _addressees(head)
        head.rest = (*head.unknown, *head.rest)
    return head


def _place_of_kind(blocks: Sequence[Block]) -> int | None:
    """Where the kind of the paper stands in capitals, above the title."""
    for place, block in enumerate(blocks[:_FAR]):
        if isinstance(block, Paragraph) and _KIND.match(block.text):
            return place
        if isinstance(block, Paragraph) and _TO.match(block.text):
            return None
    return None


def _with_kind(blocks: tuple[Block, ...], place: int) -> Head:
    found = _KIND.match(block.text) if isinstance(block := blocks[place], Paragraph) else None
    assert found is not None
    head = Head(blocks[place + 1 :], _KINDS[found["kind"]])
    if not _read_lines(head, blocks[:place]):
        return Head(blocks)
    _title(head, found["rest"] or "")
    return head


def _letter(blocks: tuple[Block, ...]) -> Head:
    """A letter (công văn) has no kind: it is known by `V/v`, or by its number and whom it is addressed to."""
    lines = [(place, text) for place, block in enumerate(blocks[:_FAR]) for text, _ in lines_by_column([block])]
    subject = next((place for place, text in lines if _SUBJECT.match(text)), None)
    addressed = next((place for place, text in lines if _TO.match(text)), None)
    end = addressed if addressed is not None else subject + 1 if subject is not None else None
    if end is None:
        return Head(blocks)
    if addressed is None:
        # Below the subject the date may still come.
        while end < len(blocks) and any(_DATE.search(text) for text, _ in lines_by_column([blocks[end]])):
            end += 1
    head = Head(blocks[end:], LoaiVanBan.CONG_VAN)
    known = _read_lines(head, blocks[:end])
    return head if known and (head.trich_yeu or head.so_ky_hieu) else Head(blocks)


def _read_lines(head: Head, blocks: Sequence[Block]) -> bool:
    """Put every line above the kind where it belongs. False where too many belong nowhere: it is no head."""
    names: list[_Line] = []
    subject: list[str] = []
    for whole, paragraph in lines_by_column(blocks):
        words = " ".join(MOTTO.sub(" ", whole).split())
        line = _Line(words, paragraph.is_bold, paragraph.line, paragraph.at)
        line = _take_date(head, _take_number(head, line))
        text = line.text
        if not text or _RULE.fullmatch(text):
            continue
        if found := _SUBJECT.match(text):
            subject.append(text[found.end() :])
        elif fold(text).strip(" .()") in _STAMPS:
            head.doubts.append(
                line.doubt(f"Đầu văn bản có dấu {quoted(text)}; không chép.", "xem có cần ghi vào bài không")
            )
        elif subject and not is_capitals(text):
            subject.append(text)
        elif is_capitals(text) or fold(text).startswith(_STARTERS):
            names.append(line)
        else:
            what = f"Đầu văn bản có dòng chưa biết là gì: {quoted(text)}; chép vào đầu bài."
            head.doubts.append(line.doubt(what, "xem lại, chuyển vào chỗ phù hợp hoặc xóa"))
            head.unknown.append(Paragraph((Run(text),), line.line, line.at))
    head.trich_yeu = " ".join(subject).strip() or None
    _names(head, names)
    return len(head.unknown) <= _MOST_UNKNOWN


def _take_number(head: Head, line: _Line) -> _Line:
    """The line without the number it holds, which may have place and date behind it (quirk P4)."""
    found = _NUMBER.match(line.text)
    if found is None or head.so_ky_hieu is not None:
        return line
    rest = line.text[found.end() :]
    cited = citations(rest)
    if cited and cited[0].start == 0:
        head.so_ky_hieu = cited[0].number.text
        return replace(line, text=rest[cited[0].end :].strip())
    symbol = _SYMBOL.match(rest)
    if symbol is None:
        return line
    if symbol["so"] or "/" not in symbol[0]:
        head.so_ky_hieu = symbol[0]
    else:
        what = f"Số văn bản để trống ({quoted(symbol[0])}); không ghi số."
        head.doubts.append(line.doubt(what, "văn bản đã ký có số thì thêm dòng so_ky_hieu:"))
    return replace(line, text=rest[symbol.end() :].strip())


def _take_date(head: Head, line: _Line) -> _Line:
    """The line without the place and date it holds."""
    if head.dia_danh is not None or head.ngay is not None or len(line.text) > _LONGEST_TITLE:
        return line
    found = _DATE.search(line.text) or _SHORT_DATE.fullmatch(line.text)
    if found is None:
        return line
    numbers = [re.sub(r"\D", "", found[name]) for name in ("day", "month", "year")]
    head.dia_danh = (found["place"] or "").strip() or None
    head.ngay = parse_moment("/".join(numbers)) if all(numbers) else None
    if head.ngay is None:
        said = quoted(" ".join(found[0].split()))
        what = f"Ngày không có thật: {said}" if all(numbers) else f"Ngày ban hành để trống ({said})"
        head.doubts.append(line.doubt(f"{what}; không ghi ngày.", "xem bản ký rồi thêm dòng ngay_ban_hanh:"))
    return replace(line, text=" ".join((line.text[: found.start()] + " " + line.text[found.end() :]).split()))


def _names(head: Head, lines: Iterable[_Line]) -> None:
    """Superior and issuer: a line that begins like the name of a body begins another name, others go on with it."""
    names: list[str] = []
    bold = False
    for line in lines:
        if names and not fold(line.text).startswith(_STARTERS) and line.bold == bold:
            names[-1] += " " + line.text
        else:
            names.append(line.text)
        bold = line.bold
    head.co_quan_ban_hanh = names.pop() if names else None
    head.co_quan_chu_quan = ", ".join(names) or None


def _title(head: Head, begun: str) -> None:
    """Read the title below the kind, over as many paragraphs as it has; `begun`: what stands in the kind's own line."""
    words = [begun] if begun else []
    bold = False
    end = 0
    for block in head.rest:
        if not isinstance(block, Paragraph):
            break
        if block.text and not _RULE.fullmatch(block.text):
            if not _goes_on_title(words, block, bold):
                break
            words.append(block.text)
            bold = block.is_bold
        end += 1
    head.trich_yeu = " ".join(words) or head.trich_yeu
    head.rest = head.rest[end:]


def _goes_on_title(words: Sequence[str], block: Paragraph, bold: bool) -> bool:
    text = block.text
    if _NO_TITLE.match(text) or mark_of(text) or len(text) > _LONGEST_TITLE or text.endswith(":"):
        return False
    if not words:
        return True
    if begins_lower(text):
        return True
    alike = is_capitals(text) == is_capitals(words[-1])
    return alike and not ends_sentence(words[-1]) and (is_capitals(text) or (bold and block.is_bold))


def _addressees(head: Head) -> None:
    """`Kính gửi: …` and the dashed names below it."""
    first = head.rest[0] if head.rest else None
    found = _TO.match(first.text) if isinstance(first, Paragraph) else None
    if found is None or not isinstance(first, Paragraph):
        return
    names = [first.text[found.end() :]]
    for block in head.rest[1:]:
        mark = mark_of(f"{block.mark} {block.text}".strip()) if isinstance(block, Paragraph) else None
        if mark is None or mark.kind != "dash":
            break
        names.append(mark.rest)
    head.kinh_gui = tuple(name for one in names if (name := one.strip(" -;:.,")))
    head.rest = head.rest[len(names) :]
