"""The sections of a record → the body of a procedure: our headings, order and columns; text that shows as typed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from cchc.importing.doubts import Doubt, quoted
from cchc.importing.prose import cell, inline, local_files, prose
from cchc.importing.records.facts import SECTIONS, UNKNOWN, WORDS
from cchc.importing.records.outline import Line, Outline, Section
from cchc.model.item import Body, Origin, Passage
from cchc.reading.body import Table, tables
from cchc.reading.procedure_body import CACH_THUC, HO_SO, PARTS, REQUIRED_PARTS, is_unknown, read_procedure
from cchc.vietnamese.slug import slug

OTHER = "Thông tin khác"
"""Heading of what the record says and no field or part of ours holds."""

_PART_OF = {slug(spelling): name for name, spellings in PARTS.items() for spelling in spellings}
_COLUMNS: Mapping[str, str] = WORDS["columns"]
"""Columns of the national tables, by key, and what they are called with us."""
_NAMES = ("Hình thức", "Tên giấy tờ", "Tên văn bản")
_SUBHEADING = re.compile(r"(#{3,6})\s+(?=\S)(.*[^\s#])[\s#]*")
_MARKER = re.compile(r"(?:\d[\d.]*[.)]?\s+|[-+*]\s+|[a-zđ][).]\s+)+")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_CELL_END = re.compile(r"(?<!\\)\|")


class Parts(NamedTuple):
    """The body, and the doubts met on the way."""

    body: Body
    doubts: tuple[Doubt, ...]


class _Text(NamedTuple):
    text: str
    doubts: tuple[Doubt, ...] = ()


def read_parts(outline: Outline, others: tuple[Line, ...]) -> Parts:
    """Body of the procedure. `others`: lines of facts without a field; they end up under *Thông tin khác*."""
    passages: list[Passage] = []
    doubts: list[Doubt] = []
    grouped = _by_heading(outline, others)
    for heading, sections in grouped.items():
        part = _part(heading, _joined(sections))
        if part.text == UNKNOWN and not part.doubts and heading in REQUIRED_PARTS:
            part = _Text(UNKNOWN, (_unstated(heading, sections[0].line if sections else outline.line),))
        passages.append(Passage(heading, part.text, Origin()))
        doubts += [*part.doubts, *_misplaced(heading, sections)]
    body = Body(tuple(passages))
    places = {heading: sections[0].line for heading, sections in grouped.items() if sections}
    return Parts(body, (*doubts, *_unread(body, places)))


def _by_heading(outline: Outline, others: tuple[Line, ...]) -> Mapping[str, Sequence[Section]]:
    """Sections by our heading: the parts of the law in their order, then what the record adds, then the rest."""
    found: dict[str, list[Section]] = {name: [] for name in PARTS}
    for section in outline.sections:
        if section.key not in SECTIONS:
            heading = _PART_OF.get(section.key) or (OTHER if section.key == slug(OTHER) else section.heading)
            found.setdefault(heading, []).append(section)
    rest = found.pop(OTHER, [])
    for lines in (outline.opening, others):
        if stated := [line for line in lines if line.text.strip()]:
            rest.append(Section(OTHER, stated[0].number, lines))
    found[OTHER] = rest
    return {heading: sections for heading, sections in found.items() if sections or heading in REQUIRED_PARTS}


def _joined(sections: Iterable[Section]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for section in sections:
        lines += [Line(section.line, ""), *section.lines]
    return tuple(lines)


def _part(heading: str, lines: tuple[Line, ...]) -> _Text:
    if is_unknown(" ".join(line.text.strip() for line in lines)):
        return _Text(UNKNOWN)
    blocks: list[_Text] = []
    place = 0
    # A stray ``` of the pasted text hides no table from us; in the running text it is escaped.
    for table in tables("\n".join("" if _FENCE.match(line.text) else line.text for line in lines)):
        blocks += _running(lines[place : table.start], starred=heading == "Kết quả")
        blocks.append(_table(table, lines[table.start : table.end]))
        place = table.end
    blocks += _running(lines[place:], starred=heading == "Kết quả")
    text = "\n\n".join(block.text for block in blocks if block.text)
    return _Text(text, tuple(doubt for block in blocks for doubt in block.doubts))


def _running(lines: Iterable[Line], *, starred: bool) -> Iterable[_Text]:
    """Running text between tables; `###` headings part it."""
    for is_heading, group in groupby(lines, key=lambda line: _SUBHEADING.fullmatch(line.text) is not None):
        stretch = list(group)
        doubts = tuple(doubt for line in stretch for doubt in _files(line.number, line.text))
        if is_heading:
            text = "\n\n".join(_SUBHEADING.sub(_subheading, line.text) for line in stretch)
        else:
            text = prose((line.text for line in stretch), starred=starred)
            doubts += tuple(_lost_columns(stretch))
        yield _Text(text, doubts)


def _subheading(found: re.Match[str]) -> str:
    return f"{found[1]} {inline(found[2])}"


def _lost_columns(lines: Iterable[Line]) -> Iterable[Doubt]:
    """Lines that were a table before someone copied them: a tab elsewhere than behind a number or dash."""
    tabbed = [line for line in lines if "\t" in _MARKER.sub("", line.text.strip(), count=1)]
    if tabbed:
        what = f"Có {len(tabbed)} dòng ngăn bằng dấu Tab (vốn là bảng, mất cột khi lấy về); để nguyên dạng chữ."
        yield Doubt(tabbed[0].number, what, "kẻ lại bảng theo bản trên Cổng Dịch vụ công")


def _table(table: Table, lines: Sequence[Line]) -> _Text:
    """A table of ours: known columns renamed, fillers written as unknown. `lines`: header, delimiter, rows."""
    header = tuple(_COLUMNS.get(slug(title), cell(title)) for title in table.header)
    known = any(slug(title) in _COLUMNS for title in table.header)
    if known and not table.rows:
        what = f"Bảng {quoted(' | '.join(header))} không có dòng nào; ghi là chưa rõ."
        how = "tra Cổng Dịch vụ công rồi kẻ bảng; nếu đúng là không cần, ghi: Không có"
        return _Text(UNKNOWN, (Doubt(lines[0].number, what, how),))
    written = [header, ("---",) * len(header)]
    doubts: list[Doubt] = []
    for row, line in zip(table.rows, lines[2:], strict=True):
        written.append(tuple(_cell(text, title, known) for text, title in zip(row, header, strict=True)))
        doubts += [doubt for text in row for doubt in _files(line.number, text)]
        if len(_CELL_END.split(line.text.strip().removeprefix("|").removesuffix("|"))) > len(header):
            what = "Dòng này có nhiều ô hơn tiêu đề bảng; phần thừa nối vào ô cuối."
            doubts.append(Doubt(line.number, what, "xem lại các ô của dòng này"))
    return _Text("\n".join("| " + " | ".join(cells) + " |" for cells in written), tuple(doubts))


def _cell(text: str, title: str, known: bool) -> str:
    if is_unknown(text) and (text or (known and title not in _NAMES)):
        return UNKNOWN
    return cell(text)


def _files(line: int, text: str) -> Iterable[Doubt]:
    for name in local_files(text):
        what = f"Tệp mẫu {quoted(name)} nằm trên máy của người khác nên không tải được; chỉ giữ tên."
        yield Doubt(line, what, "lấy tệp từ Cổng Dịch vụ công, đặt vào cạnh bài rồi làm đường dẫn tới tệp")


def _misplaced(heading: str, sections: Sequence[Section]) -> Iterable[Doubt]:
    if heading not in PARTS and heading != OTHER:
        what = f"Mục {quoted(heading)} không thuộc các phần của một thủ tục; để nguyên ở cuối bài."
        yield Doubt(sections[0].line, what, "xem lại, chuyển vào phần phù hợp")
    for again in sections[1:] if heading != OTHER else ():
        what = f"Mục {quoted(again.heading)} lặp lại phần “{heading}”; đã nối tiếp vào nhau."
        yield Doubt(again.line, what, "xem lại phần đã nối")


def _unstated(heading: str, line: int) -> Doubt:
    how = f"tra Cổng Dịch vụ công rồi viết phần “{heading}”"
    return Doubt(line, f"Bản ghi không nêu “{heading}”; ghi là chưa rõ.", how)


def _unread(body: Body, places: Mapping[str, int]) -> Iterable[Doubt]:
    """Tables that did not come out as rows, and a time limit nobody states."""
    parts = read_procedure(body)
    for name, rows in ((CACH_THUC, parts.cach_thuc), (HO_SO, parts.ho_so)):
        if not rows and not is_unknown(parts.text[name].text):
            what = f"Phần “{name}” của bản ghi không phải là bảng; để nguyên dạng chữ."
            yield Doubt(places[name], what, "kẻ bảng theo bản trên Cổng Dịch vụ công")
    if parts.cach_thuc and not parts.thoi_han:
        what = f"Không dòng nào của “{CACH_THUC}” nêu thời hạn giải quyết; ghi là chưa rõ."
        yield Doubt(places[CACH_THUC], what, "xem cột Mô tả, rồi ghi thời hạn vào cột Thời hạn")
