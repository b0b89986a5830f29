"""Word files as schools make them: laid out as NĐ 30/2020 (Phụ lục I) prescribes, by python-docx."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MICROSOFT = "http://schemas.microsoft.com/office/word/2010"
_OTHER_NAMES = {
    "m": f"{OFFICE}/math",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": f"{MICROSOFT}/wordprocessingShape",
}
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def element(name: str, **attributes: str) -> Any:
    """A `w:` element: `element("w:ilvl", val="0")`."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


@dataclass
class WordFile:
    """A document being written; every method adds below what is there."""

    docx: Any = field(default_factory=docx.Document)

    def __post_init__(self) -> None:
        style = self.docx.styles["Normal"]
        style.font.name, style.font.size = "Times New Roman", Pt(14)

    def text(self, text: str = "", *, bold: bool = False, italic: bool = False, centre: bool = False) -> Any:
        """A paragraph; a line break stands for Shift+Enter."""
        return self._fill(self.docx.add_paragraph(), text, bold=bold, italic=italic, centre=centre)

    def lines(self, *lines: str) -> None:
        """Paragraphs, one each."""
        for line in lines:
            self.text(line)

    def heading(self, text: str, level: int = 1) -> Any:
        """A paragraph in one of Word's styles for headings."""
        return self.docx.add_heading(text, level)

    def columns(self, left: Iterable[tuple[str, bool]], right: Iterable[tuple[str, bool]]) -> None:
        """A table without lines, as heads and closings have it: lines, bold or not."""
        table = self.docx.add_table(1, 2)
        for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
            self._cell(cell, lines)

    def picture(self, data: bytes, alt: str = "") -> Any:
        """A picture in a paragraph of its own."""
        paragraph = self.docx.add_paragraph()
        paragraph.add_run().add_picture(io.BytesIO(data))
        paragraph._p.xpath(".//wp:docPr")[0].set("descr", alt)
        return paragraph

    def head(
        self,
        *,
        superior: str = "UBND PHƯỜNG BÌNH MINH",
        issuer: str = "TRƯỜNG THCS BÌNH MINH",
        number: str = "",
        place_and_date: str = "",
        subject: str = "",
    ) -> None:
        """Superior, issuer and number on the left; the motto of the state, place and date on the right."""
        left = [(superior, False), (issuer, True), ("_______", False)]
        left += [(f"Số: {number}", False)] if number else []
        left += [(f"V/v {subject}", False)] if subject else []
        self.columns(left, [(MOTTO[0], True), (MOTTO[1], True), ("_______", False), (place_and_date, False)])

    def title(self, kind: str, subject: str) -> None:
        """Kind and subject in the middle, bold."""
        self.text(kind, bold=True, centre=True)
        self.text(subject, bold=True, centre=True)

    def closing(self, recipients: Sequence[str], *signature: str) -> None:
        """Recipients on the left; authority, title and, after some empty lines, the name on the right."""
        left = [("Nơi nhận:", True), *((f"- {one};", False) for one in recipients[:-1])]
        left += [(f"- {one}.", False) for one in recipients[-1:]]
        *above, name = signature
        self.columns(left, [*((one, True) for one in above), ("", False), ("", False), (name, True)])

    def table(self, rows: Sequence[Sequence[str]], merge: Iterable[tuple[int, int, int, int]] = ()) -> Any:
        """A table with lines; `merge`: first row and column, last row and column of cells that are one."""
        table = self.docx.add_table(len(rows), len(rows[0]), style="Table Grid")
        for row, said in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, said, strict=True):
                cell.text = text
        for top, left, bottom, right in merge:
            table.cell(top, left).merge(table.cell(bottom, right))
        return table

    def numbered(self, text: str, number: int, level: int = 0) -> Any:
        """A paragraph Word numbers by itself; `number` is a list made by `numbering`."""
        paragraph = self.text(text)
        properties = element("w:numPr")
        properties.append(element("w:ilvl", val=str(level)))
        properties.append(element("w:numId", val=str(number)))
        paragraph._p.get_or_add_pPr().append(properties)
        return paragraph

    def numbering(self, number: int, *levels: tuple[str, str], start: int | None = None, like: int = 0) -> int:
        """A list: form and text of each level (`("upperRoman", "%1.")`); `like`: counts on in that one."""
        root = self.docx.part.numbering_part.element
        if not like:
            abstract = element("w:abstractNum", abstractNumId=str(100 + number))
            for place, (form, text) in enumerate(levels):
                level = element("w:lvl", ilvl=str(place))
                for name, value in (("start", "1"), ("numFmt", form), ("lvlText", text)):
                    level.append(element(f"w:{name}", val=value))
                abstract.append(level)
            root.insert(0, abstract)
        num = element("w:num", numId=str(200 + number))
        num.append(element("w:abstractNumId", val=str(100 + (like or number))))
        if start is not None:
            override = element("w:lvlOverride", ilvl="0")
            override.append(element("w:startOverride", val=str(start)))
            num.append(override)
        root.append(num)
        return 200 + number

    def change(self, change: Callable[[Any], None]) -> "WordFile":
        """Change the body's XML in place."""
        change(self.docx.element.body)
        return self

    @property
    def data(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self.docx.save(out)
        return out.getvalue()

    def _cell(self, cell: Any, lines: Iterable[tuple[str, bool]]) -> None:
        for number, (text, bold) in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            self._fill(paragraph, text, bold=bold, centre=True)
            for run in paragraph.runs:
                run.font.size = Pt(11)

    @staticmethod
    def _fill(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, centre: bool = False) -> Any:
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run()
        run.bold, run.italic = bold or None, italic or None
        for number, line in enumerate(text.split("\n")):
            if number:
                run.add_break(WD_BREAK.LINE)
            run.add_text(line)
        return paragraph


def said(words: str, more: str = "") -> str:
    """A run in XML."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t>{more}</w:r>'


def word_with(*fragments: str) -> WordFile:
    """A document whose body begins with this XML."""
    word = WordFile()
    names = nsdecls("w", "r", "wp", "a", "c")
    for prefix, name in _OTHER_NAMES.items():
        names += f' xmlns:{prefix}="{name}"'
    body = word.docx.element.body
    for place, fragment in enumerate(fragments):
        holder = parse_xml(f"<w:body {names}>{fragment}</w:body>")
        body.insert(place, holder[0])
    return word


def a_plan() -> WordFile:
    """A plan with everything a plan of a school has: auto-numbered parts, bullets, a table of tasks, an annex."""
    word = WordFile()
    word.head(number="25/KH-THCS", place_and_date="Bình Minh, ngày 15 tháng 9 năm 2026")
    word.title("KẾ HOẠCH", "Tuyên truyền cải cách hành chính năm 2026")
    word.text("Căn cứ Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của UBND phường Bình Minh;", italic=True)
    word.text("Trường THCS Bình Minh xây dựng kế hoạch tuyên truyền như sau:")
    parts = word.numbering(1, ("upperRoman", "%1."), ("decimal", "%2."), ("bullet", "-"))
    for text, level in (
        ("MỤC ĐÍCH, YÊU CẦU", 0),
        ("Mục đích", 1),
        ("Giúp phụ huynh biết nộp hồ sơ trực tuyến.", 2),
        ("Giảm số lần đi lại.", 2),
        ("Yêu cầu", 1),
        ("NỘI DUNG", 0),
    ):
        paragraph = word.numbered(text, parts, level)
        paragraph.runs[0].bold = True if level < 2 else None
    word.text("a) Trang thông tin điện tử: đăng mỗi tháng ít nhất hai tin.")
    word.text("III. PHÂN CÔNG", bold=True)
    word.table(
        [
            ["TT", "Nội dung", "Hình thức", "Bộ phận thực hiện", "Thời gian"],
            ["1", "Đăng tin về dịch vụ công", "Trang thông tin", "Văn phòng", "Hằng tháng"],
            ["2", "Hướng dẫn phụ huynh", "Họp phụ huynh", "Giáo viên chủ nhiệm", "Tháng 9"],
        ]
    )
    word.text("Trên đây là kế hoạch của nhà trường, đề nghị các bộ phận thực hiện./.")
    word.closing(["UBND phường (để b/c)", "Các tổ chuyên môn", "Lưu: VT"], "HIỆU TRƯỞNG", "Trần Thị Hoa Sen")
    return word


def a_letter() -> WordFile:
    """An answer to what somebody reported, as an official letter; the name is nobody's."""
    word = WordFile()
    word.head(
        number="41/THCS-VP",
        place_and_date="Bình Minh, ngày 03 tháng 11 năm 2026",
        subject="trả lời phản ánh về việc thu tiền gửi xe trong sân trường",
    )
    word.text("Kính gửi: Bà Lê Mẫu Đơn, phụ huynh lớp 6A", centre=True)
    word.text("Ngày 28/10/2026, Trường THCS Bình Minh nhận được phản ánh của bà gửi qua thư điện tử ngày 27/10/2026.")
    word.text(
        "Nhà trường trả lời như sau: việc gửi xe của học sinh không thu tiền. "
        "Bà Lê Mẫu Đơn cần hỏi thêm xin gọi số 0299 3000 501./."
    )
    word.closing(["Như trên", "Lưu: VT"], "KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "Phạm Văn Thược Dược")
    return word


def a_decision() -> WordFile:
    """A decision with articles and an annex."""
    word = WordFile()
    word.head(number="98/QĐ-THCS", place_and_date="Bình Minh, ngày 10 tháng 10 năm 2026")
    word.title("QUYẾT ĐỊNH", "Về việc ban hành Quy chế tiếp nhận và trả hồ sơ")
    word.text("Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ;", italic=True)
    word.text("QUYẾT ĐỊNH:", bold=True, centre=True)
    word.text("Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp nhận và trả hồ sơ.")
    word.text("Điều 2. Quyết định này có hiệu lực kể từ ngày ký.")
    word.text("Điều 3. Văn phòng và các tổ chuyên môn chịu trách nhiệm thi hành./.")
    word.closing(["Như Điều 3", "Lưu: VT"], "HIỆU TRƯỞNG", "Trần Thị Hoa Sen")
    word.text("PHỤ LỤC", bold=True, centre=True)
    word.text("DANH MỤC GIẤY TỜ", bold=True, centre=True)
    word.table([["TT", "Tên giấy tờ"], ["1", "Đơn xin chuyển trường"], ["2", "Học bạ"]])
    return word


def a_news_item(picture: bytes) -> WordFile:
    """News as a teacher types it: headline, day, bold lead, a picture with its caption, author."""
    word = WordFile()
    word.text("NGÀY HỘI CHUYỂN ĐỔI SỐ Ở SÂN TRƯỜNG", bold=True, centre=True)
    word.text("12/11/2026", italic=True)
    word.text("Sáng 11/11, hơn ba trăm phụ huynh thử nộp hồ sơ trực tuyến ngay tại sân trường.", bold=True)
    word.text("Mỗi lớp có một bàn hướng dẫn. Học sinh lớp 9 giúp phụ huynh đăng nhập Cổng Dịch vụ công.")
    word.picture(picture)
    word.text("Phụ huynh thử nộp hồ sơ trên điện thoại", italic=True, centre=True)
    word.text("- Bàn số 1: chuyển trường.")
    word.text("- Bàn số 2: học bạ điện tử.")
    word.text("Tin, ảnh: Tổ Truyền thông", bold=True)
    return word
