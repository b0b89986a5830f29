"""Files read one by one: units, items, and every complaint met on the way."""

import hashlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from cchc.model.fields import Strict, folder_of_unit, is_yes
from cchc.model.item import Body, Item, Origin
from cchc.model.news import NewsItem
from cchc.model.types import CONTENT_TYPES, UNIT_FILE, override_of
from cchc.model.unit import Unit
from cchc.model.vocabulary import LoaiDonVi
from cchc.reading.body import split_body
from cchc.reading.complaints import Complaint
from cchc.reading.folder import ContentFolder, Found, unit_folders
from cchc.reading.front_matter import FrontMatter, YamlProblem, read_front_matter, read_yaml
from cchc.reading.keeping import Said, keep, said_before
from cchc.reading.places import is_well_placed, misplaced
from cchc.reading.validation import Refusal, validate
from cchc.vietnamese.disk import why
from cchc.vietnamese.encoding import UNPRINTABLE, WrongEncoding, decode, decode_as, old_stretches
from cchc.vietnamese.slug import id_from, is_id

_CONVERT = "chuyển sang Unicode (xem trước rồi mới đồng ý), chạy: cchc check --fix"
_CONFLICT = re.compile(r"^(<{7} |>{7} |={7}$)", re.MULTILINE)


class Text(NamedTuple):
    """A text of a unit, and what it said, where that is known."""

    found: Found
    kind: type[Item]
    key: tuple[str, str, bytes]
    """Unit, path, SHA-256 of the bytes."""
    data: bytes
    said: Said | None


