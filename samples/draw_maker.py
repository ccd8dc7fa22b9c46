"""Draws a sample paper as a PDF with ReportLab: page breaks, repeated headers and split rows
fall exactly where the original had them, and arrows are paths, not glyphs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.lib.colors import HexColor, black
from reportlab.lib.units import cm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from samples.content import Break, Cell, Paper, Table, Text, runs

_FONTS = {
    (False, False): "Helvetica",
    (True, False): "Helvetica-Bold",
    (False, True): "Helvetica-Oblique",
    (True, True): "Helvetica-BoldOblique",
}
_PAD = 3.0
_LEADING = 1.2
_HEADINGS = {1: 15.0, 2: 13.0, 3: 11.5, 4: 10.5}

# Outlines on a square of 1 by 1, y upwards, and their width and height in points.
_OUTLINES: dict[str, tuple[float, float, tuple[tuple[float, float], ...]]] = {
    "up": (11, 14, ((0.5, 1), (1, 0.6), (0.75, 0.6), (0.75, 0), (0.25, 0), (0.25, 0.6), (0, 0.6))),
    "down": (
        11,
        14,
        ((0.5, 0), (1, 0.4), (0.75, 0.4), (0.75, 1), (0.25, 1), (0.25, 0.4), (0, 0.4)),
    ),
    "flat": (
        20,
        11,
        (
            (0, 0.5),
            (0.3, 1),
            (0.3, 0.75),
            (0.7, 0.75),
            (0.7, 1),
            (1, 0.5),
            (0.7, 0),
            (0.7, 0.25),
            (0.3, 0.25),
            (0.3, 0),
        ),
    ),
    "triangle": (10, 9, ((0, 0), (1, 0), (0.5, 1))),
    "star": (
        11,
        11,
        (
            (0.5, 1),
            (0.618, 0.638),
            (1, 0.638),
            (0.691, 0.411),
            (0.809, 0.05),
            (0.5, 0.274),
            (0.191, 0.05),
            (0.309, 0.411),
            (0, 0.638),
            (0.382, 0.638),
        ),
    ),
}
_CIRCLE = 9.0

Run = tuple[str, bool, bool]  # text, superscript, bold
Line = tuple[Run, ...]


@dataclass(slots=True)
class _Pen:
    """Where the next block goes, and on which page."""

    canvas: Canvas
    paper: Paper
    width: float
    height: float
    y: float = 0.0
    page: int = 0
    numbered: bool = True

    @property
    def margin(self) -> float:
        return self.paper.margin * float(cm)

    @property
    def floor(self) -> float:
        return self.margin

    def start_page(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.y = self.height - self.margin
        first = self.paper.first_number
        if first is None or not self.numbered or (self.page == 1 and self.paper.hide_first):
            return
        self.canvas.setFont("Helvetica", 10)
        self.canvas.setFillColor(black)
        at = self.height - 0.9 * cm if self.paper.number_at == "top" else 0.8 * cm
        self.canvas.drawCentredString(self.width / 2, at, str(first + self.page - 1))


def draw_pdf(paper: Paper, path: Path) -> None:
    """Writes the paper; the same content gives the same bytes."""
    sides = (29.7 * cm, 21.0 * cm) if paper.landscape else (21.0 * cm, 29.7 * cm)
    canvas = Canvas(str(path), pagesize=sides, invariant=1, pageCompression=1)
    canvas.setTitle(paper.title)
    canvas.setAuthor(paper.organisation)
    canvas.setCreator("samples/build.py")
    canvas.setSubject("Rebuilt for testing; see SOURCE.toml")
    pen = _Pen(canvas, paper, *sides)
    pen.start_page()
    for block in paper.blocks:
        if isinstance(block, Text):
            _draw_text(pen, block)
        elif isinstance(block, Table):
            _draw_table(pen, block)
        elif isinstance(block, Break):
            pen.numbered = pen.numbered and block.numbered
            pen.start_page()
    canvas.save()


def wrap(
    text: str, width: float, size: float, bold: bool = False, italic: bool = False
) -> list[Line]:
    """Breaks a text into lines no wider than ``width`` points; a word is never broken."""
    out: list[Line] = []
    for line in text.split("\n"):
        current: list[Run] = []
        used = 0.0
        for part, superscript, strong in runs(line):
            face = _FONTS[bold or strong, italic]
            for word in _words(part):
                step = stringWidth(word, face, size * (0.65 if superscript else 1))
                if (
                    current
                    and used + stringWidth(word.rstrip(), face, size) > width
                    and word[0] != " "
                ):
                    out.append(tuple(current))
                    current, used = [], 0.0
                current.append((word, superscript, strong))
                used += step
        out.append(tuple(current))
    return out


def _words(text: str) -> list[str]:
    """Words with the spaces that follow them; a hyphen between words lets the line break."""
    words, word = [], ""
    for letter in text:
        if word and word[-1] == " " and letter != " ":
            words.append(word)
            word = ""
        word += letter
    return [*words, word] if word else words


def _draw_text(pen: _Pen, block: Text) -> None:
    size = _HEADINGS.get(block.level, block.size)
    bold = block.bold or block.level > 0
    width = pen.width - 2 * pen.margin
    lines = wrap(block.text, width - 2 * _PAD, size, bold, block.italic)
    height = len(lines) * size * _LEADING + 2 * _PAD
    before = 6.0 if block.level else 2.0
    keep = 3 * size if block.level else 0.0
    if pen.y - before - height - keep < pen.floor:
        if len(lines) * size * _LEADING > pen.height / 2 or not block.level:
            _flow_lines(pen, block, lines, size, bold)
            return
        pen.start_page()
    else:
        pen.y -= before
    if block.fill:
        pen.canvas.setFillColor(HexColor(f"#{block.fill}"))
        pen.canvas.rect(pen.margin, pen.y - height, width, height, stroke=0, fill=1)
    y = pen.y - _PAD - size
    for line in lines:
        _draw_line(
            pen,
            line,
            (pen.margin + _PAD, y),
            _Style(size, bold, block.italic, block.align, width - 2 * _PAD, block.ink),
        )
        y -= size * _LEADING
    pen.y -= height + 3.0


def _flow_lines(pen: _Pen, block: Text, lines: list[Line], size: float, bold: bool) -> None:
    width = pen.width - 2 * pen.margin - 2 * _PAD
    for line in lines:
        if pen.y - size * _LEADING < pen.floor:
            pen.start_page()
        pen.y -= size * _LEADING
        _draw_line(
            pen,
            line,
            (pen.margin + _PAD, pen.y),
            _Style(size, bold, block.italic, block.align, width, block.ink),
        )
    pen.y -= 2 * _PAD


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    italic: bool
    align: str
    width: float
    ink: str | None


def _draw_line(pen: _Pen, line: Line, place: tuple[float, float], style: _Style) -> None:
    pieces = [
        (
            text,
            _FONTS[style.bold or strong, style.italic],
            style.size * (0.65 if superscript else 1),
            superscript,
        )
        for text, superscript, strong in line
    ]
    if pieces:
        text, face, size, superscript = pieces[-1]
        pieces[-1] = (text.rstrip(), face, size, superscript)
    total = sum(stringWidth(text, face, size) for text, face, size, _ in pieces)
    x, y = place
    x += {"left": 0.0, "centre": (style.width - total) / 2, "right": style.width - total}[
        style.align
    ]
    pen.canvas.setFillColor(HexColor(f"#{style.ink}") if style.ink else black)
    merged: list[tuple[str, str, float, bool]] = []
    for piece in pieces:
        if merged and merged[-1][1:] == piece[1:]:
            merged[-1] = (merged[-1][0] + piece[0], *piece[1:])
        else:
            merged.append(piece)
    for text, face, size, superscript in merged:
        pen.canvas.setFont(face, size)
        pen.canvas.drawString(x, y + (style.size * 0.35 if superscript else 0), text)
        x += stringWidth(text, face, size)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to be drawn: its cells by column, and its number in the table (header first)."""

    index: int
    cells: tuple[Cell | None, ...]


