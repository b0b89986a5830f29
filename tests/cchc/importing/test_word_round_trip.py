"""Content file → a Word file as NĐ 30/2020 lays it out → import → the same item.

Body texts are equal as the page shows them: Word knows no difference between a list and lines that begin with a dash.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cchc.importing.reading_word import imported
from tests.cchc.importing.wordfile import WordFile

from cchc.model.document import Document
from cchc.model.item import Origin
from cchc.model.plan import Plan
from cchc.model.vocabulary import LoaiVanBan, QuyenKy
from cchc.reading.body import split_body
from cchc.reading.markdown import convert
from cchc.vietnamese.calendar import Moment, official_date

SAID = """nhà trường phụ huynh học sinh hồ sơ thủ tục niêm yết tiếp nhận trực tuyến văn phòng hướng dẫn công khai
tra cứu biểu mẫu bộ phận đường dây nóng góp ý lịch trực bảng tin họp đầu năm sổ theo dõi giấy hẹn"""
WORDS = SAID.split()
ROMAN = ("I", "II", "III", "IV", "V")
TITLES = {QuyenKy.KT: ("Hiệu trưởng", "Phó Hiệu trưởng"), None: (None, "Hiệu trưởng")}


def phrases(least: int = 2, most: int = 9) -> st.SearchStrategy[str]:
    """Some words, the first with a capital, no stop."""
    return st.lists(st.sampled_from(WORDS), min_size=least, max_size=most).map(
        lambda words: " ".join(words)[0].upper() + " ".join(words)[1:]
    )


@dataclass(frozen=True)
class Table:
    rows: list[list[str]]
    merged: bool
    """The first two cells of the second row are one."""

    @property
    def shown(self) -> list[list[str]]:
        """The rows as people read them."""
        merged = [[f"{self.rows[1][0]} {self.rows[1][1]}", *self.rows[1][2:]]] if self.merged else self.rows[1:2]
        return [self.rows[0], *merged, *self.rows[2:]]


@dataclass(frozen=True)
class Section:
    title: str
    opening: str
    bullets: list[str]
    table: Table | None


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width, height = draw(st.integers(2, 4)), draw(st.integers(2, 4))
    rows = [[draw(phrases(1, 4)) for _ in range(width)] for _ in range(height)]
    # Titles of columns differ, so that no row looks like the header again.
    rows[0] = [f"Cột {place} {cell.lower()}" for place, cell in enumerate(rows[0], start=1)]
    return Table(rows, draw(st.booleans()))


sections = st.builds(
    Section,
    title=phrases().map(str.upper),
    opening=phrases(3).map(lambda text: f"{text}."),
    bullets=st.lists(phrases(), max_size=3),
    table=st.none() | tables(),
)
names = st.sampled_from(["Trần Thị Hoa Sen", "Lê Văn Thược Dược", "Phạm Thị Mẫu Đơn"])
days = st.dates(date(2021, 1, 1), date(2029, 12, 28))
recipients = st.lists(phrases(2, 4), min_size=1, max_size=4, unique=True)


@dataclass(frozen=True)
class Paper:
    subject: str
    day: date
    number: int
    bases: list[str]
    sections: list[Section]
    recipients: list[str]
    signer: str
    authority: QuyenKy | None

    def fields(self, symbol: str) -> dict[str, Any]:
        """What the content file holds."""
        return {
            "so_ky_hieu": f"{self.number}/{symbol}",
            "ngay_ban_hanh": Moment(self.day),
            "co_quan_ban_hanh": "Trường THCS Bình Minh",
            "nguoi_ky": self.signer,
        }

    @property
    def signature(self) -> list[str]:
        behalf, title = TITLES[self.authority]
        return [*([f"KT. {behalf.upper()}"] if behalf else []), title.upper(), self.signer]


papers = st.builds(
    Paper,
    subject=phrases().map(lambda text: f"Tuyên truyền {text.lower()} năm 2026"),
    day=days,
    number=st.integers(1, 9999),
    bases=st.lists(phrases().map(lambda text: f"Căn cứ quy định về {text.lower()}"), max_size=2),
    sections=st.lists(sections, min_size=1, max_size=len(ROMAN)),
    recipients=recipients,
    signer=names,
    authority=st.sampled_from([None, QuyenKy.KT]),
)


def body_of(paper: Paper) -> str:
    """The Markdown of the content file; a table with merged cells row by row."""
    parts = []
    for number, section in zip(ROMAN, paper.sections, strict=False):
        parts += [f"## {number}. {section.title}", section.opening]
        parts += ["\n".join(f"- {bullet};" for bullet in section.bullets)]
        if section.table:
            lines = [f"| {' | '.join(row)} |" for row in section.table.shown]
            parts.append("\n".join([lines[0], "| --- " * len(section.table.rows[0]) + "|", *lines[1:]]))
    return "\n\n".join([*filter(None, parts), "Trên đây là nội dung cần thực hiện./."])


def word_of(paper: Paper, kind: LoaiVanBan, symbol: str, *, counted: bool) -> WordFile:
    """The paper as Word has it; `counted`: Word itself counts the sections and draws the bullets."""
    word = WordFile()
    word.head(
        superior="UBND PHƯỜNG BÌNH MINH",
        issuer="TRƯỜNG THCS BÌNH MINH",
        number=f"{paper.number}/{symbol}",
        place_and_date=f"Bình Minh, {official_date(paper.day)}",
    )
    word.title(kind.label.upper(), paper.subject)
    for base in paper.bases:
        word.text(f"{base};", italic=True)
    numbers = word.numbering(1, ("upperRoman", "%1."), ("bullet", "-"))
    for number, section in zip(ROMAN, paper.sections, strict=False):
        if counted:
            word.numbered(section.title, numbers).runs[0].bold = True
        else:
            word.text(f"{number}. {section.title}", bold=True)
        word.text(section.opening)
        for bullet in section.bullets:
            if counted:
                word.numbered(f"{bullet};", numbers, 1)
            else:
                word.text(f"- {bullet};")
        if section.table:
            word.table(section.table.rows, merge=[(1, 0, 1, 1)] if section.table.merged else [])
    word.text("Trên đây là nội dung cần thực hiện./.")
    word.closing(paper.recipients, *paper.signature)
    return word


def shown(markdown: str) -> tuple[list[str], list[str]]:
    """Headings, and all words in their order."""
    page = convert(markdown)
    return [heading.title for heading in page.headings], page.text.split()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(papers, st.booleans())
def test_a_plan_comes_back_from_word_as_it_was(paper, counted):
    fields = paper.fields("KH-THCS")
    wanted = Plan.model_validate(
        {
            "id": "x",
            "nam": 2026,
            "trich_yeu": paper.subject,
            "dia_danh": "Bình Minh",
            "can_cu": tuple(paper.bases),
            "chuc_vu": TITLES[paper.authority][1],
            "ky_thay_cho": TITLES[paper.authority][0],
            "quyen_ky": paper.authority,
            "noi_nhan": tuple(paper.recipients),
            **fields,
        }
    ).model_copy(update={"body": split_body(body_of(paper), Origin(), 1)})

    found = imported(word_of(paper, LoaiVanBan.KE_HOACH, "KH-THCS", counted=counted)).item

    assert isinstance(found, Plan)
    # The superior is in capitals in Word, and nowhere else.
    same = set(Plan.model_fields) - {"id", "ngay_cap_nhat", "co_quan_chu_quan", "origin", "own_fields", "body"}
    assert {name: getattr(found, name) for name in same} == {name: getattr(wanted, name) for name in same}
    assert shown(found.body.text) == shown(wanted.body.text)


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(papers, st.booleans())
def test_a_document_comes_back_from_word_as_it_was(paper, counted):
    found = imported(word_of(paper, LoaiVanBan.THONG_BAO, "TB-THCS", counted=counted)).item

    assert isinstance(found, Document)
    assert (found.loai, found.trich_yeu) == (LoaiVanBan.THONG_BAO, paper.subject)
    wanted = paper.fields("TB-THCS") | {"nguoi_ky": f"{paper.signer}, {TITLES[paper.authority][1]}"}
    assert {name: getattr(found, name) for name in wanted} == wanted
    bases = "\n\n".join(paper.bases)
    closing = "\n".join(["Nơi nhận:", "", *(f"- {one}" for one in paper.recipients)])
    assert shown(found.body.text) == shown(f"{bases}\n\n{body_of(paper)}\n\n{closing}")