class Reader:
    """One pass over a folder; gathers units, items and complaints."""

    def __init__(
        self,
        folder: ContentFolder,
        step: Callable[[str], object] = str,
        known: Mapping[tuple[str, str, bytes], Said] = MappingProxyType({}),
    ) -> None:
        self.folder = folder
        self.step = step
        self.known = known
        self.said: dict[tuple[str, str, bytes], Said] = {}
        self.units: dict[str, Unit] = {}
        self.items: dict[str, list[Item]] = {}
        self.refused: dict[str, list[Item]] = {}
        self.gone: dict[str, list[Item]] = {}
        self.by_folder: dict[str, str] = {}
        self.complaints: list[Complaint] = []

    def read_units(self) -> None:
        folders = unit_folders(self.folder)
        if "" not in folders:
            self.complain(
                "",
                UNIT_FILE,
                1,
                "Chưa có tệp `don-vi.yml` ở đầu thư mục nội dung.",
                "tạo tệp don-vi.yml có các dòng: ma, ten, loai",
                "thieu-don-vi",
            )
        for path in folders:
            self.read_unit(path)
        for known in self.folder.complaints:
            owner = self.owner_of(known.path)
            self.complaints.append(replace(known, unit=owner, spreads=known.error and self.spreads(known.path)))

    def read_unit(self, path: str) -> None:
        file = f"{path}/{UNIT_FILE}".lstrip("/")
        name = path.rpartition("/")[2] or self.folder.root.name
        named = id_from(name) or "don-vi"
        data = self.bytes_of(file, self.free(named))
        front = self.front_matter(file, self.free(named), data) if data is not None else None
        lines = _top_lines(front) if front else {}
        typed = front.values.get("ma") if front else None
        wanted = typed if isinstance(typed, str) and is_id(typed) else named
        ma = self.free(wanted)
        unit = None
        if front is not None:
            unit, refusals = validate(Unit, front, folder=path, extra={"ma": wanted})
            self.refuse(refusals, ma, file, spreads=True)
            if ma != wanted:
                what = f"Mã đơn vị `{wanted}` trùng với {self.units[wanted].origin.path}."
                self.complain(ma, file, lines.get("ma", 1), what, "ghi mã khác ở dòng `ma:`", "trung-ma")
        if unit is None:
            unit = Unit.model_construct(**{**_defaults(Unit), "ten": name, "loai": LoaiDonVi.KHAC})
        parent = self.by_folder.get(_parent_folder(path)) if path else None
        self.units[ma] = unit.model_copy(update={"ma": ma, "origin": Origin(ma, file, lines), "parent": parent})
        self.by_folder[path] = ma
        self.begin(ma)

    def begin(self, ma: str) -> None:
        self.items[ma], self.refused[ma], self.gone[ma] = [], [], []

    def free(self, wanted: str) -> str:
        """An id no unit read so far bears: `wanted`, else with a number."""
        numbered = (id_from(f"{wanted[:76]}-{count}") for count in itertools.count(2))
        return next(name for name in itertools.chain([wanted], numbered) if name not in self.units)

    def files_of_units(self) -> Mapping[str, list[Found]]:
        files: dict[str, list[Found]] = {ma: [] for ma in self.units}
        for path, found in self.folder.files.items():
            owner = folder_of_unit(found.folder)
            if owner in self.by_folder:
                files[self.by_folder[owner]].append(found)
            elif found.is_text and owner:
                # Said once, and only to the unit above: nothing of it reaches its other units.
                what, how = f"Thư mục {owner} chưa có tệp {UNIT_FILE}.", f"tạo tệp {owner}/{UNIT_FILE}"
                self.complaints.append(
                    Complaint(self.owner_of(path), f"{owner}/{UNIT_FILE}", 1, what, how, "thieu-don-vi")
                )
        return files

    def texts(self, ma: str, files: Iterable[Found]) -> Iterator[Text]:
        """The texts of a unit that stand where they may, with what is known of them."""
        for found in files:
            owner = folder_of_unit(found.folder)
            if not found.is_text or (found.name == UNIT_FILE and owner == found.folder):
                continue
            parts = found.path[len(owner) :].lstrip("/").split("/")
            kind = CONTENT_TYPES.get(parts[0])
            if kind is None or not is_well_placed(kind, parts):
                self.complain(ma, found.path, 1, *misplaced(kind, parts))
            elif (data := self.bytes_of(found.path, ma)) is not None:
                key = ma, found.path, hashlib.sha256(data).digest()
                said = self.known.get(key) or said_before(key)
                yield Text(found, kind, key, data if said is None else b"", said)

    def parse(self, text: Text) -> Said:
        """What a text says."""
        ma, path, _ = text.key
        self.step(path)
        alone = Reader(self.folder)
        alone.begin(ma)
        front = alone.front_matter(path, ma, text.data)
        item = alone.validated(text.kind, front, text.found, ma) if front is not None else None
        said = Said(item, alone.refused[ma], alone.complaints)
        keep(text.key, said)
        return said

    def take(self, text: Text, said: Said) -> None:
        """Note what a text said."""
        ma, _, _ = text.key
        self.said[text.key] = said
        self.refused[ma] += said.refused
        self.complaints += said.complaints
        if said.item is not None:
            (self.gone if said.item.go_bo else self.items)[ma].append(said.item)

    def validated(self, kind: type[Item], front: FrontMatter, found: Found, ma: str) -> Item | None:
        stem = found.name.rpartition(".")[0]
        extra: dict[str, Any] = {"id": id_from(stem)}
        if issubclass(kind, NewsItem):
            extra["nam_thu_muc"] = found.folder.rpartition("/")[2]
        if not is_id(str(extra["id"])) and not front.values.get("id"):
            self.complain(
                ma,
                found.path,
                1,
                f"Tên tệp “{stem[:60]}” không làm địa chỉ được.",
                "đổi tên tệp bằng chữ thường không dấu, nối bằng “-”",
                "ten-tep",
            )
            return None
        # What changes an item above says only that; of what was taken down nothing need be left.
        partial = is_yes(front.values.get("ghi_de")) or front.values.get("go_bo")
        item, refusals = validate(override_of(kind) if partial else kind, front, folder=found.folder, extra=extra)
        origin = Origin(ma, found.path, _top_lines(front))
        levels = item.cap_hoc if item else ()
        spreads = self.spreads(found.path) or is_yes(front.values.get("ke_thua"))
        self.refuse(refusals, ma, found.path, spreads=spreads, levels=levels)
        body = split_body(front.body, origin, front.body_line)
        if item is None:
            self.refused[ma].append(_known_of(kind, front, origin, body, extra))
            return None
        return item.model_copy(update={"origin": origin, "body": body})

    def bytes_of(self, path: str, ma: str) -> bytes | None:
        try:
            return self.folder.read(path)
        except OSError as error:
            self.complain(ma, path, 1, f"Không mở được tệp ({why(error)}).", "kiểm tra quyền đọc tệp", "khong-mo-duoc")
            return None

    def front_matter(self, path: str, ma: str, data: bytes) -> FrontMatter | None:
        try:
            text = decode(data)
        except WrongEncoding as wrong:
            self.complain(
                ma,
                path,
                1,
                f"Chữ trong tệp không phải Unicode UTF-8 (có vẻ là {wrong.name}).",
                _CONVERT
                if decode_as(data, wrong.name) is not None
                else "mở bằng Word hoặc Notepad, lưu lại với bảng mã UTF-8",
                "bang-ma",
            )
            return None
        if problem := _text_problem(text):
            self.complain(ma, path, *problem)
            return None
        try:
            return read_front_matter(text) if path.endswith(".md") else read_yaml(text)
        except YamlProblem as problem_:
            self.refuse((_as_refusal(problem_),), ma, path, spreads=self.spreads(path))
        except RecursionError:
            self.complain(
                ma, path, 1, "Phần khai báo lồng nhau quá sâu.", "viết lại phần khai báo đơn giản hơn", "yaml"
            )
        return None

    def owner_of(self, path: str) -> str:
        folder = folder_of_unit(path.rpartition("/")[0])
        while folder and folder not in self.by_folder:
            folder = _parent_folder(folder)
        return self.by_folder.get(folder, "")

    def spreads(self, path: str) -> bool:
        """True where a file that cannot be read may be inherited: then the units below wait too."""
        within = path[len(folder_of_unit(path.rpartition("/")[0])) :].lstrip("/").split("/")[0]
        kind = CONTENT_TYPES.get(within)
        return within == UNIT_FILE or (kind is not None and kind.inherits)

    def refuse(
        self, refusals: tuple[Refusal, ...], ma: str, path: str, *, spreads: bool, levels: tuple[Any, ...] = ()
    ) -> None:
        for refusal in refusals:
            self.complaints.append(
                Complaint(
                    ma,
                    path,
                    refusal.line,
                    refusal.what,
                    refusal.how,
                    refusal.rule,
                    spreads=spreads,
                    levels=levels,
                    mend=refusal.mend,
                )
            )

    def complain(self, ma: str, path: str, line: int, what: str, how: str, rule: str) -> None:
        self.complaints.append(Complaint(ma, path, line, what, how, rule, spreads=self.spreads(path)))


