"""Words and places that look like something else: what must not be read from them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.scorecard import Rag, Role, Trend, Unit

_Q2 = "# Performance report Quarter 2 2023/24"


def test_a_matrix_of_who_is_responsible_rates_nothing() -> None:
    records = read_blocks(
        """
        | Action           | R | A | C | I | Due      |
        | Publish the plan | x |   | x |   | Mar 2024 |
        | Hire staff       |   | x |   | x | Apr 2024 |
        | Train them       | x |   |   |   | May 2024 |
        """
    ).records
    assert not any(record.rag for record in records)


def test_shaded_columns_rate_no_row_without_a_mark() -> None:
    records = read_blocks(
        """
        | Measure        | Target | Actual | R       | A         | G         |
        | Calls answered | 90%    | 92%    | [red]   | [amber]   | [green] x |
        | Bins missed    | 10     | 20     | [red] x | [amber]   | [green]   |
        | Visits         | 100    |        | [red]   | [amber]   | [green]   |
        """
    ).records
    assert [record.rag for record in records] == [Rag.GREEN, Rag.RED, None]


def test_marks_under_two_ratings_are_a_doubt_whatever_a_key_says_of_them() -> None:
    scorecard = read_blocks(
        """
        | Key | Meaning       |
        | ✓   | Target met    |
        | ✗   | Target missed |
        """,
        """
        | Measure        | Target | Actual | R | A | G |
        | Calls answered | 90%    | 92%    |   |   | ✓ |
        | Bins missed    | 10     | 20     | ✓ |   |   |
        | Visits         | 100    | 99     | ✗ | ✓ |   |
        | Loans          | 100    | 99     | ✗ | < |   |
        """,
    )
    assert [record.rag for record in scorecard.records] == [Rag.GREEN, Rag.RED, None, None]
    assert [f.row for f in scorecard.findings if f.code == "rag-not-read"] == [3, 4]


def test_a_second_measure_under_a_code_is_no_comparison_by_a_word_of_its_name() -> None:
    records = read_blocks(
        _Q2,
        """
        | Ref  | Measure                    | Target | Actual | RAG     |
        | PI 1 | Mean gender pay gap        | 8%     | 12%    | [red]   |
        | ^    | Median gender pay gap      | 8%     | 7%     | [green] |
        | PI 2 | Visitors to museums        | 500    | 410    | [red]   |
        | ^    | Number of regional visits  | 800    | 810    | [green] |
        """,
    ).records
    assert [(record.ref, record.title, record.rag) for record in records] == [
        ("PI 1", "Mean gender pay gap", Rag.RED),
        ("PI 1", "Median gender pay gap", Rag.GREEN),
        ("PI 2", "Visitors to museums", Rag.RED),
        ("PI 2", "Number of regional visits", Rag.GREEN),
    ]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Median days", Role.ACTUAL),
        ("Median", Role.COMPARATOR),
        ("HouseMark median", Role.COMPARATOR),
        ("Family group median", Role.COMPARATOR),
    ],
)
def test_a_median_is_a_comparison_where_it_is_one_of_others(header: str, role: Role) -> None:
    other = "" if role is Role.ACTUAL else " Actual | "
    cells = "" if role is Role.ACTUAL else " 24 | "
    (record,) = read_blocks(
        _Q2,
        f"""
        | Measure          | Target | {other} {header} | RAG   |
        | Time to let (days) | 20   | {cells} 25       | [red] |
        """,
    ).records
    assert [o.role for o in record.observations if o.quantity.value == Decimal(25)] == [role]


@pytest.mark.parametrize(
    ("header", "years"),
    [
        ("Target 2024/25 | Q1 | Q2", ["2024/25 Q1", "2024/25 Q2"]),
        ("Q1 | Q2 | Target 2024/25", [None, None]),
    ],
)
def test_a_target_behind_the_quarters_may_be_the_next_years(
    header: str, years: list[str | None]
) -> None:
    (record,) = read_blocks(
        "# Performance report",
        f"""
        | Measure        | {header}         | RAG   |
        | Calls answered | 90% | 80% | 81%  | [red] |
        """,
    ).records
    assert [o.period for o in record.observations if o.role is Role.ACTUAL] == years


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Quarter 1 performance", "2023/24 Q1"),
        ("Measures improving on Quarter 1", "2023/24 Q2"),
        ("Red at Quarter 1 and now green", "2023/24 Q2"),
        ("Better than Quarter 1", "2023/24 Q2"),
    ],
)
def test_a_heading_that_compares_with_a_quarter_dates_no_result(heading: str, period: str) -> None:
    (record,) = read_blocks(
        _Q2,
        f"## {heading}",
        """
        | Measure        | Target | Actual | RAG     |
        | Calls answered | 90%    | 92%    | [green] |
        """,
    ).records
    assert [o.period for o in record.observations if o.role is Role.ACTUAL] == [period]


def test_a_cost_beside_a_count_makes_it_no_money() -> None:
    (record,) = read_blocks(
        _Q2,
        """
        | Measure        | Actual | Forecast (£000) | Target |
        | Calls answered | 900    | 920             | 910    |
        """,
    ).records
    assert [(o.role, o.quantity.unit) for o in record.observations] == [
        (Role.ACTUAL, Unit.COUNT),
        (Role.FORECAST, Unit.GBP),
        (Role.TARGET, Unit.COUNT),
    ]


def test_measures_under_the_councils_name_are_no_league_table() -> None:
    records = read_blocks(
        _Q2,
        """
        | Council                | Target | Actual | RAG     |
        | Calls answered in time | 90%    | 93%    | [green] |
        | Bins missed            | 30     | 32     | [red]   |
        """,
    ).records
    assert [(record.title, record.rag) for record in records] == [
        ("Calls answered in time", Rag.GREEN),
        ("Bins missed", Rag.RED),
    ]


@pytest.mark.parametrize(
    ("said", "period"),
    [("Dec", "2023-12"), ("Nov", "2023-11"), ("Mar", "2023-03"), ("Mar 2024", "2024-03")],
)
def test_a_months_result_lies_in_no_future(said: str, period: str) -> None:
    beside, apart = read_blocks(
        "# Performance report December 2023",
        f"""
        | Measure        | Target | Latest result | RAG   |
        | Calls answered | 90     | 69 ({said})   | [red] |
        """,
        f"""
        | Measure     | Target | Result | Latest month | RAG   |
        | Bins missed | 80     | 93     | {said}       | [red] |
        """,
    ).records
    for record in (beside, apart):
        assert [o.period for o in record.observations if o.role is Role.ACTUAL] == [period]


def test_a_quarter_that_is_not_over_is_last_years() -> None:
    (record,) = read_blocks(
        _Q2,
        """
        | Measure     | Target | Result | Period | RAG   |
        | Bins missed | 80     | 93     | Q4     | [red] |
        """,
    ).records
    assert [o.period for o in record.observations if o.role is Role.ACTUAL] == ["2022/23 Q4"]


@pytest.mark.parametrize(
    ("between", "rag"),
    [("Overall financial position", None), ("The figures are those of July.", Rag.RED)],
)
def test_a_rating_under_another_line_is_not_the_measures_above(
    between: str, rag: Rag | None
) -> None:
    measure = replace(
        draw_grid(
            """
            | Measure        | Target | Actual |
            | Calls answered | 90%    | 82%    |
            """
        ),
        header_rows=1,
    )
    (record,) = read_blocks(
        _Q2,
        measure,
        between,
        """
        | RAG   | Actions         |
        | [red] | Spending freeze |
        """,
    ).records
    assert record.rag is rag


def test_a_status_close_is_no_rating_that_we_know() -> None:
    scorecard = read_blocks(
        _Q2,
        """
        | Action          | Status   | Comment   |
        | A new school    | Complete | Opened.   |
        | A new hall      | Complete | Opened.   |
        | A new path      | Complete | Laid.     |
        | A new railway   | Close    | Not built |
        """,
    )
    assert [record.rag for record in scorecard.records] == [Rag.BLUE, Rag.BLUE, Rag.BLUE, None]
    assert [f.code for f in scorecard.findings] == ["rag-not-read"]


def test_a_header_that_points_to_a_note_is_no_column_of_notes() -> None:
    records = read_blocks(
        _Q2,
        """
        | Measure (see note 1) | Target | Actual (see note 2) | RAG     |
        | Calls answered       | 90%    | 92%                 | [green] |
        | Bins missed          | 10     | 20                  | [red]   |
        """,
    ).records
    assert [[o.quantity.value for o in record.observations] for record in records] == [
        [Decimal(90), Decimal(92)],
        [Decimal(10), Decimal(20)],
    ]


def test_the_rating_of_a_forecast_beside_another_is_not_the_rows() -> None:
    records = read_blocks(
        _Q2,
        """
        | Measure        | Target | Actual | RAG   | Forecast |
        | Calls answered | 90%    | 92%    | Green | Amber    |
        | Bins missed    | 10     | 20     | Red   | Green    |
        | Visits         | 50     | 20     |       | Green    |
        """,
    ).records
    assert [record.rag for record in records] == [Rag.GREEN, Rag.RED, None]
    assert [dict(record.text)["forecast"].lower() for record in records] == [
        "amber",
        "green",
        "green",
    ]


def test_signs_behind_a_result_do_not_say_which_way_is_good() -> None:
    records = read_blocks(
        _Q2,
        """
        | Measure        | Target | Actual | +/- | RAG     |
        | Calls answered | 90%    | 92%    | +   | [green] |
        | Bins missed    | 9      | 20     | +   | [red]   |
        | Visits         | 9      | 8      | -   | [red]   |
        """,
    ).records
    assert [record.polarity for record in records] == [None, None, None]
    assert [dict(record.text)["column_4"] for record in records] == ["+", "+", "-"]


def test_what_stands_beside_a_benchmark_is_kept() -> None:
    (record,) = read_blocks(
        _Q2,
        """
        | Code | Indicator             | Target | Actual | RAG     | Source      |
        | C1   | Days lost to sickness | 8.5    | 11.2   | [red]   | Own payroll |
        | ^    | National average      |        | 8.6    |         | ONS, 2022   |
        """,
    ).records
    assert (Role.COMPARATOR, Decimal("8.6")) in {
        (o.role, o.quantity.value) for o in record.observations
    }
    assert "ONS, 2022" in {text for _, text in record.text}


def test_remarks_with_a_figure_beside_a_table_are_no_second_half() -> None:
    records = read_blocks(
        _Q2,
        """
        | Measure    | Target | Actual |                  |    |           |
        | Complaints | 100    | 120    | None             | 10 | see below |
        | Visits     | 90%    | 80%    | Two staff ill    | 1  | see below |
        | Loans      | 90%    | 80%    | 3 were not given | 1  | see below |
        """,
    ).records
    assert [record.title for record in records] == ["Complaints", "Visits", "Loans"]


def test_a_direction_of_travel_comes_before_the_arrow_of_a_change() -> None:
    records = read_blocks(
        _Q2,
        """
        | Measure    | Target | Actual | Change since last year | DoT    |
        | Complaints | 100    | 120    | {up} 20                | {down} |
        | Visits     | 90     | 80     | {down} 5               | {flat} |
        """,
    ).records
    assert [record.trend for record in records] == [Trend.DOWN, Trend.FLAT]
