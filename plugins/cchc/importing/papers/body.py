"""What every item made of a paper needs: an id, its values as files hold them, a body, pictures named after it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cchc.importing.blocks import Block, Picture, words_of
from cchc.importing.doubts import CannotImport, Doubt, old_letters
from cchc.importing.imported import first_id
from cchc.importing.papers.cited_dates import impossible_dates
from cchc.importing.papers.outline import outline_of
from cchc.importing.papers.paper import Paper
from cchc.importing.papers.slips import slips_in
from cchc.model.item import Body, Origin
from cchc.reading.body import split_body
from cchc.reading.markdown import convert
from cchc.reading.tangles import Tangled
from cchc.vietnamese.encoding import legacy_name
from cchc.vietnamese.slug import id_from, slug

MAX_LENGTH = 300_000
"""Characters; a longer text is shown by no page (`reading.tangles`)."""


@dataclass(frozen=True, slots=True)
class Written:
    """A body, the files of its pictures, and all doubts of the paper, by place."""

    body: Body
    files: Mapping[str, bytes]
    doubts: tuple[Doubt, ...]


def write_body(paper: Paper) -> Written:
    """Text, then annex. Raises CannotImport for text no page can show: old encodings, endless or tangled text."""
    if encoding := legacy_name(words_of((*paper.body, *paper.annex))):
        raise old_letters(encoding)
    text, annex = outline_of(paper.body), outline_of(paper.annex)
    markdown = unicodedata.normalize("NFC", "\n\n".join(filter(None, (text.markdown, annex.markdown))))
    try:
        convert(markdown)
    except Tangled:
        raise too_long() from None
    files = {picture.name: picture.data for picture in (*text.pictures, *annex.pictures)}
    doubts = {*paper.doubts, *text.doubts, *annex.doubts, *slips_in(paper), *impossible_dates(paper)}
    return Written(split_body(markdown, Origin(), 1), files, tuple(sorted(doubts)))


def too_long() -> CannotImport:
    """Why a text without end becomes no item."""
    return CannotImport(
        "văn bản quá dài hoặc quá rối, không làm thành một trang được.", "đính kèm tệp gốc, chỉ chép phần chính"
    )


def stated(values: Mapping[str, object]) -> dict[str, object]:
    """What was found; texts in the form files hold them in. Absent things stay absent."""
    said = {key: value for key, value in values.items() if value not in (None, (), False)}
    return {key: unicodedata.normalize("NFC", text) if type(text) is str else text for key, text in said.items()}


def id_for(title: str, file: str, fallback: str) -> str:
    """Address word: the title's, else the file's."""
    return first_id(slug(title), id_from(file.rpartition(".")[0]), fallback)


def with_pictures(paper: Paper, name: str) -> Paper:
    """The paper with its pictures called `<id>-1.jpg`, `<id>-2.png` …; one shown twice is one file."""
    names: dict[str, str] = {}

    def named(block: Block) -> Block:
        if not isinstance(block, Picture):
            return block
        suffix = block.name.rpartition(".")[2]
        return replace(block, name=names.setdefault(block.name, f"{name}-{len(names) + 1}.{suffix}"))

    return replace(paper, body=tuple(map(named, paper.body)), annex=tuple(map(named, paper.annex)))
