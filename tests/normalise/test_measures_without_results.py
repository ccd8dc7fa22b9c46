"""Measures that have no result yet, among sections set as plain rows; answers in few rows."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag


def test_what_was_completed_is_a_measure_and_no_section() -> None:
    scorecard = read_blocks(
        """
        | Measure                             | Target | Actual | RAG   |
        | Housing                             |        |        |       |
        | Tenants who would recommend us      | 55%    | 52%    | Amber |
        | New homes completed                 |        |        |       |
        | Repairs finished in the target time | 95%    | 97%    | Green |
        | Planning                            |        |        |       |
        | Decisions made within eight weeks   | 95%    | 97%    | Green |
        """
    )
    assert [(" > ".join(r.section), r.title) for r in scorecard.records] == [
        ("Housing", "Tenants who would recommend us"),
        ("Housing", "New homes completed"),
        ("Housing", "Repairs finished in the target time"),
        ("Planning", "Decisions made within eight weeks"),
    ]


@pytest.mark.parametrize("first", ["Missed bins", "Homes let"])
def test_a_first_measure_without_results_is_no_section(first: str) -> None:
    scorecard = read_blocks(
        f"""
        | Measure                            | Target | Actual | RAG   |
        | {first}                            |        |        |       |
        | Household waste sent for recycling | 55%    | 52%    | Amber |
        | Fly-tips removed within two days   | 95%    | 97%    | Green |
        """
    )
    assert [r.title for r in scorecard.records] == [
        first,
        "Household waste sent for recycling",
        "Fly-tips removed within two days",
    ]


@pytest.mark.parametrize("header", ["Target met", "Target met in Q2", "Was the target met?"])
@pytest.mark.parametrize(("yes", "no"), [("Yes", "No"), ("TRUE", "FALSE")])
def test_answers_rate_though_nothing_else_in_the_table_does(header: str, yes: str, no: str) -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        f"""
        | Indicator                 | Actual Q2 | {header} |
        | Savings delivered on time | 85        | {yes}    |
        | Income collected on time  | 90        | {no}     |
        """,
    )
    assert [r.rag for r in scorecard.records] == [Rag.GREEN, Rag.RED]


def test_a_formula_that_went_wrong_is_a_missing_figure_to_look_at() -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        """
        | Indicator      | Target | Q2      | RAG |
        | Calls answered | 90%    | #REF!   | R   |
        | Bins missed    | 40     | 44      | R   |
        | Visits         | 0      | #DIV/0! | G   |
        """,
    )
    assert [(f.code, f.row, "#REF!" in f.message) for f in scorecard.findings] == [
        ("value-not-read", 1, True)
    ]


def test_a_status_alone_under_a_later_header_is_a_missing_figure() -> None:
    scorecard = read_blocks(
        """
        | *Outcomes*             | *Our council* | *National* | *Target* |
        | Employment rate        | 81.8%         | 79.1%      | 80%      |
        | New apprenticeships    | 89            | 86         | 85       |
        | *People & Staff*       | *Service*     | *LA*       | *Target* |
        | Staff engagement index | 65%           | N/A        | 70%      |
        """
    )
    last = scorecard.records[-1]
    assert last.title == "Staff engagement index"
    assert [(o.column, o.raw) for o in last.observations] == [
        ("Service", "65%"),
        ("LA", "N/A"),
        ("Target", "70%"),
    ]
