"""What a command learns of a project without holding all of it."""

from pathlib import Path

import pytest
from tests.school import NOW, School, family

from cchc_cli.project import Project


@pytest.mark.parametrize("room", [1, 1000])
def test_units_judged_some_at_a_time_are_stopped_as_among_all(
    folder: Path, school: School, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.setattr("cchc.reading.tree.ROOM", room)
    family(school)
    school.file("don-vi/x/thu-tuc/hong.md", "---\nten: [\n---\n")
    school.news("hong", "don-vi/y/don-vi/ya", ngay="")
    project = Project(folder)
    seen = project.survey()

    assert project.stopped(seen, seen.units, NOW) == {"x", "xa", "xb", "ya"} == school.judge().stopped
    assert project.stopped(seen, ["xa", "yb"], NOW) == {"xa"}
    assert project.stopped(seen, [], NOW) == frozenset()
