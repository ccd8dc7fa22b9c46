"""Headers that name a target or an earlier result and stand over something else."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header


def role_under(header: str, figures: tuple[str, str]) -> Role:
    """The role of the figures in a column behind the target and the result."""
    scorecard = read_blocks(
        "# Performance report Quarter 2 2023/24",
        f"""
        | Indicator      | Target | Q2 2023/24 | {header} |
        | Calls answered | 90     | 88         | {figures[0]} |
        | Visits made    | 412    | 399        | {figures[1]} |
        """,
    )
    return scorecard.records[1].observations[-1].role


@pytest.mark.parametrize(
    "header",
    [
        "+/- target",
        "± target",
        "Above/below target",
        "Under/over target",
        "Diff to target",
        "Performance gap",
        "Annual change",
        "Percentage point change",
        "PP change",
        "Net change",
        "12 month change",
        "Improvement on last year",
        "Growth on last year",
        "Increase on last year",
        "Increase/decrease",
        "Inc/Dec",
        "Difference on baseline",
        "% diff vs 5 yr avg",
    ],
)
def test_what_results_differ_by_is_a_variance(header: str) -> None:
    assert role_under(header, ("-2", "+13")) is Role.VARIANCE


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Expected outturn", Role.FORECAST),
        ("Likely outturn", Role.FORECAST),
        ("Anticipated", Role.FORECAST),
        ("Intended outturn", Role.TARGET),
        ("Required level", Role.TARGET),
        ("Minimum standard", Role.TARGET),
        ("Aim for 23/24", Role.TARGET),
        ("Last outturn", Role.PREVIOUS),
        ("LY", Role.PREVIOUS),
        ("SPLY", Role.PREVIOUS),
    ],
)
def test_short_and_rarer_names_of_figures(header: str, role: Role) -> None:
    assert role_under(header, ("84", "401")) is role


def test_the_code_of_a_budget_is_no_budget() -> None:
    scorecard = read_blocks(
        "# Performance report Quarter 2 2023/24",
        """
        | Indicator      | Target | Q2 2023/24 | Budget code |
        | Calls answered | 90     | 88         | 40017       |
        | Visits made    | 412    | 399        | 40022       |
        """,
    )
    assert [[o.raw for o in r.observations] for r in scorecard.records] == [
        ["90", "88"],
        ["412", "399"],
    ]


def test_a_text_that_repeats_code_without_end_is_read() -> None:
    assert match_header("Budget" + " code" * 5000) is not None
    rag = match_header("RAG code")
    assert rag is not None
    assert rag.word is HeaderWord.RAG


def test_a_target_all_in_brackets_is_a_target() -> None:
    match = match_header("(Target)")
    assert match is not None
    assert match.word is HeaderWord.TARGET
