"""Council papers made on the fly: one text picture of a table, set by several makers.

A line of a picture is a row, ``|`` parts its cells, ``<`` joins a place to the cell on its left,
``^`` to the cell above. ``[d4e8c4]`` paints the cell; ``{dot c00000}`` sets a coloured round
glyph; ``{ink c00000}`` colours the text; ``*bold*`` sets it bold; ``~`` is a line break. Arrows
are the characters themselves. A line that begins with ``#`` is a heading, with ``.`` a line of
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

from tests.grids import merged_places
from xlscorecard.model.scorecard import Record, Role, Scorecard

_FILL = re.compile(r"\[([0-9a-f]{6})\]")
_DOT = re.compile(r"\{dot ([0-9a-f]{6})\}")
_INK = re.compile(r"\{ink ([0-9a-f]{6})\}")


@dataclass(frozen=True)
class Place:
    """One cell of a picture, at its merge origin."""

    row: int
    col: int
    text: str
    fill: str = ""
    dot: str = ""
    ink: str = ""
    bold: bool = False
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class Drawn:
    """A table of a picture."""

    rows: int
    cols: int
    places: tuple[Place, ...]


def parts_of(paper: str) -> Iterator[str | Drawn]:
    """The headings, lines and tables of a paper, in order."""
    lines: list[str] = []
    for line in [*paper.strip().splitlines(), ""]:
        text = line.strip()
        if text.startswith("|"):
            lines.append(text)
            continue
        if lines:
            yield _drawn(lines)
            lines = []
        if text:
            yield text


def _drawn(lines: Sequence[str]) -> Drawn:
    rows = [[part.strip() for part in line[1:].removesuffix("|").split("|")] for line in lines]
    cols = max(len(row) for row in rows)
    places = (
        replace(_place(r, c, text), rowspan=rowspan, colspan=colspan)
        for (r, c), (text, rowspan, colspan) in merged_places(rows).items()
    )
    return Drawn(len(rows), cols, tuple(places))


def _place(row: int, col: int, text: str) -> Place:
    fill, dot, ink = (
        found[1] if (found := rule.search(text)) else "" for rule in (_FILL, _DOT, _INK)
    )
    text = _INK.sub("", _DOT.sub("", _FILL.sub("", text))).strip()
    bold = len(text) > 2 and text[0] == text[-1] == "*"
    text = (text.strip("*") if bold else text).replace("~", "\n")
    return Place(row, col, text, fill, dot, ink, bold)


def write_pdf(paper: str, path: Path, *, rules: str = "full", wide: bool = True) -> Path:
    """Set a paper by ReportLab. ``rules``: full, across (horizontal lines), zebra, none."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    font = "Helvetica"
    symbols = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if symbols.exists():
        pdfmetrics.registerFont(TTFont("Symbols", str(symbols)))
        font = "Symbols"
    size = landscape(A4) if wide else A4
    plain = ParagraphStyle("plain", fontName=font, fontSize=7.5, leading=9.5)
    heading = ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=13, leading=18)
    story: list[object] = []
    for part in parts_of(paper):
        if isinstance(part, str):
            style = heading if part.startswith("#") else plain
            story += [Paragraph(escape(part.lstrip("#. ")), style), Spacer(1, 4)]
            continue
        body: list[list[object]] = [["" for _ in range(part.cols)] for _ in range(part.rows)]
        styles: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        if rules == "full":
            styles.append(("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#7f7f7f")))
        elif rules == "across":
            styles.append(("LINEBELOW", (0, 0), (-1, -1), 0.25, colors.grey))
        elif rules == "zebra":
            light = [colors.white, colors.HexColor("#eef3f8")]
            styles.append(("ROWBACKGROUNDS", (0, 1), (-1, -1), light))
        for place in part.places:
            text = escape(place.text).replace("\n", "<br/>")
            if place.bold:
                text = f"<font name='Helvetica-Bold'>{text}</font>"
            if place.ink:
                text = f"<font color='#{place.ink}'>{text}</font>"
            if place.dot:
                text = f"<font color='#{place.dot}'>\u25cf</font> {text}"
            body[place.row][place.col] = Paragraph(text, plain) if text else ""
            end = (place.col + place.colspan - 1, place.row + place.rowspan - 1)
            if end != (place.col, place.row):
                styles.append(("SPAN", (place.col, place.row), end))
            if place.fill:
                colour = colors.HexColor(f"#{place.fill}")
                styles.append(("BACKGROUND", (place.col, place.row), end, colour))
        widths = _widths(part, size[0] - 80)
        story += [Table(body, colWidths=widths, style=TableStyle(styles), repeatRows=1)]
        story += [Spacer(1, 10)]
    SimpleDocTemplate(str(path), pagesize=size, margin=40, leftMargin=40, rightMargin=40).build(
        story
    )
    return path


