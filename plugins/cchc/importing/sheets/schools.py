"""Rows of a list of schools → units, and the communes they stand under."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cchc.importing.doubts import CannotImport, Doubt, quoted
from cchc.importing.imported import Batch, Imported, Into
from cchc.importing.sheets.columns import WORDS
from cchc.importing.sheets.rows import built, each, free_id
from cchc.importing.sheets.tables import Record
from cchc.importing.sheets.values import mail, phone, web
from cchc.model.unit import Unit
from cchc.model.vocabulary import CapHoc, LoaiDonVi
from cchc.vietnamese.slug import fold, slug

_COMMUNE = re.compile(r"(?:ubnd|uy ban nhan dan)?\s*(xa|phuong|dac khu|thi tran|p\.|x\.)\s*(?=\S)")
_OFFICE = re.compile(r"(?:ubnd|uy ban nhan dan)\b|(?:xa|phuong|dac khu) ")
_PREFIX = {"xa": "xã", "phuong": "phường", "dac khu": "đặc khu", "thi tran": "thị trấn", "p.": "phường", "x.": "xã"}


@dataclass
class _Schools:
    """What is known while the rows are read: units that stand or are new, by the name they are known by."""

    into: Into
    named: dict[str, list[tuple[Unit, str]]] = field(default_factory=dict)
    """Units under the one imported into, those of the tree and new ones, by compared name; each with its parent."""
    offices: dict[str, list[Unit]] = field(default_factory=dict)
    """Communes among them (or the unit imported into), by their compared name without its kind."""
    taken: set[str] = field(default_factory=set)
    communes: list[Imported] = field(default_factory=list)
    rows: dict[str, Record] = field(default_factory=dict)
    """The row each id came from in this file."""
    hosts: dict[str, str] = field(default_factory=dict)
    """Which unit bears each new `dinh_danh`."""

    def add(self, unit: Unit, parent: str) -> None:
        """Know a unit from now on."""
        self.named.setdefault(name_key(unit.ten), []).append((unit, parent))
        if unit.loai is LoaiDonVi.XA:
            self.offices.setdefault(_commune_key(unit.ten)[1], []).append(unit)


def read_schools(records: Sequence[Record], into: Into) -> Batch:
    """Every school of some tables, communes that do not exist yet before them. Raises CannotImport."""
    if into.unit.loai is LoaiDonVi.TRUONG:
        what = f"danh sách trường không nhập vào một trường được ({into.unit.ma})."
        raise CannotImport(what, "nhập vào đơn vị cấp trên: thêm --unit và mã của Sở hoặc của xã, phường")
    schools = _Schools(into, taken=set(into.units))
    for unit in into.units.values():
        if unit.ma == into.unit.ma or _stands_under(unit, into):
            schools.add(unit, unit.parent or "")
    read = each(lambda record, _: _read(record, schools), records, into, kept=False)
    return Batch((*schools.communes, *read.items), read.doubts)


def _stands_under(unit: Unit, into: Into) -> bool:
    while unit.parent and unit.parent != into.unit.ma:
        unit = into.units[unit.parent]
    return unit.parent == into.unit.ma


def _read(record: Record, schools: _Schools) -> Imported | Doubt:
    name = record.text("ten")
    if not name:
        return record.left_out("Không có tên trường", "ghi tên trường rồi nhập lại")
    office = bool(_OFFICE.match(fold(name)))
    parent = schools.into.unit.ma if office else _parent(record, schools)
    if parent is None:
        why = f"Xã, phường {quoted(record.text('xa'))} không thuộc {schools.into.unit.ten}"
        return record.left_out(why, "nhập danh sách vào đơn vị cấp trên (Sở)")
    stands = _standing(name, parent, bool(record.text("xa")), schools)
    if stands is not None and stands.ma in schools.rows:
        first = schools.rows[stands.ma]
        return record.left_out(f"Trường đã có ở {first.sheet.place(first.row.number)}", "giữ một dòng, hoặc sửa tên")
    ma = stands.ma if stands else _new_id(name, parent, schools)
    unit = _unit(record, name, ma, stands, schools, office=office)
    schools.rows[ma] = record
    if stands is None:
        schools.add(unit, parent)
    return Imported(unit, parent=parent)


def _unit(record: Record, name: str, ma: str, stands: Unit | None, schools: _Schools, *, office: bool) -> Unit:
    levels = () if office else _levels(record, name)
    is_school = bool(levels) or fold(name).startswith("truong")
    kind = LoaiDonVi.XA if office else LoaiDonVi.TRUONG if is_school else LoaiDonVi.KHAC
    values = {
        "ma": ma,
        "ten": name,
        "loai": kind,
        "cap_hoc": levels,
        "url": web(record, "url"),
        **{one: record.text(one) for one in ("dia_chi", "url_phan_anh")},
        "duong_day_nong": phone(record, "duong_day_nong"),
        "email_phan_anh": mail(record, "email_phan_anh"),
    }
    unit = built(Unit, values, record)
    if not (office or levels):
        record.doubt(
            "cap_hoc", "Chưa rõ cấp học; để trống.", "thêm dòng cap_hoc: mam_non, tieu_hoc, thcs, thpt hoặc gdtx"
        )
    return _with_authority(record, unit, stands, schools)


def _with_authority(record: Record, unit: Unit, stands: Unit | None, schools: _Schools) -> Unit:
    """The unit with its `dinh_danh`; one it has already is never made again."""
    if not unit.url or (stands and stands.dinh_danh):
        return unit
    authority = unit.authority(schools.into.today.day.year)
    if schools.hosts.setdefault(authority, unit.ma) != unit.ma:
        record.doubt(
            "url", f"Trang web {quoted(unit.url)} trùng với {schools.hosts[authority]}.", "sửa url: của một trong hai"
        )
        authority = f"{unit.ma}.{authority}"
    return unit.model_copy(update={"dinh_danh": authority})


def _levels(record: Record, name: str) -> tuple[CapHoc, ...]:
    """School levels: of the column, else of the sub-heading, the name, the sheet."""
    text = record.text("cap_hoc")
    if levels := levels_in(text):
        return levels
    if text:
        record.doubt(
            "cap_hoc", f"Cấp học {quoted(text)} chưa rõ là cấp nào.", "ghi: Mầm non, Tiểu học, THCS, THPT, GDTX"
        )
    return next((levels for said in (name, record.group, record.sheet.name) if (levels := levels_in(said))), ())


def levels_in(text: str) -> tuple[CapHoc, ...]:
    """Levels named in a text: `TH&THCS`, `Trường phổ thông cấp 2+3`, `MN`."""
    words = f" {' '.join(re.sub(r'[^a-z0-9]+', ' ', fold(text)).split())} "
    return tuple(level for level in CapHoc if any(f" {one} " in words for one in WORDS["levels"][level]))


def _parent(record: Record, schools: _Schools) -> str | None:
    """Id of the commune a school stands under, made where it does not exist; None where it lies elsewhere."""
    into = schools.into
    text = record.text("xa") or (record.group if _COMMUNE.match(fold(record.group)) else "")
    if not text:
        if record.title("xa"):
            record.doubt(
                "xa", f"Không nêu xã, phường; để trực thuộc {into.unit.ten}.", "chuyển thư mục của trường nếu cần"
            )
        return into.unit.ma
    wanted = _commune_key(text)
    for unit in schools.offices.get(wanted[1], ()):
        kind = _commune_key(unit.ten)[0]
        if kind == wanted[0] or "" in (kind, wanted[0]):
            return unit.ma
    if into.unit.loai is not LoaiDonVi.SO:
        return None
    return _new_commune(record, text, schools)


def _commune_key(text: str) -> tuple[str, str]:
    """Kind and name of a commune, compared: `UBND Phường Hoa Sen` is (`phường`, `hoa sen`)."""
    folded = " ".join(fold(text).split())
    found = _COMMUNE.match(folded)
    kind = _PREFIX[found[1]] if found else ""
    return kind, re.sub(r"^(?:ubnd|uy ban nhan dan)\s+", "", folded[found.end() :] if found else folded)


def _new_commune(record: Record, text: str, schools: _Schools) -> str:
    kind, bare = _commune_key(text)
    proper = text[len(text) - len(bare) :]
    ten = f"UBND {kind or 'xã'} {proper}"
    ma = free_id(schools.taken, slug(f"{kind or 'xa'} {proper}"))
    unit = Unit.model_validate({"ma": ma, "ten": ten, "loai": LoaiDonVi.XA})
    what = f"Chưa có đơn vị {quoted(text)}; lập mới {quoted(ten)} ({ma})."
    how = "bổ sung địa chỉ, đường dây nóng, url: trong don-vi.yml của xã, phường" + (
        "" if kind else "; xem là xã hay phường"
    )
    said = record.sheet.doubt(record.row.number, what, how, record.title("xa"))
    schools.communes.append(Imported(unit, (said,), parent=schools.into.unit.ma))
    schools.add(unit, schools.into.unit.ma)
    return ma


def _standing(name: str, parent: str, placed: bool, schools: _Schools) -> Unit | None:
    """The unit of that name under that parent; where the table names no commune, the only one of that name below."""
    same = schools.named.get(name_key(name), [])
    under = [unit for unit, above in same if above == parent]
    return under[0] if under else same[0][0] if len(same) == 1 and not placed else None


def name_key(name: str) -> str:
    """A unit's name compared: `Trường Trung học cơ sở Hoa Sen` is `THCS Hoa Sen`."""
    words = f" {' '.join(re.sub(r'[^a-z0-9]+', ' ', fold(name)).split())} "
    for spelling, short in WORDS["same"].items():
        words = re.sub(rf" {spelling}(?= )", f" {short}" if short else "", words)
    return words.strip()


def _new_id(name: str, parent: str, schools: _Schools) -> str:
    """`thcs-hoa-sen`; where that is taken, with the commune behind it."""
    bare = slug(re.sub(r"^trường\s+", "", name, flags=re.IGNORECASE)) or "truong"
    return free_id(schools.taken, bare, slug(f"{slug(bare, limit=50)} {parent}"))
