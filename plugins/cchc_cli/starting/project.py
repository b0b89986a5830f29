"""The files of a new project beside its content: package, locks, launcher, recipes, editor."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.resources import files
from urllib.parse import urlsplit

from cchc.model.item import Item
from cchc.model.labels import example, label
from cchc.model.types import CONTENT_TYPES
from cchc.model.unit import Unit
from cchc.model.vocabulary import LoaiDonVi
from cchc.pages.frame import POLICY
from cchc_cli.starting.kit import kit, wheel

RECIPES = "trien-khai"
_PLACES = {"scripts/recipes/github.yml": ".github/workflows/cchc.yml", "scripts/recipes/gitlab.yml": ".gitlab-ci.yml"}
"""Recipes a service looks for in a place of its own; the others go to `trien-khai/`."""
_PIECES = {
    "README.md": "README.md",
    "mkdocs.yml": "mkdocs.yml",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "settings.json": ".vscode/settings.json",
    "extensions.json": ".vscode/extensions.json",
}
"""Pieces of our own, by their place in a project."""
_SCHEMAS = ("don-vi", "chi-so")
"""Of files that are YAML throughout: what editors can check."""


def project_files(unit: Unit, words: Mapping[str, str]) -> dict[str, bytes]:
    """Every file of a project for `unit` but its content, by its place; `words` are filled in."""
    name, package = wheel()
    locked = f"./goi/{name} --hash=sha256:{hashlib.sha256(package).hexdigest()}\n"
    made = {f"goi/{name}": package, "requirements/cchc.txt": locked.encode()}
    for source, data in kit().items():
        recipe = source.startswith("scripts/recipes/")
        place = _PLACES.get(source, f"{RECIPES}/{source.rpartition('/')[2]}") if recipe else source
        made[place] = filled(data.decode(), words).encode() if recipe else data
    made |= {place: piece(source, words).encode() for source, place in _PIECES.items()}
    if unit.loai is not LoaiDonVi.TRUONG:
        made["README.md"] += piece("README-cap-tren.md", words).encode()
    schemas = files("cchc") / "schemas"
    made |= {f".vscode/{one}.json": (schemas / f"{one}.json").read_bytes() for one in _SCHEMAS}
    made[".vscode/cchc.code-snippets"] = snippets().encode()
    return made


def words_of(unit: Unit, now: datetime) -> dict[str, str]:
    """What is filled in: the unit, the day, path of the section on its host, what a page may load."""
    today = f"{now:%d/%m/%Y}"
    year = str(now.year)
    return {"ma": unit.ma, "ten": unit.ten, "hom-nay": today, "nam": year, "duong": _path(unit), "chinh-sach": POLICY}


def piece(name: str, words: Mapping[str, str]) -> str:
    """A piece of ours, filled in."""
    return filled((files(__package__) / "pieces" / name).read_text("utf-8"), words)


def filled(text: str, words: Mapping[str, str]) -> str:
    """`@ma@` becomes the unit's `ma`, and so on."""
    return re.sub(r"@([a-z-]+)@", lambda found: words.get(found[1], found[0]), text)


def _path(unit: Unit) -> str:
    """Where the section lies on its host; `/cchc/` while nobody knows, or where a server would misread it."""
    path = urlsplit(unit.url or "").path
    return path if re.fullmatch(r"/([\w.~-]+/)*", path, re.ASCII) else "/cchc/"


def snippets() -> str:
    """Front matter of each type for VS Code: what it must have, to be gone through by Tab."""
    made = {
        kind.type_name: {"prefix": folder, "scope": "markdown", "body": list(_front_matter(kind))}
        for folder, kind in CONTENT_TYPES.items()
        if folder != "chi-so"
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _front_matter(kind: type[Item]) -> Iterator[str]:
    yield "---"
    required = [name for name, info in kind.model_fields.items() if info.is_required() and not info.exclude]
    for number, name in enumerate(required, start=1):
        yield f"{name}: ${{{number}:{example(kind.__name__, name)}}}  # {label(name)}"
    yield from ("nhap: true", "---", "", "$0")
