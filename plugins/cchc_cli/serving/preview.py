"""What the preview answers: pages of each unit's last good section, made when somebody asks; nothing is written.

A section comes from one reading of the content and from nothing else, so a page is old or new, never half of each.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import jinja2
from mkdocs.exceptions import MkDocsException

from cchc.pages.templates import templates_in
from cchc.pages.web_page import WebPage
from cchc.products.theme_files import theme_files
from cchc.publishing.job import Job
from cchc.reading.complaints import Complaint
from cchc.reading.tree import Memory
from cchc.section.addresses import NOT_FOUND
from cchc.section.assets import DOWNLOADS, suffix_of
from cchc.section.pictures import BadPicture
from cchc_cli.building.engine import engine_of, theme_of
from cchc_cli.project import Project
from cchc_cli.serving.bar import PIECES, Bar, Row, counted, plain_page, with_bar
from cchc_cli.serving.edition import Edition, Made, View, make, read_edition
from cchc_cli.speech import Failure
from cchc_mkdocs.press import Press

OWN = "_cchc"
"""First word of the preview's own addresses; no unit can be called so."""
KEPT = 6
"""How many sections are held ready; each is as large as its unit."""
_TYPES = {
    **DOWNLOADS,
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "xml": "application/xml",
    "json": "application/json",
    "js": "text/javascript; charset=utf-8",
    **{name: f"text/{kind}; charset=utf-8" for name, kind in (("html", "html"), ("css", "css"), ("txt", "plain"))},
}


class Answer(NamedTuple):
    """What a browser gets."""

    status: int
    media_type: str = ""
    body: bytes = b""
    tag: str = ""
    """Another one when the page is another; empty for what is no page."""
    there: str = ""
    """Path to go to instead."""


