"""A paper → the item it becomes: a plan, a document, an answer; text without a head is news."""

import re
from collections.abc import Iterable

from cchc.importing.blocks import Block, Paragraph, words_of
from cchc.importing.doubts import CannotImport, Doubt
from cchc.importing.imported import Imported, Into
from cchc.importing.papers.body import MAX_LENGTH, id_for, stated, too_long, with_pictures, write_body
from cchc.importing.papers.news import news_of
from cchc.importing.papers.others import document_of, reply_of
from cchc.importing.papers.paper import Paper
from cchc.importing.papers.reading import read_paper
from cchc.model.plan import Plan
from cchc.model.vocabulary import LoaiVanBan
from cchc.reading.front_matter import YamlProblem, read_front_matter
from cchc.reading.writing import front_values, write_yaml
from cchc.vietnamese.document_number import citations, parse_number
from cchc.vietnamese.slug import fold

_SCHOOL_YEAR = re.compile(r"năm\s+học\s+(\d{4})\s*[-\u2010-\u2015]\s*(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"năm\s+((?:19|20)\d\d)(?![\d/])", re.IGNORECASE)
_ANSWER = re.compile(r"\b(?:tra loi|phuc dap|giai dap)\b.*\b(?:phan anh|kien nghi|y kien|cau hoi|thac mac|don|thu)\b")


def item_of(source: tuple[Block, ...], *, name: str, into: Into) -> Imported:
    """The item some running text becomes. `name`: its file. Raises CannotImport where nothing can be made of it."""
    words = len(words_of(source))
    if not words:
        raise CannotImport("không có chữ nào để đọc.", "mở tệp xem có nội dung không; bản quét thì đính kèm")
    if words > MAX_LENGTH:
        raise too_long()
    names = [unit.ten for unit in (into.unit, *into.units.values())]
    done = _item(read_paper(source, names=names), name, into)
    try:
        read_front_matter("".join(f"{line}\n" for line in ("---", write_yaml(front_values(done.item)), "---")))
    except YamlProblem:
        # A head without end, or made of brackets.
        raise too_long() from None
    return done


def _item(paper: Paper, name: str, into: Into) -> Imported:
    if paper.loai is LoaiVanBan.KE_HOACH:
        return plan_of(paper, name=name, into=into)
    if paper.loai is None:
        return news_of(paper.body, name=name, into=into, doubts=paper.doubts)
    if paper.loai is LoaiVanBan.CONG_VAN and _ANSWER.search(fold(paper.trich_yeu or "")):
        return reply_of(paper, name=name, into=into)
    return document_of(paper, name=name, into=into)


def plan_of(paper: Paper, *, name: str, into: Into) -> Imported:
    """The plan a paper is; its id is made of what it is about, as number and date may be absent (quirk P3)."""
    if paper.trich_yeu is None:
        raise CannotImport(
            "không thấy trích yếu (kế hoạch về việc gì).", "ghi trích yếu ngay dưới dòng KẾ HOẠCH, rồi nhập lại"
        )
    id_ = id_for(paper.trich_yeu, name, "ke-hoach")
    written = write_body(with_pictures(paper, id_))
    years, doubts = _years(paper)
    values = {
        "id": id_,
        "trich_yeu": paper.trich_yeu,
        **years,
        "so_ky_hieu": paper.so_ky_hieu,
        "ngay_ban_hanh": paper.ngay,
        "dia_danh": paper.dia_danh,
        "co_quan_chu_quan": paper.co_quan_chu_quan,
        "co_quan_ban_hanh": paper.co_quan_ban_hanh,
        "can_cu": paper.can_cu,
        "ke_hoach_cap_tren": tuple(_plans_above(paper)),
        "nguoi_ky": paper.nguoi_ky,
        "chuc_vu": paper.chuc_vu,
        "quyen_ky": paper.quyen_ky,
        "ky_thay_cho": paper.ky_thay_cho,
        "noi_nhan": paper.noi_nhan,
        "ngay_cap_nhat": into.today,
        "nhap": not years,
    }
    item = Plan.model_validate(stated(values)).model_copy(update={"body": written.body})
    return Imported(item, tuple(sorted((*written.doubts, *doubts))), written.files)


def _years(paper: Paper) -> tuple[dict[str, object], tuple[Doubt, ...]]:
    """The year a plan is for, as its title says, else its opening sentence; never one that neither says."""
    opening = paper.opening
    for text in (paper.trich_yeu or "", opening.text if opening else ""):
        for first, second in _SCHOOL_YEAR.findall(text):
            if int(second) == int(first) + 1 and 1945 <= int(first) < 2100:
                return {"nam_hoc": f"{first}-{second}"}, ()
        if years := {int(year) for year in _YEAR.findall(text) if 1945 <= int(year) <= 2099}:
            return ({"nam": years.pop()}, ()) if len(years) == 1 else ({}, (_no_year(opening),))
    return {}, (_no_year(opening),)


def _no_year(opening: Paragraph | None) -> Doubt:
    line, at = (opening.line, opening.at) if opening else (1, "")
    what = "Không rõ kế hoạch của năm nào; để bản nháp."
    return Doubt(line, what, "thêm dòng nam: (hoặc nam_hoc:), rồi xóa dòng nhap: true", at)


def _plans_above(paper: Paper) -> Iterable[str]:
    """Numbers of the plans it carries out; one with the symbol of the paper itself is of the same issuer."""
    own = parse_number(paper.so_ky_hieu) if paper.so_ky_hieu else None
    opening = paper.opening.text if paper.opening else ""
    cited = [one for text in (*paper.can_cu, opening) for one in citations(text)]
    symbols = {one.number.text: one.number.ky_hieu for one in cited if one.number.ky_hieu.split("-")[0] == "KH"}
    return (text for text, symbol in symbols.items() if own is None or symbol != own.ky_hieu)
