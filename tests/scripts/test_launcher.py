"""The launcher: what it runs, when it makes the environment (again), and what it says when it cannot."""

import ast
import errno
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parents[2]
LAUNCHER = PROJECT / "scripts" / "cchc.py"

SAYS_WHAT_IT_GOT = """
import os, sys
print(sys.argv[1:], os.getcwd(), os.environ["NO_MKDOCS_2_WARNING"], sep="|")
sys.exit(int(os.environ.get("EXIT", "0")))
"""
BUILD_BACK_END = """
import shutil
def build_editable(folder, *ignored):
    return shutil.copy("own/cchc-0.1.0-py3-none-any.whl", folder).rpartition("/")[2]
"""


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


# --- what is to run


def test_a_command_is_told_the_project_folder_unless_the_user_names_one(launcher):
    project = Path("/Trường Hoa Sen")

    assert launcher.plan(["build", "a"], project) == ("base", ["-m", "cchc_cli", "-C", "/Trường Hoa Sen", "build", "a"])
    assert launcher.plan(["-C", "x", "build"], project) == ("base", ["-m", "cchc_cli", "-C", "x", "build"])
    assert launcher.plan(["-Cx", "build"], project) == ("base", ["-m", "cchc_cli", "-Cx", "build"])
    assert launcher.plan(["new", "--", "-C"], project)[1][2] == "-C"
    for importing in (["import", "a.docx"], ["-C", "x", "import", "a.docx"], ["-Cx", "import", "a.docx"]):
        assert launcher.plan(importing, project)[0] == "import"
    assert launcher.plan(["report", "--board"], project)[0] == "import"
    assert launcher.plan(["-C", "x", "deploy", "--dry-run"], project)[0] == "deploy"
    assert launcher.plan(["new", "trang", "import"], project)[0] == "base"
    assert launcher.plan([], project) == ("base", ["-m", "cchc_cli", "-C", "/Trường Hoa Sen"])


def test_mkdocs_builds_the_project_from_any_folder(launcher):
    project = Path("/p")

    def run(*arguments):
        return launcher.plan(["mkdocs", *arguments], project)[1][2:]

    assert run("build", "-d", "out") == ["build", "-f", "/p/mkdocs.yml", "-d", "out"]
    assert run("-q", "serve") == ["-q", "serve", "-f", "/p/mkdocs.yml"]
    assert run("build", "-f", "x.yml") == ["build", "-f", "x.yml"]
    assert run("build", "-fx.yml") == ["build", "-fx.yml"]
    assert run("build", "--config-file=x.yml") == ["build", "--config-file=x.yml"]
    assert run("new", "x") == ["new", "x"]
    assert run("--version") == ["--version"]


def test_the_checks_run_in_the_environment_that_holds_the_test_tools(launcher):
    assert launcher.plan(["test", "-k", "feed"], Path("/p")) == ("test", ["/p/tests/run.py", "-k", "feed"])


def test_the_interpreter_lies_where_each_system_puts_it(launcher):
    windows = PureWindowsPath(r"C:\Người dùng\.cchc\env")

    assert str(launcher.interpreter(windows, windows=True)) == r"C:\Người dùng\.cchc\env\Scripts\python.exe"
    assert str(launcher.interpreter(PurePosixPath("/e"), windows=False)) == "/e/bin/python"


