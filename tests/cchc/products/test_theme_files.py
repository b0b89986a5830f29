"""The theme's files as a section takes them: names that change with what is in them, references that stay right."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from tests.school import THEME

from cchc.products.theme_files import theme_files

TAKEN = theme_files(THEME)


def test_every_name_holds_the_hash_of_its_file_but_licences_keep_theirs() -> None:
    for address, content in TAKEN.files.items():
        if address.endswith(".txt"):
            assert b"SIL OPEN FONT LICENSE" in content
            continue
        assert address.split(".")[-2] == hashlib.sha256(content).hexdigest()[:8]


def test_what_a_style_sheet_asks_for_is_there() -> None:
    for address in (TAKEN.styles, TAKEN.feed_style):
        asked = re.findall(rb"url\(([^)\"]+)\)", TAKEN.files[address])
        assert {f"assets/{name.decode()}" for name in asked} <= TAKEN.files.keys()
    assert len(re.findall(rb"url\(bvp-400\.[0-9a-f]{8}\.woff2\)", TAKEN.files[TAKEN.styles])) == 1
    assert {*TAKEN.fonts, TAKEN.icon} <= TAKEN.files.keys()


def test_every_font_has_its_licence_beside_it() -> None:
    fonts = {address for address in TAKEN.files if address.endswith(".woff2")}

    assert len(fonts) == 6
    assert all(TAKEN.files[font].startswith(b"wOF2") for font in fonts)
    assert len([address for address in TAKEN.files if "OFL" in address]) == 2


def test_a_changed_font_changes_its_name_and_that_of_the_style_sheet_only(tmp_path: Path) -> None:
    shutil.copytree(THEME / "assets", tmp_path / "assets")
    (tmp_path / "assets/fonts/bvp-400.woff2").write_bytes(b"wOF2 other")

    changed = theme_files(tmp_path)

    gone, new = TAKEN.files.keys() - changed.files.keys(), changed.files.keys() - TAKEN.files.keys()
    assert {re.sub(r"\.[0-9a-f]{8}\.", ".", address) for address in gone} == {"assets/bvp-400.woff2", "assets/cchc.css"}
    assert len(new) == 2
    assert changed.feed_style == TAKEN.feed_style


def test_comments_are_for_people_only() -> None:
    text = TAKEN.files[TAKEN.styles].decode()

    assert "/*" not in text
    assert "\n " not in text
    assert ".cc-btn { display: inline-flex" in text


def test_a_theme_without_its_styles_is_no_theme(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        theme_files(tmp_path)
