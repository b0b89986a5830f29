"""The commit: what is published is the old section or the new one, never a mixture (design §1)."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cchc.publishing.killing import (
    Files,
    Fill,
    Killed,
    commit,
    cut_after,
    disk_full,
    kill,
    kill_renames,
    lay,
    publish,
    published,
    put,
    stages,
)  # fmt: skip

from cchc.publishing.output import HOUSE, Output, open_journals
from cchc.publishing.stage import above

OLD: Files = {
    **{f"tin-tuc/2026/tin-{n}/index.html": b"old %d" % n for n in range(5)},
    "tin-tuc/2026/tin-0/anh.jpg": b"picture",
    "index.html": b"old home",
    "tin-tuc/index.html": b"old list",
    "rss.xml": b"old feed",
    "feed.json": b"same feed",
    "assets/cchc/cchc.css": b"css",
    "cu/trang/sau/index.html": b"going",
    "van-ban/1.html": b"file, soon a folder",
    "thu-muc/a.html": b"in a folder, soon a file",
    "thu-muc/b/c.html": b"deeper",
    "404.html": b"not found",
    "sitemap.xml": b"old map",
}
NEW: Files = {
    **{f"tin-tuc/2026/tin-{n}/index.html": b"new %d" % n for n in range(3)},
    **{f"tin-tuc/2026/tin-{n}/index.html": b"old %d" % n for n in range(3, 5)},
    "tin-tuc/2026/tin-9/index.html": b"quite new",
    "tin-tuc/2026/tin-9/anh.jpg": b"new picture",
    "index.html": b"new home, longer than before",
    "tin-tuc/index.html": b"new list",
    "rss.xml": b"new feed",
    "feed.json": b"same feed",
    "assets/cchc/cchc.css": b"css",
    "van-ban/1.html/index.html": b"in the folder",
    "thu-muc": b"a file now",
    "404.html": b"not found",
    "sitemap.xml": b"new map",
}
UNIT = "thcs.hoa-sen"


MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
Strikes = Callable[[str, tuple[Any, ...]], BaseException | None]


@pytest.fixture
def tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """In memory where the machine offers it: what is tried here hundreds of times is the order, not the disk."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    if MEMORY is None:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="cchc-", dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture(params=[lay, put], ids=["by an engine", "out of memory"])
def fill(request: pytest.FixtureRequest) -> Fill:
    """Both ways to fill a stage."""
    chosen: Fill = request.param
    return chosen


def every_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: Files, new: Files, strikes: Strikes, fill: Fill
) -> Iterator[Path]:
    """Cut the change from `old` to `new` after 0, 1, 2, … operations until it passes; the roots, as each was left."""
    before = tmp_path / "before"
    publish(before, "neighbour", {"index.html": b"next door"})
    if old:
        publish(before, UNIT, old)
    for count in range(500):
        root = tmp_path / f"cut-{count}"
        shutil.copytree(before, root)
        try:
            with Output(root) as output, cut_after(count, monkeypatch, strikes=strikes):
                fill(output, UNIT, new)
                commit(output, UNIT, new)
        except (Killed, OSError):
            yield root
            continue
        assert published(root, UNIT) == new
        assert count > 5, "that was hardly the whole commit"
        return
    raise AssertionError("never passed")


@pytest.mark.parametrize(
    ("old", "new"), [({}, OLD), (OLD, NEW), (NEW, OLD), (OLD, {"index.html": b"all that is left"})],
    ids=["first", "changed", "back", "removed"],
)  # fmt: skip
def test_killed_anywhere_the_next_command_finds_or_makes_one_whole_section(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: Files, new: Files, fill: Fill
) -> None:
    outcomes = []
    for root in every_cut(tmp_path, monkeypatch, old, new, kill, fill):
        begun = open_journals(root)
        if not begun:
            assert published(root, UNIT) in (old, new)
        with Output(root):
            found = published(root, UNIT)
        assert found == (new if begun or found != old else old)
        assert not begun or found == new, "a journal is a promise"
        assert (open_journals(root), stages(root)) == ((), [])
        assert published(root, "neighbour") == {"index.html": b"next door"}
        outcomes.append("new" if found == new else "old")
    assert outcomes == sorted(outcomes, reverse=True), "once begun, always finished"
    assert {"old", "new"} <= set(outcomes)


def test_killed_while_finishing_the_next_command_finishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finished = 0
    publish(tmp_path, UNIT, OLD)
    with pytest.raises(Killed), cut_after(3, monkeypatch, strikes=kill_renames):
        publish(tmp_path, UNIT, NEW)
    for again in range(30):
        with pytest.raises(Killed), cut_after(again % 7, monkeypatch, strikes=kill), Output(tmp_path):
            pass
        finished += not open_journals(tmp_path)
    assert finished == 0, "seven operations a command, and thirty commands: still not done"

    with Output(tmp_path):
        assert published(tmp_path, UNIT) == NEW


