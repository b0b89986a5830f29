"""The facts of a record (bullets of *Thông tin chung*, three short sections) → fields of a `Procedure`.

“Không có thông tin” is nobody's answer: a required field becomes `chua_ro`, an optional one stays absent.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from typing import NamedTuple

from cchc.importing.doubts import Doubt, quoted
from cchc.importing.records.outline import Line, Outline
from cchc.model.procedure import CHUA_RO
from cchc.model.vocabulary import CapThucHien
from cchc.reading.procedure_body import is_unknown
from cchc.vietnamese.document_number import parse_number
from cchc.vietnamese.slug import slug

WORDS = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
FIELDS: dict[str, str] = WORDS["fields"]
"""Every field a record sets, with the record's own label."""
SECTIONS = {slug(FIELDS[name]): FIELDS[name] for name in ("co_quan", "lien_quan", "tu_khoa")}
"""Keys of the sections that are facts, not text."""
UNKNOWN = "Chưa rõ"
"""What stands in the text where nobody has said anything: visible, and read as unknown."""

_FIELD_OF = {slug(label): name for name, label in FIELDS.items() if name != "ten"}
_OLD_SOURCE = "nguon-fallback"
_REQUIRED = ("cap", "linh_vuc_tthc", "doi_tuong", "co_quan")
_BOLD = re.compile(r"\s*(?:[-*+]\s+)?\*\*([^*]+)\*\*\s*:?(.*)")
_PLAIN = re.compile(r"\s*(?:[-*+]\s+)?([^:*]{1,60}):(?!//)(.*)")
_NATIONAL_CODE = re.compile(r"\d\.\d{6}")
_LOCAL_CODE = re.compile(r"(\d\.\d{6})\.[\d.]+\.H\d+")
_MACHINE_WORD = re.compile(r"OTHER|[A-Z]+(?:_[A-Z]+)+")
_AGENCY = re.compile(rf"(?:{'|'.join(WORDS['agencies'])})\b", re.IGNORECASE)


class Facts(NamedTuple):
    """Values for the model, what has no field there, and the doubts."""

    values: Mapping[str, object]
    others: tuple[Line, ...]
    """Lines of text; nothing the record says is dropped."""
    doubts: tuple[Doubt, ...]


class _Fact(NamedTuple):
    """One statement: its label as written, its line, what it says (over several lines where the record does)."""

    label: str
    line: int
    value: str

    @property
    def as_text(self) -> Line:
        return Line(self.line, f"- {self.label}: {UNKNOWN if self.is_unknown else _one_line(self.value)}")

    @property
    def is_unknown(self) -> bool:
        return is_unknown(_one_line(self.value))


class _Read(NamedTuple):
    """What one fact gave. `kept`: its text must stay readable elsewhere."""

    value: object
    doubts: tuple[Doubt, ...] = ()
    kept: bool = False


def read_facts(outline: Outline) -> Facts:
    """Every fact of a record. The required fields are always among the values."""
    values: dict[str, object] = {"ten": outline.ten}
    doubts: list[Doubt] = []
    general, others = _general_facts(outline.general.lines)
    doubts += _loose(others)
    facts = (*general, *_section_facts(outline))
    for fact in facts:
        name = _FIELD_OF.get(slug(fact.label), "")
        if fact.is_unknown and (name or slug(fact.label) == _OLD_SOURCE):
            continue
        read = _READERS[name](fact) if name and name not in values else _without_field(fact, known=bool(name))
        doubts += read.doubts
        if read.value is not None:
            values[name] = read.value
        if read.kept:
            others.append(_old_source(fact) if slug(fact.label) == _OLD_SOURCE else fact.as_text)
    lines = {_FIELD_OF.get(slug(fact.label), ""): fact.line for fact in facts}
    for name in _REQUIRED:
        if name not in values:
            values[name] = CHUA_RO
            doubts.append(_unstated(name, lines.get(name, outline.general.line)))
    return Facts(values, tuple(others), tuple(doubts))


def _general_facts(lines: Iterable[Line]) -> tuple[list[_Fact], list[Line]]:
    """Facts of *Thông tin chung*, and the lines that belong to none. A line right below a fact continues it."""
    facts: list[_Fact] = []
    loose: list[Line] = []
    continues = False
    for line in lines:
        if fact := _fact_in(line):
            facts.append(fact)
            continues = True
        elif not line.text.strip():
            continues = False
        elif continues:
            facts[-1] = facts[-1]._replace(value=f"{facts[-1].value}\n{line.text.strip()}")
        else:
            loose.append(line)
    return facts, loose


def _fact_in(line: Line) -> _Fact | None:
    found = _BOLD.fullmatch(line.text)
    if not found:
        found = _PLAIN.fullmatch(line.text)
        if not found or slug(found[1]) not in (*_FIELD_OF, _OLD_SOURCE):
            return None
    return _Fact(found[1].strip().rstrip(":").strip(), line.number, found[2].strip())


def _section_facts(outline: Outline) -> Iterable[_Fact]:
    for section in outline.sections:
        if section.key in SECTIONS:
            stated = [line for line in section.lines if line.text.strip()]
            value = "\n".join(re.sub(r"^\s*[-*+]\s+", "", line.text).strip() for line in stated)
            yield _Fact(SECTIONS[section.key], stated[0].number if stated else section.line, value)


def _text(fact: _Fact) -> _Read:
    if "\n" not in fact.value:
        return _Read(_one_line(fact.value))
    what = f"{quoted(fact.label)} ghi trên nhiều dòng; đã nối thành một dòng."
    return _Read(_one_line(fact.value), (Doubt(fact.line, what, f"đọc lại dòng {_FIELD_OF[slug(fact.label)]}:"),))


