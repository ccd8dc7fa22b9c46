"""The paper's own key rules over our defaults."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag, Trend, TrendMeans


def test_a_key_gives_shapes_their_class_and_arrows_their_meaning() -> None:
    scorecard = read_blocks(
        """
        | Measure | Actual | Target | Status     | Trend  |
        | Bins    | 41     | 40     | {star}     | {up}   |
        | Roads   | 38     | 40     | {circle}   | {down} |
        | Parks   | 20     | 40     | {triangle} | {flat} |
        """,
        "# Key",
        """
        | Symbol     | Meaning                                  |
        | {star}     | On or above target                       |
        | {circle}   | Within 5% of target                      |
        | {triangle} | More than 5% off target                  |
        | {up}       | Moved to a better quartile               |
        """,
    )
    assert [record.rag for record in scorecard.records] == [Rag.GREEN, Rag.AMBER, Rag.RED]
    assert [record.trend for record in scorecard.records] == [Trend.UP, Trend.DOWN, Trend.FLAT]
    assert {record.trend_means for record in scorecard.records} == {TrendMeans.RANK}
    assert len(scorecard.records) == 3  # the key gives no record


def test_symbols_without_a_key_are_told_and_left_open() -> None:
    scorecard = read_blocks(
        """
        | Measure | Actual | Target | Status   |
        | Bins    | 41     | 40     | {star}   |
        | Roads   | 38     | 40     | {circle} |
        """
    )
    assert [record.rag for record in scorecard.records] == [None, None]
    assert [f.code for f in scorecard.findings] == ["symbol-unknown", "symbol-unknown"]


def test_a_word_stands_over_a_colour_that_contradicts_it() -> None:
    scorecard = read_blocks(
        """
        | Measure | Actual | Target | RAG           |
        | Bins    | 41     | 40     | Green         |
        | Roads   | 38     | 40     | Amber [green] |
        | Parks   | 12     | 40     | Red [red]     |
        """
    )
    assert [record.rag for record in scorecard.records] == [Rag.GREEN, Rag.AMBER, Rag.RED]
    (finding,) = (f for f in scorecard.findings if f.code == "word-against-colour")
    assert (finding.row, finding.column) == (2, "RAG")


def test_the_key_says_whether_an_arrow_is_the_number_or_the_performance() -> None:
    table = """
        | Measure | Actual | Target | DoT  |
        | Bins    | 41     | 40     | {up} |
        | Roads   | 41     | 40     | {up} |
        """
    value = read_blocks(
        table,
        """
        | Symbol | Meaning |
        | {up}   | Value has increased since last period |
        | {down} | Value has decreased since last period |
        """,
    )
    performance = read_blocks(
        table,
        """
        | Symbol | Meaning |
        | {up}   | Performance is improving |
        | {down} | Performance is declining |
        """,
    )
    assert value.records[0].trend_means is TrendMeans.VALUE
    assert performance.records[0].trend_means is TrendMeans.PERFORMANCE
    assert performance.records[0].trend is Trend.UP  # as drawn, whatever it means


def test_a_key_of_several_kinds_of_symbol_side_by_side_gives_no_records() -> None:
    scorecard = read_blocks(
        """
        | PI Status | <       | Long Trend | <             | Short Trend | <             |
        | [red]     | Alert   | {up}       | Improving     | {up}        | Improving     |
        | [amber]   | Warning | {flat}     | No Change     | {flat}      | No Change     |
        | [green]   | OK      | {down}     | Getting Worse | {down}      | Getting Worse |
        | [grey]    | Unknown |            |               |             |               |
        """,
        """
        | PI Code | Short Name | Value | Target | Status | Short Term Trend |
        | A1      | Bins       | 41    | 40     | [red]  | {down}           |
        """,
    )
    (record,) = scorecard.records
    assert (record.title, record.rag, record.trend) == ("Bins", Rag.RED, Trend.DOWN)
    assert record.trend_means is TrendMeans.PERFORMANCE


def test_the_papers_own_words_for_a_status_mean_what_its_criteria_say() -> None:
    scorecard = read_blocks(
        "# Fire Authority KPIs: Quarter 4 2022/23",
        """
        | KPI   | Description               | Target | Actual | Performance status |
        | 1.1.1 | Accidental dwelling fires | 410    | 402    | Succeeding         |
        | 1.1.2 | Dwelling fire fatalities  | 0      | 2      | Needs improvement  |
        | 2.1   | Appliance in 10 minutes   | 75%    | 73.8%  | Near target        |
        """,
        "# Performance status criteria",
        """
        | Status            | Definition                                                      |
        | Succeeding        | The KPI is achieving its target                                 |
        | Near target       | The KPI is less than 10% away from achieving its target         |
        | Needs improvement | The KPI is at least 10% away from achieving its target          |
        """,
    )
    assert [record.rag for record in scorecard.records] == [Rag.GREEN, Rag.RED, Rag.AMBER]


_TABLE_KEY = """
    | Key      | Meaning                       |
    | [red]R   | Target missed by more than 5% |
    | [amber]A | Within 5% of target           |
    | [green]G | On or above target            |
    | [grey]Y  | No target set                 |
    """
_LINE_KEY = "Key: R = missed, A = within 5% of target, G = on target, Y = no target set"
_YELLOW = "Key: R = off target, Y = within 5% of target, G = on target"


@pytest.mark.parametrize(
    ("key", "rag"), [(_TABLE_KEY, Rag.GREY), (_LINE_KEY, Rag.GREY), (_YELLOW, Rag.AMBER)]
)
def test_a_letter_of_the_papers_own_means_what_its_key_says(key: str, rag: Rag) -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        key,
        """
        | Measure        | Target | Actual | BRAG     |
        | Visits         | 100    | 120    | [green]G |
        | Bins missed    | 25     | 43     | [red]R   |
        | Books lent     |        | 230    | Y        |
        """,
    )
    assert [record.rag for record in scorecard.records] == [Rag.GREEN, Rag.RED, rag]