class Preview:
    """The preview of a project. `clock` is asked what time it is whenever that matters."""

    def __init__(self, project: Project, clock: Callable[[], datetime]) -> None:
        self.project = project
        self.clock = clock
        self.turn = threading.Condition(threading.RLock())
        """Held while content is read or a page is made; notified of every edition."""
        self.memory = Memory()
        self.good: dict[str, Edition] = {}
        """By unit: the last edition in which nothing stopped it."""
        self.made: dict[tuple[int, str, View], Made] = {}
        self.laid: dict[tuple[str, str, View], tuple[Made, Answer]] = {}
        """Pages of this edition, by unit and address."""
        self.trouble = ""
        """What is wrong with the theme as it is now; empty where it works."""
        self.themes = 0
        try:
            self._take_theme()
        except MkDocsException as error:
            raise Failure(str(error)) from None
        self.edition = self._read(1)

    def refresh(self, *, theme: bool) -> None:
        """Read the content again, and the theme where that has changed."""
        with self.turn:
            if theme:
                try:
                    self._take_theme()
                except (MkDocsException, Failure, jinja2.TemplateError) as error:
                    said = " ".join(str(error).split())
                    self.trouble = f"mkdocs.yml hoặc theme/ có lỗi nên giao diện chưa đổi: {said}"
            self.edition = self._read(self.edition.number + 1)
            self.turn.notify_all()

    def wait(self, number: int, seconds: float) -> None:
        """Wait for an edition other than `number`, at most so long."""
        with self.turn:
            self.turn.wait_for(lambda: self.edition.number != number, seconds)

    def answer(self, path: str, view: View) -> Answer:
        """The answer to a decoded path without its first slash: `_cchc/…`, else `<ma>/<address>`."""
        with self.turn:
            ma, slash, address = path.partition("/")
            if ma == OWN and slash:
                return self._own(address, view)
            called = self.called(ma)
            if called is None or not slash:
                return Answer(303, there=f"/{ma if called else OWN}/")
            try:
                return self._of_section(ma, called, address, view)
            except jinja2.TemplateError as error:
                at = f"{error.filename}:{error.lineno}: " if isinstance(error, jinja2.TemplateSyntaxError) else ""
                return self._page(500, plain_page("Giao diện có lỗi", f"{at}{error}"), Bar(view))

    def _take_theme(self) -> None:
        """Use `theme/` and `mkdocs.yml` as they are now; what was made with the old ones is forgotten."""
        self.press = Press(*engine_of(self.project, self.project.root / "site"))
        self.trouble = ""
        self.themes += 1
        templates_in.cache_clear()
        theme_files.cache_clear()
        self.made.clear()

    def _read(self, number: int) -> Edition:
        tree = self.project.load(self.memory)
        edition = read_edition(number, tree, self.project.judge(tree, self.clock()), self.themes)
        known = {ma: old for ma, old in self.good.items() if edition.name_of(old.tree.units[ma]) is not None}
        self.good = {**known, **{ma: edition for ma in tree.units if ma not in edition.verdict.stopped}}
        numbers = {good.number for good in self.good.values()}
        self.made = {key: made for key, made in self.made.items() if key[0] in numbers}
        self.laid.clear()
        return edition

    def called(self, ma: str) -> str | None:
        """Id by which the unit at `/<ma>/` is known now; None where there is none."""
        if ma in self.edition.tree.units:
            return ma
        return self.edition.name_of(self.good[ma].tree.units[ma]) if ma in self.good else None

    def _own(self, address: str, view: View) -> Answer:
        """The index of units, and the pieces of the bar."""
        if address in ("bar.css", "bar.js"):
            return _file(address, PIECES / address)
        if address:
            return Answer(303, there=f"/{OWN}/")
        units = self.edition.tree.units
        rows = [
            Row(
                unit.ma,
                unit.ten,
                len(self.edition.tree.chain(unit.ma)) - 1,
                counted(self.edition.complaints_of(unit.ma)),
            )
            for unit in sorted(units.values(), key=lambda unit: unit.origin.folder)
        ]
        nobodys = [c for c in self.edition.verdict.complaints if c.unit not in units]
        html = plain_page("Các đơn vị", "Chọn đơn vị để xem thử chuyên mục.", rows)
        return self._page(200, html, Bar(view, here=nobodys))

    def _of_section(self, ma: str, called: str, address: str, view: View) -> Answer:
        complaints = self.edition.complaints_of(called)
        try:
            made = self._make(ma, view)
            if made is not None:
                return self._at(made, address, complaints, view)
        except (BadPicture, OSError):
            pass  # A file that was there when the content was read has gone: as good as no section.
        wrong = counted(c for c in complaints if c.error)
        intro = f"Đơn vị còn {wrong}." if wrong else "Một tệp vừa bị xóa hoặc đổi tên."
        intro += " Sửa xong, trang tự hiện."
        return self._page(200, plain_page("Chưa xem được chuyên mục", intro), Bar(view, here=complaints))

    def _make(self, ma: str, view: View) -> Made | None:
        """The unit's last good section; None where there never was one."""
        edition = self.good.get(ma)
        if edition is None:
            return None
        key, now = (edition.number, ma, view), self.clock()
        made = self.made.pop(key, None)
        over = made.section.public.next_change if made and not view.day else None
        if made is None or (over is not None and over <= now):
            made = make(edition, ma, view, now, theme_of(self.project))
        self.made[key] = made
        for oldest in [*self.made][:-KEPT]:
            del self.made[oldest]
        return made

    def _at(self, made: Made, address: str, complaints: tuple[Complaint, ...], view: View) -> Answer:
        """What a section has at an address."""
        ma = made.section.unit.ma
        file = f"{address}index.html" if address == "" or address.endswith("/") else address
        page = made.pages.get(file)
        if page is None:
            # The theme's first: the others are made all at once.
            content = made.section.ready.get(file) or made.section.files.get(file)
            if content is not None:
                return _file(file, content)
            if f"{file}/index.html" in {*made.pages, *made.section.files}:
                return Answer(303, there=f"/{ma}/{address}/")
        before, answer = self.laid.get((ma, address, view), (None, None))
        if answer is None or before is not made:
            answer = self._laid_out(made, page, address, complaints, view)
            self.laid[ma, address, view] = made, answer
        return answer

    def _laid_out(
        self, made: Made, page: WebPage | None, address: str, complaints: tuple[Complaint, ...], view: View
    ) -> Answer:
        """A page of a section; where there is none at the address, the one that says so."""
        stale = made.edition is not self.edition
        notes: list[str] = []
        if stale:
            wrong = counted(c for c in complaints if c.error)
            notes.append(f"Còn {wrong} nên trang chưa đổi theo được; đây là bản tốt gần nhất.")
        if page is None and made.held(address):
            notes.append("Mục này chưa công khai: là bản nháp, hẹn ngày khác, nội bộ hoặc chờ duyệt.")
        elif made.is_draft(address):
            notes.append("Trang này là bản nháp, chưa được đăng.")
        behind = made.files_behind(address)
        here = [c for c in complaints if c.path in behind]
        here += [c for c in complaints if stale and c.error and c.path not in behind]
        rest = [c for c in complaints if c not in here]
        job = Job(made.section, None, mount=None if page else f"/{made.section.unit.ma}/")
        html = self.press.page(job, page or made.pages[NOT_FOUND])
        return self._page(200 if page else 404, html, Bar(view, notes, here, rest, there=page is not None))

    def _page(self, status: int, html: str, bar: Bar) -> Answer:
        if self.trouble:
            bar = replace(bar, notes=(self.trouble, *bar.notes))
        html, tag = with_bar(html, bar, self.edition.stamp, self.project.content.name)
        return Answer(status, _TYPES["html"], html.encode("utf-8", "xmlcharrefreplace"), tag)


def _file(name: str, content: bytes | Path) -> Answer:
    """A file as it is; one that has gone from the disk is not there."""
    try:
        data = content if isinstance(content, bytes) else content.read_bytes()
    except OSError:
        return Answer(404, _TYPES["txt"], "Tệp này vừa bị xóa hoặc đổi tên.".encode())
    return Answer(200, _TYPES.get(suffix_of(name), "application/octet-stream"), data)
