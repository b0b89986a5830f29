"""Blocks → the Markdown of a body: headings found by their marks (quirks P14, P17), lists, tables, notes.

Numbers and letters stay as written: `a) … d) e) f)` is the paper's own counting, and `4.` may follow `2.`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cchc.importing.blocks import Block, Paragraph, Picture, Remark, Table
from cchc.importing.doubts import Doubt, quoted
from cchc.importing.papers.marks import BULLETS, Mark, ends_sentence, is_annex, is_capitals, mark_of, without_bullets
from cchc.importing.papers.runs import markdown_of_paragraph
from cchc.importing.papers.tables import markdown_table, whole_tables
from cchc.importing.prose import guarded

_RANKS = ("annex", "part", "letter", "roman", "article", "number", "decimal")
"""Kinds of headings, from the highest down; those a text uses get the levels 2, 3, 4 …"""
_LONGEST = 150
"""A longer line is no heading, whatever its number."""
_DEEPEST = 5
_MOST_CAPITALS = 80


@dataclass(frozen=True, slots=True)
class Outline:
    """A body: its Markdown, the pictures it shows, and the doubts."""

    markdown: str
    pictures: tuple[Picture, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph with what it begins with, typed or counted by the source itself."""

    paragraph: Paragraph
    mark: Mark | None

    @property
    def text(self) -> str:
        return full_text(self.paragraph)

    @property
    def kind(self) -> str:
        return self.mark.kind if self.mark else ""


def full_text(paragraph: Paragraph) -> str:
    """The words of a paragraph with the number its list gives it."""
    return f"{paragraph.mark} {paragraph.text}".strip()


def outline_of(blocks: Iterable[Block]) -> Outline:
    """The Markdown of some blocks."""
    whole = whole_tables(blocks)
    doubts = [block.doubt for block in whole if isinstance(block, Remark)]
    parts = [
        _Line(block, mark_of(full_text(block))) if isinstance(block, Paragraph) else block
        for block in whole
        if not isinstance(block, Remark) and not (isinstance(block, Paragraph) and not block.text)
    ]
    headings = {place: kind for place in range(len(parts)) if (kind := _heading_kind(parts, place))}
    levels = {kind: number for number, kind in enumerate((k for k in _RANKS if k in headings.values()), start=2)}
    written = _Written()
    for place, part in enumerate(parts):
        if isinstance(part, Table):
            markdown, said = markdown_table(part)
            doubts += said
            written.add(markdown)
        elif isinstance(part, Picture):
            written.add(f"![{part.alt}]({part.name})")
        elif _belongs_above(parts, place, headings):
            continue
        elif place in headings:
            level = levels.get(headings[place]) or min(part.paragraph.heading + 1, 6)
            written.add(f"{'#' * level} {_title(parts, place)}")
        else:
            written.add_line(part)
    doubts += _stamps(parts, headings)
    return Outline(written.text, tuple(part for part in parts if isinstance(part, Picture)), tuple(doubts))


_Part = _Line | Table | Picture


