"""`build --as zip`: one archive a unit, whole or not there, the same bytes for the same content and instant."""

import stat
import subprocess
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cchc.publishing.killing import Files, Fill, Killed, commit, cut_after, disk_full, kill, lay, put
from tests.school import NOW, at

from cchc.publishing.archive import Archive, pack
from cchc.publishing.output import Change, Output

Strikes = Callable[[str, tuple[Any, ...]], BaseException | None]
FILES: Files = {
    "index.html": "<!doctype html>Trang chủ".encode(),
    "tin-tuc/2026/tin/index.html": b"news" * 1000,
    "tin-tuc/2026/tin/anh.jpg": bytes(range(256)),
    "404.html": b"",
}


def publish(root: Path, files: Files = FILES, now: datetime = NOW, *, folder: bool = False) -> Change:
    with Output(root) if folder else Archive(root, now) as output:
        lay(output, "truong", files)
        return commit(output, "truong", files)


def unpacked(root: Path) -> Files:
    with zipfile.ZipFile(root / "truong.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_what_the_folder_holds(tmp_path: Path) -> None:
    publish(tmp_path)
    publish(tmp_path, folder=True)

    folder = {p.relative_to(tmp_path / "truong").as_posix(): p.read_bytes() for p in (tmp_path / "truong").rglob("*.*")}
    assert unpacked(tmp_path) == folder
    assert list(unpacked(tmp_path)) == sorted(folder)


@pytest.mark.needs("unzip")
def test_a_host_unpacks_it_and_everybody_may_read_its_files(tmp_path: Path) -> None:
    publish(tmp_path)

    subprocess.run(["unzip", "-q", str(tmp_path / "truong.zip"), "-d", str(tmp_path / "www")], check=True)

    for name, content in unpacked(tmp_path).items():
        assert (tmp_path / "www" / name).read_bytes() == content
        assert stat.S_IMODE((tmp_path / "www" / name).stat().st_mode) == 0o644


def test_the_same_content_at_the_same_instant_gives_the_same_bytes_whenever_it_is_made(tmp_path: Path) -> None:
    publish(tmp_path / "a")
    publish(tmp_path / "b", dict(reversed(FILES.items())))

    assert (tmp_path / "a/truong.zip").read_bytes() == (tmp_path / "b/truong.zip").read_bytes()


def test_a_changed_file_is_newer_so_that_no_browser_takes_it_for_the_old_one(tmp_path: Path) -> None:
    publish(tmp_path)
    publish(tmp_path, {**FILES, "index.html": b"same size or not"}, NOW + timedelta(hours=1))

    with zipfile.ZipFile(tmp_path / "truong.zip") as archive:
        assert archive.getinfo("index.html").date_time == (2026, 11, 20, 9, 0, 0)


def test_an_archive_that_holds_nothing_new_is_left_alone(tmp_path: Path) -> None:
    first = publish(tmp_path)
    before = (tmp_path / "truong.zip").read_bytes()

    again = publish(tmp_path, now=NOW + timedelta(days=1))

    assert first == Change(("truong.zip",), ())
    assert again.nothing
    assert (tmp_path / "truong.zip").read_bytes() == before


def test_what_is_no_archive_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "truong.zip").write_bytes(b"half a download")

    assert publish(tmp_path).written == ("truong.zip",)
    assert unpacked(tmp_path)["404.html"] == b""


def test_a_folder_of_the_same_unit_is_not_touched(tmp_path: Path) -> None:
    publish(tmp_path, {"index.html": b"published"}, folder=True)
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "truong").rglob("*")}

    with Archive(tmp_path, NOW) as output:
        put(output, "truong", {"index.html": b"published", "a.html": b"new"})
        commit(output, "truong", FILES)

    assert unpacked(tmp_path)["index.html"] == b"published", "in the archive too, though a folder has it already"
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "truong").rglob("*")} == times
    assert (tmp_path / "truong/index.html").read_bytes() == b"published"


@pytest.mark.parametrize("fill", [lay, put])
@pytest.mark.parametrize("strikes", [kill, disk_full])
def test_cut_anywhere_an_old_or_a_new_archive_stands_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strikes: Strikes, fill: Fill
) -> None:
    publish(tmp_path)
    old, new = unpacked(tmp_path), {"index.html": b"new", "moi/index.html": b"quite new"}
    cuts = []
    while len(cuts) < 100:
        try:
            with Archive(tmp_path, NOW) as output, cut_after(len(cuts), monkeypatch, strikes=strikes):
                fill(output, "truong", new)
                commit(output, "truong", new)
            break
        except (Killed, OSError):
            cuts.append(unpacked(tmp_path) == old)
            assert cuts[-1] or unpacked(tmp_path)["index.html"] == b"new"
            assert sorted(path.name for path in tmp_path.iterdir()) == [".cchc", "truong.zip"]

    assert len(cuts) > 2
    assert cuts[0]
    assert unpacked(tmp_path)["index.html"] == b"new"
    with Archive(tmp_path, NOW):
        assert not list((tmp_path / ".cchc").rglob("*.zip"))


@pytest.mark.parametrize(
    ("now", "held"), [("1975-01-01", (1980, 1, 1, 0, 0, 0)), ("2200-01-01", (2107, 12, 31, 23, 59, 58))]
)
def test_an_instant_no_archive_can_hold_becomes_the_nearest(tmp_path: Path, now: str, held: tuple[int, ...]) -> None:
    (tmp_path / "index.html").write_bytes(b"x")

    pack(tmp_path, ["index.html"], tmp_path / "a.zip", at(now))

    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.getinfo("index.html").date_time == held
