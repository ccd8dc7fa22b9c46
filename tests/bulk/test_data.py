"""Data files from strangers: read in a worker, within limits; what they hold comes back whole."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.scorecards import leeds, leicestershire
from xlscorecard.bulk.data import read_as_read, read_decided, read_to_write
from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.read import read_scorecards
from xlscorecard.model.errors import CannotRead
from xlscorecard.outputs import read_data, write_scorecards
from xlscorecard.store.json import to_json
from xlscorecard.store.sqlite import write_sqlite


@pytest.mark.parametrize("ending", [".json", ".csv", ".parquet", ".sqlite", ".xlsx"])
def test_every_form_comes_back_as_it_is_read_here(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"data{ending}"
    write_scorecards([leeds(), leicestershire()], path)
    found = read_decided(path)
    assert tuple(found) == read_data(path)
    assert tuple(found) == read_data(path)  # as often as wanted
    assert tuple(read_as_read(path)) == read_data(path)
    written = read_to_write(path, Limits())
    assert (tuple(written), written.lines) == (read_data(path), ())


def test_the_file_goes_with_the_last_who_wants_it(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    write_scorecards([leeds()], path)
    found = read_decided(path)
    kept = found._path
    assert kept.is_file()
    del found
    assert not kept.exists()


@pytest.mark.parametrize("field", ["page", "row", "value"])
@pytest.mark.parametrize("number", ["1e999999999", "-1e999999999", "1e-999999999", "9" * 5000])
def test_a_number_that_fills_all_memory_is_refused_at_once(
    tmp_path: Path, field: str, number: str
) -> None:
    data = to_json(leeds())
    (tmp_path / "data.json").write_text(
        json.dumps(data).replace(f'"{field}": ', f'"{field}": {number}, "old": ', 1), "utf-8"
    )
    with pytest.raises(CannotRead, match=r"is not a number|not JSON"):
        read_data(tmp_path / "data.json")


def test_a_store_that_never_ends_costs_its_time_only(tmp_path: Path) -> None:
    path = tmp_path / "data.sqlite"
    write_sqlite([leeds()], path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE papers RENAME TO others")
        connection.execute(
            "CREATE VIEW papers AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1"
            " FROM n) SELECT id FROM n WHERE id < 0"
        )
        connection.commit()
    began = time.monotonic()
    with pytest.raises(CannotRead, match="takes longer than 1"):
        read_scorecards([path], limits=Limits(page_seconds=1.0))
    assert time.monotonic() - began < 60
