"""Ratings that a mark in one of several columns tells."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag


@pytest.mark.parametrize("mark", ["X", "✓", "●", "{circle}"])
def test_a_mark_under_a_letter_rates(mark: str) -> None:
    records = read_blocks(
        f"""
        | Measure        | Target | Q1  | R      | A      | G      | Comment |
        | Bins missed    | 40     | 62  | {mark} |        | <      | Staff   |
        | Parks rated    | 85%    | 84% |        | {mark} |        |         |
        | Graffiti gone  | 95%    | 97% |        |        | {mark} |         |
        | Trees planted  | 200    |     |        |        |        | Not due |
        """
    ).records
    assert [r.rag for r in records] == [Rag.RED, Rag.AMBER, Rag.GREEN, None]
    assert dict(records[0].text) == {"comment": "Staff"}
    assert [[o.raw for o in r.observations] for r in records[:2]] == [["40", "62"], ["85%", "84%"]]


_UNDER_WORDS = """
| Indicator      | Target | Actual | Status    | <         | <          |
| ^              | ^      | ^      | On target | Within 5% | Off target |
| Calls answered | 80%    | 83%    | ●         |           |            |
| Sickness days  | 6.0    | 6.2    |           | ●         |            |
| Planning       | 80%    | 61%    |           |           | ●          |
| Both are wrong | 80%    | 61%    | ●         |           | ●          |
"""


def test_a_mark_under_words_rates_and_two_in_a_row_do_not() -> None:
    scorecard = read_blocks(_UNDER_WORDS)
    assert [r.rag for r in scorecard.records] == [Rag.GREEN, Rag.AMBER, Rag.RED, None]


def test_numbers_under_the_ratings_are_a_summary() -> None:
    scorecard = read_blocks(
        """
        | Directorate | Green | Amber | Red | Total |
        | Adults      | 12    | 4     | 3   | 19    |
        | Place       | 15    | 2     | 1   | 18    |
        """
    )
    assert list(scorecard.records) == []
