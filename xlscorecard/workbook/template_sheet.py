"""A sheet of a template: banners, Excel tables and small charts, ready to type into."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from xlscorecard.workbook.book import clean, lay_out, put_text
from xlscorecard.workbook.fit import MOST_POINTS, row_height
from xlscorecard.workbook.styles import HEADING, MUTED, PALE, PALETTE, RAG_WORDS
from xlscorecard.workbook.template_book import TemplateBook
from xlscorecard.workbook.template_columns import (
    ColumnKind,
    Shown,
    TableRow,
    TemplateColumn,
)

BAND = "#C9DAEA"
LABEL = "#E7E3D4"
# Small charts: both at least 3 to 1 against white (WCAG 2.2, 1.4.11).
_BAR, _LAST_BAR = "#5B8DB8", "#D4500C"
_WRAPPED = (ColumnKind.TITLE, ColumnKind.TEXT)
_CENTRED = (
    ColumnKind.RAG, ColumnKind.TREND, ColumnKind.CHOICE, ColumnKind.FIGURE, ColumnKind.FORMULA,
)  # fmt: skip
_TALL = 130.0  # points: from here on a row reads from its top, not from its middle
_LONGEST_HELP = 255  # Excel's limit of an input message


class TemplateSheet:
    """One sheet, written from top to bottom; all its tables share the same columns."""

    def __init__(
        self, book: TemplateBook, name: str, title: str, columns: Sequence[TemplateColumn]
    ) -> None:
        self.book = book
        self.name = name
        self.columns = tuple(columns)
        self.page = book.xlsx.add_worksheet(name)
        self.printed = sum(column.printed for column in columns)
        self.row = 0
        self._tall: set[int] = set()
        for place, column in enumerate(columns):
            self.page.set_column(place, place, column.width, book.style())
        lay_out(self.page, book.title)
        self.page.set_footer("&L&9&F&R&9Page &P of &N")
        self._title(title)

    @property
    def width(self) -> float:
        """The printed width in characters."""
        return sum(column.width for column in self.columns[: self.printed])

    @property
    def pixels(self) -> int:
        """The printed width in pixels: Excel adds five to each column's characters."""
        return round(sum(column.width * 7 + 5 for column in self.columns[: self.printed]))

    def _title(self, title: str) -> None:
        self.page.set_row(0, 30)
        style = self.book.style(bold=True, font_size=18, font_color=HEADING, valign="vcenter")
        put_text(self.book, self.page, 0, 0, clean(title)[:255], style)
        self.row = 1

    def line(self, text: str, name: str = "", *, strong: bool = False) -> int:
        """A line of text under the title; ``name`` gives its cell a name. Gives its row."""
        style = self.book.style(
            font_size=11, bold=strong, font_color="#000000" if strong else MUTED, valign="vcenter"
        )
        self.page.set_row(self.row, 17)
        put_text(self.book, self.page, self.row, 0, clean(text), style)
        if name:
            self.book.name_cell(name, self.name, self.row, 0)
        self.row += 1
        return self.row - 1

    def calculated_line(self, formula: str, shown: str) -> None:
        """A line of text that a formula keeps up to date."""
        style = self.book.style(font_size=11, bold=True, valign="vcenter")
        self.page.set_row(self.row, 18)
        self.page.write_formula(self.row, 0, formula, style, shown)
        self.row += 1

    def rule(self) -> None:
        """A thin dark line over the printed width, that sets the title off."""
        self.page.set_row(self.row, 6)
        self._strip(self.row, self.book.style(bottom=5, bottom_color=HEADING))
        self.row += 1

    def gap(self, points: float = 9) -> None:
        """An empty row between two parts."""
        self.page.set_row(self.row, points)
        self.row += 1

    def banner(self, text: str, *, strong: bool = False) -> None:
        """A heading over the whole width: white on dark blue where strong, else on pale blue."""
        fill, ink = (HEADING, "#FFFFFF") if strong else (BAND, "#000000")
        size = 12 if strong else 10.5
        style = self.book.style(
            bold=True, font_size=size, bg_color=fill, font_color=ink, valign="vcenter", indent=1
        )
        # Text over a strip does not wrap: what is too long goes on in a second one.
        wide = 1.4 if text.isupper() else 1.2
        for line in textwrap.wrap(clean(text), max(20, int(self.width / wide))) or [""]:
            self.page.set_row(self.row, 21 if strong else 18)
            self._strip(self.row, style)
            put_text(self.book, self.page, self.row, 0, line, style)
            self.row += 1

    def fact(self, label: str, text: str) -> None:
        """A label and what it says, on one strip over the whole width."""
        ground: dict[str, object] = {"bg_color": LABEL, "valign": "vcenter", "indent": 1}
        style = self.book.style(**ground)
        self.page.set_row(self.row, 18)
        self._strip(self.row, style)
        label, text = clean(label), clean(text)
        if text:
            bold = self.book.style(bold=True)
            self.page.write_rich_string(
                self.row, 0, bold, f"{label}:", self.book.style(), f" {text}", style
            )
        else:
            bold_strip = self.book.style(bold=True, **ground)
            put_text(self.book, self.page, self.row, 0, label, bold_strip)
        self.row += 1

    def _strip(self, row: int, style: Any) -> None:
        for place in range(self.printed):
            self.page.write_blank(row, place, None, style)

    def table(
        self,
        name: str,
        rows: Sequence[TableRow],
        columns: Sequence[TemplateColumn] | None = None,
        *,
        colour_by_rag: str = "",
    ) -> tuple[int, int]:
        """An Excel table with its lists, formats and small charts; gives its first and last row.

        ``colour_by_rag`` names a column whose cells take the colour that the column RAG tells.
        """
        columns = tuple(columns or self.columns)
        top = self.row
        bottom = top + max(1, len(rows))
        self._headings(top, columns)
        for number, row in enumerate(rows or [{}], start=top + 1):
            self._row(number, columns, row)
        self.page.add_table(
            top, 0, bottom, len(columns) - 1,
            {
                "name": name,
                "style": None,
                "autofilter": False,
                "columns": [self._table_column(column, name) for column in columns],
            },
        )  # fmt: skip
        # add_table has written the formulas without their results.
        for number, row in enumerate(rows or [{}], start=top + 1):
            for place, column in enumerate(columns):
                if column.formula:
                    self._formula(number, place, column, name, row.get(column.heading))
        for place, column in enumerate(columns):
            self._help(top + 1, bottom, place, column)
            if column.kind is ColumnKind.RAG or column.heading == "Computed":
                self.colour_words(top + 1, bottom, place)
            if column.formula:
                self._hide_errors(top + 1, bottom, place)
            if column.spark is not None:
                self._sparks(top + 1, bottom, place, column, columns)
        if colour_by_rag:
            self._colour_beside(top + 1, bottom, columns, colour_by_rag)
        self.row = bottom + 1
        return top + 1, bottom

    def _table_column(self, column: TemplateColumn, table: str) -> dict[str, Any]:
        made = {"header": column.heading, "header_format": self._heading_format(column)}
        return made | ({"formula": _this_row(column.formula, table)} if column.formula else {})

    def _heading_format(self, column: TemplateColumn) -> Any:
        looks: dict[str, object] = (
            {"bg_color": HEADING, "font_color": "#FFFFFF"}
            if column.printed
            else {"bg_color": PALE, "font_color": "#000000", "italic": True}
        )
        align = "center" if column.kind not in (*_WRAPPED, ColumnKind.CODE) else "left"
        if align == "left":
            looks["indent"] = 1
        return self.book.cell(bold=True, text_wrap=True, valign="vcenter", align=align, **looks)

    def _headings(self, row: int, columns: Sequence[TemplateColumn]) -> None:
        # Headings are centred and bold: a little less room than the column has.
        height = row_height((c.heading, c.width - 1.5, True) for c in columns)
        self.page.set_row(row, max(20, height + 4))
        for place, column in enumerate(columns):
            self.page.write_string(row, place, column.heading, self._heading_format(column))

    def _row(self, number: int, columns: Sequence[TemplateColumn], row: TableRow) -> None:
        texts = [
            (content, column.width - 2.4, False)
            for column in columns
            if isinstance(content := row.get(column.heading), str) and not column.formula
        ]
        height = row_height(texts)
        if height >= MOST_POINTS:
            self.book.long_rows.append(f"{self.name} row {number + 1}")
        if height > _TALL:
            self._tall.add(number)
        self.page.set_row(number, max(18, height))
        usual = _usual_format(columns, row)
        for place, column in enumerate(columns):
            if column.formula:
                continue
            self._cell(number, place, column, row.get(column.heading), usual)

    def _cell(self, row: int, place: int, column: TemplateColumn, content: Any, usual: str) -> None:
        style = self._style(row, column, content, usual)
        if isinstance(content, Shown):
            self.page.write_number(row, place, content.value, style)
        elif isinstance(content, int | float):
            self.page.write_number(row, place, content, style)
        elif content:
            put_text(self.book, self.page, row, place, clean(content), style)
        else:
            self.page.write_blank(row, place, None, style)

    def _style(self, row: int, column: TemplateColumn, content: Any, usual: str = "") -> Any:
        looks: dict[str, object] = {"valign": "top" if row in self._tall else "vcenter"}
        if isinstance(content, Shown):
            looks["num_format"] = content.number_format
        elif column.kind is ColumnKind.FIGURE and usual:
            looks["num_format"] = usual
        if column.kind in _WRAPPED:
            looks |= {"text_wrap": True, "align": "left", "indent": 1}
        elif column.kind is ColumnKind.CODE:
            looks |= {"text_wrap": True, "align": "left", "indent": 1}
            looks |= {"bold": True, "font_color": HEADING}
        elif column.kind in _CENTRED:
            looks |= {"align": "center", "text_wrap": True}
        if column.kind is ColumnKind.RAG:
            looks["bold"] = True
        if not column.printed:
            looks |= {"font_color": MUTED, "align": "center"}
        return self.book.cell(**looks)

    def _formula(
        self, row: int, place: int, column: TemplateColumn, table: str, content: Any
    ) -> None:
        formula = _this_row(column.formula, table)
        style = self._style(row, column, None)
        self.page.write_formula(row, place, formula, style, content if content is not None else "")

    def _help(self, top: int, bottom: int, place: int, column: TemplateColumn) -> None:
        if not (column.help or column.choices):
            return
        told: dict[str, Any] = {"validate": "any"}
        if column.choices:
            told = {
                "validate": "list",
                "source": list(column.choices),
                "error_title": column.heading[:32],
                "error_message": f"Choose one of: {', '.join(column.choices)}"[:_LONGEST_HELP],
            }
        if column.help:
            told |= {
                "input_title": column.heading[:32],
                "input_message": column.help[:_LONGEST_HELP],
            }
        self.page.data_validation(top, place, bottom, place, told)

    def colour_words(self, top: int, bottom: int, place: int) -> None:
        """Let the RAG words in a column bring their colours."""
        for rag, word in RAG_WORDS.items():
            self.colour_word(word, *PALETTE[rag], (top, bottom, place))

    def _colour_beside(
        self, top: int, bottom: int, columns: Sequence[TemplateColumn], heading: str
    ) -> None:
        headings = [column.heading for column in columns]
        place, told = headings.index(heading), headings.index("RAG")
        cell = xl_rowcol_to_cell(top, told, col_abs=True)
        own = xl_rowcol_to_cell(top, place, col_abs=True)
        for rag, word in RAG_WORDS.items():
            fill, ink = PALETTE[rag]
            self.page.conditional_format(
                top, place, bottom, place,
                {
                    "type": "formula", "criteria": f'=AND({cell}="{word}",LEN({own})>0)',
                    "format": self._plain_format(bg_color=fill, font_color=ink, bold=True),
                },
            )  # fmt: skip

    def colour_word(self, word: str, fill: str, ink: str, area: tuple[int, int, int]) -> None:
        """Let one word in a column (first row, last row, column) bring a colour."""
        top, bottom, place = area
        self.page.conditional_format(
            top, place, bottom, place,
            {
                "type": "cell", "criteria": "==", "value": f'"{word}"',
                "format": self._plain_format(bg_color=fill, font_color=ink, bold=True),
            },
        )  # fmt: skip

    def count(self, row: int, place: int, formula: str, shown: int) -> None:
        """A formula that counts, with its result."""
        style = self.book.cell(valign="vcenter", align="center", num_format="#,##0")
        self.page.write_formula(row, place, formula, style, shown)

    def _hide_errors(self, top: int, bottom: int, place: int) -> None:
        """LibreOffice cannot catch a LAMBDA name that it does not know: paint it away."""
        self.page.conditional_format(
            top, place, bottom, place,
            {"type": "errors", "format": self._plain_format(font_color="#FFFFFF")},
        )  # fmt: skip

    def _plain_format(self, **properties: object) -> Any:
        """A format that says only what it changes, as conditional formats must."""
        return self.book.xlsx.add_format(properties)

    def _sparks(
        self,
        top: int,
        bottom: int,
        place: int,
        column: TemplateColumn,
        columns: Sequence[TemplateColumn],
    ) -> None:
        assert column.spark is not None  # noqa: S101 - the caller has looked
        headings = [c.heading for c in columns]
        first = headings.index(column.spark.first)
        last = headings.index(column.spark.last)
        for row in range(top, bottom + 1):
            area = f"{xl_rowcol_to_cell(row, first)}:{xl_rowcol_to_cell(row, last)}"
            # Bars, for LibreOffice prints no line; from 0, so that their lengths tell the truth.
            looks: dict[str, Any] = {
                "range": f"'{self.name}'!{area}",
                "type": "column",
                "min": 0,
                "series_color": _BAR,
            }
            if column.spark.over_time:
                looks |= {"last_point": True, "last_color": _LAST_BAR}
            self.page.add_sparkline(row, place, looks)

    def finish(
        self,
        *,
        freeze: tuple[int, int] | None = None,
        repeat: tuple[int, int] | None = None,
        portrait: bool = False,
        one_page: bool = False,
    ) -> None:
        """Print set-up: the printed columns on A4, the title or headings again on each page."""
        if portrait:
            self.page.set_portrait()
        if one_page:
            self.page.fit_to_pages(1, 1)
        self.page.print_area(0, 0, max(0, self.row - 1), max(0, self.printed - 1))
        if repeat is not None:
            self.page.repeat_rows(*repeat)
        if freeze is not None:
            self.page.freeze_panes(*freeze)


def _usual_format(columns: Sequence[TemplateColumn], row: TableRow) -> str:
    """How a row shows its figures: an empty cell must know before a figure comes that 62 per
    cent is 0.62 there."""
    for column in columns:
        content = row.get(column.heading)
        if column.kind is ColumnKind.FIGURE and isinstance(content, Shown):
            return content.number_format
    return "0.0%" if row.get("Unit") == "%" else ""


def _this_row(formula: str, table: str) -> str:
    """``[@Unit]`` and ``[@[Good is]]`` as a file stores them."""
    out = formula.replace("[@[", f"{table}[[#This Row],[")
    while "[@" in out:
        before, _, after = out.partition("[@")
        heading, _, rest = after.partition("]")
        out = f"{before}{table}[[#This Row],[{heading}]]{rest}"
    return out
