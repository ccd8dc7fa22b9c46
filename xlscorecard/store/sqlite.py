"""Scorecards in an SQLite database, and back: tables papers, records, observations, findings.

Every table has the contract's fields under their names (docs/model.md) and an ``id``;
``paper_id`` and ``record_id`` link them, ``record`` counts a paper's records. Lists and
mappings are JSON text, which SQLite's own JSON functions read. The schema is in schema.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.model.fields import Row
from xlscorecard.model.files import write_whole
from xlscorecard.model.flat import Tables, scorecards_of_tables
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.store.cells import Cells, CellTables, in_parts
from xlscorecard.store.schema import (
    SCHEMA_VERSION,
    TABLES,
    bring_up_to_date,
    connect,
    make_schema,
    schema_version,
)


def write_sqlite(scorecards: Iterable[Scorecard], path: Path) -> None:
    """Add the scorecards to the database at ``path``, or make it; all of them or none.

    A paper that is there already, by its checksum (by its name where it has none), is
    replaced. Raises CannotWrite, also when ``path`` is something else.
    """
    try:
        if path.exists() and path.stat().st_size:
            check_ours(path)
            _fill(path, scorecards)
        else:
            write_whole(path, lambda part: _make(part, scorecards))
    except sqlite3.Error as error:
        raise refusal(path, error) from error


def read_sqlite(path: Path) -> tuple[Scorecard, ...]:
    """The scorecards of such a database, in the order in which they came. Raises CannotRead."""
    return tuple(iterate_sqlite(path))


def iterate_sqlite(path: Path) -> Iterator[Scorecard]:
    """The scorecards of such a database, one at a time. Raises CannotRead."""
    if not path.is_file():
        raise CannotRead(str(path), "there is no such file")
    try:
        with closing(connect(path, "ro")) as connection:
            version = schema_version(connection)
            if version is None:
                raise CannotRead(str(path), _FOREIGN, advice="Name a store that convert has made.")
            if version > SCHEMA_VERSION:
                raise CannotRead(str(path), _newer(version), advice=_UPDATE)
            connection.execute("BEGIN")  # all of it as it is now, while a conversion adds papers
            numbers = connection.execute("SELECT id FROM papers ORDER BY id").fetchall()
            for (paper,) in numbers:
                tables = Tables(*(list(_read(connection, table, paper)) for table in TABLES))
                yield from scorecards_of_tables(tables, file=str(path))
    except sqlite3.Error as error:
        raise CannotRead(str(path), f"not an SQLite database of ours ({error})") from error


# Where records and values hold the number of their record.
_RECORD = TABLES["records"][1].index("record")
_RECORD_OF_VALUE = TABLES["observations"][1].index("record")
_FOREIGN = "not a database that xlscorecard has made"
_UPDATE = "Update xlscorecard; nothing in the store was changed."


def _newer(version: int) -> str:
    return (
        f"a later xlscorecard has made it (version {version} of the store; this one knows"
        f" up to {SCHEMA_VERSION})"
    )


def check_ours(path: Path) -> None:
    """Refuse a database that somebody else, or a later version, has made. Raises CannotWrite."""
    with closing(connect(path, "ro")) as connection:
        version = schema_version(connection)
        if version is None:
            raise CannotWrite(str(path), _FOREIGN, advice="Choose another name.")
        if version > SCHEMA_VERSION:
            raise CannotWrite(str(path), _newer(version), advice=_UPDATE)


def refusal(path: Path, error: sqlite3.Error) -> CannotWrite:
    """SQLite's own error as ours."""
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without the extended codes
    advice = _ADVICE.get(kind, "Close it where it is open.")
    return CannotWrite(str(path), f"the database refuses ({error})", advice=advice)


_ADVICE = {
    sqlite3.SQLITE_FULL: "Make room on its disk; the same command goes on from here.",
    sqlite3.SQLITE_READONLY: "Choose a place that you may write to.",
    sqlite3.SQLITE_CANTOPEN: "Choose a place that you may write to.",
    sqlite3.SQLITE_IOERR: "See whether its disk is full; the same command goes on from here.",
    sqlite3.SQLITE_CORRUPT: "Restore it from a copy, or move it away and convert again.",
    sqlite3.SQLITE_NOTADB: "Choose another name.",
}


