"""An administrative document, cut into the parts that NĐ 30/2020 (Phụ lục I) gives it. Absent parts stay absent."""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc.importing.blocks import Block, Paragraph, Table
from cchc.importing.doubts import Doubt
from cchc.model.vocabulary import LoaiVanBan, QuyenKy
from cchc.vietnamese.calendar import Moment


@dataclass(slots=True)
class Paper:
    """One document: only the motto of the state and what a doubt names is missing from its parts.

    Filled in part by part by those who cut it, and by nobody afterwards.
    """

    body: tuple[Block, ...]
    """The text between the bases and the recipients, as it stands."""
    annex: tuple[Block, ...] = ()
    """What follows the signature: `PHỤ LỤC …`."""
    co_quan_chu_quan: str | None = None
    """Superior unit, first line of the head."""
    co_quan_ban_hanh: str | None = None
    """Issuing unit."""
    so_ky_hieu: str | None = None
    """Number and symbol as written, `25/KH-THCS`."""
    dia_danh: str | None = None
    """Place of issue."""
    ngay: Moment | None = None
    """Day of issue."""
    loai: LoaiVanBan | None = None
    """Kind named in capitals (`KẾ HOẠCH`), or `cong_van` for a letter with `V/v`; None: no administrative document."""
    trich_yeu: str | None = None
    """What it is about; without the kind, without `V/v`."""
    kinh_gui: tuple[str, ...] = ()
    """Addressees of a letter."""
    can_cu: tuple[str, ...] = ()
    """Legal bases, one each."""
    noi_nhan: tuple[str, ...] = ()
    """Recipients, one each, without dashes and end marks."""
    quyen_ky: QuyenKy | None = None
    """Signing authority, `KT.`"""
    ky_thay_cho: str | None = None
    """On whose behalf: `Giám đốc` after KT., `Ủy ban nhân dân` after TM."""
    chuc_vu: str | None = None
    """Title of the signer."""
    nguoi_ky: str | None = None
    """Signer."""
    doubts: tuple[Doubt, ...] = ()

    @property
    def opening(self) -> Paragraph | None:
        """The first paragraph of the body; where the issuer says what it does."""
        return next((block for block in self.body if isinstance(block, Paragraph)), None)

    def texts(self) -> Iterator[tuple[str, int, str]]:
        """Every text with its line and place, cell by cell in tables; title and bases stand where the body begins."""
        first = self.opening or Paragraph((), 1)
        for text in filter(None, (self.trich_yeu, *self.can_cu)):
            yield text, first.line, first.at
        for block in (*self.body, *self.annex):
            paragraphs = [block] if isinstance(block, Paragraph) else []
            if isinstance(block, Table):
                paragraphs = [paragraph for row in block.rows for cell in row for paragraph in cell.paragraphs]
            for paragraph in paragraphs:
                yield paragraph.text, paragraph.line, paragraph.at
