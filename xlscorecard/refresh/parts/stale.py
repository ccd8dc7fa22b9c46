"""Which stored results go stale when cells change.

LibreOffice and viewers show stored results as they find them, so those that depend on a
changed cell are cleared; Excel calculates anyway (fullCalcOnLoad).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from xlscorecard.refresh.opc.markup import parse_attributes, unescape
from xlscorecard.refresh.parts.book import Book, DefinedName, Sheet, Table
from xlscorecard.refresh.parts.references import (
    AreaReference,
    NameReference,
    Reads,
    TableReference,
    parse_references,
)
from xlscorecard.refresh.rows.addresses import Area, area_or_none
from xlscorecard.refresh.rows.sheet import SheetMarkup, formula_pattern, iter_cells, iter_rows

_ROUNDS = 40  # chains that run upwards need one each; beyond that all are cleared
_MOST = 400_000  # formulas; a workbook with more is calculated anew as a whole


class FormulaCell(NamedTuple):
    """A formula at its place. ``shift`` is (rows, columns) from where its text was written;
    ``spill`` the area that an array formula or a what-if data table fills."""

    sheet: str
    row: int
    column: int
    text: str
    shift: tuple[int, int]
    spill: Area | None


@dataclass(slots=True)
class Touched:
    """Cells of one sheet that changed or went stale: by column, and as whole areas."""

    columns: dict[int, list[int]] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)

    def add(self, row: int, column: int) -> None:
        rows = self.columns.setdefault(column, [])
        if not rows or rows[-1] < row:
            rows.append(row)
        elif not self._has(rows, row, row):
            insort(rows, row)

    def add_row(self, row: int, columns: Iterable[int]) -> None:
        """The same for some cells of a row that lies below all that were added before."""
        known = self.columns
        for column in columns:
            rows = known.get(column)
            if rows is None:
                known[column] = [row]
            elif rows[-1] < row:
                rows.append(row)
            else:
                self.add(row, column)

    def meets(self, area: Area) -> bool:
        if any(area.meets(other) for other in self.areas):
            return True
        if area.right - area.left < len(self.columns):
            columns: Iterable[int] = range(area.left, area.right + 1)
        else:
            columns = [c for c in self.columns if area.left <= c <= area.right]
        return any(
            c in self.columns and self._has(self.columns[c], area.top, area.bottom) for c in columns
        )

    @staticmethod
    def _has(rows: list[int], top: int, bottom: int) -> bool:
        at = bisect_left(rows, top)
        return at < len(rows) and rows[at] <= bottom


def iter_formulas(sheet: Sheet, markup: SheetMarkup) -> Iterator[FormulaCell]:
    """The formulas of a worksheet, shared ones at each of their cells."""
    if not markup.has_formulas:
        return
    pattern = formula_pattern(markup.prefix)
    mark = b"<" + markup.prefix + b"f"
    masters: dict[str, tuple[str, int, int]] = {}
    early: list[tuple[str, FormulaCell]] = []  # met before the cell that states their formula
    for row in iter_rows(markup):
        if markup.data.find(mark, row.body, row.end) < 0:
            continue
        for cell in iter_cells(markup, row):
            match = pattern.search(cell.inside) if mark in cell.inside else None
            if match is None:
                continue
            stated = dict(parse_attributes(match[1])) if match[1] else {}
            text = unescape((match[2] or b"").decode())
            kind, shift, spill = stated.get("t"), (0, 0), None
            if kind == "dataTable":
                continue
            if kind == "shared":
                key = stated.get("si", "")
                if text:
                    masters[key] = (text, row.number, cell.column)
                elif key in masters:
                    text, top, left = masters[key]
                    shift = (row.number - top, cell.column - left)
            elif kind == "array":
                spill = area_or_none(stated.get("ref"))
            found = FormulaCell(sheet.name, row.number, cell.column, text, shift, spill)
            if kind == "shared" and not text:
                early.append((stated.get("si", ""), found))
            else:
                yield found
    for key, found in early:
        text, top, left = masters.get(key, ("", found.row, found.column))
        yield found._replace(text=text, shift=(found.row - top, found.column - left))


def _what_if_tables(sheet: Sheet, markup: SheetMarkup) -> Iterator[FormulaCell]:
    """What-if data tables as formulas that read their input cells, and the values and formulas
    along their upper and left border (ECMA-376 part 1, 18.3.1.40)."""
    if markup.data.find(b"dataTable", markup.start, markup.end) < 0:
        return
    for match in formula_pattern(markup.prefix).finditer(markup.data, markup.start, markup.end):
        stated = dict(parse_attributes(match[1]))
        area = area_or_none(stated.get("ref"))
        if stated.get("t") != "dataTable" or area is None:
            continue
        around = area._replace(top=max(1, area.top - 1), left=max(1, area.left - 1))
        inputs = [stated[key] for key in ("r1", "r2") if area_or_none(stated.get(key))]
        text = ",".join([*inputs, around.text])
        yield FormulaCell(sheet.name, area.top, area.left, text, (0, 0), area)


@dataclass(frozen=True, slots=True)
class _Workbook:
    """What references are resolved against."""

    order: tuple[str, ...]
    folded: dict[str, str]
    names: dict[str, tuple[DefinedName, ...]]
    tables: dict[str, Table]
    by_sheet: dict[str, tuple[Table, ...]]


def find_stale(book: Book, touched: Mapping[str, Touched]) -> dict[str, list[tuple[int, int]]]:
    """The formulas (sheet -> row, column) whose stored results depend on touched cells.

    The other cells that an array formula or a what-if data table fills are not among them: Excel
    and LibreOffice fill them anew and never show what is stored there.
    """
    formulas = [
        formula
        for sheet in book.worksheets()
        for find in (iter_formulas, _what_if_tables)
        for formula in find(sheet, book.markup(sheet))
    ]
    if not formulas:
        return {}
    tables = book.tables()
    names: dict[str, tuple[DefinedName, ...]] = {}
    for name in book.names:
        names[name.name.casefold()] = (*names.get(name.name.casefold(), ()), name)
    order = tuple(sheet.name for sheet in book.sheets)
    known = _Workbook(
        order,
        {name.casefold(): name for name in order},
        names,
        {table.name.casefold(): table for table in tables},
        {name: tuple(t for t in tables if t.sheet == name) for name in order},
    )
    dirty = {sheet: touched.get(sheet) or Touched() for sheet in order}
    waiting = formulas
    stale: list[FormulaCell] = []
    for _ in range(_ROUNDS if len(formulas) <= _MOST else 0):
        left: list[FormulaCell] = []
        for formula in waiting:
            if _depends(formula, known, dirty):
                stale.append(formula)
                dirty[formula.sheet].add(formula.row, formula.column)
                if formula.spill is not None:
                    dirty[formula.sheet].areas.append(formula.spill)
            else:
                left.append(formula)
        if len(left) == len(waiting):
            waiting = []
            break
        waiting = left
    stale += waiting
    found: dict[str, list[tuple[int, int]]] = {}
    for formula in stale:
        found.setdefault(formula.sheet, []).append((formula.row, formula.column))
    return found


def _depends(formula: FormulaCell, known: _Workbook, dirty: Mapping[str, Touched]) -> bool:
    reads = parse_references(formula.text)
    return _reads_dirty(reads, formula, known, dirty, named=False, seen=frozenset())


def _reads_dirty(
    reads: Reads,
    formula: FormulaCell,
    known: _Workbook,
    dirty: Mapping[str, Touched],
    *,
    named: bool,
    seen: frozenset[str],
) -> bool:
    if reads.everything:
        return True
    for reference in reads.references:
        if isinstance(reference, AreaReference):
            if named and reference.relative:
                return True
            area = reference.at(*formula.shift)
            sheets = _sheets(reference.sheet, formula.sheet, known)
            if any(dirty[name].meets(area) for name in sheets):
                return True
        elif isinstance(reference, TableReference):
            if _table_dirty(reference, formula, known, dirty):
                return True
        elif _name_dirty(reference, formula, known, dirty, seen):
            return True
    return False


def _sheets(stated: str | None, own: str, known: _Workbook) -> tuple[str, ...]:
    if stated is None:
        return (own,)
    name = known.folded.get(stated.casefold())
    if name is not None:
        return (name,)
    first, _, last = stated.partition(":")
    one, two = known.folded.get(first.casefold()), known.folded.get(last.casefold())
    if one is None or two is None:
        return ()
    ends = sorted((known.order.index(one), known.order.index(two)))
    return known.order[ends[0] : ends[1] + 1]


def _table_dirty(
    reference: TableReference,
    formula: FormulaCell,
    known: _Workbook,
    dirty: Mapping[str, Touched],
) -> bool:
    if reference.table is None:
        own = known.by_sheet[formula.sheet]
        table = next((t for t in own if t.area.holds(formula.row, formula.column)), None)
    else:
        table = known.tables.get(reference.table.casefold())
    if table is None:
        return False
    area = table.area
    wanted = {column.casefold() for column in reference.columns}
    places = [i for i, c in enumerate(table.columns) if c.heading.strip().casefold() in wanted]
    if places:
        area = area._replace(left=area.left + min(places), right=area.left + max(places))
    if reference.own_row and area.top <= formula.row <= area.bottom:
        area = area._replace(top=formula.row, bottom=formula.row)
    return dirty[table.sheet].meets(area)


def _name_dirty(
    reference: NameReference,
    formula: FormulaCell,
    known: _Workbook,
    dirty: Mapping[str, Touched],
    seen: frozenset[str],
) -> bool:
    folded = reference.name.casefold()
    if folded in seen:
        return False
    if folded in known.tables:
        table = known.tables[folded]
        return dirty[table.sheet].meets(table.area)
    return any(
        _reads_dirty(
            parse_references(name.text), formula, known, dirty, named=True, seen=seen | {folded}
        )
        for name in known.names.get(folded, ())
    )
