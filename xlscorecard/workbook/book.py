"""The workbook under way: XlsxWriter with our formats, and text that is only ever text."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from xlscorecard.model.scorecard import Rag
from xlscorecard.workbook.finish import finish_package
from xlscorecard.workbook.fit import row_height
from xlscorecard.workbook.styles import FONT, HEADING, LINE, MUTED, PALE, PALETTE

# Excel's own limits (support.microsoft.com, "Excel specifications and limits").
CELL_CHARACTERS = 32_767
SHEET_ROWS = 1_048_576
SHEET_LINKS = 65_530
# Beyond this many values a workbook is written row by row to disk: filters, but no Excel tables.
ROW_BY_ROW = 60_000
# Files made from the same papers are the same to the byte, so no clock gets in.
CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CUT = " [cut here: the whole text is in the JSON output]"


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its heading, its width in characters, and whether it is on the printed
    page. Printed columns stand first; they alone decide how tall a row is."""

    heading: str
    width: float
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Cut:
    """A text that was too long for a cell, and where."""

    sheet: str
    row: int
    heading: str
    length: int


class Book:
    """One workbook under way. ``cuts`` lists the texts that did not fit into a cell."""

    def __init__(self, path: Path, title: str, *, row_by_row: bool) -> None:
        self.row_by_row = row_by_row
        self.cuts: list[Cut] = []
        self._path = path
        self._package = io.BytesIO()
        self.xlsx = xlsxwriter.Workbook(
            self._package,
            {
                "constant_memory": row_by_row,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": False,
                "default_date_format": "dd/mm/yyyy",
            },
        )
        self.xlsx.set_properties(
            {
                "title": clean(title)[:255],
                "subject": "Council performance scorecards",
                "author": "xlscorecard",
                "keywords": "scorecard, RAG, performance",
                "comments": "Made from the papers on the sheet Sources.",
                "created": CREATED.replace(tzinfo=None),
            }
        )
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self._properties: dict[Any, dict[str, object]] = {}

    def close(self) -> None:
        """Write the file; raises OSError."""
        self.xlsx.close()
        for page in self.xlsx.worksheets():
            page.table.clear()  # all its cells, which nobody wants any more
        self._package.seek(0)
        finish_package(self._package, self._path)

    def style(self, **properties: object) -> Any:
        """The format with these properties on top of the ground style; each is made once."""
        key = tuple(properties.items())
        if key not in self._formats:
            ground = {"font_name": FONT, "font_size": 10, "valign": "top"}
            made = self.xlsx.add_format(ground | properties)
            self._formats[key] = made
            self._properties[made] = properties
        return self._formats[key]

    def quoted(self, style: Any) -> Any:
        """The same format, but for a text that Excel would take for a formula once somebody
        edits its cell: it shows the apostrophe that keeps it a text."""
        return self.style(**self._properties[style], quote_prefix=True)

    def cell(self, **properties: object) -> Any:
        """A table cell's format."""
        return self.style(border=1, border_color=LINE, **properties)

    def text_cell(self, **properties: object) -> Any:
        """A table cell's format for wrapped text, a little off the number to its left."""
        return self.cell(**{"text_wrap": True, "align": "left", "indent": 1} | properties)

    def rag_cell(self, rag: Rag | None) -> Any:
        """The fill and text colour of a RAG word; plain without one."""
        if rag is None:
            return self.cell()
        return self.cell(**rag_properties(rag))

    def sheet(self, name: str, title: str, about: str, columns: Sequence[Column]) -> Sheet:
        """A new sheet with its title in A1, what it shows in A2 and headings in row 4."""
        return Sheet(self, name, title, about, tuple(columns))


