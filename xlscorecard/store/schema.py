"""The SQLite schema: its tables, its version, and the steps from older versions to this one.

docs/schema.md describes it. A step is never changed once it has been released: a database made
by any version can be brought up to date by taking the steps in order.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from xlscorecard.model.rows import (
    FINDING_FIELDS,
    OBSERVATION_DETAIL,
    OBSERVATION_FIELDS,
    PAPER_FIELDS,
    RECORD_DETAIL,
    RECORD_FIELDS,
)
from xlscorecard.store.parquet import FLOAT_FIELDS, TRUTH_FIELDS, WHOLE_FIELDS

SCHEMA_VERSION = 2
_APPLICATION_ID = 0x584C5343  # "XLSC", so that `file` and we know our own
_WAIT_SECONDS = 30.0

_PAPER_LINK = '"paper_id" INTEGER NOT NULL REFERENCES papers(id) ON DELETE CASCADE'
_RECORD_LINK = '"record_id" INTEGER NOT NULL REFERENCES records(id) ON DELETE CASCADE'
TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
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
# How each file's conversion ended; what makes a run go on where another was stopped.
CONVERSION_FIELDS = (
    *("source", "sha256", "reader", "rules", "ending", "reason", "place", "advice"),
    *("allowed", "pages", "records", "values", "looks"),
)
_CONVERSIONS = (
    (
        'CREATE TABLE conversions ("id" INTEGER PRIMARY KEY, "source" TEXT NOT NULL UNIQUE,'
        ' "sha256" TEXT, "reader" TEXT, "rules" TEXT, "ending" TEXT NOT NULL, "reason" TEXT,'
        ' "place" TEXT, "advice" TEXT, "allowed" REAL, "pages" INTEGER,'
        ' "records" INTEGER, "values" INTEGER, "looks" INTEGER,'
        ' "paper_id" INTEGER REFERENCES papers(id) ON DELETE SET NULL)'
    ),
    "CREATE INDEX conversions_by_paper ON conversions(paper_id)",
)
# From each version to the next.
_STEPS: dict[int, tuple[str, ...]] = {1: _CONVERSIONS}


class _Connection(sqlite3.Connection):
    """One that has an error of SQLite's own for a file so damaged that Python cannot even decode
    SQLite's message about it."""

    def execute(self, statement: str, values: Any = (), /) -> sqlite3.Cursor:
        try:
            return super().execute(statement, values)
        except UnicodeDecodeError as error:
            raise sqlite3.DatabaseError("its schema is damaged") from error


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a database: ``mode`` is ro, rw or rwc. Transactions are begun by hand."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=_WAIT_SECONDS, isolation_level=None, factory=_Connection
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def schema_version(connection: sqlite3.Connection) -> int | None:
    """The version of a database of ours, None for anybody else's."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version) if application == _APPLICATION_ID else None


def make_schema(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty database, all or none."""
    connection.execute("BEGIN IMMEDIATE")
    for table, (links, fields) in TABLES.items():
        columns = ['"id" INTEGER PRIMARY KEY', *links, *(_column(field) for field in fields)]
        connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
    for statement in (*_INDEXES, *_CONVERSIONS):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Take an older database's missing steps, all or none."""
    version = schema_version(connection)
    if version is None or version >= SCHEMA_VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    for step in range(version, SCHEMA_VERSION):
        for statement in _STEPS[step]:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _column(field: str) -> str:
    if field in WHOLE_FIELDS or field in TRUTH_FIELDS:
        kind = "INTEGER"
    else:
        kind = "REAL" if field in FLOAT_FIELDS else "TEXT"
    return f'"{field}" {kind}'
