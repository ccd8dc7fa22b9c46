"""Parquet, SQLite and data frames: what other programs find in them, and reading them back."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from tests.scorecards import leeds, leicestershire, scorecards, wiltshire
from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.model.scorecard import Rag, Scorecard
from xlscorecard.store.frames import (
    findings_frame,
    from_frames,
    observations_frame,
    papers_frame,
    records_frame,
)
from xlscorecard.store.parquet import read_parquet, write_parquet
from xlscorecard.store.read import read_data
from xlscorecard.store.sqlite import read_sqlite, write_sqlite

PAPERS = (leicestershire(), leeds(), wiltshire())


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


# ---------------------------------------------------------------- Parquet


def test_parquet_has_types_and_one_row_for_each_value(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    write_parquet(PAPERS, path)
    table = pd.read_parquet(path)
    assert list(table.columns[:6]) == ["document", "page", "table", "row", "kind", "section"]
    assert len(table) == 19 + 3
    seen = table[table["raw"] == "43.1k"].iloc[0]
    assert seen["value"] == 43100.0
    assert seen["role"] == "actual"
    assert str(pq.read_schema(path).field("value").type) == "double"
    assert str(pq.read_schema(path).field("page").type) == "int64"
    findings = pd.read_parquet(tmp_path / "out.findings.parquet")
    assert findings["code"].tolist() == ["trend-against-values"]


def test_parquet_is_the_same_to_the_byte(tmp_path: Path) -> None:
    for name in ("a.parquet", "b.parquet"):
        write_parquet(PAPERS, tmp_path / name)
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


@settings(deadline=None, max_examples=40)
@given(scorecards())
def test_any_record_comes_back_from_parquet(scorecard: Scorecard) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.parquet"
        write_parquet([scorecard], path)
        read = read_parquet(path)
    assert tuple(record for one in read for record in one.records) == scorecard.records
    assert tuple(finding for one in read for finding in one.findings) == scorecard.findings


def test_a_parquet_of_another_program_will_do(tmp_path: Path) -> None:
    own = pd.DataFrame(
        {
            "title": ["Visits", "Visits", "Loans"],
            "role": ["actual", "target", "actual"],
            "value": [120.0, 130.0, np.nan],
            "status": [None, None, "due"],
        }
    )
    own.to_parquet(tmp_path / "own.parquet")
    (read,) = read_parquet(tmp_path / "own.parquet")
    assert [(r.title, len(r.observations)) for r in read.records] == [("Visits", 2), ("Loans", 1)]
    assert read.records[1].observations[0].quantity.value is None


# ---------------------------------------------------------------- SQLite


def test_sqlite_answers_plain_questions(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    write_sqlite(PAPERS, path)
    assert rows(path, "SELECT organisation FROM papers") == [
        ("Leicestershire County Council",),
        ("Leeds City Council",),
        ("Wiltshire Council",),
    ]
    assert rows(
        path,
        "SELECT r.title, o.value FROM observations o JOIN records r ON r.id = o.record_id "
        "WHERE o.role = 'actual' AND r.rag = 'green' AND o.unit = 'count'",
    ) == [("Heritage visits", 43100.0)]
    assert rows(path, "SELECT json_extract(text, '$.aim') FROM records LIMIT 1") == [
        ("Target Band Width",)
    ]
    assert rows(path, "PRAGMA user_version") == [(2,)]


def test_the_same_paper_again_replaces_itself(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    write_sqlite(PAPERS, path)
    first = leicestershire().records[0]
    again = replace(leicestershire(), records=(replace(first, rag=Rag.RED),))
    write_sqlite([again], path)
    assert rows(path, "SELECT count(*) FROM papers") == [(3,)]
    assert read_sqlite(path) == (leeds(), wiltshire(), again)
    for table in ("records", "observations", "findings"):
        orphans = f"SELECT count(*) FROM {table} WHERE paper_id NOT IN (SELECT id FROM papers)"
        assert rows(path, orphans) == [(0,)]


def test_a_run_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    write_sqlite([leeds()], path)
    before = path.read_bytes()

    def papers() -> Iterable[Scorecard]:
        yield wiltshire()
        raise CannotRead("third.pdf", "damaged")

    with pytest.raises(CannotRead):
        write_sqlite(papers(), path)
    assert read_sqlite(path) == (leeds(),)
    assert path.read_bytes() == before
    with pytest.raises(CannotRead):
        write_sqlite(papers(), tmp_path / "new.sqlite")
    assert [left.name for left in tmp_path.iterdir()] == ["store.sqlite"]


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE papers (id)")
        connection.commit()
    with pytest.raises(CannotWrite, match="not a database that"):
        write_sqlite([leeds()], path)
    with pytest.raises(CannotRead, match="not a database that"):
        read_sqlite(path)
    (tmp_path / "text.sqlite").write_text("hello, this is no database at all")
    with pytest.raises(CannotWrite):
        write_sqlite([leeds()], tmp_path / "text.sqlite")
    with pytest.raises(CannotRead):
        read_sqlite(tmp_path / "text.sqlite")


@settings(deadline=None, max_examples=40)
@given(scorecards())
def test_any_scorecard_comes_back_from_sqlite(scorecard: Scorecard) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite"
        write_sqlite([scorecard], path)
        assert read_sqlite(path) == (scorecard,)


# ---------------------------------------------------------------- data frames


def test_frames_have_types_that_pandas_can_use() -> None:
    values = observations_frame(PAPERS)
    actuals = values[values["role"] == "actual"]
    assert actuals.loc[actuals["unit"] == "percent", "value"].tolist() == [62.0, 81.0]
    assert values["value"].dtype == np.float64
    assert str(values["page"].dtype) == "Int64"
    assert bool(values["status"].isna().any())
    records = records_frame(PAPERS)
    assert list(records.columns[:4]) == ["document", "page", "table", "row"]
    assert records.groupby("rag", observed=False).size()["green"] == 2
    assert records["text"].iloc[0] == {"measure": "Local", "aim": "Target Band Width"}


def test_nothing_but_the_key_is_lost_in_frames() -> None:
    read = from_frames(
        records_frame(PAPERS),
        observations_frame(PAPERS),
        findings_frame(PAPERS),
        papers_frame(PAPERS),
    )
    assert read == tuple(replace(paper, key=(), statements=()) for paper in PAPERS)


def test_frames_of_the_contract_alone_will_do() -> None:
    def bare(frame: pd.DataFrame) -> pd.DataFrame:
        detail = {"paper", "record", "sections", "exact", "value_rag", "value_page", "quantum"}
        return frame[[name for name in frame.columns if name not in detail]]

    read = from_frames(bare(records_frame(PAPERS)), bare(observations_frame(PAPERS)))
    assert [paper.paper.file for paper in read] == [paper.paper.file for paper in PAPERS]
    assert read[2].records[0].observations[0].rag is Rag.AMBER
    assert [len(record.observations) for record in read[0].records] == [4, 4, 2, 3, 2]


@settings(deadline=None, max_examples=25)
@given(scorecards())
def test_any_records_come_back_from_frames(scorecard: Scorecard) -> None:
    read = from_frames(
        records_frame([scorecard]),
        observations_frame([scorecard]),
        papers=papers_frame([scorecard]),
    )
    assert read[0].records == scorecard.records


# ---------------------------------------------------------------- any of them


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.parquet", "a.sqlite", "a.txt"])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotRead, match="no such file"):
        read_data(tmp_path / name)


@pytest.mark.parametrize("ending", ["json", "csv", "parquet", "sqlite"])
def test_a_damaged_file_is_told(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"bad.{ending}"
    path.write_bytes(b'"\x00\xff\xfe not data of any kind')
    with pytest.raises(CannotRead, match="bad"):
        read_data(path)


@pytest.mark.parametrize(
    ("ending", "write"),
    [("parquet", write_parquet), ("sqlite", write_sqlite)],
)
def test_the_ending_tells_the_reader(
    tmp_path: Path, ending: str, write: Callable[[Iterable[Scorecard], Path], None]
) -> None:
    path = tmp_path / f"out.{ending}"
    write([wiltshire()], path)
    (read,) = read_data(path)
    assert read.records == wiltshire().records
