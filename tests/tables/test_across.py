"""A worksheet too wide for its paper: the columns that did not fit stand on later pages."""

from __future__ import annotations

import pytest

from tests.drawing import draw_page
from xlscorecard.model.grid import Block, Document, Grid, Paragraph
from xlscorecard.model.scorecard import Polarity, Rag, Role
from xlscorecard.normalise.scorecard import normalise
from xlscorecard.tables.blocks import find_blocks
from xlscorecard.tables.joining.across import join_across
from xlscorecard.tables.joining.join import join_grids

LEFT = """
+------+------------------+---------+--------+--------+
| Ref  | Measure          | Good is | Q1     | Q2     |
+------+------------------+---------+--------+--------+
| RB01 | Tax collected    | High    | 28.5%  | 56.1%  |
+------+------------------+---------+--------+--------+
| HR01 | Sickness days    | Low     | 2.1    | 4.3    |
+------+------------------+---------+--------+--------+
| PL09 | Appeals allowed  | Low     | 2      | 1      |
+------+------------------+---------+--------+--------+
"""
RIGHT = """
+------+------------------+---------+------+
| Ref  | Measure          | Target  | RAG  |
+------+------------------+---------+------+
| RB01 | Tax collected    | 56.0%   | G    |
+------+------------------+---------+------+
| HR01 | Sickness days    | 4.0     | A    |
+------+------------------+---------+------+
| PL09 | Appeals allowed  | 3       | G    |
+------+------------------+---------+------+
"""
WITHOUT_TITLES = """
+---------+------+
| Target  | RAG  |
+---------+------+
| 56.0%   | G    |
+---------+------+
| 4.0     | A    |
|         |      |
+---------+------+
| 3       | G    |
+---------+------+
"""
TALL_ROW = LEFT.replace(
    "| HR01 | Sickness days    | Low     | 2.1    | 4.3    |",
    "| HR01 | Sickness days    | Low     | 2.1    | 4.3    |\n"
    "|      | per employee     |         |        |        |",
)
NEXT_ROWS = {"RB01": "RB07", "HR01": "HR03", "PL09": "PL11",
             "Tax": "Tip", "Sickness": "Accident", "Appeals": "Permits"}  # fmt: skip


def blocks_of(*pictures: str) -> list[Block]:
    blocks: list[Block] = []
    for number, picture in enumerate(pictures, start=1):
        blocks += find_blocks(draw_page(picture, number=number))
    return blocks


def tables_of(blocks: list[Block]) -> list[Grid]:
    joined = join_across(join_grids(join_across(blocks)))
    return [block for block in joined if isinstance(block, Grid)]


def test_columns_that_print_titles_name_are_put_beside_each_other() -> None:
    (table,) = tables_of(blocks_of(LEFT, RIGHT))
    assert table.texts()[1] == ["RB01", "Tax collected", "High", "28.5%", "56.1%", "56.0%", "G"]
    assert [cell.page for cell in table.row_cells(1)] == [1, 1, 1, 1, 1, 2, 2]
    scorecard = normalise(Document("paper.pdf", (table,), 2), sha256="0" * 64)
    first, second, _ = scorecard.records
    assert (first.polarity, first.rag) == (Polarity.HIGHER, Rag.GREEN)
    assert (second.title, second.polarity, second.rag) == (
        "Sickness days",
        Polarity.LOWER,
        Rag.AMBER,
    )
    target = next(o for o in first.observations if o.role is Role.TARGET)
    assert (target.raw, target.page) == ("56.0%", 2)


def test_without_print_titles_rows_are_told_by_their_heights() -> None:
    (table,) = tables_of(blocks_of(TALL_ROW, WITHOUT_TITLES))
    assert [row[-2:] for row in table.texts()] == [
        ["Target", "RAG"], ["56.0%", "G"], ["4.0", "A"], ["3", "G"],
    ]  # fmt: skip
    assert table.confidence < 0.9


def test_rows_at_other_heights_are_another_table() -> None:
    assert len(tables_of(blocks_of(LEFT, WITHOUT_TITLES))) == 2


def renamed(picture: str) -> str:
    for old, new in NEXT_ROWS.items():
        picture = picture.replace(old.ljust(len(new)), new.ljust(len(old)), 1)
    return picture


@pytest.mark.parametrize(
    "order",
    [("left", "right", "next left", "next right"), ("left", "next left", "right", "next right")],
)
def test_pages_go_over_then_down_or_down_then_over(order: tuple[str, ...]) -> None:
    pictures = {"left": LEFT, "right": RIGHT, "next left": renamed(LEFT),
                "next right": renamed(RIGHT)}  # fmt: skip
    (table,) = tables_of(blocks_of(*(pictures[name] for name in order)))
    assert (table.rows, table.cols) == (7, 7)
    assert [row[0] for row in table.texts()[1:]] == ["RB01", "HR01", "PL09", "RB07", "HR03", "PL11"]
    assert [row[5] for row in table.texts()[1:]] == ["56.0%", "4.0", "3"] * 2


def test_the_same_columns_once_more_are_another_period() -> None:
    again = LEFT.replace("28.5%", "29.9%")
    assert all(grid.cols == 5 for grid in tables_of(blocks_of(LEFT, again)))


def test_a_heading_of_its_own_begins_another_table() -> None:
    first, second = blocks_of(LEFT, RIGHT)
    heading = Paragraph("Housing services", page=2)
    assert len(tables_of([first, heading, second])) == 2
    assert len(tables_of([Paragraph("Housing services", page=1), first, heading, second])) == 1
