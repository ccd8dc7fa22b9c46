"""What a scan's heading says of a figure is no surer than its own reading."""

from __future__ import annotations

import pytest

from xlscorecard.model.grid import Cell, Document, Grid
from xlscorecard.normalise.scorecard import normalise

HEAD = ("Measure", "Target 2023/24", "Q2 2023/24", "RAG")
ROWS = (
    ("Rent collected", "97.5%", "97.4%", "Amber"),
    ("Repairs on time", "88%", "91%", "Green"),
    ("Missed bins", "40", "43", "Red"),
)


@pytest.mark.parametrize(("read", "sure"), [(1.0, 1.0), (0.99, 0.5)])
def test_figures_under_a_doubtful_heading_are_in_doubt(read: float, sure: float) -> None:
    """``read`` is how sure the figures are: born-digital ones are told by 1."""
    cells = [
        Cell(0, col, text=text, confidence=0.5 if col == 2 and read < 1 else read, page=1)
        for col, text in enumerate(HEAD)
    ]
    cells += [
        Cell(row, col, text=text, confidence=read, page=1)
        for row, texts in enumerate(ROWS, 1)
        for col, text in enumerate(texts)
    ]
    grid = Grid(4, 4, tuple(cells), page=1)
    scorecard = normalise(Document("paper.pdf", (grid,), 1), sha256="0" * 64)
    found = {(o.column, o.confidence) for r in scorecard.records for o in r.observations}
    assert found == {("Target 2023/24", read), ("Q2 2023/24", sure)}


def test_figures_under_one_heading_over_two_columns_are_in_doubt() -> None:
    """A scan's reader has not seen the rule between "2023/24" and "Q1 | Q2"."""
    cells = [
        Cell(0, 0, text="Measure", confidence=0.99, page=1),
        Cell(0, 1, text="Target", confidence=0.99, page=1),
        Cell(0, 2, colspan=2, text="2023/24\nQ1 Q2", confidence=0.99, page=1),
    ]
    for row, texts in enumerate(
        (("Rent collected", "98%", "97%", "96%"), ("Missed bins", "40", "43", "38")), 1
    ):
        cells += [
            Cell(row, col, text=text, confidence=0.99, page=1) for col, text in enumerate(texts)
        ]
    scorecard = normalise(
        Document("paper.pdf", (Grid(3, 4, tuple(cells), page=1),), 1), sha256="0" * 64
    )
    found = [[o.confidence for o in record.observations] for record in scorecard.records]
    assert found == [[0.99, 0.8, 0.8], [0.99, 0.8, 0.8]]
