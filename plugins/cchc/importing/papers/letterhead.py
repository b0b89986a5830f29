"""The head of a paper: superior, issuer, number, place and date, kind and title (NĐ 30/2020, Phụ lục I).

It comes as lines of text, or as a table of two columns, as Word papers have it. Every line of it finds its place or
is named in a doubt; only the motto of the state is left out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cchc.importing.blocks import Block, Paragraph
from cchc.importing.doubts import quoted
from cchc.importing.papers.marks import MOTTO, WORDS, begins_lower, ends_sentence, is_capitals, mark_of
from cchc.importing.papers.paper import Paper
from cchc.importing.papers.runs import Line, lines_by_column
from cchc.model.vocabulary import LoaiVanBan
from cchc.vietnamese.calendar import parse_moment
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
_STAMPS, _STARTERS = {*WORDS["head"]["stamps"]}, tuple(WORDS["head"]["starters"])
_NO_TITLE = re.compile(r"(?:Căn cứ|Thực hiện|Xét|Theo đề nghị|Trên cơ sở|Kính gửi)\b")
_KINDS = {
    spelling.upper(): kind
    for kind in LoaiVanBan
    for spelling in (kind.label, *kind.also)
    if kind not in (LoaiVanBan.KHAC, LoaiVanBan.CONG_VAN, LoaiVanBan.TAI_LIEU)
}
_KIND = re.compile(rf"(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})(?:\s*[:.]?$|\s+(?P<rest>.+))")


def read_head(blocks: tuple[Block, ...]) -> Paper:
    """The head of a paper, all below it as its body; where there is none, `loai` is None and the body is all blocks."""
    place = _place_of_kind(blocks)
    return _letter(blocks) if place is None else _with_kind(blocks, place)


def _place_of_kind(blocks: Sequence[Block]) -> int | None:
    """Where the kind of the paper stands in capitals, above the title."""
    for place, block in enumerate(blocks[:_FAR]):
        if isinstance(block, Paragraph) and _KIND.match(block.text):
            return place
        if isinstance(block, Paragraph) and _TO.match(block.text):
            return None
    return None


def _with_kind(blocks: tuple[Block, ...], place: int) -> Paper:
    found = _KIND.match(block.text) if isinstance(block := blocks[place], Paragraph) else None
    assert found is not None
    head = Paper(blocks[place + 1 :], loai=_KINDS[found["kind"]])
    unknown = _read_lines(head, blocks[:place])
    if len(unknown) > _MOST_UNKNOWN:
        return Paper(blocks)
    _title(head, found["rest"] or "")
    return _addressed(head, unknown)


def _letter(blocks: tuple[Block, ...]) -> Paper:
    """A letter (công văn) has no kind: it is known by `V/v`, or by its number and whom it is addressed to."""
    lines = [(place, one.text) for place, block in enumerate(blocks[:_FAR]) for one in lines_by_column([block])]
    subject = next((place for place, text in lines if _SUBJECT.match(text)), None)
    addressed = next((place for place, text in lines if _TO.match(text)), None)
    end = addressed if addressed is not None else subject + 1 if subject is not None else None
    if end is None:
        return Paper(blocks)
    if addressed is None:
        # Below the subject the date may still come.
        while end < len(blocks) and any(_DATE.search(line.text) for line in lines_by_column([blocks[end]])):
            end += 1
    head = Paper(blocks[end:], loai=LoaiVanBan.CONG_VAN)
    unknown = _read_lines(head, blocks[:end])
    is_head = len(unknown) <= _MOST_UNKNOWN and (head.trich_yeu or head.so_ky_hieu)
    return _addressed(head, unknown) if is_head else Paper(blocks)


def _read_lines(head: Paper, blocks: Sequence[Block]) -> list[Paragraph]:
    """Put every line above the kind where it belongs; those that belong nowhere are given back for the body."""
    names: list[Line] = []
    subject: list[str] = []
    unknown: list[Paragraph] = []
    for whole in lines_by_column(blocks):
        words = " ".join(MOTTO.sub(" ", whole.text).split())
        line = _take_date(head, _take_number(head, replace(whole, text=words)))
        text = line.text
        if not text or _RULE.fullmatch(text):
            continue
        if found := _SUBJECT.match(text):
            subject.append(text[found.end() :])
        elif fold(text).strip(" .()") in _STAMPS:
            what = f"Đầu văn bản có dấu {quoted(text)}; không chép."
            head.doubts += (line.doubt(what, "xem có cần ghi vào bài không"),)
        elif subject and not is_capitals(text):
            subject.append(text)
        elif is_capitals(text) or fold(text).startswith(_STARTERS):
            names.append(line)
        else:
            paragraph, doubt = line.unplaced("đầu")
            head.doubts += (doubt,)
            unknown.append(paragraph)
    head.trich_yeu = " ".join(subject).strip() or None
    _names(head, names)
    return unknown


def _take_number(head: Paper, line: Line) -> Line:
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
        head.doubts += (line.doubt(what, "văn bản đã ký có số thì thêm dòng so_ky_hieu:"),)
    return replace(line, text=rest[symbol.end() :].strip())


def _take_date(head: Paper, line: Line) -> Line:
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
        head.doubts += (line.doubt(f"{what}; không ghi ngày.", "xem bản ký rồi thêm dòng ngay_ban_hanh:"),)
    return replace(line, text=" ".join((line.text[: found.start()] + " " + line.text[found.end() :]).split()))


def _names(head: Paper, lines: Iterable[Line]) -> None:
    """Superior and issuer: a line that begins like the name of a body begins another name, others go on with it."""
    names: list[str] = []
    bold = False
    for line in lines:
        if names and not fold(line.text).startswith(_STARTERS) and line.paragraph.is_bold == bold:
            names[-1] += " " + line.text
        else:
            names.append(line.text)
        bold = line.paragraph.is_bold
    head.co_quan_ban_hanh = names.pop() if names else None
    head.co_quan_chu_quan = ", ".join(names) or None


def _title(head: Paper, begun: str) -> None:
    """Read the title below the kind, over as many paragraphs as it has; `begun`: what stands in the kind's own line."""
    words = [begun] if begun else []
    bold = False
    end = 0
    for block in head.body:
        if not isinstance(block, Paragraph):
            break
        if block.text and not _RULE.fullmatch(block.text):
            if not _goes_on_title(words, block, bold):
                break
            words.append(block.text)
            bold = block.is_bold
        end += 1
    head.trich_yeu = " ".join(words) or head.trich_yeu
    head.body = head.body[end:]


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


def _addressed(head: Paper, unknown: Sequence[Block]) -> Paper:
    """The paper with `Kính gửi: …` and the dashed names below it; `unknown` goes before its text."""
    first = head.body[0] if head.body else None
    if isinstance(first, Paragraph) and (found := _TO.match(first.text)):
        names = [first.text[found.end() :]]
        for block in head.body[1:]:
            mark = mark_of(f"{block.mark} {block.text}".strip()) if isinstance(block, Paragraph) else None
            if mark is None or mark.kind != "dash":
                break
            names.append(mark.rest)
        head.kinh_gui = tuple(name for one in names if (name := one.strip(" -;:.,")))
        head.body = head.body[len(names) :]
    head.body = (*unknown, *head.body)
    return head
