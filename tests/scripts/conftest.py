"""The launcher as a module, and one whose steps of set-up only leave a trace; the modules of the benchmark."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from tests.scripts.tiny_project import LAUNCHER, write_project


@pytest.fixture
def launcher(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("launcher", LAUNCHER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(sys, "argv", ["scripts/cchc.py", "build"])
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
    return module


@pytest.fixture
def quick(launcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose set-up is one step that puts an empty interpreter in its place."""
    write_project(tmp_path / "p")
    place = "import pathlib, sys; p = pathlib.Path(sys.argv[1]); p.parent.mkdir(parents=True); p.touch()"
    monkeypatch.undo()
    monkeypatch.setattr(
        launcher, "steps", lambda env, *_, **__: [[sys.executable, "-c", place, str(launcher.interpreter(env))]]
    )
    return tmp_path / "p"


@pytest.fixture
def bench(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the benchmark: its modules lie beside run.py and are found by their bare names."""
    folder = project / "scripts/bench"
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    for module in folder.glob("*.py"):
        sys.modules.pop(module.stem, None)
