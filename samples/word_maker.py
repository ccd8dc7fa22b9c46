"""Writes a sample paper as .docx: python-docx for the package, raw XML for what it lacks
(shading, merged cells, repeated header rows, drawn arrows)."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor

from samples.content import Cell, Paper, Table, Text, runs

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_TWIPS = 1440 / 2.54  # per centimetre
_EMU = 12700  # per point

# DrawingML's preset shapes and their size in points.
_SHAPES = {
    "up": ("upArrow", 11, 14),
    "down": ("downArrow", 11, 14),
    "flat": ("leftRightArrow", 20, 11),
    "right": ("rightArrow", 14, 11),
    "circle": ("ellipse", 10, 10),
    "star": ("star5", 11, 11),
    "triangle": ("triangle", 11, 10),
}
# The same arrows in VML, for readers from before Word 2010: the number of Word's own shape
# type (o:spt in ECMA-376 part 4) and an outline on a square of 100 by 100.
_VML = {
    "up": (68, "m50,0l100,40,75,40,75,100,25,100,25,40,0,40xe"),
    "down": (67, "m50,100l100,60,75,60,75,0,25,0,25,60,0,60xe"),
    "flat": (69, "m0,50l30,0,30,25,70,25,70,0,100,50,70,100,70,75,30,75,30,100xe"),
    "right": (13, "m100,50l60,0,60,25,0,25,0,75,60,75,60,100xe"),
}
_ALIGN = {"left": "left", "centre": "center", "right": "right"}
_WINGDINGS = {"up": "F0E9", "down": "F0EA", "flat": "F0E8"}


class _Shapes:
    """Numbers the drawn shapes of one document: Word wants their ids unique."""

    def __init__(self) -> None:
        self.count = 0

    def next(self) -> int:
        self.count += 1
        return self.count


def write_docx(paper: Paper, path: Path) -> None:
    """Writes the paper; the same content gives the same bytes."""
    document = docx.Document()
    body = document.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    _set_up(document, paper)
    shapes = _Shapes()
    last_table = False
    for block in paper.blocks:
        if isinstance(block, Table):
            if last_table:
                body.insert(len(body) - 1, _parse(_paragraph("", size=4)))
            body.insert(len(body) - 1, _parse(_table(block, paper, shapes)))
        elif isinstance(block, Text):
            _add_text(document, block)
        elif block.numbered:
            body.insert(len(body) - 1, _parse('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'))
        else:
            _end_numbered_section(document)
        last_table = isinstance(block, Table)
    if last_table:
        body.insert(len(body) - 1, _parse(_paragraph("", size=4)))
    document.save(str(path))
    _fix_dates(path)


def _set_up(document: DocxDocument, paper: Paper) -> None:
    section = document.sections[0]
    width, height = (29.7, 21.0) if paper.landscape else (21.0, 29.7)
    section.page_width, section.page_height = Cm(width), Cm(height)
    if paper.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(paper.margin))
    section.header_distance = section.footer_distance = Cm(0.8)
    normal = document.styles["Normal"]
    normal.font.name = paper.font
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    for level, size in ((1, 15), (2, 13), (3, 11.5), (4, 10.5)):
        style = document.styles[f"Heading {level}"]
        style.font.name = paper.font
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        fonts.set(qn("w:ascii"), paper.font)
        fonts.set(qn("w:hAnsi"), paper.font)
        style.paragraph_format.space_before = Pt(8)
        style.paragraph_format.space_after = Pt(4)
    when = datetime.datetime.fromisoformat(paper.date)
    properties = document.core_properties
    properties.title, properties.author = paper.title, paper.organisation
    properties.created = properties.modified = when
    properties.comments = "Rebuilt for testing; see SOURCE.toml"
    properties.language = "en-GB"
    if paper.first_number is not None:
        _number_pages(section, paper)
    if paper.running_header:
        paragraph = section.header.paragraphs[0]
        paragraph.text = paper.running_header
        paragraph.runs[0].font.size = Pt(14)
        paragraph.runs[0].font.bold = True


def _number_pages(section: Section, paper: Paper) -> None:
    start = f'<w:pgNumType {_NAMESPACES} w:start="{paper.first_number}"/>'
    section._sectPr.insert_element_before(_parse(start), "w:cols", "w:titlePg", "w:docGrid")
    if paper.hide_first:
        section.different_first_page_header_footer = True
    place = section.header if paper.number_at == "top" else section.footer
    paragraph = place.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph._p.append(
        _parse(f'<w:fldSimple {_NAMESPACES} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def _end_numbered_section(document: DocxDocument) -> None:
    section = document.add_section()
    section.different_first_page_header_footer = False
    for part in (section.header, section.footer):
        part.is_linked_to_previous = False
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)


def _add_text(document: DocxDocument, block: Text) -> None:
    body = document.element.body
    for line in block.text.split("\n"):
        body.insert(
            len(body) - 1,
            _parse(
                _paragraph(
                    line,
                    size=None if block.level else block.size,
                    style=f"Heading{block.level}" if block.level else "",
                    bold=block.bold,
                    italic=block.italic,
                    align=block.align,
                    fill=block.fill,
                    ink=block.ink,
                )
            ),
        )


def _paragraph(
    text: str,
    *,
    size: float | None,
    style: str = "",
    bold: bool = False,
    italic: bool = False,
    align: str = "left",
    fill: str | None = None,
    ink: str | None = None,
    highlight: str | None = None,
    tight: bool = False,
    extra: str = "",
) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if fill:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    if tight or size == 4:
        properties += '<w:spacing w:before="0" w:after="0"/>'
    if align != "left":
        properties += f'<w:jc w:val="{_ALIGN[align]}"/>'
    parts = []
    for part, superscript, strong in runs(text):
        style_xml = "<w:b/>" if bold or strong else ""
        style_xml += "<w:i/>" if italic else ""
        style_xml += f'<w:color w:val="{ink}"/>' if ink else ""
        if size is not None:
            half = round(size * 2)
            style_xml += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        style_xml += '<w:highlight w:val="yellow"/>' if highlight else ""
        style_xml += '<w:vertAlign w:val="superscript"/>' if superscript else ""
        parts.append(
            f'<w:r><w:rPr>{style_xml}</w:rPr><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        )
    if not parts and size is not None and not extra:
        half = round(size * 2)
        properties += f'<w:rPr><w:sz w:val="{half}"/></w:rPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(parts)}{extra}</w:p>"


def _table(table: Table, paper: Paper, shapes: _Shapes) -> str:
    widths = [round(width * _TWIPS) for width in table.widths]
    padding = round(table.padding * 20)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(table, index, paper, shapes, widths) for index in range(len(table.rows)))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{_borders(table.rules)}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{padding}" w:type="dxa"/>'
        f'<w:left w:w="70" w:type="dxa"/><w:bottom w:w="{padding}" w:type="dxa"/>'
        f'<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{rows}</w:tbl>"
    )


def _borders(rules: str) -> str:
    sides = {
        "grid": ("top", "left", "bottom", "right", "insideH", "insideV"),
        "horizontal": ("top", "bottom", "insideH"),
        "none": (),
    }[rules]
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in sides)
    return f"<w:tblBorders>{lines}</w:tblBorders>" if lines else ""


def _row(table: Table, index: int, paper: Paper, shapes: _Shapes, widths: list[int]) -> str:
    header = index < table.header_rows
    properties = "<w:cantSplit/>" if table.keep_rows else ""
    if header and table.repeat_header:
        properties += "<w:tblHeader/>"
    out = []
    col = 0
    while col < len(widths):
        cell, merge = _cell_at(table, index, col)
        span = cell.cols
        width = sum(widths[col : col + span])
        settings = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        settings += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        settings += {"start": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}.get(merge, "")
        fill = _fill(table, cell, index, paper)
        settings += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        settings += '<w:vAlign w:val="center"/>' if header else ""
        content = (
            _paragraph("", size=table.size, tight=True)
            if merge == "on"
            else _cell_paragraphs(table, cell, (index, col), paper, shapes)
        )
        out.append(f"<w:tc><w:tcPr>{settings}</w:tcPr>{content}</w:tc>")
        col += span
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(out)}</w:tr>"


def _cell_at(table: Table, row: int, col: int) -> tuple[Cell, str]:
    """The cell that starts or goes on here, and its vertical merge: start, on or nothing."""
    cell = table.rows[row][col]
    if cell is not None:
        return cell, "start" if cell.rows > 1 else ""
    for above in range(row - 1, -1, -1):
        found = table.rows[above][col]
        if found is not None:
            if above + found.rows <= row:
                break
            return found, "on"
    raise ValueError(f"no cell covers row {row}, column {col} of {table.rows[row]}")


def _fill(table: Table, cell: Cell, row: int, paper: Paper) -> str | None:
    if cell.fill:
        return cell.fill
    if cell.rag:
        return paper.palette[cell.rag]
    if row < table.header_rows:
        return table.header_fill
    return table.zebra if (row - table.header_rows) % 2 else None


def _cell_paragraphs(
    table: Table, cell: Cell, place: tuple[int, int], paper: Paper, shapes: _Shapes
) -> str:
    row, col = place
    header = row < table.header_rows
    align = cell.align or (table.align[col] if col < len(table.align) else "left")
    lines = cell.text.split("\n")
    out = []
    for number, line in enumerate(lines):
        drawing = ""
        if number == 0:
            for name in (cell.symbol, cell.arrow):
                if name:
                    drawing += _shape(name, paper, shapes, cell)
        out.append(
            _paragraph(
                line,
                size=table.size,
                bold=cell.bold or header or col in table.bold_columns,
                italic=cell.italic,
                align=align,
                ink=cell.ink or (table.header_ink if header else None),
                highlight=cell.highlight,
                tight=True,
                extra=drawing,
            )
        )
    return "".join(out)


def _shape(name: str, paper: Paper, shapes: _Shapes, cell: Cell) -> str:
    """A symbol: drawn (DrawingML with a VML fallback), VML alone, or a Wingdings glyph."""
    if paper.arrows == "wingdings" and name in _WINGDINGS:
        return f'<w:r><w:sym w:font="Wingdings" w:char="{_WINGDINGS[name]}"/></w:r>'
    name = paper.flat_shape if name == "flat" else name
    preset, width, height = _SHAPES[name]
    fill = cell.ink or paper.arrow_fill
    number = shapes.next()
    vml = ""
    if name in _VML:
        kind, path = _VML[name]
        vml = (
            f'<w:pict><v:shapetype id="_x0000_t{kind}" coordsize="100,100" o:spt="{kind}" '
            f'path="{path}"/><v:shape id="_s{number}" type="#_x0000_t{kind}" '
            f'style="width:{width}pt;height:{height}pt" fillcolor="#{fill}" '
            'strokecolor="black"/></w:pict>'
        )
    if paper.arrows == "vml":
        return f"<w:r>{vml}</w:r>"
    drawing = (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width * _EMU}" cy="{height * _EMU}"/>'
        f'<wp:docPr id="{number}" name="Shape {number}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        'wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width * _EMU}" cy="{height * _EMU}"/></a:xfrm>'
        f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    fallback = f"<mc:Fallback>{vml}</mc:Fallback>" if vml else ""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"{fallback}</mc:AlternateContent></w:r>"
    )


def _parse(xml: str) -> Any:
    if _NAMESPACES not in xml:
        head, separator, rest = xml.partition(">")
        closing = "/" if head.endswith("/") else ""
        xml = f"{head.removesuffix('/')} {_NAMESPACES}{closing}{separator}{rest}"
    return parse_xml(xml)


def _fix_dates(path: Path) -> None:
    """Writes the package again with one fixed date, so that a rebuild changes nothing."""
    with zipfile.ZipFile(path) as package:
        parts = [(item.filename, package.read(item)) for item in package.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, data in parts:
            item = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            item.compress_type = zipfile.ZIP_DEFLATED
            item.external_attr = 0o600 << 16
            package.writestr(item, data)
