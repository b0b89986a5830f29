"""The rich section, built once a session by the command line."""

from pathlib import Path

import pytest
from tests.cchc.section.rich import build, new_project, rich_content


@pytest.fixture(scope="session")
def rich_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`site/` of the three units of `rich_content`."""
    project = new_project(tmp_path_factory.mktemp("rich"))
    rich_content(project / "content")
    return build(project)
