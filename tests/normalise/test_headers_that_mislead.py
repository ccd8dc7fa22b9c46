"""Headers that name one thing and hold another, and columns that measure different things."""

from __future__ import annotations

import pytest

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.scorecard import Polarity, Rag, Role, Trend, Unit
from xlscorecard.normalise.headers.strength import header_strength


def test_a_change_between_two_years_is_the_result_of_neither() -> None:
    record = read_blocks(
        """
        | Measure                    | 2022  | 2023  | Change 22-23 | England 2023 | Quartile |
        | Pupils at the standard     | 57%   | 59.3% | +2.3pp       | 59.5%        | C        |
        | Good level of development  | 64.8% | 67.1% | 2.3          | 67.2%        | C        |
        """
    ).records[0]
    assert [(o.raw, o.role) for o in record.observations if o.role is not Role.QUARTILE] == [
        ("57%", Role.PREVIOUS),
        ("59.3%", Role.ACTUAL),
        ("+2.3pp", Role.VARIANCE),
        ("59.5%", Role.COMPARATOR),
    ]


def test_numbers_right_of_the_names_are_values_and_no_references() -> None:
    record = read_blocks(
        """
        | Measure        | Q1     | <    | Q2     | <    | Target |
        | ^              | No.    | %    | No.    | %    | ^      |
        | Calls answered | 41,203 | 88.1 | 39,880 | 91.4 | 90     |
        | Emails closed  | 8,102  | 79   | 8,450  | 83   | 85     |
        """
    ).records[0]
    assert record.ref is None
    assert [(o.raw, o.role) for o in record.observations] == [
        ("41,203", Role.OTHER),
        ("88.1", Role.ACTUAL),
        ("39,880", Role.OTHER),
        ("91.4", Role.ACTUAL),
        ("90", Role.TARGET),
    ]


def test_a_rating_column_that_names_its_quarter_rates_that_quarter() -> None:
    records = read_blocks(
        """
        | Indicator       | Apr-Jun | Jul-Sep | Projection | RAG (Apr-Jun) | RAG (Jul-Sep) |
        | Premises rated  | 94.8%   | 95.5%   | 95.6%      | A             | G             |
        | Noise complaints| 231     | 310     | 1,010      | G             | R             |
        """
    ).records
    assert [[o.rag for o in record.observations] for record in records] == [
        [Rag.AMBER, Rag.GREEN, None],
        [Rag.GREEN, Rag.RED, None],
    ]
    assert [record.rag for record in records] == [Rag.GREEN, Rag.RED]


def test_a_trend_in_words_under_a_longer_header() -> None:
    records = read_blocks(
        """
        | Ref | Measure       | Actual | Target | Trend (last 4 quarters) |
        | CH1 | Invoices paid | 94.1%  | 95%    | Improving               |
        | CH2 | Agency spend  | £1.1m  | £1.0m  | Worsening               |
        """
    ).records
    assert [record.trend for record in records] == [Trend.IMPROVING, Trend.DECLINING]


def test_counts_do_not_take_the_percentage_of_another_column() -> None:
    record = read_blocks(
        """
        | Service | Stage 1 | Upheld | % upheld | Answered in time | Target | RAG |
        | Adults  | 84      | 31     | 37%      | 78%              | 90%    | R   |
        | Housing | 312     | 140    | 45%      | 91%              | 90%    | G   |
        """
    ).records[0]
    units = {o.raw: o.quantity.unit for o in record.observations}
    assert Unit.PERCENT not in (units["84"], units["31"])
    assert units["37%"] is units["78%"] is units["90%"] is Unit.PERCENT


def test_a_type_of_target_says_what_is_good_and_is_no_trend() -> None:
    records = read_blocks(
        """
        | Indicator         | Actual | Target | Target type       | Status |
        | Days to process   | 19.6   | 20     | Smaller is better | Green  |
        | Passed first time | 87%    | 92%    | Bigger is better  | Red    |
        """
    ).records
    assert [(r.polarity, r.trend) for r in records] == [
        (Polarity.LOWER, None),
        (Polarity.HIGHER, None),
    ]


def test_a_service_level_is_the_target_of_months_without_a_year() -> None:
    record = read_blocks(
        """
        | Service level            | SLA | Apr  | May | Jun | Met? |
        | Incidents fixed in 4 hrs | 95% | 100% | 92% | 96% | Yes  |
        | Calls abandoned          | <5% | 3.1% | 7.4% | 4.4% | No |
        """
    ).records[0]
    assert [o.role for o in record.observations] == [Role.TARGET] + [Role.ACTUAL] * 3