def test_on_windows_the_exit_code_of_the_waited_for_command_is_handed_on(launcher, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(launcher, "WINDOWS", True)

    assert launcher.hand_over([sys.executable, "-c", "raise SystemExit(3)"]) == 3


def test_settings_of_another_python_do_not_reach_the_environment(launcher, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PYTHONHOME", "/elsewhere")

    surroundings = launcher.clean_surroundings()

    assert "PYTHONPATH" not in surroundings
    assert "PYTHONHOME" not in surroundings
    assert surroundings["NO_MKDOCS_2_WARNING"] == "1"


# --- when the environment is made


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


def test_an_environment_is_made_once(launcher, quick, capsys):
    assert not launcher.is_ready(quick, "base")

    launcher.set_up(quick, "base")
    launcher.set_up(quick, "base")

    assert launcher.is_ready(quick, "base")
    assert capsys.readouterr().err.count("lần đầu") == 1


def test_importing_adds_to_an_environment_and_a_failure_leaves_it_as_it_was(launcher, quick, monkeypatch):
    launcher.set_up(quick, "base")
    made = launcher.interpreter(quick / launcher.ENV).stat()
    monkeypatch.setattr(launcher, "steps", lambda *_, **__: [[sys.executable, "-c", "raise SystemExit(1)"]])
    with pytest.raises(launcher.Refusal):
        launcher.set_up(quick, "import")
    assert launcher.is_ready(quick, "base")

    monkeypatch.setattr(launcher, "steps", lambda *_, **__: [])
    launcher.set_up(quick, "import")

    assert launcher.is_ready(quick, "import")
    assert launcher.is_ready(quick, "base")
    assert launcher.interpreter(quick / launcher.ENV).stat() == made


def test_deploying_and_importing_grow_beside_each_other(launcher, quick, monkeypatch):
    launcher.set_up(quick, "base")
    monkeypatch.setattr(launcher, "steps", lambda *_, **__: [])

    launcher.set_up(quick, "import")
    assert not launcher.is_ready(quick, "deploy")
    launcher.set_up(quick, "deploy")

    assert all(launcher.is_ready(quick, locks) for locks in ("base", "import", "deploy"))


def test_the_environment_of_the_tests_serves_every_command_but_not_the_other_way_round(launcher, quick):
    launcher.set_up(quick, "base")
    assert not launcher.is_ready(quick, "test")

    launcher.set_up(quick, "test")
    assert launcher.is_ready(quick, "base")


@pytest.mark.parametrize("changed", ["requirements/base.txt", "requirements/build.txt", "pyproject.toml", "setup.py"])
def test_a_changed_lock_or_package_definition_makes_it_again(launcher, quick, changed):
    launcher.set_up(quick, "base")

    (quick / changed).write_text("# changed\n", "utf-8")

    assert not launcher.is_ready(quick, "base")


def test_a_package_that_appears_makes_it_again(launcher, quick):
    launcher.set_up(quick, "base")

    (quick / "plugins" / "cchc_more").mkdir(parents=True)
    (quick / "plugins" / "cchc_more" / "__init__.py").touch()

    assert not launcher.is_ready(quick, "base")


def test_a_moved_project_makes_it_again(launcher, quick):
    launcher.set_up(quick, "base")

    moved = quick.rename(quick.with_name("chuyển đi"))

    assert not launcher.is_ready(moved, "base")


def test_a_python_that_was_removed_makes_it_again(launcher, quick):
    launcher.set_up(quick, "base")

    launcher.interpreter(quick / ".cchc/env").unlink()

    assert not launcher.is_ready(quick, "base")


def test_a_set_up_killed_half_way_is_made_again_from_nothing(launcher, quick, monkeypatch):
    launcher.set_up(quick, "base")
    (quick / ".cchc/env/left-over").touch()
    (quick / "pyproject.toml").write_text("# changed\n", "utf-8")
    with monkeypatch.context() as killing:
        killing.setattr(launcher.os, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            launcher.set_up(quick, "base")
    assert not launcher.is_ready(quick, "base")

    launcher.set_up(quick, "base")

    assert launcher.is_ready(quick, "base")
    assert not (quick / ".cchc/env/left-over").exists()


def test_two_set_ups_at_once_make_it_once(launcher, quick, capsys):
    both = [threading.Thread(target=launcher.set_up, args=(quick, "base")) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    said = capsys.readouterr().err
    assert launcher.is_ready(quick, "base")
    assert said.count("Đang chuẩn bị") == said.count("Đã chuẩn bị xong") == 1


# --- the real thing, with locks of one tiny package


def write_wheel(folder: Path, name: str, version: str, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    info = f"{name}-{version}.dist-info"
    files = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": "",
    }
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for file, text in files.items():
            wheel.writestr(file, text)
    return path


def write_project(project: Path) -> None:
    """The least the launcher needs: itself, locks, a package of our own, the runner of the tests."""
    (project / "scripts").mkdir(parents=True)
    shutil.copy(LAUNCHER, project / "scripts")
    own = {"cchc_cli/__init__.py": "", "cchc_cli/__main__.py": SAYS_WHAT_IT_GOT}
    write_wheel(project / "own", "cchc", "0.1.0", own)
    tiny = write_wheel(project.parent / "wheels", "tiny", "1.0", {"tiny.py": ""})
    digest = hashlib.sha256(tiny.read_bytes()).hexdigest()
    (project / "requirements").mkdir()
    for name in ("build", "base", "import", "deploy", "test"):
        (project / f"requirements/{name}.txt").write_text(f"tiny==1.0 --hash=sha256:{digest}\n", "utf-8")
    (project / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "back_end"\nbackend-path = ["."]\n', "utf-8"
    )
    (project / "back_end.py").write_text(BUILD_BACK_END, "utf-8")
    (project / "setup.py").touch()


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


# --- what it says when it cannot


def test_an_old_python_compiles_it_and_is_told_which_one_is_needed():
    source = LAUNCHER.read_text("utf-8")
    ast.parse(source, feature_version=(3, 6))
    pretend = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0);"
        "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )

    old = [sys.executable, "-c", pretend, str(LAUNCHER)]
    ended = subprocess.run(old, capture_output=True, encoding="utf-8", check=False)

    assert ended.returncode == 2
    assert ended.stderr.startswith("CCHC cần Python 3.11 trở lên, máy này đang dùng 3.9.\n  → Cách sửa: ")
    assert "Traceback" not in ended.stderr


def test_a_newer_python_beside_the_old_one_is_named(launcher):
    said = launcher.refusal_of_old_python((3, 6, 15), find=lambda name: name in ("python3.12", "python3.11"))

    assert "chạy `python3.12 scripts/cchc.py build`" in said
    assert "sudo apt install python3 " in launcher.refusal_of_old_python((3, 6, 15), find=lambda _: None)
    assert launcher.refusal_of_old_python((3, 11, 0)) == ""


@pytest.mark.parametrize("words", ["because ensurepip is not\navailable.", "python3: No module named venv"])
def test_a_debian_without_venv_is_told_the_package(launcher, quick, monkeypatch, words):
    monkeypatch.setattr(launcher, "steps", lambda *_, **__: [[sys.executable, "-c", f"raise SystemExit({words!r})"]])

    with pytest.raises(launcher.Refusal, match="`sudo apt install python3-venv`"):
        launcher.set_up(quick, "base")


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.EACCES, "Không ghi được vào thư mục"),
        (errno.EROFS, "Không ghi được vào thư mục"),
        (errno.ENOSPC, "Ổ đĩa đã đầy"),
        (errno.EIO, "Không chuẩn bị được môi trường"),
    ],
)
def test_an_error_of_the_system_is_one_sentence_and_no_traceback(launcher, quick, monkeypatch, capsys, number, what):
    def strike(*_):
        raise OSError(number, os.strerror(number), "thư-mục")

    monkeypatch.setattr(launcher, "PROJECT", quick)
    monkeypatch.setattr(launcher, "make_environment", strike)

    assert launcher.main(["build"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(what)
    assert said.count("\n") == 2
    assert "Cách sửa" in said


def test_a_disk_too_full_even_for_the_log_is_noticed(launcher, quick, monkeypatch):
    monkeypatch.setattr(launcher.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))

    assert str(launcher.why_not("", "chi tiết", quick)).startswith("Ổ đĩa đã đầy")


def test_ctrl_c_during_the_set_up_is_one_sentence(launcher, quick, monkeypatch, capsys):
    monkeypatch.setattr(launcher, "PROJECT", quick)
    monkeypatch.setattr(launcher, "make_environment", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))

    assert launcher.main(["build"]) == 2
    assert "Đã dừng giữa chừng" in capsys.readouterr().err


def test_the_starter_for_windows_survives_its_code_pages():
    text = (PROJECT / "cchc.cmd").read_bytes().decode("utf-8")
    before, after = text.split("chcp 65001")

    assert text.count("\n") == text.count("\r\n")
    assert before.isascii()
    assert "goto" not in after
    assert before.count("exit /b %errorlevel%") == 2
