"""Priorities beside the measures that support them."""

from __future__ import annotations

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Kind, Rag


def test_priorities_merged_over_measures_that_are_judged_one_by_one() -> None:
    scorecard = read_blocks(
        "# City Plan 2024/25",
        """
        | Priority       | Ref | Measure            | Q2  | Q3  | Target | RAG |
        | A fairer city  | F1  | Homeless prevented | 131 | 198 | 210    | A   |
        | ^              | F2  | Days in B&B        | 95  | 97  | 80     | R   |
        | A greener city | G1  | Residual waste     | 239 | 352 | 358    | G   |
        | ^              | G2  | Charging points    |     |     | n/a    |     |
        """,
    )
    assert [(r.kind, r.title, r.section[-1], r.rag) for r in scorecard.records] == [
        (Kind.MEASURE, "Homeless prevented", "A fairer city", Rag.AMBER),
        (Kind.MEASURE, "Days in B&B", "A fairer city", Rag.RED),
        (Kind.MEASURE, "Residual waste", "A greener city", Rag.GREEN),
        (Kind.MEASURE, "Charging points", "A greener city", None),
    ]
