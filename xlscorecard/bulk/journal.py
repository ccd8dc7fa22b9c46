"""The journal of a run: outcomes that have not yet gone where they belong.

It stands beside the output while the run goes on, survives the run's death, and keeps a second
run from writing to the same output.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from xlscorecard.bulk.outcome import Conversion, Outcome, outcome_of, outcome_row
from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.model.hold import beside, held_by_another

_WAIT_SECONDS = 1.0
_TABLE = "CREATE TABLE IF NOT EXISTS outcomes (source TEXT PRIMARY KEY, told TEXT, packed BLOB)"


class Journal:
    """An open journal, held by this process alone."""

    def __init__(self, path: Path, *, out: Path) -> None:
        """Open or make it. Raises Refused while another run holds it, and CannotWrite."""
        self.path = path
        self._out = out
        is_new = not path.exists()
        try:
            try:
                self._connection = _open(path)
            except sqlite3.DatabaseError as error:
                if _is_held(error) or isinstance(error, sqlite3.OperationalError):
                    raise
                path.unlink()  # damaged, as by a power cut: its papers are read again
                self._connection = _open(path)
        except sqlite3.Error as error:
            if is_new and not _is_held(error):
                self._remove()  # a full disk leaves it empty
            raise self._refusal(error) from error

    def outcomes(self) -> dict[str, Outcome]:
        """All outcomes by their source."""
        rows = self._connection.execute("SELECT told FROM outcomes").fetchall()
        return {told.source: told for told in (outcome_of(json.loads(row)) for (row,) in rows)}

    def waiting(self) -> frozenset[str]:
        """The sources whose scorecards are here."""
        rows = self._connection.execute("SELECT source FROM outcomes WHERE packed IS NOT NULL")
        return frozenset(source for (source,) in rows)

    def put(self, conversion: Conversion) -> None:
        """Record one, or record it anew. Raises CannotWrite."""
        told = json.dumps(outcome_row(conversion.outcome))
        values = (conversion.outcome.source, told, conversion.packed)
        try:
            self._connection.execute("INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?)", values)
        except sqlite3.Error as error:
            raise self._refusal(error) from error

    def conversion(self, source: str) -> Conversion | None:
        """One of them with its scorecard."""
        found = self._connection.execute(
            "SELECT told, packed FROM outcomes WHERE source = ?", (source,)
        ).fetchone()
        return Conversion(outcome_of(json.loads(found[0])), found[1]) if found else None

    def drop(self, source: str) -> None:
        """Forget one that has gone where it belongs."""
        self._connection.execute("DELETE FROM outcomes WHERE source = ?", (source,))

    def close(self) -> None:
        """Close it and keep it for the next run."""
        self._connection.close()

    def finish(self) -> None:
        """Close it and remove it: the run is done."""
        self._connection.close()
        self._remove()

    def _remove(self) -> None:
        for left in ("", "-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + left).unlink(missing_ok=True)

    def _refusal(self, error: sqlite3.Error) -> CannotRead:
        if _is_held(error):
            return held_by_another(str(self._out))
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return CannotWrite(
                str(self._out),
                "the disk is full",
                advice="Make room on it; the same command goes on from here.",
            )
        return CannotWrite(
            str(self._out),
            f"no journal can be kept beside it ({error})",
            advice="Choose a folder that you may write to, with room on its disk.",
        )


def journal_beside(out: Path) -> Path:
    """Where an output's journal stands."""
    return beside(out, "journal")


def _is_held(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_TABLE)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
