"""One sheet as it is shown: values, rules and drawings put together, in blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from openpyxl.cell.cell import Cell as StoredCell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.worksheet import Worksheet

from xlscorecard.marks.described import with_alt
from xlscorecard.marks.raster import UNKNOWN, picture_mark
from xlscorecard.model.archive import damaged
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.geometry import WHITE
from xlscorecard.model.grid import Block, Paragraph
from xlscorecard.model.scorecard import Finding, Severity
from xlscorecard.model.tile import tile_of_lines
from xlscorecard.sheets.alignment import centres_across, indent_of, indents_any, is_across
from xlscorecard.sheets.areas import (
    Place,
    TooLarge,
    find_areas,
    in_reading_order,
)
from xlscorecard.sheets.colours import Palette
from xlscorecard.sheets.content import Content, read_content, scalar_of, stored_cells
from xlscorecard.sheets.drawing import Drawn, read_drawings
from xlscorecard.sheets.evaluate import evaluate_rules
from xlscorecard.sheets.excel_tables import range_of, row_counts
from xlscorecard.sheets.frame import Frame, read_frame
from xlscorecard.sheets.functions import Scalar, UnknownFormula
from xlscorecard.sheets.printed_lines import printed_lines
from xlscorecard.sheets.results import Results
from xlscorecard.sheets.rule import Range, Rule
from xlscorecard.sheets.scan import SheetScan
from xlscorecard.sheets.shown import header_rows, layout_of, shown_places
from xlscorecard.sheets.spacers import with_spaced_columns
from xlscorecard.sheets.stored_rules import read_rules
from xlscorecard.sheets.table import read_area

_MOST_CHARACTERS = 32_767  # Excel's own limit for a cell
_WORKED_OUT = 0.75  # the confidence in what a formula comes to by our own reading
_PAINT_BLANKS = frozenset({"expression", "containsBlanks"})
_MOST_EMPTY_PLACES = 20_000


class SheetReader:
    """Reads one sheet, or what is ``shown`` of it; what it left out stands in ``findings``
    afterwards."""

    def __init__(
        self,
        sheet: Worksheet,
        scan: SheetScan,
        palette: Palette,
        results: Results,
        name: str,
        shown: Range | None = None,
    ) -> None:
        workbook = results.workbook
        self._name = name
        self._range = shown
        self._sheet = sheet
        self._scan = scan
        self._palette = palette
        self._workbook = workbook
        self._epoch: datetime = workbook.epoch
        self._frame: Frame = read_frame(sheet)
        self._results = results
        self._worked_out: list[str] = []
        self._not_worked_out: list[str] = []
        self._struck: list[str] = []
        self._across = centres_across(workbook)
        self._indented = indents_any(workbook)
        self._centred: set[Place] = set()
        self.findings: list[Finding] = []

    def blocks(self) -> list[Block]:
        """The sheet's blocks, top to bottom, with its printed header and footer."""
        try:
            return self._blocks()
        except TooLarge as error:
            raise CannotRead(
                self._name,
                "the cells are too scattered to be tables",
                place=f"sheet {self._sheet.title!r}",
                advice="Copy the scorecard to a new workbook and read that.",
            ) from error

    def _blocks(self) -> list[Block]:
        contents = self._contents()
        all_painted = self._follow_rules(contents)
        self._leave_out(contents, all_painted=all_painted)
        loose = self._put_drawings(contents)
        self._report()
        shown = shown_places(contents, self._frame, self._range)
        layout = layout_of(self._sheet, contents, self._centred, shown)
        rows = list(shown.rows)

        def headers(places: list[int]) -> int:
            return header_rows(self._sheet, [rows[place] for place in places])

        placed: list[tuple[int, int, list[Block]]] = [
            (area.top, area.left, list(read_area(area, layout, headers, self._sheet.title)))
            for area in in_reading_order(with_spaced_columns(*find_areas(layout), layout), layout)
        ]
        for drawn in loose:
            row = next((i for i, at in enumerate(rows) if at >= drawn.row), len(rows))
            lines = [line.strip() for line in drawn.text.split("\n")]
            tile = tile_of_lines(lines, drawn.fill, ())
            placed.append((row, drawn.col - 10_000, [tile or Paragraph(drawn.text)]))
        placed.sort(key=lambda item: item[:2])
        blocks = [block for _, _, found in placed for block in found]
        printed = [list(printed_lines(self._sheet, kind)) for kind in ("header", "footer")]
        return [*printed[0], *blocks, *printed[1]]

    def _contents(self) -> dict[Place, Content]:
        found: dict[Place, Content] = {}
        show_zeros = self._sheet.sheet_view.showZeros is not False
        waiting = self._scan.never_calculated
        for stored in stored_cells(self._sheet):
            waits = bool(waiting) and stored.value is None and stored.coordinate in waiting
            if stored.value is None and not stored.has_style and not waits:
                continue
            if self._across and is_across(stored):
                self._centred.add((stored.row, stored.column))
            value, confidence = scalar_of(stored, self._epoch), 1.0
            if waits:
                value, confidence = self._worked(stored), _WORKED_OUT
            if isinstance(value, str) and len(value) > _MOST_CHARACTERS:
                raise damaged(self._name, f"{self._sheet.title}!{stored.coordinate}")
            content = read_content(stored, value, self._palette, self._epoch, show_zeros=show_zeros)
            content.confidence = confidence
            if isinstance(value, str) and (self._indented or value[:1] == " "):
                content.indent = indent_of(stored, value)
            held = self._scan.held.get(stored.coordinate) if self._scan.held else None
            if held is not None:
                picture, alt = held
                content.text = ""
                content.marks = [with_alt(picture_mark(picture), alt) or UNKNOWN]
            struck = stored.font is not None and stored.font.strike
            if content.text and struck and not isinstance(stored.value, CellRichText):
                self._struck.append(content.text)  # what a person struck out is deleted
                content.text, content.numeric = "", False
                content.marks.clear()
            if content.struck.strip():
                self._struck.append(content.struck.strip())
                content.text = content.text.strip()
            found[stored.row, stored.column] = content
        return found

    def _worked(self, stored: StoredCell) -> Scalar:
        """What a formula comes to that no program has worked out yet; None where we cannot."""
        try:
            value = self._results.at(self._sheet.title, stored.row, stored.column)
        except UnknownFormula:
            self._not_worked_out.append(stored.coordinate)
            return None
        self._worked_out.append(stored.coordinate)
        return value

    def _lookup(self, sheet: str, row: int, col: int) -> Scalar:
        return self._results.at(sheet or self._sheet.title, row, col)

    def _follow_rules(self, contents: dict[Place, Content]) -> bool:
        """Paints the cells by the sheet's conditional formats; whether all could be worked out."""
        rules = read_rules(self._sheet, self._scan.newer_formats, self._palette)
        if not rules:
            return True
        places = contents.keys() | self._empty_places(rules, contents)
        result = evaluate_rules(rules, self._lookup, sorted(places))
        for place, painted in result.cells.items():
            content = contents.setdefault(place, Content())
            content.fill = painted.fill or content.fill
            content.ink = painted.ink or content.ink
            content.bold = content.bold if painted.bold is None else painted.bold
            if painted.hide_value:
                content.text = ""
            if painted.mark is not None:
                content.marks.insert(0, painted.mark)
        for text in dict.fromkeys(result.unknown):
            self._note(
                "unknown-rule",
                Severity.LOOK,
                f"a conditional format cannot be worked out ({text}): its colours are not read.",
            )
        return not result.unknown

    def _leave_out(self, contents: Mapping[Place, Content], *, all_painted: bool) -> None:
        """What nobody sees, white on white (where we know what all cells are painted) or a number
        in the colour of its ground, and how many rows an Excel table has, which its totals row
        counts."""
        styled = [ranges for table in self._sheet.tables.values() if (ranges := range_of(table))]
        unseen = [
            content
            for (row, col), content in contents.items()
            if (content.numeric and content.fill is not None and content.ink == content.fill)
            or (
                all_painted
                and content.ink == WHITE
                and content.fill is None
                and content.text.strip()
                and not any(t <= row <= b and le <= col <= r for t, le, b, r in styled)
            )
        ]
        counted = [contents[place] for place in row_counts(self._sheet) if place in contents]
        for content in (*unseen, *counted):
            content.text, content.numeric = "", False
            content.marks.clear()
        if unseen:
            count = len(unseen)
            self._note(
                "white-text",
                Severity.INFO,
                f"{count} cells in the colour of their ground not read.",
            )
        if counted:
            self._note("rows-counted", Severity.INFO, "the count of a table's rows is not read.")

    def _empty_places(self, rules: Iterable[Rule], contents: Iterable[Place]) -> set[Place]:
        """Places that the file holds no cell for and that a rule may paint all the same: those of
        formulas, inside the part of the sheet that is used."""
        last_row = last_col = 0
        for row, col in contents:
            last_row, last_col = max(last_row, row), max(last_col, col)
        found: set[Place] = set()
        for rule in rules:
            for top, left, bottom, right in rule.ranges if rule.kind in _PAINT_BLANKS else ():
                rows = range(top, min(bottom, last_row) + 1)
                cols = range(left, min(right, last_col) + 1)
                if len(rows) * len(cols) <= _MOST_EMPTY_PLACES:
                    found.update((row, col) for row in rows for col in cols)
        return found

    def _put_drawings(self, contents: dict[Place, Content]) -> list[Drawn]:
        """Symbols go to the cells that they lie on; text boxes are given back."""
        loose: list[Drawn] = []
        for drawn in read_drawings(self._scan, self._frame, self._palette.theme):
            if drawn.row in self._frame.hidden_rows or drawn.col in self._frame.hidden_cols:
                continue
            place = self._origin((drawn.row, drawn.col))
            if drawn.mark is None:
                loose.append(drawn)
                continue
            content = contents.setdefault(place, Content())
            content.marks.append(drawn.mark)
            if drawn.text and not content.text:
                content.text = drawn.text
        return loose

    def _origin(self, place: Place) -> Place:
        for merged in self._sheet.merged_cells.ranges:
            if (
                merged.min_row <= place[0] <= merged.max_row
                and merged.min_col <= place[1] <= merged.max_col
            ):
                return merged.min_row, merged.min_col
        return place

    def _report(self) -> None:
        frame = self._frame
        used_rows = frame.hidden_rows & set(range(1, self._sheet.max_row + 1))
        if used_rows:
            self._note("hidden-rows", Severity.INFO, f"{len(used_rows)} hidden rows not read.")
        if frame.hidden_cols:
            count = len(frame.hidden_cols)
            self._note("hidden-columns", Severity.INFO, f"{count} hidden columns not read.")
        if self._struck:
            count, text = len(self._struck), self._struck[0][:40]
            self._note(
                "struck-out",
                Severity.LOOK,
                f"{count} cells are struck out and not read, the first {text!r}.",
            )
        if self._not_worked_out:
            count, first = len(self._not_worked_out), self._not_worked_out[0]
            self._note(
                "never-calculated",
                Severity.LOOK,
                f"{count} formulas have no value yet (the first in {first}): open the workbook"
                " in Excel and save it.",
            )
        if self._worked_out:
            count, first = len(self._worked_out), self._worked_out[0]
            self._note(
                "worked-out",
                Severity.LOOK,
                f"{count} formulas had no stored value and were worked out here (the first in"
                f" {first}): open the workbook in Excel and save it to be sure.",
            )

    def _note(self, code: str, severity: Severity, message: str) -> None:
        self.findings.append(Finding(code, severity, f"Sheet {self._sheet.title!r}: {message}"))
