"""What must hold for any borders and any page."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawing import draw_page, moved
from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Grid, Paragraph
from xlscorecard.tables.blocks import find_blocks
from xlscorecard.tables.lines.layout import slots_from_borders

borders = st.integers(1, 6).flatmap(
    lambda rows: st.integers(1, 6).flatmap(
        lambda cols: st.tuples(
            st.lists(
                st.lists(st.booleans(), min_size=cols, max_size=cols),
                min_size=rows,
                max_size=rows,
            ),
            st.lists(
                st.lists(st.booleans(), min_size=cols, max_size=cols),
                min_size=rows,
                max_size=rows,
            ),
        )
    )
)


@given(borders)
def test_slots_tile_the_grid_whatever_borders_are_missing(
    sides: tuple[list[list[bool]], list[list[bool]]],
) -> None:
    right, below = sides
    covered = [
        (row, col)
        for slot in slots_from_borders(right, below)
        for row in range(slot.row, slot.row + slot.rowspan)
        for col in range(slot.col, slot.col + slot.colspan)
    ]
    assert sorted(covered) == [(r, c) for r in range(len(right)) for c in range(len(right[0]))]


words = st.sampled_from(["12", "3.4%", "Visits", "n/a", "", "Loans made", "-1.2", "Q1 2017"])
tables = st.integers(2, 5).flatmap(
    lambda cols: st.lists(st.lists(words, min_size=cols, max_size=cols), min_size=2, max_size=7)
)


def picture(rows: list[list[str]], ruled: bool) -> str:
    wide = 14
    if not ruled:
        return "\n\n".join("".join(text.ljust(wide) for text in row) for row in rows)
    rule = "+" + "+".join("-" * wide for _ in rows[0]) + "+"
    lines = [rule]
    for row in rows:
        lines += ["|" + "|".join(text.ljust(wide) for text in row) + "|", rule]
    return "\n".join(lines)


@settings(max_examples=60, deadline=None)
@given(tables, st.booleans())
def test_nothing_is_dropped_and_cells_tile(rows: list[list[str]], ruled: bool) -> None:
    page = draw_page(picture(rows, ruled))
    found: list[str] = []
    for block in find_blocks(page):
        if isinstance(block, Paragraph):
            found += block.text.split()
            continue
        found += [word for cell in block.cells for word in cell.text.split()]
        places = [
            (row, col)
            for cell in block.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for col in range(cell.col, cell.col + cell.colspan)
        ]
        assert sorted(places) == [(r, c) for r in range(block.rows) for c in range(block.cols)]
    assert sorted(found) == sorted(word for row in rows for text in row for word in text.split())


@settings(max_examples=40, deadline=None)
@given(tables, st.booleans(), st.integers(-30, 200), st.integers(-50, 300))
def test_moving_a_table_changes_nothing(
    rows: list[list[str]], ruled: bool, dx: int, dy: int
) -> None:
    page = draw_page(picture(rows, ruled))
    here = [b.texts() if isinstance(b, Grid) else b.text for b in find_blocks(page)]
    there = [b.texts() if isinstance(b, Grid) else b.text for b in find_blocks(moved(page, dx, dy))]
    assert here == there


@settings(max_examples=40, deadline=None)
@given(tables)
def test_a_fully_ruled_table_comes_back_as_written(rows: list[list[str]]) -> None:
    grids = [b for b in find_blocks(draw_page(picture(rows, True))) if isinstance(b, Grid)]
    held = [text for row in rows for text in row if text]
    full_rows = sum(any(row) for row in rows)
    full_cols = sum(any(col) for col in zip(*rows, strict=True))
    if full_rows > 1 and full_cols > 1 and len(held) * 3 >= len(rows) * len(rows[0]):
        assert [grid.texts() for grid in grids] == [rows]


boxes = st.tuples(*[st.floats(0, 500, allow_nan=False)] * 4).map(
    lambda p: BBox(min(p[0], p[2]), min(p[1], p[3]), max(p[0], p[2]), max(p[1], p[3]))
)


@given(boxes, boxes)
def test_overlap_is_symmetric(first: BBox, second: BBox) -> None:
    assert first.overlap(second) == second.overlap(first)
    assert first.union(second) == second.union(first)
