"""The schema's versions: old stores are brought up to date, later ones refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.scorecards import leeds, leicestershire
from xlscorecard.bulk.outcome import Ending, Outcome, outcome_row, pack, unpack
from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.model.scorecard import Severity
from xlscorecard.store.archive import Archive, read_to_look_at
from xlscorecard.store.schema import CONVERSION_FIELDS, SCHEMA_VERSION, TABLES
from xlscorecard.store.sqlite import read_sqlite, write_sqlite

DOCUMENT = (Path(__file__).parents[2] / "docs" / "schema.md").read_text("utf-8")


def made_by(version: int, path: Path) -> Path:
    """A store as that version made it, from the SQL that it consisted of then."""
    released = min(version, SCHEMA_VERSION)
    dump = Path(__file__).with_name(f"store-v{released}.sql").read_text("utf-8")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump)
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(f"PRAGMA application_id = {0x584C5343}")
        connection.commit()
    return path


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_an_old_store_is_read_as_it_is_and_brought_up_to_date(tmp_path: Path, version: int) -> None:
    path = made_by(version, tmp_path / "old.sqlite")
    assert read_sqlite(path) == (leicestershire(),)
    assert version_of(path) == version
    archive = Archive(path)
    told = outcome_row(Outcome("/a.pdf", Ending.READ, sha256="1" * 64))
    archive.keep(told, unpack(pack(leeds())), lambda _: True)
    archive.close()
    assert version_of(path) == SCHEMA_VERSION
    assert read_sqlite(path) == (leicestershire(), leeds())


def test_what_to_look_at_in_an_old_store(tmp_path: Path) -> None:
    path = made_by(1, tmp_path / "old.sqlite")
    found = read_to_look_at(path)
    assert not found.failures
    looks = [f for f in leicestershire().findings if f.severity is Severity.LOOK]
    assert [doubt for _, doubt in found.doubts] == looks
    assert looks


def test_an_old_store_has_all_columns_once_it_is_up_to_date(tmp_path: Path) -> None:
    old, new = made_by(1, tmp_path / "old.sqlite"), tmp_path / "new.sqlite"
    write_sqlite([leeds()], old)
    write_sqlite([leeds()], new)
    assert columns_of(old) == columns_of(new)


def columns_of(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Names and kinds of every table's columns; later ones stand behind in an older store."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: sorted(
                (name, kind)
                for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")
            )
            for table in (*TABLES, "conversions")
        }


def test_a_later_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = made_by(SCHEMA_VERSION + 1, tmp_path / "later.sqlite")
    before = path.read_bytes()
    with pytest.raises(CannotRead, match="a later xlscorecard has made it"):
        read_sqlite(path)
    with pytest.raises(CannotWrite, match="Update xlscorecard"):
        Archive(path)
    with pytest.raises(CannotWrite):
        write_sqlite([leeds()], path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", [*TABLES, "conversions", *CONVERSION_FIELDS])
def test_the_document_names_every_table_and_field(name: str) -> None:
    assert f"`{name}`" in DOCUMENT
    assert f"version {SCHEMA_VERSION}" in DOCUMENT
