"""Nothing an author wrote is lost on the page of a procedure: the whole sample, and the 64 national records."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import lxml.html
import pytest
from tests.school import THEME, School, at

from cchc.importing.records.record import read_record
from cchc.model.procedure import Procedure
from cchc.publishing.section import Section, build_section
from cchc.reading.markdown import convert
from cchc.reading.procedure_body import is_unknown, read_procedure
from cchc.reading.writing import write_item
from cchc.vietnamese.calendar import parse_moment
from cchc.vietnamese.slug import fold

OURS = {"Hình thức", "Thời hạn", "Phí, lệ phí", "Mô tả", "Tên giấy tờ", "Bản chính", "Bản sao", "Mẫu"}
"""Titles of columns that are said in other words."""
LATER = at("2027-02-01 08:00")


def squeezed(text: str | None) -> str:
    return " ".join((text or "").split())


def pieces(procedure: Procedure) -> Iterator[str]:
    """Every stretch of text of the body, but what is said in words of ours: titles, counts, fillers."""
    known = read_procedure(procedure.body).text.values()
    for passage in procedure.body.passages:
        if passage not in known:
            yield passage.heading or ""
        html = "" if is_unknown(passage.text) else convert(passage.text).html
        for element in lxml.html.fragment_fromstring(html, create_parent="div").iter():
            for words in (squeezed(element.text), squeezed(element.tail)):
                ours = (element.tag == "th" and words in OURS) or (element.tag == "td" and words.isdigit())
                if not ours and not is_unknown(words):
                    yield words


def missing(procedure: Procedure, html: str) -> list[str]:
    page = fold(squeezed(lxml.html.fragment_fromstring(html, create_parent="div").text_content()))
    return [text for text, count in Counter(map(fold, pieces(procedure))).items() if page.count(text) < count]


def lost(section: Section) -> Mapping[str, list[str]]:
    """By address: what the page of a procedure does not say."""
    pages = {page.address: page for page in section.pages}
    found = {s.address: missing(s.item, pages[s.address].html) for s in section.public.procedures}
    return {address: words for address, words in found.items() if words}


def test_a_page_that_leaves_out_a_word_is_found_out(school: School) -> None:
    school.procedure(body="## Kết quả\n\nGiấy *báo* tin, hai lần: giấy.")
    section = school.section()
    [shown] = section.public.procedures
    html = next(page.html for page in section.pages if page.address == shown.address)

    assert lost(section) == {}
    assert missing(shown.item, html.replace("báo", "")) == ["bao"]
    assert missing(shown.item, html.replace("tin, hai", "")) == ["tin, hai lan: giay."]


def test_every_word_of_the_sample_is_on_its_page(project: Path) -> None:
    place = School(project / "content")
    tree, verdict = place.load(), place.judge(LATER)
    count = 0
    for ma in tree.units:
        section = build_section(tree, verdict.held, ma, LATER, THEME)
        count += len(section.public.procedures)
        assert lost(section) == {}, ma
    assert count > 50


@pytest.mark.needs("shared-data")
def test_every_word_of_the_national_records_is_on_its_page(school: School, shared_data: Path) -> None:
    day = parse_moment("20/11/2026")
    assert day
    for path in sorted((shared_data / "tthc").glob("*.md")):
        item = read_record(path.read_text("utf-8"), name=path.name, today=day).item
        school.file(f"thu-tuc/{item.id}.md", write_item(item))

    section = school.section(now=LATER)

    assert len(section.public.procedures) == 64
    assert lost(section) == {}
