"""Papers that are no plans → documents, and answers to what citizens reported."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import dropwhile

from cchc.importing.blocks import Block, Paragraph, Run, words_of
from cchc.importing.doubts import CannotImport, Doubt, quoted
from cchc.importing.imported import Imported, Into
from cchc.importing.papers.body import id_for, stated, with_pictures, write_body
from cchc.importing.papers.marks import WORDS
from cchc.importing.papers.paper import Paper
from cchc.model.document import Document
from cchc.model.reply import FeedbackReply
from cchc.vietnamese.calendar import Moment, date_in_words
from cchc.vietnamese.slug import fold

_IN_FORCE = re.compile(
    r"có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:kể\s+)?từ\s+ngày\s+(?P<day>ký|[\w\s/.-]{5,40})", re.IGNORECASE
)
_RECEIVED = re.compile(r"(?P<before>[^;\n]{0,160})\bnhận\s+được\b(?P<after>[^;\n]{0,300})", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:trả lời|phúc đáp|giải đáp)\s.*?\b(?:phản ánh|kiến nghị|ý kiến|câu hỏi|thắc mắc|đơn|thư)\b"
    r".*?\b(?:về việc|về|liên quan đến)\s+(?P<about>\S.{8,})",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"(?<![\w/.])(?:\+84|0)(?:[ .]?\d){8,11}(?![\w/])|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WHOSE = re.compile(r"\s*\b(?:của|từ)\s+(?:ông|bà|anh|chị|cô|thầy|em|cháu)\s+")
_FORM_OF_ADDRESS = re.compile(r"^(?:ông|bà|anh|chị|cô|thầy|em|ông/bà|ông \(bà\))\s+", re.IGNORECASE)


def document_of(paper: Paper, *, name: str, into: Into) -> Imported:
    """The document a paper is. Addressees, bases and recipients have no field: they stay in the text."""
    if paper.trich_yeu is None or paper.loai is None:
        raise CannotImport("không thấy trích yếu (văn bản về việc gì).", "ghi trích yếu vào đầu văn bản, rồi nhập lại")
    id_ = id_for(paper.so_ky_hieu or paper.trich_yeu, name, "van-ban")
    written = write_body(with_pictures(_whole(paper), id_))
    issuer = paper.co_quan_ban_hanh
    in_force = _in_force(paper)
    values = {
        "id": id_,
        "loai": paper.loai,
        "trich_yeu": paper.trich_yeu,
        "co_quan_ban_hanh": issuer or into.unit.ten,
        "so_ky_hieu": paper.so_ky_hieu,
        "ngay_ban_hanh": paper.ngay,
        "hieu_luc_tu": in_force,
        "nguoi_ky": ", ".join(filter(None, (paper.nguoi_ky, paper.chuc_vu))) if paper.nguoi_ky else None,
        "ngay_cap_nhat": into.today,
        "nhap": issuer is None,
    }
    item = Document.model_validate(stated(values)).model_copy(update={"body": written.body})
    doubts = [*written.doubts, *_left_out(paper, ("co_quan_chu_quan", "dia_danh", "quyen_ky", "ky_thay_cho"))]
    if issuer is None:
        what = f"Không thấy tên cơ quan ban hành; tạm ghi {quoted(into.unit.ten)}, để bản nháp."
        doubts.append(Doubt.of_file(what, "sửa dòng co_quan_ban_hanh, rồi xóa dòng nhap: true"))
    if in_force:
        what = f"Ngày có hiệu lực lấy từ câu chữ trong văn bản: {in_force.vn}."
        doubts.append(Doubt.of_file(what, "xem lại dòng hieu_luc_tu"))
    return Imported(item, tuple(sorted(doubts)), written.files)


def reply_of(paper: Paper, *, name: str, into: Into) -> Imported:
    """The answer a letter gives to a report; its subject says what was asked.

    Always a draft: a person must take the sender out of the text first. No name comes into the address.
    """
    question = _question(paper)
    received = _received(paper)
    id_ = id_for(f"trả lời {paper.so_ky_hieu}" if paper.so_ky_hieu else question, name, "phan-anh")
    written = write_body(with_pictures(paper, id_))
    values = {
        "id": id_,
        "noi_dung": question,
        "ngay_nhan": received or paper.ngay or into.today,
        "nguoi_gui": "; ".join(paper.kinh_gui) or None,
        "ngay_tra_loi": paper.ngay,
        "don_vi_tra_loi": paper.co_quan_ban_hanh,
        "van_ban_tra_loi": (paper.so_ky_hieu,) if paper.so_ky_hieu else (),
        "ngay_cap_nhat": into.today,
        "nhap": True,
    }
    item = FeedbackReply.model_validate(stated(values)).model_copy(update={"body": written.body})
    left = ("co_quan_chu_quan", "dia_danh", "can_cu", "noi_nhan", "quyen_ky", "ky_thay_cho", "chuc_vu", "nguoi_ky")
    doubts = (*written.doubts, *_left_out(paper, left), *_about_reply(paper, item), *_personal(paper))
    return Imported(item, tuple(sorted(doubts)), written.files)


def _question(paper: Paper) -> str:
    """What was asked, as the subject says it: without “trả lời” and without the name of who asked."""
    subject = paper.trich_yeu or ""
    about = _ASKED.search(subject)
    question = (about["about"] if about else subject) or "Phản ánh"
    if whose := _WHOSE.search(question):
        words = question[whose.end() :].split(" ")
        after = [*dropwhile(lambda word: word[:1].isupper(), words)]
        question = " ".join([question[: whose.start()], *after]) if len(after) < len(words) else question
    return question[0].upper() + question[1:]


def _whole(paper: Paper) -> Paper:
    """The paper with what a document has no field for as paragraphs of its text."""
    opening = paper.opening
    line, at = (opening.line, opening.at) if opening else (1, "")

    def paragraphs(texts: Iterable[str], mark: str = "") -> list[Block]:
        return [Paragraph((Run(text),), line, at, mark=mark) for text in texts]

    to = paragraphs([f"Kính gửi: {'; '.join(paper.kinh_gui)}"] if paper.kinh_gui else [])
    recipients = [*paragraphs(["Nơi nhận:"]), *paragraphs(paper.noi_nhan, "-")] if paper.noi_nhan else []
    return replace(paper, body=(*to, *paragraphs(paper.can_cu), *paper.body, *recipients))


def _in_force(paper: Paper) -> Moment | None:
    """Since when the document says it is in force."""
    found = _IN_FORCE.search(words_of(paper.body))
    if found is None:
        return None
    if found["day"].lower() == "ký":
        return paper.ngay
    return _moment(found["day"])


def _received(paper: Paper) -> Moment | None:
    """The day of the report: `Ngày … nhà trường nhận được phản ánh`, else `Nhận được phản ánh ngày …`."""
    found = _RECEIVED.search(words_of(paper.body))
    if found is None:
        return None
    return _moment(found["before"].rpartition(". ")[2]) or _moment(found["after"])


def _moment(text: str) -> Moment | None:
    day = date_in_words(text)
    return Moment(day) if day else None


def _about_reply(paper: Paper, item: FeedbackReply) -> Iterator[Doubt]:
    subject = quoted(paper.trich_yeu or "", limit=400)
    what = f"Nội dung phản ánh {quoted(item.noi_dung)} lấy từ trích yếu: {subject}; để bản nháp."
    how = "viết lại noi_dung đúng điều người dân hỏi, không nêu tên ai; xóa tên trong câu trả lời; xóa dòng nhap: true"
    yield Doubt.of_file(what, how)
    if received := _received(paper):
        yield Doubt.of_file(
            f"Ngày nhận phản ánh lấy từ câu chữ trong công văn: {received.vn}.", "xem lại dòng ngay_nhan"
        )
    else:
        yield Doubt.of_file(f"Không rõ ngày nhận phản ánh; tạm ghi {item.ngay_nhan.vn}.", "sửa dòng ngay_nhan")
    if paper.ngay is None:
        yield Doubt.of_file("Không rõ ngày trả lời.", "thêm dòng ngay_tra_loi:")
    if item.nguoi_gui:
        what = (
            f"Người gửi lấy từ dòng Kính gửi: {quoted(item.nguoi_gui)}; khi đăng chỉ hiện {quoted(item.sender or '')}."
        )
        yield Doubt.of_file(what, "nếu đây là cơ quan, không phải người gửi phản ánh, thì sửa dòng nguoi_gui")


def _personal(paper: Paper) -> Iterator[Doubt]:
    """Names of the sender and ways to reach somebody inside the answer: to be looked at before it is public."""
    names = [_FORM_OF_ADDRESS.sub("", one.partition(",")[0]).strip() for one in paper.kinh_gui]
    for text, line, at in paper.texts():
        found = [one for one in names if len(one.split()) > 1 and fold(one) in fold(text)]
        found += [one.strip() for one in _CONTACT.findall(text)]
        if found:
            what = f"Câu trả lời có thông tin cá nhân: {quoted(', '.join(dict.fromkeys(found)))}."
            yield Doubt(line, what, "xóa hoặc viết tắt nếu là của người dân, trước khi đăng", at)


def _left_out(paper: Paper, fields: Iterable[str]) -> Iterator[Doubt]:
    """One doubt for the parts of a paper that the item has no field for."""
    values = {WORDS["parts"][name]: value for name in fields if (value := getattr(paper, name))}
    texts = {name: "; ".join(value) if isinstance(value, tuple) else str(value) for name, value in values.items()}
    if said := [f"{name} {quoted(text, limit=300)}" for name, text in texts.items()]:
        yield Doubt.of_file(
            f"Không có chỗ ghi, đã bỏ: {', '.join(said)}.", "không cần làm gì, trừ khi muốn nêu trong bài"
        )
