"""What only FTP has: certificates, data lines, listings made for people's eyes."""

import ftplib
import os
from collections.abc import Iterator

import pytest
from tests.cchc_cli.deploying.servers import PASSWORD, Server, vsftpd

from cchc_cli.deploying.ftp import FtpHost
from cchc_cli.deploying.host import Entry, HostFailed
from cchc_cli.deploying.secrets import Secret

pytestmark = pytest.mark.needs("vsftpd")
ANOTHER = "SHA256:xbtHlKVC4Qo0lIk1n0qMVbmsTKlzqSWkRpmeNSlFtgM"


@pytest.fixture
def server() -> Iterator[Server]:
    with vsftpd() as running:
        yield running


@pytest.fixture
def secure() -> Iterator[Server]:
    with vsftpd(tls=True) as running:
        yield running


def connect(server: Server, secret: str | None = PASSWORD, **fields: object) -> FtpHost:
    return FtpHost(server.target(**fields), Secret(secret) if secret else None, timeout=10)


def log_of(server: Server) -> str:
    return (server.room / "log").read_text()


def test_an_unknown_certificate_is_refused_with_its_fingerprint_before_the_password(secure: Server) -> None:
    with pytest.raises(HostFailed) as failed:
        connect(secure, khoa_may_chu=None)

    assert not failed.value.transient
    assert f"khoa_may_chu: {secure.fingerprint}" in str(failed.value)
    assert "PASS <" not in log_of(secure)


def test_a_certificate_with_another_fingerprint_than_written_is_refused_before_the_password(secure: Server) -> None:
    with pytest.raises(HostFailed, match="không phải máy chủ đã biết") as failed:
        connect(secure, khoa_may_chu=ANOTHER)

    assert not failed.value.transient
    assert str(secure.fingerprint) in str(failed.value)
    assert "PASS <" not in log_of(secure)


def test_a_certificate_somebody_trusted_vouches_for_needs_no_fingerprint(secure: Server, monkeypatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secure.room / "tls.pem"))
    host = connect(secure, khoa_may_chu=None)

    host.write("a.html", b"a")

    assert host.read("a.html") == b"a"


def test_a_server_that_insists_on_tls_tells_a_plain_client_so(secure: Server) -> None:
    with pytest.raises(HostFailed, match="530"):
        connect(secure, kieu="ftp")


def test_a_server_without_tls_gets_no_password_from_a_client_that_wants_it(server: Server) -> None:
    with pytest.raises(HostFailed):
        connect(server, kieu="ftps")

    assert "PASS <" not in log_of(server)


def test_the_old_port_of_ftps_is_refused_with_the_usual_one() -> None:
    with pytest.raises(HostFailed, match="21"):
        FtpHost(Server("ftps", None, 990, 0, None).target(), Secret(PASSWORD))


def test_an_account_without_a_password_is_told_where_to_put_it(server: Server) -> None:
    with pytest.raises(HostFailed, match="mat_khau_tu"):
        connect(server, None)


def test_a_stamp_after_writing_agrees_with_the_one_in_a_listing(server: Server) -> None:
    host = connect(server)

    written = host.write("a.html", b"a")

    assert len(written.stamp) == len("20261120T080005")
    assert written.is_as(host.listing()["a.html"])


def test_a_server_that_lists_in_its_own_zone_is_understood(server: Server, monkeypatch) -> None:
    sendcmd = ftplib.FTP.sendcmd

    def seven_hours_behind(self: ftplib.FTP, cmd: str) -> str:
        answer = sendcmd(self, cmd)
        return f"213 {int(answer[4:]) - 70000}" if cmd.startswith("MDTM") else answer

    server.give("cchc/a.html", b"a")
    os.utime(server.home / "cchc/a.html", (1_795_000_000, 1_795_000_000))
    monkeypatch.setattr(ftplib.FTP, "sendcmd", seven_hours_behind)
    host = connect(server)
    host._calibrate("a.html")

    assert Entry(1, host._stamp("a.html")).is_as(host.listing()["a.html"])


def test_a_server_that_cannot_tell_times_gives_empty_stamps(server: Server, monkeypatch) -> None:
    sendcmd = ftplib.FTP.sendcmd

    def unknown(self: ftplib.FTP, cmd: str) -> str:
        if cmd.startswith("MDTM"):
            raise ftplib.error_perm("500 Unknown command.")
        return sendcmd(self, cmd)

    monkeypatch.setattr(ftplib.FTP, "sendcmd", unknown)

    assert connect(server).write("a.html", b"a") == Entry(1, "")


def test_a_server_that_forbids_going_on_gets_the_file_from_its_start(server: Server, monkeypatch) -> None:
    content = os.urandom(3_000_000)
    host = connect(server)
    with monkeypatch.context() as interrupted:
        interrupted.setattr(host, "_replace", lambda *_: server.cut())
        with pytest.raises(HostFailed):
            host.write("video.mp4", content)
    transfer = ftplib.FTP.ntransfercmd

    def forbidding(self: ftplib.FTP, cmd: str, rest: int | None = None) -> object:
        if rest:
            raise ftplib.error_temp("451 Append/Restart not permitted, try again")
        return transfer(self, cmd, rest)

    monkeypatch.setattr(ftplib.FTP, "ntransfercmd", forbidding)
    connect(server).write("video.mp4", content)

    assert (server.home / "cchc/video.mp4").read_bytes() == content


def test_a_server_on_windows_that_renames_over_nothing_still_replaces(server: Server, monkeypatch) -> None:
    rename, sendcmd = ftplib.FTP.rename, ftplib.FTP.sendcmd

    def careful(self: ftplib.FTP, old: str, new: str) -> str:
        if (server.home / "cchc" / new.rpartition("/")[2]).exists():
            raise ftplib.error_perm("550 Cannot create a file when that file already exists.")
        return rename(self, old, new)

    monkeypatch.setattr(ftplib.FTP, "rename", careful)
    monkeypatch.setattr(
        ftplib.FTP, "sendcmd", lambda self, cmd: "215 Windows_NT" if cmd == "SYST" else sendcmd(self, cmd)
    )
    host = connect(server)

    host.write("a.html", b"old")
    host.write("a.html", b"new")

    assert host.read("a.html") == b"new"


def test_a_file_that_may_not_be_read_is_not_taken_for_a_missing_one(server: Server) -> None:
    server.give("cchc/a.html", b"a").chmod(0)

    with pytest.raises(HostFailed, match=r"đọc a\.html"):
        connect(server).read("a.html")


def test_names_that_are_not_utf8_come_back_as_they_were(server: Server) -> None:
    os.close(os.open(os.fsencode(server.give("cchc/")) + b"/\xd5.txt", os.O_CREAT))
    host = connect(server)

    [name] = host.listing()
    host.remove(name)

    assert os.fsencode(name) == b"\xd5.txt"
    assert host.listing() == {}
