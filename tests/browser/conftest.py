"""One browser and one built site a session; pages come from this machine as they would from a host."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser.sample import host, sample
from tests.cchc.section.built import rich_site
from tests.conftest import TOOLS

__all__ = ["host", "rich_site", "sample"]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class _Portal(SimpleHTTPRequestHandler):
    """A section under a path of its host, as inside a larger portal; its 404 page for what is not there."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/cchc"))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(Path(self.directory, "404.html").read_bytes())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(rich_site: Path) -> Iterator[str]:
    """The school's section, served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Portal, directory=str(rich_site / "truong")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/cchc/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=TOOLS["chromium"].find(), args=FLAGS)
        yield started
        started.close()
