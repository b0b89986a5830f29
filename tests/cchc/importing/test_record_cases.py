"""Whole records and what they become: tests/cases/import-*/ holds `record.md`, `expected.md`, `doubts.txt`."""

from pathlib import Path

import pytest

from cchc.importing.records.record import read_record
from cchc.reading.writing import write_item

CASES = sorted(record.parent for record in (Path(__file__).parents[2] / "cases").glob("import-*/record.md"))


def spoken(doubts):
    return "".join(f"{doubt.line}: {doubt.what}\n  → {doubt.how}\n" for doubt in doubts)


def text_of(file):
    return file.read_bytes().decode("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_record_becomes_the_expected_file_and_doubts(case, today, read_again, said, lost):
    record = text_of(case / "record.md")

    done = read_record(record, name="record.md", today=today)

    assert write_item(done.item) == text_of(case / "expected.md")
    assert spoken(done.doubts) == text_of(case / "doubts.txt")
    assert said(read_again(done.item)) == said(done.item)
    assert not lost(record, done)
