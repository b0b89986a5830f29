"""Personal data in the files an item offers: what was found in their words, and how it is complained of."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cchc.checking.personal_data import SAID, find_identity_number, masked, refusal_of
from cchc.checking.personal_traces import traces
from cchc.model.item import Item
from cchc.reading.complaints import Complaint

_THEN = "sửa ở tệp gốc, lưu lại cùng tên rồi đính kèm lại"


class Found(NamedTuple):
    """One place in a file. May be kept on a disk: it holds nothing of the person, but for a digest to compare."""

    kind: str
    place: str
    """As people say it: `trang 3`; empty: the file has but one."""
    shown: str
    """Masked, for messages."""
    digest: str


def found_in(words: Iterable[tuple[str, str]]) -> tuple[Found, ...]:
    """What gives away a person in the words of a file, by place."""
    found = []
    for place, text in words:
        if number := find_identity_number(text):
            found.append(Found("so-dinh-danh", place, masked(number), ""))
        found += [Found(one.kind, place, one.shown, digest_of(one.key)) for one in traces(text)]
    return tuple(found)


def digest_of(key: str) -> str:
    """What `Found.digest` is for a `Trace.key`."""
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


def file_complaints(item: Item, path: str, found: Iterable[Found], own: frozenset[str]) -> Iterator[Complaint]:
    """One complaint a kind: the first place, and how many more. `own`: contacts of the unit (`Trace.key`)."""
    digests = frozenset(map(digest_of, own))
    kinds: dict[str, list[Found]] = {}
    for one in found:
        if one.digest not in digests:
            kinds.setdefault(one.kind, []).append(one)
    for kind, places in kinds.items():
        first, more = places[0], len(places) - 1
        error = kind == "so-dinh-danh"
        shown = f"{first.shown} và {more} chỗ nữa" if more else first.shown
        name, how = ("số giống căn cước hoặc chứng minh nhân dân", refusal_of("")[1]) if error else SAID[kind]
        what = f"{first.place}: có {name} ({shown})." if first.place else f"có {name} ({shown})."
        what = what[:1].upper() + what[1:]
        yield Complaint(item.origin.unit, path, 1, what, f"{how}; {_THEN}", kind, error=error)
