"""What an import could not settle by itself. A doubt is data; only the edge prints it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A place that needs a human eye; Vietnamese, for people who write no code."""

    line: int
    """Line of the source, from 1."""
    what: str
    """What was met, and what became of it."""
    how: str
    """What the clerk does now."""


def quoted(text: str, *, limit: int = 120) -> str:
    """`text` in quotation marks, cut where it would fill the screen."""
    return f"“{text}”" if len(text) <= limit else f"“{text[: limit - 3]}…”"
