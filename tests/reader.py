"""newsboat, a reader people use, and a folder it reads over HTTP."""

import functools
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on this machine; its address, with a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
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
