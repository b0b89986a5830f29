"""Pictures as pages and feeds show them: WebP in the width a screen needs, one JPEG for everybody else."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

from cchc.section.addresses import relative
from cchc.section.assets import Asset, Assets

_COLUMN = 700
"""Widest a picture in a text is shown, CSS pixels."""
_ABOVE = 800
"""A picture that begins within so many characters of HTML is in sight when the page opens."""
_LAZY = re.compile(r'(<img [^<>]*?)loading="lazy"')


class Shared(NamedTuple):
    """The picture shown where a page is passed on: its address in the section, its size in pixels, what it shows."""

    address: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture as one page names it: a JPEG, and the same as WebP in several widths."""

    src: str
    srcset: str
    width: int
    height: int

    def tag(self, sizes: str, first: bool = False, **said: str) -> Markup:
        """Its markup. `sizes`: how wide it is shown; `first`: in sight when the page opens; `said`: more attributes."""
        when = {"fetchpriority": "high"} if first else {"loading": "lazy"}
        return self.dressed(sizes, {**said, **when})

    def dressed(self, sizes: str, said: dict[str, str]) -> Markup:
        """Its markup with the attributes `said`; those it knows better are its own."""
        size = {"width": str(self.width), "height": str(self.height)}
        img = _element("img", {**said, "src": self.src, **size, "decoding": "async"})
        if not self.srcset:
            return img
        source = _element("source", {"type": "image/webp", "srcset": self.srcset, "sizes": sizes})
        return Markup("<picture>{}{}</picture>").format(source, img)


def shot(asset: Asset, here: str) -> Shot:
    """A published picture as the page `here` names it."""
    offered = ", ".join(f"{relative(here, small.address)} {small.width}w" for small in asset.smaller)
    return Shot(relative(here, asset.address), offered, asset.width or 0, asset.height or 0)


def shared(asset: Asset, alt: str) -> Shared:
    """A published picture as it is passed on."""
    return Shared(asset.address, asset.width or 0, asset.height or 0, alt)


def first_at_once(html: str) -> str:
    """The converted text of a page without a picture above it: its first picture, where in sight, does not wait."""
    found = _LAZY.search(html)
    if found is None or found.start() > _ABOVE:
        return html
    return f'{html[: found.start()]}{found[1]}fetchpriority="high"{html[found.end() :]}'


def in_text(assets: Assets, page: str, here: str | None, base: str) -> Callable[[str, dict[str, str]], str]:
    """Maker of the markup of pictures in a text of the item at `page`, out of a path and the attributes written.

    Where `here` is None, in a feed: the JPEG alone, absolute under `base`.
    """

    def show(path: str, said: dict[str, str]) -> str:
        asset = assets.picture(path, page)
        width, height = _size(said.get("width", ""), asset)
        if here is None:
            return Shot(base + asset.address, "", width, height).dressed("", said)
        found = shot(asset, here)
        return Shot(found.src, found.srcset, width, height).dressed(f"min(100vw, {min(width, _COLUMN)}px)", said)

    return show


def _size(wanted: str, asset: Asset) -> tuple[int, int]:
    """The width an author wrote, where the picture has it, and the height that goes with it; else its own."""
    width, height = asset.width or 1, asset.height or 1
    if not re.fullmatch("[1-9][0-9]{0,4}", wanted) or int(wanted) > width:
        return width, height
    return int(wanted), max(round(height * int(wanted) / width), 1)


def _element(name: str, attributes: dict[str, str]) -> Markup:
    said = Markup("").join(Markup(' {}="{}"').format(key, escape(value)) for key, value in attributes.items())
    return Markup("<{}{}>").format(name, said)
