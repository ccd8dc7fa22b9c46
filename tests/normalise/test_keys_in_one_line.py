"""The entries of a key that stand in one line above a table head nothing."""

from __future__ import annotations

from tests.drawing import HIGH, LEFT, TOP, WIDE, draw_page
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Document, Grid, Paragraph
from xlscorecard.model.page import Fill
from xlscorecard.model.scorecard import Rag
from xlscorecard.normalise.scorecard import normalise
from xlscorecard.tables.blocks import find_blocks

GREEN, OCHRE, BRICK = Rgb(91, 140, 90), Rgb(180, 140, 60), Rgb(160, 60, 40)
PICTURE = """
     On target               Close to target               Missed target

+--------------------+--------+--------+----------+
| Measure            | Target | Actual | Status   |
+--------------------+--------+--------+----------+
| Bins emptied       | 98%    | 97.1%  |          |
+--------------------+--------+--------+----------+
| Potholes filled    | 90%    | 93.4%  |          |
+--------------------+--------+--------+----------+
| Swims              | 4,100  | 3,012  |          |
+--------------------+--------+--------+----------+
"""


def square(line: int, column: int, colour: Rgb) -> Fill:
    x, y = LEFT + WIDE * column, TOP + HIGH * line + 3
    return Fill(BBox(x, y, x + 8, y + 8), colour)


def test_a_key_of_squares_in_one_line_is_read_and_names_no_section() -> None:
    keys = (square(0, 2, GREEN), square(0, 26, OCHRE), square(0, 56, BRICK))
    rated = (square(3, 44, OCHRE), square(4, 44, GREEN), square(5, 44, BRICK))
    blocks = find_blocks(draw_page(PICTURE, fills=keys + rated))
    texts = [(b.text, len(b.marks)) for b in blocks if isinstance(b, Paragraph)]
    assert texts == [("On target", 1), ("Close to target", 1), ("Missed target", 1)]
    assert len([block for block in blocks if isinstance(block, Grid)]) == 1
    scorecard = normalise(Document("paper.pdf", blocks, 1), sha256="0" * 64)
    assert [(r.title, r.rag, r.section) for r in scorecard.records] == [
        ("Bins emptied", Rag.AMBER, ()),
        ("Potholes filled", Rag.GREEN, ()),
        ("Swims", Rag.RED, ()),
    ]
    assert {entry.rag for entry in scorecard.key} == {Rag.GREEN, Rag.AMBER, Rag.RED}
