"""The raw tables of a paper of many pages: neither they nor their text are held as a whole."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bulk.making import paper_bytes
from tests.bulk.test_long_papers import page_of, peak_of
from xlscorecard.cli import tables
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Page

PAGES = 200
_PAGE = pickle.dumps(page_of(8, 36))


def pages_of_tables(*_: object, **__: object) -> Iterator[tuple[Page, tuple[Grid, ...]]]:
    for number in range(1, PAGES + 1):
        yield Page(number, 595.0, 842.0), (replace(pickle.loads(_PAGE), page=number),)


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_memory_does_not_grow_with_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    paper, made = tmp_path / "long.pdf", tmp_path / f"made.{ending}"
    paper.write_bytes(paper_bytes(1))
    monkeypatch.setattr(tables, "read_pages", pages_of_tables)
    whole = peak_of(lambda: list(pages_of_tables()))
    peak = peak_of(lambda: tables.make_tables(made, None, None, paper, lambda _: None))
    assert peak < whole / 2
    if ending == "json":
        entries = json.loads(made.read_text("utf-8"))
        assert [entry["page"] for entry in entries] == list(range(1, PAGES + 1))
        assert entries[7]["rows"][1][0] == "P288"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_laid_out_as_python_lays_it_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    paper, made = tmp_path / "paper.pdf", tmp_path / "made.json"
    paper.write_bytes(paper_bytes(1))
    read = list(pages_of_tables())[:count]
    monkeypatch.setattr(tables, "read_pages", lambda *_, **__: iter(read))
    tables.make_tables(made, None, None, paper, lambda _: None)
    text = made.read_text("utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1)
    assert len(json.loads(text)) == count
