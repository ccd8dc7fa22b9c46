"""A worksheet too wide for its paper: the columns that did not fit stand on later pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.drawing import draw_page
from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Cell, Document, Grid, Paragraph
from xlscorecard.model.scorecard import Polarity, Rag, Role
from xlscorecard.normalise.scorecard import normalise
from xlscorecard.tables.blocks import find_blocks
from xlscorecard.tables.joining.across import join_across
from xlscorecard.tables.joining.join import join_grids
from xlscorecard.tables.joining.print_titles import without_print_titles

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
    (table,) = tables_of(blocks_of(LEFT, again))
    assert [row[0] for row in table.texts()[1:]] == ["RB01", "HR01", "PL09"] * 2
    assert [row[3] for row in table.texts()[1:]] == ["28.5%", "2.1", "2", "29.9%", "2.1", "2"]


PIECE = """
+------+------------------+---------+--------+--------+
| BV02 | Repairs in time  | Low     | 36.1   | 27.8   |
+------+------------------+---------+--------+--------+
| BV03 | Invoices in time | Low     | 17.1   | 43.4   |
+------+------------------+---------+--------+--------+
| BV24 | Business appeals | High    | 37.1   | 31.6   |
+------+------------------+---------+--------+--------+
| BV05 | Spent on agency  | High    | 86.6   | 92.3   |
+------+------------------+---------+--------+--------+
"""


def test_other_measures_under_the_same_numbers_are_no_further_columns() -> None:
    others = PIECE
    for name, other in (
        ("Repairs in time ", "Library visits  "),
        ("Invoices in time", "Households in B "),
        ("Business appeals", "Freedom requests"),
        ("Spent on agency ", "Protection plans"),
    ):
        others = others.replace(name, other)
    assert all(grid.cols == 5 for grid in tables_of(blocks_of(PIECE, others)))


def test_a_heading_of_its_own_begins_another_table() -> None:
    first, second = blocks_of(LEFT, RIGHT)
    heading = Paragraph("Housing services", page=2)
    assert len(tables_of([first, heading, second])) == 2
    assert len(tables_of([Paragraph("Housing services", page=1), first, heading, second])) == 1


def on_page(number: int, *pictures: str) -> list[Block]:
    return [
        block for picture in pictures for block in find_blocks(draw_page(picture, number=number))
    ]


def test_tables_below_each_other_go_on_to_the_right_each_beside_its_own_rows() -> None:
    blocks = on_page(1, LEFT, renamed(LEFT)) + on_page(2, RIGHT, renamed(RIGHT))
    first, second = tables_of(blocks)
    assert first.texts()[1] == ["RB01", "Tax collected", "High", "28.5%", "56.1%", "56.0%", "G"]
    assert second.texts()[1][:2] + second.texts()[1][-2:] == ["RB07", "Tip collected", "56.0%", "G"]
    assert [grid.page for grid in (first, second)] == [1, 1]


def test_what_stands_over_further_columns_alone_is_no_row_of_names() -> None:
    header = "| Ref  | Measure          | Target  | RAG  |"
    above = f"|      |                  | 2023/24 |      |\n{RIGHT.split(chr(10))[1]}\n{header}"
    (table,) = tables_of(blocks_of(LEFT, RIGHT.replace(header, above)))
    assert [row[-2:] for row in table.texts()[:3]] == [
        ["2023/24", ""], ["Target", "RAG"], ["56.0%", "G"],
    ]  # fmt: skip
    assert table.texts()[1][:3] == ["Ref", "Measure", "Good is"]


OF_ANOTHER = """
+------+------------------+--------------------+---------+--------+
| Ref  | Measure          |                    | 2023/24 |        |
+------+------------------+--------------------+---------+--------+
| RB01 | Tax collected    | What is counted    | Target  | Actual |
+------+------------------+--------------------+---------+--------+
| HR01 | Sickness days    | Calls answered     | 91%     | 88%    |
+------+------------------+--------------------+---------+--------+
| PL09 | Appeals allowed  | Letters answered   | 81%     | 79%    |
+------+------------------+--------------------+---------+--------+
| PL10 | Trees planted    | Visitors received  | 120     | 131    |
+------+------------------+--------------------+---------+--------+
"""


def as_print(blocks: list[Block]) -> list[Block]:
    return [replace(block, ruling="print") for block in blocks if isinstance(block, Grid)]


def test_print_titles_beside_another_tables_rows_name_none_of_these() -> None:
    first, second = without_print_titles(as_print(blocks_of(LEFT, OF_ANOTHER)))
    assert isinstance(first, Grid)
    assert isinstance(second, Grid)
    assert first.cols == 5
    assert second.texts()[:3] == [
        ["", "2023/24", ""],
        ["What is counted", "Target", "Actual"],
        ["Calls answered", "91%", "88%"],
    ]


def test_names_of_another_kind_in_one_header_with_the_first_stay() -> None:
    owners = RIGHT.replace("Target ", "Owner  ").replace("56.0%", "Finance manager")
    blocks = as_print(blocks_of(LEFT, owners))
    assert list(without_print_titles(blocks)) == blocks


def grid_of_texts(page: int, *lines: str) -> Grid:
    """A printed table of one page, a line of a picture to a row."""
    rows = [[text.strip() for text in line.split("|")] for line in lines]
    cells = tuple(
        Cell(row, col, text=text, page=page, bbox=BBox(90 * col, 20 * row, 90 * col + 90, 20 * row))
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    pieces = ((page, 0, len(rows) - 1),)
    return Grid(len(rows), len(rows[0]), cells, page=page, pieces=pieces, ruling="print")


def test_a_piece_with_the_names_of_two_tables_is_parted_for_each() -> None:
    names = ("Calls answered", "Homes let", "Bins missed"), ("Trees planted", "Visits", "Loans")
    first = grid_of_texts(1, "Measure | Q1", *(f"{name} | 5" for name in names[0]))
    second = grid_of_texts(1, " | 2023/24", "What | Actual", *(f"{name} | 7" for name in names[1]))
    piece = grid_of_texts(
        2, "Measure | Travel", *(f"{name} | Up" for name in names[0]), "Others | ", "What | Target",
        *(f"{name} | 8" for name in names[1]),
    )  # fmt: skip
    one, other = join_across([first, second, piece])
    assert isinstance(one, Grid)
    assert isinstance(other, Grid)
    assert one.texts()[1] == ["Calls answered", "5", "Up"]
    assert other.texts()[:3] == [
        ["", "2023/24", ""],
        ["What", "Actual", "Target"],
        ["Trees planted", "7", "8"],
    ]


def test_columns_under_a_name_that_stands_on_the_page_before_go_on() -> None:
    names = ("Calls answered", "Homes let", "Bins missed")
    first = grid_of_texts(
        1, " | | Q1 | | Q2", "Measure | Unit | Target | Actual | Target",
        *(f"{name} | % | 5 | 6 | 7" for name in names),
    )  # fmt: skip
    piece = grid_of_texts(2, "Measure | Actual", *(f"{name} | 8" for name in names))
    (table,) = join_across([first, piece])
    assert isinstance(table, Grid)
    assert [row[-3:] for row in table.texts()[:3]] == [
        ["", "Q2", ""],
        ["Actual", "Target", "Actual"],
        ["6", "7", "8"],
    ]


def test_figures_beside_a_heading_of_the_print_titles_are_another_tables() -> None:
    titles = (
        "A1 | Calls answered",
        "Housing | ",
        "A2 | Homes let in a month",
        "A3 | Missed bins a week",
    )
    first = grid_of_texts(1, "Ref | Measure | Q1", *(f"{title} | 5" for title in titles))
    own = ("Trees planted", "Visits to libraries", "Books on loan", "Parks with flags")
    piece = grid_of_texts(
        2, "Ref | Measure | What we count | Q1 | Target",
        *(f"{title} | {name} | 7 | 8" for title, name in zip(titles, own, strict=True)),
    )  # fmt: skip
    _, other = without_print_titles(join_across([first, piece]))
    assert isinstance(other, Grid)
    assert other.texts()[1] == ["Trees planted", "7", "8"]


def test_a_year_on_one_page_is_over_the_column_of_the_next() -> None:
    """Paper so narrow that each page has one column: the header has a row more where a year is."""
    year = """
