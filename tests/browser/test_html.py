"""The Nu validator, which checks for the W3C, finds every page of two sections valid, and all that others embed."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from tests.browser.sample import is_piece
from tests.conftest import NODE_TOOLS, TOOLS

pytestmark = pytest.mark.needs("node-tools", "java")
EXCEPT = {
    # Two check boxes of Material's drawer, in its base.html; hidden and without effect.
    "Attribute “autocomplete” is only allowed when the input type is": 'class="md-toggle"',
    # On a telephone these tables are laid out as blocks; browsers then forget that they are tables, the roles say it.
    "The “role” attribute must not be used on a “t[rdh]” element which has a “table” ancestor": 'role="',
    # A piece is pasted where there is no head; every browser obeys.
    "Element “style” not allowed as child of element “div”": "<style>",
    # Editors of old portals know nothing else that draws the lines of a table.
    "The “border” attribute on the “table” element is obsolete": '<table border="1">',
    # The standard and the browsers know min() there, this validator does not yet.
    "Bad value “min\\(100vw, \\d+px\\)” for attribute “sizes”": "<source ",
}
"""What the validator may say → about what."""


def complaints(*files: Path) -> list[tuple[str, str, str]]:
    """File, message, extract."""
    java = TOOLS["java"].find()
    assert java
    jar = NODE_TOOLS / "vnu-jar/build/dist/vnu.jar"
    command = [java, "-jar", str(jar), "--format", "json", "--stdout", "--errors-only", *map(str, files)]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert told.stdout, told.stderr
    messages = json.loads(told.stdout)["messages"]
    return [(one.get("url", ""), one["message"], one.get("extract", "")) for one in messages]


def excuse(said: str, extract: str) -> str | None:
    return next((words for words, where in EXCEPT.items() if re.match(words, said) and where in extract), None)


def test_every_page_is_valid(sample: Path, tmp_path: Path) -> None:
    files = []
    for file in sorted(sample.rglob("*.html")):
        text = file.read_text("utf-8")
        if is_piece(text):
            file = tmp_path / "-".join(file.relative_to(sample).parts)
            file.write_text(f"<!doctype html><html lang=vi><title>Cổng khác</title><body>{text}", "utf-8")
        files.append(file)

    told = complaints(*files)

    left = {(said, extract): file for file, said, extract in told if not excuse(said, extract)}
    assert left == {}
    assert {excuse(said, extract) for _, said, extract in told} == {*EXCEPT}, "an exception nothing needs any more"


def test_a_mistake_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><html lang=vi><title>a</title><p><div></div></p>")

    assert complaints(tmp_path / "a.html")
