"""A Word file → blocks. mammoth is used here only.

Guards: mammoth parses XML that may declare entities, trusts names a hostile file gives, leaves out what it does not
know (`fldSimple`, formulas), prints no list numbers, shows hidden text, knows neither fonts nor bold of styles. So it
never sees the file itself: we parse the XML, make it plain, dress it and pack it anew with nothing but text, links
and pictures; afterwards every word is looked for in what came out.
"""

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree

from cchc.importing.archive import DAMAGED, checked, read_part
from cchc.importing.blocks import Block, Remark, words_of
from cchc.importing.doubts import Doubt, quoted
from cchc.importing.word.beside import note_beside
from cchc.importing.word.dressing import ANCHOR, BULLETS, Dresser
from cchc.importing.word.html import UNSEEN, Reader
from cchc.importing.word.looks import Styles
from cchc.importing.word.numbering import Numbers
from cchc.importing.word.old_letters import OldLetters
from cchc.importing.word.parts import MAIN, Element, Parts, child, every, tag
from cchc.importing.word.pictures import Pictures
from cchc.importing.word.preparing import Notes, plain, text_of

_PASSED = {"hyperlink", "image", "footnotes", "endnotes"}
"""Kinds of relations mammoth is told of."""
_START = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    f'Target="{MAIN}"/></Relationships>'
)
_LISTS = (
    f'<w:numbering xmlns:w="{etree.QName(tag("w:p")).namespace}"><w:abstractNum w:abstractNumId="0">'
    + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="bullet"/></w:lvl>' for level in range(9))
    + f'</w:abstractNum><w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_STYLES = "\n".join(
    [
        "br[type='page'] => br",
        "br[type='column'] => br",
        *(f"p.Heading{level} => h{level}:fresh" for level in range(1, 7)),
        *(f"p:unordered-list({depth}) => {'ul > li > ' * (depth - 1)}ul > li:fresh" for depth in range(1, 10)),
        "p => p:fresh",
    ]
)
_WORD = re.compile(r"\w+")
_STRANGE = (ExpatError, KeyError, ValueError, IndexError, AttributeError, TypeError, OSError, RecursionError)
"""What mammoth raises over a file that contradicts itself."""


class _Taken(Protocol):
    """A picture as mammoth hands it over."""

    content_type: str | None
    alt_text: str | None

    def open(self) -> io.BufferedReader:
        """Its bytes; raises where the file only names them."""


def blocks_of_word(data: bytes) -> tuple[Block, ...]:
    """Everything a .docx shows, in its order, with a remark for each place a human has to look at.

    Raises CannotImport for a file that is damaged, protected, hostile or too large.
    """
    parts = Parts(checked(data))
    notes = Notes()
    if (root := parts.xml(MAIN)) is None or child(root, "w:body") is None:
        raise DAMAGED
    footnotes = [*parts.beside("footnotes"), *parts.beside("endnotes")]
    dresser = Dresser(Styles(parts.one("styles")), Numbers(parts.one("numbering")), OldLetters())
    for part, where in ((root, ""), *((one, "chú thích") for _, one in footnotes)):
        plain(part, notes)
        dresser.dress(part, where)
    dresser.letters.by_text(dresser.counted)
    dresser.letters.note(notes)
    note_beside(parts, dresser.hidden, notes)
    pictures = Pictures()
    html = _html(_packed(parts, {MAIN: root, **dict(footnotes)}), pictures, notes)
    blocks = Reader(pictures.images, dresser.places, ANCHOR).read(html)
    _look_for_words((root, *(one for _, one in footnotes)), blocks, notes)
    remarks = [_remark(dresser, *note) for note in notes.found]
    return (*sorted(remarks, key=lambda one: one.doubt.line), *blocks)


def _remark(dresser: Dresser, paragraph: Element | None, what: str, how: str) -> Remark:
    line = 0 if paragraph is None else dresser.counted.get(paragraph, 0)
    return Remark(Doubt(line or 1, what, how, dresser.places.get(line, "cả tệp")))


def _packed(parts: Parts, texts: Mapping[str, Element]) -> io.BytesIO:
    """A Word file of nothing but these parts, their relations and what these name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("_rels/.rels", _START)
        archive.writestr("word/numbering.xml", _LISTS)
        if (types := parts.xml("[Content_Types].xml")) is not None:
            archive.writestr("[Content_Types].xml", etree.tostring(types))
        for name, root in texts.items():
            archive.writestr(name, etree.tostring(root))
            beside = re.sub(r"([^/]+)$", r"_rels/\1.rels", name)
            if (relations := parts.xml(beside)) is not None:
                for one in list(relations):
                    if (one.get("Type") or "").rpartition("/")[2] not in _PASSED:
                        relations.remove(one)
                archive.writestr(beside, etree.tostring(relations))
        for name in dict.fromkeys(parts.archive.namelist()):
            if not name.endswith((".xml", ".rels", ".bin", "/")):
                archive.writestr(name, read_part(parts.archive, name))
    return out


def _html(packed: io.BytesIO, pictures: Pictures, notes: Notes) -> str:
    def shown(image: _Taken) -> dict[str, str]:
        try:
            with image.open() as stream:
                data = stream.read()
        except (OSError, KeyError, ValueError):
            data = None
        return {"src": pictures.take(data, image.content_type or "", image.alt_text)}

    try:
        result = mammoth.convert_to_html(
            packed,
            style_map=_STYLES,
            include_default_style_map=False,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(shown),
        )
    except _STRANGE:
        raise DAMAGED from None
    symbols = sum("w:sym" in message.message for message in result.messages)
    if symbols:
        what = f"{symbols} ký hiệu chèn bằng Insert Symbol không đọc được, đã bỏ."
        notes.add(None, what, "so với bản gốc, gõ lại ký hiệu vào chỗ của nó nếu cần")
    return str(result.value)


def _look_for_words(roots: Iterable[Element], blocks: tuple[Block, ...], notes: Notes) -> None:
    """Say which words of the file are in no block: there should be none."""
    text = unicodedata.normalize("NFC", words_of(blocks))
    held = Counter(_WORD.findall(text))
    for root in roots:
        for paragraph in every(root, "w:p"):
            said = Counter(_WORD.findall(UNSEEN.sub("", unicodedata.normalize("NFC", text_of(paragraph)))))
            lost = [word for word, number in said.items() if held[word] < number and word not in text]
            held.subtract(said)
            if lost:
                what = f"Không giữ được các từ: {quoted(' '.join(lost), limit=600)}."
                notes.add(paragraph, what, "so đoạn này với bản Word rồi gõ thêm vào tệp nội dung")
