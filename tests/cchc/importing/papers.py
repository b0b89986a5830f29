"""Ways to read the text of a paper in the tests, and to look at what it became."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

import lxml.html

from cchc.importing.blocks import Block, Cell, Paragraph, Run, Table
from cchc.importing.imported import Imported, Into
from cchc.importing.papers.items import item_of
from cchc.importing.papers.paper import Paper
from cchc.importing.papers.reading import read_paper
from cchc.importing.papers.text import blocks_of_text
from cchc.model.item import Origin
from cchc.model.plan import Plan
from cchc.model.unit import Unit
from cchc.reading.body import split_body
from cchc.reading.front_matter import read_front_matter
from cchc.reading.validation import validate
from cchc.reading.writing import write_item
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.encoding import decode

SCHOOL = Unit(ma="truong", ten="Trường Tiểu học Ao Sen", loai="truong")
INTO = Into(SCHOOL, {"truong": SCHOOL}, Moment(date(2026, 11, 20)))
HEAD = "Số: 12/KH-TH\n\nAo Sen, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n\nĐọc sách năm 2026\n\n"
END = "\n\nNơi nhận:\n\n- Các tổ;\n- Lưu: VT.\n\nHIỆU TRƯỞNG\n\nLý Thị Thiên Lý\n"


def imported(text: str, name: str = "ke-hoach.txt") -> Imported:
    """What a text becomes."""
    return item_of(blocks_of_text(text), name=name, into=INTO)


def plan_with(body: str) -> Imported:
    """A plan with `body` between head and signature."""
    return imported(HEAD + body + END)


def paper_of(*blocks: Block | str) -> Paper:
    """A paper of blocks; a text alone is a paragraph."""
    return read_paper(tuple(p(block) if isinstance(block, str) else block for block in blocks))


def p(text: str, *, bold: bool = False, line: int = 1, **fields: object) -> Paragraph:
    """A paragraph in one dress; `\\n` is a line break inside it."""
    runs: list[Run] = []
    for number, part in enumerate(text.split("\n")):
        runs += [Run(" ", markdown="<br>")] if number else []
        runs.append(Run(part, bold=bold))
    return Paragraph(tuple(runs), line, **fields)  # type: ignore[arg-type]


def cell(*lines: str, across: int = 1, down: int = 1, bold: bool = False) -> Cell:
    return Cell(tuple(p(line, bold=bold) for line in lines), across, down)


def table(*rows: Iterable[str | Cell]) -> Table:
    return Table(tuple(tuple(one if isinstance(one, Cell) else cell(one) for one in row) for row in rows), 1)


def read_again(item: Plan) -> Plan:
    """The plan, written and read back."""
    front = read_front_matter(decode(write_item(item).encode()))
    again, refusals = validate(Plan, front, folder="ke-hoach", extra={"id": "ten-tep"})
    assert again is not None, refusals
    return again.model_copy(update={"body": split_body(front.body, Origin(), front.body_line)})


def doubts(done: Imported) -> list[str]:
    return [doubt.what for doubt in done.doubts]


def words(text: str) -> Counter[str]:
    """Words and numbers of a text, each with how often; accents count, capitals do not."""
    return Counter(re.findall(r"[^\W_]+", text.lower()))


def words_in_the_middle(article: str) -> Counter[str]:
    """Words of the paper on a plan's page, outside its head, its recipients and signature, and what the page adds."""
    (root,) = lxml.html.fromstring(article).find_class("cc-sheet")
    for frame in ("cc-sheet__head", "cc-sign", "cc-proof"):
        for element in root.find_class(frame):
            element.drop_tree()
    return words(" ".join(root.itertext()))
