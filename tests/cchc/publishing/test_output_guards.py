"""One writer, no leftovers, nothing followed out of the published folder."""

import json
import os
from pathlib import Path

import pytest
from tests.cchc.publishing.killing import Files, Fill, commit, lay, publish, published, put, stages

from cchc.publishing.output import HOUSE, Output, OutputBusy, open_journals

HOME: Files = {"index.html": b"home", "tin-tuc/index.html": b"list"}


def test_the_second_writer_is_turned_away_until_the_first_is_done(tmp_path: Path) -> None:
    with Output(tmp_path), pytest.raises(OutputBusy, match=tmp_path.name):
        Output(tmp_path).__enter__()

    with Output(tmp_path) as output:
        assert output.root == tmp_path


def test_leaving_twice_does_no_harm(tmp_path: Path) -> None:
    output = Output(tmp_path)
    output.__exit__()
    with output:
        pass
    output.__exit__()


def test_leftovers_of_stages_and_drafts_of_journals_are_cleared(tmp_path: Path) -> None:
    publish(tmp_path, "truong", HOME)
    (tmp_path / HOUSE / "stage/truong/deep").mkdir(parents=True)
    (tmp_path / HOUSE / "stage/truong/deep/half.html").write_bytes(b"half")
    (tmp_path / HOUSE / "journal").mkdir(exist_ok=True)
    (tmp_path / HOUSE / "journal/~truong").write_bytes(b'{"move": ["index.html"], "rem')

    assert open_journals(tmp_path) == ()
    with Output(tmp_path) as output:
        assert stages(tmp_path) == []
        assert output.roll_forward() == ()

    assert published(tmp_path, "truong") == HOME


def test_a_stage_begins_empty_and_a_discarded_one_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, "truong", HOME)

    with Output(tmp_path) as output:
        lay(output, "truong", {"other.html": b"other"})
        assert list(output.stage("truong").iterdir()) == []
        lay(output, "truong", {"other.html": b"other"})
        output.discard("truong")
        output.discard("truong")

    assert published(tmp_path, "truong") == HOME


def test_sections_and_strangers_beside_a_unit_stay(tmp_path: Path) -> None:
    (tmp_path / "of-somebody-else").mkdir(parents=True)
    (tmp_path / "of-somebody-else/file").write_bytes(b"mine")
    (tmp_path / "index.html").write_bytes(b"portal")
    publish(tmp_path, "truong", HOME)
    publish(tmp_path, "truong-b", HOME)

    publish(tmp_path, "truong", {"index.html": b"new"})

    assert (tmp_path / "of-somebody-else/file").read_bytes() == b"mine"
    assert (tmp_path / "index.html").read_bytes() == b"portal"
    assert published(tmp_path, "truong-b") == HOME
    assert published(tmp_path, "truong") == {"index.html": b"new"}


def test_folders_left_empty_go(tmp_path: Path) -> None:
    publish(tmp_path, "truong", {**HOME, "a/b/c/index.html": b"deep", "a/keep.html": b"keep"})

    publish(tmp_path, "truong", {**HOME, "a/keep.html": b"keep"})

    assert not (tmp_path / "truong/a/b").exists()
    assert (tmp_path / "truong/a/keep.html").exists()


@pytest.mark.parametrize("fill", [lay, put])
def test_links_in_the_published_folder_are_replaced_never_followed(tmp_path: Path, fill: Fill) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_bytes(b"list")
    (outside / "precious.txt").write_bytes(b"precious")
    root = tmp_path / "site"
    publish(root, "truong", {**HOME, "anh/a.png": b"a", "old.html": b"old"})
    live = root / "truong"
    for name in ("tin-tuc", "anh"):
        for file in (live / name).iterdir():
            file.unlink()
        (live / name).rmdir()
        (live / name).symlink_to(outside)
    (live / "index.html").unlink()
    (live / "index.html").symlink_to(outside / "index.html")
    (live / "stray").symlink_to(outside, target_is_directory=True)
    (live / "dangling").symlink_to(tmp_path / "nowhere")

    new = {"index.html": b"list", "tin-tuc/index.html": b"list", "anh": b"a file now", "stray/x.html": b"x"}
    publish(root, "truong", new, fill)

    assert published(root, "truong") == new
    assert not any(path.is_symlink() for path in live.rglob("*"))
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == {
        "index.html": b"list",
        "precious.txt": b"precious",
    }