+------+------------------+---------+
| Ref  | Measure          | 2022/23 |
+------+------------------+---------+
|      |                  | Target  |
+------+------------------+---------+
| RB01 | Tax collected    | 56.0%   |
+------+------------------+---------+
| HR01 | Sickness days    | 4.0     |
+------+------------------+---------+
| PL09 | Appeals allowed  | 3       |
+------+------------------+---------+
"""
    behind = """
+------+------------------+---------+
| Ref  | Measure          | Actual  |
+------+------------------+---------+
| RB01 | Tax collected    | 57.1%   |
+------+------------------+---------+
| HR01 | Sickness days    | 4.3     |
+------+------------------+---------+
| PL09 | Appeals allowed  | 2       |
+------+------------------+---------+
"""
    pages = (year, behind, year.replace("2022", "2023").replace("/23", "/24"), behind)
    (table,) = tables_of(blocks_of(*pages))
    assert table.texts()[0] == ["Ref", "Measure", "2022/23", "Actual", "2023/24", "Actual"]
    scorecard = normalise(Document("paper.pdf", (table,), 4), sha256="0" * 64)
    assert [value.period for value in scorecard.records[0].observations] == [
        *("2022/23", "2022/23", "2023/24", "2023/24"),
    ]


NAMES = ("Calls answered", "Homes let in a month", "Missed bins a week")


def test_figures_beside_a_section_of_the_titles_are_of_no_row_that_these_name() -> None:
    """The further page holds another table's figures, without its names: they are nobody's."""
    first = grid_of_texts(
        1, "Ref | Measure | Q1 | Q2", "A1 | Calls answered | 5 | 6", "Housing | | | ",
        "A2 | Homes let in a month | 5 | 6", "A3 | Missed bins a week | 7 | 8",
    )  # fmt: skip
    piece = grid_of_texts(
        2, "Ref | Measure | Target | Actual", "A1 | Calls answered | 11 | 12",
        "Housing | | 13 | 14", "A2 | Homes let in a month | 15 | 16",
        "A3 | Missed bins a week | | ",
    )  # fmt: skip
    table, other = join_across([first, piece])
    assert isinstance(table, Grid)
    assert isinstance(other, Grid)
    assert table.texts()[1] == ["A1", "Calls answered", "5", "6"]
    assert [row for row in other.texts() if any(row)] == [
        ["Target", "Actual"], ["11", "12"], ["13", "14"], ["15", "16"],
    ]  # fmt: skip


def test_print_titles_with_nothing_beside_them_are_no_table() -> None:
    first = grid_of_texts(1, "Measure | Q1 | Q2", *(f"{name} | 5 | 6" for name in NAMES))
    titles = grid_of_texts(2, "Measure | Q1", *(f"{name} | 5" for name in NAMES))
    assert list(join_across([first, titles])) == [first]
