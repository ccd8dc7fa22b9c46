"""Keys printed as a strip of coloured chips, each with its meaning in it or beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.drawing import HIGH, LEFT, TOP, WIDE, draw_page
from tests.grids import draw_grid, read_blocks
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Document, Grid
from xlscorecard.model.page import Fill
from xlscorecard.model.scorecard import Rag
from xlscorecard.normalise.scorecard import normalise
from xlscorecard.tables.blocks import find_blocks

PURPLE, GREEN, AMBER, RED = (
    Rgb(112, 48, 160),
    Rgb(0, 176, 80),
    Rgb(255, 192, 0),
    Rgb(255, 0, 0),
)
NAVY, MIDDLE, PALE = Rgb(31, 78, 121), Rgb(46, 117, 182), Rgb(157, 195, 230)
RATED = """
| Measure            | Target | Actual | Status |
| Recycling rate     | 45%    | 43%    |        |
| Homes built        | 400    | 480    |        |
| Complaints in time | 90%    | 80%    |        |
| Calls answered     | 95%    | 96%    |        |
"""


def painted(picture: str, *colours: Rgb | None, col: int | None = None) -> Grid:
    """A grid whose first row's cells, or the cells of one column below its header, have colours."""
    grid = draw_grid(picture)
    places = {(0, n) if col is None else (n + 1, col): c for n, c in enumerate(colours)}
    cells = (replace(cell, fill=places.get((cell.row, cell.col), cell.fill)) for cell in grid.cells)
    return replace(grid, cells=tuple(cells))


@pytest.mark.parametrize(
    ("key", "colours"),
    [
        ("| Exceeded | Met | Within 5% | Missed |", [PURPLE, GREEN, AMBER, RED]),
        ("| Key | Exceeded | Met | Within 5% | Missed |", [None, PURPLE, GREEN, AMBER, RED]),
        (
            "| | Target exceeded | | Met | | Within 5% | | Target missed |",
            [PURPLE, None, GREEN, None, AMBER, None, RED],
        ),
    ],
)
def test_the_colours_mean_what_the_chips_say(key: str, colours: list[Rgb | None]) -> None:
    scorecard = read_blocks(
        "Council plan Q2 2024/25",
        painted(key, *colours),
        painted(RATED, AMBER, PURPLE, RED, GREEN, col=3),
    )
    assert [r.rag for r in scorecard.records] == [Rag.AMBER, Rag.GREEN, Rag.RED, Rag.GREEN]
    assert scorecard.findings == ()


def test_shades_of_one_colour_mean_what_the_chips_say() -> None:
    scorecard = read_blocks(
        "Council plan Q2 2024/25",
        painted("| Exceeded | Met | Just missed | Missed |", NAVY, MIDDLE, PALE, PURPLE),
        painted(RATED, PALE, NAVY, PURPLE, MIDDLE, col=3),
    )
    assert [r.rag for r in scorecard.records] == [Rag.AMBER, Rag.GREEN, Rag.RED, Rag.GREEN]


def test_counts_of_ratings_in_coloured_tiles_are_no_key() -> None:
    scorecard = read_blocks(
        "Council plan Q2 2024/25",
        painted("| On target 12 | Close to target 3 | Missed 2 |", MIDDLE, PURPLE, RED),
        painted(RATED, AMBER, GREEN, RED, GREEN, col=3),
    )
    assert scorecard.key == ()
    assert [r.rag for r in scorecard.records] == [Rag.AMBER, Rag.GREEN, Rag.RED, Rag.GREEN]


def test_a_colour_that_no_key_explains_is_told_once() -> None:
    scorecard = read_blocks(
        "Council plan Q2 2024/25", painted(RATED, PURPLE, PURPLE, RED, GREEN, col=3)
    )
    assert [r.rag for r in scorecard.records] == [None, None, Rag.RED, Rag.GREEN]
    assert [(f.code, f.row, "7030A0" in f.message) for f in scorecard.findings] == [
        ("rag-not-read", 1, True)
    ]


PICTURE = """
 Key:  Exceeded    Met      Within 5%     Missed

+--------------------+--------+--------+----------+
| Measure            | Target | Actual | Status   |
+--------------------+--------+--------+----------+
| Recycling rate     | 45%    | 43%    |          |
+--------------------+--------+--------+----------+
| Homes built        | 400    | 480    |          |
+--------------------+--------+--------+----------+
| Complaints in time | 90%    | 80%    |          |
+--------------------+--------+--------+----------+
"""


def box(line: int, column: int, wide: int, colour: Rgb) -> Fill:
    x, y = LEFT + WIDE * column, TOP + HIGH * line
    return Fill(BBox(x, y, x + WIDE * wide, y + HIGH), colour)


def test_chips_painted_behind_the_words_of_a_line_of_a_page() -> None:
    chips = (box(0, 6, 10, PURPLE), box(0, 18, 5, GREEN), box(0, 26, 12, AMBER), box(0, 40, 9, RED))
    rated = (box(3, 40, 10, AMBER), box(4, 40, 10, PURPLE), box(5, 40, 10, RED))
    blocks = find_blocks(draw_page(PICTURE, fills=chips + rated))
    scorecard = normalise(Document("paper.pdf", blocks, 1), sha256="0" * 64)
    assert [(r.title, r.rag, r.section) for r in scorecard.records] == [
        ("Recycling rate", Rag.AMBER, ()),
        ("Homes built", Rag.GREEN, ()),
        ("Complaints in time", Rag.RED, ()),
    ]


def test_squares_in_ink_before_the_words_of_a_line_of_a_page() -> None:
    picture = PICTURE.replace(
        " Key:  Exceeded    Met      Within 5%     Missed",
        " ■ Exceeded   ■ Met   ■ Within 5%   ■ Missed",
    )
    rated = (box(3, 40, 10, AMBER), box(4, 40, 10, PURPLE), box(5, 40, 10, RED))
    drawn = draw_page(picture, fills=rated)
    inks = iter((PURPLE, GREEN, AMBER, RED))
    words = tuple(replace(w, ink=next(inks)) if w.text == "■" else w for w in drawn.words)
    blocks = find_blocks(replace(drawn, words=words))
    scorecard = normalise(Document("paper.pdf", blocks, 1), sha256="0" * 64)
    assert [(r.title, r.rag, r.section) for r in scorecard.records] == [
        ("Recycling rate", Rag.AMBER, ()),
        ("Homes built", Rag.GREEN, ()),
        ("Complaints in time", Rag.RED, ()),
    ]
