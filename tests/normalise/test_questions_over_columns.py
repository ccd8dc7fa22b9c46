"""Headers that ask, or that state a target beside the result, and ratings in words of their own."""

from __future__ import annotations

from decimal import Decimal

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.scorecard import Rag, Role, Trend

ASKED = """
    Ref     | Description                 | 2018/19 | Target | 2019/20 | Did performance improve? | Was the target met?
    PAM/010 | Highways inspected (%)      | 94.1    | 95.0   | 96.3    | ↑                        | Yes
    PAM/017 | Visits to leisure centres   | 9,102   | 8,200  | 8,877   | ↓                        | Yes
    PAM/020 | Roads in poor condition (%) | 3.4     | 3.0    | 3.4     | =                        | No
"""  # noqa: E501


def test_what_asks_whether_performance_improved_rates_nothing() -> None:
    records = read_blocks("Measures 2019/20", draw_grid(ASKED)).records
    assert [(r.rag, r.trend) for r in records] == [
        (Rag.GREEN, Trend.UP),
        (Rag.GREEN, Trend.DOWN),
        (Rag.RED, Trend.FLAT),
    ]


COMPLAINTS = """
    Directorate | Stage 1 received | % in time (target 90%) | % Stage 2 in time (target 85%)
    Adults      | 48               | 85.4%                  | 66.7%
    Children    | 31               | 93.5%                  | 100%
"""


def test_figures_under_a_header_that_states_their_target_are_results() -> None:
    records = read_blocks("Complaints 2018/19", draw_grid(COMPLAINTS)).records
    roles = [
        (o.role, o.quantity.value) for r in records for o in r.observations if "target" in o.column
    ]
    assert roles == [
        (Role.ACTUAL, Decimal("85.4")),
        (Role.ACTUAL, Decimal("66.7")),
        (Role.ACTUAL, Decimal("93.5")),
        (Role.ACTUAL, Decimal(100)),
    ]


OWN_WORDS = """
    Measure               | Dec 2020 | Dec 2021 | Progress
    Total recorded crime  | 61,204   | 58,911   | [green] On track
    Rape outcomes (%)     | 5.1      | 4.8      | [amber] Monitor
    Calls answered (%)    | 91.2     | 86.3     | [red] Below
    Killed or injured     | 412      | 431      | [amber] Monitor
"""


def test_a_status_word_in_a_rating_colour_rates() -> None:
    records = read_blocks("Police and crime plan", draw_grid(OWN_WORDS)).records
    assert [r.rag for r in records] == [Rag.GREEN, Rag.AMBER, Rag.RED, Rag.AMBER]


STAFF = """
    Directorate           | FTE     | Days lost | Days per FTE Q2 22/23 | Target | RAG
    Adults and Health     | 612.4   | 1,531     | 2.50                  | 2.25   | Amber
    Children and Families | 588.0   | 1,646     | 2.80                  | 2.25   | Red
    Resources             | 301.7   | 513       | 1.70                  | 2.25   | Green
"""


def test_what_a_result_is_made_of_is_no_comparison() -> None:
    records = read_blocks("Sickness 2022/23 Quarter 2", draw_grid(STAFF)).records
    assert [o.role for o in records[0].observations] == [
        Role.OTHER,
        Role.OTHER,
        Role.ACTUAL,
        Role.TARGET,
    ]


BOARD = """
    Indicator               | In month | <      | Year to date | <
    ^                       | Plan     | Actual | Plan         | Actual
    C. difficile cases      | 3        | 4      | 24           | 21
    Cancelled operations    | 8        | 11     | 60           | 71
"""


def test_a_plan_of_the_month_is_of_the_month_reported_on() -> None:
    records = read_blocks("Trust Board scorecard: November 2019", draw_grid(BOARD)).records
    assert [(o.role, o.period) for o in records[0].observations] == [
        (Role.TARGET, "2019-11"),
        (Role.ACTUAL, "2019-11"),
        (Role.TARGET, "2019/20"),
        (Role.ACTUAL, "2019/20"),
    ]


PROFILE = """
    Indicator          | Profile to date | Collected to date | Year end target | RAG
    Council Tax (%)    | 93.10           | 92.64             | 98.00           | A
    Business Rates (%) | 91.50           | 92.20             | 98.50           | G
"""


def test_a_profile_to_date_is_a_target() -> None:
    records = read_blocks("Revenues, January 2023", draw_grid(PROFILE)).records
    assert [(o.role, o.period) for o in records[0].observations] == [
        (Role.TARGET, "2023-01"),
        (Role.ACTUAL, "2023-01"),
        (Role.TARGET, "2022/23"),
    ]


PLEDGES = """
    What we said we would do | How we measured it             | Where we started | Our target
    Cut our energy use       | CO2 from buildings (tonnes)    | 12,410           | 11,000
    Answer calls faster      | Calls answered in 20 seconds   | 71%              | 80%
"""


def test_how_we_measured_it_names_the_measure() -> None:
    records = read_blocks("Corporate plan 2012/13", draw_grid(PLEDGES)).records
    assert [r.title for r in records] == [
        "CO2 from buildings (tonnes)",
        "Calls answered in 20 seconds",
    ]


LEVELS = """
    SLA measure             | SLA   | Oct-21 | Month on month | SLA met?
    System availability     | 99.5% | 99.9%  | {up} 0.7       | Yes
    Payment errors          | 2.0   | 3.4    | {down} 0.2     | No
    Calls resolved          | 65%   | 71%    | {up} 0.4       | Yes
"""


