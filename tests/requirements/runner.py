"""The duties of a section, each proved twice: served by the whole year, and not without the item it is about.

A duty is written as `shown`, assertions about what is published, and `without`, which takes one thing out of the year:

    @duty(62, without=cut("don-vi.yml", "duong_day_nong: 0299 3000 200"))
    def the_hotline_stands_at_the_foot_of_every_page(year: Year) -> None:
        assert "0299 3000 200" in year.words("ke-hoach/", "//footer")
"""

import contextlib
import io
import json
import os
import shutil
import traceback
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import lxml.html
from tests.school import NOW, THEME

from cchc.checking.verdict import Verdict
from cchc.pages.web_page import WebPage
from cchc.products.manifest import file_list, manifest
from cchc.publishing.job import Job
from cchc.publishing.section import Section, build_section
from cchc.reading.tree import Tree
from cchc.section.addresses import MANIFEST
from cchc_cli.__main__ import main
from cchc_cli.building.engine import engine_of
from cchc_cli.project import Project
from cchc_cli.speech import DONE, PARTLY, REFUSED, WRONG_USE
from cchc_mkdocs.press import Press

HERE = Path(__file__).parent
CONTENT = HERE / "year" / "content"
OFFICE, SCHOOL = "phuong-bang-lang", "thcs-bang-lang"
BELOW = "don-vi/thcs-bang-lang"
"""Folder of the school; the office has the root."""

Change = Callable[[Path], None]
"""Takes one thing out of a copy of the content."""


class Year:
    """A project of an office and its school in November 2026; what is asked for is made, nothing else."""

    def __init__(self, root: Path) -> None:
        self.project = Project(root)
        self.made: dict[str, Section] = {}

    @cached_property
    def read(self) -> tuple[Tree, Verdict]:
        tree = self.project.load()
        return tree, self.project.judge(tree, NOW)

    def section(self, ma: str = SCHOOL) -> Section:
        """The section of a unit, which must be free of errors."""
        if ma not in self.made:
            tree, verdict = self.read
            if ma in verdict.stopped:
                raise RuntimeError("\n".join(c.spoken("content") for c in verdict.complaints if c.error))
            self.made[ma] = build_section(tree, verdict.held, ma, NOW, THEME, left_out=verdict.stopped)
        return self.made[ma]

    def pages(self, ma: str = SCHOOL) -> Iterator[str]:
        """The address of every page of a section."""
        return (page.address for page in self.section(ma).pages)

    def page(self, address: str = "", ma: str = SCHOOL) -> str:
        """A whole page, as it is published."""
        section = self.section(ma)
        page: WebPage | None = next((one for one in section.pages if one.address == address), None)
        assert page is not None, f"không có trang {ma}/{address}"
        return press().page(Job(section, None), page)

    def html(self, address: str = "", ma: str = SCHOOL) -> lxml.html.HtmlElement:
        """A page, to be searched."""
        return lxml.html.document_fromstring(self.page(address, ma))

    def found(self, address: str, xpath: str, ma: str = SCHOOL) -> list[str]:
        """What an XPath finds on a page: words of elements, values of attributes; white space folded."""
        found = self.html(address, ma).xpath(xpath)
        return [" ".join((one if isinstance(one, str) else one.text_content()).split()) for one in found]

    def words(self, address: str = "", xpath: str = "//article", ma: str = SCHOOL) -> str:
        """The words a reader sees in a part of a page, in one line; the part must be there."""
        found = self.found(address, xpath, ma)
        assert found, f"{ma}/{address}: không có {xpath}"
        return " ".join(found)

    def file(self, address: str, ma: str = SCHOOL) -> bytes:
        """A published file that is no page: a feed, a picture; `cchc.json` without the hash of the others."""
        section = self.section(ma)
        if address == MANIFEST:
            return manifest(section.public, file_list({}))
        content = section.files.get(address)
        assert content is not None, f"không có tệp {ma}/{address}"
        return content if isinstance(content, bytes) else content.read_bytes()

    def entries(self, address: str, ma: str = SCHOOL) -> list[dict[str, Any]]:
        """The entries of a feed: what JSON says of each, or the elements of RSS, `title`, `link`, `description` …"""
        data = self.file(address, ma)
        if address.endswith(".json"):
            return json.loads(data)["items"]
        return [{part.tag: part.text for part in item} for item in lxml.etree.fromstring(data).iter("item")]

    def check(self, ma: str = SCHOOL) -> str:
        """What `cchc check` says of a unit."""
        return self.told("check", ma)

    def report(self, *arguments: str, ma: str = SCHOOL) -> str:
        """What `cchc report` says of a unit."""
        return self.told("report", "--unit", ma, *arguments)

    def task(self, name: str) -> dict[str, Any]:
        """A task of the school's plans of 2026, `27/KH-THCS#3`, as `cchc report --tasks --json` tells it."""
        tasks = json.loads(self.report("--tasks", "--json"))
        found = next((one for one in tasks if f"{one['ke_hoach']}#{one['tt']}" == name), None)
        assert found is not None, f"không có nhiệm vụ {name}"
        return found

    def told(self, *arguments: str) -> str:
        """What a command says on standard output."""
        out, wrong = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(wrong):
            code = main(["-C", str(self.project.root), *arguments, "--now", NOW.isoformat()])
        out.seek(0), wrong.seek(0)
        said, warned = out.read(), wrong.read()
        # Wrong use is an answer too: there is nothing to report on. A mistake of ours is none.
        assert code != WRONG_USE, warned
        if code not in (DONE, REFUSED, PARTLY) or (self.project.root / "cchc-loi.txt").exists():
            raise RuntimeError(warned)
        return said


