"""The parts of a procedure as its page lays them: papers to tick, steps, ways to hand in, the table of facts.

Text stays whole and in its order: only a table that can be read as papers or ways gives its place to a list of them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from cchc.model.item import Passage
from cchc.model.procedure import CHUA_RO, GiayTo, Procedure
from cchc.model.vocabulary import CoKhong, TrucTuyen
from cchc.pages.desk import Desk, anchor
from cchc.pages.inlays import Inlay, cell_of, passage_of
from cchc.pages.templates import Templates
from cchc.reading.body import one_line
from cchc.reading.markdown import convert
from cchc.reading.procedure_body import (
    CACH_THUC,
    CAN_CU,
    HO_SO,
    HUONG_DAN,
    KET_QUA,
    PARTS,
    PHI,
    THOI_HAN,
    TRINH_TU,
    ProcedureParts,
    is_unknown,
    paper_tables,
    way_tables,
)
from cchc.section.addresses import relative
from cchc.section.links import is_settled
from cchc.section.shown import Shown
from cchc.vietnamese.document_number import citations
from cchc.vietnamese.slug import fold

UNKNOWN = Markup('<span class="cc-unk">Chưa rõ</span>')
FIRST = (HUONG_DAN, HO_SO, TRINH_TU, CACH_THUC)
"""What people need before all else; the other parts follow in the order of the law."""
IN_FACTS = (THOI_HAN, PHI, KET_QUA)
"""Parts that are rows of the table of facts."""
_PLAIN = {HO_SO: "Giấy tờ cần chuẩn bị", TRINH_TU: "Các bước", CACH_THUC: "Cách nộp hồ sơ"}
Cell = Callable[[str | None], Markup]
"""Makes a cell of a table finished HTML."""
_MARKUP = re.compile(r"(<a\b.*?</a>|<[^>]*>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page, or a row of its table of facts."""

    id: str
    title: str
    html: Markup
    term: str = ""
    """The law's name of the part, where the title is a plainer one."""
    whose: str | None = None
    """The unit that wrote it, where that is not the owner of the procedure."""
    law: bool = False
    """Words of the procedure as announced."""
    steps: bool = False
    papers: bool = False
    """Some of it can be ticked off."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to tick off."""

    number: int
    name: Markup
    note: Markup
    """How many, and what else is said of it."""
    form: Markup

    @property
    def long(self) -> bool:
        """True for a name that is a sentence: nobody reads that in bold."""
        return len(self.name.striptags()) > 120


def sections(desk: Desk, shown: Shown[Procedure], parts: ProcedureParts) -> tuple[Section, ...]:
    """Every part that is a section of its own, none left out, each under an id of its own."""
    names = [*FIRST, *(name for name in PARTS if name not in (*FIRST, *IN_FACTS))]
    found = [_section(desk, shown, name, parts.text[name]) for name in names if name in parts.text]
    taken = {one.id for one in found} | {anchor(name) for name in IN_FACTS}
    for passage in parts.others:
        title = passage.heading or "Thông tin thêm"
        name, number = anchor(passage.heading or "noi-dung-khac"), 2
        while name in taken:
            name, number = f"{anchor(title)}-{number}", number + 1
        taken.add(name)
        html = desk.passage(shown, passage, shown.address)
        found.append(Section(name, title, html, whose=whose(desk, shown, passage)))
    return tuple(found)


def whose(desk: Desk, shown: Shown[Procedure], passage: Passage) -> str | None:
    """The unit that wrote a passage over the owner's; None for the owner's own."""
    unit = passage.origin.unit
    return None if unit == shown.owner.ma else desk.units[unit].name_at(desk.public.now)


def _section(desk: Desk, shown: Shown[Procedure], name: str, passage: Passage) -> Section:
    html, tables = _settled(desk.templates, name, passage) or _laid(
        desk.templates, name, passage, lambda html: desk.links(html, shown, passage.origin, shown.address)
    )
    if is_unknown(passage.text):
        html = Markup("<p>{}</p>").format(UNKNOWN)
    elif name == CAN_CU:
        html = cited(desk, html, shown.address)
    title, writer = _PLAIN.get(name, name), whose(desk, shown, passage)
    law = bool(shown.item.ma) and writer is None and name != HUONG_DAN
    term, ticked = name if title != name else "", name == HO_SO and tables
    return Section(anchor(name), title, html, term, writer, law, name == TRINH_TU, ticked)


@lru_cache(maxsize=2048)
def _settled(templates: Templates, name: str, passage: Passage) -> tuple[Markup, bool] | None:
    """A part without links, the same on every section; None for one with links, which lead elsewhere on each."""
    found = _laid(templates, name, passage, str)
    return found if is_settled(found[0]) else None


def _laid(templates: Templates, name: str, passage: Passage, link: Callable[[str], str]) -> tuple[Markup, bool]:
    """The HTML of a part, and whether tables of it became lists. `link` turns links into addresses."""

    def cell(text: str | None) -> Markup:
        return cell_of(one_line(text or ""), link)

    makers = {HO_SO: _papers, CACH_THUC: _ways}
    inlays = tuple(makers[name](templates, passage, cell)) if name in makers else ()
    return passage_of(passage, inlays, link), bool(inlays)