def _draw_table(pen: _Pen, table: Table) -> None:
    splits = {row: (first, second) for row, first, second in table.splits}
    heights = _row_heights(table, tuple(_Row(i, row) for i, row in enumerate(table.rows)))
    header = list(range(table.header_rows))
    page_rows: list[_Row] = []
    space = pen.y
    need = sum(heights[: table.header_rows + 1])
    if page_rows == [] and pen.y - need < pen.floor and table.header_rows + 1 not in splits:
        pen.start_page()
        space = pen.y

    def flush() -> None:
        nonlocal page_rows
        if page_rows:
            _draw_rows(pen, table, page_rows)
        page_rows = []

    def next_page() -> None:
        nonlocal space
        flush()
        pen.start_page()
        space = pen.y
        if table.repeat_header:
            for row in header:
                page_rows.append(_Row(row, table.rows[row]))
                space -= heights[row]

    for index, row in enumerate(table.rows):
        if index in splits:
            first, second = splits[index]
            page_rows.append(_Row(index, _with_texts(row, first)))
            next_page()
            part = _Row(index, _with_texts(row, second))
            page_rows.append(part)
            space -= _row_heights(table, (part,))[0]
            continue
        joined = any(
            cell is None and _covered_from_above(table, index, col) for col, cell in enumerate(row)
        )
        group = heights[index] + sum(
            heights[follower]
            for follower in range(index + 1, len(table.rows))
            if _continues(table, index, follower)
        )
        if index in table.breaks or (not joined and index and space - group < pen.floor):
            next_page()
        page_rows.append(_Row(index, row))
        space -= heights[index]
    flush()
    pen.y -= 8.0


