"""Rows of a list of procedures → procedures. What nobody states is unknown, as in the national records."""

import re
from collections.abc import Iterator, Mapping, Sequence

from cchc.importing.doubts import Doubt, quoted
from cchc.importing.imported import Batch, Imported, Into
from cchc.importing.prose import cell, prose
from cchc.importing.records.facts import UNKNOWN
from cchc.importing.records.parts import OTHER
from cchc.importing.sheets.columns import SPELLINGS, normal
from cchc.importing.sheets.rows import Reading, built, each, free_id, of_tables, other_lines, with_body
from cchc.importing.sheets.tables import Record
from cchc.importing.sheets.values import choice, named, parts, web
from cchc.model.fields import is_yes
from cchc.model.labels import label
from cchc.model.procedure import CHUA_RO, Procedure
from cchc.model.vocabulary import CapThucHien, CoKhong, MotCua, TrangThaiThuTuc, TrucTuyen
from cchc.reading.procedure_body import CACH_THUC, PARTS, REQUIRED_PARTS, THOI_HAN, is_unknown
from cchc.vietnamese.slug import fold, id_from, slug

_REQUIRED = ("linh_vuc_tthc", "cap", "doi_tuong", "co_quan")
_PLAIN = (
    "ten", "linh_vuc_tthc", "co_quan_tham_quyen", "co_quan_phoi_hop", "dia_chi_tiep_nhan", "loai_tthc", "qd_cong_bo",
    "ly_do",
)  # fmt: skip
_PARTS = {heading: field for heading in PARTS if (field := SPELLINGS["thu-tuc"].get(normal(heading)))}
"""Parts of a procedure's text and the columns they come from."""
_CODE = re.compile(r"(\d)[.,](\d{1,6})")
_OLD_LEVEL = re.compile(r"(?:muc(?: do)? ?)?(?:dvctt )?(?:muc(?: do)? ?)?([1-4])")
_WAY = re.compile(
    r"(?:nop |gui )?(?:truc tiep|truc tuyen|buu chinh|qua buu|dich vu buu|bcci|dich vu cong|cong dvc|online|mang)"
)
_HOW_LEVEL = "tra Cổng Dịch vụ công rồi sửa dòng truc_tuyen:"


def read_procedures(records: Sequence[Record], into: Into) -> Batch:
    """Every procedure of some tables."""
    return each(_read, records, into, kept=True, doubts=_columns_missing(records))


def _columns_missing(records: Sequence[Record]) -> Iterator[Doubt]:
    for table in of_tables(records):
        names = [label(name) for name in _REQUIRED if not table[0].title(name)]
        names += [heading for heading in REQUIRED_PARTS if not table[0].title(_PARTS[heading])]
        if names:
            what = f"Bảng không có cột {', '.join(f'“{name}”' for name in names)}; ở mọi thủ tục ghi là chưa rõ."
            yield table[0].sheet.doubt(0, what, "tra Cổng Dịch vụ công quốc gia rồi bổ sung từng thủ tục")


def _read(record: Record, reading: Reading) -> Imported | Doubt:
    ten, code = record.text("ten"), _code(record)
    if not ten:
        return record.left_out("Không có tên thủ tục", "ghi tên thủ tục rồi nhập lại")
    if again := reading.again("Thủ tục", code or fold(ten), record, "giữ một dòng, hoặc sửa mã"):
        return again
    values = {
        **{name: record.text(name) for name in _PLAIN},
        "id": free_id(reading.taken, id_from(code), slug(ten)),
        "ma": code,
        "doi_tuong": parts(record.raw("doi_tuong")),
        "co_quan": parts(record.raw("co_quan")),
        "cap": _levels(record),
        "url_dvc": web(record, "url_dvc"),
        **_online(record),
        **{name: _fact(record, name) for name in ("buu_chinh", "thanh_toan")},
        "mot_cua": choice(record, "mot_cua", MotCua),
        "trang_thai": choice(record, "trang_thai", TrangThaiThuTuc),
        "ngay_cap_nhat": reading.into.today,
    }
    values = {name: None if isinstance(value, str) and is_unknown(value) else value for name, value in values.items()}
    if not values["linh_vuc_tthc"] and _group_is_field(record):
        values["linh_vuc_tthc"] = record.group
    for name in _REQUIRED:
        if not values[name]:
            values[name] = CHUA_RO
            if record.title(name):
                record.doubt(
                    name, f"Ô để trống; ghi là chưa rõ ({CHUA_RO}).", f"hỏi cơ quan giải quyết, sửa dòng {name}:"
                )
    state_unread = record.text("trang_thai") and not values["trang_thai"]
    item = built(Procedure, {**values, "nhap": bool(state_unread)}, record)
    if state_unread:
        record.doubt(
            "trang_thai", "Chưa rõ thủ tục còn hiệu lực không; để bản nháp.", "ghi trang_thai: rồi xóa dòng nhap:"
        )
    return Imported(with_body(item, _body(record)))


