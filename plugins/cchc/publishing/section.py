"""One unit's section, complete: pages to be laid into the theme, and files that are finished."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from cchc.model.document import Document
from cchc.model.plan import Plan
from cchc.model.unit import Unit
from cchc.model.vocabulary import LoaiVanBan
from cchc.pages.desk import Desk
from cchc.pages.documents import document_pages, expiring
from cchc.pages.embedding import embedding_files, embedding_pages
from cchc.pages.frame import OFFLINE_POLICY, POLICY, Frames, Look
from cchc.pages.gone import gone_pages
from cchc.pages.indices import index_page
from cchc.pages.news import news_pages
from cchc.pages.pictures import Shared
from cchc.pages.plans import plan_pages
from cchc.pages.procedures import procedure_pages
from cchc.pages.replies import reply_pages
from cchc.pages.search import KINDS, search_entries, search_page
from cchc.pages.standing import ended_notice, feed_directory, home_page, not_found, site_map, standing_pages, unit_pages
from cchc.pages.statistics import board_pages, statistics_page
from cchc.pages.systematisation import systematisation_page
from cchc.pages.templates import templates_in
from cchc.pages.web_page import WebPage
from cchc.products.colours import DEFAULT_SEED, shades, style_sheet
from cchc.products.feed_list import FeedSpec, feed_specs
from cchc.products.redirects import redirect_page
from cchc.products.search_index import search_index
from cchc.products.sitemap import robots, sitemap
from cchc.products.social_card import SIZE, social_card
from cchc.products.theme_files import FOLDER, ThemeFiles, hashed, theme_files
from cchc.publishing.feed_files import feed_files
from cchc.publishing.gathering import Gathered
from cchc.reading.tree import Tree
from cchc.reporting import board
from cchc.section.addresses import FILE_LIST, MANIFEST, ROBOTS, SITEMAP, file_at, relative
from cchc.section.assets import Assets
from cchc.section.inheritance import Holdings, merged_into
from cchc.section.links import Linker, Paper
from cchc.section.mergers import moved_away
from cchc.section.public import Public, public
from cchc.section.references import Shelf, task_key, tasks_of
from cchc.section.shown import Shown, address_of, visible_at
from cchc.vietnamese.document_number import number_key


@dataclass(frozen=True)
class Section:
    """Everything one section consists of, but for the two manifests.

    Pages and files are made when they are first asked for: a preview shows one page of thousands.
    """

    unit: Unit
    public: Public
    pages: tuple[WebPage, ...]
    ready: Mapping[str, bytes]
    """By address: files of the theme, which every page needs and none has a say in."""
    make_files: Callable[[], Mapping[str, bytes | Path]]
    feeds: tuple[FeedSpec, ...]
    look: Look
    ended: str
    """Notice of a unit that stopped; empty while it works."""
    assets: Assets
    """Files that pages name, gathered while they are made."""
    beside: Mapping[str, str] | None = None
    """Of a section opened by double click: the units standing beside it, by the address they have on their host."""

    @cached_property
    def files(self) -> Mapping[str, bytes | Path]:
        """By address: finished bytes, or the file they are copied from."""
        return {**self.rest, **{address: make() for page in self.pages for address, make in page.beside.items()}}

    @cached_property
    def rest(self) -> Mapping[str, bytes | Path]:
        """Of `files` those that go with no page."""
        for page in self.pages:
            page.trace  # noqa: B018 - what an article names is published because it names it
        return self.make_files()

    def frame(self, page: WebPage) -> dict[str, Any]:
        """Values for the theme around a page of the section."""
        return self._frames.of(page)

    @cached_property
    def _frames(self) -> Frames:
        return Frames(self.public, self.look, self.ended)


def build_section(
    tree: Tree,
    held: Mapping[str, Holdings],
    ma: str,
    now: datetime,
    theme: Path,
    *,
    left_out: frozenset[str] = frozenset(),
    offline: frozenset[str] | None = None,
    gathered: Gathered | None = None,
) -> Section:
    """The section of unit `ma` at `now`. The tree must be free of errors that reach this unit.

    `gathered`: what the units below show; None: all they hold is in the tree, and is looked at.

    `offline`: it is to be opened by double click, and these units stand in the same folder. Then nothing is made that
    only a host or those who read it through one have a use for: feeds, sitemap, the page for what is not there.
    """
    left_out |= gathered.stopped if gathered else frozenset()
    view = public(tree, held, ma, now, left_out=left_out, shown_below=gathered and gathered.shown)
    gone = {} if offline is not None else moved_away(tree, held, view)
    desk = _desk(tree, held, view, theme, offline=offline is not None)
    taken = theme_files(theme)
    specs = feed_specs(view, expiring(desk))
    pages = [home_page(desk), *news_pages(desk), *procedure_pages(desk), *plan_pages(desk), *document_pages(desk)]
    pages.append(systematisation_page(desk))
    pages += [*reply_pages(desk), index_page(desk), *standing_pages(desk), *unit_pages(desk), statistics_page(desk)]

    def summary(one: Unit) -> board.Summary:
        if gathered:
            return gathered.summaries[one.ma]
        return board.summary_of(public(tree, held, one.ma, now, left_out=left_out))

    below = board.listed_below(tree, ma, now, left_out=left_out) if view.unit.bang_cong_khai else ()
    pages += board_pages(desk, below, summary)
    pages.append(feed_directory(desk, specs))
    found = tuple(pages)

    @cache
    def index() -> tuple[str, bytes]:
        return search_index(tuple(search_entries(desk, found)), KINDS)

    pages += [site_map(desk, found), search_page(desk, lambda: index()[0])]
    look, colours = _look(desk, taken)
    pages += [*embedding_pages(desk, look.colour), *gone_pages(desk), *([] if desk.offline else [not_found(desk)])]
    pages = [page for page in pages if page.address not in gone]
    beside = None if offline is None else {tree.units[unit].base_url: unit for unit in (*sorted(offline), ma)}
    ready = {**taken.files, **colours}

    def make_files() -> Mapping[str, bytes | Path]:
        made = {**ready, **dict((index(), *embedding_files(desk, look.colour)))}
        if not desk.offline:
            made.update(feed_files(desk, specs, taken.feed_style))
        made.update((file_at(at), redirect_page(title, there, there)) for at, (title, there) in gone.items())
        return _files(desk, pages, made)

    ended = ended_notice(desk)
    return Section(view.unit, view, tuple(pages), ready, make_files, specs, look, ended, desk.assets, beside)


def _files(desk: Desk, pages: Iterable[WebPage], found: Mapping[str, bytes]) -> Mapping[str, bytes | Path]:
    """Every file of a section whose pages are made; `found`: those that are not made of all the others."""
    view = desk.public
    files: dict[str, bytes | Path] = dict(found)
    if not desk.offline:
        files[SITEMAP] = sitemap(
            (view.unit.base_url + p.address, p.updated) for p in pages if p.indexed and p.canonical is None
        )
        if (text := robots(view.unit.base_url)) is not None:
            files[ROBOTS] = text
    files.update({asset.address: asset.content for asset in desk.assets.published.values()})
    files.update(_redirects(desk, {at for page in pages for at in (page.file, *page.beside)} | files.keys()))
    return files


def _look(desk: Desk, taken: ThemeFiles) -> tuple[Look, Mapping[str, bytes]]:
    """Logo and colours of a unit, or of the nearest above it that has some; its style sheet and its picture."""
    nearest = tuple(reversed(desk.public.chain))
    logo = next((unit.logo for unit in nearest if unit.logo), None)
    seed = next((unit.mau_sac for unit in nearest if unit.mau_sac), DEFAULT_SEED)
    colours, name = style_sheet(seed), desk.unit.name_at(desk.public.now)
    address = hashed("don-vi.css", colours)
    card = social_card(name, seed, taken.files[taken.fonts[-1]])
    shown = Shared(hashed("the-chia-se.jpg", card), *SIZE, f"Cải cách hành chính – {name}")
    look = Look(
        styles=(address, taken.styles),
        fonts=() if desk.offline else taken.fonts,
        icon=taken.icon,
        scripts=taken.scripts,
        logo=desk.assets.emblem(logo.path).address if logo else None,
        colour=shades(seed, "light")["u-deep"],
        card=shown,
        policy=OFFLINE_POLICY if desk.offline else POLICY,
    )
    return look, {address: colours, shown.address: card}


def _desk(tree: Tree, held: Mapping[str, Holdings], view: Public, theme: Path, *, offline: bool) -> Desk:
    assets = Assets(tree.folder)
    pages = {source.path: shown.address for shown in view.everything for source in _sources(held[view.unit.ma], shown)}
    elsewhere: dict[str, str] = {}
    above: dict[tuple[str, str], str | None] = {}
    for unit in (*view.chain[:-1], *merged_into(tree, view.unit)):
        for one in held[unit.ma].items.values():
            path, address = one.item.origin.path, address_of(one.item)
            if one.owner != unit.ma or path in pages:
                continue
            seen = bool(unit.url) and visible_at(tree, one, view.now)
            above[unit.ma, address] = unit.base_url + address if seen else None
            if seen:
                elsewhere[path] = unit.base_url + address
    shown = set(pages.values())
    hidden = frozenset(a for one in held[view.unit.ma].items.values() if (a := address_of(one.item)) not in shown)
    shelf = Shelf(shown.item for shown in view.documents)
    linker = Linker(assets, pages, elsewhere, above, hidden, _papers(view))
    return Desk(
        view, linker, assets, templates_in(theme), tree.units, shelf, _named_by(view.documents, shelf), _proved(view),
        offline=offline,
    )  # fmt: skip


def _papers(view: Public) -> Mapping[tuple[str, date], tuple[Paper, ...]]:
    """What texts can name by number and day."""
    papers: dict[tuple[str, date], tuple[Paper, ...]] = {}
    found: tuple[Shown[Document] | Shown[Plan], ...] = (*view.documents, *view.plans)
    for shown in found:
        item = shown.item
        kind = item.loai.label if isinstance(item, Document) else LoaiVanBan.KE_HOACH.label
        if item.so_ky_hieu and item.ngay_ban_hanh:
            name = number_key(item.so_ky_hieu), item.ngay_ban_hanh.day
            papers[name] = (*papers.get(name, ()), Paper(kind, shown.address))
    return papers


def _sources(holdings: Holdings, shown: Shown[Any]) -> Iterable[Any]:
    return (source.origin for source in holdings.items[shown.item.key].sources)


def _named_by(
    documents: Iterable[Shown[Document]], shelf: Shelf
) -> Mapping[str, tuple[tuple[str, Shown[Document]], ...]]:
    named: dict[str, list[tuple[str, Shown[Document]]]] = {}
    for shown in documents:
        for field in ("thay_the", "sua_doi", "dinh_chinh"):
            for reference in getattr(shown.item, field):
                other = shelf.only(reference)
                if other is not None and other.key != shown.item.key:
                    named.setdefault(other.key, []).append((field, shown))
    return {key: tuple(found) for key, found in named.items()}


def _proved(view: Public) -> Mapping[str, tuple[tuple[Shown[Plan], str], ...]]:
    proved: dict[str, list[tuple[Shown[Plan], str]]] = {}
    for plan in view.plans:
        for task in tasks_of(plan.item.body):
            for shown in view.proofs.get(task_key(plan.item, task.tt), ()):
                proved.setdefault(shown.item.key, []).append((plan, task.tt))
    return {key: tuple(tasks) for key, tasks in proved.items()}


def _redirects(desk: Desk, files: set[str]) -> Iterable[tuple[str, bytes]]:
    """Old addresses, but for those where something of the section, or of the theme, stands today."""
    taken = {*files, MANIFEST, FILE_LIST}
    folders = {folder for file in taken for folder in _folders_of(file)}
    base = desk.unit.base_url
    for shown in desk.public.everything:
        for old in shown.item.dia_chi_cu:
            address = file_at(old)
            above = set(_folders_of(address))
            if address in taken or address in folders or above & taken or address.startswith(FOLDER):
                continue
            taken.add(address)
            folders |= above
            there = file_at(shown.address) if desk.offline else shown.address
            title = shown.item.title or shown.item.id
            yield address, redirect_page(title, relative(address, there), base + shown.address)


def _folders_of(file: str) -> Iterable[str]:
    parts = file.split("/")[:-1]
    return ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
