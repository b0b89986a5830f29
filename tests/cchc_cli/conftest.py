"""A project with one school, built by the real theme."""

import shutil
from pathlib import Path

import pytest
from tests.school import School


@pytest.fixture
def folder(school: School, project: Path) -> Path:
    root = school.root.parent
    shutil.copy(project / "mkdocs.yml", root)
    (root / "theme").symlink_to(project / "theme")
    school.unit(duong_day_nong="0299 3 000 301", email_phan_anh="a@truong.example")
    return root
