"""The model as tables: one for all, a row per value with its record's and its paper's fields
beside it, or one each for papers, records, observations and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.fields import BadField, Row, whole_of
from xlscorecard.model.from_rows import (
    finding_of,
    key_entry_of,
    observation_of,
    paper_of,
    record_of,
)
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
            yield shared | observation_row(record, value) | observation_detail(record, value, place)
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
    papers: dict[tuple[str, str], list[tuple[str, Row]]] = {}
    for place, row in rows:
        # Two papers may have the same file name; their checksums tell them apart.
        document = str(row.get("document") or row.get("paper_file") or file)
        papers.setdefault((document, str(row.get("paper_sha256") or "")), []).append((place, row))
    doubts: dict[str, list[Finding]] = {}
    for place, row in findings:
        with _told(file, place):
            document = str(row.get("document") or file)
            doubts.setdefault(document, []).append(finding_of(_completed(row)))
    read = [
        Scorecard(
            paper=_paper(document, own, file),
            records=_records(own, file),
            findings=tuple(doubts.pop(document, ())),
        )
        for (document, _), own in papers.items()
    ]
    read += [
        Scorecard(Paper(document, ""), findings=tuple(own)) for document, own in doubts.items()
    ]
    return tuple(read)


Built = TypeVar("Built")
Placed = Sequence[tuple[str, Row]]


@dataclass(frozen=True, slots=True)
class Tables:
    """A table each, every row with its place for a message ("Records row 7").

    ``paper`` in each row numbers the papers; ``record`` in records and observations links them.
    """

    papers: Placed
    records: Placed
    observations: Placed
    findings: Placed
    key: Placed = ()
    statements: Placed = ()


def scorecards_of_tables(tables: Tables, *, file: str) -> tuple[Scorecard, ...]:
    """Papers from such tables, in the order of the table of papers. Raises CannotRead."""
    records, values = _by_paper(tables.records, file), _by_paper(tables.observations, file)
    findings = _by_paper(tables.findings, file)
    key, statements = _by_paper(tables.key, file), _by_paper(tables.statements, file)
    return tuple(
        Scorecard(
            paper=_each(rows, paper_of, file)[0],
            records=_linked(records.get(number, ()), values.get(number, ()), file),
            findings=_each(findings.get(number, ()), finding_of, file),
            key=_each(key.get(number, ()), key_entry_of, file),
            statements=tuple(
                str(row.get("meaning") or "") for _, row in statements.get(number, ())
            ),
        )
        for number, rows in _by_paper(tables.papers, file).items()
    )


def _each(rows: Placed, build: Callable[[Row], Built], file: str) -> tuple[Built, ...]:
    built = []
    for place, row in rows:
        with _told(file, place):
            built.append(build(row))
    return tuple(built)


def _by_paper(rows: Placed, file: str) -> dict[object, list[tuple[str, Row]]]:
    gathered: dict[object, list[tuple[str, Row]]] = {}
    for place, row in rows:
        with _told(file, place):
            gathered.setdefault(whole_of(row, "paper"), []).append((place, _completed(row)))
    return gathered


def _linked(rows: Placed, values: Placed, file: str) -> tuple[Record, ...]:
    """One paper's records with their values: by the number in ``record``, else by their place."""
    own: dict[object, list[tuple[str, Row]]] = {}
    for place, row in values:
        with _told(file, place):
            own.setdefault(_key(row), []).append((place, row))
    records = []
    for place, row in rows:
        with _told(file, place):
            record = record_of(row, ())
            key = _key(row)
        read = []
        for at, value in own.pop(key, ()):
            with _told(file, at):
                read.append(observation_of(value, record.rag))
        records.append(replace(record, observations=tuple(read)))
    for left in own.values():
        raise CannotRead(file, "this value has no record", place=left[0][0])
    return tuple(records)


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
    if row.get("record") not in (None, ""):
        return whole_of(row, "record")
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
