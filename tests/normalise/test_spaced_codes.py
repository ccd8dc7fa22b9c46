"""Titles that begin with a code of letters, a space and a number."""

from __future__ import annotations

from tests.grids import read_blocks
from xlscorecard.model.grid import Cell, Grid


def refs(*titles: str) -> list[tuple[str | None, str]]:
    rows = [("Measure", "Target", "Actual"), *((title, "90%", "81%") for title in titles)]
    cells = [Cell(r, c, text=text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    scorecard = read_blocks(Grid(len(rows), 3, tuple(cells)))
    return [(record.ref, record.title) for record in scorecard.records]


def test_codes_that_most_titles_begin_with() -> None:
    assert refs(
        "HS 104 Percentage of calls answered",
        "HS 105 Repairs on time",
        "EN 21: Waste recycled",
        "Council tax collected",
    ) == [
        ("HS 104", "Percentage of calls answered"),
        ("HS 105", "Repairs on time"),
        ("EN 21", "Waste recycled"),
        (None, "Council tax collected"),
    ]


def test_one_title_with_a_figure_behind_capitals_keeps_it() -> None:
    titles = ("GP 24 Hour access", "Repairs on time", "Waste recycled", "Council tax collected")
    assert refs(*titles) == [(None, title) for title in titles]
