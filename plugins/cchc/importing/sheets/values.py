"""Text of a cell → a value of the model. What had to be guessed or left out is said on the record."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import TypeVar

from cchc.importing.doubts import quoted
from cchc.importing.records.parts import OTHER
from cchc.importing.sheets.columns import WORDS
from cchc.importing.sheets.tables import Record
from cchc.model.document import Document
from cchc.model.fields import Choice
from cchc.model.reply import FeedbackReply
from cchc.vietnamese.calendar import Moment, date_in_words, parse_moment
from cchc.vietnamese.slug import fold

ChoiceT = TypeVar("ChoiceT", bound=Choice)
_WORDS = {
    kind: {word: value for value, many in values.items() for word in many} for kind, values in WORDS["words"].items()
}

_SERIAL = re.compile(r"[2-6]\d{4}")
_SHORT_YEAR = re.compile(r"(\d{1,2}[/.-]\d{1,2}[/.-])(\d{2})")
_PHONE = re.compile(r"\+?\d[\d\s.()-]*\d|\d{3}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_EXCEL_EPOCH = date(1899, 12, 30)
_READ_AGAIN = "đối chiếu với bảng gốc rồi sửa nếu cần"


def day(record: Record, name: str) -> Moment | None:
    """The day a cell says, day first. None where it says none; what was guessed is said."""
    text = record.text(name)
    if not text:
        return None
    if moment := parse_moment(text):
        return moment
    how = "sửa thành ngày/tháng/năm, ví dụ: 05/11/2026"
    if _SERIAL.fullmatch(text):
        moment = Moment(_EXCEL_EPOCH + timedelta(days=int(text)))
        record.doubt(name, f"Số {text} (cách Excel đếm ngày) đọc là {moment.vn}.", _READ_AGAIN)
    elif (short := _SHORT_YEAR.fullmatch(text)) and (moment := parse_moment(f"{short[1]}20{short[2]}")):
        record.doubt(name, f"Ngày {quoted(text)} ghi năm hai chữ số; đọc là {moment.vn}.", _READ_AGAIN)
    elif found := date_in_words(text):
        moment = Moment(found)
        if fold(text).strip(" .") not in _spoken(found):
            record.doubt(name, f"Ngày đọc từ {quoted(text)} là {moment.vn}.", _READ_AGAIN)
    else:
        record.doubt(name, f"{quoted(text)} không phải là ngày có thật (ngày trước, tháng sau); không ghi.", how)
    return moment


def _spoken(found: date) -> Iterator[str]:
    """A day in words that leave no doubt."""
    for day, month in product((f"{found.day}", f"{found.day:02d}"), (f"{found.month}", f"{found.month:02d}")):
        yield from (f"{words}{day} thang {month} nam {found.year}" for words in ("", "ngay "))


def phone(record: Record, name: str) -> str:
    """The first number of a cell; Excel's lost 0 given back. Both are said."""
    text = record.text(name)
    if not text:
        return ""
    found = _PHONE.search(text)
    number = " ".join(found[0].split()) if found else ""
    digits = re.sub(r"\D", "", number)
    how = "gọi thử hoặc hỏi đơn vị rồi sửa"
    if len(digits) > 12 or len(digits) < 3:
        record.doubt(name, f"{quoted(text)} không phải là số điện thoại; không nhập.", how)
        return ""
    if not number.startswith(("0", "+", "(")) and re.fullmatch(r"[35789]\d{8}|2\d{9}", digits):
        number = "0" + number
        record.doubt(name, f"Số {quoted(text)} thiếu số 0 ở đầu (Excel bỏ mất); ghi {number}.", how)
    elif number != text:
        record.doubt(name, f"Ô có nhiều hơn một số điện thoại: {quoted(text)}; chỉ lấy {number}.", how)
    return number


def mail(record: Record, name: str) -> str:
    """The first e-mail address of a cell."""
    text = record.text(name)
    found = _MAIL.search(text)
    if text and (found is None or found[0] != text):
        taken = f"chỉ lấy {found[0]}" if found else "không nhập"
        record.doubt(name, f"{quoted(text)} không phải một địa chỉ thư điện tử; {taken}.", "sửa lại địa chỉ")
    return found[0] if found else ""


def web(record: Record, name: str) -> str:
    """An address of the web; `https://` is put before what begins like a host."""
    text = record.text(name)
    if re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", text, re.IGNORECASE):
        record.doubt(name, f"Địa chỉ {quoted(text)} thiếu https://; đã thêm.", "mở thử địa chỉ")
        return f"https://{text}"
    return text


def choice(record: Record, name: str, kind: type[ChoiceT]) -> ChoiceT | None:
    """The member of a closed list a cell names; words that are none are kept and said."""
    text = record.text(name)
    member = named(text, kind) if text else None
    if text and member is None:
        record.kept.append(name)
        how = f"ghi một trong: {', '.join(one.value for one in kind)}"
        record.doubt(name, f"{quoted(text)} không có trong các giá trị được dùng.", how)
    return member


def named(text: str, kind: type[ChoiceT]) -> ChoiceT | None:
    """The member a text names, in our words or in those of tables."""
    return kind._missing_(_WORDS.get(kind.__name__, {}).get(fold(text).strip(" .")) or text)


def compare_days(
    record: Record, item: Document | FeedbackReply, computed: Choice, how: str, *, kept: bool = False
) -> None:
    """Say which days of an item contradict one another, or the state the table names. `kept`: the item holds it."""
    for problem in item.problems():
        record.doubt(problem.field, f"Ngày {problem.what}", problem.how)
    text = record.text("trang_thai")
    if text and named(text, type(computed)) is not computed:
        record.kept += ["trang_thai"] if kept else []
        end = f"; chép vào “{OTHER}”." if kept else "."
        what = f"Bảng ghi {quoted(text)}, theo các ngày đã nhập thì là “{computed.label}”{end}"
        record.doubt("trang_thai", what, how)


def parts(text: str, separators: str = ";\n") -> tuple[str, ...]:
    """What a cell lists, one line or `;` each."""
    found = re.split(f"[{separators}]", text)
    return tuple(dict.fromkeys(one for part in found if (one := re.sub(r"^[-+•]\s*", "", " ".join(part.split())))))