def _text_problem(text: str) -> tuple[int, str, str, str] | None:
    if found := _CONFLICT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        return (
            line,
            "Còn dấu xung đột của git (<<<<<<<, =======, >>>>>>>).",
            "giữ một trong hai đoạn, xóa các dòng dấu",
            "xung-dot",
        )
    if old := old_stretches(text):
        # Before control characters: misread letters are full of them.
        line = text.count("\n", 0, old[0].start) + 1
        return line, f"Chữ gõ bằng bảng mã cũ ({old[0].name}).", _CONVERT, "bang-ma"
    if found := UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        return line, "Có ký tự điều khiển không đọc được.", "xóa hoặc gõ lại dòng này", "ky-tu"
    return None


def _known_of(kind: type[Item], front: FrontMatter, origin: Origin, body: Body, extra: Mapping[str, Any]) -> Item:
    """What a refused file is called and says: enough to check its text, and not to call it missing."""
    names = {
        key: value for key in ("id", "so_ky_hieu") if isinstance(value := front.values.get(key), str) and value.strip()
    }
    return kind.model_construct(**{**_defaults(kind), **extra, **names, "origin": origin, "body": body})


def _defaults(kind: type[Strict]) -> dict[str, Any]:
    return {name: info.get_default() for name, info in kind.model_fields.items() if not info.is_required()}


def _top_lines(front: FrontMatter) -> dict[str, int]:
    return {str(path[0]): line for path, line in front.lines.items() if len(path) == 1}


def _parent_folder(path: str) -> str:
    return "/".join(path.split("/")[:-2])


def _as_refusal(problem: YamlProblem) -> Refusal:
    return Refusal(problem.line, problem.what, problem.how, problem.rule, problem.mend)
