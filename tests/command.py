"""The command line in a project folder, at a fixed instant."""

from pathlib import Path

from cchc_cli.__main__ import main

NOW = ["--now", "2026-11-20T08:00"]


def run(folder: Path, *arguments: str) -> int:
    return main(["-C", str(folder), *arguments, *NOW])
