"""The parts of a paper → the body of a content file, whatever type it becomes."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from cchc.importing.blocks import words_of
from cchc.importing.doubts import CannotImport, Doubt
from cchc.importing.papers.cited_dates import impossible_dates
from cchc.importing.papers.outline import outline_of
from cchc.importing.papers.paper import Paper
from cchc.importing.papers.slips import slips_in
from cchc.model.item import Body, Origin
from cchc.reading.body import split_body
from cchc.reading.markdown import convert
from cchc.reading.tangles import Tangled
from cchc.vietnamese.encoding import legacy_name

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
        raise CannotImport(
            f"chữ gõ bằng bảng mã cũ ({encoding}).", "chuyển sang Unicode (UniKey: Ctrl+Shift+F6), rồi nhập lại"
        )
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
