"""Clean HTML, as mammoth makes it of a Word file → paragraphs, tables, pictures."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import lxml.html

from cchc.importing.blocks import Block, Cell, Paragraph, Picture, Remark, Run, Table
from cchc.importing.doubts import Doubt, quoted
from cchc.importing.prose import literal
from cchc.importing.word.parts import Element
from cchc.importing.word.pieces import Break, Image, Piece, Shown, address_in_markdown, merged, shows, wrapped
from cchc.vietnamese.encoding import UNPRINTABLE

_LIVE = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_HEADING = re.compile("h([1-6])")
_BLOCKS = {"p", "ul", "ol", "table", "div", "section", "blockquote", "figure", "h1", "h2", "h3", "h4", "h5", "h6"}
_UNSPOKEN = {"script", "style", "template"}
_SPACES = re.compile("[\u00a0\u2007\u202f]")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_MOST = 1000
"""Cells stretch over no more columns or rows."""


_PLAIN = Run("")


@dataclass(slots=True)
class Reader:
    """Goes through one text in its order; knows the number of the paragraph it stands at."""

    images: Mapping[str, Image] = field(default_factory=dict)
    """By the `src` that names them; others are left out."""
    places: Mapping[int, str] = field(default_factory=dict)
    """Number of a paragraph → the place in words."""
    anchor: str = "cchc-"
    """Begins the ids that carry those numbers."""
    line: int = 1
    _notes: list[str] = field(default_factory=list)
    """Ids of footnotes in the order they are referred to."""
    _depths: list[int] = field(default_factory=list)
    """Depths of the lists that are open."""
    _strays: dict[str, int] = field(default_factory=dict)

    def read(self, html: str) -> tuple[Block, ...]:
        """Everything the HTML holds."""
        parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8")
        root = lxml.html.fragment_fromstring(html.encode(), create_parent="div", parser=parser)
        blocks = [*self._blocks(root)]
        for stray, number in self._strays.items():
            blocks.append(self._remark(f"Trong tệp có {number} {stray}.", "không cần làm gì, nếu câu chữ đọc đúng", 1))
        return tuple(blocks)

    def _remark(self, what: str, how: str, line: int = 0) -> Remark:
        line = line or self.line
        return Remark(Doubt(line, what, how, self.places.get(line, "")))

    def _blocks(self, parent: Element) -> Iterator[Block]:
        pieces: list[Piece] = []
        for node in _nodes(parent):
            kind = "" if isinstance(node, str) else str(node.tag)
            if isinstance(node, str) or kind not in _BLOCKS:
                pieces += self._pieces(node, _PLAIN)
                continue
            yield from self._paragraphs(pieces)
            pieces = []
            if kind in ("ul", "ol"):
                yield from self._list(node, 0)
                continue
            self._depths.clear()
            yield from self._block(node, kind)
        yield from self._paragraphs(pieces)

    def _block(self, node: Element, kind: str) -> Iterator[Block]:
        if kind == "table":
            yield from self._table(node)
        elif kind == "p" or _HEADING.fullmatch(kind):
            yield from self._paragraphs(self._inside(node, _PLAIN), heading=0 if kind == "p" else int(kind[1]))
        else:
            yield from self._blocks(node)

    def _paragraphs(
        self, pieces: Iterable[Piece], *, heading: int = 0, mark: str = "", depth: int = 0
    ) -> Iterator[Block]:
        """One paragraph, or several where a line ends or a picture stands in it; in list items lines stay together."""
        runs: list[Run] = []

        def paragraph() -> Iterator[Paragraph]:
            if any(map(shows, runs)):
                at = self.places.get(self.line, "")
                yield Paragraph(merged(runs), self.line, at, heading, mark, depth if mark else 0)
            runs.clear()

        for piece in pieces:
            if isinstance(piece, Run):
                runs.append(piece)
            elif isinstance(piece, Break) and (mark or heading):
                runs.append(Run(" ", markdown="<br>" if mark else None))
            else:
                yield from paragraph()
                if isinstance(piece, Shown):
                    yield from self._picture(piece.name)
        yield from paragraph()

    def _picture(self, name: str) -> Iterator[Block]:
        image = self.images[name]
        if image.lost:
            yield self._remark(image.lost, image.how)
            return
        yield Picture(name, image.data, image.alt, self.line, self.places.get(self.line, ""))
        if not image.alt:
            how = "viết một câu: trong ảnh có gì (ở `mo_ta_anh`, hoặc giữa hai dấu [ ] trước tên ảnh)"
            yield self._remark("Ảnh chưa có lời mô tả cho người không nhìn thấy ảnh.", how)

    def _list(self, element: Element, depth: int) -> Iterator[Block]:
        number = int(element.get("start") or "1") if (element.get("start") or "1").isdecimal() else 1
        for place, item in enumerate(element.iterchildren("li"), start=number):
            if (name := item.get("id") or "") in self._notes:
                yield from self._note(item, str(self._notes.index(name) + 1))
                continue
            mark = "-" if element.tag == "ul" else f"{place}."
            pieces: list[Piece] = []
            for node in (*_nodes(item), None):
                kind = "" if node is None or isinstance(node, str) else str(node.tag)
                if node is not None and kind not in _BLOCKS:
                    pieces += self._pieces(node, _PLAIN)
                    continue
                if kind == "p":
                    pieces += [*([Break()] if any(map(shows, pieces)) else []), *self._inside(node, _PLAIN)]
                    continue
                if any(map(shows, pieces)):
                    yield from self._paragraphs(pieces, mark=mark, depth=self._depth(depth))
                    mark = ""
                pieces = []
                if node is None or isinstance(node, str):
                    continue
                if kind in ("ul", "ol"):
                    yield from self._list(node, depth + 1)
                else:
                    yield from self._block(node, kind)

    def _depth(self, depth: int) -> int:
        """How deep an item is nested in the items that are there: Word's lists may begin at any level."""
        while self._depths and self._depths[-1] > depth:
            self._depths.pop()
        if not self._depths or self._depths[-1] < depth:
            self._depths.append(depth)
        return len(self._depths) - 1

    def _note(self, item: Element, name: str) -> Iterator[Block]:
        """A footnote is one paragraph, whatever its lines."""
        self._depths.clear()
        paragraphs: list[Paragraph] = []
        for block in self._blocks(item):
            if isinstance(block, Paragraph):
                paragraphs.append(block)
            else:
                yield block
        if paragraphs:
            runs = [run for one in paragraphs for run in (Run(" "), *one.runs)][1:]
            yield replace(paragraphs[0], runs=merged(runs), note=name, heading=0, mark="", depth=0)

    def _table(self, table: Element) -> Iterator[Block]:
        rows = [[*row.iterchildren("td", "th")] for row in table.iter("tr") if _table_of(row) is table]
        if [len(row) for row in rows] == [1]:
            yield from self._blocks(rows[0][0])  # a frame around text
            return
        after: list[Block] = []
        cells = [tuple(self._cell(cell, after) for cell in row) for row in rows]
        pictures = sum(isinstance(one, Picture) for one in after)
        said = [paragraph for row in cells for cell in row for paragraph in cell.paragraphs]
        if pictures and len(said) <= pictures:
            yield from _by_line((*after, *said))  # it only arranges pictures and what is written below them
            return
        line = said[0].line if said else self.line
        yield Table(tuple(cells), line, self.places.get(line, ""))
        yield from after
        if pictures:
            yield self._remark("Ảnh trong bảng được đặt sau bảng.", "xem ảnh có đứng đúng chỗ không", line)

    def _cell(self, cell: Element, after: list[Block]) -> Cell:
        paragraphs: list[Paragraph] = []
        for block in self._blocks(cell):
            if isinstance(block, Paragraph):
                paragraphs.append(replace(block, heading=0))
            elif isinstance(block, Table):
                paragraphs += _flat(block)
                what = "Bảng nằm trong ô của bảng khác được chép thành từng dòng chữ trong ô."
                after.append(self._remark(what, "xem lại ô này; nếu cần thì tách thành bảng riêng", block.line))
            else:
                after.append(block)
        return Cell(tuple(paragraphs), _span(cell, "colspan"), _span(cell, "rowspan"))

    def _inside(self, element: Element, dress: Run) -> list[Piece]:
        return [piece for node in _nodes(element) for piece in self._pieces(node, dress)]

    def _pieces(self, node: "Element | str", dress: Run) -> list[Piece]:
        if isinstance(node, str):
            return [replace(dress, text=self._clean(node))]
        kind = str(node.tag)
        if kind == "br":
            return [Break()]
        if kind == "img":
            return [Shown(src)] if (src := node.get("src") or "") in self.images else []
        if kind == "a":
            return self._link(node, dress)
        if kind == "input":
            return [replace(dress, text="☐ " if node.get("checked") is None else "☑ ")]
        if kind in ("sub", "sup", "s", "del"):
            pieces = self._inside(node, dress)
            return [wrapped(one, kind) if isinstance(one, Run) and one.text.strip() else one for one in pieces]
        dress = replace(dress, bold=dress.bold or kind in ("b", "strong"), italic=dress.italic or kind in ("i", "em"))
        return [] if kind in _UNSPOKEN else self._inside(node, dress)

    def _link(self, link: Element, dress: Run) -> list[Piece]:
        name, address = link.get("id") or "", (link.get("href") or "").strip()
        if name.startswith(self.anchor) and name[len(self.anchor) :].isdecimal():
            self.line = int(name[len(self.anchor) :])
        if address.startswith(("#footnote-ref-", "#endnote-ref-")):
            return []
        if address.startswith(("#footnote-", "#endnote-")):
            self._notes.append(address[1:])
            return [Run("", markdown=f"[^{len(self._notes)}]")]
        pieces = self._inside(link, dress)
        text = "".join(one.text for one in pieces if isinstance(one, Run))
        if not address or address.startswith("#") or not text.strip():
            return pieces
        if not _LIVE.fullmatch(written := address_in_markdown(address)):
            what = f"Liên kết {quoted(' '.join(text.split()))} dẫn tới {quoted(address)}, ngoài trang web; chỉ giữ chữ."
            self._strays[f"chỗ như sau: {what}"] = 1
            return pieces
        shown = literal(" ".join(text.split()))
        pictures = [one for one in pieces if isinstance(one, Shown)]
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


def _nodes(element: Element) -> "Iterator[Element | str]":
    """Text and elements inside an element, in order; comments are none."""
    if element.text:
        yield element.text
    for one in element:
        if isinstance(one.tag, str):
            yield one
        if one.tail:
            yield one.tail


def _span(cell: Element, name: str) -> int:
    said = cell.get(name) or "1"
    return min(max(int(said), 1), _MOST) if said.isdecimal() else 1


def _table_of(row: Element) -> Element | None:
    return next(row.iterancestors("table"), None)


def _flat(table: Table) -> Iterator[Paragraph]:
    """Rows of a table as lines: the cells parted by a bar."""
    for row in table.rows:
        filled = [cell for cell in row if cell.text]
        runs = [(*([Run(" | ")] if number else []), *(run for one in cell.paragraphs for run in (*one.runs, Run(" "))))
                for number, cell in enumerate(filled)]  # fmt: skip
        if runs:
            first = filled[0].paragraphs[0]
            yield replace(first, runs=merged(run for cell in runs for run in cell), mark="", depth=0)


def _by_line(blocks: Iterable[Block]) -> list[Block]:
    return sorted(blocks, key=lambda one: one.doubt.line if isinstance(one, Remark) else one.line)
