"""Tables that go on over very many pages: joined at the cost of their pages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import pytest

from tests.grids import draw_grid
from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Grid, Paragraph
from xlscorecard.tables.joining.join import join_grids

HEAD = "*Ref* | *Measure* | *Target* | *Actual*"


def page_of(number: int, lines: list[str]) -> Grid:
    """A page's piece of a table, its columns at the same places on each page; ``_`` is empty."""
    grid = draw_grid("\n".join(lines))
    cells = tuple(
        replace(
            cell,
            page=number,
            text=cell.text.replace("_", ""),
            bbox=BBox(100 * cell.col, 20 * cell.row, 100 * cell.col + 100, 20 * cell.row + 20),
        )
        for cell in grid.cells
    )
    return replace(grid, cells=cells, page=number, pieces=((number, 0, grid.rows - 1),))


def headed(pages: int) -> list[Grid]:
    return [page_of(number, [HEAD, *rows_of(number)]) for number in range(1, pages + 1)]


def bare(pages: int) -> list[Grid]:
    first, *others = headed(pages)
    return [first, *(page_of(grid.page or 0, rows_of(grid.page or 0)) for grid in others)]


def rows_of(page: int) -> list[str]:
    return [f"P{page}.{row} | Visits to library {row} | {row + 5}% | 7%" for row in range(1, 5)]


def split(pages: int) -> list[Grid]:
    """Each page's last row goes on at the top of the next one."""
    made = [page_of(1, [HEAD, *rows_of(1), "P1.5 | Visits to the | 4% | 7%"])]
    for number in range(2, pages + 1):
        lines = ["_ | libraries of the north | _ | _", *rows_of(number)]
        made.append(page_of(number, [*lines, f"P{number}.5 | Visits to the | 4% | 7%"]))
    return made


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called, by Python and into C: the same on any machine."""
    calls = count()

    def tell(_frame: object, event: str, _argument: object) -> None:
        if event in {"call", "c_call"}:
            next(calls)

    sys.setprofile(tell)
    try:
        work()
    finally:
        sys.setprofile(None)
    return next(calls)


@pytest.mark.parametrize("make", [headed, bare, split])
def test_four_times_the_pages_cost_four_times_the_work(make: Callable[[int], list[Grid]]) -> None:
    few, many = make(20), make(80)
    assert len(list(join_grids(many))) == 1
    assert calls_of(lambda: list(join_grids(many))) < 5 * calls_of(lambda: list(join_grids(few)))


def test_every_page_split_row_is_healed() -> None:
    (table,) = join_grids(split(30))
    assert isinstance(table, Grid)
    texts = table.texts()
    assert texts[5] == ["P1.5", "Visits to the\nlibraries of the north", "4%", "7%"]
    assert texts[10][1] == "Visits to the\nlibraries of the north"
    assert table.rows == 1 + 5 * 30
    assert table.pieces[-1] == (30, 146, 150)


def test_a_banner_that_a_page_repeats_above_the_header_is_left_out() -> None:
    banner = "*Children and families* | < | < | <"
    lines = [HEAD, banner, *rows_of(1)]
    again = [banner, HEAD, *rows_of(2)]
    (table,) = join_grids([page_of(1, lines), page_of(2, again)])
    assert isinstance(table, Grid)
    first = [row[0] for row in table.texts()]
    codes = [f"P{page}.{row}" for page in (1, 2) for row in (1, 2, 3, 4)]
    assert first == ["Ref", "Children and families", *codes]


def test_what_stands_below_is_given_as_soon_as_nothing_can_change_it() -> None:
    drawn: list[int] = []

    def blocks() -> Iterator[Grid | Paragraph]:
        for number in range(1, 4):
            drawn.append(number)
            yield page_of(number, [f"*Only {number}* | *Here {number}*", f"word {number} | 5%"])
            yield Paragraph(f"Outcome {number}: safe streets for all", number)

    joined = join_grids(blocks())
    assert isinstance(next(joined), Grid)
    assert drawn == [1, 2]
