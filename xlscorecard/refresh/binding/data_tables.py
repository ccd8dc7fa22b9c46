"""Excel tables that hold the data themselves: replaced as a whole, by name and heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlscorecard.model.rows import finding_row, observation_row, paper_row, record_row
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.refresh.binding.declared import Declared
from xlscorecard.refresh.binding.fields import fold_key
from xlscorecard.refresh.binding.proposals import Bound
from xlscorecard.refresh.parts.book import Table
from xlscorecard.refresh.parts.reading import WorkbookView
from xlscorecard.refresh.rows.cells import CellValue

_KINDS = ("records", "observations", "findings", "papers")
_PREFIXES = ("", "tbl", "table", "data", "tbldata", "xlscorecard")
_OTHER_WORDS = {
    "reference": "ref", "code": "ref", "measure": "title", "indicator": "title",
    "heading": "column", "sections": "section", "printed": "raw", "file": "document",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table and the rows that it is to hold, one value for each of ``headings``."""

    table: Table
    headings: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]


def bind_tables(
    view: WorkbookView, scorecards: Sequence[Scorecard], told: Declared, out: Bound
) -> tuple[DataTable, ...]:
    """The tables named after one of our own (``tblObservations``), or bound on the sheet."""
    found: list[DataTable] = []
    for table in view.tables:
        kind = told.tables.get(table.name.casefold()) or _kind_of(table.name)
        if kind is None:
            continue
        if kind not in _KINDS:
            out.doubt("bad-binding", f"the table {table.name}: {kind!r} is none of {_KINDS}")
            continue
        rows = list(_rows(kind, scorecards))
        fields = {fold_key(name): name for row in rows[:1] for name in row}
        wanted: dict[str, str] = {}
        for column in table.columns:
            key = fold_key(column.heading)
            key = key if key in fields else _OTHER_WORDS.get(key, key)
            if key in fields and column.formula is None:
                wanted[column.heading] = fields[key]
        if not wanted or not rows:
            out.doubt(
                "bad-binding", f"the table {table.name}: no heading of it is a field of {kind}"
            )
            continue
        values = tuple(tuple(_cell(row[name]) for name in wanted.values()) for row in rows)
        found.append(DataTable(table, tuple(wanted), values))
    return tuple(found)


def _kind_of(name: str) -> str | None:
    folded = fold_key(name)
    return next((kind for kind in _KINDS for p in _PREFIXES if folded == p + kind), None)


def _rows(kind: str, scorecards: Iterable[Scorecard]) -> Iterable[dict[str, object]]:
    for card in scorecards:
        if kind == "papers":
            yield paper_row(card.paper)
        elif kind == "findings":
            yield from (finding_row(finding) for finding in card.findings)
        elif kind == "records":
            yield from (record_row(record) for record in card.records)
        else:
            for record in card.records:
                yield from (observation_row(record, o) for o in record.observations)


def _cell(value: object) -> CellValue:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {text}" for key, text in value.items())
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    return value if isinstance(value, (int, float, str, bool)) else None
