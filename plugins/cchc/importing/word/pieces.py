"""What a line of a Word file consists of on its way to runs: text in a dress, the name of a picture."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cchc.importing.blocks import Paragraph, Run, Table
from cchc.importing.prose import literal

Piece = Run | str
"""A stretch of text, or the name of a picture in the middle of a line."""
LINE_END = Run("\n")
"""The end of a line inside a paragraph."""


def shows(piece: Piece) -> bool:
    """True for a piece that people see: no blank, no break."""
    return isinstance(piece, str) or bool(piece.text.strip() or piece.markdown)


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours in one dress as one run; a sign that belongs onto the letter before it goes there."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last is None or last.markdown is not None or run.markdown is not None:
            merged.append(run)
            continue
        marks = len(run.text) - len(run.text.lstrip("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"))
        taken = run.text if (last.bold, last.italic) == (run.bold, run.italic) else run.text[:marks]
        merged[-1] = replace(last, text=unicodedata.normalize("NFC", last.text + taken))
        if rest := run.text[len(taken) :]:
            merged.append(replace(run, text=rest))
    return tuple(run for run in merged if run.text or run.markdown)


def wrapped(run: Run, kind: str) -> Run:
    return replace(run, markdown=f"<{kind}>{run.markdown or literal(run.text)}</{kind}>")


def address_in_markdown(address: str) -> str:
    """An address no sign of which ends a Markdown link early."""
    return re.sub(
        r"[\s<>()\[\]\"'\\`*_|]", lambda found: f"%{ord(found[0]):02X}" if ord(found[0]) < 128 else "", address
    )


def flat(table: Table) -> Iterator[Paragraph]:
    """Rows of a table as lines: the cells parted by a bar."""
    for row in table.rows:
        if filled := [cell for cell in row if cell.text]:
            cells = ([run for one in cell.paragraphs for run in (*one.runs, Run(" "))] for cell in filled)
            runs = [run for cell in cells for run in (Run(" | "), *cell)][1:]
            yield replace(filled[0].paragraphs[0], runs=merged(runs), mark="", depth=0)
