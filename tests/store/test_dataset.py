"""A folder of Parquet tables, asked by DuckDB."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scorecards import leeds, leicestershire, wiltshire
from xlscorecard.model.errors import CannotWrite
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.store.dataset import write_dataset

PAPERS = (leicestershire(), leeds(), wiltshire())


def test_duckdb_answers_questions_over_the_folder(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    folder = tmp_path / "tables"
    write_dataset(PAPERS, folder)
    with duckdb.connect() as connection:
        found = connection.execute(
            f"""SELECT p.organisation, r.title, o.value
                FROM '{folder}/observations/*.parquet' AS o
                JOIN '{folder}/records/*.parquet' AS r USING (paper, record)
                JOIN '{folder}/papers/*.parquet' AS p USING (paper)
                WHERE o.role = 'actual' AND r.rag = 'green' AND o.unit = 'count'"""
        ).fetchall()
        doubts = connection.execute(f"SELECT code FROM '{folder}/findings/*.parquet'").fetchall()
    assert found == [("Leicestershire County Council", "Heritage visits", 43100.0)]
    assert doubts == [("trend-against-values",)]


def test_a_new_dataset_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    write_dataset(PAPERS, folder)
    write_dataset(PAPERS[:1], folder)
    assert json.loads((folder / "dataset.json").read_text("utf-8"))["papers"] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tables"]


def test_a_swap_that_was_killed_half_way_loses_neither(tmp_path: Path) -> None:
    folder, old = tmp_path / "tables", tmp_path / ".tables.xlscorecard-before"
    write_dataset(PAPERS, folder)
    folder.rename(old)

    def fails() -> Iterator[Scorecard]:
        assert (folder / "dataset.json").is_file()
        raise RuntimeError
        yield

    with pytest.raises(RuntimeError):
        write_dataset(fails(), folder)
    assert json.loads((folder / "dataset.json").read_text("utf-8"))["papers"] == 3
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_a_folder_that_a_killed_run_has_left_goes_a_day_later(tmp_path: Path) -> None:
    left = tmp_path / ".xlscorecard-part-left"
    left.mkdir()
    (left / "part-000001.parquet").write_bytes(b"cut short")
    os.utime(left, (1, 1))
    write_dataset(PAPERS, tmp_path / "tables")
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_no_papers_still_give_the_tables(tmp_path: Path) -> None:
    write_dataset([], tmp_path / "tables")
    assert len(list((tmp_path / "tables").rglob("*.parquet"))) == 4


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotWrite, match="holds other files"):
        write_dataset(PAPERS, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