def test_whether_a_service_level_is_met_rates_and_month_on_month_is_a_trend() -> None:
    records = read_blocks("Service level report, October 2021", draw_grid(LEVELS)).records
    assert [(r.rag, r.trend) for r in records] == [
        (Rag.GREEN, Trend.UP),
        (Rag.RED, Trend.DOWN),
        (Rag.GREEN, Trend.UP),
    ]
    assert not [o for r in records for o in r.observations if o.role is Role.COMPARATOR]


STANDARDS = """
    No. | Standard                          | Target | Dec 14 | Nov 14
    1   | Answer phones in 15 seconds       | 80%    | 76%    | 79%
    2   | Reply to letters in 10 days       | 95%    | 97%    | 96%
    3   | Issue parking permits in 5 days   | 98%    | 99%    | 99%
"""


def test_standards_in_words_name_the_rows() -> None:
    records = read_blocks("Customer standards, December 2014", draw_grid(STANDARDS)).records
    assert [(r.ref, r.title) for r in records] == [
        ("1", "Answer phones in 15 seconds"),
        ("2", "Reply to letters in 10 days"),
        ("3", "Issue parking permits in 5 days"),
    ]


INCOME = """
    Income stream   | Annual target | Q3 profile | Q3 actual | Status
    Pay and display | £1,950,000    | £1,462,500 | £1,501,310 | Green
    Permits         | £310,000      | £232,500   | £221,940   | Amber
"""


def test_a_profile_of_a_quarter_is_its_target() -> None:
    records = read_blocks("Income 2019/20 Quarter 3", draw_grid(INCOME)).records
    assert [(o.role, o.period) for o in records[0].observations] == [
        (Role.TARGET, "2019/20"),
        (Role.TARGET, "2019/20 Q3"),
        (Role.ACTUAL, "2019/20 Q3"),
    ]


ON_TARGET = """
    Indicator             | Q1 2012/13 | Q2 2012/13 | Target | On target
    Council tax collected | 29.1       | 57.0       | 57.5   | {triangle down red}
    Homes let             | 41         | 94         | 90     | {triangle up green}
"""


def test_a_triangle_that_says_whether_the_target_is_met_is_no_trend() -> None:
    records = read_blocks("Key indicators, Quarter 2 2012/13", draw_grid(ON_TARGET)).records
    assert [(r.rag, r.trend) for r in records] == [(Rag.RED, None), (Rag.GREEN, None)]


PLANS = """
    Activity            | Annual plan | Q4 plan | Q4 done | Year done | % of plan | RAG
    Premises inspected  | 820         | 205     | 188     | 791       | 96.5%     | Amber
    Test purchases      | 60          | 15      | 16      | 63        | 105.0%    | Green
"""


def test_what_was_done_of_a_plan() -> None:
    records = read_blocks("Trading standards 2023/24 Q4", draw_grid(PLANS)).records
    assert [(o.role, o.period) for o in records[0].observations[:4]] == [
        (Role.TARGET, "2023/24"),
        (Role.TARGET, "2023/24 Q4"),
        (Role.ACTUAL, "2023/24 Q4"),
        (Role.ACTUAL, "2023/24"),
    ]
    assert records[0].observations[4].role is Role.OTHER


WEEKS = """
    BVPI/LPI | Measure                 | This week | Last week | Target | RAG
    BV 78a   | Waiting for assessment  | 266       | 271       | 200    | R
    LPI 31   | Waiting for a package   | 31        | 28        | 25     | A
"""


def test_weeks_and_codes_of_two_families() -> None:
    records = read_blocks("Dashboard, January 2024", draw_grid(WEEKS)).records
    assert [r.ref for r in records] == ["BV 78a", "LPI 31"]
    assert [o.role for o in records[0].observations] == [Role.ACTUAL, Role.PREVIOUS, Role.TARGET]


ESTIMATES = """
    PI                 | Q3 Actual | Q3 Target | Q3 last year | Better/worse | Full year estimate
    Recycling rate (%) | 48.8      | 48.0      | 47.1         | Better       | 48.5
    Affordable homes   | 31        | 45        | 52           | Worse        | 130
"""


def test_an_estimate_of_the_year_is_a_forecast() -> None:
    records = read_blocks("Quarter 3 performance 2017/18", draw_grid(ESTIMATES)).records
    assert [r.trend for r in records] == [Trend.IMPROVING, Trend.DECLINING]
    last = records[0].observations[-1]
    assert (last.role, last.period) == (Role.FORECAST, "2017/18")


MONTH_UNKNOWN = """
    Measure              | YTD  | In month | YTD target | RAG
    Direct payments (%)  | 24.0 | 23.7     | 30.0       | R
    Outcomes met (%)     | 92.2 | 93.0     | 95.0       | A
"""


def test_a_month_that_the_paper_does_not_name_is_not_the_year() -> None:
    def periods(heading: str) -> list[str | None]:
        record = read_blocks(heading, draw_grid(MONTH_UNKNOWN)).records[0]
        return [o.period for o in record.observations]

    assert periods("Commissioning dashboard 2018/19") == ["2018/19", None, "2018/19"]
    assert periods("Commissioning dashboard January 2019") == ["2018/19", "2019-01", "2018/19"]
