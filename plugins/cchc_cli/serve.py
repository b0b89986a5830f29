"""`cchc serve`: the preview. Pages change while files are edited; complaints are in the page and in the terminal."""

import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime

from cchc.publishing.output import open_journals
from cchc.reading.complaints import Complaint
from cchc_cli.project import Project, known_units
from cchc_cli.serving.preview import OWN, Preview
from cchc_cli.serving.server import Server
from cchc_cli.serving.watch import Watch
from cchc_cli.speech import DONE, PARTLY, Failure, as_typed_here, report, say, warn

PORT = 8000
_TRIES = 20
_Said = Mapping[tuple[str, str, str, str], Complaint]


def serve(project: Project, ma: str | None, port: str | None, clock: Callable[[], datetime]) -> int:
    """Serve the preview until Ctrl+C; `/` leads to unit `ma`, or to the only one. The exit code."""
    wanted = _port(port)
    if open_journals(project.root / "site"):
        sentence = "Lần dựng trước bị cắt ngang giữa chừng; dựng lại cho xong đã, chạy: cchc build"
        raise Failure(as_typed_here(sentence), PARTLY)
    try:
        with Watch(project) as watch:
            preview = Preview(project, clock)
            said = _tell(preview, ma, {})
            if ma:
                known_units(preview.edition.tree, [ma])
            units = preview.edition.tree.units
            # One school alone needs no list to choose from.
            start = ma or (next(iter(units)) if len(units) == 1 else OWN)
            with _server(preview, wanted, f"/{start}/") as server:
                threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
                say(f"Xem thử: http://127.0.0.1:{server.server_port}/ (sửa tệp, trang tự đổi; dừng: Ctrl+C)")
                sys.stdout.flush()
                while True:
                    _refresh(preview, theme=watch.next_change())
                    said = _tell(preview, ma, said)
    except KeyboardInterrupt:
        return DONE


def _port(text: str | None) -> int:
    if text is None:
        return PORT
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise Failure(f"“{text}” không phải là cổng; ghi một số từ 1 đến 65535, ví dụ: --port {PORT}.")
    return int(text)


def _server(preview: Preview, port: int, root: str) -> Server:
    """A server on `port`, else on the next free one. 0: any."""
    for number in range(port, min(port + _TRIES, 65536)):
        try:
            server = Server(preview, number, root)
        except OSError:
            continue
        if number != port:
            warn(f"Cổng {port} đang có chương trình khác dùng; xem thử ở cổng {number}.")
        return server
    raise Failure(f"Không mở được cổng nào từ {port} đến {number}; ghi cổng khác, ví dụ: --port 8800.")


def _refresh(preview: Preview, *, theme: bool) -> None:
    """Read again; a file that went away between two looks is looked for once more."""
    for left in reversed(range(_TRIES)):
        try:
            preview.refresh(theme=theme)
        except Failure as failure:
            warn(f"cchc: {failure}")
        except OSError:
            if not left:
                raise
            time.sleep(0.05)
            continue
        return


def _tell(preview: Preview, ma: str | None, said: _Said) -> _Said:
    """Say what was not said before, and what is mended; of unit `ma` alone where one is named."""
    edition = preview.edition
    called = preview.called(ma) if ma else None
    found = edition.complaints_of(called) if called else edition.verdict.complaints
    # Without the line: a line more above a mistake makes it no other one.
    now = {(c.unit, c.path, c.rule, c.what): c for c in found}
    report((c for key, c in now.items() if key not in said), preview.project.content)
    for key, complaint in said.items():
        if key not in now:
            say(f"Đã hết: {preview.project.content.name}/{complaint.place}: {complaint.what}")
    sys.stdout.flush()
    return now
