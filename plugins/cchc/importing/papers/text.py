"""Plain text, as it comes out of scans and PDFs → paragraphs and tables."""

from cchc.importing.blocks import Block


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Paragraphs and tables of plain text."""
    return ()
