"""One at a time: who comes second leaves, a dead man's lock grows old, a living one's is kept alive."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.cchc_cli.deploying.hosts import Disc, Releases, content, target

from cchc_cli.deploying.host import HostBusy
from cchc_cli.deploying.lock import LOCK, OWNER, Lock


def test_two_at_once_the_second_leaves(disc: Disc, releases: Releases) -> None:
    slept: list[float] = []

    def meanwhile(_: int, what: str) -> str:
        if what == "write index.html" and not slept:
            slept.append(0)
            with pytest.raises(HostBusy, match="“máy văn phòng” đang đăng lên đây; chờ xong rồi chạy lại"):
                target(disc, "máy ở nhà", slept.append).publish(releases["second"])
        return ""

    disc.trouble = meanwhile
    target(disc).publish(releases["first"])

    assert slept == [0]
    assert disc.files() == content(releases["first"])


def test_who_came_between_the_look_and_the_lock_is_not_overlooked(disc: Disc, releases: Releases) -> None:
    came: list[bool] = []

    def meanwhile(_: int, what: str) -> str:
        if what == "claim .cchc/lock" and not came:
            came.append(True)
            target(disc, "máy ở nhà").publish(releases["first"])
        return ""

    disc.trouble = meanwhile
    sent = target(disc).publish(releases["second"])

    assert len(sent.files) < len(releases["second"].files)
    assert disc.files() == content(releases["second"])


def test_a_lock_is_taken_over_once_it_is_old_by_the_hosts_own_clock(disc: Disc, releases: Releases) -> None:
    (disc.root / ".cchc/lock").mkdir(parents=True)
    (disc.root / ".cchc/lock/owner").write_bytes("máy đã chết".encode())
    with pytest.raises(HostBusy, match="“máy đã chết”"):
        target(disc).publish(releases["first"])
    now = disc.clock
    disc.clock = lambda: now() + timedelta(minutes=31).total_seconds()

    target(disc).publish(releases["first"])

    assert disc.files() == content(releases["first"])


def test_a_lock_without_a_name_is_taken_after_a_short_wait(disc: Disc, releases: Releases) -> None:
    slept: list[float] = []
    (disc.root / ".cchc/lock").mkdir(parents=True)

    target(disc, sleep=slept.append).publish(releases["first"])

    assert slept == [5]
    assert disc.files() == content(releases["first"])


def test_who_lost_his_lock_in_his_sleep_stops_before_he_deletes(disc: Disc, releases: Releases) -> None:
    target(disc).publish(releases["first"])

    def robbed(_: int, what: str) -> str:
        if what == "write cchc.json":
            (disc.root / ".cchc/lock/owner").write_bytes("máy ở nhà".encode())
        return ""

    disc.trouble = robbed
    with pytest.raises(HostBusy, match="“máy ở nhà”"):
        target(disc).publish(releases["second"])

    assert "tin-tuc/2026/tin-2/index.html" in disc.files()
    assert (disc.root / ".cchc/lock/owner").read_bytes() == "máy ở nhà".encode()


def test_long_work_touches_its_lock_every_minute(tmp_path: Path) -> None:
    disc, now = Disc(tmp_path), [0.0]

    with Lock(disc.connect(), "máy văn phòng", clock=lambda: now[0]) as lock:
        for second in range(150):
            now[0] = second
            lock.hold()

    assert disc.asked.count(f"write {OWNER}") == 3
    assert lock.bytes == disc.sent == 3 * len("máy văn phòng".encode())
    assert not (tmp_path / LOCK).exists()


def test_a_lock_that_cannot_be_dropped_is_left_to_grow_old(tmp_path: Path) -> None:
    disc = Disc(tmp_path)
    disc.trouble = lambda _, what: "denied" if what.startswith("remove") else ""

    with Lock(disc.connect(), "máy văn phòng"):
        pass

    assert (tmp_path / OWNER).exists()
