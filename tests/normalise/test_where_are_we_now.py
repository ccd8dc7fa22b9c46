"""Papers that ask "Where are we now?", compare with places in short, or tell by exception."""

from __future__ import annotations

from decimal import Decimal

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Kind, Rag, Role, Trend, Unit


def test_questions_of_where_we_were_are_and_want_to_be_head_figures() -> None:
    homes, shops = read_blocks(
        "Corporate scorecard: position at 30 September 2015",
        """
        | What are we measuring? | Where were we? (Sept 2014) | Where are we now? (Sept 2015) | Where do we want to be? (March 2016) | How are we doing? |
        | Unemployment claimants | 2.4%   | 1.7%  | 1.6%  | {circle green} |
        | Empty shops in town    | 14.9%  | 13.2% | 12.0% | {circle amber} |
        """,  # noqa: E501
    ).records
    assert [(o.role, o.period, o.raw) for o in homes.observations] == [
        (Role.PREVIOUS, "2014-09", "2.4%"),
        (Role.ACTUAL, "2015-09", "1.7%"),
        (Role.TARGET, "2016-03", "1.6%"),
    ]
    assert (homes.title, homes.rag, shops.rag) == ("Unemployment claimants", Rag.GREEN, Rag.AMBER)


def test_a_place_in_short_with_a_year_is_no_earlier_year_of_the_council() -> None:
    (record,) = read_blocks(
        "Adult social care: October 2022",
        """
        | Indicator                          | Oct 22 | Oct 21 | Target | Eng 21/22 | SW 2021/22 |
        | Reviews completed within 12 months | 53.7%  | 60.1%  | 75.0%  | 57.1%     | 55.9%      |
        """,
    ).records
    assert [(o.role, o.period) for o in record.observations if o.column[:2] in ("En", "SW")] == [
        (Role.COMPARATOR, "2021/22"),
        (Role.COMPARATOR, "2021/22"),
    ]


def test_a_councils_own_year_stays_its_own() -> None:
    (record,) = read_blocks(
        "Quarter 2 2022/23",
        """
        | Indicator           | Result 2021/22 | Q2 2022/23 | Target |
        | Reviews in 12 months | 57.1%         | 53.7%      | 75.0%  |
        """,
    ).records
    assert record.observations[0].role is Role.PREVIOUS


def test_the_numerator_of_a_national_share_is_no_implausible_percentage() -> None:
    scorecard = read_blocks(
        "Adult social care: October 2022",
        """
        | Indicator                                             | Numerator | Denominator | Oct 22 | Target |
        | ASCOF 1C(1A) People who receive self-directed support | 2,188     | 2,390       | 191.5% | 94.0%  |
        """,  # noqa: E501
    )
    doubts = [f.message for f in scorecard.findings if f.code == "value-implausible"]
    assert len(doubts) == 1
    assert doubts[0].startswith("191.5 ")


def test_answers_across_a_box_are_its_commentary() -> None:
    requests, homes = read_blocks(
        "Q2 2021/22 performance by exception",
        """
        | CS-07 Freedom of information requests answered in time | < | < | < |
        | Q2 21/22: 81.4% | Target: 95% | Q1 21/22: 86.0% | Q2 20/21: 90.2%  |
        | Why are we off target? Vacancies in two teams led to a backlog. | < | < | < |
        | What are we doing? A temporary officer started on 4 October.    | < | < | < |
        | HS-02 Households in bed and breakfast for over 6 weeks | < | < | < |
        | Q2 21/22: 14 | Target: 0 | Q1 21/22: 9 | Q2 20/21: 3 |
        | Why are we off target? Private landlords are selling.           | < | < | < |
        """,
    ).records
    assert [r.kind for r in (requests, homes)] == [Kind.MEASURE, Kind.MEASURE]
    assert dict(requests.text)["commentary"] == (
        "Why are we off target? Vacancies in two teams led to a backlog.\n"
        "What are we doing? A temporary officer started on 4 October."
    )
    assert (homes.ref, homes.title) == ("HS-02", "Households in bed and breakfast for over 6 weeks")
    assert [(o.role, o.period, o.raw) for o in requests.observations] == [
        (Role.ACTUAL, "2021/22 Q2", "81.4%"),
        (Role.TARGET, "2021/22", "95%"),
        (Role.ACTUAL, "2021/22 Q1", "86.0%"),
        (Role.PREVIOUS, "2020/21 Q2", "90.2%"),
    ]


