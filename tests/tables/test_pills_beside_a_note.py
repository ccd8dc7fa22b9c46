"""A slide's table with its results in coloured pills, and a note with lines of its own beside."""

from __future__ import annotations

from tests.tables.test_painted_header import words_of
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Edge, Fill, Page
from xlscorecard.tables.blocks import find_blocks

ROWS = (
    ("Fly-tipping incidents", "611", "702", "588", "600"),
    ("Street lighting faults fixed", "91%", "88%", "94%", "95%"),
    ("Parks with Green Flag", "14", "14", "14", "14"),
    ("Road resurfacing (km)", "4.2", "9.9", "13.1", "18.0"),
)
NOTE = (
    "Fly-tipping fell 16% on Q2 after new",
    "cameras were installed in November.",
    "Resurfacing is behind the plan",
    "because of the wet autumn.",
    "Most lighting faults fixed on time.",
)
COLUMNS = (34.0, 254.0, 324.0, 410.0, 464.0)


def test_a_result_in_a_pill_stays_in_its_row() -> None:
    words = []
    fills = [Fill(BBox(30, 85, 590, 110), Rgb(228, 236, 245))]
    edges = []
    for x, text in zip(COLUMNS, ("KPI", "Q1", "Q2", "Q3", "Target"), strict=True):
        words += words_of(text, x, 93)
    for number, row in enumerate(ROWS):
        y = 118 + 26.15 * number
        fills.append(Fill(BBox(391, y - 4.5, 449, y + 15.5), Rgb(47, 158, 68)))
        edges.append(Edge(30, y + 18, 590, y + 18))
        for x, text in zip(COLUMNS, row, strict=True):
            words += words_of(text, x, y)
    for number, line in enumerate(NOTE):
        words += words_of(line, 635, 131 + 16 * number)
    page = Page(1, 960.0, 540.0, tuple(words), edges=tuple(edges), fills=tuple(fills))
    (grid,) = [block for block in find_blocks(page) if isinstance(block, Grid)]
    texts = {cell.text: (cell.row, cell.rowspan) for cell in grid.cells}
    lighting = [texts[text] for text in ROWS[1]]
    assert len(set(lighting)) == 1
