"""Worksheets printed with their row and column headings, as officers print them to PDF."""

from __future__ import annotations

from tests.drawing import draw_page
from xlscorecard.model.grid import Grid, Paragraph
from xlscorecard.model.page import Page
from xlscorecard.tables.blocks import find_blocks
from xlscorecard.tables.joining.join import join_grids

FIRST_PAGE = """
+-----+-------------------+--------+--------+--------+
|     | A                 | B      | C      | D      |
+-----+-------------------+--------+--------+--------+
| 1   | Library measures                             |
+-----+-------------------+--------+--------+--------+
| 2   | Measure           | Actual | Target | Trend  |
+-----+-------------------+--------+--------+--------+
| 3   | Library visits    | 238.2k | 250.0k | Up     |
+-----+-------------------+--------+--------+--------+
| 4   | Library issues    | 356.0k | 352.5k | Same   |
+-----+-------------------+--------+--------+--------+
| 5   |                                              |
+-----+-------------------+--------+--------+--------+
| 6   | Risk              | Rating | Owner  |        |
+-----+-------------------+--------+--------+--------+
| 7   | Provider failure  | 12     | Head   |        |
+-----+-------------------+--------+--------+--------+
"""


def texts(page: Page) -> list[object]:
    return [block.texts() if isinstance(block, Grid) else block.text for block in find_blocks(page)]


def test_letters_and_numbers_round_a_printed_sheet_are_no_part_of_its_tables() -> None:
    assert texts(draw_page(FIRST_PAGE)) == [
        "Library measures",
        [
            ["Measure", "Actual", "Target", "Trend"],
            ["Library visits", "238.2k", "250.0k", "Up"],
            ["Library issues", "356.0k", "352.5k", "Same"],
        ],
        [["Risk", "Rating", "Owner", ""], ["Provider failure", "12", "Head", ""]],
    ]


def test_a_printed_sheet_goes_on_over_pages() -> None:
    second = draw_page(
        """
+-----+-------------------+--------+--------+--------+
|     | A                 | B      | C      | D      |
+-----+-------------------+--------+--------+--------+
| 5   | Library loans     | 551.0k | 530.0k | Up     |
+-----+-------------------+--------+--------+--------+
| 6   | Library events    | 1,204  | 1,100  |        |
+-----+-------------------+--------+--------+--------+
""",
        number=2,
    )
    first = draw_page("\n".join(FIRST_PAGE.splitlines()[:12]))
    (heading, table) = join_grids([*find_blocks(first), *find_blocks(second)])
    assert isinstance(heading, Paragraph)
    assert isinstance(table, Grid)
    assert [row[:3] for row in table.texts()] == [
        ["Measure", "Actual", "Target"],
        ["Library visits", "238.2k", "250.0k"],
        ["Library issues", "356.0k", "352.5k"],
        ["Library loans", "551.0k", "530.0k"],
        ["Library events", "1,204", "1,100"],
    ]


def test_a_table_numbered_under_lettered_columns_of_its_own_is_left_as_it_is() -> None:
    (block,) = find_blocks(
        draw_page("""
+--------+-----------------+-----+-----+
| Option | A               | B   | C   |
+--------+-----------------+-----+-----+
| 1      | Close one site  | 12  | 14  |
+--------+-----------------+-----+-----+
| 2      | Close two sites | 20  | 31  |
+--------+-----------------+-----+-----+
""")
    )
    assert isinstance(block, Grid)
    assert block.texts()[0] == ["Option", "A", "B", "C"]


def test_a_sheet_printed_with_its_grid_lines_has_its_title_above_the_table() -> None:
    page = draw_page(
        """
+------------------------------------------+--------+--------+-----+
| Northmarch County Council                |        |        |     |
+------------------------------------------+--------+--------+-----+
| Delivery plan monitoring Q3 2023/24      |        |        |     |
+------------------------------------------+--------+--------+-----+
| Progress against the corporate plan.     |        |        |     |
+------------------------------------------+--------+--------+-----+
|                                          |        |        |     |
+------------------------------------------+--------+--------+-----+
| Key indicators                           |        |        |     |
+------------------------------------------+--------+--------+-----+
| Measure                                  | Actual | Target | RAG |
+------------------------------------------+--------+--------+-----+
| Library visits                           | 238    | 250    | Red |
+------------------------------------------+--------+--------+-----+
| Street lights working                    | 97%    | 94%    | G   |
+------------------------------------------+--------+--------+-----+
"""
    )
    assert texts(page) == [
        "Northmarch County Council",
        "Delivery plan monitoring Q3 2023/24",
        "Progress against the corporate plan.",
        "Key indicators",
        [
            ["Measure", "Actual", "Target", "RAG"],
            ["Library visits", "238", "250", "Red"],
            ["Street lights working", "97%", "94%", "G"],
        ],
    ]


def test_a_header_over_some_columns_of_a_printed_sheet_is_no_heading() -> None:
    page = draw_page(
        """
+---+-----------------------------------+---------+---------+---------+
|   |                                   |         |         |         |
+---+-----------------------------------+---------+---------+---------+
|   | Corporate scorecard Q3 2022/23    |         |         |         |
+---+-----------------------------------+---------+---------+---------+
|   |                                   |         |         |         |
+---+-----------------------------------+---------+---------+---------+
|   |                                   | Targets |         |         |
+---+-----------------------------------+---------+---------+---------+
|   | Measure                           | 2022/23 | 2023/24 | Actual  |
+---+-----------------------------------+---------+---------+---------+
|   | Library visits                    | 238     | 250     | 241     |
+---+-----------------------------------+---------+---------+---------+
|   | Street lights working             | 97%     | 98%     | 94%     |
+---+-----------------------------------+---------+---------+---------+
"""
    )
    assert texts(page)[0] == "Corporate scorecard Q3 2022/23"
    (table,) = [block for block in find_blocks(page) if isinstance(block, Grid)]
    assert [row[1:4] for row in table.texts()][:3] == [
        ["", "Targets", ""],
        ["Measure", "2022/23", "2023/24"],
        ["Library visits", "238", "250"],
    ]


def test_the_next_table_of_a_sheet_below_the_rest_of_one_has_its_own_header() -> None:
    page = draw_page(
        """
+-------------------+---------+---------+---------+
| Library visits    | 238     | 250     | Red     |
+-------------------+---------+---------+---------+
|                   |         |         |         |
+-------------------+---------+---------+---------+
| Housing           |         |         |         |
+-------------------+---------+---------+---------+
| Homes let         | 41      | 40      | Green   |
+-------------------+---------+---------+---------+
|                   |         |         |         |
+-------------------+---------+---------+---------+
| Further measures  |         |         |         |
+-------------------+---------+---------+---------+
|                   | 2016/17 |         | 2017/18 |
+-------------------+---------+---------+---------+
| Measure           | Target  | Actual  | Target  |
+-------------------+---------+---------+---------+
| Street lights     | 97%     | 98%     | 94%     |
+-------------------+---------+---------+---------+
"""
    )
    assert texts(page) == [
        [
            ["Library visits", "238", "250", "Red"],
            ["", "", "", ""],
            ["Housing", "", "", ""],
            ["Homes let", "41", "40", "Green"],
        ],
        "Further measures",
        [
            ["", "2016/17", "", "2017/18"],
            ["Measure", "Target", "Actual", "Target"],
            ["Street lights", "97%", "98%", "94%"],
        ],
    ]
