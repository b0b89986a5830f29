"""The connection dies at every operation there is: the section stays whole, and the next run finishes it."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cchc_cli.deploying.crawler import whole
from tests.cchc_cli.deploying.hosts import Disc, Releases, all_is_well, content, target

from cchc_cli.deploying.host import HostFailed

FOREIGN = {"moodle/index.php": b"<?php", "tin-tuc/2026/cua-ai-do.txt": b"giu"}


@pytest.fixture(scope="session")
def published(releases: Releases, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A host that holds the first edition, and something of somebody else's."""
    root = tmp_path_factory.mktemp("published")
    for path, data in FOREIGN.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    target(Disc(root)).publish(releases["first"])
    return root


def copy(host: Path, place: Path) -> Disc:
    """Another host that holds the same; links will do, for nobody writes into a file that is there."""
    shutil.copytree(host, place, copy_function=os.link)
    return Disc(place)


def dies(at: int, how: str) -> Callable[[int, str], str]:
    """Trouble of a connection that breaks at an operation and never comes back."""
    return lambda number, _: "" if number < at else how if number == at else "before"


def notes(disc: Disc) -> list[str]:
    """What we leave lying on a host."""
    return sorted(path.name for path in (disc.root / ".cchc").rglob("*") if path.is_file())


@pytest.mark.parametrize("edition", ["first", "second"])
def test_wherever_it_dies_visitors_find_a_whole_section_and_the_next_run_finishes(
    releases: Releases, published: Path, tmp_path: Path, edition: str
) -> None:
    (tmp_path / "empty").mkdir()
    before = published if edition == "second" else tmp_path / "empty"
    foreign = FOREIGN if edition == "second" else {}
    finished = False

    for at in count():
        disc = copy(before, tmp_path / f"host{at}")
        # A file half sent is the worst of it: to visitors it is none, and to have died after is to die before the next.
        disc.trouble = dies(at, "half")
        with suppress(HostFailed):
            target(disc).publish(releases[edition])
            finished = True  # Only the lock may be left behind unsaid.
        # How often the state is noted down depends on how well it packs, by one time or two.
        died = disc.asked[at : at + 1]
        assert not finished or died in ([], ["remove .cchc/lock/owner"])

        assert whole(disc.root, releases["first"].url) == [], died
        disc.trouble = all_is_well
        # Where the teacher has gone on meanwhile, another edition follows the half one.
        following = releases[edition if at % 2 else "third"]
        target(disc).publish(following)
        assert disc.files() == content(following) | foreign, died
        if finished:
            break
        assert notes(disc) == ["state.json.gz"]
        shutil.rmtree(disc.root)
    assert at > 60


@settings(max_examples=25)
@given(data=st.data())
def test_dying_again_and_again_with_ever_other_editions_it_is_whole_each_time(
    data: st.DataObject, releases: Releases, published: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    disc = copy(published, tmp_path_factory.mktemp("host") / "host")
    for _ in range(data.draw(st.integers(1, 4), "cuts")):
        disc.asked = []
        at, how = data.draw(st.integers(0, 70), "at"), data.draw(st.sampled_from(["before", "half", "after"]), "how")
        disc.trouble = dies(at, how)
        with suppress(HostFailed):
            target(disc).publish(releases[data.draw(st.sampled_from(["first", "second", "third"]))])
        assert whole(disc.root, releases["first"].url) == []
    disc.trouble = all_is_well

    target(disc).publish(releases["second"])

    assert disc.files() == content(releases["second"]) | FOREIGN


@pytest.mark.parametrize("how", ["half", "after"])
def test_a_line_that_breaks_once_anywhere_costs_a_wait_and_nothing_else(
    releases: Releases, published: Path, tmp_path: Path, how: str
) -> None:
    for at in count():
        disc, waits = copy(published, tmp_path / f"host{at}"), []
        disc.trouble = lambda number, _, at=at: how if number == at else ""
        sent = target(disc, sleep=waits.append).publish(releases["second"])

        assert disc.files() == content(releases["second"]) | FOREIGN
        if at >= len(disc.asked):
            break
        assert disc.connections == 2
        # Having made the lock and not heard of it, we take our own for another's who has not yet given his name.
        assert waits in ([1], [1, 5])
        assert len(sent.files) < len(releases["second"].files)
        shutil.rmtree(disc.root)
    assert at > 50


def test_waits_grow_until_it_gives_up(releases: Releases, tmp_path: Path) -> None:
    disc, waits = Disc(tmp_path), []
    disc.trouble = dies(0, "before")

    with pytest.raises(HostFailed, match="mất kết nối"):
        target(disc, sleep=waits.append).publish(releases["first"])

    assert waits == [1, 3, 10, 30, 90]


def test_a_refusal_is_not_asked_again(releases: Releases, tmp_path: Path) -> None:
    disc, waits = Disc(tmp_path), []
    disc.trouble = lambda _, __: "denied"

    with pytest.raises(HostFailed, match="không có quyền"):
        target(disc, sleep=waits.append).publish(releases["first"])

    assert (waits, disc.connections) == ([], 1)


def test_what_had_arrived_before_the_cut_does_not_travel_again(releases: Releases, tmp_path: Path) -> None:
    whole_run, disc = Disc(tmp_path / "whole"), Disc(tmp_path / "cut")
    for one in (whole_run, disc):
        one.root.mkdir()
    target(whole_run).publish(releases["first"])
    disc.trouble = dies(len(whole_run.asked) - 10, "half")
    with pytest.raises(HostFailed):
        target(disc).publish(releases["first"])
    first_time, disc.trouble = disc.sent, all_is_well

    target(disc).publish(releases["first"])

    assert disc.sent - first_time < whole_run.sent / 3
    assert disc.files() == content(releases["first"])


def test_a_small_change_is_not_trusted_to_a_clock_too_coarse_to_see_it(
    releases: Releases, published: Path, tmp_path: Path
) -> None:
    """Within one minute: a file is replaced by one of the same size, the line dies, and the old edition returns."""
    disc = copy(published, tmp_path / "host")
    for path in disc.root.rglob("*"):
        os.utime(path, (0, 0))
    disc.coarse = True
    target(disc).publish(releases["first"])
    again = copy(disc.root, tmp_path / "again")
    again.coarse = True
    again.trouble = lambda _, what: "after" if what == "write tin-tuc/index.html" else ""
    changed = "tin-tuc/2026/tin-1/index.html"
    with pytest.raises(HostFailed):
        target(again, sleep=_give_up).publish(releases["second"])
    old = (disc.root / changed).stat()
    (again.root / changed).unlink()
    (again.root / changed).write_bytes(b"x" * old.st_size)
    os.utime(again.root / changed, (0, 0))
    again.trouble = all_is_well

    target(again).publish(releases["first"])

    assert again.files() == content(releases["first"]) | FOREIGN


def _give_up(_: float) -> None:
    raise HostFailed("tắt máy", transient=True)
