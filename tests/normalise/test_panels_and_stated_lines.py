"""Measures in panels of label over value, on lines that state their figures, above rows that
labels name; keys on their side; small tables that nothing judges."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from tests.unseen.paper import said
from xlscorecard.model.scorecard import Rag, Role, Scorecard, Trend


def codes(scorecard: Scorecard) -> set[str]:
    return {finding.code for finding in scorecard.findings}


def test_a_panel_has_each_value_below_its_label() -> None:
    scorecard = read_blocks(
        "# Council Plan Performance Report, Quarter 2 2022/23",
        """
        | Missed collections per 100,000 | <            | <           | <                  |
        | Result~95.2                    | Target~61    | Status~Red  | DoT from Q1~{down} |
        | Industrial action affected collections in August. | < | < | < |
        """,
    )
    assert said(scorecard).splitlines() == [
        "Missed collections per 100,000; red down -; a@2022/23 Q2=95.2 t@2022/23=61"
    ]


def test_a_line_below_a_name_states_its_figures() -> None:
    scorecard = read_blocks(
        "# Performance Exceptions, Quarter 1 2024/25",
        "# CUST01 Calls answered within 60 seconds",
        "Actual: 72.4%   Target: 85%   RAG: Red",
        "Vacancies have affected answer times.",
        "# WAST03 Household waste recycled",
        "Actual: 49.0%   Target: 52%   RAG: Amber",
    )
    assert said(scorecard).splitlines() == [
        "CUST01 Calls answered within 60 seconds; red - -; a@2024/25 Q1=72.4 t@2024/25=85",
        "WAST03 Household waste recycled; amber - -; a@2024/25 Q1=49.0 t@2024/25=52",
    ]


@pytest.mark.parametrize(
    "line", ["Actual: 72.4%", "The result of 72% was below the target of 85%.", "Target: 85%"]
)
def test_a_line_without_a_result_beside_its_target_states_no_measure(line: str) -> None:
    assert read_blocks("# Calls answered within 60 seconds", line).records == ()


def test_names_stand_over_the_rows_that_labels_name() -> None:
    scorecard = read_blocks(
        "# Monthly monitor 2023/24",
        """
        |                    | Apr  | May  | Jun  |
        | *Calls answered*   | <    | <    | <    |
        | Target             | 80   | 80   | 80   |
        | Actual             | 75.8 | 73.7 | 78.3 |
        | *Sickness (days)*  |      |      |      |
        | Target             | 0.7  | 0.7  | 0.7  |
        | Actual             | 0.6  | 0.8  | 0.7  |
        """,
    )
    months = ("2023-04", "2023-05", "2023-06")
    for record, figures in zip(
        scorecard.records, (("75.8", "73.7", "78.3"), ("0.6", "0.8", "0.7")), strict=True
    ):
        results = {o.period: o.raw for o in record.observations if o.role is not Role.TARGET}
        assert results == dict(zip(months, figures, strict=True))
        targets = [o.raw for o in record.observations if o.role is Role.TARGET]
        assert len(targets) == 3
    assert [record.title for record in scorecard.records] == ["Calls answered", "Sickness (days)"]


def test_labels_of_a_chart_between_a_name_and_its_figures_name_nothing() -> None:
    scorecard = read_blocks(
        "# Quarterly Performance Report Quarter 1 2023/24",
        "# % of calls to the contact point which were answered",
        *("Q1", "Q2", "Q3", "Q4", "Q1"),
        """
        | Trend data | Mar 23 | Jun 23 |
        | Actual     | 95%    | 96%    |
        | Target     | 95%    | 95%    |
        """,
    )
    (record,) = scorecard.records
    assert record.title == "% of calls to the contact point which were answered"


def test_a_rating_twice_in_a_row_is_no_header() -> None:
    scorecard = read_blocks(
        "# KPI summary, quarter 1 2023/24",
        """
        | Performance indicator | Previous RAG | Current RAG | DoT    |
        | Calls answered        | [amber]Amber | [green]Green | {up}  |
        """,
        """
        | Callers satisfied     | [green]Green | [green]Green | {flat} |
        | Complaints in time    | [amber]Amber | [red]Red     | {down} |
        """,
    )
    assert [(r.title, r.rag) for r in scorecard.records] == [
        ("Calls answered", Rag.GREEN),
        ("Callers satisfied", Rag.GREEN),
        ("Complaints in time", Rag.RED),
    ]


RATED = """
    | Measure      | Target | Actual | Status |
    | Homes built  | 400    | 480    | Green  |
    """


@pytest.mark.parametrize(
    ("key", "meanings"),
    [
        (
            """
            | Key    | [red]Red                 | [amber]Amber         | [green]Green       |
            | Status | More than 10% off target | Within 10% of target | On or above target |
            """,
            ["More than 10% off target", "Within 10% of target", "On or above target"],
        ),
        (
            """
            | Key                  | [red]Red | [amber]Amber | [green]Green |
            | Variance from target | >10%     | 5-10%        | <5%          |
            """,
            [">10%", "5-10%", "<5%"],
        ),
    ],
)
def test_a_key_may_head_columns_with_its_symbols(key: str, meanings: list[str]) -> None:
    scorecard = read_blocks(RATED, key)
    assert [entry.meaning for entry in scorecard.key] == meanings
    assert [entry.rag for entry in scorecard.key] == [Rag.RED, Rag.AMBER, Rag.GREEN]
    assert [record.title for record in scorecard.records] == ["Homes built"]
    assert "table-passed-over" not in codes(scorecard)


def test_a_count_of_ratings_is_no_key() -> None:
    scorecard = read_blocks(
        RATED,
        """
        | Status     | [red]Red | [amber]Amber | [green]Green |
        | Indicators | 3        | 5            | 12           |
        """,
    )
    assert scorecard.key == ()


def test_ratings_of_quarters_beside_praise_are_no_key() -> None:
    scorecard = read_blocks(
        "# Key Performance Indicators 2023/24 Quarter 3",
        """
        | LPI 12 Planning applications decided in 8 weeks | < | < | < |
        |         | Q1 2023/24                    | Q2 2023/24 | Q3 2023/24 |
        | Actual  | 84%                           | 79%        | 90%        |
        | Target  | 80%                           | 80%        | 80%        |
        | Status  | Green                         | Amber      | Green      |
        | Comment | Good performance this quarter. | < | < |
        """,
    )
    (record,) = scorecard.records
    assert record.rag is Rag.GREEN
    assert scorecard.key == ()


def test_a_result_before_the_previous_one_in_brackets() -> None:
    scorecard = read_blocks(
        "# Strategic scorecard, quarter 2 2024/25",
        """
        | Indicator         | Target | Current performance (previous) | Trend  |
        | Children far away | 15%    | 17.2% (16.8%)                  | {down} |
        | Good schools      | 90%    | 91% (90%)                      | {up}   |
        """,
    )
    for record, figures in zip(
        scorecard.records, ({"17.2%", "16.8%"}, {"91%", "90%"}), strict=True
    ):
        told = {o.role: o.raw for o in record.observations}
        assert {told[Role.ACTUAL], told[Role.PREVIOUS]} == figures
        assert told[Role.ACTUAL] in {"17.2%", "91%"}


def test_two_labels_over_two_figures_are_of_the_measure_above() -> None:
    scorecard = read_blocks(
        "# Percentage of EHC plans issued in 20 weeks",
        """
        | Target | Actual |
        | 60%    | 48%    |
        """,
    )
    (record,) = scorecard.records
    assert {o.role: o.raw for o in record.observations} == {Role.TARGET: "60%", Role.ACTUAL: "48%"}


def test_averages_of_others_that_nothing_judges_are_told() -> None:
    scorecard = read_blocks(
        RATED,
        "# Smoking prevalence in adults",
        """
        | England average | Kent average |
        | 12.7%           | 13.1%        |
        """,
    )
    assert [record.title for record in scorecard.records] == ["Homes built"]
    assert "table-passed-over" in codes(scorecard)


def test_a_trend_by_words_and_ratings_beside_a_kpi_summary() -> None:
    scorecard = read_blocks(
        "# Quarterly report, quarter 1 2023/24",
        """
        | Customer Services KPI Summary | Previous RAG | Current RAG | DoT    |
        | Callers who were satisfied    | Green        | Green       | {flat} |
        | Complaints answered in time   | Amber        | Red         | {down} |
        """,
    )
    judged = [(r.title, r.rag, r.trend) for r in scorecard.records]
    assert judged == [
        ("Callers who were satisfied", Rag.GREEN, Trend.FLAT),
        ("Complaints answered in time", Rag.RED, Trend.DOWN),
    ]


def test_calendar_years_down_a_table_are_no_measures() -> None:
    scorecard = read_blocks(
        "# Repairs completed in time",
        """
        | Year | Actual | Target | Status |
        | 2024 | 91%    | 95%    | Amber  |
        | 2023 | 96%    | 95%    | Green  |
        | 2022 | 88%    | 95%    | Red    |
        """,
    )
    assert scorecard.records == ()
    assert "table-passed-over" in codes(scorecard)


def test_a_list_of_results_beside_their_targets() -> None:
    scorecard = read_blocks(
        "# Quarter 2 2024/25: headline indicators",
        "Council tax collected: 56.9% (target 57.0%)",
        "Housing benefit claims processed: 19 days (target 21 days).",
        "Officers met on two days: 4 May and 6 June (target audience: all).",
    )
    assert said(scorecard).splitlines() == [
        "Council tax collected; - - -; a@2024/25 Q2=56.9 t@2024/25=57.0",
        "Housing benefit claims processed; - - -; a@2024/25 Q2=19 t@2024/25=21",
    ]


def test_two_measures_abreast_period_by_period() -> None:
    scorecard = read_blocks(
        "# Place scorecard Q1 2024/25",
        """
        | Fly-tips removed | < | < | < | Street lights repaired | < | < | < |
        | Period     | Actual | Target | RAG   | Period     | Actual | Target | RAG   |
        | Q4 2023/24 | 96%    | 95%    | Green | Q4 2023/24 | 86%    | 90%    | Amber |
        | Q1 2024/25 | 97%    | 95%    | Green | Q1 2024/25 | 92%    | 90%    | Green |
        | Appeals dismissed | < | < |       | Licences issued | < | <   |       |
        | Period     | Actual | Target | RAG   | Period     | Actual | Target | RAG   |
        | Q4 2023/24 | 61%    | 65%    | Amber | Q4 2023/24 | 98%    | 95%    | Green |
        | Q1 2024/25 | 58%    | 65%    | Red   | Q1 2024/25 | 97%    | 95%    | Green |
        """,
    )
    assert [(record.title, record.rag) for record in scorecard.records] == [
        ("Fly-tips removed", Rag.GREEN),
        ("Appeals dismissed", Rag.RED),
        ("Street lights repaired", Rag.GREEN),
        ("Licences issued", Rag.GREEN),
    ]


def test_a_label_and_its_figure_close_beside_each_other_in_a_form() -> None:
    scorecard = read_blocks(
        "# Exception report: Quarter 4 2023/24",
        "# Foster carers recruited",
        """
        | Current performance 17 | Target     | 24    |
        | Previous quarter 9     | RAG rating | Amber |
        """,
    )
    assert said(scorecard).splitlines() == [
        "Foster carers recruited; amber - -; a@2023/24 Q4=17 t@2023/24=24 p@2023/24 Q3=9"
    ]


def test_a_rating_in_the_line_below_what_states_the_figures() -> None:
    scorecard = read_blocks(
        "# Exception report: Quarter 3 2023/24",
        "# CH22 Agency social workers",
        "Current performance: 17.5%~Target: 15%".replace("~", "\n"),
        "RAG: Amber~Why is performance off target? Recruitment is difficult.".replace("~", "\n"),
    )
    assert said(scorecard).splitlines() == [
        "CH22 Agency social workers; amber - -; a@2023/24 Q3=17.5 t@2023/24=15"
    ]


def test_a_result_against_its_target_in_one_cell_is_no_variance() -> None:
    scorecard = read_blocks(
        "# Performance summary: quarter 4 2022/23",
        """
        | Indicator      | Actual against target   | RAG        |
        | Rough sleepers | 12 against a target of 8 | [red]Red   |
        | Private lets   | 104 against a target of 120 | [amber]Amber |
        """,
    )
    assert said(scorecard).splitlines() == [
        "Rough sleepers; red - -; a@2022/23 Q4=12 t@2022/23=8",
        "Private lets; amber - -; a@2022/23 Q4=104 t@2022/23=120",
    ]
