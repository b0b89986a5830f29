"""The stage: what stands published is not written again, and the same file of two sections is once on the disk."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cchc.publishing.killing import (
    MEMORY,
    NEW,
    OLD,
    UNIT,
    Files,
    Fill,
    commit,
    lay,
    publish,
    published,
    put,
    stages,
)  # fmt: skip

from cchc.publishing.output import HOUSE, Output
from cchc.publishing.stage import above


@pytest.fixture
def tmp_path(in_memory: Path) -> Path:
    """What is tried here is what is written, not the disk."""
    return in_memory


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
