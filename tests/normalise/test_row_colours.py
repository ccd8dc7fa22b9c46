"""Rows whose shading, or the bar at their side, is their rating, and rows tinted for the eye."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.grids import read_blocks
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Rag, Scorecard

PALE = {"g": "C6EFCE", "a": "FFEB9C", "r": "FFC7CE", "b": "DDEBF7", "p": "E4DFEC", "w": ""}
CLASSES = {"g": Rag.GREEN, "a": Rag.AMBER, "r": Rag.RED, "b": Rag.BLUE}
NAMES = ("Calls answered", "Waste recycled", "Homes decided", "Tax collected", "Fly-tips removed",
         "Visits made", "Homes built", "Roads mended", "Bins emptied")  # fmt: skip


def colour_of(letter: str) -> Rgb | None:
    return Rgb.from_hex(PALE[letter]) if PALE[letter] else None


def table(colours: str, *, bars: bool = False) -> Grid:
    rows = [("Measure", "Target", "Actual")]
    rows += [(name, "90%", "81%") for name, _ in zip(NAMES, colours, strict=False)]
    cells = [
        Cell(row, col, text=text, fill=colour_of(colours[row - 1]) if row and not bars else None)
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    ]
    if bars:
        cells = [
            replace(c, bar=colour_of(colours[c.row - 1])) if c.row and not c.col else c
            for c in cells
        ]
    return Grid(len(rows), 3, tuple(cells))


KEY = Grid(
    3,
    2,
    tuple(
        cell
        for row, (letter, text) in enumerate(
            (("g", "On or above target"), ("a", "Within 5% of target"), ("r", "Below target"))
        )
        for cell in (Cell(row, 0, fill=colour_of(letter)), Cell(row, 1, text=text))
    ),
)


def read(colours: str, *, key: bool, bars: bool = False) -> Scorecard:
    grid = table(colours, bars=bars)
    return read_blocks(grid, KEY) if key else read_blocks(grid)


def rags(scorecard: Scorecard) -> list[Rag | None]:
    return [record.rag for record in scorecard.records]


@pytest.mark.parametrize("bars", [False, True])
@pytest.mark.parametrize(
    ("colours", "key"),
    [("garg", False), ("gagag", True), ("ggaga", False), ("gggaaarrr", False), ("gwwg", True)],
)
def test_colours_of_rows_are_ratings(colours: str, key: bool, bars: bool) -> None:
    if colours == "gagag":
        colours = "gaggag"
    assert rags(read(colours, key=key, bars=bars)) == [CLASSES.get(letter) for letter in colours]


@pytest.mark.parametrize("bars", [False, True])
@pytest.mark.parametrize(
    ("colours", "key"),
    [
        ("gwgwgw", False),  # every other row
        ("gagaga", False),
        ("gwgwgw", True),
        ("gggg", True),  # one tint for all
        ("gggaaabbb", False),  # themes
        ("wwwwa", False),  # a total
        ("garp", False),  # one more colour than ratings have
    ],
)
def test_colours_of_rows_that_rate_nothing(colours: str, key: bool, bars: bool) -> None:
    assert rags(read(colours, key=key, bars=bars)) == [None] * len(colours)


def test_colours_that_may_be_ratings_are_told() -> None:
    found = [f.code for f in read("gggaaabbb", key=False).findings]
    assert found.count("row-colours-unread") == 1


def test_a_rating_of_its_own_stands_over_the_shading() -> None:
    grid = table("garg")
    words = ("RAG", "Red", "Red", "Red", "Red")
    cells = (*grid.cells, *(Cell(row, 3, text=word) for row, word in enumerate(words)))
    assert rags(read_blocks(replace(grid, cols=4, cells=cells))) == [Rag.RED] * 4