def _make(part: Path, scorecards: Iterable[Scorecard]) -> None:
    with closing(connect(part, "rwc")) as connection:
        make_schema(connection)
    _fill(part, scorecards)


def _fill(path: Path, scorecards: Iterable[Scorecard]) -> None:
    with closing(connect(path, "rw")) as connection:
        bring_up_to_date(connection)
        connection.execute("BEGIN IMMEDIATE")
        try:
            for scorecard in scorecards:
                remove_paper(connection, scorecard.paper.file, scorecard.paper.sha256)
                insert_paper(connection, map(_made, in_parts(scorecard)))
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _made(part: Mapping[str, Iterable[Cells]]) -> CellTables:
    return {table: list(rows) for table, rows in part.items()}


def remove_paper(connection: sqlite3.Connection, file: str, sha256: str) -> None:
    """Remove a paper by its checksum, by its name where it has none."""
    if sha256:
        connection.execute("DELETE FROM papers WHERE sha256 = ?", (sha256,))
    else:
        connection.execute(
            "DELETE FROM papers WHERE file = ? AND coalesce(sha256, '') = ''", (file,)
        )


def insert_paper(connection: sqlite3.Connection, parts: Iterable[CellTables]) -> int:
    """Insert one paper, given in parts as ``cells.py`` makes them; its ``id``."""
    paper_id = _next_id(connection, "papers")
    for number, part in enumerate(parts):
        if not number:
            _insert(connection, "papers", [(paper_id, *part["papers"][0])])
        _insert_part(connection, paper_id, part)
    return paper_id


def _insert_part(connection: sqlite3.Connection, paper_id: int, part: CellTables) -> None:
    records = part["records"]
    first = _next_id(connection, "records")
    _insert(
        connection, "records", [(first + at, paper_id, *cells) for at, cells in enumerate(records)]
    )
    # ``record`` counts a paper's records from 1.
    shift = first - _whole(records[0][_RECORD]) if records else 0
    base = _next_id(connection, "observations")
    _insert(
        connection,
        "observations",
        [
            (base + at, paper_id, shift + _whole(cells[_RECORD_OF_VALUE]), *cells)
            for at, cells in enumerate(part["observations"])
        ],
    )
    for table in ("findings", "key_entries", "statements"):
        base = _next_id(connection, table)
        rows = [(base + at, paper_id, *cells) for at, cells in enumerate(part[table])]
        _insert(connection, table, rows)


def _whole(cell: object) -> int:
    assert isinstance(cell, int)  # noqa: S101  of our own making
    return cell


def _next_id(connection: sqlite3.Connection, table: str) -> int:
    (last,) = connection.execute(f"SELECT max(id) FROM {table}").fetchone()  # noqa: S608
    return int(last or 0) + 1


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if not rows:
        return
    links, fields = TABLES[table]
    names = ("id", *("paper_id", "record_id")[: len(links)], *fields)
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608  ours only
    connection.execute("SAVEPOINT rows")
    try:
        connection.executemany(statement, rows)
    except (UnicodeEncodeError, OverflowError):  # a broken letter or a giant: look at every cell
        connection.execute("ROLLBACK TO rows")
        connection.executemany(statement, [tuple(map(_cell, row)) for row in rows])
    connection.execute("RELEASE rows")


def _cell(value: object) -> object:
    if isinstance(value, str):  # half of a surrogate pair is no text
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, int) and abs(value) >= 2**63:  # SQLite's integers have 64 bits
        return float(value)
    return value


def _read(connection: sqlite3.Connection, table: str, paper: int) -> Iterator[tuple[str, Row]]:
    links, known = TABLES[table]
    link = "paper_id" if links else "id"
    # An older store lacks what later versions have added.
    columns = {name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")}
    fields = [field for field in known if field in columns]
    absent: Row = dict.fromkeys(set(known) - columns)
    names = ", ".join(f'"{name}"' for name in ("id", *fields))
    rows = connection.execute(
        f"SELECT {names} FROM {table} WHERE {link} = ? ORDER BY id",  # noqa: S608
        (paper,),
    )
    for number, *cells in rows:
        row: Row = dict(zip(fields, cells, strict=True))
        yield f"{table} id {number}", row | absent | {"paper": paper}
