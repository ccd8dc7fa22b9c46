"""What a template binds, without any data: for ``template bind``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xlscorecard.refresh.binding.declared import SHEET, Declared, read_declared
from xlscorecard.refresh.binding.fields import WRITTEN, Field, fold_key
from xlscorecard.refresh.binding.layout import Block, find_blocks
from xlscorecard.refresh.binding.named import NamedCell, find_named_cells
from xlscorecard.refresh.parts.book import read_book
from xlscorecard.refresh.parts.reading import WorkbookView, read_workbook_view
from xlscorecard.refresh.rows.addresses import format_address


@dataclass(frozen=True, slots=True)
class Bindings:
    """``doubts`` are what an officer should look at before the next refresh."""

    blocks: tuple[Block, ...]
    names: tuple[NamedCell, ...]
    tables: tuple[str, ...]
    doubts: tuple[str, ...]


def read_bindings(path: Path) -> Bindings:
    """What a workbook on disk binds; raises CannotRead."""
    view = read_workbook_view(read_book(path))
    told = read_declared(view)
    blocks = tuple(b for b in find_blocks(view) if b.sheet.casefold() != SHEET.casefold())
    names = tuple(find_named_cells(view, told))
    tables = tuple(
        f"{table.name} ({table.sheet}): {', '.join(column.heading for column in table.columns)}"
        for table in view.tables
    )
    doubts = (*told.doubts, *_doubts(view, told, blocks, names))
    return Bindings(blocks, names, tables, doubts)


def _doubts(
    view: WorkbookView, told: Declared, blocks: tuple[Block, ...], names: tuple[NamedCell, ...]
) -> Iterator[str]:
    for block in blocks:
        rows: dict[str, list[int]] = {}
        for row, text in block.keys:
            rows.setdefault(fold_key(text), []).append(row)
        for row, text in block.keys:
            twins = rows[fold_key(text)]
            if len(twins) > 1 and row == twins[0]:
                places = ", ".join(format_address(r, block.key.number) for r in twins)
                yield f"{block.sheet}: {text!r} stands on {len(twins)} rows ({places})"
        if not any(column.field in WRITTEN for column in block.columns):
            yield f"{block.sheet} row {block.heading_row}: no heading asks for a figure"
    codes = {fold_key(text): text for block in blocks for _, text in block.keys}
    yield from _name_doubts(view, names, codes)
    folded = [name.name.casefold() for name in view.names if name.scope is None]
    for name in view.names:
        if "#REF!" in name.text and name.name not in {n.name for n in names}:
            yield f"the name {name.name} points at a deleted cell (#REF!)"
        if name.scope is not None and name.name.casefold() in folded:
            yield f"the name {name.name} exists twice: for the workbook and for one sheet"
    for line in told.lines.values():
        if not line.measure:
            yield f"{SHEET}: {line.name} has no measure"


def _name_doubts(
    view: WorkbookView, names: tuple[NamedCell, ...], codes: dict[str, str]
) -> Iterator[str]:
    for named in names:
        if named.doubt:
            yield f"the name {named.name}: {named.doubt}"
            continue
        sheet = view.sheet(named.sheet)
        own, other = False, ""
        for (row, column), cell in sheet.cells.items() if sheet is not None else ():
            if row == named.row and column != named.column:
                key = fold_key(cell.text)
                own = own or key == fold_key(named.code)
                other = codes[key] if key in codes and not other else other
        if other and not own:
            place = f"{named.sheet}!{format_address(named.row, named.column)}"
            yield f"the name {named.name} stands on {place}, the row of {other}"


def describe_bindings(bindings: Bindings) -> Iterator[str]:
    """Lines for a person: each block with its columns and codes, then names and tables."""
    for block in bindings.blocks:
        where = f"table {block.table}" if block.table else f"range at row {block.heading_row}"
        yield f"{block.sheet}, {where}: {len(block.keys)} measures by {block.key.heading!r}"
        for column in block.columns:
            if column.field in (Field.KEY, Field.TITLE):
                continue
            what = column.field.value if column.field in WRITTEN else f"kept ({column.field.value})"
            period = column.period.text or column.period.part if column.period else ""
            yield f"  {column.heading}: {what}{f', {period}' if period else ''}"
        yield "  codes: " + ", ".join(text for _, text in block.keys)
    for named in bindings.names:
        if not named.doubt and named.field is not None:
            place = f"{named.sheet}!{format_address(named.row, named.column)}"
            yield f"name {named.name}: {named.code} {named.field.value} at {place}"
    for table in bindings.tables:
        yield f"table {table}"
    if not (bindings.blocks or bindings.names or bindings.tables):
        yield "nothing: no key column with headings, no names m_<code>_<field>, no tables"
