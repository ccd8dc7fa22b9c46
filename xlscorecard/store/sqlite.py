"""Scorecards in an SQLite database, and back: tables papers, records, observations, findings.

Every table has the contract's fields under their names (docs/model.md) and an ``id``;
``paper_id`` and ``record_id`` link them, ``record`` counts a paper's records. Lists and
mappings are JSON text, which SQLite's own JSON functions read. ``PRAGMA user_version`` is the
version of this schema. key_entries and statements hold what a paper says of its own symbols.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.model.files import write_whole
from xlscorecard.model.flat import Tables, scorecards_of_tables
from xlscorecard.model.rows import (
    FINDING_FIELDS,
    OBSERVATION_DETAIL,
    OBSERVATION_FIELDS,
    PAPER_FIELDS,
    RECORD_DETAIL,
    RECORD_FIELDS,
    Row,
    finding_row,
    observation_detail,
    observation_row,
    paper_row,
    record_detail,
    record_row,
)
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.store.parquet import FLOAT_FIELDS, TRUTH_FIELDS, WHOLE_FIELDS

SCHEMA_VERSION = 1
_APPLICATION_ID = 0x584C5343  # "XLSC", so that `file` and we know our own
_WAIT_SECONDS = 30.0

_PAPER_LINK = '"paper_id" INTEGER NOT NULL REFERENCES papers(id) ON DELETE CASCADE'
_RECORD_LINK = '"record_id" INTEGER NOT NULL REFERENCES records(id) ON DELETE CASCADE'
_TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "papers": ((), PAPER_FIELDS),
    "records": ((_PAPER_LINK,), (*RECORD_FIELDS, *RECORD_DETAIL)),
    "observations": ((_PAPER_LINK, _RECORD_LINK), (*OBSERVATION_FIELDS, *OBSERVATION_DETAIL)),
    "findings": ((_PAPER_LINK,), ("document", *FINDING_FIELDS)),
    "key_entries": ((_PAPER_LINK,), ("symbol", "meaning", "rag", "trend")),
    "statements": ((_PAPER_LINK,), ("meaning",)),
}
_INDEXES = (
    "CREATE INDEX papers_by_sha256 ON papers(sha256)",
    "CREATE INDEX records_by_paper ON records(paper_id)",
    "CREATE INDEX records_by_ref ON records(ref)",
    "CREATE INDEX observations_by_paper ON observations(paper_id)",
    "CREATE INDEX observations_by_record ON observations(record_id)",
    "CREATE INDEX findings_by_paper ON findings(paper_id)",
    "CREATE INDEX key_entries_by_paper ON key_entries(paper_id)",
    "CREATE INDEX statements_by_paper ON statements(paper_id)",
)


def write_sqlite(scorecards: Iterable[Scorecard], path: Path) -> None:
    """Add the scorecards to the database at ``path``, or make it; all of them or none.

    A paper that is there already, by its checksum (by its name where it has none), is
    replaced. Raises CannotWrite, also when ``path`` is something else.
    """
    try:
        if path.exists() and path.stat().st_size:
            _check_ours(path)
            _fill(path, scorecards)
        else:
            write_whole(path, lambda part: _make(part, scorecards))
    except sqlite3.Error as error:
        raise CannotWrite(
            str(path), f"the database refuses ({error})", advice="Close it where it is open."
        ) from error


def read_sqlite(path: Path) -> tuple[Scorecard, ...]:
    """The scorecards of such a database, in the order in which they came. Raises CannotRead."""
    if not path.is_file():
        raise CannotRead(str(path), "there is no such file")
    try:
        with closing(_connect(path, "ro")) as connection:
            if _version(connection) != SCHEMA_VERSION:
                raise CannotRead(str(path), _FOREIGN, advice="Convert the papers again.")
            tables = Tables(*(list(_read(connection, table)) for table in _TABLES))
    except sqlite3.Error as error:
        raise CannotRead(str(path), f"not an SQLite database of ours ({error})") from error
    return scorecards_of_tables(tables, file=str(path))


_FOREIGN = "not a database that this version of xlscorecard has made"


def _check_ours(path: Path) -> None:
    with closing(_connect(path, "ro")) as connection:
        if _version(connection) != SCHEMA_VERSION:
            raise CannotWrite(str(path), _FOREIGN, advice="Choose another name.")


def _version(connection: sqlite3.Connection) -> int | None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version) if application == _APPLICATION_ID else None


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=_WAIT_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _make(part: Path, scorecards: Iterable[Scorecard]) -> None:
    with closing(_connect(part, "rwc")) as connection:
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("BEGIN")
        for table, (links, fields) in _TABLES.items():
            columns = ['"id" INTEGER PRIMARY KEY', *links, *(_column(field) for field in fields)]
            connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        for index in _INDEXES:
            connection.execute(index)
        connection.execute("COMMIT")
    _fill(part, scorecards)


def _column(field: str) -> str:
    if field in WHOLE_FIELDS or field in TRUTH_FIELDS:
        kind = "INTEGER"
    else:
        kind = "REAL" if field in FLOAT_FIELDS else "TEXT"
    return f'"{field}" {kind}'


def _fill(path: Path, scorecards: Iterable[Scorecard]) -> None:
    with closing(_connect(path, "rw")) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for scorecard in scorecards:
                _replace(connection, scorecard)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _replace(connection: sqlite3.Connection, scorecard: Scorecard) -> None:
    paper = scorecard.paper
    if paper.sha256:
        connection.execute("DELETE FROM papers WHERE sha256 = ?", (paper.sha256,))
    else:
        connection.execute(
            "DELETE FROM papers WHERE file = ? AND coalesce(sha256, '') = ''", (paper.file,)
        )
    number = _insert(connection, "papers", paper_row(paper), {})
    link = {"paper_id": number}
    for place, record in enumerate(scorecard.records, start=1):
        row = record_row(record) | record_detail(record, place)
        record_id = _insert(connection, "records", row, link)
        for value in record.observations:
            row = observation_row(record, value) | observation_detail(record, value, place)
            _insert(connection, "observations", row, link | {"record_id": record_id})
    for finding in scorecard.findings:
        _insert(connection, "findings", {"document": paper.file} | finding_row(finding), link)
    for entry in scorecard.key:
        row = {name: getattr(entry, name) for name in ("symbol", "meaning", "rag", "trend")}
        _insert(connection, "key_entries", row, link)
    for statement in scorecard.statements:
        _insert(connection, "statements", {"meaning": statement}, link)


def _insert(connection: sqlite3.Connection, table: str, row: Row, links: Mapping[str, int]) -> int:
    cells = {**links, **row}
    names = ", ".join(f'"{name}"' for name in cells)
    marks = ", ".join("?" * len(cells))
    done = connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608  names of ours only
        [_cell(value) for value in cells.values()],
    )
    return int(done.lastrowid or 0)


def _cell(value: object) -> object:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):  # half of a surrogate pair is no text
        return value.encode("utf-8", "replace").decode("utf-8")
    return value


def _read(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, Row]]:
    links, fields = _TABLES[table]
    paper = "paper_id" if links else "id"
    names = ", ".join(f'"{name}"' for name in (paper, "id", *fields))
    rows = connection.execute(f"SELECT {names} FROM {table} ORDER BY id")  # noqa: S608
    for paper_id, number, *cells in rows:
        row: Row = dict(zip(fields, cells, strict=True))
        yield f"{table} id {number}", row | {"paper": paper_id}
