"""Rows painted cell by cell, as Word's stripes are when it prints: the edges of the cells are the
columns', wherever in them a header or a figure is set."""

from __future__ import annotations

import itertools
from dataclasses import replace

from tests.drawing import draw_page, line_box, stripe
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Fill
from xlscorecard.tables.blocks import find_blocks

PALE = (242, 242, 242)
COLUMNS = (0, 18, 36, 54, 72)


def painted(line: int, *edges: int) -> list[Fill]:
    return [stripe(line, a, b, PALE) for a, b in itertools.pairwise(edges)]


def test_headers_in_the_middle_and_figures_at_the_left_of_their_cells_are_one_column() -> None:
    page = draw_page(
        """
 Rent collected    100%              100.00%           99.24%
 Rent arrears      -                 3.62%             3.58%
 Benefit claims    7.3               7.3               7.5
 Measure               Target              19/20             18/19
 Repairs in time   95%               91.1%             n/a
 Homes with gas    61.3              72.2              69.8
""",
        fills=(*painted(1, *COLUMNS), *painted(3, *COLUMNS), *painted(5, *COLUMNS)),
    )
    (grid,) = (block for block in find_blocks(page) if isinstance(block, Grid))
    assert grid.texts() == [
        ["Rent collected", "100%", "100.00%", "99.24%"],
        ["Rent arrears", "-", "3.62%", "3.58%"],
        ["Benefit claims", "7.3", "7.3", "7.5"],
        ["Measure", "Target", "19/20", "18/19"],
        ["Repairs in time", "95%", "91.1%", "n/a"],
        ["Homes with gas", "61.3", "72.2", "69.8"],
    ]


def test_a_header_that_is_printed_again_stands_over_all_of_its_painted_cell() -> None:
    page = draw_page(
        """
 Measure           Target            19/20                       18/19 and quartile
 Rent collected    100%              100.00%           99.24%            Top
 Rent arrears      3.5%              3.62%             3.58%             Third
 Measure           Target            19/20                       18/19 and quartile
 Repairs in time   95%               91.1%             88.0%             Second
 Homes with gas    61.3              72.2              69.8              Top
""",
        bold_lines=1,
        fills=(
            *painted(0, 0, 18, 36, 54, 90),
            *painted(1, *COLUMNS, 90),
            *painted(3, 0, 18, 36, 54, 90),
            *painted(5, *COLUMNS, 90),
        ),
    )
    again = line_box(3, 3, 0, 90)
    words = [replace(w, bold=True) if again.holds(*w.bbox.centre) else w for w in page.words]
    blocks = find_blocks(replace(page, words=tuple(words)))
    (grid,) = (block for block in blocks if isinstance(block, Grid))
    spans = [(c.row, c.col, c.colspan) for c in grid.cells if c.text == "18/19 and quartile"]
    assert spans == [(0, 3, 2), (3, 3, 2)]
