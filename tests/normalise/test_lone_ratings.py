"""The only ratings of a table, where they are those of a forecast or of an earlier result."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag, Role, Scorecard

_CLASSES = [Rag.GREEN, Rag.AMBER, Rag.RED]


def _read(header: str) -> Scorecard:
    return read_blocks(
        "Performance report Quarter 2 2024/25",
        f"""
        | Measure      | Target | Q2 Actual | {header} |
        | Visits       | 2,500  | 2,397     | [green]G |
        | Bins missed  | 25     | 23        | [amber]A |
        | Trees missed | 25     | 23        | [red]R   |
        """,
    )


@pytest.mark.parametrize(
    "header",
    [
        "Forecast rating",
        "Year-end forecast RAG",
        "Projected outturn status",
        "RAG (forecast)",
        "Previous RAG",
        "Q1 RAG",
    ],
)
def test_they_are_kept_as_text_and_told_once(header: str) -> None:
    scorecard = _read(header)
    assert [record.rag for record in scorecard.records] == [None, None, None]
    assert [text for record in scorecard.records for _, text in record.text] == _CLASSES
    assert [(f.code, f.column) for f in scorecard.findings] == [("rating-of-another-time", header)]


@pytest.mark.parametrize(
    "header",
    ["RAG", "Q2 RAG", "Current RAG", "Status", "Delivery confidence", "RAG against last year"],
)
def test_a_rating_of_the_present_is_the_rows_own(header: str) -> None:
    scorecard = _read(header)
    assert [record.rag for record in scorecard.records] == _CLASSES
    assert not scorecard.findings


def test_the_forecast_beside_them_takes_them() -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        """
        | Measure      | Target | Q2 Actual | Year-end forecast | Forecast RAG |
        | Visits       | 2,500  | 1,197     | 2,600             | [green]G     |
        | Bins missed  | 25     | 23        | 26                | [amber]A     |
        """,
    )
    assert [record.rag for record in scorecard.records] == [None, None]
    rated = [(o.role, o.rag) for r in scorecard.records for o in r.observations if o.rag]
    assert rated == [(Role.FORECAST, Rag.GREEN), (Role.FORECAST, Rag.AMBER)]
    assert [f.code for f in scorecard.findings] == ["rating-of-another-time"]


def test_an_earlier_quarters_rating_is_that_of_its_result() -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        """
        | Measure      | Target | Q1    | Q1 RAG   | Q2    |
        | Visits       | 2,500  | 1,197 | [green]G | 1,300 |
        | Bins missed  | 25     | 23    | [amber]A | 20    |
        """,
    )
    assert [record.rag for record in scorecard.records] == [None, None]
    rated = [(o.period, o.rag) for r in scorecard.records for o in r.observations if o.rag]
    assert rated == [("2024/25 Q1", Rag.GREEN), ("2024/25 Q1", Rag.AMBER)]


def test_a_budget_is_rated_by_its_forecast() -> None:
    """Section 2.13 of the field's rules: the variance of a budget is forecast less budget."""
    scorecard = read_blocks(
        """
        | Service | Budget £000 | Forecast £000 | Variance £000 | Forecast RAG |
        | Roads   | 2,500       | 2,600         | 100           | [red]R       |
        | Parks   | 1,100       | 1,100         | 0             | [green]G     |
        """
    )
    assert [record.rag for record in scorecard.records] == [Rag.RED, Rag.GREEN]
    assert not scorecard.findings


def test_the_rating_of_the_latest_quarter_with_figures_is_the_present_one() -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        """
        | Measure      | Target | Q1    | Q2    | Q3 | Q4 | Q2 RAG   |
        | Visits       | 2,500  | 1,197 | 1,300 |    |    | [green]G |
        | Bins missed  | 25     | 23    | 20    |    |    | [amber]A |
        """,
    )
    assert [record.rag for record in scorecard.records] == [Rag.GREEN, Rag.AMBER]
    assert not scorecard.findings
