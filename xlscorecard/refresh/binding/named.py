"""Single cells bound by name: ``m_SF01_actual``, or a name on the bindings sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xlscorecard.refresh.binding.declared import Declared
from xlscorecard.refresh.binding.fields import Field, fold_code, fold_key, parse_field_word
from xlscorecard.refresh.binding.figures import Measure, Unclear
from xlscorecard.refresh.binding.layout import Column
from xlscorecard.refresh.binding.proposals import Bound, Known, Spot, latest_of, propose
from xlscorecard.refresh.parts.reading import SheetView, WorkbookView
from xlscorecard.refresh.parts.references import AreaReference, parse_references
from xlscorecard.refresh.rows.addresses import format_address

_NAME = re.compile(r"m_(.+)_([a-z]+)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A defined name that binds a cell; ``doubt`` is empty where nothing is wrong."""

    name: str
    code: str
    field: Field | None
    sheet: str = ""
    row: int = 0
    column: int = 0
    doubt: str = ""


def find_named_cells(view: WorkbookView, told: Declared) -> Iterator[NamedCell]:
    """The names that bind cells: ``m_<code>_<field>``, and those on the bindings sheet."""
    for name in view.names:
        line = told.lines.get(name.name.casefold())
        match = _NAME.match(name.name)
        if line is None and match is None:
            continue
        code, word = (
            (line.measure, line.field) if line else (match[1], match[2]) if match else ("", "")
        )
        named = NamedCell(name.name, code, parse_field_word(word))
        if named.field is None:
            doubt = f"{word!r} is no field (actual, rag, trend, target ...)"
        elif name.scope is not None:
            doubt = "the name belongs to one sheet only, not to the workbook (a copied sheet?)"
        elif "#REF!" in name.text:
            doubt = "the cell that it named was deleted (#REF!)"
        else:
            reads = parse_references(name.text).references
            one = reads[0] if len(reads) == 1 else None
            if isinstance(one, AreaReference) and one.sheet and _single(view, one):
                yield NamedCell(
                    name.name, code, named.field, one.sheet, one.area.top, one.area.left
                )
                continue
            doubt = f"it does not name a single cell ({name.text})"
        yield NamedCell(name.name, code, named.field, doubt=doubt)


def _single(view: WorkbookView, one: AreaReference) -> bool:
    sheet = view.sheet(one.sheet or "")
    if sheet is None or one.relative:
        return False
    area = one.area
    return (area.top, area.left) == (area.bottom, area.right) or area in sheet.merges


def bind_names(view: WorkbookView, known: Known, told: Declared, out: Bound) -> None:
    """Bind single cells by name; a name that stands on another measure's row is refused."""
    bound = {(c.edit.sheet, c.edit.row, c.edit.column) for c in out.changes}
    for named in find_named_cells(view, told):
        if named.doubt or named.field is None:
            out.doubt("bad-name", f"the name {named.name}: {named.doubt}")
            continue
        found = known.named(named.code)
        if not found:
            out.doubt("no-data", f"the name {named.name}: the data have no {named.code}")
            continue
        latest = latest_of(found)
        if isinstance(latest, Unclear):
            out.doubt("unclear-measure", f"the name {named.name}: {latest.why}")
            continue
        sheet = view.sheet(named.sheet)
        assert sheet is not None  # noqa: S101 - _single has looked
        other = find_other_measure(sheet, named.row, named.column, latest, known)
        if other:
            out.doubt(
                "moved-name",
                f"the name {named.name} stands on {sheet.name}!"
                f"{format_address(named.row, named.column)}, the row of {other}: was the sheet "
                "sorted? Nothing is written there",
            )
            continue
        out.reached.update(id(measure) for measure in found)
        if (sheet.name, named.row, named.column) in bound:
            continue
        column = Column(named.column, named.name, named.field)
        unit = told.unit(latest, named.field, named.name)
        cell = sheet.at(named.row, named.column)
        others = [cell] if cell is not None and cell.value is not None else []
        spot = Spot(sheet, named.row, column, others, unit, f"name {named.name}")
        propose(spot, latest, known, out)


def find_other_measure(
    sheet: SheetView, row: int, column: int, measure: Measure, known: Known
) -> str:
    """Another measure's code or label on a row where this measure's own is not."""
    other = ""
    for (r, c), cell in sheet.cells.items():
        if r != row or c == column or not isinstance(cell.value, (str, float)):
            continue
        key = fold_key(cell.text)
        code = fold_code(cell.text)
        if key and (code == measure.code or key == measure.label):
            return ""
        if len(key) > 1 and (code in known.by_code or key in known.by_label):
            other = cell.text
    return other