def test_a_performance_area_names_the_measure() -> None:
    (record,) = read_blocks(
        "Period 9 monitoring",
        """
        | Performance area | Target | Actual P8 | Actual P9 |
        | Rent collected % | 98.5   | 98.1      | 98.2      |
        """,
    ).records
    assert (record.title, record.section) == ("Rent collected %", ())


def test_how_we_compare_is_a_place_among_others_and_no_figure() -> None:
    scorecard = read_blocks(
        "How did we do in 2009/10?",
        """
        | NI     | Description               | How we did 2008/09 | How we did 2009/10 | Our target 2009/10 | Did we hit our target? | How we compare with others |
        | NI 155 | Affordable homes built    | 102 | 64  | 110 | ✘       | Worst 25% |
        | NI 192 | Household waste recycled  | 40% | 43% | 43% | ✔       | Best 25%  |
        """,  # noqa: E501
    )
    homes, waste = scorecard.records
    place = homes.observations[-1]
    assert (place.role, place.raw, place.quantity.numeric) == (Role.QUARTILE, "Worst 25%", False)
    assert [o.quantity.unit for o in homes.observations[:3]] == [Unit.COUNT] * 3
    assert (homes.rag, waste.rag) == (Rag.RED, Rag.GREEN)
    assert scorecard.findings == ()


def test_a_target_for_the_quarter_is_that_quarters() -> None:
    (visits,) = read_blocks(
        "Quarter One 2023-24: our performance",
        """
        | Indicator      | Quarter 1 result | Target for the quarter | Target met |
        | Library visits | 151,204          | 150,000                | Yes        |
        """,
    ).records
    assert [(o.role, o.period) for o in visits.observations] == [
        (Role.ACTUAL, "2023/24 Q1"),
        (Role.TARGET, "2023/24 Q1"),
    ]


def test_the_count_that_a_local_value_is_of_is_no_comparison() -> None:
    (smoking,) = read_blocks(
        """
        | Indicator           | Count | Local value | Region | England | Recent trend |
        | Smoking at delivery | 402   | 12.9%       | 9.6%   | 8.8%    | {right}      |
        """,
    ).records
    assert [o.role for o in smoking.observations] == [
        Role.OTHER,
        Role.ACTUAL,
        Role.COMPARATOR,
        Role.COMPARATOR,
    ]


def test_differences_from_quarters_are_no_results_of_them() -> None:
    turnover, sickness = read_blocks(
        "Workforce scorecard: Q3 2024/25",
        """
        | Measure                | Q3 23/24 | Q2 24/25 | Q3 24/25 | Target | vs target      | vs Q2  | vs Q3 23/24 |
        | Voluntary turnover     | 12.9%    | 11.8%    | 11.2%    | 12.0%  | {circle green} | -0.6pp | -1.7pp      |
        | Sickness days per FTE  | 9.8      | 10.1     | 10.4     | 9.0    | {circle red}   | +0.3   | +0.6        |
        """,  # noqa: E501
    ).records
    assert [(o.role, o.period, o.raw) for o in sickness.observations] == [
        (Role.PREVIOUS, "2023/24 Q3", "9.8"),
        (Role.ACTUAL, "2024/25 Q2", "10.1"),
        (Role.ACTUAL, "2024/25 Q3", "10.4"),
        (Role.TARGET, "2024/25", "9.0"),
        (Role.VARIANCE, "2024/25 Q3", "+0.3"),
        (Role.VARIANCE, "2024/25 Q3", "+0.6"),
    ]
    assert (turnover.rag, sickness.rag) == (Rag.GREEN, Rag.RED)


