"""Papers of a thousand pages: time and memory that grow with the pages, and no faster."""

from __future__ import annotations

import json
import sys
import time
import tracemalloc
import zlib
from collections.abc import Callable
from dataclasses import replace
from itertools import repeat
from pathlib import Path

from tests.bulk.making import paper_bytes
from tests.grids import draw_grid, read_blocks
from tests.scorecards import leicestershire
from xlscorecard.bulk.jobs import Product
from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.outcome import Ending, pack
from xlscorecard.bulk.papers import paper_files
from xlscorecard.bulk.pool import convert_in_pool
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Page
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.store.json import json_pieces, to_json, write_json
from xlscorecard.tables.join import join_grids


def many_values() -> Scorecard:
    """Some megabytes of JSON."""
    card = leicestershire()
    return replace(card, records=[*card.records] * 200)


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
    assert "".join(json_pieces(card)) == text
    assert zlib.decompress(pack(card)) == text.encode("ascii")
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
    def work(pages: int) -> int:
        (table,) = join_grids([page_of(number) for number in range(1, pages + 1)])
        return calls_of(lambda: read_blocks(table))

    # Four times the rows; what is remembered for few rows is found anew for many.
    assert work(200) < 7 * work(50)


def tell_pages_then_think(_path: Path, watch: Callable[[Page], None]) -> Product:
    """A job on 500 pages that looks at all of them in the end."""
    for page in map(Page, range(1, 501), repeat(595.0), repeat(842.0)):
        watch(page)
    time.sleep(1.5)
    return Product(b"made")


def test_what_follows_the_last_page_has_time_by_the_pages(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(paper_bytes(1))
    limits = Limits(page_seconds=0.5)
    ((done),) = convert_in_pool(paper_files([path], []), limits, tell_pages_then_think, 1)
    assert done.conversion.outcome.ending is Ending.READ
    assert done.conversion.outcome.pages == 500
