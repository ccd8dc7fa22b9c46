"""Raw tables as a workbook: a list of them, and one sheet for each, laid out as printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlscorecard.model.files import write_whole
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.workbook.book import Book, Column, Link, clean, lay_out, put_text

# A column as wide as its widest line, within what fits a printed page.
NARROWEST, WIDEST = 6.0, 48.0


def write_raw_tables(tables: Sequence[Grid], path: Path, paper: str) -> None:
    """One sheet per table with its merged cells and fills; every text stays a text.

    Raises CannotWrite.
    """
    write_whole(path, lambda part: _write(tables, part, paper))


def _write(tables: Sequence[Grid], part: Path, paper: str) -> None:
    book = Book(part, f"Tables of {paper}", row_by_row=False)
    contents = book.sheet(
        "Contents",
        f"Tables of {paper}",
        "Each table as printed, one sheet for each piece on a page; nothing is interpreted.",
        (
            Column("Sheet", 16),
            Column("Page", 8),
            Column("Rows", 8),
            Column("Columns", 10),
            Column("Begins", 60),
        ),
    )
    for number, table in enumerate(tables, start=1):
        name = f"Table {number}"
        begins = next((cell.text for cell in table.cells if cell.text.strip()), "")
        contents.write(
            [
                (Link(f"internal:'{name}'!A1", name, "Go to the table"), book.cell()),
                (table.page, book.cell()),
                (table.rows, book.cell()),
                (table.cols, book.cell()),
                (begins.replace("\n", " ")[:200], book.text_cell()),
            ]
        )
    contents.finish("Contents", "No tables were found.")
    for number, table in enumerate(tables, start=1):
        _sheet(book, f"Table {number}", table)
    book.close()


def _sheet(book: Book, name: str, table: Grid) -> None:
    page = book.xlsx.add_worksheet(name)
    lay_out(page, name)
    widths = [NARROWEST] * table.cols
    for cell in table.cells:
        style = _style(book, cell)
        text = clean(cell.text)
        if cell.rowspan > 1 or cell.colspan > 1:
            last_row, last_col = cell.row + cell.rowspan - 1, cell.col + cell.colspan - 1
            page.merge_range(cell.row, cell.col, last_row, last_col, "", style)
        else:
            longest = max((len(line) for line in text.splitlines()), default=0)
            widths[cell.col] = max(widths[cell.col], longest * 1.1)
        if text:
            put_text(book, page, cell.row, cell.col, text, style)
        else:
            page.write_blank(cell.row, cell.col, None, style)
    for col, width in enumerate(widths):
        page.set_column(col, col, min(width, WIDEST))


def _style(book: Book, cell: Cell) -> object:
    properties: dict[str, object] = {}
    if cell.fill is not None:
        properties["bg_color"] = f"#{cell.fill.hex}"
    if cell.ink is not None:
        properties["font_color"] = f"#{cell.ink.hex}"
    if cell.bold:
        properties["bold"] = True
    return book.text_cell(**properties)
