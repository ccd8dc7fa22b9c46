"""A header at a page's foot and a last row at the head of the next, in tables without rules."""

from __future__ import annotations

from itertools import chain

import pytest

from tests.tables.test_painted_header import words_of
from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Grid, Paragraph
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.blocks import find_blocks
from xlscorecard.tables.joining.furniture import mark_furniture
from xlscorecard.tables.joining.join import join_grids
from xlscorecard.tables.joining.stray_rows import with_stray_rows

Line = tuple[str, ...]
HEADER = ("Measure", "Target", "Actual", "RAG")
ROWS = (
    ("Calls answered", "85%", "88.2%", "Green"),
    ("Waste recycled", "50%", "46.1%", "Amber"),
    ("Homes decided", "95%", "71.4%", "Red"),
    ("Tax collected", "97%", "97.9%", "Green"),
)
PROSE = ("The council has continued to make progress against the priorities of its plan.",)
XS = (50.0, 300.0, 370.0, 440.0)


def page(number: int, lines: tuple[Line, ...], top: float) -> Page:
    words: list[Word] = []
    for row, texts in enumerate(lines):
        for x, text in zip(XS, texts, strict=False):
            words += words_of(text, x, top + 22 * row)
    words += words_of(str(number), 290, 810)
    return Page(number, 595.0, 842.0, tuple(words))


def read(first: tuple[Line, ...], second: tuple[Line, ...]) -> list[Block]:
    pages = (page(1, first, 780 - 22 * len(first)), page(2, second, 60))
    found = chain.from_iterable(mark_furniture(find_blocks(one) for one in pages))
    return list(join_grids(with_stray_rows(found)))


def tables(first: tuple[Line, ...], second: tuple[Line, ...]) -> list[list[list[str]]]:
    return [block.texts() for block in read(first, second) if isinstance(block, Grid)]


WHOLE = [[list(HEADER), *map(list, ROWS)]]


def test_a_header_alone_at_a_pages_foot_heads_the_next_pages_rows() -> None:
    assert tables((PROSE, HEADER), ROWS) == WHOLE


def test_a_last_row_alone_at_the_head_of_a_page_is_the_tables() -> None:
    assert tables((HEADER, *ROWS[:3]), (ROWS[3], PROSE)) == WHOLE


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_a_last_row_without_one_of_its_texts_is_the_tables(missing: int) -> None:
    last = tuple("" if col == missing else text for col, text in enumerate(ROWS[3]))
    (table,) = tables((HEADER, *ROWS[:3]), (last, PROSE))
    assert table[-1] == list(last)


def test_a_line_of_prose_below_a_table_is_no_row() -> None:
    blocks = read((HEADER, *ROWS), (PROSE,))
    assert [block.texts() for block in blocks if isinstance(block, Grid)] == WHOLE
    assert PROSE[0] in [block.text for block in blocks if isinstance(block, Paragraph)]


def below_heading(*above: tuple[str, float, float]) -> list[list[str]]:
    """The table of ROWS with a heading above it, the header above that, and what is ``above`` all
    (a text, its x and y)."""
    texts = [*above, *((text, x, 150.0) for x, text in zip(XS, HEADER, strict=True))]
    texts.append(("Housing", XS[0], 175.0))
    paragraphs = [
        Paragraph(text, 1, BBox(x, y, x + 5 * len(text), y + 10), size=10.0) for text, x, y in texts
    ]
    (grid,) = (b for b in find_blocks(page(1, ROWS, 200)) if isinstance(b, Grid))
    return next(b.texts() for b in with_stray_rows([*paragraphs, grid]) if isinstance(b, Grid))


def test_a_header_above_a_tables_heading_is_the_tables() -> None:
    assert below_heading() == WHOLE[0]


def test_a_header_with_years_above_it_is_not_taken_without_them() -> None:
    assert below_heading(("2020/21", 310.0, 136.0), ("2021/22", 380.0, 136.0)) == WHOLE[0][1:]