def test_dates_beside_figures_date_the_latest_only() -> None:
    scorecard = read_blocks(
        """
        | Measure | Latest figure | Date of figure | Previous figure | Date of previous | DoT |
        | Claimant rate | 3.1% | Dec 2023 | 3.0% | Nov 2023 | {up} |
        | Vacancy rate | 8.0% | Dec 2023 | 8.4% | Nov 2023 | {up} |
        """
    )
    assert [(o.raw, o.role, o.period) for o in scorecard.records[0].observations] == [
        ("3.1%", Role.ACTUAL, "2023-12"),
        ("3.0%", Role.PREVIOUS, None),
    ]
    assert not scorecard.findings


def test_an_arrow_against_the_target_is_no_direction_of_travel() -> None:
    records = read_blocks(
        """
        | KPI             | 2021/22 | 2022/23 | Target | Against target | Against last year |
        | New businesses  | 240     | 262     | 250    | {up}           | {up}              |
        | Centre footfall | 4.2m    | 4.3m    | 4.5m   | {down}         | {up}              |
        """
    ).records
    assert [record.trend for record in records] == [Trend.UP, Trend.UP]
    assert dict(records[1].text)["against_target"] == "down"


def test_better_than_target_in_words_is_no_trend_either() -> None:
    record = read_blocks(
        """
        | KPI           | 22/23 outturn | 23/24 target | 23/24 Q1 | Better or worse than target |
        | Invoices paid | 96.2%         | 97%          | 97.8%    | Better                      |
        | Claims paid   | 96.2%         | 97%          | 91.8%    | Worse                       |
        """
    ).records[0]
    assert record.trend is None
    assert "Better" in dict(record.text).values()


def test_up_is_good_is_a_polarity_under_whatever_header() -> None:
    records = read_blocks(
        """
        | Measure           | Direction of travel (good is) | Q1 2023/24 | Q2 2023/24 | Target |
        | Supported at home | Up is good                    | 80%        | 81%        | 82%    |
        | Admissions        | Down is good                  | 30         | 61         | 55     |
        """
    ).records
    assert [(r.polarity, r.trend) for r in records] == [
        (Polarity.HIGHER, None),
        (Polarity.LOWER, None),
    ]


def test_limits_of_a_control_chart_are_neither_results_nor_comparators() -> None:
    record = read_blocks(
        """
        | Measure | Apr-23 | May-23 | Target | Mean | UCL  | LCL | Variation    |
        | Falls   | 12     | 14     | 10     | 12.4 | 18.1 | 6.7 | Common cause |
        | Delays  | 3      | 9      | 5      | 4.0  | 8.2  | 0.1 | Special cause |
        """
    ).records[0]
    roles = [Role.ACTUAL] * 2 + [Role.TARGET] + [Role.OTHER] * 3
    assert [o.role for o in record.observations] == roles
    assert dict(record.text)["variation"] == "Common cause"


def test_what_was_achieved_is_the_result_where_figures_stand() -> None:
    record = read_blocks(
        """
        | KPI                  | Weight | Threshold | Target | Achieved | Points | RAG |
        | Response within 1 hr | 20%    | 85%       | 95%    | 96.1%    | 20     | G   |
        | Recall rate          | 10%    | 5%        | 3%     | 4.1%     | 5      | A   |
        """
    ).records[0]
    assert {o.column: o.role for o in record.observations} == {
        "Weight": Role.OTHER,
        "Threshold": Role.TARGET,
        "Target": Role.TARGET,
        "Achieved": Role.ACTUAL,
        "Points": Role.OTHER,
    }


def test_numbers_of_rows_without_a_header_are_references() -> None:
    """Numbered on with letters, and out of order: no figures of anything."""
    lettered = read_blocks(
        """
        |    | Measure                                 | Target | Q1  | Q2  | RAG |
        | 5  | People waiting for an assessment        | 35     | 39  | 17  | G   |
        | 5a | Older people waiting for a care home    | 31     | 28  | 0   | G   |
        | 5b | Older people waiting for a care package | 3      | 3   | 6   | R   |
        | 6  | Days to start a package                 | 10     | 12  | 10  | A   |
        """
    )
    assert [record.ref for record in lettered.records] == ["5", "5a", "5b", "6"]
    assert [[o.raw for o in record.observations] for record in lettered.records] == [
        ["35", "39", "17"],
        ["31", "28", "0"],
        ["3", "3", "6"],
        ["10", "12", "10"],
    ]
    unsorted = read_blocks(
        """
        |    | Measure                               | Target | Q1  | Q2  | RAG |
        | 27 | Households in temporary accommodation | 120    | 131 | 126 | A   |
        | 3  | Missed bins                           | 40     | 38  | 35  | G   |
        | 14 | Calls answered                        | 800    | 710 | 690 | R   |
        """
    )
    assert [record.ref for record in unsorted.records] == ["27", "3", "14"]
    assert not [f for f in unsorted.findings if f.code == "role-by-place"]


