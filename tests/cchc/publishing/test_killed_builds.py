"""Whole builds killed at a random moment: what is published is one section, and the next command makes it so."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cchc.section.rich import NOW_TEXT, PROJECT, build, files_in, new_project
from tests.school import School

from cchc.publishing.output import Output, open_journals

KILLS = 10


def write(school: School, words: str) -> None:
    for number in range(12):
        school.news(f"tin-{number}", body=f"{words} {number}", tieu_de=f"{words} {number}")
    school.procedure(ten=words)
    if words == "Mới":
        school.news("them", tieu_de="Thêm")
        (school.root / "tin-tuc/2026/tin-11.md").unlink(missing_ok=True)
    else:
        (school.root / "tin-tuc/2026/them.md").unlink(missing_ok=True)


@pytest.mark.needs("posix")
def test_ten_builds_killed_at_random_leave_the_old_or_the_new_section(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    school = School(project / "content")
    school.unit()
    sections, seconds = {}, 0.0
    for words in ("Cũ", "Mới"):
        write(school, words)
        started = time.monotonic()
        sections[words] = files_in(build(project) / "truong")
        seconds = time.monotonic() - started
    assert sections["Cũ"] != sections["Mới"]
    command = [sys.executable, "-P", "-m", "cchc_cli", "-C", str(project), "build", "--now", NOW_TEXT]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins")}
    chance, now_published, killed = random.Random(20261120), "Mới", 0

    for number in range(KILLS):
        wanted = "Cũ" if now_published == "Mới" else "Mới"
        write(school, wanted)
        with subprocess.Popen(
            command, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as child:
            # Half of them anywhere, half from the moment the stage is there: that is where it matters.
            if number % 2:
                while child.poll() is None and not (project / "site/.cchc/stage/truong").exists():
                    time.sleep(0.002)
                time.sleep(chance.uniform(0, 0.4))
            else:
                time.sleep(chance.uniform(0, seconds))
            killed += child.poll() is None
            child.kill()
        begun = open_journals(project / "site")
        with Output(project / "site"):
            found = files_in(project / "site/truong")
        assert found in sections.values(), f"kill {number} left a mixture"
        assert not begun or found == sections[wanted]
        now_published = "Cũ" if found == sections["Cũ"] else "Mới"

    assert killed > 3
    write(school, "Mới")
    assert files_in(build(project) / "truong") == sections["Mới"]