def test_a_link_that_is_no_longer_wanted_goes_alone(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/index.html").write_bytes(b"theirs")
    publish(tmp_path / "site", "truong", HOME)
    (tmp_path / "site/truong/extra").symlink_to(tmp_path / "outside")

    change = publish(tmp_path / "site", "truong", HOME)

    assert change.removed == ("extra",)
    assert (tmp_path / "outside/index.html").read_bytes() == b"theirs"


@pytest.mark.parametrize("fill", [lay, put])
def test_where_somebody_else_removes_what_stands_nothing_is_published(tmp_path: Path, fill: Fill) -> None:
    publish(tmp_path, "truong", HOME)

    with Output(tmp_path) as output:
        fill(output, "truong", {**HOME, "new.html": b"new"})
        (tmp_path / "truong/tin-tuc/index.html").unlink()
        with pytest.raises(OSError, match="truong"):
            commit(output, "truong", HOME)
        output.discard("truong")

    assert not (tmp_path / "truong/new.html").exists()
    publish(tmp_path, "truong", HOME, fill)
    assert published(tmp_path, "truong") == HOME


def test_a_folder_nobody_lets_us_read_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, "truong", HOME)
    (tmp_path / "truong/lost+found").mkdir()
    real = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("lost+found/"):
            raise PermissionError(path)
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", refused)
        publish(tmp_path, "truong", {**HOME, "index.html": b"new"})

    assert published(tmp_path, "truong") == {**HOME, "index.html": b"new"}
    assert (tmp_path / "truong/lost+found").is_dir()


def test_a_file_in_place_of_the_whole_section_gives_way(tmp_path: Path) -> None:
    (tmp_path / "truong").write_bytes(b"in the way")

    publish(tmp_path, "truong", HOME)

    assert published(tmp_path, "truong") == HOME


def test_the_list_of_files_names_each_with_its_sha256(tmp_path: Path) -> None:
    publish(tmp_path, "truong", HOME)

    listing = json.loads((tmp_path / "truong/cchc-files.json").read_bytes())

    assert listing == {
        "index.html": "4ea140588150773ce3aace786aeef7f4049ce100fa649c94fbbddb960f1da942",
        "tin-tuc/index.html": listing["tin-tuc/index.html"],
    }
    assert len(listing["tin-tuc/index.html"]) == 64


def test_a_large_section_is_flushed_at_once_and_a_long_file_compared_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[str] = []
    monkeypatch.setattr(os, "sync", lambda: flushed.append("all"))
    long = b"x" * 200_000
    many = {f"tin-{n}.html": b"%d" % n for n in range(80)} | {"long.pdf": long}
    publish(tmp_path, "truong", many)
    assert flushed == ["all"]

    change = publish(tmp_path, "truong", {**many, "long.pdf": long[:-1] + b"y"})

    assert change.written[0] == "long.pdf"
    assert published(tmp_path, "truong")["long.pdf"].endswith(b"y")


@pytest.mark.needs("proc")
def test_everything_a_journal_names_is_on_the_disk_before_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "truong", {"sitemap.xml": b"map"})
    order: list[str] = []
    flush, rename = os.fsync, os.replace

    def flushed(handle: int) -> None:
        order.append(os.path.basename(os.readlink(f"/proc/self/fd/{handle}")))
        flush(handle)

    def renamed(source: Path, target: Path) -> None:
        order.append(f"→ {Path(target).name}")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", renamed)

    publish(tmp_path, "truong", {"index.html": b"home", "rss.xml": b"feed"})

    begun = order.index("→ truong")
    assert set(order[:begun]) == {"index.html", "rss.xml", "cchc-files.json", "cchc.json", "~truong"}
    assert order[begun - 1] == "~truong"
    assert order[begun + 1] == "journal", "and the folder that names it"
    assert order[begun + 2 :] == ["→ index.html", "→ rss.xml", "→ cchc-files.json", "→ cchc.json"]
