"""Asks IronCalc, which evaluates LAMBDA names of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import ironcalc
import openpyxl

from xlscorecard.addins.names import add_names
from xlscorecard.functions.cells import Cell, CellError, Given, Left, Table, error_of
from xlscorecard.functions.lambda_text import LambdaName


class Sheet:
    """A workbook in IronCalc with names, whose cells are filled and asked."""

    def __init__(self, workbook: Path) -> None:
        self.model = ironcalc.load_from_xlsx(str(workbook), "en", "UTC", "en")
        self.row = 1

    def put(self, given: Given) -> str:
        """Lay an argument into cells of its own; its reference."""
        if given is Left.OUT:
            return ""
        rows = given if isinstance(given, tuple) else ((given,),)
        top = self.row
        for row in rows:
            for column, cell in enumerate(row, 1):
                self._set(self.row, column, cell)
            self.row += 1
        width = max(len(row) for row in rows)
        last = ironcalc.column_name_from_number(width)
        return f"A{top}" if len(rows) == width == 1 else f"A{top}:{last}{self.row - 1}"

    def _set(self, row: int, column: int, cell: Cell) -> None:
        if cell is None:
            return
        if isinstance(cell, bool):
            self.model.update_cell_with_bool(0, row, column, cell)
        elif isinstance(cell, CellError):
            self.model.set_user_input(0, row, column, f"={_ERROR.get(cell, cell.value)}")
        elif isinstance(cell, str):
            self.model.update_cell_with_text(0, row, column, cell)
        else:
            self.model.update_cell_with_number(0, row, column, float(cell))

    def ask(
        self, name: str, references: Sequence[str], rows: int, columns: int
    ) -> tuple[int, int, int]:
        top = self.row
        self.model.set_user_input(0, top, 40, f"={name}({','.join(references)})")
        self.row += rows + 1
        return top, rows, columns

    def answer(self, place: tuple[int, int, int]) -> Table:
        top, rows, columns = place
        return tuple(
            tuple(self._get(top + row, 40 + column) for column in range(columns))
            for row in range(rows)
        )

    def _get(self, row: int, column: int) -> Cell:
        value = self.model.get_cell_value(0, row, column)
        return (error_of(value) or value) if isinstance(value, str) else value


_ERROR = {CellError.REF: "#REF!", CellError.NULL: "#NULL!"}


def workbook_with(names: Sequence[LambdaName], path: Path) -> Path:
    """An empty workbook to which the names were added as a user adds them."""
    openpyxl.Workbook().save(path)
    add_names(path, path, names)
    return path