def _continues(table: Table, start: int, row: int) -> bool:
    return all(
        any(
            cell is None and _covered_from_above(table, each, col)
            for col, cell in enumerate(table.rows[each])
        )
        for each in range(start + 1, row + 1)
    )


def _covered_from_above(table: Table, row: int, col: int) -> bool:
    for above in range(row - 1, -1, -1):
        found = table.rows[above][col]
        if found is not None:
            return above + found.rows > row
    return False


def _with_texts(row: tuple[Cell | None, ...], texts: tuple[str, ...]) -> tuple[Cell | None, ...]:
    return tuple(
        None if cell is None else replace(cell, text=text)
        for cell, text in zip(row, texts, strict=True)
    )


def _cell_lines(table: Table, cell: Cell, row: int, col: int) -> list[Line]:
    width = sum(table.widths[col : col + cell.cols]) * cm - 2 * _PAD
    bold = cell.bold or row < table.header_rows or col in table.bold_columns
    room = 14.0 if (cell.symbol and cell.text) else 0.0
    return wrap(cell.text, width - room, table.size, bold, cell.italic)


def _row_heights(table: Table, rows: tuple[_Row, ...]) -> list[float]:
    """Heights in points; a cell over several rows stretches the last of them."""
    line = table.size * _LEADING
    heights = []
    for row in rows:
        tallest = line
        for col, cell in enumerate(row.cells):
            if cell is not None and cell.rows == 1:
                tallest = max(tallest, len(_cell_lines(table, cell, row.index, col)) * line)
                if cell.arrow or cell.symbol:
                    tallest = max(tallest, 15.0)
        heights.append(tallest + 2 * table.padding)
    for number, row in enumerate(rows):
        for col, cell in enumerate(row.cells):
            if cell is not None and cell.rows > 1:
                need = len(_cell_lines(table, cell, row.index, col)) * line + 2 * table.padding
                last = min(number + cell.rows, len(rows))
                missing = need - sum(heights[number:last])
                if missing > 0:
                    heights[last - 1] += missing
    return heights