def test_headers_in_short_say_what_they_say_in_full() -> None:
    (letters,) = read_blocks(
        "Service standards, January to March 2011",
        """
        | Standard                  | Target | Jan | Feb | Mar | Qtr | Previous qtr | Same qtr 2010 | Nat av |
        | Answer letters in 10 days | 95%    | 91% | 94% | 96% | 94% | 89%          | 92%           | 90%    |
        """,  # noqa: E501
    ).records
    assert [(o.role, o.period) for o in letters.observations[4:]] == [
        (Role.ACTUAL, "2010/11 Q4"),
        (Role.PREVIOUS, "2010/11 Q3"),
        (Role.PREVIOUS, None),
        (Role.COMPARATOR, None),
    ]


def test_a_milestone_with_a_year_is_a_target_and_measures_of_success_are_no_section() -> None:
    (jobs,) = read_blocks(
        "Annual performance report 2014-15",
        """
        | Our measures of success | Baseline 2012-13 | Milestone 2014-15 | Achieved 2014-15 | Final target 2016-17 |
        | Jobs created            | 120              | 400               | 517              | 900                  |
        """,  # noqa: E501
    ).records
    assert jobs.section == ()
    assert [(o.role, o.period) for o in jobs.observations] == [
        (Role.PREVIOUS, "2012/13"),
        (Role.TARGET, "2014/15"),
        (Role.ACTUAL, "2014/15"),
        (Role.TARGET, "2016/17"),
    ]


def test_the_average_change_of_others_gives_counts_no_percent() -> None:
    (burglary,) = read_blocks(
        "Community safety Q2 2016-17",
        """
        | Indicator         | Q2 2015-16 | Q2 2016-17 | % change | Force average change |
        | Burglary dwelling | 88         | 71         | -19.3%   | -4.1%                |
        """,
    ).records
    assert [(o.role, o.quantity.unit) for o in burglary.observations] == [
        (Role.PREVIOUS, Unit.COUNT),
        (Role.ACTUAL, Unit.COUNT),
        (Role.VARIANCE, Unit.PERCENT),
        (Role.VARIANCE, Unit.PERCENT),
    ]


def test_an_arrow_against_an_earlier_quarter_is_the_trend() -> None:
    turnover, calls = read_blocks(
        "Q4 2022/23",
        """
        | KPI            | Q4   | Q3   | Target | vs target | vs Q3            |
        | Staff turnover | 3.3% | 2.9% | 3.0%   | +0.3%     | {triangle up}    |
        | Calls answered | 96%  | 97%  | 95%    | +1.0%     | {triangle down}  |
        """,
    ).records
    assert (turnover.trend, calls.trend) == (Trend.UP, Trend.DOWN)


def test_quarters_over_the_turn_of_the_year_begin_in_the_year_before() -> None:
    (calls,) = read_blocks(
        "Performance Q2 2024/25",
        """
        | Indicator      | Q3  | Q4  | Q1  | Q2  | Target |
        | Calls answered | 88% | 90% | 91% | 93% | 90%    |
        """,
    ).records
    assert [(o.role, o.period) for o in calls.observations[:4]] == [
        (Role.PREVIOUS, "2023/24 Q3"),
        (Role.PREVIOUS, "2023/24 Q4"),
        (Role.ACTUAL, "2024/25 Q1"),
        (Role.ACTUAL, "2024/25 Q2"),
    ]


def test_quarters_of_one_year_with_some_to_come_stay_in_it() -> None:
    (calls,) = read_blocks(
        "Performance Q2 2024/25",
        """
        | Indicator      | Q1  | Q2  | Q3 | Q4 | Target |
        | Calls answered | 91% | 93% |    |    | 90%    |
        """,
    ).records
    assert [o.period for o in calls.observations[:4]] == [
        "2024/25 Q1",
        "2024/25 Q2",
        "2024/25 Q3",
        "2024/25 Q4",
    ]


def test_a_rating_behind_last_years_figure_is_that_of_the_present_one() -> None:
    (waste,) = read_blocks(
        "Waste, Q2 2017/18",
        """
        | Measure        | Q2 target | Q2 actual | Q2 2016/17 actual | Performance    | Forecast for year | Forecast performance |
        | Recycling rate | 47%       | 46.1%     | 45.9%             | {circle amber} | 45%               | {circle green}       |
        """,  # noqa: E501
    ).records
    assert waste.rag is Rag.AMBER
    assert [(o.role, o.rag) for o in waste.observations] == [
        (Role.TARGET, None),
        (Role.ACTUAL, Rag.AMBER),
        (Role.PREVIOUS, None),
        (Role.FORECAST, Rag.GREEN),
    ]


