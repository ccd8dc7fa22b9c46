"""Papers of a thousand pages: time and memory that grow with the pages, and no faster."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import pytest

from tests.bulk.making import paper_bytes
from tests.grids import draw_grid, read_blocks
from tests.scorecards import leicestershire
from xlscorecard.bulk.jobs import Product
from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.outcome import Conversion, Ending, Outcome, outcome_row, pack, unpack
from xlscorecard.bulk.papers import paper_files
from xlscorecard.bulk.pool import convert_in_pool
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Page
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.store import cells
from xlscorecard.store.archive import Archive
from xlscorecard.store.json import to_json, write_json
from xlscorecard.store.sqlite import read_sqlite, write_sqlite
from xlscorecard.tables.joining.join import join_grids


def many_values(times: int = 200) -> Scorecard:
    """Some megabytes of JSON."""
    card = leicestershire()
    return replace(card, records=tuple(card.records) * times)


def peak_of(work: Callable[[], object]) -> int:
    """The most bytes that Python held for this beyond what it held before."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called, by Python and into C: the same on any machine."""
    count = 0

    def tell(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(tell)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_packing_never_holds_the_whole_text() -> None:
    card = many_values()
    text = json.dumps(to_json(card))
    assert peak_of(lambda: pack(card)) < len(text) / 4


def test_writing_json_never_holds_the_whole_text(tmp_path: Path) -> None:
    card, out = many_values(), tmp_path / "out.json"
    peak = peak_of(lambda: write_json([card], out))
    objects = peak_of(lambda: to_json(card))
    assert peak - objects < out.stat().st_size / 4


def rows_of(first: int, count: int) -> list[str]:
    return [
        f"P{number} | Visits to library {number} | {number % 90 + 5}% | {number % 80 + 7}% | {{up}}"
        for number in range(first, first + count)
    ]


def page_of(number: int, rows: int = 10) -> Grid:
    """Page ``number`` of a table that goes on, its header repeated."""
    head = "*Ref* | *Measure* | *Target* | *Actual* | *RAG*"
    grid = draw_grid("\n".join([head, *rows_of(number * rows, rows)]))
    cells = tuple(replace(cell, page=number) for cell in grid.cells)
    pieces = ((number, 0, grid.rows - 1),)
    return replace(grid, cells=cells, page=number, pieces=pieces)


def test_a_table_over_many_pages_is_understood_in_time_by_its_rows() -> None:
    def work(first: int, pages: int) -> int:
        (table,) = join_grids([page_of(first + number) for number in range(pages)])
        return calls_of(lambda: read_blocks(table))

    # Four times the rows, and other ones: what is remembered of texts helps neither.
    assert work(1000, 200) < 5 * work(1, 50)


def tell_pages_then_think(_path: Path, watch: Callable[[Page], None]) -> Product:
    """A job on 500 pages that looks at all of them in the end."""
    for page in map(Page, range(1, 501), repeat(595.0), repeat(842.0)):
        watch(page)
    began = time.process_time()
    while time.process_time() < began + 1.5:
        pass
    return Product(b"made")


def test_what_follows_the_last_page_has_time_by_the_pages(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(paper_bytes(1))
    limits = Limits(page_seconds=0.5)
    ((done),) = convert_in_pool(paper_files([path], []), limits, tell_pages_then_think, 1)
    assert done.conversion.outcome.ending is Ending.READ
    assert done.conversion.outcome.pages == 500


def test_a_long_paper_travels_in_parts_and_arrives_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = many_values(300)
    packed = pack(card)
    lines = zlib.decompress(packed).splitlines()
    assert len(lines) > 1
    assert Conversion(Outcome("a.pdf", Ending.READ), packed).scorecard() == card
    # The number of each record is that in the paper, not in its part.
    stores = tmp_path / "parts.sqlite", tmp_path / "whole.sqlite"
    archive = Archive(stores[0])
    archive.keep(outcome_row(Outcome("/a.pdf", Ending.READ)), unpack(packed), lambda _: True)
    archive.close()
    with monkeypatch.context() as patched:
        patched.setattr(cells, "_PART", 1_000_000)
        write_sqlite([card], stores[1])
    for store in stores:
        assert read_sqlite(store) == (card,)
    first, second = (tables_of(store) for store in stores)
    assert first == second


def tables_of(store: Path) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(store)) as connection:
        names = ("papers", "records", "observations", "findings", "key_entries", "statements")
        return [list(connection.execute(f"SELECT * FROM {name} ORDER BY id")) for name in names]
