"""A report as a file: Markdown, web page, Word (python-docx), Excel (openpyxl). Only here a report meets these two.

Guarded against: python-docx's own fonts of headings, which outweigh the name one sets, and its columns of one width;
openpyxl taking text for formulas; characters no XML may hold, which both refuse only when saving.
"""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from html import escape
from types import MappingProxyType
from typing import Any

from cchc.reporting.report import Cell, Grid, Report, shown

_FONT = "Times New Roman"
_WIDE = 7
"""A table with more columns wants the paper turned."""
_STYLE = (
    "body{font:1rem/1.5 sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem}"
    "table{border-collapse:collapse;font-size:.9rem}th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;"
    "vertical-align:top;overflow-wrap:break-word}th{background:#eee}.so{text-align:right}div{overflow-x:auto}"
)


def markdown(report: Report) -> bytes:
    """The report as Markdown, for people who paste it somewhere."""
    lines = [f"# {report.title}", "", report.about]
    for chapter in report.chapters:
        lines += ["", f"## {chapter.title}"]
        for sentence in chapter.sentences:
            lines += ["", sentence]
        for grid in chapter.grids:
            lines += ["", *([f"### {grid.name}", ""] if chapter.is_divided else []), *_pipes(grid)]
    return ("\n".join(lines) + "\n").encode()


def html(report: Report) -> bytes:
    """The report as one web page that needs nothing beside it."""
    title = escape(_clean(report.title))
    lines = ["<!doctype html>", '<html lang="vi">', '<meta charset="utf-8">']
    lines += ['<meta name="viewport" content="width=device-width">', f"<title>{title}</title>"]
    lines += [f"<style>{_STYLE}</style>", f"<h1>{title}</h1>", f"<p>{escape(_clean(report.about))}</p>"]
    for chapter in report.chapters:
        lines.append(f"<h2>{escape(_clean(chapter.title))}</h2>")
        lines += [f"<p>{escape(_clean(sentence))}</p>" for sentence in chapter.sentences]
        for grid in chapter.grids:
            head = "".join(f'<th scope="col">{escape(_clean(title))}</th>' for title in grid.header)
            lines += [f"<h3>{escape(_clean(grid.name))}</h3>"] if chapter.is_divided else []
            lines.append(f'<div tabindex="0"><table><thead><tr>{head}</tr></thead>')
            lines += [f"<tr>{''.join(map(_td, row))}</tr>" for row in grid.rows]
            lines.append("</table></div>")
    return ("\n".join(lines) + "\n").encode()


def docx(report: Report) -> bytes:
    """The report as a Word file in the type and margins of official papers (NĐ 30/2020)."""
    from docx import Document  # an extra: only who writes reports needs it

    paper: Any = Document()
    paper.core_properties.title, paper.core_properties.author = _clean(report.title), ""
    wide = any(len(grid.header) > _WIDE for chapter in report.chapters for grid in chapter.grids)
    width = _dress(paper, wide=wide)
    paper.add_heading(_clean(report.title), 0)
    paper.add_paragraph(_clean(report.about))
    for chapter in report.chapters:
        paper.add_heading(_clean(chapter.title), 1)
        for sentence in chapter.sentences:
            paper.add_paragraph(_clean(sentence))
        for grid in chapter.grids:
            if chapter.is_divided:
                paper.add_heading(_clean(grid.name), 2)
            _word_table(paper, grid, width)
    return _saved(paper.save)


def _dress(paper: Any, *, wide: bool) -> float:
    """Page, type and spacing; the width of a line in millimetres."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    paper.styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH).base_style = paper.styles["Normal"]
    sizes = (("Normal", 13, 3), ("Title", 16, 6), ("Heading 1", 14, 9), ("Heading 2", 13, 6), ("Cell", 11, 2))
    for name, size, after in sizes:
        style = paper.styles[name]
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
        style.font.size, style.font.color.rgb = Pt(size), None
        style.font.bold, style.font.italic = name.startswith(("Title", "Heading")), name == "Heading 2"
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(after), Pt(after)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "vi-VN")
        properties.append(language)
    paper.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in paper.styles["Title"].element.pPr.findall(qn("w:pBdr")):
        line.getparent().remove(line)
    page = paper.sections[0]
    page.page_width, page.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(20), Mm(20), Mm(30), Mm(15)
    # The number of the page in the top margin, from the second on.
    page.different_first_page_header_footer = True
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    page.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    page.header.paragraphs[0]._p.append(number)
    return 297 - 45 if wide else 210 - 45


def _word_table(paper: Any, grid: Grid, width: float) -> None:
    """Lines are copies of one blank line: python-docx takes minutes to make those of a thousand schools one by one."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm
    from docx.text.paragraph import Paragraph

    table = paper.add_table(rows=1, cols=len(grid.header), style="Table Grid")
    table.autofit = False
    blank = table.rows[0]
    for column, cell, wide in zip(table.columns, blank.cells, _widths(grid, width), strict=True):
        column.width = cell.width = Mm(wide)
        cell.paragraphs[0].style = "Cell"
    table._tbl.remove(blank._tr)
    for number, values in enumerate((grid.header, *grid.rows)):
        line = deepcopy(blank._tr)
        line.get_or_add_trPr().append(OxmlElement("w:cantSplit" if number else "w:tblHeader"))
        for element, value in zip(line.iter(qn("w:p")), values, strict=True):
            paragraph = Paragraph(element, table)
            paragraph.add_run(_clean(shown(value))).bold = None if number else True
            if not isinstance(value, str):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        table._tbl.append(line)
    paper.add_paragraph()


