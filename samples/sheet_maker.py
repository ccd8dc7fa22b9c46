"""Writes a sample paper as the council's own workbook (.xlsx): real numbers with number
formats, RAG as nothing but a fill, Wingdings arrows; one page when printed."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import xlsxwriter

from samples.content import Cell, Paper, Table, Text, plain, runs

# Wingdings 0xE9, 0xEA, 0xE8: what Excel users type for up, down and right.
_WINGDINGS = {"up": "é", "down": "ê", "flat": "è"}
_NUMBER = re.compile(
    r"(?P<sign>-?)(?P<pound>£?)(?P<digits>\d[\d,]*)(?P<decimals>\.\d+)?(?P<percent>%?)"
)
_ALIGN = {"left": "left", "centre": "center", "right": "right"}


def write_xlsx(paper: Paper, path: Path) -> None:
    """Writes the paper's one table and the texts around it to one sheet."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties(
        {
            "title": paper.title,
            "comments": "Rebuilt for testing; see SOURCE.toml",
            "created": datetime.datetime.fromisoformat(paper.date),
        }
    )
    sheet = book.add_worksheet("Scorecard")
    sheet.set_paper(9)  # A4
    sheet.set_margins(0.4, 0.4, 0.4, 0.4)
    sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)
    row = 0
    for block in paper.blocks:
        if isinstance(block, Text):
            size = 14 if block.level else block.size
            style = book.add_format({"bold": True, "font_size": size, "font_name": paper.font})
            sheet.write_string(row, 0, block.text, style)
            row += 2 if block.level else 1
        elif isinstance(block, Table):
            for col, width in enumerate(block.widths):
                sheet.set_column(col, col, width * 6.5)
            for number in range(len(block.rows)):
                _write_row(book, sheet, paper, block, (number, row + number))
            row += len(block.rows) + 1
    book.close()


def _write_row(book: Any, sheet: Any, paper: Paper, table: Table, place: tuple[int, int]) -> None:
    number, row = place
    for col, cell in enumerate(table.rows[number]):
        if cell is None:
            continue
        style = _style(paper, table, cell, col)
        if cell.cols > 1:
            sheet.merge_range(row, col, row, col + cell.cols - 1, cell.text, book.add_format(style))
        elif cell.arrow:
            glyph = {**style, "font_name": "Wingdings", "font_charset": 2}
            sheet.write_string(row, col, _WINGDINGS[cell.arrow], book.add_format(glyph))
        else:
            _write_value(book, sheet, (row, col), cell.text, style)


def _style(paper: Paper, table: Table, cell: Cell, col: int) -> dict[str, Any]:
    align = cell.align or (table.align[col] if col < len(table.align) else "left")
    style: dict[str, Any] = {
        "border": 1,
        "font_name": paper.font,
        "font_size": 10,
        "align": _ALIGN[align],
    }
    if cell.bold:
        style["bold"] = True
    if cell.italic:
        style["italic"] = True
    fill = cell.fill or (paper.palette[cell.rag] if cell.rag else None)
    if fill:
        style["bg_color"] = f"#{fill}"
    return style


def _write_value(
    book: Any, sheet: Any, place: tuple[int, int], text: str, style: dict[str, Any]
) -> None:
    """A number where the printed text is one that Excel's formats give back exactly."""
    match = _NUMBER.fullmatch(text)
    parts = list(runs(text))
    if match:
        decimals = len(match["decimals"] or ".") - 1
        shape = ("#,##0" if "," in match["digits"] else "0") + ("." + "0" * decimals) * bool(
            decimals
        )
        shape = ('"£"' if match["pound"] else "") + shape + match["percent"]
        amount = float(match["sign"] + match["digits"].replace(",", "") + (match["decimals"] or ""))
        if match["percent"]:
            amount = round(amount / 100, decimals + 2)
        sheet.write_number(*place, amount, book.add_format({**style, "num_format": shape}))
    elif any(superscript for _, superscript, _ in parts):
        pieces: list[Any] = []
        for part, superscript, _ in parts:
            font = {"font_name": style["font_name"], "font_size": style["font_size"]}
            pieces += [book.add_format({**font, "font_script": 1 if superscript else 0}), part]
        sheet.write_rich_string(*place, *pieces, book.add_format(style))
    elif text:
        sheet.write_string(*place, plain(text), book.add_format(style))
    else:
        sheet.write_blank(*place, None, book.add_format(style))
