"""Every run and paragraph → what has to be known of it, said directly: no style has to be looked up any more."""

from dataclasses import dataclass, field

from lxml import etree

from cchc.importing.word.looks import Look, Styles
from cchc.importing.word.numbering import Numbers, Printed
from cchc.importing.word.old_letters import OldLetters
from cchc.importing.word.parts import Element, child, every, tag, value
from cchc.importing.word.preparing import remove, text_of

_TEXT = tag("w:t")
_FIELD = {tag("w:fldChar"), tag("w:instrText"), tag("w:rPr")}


@dataclass(slots=True)
class Dresser:
    """What is known while a document is gone through; its footnotes are dressed after the text."""

    styles: Styles
    numbers: Numbers
    letters: OldLetters
    counted: dict[Element, int] = field(default_factory=dict)
    """Numbers of the paragraphs that show something, in their order."""
    places: dict[int, str] = field(default_factory=dict)
    """Number of a paragraph → the place in words."""
    kinds: dict[int, tuple[int, Printed | None]] = field(default_factory=dict)
    """Number of a paragraph → its level as a heading, and what Word prints before it."""
    hidden: list[str] = field(default_factory=list)
    """Words that Word does not show."""

    def dress(self, root: Element, where: str = "") -> None:
        """Dress every paragraph of a part; `where`: what the part is called, empty for the text itself."""
        in_tables = _rows(root)
        for paragraph in every(root, "w:p"):
            self._runs(paragraph)
            heading, printed = self._paragraph(paragraph)
            if (text := text_of(paragraph)) or _has_picture(paragraph):
                number = len(self.counted) + 1
                self.kinds[number] = heading, printed if text else None
                self.counted[paragraph] = number
                self.places[number] = where or in_tables.get(paragraph) or f"đoạn {number}"
                mark = etree.Element(tag("w:bookmarkStart"))
                mark.set(tag("w:name"), str(number))
                paragraph.insert(1, mark)

    def _runs(self, paragraph: Element) -> None:
        looks: dict[Element, Look] = {}
        for run in every(paragraph, "w:r"):
            look = self.styles.look(run, paragraph)
            if look.hidden:
                self.hidden += filter(None, [text_of(run)])
                for part in [one for one in run if one.tag not in _FIELD]:
                    run.remove(part)
                continue
            self._spell_out(paragraph, run, look)
            before = run.getprevious()
            # Word cuts words into runs of one dress wherever somebody typed twice; VNI writes one letter as two.
            if before is not None and looks.get(before) == look and _is_text(before) and _is_text(run):
                before[-1].text = (before[-1].text or "") + "".join(one.text or "" for one in run.iter(_TEXT))
                remove(run)
                continue
            looks[run] = look
        for run, look in looks.items():
            for text in run.iter(_TEXT):
                words = self.letters.by_font(paragraph, text.text or "", look.font)
                text.text = words.upper() if look.capitals else words
            _dress_run(run, look)

    def _spell_out(self, paragraph: Element, run: Element, look: Look) -> None:
        """Hyphens and signs of old fonts that are elements of their own, as text."""
        for one in every(run, "w:noBreakHyphen", "w:softHyphen", "w:sym"):
            letter = "-"
            if one.tag == tag("w:softHyphen"):
                # The letter ư of TCVN3 has the code of the soft hyphen.
                letter = "\u00ad" if self.letters.is_old(look.font) else ""
            elif one.tag == tag("w:sym"):
                font, code = value(one, "w:font") or "", value(one, "w:char") or ""
                if not self.letters.is_old(font):
                    continue
                letter = chr(int(code, 16) & 0xFF)
                letter = letter if self.letters.is_old(look.font) else self.letters.by_font(paragraph, letter, font)
            text = etree.Element(_TEXT)
            text.text = letter
            one.addprevious(text)
            remove(one)
        for text in every(run, "w:t"):
            before = text.getprevious()
            if before is not None and before.tag == _TEXT:
                before.text = (before.text or "") + (text.text or "")
                remove(text)

    def _paragraph(self, paragraph: Element) -> tuple[int, Printed | None]:
        """What the paragraph is; of its properties only the mark of a deleted one stays."""
        kind = self.styles.heading(paragraph), self.numbers.printed(paragraph, self.styles.of_paragraph(paragraph))
        old = child(paragraph, "w:pPr")
        is_deleted = child(old, "w:rPr", "w:del") is not None
        if old is not None:
            paragraph.remove(old)
        properties = etree.Element(tag("w:pPr"))
        paragraph.insert(0, properties)
        if is_deleted:
            etree.SubElement(etree.SubElement(properties, tag("w:rPr")), tag("w:del"))
        return kind


def _dress_run(run: Element, look: Look) -> None:
    if (old := child(run, "w:rPr")) is not None:
        run.remove(old)
    properties = etree.Element(tag("w:rPr"))
    for name, is_so in (("w:b", look.bold), ("w:i", look.italic), ("w:strike", look.struck)):
        if is_so:
            etree.SubElement(properties, tag(name))
    if look.raised:
        etree.SubElement(properties, tag("w:vertAlign")).set(tag("w:val"), look.raised)
    run.insert(0, properties)


def _is_text(run: Element) -> bool:
    return len(run) > 0 and run[-1].tag == _TEXT and all(one.tag in (_TEXT, tag("w:rPr")) for one in run)


def _has_picture(paragraph: Element) -> bool:
    return next(paragraph.iter(tag("a:blip"), tag("v:imagedata")), None) is not None


def _rows(root: Element) -> dict[Element, str]:
    """Paragraphs in tables → table and row as people count them; a table inside a table is part of it."""
    places: dict[Element, str] = {}
    outer = [table for table in every(root, "w:tbl") if next(table.iterancestors(tag("w:tbl")), None) is None]
    for number, table in enumerate(outer, start=1):
        for row_number, row in enumerate(table.iterfind(tag("w:tr")), start=1):
            places |= dict.fromkeys(row.iter(tag("w:p")), f"bảng {number}, hàng {row_number}")
    return places
