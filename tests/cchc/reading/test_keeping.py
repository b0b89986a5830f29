"""What a file said comes back from bytes as it was, in everything; bytes of others make nothing but values."""

import os
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from tests.cchc.section.rich import PROJECT, rich_content
from tests.cchc.test_remembering import Shelf
from tests.school import School

from cchc.model.fields import Choice, Strict
from cchc.model.item import Origin
from cchc.model.procedure import Procedure
from cchc.model.types import CONTENT_TYPES, override_of
from cchc.reading import reader as reading
from cchc.reading.keeping import _MAKERS, Said, _below, _maker, packed, unpacked
from cchc.reading.tree import Memory, Tree, load
from cchc.remembering import use

ODD = {
    "trang/nguoi-la.md": "---\ntieu_de: Hỏng\nla: 1\n---\nChữ",
    "thu-tuc/ghi-de.md": "---\nghi_de: true\ncap: xa, tinh\n---\n## Mục\n\nKhác",
    "trang/tab.md": "---\ntieu_de: a\n\tb: c\n---\n",
    "trang/go.md": "---\ngo_bo: 05/11/2026\n---\n",
    "tin-tuc/2026/a b.md": "---\ntieu_de: Một\nngay: 05/11/2026 08:30\nlinh_vuc: the_che\n---\n",
    "thu-tuc/x.md": "---\nten: Một\nso_ky_hieu: 1/QĐ\n---\n",
    "chi-so/par.yml": "ten: PAR\nso_lieu:\n  - nam: 2025\n    diem: 88,37\n",
    "van-ban/cu.md": "Céng hßa x· héi chñ nghÜa ViÖt Nam",
}


def everything(tmp_path: Path) -> list[Said]:
    """What every file of the sample said, of a section with something of everything, and of files full of mistakes."""
    place = rich_content(tmp_path / "content")
    for path, text in ODD.items():
        place.file(path, text.encode())
    said = []
    for root in (place.root, PROJECT / "content"):
        memory = Memory()
        load(root, memory=memory)
        said += memory.said.values()
    return said


def whole(value: Any) -> Any:
    """A value with all that `==` does not look at: kinds, lines, which fields were typed."""
    if isinstance(value, BaseModel):
        state = (value.__dict__, value.__pydantic_fields_set__, value.__pydantic_extra__, value.__pydantic_private__)
        return type(value), whole(state)
    if is_dataclass(value):
        return type(value), [whole(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, dict):
        return dict, [(key, whole(one)) for key, one in value.items()]
    if isinstance(value, list | tuple):
        return type(value), [whole(one) for one in value]
    return type(value), value


def test_whatever_a_file_said_comes_back_as_it_was(tmp_path: Path) -> None:
    said = everything(tmp_path)
    assert any(one.refused for one in said)
    assert any(one.complaints and one.complaints[0].mend for one in said)
    assert {type(one.item) for one in said} >= {*CONTENT_TYPES.values(), override_of(Procedure)}

    for one in said:
        assert whole(unpacked(packed(one))) == whole(one)


def test_one_thing_is_still_one_thing(school: School) -> None:
    school.news(body="## Một\n\nHai")
    memory = Memory()
    load(school.root, memory=memory)
    [said] = memory.said.values()

    item = unpacked(packed(said)).item

    assert item is not None
    assert all(passage.origin is item.body.passages[0].origin for passage in item.body.passages)


def values_of(tree: Tree) -> Any:
    return whole((tree.units, tree.items, tree.refused, tree.gone, tree.complaints))


def test_a_tree_read_again_is_the_same_and_nothing_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, shelf = rich_content(tmp_path / "content"), Shelf()
    for path, text in ODD.items():
        place.file(path, text.encode())
    with use(shelf):
        first = load(place.root)
        monkeypatch.setattr(reading, "read_front_matter", None)
        again = load(place.root)

    assert values_of(again) == values_of(first)
    assert again.digests == first.digests


def test_what_is_kept_is_of_one_unit_and_one_place(school: School) -> None:
    shelf = Shelf()
    path = Path(school.news())
    with use(shelf):
        load(school.root)
        school.unit("don-vi/lop")
        school.file(f"don-vi/lop/{path}", (school.root / path).read_bytes())
        tree = load(school.root)

    assert [item.origin.unit for ma in ("truong", "lop") for item in tree.items[ma]] == ["truong", "lop"]


@pytest.mark.parametrize("harm", [b"", b"\x80", b"K\x01.", b"(lp0\n.", pickle.dumps((1, 2)), b"cos\nsystem\n."])
def test_bytes_that_are_none_of_ours_are_read_anew(school: School, harm: bytes) -> None:
    school.news()
    shelf = Shelf()
    with use(shelf):
        first = load(school.root)
        shelf.kept = dict.fromkeys(shelf.kept, harm)
        again = load(school.root)

    assert values_of(again) == values_of(first)


class Evil:
    """What a pickle of another's making would do."""

    def __init__(self, call: Callable[..., Any], *what: Any) -> None:
        self.how = call, what

    def __reduce__(self) -> Any:
        return self.how


@pytest.mark.parametrize(
    "call",
    [(os.system, "touch hong"), (eval, "1"), (Path, "a"), (date, 2026, 1, 1), (Origin, "a"), (getattr, 1, "real")],
    ids=str,
)
def test_no_function_and_no_class_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Any) -> None:
    monkeypatch.chdir(tmp_path)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(pickle.UnpicklingError):
            unpacked(pickle.dumps((Evil(*call), (), ()), protocol))
    assert list(tmp_path.iterdir()) == []


def ask_for(name: object) -> bytes:
    """A pickle that has `name` made and leaves what makes it on the stack."""
    return pickle.PROTO + b"\x05" + pickle.dumps(name, 0)[:-1] + pickle.BINPERSID


@pytest.mark.parametrize(
    "name", ["Path", "system", "BaseModel", "Strict", "Choice", "type", "Tree", "_Maker", "", 1, ("a",), ["a"]], ids=str
)
def test_only_kinds_of_values_in_content_can_be_made(name: object) -> None:
    with pytest.raises((pickle.UnpicklingError, TypeError)):
        unpacked(ask_for(name) + b"(.")


def test_what_makes_values_can_be_given_nothing() -> None:
    before = _maker("Moment").make
    for state in ((None, {"make": 1}), ({"make": 1}, None), {"make": 1}):
        built = ask_for("Moment") + pickle.dumps(state, 0)[:-1] + pickle.BUILD + b"."
        with pytest.raises((AttributeError, TypeError, pickle.UnpicklingError)):
            unpacked(built)

    assert _maker("Moment").make is before


def test_a_kind_nobody_thought_of_is_refused_where_it_is_written() -> None:
    with pytest.raises(pickle.PickleError):
        packed(Said(None, (), (object(),)))  # type: ignore[arg-type]


def test_names_of_kinds_are_said_once() -> None:
    names = [*_MAKERS, *(kind.__name__ for base in (Strict, Choice) for kind in _below(base))]

    assert len(names) == len(set(names))


OPERATIONS = [
    ask_for("Moment"),
    ask_for("Body"),
    *(bytes([code]) for code in b"()Rtb0.]}se"),
    b"q\x00",
    b"h\x00",
    b"K\x01",
]


@settings(max_examples=200)
@given(st.lists(st.binary(max_size=9) | st.sampled_from(OPERATIONS), max_size=12).map(b"".join))
def test_any_bytes_make_values_or_are_refused(data: bytes) -> None:
    try:
        said = unpacked(data)
    except Exception:
        return
    assert type(said) is Said
