"""The content a project begins with: its unit, pages that are true of any school, drafts that say what to write."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cchc.drafting.drafts import draft
from cchc.drafting.proposals import Shelf
from cchc.model.types import UNIT_FILE, UNITS_FOLDER
from cchc.model.unit import Unit
from cchc.model.vocabulary import LoaiDonVi
from cchc.reading.tree import load
from cchc.reading.writing import write_unit
from cchc.section.inheritance import holdings
from cchc_cli.speech import Failure
from cchc_cli.starting.answers import Beginning

PUBLISHED = {
    "trang/gioi-thieu.md": "gioi-thieu.md",
    "trang/hoi-dap.md": "hoi-dap.md",
    "trang/lien-ket.md": "lien-ket.md",
    "tin-tuc/{year}/mo-chuyen-muc.md": "mo-chuyen-muc.md",
}
"""Pieces that are public at once, by their place: they are true of any unit."""
_DRAFTS = (
    ("tin-tuc", "Họp triển khai công tác cải cách hành chính"),
    ("ke-hoach", "Kế hoạch cải cách hành chính năm {year}"),
    ("phan-anh", "Văn phòng nhận hồ sơ vào giờ nào?"),
)
_OF_A_SCHOOL = (("thu-tuc", "Xác nhận học sinh đang học tại trường"),)


def write_content(content: Path, start: Beginning, now: datetime, piece: Callable[[str], str]) -> None:
    """Write the first items into the folder `content`, which must not exist. Raises Failure, OSError."""
    content.mkdir()
    unit = start.unit
    _put(content / UNIT_FILE, f"{write_unit(unit)}\n{piece('don-vi.yml')}")
    for place, source in PUBLISHED.items():
        _put(content / place.format(year=now.year), piece(source))
    tree = load(content)
    shelf = Shelf(tree.units[unit.ma], holdings(tree), now)
    drafts = [*_DRAFTS, *(_OF_A_SCHOOL if unit.loai is LoaiDonVi.TRUONG else ())]
    wanted = [(kind, title.format(year=now.year)) for kind, title in drafts]
    for kind, title in [*wanted, *((UNITS_FOLDER, name) for name in start.below)]:
        _draft(content, unit, kind, title, shelf)


def _draft(content: Path, unit: Unit, kind: str, title: str, shelf: Shelf) -> None:
    try:
        made = draft(kind, title, shelf)
    except ValueError:
        raise Failure(f"Tên “{title}” phải có ít nhất một chữ cái hoặc chữ số.") from None
    place = content / made.path
    if place.exists() or (kind == UNITS_FOLDER and made.id == unit.ma):
        raise Failure(f"Hai đơn vị cùng mã {made.id}: “{title}”; ghi tên khác.")
    _put(place, made.text)


def _put(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8", newline="\n")
