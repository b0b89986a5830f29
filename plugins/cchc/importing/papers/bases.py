"""What a paper rests on: `Căn cứ …`, `Thực hiện Kế hoạch số …`. Only what is cited becomes a base.

The sentence in which the issuer says what it does (`… xây dựng kế hoạch … như sau:`) stays in the body, and whatever
cannot be cut from it without breaking a sentence stays with it: every word once.
"""

import re
from dataclasses import replace

from cchc.importing.blocks import Paragraph, Run
from cchc.importing.papers.marks import begins_upper
from cchc.importing.papers.paper import Paper
from cchc.vietnamese.document_number import citations

_FAR = 60
"""Paragraphs of bases at most."""
_OPENING = re.compile(r"(?:Căn cứ|Thực hiện|Xét|Theo|Trên cơ sở|Triển khai)\b", re.IGNORECASE)
_CITED = re.compile(
    r"(?:Nghị quyết|Nghị định|Quyết định|Kế hoạch|Công văn|Thông tư|Chỉ thị|Chương trình|Đề án|Luật|Bộ luật"
    r"|Hiến pháp|Thông báo|Báo cáo|Điều lệ|Hướng dẫn|Quy chế|Quy định|Văn bản)\b"
)
_ALWAYS = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị)\b")
_ISSUER = (
    r"(?:Trường|Phòng|Sở|Bộ|UBND|Ủy ban|Uỷ ban|Ban|Hội đồng|Trung tâm|Văn phòng|Nhà trường|Đảng ủy|Chi bộ|Công đoàn)"
    r"\b[^,;.:]{0,120}?"
)
_ISSUER_ACTS = re.compile(rf"[,.;]\s+(?={_ISSUER}\s(?:xây dựng|ban hành|triển khai|tổ chức|lập|đề ra)\b)")
_ISSUER_PLANS = re.compile(rf"(?:^|[,.;]\s+)(?P<who>{_ISSUER})\s+(?:xây dựng|ban hành|lập)\s")
_END = re.compile(r"(?<!\b[A-ZĐ])(?<!\b[A-ZĐ][A-Za-z])\.\s+|;\s+")
"""The end of a sentence or of a base; `TP. Hồ Chí Minh` is none."""


def cut_bases(paper: Paper) -> None:
    """Cut the bases off the body they stand above, one each, without end marks; the opening sentence stays."""
    found: list[str] = []
    rest = None
    end = 0
    for block in paper.body[:_FAR]:
        if rest is not None or not isinstance(block, Paragraph) or not _may_be_base(block.text, after_one=bool(found)):
            break
        bases, rest = _cut(block)
        found += bases
        end += 1
    paper.can_cu, paper.body = tuple(found), (*([] if rest is None else [rest]), *paper.body[end:])


def _may_be_base(text: str, *, after_one: bool) -> bool:
    """True for `Căn cứ …`, and for what is carried out where a document is cited."""
    if _ALWAYS.match(text) or (after_one and _CITED.match(text)):
        return True
    return _OPENING.match(text) is not None and bool(citations(text))


def _cut(paragraph: Paragraph) -> tuple[list[str], Paragraph | None]:
    """The bases at the head of a paragraph, and what is left of it: the issuer's own sentence."""
    text = paragraph.text
    last = max((cited.end for cited in citations(text)), default=0)
    acts = _ISSUER_ACTS.search(text, last)
    if not (acts or text.endswith(":") or "như sau" in text):
        return _pieces(text), None
    own = acts.end() if acts else len(text)
    last = last or max((found.end() for found in _CITED.finditer(text, 0, own)), default=0)
    ends = (
        found.end()
        for found in _END.finditer(text, last, own)
        if found[0][0] == ";" or begins_upper(text[found.end() :])
    )
    cut = next(ends, own if acts else 0)
    if not last or not cut:
        return [], paragraph
    return _pieces(text[:cut]), _from(paragraph, text[cut:])


def _pieces(text: str) -> list[str]:
    """Bases parted by semicolons; a piece that cites nothing belongs to the one before."""
    pieces: list[str] = []
    for piece in re.split(r";\s*", text):
        words = piece.strip(" .,;")
        if not words:
            continue
        if pieces and not (_OPENING.match(words) or _CITED.match(words)):
            pieces[-1] += f"; {words}"
        else:
            pieces.append(words)
    return pieces


def _from(paragraph: Paragraph, words: str) -> Paragraph:
    """The end of a paragraph, in its dress, that says `words`."""
    left = len(words)
    runs: list[Run] = []
    for run in reversed(paragraph.runs):
        text = " ".join(run.text.split())
        if left <= 0:
            break
        runs.insert(0, run if len(text) <= left else replace(run, text=text[len(text) - left :]))
        left -= len(text)
    kept = replace(paragraph, runs=tuple(runs))
    return kept if kept.text == words else replace(paragraph, runs=(Run(words),))


def issuer_in(opening: str) -> str | None:
    """The issuer where the opening sentence names it: `Trường … xây dựng Kế hoạch …`; None where it does not."""
    found = _ISSUER_PLANS.search(opening)
    return found["who"] if found else None