def _widths(grid: Grid, width: float) -> list[float]:
    """Millimetres for each column: its longest word, then what is left by how much the columns have to say."""
    texts = [[shown(row[place]) for row in (grid.header, *grid.rows)] for place in range(len(grid.header))]
    words = [min(max(len(word) for text in column for word in text.split() or [""]), 14) for column in texts]
    least = [5.5 + 2.1 * word for word in words]
    more = [min(max(map(len, column)), 120) - word for column, word in zip(texts, words, strict=True)]
    left = width - sum(least)
    if left < 0:
        return [one * width / sum(least) for one in least]
    return [one + left * (part + 1) / sum(part + 1 for part in more) for one, part in zip(least, more, strict=True)]


def xlsx(report: Report) -> bytes:
    """The report as a workbook: what it says on the first sheet, then each table on a sheet of its own."""
    from openpyxl import Workbook

    book = Workbook()
    first: Any = book.active
    first.title = "Báo cáo"
    said = [report.title, report.about]
    titles = {1}
    for chapter in report.chapters:
        titles.add(len(said) + 2)
        said += ["", chapter.title, *chapter.sentences]
    _fill(first, [(text,) for text in said], titles)
    first.column_dimensions["A"].width = 110
    names: set[str] = {"báo cáo"}
    for grid in (grid for chapter in report.chapters for grid in chapter.grids):
        sheet: Any = book.create_sheet(_sheet_name(grid.name, names))
        _fill(sheet, (grid.header, *grid.rows), {1})
        for place in range(len(grid.header)):
            widest = max(len(shown(cells[place])) for cells in (grid.header, *grid.rows))
            sheet.column_dimensions[sheet.cell(1, place + 1).column_letter].width = min(max(widest + 2, 8), 40)
        sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
        sheet.auto_filter.ref = sheet.dimensions
    return _saved(book.save)


def _fill(sheet: Any, rows: Sequence[Sequence[Cell]], titles: set[int]) -> None:
    """Text stays text, whatever it begins with: Excel marks such a cell by `quotePrefix`."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.properties import PageSetupProperties

    top, plain, bold = (
        Alignment(wrap_text=True, vertical="top"),
        Font(name=_FONT, size=12),
        Font(name=_FONT, size=12, bold=True),
    )
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place, _clean(value) if isinstance(value, str) else value)
            if isinstance(value, str) and value[:1] in ("=", "+", "-", "@"):
                cell.data_type, cell.quotePrefix = "s", True
            cell.alignment, cell.font = top, bold if number in titles else plain
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)


WRITERS: Mapping[str, Callable[[Report], bytes]] = MappingProxyType(
    {"md": markdown, "html": html, "docx": docx, "xlsx": xlsx}
)
"""By the ending of the file."""


def _pipes(grid: Grid) -> list[str]:
    rows = [grid.header, tuple("---" for _ in grid.header), *grid.rows]
    return [f"| {' | '.join(_cell(shown(cell)) for cell in row)} |" for row in rows]


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _td(cell: Cell) -> str:
    number = "" if isinstance(cell, str) else ' class="so"'
    return f"<td{number}>{escape(_clean(shown(cell)))}</td>"


def _clean(text: str) -> str:
    """Without what no XML may hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


def _sheet_name(name: str, taken: set[str]) -> str:
    short = re.sub(r"[\[\]:*?/\\]", " ", name).strip()[:28] or "Bảng"
    found, number = short, 2
    while found.lower() in taken:
        found, number = f"{short} {number}", number + 1
    taken.add(found.lower())
    return found


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()
