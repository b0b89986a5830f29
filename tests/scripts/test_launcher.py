"""The launcher: what it runs, when it makes the environment (again)."""

import sys
import threading
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

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
    assert launcher.plan(["build", "--scheduler", "tcp://x:8786", "-o", "y"], project)[0] == "fleet"
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
