"""The rich section as it is published; a disk that is quick, and both ways to fill a stage on it."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cchc.publishing.killing import MEMORY, Fill, lay, put
from tests.cchc.section.built import rich_site

__all__ = ["rich_site"]


@pytest.fixture(params=[lay, put], ids=["by an engine", "out of memory"])
def fill(request: pytest.FixtureRequest) -> Fill:
    """Both ways to fill a stage."""
    chosen: Fill = request.param
    return chosen


@pytest.fixture
def in_memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in memory, where the machine offers that; nobody waits for a disk."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    with tempfile.TemporaryDirectory(prefix="cchc-", dir=MEMORY) as folder:
        yield Path(folder)
