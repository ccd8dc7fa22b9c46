"""Where decisions are kept: in the store itself, or in a small file beside any other data.

The table ``decisions`` is no part of a conversion: converting the papers again leaves it as it
is. Rows are only ever added; the latest about a place holds.
"""

from __future__ import annotations

import datetime
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from xlscorecard.model.decision import Action, Decision, ValuePlace
from xlscorecard.model.errors import CannotRead, CannotWrite

_STORES = frozenset({".sqlite", ".db"})
_WAIT_SECONDS = 30.0
_TABLE = """
CREATE TABLE IF NOT EXISTS decisions (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL, sha256 TEXT NOT NULL,
    table_number INTEGER NOT NULL, row_number INTEGER NOT NULL,
    column_name TEXT NOT NULL, nth INTEGER NOT NULL,
    title TEXT NOT NULL, raw TEXT NOT NULL, code TEXT NOT NULL,
    action TEXT NOT NULL, text TEXT NOT NULL, who TEXT NOT NULL, decided TEXT NOT NULL
)"""
_COLUMNS = (
    "document, sha256, table_number, row_number, column_name, nth, title, raw, code, "
    "action, text, who, decided"
)


def decisions_path(data: Path) -> Path:
    """The file that holds the decisions about ``data``: an SQLite store itself, else
    "scorecards.xlsx.decisions.sqlite" beside "scorecards.xlsx"."""
    if data.suffix.lower() in _STORES:
        return data
    return data.with_name(data.name + ".decisions.sqlite")


def read_decisions(data: Path) -> tuple[Decision, ...]:
    """All decisions about ``data``, earliest first; none where nobody has decided anything.

    Raises CannotRead for a file of decisions that is damaged.
    """
    path = decisions_path(data)
    if not os.path.isfile(path) or not path.stat().st_size:  # noqa: PTH113  the name may be too long
        return ()
    try:
        with closing(_connect(path, "ro")) as connection:
            known = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'decisions'"
            ).fetchone()
            if known is None:
                return ()
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM decisions ORDER BY id"  # noqa: S608  names of ours only
            ).fetchall()
        return tuple(_decision(row) for row in rows)
    except (sqlite3.Error, ValueError) as error:
        raise CannotRead(
            str(path),
            f"its decisions cannot be read ({error})",
            advice="Restore the file from a copy; without it earlier decisions would be lost.",
        ) from error


def add_decision(data: Path, decision: Decision) -> None:
    """Store one decision for good. Raises CannotWrite."""
    path = decisions_path(data)
    place = decision.place
    cells = (
        place.document, place.sha256, place.table, place.row, place.column, place.nth,
        place.title, place.raw, place.code, decision.action.value, decision.text, decision.who,
        decision.when,
    )  # fmt: skip
    marks = ", ".join("?" * len(cells))
    try:
        with closing(_connect(path, "rwc")) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(_TABLE)
            connection.execute(
                f"INSERT INTO decisions ({_COLUMNS}) VALUES ({marks})",  # noqa: S608
                [_storable(cell) for cell in cells],
            )
    except sqlite3.Error as error:
        raise CannotWrite(
            str(path), f"the decision cannot be stored ({error})", advice="Check the file."
        ) from error


def decisions_in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The last decision about each value, without those withdrawn."""
    last: dict[ValuePlace, Decision] = {}
    for decision in decisions:
        # The paper's checksum tells how far a decision holds, not what it is about.
        last[replace(decision.place, sha256="")] = decision
    return tuple(d for d in last.values() if d.action is not Action.WITHDRAW)


def now() -> str:
    """The time of a decision, in UTC."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=_WAIT_SECONDS, isolation_level=None)


def _storable(cell: object) -> object:
    return cell.encode("utf-8", "replace").decode("utf-8") if isinstance(cell, str) else cell


def _decision(row: tuple[object, ...]) -> Decision:
    document, sha256, table, number, column, nth, title, raw, code, action, text, who, when = row
    place = ValuePlace(
        str(document), str(sha256), int(str(table)), int(str(number)), str(column), int(str(nth)),
        str(title), str(raw), str(code),
    )  # fmt: skip
    return Decision(place, Action(str(action)), str(who), str(when), str(text))
