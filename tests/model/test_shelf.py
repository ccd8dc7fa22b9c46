"""A long sequence, most of it packed, is the sequence that it was made of."""

from __future__ import annotations

import pickle
import tracemalloc
from collections.abc import Iterator

import pytest

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Block, Cell, Grid, Paragraph, block_size
from xlscorecard.model.mark import Direction, MadeOf, Mark, MarkKind
from xlscorecard.model.shelf import shelved

ARROW = Mark(MarkKind.ARROW, MadeOf.DRAWN, Direction.UP, colour=Rgb(0, 128, 0))


def blocks(pages: int) -> Iterator[Block]:
    """A heading and a table of 200 cells for each page."""
    for page in range(1, pages + 1):
        yield Paragraph(f"Outcome {page}", page, BBox(40, 40, 300, 60), bold=True)
        cells = tuple(
            Cell(row, col, text=f"{page} {row} {col}", page=page, marks=(ARROW,) * (col == 3))
            for row in range(50)
            for col in range(4)
        )
        yield Grid(50, 4, cells, page, pieces=((page, 0, 49),))


@pytest.mark.parametrize("pages", [0, 1, 49, 50, 51, 120])
def test_all_comes_back_in_order_however_it_is_asked_for(pages: int) -> None:
    plain = list(blocks(pages))
    kept = shelved(iter(plain), block_size)
    assert list(kept) == plain
    assert list(kept) == plain  # more than once
    assert len(kept) == len(plain)
    assert [kept[at] for at in range(len(plain))] == plain
    assert [kept[-at] for at in range(1, len(plain) + 1)] == plain[::-1]
    assert list(kept[1:200:7]) == plain[1:200:7]
    with pytest.raises(IndexError):
        kept[len(plain)]


def test_two_that_hold_the_same_are_equal() -> None:
    kept = shelved(blocks(120), block_size)
    assert kept == shelved(blocks(120), block_size)
    assert kept == tuple(blocks(120))
    assert hash(kept) == hash(tuple(blocks(120)))
    assert kept != shelved(blocks(121), block_size)
    assert kept != (*blocks(119), Paragraph("another"), Paragraph("two"))


def test_a_few_stay_the_tuple_that_they_were() -> None:
    plain = tuple(blocks(10))
    kept = shelved(plain, block_size)
    assert isinstance(kept, tuple)
    assert all(mine is theirs for mine, theirs in zip(kept, plain, strict=True))


def test_eight_times_the_pages_take_little_more_room() -> None:
    def held(pages: int) -> int:
        tracemalloc.start()
        try:
            kept = shelved(blocks(pages), block_size)
            now, peak = tracemalloc.get_traced_memory()
            assert len(kept) == 2 * pages
            assert peak < now + 3_000_000
            return now
        finally:
            tracemalloc.stop()

    assert held(480) < 1.5 * held(60)


def test_a_cell_is_the_same_after_a_journey_and_still_frozen() -> None:
    cell = Cell(1, 2, text="77.4%", bbox=BBox(1.5, 2, 3, 4), fill=Rgb(1, 2, 3), marks=(ARROW,))
    copy = pickle.loads(pickle.dumps(cell))
    assert copy == cell
    assert isinstance(copy.bbox, BBox)
    with pytest.raises(AttributeError):
        copy.text = "other"
    grid = Grid(2, 3, (cell,), 4)
    again = pickle.loads(pickle.dumps(grid))
    assert again == grid
    assert again.at(1, 2) == cell
