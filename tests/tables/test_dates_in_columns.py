"""Dates in a column without lines: their day is no figure of its own."""

from __future__ import annotations

import pytest

from tests.drawing import draw_page
from xlscorecard.model.grid import Grid
from xlscorecard.tables.blocks import find_blocks


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("31 March 2022", "30 Sept 2022", "28 Feb 2023"),
        ("12 weeks", "14 days", "10 months"),
    ],
)
def test_a_figure_and_its_word_stay_in_one_cell(first: str, second: str, third: str) -> None:
    page = draw_page(f"""
 No.   Action               Lead                 Due           Progress

 3.1   Open the new depot   Head of Place     {first:15}  Two of three bids are in

 3.2   Launch the scheme    Head of HR        {second:15}  Behind the plan by a month

 3.3   Move the archive     Head of Law       {third:15}  The first phase is complete
""")
    (grid,) = (block for block in find_blocks(page) if isinstance(block, Grid))
    dues = [row[3] for row in grid.texts() if row[0].startswith("3.")]
    assert dues == [first, second, third]
