"""A measure's quarters in a table of their own below its figures, as performance systems print
its history."""

from __future__ import annotations

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag, Role

PRESENT = """
    | Measure                   | Current Value | Current Target | Status |
    | Household waste recycled  | 49.8%         | 52%            | Amber  |
    """
HISTORY = """
    | Quarter    | Value | Target | Status |
    | Q1 2022/23 | 53.0% | 52%    | Green  |
    | Q2 2022/23 | 51.2% | 51%    | Green  |
    | Q3 2022/23 | 47.9% | 50%    | Red    |
    """


def test_quarters_below_one_measure_are_its_own() -> None:
    scorecard = read_blocks("# Performance Indicators, quarter 4 2022/23", PRESENT, HISTORY)
    (record,) = scorecard.records
    assert record.title == "Household waste recycled"
    told = {(o.role, o.period): o.raw for o in record.observations}
    assert told[Role.ACTUAL, "2022/23 Q1"] == "53.0%"
    assert told[Role.TARGET, "2022/23 Q2"] == "51%"
    assert told[Role.ACTUAL, "2022/23 Q3"] == "47.9%"
    assert told[Role.ACTUAL, "2022/23 Q4"] == "49.8%"


def test_quarters_that_no_measure_stands_above_are_no_measures() -> None:
    scorecard = read_blocks(HISTORY)
    assert scorecard.records == ()
    assert "no-scorecard" in {finding.code for finding in scorecard.findings}


def test_quarters_that_a_sentence_introduces_are_not_those_of_the_measure_above_it() -> None:
    scorecard = read_blocks(
        "# Performance Indicators, quarter 4 2022/23",
        PRESENT,
        "The table below shows how many calls were answered within 20 seconds.",
        HISTORY,
    )
    (record,) = scorecard.records
    assert [o.raw for o in record.observations] == ["49.8%", "52%"]
    assert "table-passed-over" in {finding.code for finding in scorecard.findings}


def test_results_that_a_sentence_introduces_are_not_those_of_the_measure_above_it() -> None:
    scorecard = read_blocks(
        "# Performance Indicators, quarter 4 2022/23",
        PRESENT,
        "The share of calls answered within 20 seconds was as follows.",
        """
        | Target | Actual | RAG   |
        | 90%    | 92%    | Green |
        """,
    )
    (record,) = scorecard.records
    assert [o.raw for o in record.observations] == ["49.8%", "52%"]
    assert record.rag is Rag.AMBER