def _papers(templates: Templates, passage: Passage, cell: Cell) -> Iterator[Inlay]:
    number = 0
    for table, rows in paper_tables(passage):
        papers: list[Paper] = []
        for row in rows:
            number += 1
            papers.append(_paper(number, row, cell))
        group = convert(table.heading or "").text
        html = templates.get_template("_procedure_papers.html").render(group=group, papers=papers)
        yield Inlay(passage, table, Markup(html))


def _paper(number: int, row: GiayTo, cell: Cell) -> Paper:
    form = cell(row.mau)
    notes = [cell(words) for words in _copies(row)]
    if fold(row.mau or "").strip(" .") == "khong co":
        form = Markup("")
        notes.append(Markup("không có mẫu"))
    note = Markup(" · ").join(notes)
    if row.ghi_chu:
        note += Markup("<br>") + cell(row.ghi_chu)
    return Paper(number, cell(row.ten) or UNKNOWN, note, form)


def _copies(row: GiayTo) -> tuple[str, ...]:
    """`1 bản chính`; nothing of a kind that is not needed where another is."""
    counts = {"bản chính": row.ban_chinh, "bản sao": row.ban_sao}
    if all(count is None for count in counts.values()):
        return ("chưa rõ số bản",)
    needed = {kind: count for kind, count in counts.items() if count != 0}
    return tuple(
        f"{count} {kind}" if isinstance(count, int) else f"{kind}: {count or 'chưa rõ'}"
        for kind, count in (needed if any(needed.values()) else counts).items()
    )


def _ways(templates: Templates, passage: Passage, cell: Cell) -> Iterator[Inlay]:
    for table, rows in way_tables(passage):
        ways = [tuple(map(cell, (way.hinh_thuc, way.thoi_han, way.phi, way.mo_ta))) for way in rows]
        html = templates.get_template("_procedure_ways.html").render(ways=ways, unknown=UNKNOWN)
        yield Inlay(passage, table, Markup(html))


def cited(desk: Desk, html: str, here: str) -> Markup:
    """HTML in which the number of every document that is shown in this section leads to it."""
    pieces = _MARKUP.split(html)
    return Markup("".join(piece if place % 2 else _linked(desk, piece, here) for place, piece in enumerate(pieces)))


def _linked(desk: Desk, text: str, here: str) -> str:
    text = unicodedata.normalize("NFC", text)
    lead, out, end = len(text) - len(text.lstrip()), "", 0
    for one in citations(text):
        only = desk.shelf.only(f"{one.number.text} ngày {one.day:%d/%m/%Y}" if one.day else one.number.text)
        if only:
            number = text[lead + one.start : lead + one.end]
            out += text[end : lead + one.start] + f'<a href="{relative(here, only.address)}">{number}</a>'
            end = lead + one.end
    return out + text[end:]


def rows(desk: Desk, shown: Shown[Procedure], parts: ProcedureParts) -> Iterator[Section]:
    """The table of facts: the parts that fit in a row, then the fields."""
    for name in IN_FACTS:
        if passage := parts.of(name):
            yield _section(desk, shown, name, passage)
    item = shown.item
    fields: tuple[tuple[str, Markup | None], ...] = (
        ("Đối tượng thực hiện", known("; ".join(item.doi_tuong))),
        ("Cơ quan thực hiện", known("; ".join(item.co_quan))),
        ("Cấp thực hiện", known(", ".join(level.label for level in item.cap))),
        ("Cơ quan có thẩm quyền", _given(item.co_quan_tham_quyen)),
        ("Nơi tiếp nhận hồ sơ", _given(item.dia_chi_tiep_nhan)),
        ("Cơ quan được ủy quyền", _given(item.co_quan_uy_quyen)),
        ("Văn bản ủy quyền", _given(item.uy_quyen)),
        ("Cơ quan phối hợp", _given(item.co_quan_phoi_hop)),
        ("Dịch vụ công trực tuyến", online(item)),
        ("Bưu chính công ích", _given(item.buu_chinh.label if item.buu_chinh is not CoKhong.CHUA_RO else None)),
        ("Thanh toán trực tuyến", _given(item.thanh_toan.label if item.thanh_toan is not CoKhong.CHUA_RO else None)),
        ("Cơ chế một cửa", _given(item.mot_cua.label if item.mot_cua != CHUA_RO else None)),
        ("Lĩnh vực", escape(item.linh_vuc_tthc)),
        ("Loại thủ tục", _given(item.loai_tthc)),
        ("Quyết định công bố", cited(desk, escape(item.qd_cong_bo), shown.address) if item.qd_cong_bo else None),
        ("Quy trình ISO", _given(item.quy_trinh_iso)),
    )
    yield from (Section("", label, html) for label, html in fields if html)


def online(item: Procedure) -> Markup:
    """How far it can be done online, why no further, and what that was called before."""
    text = known(item.truc_tuyen.label if item.truc_tuyen is not TrucTuyen.CHUA_RO else "")
    if item.ly_do:
        text += Markup(" – lý do: {}").format(item.ly_do)
    if item.muc_do_cu:
        text += Markup("; mức độ {} (theo quy định cũ)").format(item.muc_do_cu)
    return text


def known(text: str) -> Markup:
    """The text, or that nobody has said."""
    return UNKNOWN if text == CHUA_RO or is_unknown(text) else escape(text)


def _given(text: str | None) -> Markup | None:
    return escape(text) if text else None
