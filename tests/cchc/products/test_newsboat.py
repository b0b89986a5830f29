"""A real reader follows a published section over HTTP."""

import functools
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address(rich_site: Path) -> Iterator[str]:
    """The built school served on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(rich_site / "truong")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


class Reader:
    """newsboat with a home of its own."""

    def __init__(self, home: Path, feeds: list[str]) -> None:
        self.home = home
        (home / "urls").write_text("".join(f"{feed}\n" for feed in feeds))
        (home / "config").write_text("")

    def run(self, *commands: str) -> str:
        files = ["-u", str(self.home / "urls"), "-C", str(self.home / "config"), "-c", str(self.home / "cache.db")]
        environment = {"HOME": str(self.home), "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "no_proxy": "*"}
        done = subprocess.run(
            ["newsboat", *files, "-x", *commands],
            env=environment,
            text=True,
            capture_output=True,
            timeout=60,
            check=True,
        )
        return done.stdout

    def entries(self) -> list[tuple[str, ...]]:
        with sqlite3.connect(self.home / "cache.db") as cache:
            known = "guid, title, url, author, content, pubDate"
            return cache.execute(f"select {known} from rss_item order by id").fetchall()


@pytest.mark.needs("newsboat")
@pytest.mark.parametrize(("name", "count"), [("rss.xml", 30), ("atom.xml", 30), ("tin-tuc/rss.xml", 26)])
def test_newsboat_reads_a_feed_and_a_second_time_finds_nothing_new(
    address: str, tmp_path: Path, name: str, count: int
) -> None:
    reader = Reader(tmp_path, [f"{address}{name}"])

    reader.run("reload")
    first = reader.entries()

    assert len(first) == count
    assert reader.run("print-unread").startswith(f"{count} ")
    [pinned] = [entry for entry in first if entry[0] == "tag:truong.example,2026:tin-tuc/2026/dau"]
    assert pinned[1:4] == ("Bài có mọi thứ", "https://truong.example/cchc/tin-tuc/2026/dau/", "Cô Lan")
    assert "https://truong.example/cchc/thu-tuc/2.002854/" in pinned[4]
    assert pinned[5] == 1_794_969_000, "18/11/2026 09:30 in Vietnam"

    reader.run("reload")

    assert reader.entries() == first


@pytest.mark.needs("newsboat")
def test_newsboat_knows_an_item_again_in_every_feed_that_carries_it(address: str, tmp_path: Path) -> None:
    reader = Reader(
        tmp_path, [f"{address}{name}" for name in ("rss.xml", "tin-tuc/rss.xml", "thu-tuc/rss.xml", "phan-anh/rss.xml")]
    )

    reader.run("reload")

    ids = [entry[0] for entry in reader.entries()]
    assert len(ids) == len(set(ids)), "one item, however many feeds"
    assert {"tag:so.example,2026:thu-tuc/2.002854", "tag:truong.example,2026:phan-anh/01"} <= set(ids)
    assert reader.run("print-unread").startswith(f"{len(ids)} ")