def test_a_full_disk_strikes_only_what_nobody_sees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fill: Fill) -> None:
    struck = 0
    for root in every_cut(
        tmp_path, monkeypatch, OLD, {**OLD, "index.html": b"new", "moi/index.html": b"new"}, disk_full, fill
    ):
        assert published(root, UNIT) == OLD
        assert open_journals(root) == ()
        with Output(root):
            assert published(root, UNIT) == OLD
        assert stages(root) == []
        struck += 1
    assert struck > 4


def test_a_disk_full_while_the_stage_is_filled_leaves_the_old_section(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fill: Fill
) -> None:
    publish(tmp_path, UNIT, OLD)
    for count in (0, 1, 7, 15):
        with pytest.raises(OSError, match="No space"), cut_after(count, monkeypatch, strikes=disk_full):
            publish(tmp_path, UNIT, NEW, fill)
        assert published(tmp_path, UNIT) == OLD


def test_a_disk_full_even_for_the_folder_in_place_of_a_file_is_finished_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fill: Fill
) -> None:
    for root in every_cut(tmp_path, monkeypatch, OLD, NEW, disk_full, fill):
        begun = open_journals(root)
        with Output(root):
            assert published(root, UNIT) == (NEW if begun else OLD)


def test_giving_up_after_the_commit_has_begun_keeps_what_finishes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, UNIT, OLD)
    real = os.replace

    def refuse_lists(source: Path, target: Path) -> None:
        if str(target).endswith("tin-tuc/index.html"):
            raise PermissionError("held open by a virus scanner")
        real(source, target)

    with Output(tmp_path) as output:
        lay(output, UNIT, NEW)
        with monkeypatch.context() as patched:
            patched.setattr(os, "replace", refuse_lists)
            with pytest.raises(PermissionError):
                commit(output, UNIT, NEW)
        output.discard(UNIT)
        assert open_journals(tmp_path) == (UNIT,)
        lay(output, UNIT, OLD)
        assert published(tmp_path, UNIT) == NEW, "a new stage first finishes what was begun"

    assert published(tmp_path, UNIT) == NEW


def test_an_output_that_cannot_be_finished_is_not_left_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, UNIT, OLD)
    with pytest.raises(Killed), cut_after(3, monkeypatch, strikes=kill_renames):
        publish(tmp_path, UNIT, NEW)
    assert open_journals(tmp_path) == (UNIT,)

    with monkeypatch.context() as patched:
        patched.setattr(Output, "_perform", lambda *_: (_ for _ in ()).throw(OSError("disk")))
        with pytest.raises(OSError, match="disk"):
            Output(tmp_path).__enter__()

    with Output(tmp_path):
        assert published(tmp_path, UNIT) == NEW


def test_unchanged_files_are_not_touched(tmp_path: Path, fill: Fill) -> None:
    publish(tmp_path, UNIT, OLD)
    kept = {path: (tmp_path / UNIT / path).stat() for path in OLD.keys() & NEW.keys() if OLD[path] == NEW[path]}

    change = publish(tmp_path, UNIT, NEW, fill)

    assert len(kept) == 5
    for path, before in kept.items():
        after = (tmp_path / UNIT / path).stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
        assert path not in change.written


def test_nothing_to_do_writes_nothing(tmp_path: Path, fill: Fill) -> None:
    publish(tmp_path, UNIT, OLD)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / UNIT).rglob("*")}

    change = publish(tmp_path, UNIT, OLD, fill)

    assert change.nothing
    assert (change.written, change.removed) == ((), ())
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / UNIT).rglob("*")} == before
    assert stages(tmp_path) == ["stage"]


def test_what_stands_published_is_not_even_staged(tmp_path: Path) -> None:
    publish(tmp_path, UNIT, OLD)

    with Output(tmp_path) as output:
        put(output, UNIT, {**OLD, "index.html": b"OLD HOME", "404.html": b"", "rss.xml": b"old feed, longer"})
        staged = sorted(path.name for path in (tmp_path / HOUSE / "stage" / UNIT).rglob("*"))

    assert staged == ["404.html", "index.html", "rss.xml"]


def test_of_a_file_given_twice_the_last_counts(tmp_path: Path) -> None:
    publish(tmp_path, UNIT, OLD)
    for first, last in ((b"other", OLD["index.html"]), (OLD["index.html"], b"other")):
        with Output(tmp_path) as output:
            put(output, UNIT, {**OLD, "index.html": first})
            output.stages[UNIT].put("index.html", last)
            change = commit(output, UNIT, OLD)
        assert published(tmp_path, UNIT) == {**OLD, "index.html": last}
        assert ("index.html" in change.written) == (last == b"other")


