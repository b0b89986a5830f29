"""Many units at once, each an archive: the same bytes by several processes, and never half of one."""

import os
import shutil
import signal
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

import pytest
from tests.cchc_cli.building.fleets import SCHOOLS, TWO
from tests.command import run
from tests.school import School

ZIP = ("build", "--as", "zip")


def archives(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in site.iterdir() if path.name != ".cchc"}


def by_one(fleet: Path) -> dict[str, bytes]:
    """What one process packs, from nothing."""
    assert run(fleet, *ZIP, "--fresh", "--workers", "1", "-o", str(fleet / "mot")) == 0
    return archives(fleet / "mot")


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Processes die within the last file of school `c` they pack, as often as this file has letters."""
    lives, here = tmp_path / "lives", os.getpid()
    lives.touch()

    def copy(source: BinaryIO, target: BinaryIO) -> None:
        last = str(source.name).endswith("/stage/c/van-ban/index.html")
        if last and os.getpid() != here and (left := lives.read_text()):
            lives.write_text(left[1:])
            target.write(source.read(9))
            os.kill(os.getpid(), signal.SIGKILL)
        shutil.copyfileobj(source, target)

    monkeypatch.setattr("cchc.publishing.archive.shutil", SimpleNamespace(copyfileobj=copy))
    return lives


def test_two_processes_pack_what_one_packs(fleet: Path) -> None:
    assert run(fleet, *ZIP, *TWO) == 0

    packed = archives(fleet / "site")
    assert packed.keys() == {f"{ma}.zip" for ma in ("so", *SCHOOLS)}
    assert packed == by_one(fleet)


@pytest.mark.needs("posix")
def test_a_process_killed_while_it_packs_costs_nothing_but_time(fleet: Path, deadly: Path) -> None:
    deadly.write_text("††")

    assert run(fleet, *ZIP, *TWO) == 0

    assert deadly.read_text() == ""
    assert archives(fleet / "site") == by_one(fleet)


@pytest.mark.needs("posix")
def test_half_an_archive_never_takes_the_place_of_a_whole_one(fleet: Path, deadly: Path, school: School) -> None:
    assert run(fleet, *ZIP, *TWO) == 0
    before = archives(fleet / "site")
    for ma in ("c", "d"):
        school.news("mot", f"don-vi/{ma}", tieu_de="Tin mới sửa")
    deadly.write_text("†" * 99)

    assert run(fleet, *ZIP, *TWO) == 3

    after, half = archives(fleet / "site"), fleet / "site/.cchc/stage/~c.zip"
    assert {name for name in before if before[name] != after[name]} == {"so.zip", "d.zip"}
    assert 0 < half.stat().st_size < len(before["c.zip"])
    deadly.write_text("")
    assert run(fleet, *ZIP, *TWO) == 0
    assert archives(fleet / "site") == by_one(fleet)
    assert not half.exists()
