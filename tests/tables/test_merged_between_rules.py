"""A box with lines under its rows: a line that ends inside parts no merged cell beside it."""

from __future__ import annotations

from tests.drawing import draw_page
from xlscorecard.model.grid import Grid
from xlscorecard.tables.blocks import find_blocks


def test_a_line_under_part_of_a_row_parts_no_merged_cell() -> None:
    (grid,) = [
        block
        for block in find_blocks(
            draw_page("""
+-----------------------------------------------------------+
|Priority     Summary of work       Measure       Q1     Q2 |
+-----------------------------------------------------------+
|Join up      The board is set      Referrals     166    317|
|services     up and plans made     made                    |
+-----------------------------------------------------------+
|Extend       Budgets are now       Users with    25%    31%|
|budgets      offered to all new    control                 |
                                  +-------------------------+
|             service users and     Users who     79%    75%|
|             to carers             feel well               |
+-----------------------------------------------------------+
|Improve      Market testing is     Day places    1.84  2.18|
|day time     under way             taken up                |
+-----------------------------------------------------------+
""")
        )
        if isinstance(block, Grid)
    ]
    priority, summary = grid.at(3, 0), grid.at(3, 1)
    assert priority is not None
    assert summary is not None
    assert priority.text == "Extend\nbudgets"
    assert (summary.row, summary.rowspan) == (2, 2)
    assert summary.text.endswith("service users and\nto carers")
    assert [row[-2:] for row in grid.texts()[1:]] == [
        ["166", "317"],
        ["25%", "31%"],
        ["79%", "75%"],
        ["1.84", "2.18"],
    ]
