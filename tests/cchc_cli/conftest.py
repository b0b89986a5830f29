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


@pytest.fixture
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Published files are looked at twice, at once."""
    monkeypatch.setattr("cchc_cli.deploying.delivery.WAITS", (0.0,))
    monkeypatch.setattr("cchc_cli.deploying.delivery.SLOW", (0.0,))


@pytest.fixture
def unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    """`https://truong.example/` answers nobody; no name is asked for."""

    def refuse(_: str) -> bytes:
        raise OSError("không có máy chủ ấy")

    monkeypatch.setattr("cchc_cli.deploying.delivery.over_http", refuse)
