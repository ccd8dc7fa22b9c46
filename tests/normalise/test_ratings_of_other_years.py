"""Ratings that are last year's, or say how the year will end, beside this year's results."""

from __future__ import annotations

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag, Scorecard


def doubted(scorecard: Scorecard) -> list[str | None]:
    return [f.column for f in scorecard.findings if f.code == "rating-of-another-time"]


def test_last_years_rating_beside_this_years_quarters_stands_on_last_years_result() -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        """
        | Indicator      | 2023/24 | 2023/24 RAG | Q1 2024/25 | Q2 2024/25 | Target |
        | Calls answered | 88%     | Amber       | 90%        | 91%        | 90%    |
        | Bins missed    | 120     | Red         | 40         | 38         | 100    |
        """,
    )
    calls, bins = scorecard.records
    assert (calls.rag, bins.rag) == (None, None)
    assert [(o.period, o.rag) for o in bins.observations] == [
        ("2023/24", Rag.RED),
        ("2024/25 Q1", None),
        ("2024/25 Q2", None),
        ("2024/25", None),
    ]
    assert doubted(scorecard) == ["2023/24 RAG"]


def test_last_years_rating_without_last_years_result_is_a_text() -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        """
        | Indicator      | Target | Q1 24/25 | Q2 24/25 | RAG 22/23 | RAG 23/24 |
        | Calls answered | 90%    | 90%      | 91%      | R         | A         |
        """,
    )
    (calls,) = scorecard.records
    assert calls.rag is None
    assert calls.text == (("rag_22_23", "red"), ("rag_23_24", "amber"))
    assert doubted(scorecard) == ["RAG 23/24"]


def test_last_quarters_rating_beside_the_current_value_is_not_its_own() -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        """
        | Indicator      | RAG Q4 23/24   | Target | Current value |
        | Calls answered | {circle red}   | 90%    | 91%           |
        | Bins missed    | {circle green} | 100    | 40            |
        """,
    )
    assert [r.rag for r in scorecard.records] == [None, None]
    assert doubted(scorecard) == ["RAG Q4 23/24"]


def test_months_without_a_rating_do_not_take_last_years() -> None:
    (calls,) = read_blocks(
        "Performance report 2024/25",
        """
        | Indicator      | 2022/23 | 2023/24 | 2023/24 Status | Apr | May | Jun |
        | Calls answered | 88%     | 87%     | Green          | 90% | 91% | 92% |
        """,
    ).records
    assert calls.rag is None
    assert [o.rag for o in calls.observations] == [None, Rag.GREEN, None, None, None]


def test_the_rating_of_the_year_that_the_paper_reports_on_is_the_present_one() -> None:
    (calls,) = read_blocks(
        "Annual report 2023/24",
        """
        | Indicator      | 2023/24 Actual | 2023/24 RAG | Q1 2024/25 |
        | Calls answered | 88%            | Red         | 92%        |
        """,
    ).records
    assert calls.rag is Rag.RED


def test_a_year_end_rating_is_no_rating_of_a_quarter() -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        """
        | Indicator      | Q2 result | Annual target | Year end RAG |
        | Calls answered | 91%       | 90%           | Green        |
        | Bins missed    | 38        | 60            | Amber        |
        """,
    )
    assert [(r.rag, dict(r.text)) for r in scorecard.records] == [
        (None, {"year_end_rag": "green"}),
        (None, {"year_end_rag": "amber"}),
    ]
    assert doubted(scorecard) == ["Year end RAG"]


def test_a_year_end_rating_beside_the_year_end_forecast_is_that_of_the_forecast() -> None:
    (bins,) = read_blocks(
        "Performance report Quarter 2 2024/25",
        """
        | Indicator   | Target | Q2 actual | Year-end forecast | Year-end RAG |
        | Bins missed | 100    | 40        | 138               | R            |
        """,
    ).records
    assert bins.rag is None
    assert [(o.raw, o.rag) for o in bins.observations] == [
        ("100", None),
        ("40", None),
        ("138", Rag.RED),
    ]


def test_a_year_end_rating_at_the_years_end_is_the_present_one() -> None:
    for heading, column in (
        ("Performance report Quarter 4 2024/25", "Q4 actual"),
        ("Annual performance report 2024/25", "Outturn"),
    ):
        (calls,) = read_blocks(
            heading,
            f"""
            | Indicator      | Target | {column} | Year end RAG |
            | Calls answered | 90%    | 90%      | G            |
            """,
        ).records
        assert calls.rag is Rag.GREEN, heading


def test_a_year_end_rating_beside_the_quarters_own_is_a_text() -> None:
    (calls,) = read_blocks(
        "Performance report Quarter 2 2024/25",
        """
        | Indicator      | Q2  | Target | Year end RAG | RAG |
        | Calls answered | 91% | 90%    | A            | G   |
        """,
    ).records
    assert (calls.rag, dict(calls.text)) == (Rag.GREEN, {"year_end_rag": "amber"})
