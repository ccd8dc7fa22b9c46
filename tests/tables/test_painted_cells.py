"""Cells of a shaded first column that no line parts."""

from __future__ import annotations

from itertools import pairwise

from tests.tables.test_painted_header import words_of
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Edge, Fill, Page, Word
from xlscorecard.tables.blocks import find_blocks

SHADE = Rgb(211, 223, 238)
XS = (60.0, 200.0, 280.0, 360.0)
YS = (80.0, 100.0, 124.0, 148.0)


def page(names: list[Word], *, shades: int = 2) -> Page:
    """A header over two rows; lines part the rows but in the first column, which is painted in
    ``shades`` pieces."""
    words = [w for x, t in zip(XS, ("Measure", "Actual", "Target"), strict=False)
             for w in words_of(t, x + 6, 84)]  # fmt: skip
    for top, texts in zip((104, 128), (("93%", "95%"), ("98%", "97%")), strict=True):
        for x, text in zip(XS[1:], texts, strict=False):
            words += words_of(text, x + 6, top)
    lying = [Edge(XS[0], y, XS[-1], y) for y in (80, 100, 148)]
    lying.append(Edge(XS[1], 124, XS[-1], 124))
    standing = [Edge(x, 80, x, 148) for x in XS]
    edges = (100.0, 124.0, 148.0) if shades == 2 else (100.0, 148.0)
    fills = [Fill(BBox(XS[0], top, XS[1], bottom), SHADE) for top, bottom in pairwise(edges)]
    return Page(1, 595.0, 842.0, (*words, *names), edges=(*lying, *standing), fills=tuple(fills))


def first_column(names: list[Word], *, shades: int = 2) -> list[str]:
    (grid,) = [
        block for block in find_blocks(page(names, shades=shades)) if isinstance(block, Grid)
    ]
    return [c.text for row in (1, 2) if (c := grid.starts_at(row, 0)) is not None]


def test_names_that_begin_level_with_their_rows_are_cells_of_their_own() -> None:
    names = [*words_of("Fly-tips removed", 64, 104), *words_of("Lights in light", 64, 128)]
    assert first_column(names) == ["Fly-tips removed", "Lights in light"]


def test_one_paint_over_both_rows_is_one_cell() -> None:
    names = [*words_of("Fly-tips removed", 64, 104), *words_of("Lights in light", 64, 128)]
    assert first_column(names, shades=1) == ["Fly-tips removed\nLights in light"]


def test_a_name_in_the_middle_of_its_rows_is_one_cell() -> None:
    names = [*words_of("Fly-tips removed", 64, 110), *words_of("in time", 64, 126)]
    assert first_column(names) == ["Fly-tips removed\nin time"]


def test_the_second_line_of_a_name_begins_small() -> None:
    names = [*words_of("Fly-tips removed", 64, 104), *words_of("within two days", 64, 128)]
    assert first_column(names) == ["Fly-tips removed\nwithin two days"]


def test_names_painted_white_at_the_left_of_the_lines_are_the_first_column() -> None:
    words: list[Word] = []
    rows = (("Measure", "Actual", "Target"), ("Fly-tips removed", "93%", "95%"))
    for top, texts in zip((84, 104), (*rows,), strict=True):
        for x, text in zip(XS, texts, strict=False):
            words += words_of(text, x + 6, top)
    lying = [Edge(XS[1], y, XS[-1], y) for y in YS[:3]]
    standing = [Edge(x, YS[0], x, YS[2]) for x in XS[1:]]
    white = [
        Fill(BBox(XS[0], top, XS[1], bottom), Rgb(255, 255, 255))
        for top, bottom in pairwise(YS[:3])
    ]
    drawn = Page(1, 595.0, 842.0, tuple(words), edges=(*lying, *standing), fills=tuple(white))
    (grid,) = [block for block in find_blocks(drawn) if isinstance(block, Grid)]
    assert grid.texts() == [list(row) for row in rows]
