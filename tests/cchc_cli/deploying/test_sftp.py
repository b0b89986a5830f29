"""What only SFTP has: keys of hosts and of accounts, channels, the extension for renaming."""

import logging
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import paramiko
import pytest
from tests.cchc_cli.deploying.servers import PASSWORD, USER, Server, sshd

from cchc_cli.deploying.host import HostFailed
from cchc_cli.deploying.secrets import Secret
from cchc_cli.deploying.sftp import SftpHost

pytestmark = pytest.mark.needs("sshd", "nss-wrapper")
ANOTHER = "SHA256:xbtHlKVC4Qo0lIk1n0qMVbmsTKlzqSWkRpmeNSlFtgM"


@pytest.fixture
def server() -> Iterator[Server]:
    with sshd() as running:
        yield running


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's own keys and known hosts play a part."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    (tmp_path / ".ssh").mkdir()
    return tmp_path


def connect(server: Server, secret: str | None = PASSWORD, **fields: object) -> SftpHost:
    return SftpHost(server.target(**fields), Secret(secret) if secret else None, timeout=10)


def log_of(server: Server) -> str:
    return (server.room / "errors").read_text()


def test_an_unknown_host_is_refused_with_its_fingerprint_and_gets_no_password(server: Server) -> None:
    with pytest.raises(HostFailed) as failed:
        connect(server, khoa_may_chu=None)

    assert not failed.value.transient
    assert f"khoa_may_chu: {server.fingerprint}" in str(failed.value)
    assert "assword" not in log_of(server)


def test_the_refusals_own_remedy_lets_the_host_in(server: Server) -> None:
    with pytest.raises(HostFailed) as failed:
        connect(server, khoa_may_chu=None)
    told = str(failed.value).rpartition("khoa_may_chu: ")[2]

    assert connect(server, khoa_may_chu=told).listing() == {}


def test_a_host_with_another_key_than_written_is_refused_and_gets_no_password(server: Server) -> None:
    with pytest.raises(HostFailed) as failed:
        connect(server, khoa_may_chu=ANOTHER)

    assert not failed.value.transient
    assert ANOTHER in str(failed.value)
    assert str(server.fingerprint) in str(failed.value)
    assert "assword" not in log_of(server)


def test_the_fingerprint_of_any_key_the_host_has_will_do(server: Server) -> None:
    shown = subprocess.run(["ssh-keygen", "-l", "-f", server.room / "second.pub"], capture_output=True, text=True)

    assert connect(server, khoa_may_chu=shown.stdout.split()[1]).listing() == {}


def test_a_host_in_known_hosts_needs_no_fingerprint(server: Server, home: Path) -> None:
    known = (server.room / "host.pub").read_text()
    (home / ".ssh/known_hosts").write_text(f"[127.0.0.1]:{server.port} {known}")

    assert connect(server, khoa_may_chu=None).listing() == {}


def test_a_host_whose_key_is_not_the_one_in_known_hosts_is_refused(server: Server, home: Path) -> None:
    other = (server.room / "key.pub").read_text()
    (home / ".ssh/known_hosts").write_text(f"[127.0.0.1]:{server.port} {other}")

    with pytest.raises(HostFailed, match="không phải máy chủ đã biết") as failed:
        connect(server, khoa_may_chu=None)

    assert str(server.fingerprint) in str(failed.value)
    assert "assword" not in log_of(server)


def test_a_private_key_in_the_variable_logs_in(server: Server) -> None:
    assert connect(server, server.key.strip("\n")).listing() == {}


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_keys_of_every_usual_kind_log_in(server: Server, home: Path, kind: str) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-f", home / "key"], check=True)
    (server.room / "authorized_keys").write_text((home / "key.pub").read_text())

    assert connect(server, (home / "key").read_text()).listing() == {}


def test_a_private_key_nobody_can_read_is_told_without_it(server: Server) -> None:
    with pytest.raises(HostFailed, match="không đọc được") as failed:
        connect(server, server.key[:200])

    assert server.key.splitlines()[1][:20] not in str(failed.value)


def test_without_a_password_the_keys_of_this_machine_are_tried(server: Server, home: Path) -> None:
    (home / ".ssh/id_ed25519").write_text(server.key)

    assert connect(server, None).listing() == {}


def test_without_a_password_and_a_key_it_says_what_was_tried(server: Server) -> None:
    with pytest.raises(HostFailed, match="ssh-agent"):
        connect(server, None)


def test_an_account_must_be_named(server: Server) -> None:
    with pytest.raises(HostFailed, match="tai_khoan"):
        connect(server, tai_khoan=None)


def test_a_name_that_leads_nowhere_may_lead_there_later() -> None:
    target = Server("sftp", Path(), 1, 0, None).target(dich="khong-co.invalid/cchc", tai_khoan=USER)

    with pytest.raises(HostFailed, match="không nối được") as failed:
        SftpHost(target, Secret(PASSWORD), timeout=1)

    assert failed.value.transient


def test_a_host_that_allows_one_channel_is_listed_by_it() -> None:
    with sshd(settings="MaxSessions 1\n") as server:
        server.give("cchc/a/b.html", b"12")

        assert {path: entry.size for path, entry in connect(server).listing().items()} == {"a/b.html": 2}


def test_listing_again_and_again_opens_no_more_channels(server: Server) -> None:
    host = connect(server)
    server.give("cchc/a/b.html", b"12")

    assert [len(host.listing()) for _ in range(4)] == [1, 1, 1, 1]
    assert len(server.lines()) < 15


def test_a_server_without_atomic_renames_still_replaces(server: Server, monkeypatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError("Operation unsupported")

    monkeypatch.setattr(paramiko.SFTPClient, "posix_rename", unsupported)
    host = connect(server)

    host.write("a.html", b"old")
    host.write("a.html", b"new")

    assert host.read("a.html") == b"new"


def test_names_that_are_not_utf8_are_refused_by_their_folder(server: Server) -> None:
    folder = server.give("cchc/cu/")
    (Path(os.fsdecode(os.fsencode(folder) + b"/\xd5.txt"))).write_bytes(b"")

    with pytest.raises(HostFailed, match="thư mục cu có tệp mang tên không phải UTF-8"):
        connect(server).listing()


def test_a_write_refused_in_the_midst_of_a_big_file_is_not_overlooked() -> None:
    """The library loses such answers where writes are not waited for; the length may come out right all the same."""
    with sshd(largest=1_500_000) as server, pytest.raises(HostFailed, match="đầy"):
        connect(server).write("video.mp4", os.urandom(2_000_000))


def test_a_line_that_was_cut_says_so(server: Server) -> None:
    host = connect(server)
    server.cut()

    with pytest.raises(HostFailed, match="đường truyền đứt") as failed:
        host.write("a.html", b"a")

    assert failed.value.transient


def test_nothing_is_printed_of_broken_lines(server: Server, capfd, monkeypatch) -> None:
    # As in a command: nobody has asked for a log.
    monkeypatch.setattr(logging.root, "handlers", [])
    host = connect(server)
    server.cut()
    with pytest.raises(HostFailed):
        host.listing()

    assert capfd.readouterr() == ("", "")
