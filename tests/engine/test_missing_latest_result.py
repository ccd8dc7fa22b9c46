"""A rating beside a missing result is not held against the figure of an earlier period."""

from __future__ import annotations

import pytest

from tests.engine.papers import evaluate
from tests.grids import read_blocks
from xlscorecard.model.scorecard import Judgement, Rag


def judgements(
    table: str, heading: str = "Performance report Quarter 2 2024/25"
) -> list[Judgement]:
    return list(evaluate(read_blocks(heading, table)))


@pytest.mark.parametrize("missing", ["Not available", "n/a", "Awaiting data", "TBC", ""])
def test_a_missing_quarter_is_not_judged_by_the_one_before(missing: str) -> None:
    missed, low, high = judgements(
        f"""
        | Indicator      | Good is | Target | Q1 actual | Q2 actual | Q3 actual | RAG   |
        | Calls answered | High    | 90%    | 92%       | {missing} |           | Red   |
        | Bins missed    | Low     | 100    | 40        | 138       |           | Red   |
        | Visits         | High    | 900    | 940       | 950       |           | Green |
        """
    )
    assert (missed.rag, missed.agrees, missed.trend) == (None, None, None)
    assert "92" not in missed.why
    assert [(j.rag, j.agrees) for j in (low, high)] == [(Rag.RED, True), (Rag.GREEN, True)]


def test_months_to_come_hold_nothing_up() -> None:
    (missed, low) = judgements(
        """
        | Indicator      | Good is | Target | Apr | May | Jun | RAG |
        | Calls answered | High    | 90%    | 92% | n/a |     | Red |
        | Bins missed    | Low     | 100    | 40  | 138 |     | Red |
        """,
        "Performance report 2024/25",
    )
    assert (missed.rag, low.rag) == (None, Rag.RED)


def test_a_missing_year_to_date_leaves_the_quarter_to_be_judged() -> None:
    (calls,) = judgements(
        """
        | Indicator      | Good is | Target | Q2 2024/25 | YTD | RAG   |
        | Calls answered | High    | 90%    | 92%        | n/a | Green |
        """
    )
    assert (calls.rag, calls.agrees) == (Rag.GREEN, True)


def test_a_quarters_own_rating_is_held_against_its_own_figure() -> None:
    (calls,) = judgements(
        """
        | Indicator      | Good is | Target | Q1         | Q2  |
        | Calls answered | High    | 90%    | [green]92% | n/a |
        """
    )
    assert (calls.rag, calls.agrees) == (Rag.GREEN, True)
