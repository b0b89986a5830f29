"""Blocks → the paper they are: head, bases, body, closing, annex; and what is odd about it."""

import re
from collections.abc import Iterable

from cchc.importing.blocks import Block, Paragraph, Remark, words_of
from cchc.importing.doubts import Doubt, quoted
from cchc.importing.papers.bases import cut_bases, issuer_in
from cchc.importing.papers.closing import cut_closing
from cchc.importing.papers.letterhead import read_head
from cchc.importing.papers.marks import is_capitals, mark_of
from cchc.importing.papers.paper import Paper


def read_paper(source: tuple[Block, ...], *, names: Iterable[str] = ()) -> Paper:
    """The paper some blocks are; `loai` is None for running text that is none.

    `names`: units as they spell themselves, for heads that say it in capitals.
    """
    remarks = tuple(block.doubt for block in source if isinstance(block, Remark))
    blocks = tuple(block for block in source if not isinstance(block, Remark))
    paper = read_head(blocks)
    if paper.loai is not None:
        cut_closing(paper)
        cut_bases(paper)
        paper.co_quan_chu_quan = _spelled(paper.co_quan_chu_quan, blocks, names)
        paper.co_quan_ban_hanh = _spelled(paper.co_quan_ban_hanh, blocks, names)
        if _is_official(paper):
            paper.doubts = (*remarks, *paper.doubts)
            _ask_who_signs(paper)
            _take_issuer(paper)
            return paper
    return Paper(blocks, doubts=remarks)


def _ask_who_signs(paper: Paper) -> None:
    """A doubt where a paper has recipients and nobody signs."""
    if paper.noi_nhan and not paper.nguoi_ky:
        line = max((line for _, line, _ in paper.texts()), default=1)
        how = "xem cuối văn bản, thêm dòng nguoi_ky:"
        paper.doubts += (Doubt(line, "Có nơi nhận nhưng không thấy người ký.", how, "cuối văn bản"),)


def _is_official(paper: Paper) -> bool:
    """False where a headline in capitals (`CHƯƠNG TRÌNH VĂN NGHỆ …`) is all that looks like an administrative paper."""
    stated = (paper.so_ky_hieu, paper.ngay, paper.co_quan_ban_hanh, paper.can_cu, paper.noi_nhan, paper.nguoi_ky)
    marks = (mark_of(block.text) for block in paper.body if isinstance(block, Paragraph))
    return any(stated) or any(mark is not None and mark.kind in ("roman", "article") for mark in marks)


def _take_issuer(paper: Paper) -> None:
    """The issuer is whom the opening sentence names, where the head names none."""
    opening = paper.opening
    if opening and not paper.co_quan_ban_hanh and (issuer := issuer_in(opening.text)):
        paper.co_quan_ban_hanh = issuer
        what = f"Không có tên cơ quan ở đầu văn bản; lấy theo câu mở đầu: {quoted(issuer)}."
        doubt = Doubt(opening.line, what, "xem lại, ghi đủ tên cơ quan ở dòng co_quan_ban_hanh", opening.at)
        paper.doubts += (doubt,)


def _spelled(name: str | None, source: Iterable[Block], names: Iterable[str]) -> str | None:
    """A name in capitals as the units or the running text spell it; as it is where neither does."""
    if name is None or not is_capitals(name):
        return name
    same = re.compile(re.escape(name), re.IGNORECASE)
    known = (one for one in names if same.fullmatch(one))
    in_text = (found[0] for found in same.finditer(words_of(source)) if not is_capitals(found[0]))
    return next(known, None) or next(in_text, name)
