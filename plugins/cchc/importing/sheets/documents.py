"""Rows of a register of documents → documents. One number of two days is two documents (quirk P12)."""

import re
from collections.abc import Sequence

from cchc.importing.doubts import Doubt, quoted
from cchc.importing.imported import Batch, Imported, Into
from cchc.importing.records.parts import OTHER
from cchc.importing.sheets.columns import WORDS
from cchc.importing.sheets.rows import Reading, built, each, free_id, other_lines, stated, with_body
from cchc.importing.sheets.tables import Record
from cchc.importing.sheets.values import compare_days, day, parts
from cchc.model.document import Document
from cchc.model.vocabulary import LinhVuc, LoaiVanBan
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.document_number import citations, number_key, parse_number
from cchc.vietnamese.slug import fold, id_from, slug

_SYMBOLS = {symbol: LoaiVanBan._missing_(kind) for kind, symbols in WORDS["symbols"].items() for symbol in symbols}
_OPEN = {"", "khong", "thuong", "binh thuong", "khong mat", "cong khai"}


def read_documents(records: Sequence[Record], into: Into) -> Batch:
    """Every document of some tables."""
    return each(_read, records, into, kept=True)


def _read(record: Record, reading: Reading) -> Imported | Doubt:
    if fold(record.text("do_mat")) not in _OPEN:
        why = f"Văn bản ghi độ mật “{record.text('do_mat')}”"
        return record.sheet.doubt(record.row.number, f"{why}; không nhập.", "không đưa văn bản mật vào chuyên mục")
    number, issued = _number(record)
    issuer, title = record.text("co_quan_ban_hanh"), record.text("trich_yeu")
    if not (title or number):
        return record.left_out("Không có cả trích yếu lẫn số ký hiệu", "điền một trong hai rồi nhập lại")
    key = (number_key(number) or fold(title), issued, fold(issuer))
    if again := reading.again("Văn bản", key, record):
        return again
    values = {
        "id": _id(reading.taken, number, issued, title),
        "loai": _kind(record, number, title),
        "trich_yeu": title,
        "co_quan_ban_hanh": issuer,
        "so_ky_hieu": number,
        "ngay_ban_hanh": issued,
        "hieu_luc_tu": day(record, "hieu_luc_tu"),
        "het_hieu_luc": day(record, "het_hieu_luc"),
        "nguoi_ky": record.text("nguoi_ky"),
        "linh_vuc": _reform_fields(record),
        **{name: parts(record.raw(name)) for name in ("thay_the", "sua_doi", "lien_quan")},
        "ngay_cap_nhat": reading.into.today,
    }
    item = built(Document, stated(record, values, "trich_yeu", "co_quan_ban_hanh"), record)
    how = "bổ sung hieu_luc_tu:, het_hieu_luc: hoặc văn bản thay thế"
    compare_days(record, item, item.state(reading.into.today.start), how, kept=True)
    return Imported(with_body(item, {OTHER: other_lines(record)}))


def _number(record: Record) -> tuple[str, Moment | None]:
    """Number and day: both may stand in one cell, or the number in two (`Số` and `Ký hiệu`)."""
    issued = day(record, "ngay_ban_hanh")
    text = re.sub(r"^số\s*:?\s*", "", record.text("so_ky_hieu"), flags=re.IGNORECASE)
    symbol = record.text("ky_hieu")
    if symbol and re.fullmatch(r"\d+[a-zđ]?", text):
        text = f"{text}/{symbol.lstrip('/')}"
    elif symbol and symbol != text:
        text = text or symbol
        record.kept += ["ky_hieu"] if text != symbol else []
    if not text:
        return "", issued
    if parsed := parse_number(text):
        return parsed.text, issued
    cited = citations(text)
    if len(cited) == 1 and cited[0].start == 0:
        # `12/QĐ-UBND ngày 03/02/2026` in one cell; nothing else may stand there.
        said = Moment(cited[0].day) if cited[0].day else None
        if text[cited[0].end :].strip(" ,;()") != "" and said is None:
            record.doubt("so_ky_hieu", f"{quoted(text)}: chỉ lấy số {cited[0].number.text}.", "xem phần còn lại")
        if said and issued and said != issued:
            record.doubt(
                "so_ky_hieu", f"{quoted(text)}: ngày khác cột ngày ban hành ({issued.vn}).", "xem ngày nào đúng"
            )
        return cited[0].number.text, issued or said
    what = f"Số ký hiệu {quoted(text)} viết khác lệ thường; để nguyên."
    record.doubt("so_ky_hieu", what, "đối chiếu với văn bản rồi sửa dòng so_ky_hieu:")
    return text, issued


def _id(taken: set[str], number: str, issued: Moment | None, title: str) -> str:
    """`76-nq-cp-2013`: number and year; the whole day where a number repeats within a year."""
    base = slug(number, limit=60)
    if not base:
        return free_id(taken, slug(title), slug(f"{slug(title, limit=60)} {issued or ''}"))
    if issued is None:
        return free_id(taken, base)
    year = str(issued.day.year)
    first = base if year in base.split("-") else f"{base}-{year}"
    return free_id(taken, first, id_from(f"{base}-{issued.day.isoformat()}"))


def _kind(record: Record, number: str, title: str) -> LoaiVanBan:
    """Kind of the document: as the table says, else by the symbol in its number, else by the words of its title."""
    text = record.text("loai") or record.group
    if text and (said := LoaiVanBan._missing_(text)):
        return said
    parsed = parse_number(number) if number else None
    symbol = re.split("[-/]", parsed.ky_hieu)[0].upper() if parsed else ""
    by_title = max(
        (k for k in LoaiVanBan if fold(title).startswith(fold(k.label) + " ")), key=lambda k: len(k.label), default=None
    )
    kind = _SYMBOLS.get(symbol) or by_title or (LoaiVanBan.CONG_VAN if symbol else LoaiVanBan.KHAC)
    if record.text("loai"):
        record.kept.append("loai")
        record.doubt(
            "loai",
            f"{quoted(record.text('loai'))} không có trong các loại văn bản; ghi {kind.value}.",
            "sửa dòng loai:",
        )
    elif symbol not in _SYMBOLS:
        record.doubt("loai", f"Không nêu loại văn bản; đoán là {kind.label.lower()}.", "xem văn bản rồi sửa dòng loai:")
    return kind


def _reform_fields(record: Record) -> tuple[LinhVuc, ...]:
    text = record.raw("linh_vuc")
    whole = LinhVuc._missing_(" ".join(text.split()))
    found = [whole] if whole else [LinhVuc._missing_(part) for part in parts(text)]
    if None in found:
        record.kept.append("linh_vuc")
    return tuple(one for one in found if one)
