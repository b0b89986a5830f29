"""`cchc serve` as people run it: what it prints, which port it takes, how it ends."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cchc.section.rich import NOW_TEXT
from tests.school import NOW, School

from cchc_cli.__main__ import main
from cchc_cli.project import Project
from cchc_cli.serve import _server, _tell
from cchc_cli.serving.preview import Preview
from cchc_cli.speech import Failure

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command in a process of its own, and the line it prints once it serves."""
    command = [sys.executable, "-P", "-m", "cchc_cli", "-C", str(folder), "serve", "--port", "0", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(PLUGINS), "CCHC_NOW": NOW_TEXT}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return str(answer.read().decode())


@pytest.mark.needs("posix")
def test_it_serves_tells_and_ends_with_ctrl_c(folder: Path, school: School) -> None:
    school.news(body="Lời cũ.")
    with served(folder, "truong") as (process, line):
        address = line.split()[2]
        assert line == f"Xem thử: {address} (sửa tệp, trang tự đổi; dừng: Ctrl+C)\n"
        assert "Một tin" in get(address)

        path = school.news(ngay="32/13/2026")
        said = next(text for text in process.stderr or () if path in text)
        assert said.startswith(f"content/{path}:3: `ngay`: “32/13/2026”")
        school.news(body="Lời mới.")
        assert process.stdout is not None
        assert process.stdout.readline().startswith(f"Đã hết: content/{path}:3: `ngay`")
        assert "Lời mới." in get(f"{address}truong/tin-tuc/2026/tin/")

        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        assert "Traceback" not in (process.stderr.read() if process.stderr else "")
    assert not (folder / "site").exists()


def test_one_school_alone_is_shown_at_once_and_several_are_listed(folder: Path, school: School) -> None:
    school.news(body="Lời của trường.")
    with served(folder) as (_, line):
        assert "Một tin" in get(line.split()[2])

    school.unit("don-vi/be")
    with served(folder) as (_, line):
        assert "Chọn đơn vị" in get(line.split()[2])


def test_a_port_that_is_taken_is_said_and_the_next_one_is_used(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    preview = Preview(Project(folder), lambda: NOW)
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with _server(preview, taken, "/") as server:
            assert taken < server.server_port < taken + 20
            assert (
                f"Cổng {taken} đang có chương trình khác dùng; xem thử ở cổng {server.server_port}."
                in capsys.readouterr().err
            )


def test_where_no_port_is_free_one_sentence_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("cchc_cli.serve.Server", refuse)

    with pytest.raises(Failure, match="Không mở được cổng nào từ 80 đến 99"):
        _server(Preview(Project(folder), lambda: NOW), 80, "/")


@pytest.mark.parametrize("port", ["x", "-1", "65536", "٨٠", "8000.5"])
def test_what_is_no_port_is_refused(folder: Path, port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(folder), "serve", f"--port={port}"]) == 2
    assert "không phải là cổng" in capsys.readouterr().err


def test_a_unit_nobody_knows_and_a_folder_without_content_are_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(folder), "serve", "khong-co"]) == 2
    assert "các đơn vị: truong" in capsys.readouterr().err
    (tmp_path / "rong").mkdir()
    (tmp_path / "rong/mkdocs.yml").write_bytes((folder / "mkdocs.yml").read_bytes())
    assert main(["-C", str(tmp_path / "rong"), "serve"]) == 2


def test_a_build_that_was_cut_off_is_finished_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "site/.cchc/journal").mkdir(parents=True)
    (folder / "site/.cchc/journal/truong").write_text("{}", encoding="utf-8")

    assert main(["-C", str(folder), "serve"]) == 3
    assert "chạy: cchc build" in capsys.readouterr().err


def test_each_complaint_is_said_once_whatever_line_it_moves_to(
    folder: Path, school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    school.news(anh="a.png")
    preview = Preview(Project(folder), lambda: NOW)
    said = _tell(preview, None, {})
    assert "tin-tuc/2026/tin.md:5: `anh`: không thấy tệp" in capsys.readouterr().err

    school.news(cap_tin="xa", anh="a.png")
    preview.refresh(theme=False)
    said = _tell(preview, None, said)
    assert capsys.readouterr() == ("", "")

    school.news()
    preview.refresh(theme=False)
    _tell(preview, None, said)
    assert "Đã hết: content/tin-tuc/2026/tin.md:6: `anh`" in capsys.readouterr().out


def test_of_a_unit_that_was_named_only_its_own_complaints_are_said(
    folder: Path, school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    school.unit("don-vi/lop")
    school.news("a", folder="don-vi/lop", ngay="x")
    school.news("b", ngay="x")

    _tell(Preview(Project(folder), lambda: NOW), "lop", {})

    said = capsys.readouterr().err
    assert "don-vi/lop/tin-tuc/2026/a.md" in said
    assert "content/tin-tuc/2026/b.md" not in said