PATHS = st.sampled_from(("a", "a/b", "a/b/c", "a/d", "e", "e/f/g", "h/i"))
SECTIONS = st.dictionaries(PATHS, st.sampled_from((b"", b"1", b"2", b"11")), min_size=1).map(
    lambda files: {path: files[path] for path in files if not any(folder in files for folder in above(path))}
)


@settings(max_examples=60, deadline=None)
@given(sections=st.lists(st.tuples(SECTIONS, st.sampled_from((lay, put))), min_size=2, max_size=4))
def test_whatever_stood_there_the_section_given_last_stands(sections: list[tuple[Files, Fill]]) -> None:
    with tempfile.TemporaryDirectory(prefix="cchc-", dir=MEMORY) as folder:
        before: Files = {}
        for files, fill in sections:
            change = publish(Path(folder), UNIT, files, fill)
            assert published(Path(folder), UNIT) == files
            own = {path for path in change.written if not path.startswith("cchc")}
            assert own == {path for path in files if before.get(path) != files[path]}
            assert set(change.removed) == before.keys() - files.keys()
            before = files


def test_a_first_section_is_there_in_one_step_and_on_the_disk_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fill: Fill
) -> None:
    renamed: list[bool] = []
    real, flushed = os.replace, []
    monkeypatch.setattr(os, "fsync", flushed.append)
    monkeypatch.setattr(os, "replace", lambda *a: (renamed.append(len(flushed) == len(OLD) + 2), real(*a))[1])

    change = publish(tmp_path, UNIT, OLD, fill)

    assert renamed == [True]
    assert published(tmp_path, UNIT) == OLD
    assert set(change.written) == {*OLD, "cchc.json", "cchc-files.json"}


def test_what_a_page_needs_comes_before_it_and_the_manifest_last_removals_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fill: Fill
) -> None:
    publish(tmp_path, UNIT, OLD)
    done: list[str] = []
    live = str(tmp_path / UNIT) + "/"
    for name in ("replace", "unlink"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *a, real=real, **k: (done.append(str(a[-1])), real(*a, **k))[1])

    new = {
        **OLD,
        "a.css": b"",
        "index.html": b"2",
        "tin-tuc/2026/tin-1/index.html": b"2",
        "rss.xml": b"2",
        "z.png": b"",
    }
    del new["sitemap.xml"]
    change = publish(tmp_path, UNIT, new, fill)

    order = ["a.css", "z.png", "tin-tuc/2026/tin-1/index.html", "index.html", "rss.xml", "cchc-files.json", "cchc.json"]
    assert list(change.written) == order
    assert change.removed == ("sitemap.xml",)
    assert [path.removeprefix(live) for path in done if path.startswith(live)] == [*order, "sitemap.xml"]


@pytest.mark.needs("posix")
def test_the_same_asset_of_two_sections_is_once_on_the_disk(tmp_path: Path) -> None:
    with Output(tmp_path) as output:
        for ma, page in (("a", b"trang a"), ("b", b"trang b")):
            output.stage(ma)
            output.stages[ma].put("assets/font.woff2", b"phong")
            output.stages[ma].put("index.html", page)
            output.stages[ma].put("rss.xml", b"nhu nhau")
            commit(output, ma, {"index.html": page, "rss.xml": b""})

    inodes = {path: [(tmp_path / ma / path).stat().st_ino for ma in "ab"] for path in ("assets/font.woff2", "rss.xml")}
    assert inodes["assets/font.woff2"][0] == inodes["assets/font.woff2"][1]
    assert inodes["rss.xml"][0] != inodes["rss.xml"][1]


@pytest.mark.needs("posix")
def test_what_changes_in_one_of_them_changes_in_no_other(tmp_path: Path) -> None:
    with Output(tmp_path) as output:
        for ma, contents in (("a", [b"phong"]), ("b", [b"phong", b"khac"])):
            output.stage(ma)
            for content in contents:
                output.stages[ma].put("assets/font.woff2", content)
            commit(output, ma, {})
        output.stage("c")
        (tmp_path / "a/assets/font.woff2").write_bytes(b"ai sua")
        output.stages["c"].put("assets/font.woff2", b"phong")
        commit(output, "c", {})

    found = {ma: (tmp_path / ma / "assets/font.woff2").read_bytes() for ma in "abc"}
    assert found == {"a": b"ai sua", "b": b"khac", "c": b"phong"}


def test_a_disk_without_links_holds_them_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("os.link", refuse)
    with Output(tmp_path) as output:
        for ma in "ab":
            output.stage(ma)
            output.stages[ma].put("assets/font.woff2", b"phong")
            commit(output, ma, {})

    assert (tmp_path / "b/assets/font.woff2").read_bytes() == b"phong"
