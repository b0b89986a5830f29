"""A host is what it promises to be, on OpenSSH and vsftpd as they are."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cchc_cli.deploying.servers import Server, Start, connect

from cchc_cli.deploying import ftp, sftp
from cchc_cli.deploying.host import Host, HostFailed
from cchc_cli.deploying.remote import Parcel, pack


@pytest.fixture
def host(server: Server) -> Iterator[Host]:
    connected = connect(server)
    yield connected
    connected.close()


def test_a_big_file_goes_on_where_it_was_cut_off(server: Server, host: Host, monkeypatch) -> None:
    content, read, cuts = os.urandom(16_000_000), [], iter([server.cut])
    for module in (sftp, ftp):
        monkeypatch.setattr(module, "pack", lambda source: counted(source, read, at=14_000_000, then=next(cuts, print)))
    with pytest.raises(HostFailed) as failed:
        host.write("video.mp4", content)
    assert failed.value.transient
    assert not (server.home / "cchc/video.mp4").exists()
    del read[:-1]

    connect(server).write("video.mp4", content)

    assert (server.home / "cchc/video.mp4").read_bytes() == content
    assert sum(read) < len(content)


def test_a_begun_file_longer_than_the_true_one_does_no_harm(server: Server, host: Host) -> None:
    content = os.urandom(3_000_000)
    server.give(f"cchc/{pack(content).arriving}", b"x" * 3_000_001)

    host.write("video.mp4", content)

    assert (server.home / "cchc/video.mp4").read_bytes() == content


def test_a_server_that_falls_silent_is_given_up(server: Server) -> None:
    host = connect(server, timeout=1)
    server.cut(signal.SIGSTOP)

    with pytest.raises(HostFailed, match="im lặng quá 1 giây") as failed:
        host.read("index.html")

    assert failed.value.transient


def test_a_server_that_never_says_a_word_is_given_up(server: Server) -> None:
    os.kill(server.pid, signal.SIGSTOP)

    with pytest.raises(HostFailed, match="nối") as failed:
        connect(server, timeout=1)

    assert failed.value.transient


def test_a_server_that_is_not_there_may_be_back_soon(server: Server) -> None:
    os.kill(server.pid, signal.SIGKILL)
    server.cut()

    with pytest.raises(HostFailed, match="nối") as failed:
        connect(server, timeout=1)

    assert failed.value.transient


def test_a_wrong_password_ends_the_turn_and_is_not_told(server: Server) -> None:
    with pytest.raises(HostFailed, match="mật khẩu") as failed:
        connect(server, password="Chìa-rơi")

    assert not failed.value.transient
    assert "Chìa-rơi" not in str(failed.value)


def test_a_folder_closed_to_the_account_is_told(server: Server, host: Host) -> None:
    server.give("cchc/").chmod(0o555)

    with pytest.raises(HostFailed, match="quyền") as failed:
        host.write("tin/index.html", b"x")

    assert not failed.value.transient


def test_a_full_disk_ends_the_turn_and_leaves_what_stood_there(start: Start) -> None:
    with start(largest=500_000) as server:
        host = connect(server)
        host.write("video.mp4", b"old")

        with pytest.raises(HostFailed, match="đầy") as failed:
            host.write("video.mp4", os.urandom(3_000_000))

        assert not failed.value.transient
        assert (server.home / "cchc/video.mp4").read_bytes() == b"old"


def test_names_are_told_as_the_host_spells_them_and_links_are_not_followed(server: Server, host: Host) -> None:
    server.give("cchc/Tin/INDEX.HTML", b"12")
    server.give("cchc/e\u0302 va\u0300/tê\u0323p [cũ].txt", b"123")
    server.give("cchc/trống/")
    (server.home / "cchc/vòng").symlink_to(server.home, target_is_directory=True)

    sizes = {path: entry.size for path, entry in host.listing().items() if path != "vòng"}

    assert sizes == {"Tin/INDEX.HTML": 2, "e\u0302 va\u0300/tê\u0323p [cũ].txt": 3}
    assert "vòng" in host.listing()


def test_folders_of_others_that_are_closed_to_us_do_not_matter(server: Server, host: Host) -> None:
    server.give("cchc/nhat-ky/a.log").parent.chmod(0)
    server.give("cchc/b.txt")

    assert list(host.listing()) == ["b.txt"]


def test_a_folder_is_claimed_once_and_has_an_age(server: Server, host: Host) -> None:
    assert host.listing() == {}
    assert [host.claim(".cchc/lock"), host.claim(".cchc/lock")] == [True, False]
    host.write(".cchc/lock/owner", b"A")
    os.utime(server.home / "cchc/.cchc/lock/owner", times=(1_790_000_000, os.stat(server.room).st_mtime - 4000))

    assert 3900 < (host.age(".cchc/lock/owner") or 0) < 4200
    assert host.age("gone") is None
    assert host.read("gone") is None


def test_what_is_removed_takes_emptied_folders_with_it(server: Server, host: Host) -> None:
    for path in ("a/b/c.html", "a/d.html", "e/"):
        server.give(f"cchc/{path}")

    for path in ("a/b/c.html", "gone/c.html", "e"):
        host.remove(path)

    assert sorted(path.relative_to(server.home / "cchc").as_posix() for path in server.home.rglob("cchc/**/*")) == [
        "a",
        "a/d.html",
    ]


def test_what_may_not_be_removed_is_told(server: Server, host: Host) -> None:
    server.give("cchc/a/d.html").parent.chmod(0o555)

    with pytest.raises(HostFailed, match="quyền"):
        host.remove("a/d.html")


def test_a_path_with_two_slashes_begins_at_the_top_of_the_host(server: Server) -> None:
    host = connect(server, dich=f"127.0.0.1/{server.home}/khác")

    host.write("a.txt", b"a")

    assert (server.home / "khác/a.txt").read_bytes() == b"a"


def test_an_account_that_opens_in_the_sections_folder_is_written_with_a_dot(server: Server) -> None:
    connect(server, dich="127.0.0.1/.").write("a.txt", b"a")

    assert (server.home / "a.txt").read_bytes() == b"a"


def counted(source: bytes | Path, read: list[int], at: int, then: Callable[[], None]) -> Parcel:
    """A parcel that notes what is read of it; when `at` bytes were, `then` happens."""
    parcel = pack(source)
    plain = parcel.file.read

    def reading(size: int = -1) -> bytes:
        part = plain(size)
        if sum(read) < at <= sum(read) + len(part):
            then()
        read.append(len(part))
        return part

    class Counting:
        def __getattr__(self, name: str) -> object:
            return reading if name == "read" else getattr(parcel.file, name)

        def __enter__(self) -> "Counting":
            return self

        def __exit__(self, *_: object) -> None:
            parcel.file.close()

    return parcel._replace(file=Counting())
