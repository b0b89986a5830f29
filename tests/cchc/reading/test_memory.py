"""Reading again with what was read before: the same tree, and only changed files are parsed."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.school import School

from cchc.reading import reader as reading
from cchc.reading.tree import Memory, Tree, load

TEXTS = [
    "---\ntieu_de: Một tin\nngay: 05/11/2026\nlinh_vuc: the_che\n---\nNội dung.",
    "---\ntieu_de: Một tin\nngay: 06/11/2026\nlinh_vuc: the_che\n---\n## Mục\n\nKhác.",
    "---\ntieu_de: Hỏng\nngay: 32/13/2026\nlinh_vuc: the_che\n---\nNội dung.",
    "---\ntieu_de: Nhiều: dấu\n---\n",
    "<<<<<<< a\n",
    "\xff\xfe",
    "",
]
PLACES = [
    "tin-tuc/2026/a.md",
    "tin-tuc/2026/b.md",
    "tin-tuc/2025/a.md",
    "trang/a.md",
    "don-vi/lop/tin-tuc/2026/a.md",
    "la.md",
]
EDITS = st.tuples(st.sampled_from(PLACES), st.sampled_from(TEXTS) | st.none())


def said(tree: Tree) -> object:
    """All a tree says, lines included."""
    items = {ma: [(one, one.origin.lines, one.body) for one in owned] for ma, owned in tree.items.items()}
    refused = {ma: [(one, one.body) for one in owned] for ma, owned in tree.refused.items()}
    return tree.units, items, refused, tree.complaints


@settings(max_examples=30)
@given(st.lists(st.lists(EDITS, max_size=3), max_size=4))
def test_with_a_memory_the_tree_is_the_same(tmp_path_factory: pytest.TempPathFactory, rounds: list) -> None:
    school = School(tmp_path_factory.mktemp("nho") / "content")
    school.unit()
    school.unit("don-vi/lop")
    memory = Memory()
    for edits in rounds:
        for place, text in edits:
            if text is None:
                (school.root / place).unlink(missing_ok=True)
            else:
                school.file(place, text.encode("latin-1" if "\xff" in text else "utf-8"))

        assert said(load(school.root, memory=memory)) == said(load(school.root))


def test_only_what_changed_is_parsed_again(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    read = reading.read_front_matter
    monkeypatch.setattr(reading, "read_front_matter", lambda text: (parsed.append(text), read(text))[1])
    school.news("a", body="Một.")
    school.news("b", body="Hai.")
    memory = Memory()
    before = load(school.root, memory=memory)
    parsed.clear()

    school.news("b", body="Ba.")
    after = load(school.root, memory=memory)

    assert ["Ba." in text for text in parsed] == [True]
    assert after.items["truong"][0] is before.items["truong"][0]
    assert after.items["truong"][1].body.text == "Ba."


def test_a_memory_forgets_what_is_gone(school: School) -> None:
    path = school.root / school.news()
    memory = Memory()
    load(school.root, memory=memory)
    assert len(memory.said) == 1

    path.unlink()
    load(school.root, memory=memory)

    assert memory.said == {}


def test_a_file_that_moves_to_another_unit_is_read_for_that_unit(school: School) -> None:
    path = Path(school.root / school.news())
    memory = Memory()
    load(school.root, memory=memory)
    school.unit("don-vi/lop")
    (school.root / "don-vi/lop/tin-tuc/2026").mkdir(parents=True)
    path.rename(school.root / "don-vi/lop/tin-tuc/2026/tin.md")

    tree = load(school.root, memory=memory)

    assert [item.origin.unit for item in tree.items["lop"]] == ["lop"]
    assert tree.items["truong"] == ()
