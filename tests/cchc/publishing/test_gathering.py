"""What the units below show is gathered a few units at a time, and is what a look at all of them tells."""

import pytest
from tests.school import NOW, School, family

from cchc.publishing import gathering as module
from cchc.publishing.gathering import gather
from cchc.reading.tree import Tree, read, survey
from cchc.reporting.board import summary_of


@pytest.fixture
def province(school: School) -> School:
    family(school).unit("", ma="so", loai="so", bang_cong_khai=True)
    for ma in ("xa", "xb", "ya", "yb"):
        school.news(f"tin-{ma}", f"don-vi/{ma[0]}/don-vi/{ma}", ngay="10/11/2026")
    school.news("sap-toi", "don-vi/x/don-vi/xb", ngay="10/11/2026", dang_tu="21/11/2026")
    return school


def test_no_more_units_are_read_at_once_than_there_is_room_for(
    province: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = survey(province.root)
    at_once = gather(seen, "so", NOW)
    trees: list[Tree] = []

    def watched(*args: object, **options: object) -> Tree:
        trees.append(read(*args, **options))  # type: ignore[arg-type]
        return trees[-1]

    monkeypatch.setattr("cchc.reading.tree.ROOM", 1)
    monkeypatch.setattr(module, "read", watched)

    assert gather(seen, "so", NOW) == at_once
    assert [{*tree.items} for tree in trees] == [
        {"so", "x"}, {"so", "y"}, {"so", "x", "xa"}, {"so", "x", "xb"}, {"so", "y", "ya"}, {"so", "y", "yb"}
    ]  # fmt: skip


def test_it_tells_news_the_next_change_and_what_stands_on_the_board(province: School) -> None:
    found = gather(survey(province.root), "so", NOW)

    assert [shown.item.id for shown in found.shown.news] == ["tin-xa", "tin-xb", "tin-ya", "tin-yb"]
    assert found.shown.next_change == province.public("so").next_change
    assert dict(found.summaries) == {ma: summary_of(province.public(ma)) for ma in ("x", "y", "xa", "xb", "ya", "yb")}


def test_an_office_that_publishes_no_board_counts_nobody(province: School) -> None:
    province.unit("", ma="so", loai="so")

    assert gather(survey(province.root), "so", NOW).summaries == {}


def test_a_unit_whose_files_cannot_be_read_shows_nothing_above(province: School) -> None:
    province.file("don-vi/x/don-vi/xa/tin-tuc/2026/hong.md", "---\ntieu_de: [\n---\n")
    found = gather(survey(province.root), "so", NOW, left_out=frozenset({"yb"}))

    assert found.stopped == {"xa"}
    assert [shown.item.id for shown in found.shown.news] == ["tin-xb", "tin-ya"]
    assert {*found.summaries} == {"x", "y", "xb", "ya"}


def test_what_is_wrong_with_a_shared_file_silences_all_that_inherit_it(province: School) -> None:
    province.file("don-vi/x/thu-tuc/hong.md", "---\nten: [\n---\n")

    found = gather(survey(province.root), "so", NOW)

    assert found.stopped == {"x", "xa", "xb"}
    assert [shown.item.id for shown in found.shown.news] == ["tin-ya", "tin-yb"]
