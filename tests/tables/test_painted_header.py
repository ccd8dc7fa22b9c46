"""Headers in a painted band above ruled rows, and bars and tiles along the sides of rows."""

from __future__ import annotations

import pytest

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Document, Grid, Paragraph
from xlscorecard.model.page import Edge, Fill, Page, Shape, Word
from xlscorecard.model.scorecard import Rag
from xlscorecard.normalise.scorecard import normalise
from xlscorecard.tables.blocks import find_blocks

NAVY, GREEN, AMBER, RED = (
    Rgb(31, 56, 100), Rgb(0, 176, 80), Rgb(255, 192, 0), Rgb(255, 0, 0),
)  # fmt: skip
XS = (60.0, 260.0, 340.0, 420.0)
ROWS = (
    ("Calls answered", "85%", "88.2%"),
    ("Waste recycled", "50%", "46.1%"),
    ("Homes decided", "95%", "71.4%"),
    ("Tax collected", "97.5%", "97.9%"),
)
COLOURS = (GREEN, AMBER, RED, GREEN)
RATED = [Rag.GREEN, Rag.AMBER, Rag.RED, Rag.GREEN]


def words_of(text: str, x: float, top: float) -> list[Word]:
    words: list[Word] = []
    for piece in text.split():
        words.append(Word(piece, BBox(x, top, x + 4.5 * len(piece), top + 8), size=9))
        x = words[-1].bbox.x1 + 2.5
    return words


def band(text: str, top: float) -> tuple[list[Word], Fill]:
    return words_of(text, XS[0] + 8, top + 7), Fill(BBox(XS[0], top, XS[-1], top + 20), NAVY)


def table(*, edges: tuple[Edge, ...] = (), **parts: tuple[object, ...]) -> Page:
    """A navy band with the headers from 80 to 100, four ruled rows of 20 beneath it."""
    words = [w for x, t in zip(XS, ("Measure", "Target", "Actual"), strict=False)
             for w in words_of(t, x + 8, 87)]  # fmt: skip
    for row, texts in enumerate(ROWS):
        for x, text in zip(XS, texts, strict=False):
            words += words_of(text, x + 8, 107 + 20 * row)
    lying = [Edge(XS[0], y, XS[-1], y) for y in (100, 120, 140, 160, 180)]
    standing = [Edge(x, 100, x, 180) for x in XS]
    fills = (Fill(BBox(XS[0], 80, XS[-1], 100), NAVY), *parts.pop("fills", ()))
    words += parts.pop("words", ())  # type: ignore[arg-type]
    return Page(
        1, 595.0, 842.0, tuple(words), edges=(*lying, *standing, *edges), fills=fills, **parts  # type: ignore[arg-type]
    )  # fmt: skip


def rags_of(page: Page) -> list[Rag | None]:
    scorecard = normalise(Document("paper.pdf", find_blocks(page), 1), sha256="0" * 64)
    assert [r.title for r in scorecard.records] == [texts[0] for texts in ROWS]
    return [record.rag for record in scorecard.records]


def test_a_header_without_lines_of_its_own_is_the_first_row() -> None:
    (grid,) = find_blocks(table())
    assert isinstance(grid, Grid)
    assert grid.texts() == [["Measure", "Target", "Actual"], *(list(row) for row in ROWS)]


def test_a_ribbon_with_one_text_above_the_header_stays_a_heading() -> None:
    words, fill = band("Prevent need", 60)
    heading, grid = find_blocks(table(words=tuple(words), fills=(fill,)))
    assert isinstance(heading, Paragraph)
    assert isinstance(grid, Grid)
    assert (heading.text, grid.rows) == ("Prevent need", 5)


def rows_of(left: float, right: float, trim: float = 0.0) -> list[BBox]:
    return [BBox(left, 100 + 20 * n + trim, right, 120 + 20 * n - trim) for n in range(4)]


@pytest.mark.parametrize(
    ("left", "right", "trim"), [(60, 66, 0), (48, 54, 2), (426, 438, 4), (424, 452, 1)]
)
def test_bars_and_tiles_at_a_rows_side_rate_it(left: float, right: float, trim: float) -> None:
    painted = zip(rows_of(left, right, trim), COLOURS, strict=True)
    assert rags_of(table(fills=tuple(Fill(b, c) for b, c in painted))) == RATED


def test_thick_borders_and_dots_rate_a_row() -> None:
    painted = list(zip(rows_of(60, 60), COLOURS, strict=True))
    borders = tuple(Edge(60, b.top, 60, b.bottom, 3.0, c) for b, c in painted)
    assert rags_of(table(edges=borders)) == RATED
    dots = tuple(
        Shape(BBox(46, b.top + 5, 56, b.top + 15), ((),), fill=c, curved=True) for b, c in painted
    )
    assert rags_of(table(shapes=dots)) == RATED


def test_bars_in_the_councils_colour_rate_nothing() -> None:
    bars = tuple(Fill(box, GREEN) for box in rows_of(48, 54, 2))
    assert rags_of(table(fills=bars)) == [None] * 4


def test_a_long_text_in_a_band_is_one_cell_over_the_columns_that_it_crosses() -> None:
    name = "Calls to the contact centre that were answered in time by the team"
    words, fill = words_of(name, XS[0] + 8, 67), Fill(BBox(XS[0], 60, XS[-1], 80), NAVY)
    words += words_of("GREEN", XS[2] + 20, 67)
    (grid,) = [
        b for b in find_blocks(table(words=tuple(words), fills=(fill,))) if isinstance(b, Grid)
    ]
    first = [cell.text for cell in grid.row_cells(0) if not cell.empty]
    assert first == [name, "GREEN"]
