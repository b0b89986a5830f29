"""The preview over HTTP, for this machine alone; nothing an address says ever becomes a path on the disk."""

import re
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qs, quote, unquote

from cchc_cli.serving.edition import View
from cchc_cli.serving.preview import OWN, Answer, Preview

_HERE = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?", re.IGNORECASE)
"""Names of this machine. Whoever has a name of his own lead here (DNS rebinding) is turned away."""
_COOKIE = re.compile(r"\bcchc_xem=([01])\.([\d-]*)")
_TEXT = "text/plain; charset=utf-8"
PATIENCE = 25.0
"""Seconds a question waits for a change before it has to be asked again."""


class Server(ThreadingHTTPServer):
    """A server of one preview; `root`: path where `/` leads."""

    daemon_threads = True
    # Elsewhere this only skips the rest time of a port; on Windows two programs would share one.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, preview: Preview, port: int, root: str) -> None:
        self.preview = preview
        self.root = root
        super().__init__(("127.0.0.1", port), Handler)

    def server_bind(self) -> None:
        """Without asking the network for a name of this machine: that can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server

    def do_GET(self) -> None:
        """Answer, whatever is asked."""
        try:
            self._send(*self._answer())
        except ConnectionError:
            raise
        except Exception:
            self._send(Answer(500, _TEXT, "Chương trình gặp lỗi; xem cửa sổ lệnh.".encode()))
            raise

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal is for complaints."""

    def _answer(self) -> tuple[Answer, View | None]:
        """What is sent, and the view the browser is to keep from now on."""
        if not _HERE.fullmatch(self.headers.get("Host") or ""):
            return Answer(403, _TEXT, "Chỉ xem được trên chính máy này.".encode()), None
        before, _, query = self.path.partition("?")
        path, asked = unquote(before).lstrip("/"), {name: values[0] for name, values in parse_qs(query).items()}
        kept = _COOKIE.search(self.headers.get("Cookie") or "")
        view = view_of(kept[1], kept[2]) if kept else View()
        if path == f"{OWN}/doi":
            return self._changed(unquote(asked.get("trang", "")).lstrip("/"), asked, view), None
        if "xem" in asked:
            return Answer(303, there="/" + path), view_of(asked.get("nhap", ""), asked.get("ngay", ""))
        if not path and self.server.root != "/":
            return Answer(303, there=self.server.root), None
        return self.server.preview.answer(path or f"{OWN}/", view), None

    def _changed(self, path: str, asked: dict[str, str], view: View) -> Answer:
        """Wait until the page at `path` is another one: 200, and where to go if it is no more; 204 if nothing came."""
        preview, until = self.server.preview, time.monotonic() + PATIENCE
        while True:
            number = preview.edition.number
            answer = preview.answer(path or f"{OWN}/", view)
            if answer.there:
                return Answer(200, _TEXT, answer.there.encode())
            if answer.status == 404 and asked.get("co") == "1":
                return Answer(200, _TEXT, f"/{path.partition('/')[0]}/".encode())
            if answer.tag != asked.get("nhan"):
                return Answer(200, _TEXT)
            if time.monotonic() >= until:
                return Answer(204)
            preview.wait(number, until - time.monotonic())

    def _send(self, answer: Answer, view: View | None = None) -> None:
        self.send_response(answer.status)
        if answer.there:
            self.send_header("Location", quote(answer.there))
        if view is not None:
            kept = f"cchc_xem={1 if view.drafts else 0}.{view.day}"
            self.send_header("Set-Cookie", f"{kept}; Path=/; SameSite=Strict; HttpOnly")
        if answer.media_type:
            self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        # Drafts are nobody else's business: no page of another site may frame them or draw their pictures.
        self.send_header("Content-Security-Policy", "frame-ancestors 'self'")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)


def view_of(drafts: str, day: str) -> View:
    """The view a form or a cookie asks for; what is no day is today."""
    view = View(drafts == "1", day if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day) else "")
    return view if view.instant else view._replace(day="")
