"""A section goes to OpenSSH and vsftpd as they are: whole, only what changed, over lines that break, one at a time."""

import os
import threading
from collections.abc import Callable
from datetime import datetime

from tests.cchc_cli.deploying.crawler import dead_links, in_folder
from tests.cchc_cli.deploying.servers import PASSWORD, Server, connect

from cchc.vietnamese.calendar import VIETNAM
from cchc_cli.deploying.host import Host, HostBusy
from cchc_cli.deploying.in_place import InPlace
from cchc_cli.deploying.release import Release
from cchc_cli.deploying.secrets import hide

Releases = dict[str, Release]
NOW = datetime(2026, 11, 20, 8, tzinfo=VIETNAM)
URL = "https://truong.example/cchc/"


def place(server: Server, connecting: Callable[[Server], Host] = connect) -> InPlace:
    return InPlace("máy chủ thử", lambda: connecting(server), "văn thư", NOW, lambda _: None)


def published(server: Server) -> dict[str, bytes]:
    root = server.home / "cchc"
    found = (path for path in root.rglob("*") if path.is_file() and ".cchc" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def files_of(release: Release) -> dict[str, bytes]:
    return {path: (release.folder / path).read_bytes() for path in release.files}


def test_a_section_arrives_whole_without_the_password_and_a_second_run_has_nothing_to_do(
    server: Server, releases: Releases
) -> None:
    place(server).publish(releases["first"])
    again = place(server).publish(releases["first"])

    assert published(server) == files_of(releases["first"])
    assert (again.files, again.bytes) == ((), 0)
    everything = b"".join(path.read_bytes() for path in server.home.rglob("*") if path.is_file()).decode("latin-1")
    assert hide(everything) == everything
    assert PASSWORD.encode().decode("latin-1") not in everything


def test_only_what_changed_travels_what_is_gone_goes_and_all_can_go_back(server: Server, releases: Releases) -> None:
    first, second = releases["first"], releases["second"]
    place(server).publish(first)
    sent = place(server).publish(second)

    assert set(sent.files) == {path for path in second.files if second.files[path] != first.files.get(path)}
    assert set(sent.removed) == first.files.keys() - second.files.keys()
    assert published(server) == files_of(second)
    assert dead_links(in_folder(server.home / "cchc"), URL) == []

    place(server).publish(first)

    assert published(server) == files_of(first)


def test_lines_that_break_again_and_again_only_cost_new_ones(server: Server, releases: Releases) -> None:
    place(server).publish(releases["first"])
    lines = []

    def fragile(server: Server) -> Host:
        lines.append(connect(server))
        # Every seventh call finds nobody at the other end any more.
        calls = iter(range(1, 8))
        return _Before(lines[-1], lambda: next(calls) == 7 and server.cut())

    place(server, connecting=fragile).publish(releases["second"])

    assert len(lines) > 3
    assert published(server) == files_of(releases["second"])


def test_two_at_once_do_not_meddle(server: Server, releases: Releases) -> None:
    ends: list[object] = []

    def publish(owner: str, release: Release) -> None:
        try:
            ends.append(InPlace("máy chủ thử", lambda: connect(server), owner, NOW).publish(release))
        except HostBusy as busy:
            ends.append(busy)

    both = [threading.Thread(target=publish, args=one) for one in (("A", releases["first"]), ("B", releases["second"]))]
    [one.start() for one in both]
    [one.join() for one in both]

    assert len(ends) == 2
    assert published(server) in (files_of(releases["first"]), files_of(releases["second"]))


def test_a_file_somebody_else_wrote_is_seen_even_with_its_size_unchanged(server: Server, releases: Releases) -> None:
    place(server).publish(releases["first"])
    meddled = server.home / "cchc/index.html"
    meddled.write_bytes(b"x" * meddled.stat().st_size)
    os.utime(meddled, (1_700_000_000, 1_700_000_000))

    sent = place(server).publish(releases["first"])

    assert sent.files == ("index.html",)
    assert published(server) == files_of(releases["first"])


class _Before:
    """A host, with something happening before each call."""

    def __init__(self, host: Host, happens: Callable[[], object]) -> None:
        self._host, self._happens = host, happens

    def __getattr__(self, name: str) -> object:
        if name != "close":
            self._happens()
        return getattr(self._host, name)
