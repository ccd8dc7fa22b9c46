"""Scorecards as pandas DataFrames, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from xlscorecard.model.fields import Row
from xlscorecard.model.flat import Tables, scorecards_of_tables
from xlscorecard.model.rows import (
    FINDING_FIELDS,
    OBSERVATION_DETAIL,
    OBSERVATION_FIELDS,
    PAPER_FIELDS,
    RECORD_DETAIL,
    RECORD_FIELDS,
    finding_row,
    observation_detail,
    observation_row,
    paper_row,
    record_detail,
    record_row,
)
from xlscorecard.model.scorecard import (
    Comparator,
    Kind,
    Polarity,
    Rag,
    Role,
    Scorecard,
    Severity,
    Status,
    Trend,
    TrendMeans,
    Unit,
)
from xlscorecard.store.parquet import FLOAT_FIELDS, HOLDERS, TRUTH_FIELDS, WHOLE_FIELDS

if TYPE_CHECKING:
    import pandas as pd

_WORDS: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "polarity": Polarity,
    "rag": Rag,
    "rag_computed": Rag,
    "value_rag": Rag,
    "record_rag": Rag,
    "trend": Trend,
    "trend_computed": Trend,
    "trend_means": TrendMeans,
    "role": Role,
    "comparator": Comparator,
    "unit": Unit,
    "status": Status,
    "severity": Severity,
}


def papers_frame(scorecards: Iterable[Scorecard]) -> pd.DataFrame:
    """One row per paper; ``paper`` numbers them from 1."""
    rows = [
        paper_row(scorecard.paper) | {"paper": number}
        for number, scorecard in enumerate(scorecards, start=1)
    ]
    return _frame(rows, (*PAPER_FIELDS, "paper"))


def records_frame(scorecards: Iterable[Scorecard]) -> pd.DataFrame:
    """One row per record: the contract's fields, then the detail that reading back needs.

    Words are categories with all that there are, numbers of pages nullable integers,
    ``text`` a dict.
    """
    rows = [
        record_row(record) | record_detail(record, place) | {"paper": number}
        for number, scorecard in enumerate(scorecards, start=1)
        for place, record in enumerate(scorecard.records, start=1)
    ]
    return _frame(rows, (*RECORD_FIELDS, *RECORD_DETAIL, "paper"))


def observations_frame(scorecards: Iterable[Scorecard]) -> pd.DataFrame:
    """One row per printed value; ``value``, ``low`` and ``high`` are floats, NaN where missing."""
    rows = [
        observation_row(record, value)
        | observation_detail(record, value, place)
        | {"paper": number}
        for number, scorecard in enumerate(scorecards, start=1)
        for place, record in enumerate(scorecard.records, start=1)
        for value in record.observations
    ]
    return _frame(rows, (*OBSERVATION_FIELDS, *OBSERVATION_DETAIL, "paper"))


def findings_frame(scorecards: Iterable[Scorecard]) -> pd.DataFrame:
    """One row per finding."""
    rows = [
        {"document": scorecard.paper.file} | finding_row(finding) | {"paper": number}
        for number, scorecard in enumerate(scorecards, start=1)
        for finding in scorecard.findings
    ]
    return _frame(rows, ("document", *FINDING_FIELDS, "paper"))


def from_frames(
    records: pd.DataFrame,
    observations: pd.DataFrame,
    findings: pd.DataFrame | None = None,
    papers: pd.DataFrame | None = None,
) -> tuple[Scorecard, ...]:
    """Scorecards from such frames, or from anybody's with some of their columns.

    Without ``papers`` each document is a paper of which only the name is known; without the
    columns ``paper`` and ``record`` the document, place, ref and title link the rows. Raises
    CannotRead with the row that is wrong.
    """
    documents: dict[object, int] = {}

    def numbered(frame: pd.DataFrame | None, name: str, file: str) -> list[tuple[str, Row]]:
        placed = []
        for place, row in enumerate(_rows(frame), start=1):
            if row.get("paper") is None:
                row["paper"] = documents.setdefault(row.get(file), len(documents) + 1)
            placed.append((f"{name} row {place}", row))
        return placed

    known = numbered(papers, "papers", "file")
    tables = [
        numbered(frame, name, "document")
        for name, frame in (
            ("records", records),
            ("observations", observations),
            ("findings", findings),
        )
    ]
    if papers is None:
        known = _documents(tables)
    return scorecards_of_tables(Tables(known, *tables), file="the data frames")


def _documents(tables: Sequence[Sequence[tuple[str, Row]]]) -> list[tuple[str, Row]]:
    """A paper for each number that the rows name, with its document as its file."""
    named: dict[object, object] = {}
    for table in tables:
        for _, row in table:
            named.setdefault(row["paper"], row.get("document"))
    return [(f"paper {n}", {"paper": n, "file": name}) for n, name in named.items()]


def _frame(rows: Sequence[Row], fields: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {field: pd.Series([row[field] for row in rows], dtype=_dtype(field)) for field in fields}
    )


def _dtype(field: str) -> Any:
    import pandas as pd

    if field in _WORDS:
        return pd.CategoricalDtype([word.value for word in _WORDS[field]])
    if field in WHOLE_FIELDS:
        return "Int64"
    if field in FLOAT_FIELDS:
        return "float64"
    if field in TRUTH_FIELDS:
        return "boolean"
    return object if field in HOLDERS else "string"


def _rows(frame: pd.DataFrame | None) -> list[Row]:
    """A frame's rows as plain Python values, with None for what is missing."""
    import pandas as pd

    if frame is None:
        return []
    columns = {
        str(name): [
            value if isinstance(value, list | dict) or not pd.isna(value) else None
            for value in frame[name].astype(object)
        ]
        for name in frame.columns
    }
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