def test_y_under_target_met_is_no_yellow() -> None:
    met, missed = read_blocks(
        "Quarterly monitoring 2003/04: Q4",
        """
        | Indicator             | Q4 actual | Target 2003/04 | Target met Y/N |
        | Recycling %           | 12.4      | 12.0           | Y              |
        | Kerbside collection % | 79        | 80             | N              |
        """,
    ).records
    assert (met.rag, missed.rag) == (Rag.GREEN, Rag.RED)


def test_what_is_expected_of_a_year_is_its_target() -> None:
    (visits,) = read_blocks(
        "2022/23 full year measures",
        """
        | Measure | Result 21/22 | Expected 22/23 | Result 22/23 | RAG 22/23 | Expected 23/24 |
        | Visits  | 412,000      | 600,000        | 641,322      | Green     | 660,000        |
        """,
    ).records
    assert [(o.role, o.period) for o in visits.observations] == [
        (Role.PREVIOUS, "2021/22"),
        (Role.TARGET, "2022/23"),
        (Role.ACTUAL, "2022/23"),
        (Role.TARGET, "2023/24"),
    ]


def test_counts_and_shares_in_a_table_of_thousands_of_pounds_are_not_multiplied() -> None:
    scorecard = read_blocks(
        "Finance scorecard Q2 2024/25",
        """
        | Indicator            | Target £000 | Actual £000 | RAG |
        | Rent income          | 1,200       | 1,187       | A   |
        | Income collected (%) | 98.0        | 97.2        | A   |
        | Number of debtors    | 400         | 412         | R   |
        """,
    )
    assert [
        (r.observations[1].quantity.value, r.observations[1].quantity.unit)
        for r in scorecard.records
    ] == [
        (Decimal(1187000), Unit.GBP),
        (Decimal("97.2"), Unit.PERCENT),
        (Decimal(412), Unit.COUNT),
    ]
    doubts = {f.row for f in scorecard.findings if f.code == "scale-not-applied"}
    assert len(doubts) == 1
    assert scorecard.records[2].observations[1].confidence < 0.9


def test_differences_on_the_month_and_a_start_point() -> None:
    (shops,) = read_blocks(
        "Key indicators: September 2013",
        """
        | Indicator    | Start point | Sep-12 | Sep-13 | On month | On year | Where we should be by now | RAG |
        | Vacant shops | 60          | 52     | 47     | -2       | -5      | 45                        | A   |
        """,  # noqa: E501
    ).records
    assert [(o.role, o.period) for o in shops.observations] == [
        (Role.PREVIOUS, None),
        (Role.PREVIOUS, "2012-09"),
        (Role.ACTUAL, "2013-09"),
        (Role.VARIANCE, "2013-09"),
        (Role.VARIANCE, "2013-09"),
        (Role.TARGET, "2013-09"),
    ]


def test_every_remark_across_a_form_is_kept() -> None:
    (vacancies,) = read_blocks(
        "Quarter 2 2022/23",
        """
        | Vacancy rate | < | < | < |
        | Target | 8% | Actual | 11% |
        | Reason for variance: 14 posts are vacant. | < | < | < |
        | Recruitment fairs are planned for October. | < | < | < |
        """,
    ).records
    assert dict(vacancies.text)["commentary"] == (
        "Reason for variance: 14 posts are vacant.\nRecruitment fairs are planned for October."
    )


def test_what_councils_report_is_told_where_a_scale_has_no_ends() -> None:
    scorecard = read_blocks(
        "Adult social care outcomes 2023/24",
        """
        | Ref | Indicator                                        | 2022/23 | 2023/24 | Target |
        | 1B  | Adjusted social care-related quality of life     | 0.41    | 64.4    | 0.42   |
        | 1D  | Overall satisfaction of people who use services  | 62.1%   | 64.4%   | 65%    |
        """,
    )
    doubts = [f.message for f in scorecard.findings if f.code == "value-implausible"]
    assert doubts == ["64.4 lies outside what 1B can be (0.35 to 0.45)"]
