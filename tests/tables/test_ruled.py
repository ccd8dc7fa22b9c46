"""Ruled tables: what a reader sees in the lines is what comes out."""

from __future__ import annotations

import pytest

from tests.drawing import draw_page
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Page
from xlscorecard.tables.blocks import find_blocks


def grids(page: Page) -> list[Grid]:
    return [block for block in find_blocks(page) if isinstance(block, Grid)]


def only(page: Page) -> Grid:
    (grid,) = grids(page)
    return grid


def test_plain_table() -> None:
    grid = only(
        draw_page("""
+---------+--------+--------+
| Measure | Target | Actual |
+---------+--------+--------+
| Visits  | 12     | 14     |
+---------+--------+--------+
| Loans   | 3      | 2      |
+---------+--------+--------+
""")
    )
    assert grid.texts() == [
        ["Measure", "Target", "Actual"],
        ["Visits", "12", "14"],
        ["Loans", "3", "2"],
    ]
    assert list(grid.spans()) == []
    assert grid.ruling == "full"


def test_spans_come_from_missing_edges() -> None:
    grid = only(
        draw_page("""
+--------+-----------------+
| Ref    | 2017/18         |
|        +--------+--------+
|        | Q1     | Q2     |
+--------+--------+--------+
| A1     | 12     | 14     |
+--------+--------+--------+
| Corporate priority       |
+--------+--------+--------+
| A2     | 3      | 5      |
+--------+--------+--------+
""")
    )
    assert set(grid.spans()) == {(0, 0, 2, 1), (0, 1, 1, 2), (3, 0, 1, 3)}
    assert grid.texts()[1] == ["", "Q1", "Q2"]
    assert grid.at(3, 2) is grid.at(3, 0)


def test_sides_may_stand_open() -> None:
    grid = only(
        draw_page("""
+--------+--------+--------+
  Ref    | Target | Actual
+--------+--------+--------+
  A1     | 12     | 14
+--------+--------+--------+
  A2     | 3      | 2
+--------+--------+--------+
""")
    )
    assert grid.texts() == [["Ref", "Target", "Actual"], ["A1", "12", "14"], ["A2", "3", "2"]]


def test_lines_of_a_cell_are_joined_by_newlines() -> None:
    grid = only(
        draw_page("""
+------------------+----+
| Delayed transfers| 12 |
| of care          |    |
+------------------+----+
| Visits           | 3  |
+------------------+----+
""")
    )
    assert grid.texts()[0] == ["Delayed transfers\nof care", "12"]


def test_rows_without_lines_in_a_ruled_frame_come_from_the_text() -> None:
    grid = only(
        draw_page("""
+----------+-------+-------+
| Country  | Fund  | Total |
+----------+-------+-------+
| Bulgaria | 2.3   | 5.5   |
| Cyprus   | 0.21  | 0.21  |
| Hungary  | 8.6   | 19.8  |
| Estonia  | 1.1   | 3.0   |
+----------+-------+-------+
""")
    )
    assert grid.texts()[2] == ["Cyprus", "0.21", "0.21"]
    assert grid.rows == 5


def test_columns_without_lines_in_a_ruled_frame_come_from_the_text() -> None:
    grid = only(
        draw_page("""
+----------+-------+-------+
| Country  | Fund  | Total |
+----------+-------+-------+
| Bulgaria   2.3     5.5   |
+--------------------------+
| Cyprus     0.21    0.21  |
+--------------------------+
| Hungary    8.6     19.8  |
+--------------------------+
""")
    )
    assert grid.texts()[1:] == [
        ["Bulgaria", "2.3", "5.5"],
        ["Cyprus", "0.21", "0.21"],
        ["Hungary", "8.6", "19.8"],
    ]


def test_side_by_side_tables_stay_apart() -> None:
    page = draw_page("""
+------+----+     +------+----+
| Land | 1  |     | City | 7  |
+------+----+     +------+----+
| Sea  | 2  |     | Town | 8  |
+------+----+     +------+----+
""")
    assert [grid.texts() for grid in grids(page)] == [
        [["Land", "1"], ["Sea", "2"]],
        [["City", "7"], ["Town", "8"]],
    ]


def test_a_table_in_a_box_is_found_and_the_box_is_none() -> None:
    page = draw_page("""
+-------------------------------+
|                               |
|    +------+----+              |
|    | Land | 1  |   a note     |
|    +------+----+              |
|    | Sea  | 2  |              |
|    +------+----+              |
|                               |
+-------------------------------+
""")
    assert [grid.texts() for grid in grids(page)] == [[["Land", "1"], ["Sea", "2"]]]


@pytest.mark.parametrize(
    "picture",
    [
        "+---------------+\n| A framed text |\n+---------------+",
        "+--+--+--+--+--+\n|  |  |  |  |  |\n+--+--+--+--+--+\n|  |  |  |  |  |\n+--+--+--+--+--+",
    ],
    ids=["one text in a frame", "a chart's grid lines"],
)
def test_what_is_no_table(picture: str) -> None:
    assert grids(draw_page(picture)) == []
