"""`cchc deploy` from the first byte to the reading back, on the servers a school may really have."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.cchc_cli.deploying.servers import PASSWORD, Server, sshd, vsftpd
from tests.command import run
from tests.school import School

from cchc_cli.deploying.secrets import hide

pytestmark = pytest.mark.needs("sshd", "nss-wrapper", "vsftpd")


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def servers() -> Iterator[list[Server]]:
    with ExitStack() as running:
        yield [running.enter_context(start()) for start in (sshd, vsftpd, partial(vsftpd, tls=True))]


@pytest.fixture
def site(servers: list[Server]) -> Iterator[str]:
    """What the first server got, as visitors see it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(servers[0].home))) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/cchc/"
        http.shutdown()


def test_three_hosts_at_once_forward_and_back_and_the_password_nowhere(
    servers: list[Server], site: str, school: School, folder: Path, monkeypatch, capfd
) -> None:
    hosts = [
        {"kieu": server.kind, "dich": "127.0.0.1/cchc", "cong": server.port, "tai_khoan": server.user}
        | {"mat_khau_tu": "MAT_KHAU"}
        | ({"khoa_may_chu": server.fingerprint} if server.fingerprint else {})
        for server in servers
    ]
    school.unit(url=site, dinh_danh="truong.example,2026", trien_khai=hosts)
    school.news("a", tieu_de="Tin A")
    monkeypatch.setenv("MAT_KHAU", PASSWORD)
    monkeypatch.setattr("cchc_cli.deploying.delivery.WAITS", (0.0,))
    monkeypatch.setattr("cchc_cli.deploying.delivery.SLOW", (0.0,))

    def news() -> list[list[str]]:
        return [
            sorted(path.parent.name for path in server.home.glob("cchc/tin-tuc/2026/*/index.html"))
            for server in servers
        ]

    assert (run(folder, "build"), run(folder, "deploy", "--dry-run"), news()) == (0, 0, [[], [], []])
    assert (run(folder, "deploy"), news()) == (0, [["a"]] * 3)
    school.news("b", tieu_de="Tin B")
    assert (run(folder, "build"), run(folder, "deploy"), news()) == (0, 0, [["a", "b"]] * 3)
    assert (run(folder, "deploy", "--rollback"), news()) == (0, [["a"]] * 3)
    school.news("c", tieu_de="Tin C")
    assert run(folder, "build") == 0
    monkeypatch.setenv("MAT_KHAU", "Chìa-rơi")
    assert (run(folder, "deploy"), news()) == (3, [["a"]] * 3)

    told = "".join(capfd.readouterr())
    kept = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    kept += [path.read_bytes() for server in servers for path in server.home.rglob("*") if path.is_file()]
    everything = told + "".join(one.decode("utf-8", "replace") for one in kept)
    assert "không nhận tài khoản" in told
    assert hide(everything) == everything
    assert PASSWORD not in everything
    assert "Chìa-rơi" not in everything
