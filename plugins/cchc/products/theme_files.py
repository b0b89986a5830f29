"""The theme's own files, each under a name that holds a hash of what is in it: a browser may keep it for ever."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = "assets/"
"""Where they stand in a section; nothing else stands there."""
FIRST_FONTS = ("bvp-400.woff2", "bvp-700.woff2")
"""Fonts asked for at once: running text and headings."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(r"url\(([\w.-]+)\)")


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """What every section takes from `theme/assets/`."""

    files: Mapping[str, bytes]
    """By address."""
    styles: str
    """Address of the one style sheet."""
    feed_style: str
    """Address of the style sheet of feeds."""
    icon: str
    scripts: Mapping[str, str]
    """Addresses of the scripts, by name."""
    fonts: tuple[str, ...]
    """Addresses of the fonts asked for at once."""


def own_theme() -> Path:
    """The theme that comes with this package: beside it where it is installed, in a checkout beside `plugins/`."""
    packages = Path(__file__).resolve().parents[2]
    installed = packages / "cchc_theme"
    return installed if installed.is_dir() else packages.parent / "theme"


@cache
def theme_files(theme: Path) -> ThemeFiles:
    """The files of a theme folder. Raises OSError where one cannot be read."""
    assets = theme / "assets"
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    for path in sorted((assets / "fonts").iterdir()):
        content = path.read_bytes()
        # A licence goes with its fonts under the name people look for.
        names[path.name] = FOLDER + path.name if path.suffix == ".txt" else hashed(path.name, content)
        files[names[path.name]] = content
    sheets = {
        "cchc.css": "".join(path.read_text("utf-8") for path in sorted((assets / "css").glob("*.css"))),
        "feed.css": (assets / "feed.css").read_text("utf-8"),
    }
    for name, text in sheets.items():
        content = _URL.sub(lambda found: f"url({names[found[1]].removeprefix(FOLDER)})", _bare(text)).encode()
        names[name] = hashed(name, content)
        files[names[name]] = content
    scripts = {path.name: path.read_bytes() for path in sorted((assets / "js").glob("*.js"))}
    files |= {hashed(name, content): content for name, content in scripts.items()}
    icon = (assets / "icon.svg").read_bytes()
    files[hashed("icon.svg", icon)] = icon
    fonts = tuple(names[name] for name in FIRST_FONTS)
    return ThemeFiles(
        files,
        names["cchc.css"],
        names["feed.css"],
        hashed("icon.svg", icon),
        {name: hashed(name, scripts[name]) for name in scripts},
        fonts,
    )


def hashed(name: str, content: bytes) -> str:
    """`cchc.css` → `assets/cchc.1f2e3d4c.css`"""
    stem, _, suffix = name.rpartition(".")
    return f"{FOLDER}{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{suffix}"


def _bare(css: str) -> str:
    """Without comments, indentation and empty lines: what only people need."""
    lines = (line.strip() for line in _COMMENT.sub("", css).splitlines())
    return "\n".join(filter(None, lines)) + "\n"
