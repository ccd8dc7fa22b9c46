"""A paper as rows of cells, in the columns of the SQLite store (schema.py).

A worker hands a paper over in this form, so that the process that stores it has nothing left to
do but to number the rows. What is a list or a mapping in the model is JSON text here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from xlscorecard.model.fields import Row
from xlscorecard.model.from_rows import finding_of, join_records, key_entry_of, paper_of
from xlscorecard.model.rows import (
    finding_row,
    observation_detail,
    observation_row,
    paper_row,
    record_detail,
    record_row,
)
from xlscorecard.model.scorecard import KeyEntry, Record, Scorecard, record_size
from xlscorecard.store.parquet import HOLDERS
from xlscorecard.store.schema import TABLES

Cells = list[object]
# The rows of each table of the store, by the table's name.
CellTables = Mapping[str, Sequence[Cells]]

_HELD = {
    table: tuple(at for at, field in enumerate(fields) if field in HOLDERS)
    for table, (_, fields) in TABLES.items()
}
# Rows made into text at once.
_ROWS = 50
# Records and values of a part; as objects they take 3 kB each.
_PART = 5_000


def in_parts(scorecard: Scorecard) -> Iterator[dict[str, Iterator[Cells]]]:
    """A paper's rows in parts of some of its records each, made as they are asked for; what is
    not of one record goes with the first part. A paper of usual length is one part."""
    if sum(map(record_size, scorecard.records)) <= _PART:
        yield _rows(scorecard, 1)
        return
    part, start, size = scorecard, 0, 0
    held: list[Record] = []
    for record in scorecard.records:
        held.append(record)
        size += record_size(record)
        if size >= _PART:
            yield _rows(replace(part, records=tuple(held)), start + 1)
            part, start = Scorecard(scorecard.paper), start + len(held)
            held, size = [], 0
    if held:
        yield _rows(replace(part, records=tuple(held)), start + 1)


def of_parts(parts: Iterable[CellTables]) -> Scorecard:
    """The paper that was put :func:`in_parts`; raises BadField."""
    source = iter(parts)
    first = next(source)
    records = _records(first)
    for part in source:
        records += _records(part)
    return Scorecard(
        paper=paper_of(_named("papers", first)[0]),
        records=records,
        findings=tuple(map(finding_of, _named("findings", first))),
        key=tuple(map(key_entry_of, _named("key_entries", first))),
        statements=tuple(str(row["meaning"]) for row in _named("statements", first)),
    )


def json_pieces(part: Mapping[str, Iterator[Cells]]) -> Iterator[str]:
    """One part as the JSON text of a :data:`CellTables`, ASCII, piece by piece: a paper of a
    thousand pages has a hundred megabytes of cells, which need not be there all at once."""
    joint = "{"
    for table, rows in part.items():
        yield f'{joint}"{table}": ['
        between = ""
        while some := list(islice(rows, _ROWS)):
            yield between + json.dumps(some)[1:-1]
            between = ", "
        yield "]"
        joint = ", "
    yield "}"


def _held_text(value: object) -> str:
    """A list or a mapping as JSON text; half of a surrogate pair in it is no text."""
    if isinstance(value, list) and all(type(part) is float for part in value):  # a box
        return f"[{', '.join(map(repr, value))}]"
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _rows(scorecard: Scorecard, first: int) -> dict[str, Iterator[Cells]]:
    """Each table's rows; ``first`` is the number of the first record in the paper."""
    records, file = scorecard.records, scorecard.paper.file
    return {
        "papers": iter([_cells("papers", paper_row(scorecard.paper))]),
        "records": (
            _cells("records", record_row(record), record_detail(record, place))
            for place, record in enumerate(records, start=first)
        ),
        "observations": (
            _cells(
                "observations",
                observation_row(record, value),
                observation_detail(record, value, place),
            )
            for place, record in enumerate(records, start=first)
            for value in record.observations
        ),
        "findings": (
            _cells("findings", {"document": file}, finding_row(finding))
            for finding in scorecard.findings
        ),
        "key_entries": (_cells("key_entries", _key_row(entry)) for entry in scorecard.key),
        "statements": ([meaning] for meaning in scorecard.statements),
    }


def _cells(table: str, *rows: Row) -> Cells:
    cells: Cells = []
    for row in rows:
        cells += row.values()
    for at in _HELD[table]:
        if cells[at] is not None:
            cells[at] = _held_text(cells[at])
    return cells


def _key_row(entry: KeyEntry) -> Row:
    return {
        "symbol": entry.symbol,
        "meaning": entry.meaning,
        "rag": entry.rag.value if entry.rag is not None else None,
        "trend": entry.trend.value if entry.trend is not None else None,
    }


def _records(part: CellTables) -> tuple[Record, ...]:
    return join_records(_named("records", part), _named("observations", part))


def _named(table: str, part: CellTables) -> list[Row]:
    fields = TABLES[table][1]
    return [dict(zip(fields, cells, strict=True)) for cells in part[table]]
