"""Symbols that rate without any colour."""

from __future__ import annotations

from tests.grids import read_blocks
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Rag
from xlscorecard.normalise.key import glyph_marks


def lines(*rows: tuple[str, ...]) -> Grid:
    cells = (
        Cell(row, col, text=text, marks=glyph_marks(text))
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    return Grid(len(rows), len(rows[0]), tuple(cells))


def test_a_triangle_of_a_set_is_a_rating_and_no_arrow() -> None:
    scorecard = read_blocks(
        lines(
            ("Measure", "Actual", "Target", "Status"),
            ("Visits", "161", "155", "★"),
            ("Learners", "611", "900", "▲"),
        ),
        lines(
            ("★", "On or above target"),
            ("●", "Within 5% of target"),
            ("▲", "More than 5% below target"),
        ),
    )
    assert [(r.rag, r.trend) for r in scorecard.records] == [(Rag.GREEN, None), (Rag.RED, None)]
