"""Whole plans and what they become: tests/cases/import-plan-*/ holds `source.txt`, `expected.md`, `doubts.txt`.

The folders are named after the quirks of real plans they show (requirements, section P).
"""

import re
from pathlib import Path

import pytest
from tests.cchc.importing.papers import imported, read_again

from cchc.importing.papers.text import blocks_of_text
from cchc.reading.markdown import convert
from cchc.reading.writing import write_item

CASES = sorted((Path(__file__).parents[2] / "cases").glob("import-plan-*"))


def text_of(file):
    return file.read_bytes().decode("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plan_becomes_the_expected_file_and_doubts(case, said):
    done = imported(text_of(case / "source.txt"), "source.txt")

    assert write_item(done.item) == text_of(case / "expected.md")
    assert "".join(f"{one.line}: {one.what}\n  → {one.how}\n" for one in done.doubts) == text_of(case / "doubts.txt")
    assert said(read_again(done.item)) == said(done.item)
    # Only what the paper itself says as an address is a link.
    assert all(f" {address}" in f" {done.item.body.text}" for address in convert(done.item.body.text).links)


def test_every_quirk_has_a_case():
    shown = {int(number) for case in CASES for number in re.findall(r"-p(\d+)", case.name)}

    assert shown == set(range(1, 19))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_doubt_names_a_line_that_holds_something(case):
    text = text_of(case / "source.txt")
    lines = text.split("\n")

    assert blocks_of_text(text)
    assert all(lines[doubt.line - 1].strip() for doubt in imported(text).doubts)
