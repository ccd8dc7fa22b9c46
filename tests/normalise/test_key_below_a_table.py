"""A key that stands in a line below a table without rules and was taken for its last row."""

from __future__ import annotations

from tests.grids import read_blocks
from xlscorecard.model.grid import Cell, Grid


def test_the_line_of_a_key_is_no_measure() -> None:
    rows = (
        ("Measure", "Target", "Actual"),
        ("Calls answered on target", "85%", "88%"),
        ("Waste recycled", "50%", "46%"),
        ("On or above target Within 5% of target", "More than 5% below target", ""),
    )
    cells = [Cell(r, c, text=text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    scorecard = read_blocks(Grid(len(rows), 3, tuple(cells)))
    assert [r.title for r in scorecard.records] == ["Calls answered on target", "Waste recycled"]
