"""What tests of `init` share: a school's answers, the command, the files it wrote."""

import builtins
import sys
from pathlib import Path

import pytest
from tests.command import NOW

from cchc_cli.__main__ import main

SCHOOL = ["--ten", "Trường THCS Bình Minh", "--loai", "truong", "--ma", "binh-minh"]
URL = ["--url", "https://binh-minh.example/cchc/"]


def init(folder: Path, *options: str) -> int:
    return main(["init", str(folder), *options, *NOW])


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Somebody at a terminal gives the answers; the questions asked."""
    waiting, asked = iter(answers), []

    def answer(question: str) -> str:
        asked.append(question)
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr(builtins, "input", answer)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    return asked


def files_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
