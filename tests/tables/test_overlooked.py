"""Figures in columns that no grid holds are noticed; prose with figures is not."""

from __future__ import annotations

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Cell, Grid, Paragraph
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.overlooked import looks_tabular, with_grids


def _word(text: str, x: float, top: float) -> Word:
    return Word(text, BBox(x, top, x + 5.0 * len(text), top + 10), size=10)


def _page(lines: list[list[tuple[str, float]]]) -> Page:
    words = [_word(t, x, 50 + 14 * n) for n, line in enumerate(lines) for t, x in line]
    return Page(1, 600, 800, words=tuple(words))


FIGURES = _page([[("Overdue", 50), (f"{n}1.5%", 300), (f"{n}7", 420)] for n in range(1, 6)])
PROSE = _page([[("in", 50), ("2017", 64), ("and", 90), ("2018", 110)] for _ in range(6)])


def test_figures_in_columns_are_noticed() -> None:
    assert looks_tabular(FIGURES, [Paragraph("Overdue")])


def test_prose_with_figures_is_no_table() -> None:
    assert not looks_tabular(PROSE, [Paragraph("in 2017 and 2018")])


def test_a_page_whose_table_was_found_is_left_alone() -> None:
    assert not looks_tabular(FIGURES, [Grid(1, 1, (Cell(0, 0),))])


def test_another_finders_grid_takes_its_words_out_of_the_paragraphs() -> None:
    page = _page(
        [
            [("Report", 50.0)],
            *([("Overdue", 50.0), (f"{n}", 300.0), (f"{n}7", 420.0)] for n in range(5)),
        ]
    )
    cells = tuple(Cell(r, c, text="x") for r in range(5) for c in range(3))
    grid = Grid(5, 3, cells, page=1, bbox=BBox(40, 60, 500, 200))
    blocks = with_grids(page, [grid], [Paragraph("everything")])
    assert [type(block) for block in blocks] == [Paragraph, Grid]
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].text == "Report"


def test_a_grid_too_small_to_be_a_table_changes_nothing() -> None:
    small = Grid(2, 2, (Cell(0, 0),), page=1, bbox=BBox(0, 0, 600, 800))
    blocks = (Paragraph("everything"),)
    assert with_grids(FIGURES, [small], blocks) == blocks
