"""The commit: what is published is the old section or the new one, never a mixture (design §1)."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cchc.publishing.killing import (
    NEW,
    OLD,
    UNIT,
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
    stages,
)  # fmt: skip

from cchc.publishing.output import Output, open_journals

Strikes = Callable[[str, tuple[Any, ...]], BaseException | None]


@pytest.fixture
def tmp_path(in_memory: Path) -> Path:
    """What is tried here hundreds of times is the order, not the disk."""
    return in_memory


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