def _widths(table: Drawn, room: float) -> list[float]:
    need = [24.0] * table.cols
    for place in table.places:
        if place.colspan == 1:
            longest = max((len(line) for line in place.text.split("\n")), default=0)
            word = max((len(word) for word in place.text.split()), default=0)
            need[place.col] = max(need[place.col], min(longest, 30) * 4.6, word * 5.2) + 0.0
    need = [width + 14 for width in need]
    scale = min(1.0, room / sum(need))
    return [width * scale for width in need]


def write_docx(paper: str, path: Path) -> Path:
    """Set a paper by python-docx, as Word does: gridSpan, vMerge, shading, runs."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    document = docx.Document()
    for part in parts_of(paper):
        if isinstance(part, str):
            if part.startswith("#"):
                document.add_heading(part.lstrip("# "), level=1)
            else:
                document.add_paragraph(part.lstrip(". "))
            continue
        table = document.add_table(part.rows, part.cols)
        table.style = "Table Grid"
        for place in part.places:
            cell = table.cell(place.row, place.col)
            if place.rowspan > 1 or place.colspan > 1:
                cell = cell.merge(
                    table.cell(place.row + place.rowspan - 1, place.col + place.colspan - 1)
                )
            if place.fill:
                shade = OxmlElement("w:shd")
                for name, value in (("val", "clear"), ("color", "auto"), ("fill", place.fill)):
                    shade.set(qn(f"w:{name}"), value)
                cell._tc.get_or_add_tcPr().append(shade)
            paragraph = cell.paragraphs[0]
            if place.dot:
                run = paragraph.add_run("l")
                run.font.name = "Wingdings"
                run.font.color.rgb = RGBColor.from_string(place.dot)
            run = paragraph.add_run((" " if place.dot and place.text else "") + place.text)
            run.bold = place.bold
            if place.ink:
                run.font.color.rgb = RGBColor.from_string(place.ink)
        document.add_paragraph("")
    document.save(str(path))
    return path


def write_xlsx(paper: str, path: Path) -> Path:
    """Set a paper by openpyxl: one sheet, figures as numbers where they are plain ones."""
    import openpyxl
    from openpyxl.styles import Font, PatternFill

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    top = 1
    for part in parts_of(paper):
        if isinstance(part, str):
            sheet.cell(top, 1, part.lstrip("#. ")).font = Font(bold=part.startswith("#"), size=14)
            top += 2
            continue
        for place in part.places:
            cell = sheet.cell(top + place.row, place.col + 1)
            text = place.text
            if place.dot:
                text = f"\u25cf {text}".strip()
            if re.fullmatch(r"-?\d+(\.\d+)?", text):
                cell.value = float(text) if "." in text else int(text)
                if "." in text:
                    cell.number_format = "0." + "0" * len(text.partition(".")[2])
            elif re.fullmatch(r"-?\d+(\.\d+)?%", text):
                cell.value = float(Decimal(text[:-1]) / 100)
                digits = len(text[:-1].partition(".")[2])
                cell.number_format = "0." + "0" * digits + "%" if digits else "0%"
            else:
                cell.value = text or None
            colour = place.dot or place.ink
            cell.font = Font(bold=place.bold, color=f"FF{colour.upper()}" if colour else None)
            if place.fill:
                cell.fill = PatternFill("solid", fgColor=f"FF{place.fill.upper()}")
            if place.rowspan > 1 or place.colspan > 1:
                sheet.merge_cells(
                    start_row=top + place.row,
                    start_column=place.col + 1,
                    end_row=top + place.row + place.rowspan - 1,
                    end_column=place.col + place.colspan,
                )
        top += part.rows + 2
    book.save(str(path))
    return path


_SHORT = {
    Role.ACTUAL: "a", Role.TARGET: "t", Role.PREVIOUS: "p", Role.COMPARATOR: "c",
    Role.BUDGET: "b", Role.FORECAST: "f", Role.VARIANCE: "v", Role.QUARTILE: "q",
    Role.OTHER: "o",
}  # fmt: skip


def said(scorecard: Scorecard) -> str:
    """What a scorecard says, a line a record: ``title; rag trend polarity; role@period=value``.
    A missing judgement is ``-``; a value with a RAG of its own ends in ``!green``."""
    return "\n".join(_line(record) for record in scorecard.records)


def _plain(value: Decimal) -> str:
    """A number as one types it: 4200000 for 4200000.0, but 28.0 as printed."""
    return (
        f"{value:.0f}" if abs(value) >= 1000 and value == value.to_integral_value() else str(value)
    )


def _line(record: Record) -> str:
    values = []
    for seen in record.observations:
        quantity = seen.quantity
        if quantity.numeric:
            value = seen.raw if quantity.value is None else _plain(quantity.value)
        else:
            value = quantity.status.value if quantity.status else f"?{seen.raw}"
        period = f"@{seen.period}" if seen.period else ""
        own = f"!{seen.rag.value}" if seen.rag else ""
        values.append(f"{_SHORT[seen.role]}{period}={value}{own}")
    judged = " ".join(
        one.value if one is not None else "-" for one in (record.rag, record.trend, record.polarity)
    )
    ref = f"{record.ref} " if record.ref else ""
    return f"{ref}{record.title}; {judged}; {' '.join(values)}"