class _Written:
    """Markdown as it grows: what is a list item stands right under the one before."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.notes: list[str] = []
        self.depth = -1
        """How deep the list is that the last piece belongs to; -1: none."""
        self.dashed = False
        """True where the list has an item with a dash: `+` stands below it."""

    def add(self, markdown: str) -> None:
        """A piece of its own; nothing where it is empty."""
        if markdown:
            self.pieces += ["", markdown]
            self.depth, self.dashed = -1, False

    def add_line(self, line: _Line) -> None:
        """A paragraph or an item of a list."""
        paragraph, mark = line.paragraph, line.mark
        if paragraph.note:
            self.notes.append(f"[^{paragraph.note}]: {guarded(markdown_of_paragraph(paragraph))}")
            return
        if mark is None or mark.kind not in BULLETS:
            self.add(guarded(f"{paragraph.mark} {markdown_of_paragraph(paragraph)}".strip()))
            return
        wanted = paragraph.depth + (mark.kind == "plus" and self.dashed)
        self.dashed |= mark.kind == "dash"
        self.pieces += [] if self.depth >= 0 else [""]
        self.depth = min(wanted, self.depth + 1, _DEEPEST)
        self.pieces.append(f"{'    ' * self.depth}- {guarded(_without_sign(line))}")

    @property
    def text(self) -> str:
        notes = [piece for note in self.notes for piece in ("", note)]
        return "\n".join([*self.pieces, *notes]).strip("\n")


def _without_sign(line: _Line) -> str:
    """Markdown of a list item without its dashes, however often they were typed (quirk P2)."""
    markdown = markdown_of_paragraph(line.paragraph)
    # The sign may be the first of bold words: `**- Việc**`.
    rest = markdown.lstrip("*")
    return markdown[: len(markdown) - len(rest)] + without_bullets(rest)


def _heading_kind(parts: Sequence[_Part], place: int) -> str:
    """Rank of the heading that stands at `place`; empty for other paragraphs."""
    line = parts[place]
    if not isinstance(line, _Line) or line.paragraph.note:
        return ""
    text, kind = line.text, line.kind
    if is_annex(text):
        return "annex"
    if line.paragraph.heading:
        return kind if kind in _RANKS else "style"
    following = _following(parts, place)
    if len(text) > _LONGEST or following is None:
        return ""
    if kind in ("part", "letter", "roman"):
        return kind if is_capitals(text) or not text.endswith((".", ";", ",")) else ""
    if kind == "article":
        return kind if following not in ("article", "part") and not text.endswith((";", ",", ".")) else ""
    if kind in ("number", "decimal"):
        before = parts[place - 1] if place else None
        in_a_row = isinstance(before, _Line) and before.kind == kind
        return kind if not in_a_row and _stands_above(text, kind, following) else ""
    bold = line.paragraph.is_bold and line.mark is None and not ends_sentence(text) and following != "title"
    return ("roman" if is_capitals(text) else "number") if bold else ""


def _stands_above(text: str, kind: str, following: str) -> bool:
    """True for a numbered line that is the title of what follows: short, and not one of many in a row."""
    deeper = {"number": ("decimal",), "decimal": ()}[kind]
    if following not in ("", "table", *BULLETS, "point", *deeper) or text.endswith((";", ",")):
        return False
    if text.endswith("."):
        return kind == "decimal" and ". " not in text.partition(" ")[2]
    return True


def _following(parts: Sequence[_Part], place: int) -> str | None:
    """What comes after a paragraph: the kind of its mark, `table`, or nothing special; None at the end."""
    after = parts[place + 1] if place + 1 < len(parts) else None
    if after is None:
        return None
    if not isinstance(after, _Line):
        return "table"
    return "title" if not after.mark and after.paragraph.is_bold and len(after.text) <= _LONGEST else after.kind


def _title(parts: Sequence[_Part], place: int) -> str:
    """Markdown of a heading; capitals right below the name of a part or annex belong to it."""
    words: list[str] = []
    for line in _title_lines(parts, place):
        words.append(f"{line.paragraph.mark} {markdown_of_paragraph(line.paragraph, plain=True)}".strip())
    title = " ".join(words)
    # Trailing signs would be taken for the closing of the heading.
    return title[:-1] + "&#35;" if title.endswith("#") else title


def _title_lines(parts: Sequence[_Part], place: int) -> Iterator[_Line]:
    first = parts[place]
    assert isinstance(first, _Line)
    yield first
    if first.kind != "part" and not is_annex(first.text):
        return
    for after in parts[place + 1 : place + 4]:
        if not isinstance(after, _Line) or after.mark or not is_capitals(after.text) or is_annex(after.text):
            return
        yield after


def _belongs_above(parts: Sequence[_Part], place: int, headings: dict[int, str]) -> bool:
    """True for capitals that `_title` has put into the heading above them."""
    above = next((one for one in range(place - 1, max(place - 4, -1), -1) if one in headings), None)
    return above is not None and any(line is parts[place] for line in _title_lines(parts, above))


def _stamps(parts: Sequence[_Part], headings: dict[int, str]) -> Iterator[Doubt]:
    """Lines of capitals amid the text: what a scanner read off a stamp looks so (quirk P8)."""
    group: list[_Line] = []
    for place, part in enumerate([*parts, None]):
        if (
            isinstance(part, _Line)
            and part.mark is None
            and place not in headings
            and len(part.text) <= _MOST_CAPITALS
            and is_capitals(part.text)
            and not part.text.endswith(":")
            and not _belongs_above(parts, place, headings)
        ):
            group.append(part)
        elif group:
            words, first = " / ".join(line.text for line in group), group[0].paragraph
            what = f"Dòng chữ hoa đứng giữa bài, giống chữ trên con dấu bị quét lẫn vào: {quoted(words)}; để nguyên."
            yield Doubt(first.line, what, "xóa nếu là con dấu; nếu là đầu mục thì thêm ## ở đầu dòng", first.at)
            group = []
