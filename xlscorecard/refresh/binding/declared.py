"""The optional ``_bindings`` sheet: name, measure, field, unit. Never an address.

A line with a name binds that defined name; a line without one declares the unit in which the
template shows a measure's field (``fraction``, ``percent``, ``thousands``, ``millions``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from xlscorecard.refresh.binding.fields import Field, fold_code, parse_field_word
from xlscorecard.refresh.binding.figures import Measure
from xlscorecard.refresh.parts.reading import WorkbookView
from xlscorecard.refresh.rows.addresses import parse_address
from xlscorecard.values.confusables import fold_words

SHEET = "_bindings"


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    measure: str
    field: str
    unit: str


@dataclass(frozen=True, slots=True)
class Declared:
    """What the bindings sheet says; ``doubts`` are its lines that cannot be used."""

    lines: dict[str, Line] = field(default_factory=dict)
    units: dict[tuple[str, Field], str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()

    def unit(self, measure: Measure, wanted: Field, name: str = "") -> str | None:
        """The declared unit of a measure's field."""
        line = self.lines.get(name.casefold()) if name else None
        if line is not None and line.unit:
            return line.unit
        for key in (measure.code, fold_code(measure.record.title), ""):
            if (key, wanted) in self.units:
                return self.units[key, wanted]
        return None


def read_declared(view: WorkbookView) -> Declared:
    """Read the bindings sheet where there is one."""
    sheet = view.sheet(SHEET)
    if sheet is None or not sheet.cells:
        return Declared()
    top = min(row for row, _ in sheet.cells)
    heads = {
        fold_words(cell.text): column for (row, column), cell in sheet.cells.items() if row == top
    }
    found = Declared()
    doubts: list[str] = []
    for row in sorted({row for row, _ in sheet.cells if row > top}):
        texts = []
        for head in ("name", "measure", "field", "unit"):
            cell = sheet.at(row, heads[head]) if head in heads else None
            texts.append(cell.text if cell is not None else "")
        line = Line(*texts)
        place = f"{SHEET} row {row}"
        if _is_address(line.name):
            doubts.append(f"{place}: {line.name} is an address; give the cell a name instead")
        elif line.name and any(line.name.casefold() == t.name.casefold() for t in view.tables):
            found.tables[line.name.casefold()] = fold_words(line.field or line.measure)
        elif line.name:
            if not any(line.name.casefold() == name.name.casefold() for name in view.names):
                doubts.append(f"{place}: the workbook has no name {line.name}")
            found.lines[line.name.casefold()] = line
        elif line.unit:
            wanted = parse_field_word(line.field) or Field.ACTUAL
            found.units[fold_code(line.measure), wanted] = line.unit
    return Declared(found.lines, found.units, found.tables, tuple(doubts))


def _is_address(text: str) -> bool:
    try:
        parse_address(text.rpartition("!")[2])
    except ValueError:
        return False
    return True
