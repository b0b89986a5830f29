"""How the command line speaks: complaints, progress, one clear sentence for each failure."""

import json
import os
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from cchc.reading.complaints import Complaint

DONE, REFUSED, WRONG_USE, PARTLY = 0, 1, 2, 3
"""Exit codes: all done; content refused; wrong use; some units failed, the rest is done."""


FAULTS = "cchc-loi.txt"
"""The file, in the project, that tells a developer what went wrong."""


class Failure(Exception):
    """One sentence that ends the command, with its exit code."""

    def __init__(self, sentence: str, code: int = WRONG_USE) -> None:
        super().__init__(sentence)
        self.code = code


def say(text: str = "") -> None:
    """Something the user asked to know."""
    print(as_typed_here(text))


def warn(text: str) -> None:
    """Something the user should know, beside the answer."""
    print(as_typed_here(text), file=sys.stderr)


def as_typed_here(text: str) -> str:
    """Commands in a message as this user types them: the launcher says how it was called (`CCHC_LENH`)."""
    return re.sub(r"(lệnh: |chạy: |Xem: )cchc ", rf"\g<1>{os.environ.get('CCHC_LENH', 'cchc')} ", text)


def report(complaints: Iterable[Complaint], content: Path) -> None:
    """Every complaint on standard error, in order."""
    for complaint in complaints:
        warn(complaint.spoken(content.name))


def as_json(complaints: Iterable[Complaint]) -> str:
    """Complaints for programs."""
    rows = [
        {
            "don_vi": c.unit,
            "tep": c.path,
            "dong": c.line,
            "muc_do": "loi" if c.error else "luu_y",
            "quy_tac": c.rule,
            "noi_dung": c.what,
            "cach_sua": c.how,
            "tu_sua": c.mend is not None,
        }
        for c in complaints
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


class Progress:
    """A line on standard error that moves once a command has run for a second; silent where nobody looks."""

    def __init__(self, what: str, total: int | None = None) -> None:
        self.what = what
        self.total = total
        self.done = 0
        self.began = time.monotonic()
        self.shown = 0.0
        self.live = sys.stderr.isatty()

    def step(self, detail: str = "", *, count: int = 1) -> None:
        """So many more are done."""
        self.done += count
        now = time.monotonic()
        if now - self.began < 1 or now - self.shown < (0.2 if self.live else 10):
            return
        self.shown = now
        detail = detail or self._rate(now - self.began)
        text = f"{self.what} {self.done}{f'/{self.total}' if self.total else ''} {detail}"[:78]
        print(f"\r{text:<78}" if self.live else text, end="" if self.live else "\n", file=sys.stderr, flush=True)

    def _rate(self, seconds: float) -> str:
        """How many a second, and how long what is left will take."""
        if not self.total:
            return ""
        rate = self.done / seconds
        left = (self.total - self.done) / rate
        how_long = f"{left / 60:.0f} phút" if left >= 90 else f"{left:.0f} giây"
        return f"({rate:.1f}/giây, còn khoảng {how_long})".replace(".", ",")

    def end(self) -> None:
        if self.live and self.shown:
            print("\r" + " " * 78 + "\r", end="", file=sys.stderr, flush=True)


class Steps:
    """Progress through kinds of work, one after the other; a copy of this process tells nothing."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self.what = ""
        self.progress = Progress("")

    def __call__(self, what: str, detail: str) -> None:
        """One more of a kind."""
        if os.getpid() != self.process:
            return
        if what != self.what:
            self.end()
            self.what, self.progress = what, Progress(f"Đang {what}")
        self.progress.step(detail)

    def end(self) -> None:
        self.progress.end()
