"""The questions of docs/schema.md are asked as they stand there."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tests.scorecards import leicestershire, wiltshire
from xlscorecard.store.archive import Archive
from xlscorecard.store.dataset import write_dataset
from xlscorecard.store.sqlite import write_sqlite

_COUNCIL = wiltshire()
_OWNED = replace(_COUNCIL.records[0], text=(("owner", "Ann"), ("comment", "Late")))
CARDS = (leicestershire(), replace(_COUNCIL, records=(_OWNED, *_COUNCIL.records[1:])))
_TEXT = (Path(__file__).parents[2] / "docs" / "schema.md").read_text("utf-8")
_SQL = [
    re.sub(r"^ *--.*\n", "", part, flags=re.MULTILINE).strip()
    for block in re.findall(r"(?:^    .*\n|^\n)+", _TEXT, re.MULTILINE)
    for part in re.split(r"(?<=;)\n", block)
    if "SELECT" in part
]
OF_STORES = [question for question in _SQL if ".parquet" not in question]
OF_DATASETS = [question for question in _SQL if ".parquet" in question]


def test_there_are_questions() -> None:
    assert len(OF_STORES) == 3
    assert len(OF_DATASETS) == 1


@pytest.mark.parametrize("question", OF_STORES)
def test_of_a_store(tmp_path: Path, question: str) -> None:
    store = tmp_path / "history.sqlite"
    write_sqlite(CARDS, store)
    archive = Archive(store)
    told = dict.fromkeys(
        ("reader", "rules", "place", "advice", "allowed", "pages", "records", "values", "looks")
    )
    gone = {"source": "/q9.pdf", "ending": "time", "sha256": "", "reason": "too long"}
    archive.keep(told | gone, None, lambda _: True)
    archive.close()
    with closing(sqlite3.connect(store)) as connection:
        found = connection.execute(question).fetchall()
    if "conversions" in question:
        assert found == [("/q9.pdf", "time", "too long")]
    elif "owner" in question:
        assert found == [(_OWNED.title, "Ann")]
    else:
        titles = [
            record.title
            for card in CARDS
            for record in card.records
            for value in record.observations
            if record.rag == "green" and value.role == "actual"
        ]
        assert [row[2] for row in found] == titles
        assert titles


@pytest.mark.parametrize("question", OF_DATASETS)
def test_of_a_dataset(tmp_path: Path, question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write_dataset(CARDS, tmp_path / "tables")
    monkeypatch.chdir(tmp_path)
    values = {
        card.paper.organisation: sum(len(record.observations) for record in card.records)
        for card in CARDS
    }
    with duckdb.connect() as connection:
        assert dict(connection.execute(question).fetchall()) == values
