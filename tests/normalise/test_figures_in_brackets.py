# ruff: noqa: E501
"""Figures in brackets behind others: what the header, a line of the paper or nothing says of them."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from tests.unseen.paper import said
from xlscorecard.model.scorecard import Role


def test_a_header_says_that_last_years_figures_stand_in_brackets() -> None:
    scorecard = read_blocks(
        "Fire and rescue performance 2024/25",
        """
        | Indicator                 | Target | Q1 (last year in brackets) | Q2 (last year in brackets) |
        | Accidental dwelling fires | 60     | 13 (11)                    | 15 (19)                    |
        | Staff turnover            | 2%     | 2.1% (2.4%)                | 2.2%                       |
        """,
    )
    assert said(scorecard).splitlines() == [
        (
            "Accidental dwelling fires; - - -; t@2024/25=60 a@2024/25 Q1=13 p@2023/24 Q1=11"
            " a@2024/25 Q2=15 p@2023/24 Q2=19"
        ),
        (
            "Staff turnover; - - -; t@2024/25=2 a@2024/25 Q1=2.1 p@2023/24 Q1=2.4"
            " a@2024/25 Q2=2.2 p@2023/24 Q2=blank"
        ),
    ]
    assert scorecard.findings == ()


def test_a_header_over_quarters_says_it_for_each() -> None:
    scorecard = read_blocks(
        "Fire and rescue performance 2024/25",
        """
        | Indicator    | Target | 2024/25 (figures in brackets are targets) | <         | RAG |
        | ^            | ^      | Q1                                        | Q2        | ^   |
        | House fires  | 60     | 13 (15)                                   | 15 (16)   | G   |
        | Home visits  | 900    | 210 (225)                                 | 240 (225) | G   |
        """,
    )
    assert [(o.role, o.period, o.raw) for o in scorecard.records[0].observations] == [
        (Role.TARGET, "2024/25", "60"),
        (Role.ACTUAL, "2024/25 Q1", "13"),
        (Role.TARGET, "2024/25 Q1", "15"),
        (Role.ACTUAL, "2024/25 Q2", "15"),
        (Role.TARGET, "2024/25 Q2", "16"),
    ]


@pytest.mark.parametrize(
    ("header", "second"),
    [
        ("Q1 (target)", (Role.TARGET, "2024/25 Q1")),
        ("Actual (last year)", (Role.PREVIOUS, "2023/24")),
        ("2024/25 (2023/24)", (Role.ACTUAL, "2023/24")),
    ],
)
def test_a_header_names_both_figures(header: str, second: tuple[Role, str]) -> None:
    scorecard = read_blocks(
        "Housing performance 2024/25",
        f"""
        | Indicator      | {header}  | RAG |
        | Rent collected | 98% (99%) | A   |
        | Repairs done   | 91% (90%) | G   |
        """,
    )
    first, other = scorecard.records[0].observations
    assert (first.role, first.raw, other.raw) == (Role.ACTUAL, "98%", "99%")
    assert (other.role, other.period) == second


@pytest.mark.parametrize("printed", ["44% (45%)", "13 (11)", "£1.2m (£1.1m)"])
def test_what_nothing_explains_is_a_doubt(printed: str) -> None:
    scorecard = read_blocks(
        "Residents' survey 2024/25",
        f"""
        | Indicator | Target | 2024/25 | RAG |
        | Result    | 50     | {printed} | A |
        """,
    )
    result = scorecard.records[0].observations[1]
    assert result.quantity.numeric
    assert result.confidence == 0.75
    assert [(f.code, f.column) for f in scorecard.findings] == [("bracket-unexplained", "2024/25")]


@pytest.mark.parametrize(
    "printed", ["412 (85%)", "85% (n=412)", "92% (12/13)", "85% (+3%)", "85% (provisional)"]
)
def test_what_says_itself_what_it_is_is_none(printed: str) -> None:
    scorecard = read_blocks(
        "Residents' survey 2024/25",
        f"""
        | Indicator | Target | 2024/25 | RAG |
        | Result    | 50     | {printed} | A |
        """,
    )
    assert scorecard.findings == ()


def test_a_line_or_a_header_may_explain_them() -> None:
    table = """
        | Indicator | Target | 2024/25{} | RAG |
        | Result    | 50%    | 44% (45%) | A |
        """
    line = "The number in brackets is the share of respondents who gave an opinion."
    assert read_blocks("Survey 2024/25", line, table.format("")).findings == ()
    assert read_blocks("Survey 2024/25", table.format(" (all wards)")).findings == ()
