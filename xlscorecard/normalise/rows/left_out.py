"""The net under a table: a printed figure that ends in no record is a finding that names it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xlscorecard.model.grid import Cell
from xlscorecard.model.scorecard import Finding, Record, Severity
from xlscorecard.normalise.rows.reader import Reader
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.mending import one_line

_FIGURES = re.compile(r"[\d.,]*\d")


def figures_left_out(reader: Reader, records: Sequence[Record]) -> Iterator[Finding]:
    """A finding for each row with figures that neither its record, nor the one above it, nor
    anything that is said of the whole table repeats."""
    said = _said_of_table(reader)
    by_row: dict[int, list[str]] = {}
    for record in records:
        by_row.setdefault(record.source.row, []).extend(_texts_of(record))
    numbers = {row.index: row.number for row in reader.table.rows}
    over = [at for first, last in reader.table.passed_over for at in range(first, last + 1)]
    passed_over = frozenset(over)
    told: list[str] | None = None
    above: list[str] = []
    for index in range(reader.grid.rows):
        own = by_row.get(numbers.get(index, -1), [])
        if index not in passed_over:
            left = [c for c in _figures_in(reader, index) if not _is_told(c, (own, above, said))]
            if left:
                told = told or [finding.message for finding in reader.findings]
                left = [cell for cell in left if not _is_told(cell, (told,))]
            if left:
                yield _finding(reader, left, numbers.get(index))
        above = own or above


def _figures_in(reader: Reader, index: int) -> Iterator[Cell]:
    """The cells that begin in a row and print a figure."""
    for cell in reader.grid.begun_in(index):
        if any(map(str.isdigit, cell.text)) and is_figure(one_line(cell.text)):
            yield cell


def _is_told(cell: Cell, told: Iterable[Sequence[str]]) -> bool:
    """Whether a cell's text stands in one of the texts, or each of its figures does."""
    raw = cell.text.strip()
    if any(raw in texts for texts in told):
        return True
    text = one_line(raw)
    lines = [one_line(line) for texts in told for line in texts]
    if any(text in line for line in lines):
        return True
    found = {figure for line in lines for figure in _FIGURES.findall(line)}
    return all(figure in found for figure in _FIGURES.findall(text))


def _said_of_table(reader: Reader) -> list[str]:
    """What its headers, banners and notes say, and the headings above it."""
    found = [*reader.setting.section, *reader.table.footnotes, *reader.table.statements]
    seen: object = None
    for row in reader.table.rows:
        if row.columns is not seen:
            seen = row.columns
            found += [column.header for column in row.columns]
        found += row.banners
    return list(dict.fromkeys(found))


def _texts_of(record: Record) -> Iterator[str]:
    yield record.title
    if record.ref:
        yield record.ref
    yield from record.section
    yield from (text for _, text in record.text)
    yield from (observation.raw for observation in record.observations)


def _finding(reader: Reader, cells: Sequence[Cell], number: int | None) -> Finding:
    named = ", ".join(repr(one_line(cell.text)) for cell in cells)
    return Finding(
        "figure-left-out",
        Severity.LOOK,
        f"printed in the table, and in no record: {named}",
        page=cells[0].page or reader.grid.page,
        table=reader.setting.table,
        row=number,
    )
