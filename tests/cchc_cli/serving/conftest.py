from pathlib import Path

import pytest
from tests.school import NOW

from cchc_cli.project import Project
from cchc_cli.serving.preview import Preview


@pytest.fixture
def preview(folder: Path) -> Preview:
    return Preview(Project(folder), lambda: NOW)
