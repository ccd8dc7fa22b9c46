"""Tables that go on over pages."""

from __future__ import annotations

import pytest

from tests.drawing import draw_page
from xlscorecard.model.grid import Block, Grid, Paragraph
from xlscorecard.tables.blocks import find_blocks
from xlscorecard.tables.joining.join import join_grids

HEAD = """
+-----+--------------------+--------+--------+
| Ref | Measure            | Target | Actual |
+-----+--------------------+--------+--------+
"""
RULE = "+-----+--------------------+--------+--------+"


def rows(*lines: str) -> str:
    return "\n".join(f"{line}\n{RULE}" for line in lines)


FIRST = HEAD + rows(
    "| 1A  | Visits to homes    | 12     | 14     |",
    "| 1B  | Delayed transfers  | 3.4    | 3.1    |",
)


def paper(*pictures: str, between: tuple[Block, ...] = ()) -> list[Grid]:
    blocks: list[Block] = []
    for number, picture in enumerate(pictures, start=1):
        if number > 1:
            blocks += between
        blocks += find_blocks(draw_page(picture, number=number))
    return [block for block in join_grids(blocks) if isinstance(block, Grid)]


def test_a_repeated_header_stands_once() -> None:
    second = HEAD + rows("| 1C  | Loans              | 7      | 9      |")
    (grid,) = paper(FIRST, second)
    assert [row[0] for row in grid.texts()] == ["Ref", "1A", "1B", "1C"]
    assert grid.pieces == ((1, 0, 2), (2, 3, 3))
    assert [cell.page for cell in grid.row_cells(3)] == [2, 2, 2, 2]


def test_without_a_repeated_header() -> None:
    second = RULE + "\n" + rows("| 1C  | Loans              | 7      | 9      |")
    second += "\n" + rows("| 1D  | Members            | 8      | 8      |")
    (grid,) = paper(FIRST, second)
    assert [row[0] for row in grid.texts()] == ["Ref", "1A", "1B", "1C", "1D"]


def test_a_row_split_by_the_page_break_is_healed_with_a_doubt() -> None:
    second = RULE + "\n" + rows("|     | of care            |        |        |")
    second += "\n" + rows("| 1C  | Loans              | 7      | 9      |")
    (grid,) = paper(FIRST, second)
    assert grid.texts()[2] == ["1B", "Delayed transfers\nof care", "3.4", "3.1"]
    assert grid.texts()[3][0] == "1C"
    healed = grid.at(2, 1)
    assert healed is not None
    assert healed.confidence < 0.9


def test_a_row_with_figures_of_its_own_is_never_healed() -> None:
    second = RULE + "\n" + rows("|     | of which urgent    | 2      | 1      |")
    second += "\n" + rows("| 1C  | Loans              | 7      | 9      |")
    (grid,) = paper(FIRST, second)
    assert grid.texts()[2] == ["1B", "Delayed transfers", "3.4", "3.1"]
    assert grid.texts()[3] == ["", "of which urgent", "2", "1"]


@pytest.mark.parametrize(
    ("between", "tables"),
    [
        (Paragraph("Page 7", furniture=True), 1),
        (Paragraph("Appendix B - Housing"), 2),
        (Paragraph("Table 1 (continued)"), 1),
    ],
    ids=["page number", "another heading", "continued"],
)
def test_what_may_stand_between(between: Paragraph, tables: int) -> None:
    second = HEAD + rows("| 1C  | Loans              | 7      | 9      |")
    assert len(paper(FIRST, second, between=(between,))) == tables


def test_another_header_makes_another_table() -> None:
    second = HEAD.replace("Ref", "No.").replace("Measure", "Service") + rows(
        "| 1C  | Loans              | 7      | 9      |"
    )
    assert len(paper(FIRST, second.replace("Target", "Budget").replace("Actual", "Spent "))) == 2


def test_other_columns_make_another_table() -> None:
    second = """
+-------------+------+
| Symbol      | Mean |
+-------------+------+
| G           | Good |
+-------------+------+
"""
    assert len(paper(FIRST, second)) == 2


def test_two_tables_on_one_page_stay_apart() -> None:
    page = draw_page(FIRST + "\n\n\n" + FIRST)
    assert sum(isinstance(block, Grid) for block in join_grids(find_blocks(page))) == 2


def test_a_merged_cell_goes_on_over_the_break() -> None:
    first = """
+-------+--------+------+
| Group | Name   | Q1   |
+-------+--------+------+
| Homes | Visits | 12   |
|       +--------+------+
|       | Loans  | 3    |
+-------+--------+------+
"""
    second = """
+-------+--------+------+
|       | Moves  | 7    |
|       +--------+------+
|       | Stays  | 8    |
+-------+--------+------+
"""
    (grid,) = paper(first, second)
    homes = grid.at(1, 0)
    assert homes is not None
    assert homes.rowspan == 4
    assert grid.at(4, 0) is homes


def test_a_year_goes_on_with_words_where_the_row_does() -> None:
    first = """
+-----+--------------------+------------+--------+
| Ref | Measure            | 2021/22    | Target |
+-----+--------------------+------------+--------+
| 1A  | Visits to homes    | 12         | 14     |
+-----+--------------------+------------+--------+
| 1B  | People waiting at  | Next       | 3.1    |
|     | the end            | survey due |        |
+-----+--------------------+------------+--------+
"""
    second = """
+-----+--------------------+------------+--------+
|     | of the period      | 2022/23    |        |
+-----+--------------------+------------+--------+
| 1C  | Loans              | 7          | 9      |
+-----+--------------------+------------+--------+
"""
    (grid,) = paper(first, second)
    assert grid.texts()[2:] == [
        ["1B", "People waiting at\nthe end\nof the period", "Next\nsurvey due\n2022/23", "3.1"],
        ["1C", "Loans", "7", "9"],
    ]
