"""Priorities beside their measures: a merged cell is painted as one block while the measures' rows
are striped, and a page may begin inside the rows of a priority."""

from __future__ import annotations

from tests.drawing import draw_page, stripe
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Page
from xlscorecard.tables.blocks import find_blocks
from xlscorecard.tables.joining.join import join_grids

PALE = (242, 242, 242)


def rows(*pages: Page) -> list[tuple[str, str]]:
    """What each row of the pages' one table has in its first two columns."""
    blocks = [block for page in pages for block in find_blocks(page)]
    (grid,) = (block for block in join_grids(blocks) if isinstance(block, Grid))
    texts = [
        tuple(cell.text if (cell := grid.at(row, col)) else "" for col in (0, 1))
        for row in range(grid.rows)
    ]
    return [(first, second) for first, second in texts]


def test_the_priority_in_the_middle_of_a_painted_block_is_that_of_all_its_rows() -> None:
    picture = """
              Carers         2.25   2.41   2.39
              Day places     166    317    222
 Improve      Homes          71%    74%    70%
              Complaints     25     38     41
 Build        New homes      44     61     59
"""
    fills = (
        *(stripe(line, 0, 48, PALE) for line in (1, 3)),
        stripe(2, 0, 13, PALE),
    )
    assert rows(draw_page(picture, fills=fills)) == [
        ("", "Carers"),
        ("Improve", "Day places"),
        ("Improve", "Homes"),
        ("Improve", "Complaints"),
        ("Build", "New homes"),
    ]


FIRST = """
+-----------+------------+------+
| Priority  | Measure    | Q1   |
+-----------+------------+------+
| Join up   | Referrals  | 166  |
+-----------+------------+------+
| Extend    | Budgets    | 1.84 |
            +------------+------+
|           | Users      | 71%  |
+-----------+------------+------+
"""
SECOND = """
+-----------+------------+------+
|           | Carers     | 2.25 |
+-----------+------------+------+
| Improve   | Day places | 31   |
+-----------+------------+------+
"""


def test_a_row_at_the_head_of_a_page_goes_on_with_the_last_priority() -> None:
    assert rows(draw_page(FIRST), draw_page(SECOND, number=2)) == [
        ("Priority", "Measure"),
        ("Join up", "Referrals"),
        ("Extend", "Budgets"),
        ("Extend", "Users"),
        ("Extend", "Carers"),
        ("Improve", "Day places"),
    ]


def test_a_priority_of_one_row_does_not_reach_over_the_page() -> None:
    second_row = "            +------------+------+\n|           | Users      | 71%  |\n"
    first = FIRST.replace(second_row, "")
    assert rows(draw_page(first), draw_page(SECOND, number=2))[-2:] == [
        ("", "Carers"),
        ("Improve", "Day places"),
    ]
