"""A Word file → blocks. mammoth is used here only.

Guards: mammoth parses XML that may declare entities, trusts names a hostile file gives, leaves out what it does not
know (`fldSimple`, formulas), prints no list numbers, shows hidden text, knows neither fonts nor bold of styles. So it
never sees the file itself: we parse the XML, make it plain, dress it and pack it anew with nothing but text, links
and pictures; of mammoth we take the document it understood (its HTML would have to be understood again), and
afterwards every word is looked for in what came out.
"""

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from xml.parsers.expat import ExpatError

import mammoth
from mammoth import documents as docx

from cchc.importing.archive import DAMAGED, checked
from cchc.importing.blocks import UNSEEN, Block, Cell, Paragraph, Picture, Remark, Run, Table, words_of
from cchc.importing.doubts import Doubt, quoted
from cchc.importing.prose import literal
from cchc.importing.word.dressing import Dresser
from cchc.importing.word.looks import Styles
from cchc.importing.word.numbering import Numbers
from cchc.importing.word.old_letters import OldLetters
from cchc.importing.word.parts import MAIN, Element, Parts, child, every
from cchc.importing.word.pictures import Pictures
from cchc.importing.word.pieces import LINE_END, Piece, address_in_markdown, flat, merged, shows, wrapped
from cchc.importing.word.preparing import Notes, note_beside, plain, text_of
from cchc.vietnamese.encoding import UNPRINTABLE

_LIVE = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_SPACES = re.compile("[\u00a0\u2007\u202f]")
_WORD = re.compile(r"\w+")
_MOST = 1000
"""Cells stretch over no more columns or rows."""
_RAISED = {"superscript": "sup", "subscript": "sub"}
_STRANGE = (ExpatError, KeyError, ValueError, IndexError, AttributeError, TypeError, OSError, RecursionError)
"""What mammoth raises over a file that contradicts itself."""


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
    blocks = _Reader(dresser).read(_understood(parts.packed({MAIN: root, **dict(footnotes)}), notes))
    _look_for_words((root, *(one for _, one in footnotes)), blocks, notes)
    remarks = [_remark(dresser, *note) for note in notes.found]
    return (*sorted(remarks, key=lambda one: one.doubt.line), *blocks)


def _remark(dresser: Dresser, paragraph: Element | None, what: str, how: str) -> Remark:
    line = 0 if paragraph is None else dresser.counted.get(paragraph, 0)
    return Remark(Doubt(line or 1, what, how, dresser.places.get(line, "cả tệp")))


def _understood(packed: io.BytesIO, notes: Notes) -> Any:
    """The document as mammoth understands it."""
    try:
        result = mammoth.docx.read(packed)
    except _STRANGE:
        raise DAMAGED from None
    if symbols := sum("w:sym" in message.message for message in result.messages):
        what = f"{symbols} ký hiệu chèn bằng Insert Symbol không đọc được, đã bỏ."
        notes.add(None, what, "so với bản gốc, gõ lại ký hiệu vào chỗ của nó nếu cần")
    return result.value


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


