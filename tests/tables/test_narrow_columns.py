"""Columns set nearly as close as words: narrow pages, condensed print, worksheets fitted to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Page, Shape, Word
from xlscorecard.tables.blocks import find_blocks

LETTER, SPACE, SIZE = 5.0, 2.8, 10.0


def page_of(
    rows: Sequence[Sequence[tuple[float, str]]], *, pitch: float = 14.0, bold: int = 0
) -> Page:
    """A page of texts at given x, a row to a line; the first ``bold`` rows are bold."""
    words: list[Word] = []
    for number, row in enumerate(rows):
        top = 80.0 + pitch * number
        for start, text in row:
            x = start
            for piece in text.split():
                box = BBox(x, top, x + LETTER * len(piece), top + SIZE)
                words.append(Word(piece, box, size=SIZE, bold=number < bold, space_before=True))
                x = box.x1 + SPACE
    return Page(1, 595.0, 842.0, tuple(words), ())


def table(page: Page) -> list[list[str]]:
    (grid,) = [block for block in find_blocks(page) if isinstance(block, Grid)]
    return grid.texts()


def test_texts_that_start_at_one_place_are_a_column_of_their_own() -> None:
    """A figure and a quartile beside it, with less than a letter's height between."""
    header = [(40, "Ref"), (80, "Measure"), (250, "2011/12"), (292, "Quartile"), (360, "2012/13")]
    rows = [
        header,
        [(40, "1A"), (80, "Quality of life score"), (250, "18.300%"), (292, "Top"), (360, "18.9")],
        [
            (40, "1B"),
            (80, "Control over daily life"),
            (250, "66.123%"),
            (292, "Third"),
            (360, "74%"),
        ],
        [(40, "1C"), (80, "Self directed support"), (250, "39.245%"), (292, "Third"), (360, "50%")],
        [(40, "1D"), (80, "Carers support offered"), (250, "13.645%"), (292, "Top"), (360, "15%")],
    ]
    assert [row[-3:] for row in table(page_of(rows, bold=1))] == [
        ["2011/12", "Quartile", "2012/13"],
        ["18.300%", "Top", "18.9"],
        ["66.123%", "Third", "74%"],
        ["39.245%", "Third", "50%"],
        ["13.645%", "Top", "15%"],
    ]


def arrow(top: float, high: float) -> Shape:
    """An arrow head in a column from 256 to 272."""
    outline = ((264.0, top), (272.0, top + high), (256.0, top + high), (264.0, top))
    return Shape(BBox(256, top, 272, top + high), (outline,), fill=Rgb(31, 78, 121))


def test_a_header_over_arrows_joins_no_figures_to_them() -> None:
    """ "Trend WC" stands as near as words do; the arrows under "Trend" are their own column."""
    rows = [
        [(40, "Outcomes"), (250, "Trend"), (279, "WC"), (340, "Target")],
        *(
            [(40, f"{n} Proportion of clients in paid work"), (279, f"{n}1.5%"), (340, f"{n}2%")]
            for n in range(1, 6)
        ),
    ]
    arrows = tuple(arrow(95 + 14 * n, 8) for n in range(5))
    texts = table(replace(page_of(rows, bold=1), shapes=arrows))
    assert [row[-3] for row in texts][:1] == ["Trend"]
    assert [row[-2:] for row in texts] == [
        ["WC", "Target"],
        ["11.5%", "12%"],
        ["21.5%", "22%"],
        ["31.5%", "32%"],
        ["41.5%", "42%"],
        ["51.5%", "52%"],
    ]


def test_rows_stay_apart_whatever_height_the_symbols_beside_them_have() -> None:
    rows = [
        [(40, "Measure of the service"), (250, "Trend"), (300, "Actual"), (380, "Target")],
        [(40, "1 Reviews completed"), (300, "70%"), (380, ">90%")],
        [(40, "2 Waiting list"), (300, "1,861"), (380, "<250")],
        [(40, "3 Care assessment"), (300, "Emma/Claire"), (380, "<14 days")],
        [(40, "4 OT assessment"), (300, "Emma/Claire"), (380, "<14 days")],
        [(40, "5 Shared lives clients"), (300, "27"), (380, "46")],
    ]
    arrows = tuple(arrow(80 + 12 * n + 3, 5) for n in (1, 2, 5))
    texts = table(replace(page_of(rows, pitch=12.0, bold=1), shapes=arrows))
    assert [[row[0], *row[-2:]] for row in texts[3:5]] == [
        ["3 Care assessment", "Emma/Claire", "<14 days"],
        ["4 OT assessment", "Emma/Claire", "<14 days"],
    ]
