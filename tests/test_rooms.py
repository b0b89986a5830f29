"""Doors open downwards only (design §1): the core knows no engine, no command line, no network, no clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PLUGINS = Path(__file__).resolve().parent.parent / "plugins"
ENGINES = {"material", "mkdocs", "properdocs"}
NETWORK = {"asyncio", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl", "urllib.request", "urllib3"}
SURROUNDINGS = {"locale", "multiprocessing", "os.environ", "os.getcwd", "os.getenv", "subprocess", "time"}
CLOSED = {"cchc": {"cchc_cli", "cchc_mkdocs", *ENGINES, *NETWORK, *SURROUNDINGS}, "cchc_mkdocs": {"cchc_cli"}}
"""What each package may not import; cchc_cli may import all."""
ASKING = {"cwd", "environ", "environb", "getcwd", "getenv", "now", "today", "utcnow"}
"""Attributes of these by which a clock, the environment or the working folder is asked."""
ASKED = {"Path", "date", "datetime", "os"}
EDGE = ("publishing/job.py", "job_for")
"""The one place of the core that asks a clock: MkDocs started by itself has no command line of ours above it."""
ALONE = {
    "feedgen": "products/feeds.py",
    "PIL": "products/social_card.py section/imaging.py",
    "pillow_heif": "section/imaging.py",
    "segno": "products/qr.py",
    "yaml": "reading/front_matter.py",
    "markdown": "reading/markdown.py",
    "nh3": "reading/sanitising.py",
    "jinja2": "pages/templates.py",
    "mammoth": "importing/word/document.py",
    "openpyxl": "importing/sheets/workbook.py reporting/writers.py",
    "docx": "reporting/writers.py",
    "pdfplumber": "importing/pdf.py",
    "pypdfium2": "importing/pdf.py",
}
"""Libraries with sharp edges, each imported by one file that says what it guards against; Pillow reads in one, draws
in another."""


def modules(package: str) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((PLUGINS / package).rglob("*.py")):
        yield path.relative_to(PLUGINS / package).as_posix(), ast.parse(path.read_text("utf-8"))


def imported(tree: ast.AST) -> set[str]:
    """Everything a module imports, with all that leads there: `a.b.c` is `a`, `a.b` and `a.b.c`."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {".".join(name.split(".")[:depth]) for name in names for depth in range(1, name.count(".") + 2)}


def asks(node: ast.AST) -> bool:
    """True for `datetime.now`, `os.environ`; `desk.public.now` is a value somebody handed over."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr in ASKING
        and getattr(node.value, "id", getattr(node.value, "attr", "")) in ASKED
    )


@pytest.mark.parametrize("package", CLOSED)
def test_doors_open_downwards_only(package):
    wrong = {file: imported(tree) & CLOSED[package] for file, tree in modules(package)}

    assert {file: names for file, names in wrong.items() if names} == {}


def test_the_core_asks_no_clock_and_no_surroundings_but_at_its_one_edge():
    asking = {
        (file, getattr(part, "name", ""))
        for file, tree in modules("cchc")
        for part in tree.body
        if any(asks(node) for node in ast.walk(part))
    }

    assert asking == {EDGE}


@pytest.mark.parametrize(("library", "file"), ALONE.items())
def test_a_library_with_sharp_edges_is_imported_in_one_file(library, file):
    assert [name for name, tree in modules("cchc") if library in imported(tree)] == file.split()


ROOMS = (
    "vietnamese",
    "model",
    "reading",
    "section",
    "reporting",
    "drafting",
    "products",
    "pages",
    "checking",
    "publishing",
)
"""The rooms of the core in the order of the flow: each may use those before it. `checking` looks at a section too."""


@pytest.mark.parametrize("room", [*ROOMS, "importing"])
def test_inside_the_core_every_room_uses_only_those_before_it(room):
    last = "drafting" if room == "importing" else room
    allowed = {*ROOMS[: ROOMS.index(last) + 1], room}
    used = {
        name.split(".")[1]
        for file, tree in modules("cchc")
        if file.startswith(f"{room}/")
        for name in imported(tree)
        if name.startswith("cchc.")
    }

    assert used & {*ROOMS, "importing"} <= allowed
