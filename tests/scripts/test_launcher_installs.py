"""The launcher for real, with locks of one tiny package."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tests.scripts.tiny_project import write_project, write_wheel


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project set up for real, once, under a name that breaks careless programs."""
    project = tmp_path_factory.mktemp("launcher") / "Trường THCS Hoa Sen (bản 'thử')"
    write_project(project)
    started = launch(project, "build")
    assert started.returncode == 0, started.stderr
    assert "Đang chuẩn bị môi trường (lần đầu" in started.stderr
    return project


def from_folder(project: Path) -> dict[str, str]:
    """pip finds packages in a folder (pip itself wants one without spaces), nowhere else."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "COVERAGE_"))}
    return {**own, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(project.parent / "wheels")}


def launch(project: Path, *arguments: str, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(project / "scripts" / "cchc.py"), *arguments]
    surroundings = {**from_folder(project), **more}
    return subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True, encoding="utf-8", check=False)


def test_a_second_start_is_quiet_and_keeps_the_folder_of_the_caller(installed, tmp_path):
    started = launch(installed, "check", "phường hoa sen", cwd=tmp_path)

    assert started.stderr == ""
    assert started.stdout == f"{['-C', str(installed), 'check', 'phường hoa sen']}|{tmp_path}|1\n"


def test_the_exit_code_is_the_commands_own(installed):
    assert launch(installed, "build", EXIT="3").returncode == 3


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project as `cchc init` leaves it: no source of ours, the package as a wheel beside its lock."""
    project = tmp_path_factory.mktemp("begun") / "Trường THCS Hoa Sen (dự án)"
    write_project(project)
    (project / "own").rename(project / "goi")
    for name in ("pyproject.toml", "setup.py", "back_end.py", "requirements/test.txt", "requirements/import.txt"):
        (project / name).unlink()
    lock_wheel(project)
    return project


def lock_wheel(project: Path) -> None:
    [wheel] = (project / "goi").glob("*.whl")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (project / "requirements/cchc.txt").write_text(f"./goi/{wheel.name} --hash=sha256:{digest}\n", "utf-8")


def test_a_project_of_init_runs_the_wheel_it_locks_and_no_other(launcher, begun, tmp_path, monkeypatch):
    first = launch(begun, "check", cwd=tmp_path)
    again = launch(begun, "test", cwd=tmp_path)

    assert first.returncode == 0, first.stderr
    assert again.stderr == ""
    assert again.stdout == f"{['-C', str(begun), 'test']}|{tmp_path}|1\n", "our tests are not the school's"
    write_wheel(begun / "goi", "cchc", "0.1.0", {"cchc_cli/__init__.py": "", "cchc_cli/__main__.py": "print('evil')"})
    for name, value in from_folder(begun).items():
        monkeypatch.setenv(name, value)
    *_, own = launcher.steps(begun / ".cchc/env", "base")
    assert refused(launcher, [*own, "--force-reinstall"], begun).startswith("Gói tải về không khớp mã băm đã khoá")
    monkeypatch.setattr(launcher.sys, "executable", sys.executable)
    assert launcher.is_ready(begun, "base")
    lock_wheel(begun)
    assert not launcher.is_ready(begun, "base"), "a newer package asks for a new environment"
    assert refused(launcher, [*own, "--force-reinstall"], begun) == ""


def pip_step(launcher: ModuleType, project: Path) -> list[str]:
    [_venv, _build, base, _own] = launcher.steps(project / ".cchc/env", "base")
    return [*base, "--force-reinstall", "--no-cache-dir"]


def refused(launcher: ModuleType, step: list[str], project: Path) -> str:
    with open(project / ".cchc/cai-dat.log", "wb") as log, launcher.alone(project / ".cchc/env.lock") as lock:
        try:
            launcher.run(step, project, log, lock)
        except launcher.Refusal as refusal:
            return str(refusal)
    return ""


@pytest.fixture
def step(launcher, installed, monkeypatch) -> list[str]:
    for name, value in from_folder(installed).items():
        monkeypatch.setenv(name, value)
    return pip_step(launcher, installed)


@pytest.mark.parametrize("retries", ["0", "1"])
def test_without_network_the_user_reads_so_and_a_later_start_succeeds(launcher, installed, step, monkeypatch, retries):
    with monkeypatch.context() as offline:
        offline.delenv("PIP_NO_INDEX")
        offline.delenv("PIP_FIND_LINKS")
        offline.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
        offline.setenv("PIP_RETRIES", retries)
        said = refused(launcher, step, installed)

    assert said.startswith("Không tải được gói Python: máy không vào được mạng")
    assert "(chi tiết: .cchc/cai-dat.log)" in said
    assert "chạy lại `python3 scripts/cchc.py build`" in said
    assert "127.0.0.1" in (installed / ".cchc/cai-dat.log").read_text("utf-8")
    assert refused(launcher, step, installed) == ""


def test_a_download_that_was_tampered_with_is_not_installed(launcher, installed, step):
    wheel = installed.parent / "wheels" / "tiny-1.0-py3-none-any.whl"
    right = wheel.read_bytes()
    write_wheel(wheel.parent, "tiny", "1.0", {"tiny.py": "evil = True"})
    said = refused(launcher, step, installed)

    assert said.startswith("Gói tải về không khớp mã băm đã khoá")
    assert "bin/python' -m pip cache purge`" in said
    wheel.write_bytes(right)
    assert refused(launcher, step, installed) == ""
