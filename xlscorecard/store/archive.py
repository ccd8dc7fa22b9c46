"""The database as the store of a whole archive: one paper at a time, and how each ended.

Every paper is one transaction: a run that is killed at any moment leaves each paper whole or
not there, and the next run goes on from there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.model.fields import Row
from xlscorecard.model.from_rows import finding_of
from xlscorecard.model.rows import PAPER_FIELDS
from xlscorecard.model.scorecard import Finding
from xlscorecard.store.cells import CellTables
from xlscorecard.store.schema import (
    CONVERSION_FIELDS,
    bring_up_to_date,
    connect,
    make_schema,
    schema_version,
)
from xlscorecard.store.sqlite import check_ours, insert_paper, refusal, remove_paper


class Archive:
    """An open store. Close it in the end."""

    def __init__(self, path: Path) -> None:
        """Open or make the database. Raises CannotWrite."""
        self.path = path
        if not path.parent.is_dir():
            raise CannotWrite(
                str(path), f"there is no folder {path.parent}", advice="Make the folder first."
            )
        self.is_new = not path.exists() or not path.stat().st_size
        try:
            if not self.is_new:
                check_ours(path)
            self._connection = connect(path, "rwc")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._writes = False
            if schema_version(self._connection) is None:
                make_schema(self._connection)
            bring_up_to_date(self._connection)
        except sqlite3.Error as error:
            raise refusal(path, error) from error

    def conversions(self) -> Iterator[Row]:
        """How each file's conversion ended: the fields of the table, and ``paper_id``."""
        return _conversions(self._connection)

    def keep(
        self, conversion: Row, data: Iterable[CellTables] | None, exists: Callable[[str], bool]
    ) -> None:
        """Record one file's conversion and its paper, given in parts, in one transaction.

        The paper replaces what the same file gave before, and the same bytes from a file that
        ``exists`` no longer: it has been moved. A file that can be read no more leaves what it
        gave before. Raises CannotWrite.
        """
        with self._transaction():
            self._record(conversion, self._replace(conversion, data, exists))

    def move(self, sources: Mapping[str, str]) -> None:
        """Files that stood at one source stand at another now. Raises CannotWrite."""
        if sources:
            with self._transaction() as connection:
                connection.executemany(
                    "UPDATE conversions SET source = ? WHERE source = ?",
                    [(now, before) for before, now in sources.items()],
                )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection
        try:
            if not self._writes:
                # Where the disk cannot do that (a network share), SQLite keeps to its journal.
                connection.execute("PRAGMA journal_mode = WAL")
                self._writes = True
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise refusal(self.path, error) from error

    def papers(self) -> int:
        """How many papers the store holds."""
        (count,) = self._connection.execute("SELECT count(*) FROM papers").fetchone()
        return int(count)

    def close(self) -> None:
        """Close the store as one plain file; a new one that has got no paper goes."""
        empty = False
        try:
            empty = self.is_new and not self.papers()
            if self._writes:
                self._connection.execute("PRAGMA journal_mode = DELETE")
        except (
            sqlite3.OperationalError
        ):  # somebody reads, or the disk is full: the next run does it
            empty = False
        self._connection.close()
        if empty:
            self.path.unlink(missing_ok=True)

    def _replace(
        self, conversion: Row, data: Iterable[CellTables] | None, exists: Callable[[str], bool]
    ) -> int | None:
        connection = self._connection
        source, sha256 = conversion["source"], str(conversion["sha256"] or "")
        before = connection.execute(
            "SELECT paper_id FROM conversions WHERE source = ?", (source,)
        ).fetchone()
        if data is None:
            return before[0] if before else None
        if before:
            connection.execute("DELETE FROM papers WHERE id = ?", before)
        twins = connection.execute(
            "SELECT c.id, c.source, p.id FROM papers AS p LEFT JOIN conversions AS c"
            " ON c.paper_id = p.id WHERE p.sha256 = ?",
            (sha256,),
        ).fetchall()
        for number, twin, paper_id in twins:
            if twin is None or not exists(twin):
                connection.execute("DELETE FROM papers WHERE id = ?", (paper_id,))
                connection.execute("DELETE FROM conversions WHERE id = ?", (number,))
        if not sha256:
            data = iter(data)
            first = next(data)
            remove_paper(connection, str(first["papers"][0][PAPER_FIELDS.index("file")]), "")
            data = chain((first,), data)
        return insert_paper(connection, data)

    def _record(self, conversion: Row, paper_id: int | None) -> None:
        names = [f'"{name}"' for name in (*CONVERSION_FIELDS, "paper_id")]
        columns, marks = ", ".join(names), ", ".join("?" * len(names))
        renewed = ", ".join(f"{name} = excluded.{name}" for name in names)
        self._connection.execute(
            f"INSERT INTO conversions ({columns}) VALUES ({marks})"  # noqa: S608  names of ours
            f" ON CONFLICT (source) DO UPDATE SET {renewed}",
            (*(conversion[name] for name in CONVERSION_FIELDS), paper_id),
        )


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """What a store wants a person's eye for: conversions that failed, and doubts with the file
    that they are about."""

    failures: tuple[Row, ...]
    doubts: tuple[tuple[str, Finding], ...]


_CONVERSIONS_SINCE = 2
_DOUBTS = (
    "SELECT coalesce(c.source, p.file), f.* FROM findings AS f JOIN papers AS p"
    " ON p.id = f.paper_id LEFT JOIN conversions AS c ON c.paper_id = p.id"
    " WHERE f.severity = 'look' ORDER BY f.id"
)
_DOUBTS_ONLY = (
    "SELECT p.file, f.* FROM findings AS f JOIN papers AS p ON p.id = f.paper_id"
    " WHERE f.severity = 'look' ORDER BY f.id"
)


def read_to_look_at(path: Path) -> ToLookAt:
    """The failures and doubts of a store. Raises CannotRead."""
    if not path.is_file():
        raise CannotRead(str(path), "there is no such file")
    try:
        check_ours(path)
        with closing(connect(path, "ro")) as connection:
            told = (schema_version(connection) or 0) >= _CONVERSIONS_SINCE
            failures = tuple(
                row for row in (_conversions(connection) if told else ()) if row["ending"] != "read"
            )
            found = connection.execute(_DOUBTS if told else _DOUBTS_ONLY)
            names = [column[0] for column in found.description][1:]
            doubts = tuple(
                (str(source), finding_of(dict(zip(names, cells, strict=True))))
                for source, *cells in found
            )
    except sqlite3.Error as error:
        raise refusal(path, error) from error
    return ToLookAt(failures, doubts)


def _conversions(connection: sqlite3.Connection) -> Iterator[Row]:
    names = (*CONVERSION_FIELDS, "paper_id")
    columns = ", ".join(f'"{name}"' for name in names)
    query = f"SELECT {columns} FROM conversions ORDER BY id"  # noqa: S608
    for cells in connection.execute(query):
        yield dict(zip(names, cells, strict=True))
