"""What is written is what is read back: models, bodies, files named from where they lie."""

import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.cchc.model.items import bodies, fields_of, ids
from tests.school import School

from cchc.model.item import Item
from cchc.model.types import CONTENT_TYPES
from cchc.reading.writing import named_from, scalar, write_item, write_yaml

PLACES = {"tin-tuc": "tin-tuc/2026/{}.md", "chi-so": "chi-so/{}.yml"}
UNIT = "don-vi/xa/don-vi/thcs"


@pytest.mark.parametrize("folder", CONTENT_TYPES)
@settings(max_examples=40)
@given(data=st.data())
def test_an_item_that_is_written_and_loaded_is_the_same_item(folder: str, data: st.DataObject):
    fields = data.draw(fields_of(folder))
    name, body = data.draw(ids), "" if folder == "chi-so" else data.draw(bodies)
    with tempfile.TemporaryDirectory() as place:
        school = School(Path(place))
        school.unit()
        school.unit("don-vi/xa")
        school.unit(UNIT)
        path = f"{UNIT}/" + PLACES.get(folder, folder + "/{}.md").format(name)
        school.write(path, body, **fields)
        first = only_item(school)
        school.file(path, write_item(first))
        again = only_item(school)

    assert again == first.model_copy(update={"body": again.body})
    assert said(again) == said(first)
    assert write_item(again) == write_item(first)


def only_item(school: School) -> Item:
    tree = school.load()
    # A soup of Latin letters may be taken for an old font; nobody writes one.
    assume(not any(complaint.rule == "bang-ma" for complaint in tree.complaints))
    assert not tree.complaints, tree.complaints
    [item] = tree.items["thcs"]
    return item


def said(item: Item) -> list[tuple[Any, str]]:
    """The words of a body; blank lines around a passage are nobody's words."""
    return [(part.heading, part.text.strip()) for part in item.body.passages]


def test_a_written_file_is_what_a_clerk_would_type(school: School):
    school.news(the=["lớp 6", "no"], tep=[{"tep": "a.pdf", "ten": "Đơn: mẫu"}], ghim=True, body="## Một\n\nHai.")
    [item] = school.load().items["truong"]

    assert write_item(item) == (
        "---\nid: tin\nthe:\n  - lớp 6\n  - no\ntep:\n  - tep: a.pdf\n    ten: \"Đơn: mẫu\"\ntieu_de: Một tin\n"
        "ngay: 2026-11-05\nlinh_vuc:\n  - the_che\nghim: true\n---\n\n## Một\n\nHai.\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("folder", "path", "name"),
    [
        ("tin-tuc/2026", "tin-tuc/2026/a.pdf", "a.pdf"),
        ("tin-tuc/2026", "chung/a.pdf", "/chung/a.pdf"),
        ("don-vi/x/van-ban", "don-vi/x/van-ban/a/b.pdf", "a/b.pdf"),
        ("don-vi/x/van-ban", "don-vi/x/chung/a.pdf", "/chung/a.pdf"),
        ("", "a.pdf", "/a.pdf"),
    ],
)
def test_a_file_is_named_from_where_the_item_lies(folder: str, path: str, name: str):
    assert named_from(folder, path) == name


def test_empty_lists_and_truth_values_are_written_as_yaml_has_them():
    assert write_yaml({"a": [], "b": True, "c": False, "d": {"e": 1}, "f": Decimal("1.50")}) == (
        "a: []\nb: true\nc: false\nd:\n  e: 1\nf: 1.50\n"
    )
    assert scalar("") == '""'