def _draw_rows(pen: _Pen, table: Table, rows: list[_Row]) -> None:
    heights = _row_heights(table, tuple(rows))
    edges = [pen.margin]
    for width in table.widths:
        edges.append(edges[-1] + width * cm)
    tops = [pen.y]
    for height in heights:
        tops.append(tops[-1] - height)
    canvas = pen.canvas
    canvas.setLineWidth(0.5)
    for number, row in enumerate(rows):
        for col, cell in enumerate(row.cells):
            if cell is None:
                continue
            bottom = tops[min(number + cell.rows, len(rows))]
            box = (edges[col], bottom, edges[col + cell.cols], tops[number])
            _draw_cell(pen, table, cell, (row.index, col), box)
    canvas.setStrokeColor(black)
    if table.rules == "horizontal":
        for top in (tops[0], tops[-1], *_rule_tops(table, rows, tops)):
            canvas.line(edges[0], top, edges[-1], top)
        for number, row in enumerate(rows[: max(0, table.header_rows - 1)]):
            for col, cell in enumerate(row.cells):
                if cell is not None and cell.cols > 1:
                    canvas.line(
                        edges[col], tops[number + 1], edges[col + cell.cols], tops[number + 1]
                    )
    pen.y = tops[-1]


def _rule_tops(table: Table, rows: list[_Row], tops: list[float]) -> list[float]:
    """Where a horizontal rule runs over the whole table: under each row but not in the header."""
    return [
        tops[number + 1] for number, row in enumerate(rows) if row.index >= table.header_rows - 1
    ]


def _draw_cell(
    pen: _Pen,
    table: Table,
    cell: Cell,
    place: tuple[int, int],
    box: tuple[float, float, float, float],
) -> None:
    row, col = place
    x0, bottom, x1, top = box
    header = row < table.header_rows
    fill = cell.fill or (pen.paper.palette[cell.rag] if cell.rag else None)
    if fill is None:
        zebra = table.zebra if (row - table.header_rows) % 2 else None
        fill = table.header_fill if header else zebra
    canvas = pen.canvas
    if fill:
        canvas.setFillColor(HexColor(f"#{fill}"))
        canvas.rect(x0, bottom, x1 - x0, top - bottom, stroke=0, fill=1)
    if table.rules == "grid":
        canvas.setStrokeColor(black)
        canvas.rect(x0, bottom, x1 - x0, top - bottom, stroke=1, fill=0)
    lines = _cell_lines(table, cell, row, col)
    align = cell.align or (table.align[col] if col < len(table.align) else "left")
    bold = cell.bold or header or col in table.bold_columns
    style = _Style(
        table.size,
        bold,
        cell.italic,
        align,
        x1 - x0 - 2 * _PAD,
        (cell.ink if not cell.symbol else None) or (table.header_ink if header else None),
    )
    if cell.highlight:
        canvas.setFillColor(HexColor(f"#{cell.highlight}"))
        canvas.rect(
            x0 + _PAD,
            top - table.padding - table.size * 1.1,
            x1 - x0 - 2 * _PAD,
            table.size * 1.2,
            stroke=0,
            fill=1,
        )
    y = top - table.padding - table.size
    x = x0 + _PAD
    for name in (cell.symbol, cell.arrow):
        if name:
            middle = x0 + 8 if cell.text else (x0 + x1) / 2
            _draw_symbol(pen, name, (middle, (top + bottom) / 2), cell.ink)
            if cell.text:
                x = x0 + 15
    for line in lines:
        _draw_line(pen, line, (x, y), style)
        y -= table.size * _LEADING


def _draw_symbol(pen: _Pen, name: str, middle: tuple[float, float], ink: str | None) -> None:
    canvas = pen.canvas
    canvas.setFillColor(HexColor(f"#{ink or pen.paper.arrow_fill}"))
    canvas.setStrokeColor(black)
    canvas.setLineWidth(0.75)
    x, y = middle
    if name == "circle":
        canvas.circle(x, y, _CIRCLE / 2, stroke=1, fill=1)
    else:
        width, height, outline = _OUTLINES[name]
        path = canvas.beginPath()
        for number, (across, up) in enumerate(outline):
            point = (x + (across - 0.5) * width, y + (up - 0.5) * height)
            path.moveTo(*point) if number == 0 else path.lineTo(*point)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)
    canvas.setLineWidth(0.5)
