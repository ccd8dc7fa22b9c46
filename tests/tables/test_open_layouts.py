"""Tables that only a box, a header's stripe or white space holds together."""

from __future__ import annotations

from dataclasses import replace

from tests.drawing import draw_page, stripe
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Page
from xlscorecard.tables.blocks import find_blocks

PALE = (217, 226, 243)


def grids(page: Page) -> list[Grid]:
    return [block for block in find_blocks(page) if isinstance(block, Grid)]


def test_a_spanning_header_over_two_line_titles_merges_no_value_into_it() -> None:
    (grid,) = grids(
        draw_page("""
Measure/description          Aim    Target    17/18     16/17

Local    Library visits      H      1.0m      238.2k    262.1k       N/A
         in person

Local    Library issues      H      1.41m     356.0k    365.8k       N/A
         over the desk

Local    Loans of books      H      551.0k    130.7k    135.2k       TBC
         to children
""")
    )
    assert [row[-2:] for row in grid.texts()[1:]] == [
        ["262.1k", "N/A"],
        ["365.8k", "N/A"],
        ["135.2k", "TBC"],
    ]


def test_a_striped_header_belongs_to_the_unruled_rows_below_it() -> None:
    (grid,) = grids(
        draw_page(
            """
Prevent need
Measure/description      Aim    Target    17/18     16/17
Local    Visits          H      1.0m      238.2k    262.1k
Local    Issues          H      1.41m     356.0k    365.8k
Local    Loans            H      551.0k    130.7k    135.2k
""",
            bold_lines=2,
            fills=(stripe(0, 0, 60, PALE), stripe(1, 0, 60, PALE)),
        )
    )
    texts = grid.texts()
    assert texts[-4][-4:] == ["Aim", "Target", "17/18", "16/17"]
    assert texts[-3:] == [
        ["Local", "Visits", "H", "1.0m", "238.2k", "262.1k"],
        ["Local", "Issues", "H", "1.41m", "356.0k", "365.8k"],
        ["Local", "Loans", "H", "551.0k", "130.7k", "135.2k"],
    ]


def test_long_texts_in_the_rows_of_a_table_are_no_running_text() -> None:
    """Eight lines and more under each other fill a column of a page, or a progress summary."""
    (grid,) = grids(
        draw_page("""
Priority            Progress summary                  Overall    Q1    Q2

Reablement          It is now open to all new         Amber      166   317
service             people who need it and we
                    extend the service to all
                    existing service users who
                    may gain from some help
                    to be on their own again
                    and we expect to meet the
                    target that was set for
                    this year and the next one

Personal budgets    They are now offered to new       Green      25%   31%
for everybody       service users and carers

Respite             More of it in each town now       Green      40    44
""")
    )
    assert [row[0] for row in grid.texts()] == [
        "Priority",
        "Reablement\nservice",
        "Personal budgets\nfor everybody",
        "Respite",
    ]
    assert [row[2:] for row in grid.texts()[1:]] == [
        ["Amber", "166", "317"],
        ["Green", "25%", "31%"],
        ["Green", "40", "44"],
    ]


def test_comments_as_wide_as_running_text_stay_in_their_row_between_rules() -> None:
    (grid,) = grids(
        draw_page("""
+-------------------------------------------------------------------------------+
Theme          1   2   3   4   Commentary

+-------------------------------------------------------------------------------+
How well are   1   2   3   4   The rate of all of the new stays in a home is
outcomes being                 down on last year and is at the best that it
achieved?                      has been for as long as we have had a count of
                               it and we are set to do as well in the next one

+-------------------------------------------------------------------------------+
Partnership    1   2   3   4   Good
+-------------------------------------------------------------------------------+
""")
    )
    assert [row[:5] for row in grid.texts()] == [
        ["Theme", "1", "2", "3", "4"],
        ["How well are\noutcomes being\nachieved?", "1", "2", "3", "4"],
        ["Partnership", "1", "2", "3", "4"],
    ]


def test_a_cover_sheets_labels_are_no_rows_of_the_table_below_its_headings() -> None:
    page = draw_page("""
Service:           Adult social care

Directorate:       Health and housing

Director:          Corporate director

Updated:           11 July 2018

Actions and risks

Ref     Theme         Action             Owner       Due

A1      Safeguarding  Support board      Head        Ongoing

A2      Pathways      Review discharge   Manager     March
""")
    words = tuple(
        replace(word, bold=word.text in {"Ref", "Theme", "Action", "Owner", "Due"})
        for word in page.words
    )
    last = grids(replace(page, words=words))[-1]
    assert last.texts() == [
        ["Ref", "Theme", "Action", "Owner", "Due"],
        ["A1", "Safeguarding", "Support board", "Head", "Ongoing"],
        ["A2", "Pathways", "Review discharge", "Manager", "March"],
    ]


def test_a_wrapped_header_says_nothing_of_how_rows_are_set() -> None:
    (grid,) = grids(
        draw_page(
            """
Ref    Priority    Action                  Due
ID     theme                               by

A1     Safe        Improve the services    May
                   that we buy:
                   more of them at home
                   fewer of them in towns

A2     Paths       Review the discharge    June
       again       of all patients

A3     Care        Renew the contracts     July
""",
            bold_lines=2,
        )
    )
    assert grid.texts() == [
        ["Ref\nID", "Priority\ntheme", "Action", "Due\nby"],
        [
            "A1",
            "Safe",
            "Improve the services\nthat we buy:\nmore of them at home\nfewer of them in towns",
            "May",
        ],
        ["A2", "Paths\nagain", "Review the discharge\nof all patients", "June"],
        ["A3", "Care", "Renew the contracts", "July"],
    ]
