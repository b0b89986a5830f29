"""One unit from its section to the published folder: what an engine is asked to do around its own work."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cchc.checking.verdict import Verdict, judge
from cchc.pages.web_page import WebPage
from cchc.products.manifest import is_offline, manifest, unit_of
from cchc.publishing.kept_pages import Answer, KeptAnswers, KeptPages
from cchc.publishing.offline import for_double_click
from cchc.publishing.output import HOUSE, Change, Output, OutputBusy
from cchc.publishing.section import Section, build_section
from cchc.publishing.stage import Noted
from cchc.reading.tree import Spread, Tree, load
from cchc.section.addresses import MANIFEST, NOT_FOUND, OPML
from cchc.section.assets import Published
from cchc.vietnamese.calendar import VIETNAM, parse_now
from cchc.vietnamese.disk import why

_RELATIVE = re.compile(r'\b(href|src|action)="(?!#|[a-z][a-z0-9+.-]*:|//)([^"]*)"')


def sets_markdown(mkdocs_yml: str) -> bool:
    """True where `mkdocs.yml` asks for Markdown extensions: the core converts, they would never see our text."""
    return re.search(r"^markdown_extensions\s*:", mkdocs_yml, re.MULTILINE) is not None


def source_of(page: WebPage) -> str:
    """The name an engine knows a page by: a Markdown file where the page will be."""
    return page.file.removesuffix(".html") + ".md"


class JobRefused(Exception):
    """Why a unit cannot be built; Vietnamese, for people."""


class Job:
    """One section being laid out: pages handed to the engine, the result committed."""

    def __init__(
        self, section: Section, output: Output | None, *, own_output: bool = False, mount: str | None = None
    ) -> None:
        self.section = section
        self.output = output
        self.own_output = own_output
        self.mount = mount
        """Path of the section on its host, with slashes; None: the one in its `url`."""
        self.change: Change | None = None

    def begin(self) -> Path:
        """The empty folder the engine writes into."""
        assert self.output is not None
        if self.own_output:
            try:
                self.output.__enter__()
                keep_edition(self.output.root / self.section.unit.ma, offline=self.section.beside is not None)
            except OutputBusy:
                raise JobRefused("Một lệnh khác đang dựng vào cùng thư mục; chờ xong rồi chạy lại.") from None
            except OSError as error:
                raise JobRefused(f"Không ghi được vào {self.output.root} ({why(error)}).") from None
        return self.output.stage(self.section.unit.ma)

    def frame(self, page: WebPage) -> dict[str, Any]:
        """Values for the theme around a page."""
        return self.section.frame(page)

    def finish(self, page: WebPage, html: str) -> str:
        """The whole page as it is published. `404.html` answers at any depth: its addresses become absolute."""
        if self.section.beside is not None:
            return for_double_click(html, self.section, page.address)
        if page.address != NOT_FOUND:
            return html
        path = self.mount or urlsplit(self.section.unit.base_url).path
        return _RELATIVE.sub(lambda found: f'{found[1]}="{path}{re.sub(r"^(?:[.]/)+", "", found[2])}"', html)

    def lay(
        self,
        whole: Callable[[WebPage], str],
        step: Callable[[str], object],
        spread: Spread = map,
        answers: KeptAnswers | None = None,
    ) -> None:
        """Write every page as `whole` finishes it, and every file, and commit; `step` is told of every page.

        Pages are shared out by `spread`. Raises Divided where they cannot be. Those of which `answers` tell that they
        stand as they would come out are not made.
        """
        try:
            assert self.output is not None
            self.begin()
            stage, assets = self.output.stages[self.section.unit.ma], self.section.assets
            unit, found = self.section.unit, dict[str, Answer]()
            decides = (answers.program, unit.ten, unit.base_url, self.mount or "") if answers else ()
            known = answers.of(unit.ma) if answers else {}
            kept = KeptPages(stage, known, decides, lambda page: self.frame(page)["cchc"])

            def lay_one(page: WebPage) -> tuple[list[Noted], Answer | None, Published]:
                step(page.address)
                before = assets.count
                answer = kept.lay(page, whole)
                page.let_go(answer.trace)
                noted = [stage.noted(file) for file in answer.digests]
                return noted, None if answer is known.get(page.file) else answer, assets.since(before)

            for is_last, hands in ((False, spread), (True, map)):
                pages = [page for page in self.section.pages if page.last == is_last]
                for page, (noted, answer, published) in zip(pages, hands(lay_one, pages), strict=True):
                    for file in noted:
                        stage.note(file)
                    found[page.file] = answer or known[page.file]
                    page.let_go(found[page.file].trace)
                    assets.adopt(published)
            for address, content in self.section.rest.items():
                stage.put(address, content if isinstance(content, bytes) else content.read_bytes())
            self.commit()
        except Exception:
            self.abandon()
            raise
        if answers:
            answers.put(unit.ma, found)

    def commit(self) -> Change:
        """Publish the stage."""
        assert self.output is not None
        try:
            self.change = self.output.commit(
                self.section.unit.ma,
                self.kinds(),
                lambda listing: manifest(self.section.public, listing, offline=self.section.beside is not None),
            )
        finally:
            self._leave()
        return self.change

    def abandon(self) -> None:
        """Leave the published section as it is."""
        if self.output is not None:
            self.output.discard(self.section.unit.ma)
            self._leave()

    def kinds(self) -> Mapping[str, str]:
        """Kind of every file by path, for the order of publishing."""
        kinds = {page.file: page.kind for page in self.section.pages}
        others = (*self.section.rest, *(at for page in self.section.pages for at in page.beside))
        kinds.update({at: "list" for at in others if at.endswith((".html", ".txt")) or at == "sitemap.xml"})
        kinds.update(dict.fromkeys((OPML, *(feed.address for feed in self.section.feeds)), "feed"))
        return kinds

    def _leave(self) -> None:
        if self.own_output and self.output is not None:
            self.output.__exit__()


def keep_edition(live: Path, *, offline: bool) -> None:
    """Raise JobRefused where the section in the folder `live` would lose what it is.

    What is published on a host is not overwritten by what opens by double click, nor the other way round; and beside
    the files a stick may hold already, none is removed that is not ours.
    """
    if is_offline(live / MANIFEST) == offline or not any(path.is_file() for path in live.rglob("*")):
        return
    held = "tệp khác hoặc bản đăng trên mạng" if offline else "bản mở bằng nhấp đúp"
    raise JobRefused(f"{live} đang giữ {held}, sẽ không ghi đè. Ghi một thư mục khác sau -o, hoặc dời thư mục ấy đi.")


def standing_offline(site: Path, units: Iterable[str]) -> frozenset[str]:
    """The units whose sections in `site` open by double click."""
    return frozenset(ma for ma in units if is_offline(site / ma / MANIFEST))


def vanished(site: Path, units: Iterable[str]) -> tuple[str, ...]:
    """Units whose sections stand in `site` and which the content no longer has."""
    known = {*units, HOUSE}
    standing = sorted(path.name for path in site.iterdir() if path.is_dir() and path.name not in known)
    return tuple(ma for ma in standing if unit_of(site / ma / MANIFEST) == ma)


def job_for(
    content: Path, theme: Path, site: Path, unit: str | None, now: str | None, *, publish: bool, offline: bool = False
) -> Job:
    """The job of one unit for an engine started by itself. Raises JobRefused, saying every reason.

    `unit`: its id, None for the root. `now`: an instant as text, None for the clock: this is the edge.
    """
    instant = parse_now(now) if now else datetime.now(VIETNAM)
    if instant is None:
        raise JobRefused(f"CCHC_NOW “{now}” không phải là ngày giờ; ghi dạng 2026-11-20T08:00.")
    tree = load(content)
    verdict = judge(tree, instant)
    ma = unit or next(iter(tree.units), "")
    if ma not in tree.units:
        raise JobRefused(f"Không có đơn vị “{ma}”; các đơn vị: {', '.join(tree.units) or '(chưa có)'}.")
    if ma in verdict.stopped:
        raise JobRefused(_refusal(tree, verdict, ma))
    beside = standing_offline(site, tree.units) if offline else None
    section = build_section(tree, verdict.held, ma, instant, theme, left_out=verdict.stopped, offline=beside)
    return Job(section, Output(site) if publish else None, own_output=publish)


def _refusal(tree: Tree, verdict: Verdict, ma: str) -> str:
    chain = {unit.ma for unit in tree.chain(ma)} | {""}
    errors = [c for c in verdict.complaints if c.error and (c.unit in chain or c.unit not in tree.units)]
    lines = [c.spoken(tree.folder.root.name) for c in errors]
    return "\n".join([*lines, f"Còn {len(errors)} lỗi, chưa dựng chuyên mục của {ma}."])
