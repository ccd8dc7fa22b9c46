"""A year in the middle over its quarters, higher than its neighbours, in a table without lines."""

from __future__ import annotations

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.blocks import find_blocks

# Where the quarters and their figures have their middles.
MIDDLES = (450.0, 478.0, 507.0, 535.0)
ROWS = (
    ("Visits to leisure centres", ("2194", "2105", "2000", "1964")),
    ("Missed bins", ("40", "43", "41", "39")),
    ("Homes let", ("120", "131", "118", "127")),
    ("Calls answered", ("2337", "2360", "2354", "2405")),
)


def words(text: str, x: float, top: float) -> list[Word]:
    """Words from a place on, in letters of 7 points."""
    found = []
    for piece in text.split():
        found.append(Word(piece, BBox(x, top, x + 3.5 * len(piece), top + 7), size=7.0))
        x = found[-1].bbox.x1 + 1.8
    return found


def centred(text: str, middle: float, top: float) -> list[Word]:
    return words(text, middle - 3.5 * len(text) / 2, top)


def test_the_year_is_that_of_all_its_quarters() -> None:
    drawn = centred("2021/22", sum(MIDDLES) / 4, 129) + words("Supporting Measure", 333, 135)
    drawn += words("Progress", 280, 131) + words("Rating", 284, 140)
    drawn += words("Directorate Priorities", 47, 135)
    for quarter, middle in zip(("Q1", "Q2", "Q3", "Q4"), MIDDLES, strict=True):
        drawn += centred(quarter, middle, 141)
    for number, (name, figures) in enumerate(ROWS):
        drawn += words("Our residents live well", 47, 155 + 18.0 * number)
        drawn += words("AMBER", 283, 155 + 18.0 * number)
        drawn += words(name, 333, 155 + 18.0 * number)
        for figure, middle in zip(figures, MIDDLES, strict=True):
            drawn += centred(figure, middle, 155 + 18.0 * number)
    grids = [b for b in find_blocks(Page(1, 595.0, 842.0, tuple(drawn))) if isinstance(b, Grid)]
    (year,) = [cell for grid in grids for cell in grid.cells if cell.text == "2021/22"]
    (quarters,) = [
        sorted(cell.col for cell in grid.cells if cell.text.startswith("Q")) for grid in grids
    ]
    assert quarters == list(range(year.col, year.col + year.colspan))
    assert year.colspan == 4
