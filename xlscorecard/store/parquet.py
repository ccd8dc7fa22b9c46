"""Scorecards as Parquet, and back: the columns of the CSV with their types, findings beside."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.fields import Row
from xlscorecard.model.files import write_whole
from xlscorecard.model.flat import (
    FLAT_FIELDS,
    FLAT_FINDING_FIELDS,
    flat_findings,
    flat_rows,
    scorecards_of,
)
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.store.csv import findings_path

WHOLE_FIELDS = {"page", "table", "row", "record", "value_page", "pages", "paper"}
FLOAT_FIELDS = {"value", "low", "high", "confidence", "quantum", "rag_margin"}
TRUTH_FIELDS = {"rag_agrees"}
BOX_FIELDS = {"bbox", "record_bbox"}
# Fields that hold a list or a mapping.
HOLDERS = BOX_FIELDS | {"text", "sections", "exact"}
_BATCH = 20_000


def write_parquet(scorecards: Iterable[Scorecard], path: Path) -> None:
    """One row per value with its record's fields beside it; a record without values has one.

    Findings go to ``OUT.findings.parquet``. The same scorecards give the same bytes. Raises
    CannotWrite.
    """
    findings: list[Row] = []

    def rows() -> Iterator[Row]:
        for scorecard in scorecards:
            findings.extend(flat_findings(scorecard))
            yield from flat_rows(scorecard)

    def write(part: Path) -> None:
        write_rows(part, FLAT_FIELDS, rows())
        # Before its rows are put in their place: a full disk leaves both files as they were.
        write_whole(
            findings_path(path), lambda part: write_rows(part, FLAT_FINDING_FIELDS, iter(findings))
        )

    write_whole(path, write)


def read_parquet(path: Path) -> tuple[Scorecard, ...]:
    """The scorecards of such a file, or of anybody's with some of its columns.

    Raises CannotRead with the row that is wrong.
    """
    beside = findings_path(path)
    findings = _read(beside) if beside.is_file() else iter(())
    return scorecards_of(_read(path), findings, file=str(path))


def write_rows(part: Path, fields: tuple[str, ...], rows: Iterator[Row]) -> None:
    """Write one table; the fields decide its columns and their types."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(field, _kind(pa, field)) for field in fields])
    with pq.ParquetWriter(str(part), schema, compression="zstd") as writer:
        while batch := list(islice(rows, _BATCH)):
            columns = {field: [_cell(field, row.get(field)) for row in batch] for field in fields}
            writer.write_table(pa.table(columns, schema=schema))


def _kind(pa: Any, field: str) -> Any:
    if field in WHOLE_FIELDS:
        return pa.int64()
    if field in FLOAT_FIELDS:
        return pa.float64()
    if field in TRUTH_FIELDS:
        return pa.bool_()
    if field in BOX_FIELDS:
        return pa.list_(pa.float64())
    return pa.string()


def _cell(field: str, value: object) -> object:
    if field in FLOAT_FIELDS and isinstance(value, int):
        return float(value)
    if field in BOX_FIELDS or not isinstance(value, list | dict):
        return _valid(value) if isinstance(value, str) else value
    return _valid(json.dumps(value, ensure_ascii=False))


def _valid(text: str) -> str:
    """A text that UTF-8 can hold: half of a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _read(path: Path) -> Iterator[tuple[str, Row]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(str(path))
        table.validate(full=True)  # its texts are UTF-8, too
    except (OSError, pa.ArrowException) as error:
        raise CannotRead(
            str(path), "not a Parquet file, or a damaged one", advice="Convert the paper again."
        ) from error
    number = 0
    for batch in table.to_batches():
        for row in batch.to_pylist():
            number += 1
            yield f"row {number}", {name: _present(value) for name, value in row.items()}


def _present(value: object) -> object:
    """Other programs write a missing number as NaN."""
    return None if isinstance(value, float) and math.isnan(value) else value
