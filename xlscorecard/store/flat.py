"""One table for all: a row per value with its record's and its paper's fields beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.rows import (
    FINDING_FIELDS,
    OBSERVATION_DETAIL,
    OBSERVATION_FIELDS,
    PAPER_FIELDS,
    RECORD_DETAIL,
    RECORD_FIELDS,
    BadField,
    Row,
    finding_of,
    finding_row,
    observation_detail,
    observation_of,
    observation_row,
    paper_of,
    paper_row,
    record_detail,
    record_of,
    record_row,
)
from xlscorecard.model.scorecard import Finding, Observation, Paper, Record, Role, Scorecard

# A paper's title and file need names of their own beside a record's title and document.
_PAPER_COLUMNS = {
    name: name if name in {"organisation", "reporting_period", "pages"} else f"paper_{name}"
    for name in PAPER_FIELDS
}
_SHARED = set(RECORD_FIELDS)

FLAT_FIELDS = (
    *RECORD_FIELDS,
    *(field for field in OBSERVATION_FIELDS if field not in _SHARED),
    "record_rag",
    *RECORD_DETAIL,
    *(field for field in OBSERVATION_DETAIL if field != "record"),
    *_PAPER_COLUMNS.values(),
)
FLAT_FINDING_FIELDS = ("document", *FINDING_FIELDS)


def flat_rows(scorecard: Scorecard) -> Iterator[Row]:
    """A paper's rows; ``rag`` is the value's own where it has one, ``record_rag`` the record's."""
    paper = {_PAPER_COLUMNS[name]: value for name, value in paper_row(scorecard.paper).items()}
    for place, record in enumerate(scorecard.records, start=1):
        shared = record_row(record)
        shared |= record_detail(record, place) | paper | {"record_rag": shared["rag"]}
        for value in record.observations:
            yield shared | observation_row(record, value) | observation_detail(value, place)
        if not record.observations:
            yield shared


def flat_findings(scorecard: Scorecard) -> Iterator[Row]:
    """A paper's findings, each with the file that it is about."""
    for finding in scorecard.findings:
        yield {"document": scorecard.paper.file} | finding_row(finding)


def scorecards_of(
    rows: Iterable[tuple[str, Row]], findings: Iterable[tuple[str, Row]], *, file: str
) -> tuple[Scorecard, ...]:
    """Papers from such rows, each with its place in ``file`` for the message.

    Columns may be missing, but for a title or a ref. Raises CannotRead.
    """
    papers: dict[str, list[tuple[str, Row]]] = {}
    for place, row in rows:
        document = str(row.get("document") or row.get("paper_file") or file)
        papers.setdefault(document, []).append((place, row))
    doubts: dict[str, list[Finding]] = {}
    for place, row in findings:
        with _told(file, place):
            document = str(row.get("document") or file)
            doubts.setdefault(document, []).append(finding_of(_completed(row)))
    for document in doubts:
        papers.setdefault(document, [])
    return tuple(
        Scorecard(
            paper=_paper(document, own, file),
            records=_records(own, file),
            findings=tuple(doubts.get(document, ())),
        )
        for document, own in papers.items()
    )


def _records(rows: Sequence[tuple[str, Row]], file: str) -> tuple[Record, ...]:
    gathered: dict[object, list[tuple[str, Row]]] = {}
    for place, row in rows:
        with _told(file, place):
            gathered.setdefault(_key(row), []).append((place, _completed(row)))
    records = []
    for count, own in enumerate(gathered.values(), start=1):
        place, first = own[0]
        with _told(file, place):
            named = any(first.get(field) is not None for field in ("record", "title", "ref"))
            if not named:
                raise BadField("title", "a row needs a title or a ref")
            record = record_of(
                first if first.get("row") is not None else first | {"row": count}, ()
            )
        values: list[Observation] = []
        for place, row in own:
            with _told(file, place):
                if any(row.get(field) is not None for field in _VALUE_FIELDS):
                    values.append(observation_of(row, record.rag))
        records.append(replace(record, observations=tuple(values)))
    return tuple(records)


_VALUE_FIELDS = ("column", "role", "period", "raw", "value", "low", "high", "status")
_RECORD_KEY = ("table", "row", "section", "ref", "title")


def _key(row: Row) -> object:
    if row.get("record"):
        return str(row["record"])
    return tuple(str(row.get(field) or "") for field in _RECORD_KEY)


def _completed(row: Row) -> Row:
    """Empty cells as None; a plain table of values with neither role nor raw text means actuals."""
    full: Row = {name: None if cell == "" else cell for name, cell in row.items()}
    if full.get("value") is not None:
        if "role" not in row:
            full["role"] = Role.ACTUAL.value
        if "raw" not in row:
            full["raw"] = str(full["value"])
    return full


def _paper(document: str, rows: Sequence[tuple[str, Row]], file: str) -> Paper:
    if not rows:
        return Paper(document, "")
    place, row = rows[0]
    facts = {name: row.get(column) or None for name, column in _PAPER_COLUMNS.items()}
    with _told(file, place):
        return paper_of(facts | {"file": facts["file"] or document})


@contextmanager
def _told(file: str, place: str) -> Iterator[None]:
    try:
        yield
    except BadField as error:
        raise CannotRead(
            file, str(error), place=place, advice="docs/model.md lists the columns."
        ) from error
