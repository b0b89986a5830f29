"""Many machines: real schedulers, workers and stores; whatever breaks, the store ends with the same bytes."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import fsspec.config
import pytest
from tests.cchc.section.rich import files_in
from tests.cchc_cli.building.fleets import whole
from tests.cchc_cli.deploying.servers import PASSWORD, USER, Server, free_port, sshd
from tests.command import run
from tests.conftest import PROJECT
from tests.school import School

from cchc_cli.building import machines
from cchc_cli.building.store import StoreFolder
from cchc_cli.deploying.host import HostFailed

pytestmark = pytest.mark.needs("posix", "proc")
real_server = pytest.mark.needs("sshd", "nss-wrapper")


class Cluster(NamedTuple):
    """A scheduler with two workers, each under a nanny that starts it again."""

    scheduler: str
    nannies: tuple[int, ...]

    def build(self, folder: Path, store: str, *more: str) -> int:
        return run(folder, "build", "--scheduler", self.scheduler, "-o", store, *more)

    def signal(self, with_signal: int, *, workers: int = 2) -> None:
        """To so many of the processes that build."""
        for nanny in self.nannies[:workers]:
            for pid in map(int, Path(f"/proc/{nanny}/task/{nanny}/children").read_text().split()):
                if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text():
                    os.kill(pid, with_signal)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where workers and the one who commands keep what they know of hosts."""
    home = tmp_path_factory.mktemp("home")
    (home / ".ssh").mkdir()
    return home


