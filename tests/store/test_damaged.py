"""Data that contradicts itself or is damaged is refused in a line; found by fuzzing."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet
import pytest

from tests.scorecards import leicestershire
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.scorecard import Status
from xlscorecard.outputs import write_scorecards
from xlscorecard.store.archive import read_to_look_at
from xlscorecard.store.read import read_data


def test_a_value_that_has_a_number_and_a_reason_for_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    write_scorecards([leicestershire()], path)
    data = json.loads(path.read_text("utf-8"))
    at = next(n for n, row in enumerate(data["observations"]) if row["value"] is not None)
    data["observations"][at]["status"] = "tbc"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(
        CannotRead, match=rf"observations\[{at}\].status.*'tbc' says why there is no"
    ):
        read_data(path)


def test_somebody_who_fills_in_a_missing_figure_is_told_to_clear_its_status(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("document,title,column,value,status\nq1.pdf,Visits,Q1,12,tbc\n", "ascii")
    with pytest.raises(CannotRead, match=r"line 2.*status"):
        read_data(path)
    rows = list(csv.DictReader(path.read_text("ascii").splitlines()))
    path.write_text(f"document,title,column,value\nq1.pdf,Visits,Q1,{rows[0]['value']}\n", "ascii")
    (card,) = read_data(path)
    assert card.records[0].observations[0].quantity.value == 12


@pytest.mark.parametrize("said", ["98", "-0.1", "1.001"])
def test_a_confidence_is_between_none_and_whole(tmp_path: Path, said: str) -> None:
    path = tmp_path / "data.csv"
    path.write_text(
        f"document,title,column,value,confidence\nq1.pdf,Visits,Q1,12,{said}\n", "ascii"
    )
    with pytest.raises(CannotRead, match=rf"line 2.*confidence.*{said} is not between 0 and 1"):
        read_data(path)


def test_a_withheld_figure_keeps_what_it_is_below(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(
        "document,title,column,raw,high,comparator,status\nq1.pdf,Deaths,Q1,<5,5,<,suppressed\n",
        "ascii",
    )
    (card,) = read_data(path)
    quantity = card.records[0].observations[0].quantity
    assert (quantity.high, quantity.numeric, quantity.status) == (
        Decimal(5),
        False,
        Status.SUPPRESSED,
    )


def test_a_store_whose_schema_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "data.sqlite"
    write_scorecards([leicestershire()], path)
    content = path.read_bytes()
    assert content.count(b"CREATE TABLE papers") == 1
    path.write_bytes(content.replace(b"CREATE TABLE papers", b"CREATE TABL\x80 papers"))
    for read in (read_data, read_to_look_at):
        with pytest.raises(CannotRead, match="its schema is damaged"):
            read(path)


def test_a_parquet_file_whose_texts_are_none(tmp_path: Path) -> None:
    path = tmp_path / "data.parquet"
    letters = pyarrow.array([b"Vis\xffits"], pyarrow.binary()).view(pyarrow.string())
    names = pyarrow.array(["q1.pdf"])
    table = pyarrow.table({"document": names, "title": letters, "column": names})
    pyarrow.parquet.write_table(table, path)
    with pytest.raises(CannotRead, match="not a Parquet file, or a damaged one"):
        read_data(path)
