"""Which cell takes which figure of which measure, and what is doubtful about it.

A cell is found by its measure's code (or title) in the key column and its field's heading, or
by a workbook-scope name such as ``m_SF01_actual``; never by a stored address. So a template
may be sorted, and rows and columns may be inserted, between two refreshes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from xlscorecard.model.scorecard import Finding, Observation, Rag, Severity, Trend
from xlscorecard.refresh.addresses import format_address
from xlscorecard.refresh.cells import CellEdit, CellValue
from xlscorecard.refresh.conventions import (
    Written,
    write_figure,
    write_rag,
    write_status,
    write_trend,
)
from xlscorecard.refresh.declared import Declared
from xlscorecard.refresh.fields import WRITTEN, Field, fold_code, fold_key, parse_field_word
from xlscorecard.refresh.figures import Measure, Unclear, choose_figure, same_part
from xlscorecard.refresh.layout import Block, Column
from xlscorecard.refresh.periods import period_rank
from xlscorecard.refresh.reading import CellView, SheetView, WorkbookView
from xlscorecard.refresh.references import AreaReference, parse_references

_NAME = re.compile(r"m_(.+)_([a-z]+)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that is bound to a figure: what stands there, and what would."""

    measure: str
    heading: str
    edit: CellEdit
    old: CellValue
    how: str
    remark: str = ""

    @property
    def changes(self) -> bool:
        return not _same(self.old, self.edit.value) or self.edit.fill is not None


def _same(old: CellValue, new: CellValue) -> bool:
    if old in (None, "") and new in (None, ""):
        return True
    if isinstance(old, bool) or isinstance(new, bool) or old is None or new is None:
        return old is new
    if isinstance(old, str) or isinstance(new, str):
        return old == new
    try:
        return abs(float(old) - float(new)) <= 1e-9 * max(1.0, abs(float(new)))  # type: ignore[arg-type]
    except TypeError:
        return old == new


@dataclass(slots=True)
class Bound:
    """All that a refresh would do, and all that it would not, with the reasons."""

    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    reached: set[int] = field(default_factory=set)

    def doubt(self, code: str, message: str, *, look: bool = True) -> None:
        severity = Severity.LOOK if look else Severity.INFO
        self.findings.append(Finding(code, severity, message))


@dataclass(frozen=True, slots=True)
class Known:
    """The data by code and by label; older papers' records stand behind the latest one's."""

    measures: tuple[Measure, ...]
    by_code: dict[str, tuple[Measure, ...]]
    by_label: dict[str, tuple[Measure, ...]]


def know_measures(measures: Sequence[Measure]) -> Known:
    """Index the data's measures."""
    codes: dict[str, list[Measure]] = {}
    labels: dict[str, list[Measure]] = {}
    for measure in measures:
        if measure.code:
            codes.setdefault(measure.code, []).append(measure)
        labels.setdefault(measure.label, []).append(measure)
    return Known(
        tuple(measures),
        {key: tuple(found) for key, found in codes.items()},
        {key: tuple(found) for key, found in labels.items()},
    )


def bind_block(view: WorkbookView, block: Block, known: Known, told: Declared, out: Bound) -> None:
    """Bind the rows of a block by key and the columns by heading."""
    sheet = view.sheet(block.sheet)
    assert sheet is not None  # noqa: S101 - the block was found on it
    rows: dict[str, list[int]] = {}
    for row, text in block.keys:
        rows.setdefault(fold_key(text), []).append(row)
    for row, text in block.keys:
        place = f"{block.sheet}!{format_address(row, block.key.number)}"
        found = _match(sheet, block, row, text, known)
        if not found:
            continue
        twins = rows[fold_key(text)]
        if len(twins) > 1 and not _told_apart(sheet, block, twins):
            out.doubt("duplicate-code", f"{place}: {text!r} stands on {len(twins)} rows here")
            continue
        latest = _latest(found)
        if isinstance(latest, Unclear):
            out.doubt("unclear-measure", f"{place}: {latest.why}")
            continue
        out.reached.update(id(measure) for measure in found)
        how = f"key {text!r} and heading" if block.table is None else f"table {block.table}"
        before = len(out.changes) + len(out.findings)
        for column in block.columns:
            if column.field in WRITTEN:
                _bind_cell(sheet, block, row, column, latest, found, told, how, out)
        if len(out.changes) + len(out.findings) == before and block.columns:
            when = latest.period or "a period that the data do not state"
            out.doubt("no-column", f"{place} ({latest.name}): no column for {when}")


def _match(
    sheet: SheetView, block: Block, row: int, text: str, known: Known
) -> tuple[Measure, ...]:
    key = fold_key(text)
    label = ""
    if block.title is not None:
        cell = sheet.at(row, block.title.number)
        label = fold_key(cell.text) if cell is not None else ""
    found = known.by_code.get(fold_code(text), ())
    if not found:
        return known.by_label.get(label or key, ())
    documents = [measure.record.source.document for measure in found]
    if len(set(documents)) < len(documents):
        same = tuple(measure for measure in found if measure.label == label)
        return same or found
    return found


