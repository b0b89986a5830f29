"""Records → items, whatever their kind: the model asked, ids given, all that has no place listed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count
from typing import Any, TypeVar

from pydantic import ValidationError

from cchc.importing.doubts import Doubt, quoted
from cchc.importing.imported import Batch, Imported, Into
from cchc.importing.prose import prose
from cchc.importing.records.facts import UNKNOWN
from cchc.importing.sheets.columns import OTHER, PERSONAL, STT
from cchc.importing.sheets.tables import Record
from cchc.model.fields import RESERVED_IDS, Strict
from cchc.model.item import Body, Item, Origin, Passage
from cchc.model.labels import label
from cchc.vietnamese.slug import is_id, slug

ModelT = TypeVar("ModelT", bound=Strict)
ItemT = TypeVar("ItemT", bound=Item)
_READ_AGAIN = "đối chiếu với bảng gốc rồi sửa"


def built(
    kind: type[ModelT], values: Mapping[str, Any], record: Record, columns: Mapping[str, str] | None = None
) -> ModelT:
    """The model of some values; what is required must be among them. A value it refuses is left out and said.

    `columns`: the column a value comes from, where it is not called like the field.
    """
    wanted = {name: value for name, value in values.items() if value not in (None, "", ())}
    while True:
        try:
            return kind.model_validate(wanted, context={"folder": ""})
        except ValidationError as error:
            refused = {str(one["loc"][0]): one.get("ctx", {}) for one in error.errors(include_url=False)}
            if not refused.keys() & wanted.keys():
                raise
            for name in sorted(refused.keys() & wanted.keys()):
                column = (columns or {}).get(name, name)
                what = refused[name].get("what", "không có trong các giá trị được dùng.")
                said = quoted(record.text(column) or str(wanted[name]))
                how = refused[name].get("how", _READ_AGAIN)
                record.doubt(column, f"{label(name)}: {what} Không nhập: {said}", how)
                del wanted[name]


def stated(record: Record, values: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """The values, with `Chưa rõ` for each text of `names` nobody states: it is said, and the item stays a draft."""
    missing = [name for name in names if not values.get(name)]
    for name in missing:
        record.doubt(
            name, f"Không có “{label(name)}”; ghi {UNKNOWN} và để bản nháp.", f"điền {name}: rồi xóa dòng nhap:"
        )
    return {**values, **dict.fromkeys(missing, UNKNOWN), **({"nhap": True} if missing else {})}


def free_id(taken: set[str], *wanted: str) -> str:
    """The first of some ids nobody bears yet, else the last with a number; it is taken then."""
    fit = [word for word in wanted if is_id(word) and word not in RESERVED_IDS] or ["muc"]
    last = slug(fit[-1], limit=70)
    numbered = (f"{last}-{number}" for number in count(2))
    found = next(word for word in chain(fit, numbered) if word not in taken)
    taken.add(found)
    return found


def batch(rows: Iterable[Sequence[Record]], read: Callable[..., Imported | Doubt], doubts: Iterable[Doubt]) -> Batch:
    """What `read` makes of the records of each group; where it makes a doubt, those met on the way go with it."""
    items: list[Imported] = []
    said = [*doubts]
    for records in rows:
        one = read(*records)
        met = [doubt for record in records for doubt in record.doubts]
        if isinstance(one, Doubt):
            said += [*met, one]
        else:
            items.append(replace(one, doubts=(*met, *(doubt for record in records for doubt in _unread(record)))))
    return Batch(tuple(items), tuple(said))


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known while the rows of one kind are read."""

    into: Into
    taken: set[str] = field(default_factory=set)
    """Ids that are given."""
    seen: dict[object, Record] = field(default_factory=dict)

    def again(self, what: str, key: object, record: Record, how: str = "giữ một dòng") -> Doubt | None:
        """Why a row is left out that says what one above says; None for the first."""
        first = self.seen.setdefault(key, record)
        place = first.sheet.place(first.row.number)
        return None if first is record else record.left_out(f"{what} đã có ở {place}", how)


def each(
    read: Callable[[Record, Reading], Imported | Doubt],
    records: Sequence[Record],
    into: Into,
    *,
    kept: bool,
    doubts: Iterable[Doubt] = (),
) -> Batch:
    """What `read` makes of every record. `kept`: its items hold the words of columns without a field."""
    reading = Reading(into)
    return batch(
        ([one] for one in records), lambda one: read(one, reading), (*doubts, *without_field(records, kept=kept))
    )


def with_body(item: ItemT, texts: Mapping[str | None, str]) -> ItemT:
    """The item with a body of these texts, by heading; empty ones are left out."""
    passages = tuple(Passage(heading, text, Origin()) for heading, text in texts.items() if text)
    return item.model_copy(update={"body": Body(passages)})


def _unread(record: Record) -> Iterator[Doubt]:
    """Cells whose field nothing of the item was made of: one of two columns that say the same, most often."""
    for place, text in record.row.cells.items():
        column = record.columns[place]
        if column.field and column.field not in (STT, PERSONAL, OTHER, *record.read):
            what = f"Không dùng đến: {quoted(' '.join(text.split()))}; không nhập."
            yield record.sheet.doubt(record.row.number, what, "xem có cần giữ không", column.title)


def of_tables(records: Iterable[Record]) -> Iterable[Sequence[Record]]:
    """The records, table by table."""
    tables: dict[int, list[Record]] = {}
    for record in records:
        tables.setdefault(id(record.columns), []).append(record)
    return tables.values()


def without_field(records: Iterable[Record], *, kept: bool) -> Iterator[Doubt]:
    """One doubt for every column without a field. `kept`: its words are in the items, else they are listed here."""
    for table in of_tables(records):
        for place, column in table[0].columns.items():
            rows = [record.row for record in table if place in record.row.cells]
            if column.field or not rows:
                continue
            what = "Cột này chưa có trường tương ứng"
            if kept:
                what += "; chép vào “Thông tin khác”."
            else:
                listed = "; ".join(f"dòng {row.number}: {quoted(' '.join(row.cells[place].split()))}" for row in rows)
                what += f"; không nhập. Các giá trị: {listed}."
            yield table[0].sheet.doubt(0, what, "xem lại, chuyển vào chỗ phù hợp", column.title)


def other_lines(record: Record) -> str:
    """Markdown of all a record says that has no field, one line each."""
    return prose(f"- {title}: {' '.join(text.split())}" for title, text in record.others())
