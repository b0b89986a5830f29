"""Dates a paper cites that cannot be right (quirk P11): only doubted, as the slip may be in either place."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from cchc.importing.doubts import Doubt
from cchc.importing.papers.paper import Paper
from cchc.vietnamese.document_number import Citation, citations

_YEAR = re.compile(r"\bnăm\s+((?:19|20)\d\d)(?![\d/])", re.IGNORECASE)
_HOW = "xem lại ngày trên bản gốc"
_LATE = timedelta(days=183)
"""A paper without a date was made soon after the documents it rests on."""


def impossible_dates(paper: Paper) -> Iterator[Doubt]:
    """A doubt for every document cited with a date after the paper itself, or a year its own title contradicts."""
    made = paper.ngay.day if paper.ngay else None
    bases = [one.day for text in paper.can_cu for one in citations(text) if one.day]
    for text, line, at in paper.texts():
        cited = citations(text)
        for place, one in enumerate(cited):
            if one.day is None:
                continue
            end = cited[place + 1].start if place + 1 < len(cited) else len(text)
            for reason in _reasons(one, one.day, text[one.end : end], made, bases):
                what = f"Văn bản được dẫn {one.number.text} ngày {one.day:%d/%m/%Y} {reason}; để nguyên."
                yield Doubt(line, what, _HOW, at)


def _reasons(cited: Citation, day: date, title: str, made: date | None, bases: list[date]) -> Iterator[str]:
    if made and day > made:
        yield f"lại sau ngày của chính văn bản này ({made:%d/%m/%Y})"
    elif made is None and bases and day > max(bases) + _LATE:
        yield f"muộn hơn nhiều so với các căn cứ (mới nhất ngày {max(bases):%d/%m/%Y})"
    if cited.number.nam and cited.number.nam != day.year:
        yield f"khác năm trong số của nó ({cited.number.nam})"
    # Plans look forward: made in the year they are for, or the one before.
    named = _YEAR.search(re.split(r"[;.]\s", title, maxsplit=1)[0].replace(f"năm {day.year}", "", 1))
    if cited.number.ky_hieu.startswith("KH") and named and int(named[1]) not in (day.year, day.year + 1):
        yield f"không khớp năm {named[1]} trong tên của nó"
