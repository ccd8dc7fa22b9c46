"""What the cells of a workbook hold: their stored values, and what formulas come to that no
program has worked out yet (files that a script wrote have none)."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xlscorecard.sheets.content import scalar_of, stored_cells
from xlscorecard.sheets.defined import Definitions
from xlscorecard.sheets.formula import Formula, Place
from xlscorecard.sheets.functions import Area, Scalar, UnknownFormula
from xlscorecard.sheets.scan import SheetScan

# A formula that rests on another that rests on another ...: so deep, and so many in all.
_MOST_DEPTH = 25
_MOST_FORMULAS = 20_000


class Results:
    """The values of a workbook's cells, sheet by sheet, read when they are asked for."""

    def __init__(self, workbook: Workbook, scans: Mapping[str, SheetScan]) -> None:
        self.workbook = workbook
        self._scans = scans
        self._stored: dict[str, dict[tuple[int, int], Scalar]] = {}
        self._waiting: dict[str, dict[tuple[int, int], str]] = {}
        self._definitions: dict[str, Definitions] = {}
        self._open: list[tuple[str, int, int]] = []
        self._worked = 0

    def at(self, sheet: str, row: int, col: int) -> Scalar:
        """What a cell holds; UnknownFormula where it is not worked out and we cannot."""
        if sheet not in self._stored:
            self._read(sheet)
        found = self._stored[sheet].get((row, col))
        if found is None and (text := self._waiting[sheet].get((row, col))) is not None:
            found = self._stored[sheet][row, col] = self._work_out(sheet, row, col, text)
            del self._waiting[sheet][row, col]
        return found

    def _read(self, name: str) -> None:
        sheet = self.workbook[name] if name in self.workbook.sheetnames else None
        self._stored[name] = {}
        for cell in stored_cells(sheet) if isinstance(sheet, Worksheet) else ():
            if cell.value is not None:
                value = scalar_of(cell, self.workbook.epoch)
                self._stored[name][cell.row, cell.column] = value
        scan = self._scans.get(name)
        waiting = {} if scan is None else scan.never_calculated
        self._waiting[name] = {coordinate_to_tuple(at): text for at, text in waiting.items()}

    def _work_out(self, sheet: str, row: int, col: int, text: str) -> Scalar:
        place = sheet, row, col
        self._worked += 1
        if not text or place in self._open or len(self._open) >= _MOST_DEPTH:
            raise UnknownFormula(text)
        if self._worked > _MOST_FORMULAS:
            raise UnknownFormula("too many formulas")
        self._open.append(place)
        try:
            formula = Formula(self._written_out(sheet, text))
            value = formula.value(Place(row, col), lambda name, r, c: self.at(name or sheet, r, c))
        finally:
            self._open.pop()
        if isinstance(value, Area):
            raise UnknownFormula(text)
        return 0.0 if value is None else value

    def _written_out(self, sheet: str, text: str) -> str:
        if sheet not in self._definitions:
            self._definitions[sheet] = Definitions(self.workbook[sheet])
        return self._definitions[sheet].written_out(text)
