"""The rest of a split row above the first stripe of the next page's table."""

from __future__ import annotations

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Cell, Grid, Paragraph
from xlscorecard.tables.joining.join import join_grids

XS = (40.0, 240.0, 300.0, 360.0)


def _grid(page: int, top: float, rows: list[list[str]]) -> Grid:
    cells = [
        Cell(r, c, text=text, bbox=BBox(XS[c], top + 20 * r, XS[c + 1], top + 20 * r + 20),
             page=page)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]  # fmt: skip
    box = BBox(XS[0], top, XS[-1], top + 20 * len(rows))
    return Grid(len(rows), 3, tuple(cells), page, box, pieces=((page, 0, len(rows) - 1),),
                ruling="none")  # fmt: skip


FIRST = _grid(1, 400, [["Measure", "Q1", "Q2"], ["Minor planning applications", "84.7%", "85%"]])
SECOND = _grid(2, 80, [["Voluntary staff turnover", "14.1%", "13.9%"]])


def _joined(text: str, box: BBox) -> tuple[Block, ...]:
    return tuple(join_grids([FIRST, Paragraph(text, 2, box), SECOND]))


def test_lines_above_the_first_stripe_end_the_split_row() -> None:
    blocks = _joined("determined within 8 weeks", BBox(42, 62, 200, 76))
    assert len(blocks) == 1
    table = blocks[0]
    assert isinstance(table, Grid)
    texts = [[cell.text for cell in table.row_cells(row)] for row in range(table.rows)]
    assert texts == [
        ["Measure", "Q1", "Q2"],
        ["Minor planning applications\ndetermined within 8 weeks", "84.7%", "85%"],
        ["Voluntary staff turnover", "14.1%", "13.9%"],
    ]


def test_a_heading_or_a_line_elsewhere_keeps_tables_apart() -> None:
    for text, box in (
        ("Libraries", BBox(42, 62, 90, 76)),  # a heading
        ("as set out in the plan for the year", BBox(42, 62, 290, 76)),  # over two columns
        ("see the note below", BBox(42, 5, 150, 15)),  # far above
    ):
        assert len(_joined(text, box)) == 3
