"""Running text without the head of a paper → news: headline, day, lead, picture, author, and the text itself."""

import re
from dataclasses import dataclass, field

from cchc.drafting.proposals import likely_fields
from cchc.importing.blocks import Block, Paragraph, Picture, words_of
from cchc.importing.doubts import Doubt, quoted
from cchc.importing.imported import Imported, Into
from cchc.importing.papers.body import id_for, stated, with_pictures, write_body
from cchc.importing.papers.paper import Paper
from cchc.model.fields import FileRef
from cchc.model.news import NewsItem
from cchc.model.vocabulary import LinhVuc
from cchc.vietnamese.calendar import Moment, date_in_words, parse_moment

_LONGEST_TITLE = 200
_LEAD = range(40, 700)
"""Characters of a lead."""
_LONGEST_CAPTION = 250
_DATE = re.compile(
    r"\(?(?:(?:thứ\s+\w+|chủ nhật)\s*,\s*)?(?:ngày(?:\s+đăng)?\s*:?\s*)?"
    r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
    r"(?:[\s,|-]+(?P<hour>\d{1,2}[:h]\d{2}))?\)?[.]?",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"\(?(?:tin|bài|ảnh|bài viết|tác giả|người viết|tin bài)(?:\s*(?:,|và|-|/|&)\s*(?:tin|bài|ảnh))*\s*:\s*"
    r"(?P<who>[^.:]{2,80}?)\)?[.]?",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:ảnh|hình)(?:\s+\d+)?\s*[:.]\s*(?=\S)", re.IGNORECASE)
_FIRST, _LAST = 4, 3
"""A line with the day stands among so many blocks at the beginning, one with the author among so many at the end."""


@dataclass
class _Article:
    """A text from which the parts that have a field of their own are taken, one after the other."""

    rest: list[Block]
    doubts: list[Doubt] = field(default_factory=list)

    def take(self, block: Block) -> None:
        """The block has found its field: it is no part of the text any more."""
        self.rest = [one for one in self.rest if one is not block]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Paragraphs of the text in their order."""
        return [one for one in self.rest if isinstance(one, Paragraph) and one.text and not one.note]

    def doubt(self, what: str, how: str, block: Paragraph | None = None) -> None:
        """A doubt at a block; without one about the whole."""
        line, at = (block.line, block.at) if block else (1, "cả tệp")
        self.doubts.append(Doubt(line, what, how, at))


def news_of(blocks: tuple[Block, ...], *, name: str, into: Into, doubts: tuple[Doubt, ...]) -> Imported:
    """The news some running text is; a draft until somebody has chosen its fields. `doubts`: from reading the file."""
    article = _Article(list(blocks), list(doubts))
    title = _title(article, name)
    day = _day(article, into.today)
    author = _author(article)
    lead = _lead(article)
    id_ = id_for(title, name, "tin")
    paper = with_pictures(Paper(tuple(article.rest)), id_)
    article.rest = list(paper.body)
    picture, alt = _picture(article)
    fields = likely_fields(words_of(blocks)) or (LinhVuc.CHI_DAO_DIEU_HANH,)
    said = ", ".join(one.label for one in fields)
    article.doubt(
        f"Lĩnh vực được đoán theo câu chữ: {said}; để bản nháp.", "sửa dòng linh_vuc, rồi xóa dòng nhap: true"
    )
    written = write_body(Paper(tuple(article.rest), doubts=tuple(article.doubts)))
    year = f"{day.day.year:04d}"
    folder = f"{into.unit.folder}/{NewsItem.folder}/{year}".lstrip("/")
    values = {
        "id": id_,
        "tieu_de": title,
        "ngay": day,
        "linh_vuc": fields,
        "tom_tat": lead,
        "anh": FileRef(f"{folder}/{picture.name}") if picture else None,
        "mo_ta_anh": alt,
        "tac_gia": author,
        "ngay_cap_nhat": into.today,
        "nhap": True,
    }
    item = NewsItem.model_validate(stated(values))
    item = item.model_copy(update={"body": written.body, "nam_thu_muc": year})
    files = {**written.files, **({picture.name: picture.data} if picture else {})}
    return Imported(item, written.doubts, files)


def _title(article: _Article, name: str) -> str:
    """The first line, where it looks like a headline; else the name of the file."""
    first = next(iter(article.paragraphs), None)
    if first and not first.mark and len(first.text) <= _LONGEST_TITLE and not first.text.endswith((".", ";", ":")):
        article.take(first)
        return first.text
    title = re.sub(r"[\s_-]+", " ", name.rpartition(".")[0] or name).strip() or "Tin chưa có tiêu đề"
    article.doubt(f"Không thấy tiêu đề; tạm lấy tên tệp: {quoted(title)}.", "sửa dòng tieu_de", first)
    return title


def _day(article: _Article, today: Moment) -> Moment:
    """The day a line of its own gives; a day inside a sentence is that of the event, not of the news."""
    for block in (*article.paragraphs[:_FIRST], *article.paragraphs[-_LAST:]):
        found = _DATE.fullmatch(block.text)
        day = date_in_words(found["day"]) if found else None
        if found and day and (moment := parse_moment(f"{day:%d/%m/}{day.year:04d} {found['hour'] or ''}")):
            article.take(block)
            return moment
    article.doubt(f"Không thấy ngày đăng; tạm ghi hôm nay {today.vn}.", "sửa dòng ngay")
    return today


def _author(article: _Article) -> str | None:
    for block in reversed(article.paragraphs[-_LAST:]):
        if found := _AUTHOR.fullmatch(block.text):
            article.take(block)
            return found["who"].strip()
    last = article.paragraphs[-1] if article.paragraphs else None
    words = last.text.split() if last else []
    if last and last.is_bold and 2 <= len(words) <= 5 and all(word[0].isupper() for word in words):
        article.take(last)
        article.doubt(f"Dòng cuối {quoted(last.text)} được coi là tên tác giả.", "xem lại dòng tac_gia", last)
        return last.text
    return None


def _lead(article: _Article) -> str | None:
    """The bold paragraph the text begins with."""
    first = next(iter(article.paragraphs), None)
    begins = [one for one in article.rest if isinstance(one, Paragraph) or not isinstance(one, Picture)][:1]
    if first and begins == [first] and first.is_bold and len(first.text) in _LEAD and not first.mark:
        article.take(first)
        return first.text
    return None


def _picture(article: _Article) -> tuple[Picture | None, str | None]:
    """The first picture and what it shows: its description, else the caption below it."""
    picture = next((one for one in article.rest if isinstance(one, Picture)), None)
    if picture is None:
        return None, None
    after = article.rest[article.rest.index(picture) + 1 :][:1]
    article.take(picture)
    caption = after[0] if after and isinstance(after[0], Paragraph) else None
    if caption is None or len(caption.text) > _LONGEST_CAPTION:
        return picture, picture.alt or None
    called = _CAPTION.match(caption.text)
    if not called and not all(run.italic for run in caption.runs if run.text.strip()):
        return picture, picture.alt or None
    article.take(caption)
    said = caption.text[called.end() :] if called else caption.text
    if not picture.alt:
        article.doubt(f"Mô tả ảnh lấy từ chú thích dưới ảnh: {quoted(said)}.", "xem lại dòng mo_ta_anh", caption)
        return picture, said
    what = f"Chú thích dưới ảnh {quoted(said)} được ghép với lời mô tả của ảnh."
    article.doubt(what, "xem lại dòng mo_ta_anh", caption)
    return picture, f"{picture.alt} – {said}" if said != picture.alt else said
