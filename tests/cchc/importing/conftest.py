"""A small record of the national database in our own words, and ways to look at what it became."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import unquote

import lxml.html
import pytest

from cchc.importing.imported import Imported
from cchc.importing.records.record import read_record
from cchc.model.item import Origin
from cchc.model.procedure import Procedure
from cchc.model.vocabulary import CapThucHien
from cchc.reading.body import split_body
from cchc.reading.front_matter import read_front_matter
from cchc.reading.markdown import convert
from cchc.reading.procedure_body import is_unknown
from cchc.reading.validation import validate
from cchc.reading.writing import write_item
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.encoding import decode
from cchc.vietnamese.slug import fold

TODAY = Moment(date(2026, 11, 20))
FACTS = {
    "Mã thủ tục": "9.000123",
    "Số quyết định": "12/QĐ-SGDĐT",
    "Cấp thực hiện": "Cấp xã",
    "Loại thủ tục": "Thủ tục của nhà trường",
    "Lĩnh vực": "Thư viện",
    "Đối tượng thực hiện": "Học sinh",
}
WAYS = "| Hình thức nộp | Thời gian giải quyết | Phí, lệ phí | Mô tả |\n| --- | --- | --- | --- |\n"
PAPERS = "| Tên giấy tờ | Bản chính | Bản sao | Tệp đính kèm |\n| --- | --- | --- | --- |\n"
SECTIONS = {
    "Trình tự thực hiện": "1. Em chọn sách.\n\n2. Cô thủ thư ghi sổ.",
    "Cách thức thực hiện": WAYS + "| Trực tiếp | 1 ngày | Không | Tại thư viện |",
    "Thành phần hồ sơ": PAPERS + "| Thẻ bạn đọc | 1 | 0 | Không có |",
    "Cơ quan thực hiện": "Trường học",
}
Changes = Mapping[str, str | None]

# Words of the record's form, not of what it says: labels, headings and columns are renamed, fillers become unknown.
_FORM = re.compile(
    r"^#+ (?:Thông tin chung|Cơ quan thực hiện|Từ khóa|Thủ tục hành chính liên quan|Kết quả xử lý|Phí, lệ phí"
    r"|Yêu cầu, điều kiện thực hiện)$"
    r"|^\* \*\*(?:Mã thủ tục|Số quyết định|Loại thủ tục|Lĩnh vực|Đối tượng thực hiện|Cơ quan có thẩm quyền"
    r"|Địa chỉ tiếp nhận HS|Cơ quan được ủy quyền|Cơ quan phối hợp|Nguồn fallback):\*\*|^\* \*\*Cấp thực hiện:\*\*.*$"
    r"|^\| (?:Hình thức nộp \| Thời gian giải quyết|Tên giấy tờ \| Bản chính|Tên văn bản pháp lý \| Mã văn bản).*$"
    r"|Không có thông tin|N/A",
    re.MULTILINE,
)
_FORM_FILE = re.compile(r"\[([^\[\]]*)\]\((?:file:|[A-Z]:)[^|\n]*\)")


def _record(ten: str = "Mượn sách", facts: Changes | None = None, sections: Changes | None = None) -> str:
    bullets = [f"* **{label}:** {value}" for label, value in {**FACTS, **(facts or {})}.items() if value is not None]
    parts = [f"## {name}\n\n{text}" for name, text in {**SECTIONS, **(sections or {})}.items() if text is not None]
    return "\n\n".join([f"# {ten}", "## Thông tin chung\n\n" + "\n".join(bullets), *parts]) + "\n"


def _imported(ten: str = "Mượn sách", facts: Changes | None = None, sections: Changes | None = None) -> Imported:
    return read_record(_record(ten, facts, sections), name="muon-sach.md", today=TODAY)


def _read_again(item: Procedure) -> Procedure:
    front = read_front_matter(decode(write_item(item).encode()))
    again, refusals = validate(Procedure, front, folder="thu-tuc", extra={"id": "ten-tep"})
    assert again is not None, refusals
    return again.model_copy(update={"body": split_body(front.body, Origin(), front.body_line)})


def _said(item: Procedure) -> tuple[object, ...]:
    return item.model_dump(), [(part.heading, part.text) for part in item.body.passages]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))


def _shown(markdown: str) -> str:
    seen: list[str] = []

    def walk(element: lxml.html.HtmlElement) -> None:
        if element.tag == "li":
            above = element.getparent()
            seen.append(f" {int(above.get('start') or 1) + above.index(element)}. " if above.tag == "ol" else " - ")
        within_a_line = element.tag in ("code", "strong", "a")
        seen.append(("" if within_a_line else " ") + (element.text or ""))
        for child in element:
            walk(child)
            seen.append(child.tail or "")
        # An address typed as text is its own link, and said once.
        typed = element.tag == "a" and unquote(element.get("href")) == element.text
        seen.append(f"({element.get('href')})" if element.tag == "a" and not typed else "" if within_a_line else " ")

    walk(lxml.html.fragment_fromstring(convert(markdown).html, create_parent="div"))
    return "".join(seen)


def _lost(record: str, done: Imported) -> Counter[str]:
    doubted = [doubt.what for doubt in done.doubts]
    for name in _FORM_FILE.findall(record):
        assert any(f"“{name}”" in what for what in doubted), name
    levels = re.findall(r"^\* \*\*Cấp thực hiện:\*\* (.*)$", record, re.MULTILINE)
    for level in (part.strip() for line in levels for part in line.split(",")):
        known = CapThucHien._missing_(level)
        assert known in done.item.cap if known else is_unknown(level) or any(level in what for what in doubted), level
    wanted = Counter(_words(_FORM.sub("", _FORM_FILE.sub(r"\1", record)).replace("<br>", " ")))
    front = read_front_matter(write_item(done.item))
    facts = " ".join(" ".join(value) if isinstance(value, list) else str(value) for value in front.values.values())
    return wanted - Counter(_words(f"{facts} {_shown(front.body)}"))


@pytest.fixture(scope="session")
def today() -> Moment:
    return TODAY


@pytest.fixture(scope="session")
def record() -> Callable[..., str]:
    """Text of a small record; facts and sections may be changed, added or (None) left out."""
    return _record


@pytest.fixture(scope="session")
def imported() -> Callable[..., Imported]:
    """The small record, changed and read."""
    return _imported


@pytest.fixture(scope="session")
def read_again() -> Callable[[Procedure], Procedure]:
    """The procedure, written and read back."""
    return _read_again


@pytest.fixture(scope="session")
def said() -> Callable[[Procedure], tuple[object, ...]]:
    """All an item says, whatever file it came from."""
    return _said


@pytest.fixture(scope="session")
def words() -> Callable[[str], list[str]]:
    """Letters and digits of a text, word by word, without accents."""
    return _words


@pytest.fixture(scope="session")
def shown() -> Callable[[str], str]:
    """What a reader sees of some Markdown: list numbers, dashes and addresses of links too."""
    return _shown


@pytest.fixture(scope="session")
def lost() -> Callable[[str, Imported], Counter[str]]:
    """Words of a record that its page does not show, with how often. Only words of the form itself may go."""
    return _lost
