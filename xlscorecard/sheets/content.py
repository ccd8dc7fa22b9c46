"""One cell as it is shown: its text, look, symbols and footnote marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from openpyxl.cell.cell import Cell as StoredCell
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.borders import Border
from openpyxl.styles.proxy import StyleProxy
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel
from openpyxl.worksheet.worksheet import Worksheet

from xlscorecard.marks.colour import is_neutral
from xlscorecard.marks.glyphs import mark_of_character, symbol_text
from xlscorecard.model.geometry import BLACK, Rgb
from xlscorecard.model.mark import Mark
from xlscorecard.sheets.colours import Palette
from xlscorecard.sheets.functions import CellError, Scalar
from xlscorecard.sheets.number_format import format_number, format_text

# Excel's largest number, 9.99E+307; a file can state larger ones.
_LARGEST = 9.99e307
# Borders that are thicker than a ruling line.
_THICK = frozenset({"medium", "thick"})


@dataclass(slots=True)
class Content:
    """What a cell shows, its rules and drawings included."""

    text: str = ""
    fill: Rgb | None = None
    bar: Rgb | None = None
    ink: Rgb | None = None
    bold: bool = False
    italic: bool = False
    size: float | None = None
    bordered: bool = False
    struck: str = ""
    numeric: bool = False
    confidence: float = 1.0
    number_format: str = ""
    indent: int = 0
    marks: list[Mark] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.text.strip() and not self.marks


def scalar_of(stored: StoredCell, epoch: datetime) -> Scalar:
    """A cell's value as formulas see it; dates are their serial numbers."""
    value = stored.value
    if value is None or isinstance(value, bool):
        return value
    if stored.data_type == "e":
        return CellError(str(value))
    if isinstance(value, (int, float)):
        finite = -_LARGEST < value < _LARGEST
        return float(value) if finite else CellError("#NUM!")
    if isinstance(value, (datetime, date, time, timedelta)):
        return float(to_excel(value, epoch))  # type: ignore[no-untyped-call]
    return str(value)


def _bar(border: Border | StyleProxy, palette: Palette) -> Rgb | None:
    """The colour of a thick border on a cell's left or right; None without one."""
    for side in (border.left, border.right):
        if side is not None and side.style in _THICK:
            colour = palette.colour(side.color)
            if colour is not None and not is_neutral(colour):
                return colour
    return None


def read_content(
    stored: StoredCell, value: Scalar, palette: Palette, epoch: datetime, *, show_zeros: bool
) -> Content:
    """What a cell shows by itself, before rules and drawings."""
    font = stored.font
    ink = palette.colour(font.color) if font is not None else None
    border = stored.border
    content = Content(
        fill=palette.fill(stored.fill),
        bar=_bar(border, palette),
        ink=None if ink == BLACK else ink,
        bold=bool(font is not None and font.b),
        italic=bool(font is not None and font.i),
        size=None if font is None or not font.sz else float(font.sz),
        bordered=any(
            side is not None and side.style
            for side in (border.left, border.right, border.top, border.bottom)
        ),
        numeric=isinstance(value, float) and not isinstance(value, bool),
        number_format=stored.number_format or "General",
    )
    name = "" if font is None else font.name or ""
    raised = font is not None and font.vertAlign == "superscript"
    if isinstance(stored.value, CellRichText):
        struck = bool(font is not None and font.strike)
        _add_runs(content, stored.value, name, palette, struck=struck)
        return content
    if value is None or (value == 0 and content.numeric and not show_zeros):
        return content
    if isinstance(value, CellError):
        text = str(value)
    elif isinstance(value, bool):
        text = "TRUE" if value else "FALSE"
    elif isinstance(value, float):
        shown = format_number(value, content.number_format, from_1904=epoch == CALENDAR_MAC_1904)
        text, content.ink = shown.text, shown.ink or content.ink
    else:
        shown = format_text(value, content.number_format)
        text, content.ink = shown.text, shown.ink or content.ink
    _add(content, text, name, content.ink, raised=raised and bool(content.text))
    return content


def _add_runs(
    content: Content, runs: CellRichText, font: str, palette: Palette, *, struck: bool
) -> None:
    """Adds what runs of a look of their own show; ``struck`` says that the others are struck."""
    inks: Counter[Rgb | None] = Counter()
    bold = 0
    for run in runs:
        if isinstance(run, TextBlock):
            look = run.font
            if look.strike:
                content.struck += run.text  # what a person struck out is deleted
                continue
            ink = palette.colour(look.color) if look.color is not None else content.ink
            ink = None if ink == BLACK else ink
            raised = look.vertAlign == "superscript" and bool(content.text.strip())
            _add(content, run.text, look.rFont or font, ink, raised=raised)
            inks[ink] += len(run.text.strip())
            bold += len(run.text.strip()) if look.b else 0
        elif struck:
            content.struck += str(run)
        else:
            _add(content, str(run), font, content.ink, raised=False)
            inks[content.ink] += len(str(run).strip())
            bold += len(str(run).strip()) if content.bold else 0
    if inks:
        content.ink = max(inks, key=lambda colour: inks[colour])
        content.bold = bold * 2 > sum(inks.values())


def _add(content: Content, text: str, font: str, ink: Rgb | None, *, raised: bool) -> None:
    if raised and len(text.strip()) <= 3 and text.strip() not in {"2", "st", "nd", "rd", "th"}:
        content.footnotes.append(text.strip())
        return
    text = "".join(symbol_text(font, char) or char for char in text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    content.text += text
    for char in text:
        mark = mark_of_character(char)
        if mark is not None:
            content.marks.append(replace(mark, colour=ink or mark.colour))


def stored_cells(sheet: Worksheet) -> Iterator[StoredCell]:
    """The cells that the file holds, in reading order. iter_rows() would make every cell up to
    the last one, and one comment in the last corner of a sheet makes that 17 thousand million.
    """
    cells: dict[tuple[int, int], StoredCell | MergedCell] = sheet._cells
    for place in sorted(cells):
        stored = cells[place]
        if not isinstance(stored, MergedCell):
            yield stored
