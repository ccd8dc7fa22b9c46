"""Tables that few lines or none rule, and prose that is none."""

from __future__ import annotations

import pytest

from tests.drawing import draw_page, stripe
from xlscorecard.model.grid import Grid, Paragraph
from xlscorecard.model.page import Page
from xlscorecard.tables.blocks import find_blocks

PALE = (226, 239, 218)


def grids(page: Page) -> list[Grid]:
    return [block for block in find_blocks(page) if isinstance(block, Grid)]


def only(page: Page) -> Grid:
    (grid,) = grids(page)
    return grid


def test_white_space_alone() -> None:
    grid = only(
        draw_page("""
Service            Budget    Forecast    Variance

Older people       21.3      20.1        -1.2

Mental health      8.0       8.4         0.4

Care pathway       1.5       1.5         0.0
""")
    )
    assert grid.texts() == [
        ["Service", "Budget", "Forecast", "Variance"],
        ["Older people", "21.3", "20.1", "-1.2"],
        ["Mental health", "8.0", "8.4", "0.4"],
        ["Care pathway", "1.5", "1.5", "0.0"],
    ]
    assert grid.ruling == "none"


def test_a_wrapped_title_is_one_cell() -> None:
    grid = only(
        draw_page("""
Ref     Measure                      Target    Actual

1C      Clients receiving            62%       64%
        self-directed support

1E      Adults in employment         5%        4%

2A      Permanent admissions         651       640
""")
    )
    assert grid.texts()[1] == ["1C", "Clients receiving\nself-directed support", "62%", "64%"]
    assert grid.rows == 4


def test_horizontal_rules_part_rows() -> None:
    grid = only(
        draw_page("""
----------------------------------------
Retailer       Share      Items
----------------------------------------
Monoprix       28%        1800
----------------------------------------
Casino and     25%        1650
partners
----------------------------------------
Carrefour      22%        1240
----------------------------------------
""")
    )
    assert grid.texts()[2] == ["Casino and\npartners", "25%", "1650"]
    assert grid.ruling == "horizontal"
    assert (grid.rows, grid.cols) == (4, 3)


def test_stripes_part_rows() -> None:
    picture = """
Measure        Target     Actual
Visits to      12         14
libraries
Loans          3          2
Members        7          9
"""
    fills = tuple(stripe(line, 0, 34, PALE) for line in (0, 3))
    grid = only(draw_page(picture, bold_lines=1, fills=fills))
    assert grid.texts()[1] == ["Visits to\nlibraries", "12", "14"]
    assert grid.texts()[2:] == [["Loans", "3", "2"], ["Members", "7", "9"]]


def test_a_header_over_two_columns_spans_them() -> None:
    grid = only(
        draw_page("""
                    Sample        Population

Cluster           1995   1996    1995   1996

Sciences          38     41      672    690

Humanities        18     17      413    420

Law               40     44      492    500
""")
    )
    assert grid.rows == 5
    assert grid.cols == 5
    assert grid.texts()[2] == ["Sciences", "38", "41", "672", "690"]


@pytest.mark.parametrize(
    "picture",
    [
        """
1.  The committee is asked to note the position
2.  The committee is asked to approve the plan
3.  The committee is asked to refer the matter on
""",
        """
Overall performance remains good despite the continuing pressure on all budgets.
Members will recall that the committee requested further detail at its meeting.
The direction of travel compares performance with the same period of last year.
""",
    ],
    ids=["numbered paragraphs", "prose"],
)
def test_prose_is_no_table(picture: str) -> None:
    assert grids(draw_page(picture)) == []


def test_nothing_is_dropped_round_a_table() -> None:
    page = draw_page("""
Appendix A

+-------+----+
| Land  | 1  |
+-------+----+
| Sea   | 2  |
+-------+----+

Source: somebody
""")
    blocks = find_blocks(page)
    assert [block.text if isinstance(block, Paragraph) else "table" for block in blocks] == [
        "Appendix A",
        "table",
        "Source: somebody",
    ]


def test_a_table_under_a_heading_with_columns_of_its_own_is_another_table() -> None:
    first, second = grids(
        draw_page("""
Measure                 Aim      RAG      Target       Actual
Heritage visits         H        G        42.7k        43.1k
Hours of volunteering   H        G        6.1k         6.7k
Corporate Priority: Remodelled Library Service
Measure                                Aim     RAG    Target     Actual
Total council funded library visits    H       A      1.0m       238.2k
Total council funded library issues    H       G      1.41m      356.0k
""")
    )
    assert first.texts()[-1] == ["Hours of volunteering", "H", "G", "6.1k", "6.7k"]
    assert second.texts()[0] == ["Measure", "Aim", "RAG", "Target", "Actual"]
    assert second.texts()[1] == [
        "Total council funded library visits",
        "H",
        "A",
        "1.0m",
        "238.2k",
    ]


def test_a_table_goes_on_below_a_banner_where_its_columns_do() -> None:
    grid = only(
        draw_page("""
Measure                 Aim      RAG      Target       Actual
Heritage visits         H        G        42.7k        43.1k
Hours of volunteering   H        G        6.1k         6.7k
Remodelled Library Service
Measure                 Aim      RAG      Target       Actual
Council library visits  H        A        1.0m         238.2k
Council library issues  H        G        1.41m        356.0k
""")
    )
    assert grid.cols == 5
    assert grid.texts()[-1] == ["Council library issues", "H", "G", "1.41m", "356.0k"]


def test_rules_that_a_merged_cell_interrupts_are_the_tables_own() -> None:
    grid = only(
        draw_page("""
----------------------------------------------------------------
  Ref     Measure        Actual    Polarity    Officer       In
----------------------------------------------------------------
  STF08   Staff FTE      594.2     Neutral     Corporate      Y
---------------------------------------------             ------
  STF107  Turnover       6.70%     Up is                      Y
          (12 months)              Bad
---------------------------------------------             ------
  STF90   PDR            93.80%    Up is                      Y
          (to date)                Good
----------------------------------------------------------------
  COR01   Key risks      4         Neutral     Finance        Y
----------------------------------------------------------------
  CORP01  Projects       3         Neutral     Finance        Y
---------------------------------------------             ------
  CORP02  Red projects   0         Up is                      Y
          (large)                  Bad
----------------------------------------------------------------
""")
    )
    assert [row[:3] for row in grid.texts()] == [
        ["Ref", "Measure", "Actual"],
        ["STF08", "Staff FTE", "594.2"],
        ["STF107", "Turnover\n(12 months)", "6.70%"],
        ["STF90", "PDR\n(to date)", "93.80%"],
        ["COR01", "Key risks", "4"],
        ["CORP01", "Projects", "3"],
        ["CORP02", "Red projects\n(large)", "0"],
    ]
