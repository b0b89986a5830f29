"""A record of the national procedure database (Markdown) → a `Procedure` and what needs a human eye.

The record is the state's text: every word of it ends up in a field, in the body or, where it leads nowhere, in a doubt.
Unknown stays unknown. `doi_chieu_ngay` is not set: a snapshot is no comparison with the portal.
"""

from cchc.importing.doubts import Doubt
from cchc.importing.imported import Imported, first_id
from cchc.importing.records.facts import read_facts
from cchc.importing.records.outline import Outline, cut_record
from cchc.importing.records.parts import read_parts
from cchc.model.procedure import Procedure
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.slug import id_from, slug


def read_record(text: str, *, name: str, today: Moment) -> Imported:
    """Read one record. `name`: its file, of which an id may be made; `today`: `ngay_cap_nhat`. Raises CannotImport."""
    outline = cut_record(text)
    facts = read_facts(outline)
    parts = read_parts(outline, facts.others)
    code = str(facts.values.get("ma", ""))
    values = {
        **facts.values,
        "id": first_id(id_from(code), slug(outline.ten), id_from(name.rpartition(".")[0]), "thu-tuc"),
        "ngay_cap_nhat": today,
    }
    item = Procedure.model_validate(values).model_copy(update={"body": parts.body})
    doubts = (*outline.doubts, *facts.doubts, *parts.doubts, *_without_code(code, outline))
    return Imported(item, tuple(sorted(set(doubts))))


def _without_code(code: str, outline: Outline) -> tuple[Doubt, ...]:
    if code:
        return ()
    what = "Bản ghi không có mã thủ tục; địa chỉ lấy theo tên."
    return (Doubt(outline.general.line, what, "thêm dòng ma: nếu thủ tục có mã quốc gia"),)