def test_the_whole_of_a_forecast_is_no_result() -> None:
    record = read_blocks(
        """
        | Service | Savings target £000 | Forecast delivery £000 | <     | <     | Variance |
        | ^       | ^                   | Secure                 | Risky | Total | ^        |
        | Adults  | 6,250               | 3,100                  | 2,600 | 5,700 | (550)    |
        | Place   | 2,480               | 2,300                  | 180   | 2,480 | 0        |
        """
    ).records[0]
    assert ("5,700", Role.FORECAST) in [(o.raw, o.role) for o in record.observations]


def test_a_change_in_rank_is_no_rank() -> None:
    record = read_blocks(
        """
        | Indicator       | 2022/23 | England | Rank (of 62) | Change in rank since 2021/22 |
        | Council tax     | 95.9%   | 96.0%   | 39           | 4                            |
        | Waste recycled  | 48.1%   | 41.7%   | 20           | -3                           |
        """
    ).records[0]
    (change,) = [o for o in record.observations if o.raw == "4"]
    assert change.role is Role.VARIANCE
    assert change.period != "2021/22"


def test_a_quarter_without_a_year_is_the_only_dated_one_of_its_table() -> None:
    record = read_blocks(
        """
        | Measure        | 2020/21 Q4 | 2021/22 Q1 | 2021/22 Q3 | Q3 target | Q2 target |
        | Rent collected | 99.1%      | 96.4%      | 98.6%      | 98%       | 97%       |
        """
    ).records[0]
    targets = [(o.raw, o.period) for o in record.observations if o.role is Role.TARGET]
    assert targets == [("98%", "2021/22 Q3"), ("97%", None)]


def test_a_line_in_brackets_goes_on_with_the_headers() -> None:
    scorecard = read_blocks(
        "Council Plan Q2 2024/25",
        """
        | Indicator         | Target    | Actual | RAG      |
        | (what we measure) | (2024/25) | (Q2)   | (status) |
        | Recycling rate    | 45%       | 43%    | A        |
        | Homes built       | 400       | 410    | G        |
        """,
    )
    assert [(r.title, r.rag, [o.raw for o in r.observations]) for r in scorecard.records] == [
        ("Recycling rate", Rag.AMBER, ["45%", "43%"]),
        ("Homes built", Rag.GREEN, ["400", "410"]),
    ]
    assert [(o.column, o.period) for o in scorecard.records[0].observations] == [
        ("Target / (2024/25)", "2024/25"),
        ("Actual / (Q2)", "2024/25 Q2"),
    ]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Anticipated year-end", Role.FORECAST),
        ("Best performing quartile", Role.COMPARATOR),
    ],
)
def test_words_beside_a_result_that_name_none(header: str, role: Role) -> None:
    scorecard = read_blocks(
        "Customer scorecard Quarter 2 2024/25",
        f"""
        | Measure         | Target | Q2 2024/25 | {header} | RAG |
        | Calls answered  | 85     | 84         | 92       | A   |
        | Emails answered | 90     | 81         | 93       | R   |
        """,
    )
    assert [o.role for o in scorecard.records[0].observations] == [
        Role.TARGET,
        Role.ACTUAL,
        role,
    ]


def test_amounts_printed_over_each_other_head_no_columns() -> None:
    """Too long for their cells, they run into each other."""
    amounts = "£349,00£0453,00£0367,00£0354,000A | £386,00£0399,000R | £410,00£0325,000R"
    row = f"| CS22 | Invoices paid within 30 days | {amounts} | |"
    assert header_strength(draw_grid(row), 0) == 0


def test_figures_without_any_header_are_the_result_but_not_surely() -> None:
    scorecard = read_blocks(
        """
        | Measure       | Target |     | RAG      |
        | Calls in time | 90%    | 88% | [amber]A |
        | Visits made   | 50     | 61  | [green]G |
        """
    )
    results = [o for r in scorecard.records for o in r.observations if o.role is Role.ACTUAL]
    assert [o.raw for o in results] == ["88%", "61"]
    assert all(o.confidence < 0.9 for o in results)
    assert [f.code for f in scorecard.findings] == ["role-by-place"]


def test_the_rest_of_a_row_beside_a_year_is_no_header() -> None:
    scorecard = read_blocks(
        """
        | Ref | Measure             | 2021/22         | Target |
        | 1A  | Visits to homes     | 12              | 14     |
        | 1B  | People waiting at   | Next survey due | 3.1    |
        |     | of the period       | 2022/23         |        |
        | 1C  | Loans               | 7               | 9      |
        """
    )
    loans = next(record for record in scorecard.records if record.ref == "1C")
    assert [(o.raw, o.period) for o in loans.observations if o.role is Role.ACTUAL] == [
        ("7", "2021/22")
    ]
