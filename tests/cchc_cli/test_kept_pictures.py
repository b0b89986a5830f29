"""What pictures are made into stays in the project's own folder, and a build without it gives the same."""

import shutil
from pathlib import Path

from tests.cchc.section.rich import build, files_in, new_project, noise
from tests.school import School


def test_a_second_build_takes_pictures_from_the_first_and_publishes_the_same(tmp_path: Path) -> None:
    project = new_project(tmp_path / "du-an")
    school = School(project / "content")
    school.unit()
    school.file("tin-tuc/2026/a.png", noise(620, 40))
    school.news(anh="a.png", mo_ta_anh="Ao sen")

    build(project, "-o", str(tmp_path / "mot"))
    [copy] = (project / ".cchc/pictures").iterdir()
    build(project, "-o", str(tmp_path / "hai"))
    shutil.rmtree(copy.parent)
    build(project, "-o", str(tmp_path / "ba"))

    sites = [files_in(tmp_path / name / "truong") for name in ("mot", "hai", "ba")]
    assert sites[0] == sites[1] == sites[2]
    assert "tin-tuc/2026/tin/a-480.webp" in sites[0]