def _code(fact: _Fact) -> _Read:
    code = _one_line(fact.value)
    if _NATIONAL_CODE.fullmatch(code):
        return _text(fact)
    how = "tra mã trên Cổng Dịch vụ công quốc gia rồi sửa dòng ma:"
    if local := _LOCAL_CODE.fullmatch(code):
        how += f" (mã quốc gia có thể là {local[1]})"
    if re.search(r"x[oó]a", code, re.IGNORECASE):
        how += "; xem thủ tục còn hiệu lực không"
    what = "Mã thủ tục {} không đúng dạng mã quốc gia (một chữ số, dấu chấm, sáu chữ số); để nguyên."
    return _doubted(fact, what, how)


def _decision(fact: _Fact) -> _Read:
    how = "đối chiếu với quyết định công bố rồi sửa dòng qd_cong_bo:"
    is_number = parse_number(_one_line(fact.value)) is not None and not _one_line(fact.value).endswith(".")
    return _text(fact) if is_number else _doubted(fact, "Số quyết định {} viết khác lệ thường; để nguyên.", how)


def _kind(fact: _Fact) -> _Read:
    what = "Loại thủ tục {} là mã máy, người dân không hiểu; để nguyên."
    is_code = _MACHINE_WORD.fullmatch(_one_line(fact.value))
    return _doubted(fact, what, "ghi bằng tiếng Việt, hoặc xóa dòng loai_tthc:") if is_code else _text(fact)


def _doubted(fact: _Fact, what: str, how: str) -> _Read:
    """A text that is kept as it is; `what` has a place for it."""
    read = _text(fact)
    return read._replace(doubts=(*read.doubts, Doubt(fact.line, what.format(quoted(str(read.value))), how)))


def _levels(fact: _Fact) -> _Read:
    said = {part: CapThucHien._missing_(part) for part in _parts(fact.value, ",;\n")}
    strange = [part for part, level in said.items() if level is None]
    levels = tuple(dict.fromkeys(level.value for level in said.values() if level)) or (CHUA_RO,)
    if not strange:
        return _Read(levels)
    what = f"Cấp thực hiện {quoted(', '.join(strange))} không có trong các cấp được dùng; chép vào “Thông tin khác”."
    how = f"ghi ở dòng cap: một trong {', '.join(level.value for level in CapThucHien)}"
    return _Read(levels, (Doubt(fact.line, what, how),), kept=True)


def _many(fact: _Fact) -> _Read:
    return _Read(tuple(dict.fromkeys(_parts(fact.value, ",;\n"))) or None)


def _lines(fact: _Fact) -> _Read:
    return _Read(tuple(dict.fromkeys(_parts(fact.value, "\n"))) or None)


def _agencies(fact: _Fact) -> _Read:
    """One agency a line or comma; a comma inside a name (“Bộ Văn hóa, Thể thao và Du lịch”) does not part it."""
    agencies: list[str] = []
    for chunk in _parts(fact.value, ";\n"):
        for place, part in enumerate(_parts(chunk, ",")):
            if place and not _AGENCY.match(part):
                agencies[-1] += f", {part}"
            else:
                agencies.append(part)
    return _Read(tuple(dict.fromkeys(agencies)) or None)


_READERS: Mapping[str, Callable[[_Fact], _Read]] = {
    **dict.fromkeys(FIELDS, _text),
    "ma": _code,
    "qd_cong_bo": _decision,
    "cap": _levels,
    "loai_tthc": _kind,
    "doi_tuong": _many,
    "co_quan": _agencies,
    "lien_quan": _lines,
    "tu_khoa": _many,
}


def _without_field(fact: _Fact, *, known: bool) -> _Read:
    if slug(fact.label) == _OLD_SOURCE:
        what = f"{quoted(fact.label)} là địa chỉ cũ, có thể không mở được; để dạng chữ trong “Thông tin khác”."
        how = "tìm trang của thủ tục trên dichvucong.gov.vn rồi ghi vào dòng url_dvc:"
    elif known:
        what, how = f"{quoted(fact.label)} ghi hai lần; lần sau chép vào “Thông tin khác”.", "giữ một giá trị đúng"
    else:
        what, how = (
            f"{quoted(fact.label)} chưa có trường tương ứng; chép vào “Thông tin khác”.",
            "xem lại, chuyển vào phần phù hợp",
        )
    return _Read(None, (Doubt(fact.line, what, how),), kept=True)


def _old_source(fact: _Fact) -> Line:
    """In code marks, so that nobody is sent to an address that is gone."""
    return Line(fact.line, f"- Nguồn bản ghi (địa chỉ cũ, có thể không mở được): `{_one_line(fact.value)}`")


def _unstated(name: str, line: int) -> Doubt:
    how = f"hỏi cơ quan giải quyết hoặc tra Cổng Dịch vụ công, rồi sửa dòng {name}:"
    return Doubt(line, f"Bản ghi không nêu “{FIELDS[name]}”; ghi là chưa rõ ({CHUA_RO}).", how)


def _loose(lines: list[Line]) -> Iterable[Doubt]:
    if lines:
        what = "Có dòng trong “Thông tin chung” không theo dạng “tên: giá trị”; chép vào “Thông tin khác”."
        yield Doubt(lines[0].number, what, "xem lại, chuyển vào phần phù hợp")


def _parts(text: str, separators: str) -> list[str]:
    """The list a text holds; separators inside parentheses part nothing, fillers are no members."""
    parts, depth = [""], 0
    for char in text:
        depth = max(depth + (char == "(") - (char == ")"), 0)
        if char in separators and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return [_one_line(part) for part in parts if not is_unknown(_one_line(part))]


def _one_line(text: str) -> str:
    return re.sub(r"(?:[ \t\n]|<br\s*/?>)+", " ", text).strip()
