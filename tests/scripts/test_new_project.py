"""A project of `cchc init` on its own: its launcher makes the environment of its locks and wheel, and builds."""

import os
import subprocess
import sys
from pathlib import Path

from tests.cchc_cli.beginnings import files_of

from cchc_cli.__main__ import main

OWN = ["--ten", "Trường THCS Bình Minh", "--ma", "binh-minh", "--url", "https://binh-minh.example/cchc/"]
NOW = "2026-11-20T08:00"


def test_its_launcher_makes_the_environment_builds_and_begins_another_project_like_it(tmp_path):
    project = tmp_path / "Trường Bình Minh"
    assert main(["init", str(project), *OWN, "--loai", "truong", "--now", NOW]) == 0

    built = launch(project, "build", "--now", NOW)

    assert built.returncode == 0, built.stderr
    assert "Mở chuyên mục" in (project / "site/binh-minh/index.html").read_text("utf-8")
    assert launch(project, "mkdocs", "build", "-q", "-d", str(tmp_path / "alone")).returncode == 0
    assert files_of(tmp_path / "alone/binh-minh") == files_of(project / "site/binh-minh")
    assert launch(project, "init", str(tmp_path / "khac"), *OWN, "--loai", "truong", "--now", NOW).returncode == 0
    left_behind = (".cchc/", "site/")
    kept = {name: data for name, data in files_of(project).items() if not name.startswith(left_behind)}
    assert files_of(tmp_path / "khac") == kept, "an installed package begins the same projects as its source"


def launch(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(project / "scripts/cchc.py"), *arguments]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE_", "PYTHON"))}
    own["CCHC_NOW"] = NOW
    return subprocess.run(
        command, env=own, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )
