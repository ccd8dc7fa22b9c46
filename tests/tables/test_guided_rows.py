"""Rows of long texts set as close as lines, without rules: action plans, risks, priorities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.blocks import find_blocks

STARTS = (40.0, 100.0, 300.0, 360.0)
LETTER, SPACE, SIZE, PITCH = 4.5, 2.5, 9.0, 10.0


def page_of(lines: Sequence[Sequence[str]], *, bold: int = 1) -> Page:
    """A page of lines of cells at STARTS, set without any room between lines."""
    words: list[Word] = []
    for number, line in enumerate(lines):
        top = 80.0 + PITCH * number
        for start, text in zip(STARTS, line, strict=False):
            x = start
            for piece in text.split():
                box = BBox(x, top, x + LETTER * len(piece), top + SIZE)
                words.append(
                    Word(piece, box, size=SIZE, bold=number < bold, space_before=x > start)
                )
                x = box.x1 + SPACE
    return Page(1, 595.0, 842.0, tuple(words), ())


def table(page: Page) -> list[list[str]]:
    (grid,) = [block for block in find_blocks(page) if isinstance(block, Grid)]
    return [[text.replace("\n", " ") for text in row] for row in grid.texts()]


ACTIONS = (
    ("Ref", "Action", "Status", "Milestones"),
    ("AC01", "Board is supported to ensure that the", "Ongoing", "Strategic plan in"),
    ("", "strategic plan is put into effect", "", "place"),
    ("AC02", "Work alongside commissioners to", "Complete", "Review report done"),
    ("", "ensure the quality of provision out", "", "Recommendations"),
    ("", "of hours", "", "being considered"),
    ("AC03", "Contribute to winter planning", "Ongoing", "Plan in place"),
    ("AC04", "Improve personal budgets including", "Ongoing", ""),
    ("", "• more of them", "", ""),
    ("", "• better support", "", ""),
)


def test_references_tell_where_rows_of_long_texts_begin() -> None:
    assert table(page_of(ACTIONS)) == [
        ["Ref", "Action", "Status", "Milestones"],
        [
            "AC01",
            "Board is supported to ensure that the strategic plan is put into effect",
            "Ongoing",
            "Strategic plan in place",
        ],
        [
            "AC02",
            "Work alongside commissioners to ensure the quality of provision out of hours",
            "Complete",
            "Review report done Recommendations being considered",
        ],
        ["AC03", "Contribute to winter planning", "Ongoing", "Plan in place"],
        [
            "AC04",
            "Improve personal budgets including • more of them • better support",
            "Ongoing",
            "",
        ],
    ]


def test_figures_at_the_foot_of_their_rows_are_no_guide() -> None:
    """Set at the bottom of their rows, figures stand beside the last line of a title."""
    texts = table(
        page_of(
            (
                ("Ref", "Measure", "Actual", "Target"),
                (),
                ("", "Proportion of people who have", "", ""),
                ("1B", "control over their daily life", "66.1%", "70%"),
                ("", "Older people still at home after", "", ""),
                ("2B", "discharge from hospital", "77.9%", "80%"),
                ("", "Delayed transfers of care from", "", ""),
                ("2C", "hospital for each 100,000", "10.9", "9.5"),
            )
        )
    )
    rows = {row[0].split()[-1]: row for row in texts if row[0]}
    assert [rows[ref][-2:] for ref in ("1B", "2B", "2C")] == [
        ["66.1%", "70%"],
        ["77.9%", "80%"],
        ["10.9", "9.5"],
    ]
    assert "discharge" not in rows["1B"][1]
    assert not any("Older" in row[1] for row in texts if row[0].endswith("1B"))


def test_a_header_under_a_heading_goes_with_the_rows_below_it_that_fit_no_others() -> None:
    """Two tables on a page, each under its heading, with other columns."""
    first = page_of(ACTIONS)
    rows = (
        ((40.0, "Risk"), (240.0, "Rating"), (330.0, "Likelihood"), (430.0, "Owner")),
        ((40.0, "Provider failure"), (240.0, "12"), (330.0, "3"), (430.0, "Head of care")),
        ((40.0, "Budget overspent"), (240.0, "16"), (330.0, "4"), (430.0, "Director")),
        ((40.0, "Loss of staff"), (240.0, "9"), (330.0, "3"), (430.0, "Director")),
    )
    words = list(first.words)
    top = 80.0 + PITCH * len(ACTIONS) + 15
    words.append(Word("Risks", BBox(40, top, 62, top + SIZE), size=SIZE, bold=True))
    for number, row in enumerate(rows):
        top += 20 if number == 0 else 14
        for start, text in row:
            x = start
            for piece in text.split():
                box = BBox(x, top, x + LETTER * len(piece), top + SIZE)
                words.append(Word(piece, box, size=SIZE, bold=not number, space_before=x > start))
                x = box.x1 + SPACE
    grids = [
        block.texts()
        for block in find_blocks(replace(first, words=tuple(words)))
        if isinstance(block, Grid)
    ]
    assert grids[-1] == [
        ["Risk", "Rating", "Likelihood", "Owner"],
        ["Provider failure", "12", "3", "Head of care"],
        ["Budget overspent", "16", "4", "Director"],
        ["Loss of staff", "9", "3", "Director"],
    ]


RATING_STARTS = (40.0, 110.0, 122.0, 134.0, 146.0, 160.0)


def test_long_commentary_beside_a_rating_is_part_of_its_row() -> None:
    """A self-rating's grid without rules: a theme, the numbers to choose from, and prose."""
    prose = [
        "The department has set up links with partner bodies across the county, which has",
        "improved the choice that people have of care and of who gives it to them at home",
        "and has made the move from hospital to a place of their own quicker than before.",
    ]
    lines = [
        ("Theme", "", "", "", "", "Commentary"),
        ("How well are", "1", "2", "3", "4", "Interpretation of performance data"),
        ("outcomes", "", "", "", "", prose[0]),
        ("achieved?", "", "", "", "", prose[1]),
        *[("", "", "", "", "", prose[n % 3]) for n in range(2, 8)],
        ("Working", "1", "2", "3", "4", "Partners meet each month"),
        ("together", "", "", "", "", prose[0]),
        *[("", "", "", "", "", prose[n % 3]) for n in range(1, 6)],
    ]
    words: list[Word] = []
    for number, line in enumerate(lines):
        top = 80.0 + PITCH * number
        for start, text in zip(RATING_STARTS, line, strict=True):
            x = start
            for piece in text.split():
                box = BBox(x, top, x + LETTER * len(piece), top + SIZE)
                words.append(Word(piece, box, size=SIZE, bold=not number, space_before=x > start))
                x = box.x1 + SPACE
    rows = table(Page(1, 595.0, 842.0, tuple(words), ()))
    assert [row[:5] for row in rows[1:]] == [
        ["How well are outcomes achieved?", "1", "2", "3", "4"],
        ["Working together", "1", "2", "3", "4"],
    ]
    assert rows[1][5].startswith("Interpretation of performance data The department")
    assert rows[2][5].startswith("Partners meet each month The department")