def _told_apart(sheet: SheetView, block: Block, rows: Sequence[int]) -> bool:
    if block.title is None or block.title is block.key:
        return False
    cells = [sheet.at(row, block.title.number) for row in rows]
    labels = {fold_key(cell.text) for cell in cells if cell is not None}
    return len(labels) == len(rows)


def _latest(found: Sequence[Measure]) -> Measure | Unclear:
    best = max(period_rank(measure.period) for measure in found)
    last = [measure for measure in found if period_rank(measure.period) == best]
    if len(last) > 1:
        names = "; ".join(measure.name for measure in last[:3])
        return Unclear(f"the data have {len(last)} records for it ({names})")
    return last[0]


def _bind_cell(
    sheet: SheetView,
    block: Block,
    row: int,
    column: Column,
    latest: Measure,
    found: Sequence[Measure],
    told: Declared,
    how: str,
    out: Bound,
) -> None:
    measure = latest
    wanted = column.period.text if column.period else None
    if column.period is not None and wanted is None and not same_part(latest, column.period.part):
        return
    if wanted is not None:
        measure = next((m for m in found if m.period == wanted), latest)
    unit = told.unit(measure, column.field)
    others = _filled(sheet, block, (column,))
    if not others:
        others = _filled(sheet, block, [c for c in block.columns if c.field is column.field])
    words = [word for area, word in sheet.words if area.holds(row, column.number)]
    if column.period is not None and wanted is None:
        column = Column(column.number, column.heading, column.field)
    _propose(sheet, (row, column.number), column, measure, others, words, unit, how, out)


def _filled(sheet: SheetView, block: Block, columns: Iterable[Column]) -> list[CellView]:
    """What stands in some columns: from it a letter is told from a word."""
    return [
        view
        for column in columns
        for row, _ in block.keys
        if (view := sheet.at(row, column.number)) is not None and view.value is not None
    ]


def _propose(
    sheet: SheetView,
    place: tuple[int, int],
    column: Column,
    measure: Measure,
    others: Sequence[CellView],
    words: Sequence[str],
    unit: str | None,
    how: str,
    out: Bound,
) -> None:
    row, number = place
    address = f"{sheet.name}!{format_address(row, number)}"
    about = f"{address} ({measure.name}, {column.heading})"
    cell = sheet.at(row, number)
    figure = choose_figure(measure, column)
    if isinstance(figure, Unclear):
        if figure.doubt:
            out.doubt("no-figure", f"{about}: {figure.why}; the cell is left", look=True)
        return
    stop = _stopped(sheet, row, number)
    if stop:
        calculated = cell is not None and cell.formula
        out.doubt("not-writable", f"{about}: {stop}; the cell is left", look=not calculated)
        return
    written: Written | Unclear
    if isinstance(figure, Rag):
        written = write_rag(figure, cell, others, words)
    elif isinstance(figure, Trend):
        written = write_trend(figure, cell, others, words)
    elif column.field is Field.STATUS:
        written = write_status(figure)
    else:
        assert isinstance(figure, Observation)  # noqa: S101 - the other kinds are dealt with
        written = write_figure(figure, cell, column.heading, unit)
    if isinstance(written, Unclear):
        out.doubt("ambiguous", f"{about}: {written.why}; the cell is left", look=written.doubt)
        return
    if written.remark:
        out.doubt("as-text" if written.value else "emptied", f"{about}: {written.remark}",
                  look=written.doubt)  # fmt: skip
    why = f"{measure.record.ref or measure.record.title} {column.heading}"
    edit = CellEdit(sheet.name, row, number, written.value, written.fill, why)
    old = cell.value if cell is not None else None
    out.changes.append(Change(measure.name, column.heading, edit, old, how, written.remark))


def _stopped(sheet: SheetView, row: int, column: int) -> str:
    cell = sheet.at(row, column)
    if cell is not None and cell.formula:
        return "the cell holds a formula"
    if cell.locked if cell is not None else sheet.protected:
        return "the cell is locked, and the sheet is protected"
    for area, why, but in sheet.guarded:
        if area.holds(row, column) and (row, column) != but:
            return f"the cell is {why}"
    return ""


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


def bind_names(
    view: WorkbookView,
    known: Known,
    told: Declared,
    skip: Iterable[tuple[str, int, int]],
    out: Bound,
) -> None:
    """Bind single cells by name; a name that stands on another measure's row is refused."""
    bound = set(skip)
    for named in find_named_cells(view, told):
        if named.doubt or named.field is None:
            out.doubt("bad-name", f"the name {named.name}: {named.doubt}")
            continue
        found = known.by_code.get(fold_code(named.code)) or known.by_label.get(fold_key(named.code))
        if not found:
            out.doubt("no-data", f"the name {named.name}: the data have no {named.code}")
            continue
        latest = _latest(found)
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
        words = [word for area, word in sheet.words if area.holds(named.row, named.column)]
        cell = sheet.at(named.row, named.column)
        others = [cell] if cell is not None and cell.value is not None else []
        place = (named.row, named.column)
        _propose(sheet, place, column, latest, others, words, unit, f"name {named.name}", out)


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