@cache
def press() -> Press:
    """The theme, made ready once: it lays out the pages of the year and of every copy."""
    return Press(*engine_of(Project(THEME.parent), THEME.parent / "site"))


def lay(root: Path, kept: Path | None = None) -> Path:
    """A project folder with a copy of the year. `kept`: a project whose pictures need not be made again."""
    shutil.copytree(CONTENT, root / "content")
    shutil.copy(THEME.parent / "mkdocs.yml", root)
    os.symlink(THEME, root / "theme")
    if kept:
        os.symlink(kept / ".cchc", root / ".cchc")
    return root


class Duty(NamedTuple):
    """One duty of the requirements."""

    number: int
    shown: Callable[[Year], None]
    without: Change

    @property
    def name(self) -> str:
        return f"req-{self.number} {self.shown.__name__}"

    def prove(self, whole: Year, folder: Path) -> None:
        """The year serves the duty; without its item, it does not. `folder`: an empty one."""
        self.shown(whole)
        root = lay(folder / "year", whole.project.root)
        self.without(root / "content")
        try:
            self.shown(Year(root))
        except AssertionError as failed:
            # What the product asserts of itself is a mistake of ours, not a duty that is not served.
            if Path(traceback.extract_tb(failed.__traceback__)[-1].filename).parent != HERE:
                raise
        else:
            raise NotProved(f"{self.name}: still shown without its item")


class NotProved(Exception):
    """A duty that is served whether its item is there or not."""


def duty(number: int, without: Change) -> Callable[[Callable[[Year], None]], Duty]:
    """Make a duty of a function that asserts how it is served."""
    return lambda shown: Duty(number, shown, without)


def duties_of(module: ModuleType) -> list[Duty]:
    """The duties of a module, also those in its tuples and lists, in the order of their numbers."""
    values = [one for value in vars(module).values() for one in (value if _is_many(value) else (value,))]
    return sorted((one for one in values if isinstance(one, Duty)), key=lambda one: one.number)


def _is_many(value: object) -> bool:
    return isinstance(value, list | tuple) and not isinstance(value, Duty)


# --- what a duty is proved without


def gone(*paths: str) -> Change:
    """These files are not there; a name may hold `*`."""

    def change(content: Path) -> None:
        for path in paths:
            found = list(content.glob(path))
            if not found:
                raise ValueError(f"no file: {path}")
            for one in found:
                one.unlink()

    return change


def cut(path: str, text: str, instead: str | None = None) -> Change:
    """A file says `instead` of a text which stands in it once; None: its lines are not there."""

    def change(content: Path) -> None:
        old = (content / path).read_text("utf-8")
        whole = text if instead is not None else f"{text}\n"
        if old.count(whole) != 1:
            raise ValueError(f"{path}: {old.count(whole)} times: {text}")
        (content / path).write_text(old.replace(whole, instead or ""), "utf-8")

    return change


def added(path: str, text: str) -> Change:
    """There is one file more: the one that mends what a warning is about."""

    def change(content: Path) -> None:
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        with (content / path).open("x", encoding="utf-8") as file:
            file.write(text)

    return change


def both(*changes: Change) -> Change:
    """All of these."""
    return lambda content: [change(content) for change in changes] and None
