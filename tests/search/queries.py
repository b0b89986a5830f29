"""What people type and what it should find (queries.tsv), and spellings of one word (spelling.tsv), as rows."""

from pathlib import Path

HERE = Path(__file__).resolve().parent


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of a table beside this file; lines with # are remarks."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


QUERIES = [(unit, query, tuple(wanted.split("|"))) for unit, query, wanted in rows("queries.tsv")]
SPELLINGS = rows("spelling.tsv")
