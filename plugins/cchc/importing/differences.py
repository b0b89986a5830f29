"""What a newer record would change in a procedure the school already has."""

from collections.abc import Iterator

from cchc.importing.doubts import quoted
from cchc.importing.record_facts import FIELDS
from cchc.importing.record_parts import OTHER
from cchc.model.item import Body
from cchc.model.procedure import CHUA_RO, Procedure
from cchc.reading.procedure_body import PARTS
from cchc.vietnamese.slug import slug

_SCHOOLS_OWN = "Hướng dẫn"


def differences(old: Procedure, new: Procedure) -> tuple[str, ...]:
    """Vietnamese lines, one for each field or part that differs; empty where the record says nothing new.

    Only what records state is compared: the school's own fields, its *Hướng dẫn* and headings it added do not count.
    """
    return (*_fields(old, new), *_parts(_texts(old.body), _texts(new.body)))


def _fields(old: Procedure, new: Procedure) -> Iterator[str]:
    for name, label in FIELDS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"{label} (`{name}`): đang là {_shown(before)}, bản mới là {_shown(after)}."


def _parts(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    compared = [name for name in (*PARTS, OTHER) if name != _SCHOOLS_OWN]
    for name in dict.fromkeys((*compared, *new)):
        if name not in new and name in old:
            yield f"Phần “{name}”: bản mới không có."
        elif name not in old and name in new:
            yield f"Phần “{name}”: bản mới có thêm."
        elif old.get(name) != new.get(name):
            yield f"Phần “{name}”: nội dung khác."


def _texts(body: Body) -> dict[str, str]:
    """Text by the standard name of the part, blanks evened out; without the school's own guide."""
    names = {slug(spelling): name for name, spellings in PARTS.items() for spelling in spellings}
    texts: dict[str, str] = {}
    for passage in body.passages:
        name = names.get(passage.key) or (passage.heading or "").strip()
        if name != _SCHOOLS_OWN:
            texts[name] = " ".join((texts.get(name, "") + " " + passage.text).split())
    return texts


def _shown(value: object) -> str:
    said = value if isinstance(value, tuple) else (value,)
    words = [str(getattr(one, "label", one)) for one in said if one is not None]
    if not words:
        return "để trống"
    return quoted(", ".join("Chưa rõ" if word == CHUA_RO else word for word in words))
