"""Ways to read a Word file or PDF of the tests, and to look at what it became."""

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from PIL import Image
from tests.cchc.importing.wordfile import WordFile

from cchc.importing.blocks import Block, Paragraph, Picture, Remark, Table
from cchc.importing.files import read_file
from cchc.importing.imported import Imported, Into
from cchc.importing.word.document import blocks_of_word
from cchc.model.unit import Unit
from cchc.vietnamese.calendar import Moment

MADE = Path(__file__).parent / "word"
"""Files made by LibreOffice."""
SCHOOL = Unit(
    ma="thcs-binh-minh",
    ten="Trường THCS Bình Minh",
    loai="truong",
    url="https://thcs-binh-minh.example/cchc/",
    dinh_danh="thcs-binh-minh.example,2026",
)
INTO = Into(SCHOOL, {SCHOOL.ma: SCHOOL}, Moment(date(2026, 11, 20)))


def imported(data: bytes | WordFile, name: str = "van-ban.docx") -> Imported:
    """The one item a file becomes."""
    [item] = read_file(data.data if isinstance(data, WordFile) else data, name=name, into=INTO).items
    return item


def blocks_of(word: WordFile | bytes) -> tuple[Block, ...]:
    return blocks_of_word(word.data if isinstance(word, WordFile) else word)


def paragraphs(blocks: Iterable[Block]) -> list[Paragraph]:
    return [block for block in blocks if isinstance(block, Paragraph)]


def texts(blocks: Iterable[Block]) -> list[str]:
    return [block.text for block in paragraphs(blocks)]


def tables(blocks: Iterable[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def pictures(blocks: Iterable[Block]) -> list[Picture]:
    return [block for block in blocks if isinstance(block, Picture)]


def remarks(blocks: Iterable[Block]) -> list[str]:
    """What the remarks say, each with its place."""
    return [f"{one.doubt.at}: {one.doubt.what}" for one in blocks if isinstance(one, Remark)]


def a_picture(form: str = "JPEG", size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture that says where it was taken."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "chụp tại nhà riêng"
    Image.new("RGB", size, (30, 120, 90)).save(out, form, **({"exif": exif} if form == "JPEG" else {}))
    return out.getvalue()


def with_part(data: bytes, name: str, change: bytes | Callable[[bytes], bytes]) -> bytes:
    """The archive with one part written anew, or changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, change if isinstance(change, bytes) else change(old.read(name)))
    return out.getvalue()