def _code(record: Record) -> str:
    text = record.text("ma")
    if found := _CODE.fullmatch(text):
        code = f"{found[1]}.{found[2]:0<6}"
        if code != text.replace(",", "."):
            record.doubt("ma", f"Mã {quoted(text)} thiếu chữ số (Excel bỏ số 0 ở cuối); ghi {code}.", "đối chiếu mã")
        return code
    if text and not is_unknown(text):
        what = f"Mã {quoted(text)} không đúng dạng mã quốc gia (2.002854); để nguyên."
        record.doubt("ma", what, "tra mã trên Cổng Dịch vụ công quốc gia rồi sửa dòng ma:")
    elif not text:
        record.doubt("ma", "Không có mã thủ tục; địa chỉ lấy theo tên.", "thêm dòng ma: nếu thủ tục có mã quốc gia")
    return "" if is_unknown(text) else text


def _levels(record: Record) -> tuple[CapThucHien, ...]:
    text = record.raw("cap") or (record.group if not record.title("cap") else "")
    said = {part: named(part, CapThucHien) for part in parts(text, ",;/\n")}
    strange = [part for part, level in said.items() if level is None]
    if strange and record.raw("cap"):
        record.kept.append("cap")
        how = f"ghi ở dòng cap: một trong {', '.join(level.value for level in CapThucHien)}"
        record.doubt("cap", f"{quoted(', '.join(strange))} không có trong các cấp; chép vào “{OTHER}”.", how)
    return tuple(dict.fromkeys(level for level in said.values() if level))


def _group_is_field(record: Record) -> bool:
    return bool(record.group) and not record.title("linh_vuc_tthc") and CapThucHien._missing_(record.group) is None


def _online(record: Record) -> Mapping[str, object]:
    """Online level. Levels 3 and 4 of the time before 2022 are kept as such, never converted."""
    marks = [
        level
        for name, level in (("toan_trinh", TrucTuyen.TOAN_TRINH), ("mot_phan", TrucTuyen.MOT_PHAN))
        if is_yes(record.text(name))
    ]
    for name in ("toan_trinh", "mot_phan"):
        if (text := record.text(name)) and not is_yes(text) and CoKhong._missing_(text) is None:
            record.kept.append(name)
            record.doubt(name, f"{quoted(text)} không phải là dấu x; chép vào “{OTHER}”.", _HOW_LEVEL)
    if len(marks) > 1:
        record.doubt("toan_trinh", "Đánh dấu cả toàn trình lẫn một phần; ghi là chưa rõ.", _HOW_LEVEL)
    text = record.text("muc_do")
    level = marks[0] if len(marks) == 1 else None
    if old := _OLD_LEVEL.fullmatch(fold(text)):
        record.doubt(
            "muc_do", f"{quoted(text)} là mức độ theo quy định cũ; giữ nguyên, không đổi ra mức mới.", _HOW_LEVEL
        )
        return {"muc_do_cu": int(old[1]), "truc_tuyen": level}
    if text and level is None and not is_unknown(text):
        inside = next(
            (one for one in (TrucTuyen.TOAN_TRINH, TrucTuyen.MOT_PHAN) if fold(one.also[0]) in fold(text)), None
        )
        level = inside or choice(record, "muc_do", TrucTuyen)
    if level is TrucTuyen.MOT_PHAN and not record.text("ly_do"):
        record.doubt("mot_phan", "Trực tuyến một phần nhưng chưa nêu lý do.", "thêm dòng ly_do: (NĐ 224/2026, Điều 14)")
    return {"truc_tuyen": level}


def _fact(record: Record, name: str) -> CoKhong | None:
    text = record.text(name)
    return CoKhong.CO if text and is_yes(text) else choice(record, name, CoKhong)


def _body(record: Record) -> Mapping[str | None, str]:
    texts = {heading: prose(_lines(record, name)) for heading, name in _PARTS.items()}
    if table := _ways(record):
        texts |= {CACH_THUC: table, THOI_HAN: "", "Phí và lệ phí": ""}
    for heading in REQUIRED_PARTS:
        texts[heading] = texts[heading] or UNKNOWN
    return {**{heading: texts.get(heading, "") for heading in PARTS}, OTHER: other_lines(record)}


def _lines(record: Record, name: str) -> list[str]:
    """Lines of one column; a bare number takes its unit from the title: `Thời hạn (ngày làm việc)`."""
    text = record.raw(name)
    unit = re.search(r"\(([^()]+)\)\s*$", record.title(name))
    if unit and re.fullmatch(r"[\d.,]+(?:\s*[-–]\s*[\d.,]+)?", text):
        text = f"{text} {unit[1].strip()}"
    return [] if is_unknown(text) else text.split("\n")


def _ways(record: Record) -> str:
    """The table of *Cách thức thực hiện*, where the cell lists ways we know; empty where it is a text."""
    ways = parts(record.raw("cach_thuc"), ",;/\n")
    if not ways or not all(_WAY.match(fold(way)) for way in ways):
        return ""
    limit, fee = ("<br>".join(map(cell, _lines(record, name))) or UNKNOWN for name in ("thoi_han", "phi"))
    rows = "\n".join(f"| {cell(way)} | {limit} | {fee} |" for way in ways)
    return f"| Hình thức | Thời hạn | Phí, lệ phí |\n| --- | --- | --- |\n{rows}"
