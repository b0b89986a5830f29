"""What the launcher says when it cannot."""

import ast
import errno
import os
import shutil
import subprocess
import sys

import pytest
from tests.scripts.tiny_project import LAUNCHER, PROJECT


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
