"""Blocks → the paper they are: head, bases, body, closing, annex; and what is odd about it."""

import re
from collections.abc import Iterable
from dataclasses import replace

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
    running_text = Paper(blocks, doubts=remarks)
    head = read_head(blocks)
    if head.loai is None:
        return running_text
    closing = cut_closing(head.rest)
    bases = cut_bases(closing.body)
    superior, issuer = (_spelled(one, blocks, names) for one in (head.co_quan_chu_quan, head.co_quan_ban_hanh))
    paper = Paper(
        body=bases.body,
        annex=closing.annex,
        co_quan_chu_quan=superior,
        co_quan_ban_hanh=issuer,
        so_ky_hieu=head.so_ky_hieu,
        dia_danh=head.dia_danh,
        ngay=head.ngay,
        loai=head.loai,
        trich_yeu=head.trich_yeu,
        kinh_gui=head.kinh_gui,
        can_cu=bases.can_cu,
        noi_nhan=tuple(closing.noi_nhan),
        quyen_ky=closing.quyen_ky,
        ky_thay_cho=closing.ky_thay_cho,
        chuc_vu=closing.chuc_vu,
        nguoi_ky=closing.nguoi_ky,
        doubts=(*remarks, *head.doubts, *closing.doubts),
    )
    return _with_issuer(_with_signer_asked(paper)) if _is_official(paper) else running_text


def _with_signer_asked(paper: Paper) -> Paper:
    """The paper, with a doubt where it has recipients and nobody signs."""
    if paper.nguoi_ky or not paper.noi_nhan:
        return paper
    line = max((line for _, line, _ in paper.texts()), default=1)
    doubt = Doubt(
        line, "Có nơi nhận nhưng không thấy người ký.", "xem cuối văn bản, thêm dòng nguoi_ky:", "cuối văn bản"
    )
    return replace(paper, doubts=(*paper.doubts, doubt))


def _is_official(paper: Paper) -> bool:
    """False where a headline in capitals (`CHƯƠNG TRÌNH VĂN NGHỆ …`) is all that looks like an administrative paper."""
    stated = (paper.so_ky_hieu, paper.ngay, paper.co_quan_ban_hanh, paper.can_cu, paper.noi_nhan, paper.nguoi_ky)
    marks = (mark_of(block.text) for block in paper.body if isinstance(block, Paragraph))
    return any(stated) or any(mark is not None and mark.kind in ("roman", "article") for mark in marks)


def _with_issuer(paper: Paper) -> Paper:
    """The paper with the issuer its opening sentence names, where the head names none."""
    opening = paper.opening
    if paper.co_quan_ban_hanh or opening is None or not (issuer := issuer_in(opening.text)):
        return paper
    what = f"Không có tên cơ quan ở đầu văn bản; lấy theo câu mở đầu: {quoted(issuer)}."
    doubt = Doubt(opening.line, what, "xem lại, ghi đủ tên cơ quan ở dòng co_quan_ban_hanh", opening.at)
    return replace(paper, co_quan_ban_hanh=issuer, doubts=(*paper.doubts, doubt))


def _spelled(name: str | None, source: Iterable[Block], names: Iterable[str]) -> str | None:
    """A name in capitals as the units or the running text spell it; as it is where neither does."""
    if name is None or not is_capitals(name):
        return name
    same = re.compile(re.escape(name), re.IGNORECASE)
    known = (one for one in names if same.fullmatch(one))
    in_text = (found[0] for found in same.finditer(words_of(source)) if not is_capitals(found[0]))
    return next(known, None) or next(in_text, name)
