"""The editions of a small school, built once; hosts that are folders, and hosts that are real."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.cchc_cli.deploying.editions import editions
from tests.cchc_cli.deploying.hosts import Disc
from tests.cchc_cli.deploying.servers import Server, Start, sshd, vsftpd
from tests.conftest import PROJECT

from cchc_cli.deploying.release import Release, read_release


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Release]:
    """By name: first, second, third (`editions.editions`). Nobody writes to them."""
    built = editions(tmp_path_factory.mktemp("truong"), Path(PROJECT))
    return {name: read_release(folder, "truong") for name, folder in built.items()}


@pytest.fixture
def disc(tmp_path: Path) -> Disc:
    """An empty host."""
    (tmp_path / "host").mkdir()
    return Disc(tmp_path / "host")


@pytest.fixture(
    params=[
        pytest.param(sshd, id="sftp", marks=pytest.mark.needs("sshd", "nss-wrapper")),
        pytest.param(vsftpd, id="ftp", marks=pytest.mark.needs("vsftpd")),
        pytest.param(partial(vsftpd, tls=True), id="ftps", marks=pytest.mark.needs("vsftpd")),
    ]
)
def start(request: pytest.FixtureRequest) -> Start:
    """Starts a real server; `largest`: bytes a file may have there."""
    return request.param


@pytest.fixture
def server(start: Start) -> Iterator[Server]:
    with start() as running:
        yield running
