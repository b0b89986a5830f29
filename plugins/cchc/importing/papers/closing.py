"""The end of a paper: recipients, signing authority, title and name of the signer; and the annex behind it.

It comes as lines, or as a table of two columns. What a scan doubled (`- - Văn phòng`, quirk P2) or left out
(`Lưu VT`, P18) is read all the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cchc.importing.blocks import Block, Paragraph, Picture, Run, Table
from cchc.importing.doubts import Doubt, quoted
from cchc.importing.papers.marks import BULLETS, begins_lower, is_annex, is_capitals, mark_of, without_bullets
from cchc.importing.papers.runs import lines_by_column
from cchc.model.vocabulary import QuyenKy
from cchc.vietnamese.slug import fold

_FAR = 60
"""Blocks of a closing at most."""
_LONGEST = 200
"""A longer line is none of a closing."""
_MOST_ANNEXES = 30
_RECIPIENTS = re.compile(r"Nơi\s+nhận\s*:?\s*", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?P<quyen>TM|KT|TL|TUQ|Q)\s*[./]\s*(?P<ai>\S.*)")
_AUTHORITIES = {one.value.rstrip("."): one for one in QuyenKy}
_TITLES = (
    "hieu truong", "pho hieu truong", "giam doc", "pho giam doc", "truong phong", "pho truong phong", "chu tich",
    "pho chu tich", "bi thu", "pho bi thu", "truong ban", "pho truong ban", "chanh van phong", "pho chanh van phong",
    "to truong", "chu nhiem", "thu truong", "bo truong", "thu truong co quan", "uy vien", "vien truong", "cuc truong",
    "thu tuong", "pho thu tuong", "nguoi lap", "quyen hieu truong",
)  # fmt: skip
_BODIES = ("uy ban nhan dan", "hoi dong nhan dan", "hoi dong truong", "ban giam hieu", "ban chi dao", "ban chap hanh")
_SIGNED = re.compile(r"\(?\s*(?:đã ký|ký tên|ký, đóng dấu|ký và đóng dấu|ký, ghi rõ họ tên)[^)]*\)?", re.IGNORECASE)
_END_MARK = re.compile(r"\./\.?[”\"’)]*$")
_RULE = re.compile(r"[\W_]+")


@dataclass
class Closing:
    """What the end says; `body` stands before it, `annex` behind."""

    body: tuple[Block, ...]
    annex: tuple[Block, ...] = ()
    noi_nhan: list[str] = field(default_factory=list)
    quyen_ky: QuyenKy | None = None
    ky_thay_cho: str | None = None
    chuc_vu: str | None = None
    nguoi_ky: str | None = None
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    line: int
    at: str
    dashed: bool


def cut_closing(blocks: tuple[Block, ...]) -> Closing:
    """Cut body, closing and annex apart."""
    annexes = [n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and is_annex(b.text)]
    for annex in (*annexes[:_MOST_ANNEXES], len(blocks)):
        start = _place_of_closing(blocks[:annex])
        if start < annex:
            break
    else:
        start = annex = annexes[0] if annexes else len(blocks)
    closing = Closing(blocks[:start], blocks[annex:])
    _read_lines(closing, blocks[start:annex])
    return closing


def _place_of_closing(blocks: Sequence[Block]) -> int:
    """Where the closing begins: at `Nơi nhận` or the signature, else right behind the end mark `./.`; or the end."""
    first = len(blocks)
    while first > 0 and len(blocks) - first < _FAR and _may_close(blocks[first - 1]):
        first -= 1
    marks = [n for n in range(first, len(blocks)) if _is_closing(blocks[n])]
    above = blocks[first - 1] if first else None
    ended = isinstance(above, Paragraph) and _END_MARK.search(above.text)
    return first if marks and ended else marks[0] if marks else len(blocks)


def _may_close(block: Block) -> bool:
    """True for what a closing may hold: short lines that number nothing, its table, a picture of a signature."""
    if not isinstance(block, Paragraph):
        return not isinstance(block, Table) or _is_closing(block)
    mark = mark_of(block.text)
    numbered = mark is not None and mark.kind not in BULLETS
    return len(block.text) <= _LONGEST and not numbered and not _END_MARK.search(block.text)


def _is_closing(block: Block) -> bool:
    if isinstance(block, Table):
        # A table of tasks may say what a signature says; the rows and columns of a closing are few.
        few = len(block.rows) <= _FAR and max(map(len, block.rows), default=0) <= 3
        return few and any(map(_opens, _lines([block])))
    first = next(_lines([block]), None)
    return first is not None and _opens(first)


def _opens(line: _Line) -> bool:
    return bool(_RECIPIENTS.match(line.text)) or (is_capitals(line.text) and _is_signature(line.text))


def _is_signature(text: str) -> bool:
    """True for a signing authority or the title of a signer."""
    return _AUTHORITY.fullmatch(text) is not None or _is_title(text)


def _lines(blocks: Sequence[Block]) -> Iterator[_Line]:
    for text, paragraph in lines_by_column(blocks):
        mark = mark_of(text)
        dashed = paragraph.mark == "-" or (mark is not None and mark.kind in BULLETS)
        yield _Line(text, paragraph.line, paragraph.at, dashed)


def _read_lines(closing: Closing, blocks: Sequence[Block]) -> None:
    signature: list[_Line] = []
    receiving = False
    doubled: list[_Line] = []
    for line in _lines(blocks):
        text = line.text
        if found := _RECIPIENTS.match(text):
            receiving, text = True, text[found.end() :]
        if not text or _RULE.fullmatch(text):
            continue
        if is_capitals(text) and _is_signature(text) and not line.dashed:
            receiving = False
            signature.append(_Line(text, line.line, line.at, False))
        elif receiving or line.dashed or fold(text).startswith("luu vt"):
            doubled += [line] if re.match(r"[-\u2010-\u2015]\s*[-\u2010-\u2015]", text) else []
            _add_recipient(closing, text, dashed=line.dashed)
        else:
            signature.append(line)
    if doubled:
        what = f"Gạch đầu dòng của nơi nhận bị lặp ở {len(doubled)} dòng; chỉ giữ chữ."
        closing.doubts.append(Doubt(doubled[0].line, what, "không cần làm gì nếu tên nơi nhận đã đúng", doubled[0].at))
    _read_signature(closing, signature)
    closing.body += tuple(block for block in blocks if isinstance(block, Picture))


def _add_recipient(closing: Closing, text: str, *, dashed: bool) -> None:
    name = without_bullets(text).rstrip(" ;.,")
    if closing.noi_nhan and not dashed and begins_lower(name):
        closing.noi_nhan[-1] += " " + name
    else:
        closing.noi_nhan.append(name)


def _read_signature(closing: Closing, lines: Sequence[_Line]) -> None:
    names: list[_Line] = []
    for line in lines:
        found = _AUTHORITY.fullmatch(line.text) if is_capitals(line.text) else None
        if found and closing.chuc_vu is None:
            if closing.quyen_ky:
                # `TM. ỦY BAN NHÂN DÂN`, then `KT. CHỦ TỊCH`: a plan holds one authority, the nearer one.
                _not_kept(closing, line, f"{closing.quyen_ky} {(closing.ky_thay_cho or '').upper()}")
            _authority(closing, _AUTHORITIES[found["quyen"]], found["ai"])
        elif closing.chuc_vu is None and is_capitals(line.text) and _is_title(line.text):
            closing.chuc_vu = in_small_letters(line.text.strip(" .,:"))
        elif _SIGNED.fullmatch(line.text):
            _not_kept(closing, line, line.text)
        else:
            names.append(line)
    signer = next((line for line in reversed(names) if _is_name(line.text) and not _is_signature(line.text)), None)
    if signer is not None and (closing.chuc_vu or closing.quyen_ky):
        closing.nguoi_ky = signer.text
        names.remove(signer)
    for line in names:
        what = f"Cuối văn bản có dòng chưa biết là gì: {quoted(line.text)}; chép vào cuối bài."
        closing.doubts.append(Doubt(line.line, what, "xem lại, chuyển vào chỗ phù hợp hoặc xóa", line.at))
    closing.body += tuple(Paragraph((Run(line.text),), line.line, line.at) for line in names)


def _authority(closing: Closing, authority: QuyenKy, of: str) -> None:
    """Take `KT. HIỆU TRƯỞNG`; the deputy's title may stand in the same line. `Q.` comes before the signer's own."""
    closing.quyen_ky = authority
    both = re.fullmatch(r"(.+?)\s+(PHÓ\s.+)", of)
    if both and _is_title(both[1]) and _is_title(both[2]):
        closing.ky_thay_cho, closing.chuc_vu = map(in_small_letters, both.groups())
    elif authority is QuyenKy.Q:
        closing.chuc_vu = in_small_letters(of)
    else:
        closing.ky_thay_cho = in_small_letters(of)


def _is_title(text: str) -> bool:
    return fold(text).strip(" .,:") in _TITLES


def _not_kept(closing: Closing, line: _Line, text: str) -> None:
    what = f"Phần ký có thêm {quoted(text)}, không có chỗ ghi; không chép."
    closing.doubts.append(Doubt(line.line, what, "xem bản ký", line.at))


def _is_name(text: str) -> bool:
    """True for what looks like a person's name: two to six words, each with a capital, degrees before it allowed."""
    words = text.split()
    return 2 <= len(words) <= 7 and not re.search(r"[\d:;/()]", text) and all(word[0].isupper() for word in words)


def in_small_letters(text: str) -> str:
    """A title or a body in capitals as running text spells it, where that is known: `Phó Hiệu trưởng`."""
    plain = fold(text)
    deputy = re.match(r"phó\s+", text, re.IGNORECASE)
    if deputy and plain in _TITLES:
        return "Phó " + text[deputy.end() :].capitalize()
    return text.capitalize() if plain in _TITLES or plain in _BODIES else text
