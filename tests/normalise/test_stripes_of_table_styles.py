"""Stripes that a table style paints over all columns but the first rate nothing."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Rag

GREEN, PALE, RED = Rgb.from_hex("9BBB59"), Rgb.from_hex("E6EED5"), Rgb.from_hex("FF0000")
NAMES = ("Calls answered", "Waste recycled", "Homes decided", "Tax collected", "Fly-tips removed")


def rags(fills: list[Rgb | None], *, target: bool = True) -> list[Rag | None]:
    rows = [("Measure", "Q1 2024/25", "Q2 2024/25", "Target")]
    rows += [(name, "81%", "84%", "90%") for name in NAMES[: len(fills)]]
    cells = [
        Cell(r, c, text=text, fill=fills[r - 1] if r and c and (target or c < 3) else None)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    return [record.rag for record in read_blocks(Grid(len(rows), 4, tuple(cells))).records]


@pytest.mark.parametrize("other", [None, Rgb(255, 255, 255), PALE])
def test_a_green_stripe_on_every_other_row_is_no_rating(other: Rgb | None) -> None:
    assert rags([GREEN, other, GREEN, other, GREEN]) == [None] * 5
    assert rags([GREEN, other, GREEN]) == [None] * 3


def test_figures_coloured_by_turns_beside_a_plain_target_are_rated() -> None:
    assert rags([GREEN, None, GREEN, None], target=False) == [Rag.GREEN, None, Rag.GREEN, None]


def test_two_classes_by_turns_are_ratings() -> None:
    assert rags([GREEN, RED, RED, GREEN]) == [Rag.GREEN, Rag.RED, Rag.RED, Rag.GREEN]
