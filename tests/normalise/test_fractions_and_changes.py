"""Figures whose unit only the others of their row show, and fractions among percentages."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag, Role, Trend, Unit


@pytest.mark.parametrize("title", ["% of claims decided in 14 days", "Claims decided in 14 days"])
def test_a_fraction_among_percentages_is_a_doubt(title: str) -> None:
    scorecard = read_blocks(
        "Benefits scorecard Q2 2024/25",
        f"""
        | Measure        | Target | Q1   | Q2  | RAG |
        | {title}        | 95%    | 0.91 | 94% | A   |
        | % of homes empty | 1.2% | 0.9  | 1.0 | G   |
        """,
    )
    first, second = scorecard.records
    assert [(o.raw, o.confidence) for o in first.observations] == [
        ("95%", 1.0),
        ("0.91", 0.5),
        ("94%", 1.0),
    ]
    assert [o.confidence for o in second.observations] == [1.0] * 3
    assert [(f.code, f.row, f.column) for f in scorecard.findings] == [("value-doubtful", 1, "Q1")]


def test_a_change_is_in_the_unit_of_what_it_is_the_difference_of() -> None:
    scorecard = read_blocks(
        "Post room, Quarter 3 2024/25",
        """
        | Measure       | Target  | Q2      | Q3      | Change on Q2 |
        | Spend on post | £12,000 | £12,644 | £10,950 | -1,694       |
        | Cost a letter | £1.10   | £1.05   | £1.02   | 3            |
        """,
    )
    changes = [r.observations[-1] for r in scorecard.records]
    assert [(o.role, o.quantity.unit) for o in changes] == [
        (Role.VARIANCE, Unit.GBP),
        (Role.VARIANCE, Unit.COUNT),
    ]


def test_a_word_and_an_arrow_under_rating_and_trend() -> None:
    scorecard = read_blocks(
        "Planning performance: Q1 2024/25",
        """
        | Indicator       | Target | Q1 2024/25 | RAG / trend |
        | Majors in time  | 70%    | 92.3%      | Green ↑     |
        | Minors in time  | 80%    | 79.0%      | Amber ↓     |
        """,
    )
    assert [(r.rag, r.trend) for r in scorecard.records] == [
        (Rag.GREEN, Trend.UP),
        (Rag.AMBER, Trend.DOWN),
    ]


def test_a_symbol_that_is_no_arrow_in_a_column_of_trends_is_told() -> None:
    scorecard = read_blocks(
        "Planning performance: Q1 2024/25",
        """
        | Indicator       | Target | Q1 2024/25 | RAG   | Trend  |
        | Majors in time  | 70%    | 92.3%      | Green | {up}   |
        | Minors in time  | 80%    | 79.0%      | Amber | {star} |
        """,
    )
    assert [r.trend for r in scorecard.records] == [Trend.UP, None]
    assert [(f.code, f.row) for f in scorecard.findings] == [("trend-not-read", 2)]