class Sheet:
    """One sheet with one flat table, written from top to bottom."""

    HEADING_ROW = 3  # the fourth, counted from 0

    def __init__(
        self, book: Book, name: str, title: str, about: str, columns: tuple[Column, ...]
    ) -> None:
        self.book = book
        self.name = name
        self.columns = columns
        self.row = self.HEADING_ROW + 1
        self.page = book.xlsx.add_worksheet(name)
        for place, column in enumerate(columns):
            self.page.set_column(place, place, column.width, book.style())
        write_title(book, self.page, title, about)
        self.page.set_row(self.HEADING_ROW, 32)
        heading = heading_format(book)
        for place, column in enumerate(columns):
            self.page.write_string(self.HEADING_ROW, place, column.heading, heading)
        lay_out(self.page, title)
        self.page.repeat_rows(self.HEADING_ROW)

    def write(self, cells: Sequence[tuple[object, Any]]) -> int:
        """Write the next row of (value, format) pairs; gives its row number as Excel counts."""
        row = self.row
        if row >= SHEET_ROWS:
            raise OverflowError(self.name)
        if not self.book.row_by_row:
            self.page.set_row(row, row_height(self._texts(cells)))
        for place, (value, style) in enumerate(cells):
            self._put(row, place, value, style)
        self.row += 1
        return row + 1

    def _texts(self, cells: Sequence[tuple[object, Any]]) -> Iterator[tuple[str, float, bool]]:
        for column, (value, style) in zip(self.columns, cells, strict=True):
            if isinstance(value, str) and style.text_wrap and column.printed:
                yield value, column.width - style.indent * 1.3, bool(style.bold)

    def _put(self, row: int, place: int, value: object, style: Any) -> None:
        if value is None or value == "":
            self.page.write_blank(row, place, None, style)
        elif isinstance(value, bool):
            self.page.write_boolean(row, place, value, style)
        elif isinstance(value, int | float):
            self.page.write_number(row, place, value, style)
        elif isinstance(value, Link):
            self.page.write_url(row, place, value.target, style, str(value.text), value.tip)
            if not isinstance(value.text, str):  # the link stays on a number as well
                self.page.write_number(row, place, value.text, style)
        else:
            text = self._fitting(place, clean(str(value)))
            put_text(self.book, self.page, row, place, text, style)

    def _fitting(self, place: int, text: str) -> str:
        if len(text) * 2 <= CELL_CHARACTERS:
            return text
        # Excel counts a character beyond U+FFFF as two.
        length = len(text.encode("utf-16-le")) // 2
        if length <= CELL_CHARACTERS:
            return text
        self.cut(self.columns[place].heading, length)
        room = (CELL_CHARACTERS - len(_CUT)) * 2
        return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT

    def cut(self, heading: str, length: int) -> None:
        """Note that the next row's text under a heading had too many characters for its cell."""
        self.book.cuts.append(Cut(self.name, self.row + 1, heading, length))

    def finish(self, table: str, empty: str) -> None:
        """Close the table: Excel table or filter, frozen headings, a name for its cells.

        A table without rows says so in words, in ``empty``.
        """
        last = len(self.columns) - 1
        if self.row == self.HEADING_ROW + 1:
            self.write([(empty, self.book.text_cell()), *[("", self.book.cell())] * last])
        area = (self.HEADING_ROW, 0, self.row - 1, last)
        if self.book.row_by_row:
            self.page.autofilter(*area)
        else:
            heading = heading_format(self.book)
            self.page.add_table(
                *area,
                {
                    "name": table,
                    "style": None,
                    "columns": [
                        {"header": column.heading, "header_format": heading}
                        for column in self.columns
                    ],
                },
            )
        self.page.freeze_panes(self.HEADING_ROW + 1, 0)
        self.page.print_area(0, 0, self.row - 1, sum(c.printed for c in self.columns) - 1)


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to another sheet of this workbook, or to a page of our own report."""

    target: str
    text: str | float
    tip: str


def write_title(book: Book, page: Any, title: str, about: str) -> None:
    """The sheet's title in A1 and one line on what it shows in A2."""
    page.set_row(0, 26)
    style = book.style(bold=True, font_size=16, font_color=HEADING, valign="vcenter")
    put_text(book, page, 0, 0, clean(title)[:255], style)
    put_text(book, page, 1, 0, clean(about), book.style(font_color=MUTED))


def lay_out(page: Any, title: str) -> None:
    """Print set-up: A4 landscape, as wide as the paper, names and page numbers on each page."""
    page.hide_gridlines(2)
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.set_header(f"&L&9{_header(title)}&R&9&A")
    page.set_footer("&L&9xlscorecard&R&9Page &P of &N")


def rag_properties(rag: Rag) -> dict[str, object]:
    """A RAG word's fill and text colour."""
    fill, ink = PALETTE[rag]
    return {"bg_color": fill, "font_color": ink, "bold": True, "align": "center"}


def heading_format(book: Book) -> Any:
    """White on dark blue, wrapped."""
    return book.cell(
        bold=True,
        bg_color=HEADING,
        font_color="#FFFFFF",
        text_wrap=True,
        valign="vcenter",
        align="left",
        indent=1,
    )


def total_format(book: Book, **properties: object) -> Any:
    """A total's row."""
    return book.cell(bold=True, bg_color=PALE, **properties)


def put_text(book: Book, page: Any, row: int, place: int, text: str, style: Any) -> None:
    """A text as a text: never a formula, a link, a number or markup."""
    if text.startswith(_FORMULA_SIGNS):
        style = book.quoted(style)
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter would take this for rich text that it has made itself, and write it raw.
        page.write_rich_string(row, place, "<", "r", text[2:], style)
    elif text:
        page.write_string(row, place, text, style)


def clean(text: str) -> str:
    """A text that can stand in XML: half of a surrogate pair becomes a replacement sign."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _header(title: str) -> str:
    """A title for a page header, where & starts a code; Excel allows 255 characters in all."""
    text = clean(title)[:100].replace("&", "&&")
    # "&9" before it gives the size: a title's own digits would be taken for more of that number.
    return f" {text}" if text[:1].isdigit() else text