@pytest.fixture(scope="module")
def cluster(home: Path) -> Iterator[Cluster]:
    port = free_port()
    scheduler = f"tcp://127.0.0.1:{port}"
    settings = {"PYTHONPATH": str(PROJECT / "plugins"), "HOME": str(home), "FSSPEC_SFTP_PASSWORD": PASSWORD}
    settings |= {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "1s"}
    lines = [["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]]
    lines += [["worker", scheduler, "--nthreads", "1", "--no-dashboard", "--local-directory", str(home)]] * 2
    started = []
    with (home / "log").open("wb") as log:
        try:
            for line in lines:
                command = [sys.executable, "-P", "-m", "dask", *line]
                started.append(
                    subprocess.Popen(command, env=os.environ | settings, stdout=log, stderr=log, start_new_session=True)
                )
            yield Cluster(scheduler, tuple(one.pid for one in started[1:]))
        finally:
            for one in started:
                os.killpg(one.pid, signal.SIGKILL)
                one.wait()


@pytest.fixture
def server(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A real SFTP server which workers and the one who commands have met."""
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setitem(fsspec.config.conf, "sftp", {"password": PASSWORD})
    with sshd() as running:
        key = (running.room / "host.pub").read_text()
        (home / ".ssh/known_hosts").write_text(f"[127.0.0.1]:{running.port} {key}")
        yield running


def address(server: Server) -> str:
    return f"sftp://{USER}@127.0.0.1:{server.port}{server.home}/kho"


def stored(store: Path) -> dict[str, bytes]:
    return {path: data for path, data in files_in(store).items() if "/.cchc/" not in path}


def marks(store: Path) -> dict[str, tuple[int, int]]:
    found = (path for path in store.rglob("*") if path.is_file() and ".cchc" not in path.parts)
    return {str(path.relative_to(store)): (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


@contextlib.contextmanager
def once_something_stands_in(store: Path, act: Callable[[], None]) -> Iterator[list[str]]:
    """`act`, beside what is done here, as soon as the first section is on its way; says when it did."""
    over, acted = threading.Event(), []

    def watch() -> None:
        while not over.is_set() and not any(store.glob("*/assets")):
            time.sleep(0.01)
        if not over.is_set():
            act()
            acted.append("in the midst")

    beside = threading.Thread(target=watch)
    beside.start()
    try:
        yield acted
    finally:
        over.set()
        beside.join()


def test_machines_bring_to_a_store_what_one_process_makes_and_later_what_differs(
    cluster: Cluster, fleet: Path, school: School, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    store = fleet / "kho"
    assert cluster.build(fleet, store.as_uri()) == 0
    assert stored(store) == whole(fleet, monkeypatch)
    before = marks(store)
    school.news("mot", "don-vi/c", tieu_de="Tin mới sửa")
    school.news("mot", "don-vi/d", ngay="hôm nào đó")
    capsys.readouterr()

    assert cluster.build(fleet, str(store)) == 3

    after = marks(store)
    assert {path.partition("/")[0] for path in before if before[path] != after.get(path)} == {"so", "c"}
    assert after["c/thu-tuc/thu-tuc-1/index.html"] == before["c/thu-tuc/thu-tuc-1/index.html"]
    told = capsys.readouterr()
    assert "d: GIỮ NGUYÊN" in told.err
    assert "b: không có gì đổi" in told.out


@real_server
def test_workers_killed_in_the_midst_cost_nothing_but_time(
    cluster: Cluster, server: Server, fleet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with once_something_stands_in(server.home / "kho", lambda: cluster.signal(signal.SIGKILL)) as killed:
        assert cluster.build(fleet, address(server)) == 0

    assert killed
    assert stored(server.home / "kho") == whole(fleet, monkeypatch)


@real_server
def test_a_store_that_refuses_for_a_while_is_waited_for(
    cluster: Cluster, server: Server, fleet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        until = time.monotonic() + 1.5
        while time.monotonic() < until:
            server.cut()
            time.sleep(0.02)

    with once_something_stands_in(server.home / "kho", refuse) as refused:
        assert cluster.build(fleet, address(server)) == 0

    assert refused
    assert stored(server.home / "kho") == whole(fleet, monkeypatch)


def test_a_worker_that_sleeps_is_done_without(cluster: Cluster, fleet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = fleet / "kho"
    with once_something_stands_in(store, lambda: cluster.signal(signal.SIGSTOP, workers=1)) as slept:
        assert cluster.build(fleet, str(store)) == 0

    assert slept
    assert stored(store) == whole(fleet, monkeypatch)


def test_a_worker_with_another_content_is_refused(
    cluster: Cluster, fleet: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setattr(machines, "_sight", lambda *_: "of another content")

    assert cluster.build(fleet, str(fleet / "kho")) == 2

    assert "không giống máy ra lệnh" in capsys.readouterr().err
    assert not (fleet / "kho").exists()


def test_what_goes_wrong_in_a_worker_comes_back_short_enough_to_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def deeper(*_: object) -> None:
        deeper()

    monkeypatch.setattr(machines, "_built", deeper)

    with pytest.raises(RecursionError) as failed:
        machines.build(None, None, "")  # type: ignore[arg-type]

    assert len(failed.traceback) == 2
    assert "in deeper" in failed.value.__notes__[0]


def test_what_cannot_go_is_said(fleet: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(machines, "PATIENCE", 0.2)
    nobody = Cluster(f"tcp://127.0.0.1:{free_port()}", ())

    assert nobody.build(fleet, str(fleet / "kho")) == 3
    assert nobody.build(fleet, str(fleet / "kho"), "--offline") == 2
    monkeypatch.delitem(sys.modules, machines.__name__)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert nobody.build(fleet, str(fleet / "kho")) == 2

    told = capsys.readouterr().err
    assert "chạy: dask scheduler" in told
    assert "--scheduler không đi cùng --offline" in told
    assert 'pip install "cchc[fleet]"' in told


@pytest.mark.parametrize("kind", ["file", "memory"])
def test_a_folder_of_a_store_is_a_host(tmp_path: Path, kind: str) -> None:
    host = StoreFolder(f"{kind}://{tmp_path}/kho/a")
    assert (host.listing(), host.read("b/c.html"), host.age("b/c.html")) == ({}, None, None)

    assert [host.claim("b/khoa"), host.claim("b/khoa")] == [True, False]
    host.write("b/c.html", b"old")
    host.write("b/c.html", b"newer")
    host.remove("b/khoa")
    host.remove("khong/co.html")

    assert host.read("b/c.html") == b"newer"
    assert host.listing()["b/c.html"].size == 5
    assert (host.age("b/c.html") or 0) < 60
    host.remove("b/c.html")
    assert not any(path.startswith("b/") for path in host.listing())


@real_server
def test_a_host_nobody_has_met_gets_no_password(server: Server, home: Path) -> None:
    (home / ".ssh/known_hosts").write_text("")

    with pytest.raises(HostFailed, match="known_hosts") as failed:
        StoreFolder(address(server)).read("a.html")

    assert not failed.value.transient
    assert "assword" not in (server.room / "errors").read_text()
