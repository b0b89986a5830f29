"""What every page maker works with: the public view, links, files, and the templates."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from cchc.model.document import Document
from cchc.model.item import Item, Origin, Passage, markdown_of
from cchc.model.plan import Plan
from cchc.model.unit import Unit
from cchc.pages.inlays import Inlay, cell_of, laid, passage_of, without
from cchc.pages.pictures import Shot, first_at_once, in_text, shot
from cchc.pages.templates import Laid, Templates, piece
from cchc.pages.web_page import Article
from cchc.reading.finishing import Heading
from cchc.reading.markdown import convert
from cchc.section.addresses import relative
from cchc.section.assets import Asset, Assets
from cchc.section.links import Linker
from cchc.section.public import Public
from cchc.section.references import Shelf, task_anchor, task_key
from cchc.section.shown import Shown
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.slug import slug


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead, as seen from one page."""

    text: str
    href: str | None
    note: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in a word, with its drawing and colour: done, doing, soon, late, todo, unk."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a table of facts; the value is finished HTML."""

    label: str
    html: Markup


@dataclass(slots=True)
class Desk:
    """Tools for making the pages of one section."""

    public: Public
    linker: Linker
    assets: Assets
    templates: Templates
    units: Mapping[str, Unit]
    shelf: Shelf
    named_by: Mapping[str, tuple[tuple[str, Shown[Document]], ...]]
    """By document key: which field (`thay_the`, …) of which document names it, and it alone."""
    proved: Mapping[str, tuple[tuple[Shown[Plan], str], ...]]
    """By item key: the plan tasks (plan, TT) it proves."""
    offline: bool = False
    """The section is to be opened by double click."""

    @property
    def unit(self) -> Unit:
        return self.public.unit

    def lay(self, template: str, here: str, **values: Any) -> Laid:
        """The article of a page by its template."""
        return Laid(self.templates, template, here, self.offline, values)

    def piece(self, template: str, **values: Hashable) -> Markup:
        """Part of an article, by its values alone; laid once for all the pages and sections that have it."""
        return piece(self.templates, template, tuple(values.items()))

    def later(self, template: str, here: str, **values: Any) -> Callable[[], Article]:
        """An article without headings, laid out once somebody asks for it."""
        return lambda: Article(self.lay(template, here, **values))

    def body(
        self, shown: Shown[Any], here: str | None, *, prefix: str = "", inlays: tuple[Inlay, ...] = ()
    ) -> tuple[Markup, tuple[Heading, ...]]:
        """The text of an item as HTML, with its headings; absolute links where `here` is None.

        `prefix` stands before the ids of headings; `inlays` take the place of tables of the text.
        """
        html: list[str] = []
        found: dict[str, Heading] = {}
        for place, run in enumerate(shown.item.body.runs):
            cut = [without(passage, inlays) for passage in run]
            converted = convert(markdown_of(cut), prefix=f"{prefix}p{place + 1}-" if place else prefix)
            in_sight = not place and here is not None and not getattr(shown.item, "anh", None)
            text = first_at_once(converted.html) if in_sight else converted.html
            html.append(laid(self.links(text, shown, run[0].origin, here, converted.papers), inlays))
            found.update({heading.id: heading for heading in converted.headings if heading.id not in found})
        return Markup("".join(html)), tuple(found.values())

    def passage(self, shown: Shown[Any], passage: Passage, here: str, inlays: tuple[Inlay, ...] = ()) -> Markup:
        """One passage without its heading, for a page that lays the headings itself; `inlays` as in `body`."""
        return passage_of(passage, inlays, lambda html: self.links(html, shown, passage.origin, here))

    def links(
        self,
        html: str,
        shown: Shown[Any],
        origin: Origin,
        here: str | None,
        named: Collection[tuple[str, date]] | None = None,
    ) -> str:
        """HTML of a text in the file `origin` with its links turned into addresses seen from `here`.

        `named`: the papers it names, where that is known.
        """
        base, page = self.unit.base_url, shown.address
        show = in_text(self.assets, page, here, base)
        return self.linker.html(html, origin=origin, page=page, here=here, base=base, show=show, named=named)

    def inline(self, text: str | None, shown: Shown[Any], origin: Origin) -> Markup:
        """A cell of the file `origin` on the item's page, without a paragraph around it; empty for None."""
        return cell_of(text or "", lambda html: self.links(html, shown, origin, shown.address))

    def file(self, path: str, shown: Shown[Any]) -> Asset:
        """Publish a file an item names."""
        return self.assets.publish(path, shown.address)

    def picture(self, path: str, shown: Shown[Any], here: str) -> Shot:
        """Publish a picture an item names, to be shown at `here`."""
        return shot(self.assets.picture(path, shown.address), here)

    def downloads(self, shown: Shown[Any], here: str) -> tuple[Link, ...]:
        """The attachments of an item, with kind and size."""
        links: list[Link] = []
        for attachment in shown.item.tep:
            asset = self.file(attachment.tep.path, shown)
            links.append(Link(attachment.ten or attachment.tep.name, relative(here, asset.address), file_note(asset)))
        return tuple(links)

    def task_links(self, shown: Shown[Any], here: str) -> tuple[Link, ...]:
        """Plan tasks an item proves, each linked to its row in the plan; with its state, where it is the unit's own."""
        states = self.public.progress
        return tuple(
            Link(
                f"{plan.item.so_ky_hieu or plan.item.trich_yeu}, nhiệm vụ {tt}",
                relative(here, f"{plan.address}#{task_anchor(tt)}"),
                states[key].state.label.lower() if (key := task_key(plan.item, tt)) in states else "",
            )
            for plan, tt in self.proved.get(shown.item.key, ())
        )

    def origin_note(self, shown: Shown[Any]) -> str | None:
        """Whose item it is, where it was inherited."""
        if not shown.inherited:
            return None
        now = f", nay thuộc {self.unit.name_at(self.public.now)}" if shown.moved else ""
        return f"Nội dung của {shown.owner.name_at(self.public.now)}{now}"


def file_note(asset: Asset) -> str:
    """`PDF, 120 KB`"""
    kind = asset.address.rpartition(".")[2].upper()
    if asset.size >= 1_000_000:
        return f"{kind}, {asset.size / 1_000_000:.1f} MB".replace(".", ",")
    return f"{kind}, {max(asset.size // 1000, 1)} KB"


def day(moment: Moment | None) -> str:
    """A day for people; empty where there is none."""
    return moment.vn if moment else ""


def anchor(title: str) -> str:
    """Id of a heading laid out by a template."""
    return slug(title, limit=60)


def summary_of(item: Item, limit: int = 200) -> str:
    """First words of an item for lists, feeds and search engines: its summary, else its text."""
    given = getattr(item, "tom_tat", None)
    if given:
        return str(given)
    return shortened(convert(item.body.passages[0].text).text if item.body.passages else "", limit)


def shortened(words: str, limit: int) -> str:
    """Words as they are, or the first of them where they are longer than `limit` letters."""
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
