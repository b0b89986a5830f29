"""`cchc check` looks at a province some units at a time, and says what a look at all of it says."""

import json
from pathlib import Path

import pytest
from tests.cchc.section.rich import rich_content
from tests.command import run
from tests.school import NOW, School, family

from cchc.checking.verdict import judge
from cchc.reading.complaints import Complaint


def said(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, int, str]]:
    return [(one["tep"], one["dong"], one["quy_tac"]) for one in json.loads(capsys.readouterr().out)]


@pytest.fixture(params=["family", "rich"])
def province(request: pytest.FixtureRequest, school: School) -> School:
    if request.param == "rich":
        rich_content(school.root)
        return school
    family(school)
    school.file("don-vi/x/thu-tuc/hong.md", "---\nten: [\n---\n")
    school.file("don-vi/z/tin-tuc/2026/khong-ai.md", "Không đơn vị.")
    school.news("hong", "don-vi/y/don-vi/ya", ngay="", minh_chung="3/KH-UBND#1")
    return school


def rows(complaints: tuple[Complaint, ...]) -> list[tuple[str, int, str]]:
    return [(one.path, one.line, one.rule) for one in complaints]


def test_what_is_said_is_what_a_look_at_everything_says(
    folder: Path, province: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("cchc.reading.tree.ROOM", 1)
    tree = province.load()
    whole = judge(tree, NOW).complaints

    run(folder, "check", "--json")
    assert said(capsys) == rows(whole)
    for ma in tree.units:
        run(folder, "check", "--json", ma)
        assert said(capsys) == rows(tuple(one for one in whole if one.unit == ma)), ma
