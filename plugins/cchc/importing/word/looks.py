"""What a stretch of text looks like once every style it inherits from is counted: bold, capitals, font, level."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from cchc.importing.word.parts import Element, child, is_on, tag, value

_LEVELS = 6
"""Levels of headings a text may have."""


@dataclass(frozen=True, slots=True)
class Look:
    """The dress of one run."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    capitals: bool = False
    hidden: bool = False
    font: str = ""
    """Font of the letters beyond ASCII; empty: that of the theme, or unknown."""
    raised: str = ""
    """`superscript`, `subscript`; empty: on the line."""


@dataclass(frozen=True)
class Styles:
    """`styles.xml`: styles by id, and what all text starts from."""

    root: Element | None
    _looks: dict[tuple[str | None, str | None], Look] = field(default_factory=dict, compare=False)

    @cached_property
    def _by_id(self) -> Mapping[str, Element]:
        styles = () if self.root is None else self.root.iter(tag("w:style"))
        return {value(style, "w:styleId") or "": style for style in styles}

    @cached_property
    def _default(self) -> str | None:
        """Id of the style paragraphs without one have."""
        for name, style in self._by_id.items():
            if value(style, "w:type") == "paragraph" and value(style, "w:default") in ("1", "true"):
                return name
        return None

    def chain(self, name: str | None) -> Iterator[Element]:
        """A style and all it is based on, nearest first; a ring of styles ends where it began."""
        seen: set[str] = set()
        while name and name not in seen and name in self._by_id:
            seen.add(name)
            style = self._by_id[name]
            yield style
            name = value(child(style, "w:basedOn"))

    def of_paragraph(self, paragraph: Element) -> tuple[Element, ...]:
        """The styles of a paragraph, nearest first."""
        return tuple(self.chain(value(child(paragraph, "w:pPr", "w:pStyle")) or self._default))

    def look(self, run: Element, paragraph: Element | None) -> Look:
        """What a run of a paragraph looks like. Nearest says; Word's rule that two bold styles cancel is left out."""
        properties = child(run, "w:rPr")
        styled = value(child(properties, "w:rStyle"))
        holder = None if paragraph is None else value(child(paragraph, "w:pPr", "w:pStyle"))
        if (styled, holder) not in self._looks:
            look = _over(Look(), child(self.root, "w:docDefaults", "w:rPrDefault", "w:rPr"))
            styles = [*self.chain(styled), *(() if paragraph is None else self.of_paragraph(paragraph))]
            for style in reversed(styles):
                look = _over(look, child(style, "w:rPr"))
            self._looks[styled, holder] = look
        return _over(self._looks[styled, holder], properties)

    def heading(self, paragraph: Element) -> int:
        """Level the paragraph's style (or its own outline level) makes it; 0: no heading. A title is one, too."""
        for holder in (paragraph, *self.of_paragraph(paragraph)):
            level = value(child(holder, "w:pPr", "w:outlineLvl"))
            if level is not None and level.isdecimal():
                return int(level) + 1 if int(level) < _LEVELS else 0
            name = (value(child(holder, "w:name")) or "").lower()
            if name == "title":
                return 1
            if name.startswith("heading ") and name[8:].isdecimal() and 0 < int(name[8:]) <= _LEVELS:
                return int(name[8:])
        return 0


_SWITCHES = {
    tag("w:b"): "bold",
    tag("w:i"): "italic",
    tag("w:strike"): "struck",
    tag("w:dstrike"): "struck",
    tag("w:caps"): "capitals",
    tag("w:vanish"): "hidden",
}


def _over(look: Look, properties: Element | None) -> Look:
    """A look, with what `properties` say put over it."""
    said: dict[str, Any] = {}
    for one in () if properties is None else properties:
        if name := _SWITCHES.get(one.tag):
            said[name] = bool(is_on(one))
        elif one.tag == tag("w:vertAlign"):
            said["raised"] = (value(one) or "").replace("baseline", "")
        elif one.tag == tag("w:position") and child(properties, "w:sz") is not None:
            # LibreOffice writes small letters above or below the line so.
            said["raised"] = "subscript" if (value(one) or "").startswith("-") else "superscript"
        elif one.tag == tag("w:rFonts"):
            said |= _font(one)
    return replace(look, **said) if said else look


def _font(fonts: Element) -> dict[str, str]:
    for name in ("hAnsi", "ascii"):
        if value(fonts, f"w:{name}Theme"):
            return {"font": ""}
        if font := value(fonts, f"w:{name}"):
            return {"font": font}
    return {}
