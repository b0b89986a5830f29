"""The end of a paper: recipients, signing authority, title and name of the signer; and the annex behind it.

It comes as lines, or as a table of two columns. What a scan doubled (`- - Văn phòng`, quirk P2) or left out
(`Lưu VT`, P18) is read all the same.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from cchc.importing.blocks import Block, Paragraph, Picture, Table
from cchc.importing.doubts import quoted
from cchc.importing.papers.marks import BULLETS, WORDS, begins_lower, is_annex, is_capitals, mark_of, without_bullets
from cchc.importing.papers.paper import Paper
from cchc.importing.papers.runs import Line, lines_by_column
from cchc.model.vocabulary import QuyenKy
from cchc.vietnamese.slug import fold

_FAR = 60
"""Blocks of a closing at most."""
_LONGEST = 200
"""A longer line is none of a paper."""
_MOST_ANNEXES = 30
_RECIPIENTS = re.compile(r"Nơi\s+nhận\s*:?\s*", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?P<quyen>TM|KT|TL|TUQ|Q)\s*[./]\s*(?P<ai>\S.*)")
_AUTHORITIES = {one.value.rstrip("."): one for one in QuyenKy}
_TITLES, _BODIES = WORDS["closing"]["titles"], WORDS["closing"]["bodies"]
_SIGNED = re.compile(r"\(?\s*(?:đã ký|ký tên|ký, đóng dấu|ký và đóng dấu|ký, ghi rõ họ tên)[^)]*\)?", re.IGNORECASE)
_END_MARK = re.compile(r"\./\.?[”\"’)]*$")
_RULE = re.compile(r"[\W_]+")


def cut_closing(paper: Paper) -> None:
    """Cut closing and annex off the body."""
    blocks = paper.body
    annexes = [n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and is_annex(b.text)]
    for annex in (*annexes[:_MOST_ANNEXES], len(blocks)):
        start = _place_of_closing(blocks[:annex])
        if start < annex:
            break
    else:
        start = annex = annexes[0] if annexes else len(blocks)
    paper.body, paper.annex = blocks[:start], blocks[annex:]
    _read_lines(paper, blocks[start:annex])


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
        return few and any(map(_opens, lines_by_column([block])))
    first = next(lines_by_column([block]), None)
    return first is not None and _opens(first)


def _opens(line: Line) -> bool:
    return bool(_RECIPIENTS.match(line.text)) or (is_capitals(line.text) and _is_signature(line.text))


def _is_signature(text: str) -> bool:
    """True for a signing authority or the title of a signer."""
    return _AUTHORITY.fullmatch(text) is not None or _is_title(text)


def _read_lines(paper: Paper, blocks: Sequence[Block]) -> None:
    signature: list[Line] = []
    receiving = False
    doubled: list[Line] = []
    for line in lines_by_column(blocks):
        text = line.text
        if found := _RECIPIENTS.match(text):
            receiving, text = True, text[found.end() :]
        if not text or _RULE.fullmatch(text):
            continue
        if is_capitals(text) and _is_signature(text) and not line.dashed:
            receiving = False
            signature.append(replace(line, text=text))
        elif receiving or line.dashed or fold(text).startswith("luu vt"):
            doubled += [line] if re.match(r"[-\u2010-\u2015]\s*[-\u2010-\u2015]", text) else []
            _add_recipient(paper, text, dashed=line.dashed)
        else:
            signature.append(line)
    if doubled:
        what = f"Gạch đầu dòng của nơi nhận bị lặp ở {len(doubled)} dòng; chỉ giữ chữ."
        paper.doubts += (doubled[0].doubt(what, "không cần làm gì nếu tên nơi nhận đã đúng"),)
    _read_signature(paper, signature)
    paper.body += tuple(block for block in blocks if isinstance(block, Picture))


def _add_recipient(paper: Paper, text: str, *, dashed: bool) -> None:
    name = without_bullets(text).rstrip(" ;.,")
    if paper.noi_nhan and not dashed and begins_lower(name):
        paper.noi_nhan = (*paper.noi_nhan[:-1], f"{paper.noi_nhan[-1]} {name}")
    else:
        paper.noi_nhan += (name,)


def _read_signature(paper: Paper, lines: Sequence[Line]) -> None:
    names: list[Line] = []
    for line in lines:
        found = _AUTHORITY.fullmatch(line.text) if is_capitals(line.text) else None
        if found and paper.chuc_vu is None:
            if paper.quyen_ky:
                # `TM. ỦY BAN NHÂN DÂN`, then `KT. CHỦ TỊCH`: a plan holds one authority, the nearer one.
                _not_kept(paper, line, f"{paper.quyen_ky} {(paper.ky_thay_cho or '').upper()}")
            _authority(paper, _AUTHORITIES[found["quyen"]], found["ai"])
        elif paper.chuc_vu is None and is_capitals(line.text) and _is_title(line.text):
            paper.chuc_vu = in_small_letters(line.text.strip(" .,:"))
        elif _SIGNED.fullmatch(line.text):
            _not_kept(paper, line, line.text)
        else:
            names.append(line)
    signer = next((line for line in reversed(names) if _is_name(line.text) and not _is_signature(line.text)), None)
    if signer is not None and (paper.chuc_vu or paper.quyen_ky):
        paper.nguoi_ky = signer.text
        names.remove(signer)
    for line in names:
        paragraph, doubt = line.unplaced("cuối")
        paper.body += (paragraph,)
        paper.doubts += (doubt,)


def _authority(paper: Paper, authority: QuyenKy, of: str) -> None:
    """Take `KT. HIỆU TRƯỞNG`; the deputy's title may stand in the same line. `Q.` comes before the signer's own."""
    paper.quyen_ky = authority
    both = re.fullmatch(r"(.+?)\s+(PHÓ\s.+)", of)
    if both and _is_title(both[1]) and _is_title(both[2]):
        paper.ky_thay_cho, paper.chuc_vu = map(in_small_letters, both.groups())
    elif authority is QuyenKy.Q:
        paper.chuc_vu = in_small_letters(of)
    else:
        paper.ky_thay_cho = in_small_letters(of)


def _is_title(text: str) -> bool:
    return fold(text).strip(" .,:") in _TITLES


def _not_kept(paper: Paper, line: Line, text: str) -> None:
    what = f"Phần ký có thêm {quoted(text)}, không có chỗ ghi; không chép."
    paper.doubts += (line.doubt(what, "xem bản ký"),)


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
