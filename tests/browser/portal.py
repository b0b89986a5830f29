"""A section deep inside a portal that allows nothing but what the section brings, a site of others that frames it, and
a telephone that looks at it."""

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'"
)


class _Portal(SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/a/b/c"))

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


class _Neighbour(SimpleHTTPRequestHandler):
    """Any path is a page that shows the address behind its `?`."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        frame = f'<iframe src="{escape(unquote(self.path.partition("?")[2]))}" width="400" height="700"></iframe>'
        self.wfile.write(f'<!doctype html><link rel="icon" href="data:,">{frame}'.encode())

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _listening(handler: Callable[..., SimpleHTTPRequestHandler]) -> Iterator[str]:
    """A server of this machine; its origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@contextmanager
def serving(section: Path) -> Iterator[str]:
    """The section at `/a/b/c/`; its address."""
    with _listening(functools.partial(_Portal, directory=str(section))) as origin:
        yield f"{origin}a/b/c/"


@contextmanager
def framing() -> Iterator[str]:
    """A site of another origin: the address of a page that frames what is written behind it."""
    with _listening(_Neighbour) as origin:
        yield f"{origin}trang-khac/?"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A telephone; at the end nothing was refused, nothing broke."""
    opened = browser.new_page(viewport={"width": 360, "height": 800}, locale="vi-VN")
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    opened.close()
    assert wrong == [], wrong