def test_the_second_line_of_a_header_over_two_columns_is_over_both() -> None:
    starts = (40.0, 200.0, 260.0, 330.0)
    lines = [
        ("Measure", "Year-end", "16/17 and national", ""),
        ("", "target", "quartile", ""),
        ("Library visits", "1.0m", "262.1k", "Top"),
        ("Library issues", "1.41m", "365.8k", "N/A"),
        ("Library loans", "551.0k", "135.2k", "Top"),
    ]
    words: list[Word] = []
    for number, line in enumerate(lines):
        top = 80.0 + (PITCH if number < 2 else PITCH + 8) * number
        for start, text in zip(starts, line, strict=True):
            x = start
            for piece in text.split():
                box = BBox(x, top, x + LETTER * len(piece), top + SIZE)
                words.append(Word(piece, box, size=SIZE, bold=number < 2, space_before=x > start))
                x = box.x1 + SPACE
    (grid,) = [
        block
        for block in find_blocks(Page(1, 595.0, 842.0, tuple(words), ()))
        if isinstance(block, Grid)
    ]
    header = grid.starts_at(0, 2)
    assert header is not None
    assert (header.text, header.colspan) == ("16/17 and national\nquartile", 2)
    assert [row[2:] for row in grid.texts()[1:]] == [
        ["262.1k", "Top"],
        ["365.8k", "N/A"],
        ["135.2k", "Top"],
    ]


def test_rows_of_several_measures_under_one_priority_keep_its_long_text_together() -> None:
    texts = table(
        page_of(
            (
                ("Goal", "Progress summary", "Measure", "Q1"),
                ("Join up", "The board has been set up, its Priorities", "Not measured", "N/A"),
                ("services", "Are agreed and Plans made with partners", "", ""),
                ("", "For the coming year.", "", ""),
                ("Extend", "Budgets are now offered to all New users", "Users with", "25%"),
                ("budgets", "Of services. They are now used by many", "Control", ""),
                ("", "Of those who were there before, and there", "Users who", "79%"),
                ("", "Will be more.", "Feel well", ""),
                ("Improve", "Market testing and a review are", "Day places", "31%"),
                ("day time", "Under way.", "Taken up", ""),
            )
        )
    )
    assert [(row[2], row[3]) for row in texts[1:]] == [
        ("Not measured", "N/A"),
        ("Users with Control", "25%"),
        ("Users who Feel well", "79%"),
        ("Day places Taken up", "31%"),
    ]
    assert texts[2][0] == "Extend budgets"
    assert texts[2][1].startswith("Budgets are now offered")
    assert texts[2][1].endswith("Will be more.")