@dataclass(slots=True)
class _Reader:
    """Goes through one text in its order; knows the number of the paragraph it stands at."""

    known: Dresser
    """Numbers, places and kinds of the paragraphs."""
    pictures: Pictures = field(default_factory=Pictures)
    line: int = 1
    _notes: list[tuple[str, str]] = field(default_factory=list)
    """Footnotes in the order they are referred to."""
    _depths: list[int] = field(default_factory=list)
    """Depths of the lists that are open."""
    _strays: dict[str, int] = field(default_factory=dict)

    def read(self, document: Any) -> tuple[Block, ...]:
        """Everything the document holds."""
        blocks = [*self._blocks(document.children)]
        for number, note in enumerate(tuple(self._notes), start=1):
            try:
                body = document.notes.find_note(*note).body
            except KeyError:
                raise DAMAGED from None
            blocks += self._note(body, str(number))
        for stray, number in self._strays.items():
            blocks.append(self._remark(f"Trong tệp có {number} {stray}.", "không cần làm gì, nếu câu chữ đọc đúng", 1))
        return tuple(blocks)

    def _place(self, line: int = 0) -> tuple[int, str]:
        line = line or self.line
        return line, self.known.places.get(line, "")

    def _remark(self, what: str, how: str, line: int = 0) -> Remark:
        number, at = self._place(line)
        return Remark(Doubt(number, what, how, at))

    def _blocks(self, nodes: Iterable[Any]) -> Iterator[Block]:
        pieces: list[Piece] = []
        for node in nodes:
            if not isinstance(node, docx.Paragraph | docx.Table):
                pieces += self._pieces(node, Run(""))
                continue
            yield from self._paragraphs(pieces)
            pieces = []
            yield from self._table(node) if isinstance(node, docx.Table) else self._paragraph(node)
        yield from self._paragraphs(pieces)

    def _paragraph(self, node: Any) -> Iterator[Block]:
        numbers = [int(one.name) for one in node.children if isinstance(one, docx.Bookmark)]
        heading, printed = self.known.kinds.get(numbers[-1] if numbers else 0, (0, None))
        pieces = self._inside(node, Run(""))
        mark = "-" if printed and printed.is_bullet and not heading else ""
        if printed and not printed.is_bullet:
            dress = next((one for one in pieces if isinstance(one, Run) and one.text.strip()), Run(""))
            pieces.insert(0, replace(dress, text=self._clean(f"{printed.text} "), markdown=None))
        if pieces and not mark:
            self._depths.clear()
        depth = self._depth(printed.depth) if printed and mark else 0
        yield from self._paragraphs(pieces, heading=heading, mark=mark, depth=depth)

    def _paragraphs(
        self, pieces: Iterable[Piece], *, heading: int = 0, mark: str = "", depth: int = 0
    ) -> Iterator[Block]:
        """One paragraph, or several where a line ends or a picture stands in it; in list items lines stay together."""
        runs: list[Run] = []

        def paragraph() -> Iterator[Paragraph]:
            if any(map(shows, runs)):
                yield Paragraph(merged(runs), *self._place(), heading, mark, depth)
            runs.clear()

        for piece in pieces:
            if piece is LINE_END and (mark or heading):
                runs.append(Run(" ", markdown="<br>" if mark else None))
            elif isinstance(piece, Run) and piece is not LINE_END:
                runs.append(piece)
            else:
                yield from paragraph()
                if isinstance(piece, str):
                    yield from self._picture(piece)
        yield from paragraph()

    def _picture(self, name: str) -> Iterator[Block]:
        image = self.pictures.images[name]
        if image.lost:
            yield self._remark(image.lost, image.how)
            return
        yield Picture(name, image.data, image.alt, *self._place())
        if not image.alt:
            how = "viết một câu: trong ảnh có gì (ở `mo_ta_anh`, hoặc giữa hai dấu [ ] trước tên ảnh)"
            yield self._remark("Ảnh chưa có lời mô tả cho người không nhìn thấy ảnh.", how)

    def _depth(self, depth: int) -> int:
        """How deep an item is nested in the items that are there: Word's lists may begin at any level."""
        while self._depths and self._depths[-1] > depth:
            self._depths.pop()
        if not self._depths or self._depths[-1] < depth:
            self._depths.append(depth)
        return len(self._depths) - 1

    def _note(self, body: Iterable[Any], name: str) -> Iterator[Block]:
        """A footnote is one paragraph, whatever its lines."""
        blocks = [*self._blocks(body)]
        paragraphs = [one for one in blocks if isinstance(one, Paragraph)]
        yield from (one for one in blocks if not isinstance(one, Paragraph))
        if paragraphs:
            runs = [run for one in paragraphs for run in (Run(" "), *one.runs)][1:]
            yield replace(paragraphs[0], runs=merged(runs), note=name, heading=0, mark="", depth=0)

    def _table(self, table: Any) -> Iterator[Block]:
        self._depths.clear()
        rows = [
            [one for one in row.children if isinstance(one, docx.TableCell | docx.TableCellUnmerged)]
            for row in table.children
            if isinstance(row, docx.TableRow)
        ]
        if [len(row) for row in rows] == [1]:
            yield from self._blocks(rows[0][0].children)  # a frame around text
            return
        after: list[Block] = []
        cells = [tuple(self._cell(cell, after) for cell in row) for row in rows]
        pictures = sum(isinstance(one, Picture) for one in after)
        said = [paragraph for row in cells for cell in row for paragraph in cell.paragraphs]
        if pictures and len(said) <= pictures:  # it only arranges pictures and what is written below them
            yield from sorted((*after, *said), key=lambda one: one.doubt.line if isinstance(one, Remark) else one.line)
            return
        line = said[0].line if said else self.line
        yield Table(tuple(cells), *self._place(line))
        yield from after
        if pictures:
            yield self._remark("Ảnh trong bảng được đặt sau bảng.", "xem ảnh có đứng đúng chỗ không", line)

    def _cell(self, cell: Any, after: list[Block]) -> Cell:
        paragraphs: list[Paragraph] = []
        for block in self._blocks(cell.children):
            if isinstance(block, Paragraph):
                paragraphs.append(replace(block, heading=0))
            elif isinstance(block, Table):
                paragraphs += flat(block)
                what = "Bảng nằm trong ô của bảng khác được chép thành từng dòng chữ trong ô."
                after.append(self._remark(what, "xem lại ô này; nếu cần thì tách thành bảng riêng", block.line))
            else:
                after.append(block)
        across, down = (min(max(span, 1), _MOST) for span in (cell.colspan, cell.rowspan))
        return Cell(tuple(paragraphs), across, down)

    def _inside(self, node: Any, dress: Run) -> list[Piece]:
        return [piece for one in getattr(node, "children", ()) for piece in self._pieces(one, dress)]

    def _pieces(self, node: Any, dress: Run) -> list[Piece]:
        match node:
            case docx.Run():
                return self._run(node, dress)
            case docx.Hyperlink():
                return self._link(node, dress)
            case docx.Text() | docx.Tab():
                text = self._clean(getattr(node, "value", " "))
                return [replace(dress, text=text)] if text else []
            case docx.Break():
                return [LINE_END]
            case docx.Image():
                return [self.pictures.take(node)]
            case docx.Checkbox():
                return [replace(dress, text="☑ " if node.checked else "☐ ")]
            case docx.Bookmark():
                self.line = int(node.name)
            case docx.NoteReference():
                self._notes.append((node.note_type, node.note_id))
                return [Run("", markdown=f"[^{len(self._notes)}]")]
        return self._inside(node, dress)

    def _run(self, run: Any, dress: Run) -> list[Piece]:
        pieces = self._inside(run, replace(dress, bold=dress.bold or run.is_bold, italic=dress.italic or run.is_italic))
        for kind in filter(None, ("s" if run.is_strikethrough else "", _RAISED.get(run.vertical_alignment))):
            pieces = [wrapped(one, kind) if isinstance(one, Run) and one.text.strip() else one for one in pieces]
        return pieces

    def _link(self, link: Any, dress: Run) -> list[Piece]:
        address = (link.href or "").strip()
        pieces = self._inside(link, dress)
        text = "".join(one.text for one in pieces if isinstance(one, Run))
        if not address or address.startswith("#") or not text.strip():
            return pieces
        if not _LIVE.fullmatch(written := address_in_markdown(address)):
            what = f"Liên kết {quoted(' '.join(text.split()))} dẫn tới {quoted(address)}, ngoài trang web; chỉ giữ chữ."
            self._strays[f"chỗ như sau: {what}"] = 1
            return pieces
        shown = literal(" ".join(text.split()))
        pictures = [one for one in pieces if isinstance(one, str)]
        return [replace(dress, text=text, markdown=f"[{shown}]({written})"), *pictures]

    def _clean(self, text: str) -> str:
        text = UNPRINTABLE.sub("", unicodedata.normalize("NFC", text))
        for form, instead, said in (
            (_SPACES, " ", "dấu cách không ngắt (NBSP), đã đổi thành dấu cách thường"),
            (UNSEEN, "", "ký tự không nhìn thấy (gạch nối mềm, dấu cách rỗng), đã bỏ"),
        ):
            text, number = form.subn(instead, text)
            if number:
                self._strays[said] = self._strays.get(said, 0) + number
        return re.sub(r"\s+", " ", text)
